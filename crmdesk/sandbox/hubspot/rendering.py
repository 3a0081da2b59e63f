"""Records as replies show them (fact sheet section 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.hubspot.account import PORTAL_ID, Account
from crmdesk.sandbox.hubspot.errors import ApiError
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.linking import live_targets
from crmdesk.sandbox.hubspot.records import Entry, Record, Stamp, whole
from crmdesk.sandbox.messages import JsonObject

MOST_LISTED_LINKS = 100
COUNT = "num_associated_"
"""How the properties begin that count a record's links; the rest of the name is the object type."""

MIRROR = "hs_associated_contact_"
"""How a lead's properties begin that show its contact's; the rest of the name is the contact's property."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request wants to see: property names, those with history, associated types, those worked out of links."""

    names: tuple[str, ...]
    history: tuple[str, ...]
    linked: tuple[ObjectType, ...]
    worked_out: tuple[str, ...]


def wanted(
    account: Account, kind: ObjectType, names: Iterable[str], history: Iterable[str] = (), linked: Iterable[str] = ()
) -> Wanted:
    """Requested names (none: the type's defaults) with the system properties; unknown ones are left out."""
    asked = list(names) or list(kind.defaults)
    shown = sorted({*asked, "hs_object_id", kind.created, kind.modified})
    known = tuple(name for name in shown if account.definition(kind.plural, name) is not None)
    with_history = tuple(name for name in dict.fromkeys(history) if account.definition(kind.plural, name) is not None)
    linking = tuple(name for name in known if is_worked_out(kind, name))
    return Wanted(known, with_history, tuple(account.kind(name) for name in linked), linking)


def render(account: Account, kind: ObjectType, record: Record, want: Wanted, base_url: str = "") -> JsonObject:
    """One record. ``base_url`` adds its page's address and the links of associations."""
    shown = render_state(account, kind, record, want, record.values(), record.modified_ms)
    if record.archived_ms is not None:
        shown["archivedAt"] = iso(record.archived_ms)
    if want.history:
        shown["propertiesWithHistory"] = {name: _history(kind, record, name) for name in want.history}
    if base_url:
        shown["url"] = f"{base_url}/contacts/{PORTAL_ID}/record/{kind.type_id}/{record.id}"
    linked = {other.plural: _links(account, kind, record, other, base_url) for other in want.linked}
    linked = {name: links for name, links in linked.items() if links["results"]}
    if linked:
        shown["associations"] = linked
    return shown


def render_state(
    account: Account, kind: ObjectType, record: Record, want: Wanted, values: dict[str, str], modified_ms: int
) -> JsonObject:
    """The part that every reply has, from the values of some moment."""
    number, created, modified = str(record.id), iso(record.created_ms), iso(modified_ms)
    properties: dict[str, str | None] = {name: values.get(name) for name in want.names}
    properties["hs_object_id"] = number
    properties[kind.created] = created
    properties[kind.modified] = modified
    if "hs_createdate" in properties:
        properties["hs_createdate"] = created
    for name in want.worked_out:
        properties[name] = worked_out(account, kind, record, name)
    return {
        "id": number,
        "properties": properties,
        "createdAt": created,
        "updatedAt": modified,
        "archived": record.archived_ms is not None,
    }


def system_value(kind: ObjectType, record: Record, name: str, modified_ms: int) -> int | None:
    """A system property as a number (id, milliseconds); ``None`` for any other property."""
    if name == "hs_object_id":
        return record.id
    if name == kind.modified:
        return modified_ms
    if name in {kind.created, "hs_createdate"}:
        return record.created_ms
    return None


def is_worked_out(kind: ObjectType, name: str) -> bool:
    """Whether a property's value is not stored, but follows from the record's links."""
    if kind.plural == "leads" and name.startswith(MIRROR):
        return True
    return name.startswith(COUNT) or (name == "associatedcompanyid" and kind.plural == "contacts")


def worked_out(account: Account, kind: ObjectType, record: Record, name: str) -> str | None:
    """The value of such a property."""
    if name.startswith(COUNT):
        return str(len(live_targets(account, kind.plural, record, name.removeprefix(COUNT))))
    if kind.plural == "leads":
        return _mirrored(account, record, name.removeprefix(MIRROR))
    return _primary_company(account, record)


def _primary_company(account: Account, record: Record) -> str | None:
    """A contact's property that follows its primary link."""
    primary = account.associations.primary("contacts", "companies")
    linked = live_targets(account, "contacts", record, "companies")
    found = (str(other) for other, types in linked.items() if primary is not None and primary.type_id in types)
    return next(found, None)


def _mirrored(account: Account, record: Record, name: str) -> str | None:
    """A property of the primary contact of a lead."""
    primary = account.associations.primary("leads", "contacts")
    linked = account.associations.targets("leads", record.id, "contacts")
    found = [other for other, types in linked.items() if primary is not None and primary.type_id in types]
    return account.tables["contacts"].records[found[0]].values().get(name) if found else None


def _history(kind: ObjectType, record: Record, name: str) -> list[JsonObject]:
    entries: Sequence[Entry] = record.history(name)
    if name == "hs_object_id":
        entries = (Entry(str(record.id), record.origin),)
    elif name in {kind.created, "hs_createdate"}:
        entries = (Entry(iso(record.created_ms), record.origin),)
    elif name == kind.modified:
        entries = (Entry(iso(record.modified_ms), Stamp(record.modified_ms, "CALCULATED")),)
    return [_entry(entry) for entry in entries]


def _entry(entry: Entry) -> JsonObject:
    stamp = entry.stamp
    shown: JsonObject = {"value": entry.value, "timestamp": iso(stamp.at_ms), "sourceType": stamp.source}
    if stamp.source_id is not None:
        shown["sourceId"] = stamp.source_id
    if stamp.label is not None:
        shown["sourceLabel"] = stamp.label
    if stamp.user_id is not None:
        shown["updatedByUserId"] = stamp.user_id
    return shown


def _links(account: Account, kind: ObjectType, record: Record, other: ObjectType, base_url: str) -> JsonObject:
    return link_page(account, kind, record, other, None, MOST_LISTED_LINKS, base_url)


def link_page(
    account: Account, kind: ObjectType, record: Record, other: ObjectType, after: str | None, limit: int, base_url: str
) -> JsonObject:
    """A page of links in the v3 form: one entry per link type, named. ``after`` comes percent-encoded in the reply."""
    known = account.associations.types.get((kind.plural, other.plural), {})
    start = read_after(after)
    results: list[JsonObject] = []
    following = ""
    numbers = live_targets(account, kind.plural, record, other.plural)
    for position, (number, types) in enumerate(item for item in numbers.items() if item[0] >= start):
        if position == limit:
            following = str(number)
            break
        results += [{"id": str(number), "type": known[type_id].name} for type_id in types]
    page: JsonObject = {"results": results}
    if following:
        token = f"{following}%3D"
        link = f"{base_url}/crm/v3/objects/{kind.type_id}/{record.id}/associations/{other.type_id}?after={token}"
        page["paging"] = {"next": {"after": token, "link": link}}
    return page


def read_after(after: str | None) -> int:
    """The id at which a page of links starts. Raises `ApiError` for a cursor that was not given out."""
    if not after:
        return 0
    number = whole(after.replace("%3D", "").rstrip("="))
    if number is None:
        raise ApiError(400, f"Invalid paging cursor: {after}")
    return number
