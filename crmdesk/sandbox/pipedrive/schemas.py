"""The objects of the account: what v2 lets one write, list and sort by (sections 2 to 2.8)."""

from __future__ import annotations

from dataclasses import dataclass, field

_COUNTS = ("activities_count", "done_activities_count", "undone_activities_count", "files_count", "notes_count",
           "followers_count", "email_messages_count", "next_activity_id", "last_activity_id", "smart_bcc_email")  # fmt: skip
_DEALS = ("open_deals_count", "related_open_deals_count", "closed_deals_count", "related_closed_deals_count",
          "won_deals_count", "related_won_deals_count", "lost_deals_count", "related_lost_deals_count")  # fmt: skip
SHARED_FILTERS = ("filter_id", "ids", "owner_id", "updated_since", "updated_until", "include_fields")
CUSTOM_FILTERS = ("custom_fields", "include_option_labels", "include_labels")
TIMES = ("id", "add_time", "update_time")


@dataclass(frozen=True, slots=True)
class Entity:
    """One object. ``writable`` maps the keys of a body to the type of their values (see ``checks``)."""

    plural: str
    singular: str
    title: str
    writable: dict[str, str]
    create_only: frozenset[str] = frozenset()
    filters: tuple[str, ...] = ()
    sorts: tuple[str, ...] = TIMES
    extras: tuple[str, ...] = ()
    custom: bool = False
    scopes: tuple[str, str] = ("", "")
    """The scopes for reading and for writing."""
    blank: dict[str, object] = field(default_factory=dict)
    """The values of a new row that nothing was said about."""


