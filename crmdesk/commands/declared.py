"""Every command in one line: its name and what it does, in the order of the help.

A command's own module is loaded for whoever names the command: most of them bring the store along, which takes longer to load
than the help takes to print.

argparse offers no way to list a command without making its parser, nor to look at a parser's arguments: ``mention`` and ``_acts``
use private names of it (``_choices_actions``, ``_ChoicesPseudoAction``, ``_name_parser_map``, ``_actions``), which were checked to
mean the same in Python 3.11, 3.12 and 3.13.
"""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    _Declared = _SubParsersAction[ArgumentParser]
else:
    _Declared = _SubParsersAction

_MODULES: Sequence[tuple[str, Mapping[str, str]]] = (
    ("demonstrating", {"demo": "try crmdesk with made-up data: nothing leaves this computer"}),
    ("serving", {"sandbox": "serve the vendors' APIs on this computer, with made-up data"}),
    (
        "connecting",
        {
            "connect": "sign in to an account",
            "send": "switch sending of an account on or off",
            "disconnect": "sign an account out and forget it",
        },
    ),
    ("deletions", {"deletions": "what a deletion at an account means here"}),
    ("pacing", {"interval": "how often an account is synchronised while crmdesk is open"}),
    (
        "syncing",
        {
            "sync": "run once, then exit",
            "status": "show accounts, last runs, what is pending, conflicts, problems and reviews",
            "pause": "exchange nothing with an account until it is resumed",
            "resume": "go on with a paused account",
        },
    ),
    ("listing", {"records": "list records"}),
    ("asking", {"lookup": "ask the accounts who has an e-mail address or a phone number"}),
    (
        "editing",
        {
            "edit": "change fields of a record",
            "new": "make a record",
            "delete": "move a record to the trash; its counterparts are deleted with the next run",
            "restore": "bring a record back from the trash",
        },
    ),
    (
        "settling",
        {
            "conflicts": "list open conflicts",
            "resolve": "decide a conflict, or every conflict of a record",
        },
    ),
    ("policies", {"policy": "what answers conflicts before you are asked"}),
    (
        "undoing",
        {
            "runs": "list the last 100 synchronisations",
            "undo": "take back what a synchronisation did here, or one change",
        },
    ),
    (
        "adopting",
        {
            "notices": "list the newest 100 notices: good to know, nothing to decide",
            "adopt": "take over here what an account stored instead of what it was sent",
        },
    ),
    (
        "reviewing",
        {
            "reviews": "list uncommon changes that wait for a decision",
            "review": "look at uncommon changes, and decide what is to be done with them",
        },
    ),
    (
        "uniting",
        {
            "duplicates": "list records of different accounts that may be the same",
            "link": "unite two records that are the same",
            "unlink": "separate a record that is two: give an account's rows a record of their own",
            "apart": "keep two records apart: do not list them as duplicates any more",
        },
    ),
    ("mapping", {"mapping": "show where an account keeps each field, and choose otherwise"}),
    (
        "transferring",
        {
            "import": "make or change records from a CSV or XLSX file",
            "export": "write all records of a kind to a CSV or XLSX file",
        },
    ),
    ("counting", {"traffic": "what was asked of the accounts in the last 30 days, in numbers"}),
    (
        "checking",
        {
            "doctor": "check the data of the profile against its own rules",
            "selftest": "check that this program works on this computer",
        },
    ),
    (
        "recovering",
        {"recover": "put the newest backup in the place of a damaged or missing database, which is kept beside it"},
    ),
)
"""The modules of this package that declare commands, each with its commands and their lines of the help."""

COMMANDS = {name: line for _, lines in _MODULES for name, line in lines.items()}
"""What the help says of each command, in its order."""


class _Commands(_Declared):
    """The commands of a command line, each with its line of the help."""

    def add_parser(self, name: str, **options: Any) -> ArgumentParser:
        return super().add_parser(name, help=COMMANDS[name], **options)

    def mention(self, name: str, instead: ArgumentParser) -> None:
        """List a command in the help and among the choices: what ``add_parser`` does, without the time that a parser takes."""
        self._choices_actions.append(self._ChoicesPseudoAction(name, (), COMMANDS[name]))
        self._name_parser_map[name] = instead


def add_commands(line: ArgumentParser, named: Collection[str]) -> list[ArgumentParser]:
    """Add every command to a command line, and give back the parsers of those that can be parsed.

    These are the commands of each module of which one is ``named``, and their second words (``mapping NAME set``). The others
    are only listed.
    """
    commands = cast("_Commands", line.add_subparsers(title="commands", metavar="COMMAND", action=_Commands))
    nothing = ArgumentParser(add_help=False)
    for module, lines in _MODULES:
        if lines.keys() & set(named):
            import_module(f"crmdesk.commands.{module}").add_parsers(commands)
        else:
            for name in lines:
                commands.mention(name, nothing)
    made = [command for command in commands.choices.values() if command is not nothing]
    return [parser for command in made for parser in (command, *_acts(command))]


def _acts(command: ArgumentParser) -> list[ArgumentParser]:
    groups = [action for action in vars(command)["_actions"] if isinstance(action, _SubParsersAction)]
    return [each for group in groups for each in group.choices.values()]
