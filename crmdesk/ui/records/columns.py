"""The columns of each kind's list: what they show, how wide they begin, by which field they sort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.store.queries.rows import ListRow
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``field`` is a field of the catalogue, or name, email, phone, state. ``sorts`` tells whether the header sorts.

    ``most`` is how wide it grows in a list that has room, beyond its ``width``; ``least`` what it keeps in one that is too
    narrow for all of them (0: its width).
    """

    field: str
    width: int
    sorts: bool = True
    most: int = 0
    least: int = 0

    def width_in(self, room: int) -> int:
        """How wide it begins in a list of ``room`` pixels: a quarter of what is more than enough for a narrow list is its own."""
        return max(self.width, min(self.most, self.width + (room - _NARROW) // 4))

    @property
    def title(self) -> str:
        """The head of the column; the one with the state's icon has none."""
        return "" if self.field == "state" else field_label(self.field)


def widths_in(columns: Sequence[Column], room: int) -> list[int]:
    """How wide columns begin in a list of ``room`` pixels: narrower only where that spares it scrolling sideways."""
    widths = [column.width_in(room) for column in columns]
    given = [width - (column.least or width) for width, column in zip(widths, columns, strict=True)]
    missing = sum(widths) - room
    if not 0 < missing <= sum(given):
        return widths
    narrower = [width - gives * missing // sum(given) for width, gives in zip(widths, given, strict=True)]
    narrower[-1] -= max(0, sum(narrower) - room)  # what rounding left
    return narrower


def staying(kind: Kind, columns: Sequence[Column], widths: Sequence[int], room: int) -> list[int]:
    """The numbers of the columns that stay beside an open record, which tells the rest, in a list of ``room`` pixels.

    ``widths`` are what the columns need; those that a person misses least go first.
    """
    needed = dict(enumerate(widths))
    for field in _GIVING_WAY[kind]:
        if sum(needed.values()) <= room:
            break
        needed = {number: width for number, width in needed.items() if columns[number].field != field}
    return list(needed)


_NARROW = 860
"""The width of a list beside an open record on 1440 pixels."""

STATE = Column("state", 34, sorts=False)
_PERSON = (Column("name", 180, most=240, least=168), Column("phone", 120), Column("email", 180), Column("city", 130))
COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    Kind.LEAD: (
        STATE,
        Column("name", 196, most=260, least=168),
        Column("lead_type", 84),
        Column("phone", 118),
        Column("sector", 138),
        Column("status", 138),
        Column("source", 124),
        Column("owner", 108),
        Column("horizon", 126),
        Column("asking_price", 110),
        Column("last_contact_at", 124),
        Column("email", 200),
    ),
    Kind.CONTACT: (
        STATE,
        *_PERSON,
        Column("company", 150, sorts=False),
        Column("job_title", 140, sorts=False),
        Column("owner", 120),
        Column("last_contact_at", 124),
    ),
    Kind.COMPANY: (
        STATE,
        Column("name", 210, least=152),
        Column("phone", 124, least=114),
        Column("city", 130, least=94),
        Column("domain", 170, least=120),
        Column("industry", 130, least=120),
        Column("owner", 120, least=96),
    ),
    Kind.DEAL: (
        STATE,
        Column("name", 230, least=190),
        Column("amount", 110),
        Column("contacts", 170, sorts=False),
        Column("stage", 150),
        Column("status", 100),
        Column("close_date", 140),
        Column("owner", 120),
    ),
    Kind.ACTIVITY: (
        STATE,
        Column("type", 100),
        Column("subject", 400, least=240),
        Column("about", 170, sorts=False),
        Column("due_at", 124),
        Column("done", 80),
        Column("priority", 96),
        Column("owner", 120),
    ),
    Kind.NOTE: (STATE, Column("name", 420, least=240), Column("modified_at", 124), Column("owner", 120)),
}  # fmt: skip
"""Kind → columns in order. What has no source is not a column."""

_GIVING_WAY: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEAD: (
        "email", "last_contact_at", "asking_price", "horizon", "source", "owner", "sector", "lead_type", "phone",
    ),
    Kind.CONTACT: ("last_contact_at", "job_title", "owner", "city", "email", "company", "phone"),
    Kind.COMPANY: ("owner", "industry", "domain", "city", "phone"),
    Kind.DEAL: ("owner", "contacts", "close_date", "status", "amount"),
    Kind.ACTIVITY: ("priority", "owner", "about", "done", "type"),
    Kind.NOTE: ("owner", "modified_at"),
}  # fmt: skip
"""Kind → the columns that leave a list which is too narrow beside an open record, in this order; the others stay."""

FIRST_SORT: Mapping[Kind, tuple[str, bool]] = {
    Kind.LEAD: ("name", False),
    Kind.CONTACT: ("name", False),
    Kind.COMPANY: ("name", False),
    Kind.DEAL: ("name", False),
    Kind.ACTIVITY: ("due_at", True),
    Kind.NOTE: ("modified_at", True),
}
"""Kind → the column and direction that a list begins with."""


def cell_text(kind: Kind, field: str, row: ListRow, names: Mapping[str, str]) -> str:
    """What a cell says. ``names`` gives the names of users and stages, the row those of other records it refers to."""
    if field in ("name", "subject"):
        return row.name
    value = row.fields.get({"phone": "phones", "email": "emails"}.get(field, field))
    if value is None:
        return ""
    if field in ("phone", "email"):
        first = value[0]["value"]
        return formats.phone(first) if field == "phone" else first
    spec = CATALOGUE[kind][field]
    if spec.type is FieldType.REFERENCE:
        return names.get(value) or row.names.get(value, "")
    return formats.value_text(spec, value, row.names)
