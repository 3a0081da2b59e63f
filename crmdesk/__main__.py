"""The command line. Without a command: the window."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from crmdesk import __version__
from crmdesk.commands import connecting, demonstrating, editing, serving, settling, syncing
from crmdesk.commands.output import emit_error
from crmdesk.domain.errors import CrmdeskError


def parser() -> ArgumentParser:
    """The whole command line (architecture page, section 8)."""
    made = ArgumentParser(
        prog="crmdesk", description="An offline-first CRM desk: every account on this computer, in step."
    )
    made.add_argument("--version", action="version", version=f"crmdesk {__version__}")
    made.add_argument("--profile", type=Path, metavar="DIR", help="an isolated profile: database, logs, settings, key")
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    for module in (demonstrating, serving, connecting, syncing, editing, settling):
        module.add_parsers(commands)
    for command in commands.choices.values():
        # --profile works before and after the command; the later one must not be undone by a default.
        command.add_argument(
            "--profile", type=Path, metavar="DIR", default=_KEEP, help="an isolated profile in this folder"
        )
    return made


_KEEP = "==SUPPRESS=="
"""argparse.SUPPRESS: an option that is not given leaves the namespace alone."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 failed with a problem printed, 2 wrong usage."""
    arguments = parser().parse_args(argv)
    work = getattr(arguments, "work", None)
    if work is None:
        from crmdesk.app import run_window  # noqa: PLC0415 - Qt is loaded only for the window

        return run_window(arguments.profile)
    try:
        status: int = work(arguments)
    except CrmdeskError as error:
        emit_error(error, as_json=getattr(arguments, "json", False))
        return 1
    except KeyboardInterrupt:
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
