"""What a first sync would bring about, counted over the rows that wait in the inbox. Nothing is written.

Rows are read some hundred at a time, twice: first to find whom each of them is like, which can be judged only over all of them
together; then to plan those that would be tied, by the very planner that is asked when they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.first_sync import Example, Fate, FieldCount, KindCount, Preview
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import inbox, links, records, traits
from crmdesk.store.links import LinkState
from crmdesk.store.lookalikes import lookalikes
from crmdesk.store.queries.duplicates import MOST
from crmdesk.store.records import LIVE, Record, targets
from crmdesk.store.store import Reader, Store
from crmdesk.sync import needles, references, wording
from crmdesk.sync.context import Context
from crmdesk.sync.differing import fixed_fields
from crmdesk.sync.identical import IN_WORDS, identical
from crmdesk.sync.matching import Rated, judge, rate, same_desk, traits_of
from crmdesk.sync.plan import LinkView, Plan, Presence, RecordView, Seen, plan_record
from crmdesk.sync.reading import read
from crmdesk.sync.references import Targets
from crmdesk.sync.rows import row_of
from crmdesk.sync.suggesting import reason
from crmdesk.sync.taking import is_taken
from crmdesk.sync.tying import keyed, near_of

AT_ONCE = 250
"""Rows that are looked at together."""

SHOWN = 25
"""Examples of each fate that a preview keeps."""

PLACE = ("postal_code", "city")
"""The fields that tell namesakes apart."""

RowName = tuple[str, str]
"""A row's object and id."""

