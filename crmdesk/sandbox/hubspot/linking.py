"""Associations as requests name them, and what linking does to the records (fact sheet sections 2.3 and 4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crmdesk.sandbox.hubspot.account import Account
from crmdesk.sandbox.hubspot.errors import ApiError, wrong_value
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.parts import text_of
from crmdesk.sandbox.hubspot.records import Record


class Link(NamedTuple):
    """A link to make: target type, record and association type ids."""

    target: str
    other: Record
    type_ids: tuple[int, ...]


def read_types(account: Account, source: str, target: str, raw: Any) -> tuple[int, ...]:
    """Type ids of ``[{associationCategory, associationTypeId}]``. Raises `ApiError`."""
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise wrong_value("of type `AssociationSpec`")
    known = account.associations.types.get((source, target), {})
    found = []
    for one in raw:
        type_id = one.get("associationTypeId")
        link = known.get(type_id) if isinstance(type_id, int) else None
        if link is None or text_of(one, "associationCategory") not in {"", link.category}:
            raise ApiError(400, f"{type_id} is not a valid association type between {source} and {target}")
        found.append(link.type_id)
    return tuple(found)


def read_links(account: Account, kind: ObjectType, raw: Any) -> list[Link]:
    """The ``associations`` of a create request; ``null`` and a missing key mean none. Raises `ApiError`."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise wrong_value("of type `java.util.ArrayList`")
    found = []
    for one in raw:
        if not isinstance(one, dict) or not isinstance(one.get("to"), dict):
            raise wrong_value("of type `PublicAssociationsForObject`")
        types = one.get("types")
        target = _target(account, kind.plural, types)
        other = account.tables[target].find(str(one["to"].get("id", "")))
        if other is None or other.archived_ms is not None:
            raise ApiError(400, f"{one['to'].get('id')} is not a valid {target} to associate with")
        found.append(Link(target, other, read_types(account, kind.plural, target, types)))
    return found


def _target(account: Account, source: str, types: Any) -> str:
    if not isinstance(types, list) or not all(isinstance(one, dict) for one in types):
        raise wrong_value("of type `AssociationSpec`")
    wanted = {found for one in types if isinstance(found := one.get("associationTypeId"), int)}
    for (one, target), known in account.associations.types.items():
        if one == source and wanted & known.keys():
            return target
    named = ", ".join(map(str, sorted(wanted)))
    raise ApiError(400, f"{named} is not a valid association type of {source}")


def check_lead(account: Account, kind: ObjectType, links: Sequence[Link]) -> None:
    """A lead needs its primary contact (or company) from the start. Raises `ApiError`."""
    if kind.plural != "leads":
        return
    primary = account.associations.primary("leads", "contacts")
    if primary is None or not any(link.target == "contacts" and primary.type_id in link.type_ids for link in links):
        raise ApiError(400, "Error creating LEAD. A lead must be associated to a primary contact.")


def link(account: Account, kind: ObjectType, record: Record, made: Link) -> None:
    """Link two records."""
    account.associations.link(kind.plural, record.id, made.target, made.other.id, made.type_ids)
    _bump(account, kind, record)
    _bump(account, account.tables[made.target].kind, made.other)


def unlink(
    account: Account, kind: ObjectType, record: Record, target: str, other: Record, types: tuple[int, ...] = ()
) -> None:
    """Remove some or all types of a pair; a lead that loses its last primary contact goes with it."""
    account.associations.unlink(kind.plural, record.id, target, other.id, types)
    _bump(account, kind, record)
    _bump(account, account.tables[target].kind, other)
    drop_leads(account, ((kind.plural, record), (target, other)))


def live_targets(account: Account, plural: str, record: Record, target: str) -> dict[int, tuple[int, ...]]:
    """Links of a record whose other end is not archived."""
    records = account.tables[target].records
    found = account.associations.targets(plural, record.id, target)
    return {other: types for other, types in found.items() if records[other].archived_ms is None}


def drop_leads(account: Account, ends: Iterable[tuple[str, Record]]) -> None:
    """Archive those leads among some records, told with their type, that have no primary contact any more."""
    primary = account.associations.primary("leads", "contacts")
    for plural, lead in ends:
        if plural != "leads" or lead.archived_ms is not None or primary is None:
            continue
        linked = account.associations.targets("leads", lead.id, "contacts").values()
        if not any(primary.type_id in types for types in linked):
            with account.changing(account.tables["leads"].kind, lead, bump=False):
                account.into_bin(lead)


def _bump(account: Account, kind: ObjectType, record: Record) -> None:
    if account.traits["associations_bump_modified"]:
        with account.changing(kind, record):
            pass
