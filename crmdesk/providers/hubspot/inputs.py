"""What goes into HubSpot's batches: properties and links of new and of changed rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.errors import Bug, RecordRefused
from crmdesk.domain.ids import made_ms
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Raw, Update
from crmdesk.providers.codecs import moment
from crmdesk.providers.hubspot.mapping import Line
from crmdesk.providers.hubspot.tables import ACTIVITIES, KEY, LINK_TYPES, STAGE_OF_LIFE

_TITLES = {"leads": "hs_lead_name", "deals": "dealname", "companies": "name"}
"""The property that HubSpot requires and a record's title can stand in for."""

Ends = frozenset[tuple[str, str]]
"""Rows at the other end of links: (object, id)."""


@dataclass(frozen=True, slots=True)
class Change:
    """What to write of one item: properties by name, links to make and to remove, and links to look at afterwards."""

    properties: dict[str, str]
    link: Ends = field(default_factory=frozenset)
    unlink: Ends = field(default_factory=frozenset)
    beside: Ends = field(default_factory=frozenset)
    """The links to objects of which others are removed: they have to be there still afterwards (``Writes._link_again``)."""


def changed(lines: Mapping[str, Line], item: Update) -> Change:
    """What an update comes to. Raises RecordRefused where a value cannot be said to HubSpot."""
    properties: dict[str, str] = {}
    wanted: set[tuple[str, str]] = set()
    present: set[tuple[str, str]] = set()
    for name, raw in item.fields.items():
        place, expected = _line(lines, name).place, item.expected.get(name)
        properties |= place.write(raw, expected)
        wanted |= place.linked(raw)
        present |= place.linked(expected)
    unlink = frozenset(present - wanted)
    losing = {object_name for object_name, _ in unlink}
    beside = frozenset(end for end in wanted if end[0] in losing)
    return Change(properties, frozenset(wanted - present), unlink, beside)


def created(name: str, lines: Mapping[str, Line], item: Create, stages: Mapping[Kind, str], *, keyed: bool) -> Change:
    """What a new row needs: its fields, crmdesk's key, and what HubSpot requires of every new row of its object."""
    properties: dict[str, str] = {}
    ends: set[tuple[str, str]] = {item.part_of} if item.part_of else set()
    for field_name, raw in item.fields.items():
        place = _line(lines, field_name).place
        properties |= {name: value for name, value in place.write(raw, None).items() if value}
        ends |= place.linked(raw)
    if name == "contacts" and stages[item.kind]:
        properties[STAGE_OF_LIFE] = stages[item.kind]
    title = _TITLES.get(name)
    if title is not None and item.title and not (name == "companies" and "domain" in properties):
        properties.setdefault(title, item.title)
    if name in (*ACTIVITIES, "notes") and "hs_timestamp" not in properties:
        when = moment(properties.get("hs_meeting_start_time", "")) or made_at(item.key)
        properties |= {"hs_timestamp": when} if when else {}
    if keyed:
        properties[KEY] = item.key
    return Change(properties, frozenset(ends))


def made_at(key: str) -> str | None:
    """When a record was made, which its id tells."""
    milliseconds = made_ms(key)
    return None if milliseconds is None else moment(str(milliseconds))


def association(source: str, end: tuple[str, str]) -> dict[str, Any]:
    """One link of a row that is being created."""
    return {"to": {"id": end[1]}, "types": types(source, end[0])}


def types(source: str, target: str) -> list[dict[str, Any]]:
    """The types of a link. Raises RecordRefused where HubSpot has none between the two."""
    if (source, target) not in LINK_TYPES:
        raise RecordRefused("reference_elsewhere", remote_field=f"associations.{target}")
    return [
        {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": type_id}
        for type_id in LINK_TYPES[source, target]
    ]


def slots(lines: Mapping[str, Line], fields: Mapping[str, Raw]) -> dict[str, Any]:
    """The properties that make up the written fields of several, as far as an answer may leave them out."""
    found: dict[str, Any] = {}
    for name, raw in fields.items():
        properties = lines[name].place.properties
        if len(properties) > 1:
            found |= {each: (raw or {}).get(each) for each in properties}
    return found


def _line(lines: Mapping[str, Line], name: str) -> Line:
    if name not in lines:
        raise Bug("field_not_mapped", field=name)
    return lines[name]
