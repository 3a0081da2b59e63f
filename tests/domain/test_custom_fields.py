"""Custom fields: their names, what the catalogue makes of them, and their values."""

from __future__ import annotations

import pytest

from crmdesk.domain.catalogue import CATALOGUE, CUSTOM_TYPES, FieldSpec, canonical_fields, custom_spec
from crmdesk.domain.custom_fields import custom_name, is_custom
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.merge import differs
from crmdesk.domain.values import FieldType


@pytest.mark.parametrize("type_", CUSTOM_TYPES)
def test_a_custom_name_carries_the_type(type_: FieldType) -> None:
    spec = CATALOGUE[Kind.LEAD][f"x.{type_}.terrasse"]
    assert (spec.name, spec.type) == (f"x.{type_}.terrasse", type_)
    assert not spec.read_only
    assert not spec.indexed


@pytest.mark.parametrize(
    "name",
    [
        "x.decimal.",
        "x.decimal.Terrasse",
        "x.decimal.a b",
        "x.money.prix",
        "x.reference.owner",
        "decimal.terrasse",
        f"x.text.{'a' * 61}",
        "x.text.a\n",
    ],
)
def test_what_is_no_custom_name(name: str) -> None:
    assert custom_spec(name) is None
    assert not is_custom(name)
    assert name not in CATALOGUE[Kind.LEAD]
    assert CATALOGUE[Kind.LEAD].get(name) is None
    with pytest.raises(KeyError):
        CATALOGUE[Kind.LEAD][name]


def test_the_catalogue_finds_custom_fields_of_records_and_lists_its_own() -> None:
    name = "x.text.etage"
    for kind in Kind:
        assert (name in CATALOGUE[kind]) == (kind in RECORD_KINDS)
        assert name not in list(CATALOGUE[kind])
    spec = CATALOGUE[Kind.DEAL].get(name)
    assert isinstance(spec, FieldSpec)
    assert CATALOGUE[Kind.LEAD].get("city") is CATALOGUE[Kind.LEAD]["city"]


def test_values_are_checked_by_type() -> None:
    values = {
        "x.decimal.terrasse": "12.50",
        "x.date.visite": "2026-11-21",
        "x.choice.dpe": "C",
        "x.tags.atouts": ["b", "a"],
    }
    assert canonical_fields(Kind.LEAD, values) == values | {"x.decimal.terrasse": "12.5", "x.tags.atouts": ["a", "b"]}
    with pytest.raises(InvalidInput) as refused:
        canonical_fields(Kind.LEAD, {"x.date.visite": "demain"})
    assert refused.value.data["field"] == "x.date.visite"


@pytest.mark.parametrize(
    ("label", "taken", "name"),
    [
        ("Surface terrasse (m²)", (), "x.decimal.surface_terrasse_m2"),
        ("Étage", (), "x.decimal.etage"),
        ("Étage", {"x.decimal.etage"}, "x.decimal.etage_2"),
        ("Étage", {"x.decimal.etage", "x.decimal.etage_2"}, "x.decimal.etage_3"),
        ("…", (), "x.decimal.field"),
        ("a" * 80, {f"x.decimal.{'a' * 60}"}, f"x.decimal.{'a' * 58}_2"),
    ],
)
def test_names_are_made_of_labels(label: str, taken: set[str], name: str) -> None:
    made = custom_name(FieldType.DECIMAL, label, taken)
    assert made == name
    assert is_custom(made)


def test_no_name_for_a_type_that_custom_fields_cannot_have() -> None:
    with pytest.raises(ValueError, match="references"):
        custom_name(FieldType.REFERENCES, "Biens")


def test_a_custom_field_that_a_record_does_not_hold_is_blank() -> None:
    assert differs({"city": None}, {"x.decimal.terrasse": ("4", "4")})
    assert not differs({"city": None}, {"x.decimal.terrasse": (None, None)})
    assert not differs({"city": None}, {"sector": ("Nantes", "Nantes")})
