"""The command line. Without a command: the window."""

from __future__ import annotations

import argparse
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from crmdesk import __version__
from crmdesk.commands import (
    checking,
    connecting,
    demonstrating,
    editing,
    listing,
    serving,
    settling,
    syncing,
    transferring,
)
from crmdesk.commands.output import emit, emit_error, give_up_output, prepare_streams
from crmdesk.commands.session import log_to
from crmdesk.domain.errors import CrmdeskError, defect
from crmdesk.paths import profile_folders

MODULES = (demonstrating, serving, connecting, syncing, listing, editing, settling, transferring, checking)
"""The modules of commands, in the order of the help."""


class Parser(ArgumentParser):
    """argparse, whose complaint is a JSON document as well where ``--json`` is asked for."""

    as_json = False

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command line and leave with status 2."""
        if Parser.as_json:
            emit({"error": {"key": "wrong_usage", "data": {"reason": message}}}, as_json=True, text="")
        super().error(message)


def parser() -> ArgumentParser:
    """The whole command line (architecture page, section 8)."""
    made = Parser(prog="crmdesk", description="An offline-first CRM desk: every account on this computer, in step.")
    made.add_argument("--version", action="version", version=f"crmdesk {__version__}")
    made.add_argument("--profile", type=Path, metavar="DIR", help="an isolated profile: database, logs, settings, key")
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    for module in MODULES:
        module.add_parsers(commands)
    for command in commands.choices.values():
        # --profile works before and after the command: the later one's default must not undo the earlier one.
        command.add_argument(
            "--profile", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="an isolated profile in this folder"
        )
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 failed with a problem printed, 2 wrong usage."""
    given = sys.argv[1:] if argv is None else argv
    Parser.as_json = "--json" in given
    prepare_streams(as_json=Parser.as_json)
    arguments = parser().parse_args(argv)
    work = getattr(arguments, "work", None)
    as_json = getattr(arguments, "json", False)
    try:
        if work is None:
            status = _window(arguments.profile)
        else:
            status = work(arguments)
    except CrmdeskError as error:
        return emit_error(error, as_json=as_json)
    except KeyboardInterrupt:
        return emit_error(CrmdeskError("interrupted"), as_json=as_json)
    except BrokenPipeError:
        give_up_output()
        return 1
    except Exception as error:  # noqa: BLE001 - the outermost boundary: our own defects are said, not shown as a traceback
        return emit_error(defect(error), as_json=as_json)
    return status


def _window(profile: Path | None) -> int:
    from crmdesk.app import run_window

    with log_to(profile_folders(profile).log):
        return run_window(profile)


if __name__ == "__main__":
    sys.exit(main())
