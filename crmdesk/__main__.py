"""The command line. Without a command: the window."""

from __future__ import annotations

import argparse
import gc
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

from crmdesk import __version__
from crmdesk.domain.errors import CrmdeskError, defect
from crmdesk.paths import profile_folders

# The window is shown within a second, most of which modules take to load. So what a command needs is imported by the
# functions that use it, and the window's start loads nothing of it.


class WrongUsage(Exception):
    """A command line that is not understood: which part of the parser says what of it."""

    def __init__(self, parser: ArgumentParser, message: str) -> None:
        super().__init__(message)
        self.parser, self.message = parser, message


class Parser(ArgumentParser):
    """argparse in the language of the locale. It raises its complaint, so that whoever parses prints it."""

    def error(self, message: str) -> NoReturn:
        """Raises WrongUsage."""
        raise WrongUsage(self, message)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As argparse does it. Raises WrongUsage for what is left over: argparse itself would have the whole program say it."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            from crmdesk.commands.help import left_over

            self.error(left_over(left))
        return found, left


def parser(named: Collection[str]) -> ArgumentParser:
    """The whole command line (architecture page, section 8); of the commands, those ``named`` have their arguments."""
    from crmdesk.commands.declared import add_commands
    from crmdesk.commands.help import Words, name_by_choices

    made = Parser(prog="crmdesk", description="An offline-first CRM desk: every account on this computer, in step.")
    made.add_argument("--version", action="version", version=f"crmdesk {__version__}")
    made.add_argument("--profile", type=Path, metavar="DIR", help="an isolated profile: database, logs, settings, key")
    commands = add_commands(made, named)
    for command in commands:
        if command.get_default("without_profile"):
            continue
        # --profile works in every place: a later one's default must not undo an earlier one.
        command.add_argument(
            "--profile", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="an isolated profile in this folder"
        )
    for each in (made, *commands):
        # Only now: argparse also formats each argument as it is added.
        each.formatter_class = Words
        name_by_choices(each)
    return made


COLLECTING = (20_000, 10, 10)
"""How much may be made before Python looks for cycles (``gc.set_threshold``).

A first pull makes millions of rows and no cycle. Looking every 700 objects took a sixth of its time and held up the window,
for every thread waits meanwhile.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 failed with a problem printed, 2 wrong usage."""
    gc.set_threshold(*COLLECTING)
    given = sys.argv[1:] if argv is None else argv
    window = _window_of(given)
    if window is not None:
        return _guarded(window, as_json=False)
    from crmdesk.commands.help import complain_in_words
    from crmdesk.commands.output import prepare_streams

    as_json = "--json" in given
    prepare_streams(as_json=as_json)
    # A word that only looks like a command loads one module more, nothing else.
    made = parser(given)
    complain_in_words()
    try:
        arguments = made.parse_args(given)
    except WrongUsage as wrong:
        _refuse(wrong, _in_english(made, given) if as_json else None)
    work = getattr(arguments, "work", None)
    if work is None:
        return _guarded(lambda: _window(arguments.profile), as_json=False)
    return _guarded(lambda: int(work(arguments)), as_json=getattr(arguments, "json", False))


def _in_english(made: ArgumentParser, given: Sequence[str]) -> str:
    """What is wrong with the command line, as scripts read it: in English whatever the locale."""
    from crmdesk.commands.language import in_english

    with in_english():
        try:
            made.parse_args(given)
        except WrongUsage as wrong:
            return wrong.message
    raise ValueError("a command line is wrong in one language only")


def _refuse(wrong: WrongUsage, reason: str | None) -> NoReturn:
    """Print what is wrong with the command line, with a ``reason`` also as a JSON document, and leave with status 2."""
    from crmdesk.commands.help import named
    from crmdesk.commands.output import emit

    if reason is not None:
        emit({"error": {"key": "wrong_usage", "data": {"reason": reason}}}, as_json=True, text="")
    ArgumentParser.error(wrong.parser, named(wrong.message))


def _window_of(given: Sequence[str]) -> Callable[[], int] | None:
    """The window's start where the command line names nothing but a profile: no need to know the commands."""
    alone = ArgumentParser(add_help=False, exit_on_error=False)
    alone.add_argument("--profile", type=Path)
    try:
        arguments, more = alone.parse_known_args(given)
    except argparse.ArgumentError:
        return None
    return None if more else lambda: _window(arguments.profile)


def _guarded(work: Callable[[], int], *, as_json: bool) -> int:
    """The status of ``work``; what goes wrong in it is said."""
    try:
        return work()
    except CrmdeskError as error:
        return _say(error, as_json=as_json)
    except KeyboardInterrupt:
        return _say(CrmdeskError("interrupted"), as_json=as_json)
    except BrokenPipeError:
        from crmdesk.commands.output import give_up_output

        give_up_output()
        return 1
    except Exception as error:  # noqa: BLE001 - the outermost boundary: our own defects are said, not shown as a traceback
        return _say(defect(error), as_json=as_json)


def _say(error: CrmdeskError, *, as_json: bool) -> int:
    from crmdesk.commands.output import emit_error, undisturbed

    try:
        with undisturbed():
            return emit_error(error, as_json=as_json)
    except KeyboardInterrupt:  # pressed again while that is said
        return 1


def _window(profile: Path | None) -> int:
    from crmdesk.commands.log_files import log_to
    from crmdesk.commands.secrets import PASSPHRASE, take_secret
    from crmdesk.desk.profile_key import known_key

    # Nothing that the start makes becomes garbage: looking for some takes a tenth of it. It goes on once the window is shown.
    gc.disable()
    folders = profile_folders(profile)
    with log_to(folders.log):
        passphrase = take_secret(PASSPHRASE)
        with ThreadPoolExecutor(1, "key") as beside:
            # Deriving a key, or asking a keyring, and loading the window go on side by side.
            key = beside.submit(known_key, folders, passphrase)
            from crmdesk.app import run_window

            return run_window(folders, passphrase, key)


if __name__ == "__main__":
    sys.exit(main())
