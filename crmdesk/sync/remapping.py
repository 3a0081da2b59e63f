"""When the mapping changes: links and feeds catch up, and nothing that anybody holds is taken for an edit.

A field is *gained* when an administrator creates its property at the vendor, when a new version maps it, or when a person
maps it: every link carries it from then on, and every row is read once more. What was typed into it until then is here only;
what the vendor holds in it was never read. A field that a person points to another property, or begins to read, is gained
too: nothing is agreed about it any more. A field that is *lost* keeps its values and bases: it may come back. One whose words
a person paired otherwise is *reread*: what both sides agreed on is said in the new words, and nobody has edited it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import differs
from crmdesk.providers.base import Feed, FieldRule
from crmdesk.store import cursors, editing, ledger, links, open_conflicts, records
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import Record
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context

LINKS_AT_ONCE = 500

Known = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By object, kind and field: what was mapped last (``_told``); of a field that was lost, what it was before."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the mapping of an object has gained, and what is reread, by kind. ``anew`` are gained fields with nothing agreed."""

    gained: dict[Kind, list[str]] = field(default_factory=dict)
    anew: dict[Kind, list[str]] = field(default_factory=dict)
    reread: dict[Kind, list[str]] = field(default_factory=dict)


async def remap(store: Store, context: Context, feeds: Sequence[Feed]) -> None:
    """Compare the mapping with that of the last run, and let links and feeds catch up with what changed."""
    stored = (await store.read(lambda connection: cursors.all_of(connection, context.id))).get(cursors.MAPPING)
    known: Known = {} if stored is None else stored.cursor or {}
    present = _present(context, known)
    if stored is not None and known == present:
        return
    changes = _changes(known, present)
    for object_name, changed in sorted(changes.items()):
        after: int | None = 0
        while after is not None:
            after = await store.write(
                partial(_follow, context=context, object_name=object_name, changed=changed, after=after)
            )
    read_again = [each for each in feeds if not each.whole and each.object in changes and changes[each.object].gained]
    await store.write(partial(_remember, context=context, present=present, feeds=read_again))


def _present(context: Context, known: Known) -> Known:
    """The mapping as it is, with what is known of fields that it has lost."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for name, spec in context.objects.items():
        before = known.get(name, {})
        found[name] = {
            kind.value: {
                **{lost: {**told, "lost": True} for lost, told in before.get(kind.value, {}).items()},
                **{each: _told(rule) for each, rule in rules.items()},
            }
            for kind, rules in spec.mapping.items()
        }
    return found


def _told(rule: FieldRule) -> dict[str, Any]:
    """What of a rule decides whether what was agreed under it still holds, and whether anything is sent by it."""
    pairs = [list(pair) for pair in rule.pairs]
    return {"chosen": rule.chosen, "pairs": pairs, "read": rule.readable, "write": rule.writable}


def _changes(before: Known, now: Known) -> dict[str, Changes]:
    """What objects that were mapped before have changed; one that is new has no links yet."""
    found: dict[str, Changes] = {}
    for object_name in before.keys() & now.keys():
        changes = Changes()
        for kind, fields in now[object_name].items():
            known = before[object_name].get(kind, {})
            for name, told in sorted(fields.items()):
                _compare(changes, Kind(kind), name, known.get(name), told)
        if changes.gained or changes.reread:
            found[object_name] = changes
    return found


def _compare(changes: Changes, kind: Kind, name: str, was: Mapping[str, Any] | None, told: Mapping[str, Any]) -> None:
    if told.get("lost"):
        return
    elsewhere = was is not None and (was["chosen"] != told["chosen"] or (told["read"] and not was["read"]))
    if elsewhere:
        changes.anew.setdefault(kind, []).append(name)
    if was is None or was.get("lost") or elsewhere:
        changes.gained.setdefault(kind, []).append(name)
    if was is not None and not elsewhere and was["pairs"] != told["pairs"]:
        changes.reread.setdefault(kind, []).append(name)


def _follow(unit: Unit, context: Context, object_name: str, changed: Changes, after: int) -> int | None:
    """Let some links follow the mapping; returns where to go on."""
    states = links.of_object(unit.connection, context.id, object_name, after=after, limit=LINKS_AT_ONCE)
    by_kind: dict[Kind, list[LinkState]] = {}
    for state in states:
        if state.state == links.ACTIVE and (state.kind in changed.gained or state.kind in changed.reread):
            by_kind.setdefault(state.kind, []).append(state)
    for kind, mine in by_kind.items():
        loaded = records.load_many(unit.connection, kind, [state.record for state in mine])
        reread = _reread(unit, context, mine, loaded, changed.reread.get(kind, ()))
        for state in mine:
            _widen(state, changed.gained.get(kind, ()), changed.anew.get(kind, ()))
            record = loaded.get(state.record)
            state.dirty = state.dirty or (record is not None and differs(record.fields, state.bases))
        links.update_many(unit, mine)
        for record, names in reread:
            editing.mark(unit, record, frozenset(names))
    return states[-1].id if len(states) == LINKS_AT_ONCE else None


def _widen(state: LinkState, gained: Sequence[str], anew: Sequence[str]) -> None:
    """Let a link carry fields from now on."""
    if not gained:
        return
    kept = {name: pair for name, pair in state.bases.items() if name not in anew}
    state.bases = dict.fromkeys(gained, (None, None)) | kept
    # Whatever the row holds now is news: a field that was lost for a while may have been blanked there.
    state.seen_hash = None


def _reread(
    unit: Unit, context: Context, mine: Sequence[LinkState], loaded: Mapping[str, Record], names: Sequence[str]
) -> list[tuple[Record, list[str]]]:
    """Say in the new words what both sides had agreed on; what was typed since, or is asked about, stays as it is."""
    if not names:
        return []
    asked = open_conflicts.open_of(unit.connection, {state.record for state in mine})
    entries: list[Entry] = []
    found: list[tuple[Record, list[str]]] = []
    for state in mine:
        record = loaded.get(state.record)
        rules = context.rules(state.object, state.kind)
        changed: list[str] = []
        for name in names:
            ours, theirs = state.bases.get(name, (None, None))
            if record is None or record.fields.get(name) != ours or name in asked.get(record.id, {}):
                continue
            value = rules[name].codec.decode(theirs) if rules[name].readable else ours
            if value != ours:
                state.bases[name], record.fields[name] = (value, theirs), value
                changed.append(name)
                where = {"connection": context.id, "run": context.run}
                entries.append(Entry(record.id, record.kind, Cause.REMOTE, name, ours, value, **where))
        if record is not None and changed:
            found.append((record, changed))
    for record, changed in found:
        records.update_many(unit, record.kind, [(record, frozenset(changed))])
    ledger.append(unit, entries)
    return found


def _remember(unit: Unit, context: Context, present: Known, feeds: Sequence[Feed]) -> None:
    cursors.move(unit, context.id, cursors.MAPPING, present, complete=True)
    for feed in feeds:
        cursors.move(unit, context.id, feed.name, None, complete=False)
