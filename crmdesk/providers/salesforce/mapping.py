"""Salesforce's mapping: for each object and kind, where a field lives and how its value is written (section 8).

The tables say what crmdesk would map; ``lines_of`` keeps what the account's schema has. A field that the schema lacks is
left out ("only here"), one that it marks read-only is mapped but not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.field_mapping import USUAL, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Codec, ObjectSpec, RemoteProperty, Schema
from crmdesk.providers.codecs import (
    Boolean,
    Choice,
    Consent,
    Day,
    Done,
    HtmlText,
    Integer,
    LongText,
    Moment,
    Number,
    Tags,
    Text,
    Website,
)
from crmdesk.providers.custom import CODECS, codec_of
from crmdesk.providers.due import DueDay
from crmdesk.providers.field_mapping import apply
from crmdesk.providers.lines import address_lines, rules_of
from crmdesk.providers.listed import listed
from crmdesk.providers.places import FORMS, Fixed, Form, Line, One, Required, Several
from crmdesk.providers.row_currency import amount, in_row
from crmdesk.providers.salesforce.places import PAIRS, About, Defaulted, Employer, Pointer, Roles
from crmdesk.providers.salesforce.tables import (
    CLOSED,
    CURRENCY,
    KEY,
    NO_DATE,
    PIPELINE,
    PIPELINES,
    RICH,
    ROLE,
    STAGES,
    STAND_IN,
    TABLES,
    USERS,
)
from crmdesk.providers.slots import DealStatus, Emails, Phones

Properties = Mapping[str, RemoteProperty]

STATUSES = (
    ("Open - Not Contacted", "new"),
    ("To Call Back", "to_call_back"),
    ("Working - Contacted", "qualified"),
    ("Valuation Planned", "valuation_planned"),
    ("Valuation Done", "valuation_done"),
    ("Visit Planned", "visit_planned"),
    ("Visit Done", "visit_done"),
    ("Mandate Signed", "mandate_signed"),
    ("Closed - Converted", "mandate_signed"),
    ("Closed - Not Converted", "lost"),
)
"""Salesforce's own lead statuses, and those that an agency adds. The account's options decide which can be written; a
converted one never is (section 8.1), and is read as what it means."""

RATINGS = (("Hot", "hot"), ("Warm", "warm"), ("Cold", "cold"))
PRIORITIES = (("Low", "low"), ("Normal", "medium"), ("High", "high"))
WHO, WHAT = ("Lead", "Contact"), ("Account", "Opportunity")

Lines = Mapping[Kind, Sequence[Line]]
"""The lines of one object by kind."""

_OWNER = Line("owner", Pointer("OwnerId", USERS), PAIRS, clearable=False)


def _address(prefix: str) -> tuple[Line, ...]:
    street, *others = (One(f"{prefix}{part}") for part in ("Street", "PostalCode", "City", "Country"))
    return address_lines(street, *others, street_codec=LongText())


def _phones(properties: Properties, *slots: tuple[str, str]) -> Line:
    held = tuple(slot for slot in slots if slot[0] in properties) or slots[:1]
    return Line("phones", Several(tuple(name for name, _ in held)), Phones(held))


def _person(properties: Properties, prefix: str, *slots: tuple[str, str]) -> list[Line]:
    return [
        Line("salutation", One("Salutation"), Text()),
        Line("first_name", One("FirstName"), Text()),
        Line("last_name", Required("LastName", stand_in=STAND_IN), Text()),
        Line("emails", Several(("Email",)), Emails("Email")),
        _phones(properties, ("Phone", "phone"), ("MobilePhone", "mobile"), *slots),
        *_address(prefix),
        Line("job_title", One("Title"), Text()),
        _OWNER,
        Line("tags", One("crmdesk_tags__c"), Tags()),
        Line("description", One("Description"), LongText()),
        Line("last_contact_at", One("crmdesk_last_contact_at__c"), Moment()),
    ]


def _lead(properties: Properties, currency: str) -> Lines:
    return {
        Kind.LEAD: [
            *_person(properties, ""),
            Line("company", Pointer("crmdesk_account__c", "Account"), PAIRS),
            Line("lead_type", One("crmdesk_lead_type__c"), Choice()),
            Line("status", Defaulted("Status"), Choice(STATUSES), clearable=False),
            Line("rating", One("Rating"), Choice(RATINGS)),
            Line("source", One("LeadSource"), Text()),
            Line("sector", One("crmdesk_sector__c"), Text()),
            Line("horizon", One("crmdesk_horizon__c"), Choice()),
            Line("property_type", One("crmdesk_property_type__c"), Choice()),
            Line("property_address", One("crmdesk_property_address__c"), Text()),
            Line("property_surface_m2", One("crmdesk_property_surface_m2__c", Form.NUMBER), Number()),
            Line("property_rooms", One("crmdesk_property_rooms__c", Form.NUMBER), Number()),
            amount("asking_price", "crmdesk_asking_price__c", CURRENCY, currency, properties),
            amount("estimate", "crmdesk_estimate__c", CURRENCY, currency, properties),
            Line("consent_phone", One("crmdesk_consent_phone__c"), Consent()),
            Line("consent_email", One("crmdesk_consent_email__c"), Consent()),
        ]
    }


def _contact(properties: Properties, currency: str) -> Lines:
    more = (("HomePhone", "home"), ("OtherPhone", "other"))
    return {
        Kind.CONTACT: [
            *_person(properties, "Mailing", *more),
            Line("company", Employer("AccountId", "Account"), PAIRS),
        ]
    }


def _account(properties: Properties, currency: str) -> Lines:
    return {
        Kind.COMPANY: [
            Line("name", Required("Name", stand_in=STAND_IN), Text()),
            Line("domain", One("Website"), Website()),
            _phones(properties, ("Phone", "phone")),
            *_address("Billing"),
            Line("industry", One("Industry"), Text()),
            Line("employees", One("NumberOfEmployees", Form.NUMBER), Integer()),
            _OWNER,
        ]
    }


def _opportunity(properties: Properties, currency: str) -> Lines:
    closed = ("IsClosed", "IsWon")
    return {
        Kind.DEAL: [
            Line("name", Required("Name", stand_in=STAND_IN), Text()),
            amount("amount", "Amount", CURRENCY, currency, properties, alone=True),
            Line("pipeline", Fixed([[PIPELINES, PIPELINE]]), PAIRS, writable=False),
            Line("stage", Pointer("StageName", STAGES), PAIRS, clearable=False),
            Line("close_date", Required("CloseDate", stand_in=NO_DATE), Day(), clearable=False),
            Line("probability", One("Probability", Form.NUMBER), Number()),
            Line("status", Several(closed), DealStatus(*closed), writable=False),
            Line("contacts", Roles(), PAIRS),
            Line("company", Pointer("AccountId", "Account"), PAIRS),
            _OWNER,
        ]
    }


def _activity(kind: str, *lines: Line) -> Lines:
    about = About({"WhoId": WHO, "WhatId": WHAT})
    return {
        Kind.ACTIVITY: [
            Line("type", Fixed(kind), Choice(), writable=False),
            Line("subject", One("Subject"), Text()),
            Line("body", One("Description"), LongText()),
            *lines,
            Line("about", about, PAIRS),
            _OWNER,
        ]
    }


def _done(properties: Properties) -> Line:
    """Whether a task is done: its status is one of those that close it here."""
    known = properties[CLOSED].options if CLOSED in properties else {}
    closed = [status for status, closes in known.items() if closes == "true"]
    still_open = (status for status in known if status not in closed)
    codec = Done(next(iter(closed), "Completed"), next(still_open, "Not Started"), frozenset(closed))
    return Line("done", One("Status"), codec)


def _task(properties: Properties, currency: str) -> Lines:
    return _activity(
        "task",
        Line("due_at", One("ActivityDate"), DueDay()),
        _done(properties),
        Line("priority", One("Priority"), Choice(PRIORITIES)),
    )


def _call(properties: Properties, currency: str) -> Lines:
    return _activity(
        "call",
        Line("starts_at", One("ActivityDate"), DueDay()),
        Line("duration_s", One("CallDurationInSeconds", Form.NUMBER), Integer()),
        _done(properties),
        Line("outcome", One("CallDisposition"), Text()),
    )


def _event(properties: Properties, currency: str) -> Lines:
    return _activity(
        "meeting",
        Line("starts_at", One("StartDateTime"), Moment(), clearable=False),
        Line("ends_at", One("EndDateTime"), Moment(), clearable=False),
    )


def _note(properties: Properties, currency: str) -> Lines:
    about = About({"ParentId": (*WHO, *WHAT)})
    return {Kind.NOTE: [Line("body", One("Body"), LongText()), Line("about", about, PAIRS), _OWNER]}


_LINES = {
    "Account": _account,
    "Contact": _contact,
    "Lead": _lead,
    "Opportunity": _opportunity,
    "Task": _task,
    "Call": _call,
    "Event": _event,
    "Note": _note,
}

REFERENCE_LINES: Mapping[str, Lines] = {
    USERS: {
        Kind.USER: [
            Line("name", One("Name"), Text(), writable=False),
            Line("email", One("Email"), Text(), writable=False),
            Line("active", One("IsActive", Form.TRUTH), Boolean(), writable=False),
        ]
    },
    PIPELINES: {
        Kind.PIPELINE: [
            Line("name", One("MasterLabel"), Text(), writable=False),
            Line("of", Fixed("deal"), Choice(), writable=False),
            Line("position", One("SortOrder", Form.NUMBER), Integer(), writable=False),
        ]
    },
    STAGES: {
        Kind.STAGE: [
            Line("name", One("MasterLabel"), Text(), writable=False),
            Line("pipeline", Fixed([[PIPELINES, PIPELINE]]), PAIRS, writable=False),
            Line("position", One("SortOrder", Form.NUMBER), Integer(), writable=False),
            Line("probability", One("DefaultProbability", Form.NUMBER), Number(), writable=False),
            Line("closed", One("IsClosed", Form.TRUTH), Boolean(), writable=False),
        ]
    },
}
"""Objects that are only read, from lists of their own."""


def lines_of(name: str, schema: Schema, currency: str, mapping: FieldMapping = USUAL) -> Lines:
    """The lines of one object, limited to what the account's schema has, as a person chose them."""
    table = TABLES[name].source
    properties = schema.objects[table]
    usual = {
        kind: [line for each in lines if (line := _fitting(each, properties, schema)) is not None]
        for kind, lines in _LINES[name](properties, currency).items()
    }
    return {
        kind: apply(lines, mapping.of(table, kind), properties, partial(_line_to, kind, currency, properties))
        for kind, lines in usual.items()
    }


