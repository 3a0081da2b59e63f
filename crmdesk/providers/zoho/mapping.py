"""Zoho's mapping: for each module, where a field lives and how its value is written (sections 2.11 and 2.12).

The tables say what crmdesk would map; ``lines_of`` keeps what the account's schema has. A field that the schema lacks is
left out ("only here"), one that it marks read-only is mapped but not written. A lead's company is a text at Zoho and no
reference: it stays on this computer until the lead is converted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

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
    Integer,
    LongText,
    Moment,
    Number,
    Tags,
    Text,
    Website,
    Words,
)
from crmdesk.providers.custom import CODECS, codec_of
from crmdesk.providers.due import DueDay
from crmdesk.providers.field_mapping import apply
from crmdesk.providers.lines import address_lines
from crmdesk.providers.listed import listed
from crmdesk.providers.places import FORMS, Fixed, Form, Line, One, Place, Required, Several
from crmdesk.providers.row_currency import AMOUNT, amount, in_row
from crmdesk.providers.slots import EmailSlots, Phones
from crmdesk.providers.zoho.codecs import Minutes
from crmdesk.providers.zoho.places import (
    MODULE,
    PAIRS,
    About,
    Lookup,
    Owner,
    Parent,
    Pipeline,
    Stage,
    Status,
    TagList,
    User,
)
from crmdesk.providers.zoho.tables import CURRENCY, PIPELINES, STAGES, STAND_IN, TABLES, USERS
from crmdesk.providers.zoho.wanted import KEY, WANTED, Wanted, key_in

Properties = Mapping[str, RemoteProperty]

STATUSES = (
    ("Not Contacted", "new"),
    ("Attempted to Contact", "to_call_back"),
    ("Contact in Future", "to_call_back"),
    ("Pre-Qualified", "qualified"),
    ("Contacted", "qualified"),
    ("Valuation Planned", "valuation_planned"),
    ("Valuation Done", "valuation_done"),
    ("Visit Planned", "visit_planned"),
    ("Visit Done", "visit_done"),
    ("Mandate Signed", "mandate_signed"),
    ("Lost Lead", "lost"),
    ("Junk Lead", "lost"),
    ("Not Qualified", "lost"),
)
"""Zoho's own lead statuses, and those that an agency adds (the account's options decide which can be written)."""

RATINGS = (("Hot", "hot"), ("Warm", "warm"), ("Cold", "cold"))
PRIORITIES = (("Low", "low"), ("Normal", "medium"), ("High", "high"), ("Lowest", "low"), ("Highest", "high"))
STAGE_WORDS = "$stages"
"""In a schema: whether a stage is open, won or lost, as the options of a property of this name."""

NO_DURATION = "00:01"
"""Zoho requires the length of a call and takes no zero: this one is read as none."""

_TEXT, _LONG = Text(), LongText()
_OWNER = Line("owner", Owner(), PAIRS, clearable=False)
_SPECIAL: Mapping[str, Codec] = {"consent_phone": Consent(), "consent_email": Consent(), "last_contact_at": Moment()}
_FORMS = {"double": Form.NUMBER, "datetime": Form.MOMENT}


def _custom(module: str, properties: Properties, currency: str) -> list[Line]:
    """The lines of crmdesk's own fields that the account has."""
    found = []
    for wanted in WANTED.get(module, ()):
        name = wanted.name_in(properties)
        if name is not None and wanted.field != KEY:
            found.append(_custom_line(wanted, name, properties, currency))
    return found


def _custom_line(wanted: Wanted, name: str, properties: Properties, currency: str) -> Line:
    if wanted.type == AMOUNT:
        return amount(wanted.field, name, CURRENCY, currency, properties)
    return Line(wanted.field, One(name, _FORMS.get(wanted.type, Form.TEXT)), _codec(wanted, properties[name]))


def _codec(wanted: Wanted, held: RemoteProperty) -> Codec:
    if wanted.field in _SPECIAL:
        return _SPECIAL[wanted.field]
    if wanted.type == "picklist":
        by_label = {label.casefold(): ours for ours, label in wanted.options} | {
            ours: ours for ours, _ in wanted.options
        }
        named = (
            (value, by_label.get(value) or by_label.get(label.casefold())) for value, label in held.options.items()
        )
        return Choice(tuple((value, ours) for value, ours in named if ours is not None))
    return Number() if wanted.type == "double" else _TEXT


def _known(properties: Properties, name: str, pairs: tuple[tuple[str, str], ...]) -> Choice:
    options = properties[name].options if name in properties else {}
    return Choice(tuple(each for each in pairs if each[0] in options))


def _address(*names: str) -> tuple[Line, ...]:
    street, *others = map(One, names)
    return address_lines(street, *others, street_codec=_LONG)


