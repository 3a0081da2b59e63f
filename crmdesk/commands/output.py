"""What a command prints: one JSON document with ``--json``, lines for a person without."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from crmdesk.domain.errors import CrmdeskError
from crmdesk.paths import resources
from crmdesk.store.connections import error_json


def emit(document: Mapping[str, Any], *, as_json: bool, text: str) -> None:
    """Print the result of a command and flush it: others read it line by line."""
    sys.stdout.write(orjson.dumps(document).decode() if as_json else text.rstrip("\n"))
    sys.stdout.write("\n")
    sys.stdout.flush()


def emit_error(error: CrmdeskError, *, as_json: bool) -> None:
    """Print what went wrong and what to do: the sentence on standard error, with ``--json`` the facts on standard output."""
    if as_json:
        emit({"error": error_json(error)}, as_json=True, text="")
    sys.stderr.write(f"crmdesk: {sentence(error)}\n")


def sentence(error: CrmdeskError) -> str:
    """The words of an error in the language of the system; loads the window's texts only when there is something to say."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    from crmdesk.ui.error_texts import error_text  # noqa: PLC0415
    from crmdesk.ui.translation import Language, Translation  # noqa: PLC0415

    application = QCoreApplication.instance() or QCoreApplication([])
    Translation(application, resources()).choose(Language.SYSTEM)
    words = error_text(error.key, error.data)
    return f"{words.title}. {words.text}"


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...]) -> str:
    """Rows in columns for a terminal."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [header, *rows]
    ]
    return "\n".join(lines)
