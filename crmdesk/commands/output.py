"""What a command prints: one JSON document with ``--json``, lines for a person without."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from crmdesk.domain.errors import CrmdeskError, InvalidInput, error_json, said_by_system
from crmdesk.paths import resources

if TYPE_CHECKING:
    # Qt takes long to load, and most commands print nothing that needs it.
    from PySide6.QtCore import QCoreApplication

_SPACES = "\u00a0\u202f"
"""What French sets before its punctuation and between thousands, no more able to move a cursor than a space."""

_WIDEST = 80
"""How many characters a column of a table may be wide: a value may fill pages."""

WRONG_USAGE = frozenset(
    {
        "assignment_expected",
        "client_id_missing",
        "client_secret_missing",
        "data_centre_unknown",
        "demo_without_profile",
        "field_named_twice",
        "file_type_unknown",
        "headless_needed",
        "lead_stage_unknown",
        "my_domain_unusable",
        "no_documents",
        "no_hosts",
        "no_lead_stages",
        "no_personal_tokens",
        "options_exclude",
        "token_missing",
        "unknown_field",
        "unknown_vendor",
    }
)
"""Keys of errors in the command line itself: exit status 2 instead of 1."""


def prepare_streams(*, as_json: bool) -> None:
    """Make every text printable: JSON is UTF-8 whatever the terminal speaks; elsewhere ``?`` is what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if as_json and isinstance(sys.stdout, io.TextIOWrapper):
        # An undecodable byte of the command line becomes JSON's own escape.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def give_up_output() -> None:
    """Whoever read our output is gone, or its disk is full: send the rest nowhere, so that nothing complains at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit(document: Mapping[str, Any], *, as_json: bool, text: str) -> None:
    """Print the result of a command and flush it: others read it line by line.

    What a vendor or a person wrote stands in many texts: none of it reaches a terminal as anything but a letter.
    Raises InvalidInput(``output_not_writable``) where it goes into a file on a full disk; what a command did stays done.
    """
    lines = text.rstrip("\n").split("\n")
    try:
        sys.stdout.write(json.dumps(document, ensure_ascii=False) if as_json else "\n".join(map(one_line, lines)))
        sys.stdout.write("\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise InvalidInput("output_not_writable", **said_by_system(error)) from error


def emit_error(error: CrmdeskError, *, as_json: bool) -> int:
    """Print what went wrong and what to do: a sentence on standard error, with ``--json`` the facts on standard output.

    Returns the exit status: 2 for a mistake in the command line itself, 1 for everything else.
    """
    if as_json:
        emit({"error": error_json(error)}, as_json=True, text="")
    sys.stderr.write(f"crmdesk: {sentence(error)}\n")
    return 2 if error.key in WRONG_USAGE else 1


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl+C inside the block is heeded behind it. For loading Qt: in the middle of that it aborts the process (shiboken)."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        signal.raise_signal(signal.SIGINT)


def speak() -> None:
    """Have the window's words said in the language of the locale, or in that of the Qt program this runs in."""
    with undisturbed():
        from PySide6.QtCore import QCoreApplication

    if QCoreApplication.instance() is None:
        _application()


@cache
def _application() -> QCoreApplication:
    """A Qt program without a window, which lives as long as the process: its translations are its own."""
    from PySide6.QtCore import QCoreApplication

    from crmdesk.commands.language import language_of
    from crmdesk.ui.translation import Language, Translation

    with utf_8_locale():
        made = QCoreApplication([])
    # A program whose translations are missing still says what is wrong, in English.
    with suppress(FileNotFoundError):
        Translation(made, resources()).choose(Language(language_of(os.environ)))
    return made


@contextmanager
def utf_8_locale() -> Iterator[None]:
    """Inside the block Qt may start: it complains in English of a locale that is no UTF-8 or is not installed.

    Its words do not come from there: the language is chosen by ``Translation``.
    """
    before = os.environ.get("LC_ALL")
    if sys.platform == "linux":
        os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("LC_ALL", None)
        else:
            os.environ["LC_ALL"] = before


def sentence(error: CrmdeskError) -> str:
    """The words of an error, in one line."""
    with undisturbed():
        from crmdesk.ui.error_texts import error_text
        from crmdesk.ui.field_texts import field_label
        from crmdesk.ui.formats import labelled

    speak()
    words = error_text(error.key, error.data, typed=True)
    field = error.data.get("field")
    said = one_line(words.sentences)
    # What has no word of its own is an option of a command, which the sentence is about anyway.
    if not isinstance(field, str) or field_label(field) == field or field_label(field) in words.text:
        return said
    return labelled(f"{field_label(field)} ({field})", said)


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...]) -> str:
    """Rows in columns for a terminal; what a vendor or a person wrote cannot break a line or move the cursor.

    What is longer than a column may be wide stands in whole, beyond it: it makes no other line longer.
    """
    shown = [tuple(one_line(cell) for cell in row) for row in [header, *rows]]
    fitting = [[len(row[column]) for row in shown if len(row[column]) <= _WIDEST] for column in range(len(header))]
    widths = [max(lengths, default=0) for lengths in fitting]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    return "\n".join(lines)


def one_line(cell: str) -> str:
    """A text that stays in its line: what a vendor or a person wrote cannot move a terminal's cursor."""
    return "".join(character if character.isprintable() or character in _SPACES else " " for character in cell)
