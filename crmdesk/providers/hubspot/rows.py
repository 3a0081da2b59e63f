"""HubSpot rows read into records, by a plan made once per object."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ObjectSpec, Raw, RemoteRecord
from crmdesk.providers.codecs import known_moment, wire_text
from crmdesk.providers.hubspot.mapping import Line, Lines
from crmdesk.providers.hubspot.places import Link, Linked, Links, One, Place, PointerOfLink, Properties
from crmdesk.providers.hubspot.tables import KEY, MERGED, SOURCE, TABLES
from crmdesk.providers.lines import Plan
from crmdesk.providers.rest import nonsense, plain_id

KindOf = Callable[[Properties], Kind]
"""Which kind of record a row is, from its properties."""

NO_LINKS: Links = {}


def always(kind: Kind) -> KindOf:
    """For objects whose rows are all of one kind."""
    return lambda _: kind


class RowReader:
    """Reads the rows of one object.

    ``names`` are the properties to ask for, ``targets`` the objects whose links belong to a row. ``link_names`` are the
    properties that tell its links and its kind, ``system`` those that no field lives in, its kind among them. ``app`` is what
    HubSpot calls this very access.
    """

    def __init__(
        self, spec: ObjectSpec, lines: Lines, kind_of: KindOf, system: tuple[str, ...], app: str | None
    ) -> None:
        self.spec = spec
        self.system = system
        self.lines: Mapping[Kind, Mapping[str, Line]] = {
            kind: {line.field: line for line in found} for kind, found in lines.items()
        }
        every = [line for found in lines.values() for line in found]
        mapped = dict.fromkeys(name for line in every for name in line.place.properties)
        self.names = tuple(dict.fromkeys((*mapped, *system)))
        parts = (spec.part_of,) if spec.part_of else ()
        self.targets = tuple(dict.fromkeys((*parts, *(name for line in every for name in line.place.targets))))
        self._kind_of = kind_of
        self._app = app
        self._plans: dict[Kind, Plan[Place]] = {kind: Plan(found, _single) for kind, found in lines.items()}
        linked = {
            kind: [line for line in found if isinstance(line.place, PointerOfLink | Linked)]
            for kind, found in lines.items()
        }
        told = (name for found in linked.values() for line in found for name in line.place.properties)
        self.link_names = tuple(dict.fromkeys((*system, *told)))
        self._link_plans: dict[Kind, Plan[Place]] = {kind: Plan(found, _single) for kind, found in linked.items()}

    def record(self, row: Mapping[str, Any], links: Links = NO_LINKS, kind: Kind | None = None) -> RemoteRecord:
        """The record of a row; ``kind`` where it is known. VendorNonsense: a row without id or properties."""
        id, properties = row_id(self.spec.name, row), row.get("properties")
        if not isinstance(properties, dict):
            raise nonsense(self.spec.name, "row", "without properties")
        kind = kind or self._kind_of(properties)
        key = properties.get(KEY)
        return RemoteRecord(
            object=self.spec.name,
            id=id,
            kind=kind,
            fields=self._plans[kind].fields(properties, lambda place, codec: place.read(properties, links, codec)),
            version=version(row),
            created_at=known_moment(row.get("createdAt")),
            modified_at=known_moment(row.get("updatedAt")),
            key=key if isinstance(key, str) and key else None,
            merged_ids=merged_ids(properties),
            part_of=self.main_row(links),
            ours=self._app is not None and wire_text(properties.get(SOURCE[1])) == self._app,
        )

    def lines_of(self, row: Mapping[str, Any]) -> Mapping[str, Line]:
        """The lines by which a row is read: a field may live elsewhere in rows of another kind."""
        properties = row.get("properties")
        return self.lines[self._kind_of(properties if isinstance(properties, dict) else {})]

    def properties_of(self, fields: Container[str]) -> list[str]:
        """The properties in which fields live, in rows of any kind."""
        found = (line for lines in self.lines.values() for field, line in lines.items() if field in fields)
        return sorted({name for line in found for name in line.place.properties})

    def linked(self, row: Mapping[str, Any], links: Links) -> dict[str, Raw]:
        """The fields that are links: these may change without the row's modified date moving (section 3.3)."""
        properties = row.get("properties")
        if not isinstance(properties, dict):
            raise nonsense(self.spec.name, "row", "without properties")
        plan = self._link_plans[self._kind_of(properties)]
        return plan.fields(properties, lambda place, codec: place.read(properties, links, codec))

    def main_row(self, links: Links) -> tuple[str, str] | None:
        """The row that a row with these links adds fields to; that is a link, too."""
        name = self.spec.part_of
        if name is None:
            return None
        found = sorted(links.get(name, ()), key=lambda link: (not link.primary, len(link.id), link.id))
        return (name, found[0].id) if found else None


def merged_ids(properties: Mapping[str, Any]) -> tuple[str, ...]:
    """The rows that went into this one, the one whose values won last."""
    merged = properties.get(MERGED)
    return tuple(part for part in merged.split(";") if part) if isinstance(merged, str) else ()


def version(row: Mapping[str, Any]) -> str | None:
    """What tells that a row has changed: when it was."""
    found = row.get("updatedAt")
    return found if isinstance(found, str) else None


def row_id(name: str, row: Mapping[str, Any]) -> str:
    """The id of a row of an object. Raises VendorNonsense where it has none."""
    id = row.get("id")
    if not isinstance(id, str) or not id:
        raise nonsense(name, "row", "without id")
    return id


def _single(place: Place) -> str | None:
    """The property that a place is; None where it is read in a way of its own."""
    return place.name if type(place) is One else None


def inline_links(row: Mapping[str, Any], source: str, targets: tuple[str, ...]) -> tuple[Links, bool]:
    """The links that a list answer carries in a row, and whether these are all of them.

    Their types come by name: the primary one is the plain name of the pair, or says so; the other ends in
    ``_unlabeled``.
    """
    found: dict[str, tuple[Link, ...]] = {}
    complete = True
    held = row.get("associations")
    for target in targets:
        part = _inner(source, held, target)
        results = _inner(source, part, "results")
        if not isinstance(results, list | None):
            raise nonsense(source, "associations", "no list")
        plain = f"{TABLES[source].singular}_to_{TABLES[target].singular}"
        primary: dict[str, bool] = {}
        for entry in results or ():
            id, name = plain_id(source, "associations", _inner(source, entry, "id")), str(_inner(source, entry, "type"))
            primary[id] = primary.get(id, False) or name == plain or "primary" in name
        found[target] = tuple(Link(id, is_primary) for id, is_primary in primary.items())
        complete = complete and not _inner(source, part, "paging")
    return found, complete


def _inner(source: str, held: Any, name: str) -> Any:
    """A part of links, which nothing has where there are none. What is of another shape is not taken for none."""
    if not isinstance(held, dict | None):
        raise nonsense(source, "associations", "no object")
    return None if held is None else held.get(name)
