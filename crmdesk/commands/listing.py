"""records: the replica from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator, Sequence
from typing import Any

from crmdesk.commands.arguments import plain_text, whole_number
from crmdesk.commands.assignments import filters
from crmdesk.commands.figures import number
from crmdesk.commands.output import emit, table
from crmdesk.commands.session import opened_profile
from crmdesk.commands.texts import said
from crmdesk.domain.kinds import REFERENCE_KINDS, Kind
from crmdesk.store import connections, links
from crmdesk.store.links import LinkState
from crmdesk.store.queries import lists
from crmdesk.store.queries.names import names_of
from crmdesk.store.queries.pipelines import accounts_of
from crmdesk.store.queries.rows import ListQuery, ListRow
from crmdesk.store.store import Reader, ThreadedStore

PAGE = 1000
"""Rows that are read at once."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("records")
    show.add_argument("kind", choices=[kind.value for kind in Kind])
    show.add_argument(
        "--search", type=plain_text, metavar="TEXT", default="", help="words, part of an e-mail or of a phone number"
    )
    show.add_argument(
        "--where",
        type=plain_text,
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="only records with this value",
    )
    show.add_argument("--limit", type=whole_number, metavar="N", default=50, help="records at most (default: 50)")
    show.add_argument("--json", action="store_true", help="one JSON document")
    show.set_defaults(work=_records)


def _records(arguments: Namespace) -> int:
    kind = Kind(arguments.kind)
    with opened_profile(arguments) as opened:
        asked = opened.store.read_now(lambda reader: filters(reader, kind, arguments.where))
        query = ListQuery(kind, arguments.search, tuple(asked))
        total = opened.store.read_now(lambda reader: lists.count(reader, query))
        rows = [row for page in pages(opened.store, query, arguments.limit) for row in page]
        described = _described(opened.store, rows) if arguments.json else []
        places = opened.store.read_now(lambda reader: _places(reader, kind, rows))
    document = {"kind": kind.value, "total": total, "records": described}
    lines = [(row.id, row.name, *place, _state(row)) for row, place in zip(rows, places, strict=True)]
    text = table(lines, (said("id"), said("name"), *_heads(kind), "")) + f"\n{number(len(rows))} / {number(total)}"
    emit(document, as_json=arguments.json, text=text)
    return 0


def _heads(kind: Kind) -> tuple[str, ...]:
    """What is told of the kinds that accounts bring, in which many have the name that the vendor began with."""
    if kind not in REFERENCE_KINDS:
        return ()
    return (said("pipeline"), said("accounts")) if kind is Kind.STAGE else (said("accounts"),)


def _places(reader: Reader, kind: Kind, rows: Sequence[ListRow]) -> list[tuple[str, ...]]:
    """Where rows of what accounts bring belong: the pipeline of a stage, and the accounts; nothing for other kinds."""
    if kind not in REFERENCE_KINDS:
        return [()] * len(rows)
    accounts = accounts_of(reader, [row.id for row in rows])
    if kind is not Kind.STAGE:
        return [(accounts[row.id],) for row in rows]
    names = names_of(reader, {row.fields["pipeline"] for row in rows if row.fields["pipeline"]}, [Kind.PIPELINE])
    return [(names.get(row.fields["pipeline"] or "", ""), accounts[row.id]) for row in rows]


def pages(store: ThreadedStore, query: ListQuery, limit: int | None = None) -> Iterator[list[ListRow]]:
    """The rows of a list page by page, ``limit`` of them at most."""
    left, after = limit, None
    while left is None or left > 0:
        wanted = PAGE if left is None else min(PAGE, left)
        page = store.read_now(lambda reader: lists.page(reader, query, after, wanted))  # noqa: B023 - run at once
        if page:
            yield page
        if len(page) < wanted:
            return
        after = page[-1].key
        left = None if left is None else left - len(page)


def _described(store: ThreadedStore, rows: Sequence[ListRow]) -> list[dict[str, Any]]:
    """Rows as scripts read them, with where each of them is at the accounts."""
    names = {row.id: row.name for row in store.read_now(connections.all_of)}
    tied = store.read_now(lambda reader: links.by_record(reader, [row.id for row in rows]))
    return [_row_json(row, tied.get(row.id, []), names) for row in rows]


def _row_json(row: ListRow, tied: Sequence[LinkState], names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "fields": dict(row.fields),
        "links": [
            {"connection": names.get(link.connection), "remote_id": link.remote_id, "object": link.object}
            for link in tied
        ],
        "pending": row.pending,
        "conflict": row.conflict,
        "problem": row.problem,
    }


def _state(row: ListRow) -> str:
    flags = ((said("conflict"), row.conflict), (said("problem"), row.problem), (said("pending"), row.pending))
    return ", ".join(word for word, on in flags if on)
