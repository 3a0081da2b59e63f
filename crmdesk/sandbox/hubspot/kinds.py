"""HubSpot's object types: names in paths, ids, system properties, scopes (fact sheet section 2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObjectType:
    """One object type. ``created`` and ``modified`` name its time properties, ``scope`` is the middle of its scopes."""

    plural: str
    singular: str
    type_id: str
    created: str
    modified: str
    defaults: tuple[str, ...]
    scope: str
    merges: bool = False
    forgets: bool = False
    """Whether it has ``gdpr-delete``."""
    searchable: tuple[str, ...] = ()
    """Properties that the free text ``query`` of a search looks into."""
    history_cap: int = 20

    @property
    def upper(self) -> str:
        """The name in messages, for instance CONTACT."""
        return self.singular.upper()

    @property
    def read_scope(self) -> str:
        """The scope needed to read its records."""
        return f"crm.objects.{self.scope}.read"

    @property
    def write_scope(self) -> str:
        """The scope needed to write its records."""
        return f"crm.objects.{self.scope}.write"


_ACTIVITY_DEFAULTS = ("hs_createdate", "hs_lastmodifieddate", "hs_object_id")


def _activity(plural: str, singular: str, type_id: str, *searchable: str) -> ObjectType:
    return ObjectType(
        plural, singular, type_id, "hs_createdate", "hs_lastmodifieddate", _ACTIVITY_DEFAULTS, "contacts",
        searchable=searchable,
    )  # fmt: skip


TYPES = (
    ObjectType(
        "contacts", "contact", "0-1", "createdate", "lastmodifieddate",
        ("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"), "contacts",
        merges=True, forgets=True, history_cap=45,
        searchable=("firstname", "lastname", "email", "phone", "mobilephone", "company", "hs_additional_emails"),
    ),
    ObjectType(
        "companies", "company", "0-2", "createdate", "hs_lastmodifieddate",
        ("createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"), "companies",
        merges=True, searchable=("name", "domain", "website", "phone"),
    ),
    ObjectType(
        "deals", "deal", "0-3", "createdate", "hs_lastmodifieddate",
        ("amount", "closedate", "createdate", "dealname", "dealstage", "hs_lastmodifieddate", "hs_object_id",
         "pipeline"), "deals", merges=True, searchable=("dealname", "description", "dealtype"),
    ),
    ObjectType(
        "leads", "lead", "0-136", "createdate", "hs_lastmodifieddate",
        ("createdate", "hs_lastmodifieddate", "hs_object_id"), "leads", searchable=("hs_lead_name",),
    ),
    _activity("tasks", "task", "0-27", "hs_task_subject", "hs_task_body"),
    _activity("calls", "call", "0-48", "hs_call_title", "hs_call_body"),
    _activity("meetings", "meeting", "0-47", "hs_meeting_title", "hs_meeting_body"),
    _activity("notes", "note", "0-46", "hs_note_body"),
    ObjectType(
        "tickets", "ticket", "0-5", "createdate", "hs_lastmodifieddate",
        ("content", "createdate", "hs_lastmodifieddate", "hs_object_id", "hs_pipeline", "hs_pipeline_stage", "subject"),
        "tickets", merges=True, searchable=("subject", "content"),
    ),
    _activity("emails", "email", "0-49", "hs_email_subject"),
)  # fmt: skip

ACTIVITIES = frozenset({"tasks", "calls", "meetings", "notes", "emails"})

_BY_NAME = {name: kind for kind in TYPES for name in (kind.plural, kind.singular, kind.type_id)}


def object_type(name: str) -> ObjectType | None:
    """The type of a plural name, singular name or type id, in any case; ``None`` when there is none."""
    return _BY_NAME.get(name.lower())
