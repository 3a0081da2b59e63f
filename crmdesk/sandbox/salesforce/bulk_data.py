"""The data of an ingest job: CSV in UTF-8, its lines ended as the job says, within limits (sections 6.2 and 6.3)."""

from __future__ import annotations

import csv
import io
import re

from crmdesk.sandbox.salesforce.errors import ApiError

DELIMITERS = {"BACKQUOTE": "`", "CARET": "^", "COMMA": ",", "PIPE": "|", "SEMICOLON": ";", "TAB": "\t"}
LINE_ENDINGS = {"LF": "\n", "CRLF": "\r\n"}
MOST_IN_FIELD, MOST_IN_RECORD, MOST_FIELDS = 32_000, 400_000, 5_000
"""Characters of a field and of a record, and fields of a record."""

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE_FEED_ALONE = re.compile(r"(?<!\r)\n")

Line = list[str]


def checked(data: bytes, delimiter: str, line_ending: str) -> list[Line]:
    """The lines that hold anything, the header first. Raises `ApiError`: the job fails. ``line_ending`` is LF or CRLF."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise _refused("the data is not in UTF-8") from None
    bare = _QUOTED.sub("", text)
    if "\r\n" in bare if line_ending == "LF" else _LINE_FEED_ALONE.search(bare):
        raise _refused(f"LineEnding is invalid on user data. Current LineEnding setting is {line_ending}")
    found = lines(data, delimiter)
    if any(len(line) > MOST_FIELDS for line in found):
        raise _refused(f"a record has more than {MOST_FIELDS} fields")
    if any(sum(map(len, line)) > MOST_IN_RECORD for line in found):
        raise _refused(f"a record has more than {MOST_IN_RECORD} characters")
    if any(len(cell) > MOST_IN_FIELD for line in found for cell in line):
        raise _refused(f"a field has more than {MOST_IN_FIELD} characters")
    return found


def lines(data: bytes, delimiter: str) -> list[Line]:
    """The lines as far as they can be read. Raises `ApiError`."""
    text = io.StringIO(data.decode("utf-8", "replace"), newline="")
    try:
        return [line for line in csv.reader(text, delimiter=delimiter) if line]
    except csv.Error:  # a field beyond all limits
        raise _refused(f"a field has more than {MOST_IN_FIELD} characters") from None


def _refused(message: str) -> ApiError:
    return ApiError(400, "ClientInputError", message)
