from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec, canonical_fields, display_name, field, in_order
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import FieldType

EVERY_FIELD = [
    pytest.param(kind, spec, id=f"{kind}.{name}") for kind, specs in CATALOGUE.items() for name, spec in specs.items()
]


def refusal(kind: Kind, **values: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        canonical_fields(kind, values)
    return caught.value


def test_every_kind_has_its_fields() -> None:
    assert set(CATALOGUE) == set(Kind)
    assert all("modified_at" in CATALOGUE[kind] for kind in RECORD_KINDS)


@pytest.mark.parametrize(("kind", "spec"), EVERY_FIELD)
def test_a_field_stands_under_its_name_and_takes_blank(kind: Kind, spec: FieldSpec) -> None:
    assert field(kind, spec.name) is spec
    assert spec.canonical(None) is None
    assert bool(spec.options) == (spec.type is FieldType.CHOICE)
    assert bool(spec.targets) == (spec.type in (FieldType.REFERENCE, FieldType.REFERENCES))


@pytest.mark.parametrize(("kind", "spec"), EVERY_FIELD)
def test_a_refusal_names_the_field(kind: Kind, spec: FieldSpec) -> None:
    with pytest.raises(InvalidInput) as caught:
        spec.canonical(object())
    assert caught.value.data["field"] == spec.name


@pytest.mark.parametrize(("kind", "spec"), EVERY_FIELD)
def test_an_option_is_taken_and_only_an_open_field_takes_another(kind: Kind, spec: FieldSpec) -> None:
    if spec.type is not FieldType.CHOICE:
        return
    assert [spec.canonical(option) for option in spec.options] == list(spec.options)
    if spec.open:
        assert spec.canonical("their own") == "their own"
        return
    with pytest.raises(InvalidInput) as caught:
        spec.canonical("their own")
    assert caught.value.key == "value_not_an_option"
    assert caught.value.data == {"field": spec.name, "value": "their own", "options": ", ".join(spec.options)}


def test_fields_come_in_one_order_and_custom_ones_last() -> None:
    names = {"x.text.parcelle", "city", "*exists*", "x.choice.dpe", "last_name"}
    assert in_order(Kind.LEAD, names) == ["*exists*", "last_name", "city", "x.choice.dpe", "x.text.parcelle"]


def test_an_unknown_field_is_refused_with_the_fields_there_are() -> None:
    error = refusal(Kind.NOTE, title="x")
    assert (error.key, error.data["field"], error.data["kind"]) == ("unknown_field", "title", "note")
    assert error.data["fields"] == "body, about, owner, created_at, modified_at"


def test_a_read_only_field_is_refused() -> None:
    error = refusal(Kind.LEAD, created_at=None)
    assert (error.key, error.data) == ("field_read_only", {"field": "created_at"})


@pytest.mark.parametrize(
    ("name", "value", "length", "limit"),
    [
        ("first_name", "x" * 256, 256, 255),
        ("postal_code", "7" * 21, 21, 20),
        ("description", "x" * 65_537, 65_537, 65_536),
        ("tags", ["short", "x" * 81], 81, 80),
        ("phones", [{"value": "1234567890" * 30}], 300, 255),
        ("phones", [{"value": "0612345678", "label": "x" * 256}], 256, 255),
        ("consent_phone", {"state": "given", "proof": "x" * 256}, 256, 255),
    ],
)
def test_a_text_that_is_too_long_names_field_length_and_limit(name: str, value: Any, length: int, limit: int) -> None:
    error = refusal(Kind.LEAD, **{name: value})
    assert (error.key, error.data) == ("value_too_long", {"field": name, "length": length, "limit": limit})


def test_values_become_canonical() -> None:
    values = canonical_fields(
        Kind.DEAL, {"name": " Vente ", "amount": {"amount": "1.0"}, "probability": 50, "close_date": None}
    )
    assert values == {
        "name": "Vente",
        "amount": {"amount": "1", "currency": "EUR"},
        "probability": "50",
        "close_date": None,
    }
    assert canonical_fields(Kind.LEAD, {"first_name": "x" * 255}) == {"first_name": "x" * 255}


@pytest.mark.parametrize(
    ("kind", "values", "name"),
    [
        (Kind.LEAD, {"salutation": "Mme", "first_name": "Anne", "last_name": "Duval"}, "Mme Anne Duval"),
        (Kind.CONTACT, {"last_name": "Duval", "emails": [{"value": "a@b.fr"}]}, "Duval"),
        (Kind.CONTACT, {"salutation": "Mme", "emails": [{"value": "a@b.fr"}]}, "a@b.fr"),
        (Kind.CONTACT, {"emails": None, "phones": [{"value": "+33612345678"}]}, "+33612345678"),
        (Kind.CONTACT, {"salutation": "Mme"}, "Mme"),
        (Kind.CONTACT, {}, ""),
        (Kind.ACTIVITY, {"subject": "Visite"}, "Visite"),
        (Kind.ACTIVITY, {"subject": None}, ""),
        (Kind.NOTE, {"body": "Une ligne\nEncore"}, "Une ligne"),
        (Kind.NOTE, {"body": "x" * 200}, "x" * 120),
        (Kind.NOTE, {}, ""),
        (Kind.COMPANY, {"name": "Agence"}, "Agence"),
        (Kind.DEAL, {}, ""),
    ],
)
def test_what_a_record_is_called(kind: Kind, values: dict[str, Any], name: str) -> None:
    assert display_name(kind, values) == name
