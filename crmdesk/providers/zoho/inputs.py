"""What goes into Zoho's writes: values of new and of changed rows (sections 2.3, 2.4 and 2.11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from crmdesk.domain.errors import Bug
from crmdesk.domain.ids import made_ms
from crmdesk.providers.base import Create, Update
from crmdesk.providers.codecs import EPOCH
from crmdesk.providers.places import Line
from crmdesk.providers.titles import note_title
from crmdesk.providers.zoho.mapping import NO_DURATION
from crmdesk.providers.zoho.rows import RowReader
from crmdesk.providers.zoho.tables import COMPANY, STAND_IN

MEETING = timedelta(hours=1)


def changed(reader: RowReader, item: Update, title: str | None = None) -> dict[str, Any]:
    """What an update comes to; ``title`` is the new one of a note. Raises RecordRefused where a value cannot be said to Zoho."""
    values: dict[str, Any] = {} if title is None else {reader.table.title: title}
    for name, raw in item.fields.items():
        values |= _line(reader, name).place.write(raw, item.expected.get(name))
    return values


def created(reader: RowReader, item: Create) -> dict[str, Any]:
    """What a new row needs: its values, crmdesk's key, and what Zoho requires of every new row of its module."""
    values: dict[str, Any] = {}
    for name, raw in item.fields.items():
        written = _line(reader, name).place.write(raw, None)
        values |= {key: value for key, value in written.items() if value not in (None, [])}
    values = {**_required(reader, item, values), **values}
    if reader.key is not None:
        values[reader.key] = item.key
    return values


def _required(reader: RowReader, item: Create, values: Mapping[str, Any]) -> dict[str, Any]:
    title = item.title.strip() or STAND_IN
    start = values.get("Start_DateTime") or made_at(item.key)
    needed: Mapping[str, dict[str, Any]] = {
        # A person: the company is their own name. Where none is required a conversion would make a company of it (section 2.11).
        "Leads": {"Last_Name": STAND_IN, **({COMPANY: title} if COMPANY in reader.required else {})},
        "Contacts": {"Last_Name": STAND_IN},
        "Accounts": {"Account_Name": title},
        "Deals": {"Deal_Name": title},
        "Tasks": {"Subject": title},
        "Calls": {"Subject": title, "Call_Type": "Outbound", "Call_Start_Time": made_at(item.key),
                  "Call_Duration": NO_DURATION},
        "Events": {"Event_Title": title, "Start_DateTime": start, "End_DateTime": _later(start)},
        "Notes": {reader.table.title: note_title(item.title, STAND_IN)},
    }  # fmt: skip
    return needed.get(reader.table.module, {})


def made_at(key: str) -> str | None:
    """When a record was made, which its id tells."""
    milliseconds = made_ms(key)
    return (
        None if milliseconds is None else (EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="seconds")
    )


def _later(start: Any) -> str | None:
    """The end of a meeting; one that begins at no moment is for Zoho to refuse."""
    try:
        return None if start is None else (datetime.fromisoformat(start) + MEETING).isoformat(timespec="seconds")
    except (TypeError, ValueError, OverflowError):
        return None


def _line(reader: RowReader, name: str) -> Line:
    if name not in reader.lines:
        raise Bug("field_not_mapped", field=name)
    return reader.lines[name]
