"""conflicts, resolve: open questions and their answers from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from typing import Any

from crmdesk.commands.output import emit, table
from crmdesk.commands.session import plain_text, run_async, session
from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.store import deciding
from crmdesk.store.queries import conflicts as queries
from crmdesk.store.queries.rows import OpenConflict
from crmdesk.store.unit import Unit


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("conflicts", help="list open conflicts")
    show.add_argument("--json", action="store_true", help="one JSON document")
    show.set_defaults(work=_conflicts)
    resolve = commands.add_parser("resolve", help="decide a conflict, or every conflict of a record")
    resolve.add_argument("id", type=plain_text, help="a conflict's id, or a record's")
    resolve.add_argument("--keep", required=True, choices=("computer", "account", "newest"))
    resolve.add_argument("--field", type=plain_text, metavar="NAME", help="this field only")
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
    with session(arguments) as opened:
        rows = opened.store.read_now(queries.contested_fields)
    lines = [(row.id, row.record, row.field, row.connection, str(row.computer), str(row.account)) for row in rows]
    header = ("id", "record", "field", "account", "on this computer", "there")
    emit({"conflicts": [_json(row) for row in rows]}, as_json=arguments.json, text=table(lines, header))
    return 0


def _json(row: OpenConflict) -> dict[str, Any]:
    return asdict(row) | {"kind": row.kind.value}


def _resolve(arguments: Namespace) -> int:
    with session(arguments) as opened:
        resolved = run_async(opened.store.write(lambda unit: _decide(unit, arguments), urgent=True))
    emit({"resolved": resolved, "keep": arguments.keep}, as_json=arguments.json, text="\n".join(resolved))
    return 0


def _decide(unit: Unit, arguments: Namespace) -> list[str]:
    """Decide what the command line names, all or none; the ids of the conflicts.

    Without ``--shown``, what is decided is what is read in this very unit of work. Raises InvalidInput.
    """
    rows = queries.contested_fields(unit.connection)
    there = [row for row in rows if arguments.id in (row.id, row.record)]
    if not there:
        raise InvalidInput("conflict_unknown", id=arguments.id)
    chosen = [row for row in there if arguments.field in (None, row.field)]
    if not chosen:
        fields = ", ".join(sorted({row.field or "" for row in there}))
        raise InvalidInput("conflict_of_other_fields", name=arguments.field, fields=fields)
    moved = next((row for row in chosen if arguments.shown and row.shown not in arguments.shown), None)
    if moved is not None:
        raise InvalidInput("conflict_moved", record=moved.record, field=moved.field)
    shown = {row.id: row.shown for row in chosen}
    deciding.resolve(unit, [Resolution(conflict, Keep(arguments.keep), seen) for conflict, seen in shown.items()])
    return list(shown)
