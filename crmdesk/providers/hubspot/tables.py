"""HubSpot's object types as crmdesk uses them: names, time properties, link types (fact sheet sections 2 and 4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KEY = "crmdesk_uid"
"""The property that holds crmdesk's own key; unique, so that creating twice is impossible."""

MERGED = "hs_merged_object_ids"
SOURCE = ("hs_object_source", "hs_object_source_id")
ASSOCIATED_COMPANY = "associatedcompanyid"
OWNER = "hubspot_owner_id"
STAGE_OF_LIFE = "lifecyclestage"

LATER_STAGES = frozenset({"customer", "evangelist", "other"})
"""The life-cycle stages of those who are no leads any more; earlier ones, an agency's own and none make a lead."""


@dataclass(frozen=True, slots=True)
class Table:
    """One object type. ``modified`` is the property that a search for changes sorts by."""

    name: str
    singular: str
    type_id: str
    modified: str = "hs_lastmodifieddate"
    merges: bool = False


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("companies", "company", "0-2", merges=True),
        Table("contacts", "contact", "0-1", modified="lastmodifieddate", merges=True),
        Table("leads", "lead", "0-136"),
        Table("deals", "deal", "0-3", merges=True),
        Table("tasks", "task", "0-27"),
        Table("calls", "call", "0-48"),
        Table("meetings", "meeting", "0-47"),
        Table("notes", "note", "0-46"),
    )
}
"""In the order in which one may refer to another."""

DEALS, LEADS = "deals", "leads"
LEAD_PIPELINE, LEAD_STAGE = "hs_pipeline", "hs_pipeline_stage"
ACTIVITIES = ("tasks", "calls", "meetings")
PIPELINED = {DEALS: "deal", LEADS: "lead"}
"""Object types with pipelines, and what the field ``of`` of a pipeline says about them."""

PIPELINES, STAGES = "pipelines", "stages"
REFERENCE_OBJECTS = ("owners", PIPELINES, STAGES)

LINK_TYPES: Mapping[tuple[str, str], tuple[int, ...]] = {
    ("contacts", "companies"): (1, 279),
    ("deals", "contacts"): (3,),
    ("deals", "companies"): (5, 341),
    ("leads", "contacts"): (578,),
    ("tasks", "contacts"): (204,),
    ("tasks", "companies"): (192,),
    ("tasks", "deals"): (216,),
    ("calls", "contacts"): (194,),
    ("calls", "companies"): (182,),
    ("calls", "deals"): (206,),
    ("meetings", "contacts"): (200,),
    ("meetings", "companies"): (188,),
    ("meetings", "deals"): (212,),
    ("notes", "contacts"): (202,),
    ("notes", "companies"): (190,),
    ("notes", "deals"): (214,),
}
"""The association type ids that crmdesk writes for a pair: the primary and the unlabelled one where there are both."""

PRIMARY_TYPES = frozenset({1, 5, 578})
"""Type ids that mark the one primary link of a record (to its company, of a lead to its contact)."""
