"""A field mapping as the store and a file keep it."""

from __future__ import annotations

from crmdesk.domain.field_mapping import USUAL, Choice, Direction, FieldMapping, mapping_json, mapping_of
from crmdesk.domain.kinds import Kind

CHOSEN = FieldMapping(
    {
        "Lead": {
            Kind.LEAD: {
                "city": Choice("Region", Direction.IN, keep_blank=True),
                "x.choice.dpe": Choice("Energy__c", pairs=(("Class A", "A"), ("Class B", "B"))),
            }
        }
    }
)


def test_a_mapping_comes_back_as_it_was() -> None:
    assert mapping_of(mapping_json(CHOSEN)) == CHOSEN
    assert mapping_of(mapping_json(USUAL)) == USUAL
    assert mapping_json(CHOSEN)["Lead"]["lead"]["city"] == {
        "property": "Region",
        "direction": "in",
        "pairs": [],
        "keep_blank": True,
    }


def test_what_nobody_chose_is_not_kept() -> None:
    assert mapping_json(FieldMapping({"Lead": {Kind.LEAD: {}}, "Contact": {}})) == {}
    assert mapping_json(FieldMapping({"Lead": {Kind.LEAD: {}, Kind.CONTACT: {"city": Choice()}}})).keys() == {"Lead"}


def test_choices_are_found_by_table_and_kind() -> None:
    assert CHOSEN.of("Lead", Kind.LEAD).keys() == {"city", "x.choice.dpe"}
    assert CHOSEN.of("Lead", Kind.CONTACT) == CHOSEN.of("Contact", Kind.CONTACT) == {}


def test_another_choice_for_one_field_leaves_the_others() -> None:
    more = CHOSEN.with_choice("Lead", Kind.LEAD, "sector", Choice("Area"))
    assert more.of("Lead", Kind.LEAD).keys() == {"city", "x.choice.dpe", "sector"}
    assert more.with_choice("Lead", Kind.LEAD, "sector", Choice()) == CHOSEN
