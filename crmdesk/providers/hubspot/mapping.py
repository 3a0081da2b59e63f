"""HubSpot's mapping: for each object and kind, where a field lives and how its value is written (fact sheet section 6).

The tables say what crmdesk would map; ``object_specs`` keeps what the account's schema has. A property that the schema
lacks leaves its field out ("only here"), one that it marks read-only is mapped but not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from crmdesk.domain.field_mapping import USUAL, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ObjectSpec, RemoteProperty, Schema
from crmdesk.providers.codecs import (
    Boolean,
    Choice,
    Consent,
    Day,
    DayOfMoment,
    Done,
    HtmlText,
    Integer,
    LongText,
    Moment,
    Money,
    Number,
    Seconds,
    Share,
    Tags,
    Text,
)
from crmdesk.providers.custom import codec_of
from crmdesk.providers.field_mapping import apply
from crmdesk.providers.hubspot.places import PAIRS, Fixed, Linked, One, Place, Pointer, PointerOfLink, Several
from crmdesk.providers.hubspot.tables import ASSOCIATED_COMPANY, KEY, OWNER
from crmdesk.providers.lines import Line as LineOf
from crmdesk.providers.lines import address_lines, rules_of
from crmdesk.providers.listed import listed
from crmdesk.providers.slots import DealStatus, Emails, MoneyWithCurrency, Phones

STATUSES = (
    ("NEW", "new"),
    ("ATTEMPTED_TO_CONTACT", "to_call_back"),
    ("CONNECTED", "qualified"),
    ("VALUATION_PLANNED", "valuation_planned"),
    ("VALUATION_DONE", "valuation_done"),
    ("VISIT_PLANNED", "visit_planned"),
    ("VISIT_DONE", "visit_done"),
    ("MANDATE_SIGNED", "mandate_signed"),
    ("UNQUALIFIED", "lost"),
)
"""HubSpot's own lead statuses, and those that an agency adds (the account's options decide which can be written)."""

RATINGS = (("HOT", "hot"), ("WARM", "warm"), ("COLD", "cold"))
PRIORITIES = (("LOW", "low"), ("MEDIUM", "medium"), ("HIGH", "high"))
ABOUT = ("contacts", "companies", "deals")


Line: TypeAlias = LineOf[Place]
Lines = Mapping[Kind, Sequence[Line]]
"""The lines of one object by kind."""

_OWNER = Line("owner", Pointer(OWNER, "owners"), PAIRS)
_ABOUT = Line("about", Linked(ABOUT), PAIRS)
_ADDRESS: tuple[Line, ...] = address_lines(One("address"), One("zip"), One("city"), One("country"))


def _options(properties: Mapping[str, RemoteProperty], name: str) -> Mapping[str, str]:
    return properties[name].options if name in properties else {}


def _present(properties: Mapping[str, RemoteProperty], *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name in properties)


def _phones(properties: Mapping[str, RemoteProperty], *slots: tuple[str, str]) -> Line:
    held = tuple(slot for slot in slots if slot[0] in properties) or slots[:1]
    return Line("phones", Several(tuple(name for name, _ in held)), Phones(held))


def _person(properties: Mapping[str, RemoteProperty]) -> list[Line]:
    emails = ("email", *_present(properties, "hs_additional_emails"))
    return [
        Line("salutation", One("salutation"), Text()),
        Line("first_name", One("firstname"), Text()),
        Line("last_name", One("lastname"), Text()),
        Line("emails", Several(emails), Emails(*emails)),
        _phones(properties, ("phone", "phone"), ("mobilephone", "mobile")),
        *_ADDRESS,
        Line("company", PointerOfLink(ASSOCIATED_COMPANY, "companies"), PAIRS),
        Line("job_title", One("jobtitle"), Text()),
        _OWNER,
        Line("tags", One("crmdesk_tags"), Tags()),
        Line("description", One("crmdesk_description"), LongText()),
        Line("last_contact_at", One("crmdesk_last_contact_at"), Moment()),
    ]


def _project(properties: Mapping[str, RemoteProperty], currency: str) -> list[Line]:
    options = _options(properties, "hs_lead_status")
    statuses = tuple(pair for pair in STATUSES if pair[0] in options)
    return [
        Line("lead_type", One("crmdesk_lead_type"), Choice()),
        Line("status", One("hs_lead_status"), Choice(statuses)),
        Line("source", One("crmdesk_source"), Text()),
        Line("sector", One("crmdesk_sector"), Text()),
        Line("horizon", One("crmdesk_horizon"), Choice()),
        Line("property_type", One("crmdesk_property_type"), Choice()),
        Line("property_address", One("crmdesk_property_address"), Text()),
        Line("property_surface_m2", One("crmdesk_property_surface_m2"), Number()),
        Line("property_rooms", One("crmdesk_property_rooms"), Number()),
        Line("asking_price", One("crmdesk_asking_price"), Money(currency)),
        Line("estimate", One("crmdesk_estimate"), Money(currency)),
        Line("consent_phone", One("crmdesk_consent_phone"), Consent()),
        Line("consent_email", One("crmdesk_consent_email"), Consent()),
    ]


def _contacts(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    person = _person(properties)
    return {Kind.LEAD: [*person, *_project(properties, currency)], Kind.CONTACT: person}


def _leads(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    return {
        Kind.LEAD: [
            Line("rating", One("hs_lead_label"), Choice(RATINGS)),
            Line("stage", Pointer("hs_pipeline_stage", "stages", "leads:"), PAIRS, clearable=False),
        ]
    }


def _companies(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    return {
        Kind.COMPANY: [
            Line("name", One("name"), Text()),
            Line("domain", One("domain"), Text()),
            _phones(properties, ("phone", "phone")),
            *_ADDRESS,
            Line("industry", One("industry"), Text()),
            Line("employees", One("numberofemployees"), Integer()),
            _OWNER,
        ]
    }


def _deals(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    amount = Line("amount", One("amount"), Money(currency))
    if "deal_currency_code" in properties:
        both = ("amount", "deal_currency_code")
        amount = Line("amount", Several(both), MoneyWithCurrency(*both, currency))
    closed = ("hs_is_closed", "hs_is_closed_won")
    return {
        Kind.DEAL: [
            Line("name", One("dealname"), Text(), clearable=False),
            amount,
            Line("pipeline", Pointer("pipeline", "pipelines", "deals:"), PAIRS, clearable=False),
            Line("stage", Pointer("dealstage", "stages", "deals:"), PAIRS, clearable=False),
            Line("close_date", One("closedate"), DayOfMoment() if _is_moment(properties, "closedate") else Day()),
            Line("probability", One("hs_deal_stage_probability"), Share(), writable=False),
            Line("status", Several(closed), DealStatus(*closed), writable=False),
            Line("contacts", Linked(("contacts",)), PAIRS),
            Line("company", Linked(("companies",), one=True), PAIRS),
            _OWNER,
        ]
    }


def _is_moment(properties: Mapping[str, RemoteProperty], name: str) -> bool:
    return name in properties and properties[name].type == "datetime"


def _tasks(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    return {
        Kind.ACTIVITY: [
            Line("type", Fixed("task"), Choice(), writable=False),
            Line("subject", One("hs_task_subject"), Text()),
            Line("body", One("hs_task_body"), HtmlText()),
            Line("due_at", One("hs_timestamp"), Moment(), clearable=False),
            Line("done", One("hs_task_status"), Done("COMPLETED", "NOT_STARTED")),
            Line("priority", One("hs_task_priority"), Choice(PRIORITIES, blank=frozenset({"NONE"}))),
            _ABOUT,
            _OWNER,
        ]
    }


def _calls(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    outcomes = tuple(_options(properties, "hs_call_disposition").items())
    return {
        Kind.ACTIVITY: [
            Line("type", Fixed("call"), Choice(), writable=False),
            Line("subject", One("hs_call_title"), Text()),
            Line("body", One("hs_call_body"), HtmlText()),
            Line("starts_at", One("hs_timestamp"), Moment(), clearable=False),
            Line("duration_s", One("hs_call_duration"), Seconds()),
            Line("outcome", One("hs_call_disposition"), Choice(outcomes)),
            _ABOUT,
            _OWNER,
        ]
    }


def _meetings(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    return {
        Kind.ACTIVITY: [
            Line("type", Fixed("meeting"), Choice(), writable=False),
            Line("subject", One("hs_meeting_title"), Text()),
            Line("body", One("hs_meeting_body"), HtmlText()),
            Line("starts_at", One("hs_meeting_start_time"), Moment()),
            Line("ends_at", One("hs_meeting_end_time"), Moment()),
            Line("outcome", One("hs_meeting_outcome"), Choice()),
            _ABOUT,
            _OWNER,
        ]
    }


def _notes(properties: Mapping[str, RemoteProperty], currency: str) -> Lines:
    return {Kind.NOTE: [Line("body", One("hs_note_body"), HtmlText()), _ABOUT, _OWNER]}


_LINES = {
    "companies": _companies,
    "contacts": _contacts,
    "leads": _leads,
    "deals": _deals,
    "tasks": _tasks,
    "calls": _calls,
    "meetings": _meetings,
    "notes": _notes,
}
_CREATES = {
    "companies": Kind.COMPANY,
    "leads": Kind.LEAD,
    "deals": Kind.DEAL,
    "tasks": Kind.ACTIVITY,
    "calls": Kind.ACTIVITY,
    "meetings": Kind.ACTIVITY,
    "notes": Kind.NOTE,
}

REFERENCE_LINES: Mapping[str, Lines] = {
    "owners": {
        Kind.USER: [
            Line("name", One("name"), Text(), writable=False),
            Line("email", One("email"), Text(), writable=False),
            Line("active", One("active"), Boolean(), writable=False),
        ]
    },
    "pipelines": {
        Kind.PIPELINE: [
            Line("name", One("label"), Text(), writable=False),
            Line("of", One("of"), Choice(), writable=False),
            Line("position", One("displayOrder"), Integer(), writable=False),
        ]
    },
    "stages": {
        Kind.STAGE: [
            Line("name", One("label"), Text(), writable=False),
            Line("pipeline", Pointer("pipeline", "pipelines"), PAIRS, writable=False),
            Line("position", One("displayOrder"), Integer(), writable=False),
            Line("probability", One("probability"), Share(), writable=False),
            Line("closed", One("isClosed"), Boolean(), writable=False),
        ]
    },
}
"""Objects that are only read, from lists of their own; ``references`` brings their rows into the form of the others."""


def lines_of(name: str, schema: Schema, currency: str, mapping: FieldMapping = USUAL) -> Lines:
    """The lines of one object, limited to what the account's schema has, as a person chose them."""
    properties = schema.objects[name]
    available = frozenset(schema.objects)
    usual = {
        kind: [line for each in lines if (line := _fitting(each, properties, available)) is not None]
        for kind, lines in _LINES[name](properties, currency).items()
    }
    return {
        kind: apply(lines, mapping.of(name, kind), properties, partial(_line_to, kind, currency))
        for kind, lines in usual.items()
    }


