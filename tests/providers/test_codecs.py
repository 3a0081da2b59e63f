"""Codecs: the laws over arbitrary input, that our own values survive, and the forms on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain import values
from crmdesk.domain.values import NORMALISERS, FieldType
from crmdesk.providers.base import Codec
from crmdesk.providers.codecs import (
    Boolean,
    Choice,
    Consent,
    Day,
    DayOfMoment,
    Done,
    HtmlText,
    Integer,
    LongText,
    Moment,
    Money,
    Number,
    References,
    Seconds,
    Share,
    Tags,
    Text,
    Words,
)
from crmdesk.providers.slots import DealStatus, Emails, MoneyWithCurrency, Phones
from tests.providers.laws import check_reading, check_writing, raws

STATUS = Choice((("NEW", "new"), ("CONNECTED", "qualified")), blank=frozenset({"NONE"}))
PHONES = Phones((("phone", "phone"), ("mobilephone", "mobile")))
EMAILS = Emails("email", "hs_additional_emails")
AMOUNT = MoneyWithCurrency("amount", "code", "EUR")
WON = DealStatus("closed", "won")

CODECS: dict[str, tuple[Codec, tuple[str, ...]]] = {
    "text": (Text(), ()),
    "long text": (LongText(), ()),
    "html": (HtmlText(), ()),
    "number": (Number(), ()),
    "integer": (Integer(), ()),
    "seconds": (Seconds(), ()),
    "share": (Share(), ()),
    "money": (Money("EUR"), ()),
    "boolean": (Boolean(), ()),
    "done": (Done("COMPLETED", "NOT_STARTED"), ()),
    "day": (Day(), ()),
    "day of moment": (DayOfMoment(), ()),
    "moment": (Moment(), ()),
    "choice": (STATUS, ()),
    "tags": (Tags(), ()),
    "words": (Words(), ()),
    "consent": (Consent(), ()),
    "references": (References(), ()),
    "phones": (PHONES, ("phone", "mobilephone")),
    "one phone": (Phones((("phone", "phone"),)), ("phone",)),
    "emails": (EMAILS, ("email", "hs_additional_emails")),
    "one email": (Emails("email"), ("email",)),
    "amount": (AMOUNT, ("amount", "code")),
    "deal status": (WON, ("closed", "won")),
}

LINE = st.text(max_size=30).map(NORMALISERS[FieldType.TEXT])
ADDRESS = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.fr", fullmatch=True)
NUMBER = st.from_regex(r"\+336[0-9]{8}", fullmatch=True) | st.sampled_from(["poste 12", "+33612345678", "+33612345679"])
DECIMAL = st.decimals(-(10**9), 10**9, places=3).map(str).map(NORMALISERS[FieldType.DECIMAL])
EARLIEST = datetime(1970, 1, 2)  # noqa: DTZ001 - the strategy wants it without a zone
INSTANT = st.datetimes(timezones=st.timezones(), min_value=EARLIEST).map(NORMALISERS[FieldType.DATETIME])
MARKUP = st.text(max_size=60) | st.text(alphabet="<>/abp&;\"' \n=!-", max_size=40)
PAIR = st.tuples(st.sampled_from(["owners", "stages"]), st.integers(1, 99).map(str)).map(list)


def items(values: st.SearchStrategy[str], labels: list[str | None]) -> st.SearchStrategy[Any]:
    item = st.fixed_dictionaries({"value": values, "label": st.sampled_from(labels), "primary": st.booleans()})
    return st.lists(item, max_size=4)


OURS: dict[str, st.SearchStrategy[Any]] = {
    "text": LINE,
    "long text": st.text(max_size=60).map(NORMALISERS[FieldType.LONG_TEXT]),
    "html": MARKUP.map(NORMALISERS[FieldType.LONG_TEXT]),
    "number": DECIMAL,
    "integer": st.integers(-10**12, 10**12),
    "seconds": st.integers(0, 10**9),
    "share": DECIMAL,
    "money": st.fixed_dictionaries({"amount": DECIMAL, "currency": st.sampled_from(["EUR", "USD"])}),
    "boolean": st.booleans(),
    "done": st.booleans(),
    "day": st.dates().map(str),
    "day of moment": st.dates().map(str),
    "moment": INSTANT,
    "choice": st.sampled_from(["new", "qualified", "lost", "OPEN"]),
    "tags": st.lists(st.text(alphabet="ab;\\ é", max_size=5), max_size=4).map(NORMALISERS[FieldType.TAGS]),
    "words": st.lists(st.text(alphabet="ab;\\ é", max_size=5), max_size=4).map(NORMALISERS[FieldType.TAGS]),
    "consent": st.fixed_dictionaries(
        {"state": st.sampled_from(["given", "refused", "unknown"]), "at": st.none() | INSTANT,
         "channel": st.sampled_from([None, "phone", "paper"]), "proof": LINE}
    ),
    "references": st.lists(PAIR, max_size=3),
    "phones": items(NUMBER, ["phone", "mobile", "work", None]).map(NORMALISERS[FieldType.PHONES]),
    "one phone": items(NUMBER, ["phone", "mobile", None]).map(NORMALISERS[FieldType.PHONES]),
    "emails": items(ADDRESS, ["work", None]).map(NORMALISERS[FieldType.EMAILS]),
    "one email": items(ADDRESS, ["work", None]).map(NORMALISERS[FieldType.EMAILS]),
    "amount": st.fixed_dictionaries({"amount": DECIMAL, "currency": st.sampled_from(["EUR", "USD"])}),
    "deal status": st.sampled_from(["open", "won", "lost"]),
}  # fmt: skip

LOSSLESS = sorted(set(CODECS) - {"references", "phones", "one phone", "emails", "one email"})
EVERY = pytest.mark.parametrize("name", CODECS)


@EVERY
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_reading_is_total_and_comparing_is_stable(name: str, data: st.DataObject) -> None:
    codec, names = CODECS[name]
    check_reading(codec, data.draw(raws(names)))


@EVERY
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_writing_is_stable(name: str, data: st.DataObject) -> None:
    codec, names = CODECS[name]
    check_writing(codec, data.draw(st.none() | OURS[name]), data.draw(raws(names)))


@EVERY
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_was_read_is_written_as_it_was(name: str, data: st.DataObject) -> None:
    codec, names = CODECS[name]
    raw = data.draw(raws(names))
    assert codec.encode(codec.decode(raw), raw) == codec.canon(raw)


@pytest.mark.parametrize("written", ["0\x1b", "\x1b2024-01-01", "1.5\x00", "true\x1b"])
@EVERY
def test_what_a_text_cannot_keep_is_not_read_either(name: str, written: str) -> None:
    codec, names = CODECS[name]
    raw = dict.fromkeys(names, written) if names else written
    check_reading(codec, raw)
    assert codec.encode(codec.decode(raw), raw) == codec.canon(raw)


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_our_values_survive_the_vendor(name: str, data: st.DataObject) -> None:
    codec, names = CODECS[name]
    ours = data.draw(OURS[name])
    assert codec.decode(codec.encode(ours, data.draw(raws(names)))) == ours


@settings(max_examples=25, deadline=None)
@given(OURS["emails"], raws(("email", "hs_additional_emails")))
def test_every_address_finds_its_place(ours: Any, current: Any) -> None:
    held = EMAILS.decode(EMAILS.encode(ours, current))
    assert {item["value"] for item in held or ()} == {item["value"] for item in ours or ()}
    assert not ours or held[0]["value"] == ours[0]["value"]


@settings(max_examples=25, deadline=None)
@given(OURS["phones"], raws(("phone", "mobilephone")))
def test_a_number_that_is_kept_never_loses_its_place(ours: Any, current: Any) -> None:
    before = {item["value"] for item in PHONES.decode(current) or ()}
    wanted = {item["value"] for item in ours or ()}
    after = {item["value"] for item in PHONES.decode(PHONES.encode(ours, current)) or ()}
    assert before & wanted <= after <= wanted
    assert len(after) == min(2, len(wanted))


def item(value: str, label: str | None = None, *, primary: bool = False) -> dict[str, Any]:
    return {"value": value, "label": label, "primary": primary}


@pytest.mark.parametrize(
    ("codec", "raw", "value"),
    [
        (Number(), "1500.00", "1500"),
        (Number(), "many", "many"),
        (Integer(), "12", 12),
        (Integer(), "12.5", "12.5"),
        (Seconds(), "61000", 61),
        (Money("EUR"), "250000.50", {"amount": "250000.5", "currency": "EUR"}),
        (Money("EUR"), "on request", {"amount": "on request", "currency": "EUR"}),
        (Day(), "1795132800000", "2026-11-20"),
        (DayOfMoment(), "2026-11-20T22:30:00.000Z", "2026-11-20"),
        (Moment(), "1795132800000", "2026-11-20T00:00:00.000Z"),
        (Moment(), "2026-11-20", "2026-11-20T00:00:00.000Z"),
        (Moment(), "tomorrow", "tomorrow"),
        (Boolean(), "true", True),
        (Boolean(), "maybe", "maybe"),
        (Done("COMPLETED", "NOT_STARTED"), "WAITING", False),
        (STATUS, "CONNECTED", "qualified"),
        (STATUS, "OPEN_DEAL", "OPEN_DEAL"),
        (STATUS, "NONE", None),
        (Tags(), ";b;a;A;", ["a", "b"]),
        (Tags(), r"a\;b", ["a;b"]),
        (Consent(), '{"state":"given","channel":"phone"}',
         {"state": "given", "at": None, "channel": "phone", "proof": None}),
        (Consent(), '{"state":"given","channel":"Salon de l\'habitat"}',
         {"state": "given", "at": None, "channel": "Salon de l'habitat", "proof": None}),
        (Consent(), "oui", {"state": "unknown", "at": None, "channel": None, "proof": "oui"}),
        (HtmlText(), "<div><p>Rappeler&nbsp;Mara</p>\n<ul><li>le&nbsp;soir</li></ul></div>",
         "Rappeler\u00a0Mara\nle\u00a0soir"),
        (HtmlText(), 'Voir <a href="https://a.test/1">le bien</a>.<script>x()</script>', "Voir le bien (https://a.test/1)."),
        (HtmlText(), '<a href="mailto:a@b.fr">a@b.fr</a>', "a@b.fr"),
        (HtmlText(), "une ligne\nune autre", "une ligne\nune autre"),
        (PHONES, {"phone": None, "mobilephone": "06 12 34 56 78"}, [item("+33612345678", "mobile", primary=True)]),
        (EMAILS, {"email": "A@B.fr", "hs_additional_emails": "d@e.fr;c@e.fr"},
         [item("a@b.fr", primary=True), item("c@e.fr"), item("d@e.fr")]),
        (EMAILS, {"email": "nobody", "hs_additional_emails": None}, [item("nobody", primary=True)]),
        (AMOUNT, {"amount": "10", "code": "USD"}, {"amount": "10", "currency": "USD"}),
        (WON, {"closed": "true", "won": "false"}, "lost"),
        (References(), [["stages", "2"], ["stages", "1"], ["stages", "2"]], [["stages", "1"], ["stages", "2"]]),
    ],
)  # fmt: skip
def test_reading(codec: Codec, raw: Any, value: Any) -> None:
    assert codec.decode(raw) == value


@pytest.mark.parametrize(
    ("codec", "value", "current", "raw"),
    [
        (Text(), None, "x", None),
        (Number(), "1500", "1500.00", "1500"),
        (Money("EUR"), {"amount": "10", "currency": "USD"}, None, "10 USD"),
        (Day(), "2026-11-20", None, "2026-11-20"),
        (DayOfMoment(), "2026-11-20", "2026-11-20T22:30:00.000Z", "2026-11-20T22:30:00.000Z"),
        (DayOfMoment(), "2026-11-21", "2026-11-20T22:30:00.000Z", "2026-11-21T00:00:00.000Z"),
        (Boolean(), False, None, "false"),
        (Done("COMPLETED", "NOT_STARTED"), False, "WAITING", "WAITING"),
        (Done("COMPLETED", "NOT_STARTED"), False, "COMPLETED", "NOT_STARTED"),
        (STATUS, "qualified", None, "CONNECTED"),
        (STATUS, "visit_done", None, "visit_done"),
        (Seconds(), 61, "61400", "61400"),
        (Consent(), {"state": "given", "at": None, "channel": None, "proof": None}, None, '{"state":"given"}'),
        (HtmlText(), "a < b\nc & d", None, "a &lt; b<br>c &amp; d"),
        (HtmlText(), "un\nDEUX\ntrois", "<p><b>un</b></p><p>deux</p><p><i>trois</i></p>",
         "<p><b>un</b></p><p>DEUX</p><p><i>trois</i></p>"),
        (HtmlText(), "un\ndeux bis", "<ul><li><b>un</b></li><li><i>de</i>ux</li></ul>",
         "<ul><li><b>un</b></li><li><i>deux bis</i></li></ul>"),
        (HtmlText(), "un\ndeux", "<b>un</b>", "<b>un<br>deux</b>"),
        (HtmlText(), "zéro\nun", "<p><b>un</b></p>", "<p><b>zéro<br>un</b></p>"),
        (HtmlText(), "un", "<b>un</b><br>deux", "<b>un</b>"),
        (HtmlText(), "un\ntrois", "<p><b>un</b></p><p>deux</p><p>trois</p>", "<p><b>un</b></p><p></p><p>trois</p>"),
        (HtmlText(), "Voir le bien (https://a.test/1)\nRappelée",
         'Voir <a href="https://a.test/1">le bien</a><br>Rappeler',
         'Voir <a href="https://a.test/1">le bien</a><br>Rappelée'),
        (HtmlText(), "Rien\nde tel", "<p>tout <b>autre</b></p>", "<p>Rien<br>de tel<b></b></p>"),
        (HtmlText(), "gras", "<b>gras</b>", "<b>gras</b>"),
        (Text(), "x" * 100_000, None, "x" * 100_000),
        (PHONES, [item("+33612345678", primary=True)], {"phone": "06 12 34 56 78", "mobilephone": None},
         {"phone": "06 12 34 56 78", "mobilephone": None}),
        (PHONES, [item("+33611111111", primary=True), item("+33622222222", "mobile")], None,
         {"phone": "+33611111111", "mobilephone": "+33622222222"}),
        (PHONES, [item("+33611111111", primary=True), item("+33633333333"), item("+33622222222")],
         {"phone": "+33611111111", "mobilephone": "+33622222222"},
         {"phone": "+33611111111", "mobilephone": "+33622222222"}),
        (PHONES, [item("+33622222222", primary=True)], {"phone": "+33611111111", "mobilephone": "+33622222222"},
         {"phone": None, "mobilephone": "+33622222222"}),
        (EMAILS, [item("c@e.fr", primary=True), item("a@b.fr")], {"email": "A@b.fr", "hs_additional_emails": "c@e.fr"},
         {"email": "c@e.fr", "hs_additional_emails": "A@b.fr"}),
        (AMOUNT, {"amount": "5", "currency": "USD"}, {"amount": "10", "code": None}, {"amount": "5", "code": "USD"}),
        (AMOUNT, None, {"amount": "10", "code": "USD"}, {"amount": None, "code": "USD"}),
    ],
)  # fmt: skip
def test_writing(codec: Codec, value: Any, current: Any, raw: Any) -> None:
    assert codec.encode(value, current) == raw


PIECES = (
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</b>",
    "<li>",
    "</li>",
    "un",
    " deux ",
    "&amp;",
    '<a href="https://a.test">',
    "</a>",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_text_is_what_comes_back_whatever_formatting_is_kept(source: str, data: st.DataObject) -> None:
    codec = HtmlText()
    lines = str(codec.decode(source) or "").split("\n")
    at = data.draw(st.integers(0, len(lines)))
    lines[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(st.sampled_from(["neuf", "a < b"]), max_size=2))
    changed = values.long_text("\n".join(lines))
    assert codec.decode(codec.encode(changed, source)) == changed


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        ("0.4", "40"),
        ("1.0", "100"),
        ("0.0", "0"),
        ("0.155", "15.5"),
        ("0.000001", "0.0001"),
        ("-1.2", "-120"),
        ("?", "?"),
    ],
)
def test_a_share_of_one_is_a_percentage(share: str, percent: str) -> None:
    assert Share().decode(share) == percent
    assert Share().encode(percent, share) == Share().canon(share)
    assert Share().decode(Share().encode(percent, None)) == percent
