"""The words for kinds and fields, and the groups in which a record shows its fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.custom_fields import CustomField, is_custom
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.options import OwnWords
from crmdesk.ui.marked import QT_TRANSLATE_NOOP
from crmdesk.ui.option_texts import call_options


@dataclass(frozen=True, slots=True)
class KindText:
    """The words and the icon of a kind; ``source`` texts, translated when they are asked for."""

    one: str
    many: str
    new: str
    icon: str


KIND_TEXTS = {
    Kind.LEAD: KindText(
        QT_TRANSLATE_NOOP("Kind", "Lead"),
        QT_TRANSLATE_NOOP("Kind", "Leads"),
        QT_TRANSLATE_NOOP("Kind", "New lead"),
        "user-search",
    ),
    Kind.CONTACT: KindText(
        QT_TRANSLATE_NOOP("Kind", "Contact"),
        QT_TRANSLATE_NOOP("Kind", "Contacts"),
        QT_TRANSLATE_NOOP("Kind", "New contact"),
        "users",
    ),
    Kind.COMPANY: KindText(
        QT_TRANSLATE_NOOP("Kind", "Company"),
        QT_TRANSLATE_NOOP("Kind", "Companies"),
        QT_TRANSLATE_NOOP("Kind", "New company"),
        "building",
    ),
    Kind.DEAL: KindText(
        QT_TRANSLATE_NOOP("Kind", "Deal"),
        QT_TRANSLATE_NOOP("Kind", "Deals"),
        QT_TRANSLATE_NOOP("Kind", "New deal"),
        "briefcase",
    ),
    Kind.ACTIVITY: KindText(
        QT_TRANSLATE_NOOP("Kind", "Activity"),
        QT_TRANSLATE_NOOP("Kind", "Activities"),
        QT_TRANSLATE_NOOP("Kind", "New activity"),
        "checkbox",
    ),
    Kind.NOTE: KindText(
        QT_TRANSLATE_NOOP("Kind", "Note"),
        QT_TRANSLATE_NOOP("Kind", "Notes"),
        QT_TRANSLATE_NOOP("Kind", "New note"),
        "note",
    ),
    Kind.USER: KindText(
        QT_TRANSLATE_NOOP("Kind", "Negotiator"),
        QT_TRANSLATE_NOOP("Kind", "Negotiators"),
        QT_TRANSLATE_NOOP("Kind", "New negotiator"),
        "user",
    ),
    Kind.PIPELINE: KindText(
        QT_TRANSLATE_NOOP("Kind", "Pipeline"),
        QT_TRANSLATE_NOOP("Kind", "Pipelines"),
        QT_TRANSLATE_NOOP("Kind", "New pipeline"),
        "list",
    ),
    Kind.STAGE: KindText(
        QT_TRANSLATE_NOOP("Kind", "Stage"),
        QT_TRANSLATE_NOOP("Kind", "Stages"),
        QT_TRANSLATE_NOOP("Kind", "New stage"),
        "list",
    ),
}

_FIELDS = {
    EXISTENCE: QT_TRANSLATE_NOOP("Field", "Deletion"),
    "name": QT_TRANSLATE_NOOP("Field", "Name"),
    "email": QT_TRANSLATE_NOOP("Field", "E-mail"),
    "phone": QT_TRANSLATE_NOOP("Field", "Phone"),
    "salutation": QT_TRANSLATE_NOOP("Field", "Title"),
    "first_name": QT_TRANSLATE_NOOP("Field", "First name"),
    "last_name": QT_TRANSLATE_NOOP("Field", "Last name"),
    "emails": QT_TRANSLATE_NOOP("Field", "E-mail"),
    "phones": QT_TRANSLATE_NOOP("Field", "Phone"),
    "street": QT_TRANSLATE_NOOP("Field", "Street"),
    "postal_code": QT_TRANSLATE_NOOP("Field", "Postcode"),
    "city": QT_TRANSLATE_NOOP("Field", "City"),
    "country": QT_TRANSLATE_NOOP("Field", "Country"),
    "company": QT_TRANSLATE_NOOP("Field", "Company"),
    "job_title": QT_TRANSLATE_NOOP("Field", "Job title"),
    "owner": QT_TRANSLATE_NOOP("Field", "Negotiator"),
    "tags": QT_TRANSLATE_NOOP("Field", "Tags"),
    "description": QT_TRANSLATE_NOOP("Field", "Description"),
    "last_contact_at": QT_TRANSLATE_NOOP("Field", "Last contact"),
    "created_at": QT_TRANSLATE_NOOP("Field", "Created"),
    "modified_at": QT_TRANSLATE_NOOP("Field", "Modified"),
    "lead_type": QT_TRANSLATE_NOOP("Field", "Type"),
    "status": QT_TRANSLATE_NOOP("Field", "Status"),
    "rating": QT_TRANSLATE_NOOP("Field", "Rating"),
    "stage": QT_TRANSLATE_NOOP("Field", "Stage"),
    "source": QT_TRANSLATE_NOOP("Field", "Source"),
    "sector": QT_TRANSLATE_NOOP("Field", "Area"),
    "horizon": QT_TRANSLATE_NOOP("Field", "Time frame"),
    "property_type": QT_TRANSLATE_NOOP("Field", "Property type"),
    "property_address": QT_TRANSLATE_NOOP("Field", "Property address"),
    "property_surface_m2": QT_TRANSLATE_NOOP("Field", "Floor area"),
    "property_rooms": QT_TRANSLATE_NOOP("Field", "Rooms"),
    "asking_price": QT_TRANSLATE_NOOP("Field", "Asking price"),
    "estimate": QT_TRANSLATE_NOOP("Field", "Valuation"),
    "consent_phone": QT_TRANSLATE_NOOP("Field", "Consent, phone"),
    "consent_email": QT_TRANSLATE_NOOP("Field", "Consent, e-mail"),
    "domain": QT_TRANSLATE_NOOP("Field", "Website"),
    "industry": QT_TRANSLATE_NOOP("Field", "Industry"),
    "employees": QT_TRANSLATE_NOOP("Field", "Employees"),
    "amount": QT_TRANSLATE_NOOP("Field", "Amount"),
    "pipeline": QT_TRANSLATE_NOOP("Field", "Pipeline"),
    "close_date": QT_TRANSLATE_NOOP("Field", "Closing date"),
    "probability": QT_TRANSLATE_NOOP("Field", "Probability"),
    "contacts": QT_TRANSLATE_NOOP("Field", "People"),
    "type": QT_TRANSLATE_NOOP("Field", "Type"),
    "subject": QT_TRANSLATE_NOOP("Field", "Subject"),
    "body": QT_TRANSLATE_NOOP("Field", "Text"),
    "due_at": QT_TRANSLATE_NOOP("Field", "Due"),
    "starts_at": QT_TRANSLATE_NOOP("Field", "Start"),
    "ends_at": QT_TRANSLATE_NOOP("Field", "End"),
    "duration_s": QT_TRANSLATE_NOOP("Field", "Duration"),
    "done": QT_TRANSLATE_NOOP("Field", "Done"),
    "outcome": QT_TRANSLATE_NOOP("Field", "Outcome"),
    "priority": QT_TRANSLATE_NOOP("Field", "Priority"),
    "about": QT_TRANSLATE_NOOP("Field", "About"),
    "active": QT_TRANSLATE_NOOP("Field", "Active"),
    "of": QT_TRANSLATE_NOOP("Field", "Used for"),
    "position": QT_TRANSLATE_NOOP("Field", "Position"),
    "closed": QT_TRANSLATE_NOOP("Field", "Closed"),
}

_OBJECTS = {
    **dict.fromkeys(("contacts", "contact", "persons"), QT_TRANSLATE_NOOP("Object", "Contact")),
    "people": QT_TRANSLATE_NOOP("Object", "Person"),
    **dict.fromkeys(("leads", "lead"), QT_TRANSLATE_NOOP("Object", "Lead")),
    **dict.fromkeys(("companies", "accounts", "account", "organizations"), QT_TRANSLATE_NOOP("Object", "Company")),
    **dict.fromkeys(("deals", "opportunity"), QT_TRANSLATE_NOOP("Object", "Deal")),
    **dict.fromkeys(("tasks", "task"), QT_TRANSLATE_NOOP("Object", "Task")),
    **dict.fromkeys(("meetings", "events", "event"), QT_TRANSLATE_NOOP("Object", "Meeting")),
    "calls": QT_TRANSLATE_NOOP("Object", "Call"),
    "emails": QT_TRANSLATE_NOOP("Object", "E-mail"),
    "activities": QT_TRANSLATE_NOOP("Object", "Activity"),
    **dict.fromkeys(("notes", "note"), QT_TRANSLATE_NOOP("Object", "Note")),
    **dict.fromkeys(("users", "user", "owners"), QT_TRANSLATE_NOOP("Object", "Negotiator")),
    "pipelines": QT_TRANSLATE_NOOP("Object", "Pipeline"),
    "stages": QT_TRANSLATE_NOOP("Object", "Stage"),
}
"""What the accounts' objects hold, by their names at the vendors in small letters."""