PERSON = Entity(
    "persons", "person", "Person",
    writable={"name": "text", "first_name": "text?", "last_name": "text?", "owner_id": "user", "org_id": "organization",
              "emails": "items", "phones": "items", "visible_to": "visible", "label_ids": "labels", "add_time": "moment"},
    create_only=frozenset({"add_time"}), filters=(*SHARED_FILTERS, *CUSTOM_FILTERS, "org_id", "deal_id"), custom=True,
    extras=(*_COUNTS, *_DEALS, "participant_open_deals_count", "participant_closed_deals_count", "marketing_status",
            "last_incoming_mail_time", "last_outgoing_mail_time", "doi_status"),
    scopes=("contacts:read", "contacts:full"),
    blank={"name": "", "first_name": None, "last_name": None, "owner_id": None, "org_id": None, "emails": [],
           "phones": [], "visible_to": 3, "label_ids": [], "picture_id": None},
)  # fmt: skip
ORGANIZATION = Entity(
    "organizations", "organization", "Organization",
    writable={"name": "text", "owner_id": "user", "address": "address", "visible_to": "visible", "label_ids": "labels",
              "website": "text", "linkedin": "text", "industry": "option", "annual_revenue": "number",
              "employee_count": "whole", "add_time": "moment"},
    create_only=frozenset({"add_time"}), filters=(*SHARED_FILTERS, *CUSTOM_FILTERS), custom=True,
    extras=(*_COUNTS, *_DEALS, "people_count"), scopes=("contacts:read", "contacts:full"),
    blank={"name": "", "owner_id": None, "address": None, "visible_to": 3, "label_ids": [], "website": None,
           "linkedin": None, "industry": None, "annual_revenue": None, "employee_count": None},
)  # fmt: skip
DEAL = Entity(
    "deals", "deal", "Deal",
    writable={"title": "text", "owner_id": "user", "person_id": "person", "org_id": "organization",
              "pipeline_id": "pipeline", "stage_id": "stage", "value": "number", "currency": "currency",
              "is_archived": "bool", "archive_time": "moment", "status": "status", "probability": "number",
              "lost_reason": "text", "close_time": "moment", "won_time": "moment", "lost_time": "moment",
              "visible_to": "visible", "expected_close_date": "closing", "label_ids": "labels"},
    filters=(*SHARED_FILTERS, *CUSTOM_FILTERS, "person_id", "org_id", "pipeline_id", "stage_id", "status"), custom=True,
    extras=(*_COUNTS, "first_won_time", "products_count", "participants_count", "last_incoming_mail_time",
            "last_outgoing_mail_time", "source_lead_id"),
    scopes=("deals:read", "deals:full"),
    blank={"title": "", "creator_user_id": None, "owner_id": None, "person_id": None, "org_id": None, "pipeline_id": None,
           "stage_id": None, "value": 0, "currency": "EUR", "stage_change_time": None, "status": "open",
           "probability": None, "lost_reason": None, "visible_to": 3, "close_time": None, "label_ids": [],
           "is_archived": False, "origin": "API", "origin_id": None, "channel": None, "channel_id": None, "acv": None,
           "arr": None, "mrr": None},
)  # fmt: skip
ACTIVITY = Entity(
    "activities", "activity", "Activity",
    writable={"subject": "text", "type": "activity_type", "owner_id": "user", "deal_id": "deal", "lead_id": "lead",
              "org_id": "organization", "project_id": "whole", "due_date": "date", "due_time": "clock",
              "duration": "clock", "busy": "bool", "done": "bool", "location": "address",
              "participants": "participants", "attendees": "list", "public_description": "text", "priority": "option",
              "note": "agenda"},
    filters=(*SHARED_FILTERS, "deal_id", "lead_id", "person_id", "org_id", "done"), sorts=(*TIMES, "due_date"),
    extras=("attendees",), scopes=("activities:read", "activities:full"),
    blank={"subject": "", "type": "call", "owner_id": None, "creator_user_id": None, "deal_id": None, "lead_id": None,
           "person_id": None, "org_id": None, "project_id": None, "due_date": None, "due_time": None, "duration": None,
           "busy": False, "done": False, "marked_as_done_time": None, "location": None, "participants": [],
           "public_description": None, "priority": None, "note": None, "conference_meeting_client": None,
           "conference_meeting_url": None, "conference_meeting_id": None},
)  # fmt: skip
PIPELINE = Entity(
    "pipelines", "pipeline", "Pipeline", writable={"name": "text", "is_deal_probability_enabled": "bool"},
    scopes=("deals:read", "admin"),
    blank={"name": "", "order_nr": 0, "is_deal_probability_enabled": False},
)  # fmt: skip
STAGE = Entity(
    "stages", "stage", "Stage",
    writable={"name": "text", "pipeline_id": "pipeline", "deal_probability": "whole", "is_deal_rot_enabled": "bool",
              "days_to_rotten": "whole"},
    filters=("pipeline_id",), sorts=(*TIMES, "order_nr"), scopes=("deals:read", "admin"),
    blank={"name": "", "order_nr": 0, "deal_probability": 100, "pipeline_id": None, "is_deal_rot_enabled": False,
           "days_to_rotten": None},
)  # fmt: skip
LEAD = Entity(
    "leads", "lead", "Lead",
    writable={"title": "text", "owner_id": "user", "label_ids": "lead_labels", "person_id": "person",
              "organization_id": "organization", "value": "amount", "expected_close_date": "date",
              "visible_to": "visible_text", "was_seen": "flag", "origin_id": "text", "channel": "whole",
              "channel_id": "text", "is_archived": "flag"},
    create_only=frozenset({"origin_id"}), custom=True, scopes=("leads:read", "leads:full"),
    sorts=("id", "title", "owner_id", "creator_id", "was_seen", "expected_close_date", "next_activity_id", "add_time",
           "update_time"),
    blank={"title": "", "owner_id": None, "creator_id": None, "label_ids": [], "person_id": None,
           "organization_id": None, "source_name": "API", "origin": "API", "origin_id": None, "channel": None,
           "channel_id": None, "source_deal_id": None, "is_archived": False, "was_seen": False, "value": None,
           "expected_close_date": None, "next_activity_id": None, "visible_to": "3", "cc_email": ""},
)  # fmt: skip
NOTE = Entity(
    "notes", "note", "Note",
    writable={"content": "text", "deal_id": "deal", "person_id": "person", "org_id": "organization", "lead_id": "lead",
              "project_id": "whole", "user_id": "user", "add_time": "moment_v1", "pinned_to_deal_flag": "flag",
              "pinned_to_person_flag": "flag", "pinned_to_organization_flag": "flag", "pinned_to_lead_flag": "flag"},
    create_only=frozenset({"add_time"}), sorts=("id", "user_id", "deal_id", "org_id", "person_id", "content", "add_time",
                                                "update_time"),
    scopes=("contacts:read", "contacts:full"),
    blank={"content": "", "deal_id": None, "person_id": None, "org_id": None, "lead_id": None, "project_id": None,
           "user_id": None, "last_update_user_id": None, "pinned_to_deal_flag": False, "pinned_to_person_flag": False,
           "pinned_to_organization_flag": False, "pinned_to_lead_flag": False},
)  # fmt: skip

ENTITIES = {one.plural: one for one in (PERSON, ORGANIZATION, DEAL, ACTIVITY, PIPELINE, STAGE, LEAD, NOTE)}
FIELD_OWNERS = {"person": "person", "organization": "organization", "deal": "deal", "lead": "deal",
                "activity": "activity", "note": "note"}  # fmt: skip
"""Whose field definitions an object has: leads inherit those of deals."""
