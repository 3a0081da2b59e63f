"""Labels and options that change at the vendor arrive at the custom fields that live there."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.field_mapping import USUAL, Choice
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteProperty, Schema
from crmdesk.sync.relabelling import relabelled, with_pairs

HELD = RemoteProperty("dpe", "DPE", "enumeration", options={"A": "A", "B": "B"}, closed=True)
FIELD = CustomField(Kind.LEAD, "x.choice.dpe", "DPE", {"A": "A", "B": "B", "Z": "of another account"})
MAPPING = USUAL.with_choice("contacts", Kind.LEAD, FIELD.name, Choice("dpe"))


def schema(*held: RemoteProperty) -> Schema:
    return Schema({"contacts": {each.name: each for each in held}})


def test_labels_and_options_follow_the_account() -> None:
    now = replace(HELD, label="Diagnostic", options={"A": "Très bon", "C": "C"})
    (found,) = relabelled([FIELD], MAPPING, schema(HELD), schema(now))
    assert found == replace(FIELD, label="Diagnostic", options={"Z": "of another account", "A": "Très bon", "C": "C"})


def test_options_that_are_held_by_their_labels_follow_by_them() -> None:
    """What an account keeps of a user is an id of its own; one that was described before names were held had those for options."""
    field = replace(FIELD, options={"Jean Martin": "Jean Martin", "Z": "of another account"})
    was = replace(HELD, options={"7": "Jean Martin"}, named=True)
    now = replace(was, options={"7": "Jean Dupont", "8": "Ana Roy"})
    names = {"Z": "of another account", "Jean Dupont": "Jean Dupont", "Ana Roy": "Ana Roy"}
    (found,) = relabelled([field], MAPPING, schema(was), schema(now))
    assert found.options == names
    older = replace(field, options={"7": "Jean Martin", "Z": "of another account"})
    (found,) = relabelled([older], MAPPING, schema(replace(was, named=False)), schema(now))
    assert found.options == names


def test_a_label_of_a_person_s_own_stays() -> None:
    mine = replace(FIELD, label="Énergie")
    assert relabelled([mine], MAPPING, schema(HELD), schema(replace(HELD, label="Diagnostic"))) == []


def test_nothing_changes_where_nothing_did() -> None:
    assert relabelled([FIELD], MAPPING, schema(HELD), schema(HELD)) == []
    assert relabelled([FIELD], MAPPING, schema(), schema(HELD)) == []
    assert relabelled([FIELD], MAPPING, schema(HELD), schema()) == []
    assert relabelled([FIELD], USUAL, schema(HELD), schema(replace(HELD, label="Diagnostic"))) == []


RATING = RemoteProperty("rating", "Intérêt", "enumeration", options={"1": "Chaud", "2": "Froid"})
RENAMED = replace(RATING, options={"1": "Très chaud", "2": "Chaud"})
PAIRS = (("Chaud", "hot"), ("2", "cold"), ("?", "warm"))


def paired(choice: Choice) -> tuple[tuple[str, str], ...]:
    """The pairs of a choice once the options are called otherwise; its field lives here, and in a property of another table."""
    mapping = USUAL.with_choice("contacts", Kind.LEAD, "rating", choice)
    usual = {(Kind.LEAD, "rating"): ("rating", "hs_lead_label")}
    return with_pairs(mapping, usual, schema(RATING), schema(RENAMED)).of("contacts", Kind.LEAD)["rating"].pairs


def test_a_pair_follows_the_option_that_it_names_by_its_label() -> None:
    """The account's word took the place of ours in every record, and went to every other account."""
    followed = (("Très chaud", "hot"), ("2", "cold"), ("?", "warm"))
    assert paired(Choice(pairs=PAIRS)) == paired(Choice("rating", pairs=PAIRS)) == followed


def test_a_pair_about_a_property_that_nobody_knows_stays() -> None:
    assert paired(Choice("gone", pairs=PAIRS)) == PAIRS
    mapping = USUAL.with_choice("contacts", Kind.LEAD, "rating", Choice(pairs=PAIRS))
    assert with_pairs(mapping, {}, schema(RATING), schema(RENAMED)) == mapping
    gone = replace(RATING, options={"2": "Froid"})
    usual = {(Kind.LEAD, "rating"): ("rating",)}
    assert with_pairs(mapping, usual, schema(RATING), schema(gone)) == mapping
