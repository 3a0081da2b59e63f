"""conflicts, resolve: open questions and their answers from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.field_words import FieldWords, field_words, of_field
from crmdesk.commands.figures import moment
from crmdesk.commands.output import emit, table
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import counted, listed, said
from crmdesk.desk.named import account_named
from crmdesk.domain.conflicts import EXISTENCE, UNLINK, ConflictKind, Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.store import deciding, open_conflicts
from crmdesk.store.connections import Connection
from crmdesk.store.queries import conflicts as queries
from crmdesk.store.queries.rows import OpenConflict
from crmdesk.store.store import Reader
from crmdesk.store.unit import Unit
from crmdesk.ui.command_words import NO_NEWEST, UNKNOWN_YET

_UNLINKED = "unlinked"
"""The answer that keeps a record that was deleted in the account on this computer only."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("conflicts")
    show.add_argument("--json", action="store_true", help="one JSON document")
    show.set_defaults(work=_conflicts)
    resolve = commands.add_parser("resolve")
    resolve.add_argument("id", type=plain_text, help="a conflict's id, or a record's")
    resolve.add_argument(
        "--keep",
        required=True,
        choices=("computer", "account", "newest", _UNLINKED),
        help="of a record that was deleted in the account: computer makes it anew there, account agrees to the "
        "deletion, unlinked keeps it on this computer only",
    )
    resolve.add_argument("--field", type=plain_text, metavar="NAME", help="this field only")
    resolve.add_argument(
        "--connection",
        type=plain_text,
        metavar="NAME",
        help="only what this account contests; with account: its value, where several hold another one",
    )
    resolve.add_argument(
        "--shown",
        type=plain_text,
        nargs="+",
        metavar="TEXT",
        help="decide only what is still as “conflicts --json” gave it (shown)",
    )
    resolve.add_argument("--json", action="store_true", help="one JSON document")
    resolve.set_defaults(work=_resolve)


