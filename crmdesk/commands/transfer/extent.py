"""How far the worksheets of a workbook reach, found before one is read: what reads them makes room for every cell in between.

One stray cell in the last corner would ask for 500 GB, and the program would end without a word.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from crmdesk.domain.errors import InvalidInput

CELLS = 50_000_000
"""How many cells a worksheet may reach over: a million rows of more columns than any kind has fields."""

UNFOLDED = 4_000_000_000
"""Bytes that the parts of a workbook may unfold to."""

_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="([0-9]{1,7})"')
_FAR = re.compile(rb'\br="([A-Z]{2,3})([0-9]{1,7})"')
"""A cell behind column Z. Those before it need not be looked at one by one: all rows of 26 columns are few enough."""

_NEAR = 26
_PART, _SEAM = 1 << 20, 4096


def check_extent(path: Path) -> None:
    """Raises InvalidInput(``sheet_too_far``) for a workbook that is too large to be read, BadZipFile for what is none."""
    with ZipFile(path) as workbook:
        parts = workbook.infolist()
        if sum(each.file_size for each in parts) > UNFOLDED:
            raise InvalidInput("file_too_large", file=path.name, limit_mb=UNFOLDED // 1_000_000)
        for part in parts:
            if _WORKSHEET.fullmatch(part.filename):
                try:
                    rows, columns = _reach(_read(workbook, part.filename))
                except (RuntimeError, EOFError, zlib.error) as error:  # a part that is locked, cut off, or damaged
                    raise BadZipFile(str(error)) from error
                if rows * columns > CELLS:
                    raise InvalidInput("sheet_too_far", file=path.name, rows=rows, columns=columns)


def _read(workbook: ZipFile, name: str) -> Iterator[bytes]:
    """A part of a workbook piece by piece, each with the end of the one before it: what is looked for may stand on the seam."""
    end = b""
    with workbook.open(name) as file:
        while piece := file.read(_PART):
            yield end + piece
            end = piece[-_SEAM:]


def _reach(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The last row and the last column."""
    rows, columns = 1, _NEAR
    for piece in pieces:
        rows = max([rows, *(int(found[1]) for found in _ROW.finditer(piece))])
        for found in _FAR.finditer(piece):
            rows, columns = max(rows, int(found[2])), max(columns, _number(found[1]))
    return rows, columns


def _number(letters: bytes) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * _NEAR + letter - ord("A") + 1
    return number
