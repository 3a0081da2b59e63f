"""Fields that an account stops listing although they are mapped, and words that it does not list yet.

An administrator who archives a property takes it out of every answer at once, and may bring it back before the account is
described again: nothing would tell then that the rows read meanwhile lack it. So the account is described anew, and the field
counts as lost (``mapping_changes``) until it has been: if it is still there every row is read once more. A field that is not listed
after that either stays as it is until the mapping loses it.

Somebody who joins the agency is named by rows before the account's description names them, and so is an option that was added an
hour ago. Each such word has the account described anew once, rather than being shown as the vendor keeps it for the rest of the
day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import FieldRule, RemoteRecord
from crmdesk.store import connections, cursors
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context

UNLISTED = "unlisted"
"""The mark of such a field in what was mapped last."""

ASKED_FOR = "asked_for"
"""The words for which the account was described anew, in what was mapped last."""

MOST_WORDS = 100
"""So many words of a field are asked for: a list of which more are unknown is none that the account tells."""

_Fields: TypeAlias = Mapping[str, Mapping[str, dict[str, Any]]]
"""What was mapped last in an object, by kind and field."""


def note(unit: Unit, context: Context, object_name: str, rows: Iterable[RemoteRecord]) -> None:
    """Mark what rows of an object do not list, and have the account described anew for what is marked for the first time."""
    by_kind: dict[Kind, list[RemoteRecord]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    missing, words = {}, {}
    for kind, mine in by_kind.items():
        rules = {name: rule for name, rule in context.rules(object_name, kind).items() if rule.readable}
        missing[kind] = {name for name in rules if any(name not in row.fields for row in mine)}
        words[kind] = _unknown_words(rules, mine)
    if not any(missing.values()) and not any(words.values()):
        return
    known = cursors.mapping(unit.connection, context.id) or {}
    fields: _Fields = known.get(object_name, {})
    fresh = [_mark_field(fields, kind, name) for kind, names in missing.items() for name in names]
    fresh += [_mark_words(fields, kind, name, said) for kind, found in words.items() for name, said in found.items()]
    if any(fresh):
        cursors.move(unit, context.id, cursors.MAPPING, known, complete=True)
        connections.change(unit, context.id, described_at=None)


def _unknown_words(rules: Mapping[str, FieldRule], rows: Sequence[RemoteRecord]) -> dict[str, set[str]]:
    """The words that rows hold in lists that have no option for them, by field."""
    found: dict[str, set[str]] = {}
    for name, rule in rules.items():
        if rule.words is None or not rule.words.closed:
            continue
        listed = {each.raw for each in rule.words.options}
        for row in rows:
            raw = row.fields.get(name)
            if raw is not None and not (isinstance(raw, str) and raw in listed):
                found.setdefault(name, set()).update(rule.words.lacking(rule.codec.decode(raw)))
    return {name: said for name, said in found.items() if said}


def _mark_field(fields: _Fields, kind: Kind, name: str) -> bool:
    told = fields.get(kind.value, {}).get(name)
    if told is None or UNLISTED in told:
        return False
    told |= {UNLISTED: True, "lost": True}
    return True


def _mark_words(fields: _Fields, kind: Kind, name: str, said: set[str]) -> bool:
    told = fields.get(kind.value, {}).get(name)
    if told is None:
        return False
    asked: list[str] = told.get(ASKED_FOR, [])
    fresh = sorted(said.difference(asked))[: MOST_WORDS - len(asked)]
    if fresh:
        told[ASKED_FOR] = [*asked, *fresh]
    return bool(fresh)