_ADDRESS = ("street", "postal_code", "city", "country")
_GROUPS: dict[Kind, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Kind.LEAD: (
        (
            QT_TRANSLATE_NOOP("Group", "Contact"),
            ("phones", "consent_phone", "emails", "consent_email", *_ADDRESS),
        ),
        (
            QT_TRANSLATE_NOOP("Group", "Project"),
            ("lead_type", "status", "horizon", "sector", "source", "owner", "rating", "stage", "last_contact_at"),
        ),
        (
            QT_TRANSLATE_NOOP("Group", "Property"),
            ("property_type", "property_address", "property_surface_m2", "property_rooms", "asking_price", "estimate"),
        ),
        (QT_TRANSLATE_NOOP("Group", "Identity"), ("salutation", "first_name", "last_name", "company", "job_title")),
        (QT_TRANSLATE_NOOP("Group", "More"), ("tags", "description")),
    ),
    Kind.CONTACT: (
        (QT_TRANSLATE_NOOP("Group", "Contact"), ("phones", "emails", *_ADDRESS)),
        (QT_TRANSLATE_NOOP("Group", "Identity"), ("salutation", "first_name", "last_name", "company", "job_title")),
        (QT_TRANSLATE_NOOP("Group", "More"), ("owner", "last_contact_at", "tags", "description")),
    ),
    Kind.COMPANY: (
        (QT_TRANSLATE_NOOP("Group", "Contact"), ("name", "domain", "phones", *_ADDRESS)),
        (QT_TRANSLATE_NOOP("Group", "More"), ("industry", "employees", "owner")),
    ),
    Kind.DEAL: (
        (
            QT_TRANSLATE_NOOP("Group", "Deal"),
            ("name", "amount", "pipeline", "stage", "status", "close_date", "probability", "owner"),
        ),
        (QT_TRANSLATE_NOOP("Group", "Parties"), ("contacts", "company")),
    ),
    Kind.ACTIVITY: (
        (
            QT_TRANSLATE_NOOP("Group", "Activity"),
            ("type", "subject", "done", "due_at", "starts_at", "ends_at", "duration_s", "outcome", "priority", "owner"),
        ),
        (QT_TRANSLATE_NOOP("Group", "About"), ("about", "body")),
    ),
    Kind.NOTE: ((QT_TRANSLATE_NOOP("Group", "Note"), ("body", "about", "owner")),),
}

