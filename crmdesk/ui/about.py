"""What tells a record from others of the same name, in one short line."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields
from crmdesk.store.queries.names import place_of
from crmdesk.store.queries.rows import Choice, ListRow
from crmdesk.ui import formats

_TELLING: dict[Kind, tuple[str, ...]] = {
    Kind.LEAD: ("phones", "emails", "sector"),
    Kind.CONTACT: ("phones", "emails"),
    Kind.COMPANY: ("domain", "phones"),
    Kind.DEAL: ("amount", "close_date"),
    Kind.ACTIVITY: ("due_at", "starts_at"),
    Kind.NOTE: ("created_at",),
}
_PLACED = frozenset({Kind.LEAD, Kind.CONTACT, Kind.COMPANY})


def about(kind: Kind, fields: Fields) -> str:
    """Two of the first things known: a phone number or address, the town, the amount, the day."""
    known = [_first(kind, name, fields) for name in _TELLING.get(kind, ()) if fields.get(name)]
    place = [place_of(fields)] if kind in _PLACED and place_of(fields) else []
    return " · ".join([*known[:1], *place, *known[1:]][:2])


def told_apart(rows: Sequence[ListRow], kind: Kind) -> list[Choice]:
    """Records as choices; those of the same name say what tells them apart."""
    names = [row.name for row in rows]
    return [
        Choice(
            row.id,
            f"{row.name} ({more})" if names.count(row.name) > 1 and (more := about(kind, row.fields)) else row.name,
        )
        for row in rows
    ]


def _first(kind: Kind, name: str, fields: Fields) -> str:
    value = fields[name]
    if name in ("phones", "emails"):
        return formats.phone(value[0]["value"]) if name == "phones" else str(value[0]["value"])
    return formats.value_text(CATALOGUE[kind][name], value)
