"""What an account fills in by itself in a row that it makes: an owner, a status, a stage.

Nobody typed it, so nobody is asked about it. Where the record is blank it takes the value at once, and other accounts are told of
it like of any news: the first account to make a row decides. Where the record holds something by then (from another account, or
typed while the request was on its way) that stands, and is sent over what was filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, Value
from crmdesk.providers.base import FieldRule, Raw, RemoteRecord
from crmdesk.store import editing, ledger, links, records
from crmdesk.store.intents import Intent
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.reading import read
from crmdesk.sync.references import Targets
from crmdesk.sync.taking import is_taken


@dataclass(frozen=True, slots=True)
class Made:
    """A row that was made: its link, its record, and what the account filled in, by field, in its own form."""

    state: LinkState
    record: Record
    filled: Mapping[str, Raw]


def filled_in(rules: Mapping[str, FieldRule], record: Record, intent: Intent, row: RemoteRecord) -> dict[str, Raw]:
    """What a new row holds in fields of one value for which nothing was sent. Sets and lists are merged, and never asked about."""
    kept_whole = SET_TYPES | ITEM_TYPES
    return {
        name: row.fields[name]
        for name, rule in rules.items()
        if rule.writable
        and name not in intent.fields
        and row.fields.get(name) is not None
        and is_taken(rule, row.fields[name])
        and CATALOGUE[record.kind][name].type not in kept_whole
    }


def take(unit: Unit, context: Context, made: Sequence[Made]) -> set[str]:
    """Agree about what was filled in; returns the records that took a value.

    The bases of the links are changed in memory: whoever calls stores them. What refers to a row that is not here yet is left to
    the feed.
    """
    targets = _targets(unit, context, made)
    changed: dict[str, tuple[Record, set[str]]] = {}
    entries: list[Entry] = []
    for each in made:
        if each.record.life != LIVE:
            continue
        rules = context.rules(each.state.object, each.record.kind)
        for name, raw in each.filled.items():
            held = each.record.fields.get(name)
            value, _ = read(each.record.kind, rules[name], raw, held, targets)
            if value is None:
                continue
            if held is None:
                each.record.fields[name] = held = value
                changed.setdefault(each.record.id, (each.record, set()))[1].add(name)
                entries.append(_entry(context, each.record, name, value))
            each.state.bases[name] = (held if same(held, value) else None, raw)
    _write(unit, changed, entries, {each.state.id for each in made})
    return set(changed)


def _entry(context: Context, record: Record, name: str, value: Value) -> Entry:
    return Entry(record.id, record.kind, Cause.REMOTE, name, None, value, connection=context.id, run=context.run)


def _targets(unit: Unit, context: Context, made: Sequence[Made]) -> Targets:
    raws: list[Any] = [
        raw for each in made for name, raw in each.filled.items() if references.is_reference(each.record.kind, name)
    ]
    return Targets(links.records_of(unit.connection, context.id, references.wanted(raws)))


def _write(
    unit: Unit, changed: Mapping[str, tuple[Record, set[str]]], entries: Sequence[Entry], answered: set[int]
) -> None:
    """Store what records took, and have their other links look for something to send."""
    if not changed:
        return
    for kind in sorted({record.kind for record, _ in changed.values()}):
        of_kind = [(record, names) for record, names in changed.values() if record.kind is kind]
        for record, names in of_kind:
            if "modified_at" in record.fields:
                record.fields["modified_at"] = unit.now
                names.add("modified_at")
        records.update_many(unit, kind, [(record, frozenset(names)) for record, names in of_kind])
    ledger.append(unit, entries)
    tied = links.by_record(unit.connection, sorted(changed))
    news = {
        state.id
        for id, (record, _) in changed.items()
        for state in tied.get(id, ())
        if state.id not in answered and not state.dirty and editing.has_news(record, state)
    }
    links.mark(unit, news, dirty=True)
