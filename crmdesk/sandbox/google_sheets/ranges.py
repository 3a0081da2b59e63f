"""A1 and R1C1 notation, grid ranges (section 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crmdesk.sandbox.google_sheets.document import Document, Tab
from crmdesk.sandbox.google_sheets.errors import ApiError, bad_argument
from crmdesk.sandbox.google_sheets.formulas import column_number
from crmdesk.sandbox.messages import JsonObject

_A1 = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,8})?(?::\$?([A-Za-z]{1,3})?\$?([0-9]{1,8})?)?")
_R1C1 = re.compile(r"R([0-9]{1,8})C([0-9]{1,5})(?::R([0-9]{1,8})C([0-9]{1,5}))?")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def letters(column: int) -> str:
    """A for 0."""
    text = ""
    number = column + 1
    while number:
        number, left = divmod(number - 1, 26)
        text = chr(ord("A") + left) + text
    return text


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a tab; bounds are half open, None reaches to the end of the grid."""

    tab: Tab
    top: int = 0
    bottom: int | None = None
    left: int = 0
    right: int | None = None

    @property
    def single(self) -> bool:
        """Whether it is one cell, from which what is written may reach on."""
        return (self.bottom, self.right) == (self.top + 1, self.left + 1)

    @property
    def end_row(self) -> int:
        """Its lower bound inside the grid."""
        return len(self.tab.rows) if self.bottom is None else min(self.bottom, len(self.tab.rows))

    @property
    def end_column(self) -> int:
        """Its right bound inside the grid."""
        return len(self.tab.columns) if self.right is None else min(self.right, len(self.tab.columns))

    @property
    def name(self) -> str:
        """The area in A1 notation, with its bounds."""
        first = f"{letters(self.left)}{self.top + 1}"
        last = f"{letters(max(self.end_column, self.left + 1) - 1)}{max(self.end_row, self.top + 1)}"
        title = self.tab.title if _PLAIN.fullmatch(self.tab.title) else "'{}'".format(self.tab.title.replace("'", "''"))
        return f"{title}!{first}" if first == last else f"{title}!{first}:{last}"


def area(document: Document, text: str) -> Area:
    """The area that a range names. Raises `ApiError`."""
    title, mark, rest = _split(text)
    tab = document.titled(title) if title else document.tabs[0]
    if title and not mark:
        if tab is not None:
            return Area(tab)
        if title.casefold() in document.named:
            return _named(document, title)
        tab, rest = document.tabs[0], title
    if tab is None:
        raise _unparsed(text)
    hit = _R1C1.fullmatch(rest)
    if hit:
        top, left, bottom, right = (int(part) if part else None for part in hit.groups())
        return _inside(Area(tab, (top or 1) - 1, bottom or top, (left or 1) - 1, right or left), text)
    hit = _A1.fullmatch(rest)
    if hit is None or not rest or (hit[1] is None and hit[2] is None):
        raise _unparsed(text)
    first, row, last, end = hit.groups()
    if ":" not in rest:
        if first is None or row is None:
            raise _unparsed(text)
        last, end = first, row
    left = 0 if first is None else column_number(first)
    right = None if last is None else column_number(last) + 1
    top, bottom = (int(row) if row else 1) - 1, int(end) if end else None
    if right is not None and right <= left:
        left, right = right - 1, left + 1
    if bottom is not None and bottom <= top:
        top, bottom = bottom - 1, top + 1
    return _inside(Area(tab, top, bottom, left, right), text)


def grid_area(document: Document, raw: object, where: str) -> Area:
    """The area of a ``GridRange``. Raises `ApiError`."""
    if not isinstance(raw, dict):
        raise bad_argument(f"Invalid {where}: range is missing")
    tab = document.tab(whole(raw, "sheetId", where))
    if tab is None:
        raise bad_argument(f"Invalid {where}: No grid with id: {raw.get('sheetId', 0)}")
    found = Area(
        tab, whole(raw, "startRowIndex", where), _bound(raw, "endRowIndex", where),
        whole(raw, "startColumnIndex", where), _bound(raw, "endColumnIndex", where),
    )  # fmt: skip
    beyond = found.top >= len(tab.rows) or found.left >= len(tab.columns)
    if beyond or (found.bottom or 0) > len(tab.rows) or (found.right or 0) > len(tab.columns):
        raise bad_argument(f"Invalid {where}: Range ({found.name}) exceeds grid limits. {limits(tab)}")
    return found


def limits(tab: Tab) -> str:
    """The grid's size as refusals tell it."""
    return f"Max rows: {len(tab.rows)}, max columns: {len(tab.columns)}"


def whole(raw: JsonObject, name: str, where: str) -> int:
    """A whole number that is 0 where it is missing. Raises `ApiError`."""
    value = raw.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise bad_argument(f"Invalid {where}: {name} is not a whole number")
    return value


def message(raw: JsonObject, name: str) -> JsonObject:
    """An object inside another, empty where it is missing. Raises `ApiError` where it is something else."""
    value = raw.get(name)
    if value is not None and not isinstance(value, dict):
        raise bad_argument(f"Invalid value at '{name}'")
    return value or {}


def messages(raw: JsonObject, name: str) -> list[JsonObject]:
    """A list of objects, empty where it is missing. Raises `ApiError` where it is something else."""
    value = raw.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise bad_argument(f"Invalid value at '{name}'")
    return value


def _named(document: Document, name: str) -> Area:
    """The area of a named range: its name works where a range does (section 2)."""
    held = document.named[name.casefold()]
    bounds = held.bounds() if held.tab in document.tabs else None
    if bounds is None:
        raise _unparsed(name)
    return Area(held.tab, *bounds)


def _bound(raw: JsonObject, name: str, where: str) -> int | None:
    return None if raw.get(name) is None else whole(raw, name, where)


def _split(text: str) -> tuple[str, bool, str]:
    """Title, whether a mark follows it, and the rest."""
    if text.startswith("'"):
        hit = re.fullmatch(r"'((?:[^']|'')*)'(!)?(.*)", text, re.DOTALL)
        if hit is None or (hit[3] and not hit[2]):
            raise _unparsed(text)
        return hit[1].replace("''", "'"), hit[2] is not None, hit[3]
    title, mark, rest = text.rpartition("!")
    return (title, True, rest) if mark else (rest, False, "")


def _inside(found: Area, text: str) -> Area:
    tab = found.tab
    if found.top < 0 or found.left < 0:  # rows and columns count from one
        raise _unparsed(text)
    if found.top >= len(tab.rows) or found.left >= len(tab.columns):
        raise bad_argument(f"Range ({text}) exceeds grid limits. {limits(tab)}")
    return found


def _unparsed(text: str) -> ApiError:
    return bad_argument(f"Unable to parse range: {text}")
