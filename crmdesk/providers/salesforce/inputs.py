"""What goes into Salesforce's writes: fields of new and of changed rows, contacts to add and to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from crmdesk.domain.errors import Bug
from crmdesk.domain.ids import made_ms
from crmdesk.providers.base import Create, Update
from crmdesk.providers.codecs import EPOCH
from crmdesk.providers.places import Line
from crmdesk.providers.salesforce.places import linked
from crmdesk.providers.salesforce.rows import RowReader
from crmdesk.providers.salesforce.tables import COMPANY, KEY, NO_DATE, NOTE, OPPORTUNITY, STAND_IN, TITLE
from crmdesk.providers.titles import note_title

MEETING_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What to write of one item: fields by name, contacts to give a role and to take it from."""

    fields: dict[str, Any]
    link: frozenset[str] = field(default_factory=frozenset)
    unlink: frozenset[str] = field(default_factory=frozenset)


def changed(reader: RowReader, item: Update, title: str | None = None) -> Change:
    """What an update comes to; ``title`` is the new one of a note.

    Raises RecordRefused where a value cannot be said to Salesforce.
    """
    fields: dict[str, Any] = {} if title is None else {TITLE: title}
    wanted: set[str] = set()
    present: set[str] = set()
    for name, raw in item.fields.items():
        place, expected = _line(reader, name).place, item.expected.get(name)
        fields |= place.write(raw, expected)
        wanted |= linked(place, raw)
        present |= linked(place, expected)
    return Change(fields, frozenset(wanted - present), frozenset(present - wanted))


def created(reader: RowReader, item: Create) -> Change:
    """What a new row needs: its fields, crmdesk's key, and what Salesforce requires of every new row of its object.

    Raises RecordRefused where a value cannot be said to Salesforce.
    """
    fields: dict[str, Any] = {}
    wanted: set[str] = set()
    for name, raw in item.fields.items():
        place = _line(reader, name).place
        fields |= {key: value for key, value in place.write(raw, None).items() if value is not None}
        wanted |= linked(place, raw)
    fields = {**_required(reader, item, fields), **fields}
    if reader.spec.keyed:
        fields[KEY] = item.key
    return Change(fields, frozenset(wanted))


def _required(reader: RowReader, item: Create, fields: Mapping[str, Any]) -> dict[str, Any]:
    title = item.title.strip() or STAND_IN
    length = {} if "EndDateTime" in fields else {"DurationInMinutes": MEETING_MINUTES}
    needed: Mapping[str, dict[str, Any]] = {
        # A person: the company is their own name. Where none is required a conversion makes a person account of one without.
        "Lead": {"LastName": STAND_IN, **({COMPANY: title} if COMPANY in reader.required else {})},
        "Contact": {"LastName": STAND_IN},
        "Account": {"Name": title},
        OPPORTUNITY: {"Name": title, "CloseDate": NO_DATE},
        "Call": _logged(reader),
        "Event": {"StartDateTime": made_at(item.key), **length},
        NOTE: {TITLE: note_title(item.title, STAND_IN)},
    }
    return needed.get(reader.spec.name, {})


def _logged(reader: RowReader) -> dict[str, Any]:
    """What makes a task a logged call (section 8.5); whoever plans one says that it is not done."""
    done = reader.lines.get("done")
    return {"TaskSubtype": "Call", **({} if done is None else done.place.write(done.codec.encode(True, None), None))}


def made_at(key: str) -> str | None:
    """When a record was made, which its id tells."""
    milliseconds = made_ms(key)
    return (
        None
        if milliseconds is None
        else (EPOCH + timedelta(milliseconds=milliseconds)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    )


def _line(reader: RowReader, name: str) -> Line:
    if name not in reader.lines:
        raise Bug("field_not_mapped", field=name)
    return reader.lines[name]