def _phones(properties: Properties, *slots: tuple[str, str]) -> Line:
    held = tuple(slot for slot in slots if slot[0] in properties) or slots[:1]
    return Line("phones", Several(tuple(name for name, _ in held)), Phones(held))


def _person(properties: Properties, *slots: tuple[str, str]) -> list[Line]:
    emails = tuple(name for name in ("Email", "Secondary_Email") if name in properties) or ("Email",)
    return [
        Line("salutation", One("Salutation"), _TEXT),
        Line("first_name", One("First_Name"), _TEXT),
        Line("last_name", Required("Last_Name", stand_in=STAND_IN), _TEXT),
        Line("emails", Several(emails), EmailSlots(emails)),
        _phones(properties, ("Phone", "phone"), ("Mobile", "mobile"), *slots),
        _OWNER,
        Line("tags", TagList(), Tags()),
        Line("description", One("Description"), _LONG),
    ]


def _leads(properties: Properties, currency: str) -> list[Line]:
    return [
        *_person(properties),
        *_address("Street", "Zip_Code", "City", "Country"),
        Line("job_title", One("Designation"), _TEXT),
        Line("status", One("Lead_Status"), _known(properties, "Lead_Status", STATUSES)),
        Line("rating", One("Rating"), _known(properties, "Rating", RATINGS)),
        Line("source", One("Lead_Source"), _TEXT),
        *_custom("Leads", properties, currency),
    ]


def _contacts(properties: Properties, currency: str) -> list[Line]:
    return [
        *_person(properties, ("Home_Phone", "home"), ("Other_Phone", "other")),
        *_address("Mailing_Street", "Mailing_Zip", "Mailing_City", "Mailing_Country"),
        Line("job_title", One("Title"), _TEXT),
        Line("company", Lookup("Account_Name", "Accounts"), PAIRS),
        *_custom("Contacts", properties, currency),
    ]


def _accounts(properties: Properties, currency: str) -> list[Line]:
    return [
        Line("name", Required("Account_Name", stand_in=STAND_IN), _TEXT),
        Line("domain", One("Website"), Website()),
        _phones(properties, ("Phone", "phone")),
        *_address("Billing_Street", "Billing_Code", "Billing_City", "Billing_Country"),
        Line("industry", One("Industry"), _TEXT),
        Line("employees", One("Employees", Form.NUMBER), Integer()),
        _OWNER,
    ]


def _deals(properties: Properties, currency: str) -> list[Line]:
    pipelines = "Pipeline" in properties
    words = properties[STAGE_WORDS].options if STAGE_WORDS in properties else {}
    return [
        Line("name", Required("Deal_Name", stand_in=STAND_IN), _TEXT),
        amount("amount", "Amount", CURRENCY, currency, properties),
        Line("pipeline", Pipeline(), PAIRS, writable=False),
        Line("stage", Stage(pipelines), PAIRS, clearable=False),
        Line("close_date", One("Closing_Date"), Day()),
        Line("probability", One("Probability", Form.NUMBER), Number()),
        Line("status", Status(words), Choice(), writable=False),
        Line("contacts", Lookup("Contact_Name", "Contacts"), PAIRS),
        Line("company", Lookup("Account_Name", "Accounts"), PAIRS),
        _OWNER,
    ]


def _activity(type: str, subject: str, *lines: Line) -> list[Line]:
    return [
        Line("type", Fixed(type), Choice(), writable=False),
        Line("subject", One(subject), _TEXT, clearable=False),
        Line("body", One("Description"), _LONG),
        *lines,
        Line("about", About(), PAIRS),
        _OWNER,
    ]


def _tasks(properties: Properties, currency: str) -> list[Line]:
    return _activity(
        "task",
        "Subject",
        Line("due_at", One("Due_Date"), DueDay()),
        Line("done", One("Status"), Done("Completed", "Not Started")),
        Line("priority", One("Priority"), Choice(PRIORITIES)),
    )


def _calls(properties: Properties, currency: str) -> list[Line]:
    return _activity(
        "call",
        "Subject",
        Line("starts_at", One("Call_Start_Time", Form.MOMENT), Moment(), clearable=False),
        Line("duration_s", Required("Call_Duration", stand_in=NO_DURATION), Minutes()),
        Line("done", One("Outbound_Call_Status"), Done("Completed", "Scheduled")),
        Line("outcome", One("Call_Result"), _TEXT),
    )


def _events(properties: Properties, currency: str) -> list[Line]:
    return _activity(
        "meeting",
        "Event_Title",
        Line("starts_at", One("Start_DateTime", Form.MOMENT), Moment(), clearable=False),
        Line("ends_at", One("End_DateTime", Form.MOMENT), Moment(), clearable=False),
    )


