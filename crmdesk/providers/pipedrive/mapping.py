"""Pipedrive's mapping: for each object and kind, where a field lives and how its value is written (sections 2 and 4).

The tables say what crmdesk would map; what the account's schema lacks is left out ("only here"), what it marks
read-only is mapped but not written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.field_mapping import USUAL, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Codec, ObjectSpec, RemoteProperty, Schema
from crmdesk.providers.codecs import (
    Boolean,
    Choice,
    Consent,
    HtmlText,
    Integer,
    LongText,
    Moment,
    Money,
    Number,
    Tags,
    Text,
    Website,
)
from crmdesk.providers.custom import CODECS, codec_of
from crmdesk.providers.field_mapping import apply
from crmdesk.providers.lines import Line as LineOf
from crmdesk.providers.lines import address_lines, rules_of
from crmdesk.providers.listed import listed
from crmdesk.providers.pipedrive.codecs import CloseDate, Due, Duration, OnePhone, Options, PlainAmount, emails, phones
from crmdesk.providers.pipedrive.places import (
    AddressPart,
    Amount,
    DueTime,
    Fixed,
    Form,
    Items,
    One,
    OneOfLabels,
    Place,
)
from crmdesk.providers.pipedrive.pointers import PAIRS, Participants, Pointer, Pointers, User
from crmdesk.providers.pipedrive.tables import LABELS, PARTICIPANTS, is_client
from crmdesk.providers.pipedrive.wanted import KEY, WANTED, Wanted
from crmdesk.providers.slots import MoneyWithCurrency

Properties = Mapping[str, RemoteProperty]

RATINGS = (("hot", "hot"), ("chaud", "hot"), ("warm", "warm"), ("tiède", "warm"), ("cold", "cold"), ("froid", "cold"))
PRIORITIES = (("high", "high"), ("élevée", "high"), ("haute", "high"), ("medium", "medium"), ("moyenne", "medium"),
              ("low", "low"), ("faible", "low"), ("basse", "low"))  # fmt: skip
ACTIVITY_TYPES = {"task": "task", "call": "call", "meeting": "meeting", "email": "email", "lunch": "meeting"}
"""Pipedrive's types by ours; an agency's own and ``deadline`` are tasks."""

TIMED = frozenset({"call", "meeting", "lunch"})
"""Types that start at a time; the others are due."""

STATUSES = (("open", "open"), ("won", "won"), ("lost", "lost"))


Line: TypeAlias = LineOf[Place]
Lines = Mapping[Kind, Sequence[Line]]
"""The lines of one object by kind."""

_OWNER = Line("owner", Pointer("owner_id", "users"), PAIRS, clearable=False)
_ADDRESS: tuple[Line, ...] = address_lines(*map(AddressPart, ("street", "postal_code", "locality", "country")))
_CODECS: Mapping[str, Codec] = {"tags": Tags(), "description": LongText(), "last_contact_at": Moment()}


def _custom(name: str, properties: Properties, currency: str) -> list[Line]:
    """The lines of crmdesk's own fields that the account has."""
    found = []
    for wanted in WANTED.get(name, ()):
        code = wanted.code_in(properties)
        if code is not None and wanted.field != KEY:
            found.append(_custom_line(wanted, properties[code], currency))
    return found


def _custom_line(wanted: Wanted, held: RemoteProperty, currency: str) -> Line:
    codec, place = _CODECS.get(wanted.field, Text()), _place(wanted, held, currency)
    if wanted.type == "enum":
        codec = Choice(_options(held, wanted.options))
    elif wanted.type == "double":
        codec = Number()
    elif wanted.type == "monetary":
        codec = MoneyWithCurrency("value", "currency", currency)
    elif wanted.type == "phone":
        codec = OnePhone()
    elif wanted.field.startswith("consent_"):
        codec = Consent()
    return Line(wanted.field, place, codec, held.writable)


def _place(wanted: Wanted, held: RemoteProperty, currency: str) -> Place:
    if wanted.type == "monetary":
        return Amount(held.name, currency)
    forms = {"enum": Form.WHOLE, "double": Form.NUMBER}
    return One(held.name, forms.get(wanted.type, Form.TEXT))


