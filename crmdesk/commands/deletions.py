"""deletions: what a deletion at an account means here, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import asdict

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.figures import moment
from crmdesk.commands.output import emit, one_line, table
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import said
from crmdesk.desk.named import account_named
from crmdesk.domain.deletions import Deletions, Version
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.unit import Unit
from crmdesk.ui.command_words import DELETIONS


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the command of this module."""
    command = commands.add_parser(
        "deletions",
        epilog="It is about records that nobody changed here and no other account has. You are always asked about those that "
        "were changed here, and uncommonly many deletions wait for a review first.",
    )
    command.add_argument("name", type=plain_text, metavar="NAME", help="the account")
    command.add_argument(
        "way",
        nargs="?",
        choices=[each.value for each in Deletions],
        help="trash: the record goes to the trash here too; keep: it stays here, and is not made anew there; ask: you are asked "
        "(default: only show what counts)",
    )
    command.add_argument("--json", action="store_true", help="one JSON document")
    command.set_defaults(work=_deletions)


def _deletions(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        if arguments.way is not None:
            chosen = Deletions(arguments.way)
            run_async(opened.store.write(lambda unit: _choose(unit, arguments.name, chosen), urgent=True))
        row = opened.store.read_now(lambda reader: account_named(reader, arguments.name))
        found = opened.store.read_now(lambda reader: connections.deletion_versions(reader, row.id))
    document = {
        "connection": row.name,
        "deletions": row.deletions.value,
        "versions": [asdict(each) | {"deletions": each.deletions.value} for each in found],
    }
    text = "" if arguments.json else _in_words(row, found, shown=arguments.way is None)
    emit(document, as_json=arguments.json, text=text)
    return 0


def _choose(unit: Unit, name: str, chosen: Deletions) -> None:
    """Say what a deletion at an account means here. Raises InvalidInput for one that there is not."""
    connections.choose_deletions(unit, account_named(unit.connection, name).id, chosen)


def _in_words(row: Connection, found: Sequence[Version], *, shown: bool) -> str:
    """What counts; where it is only ``shown``, also what counted before."""
    line = one_line(said(DELETIONS[row.deletions], account=row.name))
    if not shown or len(found) == 1:
        return line
    lines = [(str(each.number), moment(each.made_at), each.deletions.value) for each in found]
    return f"{line}\n{table(lines, tuple(map(said, ('version', 'made', 'choice'))))}"
