"""The mapping of a sheet: the codec laws for every field, and what people write into cells."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import RemoteProperty
from crmdesk.providers.google_sheets.cells import Form
from crmdesk.providers.google_sheets.codecs import CellList, TickedConsent, plain_number
from crmdesk.providers.google_sheets.headings import HEADINGS, LONGEST, slot_of
from crmdesk.providers.google_sheets.mapping import Mapped, lines_of, object_spec
from tests.providers.laws import JSON, check_reading, check_writing, raws
from tests.providers.test_codecs import OURS

FIELDS = CATALOGUE[Kind.LEAD]
OF_TYPE = {
    FieldType.TEXT: "text", FieldType.LONG_TEXT: "long text", FieldType.DECIMAL: "number", FieldType.MONEY: "money",
    FieldType.DATETIME: "moment", FieldType.TAGS: "tags", FieldType.CONSENT: "consent", FieldType.EMAILS: "emails",
    FieldType.PHONES: "phones",
}  # fmt: skip
TYPED = st.sampled_from([
    "320 000 €", "82,5 m²", "1 200,50", "1.250.000", "oui", "NON", "Oui ; 2026-05-04T07:00:00.000Z ; phone ; Fiche; signée",
    "a@b.fr ; C@D.fr", "06 39 98 12 34 / 02 61 91 00 00", "612345678", "33612345678", "acquereur", "VENDEUR", "a, b; c", "a, b",
    "à rappeler", "=cmd", "#N/A",
])  # fmt: skip


def sheet(english: bool = False, **locked: bool) -> dict[str, Mapped]:
    found = {}
    for slot, heading in HEADINGS.items():
        label = heading.english[0] if english and heading.english else heading.label
        found[slot] = RemoteProperty(slot, label, "text", writable=not locked.get(slot, False))
    return lines_of(found, "EUR")


LINES = sheet()
EVERY = pytest.mark.parametrize("field", LINES)


def ours(field: str) -> st.SearchStrategy[Any]:
    spec = FIELDS[field]
    return st.sampled_from(spec.options) if spec.type is FieldType.CHOICE else OURS[OF_TYPE[spec.type]]


@EVERY
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_laws_hold_for_every_field(field: str, data: st.DataObject) -> None:
    line = LINES[field]
    slots = st.fixed_dictionaries(dict.fromkeys(line.place.remote, TYPED | st.none() | st.text()))
    raw = data.draw(slots | JSON if line.place.spread else raws() | TYPED)
    check_reading(line.codec, raw)
    check_writing(line.codec, data.draw(st.none() | ours(field)), raw)
    assert line.codec.encode(line.codec.decode(raw), raw) == line.codec.canon(raw)


@EVERY
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_is_written_reads_back(field: str, data: st.DataObject) -> None:
    line, spec = LINES[field], FIELDS[field]
    value = data.draw(ours(field))
    back = line.codec.decode(line.codec.encode(value, None))
    if spec.type in {FieldType.EMAILS, FieldType.PHONES}:  # labels and which is first are the columns' own
        assert {item["value"] for item in back or ()} == {item["value"] for item in value or ()}
    else:
        assert back == value


def test_a_sheet_without_references_maps_everything_else() -> None:
    references = {name for name, spec in FIELDS.items() if spec.type in {FieldType.REFERENCE, FieldType.REFERENCES}}
    own = {name for name, spec in FIELDS.items() if spec.read_only}
    assert LINES.keys() == FIELDS.keys() - references - own
    spec = object_spec(LINES)
    assert spec.keyed
    assert spec.creates == {Kind.LEAD}


def test_only_columns_that_are_there_and_may_be_written() -> None:
    properties = {slot: RemoteProperty(slot, HEADINGS[slot].label, "text") for slot in ("last_name", "phones:mobile")}
    lines = lines_of(properties, "EUR")
    assert lines.keys() == {"last_name", "phones"}
    assert lines["phones"].place.remote == ("phones:mobile",)
    assert not sheet(city=True)["city"].writable
    assert sheet()["city"].writable


@pytest.mark.parametrize(
    ("field", "now", "raw", "value"),
    [
        ("x.text.etage", FieldType.DECIMAL, "RDC", "RDC"),
        ("x.text.etage", FieldType.DECIMAL, "2", "2"),
        ("x.decimal.visites", FieldType.TEXT, "4", "4"),
        ("x.decimal.visites", FieldType.TEXT, "n/c", "n/c"),
        ("x.date.mandat", FieldType.TEXT, "2026-11-20", "2026-11-20"),
        ("x.boolean.cles", FieldType.TEXT, "true", True),
        ("x.choice.mandat", FieldType.TAGS, "Exclusif", "Exclusif"),
    ],
)
def test_a_field_stays_in_its_column_whatever_most_cells_hold_by_now(
    field: str, now: FieldType, raw: str, value: object
) -> None:
    """A sheet declares no types: the field lost its place as soon as most of the first cells were numbers, or all were blank."""
    was, found = (in_column(field, held) for held in (FIELDS[field].type, now))
    assert was is not None
    assert found is not None
    assert (found.place, found.codec) == (was.place, was.codec)
    assert found.codec.decode(raw) == value


@pytest.mark.parametrize(
    ("field", "now"),
    [("x.text.etage", FieldType.DATE), ("x.decimal.visites", FieldType.DATETIME), ("x.date.mandat", FieldType.DECIMAL)],
)
def test_days_are_not_taken_for_numbers(field: str, now: FieldType) -> None:
    assert in_column(field, now) is None


def in_column(field: str, type_: FieldType) -> Mapped | None:
    """The line of a field that a person pointed to a column of such cells."""
    chosen = FieldMapping().with_choice("leads", Kind.LEAD, field, Choice("column:own"))
    own = RemoteProperty("column:own", "Own", type_.value, custom=type_)
    return lines_of({"column:own": own}, "EUR", chosen).get(field)


@pytest.mark.parametrize(
    ("written", "number"),
    [("320 000 €", "320000"), ("320\u202f000", "320000"), ("82,5 m²", "82.5"), ("82.5", "82.5"), ("1.250.000,50", "1250000.5"),
     ("1.250.000", "1250000"), ("320.000 €", "320000"), ("1.200,50 EUR", "1200.5"), ("99.50 €", "99.5"), ("320.125", "320.125"),
     ("320,000 €", "320000"), ("320,000 EUR", "320000"), ("1,250,000 €", "1250000"), ("320,00 €", "320"), ("320,125", "320.125"),
     ("82,125 m²", "82.125"), ("1,250.000,5", None), ("1,250,000", "1250000"), ("320,000.00 €", "320000"), ("1,200.50", "1200.5"),
     ("1,250,000.50 €", "1250000.5"), ("-1.200,5", "-1200.5"), ("1250.000,50", "1250000.5"), ("12,50.3", None),
     ("82.125 m²", "82.125"), ("4 pièces", "4"), ("sur demande", None), ("-3", "-3"), ("", None), ("€", None)],
)  # fmt: skip
def test_numbers_as_people_write_them(written: str, number: str | None) -> None:
    assert plain_number(written) == number


def decoded(field: str, raw: Any, *, english: bool = False) -> Any:
    return sheet(english)[field].codec.decode(raw)


def encoded(field: str, value: Any, current: Any = None, *, english: bool = False) -> Any:
    return sheet(english)[field].codec.encode(value, current)


def test_choices_are_words_in_the_language_of_the_headings() -> None:
    assert decoded("lead_type", "ACQUEREUR") == "buyer"
    assert decoded("lead_type", "Seller") == "seller"
    assert decoded("property_type", "Local commercial") == "commercial"
    assert decoded("status", "en attente du notaire") == "en attente du notaire"
    assert encoded("lead_type", "buyer") == "Acquéreur"
    assert encoded("lead_type", "buyer", english=True) == "Buyer"
    assert encoded("lead_type", "buyer", "acquereur") == "acquereur"
    assert encoded("status", "to_call_back") == "À rappeler"


def test_consents() -> None:
    told = {"state": "given", "at": "2026-05-04T07:00:00.000Z", "channel": "paper", "proof": "Fiche; signée"}
    assert decoded("consent_email", "oui") == {"state": "given", "at": None, "channel": None, "proof": None}
    assert encoded("consent_email", told) == "Oui ; 2026-05-04T07:00:00.000Z ; paper ; Fiche; signée"
    assert decoded("consent_email", encoded("consent_email", told)) == told
    assert decoded("consent_email", "voir dossier")["proof"] == "voir dossier"
    remark = {"state": "refused", "at": None, "channel": None, "proof": "rappelé le 3 mars ; fâché"}
    assert decoded("consent_email", "Non ; rappelé le 3 mars ; fâché") == remark
    assert decoded("consent_email", encoded("consent_email", remark)) == remark
    assert (
        encoded("consent_email", {"state": "refused", "at": None, "channel": None, "proof": None}, english=True) == "No"
    )


def test_a_consent_as_a_tick_box() -> None:
    """A column of boxes is as usual as one of words: each tick was read as a word that says nothing."""
    held = RemoteProperty("consent_email", "Consentement e-mail", "boolean", custom=FieldType.BOOLEAN)
    line = lines_of({"last_name": RemoteProperty("last_name", "Nom", "text"), held.name: held}, "EUR")[held.name]
    given = {"state": "given", "at": None, "channel": None, "proof": None}
    told = given | {"at": "2026-05-04T07:00:00.000Z", "channel": "paper"}
    assert line.place.form is Form.TRUTH
    assert [line.codec.decode(raw) for raw in ("true", "false", None, "Oui")] == [given, None, None, given]
    assert line.codec.encode(told, "false") == "true"
    assert line.codec.encode(told, "true") == "true", "a box has no place for when and how"
    assert line.codec.encode(given | {"state": "refused"}, "true") is None, "a blank box has no tick"
    assert line.codec.encode(given | {"state": "refused"}, "false") == "false", "it says so already"


@settings(deadline=None)
@given(raws() | st.sampled_from(["true", "false"]), st.none() | OURS["consent"])
def test_tick_boxes_keep_the_laws(raw: Any, value: Any) -> None:
    codec = TickedConsent((("Oui", "given"), ("Non", "refused")))
    check_reading(codec, raw)
    check_writing(codec, value, raw)


def items(*values: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "primary": at == 0} for at, (value, label) in enumerate(values)]


def test_several_addresses_in_a_cell() -> None:
    raw = {"emails": "Mara@Oakline.fr ; ines@oakline.fr", "emails:2": None}
    assert decoded("emails", raw) == items(("mara@oakline.fr", None), ("ines@oakline.fr", None))
    more = items(("mara@oakline.fr", None), ("ines@oakline.fr", None), ("jo@oakline.fr", None))
    assert encoded("emails", more, raw) == {"emails": "Mara@Oakline.fr ; ines@oakline.fr", "emails:2": "jo@oakline.fr"}
    assert encoded("emails", items(("ines@oakline.fr", None)), raw) == {"emails": "ines@oakline.fr", "emails:2": None}
    assert encoded("emails", None, raw) is None


def test_numbers_that_a_cell_took_for_amounts() -> None:
    assert decoded("phones", {"phones": "639981234"}) == items(("+33639981234", None))
    assert decoded("phones", {"phones": "33639981234"}) == items(("+33639981234", None))
    assert decoded("phones", {"phones": "41791234567"}) == items(("+41791234567", None)), "Google drops the plus, too"
    assert decoded("phones", {"phones": "262692123456"}) == items(("+262692123456", None)), "La Réunion"
    assert decoded("phones", {"phones": "99912345678"}) == items(("99912345678", None)), "no number anywhere"
    raw = {"phones": "02 61 91 00 00", "phones:mobile": None, "phones:2": None}
    wanted = items(("+33261910000", None), ("+33639981234", "mobile"))
    assert encoded("phones", wanted, raw) == raw | {"phones:mobile": "+33639981234"}


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [("06 12 34 56 78 / 07 11 22 33 44", ["+33612345678", "+33711223344"]), ("06/12/34/56/78", ["+33612345678"]),
     ("06/12/34/56/78 ; 0711223344", ["+33612345678", "+33711223344"]), ("0612/345678", ["+33612345678"]),
     ("02 61 91 00 00 / bureau", ["+33261910000", "bureau"]), ("02 61 91 00 00/01", ["02 61 91 00 00/01"])],
)  # fmt: skip
def test_a_slash_stands_between_numbers_and_inside_one(cell: str, numbers: list[str]) -> None:
    assert [item["value"] for item in decoded("phones", {"phones": cell})] == numbers


def test_a_number_with_slashes_stays_whole_where_another_one_is_added() -> None:
    raw = {"phones": "07 11 22 33 44", "phones:mobile": "01 23 45 67 89", "phones:2": "06/12/34/56/78"}
    wanted = [*decoded("phones", raw), *items(("+33261910000", None))]
    assert encoded("phones", wanted, raw) == raw | {"phones:2": "06/12/34/56/78; +33261910000"}


def test_words_with_commas() -> None:
    assert decoded("tags", "jardin, vue Loire") == ["jardin", "vue Loire"]
    assert decoded("tags", "jardin; a, b") == ["a, b", "jardin"]
    for value in (["a, b"], ["a, b", "c"], ["a;b", "c"], ["a"]):
        assert decoded("tags", encoded("tags", value)) == value


@pytest.mark.parametrize("field", ["emails", "phones"])
def test_a_cell_of_blanks_is_read_in_no_time(field: str) -> None:
    codec = sheet()[field].codec
    assert isinstance(codec, CellList)
    begun = time.process_time()
    assert codec.decode({codec.names[0]: " " * 49_000 + "x"}) is not None or field == "phones"
    assert time.process_time() - begun < 5, "it took minutes, in which no other account was served"


def test_what_is_longer_than_a_heading_is_none() -> None:
    assert slot_of("Ville ") == "city"
    assert slot_of("Ville" + " " * LONGEST) is None