_RICH: Mapping[FieldType, Codec] = {**CODECS, FieldType.LONG_TEXT: HtmlText()}


def _line_to(kind: Kind, currency: str, properties: Properties, field: str, held: RemoteProperty) -> Line | None:
    """The line of a field that a person pointed to a property."""
    rich = held.type == RICH
    if rich and CATALOGUE[kind][field].type is not FieldType.LONG_TEXT:
        return None
    codec = codec_of(kind, field, held, currency, _RICH if rich else CODECS)
    place = One(held.name, FORMS.get(held.custom, Form.TEXT))
    if codec is None:
        return None
    # Truth values are never null (section 4).
    line = Line(field, place, codec, held.writable, clearable=held.custom is not FieldType.BOOLEAN)
    return listed(in_row(line, held, CURRENCY, properties), held)


def _fitting(line: Line, properties: Properties, schema: Schema) -> Line | None:
    """The line as far as the account has its place; None where it has not."""
    if any(name not in properties for name in line.place.names):
        return None
    if isinstance(line.place, Roles):
        return line if ROLE in schema.objects else None
    writable = line.writable and all(properties[name].writable for name in line.place.names)
    place, kept = line.place, replace(line, writable=writable)
    if not isinstance(place, One):
        return kept
    held, choice = properties[place.name], isinstance(line.codec, Choice)
    kept = replace(kept, place=replace(place, options=frozenset(held.options))) if choice else kept
    return listed(kept, held, closed=choice)


def reference_spec(name: str) -> ObjectSpec:
    """One of the objects that are only read."""
    return ObjectSpec(name, rules_of(REFERENCE_LINES[name]), writable=False)


def object_spec(name: str, lines: Lines, schema: Schema) -> ObjectSpec:
    """One object as the engine sees it."""
    kind = next(iter(lines))
    activity = next((line.place.value for line in lines.get(Kind.ACTIVITY, ()) if isinstance(line.place, Fixed)), None)
    return ObjectSpec(
        name,
        rules_of(lines),
        creates=frozenset({kind}),
        creates_when=None if activity is None else ("type", activity),
        keyed=KEY in schema.objects[TABLES[name].source],
        tables=dict.fromkeys(lines, TABLES[name].source),
        takes_along=TABLES[name].takes_along,
    )
