"""Files as rows of cells: CSV in the encodings that spreadsheets in France write, and XLSX."""

from __future__ import annotations

import codecs
import csv
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.exceptions import XlsxWriterException

from crmdesk.commands.transfer import cells
from crmdesk.commands.transfer.cells import Cell
from crmdesk.commands.transfer.extent import check_extent
from crmdesk.domain.errors import InvalidInput, said_by_system

CSV, XLSX = ".csv", ".xlsx"
MAX_BYTES = 100_000_000
"""The largest file that is read: a million rows of short cells."""

XLSX_ROWS, XLSX_CHARACTERS = 1_048_576, 32_767
"""What a worksheet and one of its cells hold (Excel, specifications and limits)."""

_SEPARATORS = (";", ",", "\t")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def type_of(path: Path) -> str:
    """``.csv`` or ``.xlsx``. Raises InvalidInput for another ending."""
    ending = path.suffix.lower()
    if ending not in (CSV, XLSX):
        raise InvalidInput("file_type_unknown", file=path.name, types=f"{CSV}, {XLSX}")
    return ending


# -- reading ----------------------------------------------------------------------------------------------------------


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a file, the header first; cells as text. Raises InvalidInput for a file that cannot be read."""
    ending = type_of(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidInput("file_too_large", file=path.name, limit_mb=MAX_BYTES // 1_000_000)
        rows = _read_csv(path) if ending == CSV else _read_xlsx(path)
    except OSError as error:
        raise InvalidInput("file_not_readable", file=path.name, **said_by_system(error)) from error
    except (CalamineError, BadZipFile, csv.Error, UnicodeError, ValueError) as error:
        raise InvalidInput("file_not_understood", file=path.name, reason=str(error)[:200]) from error
    return rows


def _read_csv(path: Path) -> list[list[str]]:
    text = _decoded(path.read_bytes())
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    return [[cells.plain(cell) for cell in row] for row in reader]


def _decoded(content: bytes) -> str:
    """UTF-8, with or without its mark; UTF-16 with its mark; else the code page of Windows in Western Europe."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The separator that stands most often in the header, outside quotes."""
    header = text.partition("\n")[0]
    outside = "".join(header.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _read_xlsx(path: Path) -> list[list[str]]:
    check_extent(path)
    workbook = CalamineWorkbook.from_path(path)
    rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    """A cell of a worksheet as a person would type it."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(int(cell.total_seconds()))
        case _:
            return str(cell)


# -- writing ----------------------------------------------------------------------------------------------------------


class Sheet(Protocol):
    """A file that takes row after row."""

    def add(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        ...


@contextmanager
def new_sheet(path: Path) -> Iterator[Sheet]:
    """A file at ``path``, which is there whole when the block ends well and not at all otherwise.

    Raises InvalidInput where it cannot be written.
    """
    ending = type_of(path)
    try:
        # Beside the file, so that it moves there at once; of one user only, and gone with all that is in it whatever happens.
        place = tempfile.TemporaryDirectory(dir=path.parent, prefix=".crmdesk-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _not_writable(path, error) from error
    with place as folder:
        draft = Path(folder) / f"draft{ending}"
        try:
            draft.touch(mode=0o600)
            with _csv_sheet(draft) if ending == CSV else _xlsx_sheet(draft) as sheet:
                yield sheet
            draft.replace(path)
        except (OSError, XlsxWriterException) as error:
            raise _not_writable(path, error) from error


def _not_writable(path: Path, error: Exception) -> InvalidInput:
    """What a person is told; xlsxwriter wraps the system's reason."""
    system = next((each for each in (error, *error.args) if isinstance(each, OSError)), None)
    return InvalidInput("file_not_writable", file=str(path), **said_by_system(system))


class _CsvSheet:
    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def add(self, row: Sequence[Cell]) -> None:
        self._writer.writerow([cells.text_of(cell) for cell in row])


@contextmanager
def _csv_sheet(path: Path) -> Iterator[Sheet]:
    """UTF-8 with its mark and semicolons: what Excel in France opens with a double click."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        yield _CsvSheet(csv.writer(file, delimiter=";", lineterminator="\r\n"))


class _XlsxSheet:
    def __init__(self, worksheet: Any) -> None:
        self._worksheet = worksheet
        self._row = 0

    def add(self, row: Sequence[Cell]) -> None:
        if self._row >= XLSX_ROWS:
            raise InvalidInput("too_many_rows", limit=XLSX_ROWS)
        for column, cell in enumerate(row):
            cells.check_length(cell, XLSX_CHARACTERS, row=str(self._row + 1), column=str(column + 1))
            if isinstance(cell, str):
                self._worksheet.write_string(self._row, column, cell)
            else:
                self._worksheet.write_number(self._row, column, cell)
        self._row += 1


@contextmanager
def _xlsx_sheet(path: Path) -> Iterator[Sheet]:
    """A workbook that is written row by row; no text in it is ever a formula or an address to follow."""
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    workbook = xlsxwriter.Workbook(str(path), options)
    try:
        yield _XlsxSheet(workbook.add_worksheet())
    finally:
        workbook.close()