_NEW_FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.LEAD: (
        "lead_type", "salutation", "first_name", "last_name", "phones", "emails", "status", "sector", "source",
        "horizon", "property_type", "asking_price", "owner",
    ),
    Kind.CONTACT: ("salutation", "first_name", "last_name", "phones", "emails", "company", "job_title", "city", "owner"),
    Kind.COMPANY: ("name", "domain", "phones", "street", "postal_code", "city", "industry", "owner"),
    Kind.DEAL: ("name", "amount", "pipeline", "stage", "close_date", "contacts", "company", "owner"),
    Kind.ACTIVITY: ("type", "subject", "due_at", "priority", "about", "owner", "body"),
    Kind.NOTE: ("body", "about", "owner"),
}  # fmt: skip


def field_source(field: str) -> str:
    """The English word for a field of the catalogue; its name where there is none."""
    return _FIELDS.get(field, field)


def field_label(field: str) -> str:
    """The word for a field; a custom one is called as the agency calls it, or by its name until that is known."""
    source = _FIELDS.get(field)
    if source:
        return QCoreApplication.translate("Field", source)
    return _custom_labels.get(field) or (_readable(field) if is_custom(field) else field)


def field_list(fields: Sequence[str]) -> str:
    """Several fields in a line. Our own words go on small after the first; an agency's words are written as the agency does."""
    return ", ".join(
        running(field_label(field)) if at and field in _FIELDS else field_label(field)
        for at, field in enumerate(fields)
    )


def running(word: str) -> str:
    """One of our own words inside a line: French and English write it with a small letter there."""
    return word[:1].lower() + word[1:]


_custom_labels: dict[str, str] = {}


def call_custom_fields(fields: Iterable[CustomField]) -> None:
    """Have custom fields, and their options, called by their labels from now on."""
    for each in fields:
        _custom_labels[each.name] = each.label
        call_options(each.name, each.options)


def call_own_words(words: OwnWords) -> None:
    """The same of all custom fields, and of the accounts' own values of open choices."""
    call_custom_fields(words.custom)
    for field, options in words.options.items():
        call_options(field, options)


def _readable(name: str) -> str:
    return name.rpartition(".")[2].replace("_", " ").strip().capitalize()


def custom_group() -> str:
    """The title of the group of custom fields."""
    return QCoreApplication.translate("Group", QT_TRANSLATE_NOOP("Group", "More fields"))


def object_label(name: str) -> str:
    """The word for one row of an account's object; one that nobody knows is called by its own name."""
    source = _OBJECTS.get(name.casefold())
    return QCoreApplication.translate("Object", source) if source else name


def kind_label(kind: Kind) -> str:
    """The word for one record of a kind."""
    return QCoreApplication.translate("Kind", KIND_TEXTS[kind].one)


def kind_title(kind: Kind) -> str:
    """The word for all records of a kind: the title of its page."""
    return QCoreApplication.translate("Kind", KIND_TEXTS[kind].many)


def kind_new(kind: Kind) -> str:
    """The words for making one."""
    return QCoreApplication.translate("Kind", KIND_TEXTS[kind].new)


def field_groups(kind: Kind) -> list[tuple[str, tuple[str, ...]]]:
    """The groups of a record's fields with their titles, in the order they are shown."""
    return [(QCoreApplication.translate("Group", title), fields) for title, fields in _GROUPS[kind]]


def new_fields(kind: Kind) -> tuple[str, ...]:
    """The fields that are asked for when a record is made."""
    return tuple(name for name in _NEW_FIELDS[kind] if name in CATALOGUE[kind])
