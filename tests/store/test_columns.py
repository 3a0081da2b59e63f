"""Every canonical value comes back from its columns as it was, through a real table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import CONSENT_CHANNELS, CONSENT_STATES, FieldType, Value
from crmdesk.store import records
from crmdesk.store.columns import fold, sort_name, to_columns, to_fields
from crmdesk.store.records import Record
from tests.store.replica import Replica

_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
_decimals = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(lambda number: format(number, "f"))
_moments = st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())


def _items(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, Value]]]:
    item = st.fixed_dictionaries({"value": values, "label": st.none() | _words, "primary": st.booleans()})
    return st.lists(item, max_size=4)


TYPED: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: _words,
    FieldType.LONG_TEXT: _words,
    FieldType.INTEGER: st.integers(-(10**14), 10**14),
    FieldType.DECIMAL: _decimals,
    FieldType.MONEY: st.fixed_dictionaries({"amount": _decimals, "currency": st.sampled_from(["EUR", "CHF", "XPF"])}),
    FieldType.BOOLEAN: st.booleans(),
    FieldType.DATE: st.dates().map(str),
    FieldType.DATETIME: _moments,
    FieldType.TAGS: st.lists(_words, max_size=5),
    FieldType.EMAILS: _items(st.emails(domains=st.sampled_from(["example.org", "exämple.fr"]))),
    FieldType.PHONES: _items(st.from_regex(r"0[1-9][0-9]{8}|\+4179[0-9]{7}|poste [0-9]{2}", fullmatch=True)),
    FieldType.REFERENCE: st.from_regex(r"01[A-Z0-9]{24}", fullmatch=True),
    FieldType.REFERENCES: st.lists(st.from_regex(r"01[A-Z0-9]{24}", fullmatch=True), max_size=4),
    FieldType.CONSENT: st.fixed_dictionaries({
        "state": st.sampled_from(CONSENT_STATES),
        "at": st.none() | _moments,
        "channel": st.none() | st.sampled_from(CONSENT_CHANNELS),
        "proof": st.none() | _words,
    }),
}  # fmt: skip
"""What a person or a vendor may give for each type; a choice is drawn from its field's options."""


def _canonical(spec: FieldSpec, value: Value) -> Value:
    try:
        return spec.canonical(value)
    except InvalidInput:
        return None


def _values_of(kind: Kind) -> st.SearchStrategy[dict[str, Value]]:
    drawn = {}
    for spec in CATALOGUE[kind].values():
        source = st.sampled_from(spec.options) if spec.type is FieldType.CHOICE else TYPED[spec.type]
        drawn[spec.name] = st.none() | source.map(partial(_canonical, spec))
    return st.fixed_dictionaries(drawn)


@pytest.fixture(scope="module")
def shared() -> Iterator[Replica]:
    """One replica for all examples: rows of different examples do not meet."""
    with TemporaryDirectory() as folder, Replica(Path(folder)) as replica:
        yield replica


def test_every_type_has_values() -> None:
    assert set(TYPED) | {FieldType.CHOICE} == set(FieldType)


@pytest.mark.parametrize("kind", list(Kind))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_record_comes_back_as_it_was(shared: Replica, kind: Kind, data: st.DataObject) -> None:
    values = data.draw(_values_of(kind))
    record = Record(shared.new_id(), kind, "live", values, {"kept": [1, {"deep": "é"}]})
    shared.write(lambda unit: records.insert_many(unit, kind, [record]))
    back = shared.read(lambda connection: records.load_many(connection, kind, [record.id]))[record.id]
    assert back == record


@settings(max_examples=150, deadline=None)
@given(amount=st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_every_digit(shared: Replica, amount: object) -> None:
    value = _canonical(CATALOGUE[Kind.DEAL]["probability"], amount)
    row = to_columns(Kind.DEAL, {"probability": value})
    stored = shared.sql("SELECT CAST(? AS NUMERIC) AS probability", row["probability"])[0].probability
    blank = dict.fromkeys(to_columns(Kind.DEAL, dict.fromkeys(CATALOGUE[Kind.DEAL])))
    assert to_fields(Kind.DEAL, blank | {"probability": stored})["probability"] == value


def test_numbers_sort_as_numbers(replica: Replica) -> None:
    amounts = ["9", "10", "100.5", "-3", "99.99", "1000000"]
    replica.add_many(Kind.DEAL, [{"amount": {"amount": amount, "currency": "EUR"}} for amount in amounts])
    stored = replica.sql("SELECT amount FROM deal ORDER BY amount")
    assert [row.amount for row in stored] == [-3, 9, 10, 99.99, 100.5, 1000000]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"first_name": "Élodie", "last_name": "Lefèvre", "salutation": "Mme"}, "lefevre elodie"),
        ({"first_name": "ZOÉ"}, "zoe"),
        ({"emails": [{"value": "a@b.fr", "label": None, "primary": True}]}, "a@b.fr"),
        ({}, ""),
    ],
)
def test_people_sort_by_last_name(values: dict[str, Value], name: str) -> None:
    assert sort_name(Kind.LEAD, values) == name


@pytest.mark.parametrize("around", ["", "É", "\N{COMBINING GREEK YPOGEGRAMMENI}", "\N{CYRILLIC SMALL LETTER SHORT I}"])
def test_folding_takes_the_short_way_only_where_both_lead_to_the_same(around: str) -> None:
    def the_long_way(text: str) -> str:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        return "".join(character for character in folded if not unicodedata.combining(character))

    texts = [around + chr(number) + around for number in range(0x3100)]
    assert [text for text in texts if fold(text) != the_long_way(text)] == []


@given(text=_words)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("words", ["environ 90", "NaN", "Infinity", "90 m²", "-", "1.2.3"])
def test_what_an_account_holds_instead_of_a_number_comes_back_as_it_is(shared: Replica, words: str) -> None:
    price = {"amount": words, "currency": "EUR"}
    values: dict[str, Value] = {
        **dict.fromkeys(CATALOGUE[Kind.LEAD]),
        "property_surface_m2": words,
        "asking_price": price,
    }
    record = Record(shared.new_id(), Kind.LEAD, "live", values)
    shared.write(lambda unit: records.insert_many(unit, Kind.LEAD, [record]))
    back = shared.read(lambda connection: records.load_many(connection, Kind.LEAD, [record.id]))[record.id]
    assert (back.fields["property_surface_m2"], back.fields["asking_price"]) == (words, price)