def _conflicts(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        rows = opened.store.read_now(queries.contested_fields)
        words = opened.store.read_now(lambda reader: _words(reader, rows))
    text = "" if arguments.json else _in_words(rows, words)
    emit({"conflicts": [_json(row) for row in rows]}, as_json=arguments.json, text=text)
    return 0


def _words(reader: Reader, rows: Sequence[OpenConflict]) -> FieldWords:
    told = [(row.kind, row.field, value) for row in rows for value in (row.computer, row.account)]
    return field_words(reader, told, {row.record for row in rows})


def _in_words(rows: Sequence[OpenConflict], words: FieldWords) -> str:
    """A table of conflicts for a person."""
    if not rows:
        return said("Nothing to decide. Both sides agree.")
    lines = []
    for row in rows:
        here, there = words.told_apart(row.kind, row.field, (row.computer, row.account))
        there = said(UNKNOWN_YET) if row.unknown else there
        record, field = words.names.get(row.record, row.record), words.field(row.field)
        lines.append((record, field, here, row.connection, _there(row, there), row.id))
    return table(
        lines, (said("record"), said("field"), said("on this computer"), said("account"), said("there"), said("id"))
    )


def _there(row: OpenConflict, value: str) -> str:
    """What the account holds; of what was overwritten there, what it held, and whose entry of when that was."""
    if row.why is not ConflictKind.OVERWROTE:
        return value
    at = None if row.changed_at is None else moment(row.changed_at)
    told = ", ".join(part for part in (row.changed_by, at) if part)
    return (
        said("{value} (replaced: {told})", value=value, told=told) if told else said("{value} (replaced)", value=value)
    )


def _json(row: OpenConflict) -> dict[str, Any]:
    return asdict(row) | {"kind": row.kind.value, "why": row.why.value}


def _resolve(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        done = run_async(opened.store.write(lambda unit: _decide(unit, arguments), urgent=True))
        words = opened.store.read_now(lambda reader: field_words(reader, ()))
    left = list(dict.fromkeys(row.id for row in done.left))
    document = {"resolved": done.resolved, "left": left, "keep": arguments.keep, "change": done.change}
    emit(document, as_json=arguments.json, text="" if arguments.json else _decided_text(done, words))
    return 0


def _decided_text(done: _Done, words: FieldWords) -> str:
    """What was decided, and what was not because nobody can say which side is the newest."""
    lines = [counted("{n} conflict decided", "{n} conflicts decided", len(done.resolved))]
    if done.left:
        fields = listed(words.field(name) for name in dict.fromkeys(row.field for row in done.left))
        lines.append(said(NO_NEWEST, fields=fields))
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Done:
    """What was decided: the ids of the conflicts, and that of the change; and the conflicts that were ``left`` open."""

    resolved: list[str]
    left: list[OpenConflict]
    change: str


def _decide(unit: Unit, arguments: Namespace) -> _Done:
    """Decide what the command line names, all or none; of what is to be the newest that of which it is known, as in the window.

    Without ``--shown``, what is decided is what is read in this very unit of work. Raises InvalidInput.
    """
    rows = queries.contested_fields(unit.connection)
    there = [row for row in rows if arguments.id in (row.id, row.record)]
    if not there:
        raise InvalidInput("conflict_unknown", id=arguments.id)
    chosen = of_field(unit.connection, there, arguments.field)
    if not chosen:
        fields = ", ".join(sorted({row.field or "" for row in there}))
        raise InvalidInput("conflict_of_other_fields", name=arguments.field, fields=fields)
    account = None if arguments.connection is None else account_named(unit.connection, arguments.connection)
    if account is not None:
        chosen = _contested_by(account, chosen)
    if arguments.keep == _UNLINKED:
        chosen = _deleted_there(chosen)
    moved = next((row for row in chosen if arguments.shown and row.shown not in arguments.shown), None)
    if moved is not None:
        raise InvalidInput("conflict_moved", record=moved.record, field=moved.field)
    left: list[OpenConflict] = []
    if arguments.keep == Keep.NEWEST:
        chosen, left = _parted_by_newest(unit.connection, chosen)
    decided = {row.id: _resolution(row, arguments.keep) for row in chosen}
    if account is not None and arguments.keep == Keep.ACCOUNT:
        decided = _by_account(unit.connection, account, decided)
    return _Done(list(decided), left, deciding.resolve(unit, list(decided.values())))


def _parted_by_newest(reader: Reader, rows: Sequence[OpenConflict]) -> tuple[list[OpenConflict], list[OpenConflict]]:
    """The conflicts of a record whose newest side is known, and the others; where it is of none, all are to be refused."""
    case = queries.conflict_case(reader, rows[0].record)
    fields = () if case is None else case.fields
    known = {each.id for each in fields if each.newest is not None and each.field != EXISTENCE}
    chosen = [row for row in rows if row.id in known]
    return (chosen, [row for row in rows if row.id not in known]) if chosen else (list(rows), [])


def _deleted_there(rows: Sequence[OpenConflict]) -> list[OpenConflict]:
    """Of a record's conflicts those that keeping it unlinked answers: its row was deleted at the account.

    The others, such as a field that another account contests, stay open. Raises InvalidInput where there is no such conflict.
    """
    found = [row for row in rows if row.why is ConflictKind.CHANGED_HERE_DELETED_THERE]
    if not found:
        raise InvalidInput("nothing_to_unlink", fields=", ".join(sorted({row.field for row in rows})))
    return found


def _contested_by(account: Connection, rows: Sequence[OpenConflict]) -> list[OpenConflict]:
    """Of these conflicts those in which an account holds another value. Raises InvalidInput where there is none."""
    found = [row for row in rows if row.connection == account.name]
    if not found:
        names = ", ".join(sorted({row.connection for row in rows}))
        raise InvalidInput("conflict_of_other_accounts", name=account.name, names=names)
    return found


def _by_account(reader: Reader, account: Connection, decided: Mapping[str, Resolution]) -> dict[str, Resolution]:
    """The resolutions, with the account whose value they keep."""
    shown = {
        each.id: next(side.link for side in each.accounts if side.connection == account.id)
        for each in open_conflicts.by_ids(reader, list(decided)).values()
    }
    return {id: replace(each, link=shown[id]) for id, each in decided.items()}


def _resolution(row: OpenConflict, keep: str) -> Resolution:
    """What ``--keep`` says about a conflict."""
    if keep == _UNLINKED:
        return Resolution(row.id, Keep.OTHER, row.shown, UNLINK)
    return Resolution(row.id, Keep(keep), row.shown)
