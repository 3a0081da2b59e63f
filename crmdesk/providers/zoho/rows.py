"""Zoho rows read into records, by a plan made once per module."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Absence, RemoteProperty, RemoteRecord
from crmdesk.providers.codecs import LongText, known_moment
from crmdesk.providers.places import Line, One, Plan, Row
from crmdesk.providers.versions import version_of
from crmdesk.providers.zoho.api import FIELDS
from crmdesk.providers.zoho.places import MODULE, looked_up, parent_module
from crmdesk.providers.zoho.tables import CONTACT, CONTACTS, CONVERTED, LEADS, NO_CHOICE, Table, id_in, row_id

CUT = 500
"""Lists cut rich text to so many characters (section 0)."""

SEVERAL = "multiselectpicklist"
"""The type of a field that holds several of its options (section 2.12)."""

SYSTEM = ("Created_Time", "Modified_Time", "Created_By", "Modified_By")


def moment(value: Any) -> str | None:
    """A time of an answer in canonical form."""
    return known_moment(value)


class RowReader:
    """Reads the rows of one module.

    ``names`` are the fields to ask for: the ``listed`` ones by any list, those of ``further`` afterwards by ids, as many at a
    time as a list may name. ``key`` is the field with crmdesk's key, ``user`` the id of the user that this access works as,
    ``labels`` what the account calls its fields, ``required`` those that it refuses a new row without, ``several`` those that
    hold several of their options, with these.
    """

    def __init__(
        self,
        table: Table,
        lines: Sequence[Line],
        key: str | None,
        user: str | None,
        properties: Mapping[str, RemoteProperty],
        more: tuple[str, ...],
    ) -> None:
        self.table = table
        self.labels = {name: held.label for name, held in properties.items()}
        self.required = frozenset(name for name, held in properties.items() if held.required)
        self.several = {name: tuple(held.options) for name, held in properties.items() if held.type == SEVERAL}
        self.key = key
        self.lines: Mapping[str, Line] = {line.field: line for line in lines}
        mapped = dict.fromkeys(name for line in lines for name in line.place.names)
        keyed = () if key is None else (key,)
        self.names = tuple(dict.fromkeys((*SYSTEM, *keyed, *more, *mapped)))
        self.listed = self.names[:FIELDS]
        self.further = tuple(self.names[at : at + FIELDS] for at in range(FIELDS, len(self.names), FIELDS))
        self._single = tuple(
            line.place.name for line in lines if isinstance(line.place, One) and not self._is_set(line)
        )
        self._long = tuple(name for line in lines if isinstance(line.codec, LongText) for name in line.place.names)
        self._user = user
        self._plan = Plan(lines)

    def record(self, row: Row, *, merged_ids: tuple[str, ...] = ()) -> RemoteRecord:
        """The record of a row. VendorNonsense: a row without an id."""
        if NO_CHOICE in row.values():
            row = {name: None if value == NO_CHOICE else value for name, value in row.items()}
        listed = [name for name in self._single if isinstance(row.get(name), list)]
        if listed:  # a multi-select since the account was described, which it is again for what a row does not list
            row = {name: value for name, value in row.items() if name not in listed}
        fields = self._plan.fields(row)
        changed = moment(row.get("Modified_Time"))
        key = row.get(self.key) if self.key is not None else None
        return RemoteRecord(
            object=self.table.object,
            id=row_id(self.table.module, self.id_of(row)),
            kind=self.table.kind,
            fields=fields,
            version=version_of(changed, fields),
            created_at=moment(row.get("Created_Time")),
            modified_at=changed,
            key=key if isinstance(key, str) and key else None,
            merged_ids=merged_ids,
            ours=self._user is not None and looked_up(row.get("Created_By")) == self._user,
        )

    def _is_set(self, line: Line) -> bool:
        return CATALOGUE[self.table.kind][line.field].type is FieldType.TAGS

    def id_of(self, row: Row) -> str:
        """Zoho's id of a row."""
        return id_in(self.table.module, row)

    def absence(self, row: Row) -> Absence | None:
        """A lead that was converted is gone as a lead: the contact that it became goes on (section 2.10)."""
        if self.table.module != LEADS or row.get(CONVERTED) is not True:
            return None
        contact = looked_up(row.get(CONTACT))
        into = row_id(CONTACTS, contact) if isinstance(contact, str) else None
        id = row_id(LEADS, self.id_of(row))
        return Absence(self.table.object, id, merged_into=into, at=moment(row.get("Modified_Time")))

    def incomplete(self, row: Row) -> bool:
        """Whether a list left something out that a single read would tell: the end of a text, what an activity is about."""
        related = MODULE in self.names and looked_up(row.get("What_Id")) is not None and not row.get(MODULE)
        parent = looked_up(row.get("Parent_Id")) is not None and parent_module(row) is None
        return bool(self._cut(row)) or related or parent

    def without_cut(self, row: Row) -> Row:
        """A row without the texts of which a list may have left out the end: nothing is known of these."""
        cut = self._cut(row)
        return {name: value for name, value in row.items() if name not in cut}

    def _cut(self, row: Row) -> Collection[str]:
        return [name for name in self._long if isinstance(row.get(name), str) and len(row[name]) == CUT]


def changed_at(version: str | None) -> str | None:
    """The time in a version."""
    return (version or "").partition("/")[0] or None
