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

Read = Callable[[str, str], Mapping[str, str | None] | None]
"""(object, remote id) → the row's properties as the vendor's API gives them, None where there is no such row."""


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


PROPERTIES: Mapping[tuple[str, str], str] = {
    ("contacts", "first_name"): "firstname",
    ("contacts", "last_name"): "lastname",
    ("contacts", "city"): "city",
    ("contacts", "street"): "address",
    ("contacts", "postal_code"): "zip",
    ("contacts", "job_title"): "jobtitle",
    ("contacts", "phone"): "phone",
    ("contacts", "email"): "email",
    ("contacts", "sector"): "crmdesk_sector",
    ("contacts", "asking_price"): "crmdesk_asking_price",
    ("contacts", "estimate"): "crmdesk_estimate",
    ("contacts", "description"): "crmdesk_description",
    ("contacts", "tags"): "crmdesk_tags",
    ("companies", "name"): "name",
    ("companies", "domain"): "domain",
    ("companies", "city"): "city",
    ("deals", "name"): "dealname",
    ("deals", "amount"): "amount",
    ("notes", "body"): "hs_note_body",
    ("tasks", "subject"): "hs_task_subject",
    ("tasks", "body"): "hs_task_body",
    ("calls", "subject"): "hs_call_title",
    ("meetings", "subject"): "hs_meeting_title",
}
"""Which property holds a field, written down a second time so that a mistake in the mapping shows here."""

_AMONG_OTHERS = frozenset({"tags", "phone", "email", "body", "description"})
"""Fields whose stored form holds more than the typed text: further elements, labels, marks of rich text."""


def find(typed: Typed, trace: Trace, read: Read) -> Where:  # noqa: PLR0911 - one line for each place
    """Where a typed value is."""
    if any(_at(typed, place, read) for place in trace.places):
        return Where.AT_VENDOR
    here = _is(typed, trace.column)
    if here and trace.contested:
        return Where.IN_CONFLICT
    if here and trace.life == "trash":
        return Where.IN_TRASH
    if here and any(place.unsent for place in trace.places):
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


def _at(typed: Typed, place: Place, read: Read) -> bool:
    name = PROPERTIES.get((place.object, typed.field))
    row = read(place.object, place.remote_id) if name is not None and place.remote_id is not None else None
    return row is not None and _is(typed, row.get(name or ""))


def _is(typed: Typed, value: Any) -> bool:
    """Whether a value is what was typed; one among others, or text between marks, where the field holds such a thing."""
    # An amount is kept with its currency where it is not in a column of its own.
    amount = value.get("amount") if isinstance(value, Mapping) else None
    wanted, found = plain(typed.text), plain(value if amount is None else amount)
    if typed.field == "phone":
        # A number is the same with 0, +33 or 0033 before its last nine digits.
        wanted = "".join(filter(str.isdigit, wanted))[-9:]
    return wanted in found if typed.field in _AMONG_OTHERS and wanted else wanted == found


def plain(value: Any) -> str:
    """What remains of a value when its writing does not count: small letters and digits."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = re.sub(r"<[^>]+>|\\n", " ", text)
    return "".join(character for character in text.casefold() if character.isalnum())
