"""Pipedrive rows read into records, by a plan made once per object."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, ObjectSpec, RemoteRecord
from crmdesk.providers.codecs import known_moment
from crmdesk.providers.lines import UNKNOWN, Plan
from crmdesk.providers.pipedrive.mapping import Line, Lines
from crmdesk.providers.pipedrive.places import One, Place, Values
from crmdesk.providers.pipedrive.pointers import pointed
from crmdesk.providers.pipedrive.tables import CODE, LABELS
from crmdesk.providers.rest import nonsense, plain_id
from crmdesk.providers.versions import version_of

LEFT_OUT: Mapping[str, dict[str, Any]] = {
    "deals": dict.fromkeys(("expected_close_date", "person_id", "org_id", "probability"))
}
"""Values that rows may leave out where they are blank (section 8, pitfall 22)."""

MAKERS = ("creator_user_id", "creator_id", "user_id")
"""Who made a deal or activity, a lead, a note."""

_WHOLE_SECOND = re.compile(
    r"20[0-9]{2}-[01][0-9]-[0-3][0-9](?:T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z| [0-2][0-9]:[0-5][0-9]:[0-5][0-9])"
)
"""Times as both versions write them: all others take the long way."""

KindOf = Callable[[Values], Kind]
"""Which kind of record a row is, from its values."""


def always(kind: Kind) -> KindOf:
    """For objects whose rows are all of one kind."""
    return lambda _: kind


def by_labels(clients: tuple[str, ...]) -> KindOf:
    """For persons: whoever has one of these labels is a contact, everybody else a lead."""
    known = frozenset(clients)

    def kind_of(values: Values) -> Kind:
        held = values.get(LABELS)
        if not isinstance(held, list | None):  # a client would become a lead
            raise nonsense("persons", LABELS, "no list")
        labels = {str(one) for one in held or ()}
        return Kind.CONTACT if labels & known else Kind.LEAD

    return kind_of


class RowReader:
    """Reads the rows of one object.

    ``key`` is the code of the field with crmdesk's key, ``me`` the id of the user behind this access.
    """

    def __init__(self, spec: ObjectSpec, lines: Lines, kind_of: KindOf, key: str | None, me: str | None) -> None:
        self.spec = spec
        self.key = key
        self.lines: Mapping[Kind, Mapping[str, Line]] = {
            kind: {line.field: line for line in found} for kind, found in lines.items()
        }
        self._left_out = LEFT_OUT.get(spec.name, {}) | (_codes(lines) if spec.name == "leads" else {})
        self._kind_of = kind_of
        self._me = me
        self._plans: dict[Kind, Plan[Place]] = {kind: Plan(found, _single) for kind, found in lines.items()}

    def record(self, row: Mapping[str, Any], kind: Kind | None = None) -> RemoteRecord:
        """The record of a row; ``kind`` where it is known. VendorNonsense: a row without an id."""
        id = row_id(self.spec.name, row)
        values = self.values(row)
        kind = kind or self._kind_of(values)
        fields = self._plans[kind].fields(values, lambda place, codec: place.read(values, codec))
        changed, added = _time(row, "update_time"), _time(row, "add_time")
        key = values.get(self.key) if self.key is not None else None
        return RemoteRecord(
            object=self.spec.name,
            id=id,
            kind=kind,
            fields=fields,
            version=version_of(changed, fields),
            created_at=added,
            modified_at=changed or added,
            key=key if isinstance(key, str) and key else None,
            part_of=self._main_row(row),
            ours=self._is_ours(row),
        )

    def listed(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, str | None]:
        """The ids of rows that are there and make records, with the beginning of their version: when they were changed last."""
        there = (row for row in rows if not is_gone(row))
        made = (row for row in there if self.spec.part_of is None or self._main_row(row) is not None)
        return {row_id(self.spec.name, row): _time(row, "update_time") for row in made}

    def lines_of(self, row: Mapping[str, Any]) -> Mapping[str, Line]:
        """The lines by which a row is read: a field may live elsewhere in rows of another kind."""
        return self.lines[self._kind_of(self.values(row))]

    def values(self, row: Mapping[str, Any]) -> Values:
        """The values of a row, custom ones among the others."""
        custom = row.get("custom_fields")
        known = {**self._left_out, **row}
        return known | custom if isinstance(custom, dict) else known

    def _main_row(self, row: Mapping[str, Any]) -> tuple[str, str] | None:
        if self.spec.part_of is None:
            return None
        person = pointed(row.get("person_id"))
        if person is UNKNOWN:
            raise nonsense(self.spec.name, "person_id", "no id")
        return None if person is None else (self.spec.part_of, person)

    def _is_ours(self, row: Mapping[str, Any]) -> bool:
        """Whether this very user made the row, through the API where the vendor tells; of persons it tells nothing."""
        maker = next((row[name] for name in MAKERS if name in row), None)
        return self._me is not None and str(maker) == self._me and row.get("origin", "API") == "API"


def _codes(lines: Lines) -> dict[str, Any]:
    """The account's own fields in a lead, which leaves out those that are not set (section 2.6)."""
    names = (name for found in lines.values() for line in found for name in line.place.names)
    return {name: None for name in names if CODE.fullmatch(name)}


def _single(place: Place) -> str | None:
    """The value that a place is; None where it is read in a way of its own."""
    return place.name if type(place) is One else None


def absence(name: str, row: Mapping[str, Any]) -> Absence:
    """A row that was deleted; its update_time is when."""
    return Absence(name, row_id(name, row), at=_time(row, "update_time"))


def row_id(name: str, row: Mapping[str, Any]) -> str:
    """The id of a row of an object. Raises VendorNonsense where it has none."""
    return plain_id(name, "id", row.get("id"))


def is_gone(row: Mapping[str, Any]) -> bool:
    """Whether a row says of itself that it was deleted, in the words of either version."""
    return row.get("is_deleted") is True or row.get("active_flag") is False or row.get("status") == "deleted"


def time_ms(row: Mapping[str, Any], name: str) -> int | None:
    """A row's time in milliseconds since 1970."""
    found = _time(row, name)
    return None if found is None else round(datetime.fromisoformat(found).timestamp() * 1000)


def _time(row: Mapping[str, Any], name: str) -> str | None:
    """A time of either version (v1: ``2026-03-01 09:30:00``, UTC) in canonical form."""
    found = row.get(name)
    if not isinstance(found, str) or not found:
        return None
    if _WHOLE_SECOND.fullmatch(found):
        return known_moment(f"{found[:10]}T{found[11:19]}.000Z")
    return known_moment(found if "T" in found else f"{found.replace(' ', 'T')}Z")
