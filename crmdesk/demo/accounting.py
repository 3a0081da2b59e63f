"""Counts what was lost: every value that was typed has to be somewhere. Shares no code with the engine.

A typed value is accounted for when it is at the vendor (read through its API), or here and still to be sent, or here and in an
open conflict, or turned down by a named decision, or replaced by a later act of a person. Anything else is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crmdesk.store.queries.audit import Place, Trace

Read = Callable[[Place], Mapping[str, Any] | None]
"""The properties of a place's row as the vendor's API gives them, None where there is no such row."""


class Where(StrEnum):
    """Where a typed value was found."""

    AT_VENDOR = "at_vendor"
    TO_BE_SENT = "to_be_sent"
    IN_CONFLICT = "in_conflict"
    DECIDED_AGAINST = "decided_against"
    REPLACED = "replaced"
    IN_TRASH = "in_trash"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Typed:
    """One value that a person typed: into which field of which record, as text."""

    kind: str
    record: str
    field: str
    text: str


PROPERTIES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("hubspot", "contacts"): {
        "first_name": "firstname", "last_name": "lastname", "city": "city", "street": "address", "postal_code": "zip",
        "job_title": "jobtitle", "phone": "phone", "email": "email", "sector": "crmdesk_sector", "tags": "crmdesk_tags",
        "asking_price": "crmdesk_asking_price", "estimate": "crmdesk_estimate", "description": "crmdesk_description",
    },
    ("hubspot", "companies"): {"name": "name", "domain": "domain", "city": "city"},
    ("hubspot", "deals"): {"name": "dealname", "amount": "amount"},
    ("hubspot", "notes"): {"body": "hs_note_body"},
    ("hubspot", "tasks"): {"subject": "hs_task_subject", "body": "hs_task_body"},
    ("hubspot", "calls"): {"subject": "hs_call_title"},
    ("hubspot", "meetings"): {"subject": "hs_meeting_title"},
    ("salesforce", "Lead"): {
        "first_name": "FirstName", "last_name": "LastName", "city": "City", "street": "Street", "email": "Email",
        "postal_code": "PostalCode", "job_title": "Title", "sector": "crmdesk_sector__c", "tags": "crmdesk_tags__c",
        "asking_price": "crmdesk_asking_price__c", "estimate": "crmdesk_estimate__c", "description": "Description",
    },
    ("salesforce", "ContentNote"): {"body": "Content"},
    ("salesforce", "Note"): {"body": "Body"},
    ("salesforce", "Task"): {"subject": "Subject", "body": "Description"},
    ("pipedrive", "persons"): {
        "first_name": "first_name", "last_name": "last_name", "city": "Ville", "street": "Rue", "email": "emails",
        "postal_code": "Code postal", "job_title": "Fonction", "phone": "phones", "sector": "Secteur", "tags": "Mots-clés",
        "asking_price": "Prix demandé", "estimate": "Estimation", "description": "Description du projet",
    },
    ("pipedrive", "notes"): {"body": "content"},
    ("pipedrive", "activities"): {"subject": "subject", "body": "note"},
    ("zoho", "Leads"): {
        "first_name": "First_Name", "last_name": "Last_Name", "city": "City", "street": "Street", "email": "Email",
        "postal_code": "Zip_Code", "job_title": "Designation", "sector": "crmdesk_sector", "tags": "Tag",
        "asking_price": "crmdesk_asking_price", "estimate": "crmdesk_estimate", "description": "Description",
    },
    ("zoho", "Notes"): {"body": "Note_Content"},
    ("zoho", "Tasks"): {"subject": "Subject", "body": "Description"},
    ("google_sheets", "leads"): {
        "first_name": "Prénom", "last_name": "Nom", "city": "Ville", "street": "Adresse", "email": "E-mail",
        "postal_code": "Code postal", "job_title": "Fonction", "phone": "Téléphone", "sector": "Secteur",
        "tags": "Mots-clés", "asking_price": "Prix demandé", "estimate": "Estimation", "description": "Commentaire",
    },
}  # fmt: skip
"""By vendor and object, which property holds a field, written down a second time so that a mistake in the mapping shows here."""

_AMONG_OTHERS = frozenset({"tags", "phone", "email", "body", "description"})
"""Fields whose stored form holds more than the typed text: further elements, labels, marks of rich text."""


def find(typed: Typed, trace: Trace, read: Read) -> Where:  # noqa: PLR0911 - one line for each place
    """Where a typed value is: at the vendor where every account that has the record and a place for the field holds it.

    Where an account does not, the value has to be accounted for in another way for all of those.
    """
    wanted = [place for place in trace.places if holds(place, typed.field)]
    lacking = [place for place in wanted if not is_at(typed, place, read)]
    if wanted and not lacking:
        return Where.AT_VENDOR
    here = _is(typed, trace.column)
    if here and trace.contested:
        return Where.IN_CONFLICT
    if here and trace.life == "trash":
        return Where.IN_TRASH
    if here and lacking and all(place.unsent for place in lacking):
        return Where.TO_BE_SENT
    if any(_is(typed, value) for value in trace.rejected):
        return Where.DECIDED_AGAINST
    if any(_is(typed, value) for value in trace.superseded):
        return Where.REPLACED
    return Where.LOST


def count(found: Sequence[Where]) -> dict[str, int]:
    """How many values are where; ``lost`` is always there."""
    counts = {where.value: found.count(where) for where in Where if where in found}
    return counts | {Where.LOST.value: found.count(Where.LOST)}


def holds(place: Place, field: str) -> bool:
    """Whether the rows of a place have a property for a field."""
    return field in PROPERTIES.get((place.vendor, place.object), {})


def is_at(typed: Typed, place: Place, read: Read) -> bool:
    """Whether a place's row holds what was typed."""
    row = None if place.remote_id is None else read(place)
    return row is not None and _is(typed, row.get(PROPERTIES[place.vendor, place.object][typed.field]))


def _is(typed: Typed, value: Any) -> bool:
    """Whether a value is what was typed; one among others, or text between marks, where the field holds such a thing."""
    # An amount is kept with its currency where it is not in a column of its own; Pipedrive calls it a value.
    amount = value.get("amount", value.get("value")) if isinstance(value, Mapping) else None
    wanted, found = plain(typed.text), plain(value if amount is None else amount)
    if typed.field == "phone":
        # A number is the same with 0, +33 or 0033 before its last nine digits.
        wanted = "".join(filter(str.isdigit, wanted))[-9:]
    return wanted in found if typed.field in _AMONG_OTHERS and wanted else wanted == found


def plain(value: Any) -> str:
    """What remains of a value when its writing does not count: small letters and digits."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = re.sub(r"<[^>]+>|\\n", " ", text)
    return "".join(character for character in text.casefold() if character.isalnum())
