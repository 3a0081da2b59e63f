"""conflicts, resolve: open questions and their answers from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from typing import Any

from crmdesk.commands.output import emit, table
from crmdesk.commands.session import run_async, session
from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.store import deciding
from crmdesk.store.queries import conflicts as queries
from crmdesk.store.queries.rows import OpenConflict


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("conflicts", help="list open conflicts")
    show.add_argument("--json", action="store_true")
    show.set_defaults(work=_conflicts)
    resolve = commands.add_parser("resolve", help="decide a conflict, or every conflict of a record")
    resolve.add_argument("id", help="a conflict's id, or a record's")
    resolve.add_argument("--keep", required=True, choices=("computer", "account", "newest"))
    resolve.add_argument("--field", metavar="NAME", help="this field only")
    resolve.add_argument("--json", action="store_true")
    resolve.set_defaults(work=_resolve)


def _conflicts(arguments: Namespace) -> int:
    with session(arguments) as opened:
        rows = opened.store.read_now(queries.open_conflicts)
    lines = [(row.id, row.record, row.field, row.connection, str(row.computer), str(row.account)) for row in rows]
    header = ("id", "record", "field", "account", "on this computer", "there")
    emit({"conflicts": [_json(row) for row in rows]}, as_json=arguments.json, text=table(lines, header))
    return 0


def _json(row: OpenConflict) -> dict[str, Any]:
    return asdict(row) | {"kind": row.kind.value, "why": row.why.value}


def _resolve(arguments: Namespace) -> int:
    with session(arguments) as opened:
        rows = opened.store.read_now(queries.open_conflicts)
        chosen = [row for row in rows if arguments.id in (row.id, row.record) and arguments.field in (None, row.field)]
        if not chosen:
            raise InvalidInput("conflict_not_open", id=arguments.id)
        resolutions = [
            Resolution(conflict, Keep(arguments.keep)) for conflict in dict.fromkeys(row.id for row in chosen)
        ]
        run_async(opened.store.write(lambda unit: deciding.resolve(unit, resolutions), urgent=True))
    resolved = [resolution.conflict for resolution in resolutions]
    emit({"resolved": resolved, "keep": arguments.keep}, as_json=arguments.json, text="\n".join(resolved))
    return 0
