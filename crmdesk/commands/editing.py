"""records, edit, new, delete, restore: the replica from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from functools import partial
from typing import Any

from crmdesk.commands.output import emit, table
from crmdesk.commands.session import run_async, session
from crmdesk.domain.catalogue import CATALOGUE, field
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.values import Value
from crmdesk.store import editing, records
from crmdesk.store.queries import lists
from crmdesk.store.queries import records as record_queries
from crmdesk.store.queries.rows import Filter, ListQuery, ListRow, Operator
from crmdesk.store.store import ThreadedStore

_SHORT = {"email": "emails", "phone": "phones"}
"""Names that address the primary item of a list."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    kinds = [kind.value for kind in Kind]
    show = commands.add_parser("records", help="list records")
    show.add_argument("kind", choices=kinds)
    show.add_argument("--search", metavar="TEXT", default="", help="words, part of an e-mail or of a phone number")
    show.add_argument(
        "--where", metavar="FIELD=VALUE", action="append", default=[], help="only records with this value"
    )
    show.add_argument("--limit", type=int, default=50)
    show.add_argument("--json", action="store_true")
    show.set_defaults(work=_records)
    edit = commands.add_parser("edit", help="change fields of a record")
    edit.add_argument("kind", choices=kinds)
    edit.add_argument("id")
    edit.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    edit.set_defaults(work=_edit)
    new = commands.add_parser("new", help="make a record")
    new.add_argument("kind", choices=kinds)
    new.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    new.set_defaults(work=_new)
    delete = commands.add_parser(
        "delete", help="move a record to the trash; its counterparts are deleted with the next run"
    )
    restore = commands.add_parser("restore", help="bring a record back from the trash")
    for command, work in ((delete, _delete), (restore, _restore)):
        command.add_argument("kind", choices=kinds)
        command.add_argument("id")
        command.set_defaults(work=work)
    for command in (edit, new, delete, restore):
        command.add_argument("--json", action="store_true")


def _records(arguments: Namespace) -> int:
    kind = Kind(arguments.kind)
    if arguments.limit < 0:
        raise InvalidInput("value_negative", field="--limit", value=arguments.limit)
    with session(arguments) as opened:
        conditions = tuple(_filter(kind, condition) for condition in arguments.where)
        query = ListQuery(kind, arguments.search, conditions)
        total = opened.store.read_now(lambda reader: lists.count(reader, query))
        rows = run_async(_pages(opened.store, query, arguments.limit))
        described = [_row_json(opened.store, row) for row in rows]
    document = {"kind": kind.value, "total": total, "records": described}
    lines = [(row.id, row.name, _state(row)) for row in rows]
    emit(document, as_json=arguments.json, text=table(lines, ("id", "name", "")) + f"\n{len(rows)} / {total}")
    return 0


async def _pages(store: ThreadedStore, query: ListQuery, limit: int) -> list[ListRow]:
    rows: list[ListRow] = []
    while len(rows) < limit:
        after = rows[-1].key if rows else None
        wanted = min(1000, limit - len(rows))
        page = await store.read(lambda reader: lists.page(reader, query, after, wanted))  # noqa: B023 - awaited at once
        rows.extend(page)
        if len(page) < wanted:
            break
    return rows


def _filter(kind: Kind, condition: str) -> Filter:
    name, value = split_assignment(condition)
    if name == "id":
        return Filter("id", Operator.IS, value)
    spec = field(kind, _SHORT.get(name, name))
    if not value:
        return Filter(name, Operator.BLANK)
    typed = parse_typed(spec, value)
    if name in _SHORT:
        typed = typed[0]["value"]
    return Filter(name, Operator.IS, typed)


def _row_json(store: ThreadedStore, row: ListRow) -> dict[str, Any]:
    card = store.read_now(lambda reader: record_queries.card(reader, row.id))
    links = () if card is None else card.links
    return {
        "id": row.id,
        "fields": dict(row.fields),
        "links": [{"connection": link.account, "remote_id": link.remote_id, "object": link.object} for link in links],
        "pending": row.pending,
        "conflict": row.conflict,
        "problem": row.problem,
    }


def _state(row: ListRow) -> str:
    flags = (("conflict", row.conflict), ("problem", row.problem), ("pending", row.pending))
    return " ".join(word for word, on in flags if on)


def _edit(arguments: Namespace) -> int:
    with session(arguments) as opened:
        kind = _checked(opened.store, arguments)
        values = typed_values(kind, arguments.values)
        run_async(opened.store.write(lambda unit: editing.edit(unit, arguments.id, values), urgent=True))
    emit({"id": arguments.id, "pending": True}, as_json=arguments.json, text=arguments.id)
    return 0


def _new(arguments: Namespace) -> int:
    kind = Kind(arguments.kind)
    values = typed_values(kind, arguments.values)
    with session(arguments) as opened:
        record, _ = run_async(opened.store.write(lambda unit: editing.create(unit, kind, values), urgent=True))
    emit({"id": record, "pending": True}, as_json=arguments.json, text=record)
    return 0


def _delete(arguments: Namespace) -> int:
    with session(arguments) as opened:
        _checked(opened.store, arguments)
        run_async(opened.store.write(partial(editing.delete, record=arguments.id), urgent=True))
    emit({"id": arguments.id, "pending": True}, as_json=arguments.json, text=arguments.id)
    return 0


def _restore(arguments: Namespace) -> int:
    with session(arguments) as opened:
        _checked(opened.store, arguments)
        run_async(opened.store.write(partial(editing.restore, record=arguments.id), urgent=True))
    emit({"id": arguments.id, "pending": True}, as_json=arguments.json, text=arguments.id)
    return 0


def _checked(store: ThreadedStore, arguments: Namespace) -> Kind:
    """The kind named on the command line, if that is what the record is. Raises InvalidInput."""
    found = store.read_now(lambda reader: records.find(reader, arguments.id))
    if found is None:
        raise InvalidInput("unknown_record", record=arguments.id)
    if found.kind.value != arguments.kind:
        raise InvalidInput("record_of_another_kind", record=arguments.id, kind=found.kind.value)
    return found.kind


def typed_values(kind: Kind, assignments: Sequence[str]) -> dict[str, Value]:
    """Canonical values of FIELD=VALUE arguments; an empty value clears the field. Raises InvalidInput."""
    values: dict[str, Value] = {}
    for assignment in assignments:
        name, text = split_assignment(assignment)
        if name in _SHORT and _SHORT[name] in CATALOGUE[kind]:
            values[name] = text or None
        else:
            values[name] = parse_typed(field(kind, name), text)
    return values


def split_assignment(assignment: str) -> tuple[str, str]:
    """FIELD and VALUE of ``FIELD=VALUE``. Raises InvalidInput where there is no ``=``."""
    name, separator, value = assignment.partition("=")
    if not separator or not name:
        raise InvalidInput("assignment_expected", value=assignment)
    return name, value