def _options(held: RemoteProperty, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(the account's id, our word) for every option whose label is known."""
    by_label = {label.casefold(): ours for ours, label in pairs}
    by_label |= {ours: ours for ours, _ in pairs}
    named = ((id, by_label.get(label.strip().casefold())) for id, label in held.options.items())
    return tuple((id, ours) for id, ours in named if ours is not None)


def _words(held: RemoteProperty | None, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The same for pairs of (label, our word); each of our words goes to the first option that has it."""
    known, found = dict(pairs), []
    for id, label in (held.options if held is not None else {}).items():
        ours = known.get(label.strip().casefold())
        if ours is not None:
            found.append((id, ours))
    return tuple(found)


def _persons(properties: Properties, currency: str) -> Lines:
    custom = _custom("persons", properties, currency)
    both = CATALOGUE[Kind.CONTACT].keys()
    person = [
        Line("first_name", One("first_name", Form.NAME), Text()),
        Line("last_name", One("last_name", Form.NAME), Text()),
        Line("emails", Items("emails"), emails()),
        Line("phones", Items("phones"), phones()),
        Line("company", Pointer("org_id", "organizations"), PAIRS),
        _OWNER,
        *(line for line in custom if line.field in both),
    ]
    return {Kind.LEAD: [*person, *(line for line in custom if line.field not in both)], Kind.CONTACT: person}


def _leads(properties: Properties, currency: str) -> Lines:
    ratings = _words(properties.get(LABELS), RATINGS)
    place = OneOfLabels(LABELS, frozenset(id for id, _ in ratings))
    return {Kind.LEAD: [Line("rating", place, Choice(ratings))] if ratings else []}


def _organizations(properties: Properties, currency: str) -> Lines:
    industries = tuple(properties["industry"].options.items()) if "industry" in properties else ()
    lines = [
        Line("name", One("name"), Text(), clearable=False),
        Line("domain", One("website"), Website()),
        *_ADDRESS,
        Line("industry", One("industry", Form.WHOLE), Choice(industries)),
        Line("employees", One("employee_count", Form.WHOLE), Integer()),
        _OWNER,
        *_custom("organizations", properties, currency),
    ]
    optional = {"website", "industry", "employee_count"}
    return {Kind.COMPANY: [line for line in lines if not optional & set(line.place.names) - properties.keys()]}


def _deals(properties: Properties, currency: str) -> Lines:
    return {
        Kind.DEAL: [
            Line("name", One("title"), Text(), clearable=False),
            Line("amount", Amount("value", currency), MoneyWithCurrency("value", "currency", currency)),
            Line("pipeline", Pointer("pipeline_id", "pipelines"), PAIRS, clearable=False),
            Line("stage", Pointer("stage_id", "stages"), PAIRS, clearable=False),
            Line("close_date", One("expected_close_date", Form.DAY), CloseDate()),
            Line("probability", One("probability", Form.NUMBER), Number(), writable=False),
            Line("status", One("status"), Choice(STATUSES), clearable=False),
            Line("contacts", Pointer("person_id", "persons"), PAIRS),
            Line("company", Pointer("org_id", "organizations"), PAIRS),
            _OWNER,
        ]
    }


def _activities(properties: Properties, currency: str) -> Lines:
    held = properties.get("type")
    ours = {theirs: word for word, theirs in ACTIVITY_TYPES.items() if word != "lunch"} | {"lunch": "meeting"}
    keys = [*ours, *(key for key in (held.options if held is not None else ()) if key not in ours)]
    types = tuple((key, ours.get(key, "task")) for key in keys)
    priorities = _words(properties.get("priority"), PRIORITIES)
    about = Pointers((
        Participants(PARTICIPANTS, "persons"), Pointer("org_id", "organizations"), Pointer("deal_id", "deals"),
        Pointer("lead_id", "leads", text=True),
    ))  # fmt: skip
    lines = [
        Line("type", One("type"), Choice(types), clearable=False),
        Line("subject", One("subject"), Text(), clearable=False),
        Line("body", One("note"), HtmlText()),
        Line("due_at", DueTime(TIMED, negated=True), Due()),
        Line("starts_at", DueTime(TIMED), Due()),
        Line("duration_s", One("duration"), Duration()),
        Line("done", One("done", Form.TRUTH), Boolean(), clearable=False),
        Line("about", about, PAIRS),
        _OWNER,
    ]
    if priorities:
        lines.append(Line("priority", One("priority", Form.WHOLE), Choice(priorities)))
    return {Kind.ACTIVITY: lines}


def _notes(properties: Properties, currency: str) -> Lines:
    about = Pointers((
        Pointer("person_id", "persons"), Pointer("org_id", "organizations"), Pointer("deal_id", "deals"),
        Pointer("lead_id", "leads", text=True),
    ))  # fmt: skip
    return {
        Kind.NOTE: [
            Line("body", One("content"), HtmlText(), clearable=False),
            Line("about", about, PAIRS),
            Line("owner", Pointer("user_id", "users"), PAIRS, writable=False),
        ]
    }


_LINES: Mapping[str, Callable[[Properties, str], Lines]] = {
    "organizations": _organizations, "persons": _persons, "leads": _leads, "deals": _deals, "activities": _activities,
    "notes": _notes,
}  # fmt: skip
_CREATES = {"organizations": Kind.COMPANY, "leads": Kind.LEAD, "deals": Kind.DEAL, "activities": Kind.ACTIVITY,
            "notes": Kind.NOTE}  # fmt: skip

REFERENCE_LINES: Mapping[str, Lines] = {
    "users": {
        Kind.USER: [
            Line("name", One("name"), Text(), writable=False),
            Line("email", One("email"), Text(), writable=False),
            Line("active", One("active_flag", Form.TRUTH), Boolean(), writable=False),
        ]
    },
    "pipelines": {
        Kind.PIPELINE: [
            Line("name", One("name"), Text(), writable=False),
            Line("of", Fixed("deal"), Choice(), writable=False),
            Line("position", One("order_nr", Form.WHOLE), Integer(), writable=False),
        ]
    },
    "stages": {
        Kind.STAGE: [
            Line("name", One("name"), Text(), writable=False),
            Line("pipeline", Pointer("pipeline_id", "pipelines"), PAIRS, writable=False),
            Line("position", One("order_nr", Form.WHOLE), Integer(), writable=False),
            Line("probability", One("deal_probability", Form.NUMBER), Number(), writable=False),
        ]
    },
}
"""Objects that are only read."""


def lines_of(name: str, schema: Schema, currency: str, mapping: FieldMapping = USUAL) -> Lines:
    """The lines of one object, limited to what the account has, as a person chose them."""
    properties, available = schema.objects[name], {*schema.objects, "users", "pipelines", "stages"}
    usual = {
        kind: [line for each in lines if (line := _fitting(each, properties, available)) is not None]
        for kind, lines in _LINES[name](properties, currency).items()
    }
    return {
        kind: apply(lines, mapping.of(name, kind), properties, partial(_line_to, kind, currency))
        for kind, lines in usual.items()
    }


_FORMS = {
    FieldType.INTEGER: Form.WHOLE,
    FieldType.DECIMAL: Form.NUMBER,
    FieldType.CHOICE: Form.WHOLE,
    FieldType.TAGS: Form.WHOLE,
}
_CHOSEN_CODECS: Mapping[FieldType, Codec] = {**CODECS, FieldType.TAGS: Options()}


def _line_to(kind: Kind, currency: str, field: str, held: RemoteProperty) -> Line | None:
    """The line of a field that a person pointed to a property. Rows hold the ids of options, people know their labels."""
    # What was described by an earlier version does not say so, and lives on for a day.
    codec = codec_of(kind, field, replace(held, named=bool(held.options)), currency, _CHOSEN_CODECS)
    if codec is None:
        return None
    if held.type == "monetary":
        both = MoneyWithCurrency("value", "currency", currency)
        amount = both if isinstance(codec, Money) else PlainAmount(codec, currency)
        return Line(field, Amount(held.name, currency), amount, held.writable)
    form = _FORMS.get(held.custom, Form.TEXT) if held.custom is not None else Form.TEXT
    place = User(held.name, form) if held.type == "user" else One(held.name, form)
    return listed(Line(field, place, codec, held.writable), held)


def _fitting(line: Line, properties: Properties, available: set[str]) -> Line | None:
    """The line as far as the account has its place; None where it has not."""
    place = line.place
    if isinstance(place, Pointers):
        kept = tuple(one for one in place.places if one.object in available)
        return replace(line, place=replace(place, places=kept)) if kept else None
    if isinstance(place, Pointer) and place.object not in available:
        return None
    locked = [one for one in place.names if one in properties and not properties[one].writable]
    fitted = replace(line, writable=line.writable and not locked)
    return listed(fitted, properties[place.name]) if isinstance(place, One) and place.name in properties else fitted


def key_in(name: str, properties: Properties) -> str | None:
    """The code of the field that holds crmdesk's key in an object's rows."""
    return next((wanted.code_in(properties) for wanted in WANTED.get(name, ()) if wanted.field == KEY), None)


def client_labels(properties: Properties, lead_stages: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the person labels that make a contact: those not chosen as leads, else those that say so."""
    held = properties.get(LABELS)
    options = {} if held is None else held.options
    if lead_stages:
        found = [id for id in options if id not in lead_stages]
        return tuple(sorted(found, key=lambda id: not is_client(options[id])))
    return tuple(id for id, label in options.items() if is_client(label))


def reference_spec(name: str) -> ObjectSpec:
    """One of the objects that are only read."""
    return ObjectSpec(name, rules_of(REFERENCE_LINES[name]), writable=False)


def object_spec(name: str, lines: Lines, *, contacts: bool) -> ObjectSpec:
    """One object as the engine sees it; with ``contacts`` a label can tell a contact from a lead.

    No object is keyed: Pipedrive keeps crmdesk's key, but does not keep it unique (section 6).
    """
    mapping = rules_of(lines)
    people = frozenset({Kind.LEAD, Kind.CONTACT} if contacts else {Kind.LEAD})
    creates = people if name == "persons" else frozenset({_CREATES[name]})
    return ObjectSpec(name, mapping, creates=creates, part_of="persons" if name == "leads" else None)
