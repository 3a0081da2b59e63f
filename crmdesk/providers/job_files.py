"""The files in which jobs answer: CSV with a heading, in UTF-8, read as it comes and handed on in parts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO, TypeVar

from crmdesk.providers.rest import nonsense

T = TypeVar("T")


def lines(endpoint: str, file: IO[bytes]) -> Iterator[dict[str, str]]:
    """The lines of a file by column. NUL bytes are left out: values can hold some (Salesforce, Bulk API 2.0 query results).

    Raises VendorNonsense for what is no CSV, and for a line with more or fewer cells than the heading: a cell that was lost is
    no blank one.
    """
    text = (line.replace("\0", "") for line in io.TextIOWrapper(file, "utf-8", newline=""))
    reader = csv.reader(text, strict=True)
    try:
        heading = next(reader, [])
        for cells in reader:
            if cells and len(cells) != len(heading):
                raise nonsense(endpoint, "body", "a line of another length")
            if cells:
                yield dict(zip(heading, cells, strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise nonsense(endpoint, "body", "no CSV") from error


def in_parts(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Rows in lists of at most ``size``; none where there are no rows."""
    part: list[T] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
