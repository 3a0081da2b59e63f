"""Labels and options that change at the vendor arrive at the custom fields that live there."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.field_mapping import USUAL, Choice
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteProperty, Schema
from crmdesk.sync.relabelling import relabelled

HELD = RemoteProperty("dpe", "DPE", "enumeration", options={"A": "A", "B": "B"}, closed=True)
FIELD = CustomField(Kind.LEAD, "x.choice.dpe", "DPE", {"A": "A", "B": "B", "Z": "of another account"})
MAPPING = USUAL.with_choice("contacts", Kind.LEAD, FIELD.name, Choice("dpe"))


def schema(*held: RemoteProperty) -> Schema:
    return Schema({"contacts": {each.name: each for each in held}})


def test_labels_and_options_follow_the_account() -> None:
    now = replace(HELD, label="Diagnostic", options={"A": "Très bon", "C": "C"})
    (found,) = relabelled([FIELD], MAPPING, schema(HELD), schema(now))
    assert found == replace(FIELD, label="Diagnostic", options={"Z": "of another account", "A": "Très bon", "C": "C"})


def test_a_label_of_a_person_s_own_stays() -> None:
    mine = replace(FIELD, label="Énergie")
    assert relabelled([mine], MAPPING, schema(HELD), schema(replace(HELD, label="Diagnostic"))) == []


def test_nothing_changes_where_nothing_did() -> None:
    assert relabelled([FIELD], MAPPING, schema(HELD), schema(HELD)) == []
    assert relabelled([FIELD], MAPPING, schema(), schema(HELD)) == []
    assert relabelled([FIELD], MAPPING, schema(HELD), schema()) == []
    assert relabelled([FIELD], USUAL, schema(HELD), schema(replace(HELD, label="Diagnostic"))) == []