def _line_to(kind: Kind, currency: str, field: str, held: RemoteProperty) -> Line | None:
    """The line of a field that a person pointed to a property."""
    codec = codec_of(kind, field, held, currency)
    return None if codec is None else _said(Line(field, One(held.name), codec, held.writable), {held.name: held})


def _fitting(line: Line, properties: Mapping[str, RemoteProperty], available: frozenset[str]) -> Line | None:
    """The line as far as the account has its place; None where it has not."""
    place = line.place
    if any(name not in properties for name in place.properties):
        return None
    if isinstance(place, Linked):
        targets = tuple(name for name in place.objects if name in available)
        return replace(line, place=Linked(targets, place.one)) if targets else None
    if isinstance(place, PointerOfLink):  # written as a link, whatever the property says
        return line if place.object in available else None
    writable = line.writable and all(properties[name].writable for name in place.properties)
    return _said(replace(line, place=place, writable=writable), properties)


def _said(line: Line, properties: Mapping[str, RemoteProperty]) -> Line:
    """The line in the words of its list, where it lives in one."""
    return listed(line, properties[line.place.name]) if isinstance(line.place, One) else line


def reference_spec(name: str) -> ObjectSpec:
    """One of the objects that are only read."""
    return ObjectSpec(name, rules_of(REFERENCE_LINES[name]), writable=False)


def object_spec(name: str, lines: Lines, schema: Schema) -> ObjectSpec:
    """One object as the engine sees it."""
    mapping = rules_of(lines)
    activity = next((line.place.value for line in lines.get(Kind.ACTIVITY, ()) if isinstance(line.place, Fixed)), None)
    return ObjectSpec(
        name,
        mapping,
        creates=frozenset({Kind.LEAD, Kind.CONTACT}) if name == "contacts" else frozenset({_CREATES[name]}),
        creates_when=None if activity is None else ("type", activity),
        part_of="contacts" if name == "leads" else None,
        keyed=KEY in schema.objects[name],
    )