def _notes(properties: Properties, currency: str) -> list[Line]:
    return [Line("body", One("Note_Content"), _LONG, clearable=False), Line("about", Parent(), PAIRS), _OWNER]


_LINES: Mapping[str, Callable[[Properties, str], list[Line]]] = {
    "Accounts": _accounts, "Leads": _leads, "Contacts": _contacts, "Deals": _deals, "Tasks": _tasks, "Calls": _calls,
    "Events": _events, "Notes": _notes,
}  # fmt: skip

REFERENCE_LINES: Mapping[str, tuple[Kind, Sequence[Line]]] = {
    USERS: (
        Kind.USER,
        [
            Line("name", One("full_name"), _TEXT, writable=False),
            Line("email", One("email"), _TEXT, writable=False),
            Line("active", One("active"), Boolean(), writable=False),
        ],
    ),
    PIPELINES: (
        Kind.PIPELINE,
        [
            Line("name", One("name"), _TEXT, writable=False),
            Line("of", Fixed("deal"), Choice(), writable=False),
            Line("position", One("position", Form.NUMBER), Integer(), writable=False),
        ],
    ),
    STAGES: (
        Kind.STAGE,
        [
            Line("name", One("name"), _TEXT, writable=False),
            Line("pipeline", One("pipeline"), PAIRS, writable=False),
            Line("position", One("position", Form.NUMBER), Integer(), writable=False),
            Line("closed", One("closed"), Boolean(), writable=False),
        ],
    ),
}
"""Objects that are only read, from lists of their own."""


def lines_of(module: str, schema: Schema, currency: str, mapping: FieldMapping = USUAL) -> list[Line]:
    """The lines of one module, limited to what the account's schema has, as a person chose them."""
    properties, kind = schema.objects[module], TABLES[module].kind
    found = (_fitting(line, properties, schema) for line in _LINES[module](properties, currency))
    usual = [line for line in found if line is not None]
    return apply(usual, mapping.of(module, kind), properties, partial(_line_to, kind, currency, properties))


_CHOSEN_FORMS = {**FORMS, FieldType.DATETIME: Form.MOMENT}
_CHOSEN_CODECS: Mapping[FieldType, Codec] = {**CODECS, FieldType.TAGS: Words()}


def _line_to(kind: Kind, currency: str, properties: Properties, field: str, held: RemoteProperty) -> Line | None:
    """The line of a field that a person pointed to a property."""
    codec = codec_of(kind, field, held, currency, _CHOSEN_CODECS)
    place = User(held.name) if held.named else One(held.name, _CHOSEN_FORMS.get(held.custom, Form.TEXT))
    if codec is None:
        return None
    return listed(in_row(Line(field, place, codec, held.writable), held, CURRENCY, properties), held)


def _fitting(line: Line, properties: Properties, schema: Schema) -> Line | None:
    """The line as far as the account has its place; None where it has not."""
    names = [name for name in line.place.names if name != MODULE]
    if any(name not in properties for name in names):
        return None
    if isinstance(line.place, Lookup) and line.place.module not in schema.objects:
        return None
    if isinstance(line.place, One) and properties[line.place.name].custom is FieldType.TAGS:
        return None  # an administrator has made a multi-select of it: several values are no choice
    writable = line.writable and all(properties[name].writable for name in names)
    kept = replace(line, place=_with_options(line, properties), writable=writable)
    if type(line.place) is not One:
        return kept
    return listed(kept, properties[line.place.name], closed=isinstance(line.codec, Choice))


def _with_options(line: Line, properties: Properties) -> Place:
    if type(line.place) is One and isinstance(line.codec, Choice):
        return replace(line.place, options=frozenset(properties[line.place.name].options))
    return line.place


def reference_spec(name: str) -> ObjectSpec:
    """One of the objects that are only read."""
    kind, lines = REFERENCE_LINES[name]
    return ObjectSpec(name, {kind: {line.field: line.rule for line in lines}}, writable=False)


def object_spec(name: str, lines: Mapping[str, Sequence[Line]], schema: Schema) -> ObjectSpec:
    """One object as the engine sees it; ``lines`` by module. It is keyed where all its modules are."""
    tables = [TABLES[module] for module in lines]
    activity = tables[0].activity
    return ObjectSpec(
        name,
        {table.kind: {line.field: line.rule for line in lines[table.module]} for table in tables},
        creates=frozenset(table.kind for table in tables),
        creates_when=("type", activity) if activity else None,
        keyed=all(key_in(module, schema.objects[module]) is not None for module in lines),
        tables={table.kind: table.module for table in tables},
    )
