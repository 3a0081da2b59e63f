"""What a colleague does in the sheet itself, for the control endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.google_sheets.account import Account
from crmdesk.sandbox.google_sheets.dimension_updates import sort_area
from crmdesk.sandbox.google_sheets.document import COLUMNS, ROWS, Document, Protection, Tab
from crmdesk.sandbox.google_sheets.entering import plain, typed
from crmdesk.sandbox.google_sheets.ranges import letters
from crmdesk.sandbox.google_sheets.seeding import KEY
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.vendor import ControlRefused

HEADER = 0


class Colleague:
    """Works in the agency's spreadsheet, whose headings are in the first row of each tab.

    ``object`` is the title of a tab, a row's id what stands in its column ``_crmdesk_id``, or ``#5`` for the fifth row of
    the sheet. Fields have the headings' names; a text is typed (``'+33…`` stays a text, ``=…`` is a formula), a number or
    truth value is entered as such, null clears. Without an id a row is added below the last one.

    Other objects, for the first tab unless ``sheet`` names another: ``sort`` (fields ``by``, ``descending``, and
    ``first``, ``last``: the headings between which alone cells are sorted), ``move`` (a row's id; ``to``: the row of the
    sheet it moves in front of), ``columns`` (a heading as id, or none for a new one; ``title``, ``to``, ``hidden``),
    ``rows`` (``insert``: empty rows in front of this row of the sheet), ``protect`` (``column``, or ``row``: one of the sheet),
    ``choose`` (``column``, ``rule``: data validation for its cells, as far as there are rows), ``spreadsheet`` (``title``,
    ``time_zone``, ``locale``, ``role``, ``trashed``, ``excel``; ``tab`` renames a tab to ``title``).
    """

    def __init__(self, account: Account) -> None:
        self._account = account

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create, change, or do something else to the sheet; the row's id. Raises `ControlRefused`."""
        document = self._account.main
        act = {"sort": self._sort, "move": self._move, "columns": self._column, "rows": self._insert,
               "protect": self._protect, "choose": self._choose, "spreadsheet": self._spreadsheet}.get(object_name)  # fmt: skip
        try:
            if act is not None:
                named = fields.get("sheet")
                tab = document.tabs[0] if named is None else self._tab(document, str(named))
                done = act(document, tab, record_id, fields)
            else:
                done = self._row(self._tab(document, object_name), record_id, fields)
        except (KeyError, IndexError, TypeError) as error:
            raise ControlRefused(f"{object_name}: {error!r}") from None
        document.touched(self._account.clock.ms())
        return done

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Rows of a sheet are not merged. Raises `ControlRefused`."""
        raise ControlRefused("rows of a sheet are not merged")

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Remove a row, or a column (``columns`` and a heading). Raises `ControlRefused`."""
        document = self._account.main
        if object_name == "columns":
            tab = document.tabs[0]
            at = self._heading(tab, record_id)
            if len(tab.columns) == 1:
                raise ControlRefused("the last column stays")
            document.forget(tab.remove(COLUMNS, at, at + 1))
        else:
            tab = self._tab(document, object_name)
            row = self._found(tab, record_id)
            document.forget(tab.remove(ROWS, row, row + 1))
        document.touched(self._account.clock.ms())

    def dump(self, object_name: str) -> list[JsonObject]:
        """The rows of a tab by heading (``#``: the row's number); also ``tags``, ``documents``. Raises `ControlRefused`."""
        document = self._account.main
        if object_name == "tags":
            return [{"id": tag.id, "key": tag.key, "value": tag.value} for tag in document.tags.values()]
        if object_name == "documents":
            return [
                {"id": one.id, "title": one.title, "tabs": [tab.title for tab in one.tabs], "version": one.version,
                 "hidden": [[letters(at) for at, line in enumerate(tab.columns) if line.hidden] for tab in one.tabs]}
                for one in self._account.documents.values()
            ]  # fmt: skip
        tab = self._tab(document, object_name)
        headings = self._headings(tab)
        found = []
        for row in range(HEADER + 1, tab.used()[0]):
            values = {name: plain(tab.value(row, at)) for at, name in enumerate(headings) if name}
            if any(value is not None for value in values.values()):
                found.append({"#": row + 1, **values})
        return found

    def _tab(self, document: Document, title: str) -> Tab:
        tab = document.titled(title)
        if tab is None:
            raise ControlRefused(f"no sheet {title!r}; known: {', '.join(one.title for one in document.tabs)}")
        return tab

    def _headings(self, tab: Tab) -> list[str]:
        return [str(tab.value(HEADER, at) or "") for at in range(len(tab.columns))]

    def _heading(self, tab: Tab, name: str) -> int:
        headings = self._headings(tab)
        if name not in headings:
            raise ControlRefused(f"no column {name!r} in {tab.title}; known: {', '.join(filter(None, headings))}")
        return headings.index(name)

    def _found(self, tab: Tab, record_id: str) -> int:
        if record_id.startswith("#"):
            return int(record_id[1:]) - 1
        key = self._heading(tab, KEY)
        rows = [row for row in range(HEADER + 1, len(tab.rows)) if tab.value(row, key) == record_id]
        if not rows:
            raise ControlRefused(f"no row {record_id!r} in {tab.title}")
        return rows[0]

    def _row(self, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        row = tab.used()[0] if record_id is None else self._found(tab, record_id)
        tab.insert(ROWS, len(tab.rows), max(0, row + 1 - len(tab.rows)))
        for name, value in fields.items():
            column = self._heading(tab, name)
            if isinstance(value, str):
                typed(value, tab, row, column, self._account.main.locale)
            else:
                tab.put(row, column, value)
        if record_id is not None:
            return record_id
        held = tab.value(row, self._headings(tab).index(KEY)) if KEY in self._headings(tab) else None
        return str(held) if held else f"#{row + 1}"

    def _sort(self, document: Document, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        by = self._heading(tab, fields["by"])
        left = self._heading(tab, fields["first"]) if "first" in fields else 0
        right = self._heading(tab, fields["last"]) + 1 if "last" in fields else len(tab.columns)
        rows = (HEADER + 1, tab.used()[0])
        sort_area(self._account, tab, rows, (left, right), [(by, fields.get("descending") is True)])
        return ""

    def _move(self, document: Document, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        row = self._found(tab, record_id or "")
        tab.move(ROWS, row, row + 1, int(fields["to"]) - 1)
        return record_id or ""

    def _column(self, document: Document, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        if record_id is None:
            at = int(fields.get("to", tab.used()[1]))
            tab.insert(COLUMNS, at, 1)
            tab.put(HEADER, at, str(fields["title"]))
            return str(fields["title"])
        at = self._heading(tab, record_id)
        if "title" in fields:
            tab.put(HEADER, at, fields["title"] or None)
        if "hidden" in fields:
            tab.columns[at].hidden = fields["hidden"] is True
        if "to" in fields:
            tab.move(COLUMNS, at, at + 1, int(fields["to"]))
        return str(fields.get("title") or record_id)

    def _insert(self, document: Document, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        tab.insert(ROWS, int(fields["insert"]) - 1, 1)
        return f"#{fields['insert']}"

    def _protect(self, document: Document, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        if "row" in fields:
            kept = Protection(document.next_protection, rows=(int(fields["row"]) - 1, int(fields["row"])))
        else:
            at = self._heading(tab, fields["column"])
            kept = Protection(document.next_protection, columns=(at, at + 1))
        tab.protections.append(kept)
        document.next_protection += 1
        return ""

    def _choose(self, document: Document, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        at = self._heading(tab, fields["column"])
        for row in range(HEADER + 1, tab.used()[0]):
            tab.validate(row, at, dict(fields["rule"]))
        return ""

    def _spreadsheet(self, document: Document, tab: Tab, record_id: str | None, fields: Mapping[str, Any]) -> str:
        if "tab" in fields:
            self._tab(document, fields["tab"]).title = str(fields["title"])
            return document.id
        if "role" in fields:
            document.share(str(fields["role"]), self._account.clock.ms())
        for name in ("title", "time_zone", "locale", "trashed", "excel"):
            if name in fields:
                setattr(document, name, fields[name])
        return document.id
