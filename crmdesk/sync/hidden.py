"""References that an account shows no longer because the row they name is gone: nobody has taken them away.

Some vendors hide links to what is in their bin. A person whose row was deleted there may still be asked about here, be made anew,
or come out of the trash; whatever referred to them goes on doing so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.store import inbox, links, open_conflicts
from crmdesk.store.bases import Bases
from crmdesk.store.store import Reader
from crmdesk.sync import references
from crmdesk.sync.references import Pair

Row = tuple[Kind, Bases, Mapping[str, Any]]
"""The kind of a record, the base of its link, and the fields of its row as they were read."""


def hidden_among(reader: Reader, account: str, rows: Iterable[Row]) -> frozenset[Pair]:
    """Of the rows that references named when both sides last agreed, and name no longer: those that are gone.

    Gone is also what waits for a review, and what a person is asked about. A few statements, and none where nothing went missing.
    """
    missing: dict[str, set[str]] = {}
    for kind, bases, fields in rows:
        for name in references.of_kind(kind):
            for object_name, remote_id in _missing(bases, fields, name):
                missing.setdefault(object_name, set()).add(remote_id)
    if not missing:
        return frozenset()
    asked = links.by_id(reader, open_conflicts.lost_rows(reader, account)).values()
    found = {(state.object, state.remote_id) for state in asked if state.remote_id is not None}
    for object_name, ids in missing.items():
        gone = links.gone_among(reader, account, object_name, ids)
        found |= {(object_name, id) for id in gone | inbox.absent_among(reader, account, object_name, ids)}
    return frozenset(found | links.made_anew(reader, account, missing))


def shown_with(raw: Any, theirs: Any, hidden: frozenset[Pair]) -> Any:
    """What a reference names, with what was named before (``theirs``) and is only hidden."""
    named = references.pairs(raw)
    missing = [pair for pair in references.pairs(theirs) if pair in hidden and pair not in named]
    return [*named, *missing] or raw


def unhidden(kind: Kind, bases: Bases, fields: Mapping[str, Any], hidden: frozenset[Pair]) -> Mapping[str, Any]:
    """The fields of a row without the references that name what they named before, but for what is hidden."""
    if not hidden:
        return fields
    only = {name for name in references.of_kind(kind) if _only_hides(bases, fields, name, hidden)}
    return {name: raw for name, raw in fields.items() if name not in only}


def _only_hides(bases: Bases, fields: Mapping[str, Any], name: str, hidden: frozenset[Pair]) -> bool:
    missing = _missing(bases, fields, name)
    return (
        bool(missing)
        and missing <= hidden
        and set(references.pairs(fields[name])) <= set(references.pairs(bases[name][1]))
    )


def _missing(bases: Bases, fields: Mapping[str, Any], name: str) -> set[Pair]:
    if name not in fields or name not in bases:
        return set()
    return set(references.pairs(bases[name][1])) - set(references.pairs(fields[name]))
