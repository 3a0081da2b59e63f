"""What our writing replaced although nobody had seen it: found afterwards in the histories that vendors keep of fields.

Between reading a row again and writing to it, a colleague may write as well (design 2.5), where a vendor has no condition
against that. Its history then shows the colleague's version below ours. The field stays as it was sent, and a person is asked
whether the colleague's value is put back. Versions are told apart by what they hold, never by clocks, because clocks jump.

A field has one question at a time, and what moves at another account may take the place of this one. So the look stays until its
own question is decided, and is made again once the field is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import AccountValue, ConflictKind
from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.values import Value
from crmdesk.providers.base import FieldRule, Provider, Raw, Version, Versions
from crmdesk.store import links, looks, open_conflicts
from crmdesk.store.links import LinkState
from crmdesk.store.looks import Look, Waiting
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.records import LIVE, MERGED
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.references import Targets

FIRST_WRITES, THEN_EACH = 40, 100
"""The first writes of a run are all looked behind: as many as a person makes by hand. Of more, one in a hundred is, and all of
those beside which others were found to have moved.

Then ten thousand changed records cost three calls more at HubSpot, of the four that the design leaves (section 4.1 and 2 %).
"""


def looks_back(context: Context) -> bool:
    """Whether what is being recorded as written is looked at afterwards.

    The vendor has to keep histories, and to have no condition for writes.
    """
    if context.capabilities.histories == 0 or context.capabilities.guarded:
        return False
    written = context.counts["pushed"]
    return context.restless or written < FIRST_WRITES or written % THEN_EACH == 0


@dataclass(slots=True)
class Overwrites:
    """Makes the looks of one connection that wait."""

    store: Store
    provider: Provider
    context: Context

    async def look_all(self) -> None:
        """Look at the history of what was written: of as many rows as one run may, the others wait for the next one."""
        desk = _Desk(self.context, await self.store.read(lambda reader: looks.waiting(reader, self.context.id)))
        over = [each.id for each in desk.noted if desk.is_over(each)]
        if over:
            await self.store.write(lambda unit: looks.end(unit, over))
        due = [each for each in desk.noted if desk.is_due(each)]
        rows = list(dict.fromkeys(each.link for each in due))[: self.context.capabilities.histories]
        chosen = frozenset(rows)
        for object_name in dict.fromkeys(desk.states[link].object for link in rows):
            mine = [each for each in due if each.link in chosen and desk.states[each.link].object == object_name]
            try:
                found = await self._versions(object_name, mine, desk)
            except PermissionLost:
                # Looked at once the object may be read again, like everything else about it.
                continue
            await self.store.write(partial(self._note, mine=mine, versions=found))

    async def _versions(self, object_name: str, mine: Sequence[Look], desk: _Desk) -> Versions:
        """The versions of what was written; with names where somebody has to be named."""
        found = await self.provider.versions(object_name, _wanted(mine, desk.states))
        over = [each for each in mine if desk.replaced(each, found) is not None]
        if not over:
            return found
        return {**found, **await self.provider.versions(object_name, _wanted(over, desk.states), named=True)}

    def _note(self, unit: Unit, *, mine: Sequence[Look], versions: Versions) -> None:
        """Ask about what was replaced. What has moved meanwhile is judged as it is now."""
        desk = _Desk(self.context, looks.waiting(unit.connection, self.context.id))
        asked = {each.id for each in mine}
        present = [each for each in desk.noted if each.id in asked and desk.is_due(each)]
        found: dict[tuple[str, str], FoundConflict] = {}
        open_looks: set[tuple[int, str]] = set()
        for look in present:
            version = desk.replaced(look, versions)
            if version is not None and desk.stands(look):
                question = desk.question(unit, look, version, found)
                if question is not None:
                    found[question.record, question.field] = question
                    open_looks.add((look.link, look.field))
        looks.end(unit, [each.id for each in present if (each.link, each.field) not in open_looks])
        opened = open_conflicts.open_or_refresh(unit, list(found.values()), run=self.context.run)
        self.context.counts["conflicts_opened"] += opened


@dataclass(frozen=True, slots=True)
class _Desk:
    """The looks that wait, and what can be said about each."""

    context: Context
    waiting: Waiting

    @property
    def noted(self) -> Sequence[Look]:
        """All of them, oldest first."""
        return self.waiting.looks

    @property
    def states(self) -> Mapping[int, LinkState]:
        """Their links by id."""
        return self.waiting.states

    def is_over(self, look: Look) -> bool:
        """Whether there is nobody left to ask: the row or the record is gone, or apart, or has no such field as another kind.

        Who is in the trash may come back, and so may a field that is not mapped for a while.
        """
        state = self.states.get(look.link)
        record = None if state is None else self.waiting.records.get(state.record)
        if state is None or not state.has_row or record is None or record.life == MERGED:
            return True
        return look.field not in CATALOGUE[record.kind]

    def is_due(self, look: Look) -> bool:
        """Whether a look can be made now.

        A field that is contested for another reason has one question already: it is looked at once that is decided. What this
        row held before is asked about once.
        """
        if self.is_over(look) or self._rule(look) is None:
            return False
        state = self.states[look.link]
        if self.waiting.records[state.record].life != LIVE:
            return False
        known = self.waiting.conflicts.get(state.record, {}).get(look.field)
        free = known is None or known.kind is ConflictKind.OVERWROTE
        told = known is not None and any(account.link == state.name for account in known.accounts)
        return state.state == links.ACTIVE and free and not told

    def replaced(self, look: Look, versions: Versions) -> Version | None:
        """The version that nobody had seen and that ours replaced, if there is one."""
        rule, remote_id = self._rule(look), self.states[look.link].remote_id
        if rule is None or remote_id is None:
            return None
        return replaced(versions.get((remote_id, look.field), ()), look, self._reader(look, rule))

    def stands(self, look: Look) -> bool:
        """Whether the account still holds what we wrote last: whoever has written since was heard, and nothing is left to ask."""
        last = [each for each in self.noted if (each.link, each.field) == (look.link, look.field)][-1]
        theirs: Raw = self.states[look.link].bases.get(look.field, (None, None))[1]
        return bool(theirs == last.stored)

    def question(
        self, unit: Unit, look: Look, version: Version, found: Mapping[tuple[str, str], FoundConflict]
    ) -> FoundConflict | None:
        """What to ask; None where the record holds the replaced value by now, or it cannot be said here."""
        state = self.states[look.link]
        record = self.waiting.records[state.record]
        value, before = self._value(unit, look, version.raw), self._value(unit, look, look.expected)
        if same(value, record.fields.get(look.field)) or (value is None and version.raw is not None):
            return None
        mine = AccountValue(state.name, state.connection, version.raw, value, version.at, version.by)
        known = self.waiting.conflicts.get(record.id, {}).get(look.field)
        earlier = found.get((record.id, look.field))
        shown = earlier.accounts if earlier is not None else known.accounts if known is not None else ()
        others = [each for each in shown if each.link != state.name]
        return FoundConflict(record.id, record.kind, look.field, ConflictKind.OVERWROTE, before, (*others, mine))

    def _rule(self, look: Look) -> FieldRule | None:
        state = self.states[look.link]
        return self.context.rules(state.object, self.waiting.records[state.record].kind).get(look.field)

    def _reader(self, look: Look, rule: FieldRule) -> FieldRule | None:
        """How values are compared; references only by what they name."""
        return (
            None
            if references.is_reference(self.waiting.records[self.states[look.link].record].kind, look.field)
            else rule
        )

    def _value(self, unit: Unit, look: Look, raw: Raw) -> Value:
        kind, rule = self.waiting.records[self.states[look.link].record].kind, self._rule(look)
        if rule is None or references.is_reference(kind, look.field):
            known = links.records_of(unit.connection, self.context.id, references.wanted([raw]))
            return Targets(known).read(kind, look.field, raw)[0]
        return rule.codec.decode(raw)


def replaced(versions: Sequence[Version], look: Look, rule: FieldRule | None) -> Version | None:
    """The version right below ours, where it is neither what we had seen nor what we wrote; None where all is well.

    Ours is the newest that holds what was sent, or what the account made of it, and that nobody else is named for. What we had
    seen lies further below: otherwise our writing changed nothing, and the version found is an older one. ``rule`` reads values
    that can be written in several ways.
    """
    ours = (look.sent, look.stored)
    at = next((at for at, each in enumerate(versions) if each.ours is not False and each.raw in ours), None)
    if at is None or at + 1 == len(versions):
        return None
    below = versions[at + 1]
    is_news = not any(_alike(below.raw, raw, rule) for raw in (look.expected, *ours))
    was_seen = any(_alike(each.raw, look.expected, rule) for each in versions[at + 2 :])
    return below if is_news and was_seen else None


def _alike(first: Raw, second: Raw, rule: FieldRule | None) -> bool:
    return bool(first == second) or (rule is not None and same(rule.codec.decode(first), rule.codec.decode(second)))


def _wanted(mine: Iterable[Look], states: Mapping[int, LinkState]) -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for each in mine:
        fields = wanted.setdefault(states[each.link].remote_id or "", [])
        if each.field not in fields:
            fields.append(each.field)
    return wanted