Look = Callable[[Reader, Context, str, Sequence[RemoteRecord]], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """A preview, and the rows that must not be judged again one by one.

    ``doubts`` are those of which nobody can know whose they are, each with a record that it may stand for; ``outdone`` those whose
    record another row fits better.
    """

    preview: Preview
    doubts: Mapping[RowName, str]
    outdone: Set[RowName]


@dataclass(slots=True)
class _Found:
    """What the first look has found, over all rows so far."""

    rows: Counter[Kind] = field(default_factory=Counter)
    kinds: dict[RowName, Kind] = field(default_factory=dict)
    rated: dict[RowName, Rated] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    desks: dict[RowName, str] = field(default_factory=dict)
    namesakes: dict[RowName, str] = field(default_factory=dict)
    strangers: list[RowName] = field(default_factory=list)


@dataclass(slots=True)
class _Tally:
    """What the second look counts."""

    fates: dict[Kind, Counter[Fate]] = field(default_factory=dict)
    fields: dict[tuple[Kind, str], Counter[str]] = field(default_factory=dict)
    examples: dict[Fate, list[Example]] = field(default_factory=dict)

    def add(self, kind: Kind, fate: Fate, name: RowName, record: str | None) -> None:
        """Count a row, and keep it where few of its fate are kept."""
        self.fates.setdefault(kind, Counter())[fate] += 1
        kept = self.examples.setdefault(fate, [])
        if len(kept) < SHOWN:
            kept.append(Example(fate, *name, record))


@dataclass(slots=True)
class Previewing:
    """Counts what the waiting rows of one account would bring about."""

    store: Store
    context: Context

    async def count(self, state: str) -> Counted:
        """The preview; ``state`` names what it is counted over."""
        found = _Found()
        for name in self.context.objects:
            if self.context.part_of(name) is None:
                await self._leaf_through(name, partial(_look_at, found=found))
        judged = judge(found.rated, found.free)
        doubts = {**found.desks, **judged.doubtful}
        tally = _Tally()
        tied = dict(judged.chosen)
        for name in self.context.objects:
            if not self.context.objects[name].mapping.keys().isdisjoint(IN_WORDS):
                await self._leaf_through(name, partial(_hear, tied=tied, found=found))
        tied = dict(sorted(tied.items()))
        for some in _portions(tied.items()):
            work = partial(_plan_tied, context=self.context, some=dict(some), tied=tied, kinds=found.kinds, tally=tally)
            await self.store.read(work)
        _add_untied(found, doubts, tally)
        there = await self.store.read(lambda reader: links.count_new(reader, self.context.id))
        taken = await self.store.read(lambda reader: _awaiting(reader, self.context, tied, found.kinds))
        return Counted(_preview(tally, Counter(there) - taken, state), doubts, judged.outdone)

    async def _leaf_through(self, object_name: str, look: Look) -> None:
        """Look at the waiting rows of an object, some at a time."""
        after: int | None = 0
        while after is not None:
            after = await self.store.read(
                partial(_look_at_some, context=self.context, object_name=object_name, after=after, look=look)
            )


def _portions(items: Iterable[tuple[RowName, str]]) -> Iterator[list[tuple[RowName, str]]]:
    left = iter(items)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _look_at_some(reader: Reader, context: Context, object_name: str, after: int, look: Look) -> int | None:
    """Look at the next rows of an object; the number of the last one, None where there are no more."""
    staged = inbox.rows(reader, context.id, object_name, inbox.UNSETTLED, after=after, limit=AT_ONCE, absent=False)
    look(reader, context, object_name, [row for each in staged if isinstance(row := row_of(each), RemoteRecord)])
    return staged[-1].seq if len(staged) == AT_ONCE else None


def _look_at(
    reader: Reader, context: Context, object_name: str, given: Sequence[RemoteRecord], *, found: _Found
) -> None:
    """Find whom rows are like by their key, or by what they have in common with somebody."""
    rows = [row for row in given if row.part_of is None]
    for kind in sorted({row.kind for row in rows if context.rules(object_name, row.kind)}):
        mine = [row for row in rows if row.kind is kind]
        found.rows[kind] += len(mine)
        _compare(reader, context, kind, mine, found)


def _hear(
    reader: Reader,
    context: Context,
    object_name: str,
    rows: Sequence[RemoteRecord],
    *,
    tied: dict[RowName, str],
    found: _Found,
) -> None:
    """Tie rows that say what a record says, of whom it says it. Whom they are about is among those that are ``tied`` by then."""
    asking = [row for row in rows if (object_name, row.id) not in tied and context.rules(object_name, row.kind)]
    for id, link in identical(reader, context, object_name, asking, _meant(reader, context, asking, tied)).items():
        tied[object_name, id] = link.record
        found.kinds[object_name, id] = link.kind
    found.strangers = [name for name in found.strangers if name not in tied]


def _compare(reader: Reader, context: Context, kind: Kind, rows: Sequence[RemoteRecord], found: _Found) -> None:
    """Find whom rows of one kind in one object are like."""
    known = kind in traits.KNOWN_BY
    wanted = {row.id: traits_of(needles.fields_of(context, row)) for row in rows} if known else {}
    ids = traits.known_by(reader, kind, sorted({value for each in wanted.values() for value in each.values}))
    keys = keyed(reader, rows)
    near = near_of(reader, context, rows[0].object, kind, {*ids, *keys.values()})
    rated = rate(wanted, near.known, keys)
    found.free |= {id for id, each in near.known.items() if each.free}
    found.rated |= {(rows[0].object, id): each for id, each in rated.items()}
    found.kinds |= {(rows[0].object, id): kind for id in rated}
    others = [row for row in rows if row.id not in rated]
    alike = _namesakes(reader, context, kind, others) if known and kind in RECORD_KINDS else {}
    for row in others:
        _note(context, row, alike.get(row.id, ()), found)


def _note(context: Context, row: RemoteRecord, alike: Sequence[Record], found: _Found) -> None:
    """Note a row that has no address or number in common with anybody: the name and a desk's address, or the place, may agree."""
    name, fields = (row.object, row.id), _known_by(context, row)
    told = Record("", row.kind, LIVE, fields)
    desk = next((each.id for each in alike if same_desk(fields, each.fields)), None)
    namesake = next((each.id for each in alike if reason(told, each) == "name"), None)
    if desk is not None:
        found.desks[name] = desk
        found.kinds[name] = row.kind
    elif namesake is not None:
        found.namesakes[name] = namesake
        found.kinds[name] = row.kind
    elif len(found.strangers) < SHOWN and row.kind in RECORD_KINDS:
        found.strangers.append(name)
        found.kinds[name] = row.kind


def _known_by(context: Context, row: RemoteRecord) -> dict[str, Value]:
    """What a row tells of somebody, the place included."""
    rules = context.rules(row.object, row.kind)
    place = {name: rules[name].codec.decode(row.fields[name]) for name in PLACE if name in rules and name in row.fields}
    return dict.fromkeys(CATALOGUE[row.kind]) | needles.fields_of(context, row) | place


def _namesakes(reader: Reader, context: Context, kind: Kind, rows: Sequence[RemoteRecord]) -> dict[str, list[Record]]:
    """The live records with the name of each row, as far as there are few of them."""
    told = {row.id: Record("", kind, LIVE, _known_by(context, row)) for row in rows}
    named = {id: frozenset(traits_of(each.fields).name) for id, each in told.items()}
    found = records.load_many(reader, kind, sorted(lookalikes(reader, kind, told.values())))
    by_name: dict[frozenset[str], list[Record]] = {}
    for _, record in sorted(found.items()):
        by_name.setdefault(traits_of(record.fields).name, []).append(record)
    mine = {id: by_name.get(name, []) for id, name in named.items() if name}
    return {id: alike for id, alike in mine.items() if 0 < len(alike) < MOST}


def _plan_tied(
    reader: Reader,
    context: Context,
    some: Mapping[RowName, str],
    tied: Mapping[RowName, str],
    kinds: Mapping[RowName, Kind],
    tally: _Tally,
) -> None:
    """Plan rows that would be tied, and count what would become of them and their fields."""
    by_object: dict[str, list[str]] = {}
    for object_name, id in some:
        by_object.setdefault(object_name, []).append(id)
    rows: dict[RowName, RemoteRecord] = {}
    for object_name, ids in by_object.items():
        for id, staged in inbox.by_ids(reader, context.id, object_name, ids).items():
            row = row_of(staged)
            if isinstance(row, RemoteRecord) and row.kind in RECORD_KINDS and row.kind is kinds[object_name, id]:
                rows[object_name, id] = row
    states = links.by_record(reader, [some[name] for name in rows])
    loaded = {kind: [some[name] for name in rows if kinds[name] is kind] for kind in {kinds[name] for name in rows}}
    found = {id: each for kind, ids in loaded.items() for id, each in records.load_many(reader, kind, ids).items()}
    meant = _meant(reader, context, rows.values(), tied)
    placed = _placed(reader, context, found.values(), meant)
    for name, row in rows.items():
        if some[name] in found:
            _plan_one(context, row, found[some[name]], states.get(some[name], []), meant, placed, tally)


def _meant(reader: Reader, context: Context, rows: Iterable[RemoteRecord], tied: Mapping[RowName, str]) -> Targets:
    """Which records the rows' references mean: those that would be tied; another row that waits stands for a new one."""
    raws = [raw for row in rows for name in references.of_kind(row.kind) if (raw := row.fields.get(name))]
    known: dict[RowName, str] = {}
    for object_name, ids in references.wanted(raws).items():
        here = inbox.present_among(reader, context.id, object_name, ids)
        known |= {(object_name, id): tied.get((object_name, id), f"{object_name} {id}") for id in sorted(here)}
    return Targets(known)


def _placed(reader: Reader, context: Context, found: Iterable[Record], meant: Targets) -> Set[str]:
    """The records to which references can be written at the account: those that have a row there, or would be tied to one."""
    wanted = {
        target
        for record in found
        for name in references.of_kind(record.kind)
        for target in targets(record.fields.get(name))
    }
    there = {record for _, record in links.remote_ids(reader, context.id, sorted(wanted))}
    return there | set(meant.records.values())


def _plan_one(
    context: Context,
    row: RemoteRecord,
    record: Record,
    states: Sequence[LinkState],
    meant: Targets,
    placed: Set[str],
    tally: _Tally,
) -> None:
    """Plan one row that would be tied to a record, and count it and its fields."""
    rules = context.rules(row.object, row.kind)
    own = LinkState(0, context.id, row.object, row.id, record.id, row.kind)
    seen = {
        name: Seen(raw, read(row.kind, rules[name], raw, record.fields.get(name), meant)[0], None)
        for name, raw in row.fields.items()
        if name in rules and raw is not None and is_taken(rules[name], raw)
    }
    bases: dict[str, tuple[Value, Any]] = dict.fromkeys(rules, (None, None))
    mine = LinkView("", bases, seen, Presence.PRESENT, fixed_fields(context, [*states, own], own))
    others = [LinkView(each.name, each.bases) for each in states if each.state == links.ACTIVE]
    plan = plan_record(RecordView(record.id, record.kind, True, record.fields), [mine, *others])
    asked = sorted(
        name
        for name in plan.contested.keys() - {EXISTENCE}
        if not wording.has_no_word(rules[name], record.fields.get(name))
    )
    there = [
        name
        for name in rules
        if rules[name].writable
        and name not in plan.contested
        and not wording.has_no_word(rules[name], plan.values.get(name, (record.fields.get(name),))[0])
        and _would_be_sent(record, plan, name, seen, placed)
    ]
    for how, names in (("here", plan.values), ("there", there), ("contested", asked)):
        for name in names:
            tally.fields.setdefault((row.kind, name), Counter())[how] += 1
    fate = Fate.CONTESTED if asked else Fate.FILLED if plan.values or there else Fate.IDENTICAL
    tally.add(row.kind, fate, (row.object, row.id), record.id)


def _would_be_sent(record: Record, plan: Plan, name: str, seen: Mapping[str, Seen], placed: Set[str]) -> bool:
    """Whether the record would then hold something that the account does not."""
    value = plan.values[name][0] if name in plan.values else record.fields.get(name)
    agreed = plan.rebased.get("", {}).get(name, (None, None))[0]
    if value is None or value == agreed or CATALOGUE[record.kind][name].read_only:
        return False
    if references.is_reference(record.kind, name):
        return name not in seen and not placed.isdisjoint(targets(value))
    return True


def _add_untied(found: _Found, doubts: Mapping[RowName, str], tally: _Tally) -> None:
    """Count the rows that would make records of their own."""
    for name, record in sorted(doubts.items()):
        if found.kinds[name] in RECORD_KINDS:
            tally.add(found.kinds[name], Fate.AMBIGUOUS, name, record)
    for name, record in sorted(found.namesakes.items()):
        tally.add(found.kinds[name], Fate.SUGGESTED, name, record)
    for name in found.strangers:
        tally.examples.setdefault(Fate.NEW, []).append(Example(Fate.NEW, *name))
    for kind in sorted(found.rows):
        if kind in RECORD_KINDS:
            fates = tally.fates.setdefault(kind, Counter())
            fates[Fate.NEW] = found.rows[kind] - sum(fates.values())


def _awaiting(
    reader: Reader, context: Context, tied: Mapping[RowName, str], kinds: Mapping[RowName, Kind]
) -> Counter[Kind]:
    """Records that wait to be made at the account and would be tied to a row there instead, by kind."""
    waiting = {record for _, record in links.remote_ids(reader, context.id, sorted(set(tied.values())))}
    return Counter(kinds[name] for name, record in tied.items() if record in waiting)


def _preview(tally: _Tally, there: Mapping[Kind, int], state: str) -> Preview:
    kinds = sorted({*tally.fates, *(kind for kind in there if there[kind])}, key=list(Kind).index)
    fields = sorted(tally.fields, key=lambda each: (list(Kind).index(each[0]), each[1]))
    order = (Fate.CONTESTED, Fate.AMBIGUOUS, Fate.FILLED, Fate.SUGGESTED, Fate.IDENTICAL, Fate.NEW)
    return Preview(
        tuple(KindCount(kind, dict(tally.fates.get(kind, {})), there.get(kind, 0)) for kind in kinds),
        tuple(
            FieldCount(kind, name, **{how: tally.fields[kind, name][how] for how in ("here", "there", "contested")})
            for kind, name in fields
        ),
        tuple(example for fate in order for example in tally.examples.get(fate, ())),
        state,
    )
