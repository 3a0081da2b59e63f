"""References that an account no longer shows although nobody has removed them: the row that they name cannot be seen.

Some vendors hide links to what is in their bin. The record of a row that was deleted there may still be asked about here, be made
anew, or come out of the trash; whatever referred to it goes on doing so. The same holds for a row that this user may no longer
see. It also holds for a row that is kept apart: what the account says of it says nothing about the record that it once stood for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.providers.base import Absence, Provider, RemoteRecord
from crmdesk.store import inbox, links, open_conflicts
from crmdesk.store.bases import Bases
from crmdesk.store.links import LinkState
from crmdesk.store.records import targets
from crmdesk.store.store import Reader, Store
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.made_anew import known_before
from crmdesk.sync.references import Pair
from crmdesk.sync.rows import arrival

Hidden = Mapping[Pair, Pair | None]
"""Rows that cannot be seen. One that became part of another row, of which nobody knows yet, is hidden where that one is named."""

Row = tuple[Kind, Bases, Mapping[str, Any]]
"""The kind of a record, the base of its link, and the fields of its row as they were read."""


async def ask_for_missing(
    store: Store, provider: Provider, context: Context, object_name: str, news: Iterable[RemoteRecord | Absence]
) -> None:
    """Ask for rows that others name no longer, before that is taken in: an account may hide links before it tells of a deletion.

    So it may tell of a row that was made in place of a deleted one (``made_anew``). Rows that turn out to be gone are put into the
    inbox. Where this access may not read the rows of an object, references to them stay as they are; that is no error here, for it
    is told when the object itself is read. Raises what else ``Provider.fetch`` raises.
    """
    rows = [row for row in news if isinstance(row, RemoteRecord)]
    missing = await store.read(lambda reader: _doubtful(reader, context, object_name, rows)) if rows else {}
    for name, ids in sorted(missing.items()):
        try:
            found = await provider.fetch(name, sorted(ids))
        except PermissionLost:
            context.unanswered |= {(name, id) for id in ids}
            continue
        gone = [arrival(each) for each in found.values() if isinstance(each, Absence)]
        if gone:
            await store.write(partial(inbox.put, connection=context.id, arrivals=gone))


def _doubtful(reader: Reader, context: Context, object_name: str, rows: Sequence[RemoteRecord]) -> dict[str, set[str]]:
    """The rows that may be gone although nobody has said so: remote ids by object."""
    found = _unnamed(reader, context, object_name, rows)
    replaced = known_before(reader, context, object_name, rows)
    return found | ({object_name: found.get(object_name, set()) | replaced} if replaced else {})


def _unnamed(reader: Reader, context: Context, object_name: str, rows: Sequence[RemoteRecord]) -> dict[str, set[str]]:
    """The rows that stand for a record, as far as is known, and that these rows name no longer."""
    if not any(_fields(row.kind) for row in rows):
        return {}
    tied = links.by_remote(reader, context.id, object_name, [row.id for row in rows])
    missing = _missing_among(
        (state.kind, state.bases, row.fields) for row in rows if (state := tied.get(row.id)) is not None
    )
    hidden = _hidden(reader, context, missing)
    found: dict[str, set[str]] = {}
    for name, ids in missing.items():
        asked = sorted(id for id in ids if (name, id) not in hidden)
        standing = _standing(reader, context, name, asked) if name in context.objects and asked else {}
        # A row that was merged is asked for by the id under which it lives on.
        there = {state.remote_id or id for id, state in standing.items() if state.state == links.ACTIVE}
        found |= {name: there} if there else {}
    return found


def hidden_among(reader: Reader, context: Context, rows: Iterable[Row]) -> Hidden:
    """Of the rows that references named when both sides last agreed, and no longer name: those that cannot be seen there.

    Rows whose deletion waits for a review, or is a question to a person, are among them. A few statements, and none where nothing
    is missing.
    """
    return _hidden(reader, context, _missing_among(rows))


def _hidden(reader: Reader, context: Context, missing: Mapping[str, set[str]]) -> Hidden:
    """Those of the rows missing from references (remote ids by object) that cannot be seen there."""
    if not missing:
        return {}
    tied: dict[Pair, LinkState] = {}
    absent: set[Pair] = set()
    moved: dict[Pair, Pair] = {}
    for name, ids in missing.items():
        standing = _standing(reader, context, name, sorted(ids))
        tied |= {(name, id): state for id, state in standing.items()}
        lives_as = {id: standing[id].remote_id or id if id in standing else id for id in ids}
        told = inbox.by_ids(reader, context.id, name, {*ids, *lives_as.values()})
        # A row that lives on as another one is not hidden: that one takes its place, or was taken off.
        gone = {id for id, row in told.items() if row.absent and not row.lives_on}
        absent |= {(name, id) for id in ids if id in gone or lives_as[id] in gone}
        moved |= {
            (name, id): into for id in ids if (row := told.get(lives_as[id])) and (into := row.lives_as) is not None
        }
    lost = open_conflicts.lost_among(reader, {state.record for state in tied.values()})
    unseen = {pair for pair, state in tied.items() if state.state != links.ACTIVE or state.name in lost}
    unanswered = {(name, id) for name, ids in missing.items() for id in ids} & context.unanswered
    anew = links.made_anew(reader, context.id, missing).keys()
    met = references.wanted([moved.values()])
    known = {(name, id) for name, ids in met.items() for id in _standing(reader, context, name, sorted(ids))}
    unmet = {pair: into for pair, into in moved.items() if into not in known}
    return unmet | dict.fromkeys(unseen | absent | unanswered | anew)


def _standing(reader: Reader, context: Context, name: str, ids: Sequence[str]) -> dict[str, LinkState]:
    """The links that rows of an object stand for, or live on in, by remote id."""
    return links.by_remote(reader, context.id, name, ids) | links.by_alias(reader, context.id, name, ids)


def shown_with(kind: Kind, name: str, raw: Any, theirs: Any, hidden: Hidden) -> Any:
    """What a reference names, with what was named before (``theirs``) and is only hidden."""
    if _is_replaced(kind, name, raw):
        return raw
    named = references.pairs(raw)
    missing = [
        pair
        for pair in references.pairs(theirs)
        if pair in hidden and pair not in named and hidden[pair] in (None, *named)
    ]
    return [*named, *missing] or raw


def only_hides(shown: Any, raw: Any, theirs: Any) -> bool:
    """Whether a reference names what it named before (``theirs``), but for what is hidden; ``shown`` is as of ``shown_with``."""
    named = set(references.pairs(shown))
    return named == set(references.pairs(theirs)) and named != set(references.pairs(raw))


def without_pending(value: Value, before: Value, ours: Value, named: Value) -> tuple[Value, Value]:
    """Readings of a set of references now and before, without what is hidden and was not agreed on (``ours``) when it was read.

    Such a record has got another row since, of which the account has still to be told; ``named`` is what is not hidden.
    """
    if not isinstance(value, list):
        return value, before
    pending = set(value) - {*targets(named), *targets(ours)}
    left = [sorted({*targets(each)} - pending) or None for each in (value, before)]
    return left[0], left[1]


def unhidden(kind: Kind, bases: Bases, fields: Mapping[str, Any], hidden: Hidden) -> Mapping[str, Any]:
    """The fields of a row without the references that name what they named before, but for what is hidden."""
    if not hidden:
        return fields
    only = {name for name in _fields(kind) if _only_hides(kind, bases, fields, name, hidden)}
    return {name: raw for name, raw in fields.items() if name not in only}


def _only_hides(kind: Kind, bases: Bases, fields: Mapping[str, Any], name: str, hidden: Hidden) -> bool:
    missing = _missing(kind, bases, fields, name)
    return (
        bool(missing)
        and missing <= {pair for pair, into in hidden.items() if into is None}
        and set(references.pairs(fields[name])) <= set(references.pairs(bases[name][1]))
    )


@cache
def _fields(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind that refer to records. An account in which an owner or a stage ended has none there any more."""
    specs = CATALOGUE[kind]
    return tuple(name for name in references.of_kind(kind) if set(specs[name].targets) <= {*RECORD_KINDS})


def _missing_among(rows: Iterable[Row]) -> dict[str, set[str]]:
    """The rows that were named before and are no longer: remote ids by object."""
    missing: dict[str, set[str]] = {}
    for kind, bases, fields in rows:
        for name in _fields(kind):
            for object_name, remote_id in _missing(kind, bases, fields, name):
                missing.setdefault(object_name, set()).add(remote_id)
    return missing


def _missing(kind: Kind, bases: Bases, fields: Mapping[str, Any], name: str) -> set[Pair]:
    """What a field named before and names no longer. What another one took the place of is not missing."""
    if name not in fields or name not in bases or _is_replaced(kind, name, fields[name]):
        return set()
    return set(references.pairs(bases[name][1])) - set(references.pairs(fields[name]))


def _is_replaced(kind: Kind, name: str, raw: Any) -> bool:
    """Whether a field names one row alone, and does name one: it has taken the place of what was named before."""
    return bool(raw) and CATALOGUE[kind][name].type is FieldType.REFERENCE
