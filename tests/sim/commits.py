"""What has to hold after every commit, checked on what that commit touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES
from crmdesk.store.cursors import MAPPING
from crmdesk.store.records import targets
from tests.sim.going_on import creations_go_on, typed_comes_first, typed_goes_on
from tests.sim.mentions import mentions_are_not_lost
from tests.sim.oracle import US, Place
from tests.sim.picture import KINDS, MINE, OPEN_SENDS, Change, Entry, Link, Picture, field_type
from tests.sim.questions import questions_are_answered
from tests.sim.reading import Reading
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.violation import Violation

_STAMPS = frozenset({"created_at", "modified_at"})
_LISTS = SET_TYPES | ITEM_TYPES

Rule = Callable[[Change], Iterator[Violation]]


class CommitChecks:
    """The rules, with what they remember. ``actor`` is the connection whose run commits, None for a person."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.picture: Picture = reading.picture
        self.actor: str | None = None
        self.forgetting = False
        """Whether a person is just disconnecting an account with what only it carries: whatever goes then is to go."""
        self._pairs: dict[tuple[int, str], list[Any]] = {}
        self._rules: tuple[Rule, ...] = (
            self._ledger_tells_all,
            self._remote_is_foreign,
            self._typed_is_not_lost,
            self._bases_are_honest,
            self._sends_are_single,
            self._children_wait,
            self._deletions_are_wished,
            self._deletions_have_reasons,
            self._losses_are_proven,
            self._losses_are_worth_asking,
            self._cursors_keep_behind,
            self._others_are_left_alone,
            self._differences_are_marked,
            partial(mentions_are_not_lost, reading),
            self._questions_are_answered,
            self._what_ends_goes_on,
        )

    def check(self, change: Change) -> list[Violation]:
        """Everything that is wrong with the newest commit."""
        if not change.touched:
            return []
        self.reading.take(change)
        if self.forgetting:
            return []
        return [found for rule in self._rules for found in rule(change)]

    # -- I14 ----------------------------------------------------------------------------------------------------------

    def _ledger_tells_all(self, change: Change) -> Iterator[Violation]:
        told: dict[tuple[str, str], list[Entry]] = {}
        events: dict[str, list[str]] = {}
        for entry in change.entries:
            if entry.field is not None:
                told.setdefault((entry.record, entry.field), []).append(entry)
            elif entry.event is not None:
                events.setdefault(entry.record, []).append(entry.event)
        for id, before in change.records.items():
            now = self.picture.records.get(id)
            if now is None:
                yield Violation("I11", f"{id} was there and is no more")
                continue
            new = before is None
            if new and not {"created", "imported"} & set(events.get(id, ())):
                yield Violation("I14", f"{id} came without a word")
            if before is not None and before.life != now.life and not events.get(id):
                yield Violation("I14", f"{id} went from {before.life} to {now.life} without a word")
            if before is not None and before.kind is not now.kind and "converted" not in events.get(id, ()):
                yield Violation("I14", f"{id} went from {before.kind} to {now.kind} without a word")
            imported = "imported" in events.get(id, ())
            for name in CATALOGUE[now.kind] if before is None else {**CATALOGUE[before.kind], **CATALOGUE[now.kind]}:
                if name in _STAMPS:
                    continue
                rows = told.get((id, name), [])
                old = (rows[0].old if rows else now.value(name)) if imported and before is None else None
                old = before.value(name) if before is not None else old
                yield from _chain(id, name, old, now.value(name), rows)

    # -- I7, I12 ------------------------------------------------------------------------------------------------------

    def _remote_is_foreign(self, change: Change) -> Iterator[Violation]:
        for entry in change.entries:
            if entry.cause != "remote" or entry.field is None or entry.connection is None:
                continue
            kind, name = KINDS.get(entry.kind), entry.field
            if kind is None or name not in FIELDS[kind] or name in REFERENCES:
                continue
            side = self.reading.sides[entry.connection]
            if name in side.once_unreadable and entry.new is not None:
                continue
            places = self.reading.places(entry.connection, entry.record)
            theirs = [
                self.reading.value(side, place[1], kind, name, raw)
                for place in places
                for raw in self._news(side, place, name)
            ]
            if field_type(entry.kind, name) in _LISTS:
                fine = _items(entry.new) - _items(entry.old) <= {item for value in theirs for item in _items(value)}
            else:
                fine = entry.new in theirs
            if fine:
                continue
            blank = entry.new is None and any(
                self.reading.oracle.rows[place].fields.get(name) is not None
                for place in places
                if place in self.reading.oracle.rows
            )
            text = f"{entry.record} {name}: {entry.old!r} became {entry.new!r}, which nobody wrote there"
            yield Violation("I12" if blank else "I7", text)

    def _news(self, side: Side, place: Place, name: str) -> list[Any]:
        """What an account may tell of a field that is news: what others wrote.

        Where it was hidden for a while, also what was made of what we sent: no answer had shown that.
        """
        past = self.reading.oracle.past.get(place)
        if past is None:
            return []
        if name in side.once_hidden:
            return [version.raw for version in past.versions.get(name, ())]
        return past.by_others(name)

    # -- I1 -----------------------------------------------------------------------------------------------------------

    def _typed_is_not_lost(self, change: Change) -> Iterator[Violation]:
        for entry in change.entries:
            if entry.cause != "remote" or entry.field is None or entry.connection is None:
                continue
            if entry.old is None or entry.kind not in KINDS or entry.field == EXISTENCE:
                continue
            if field_type(entry.kind, entry.field) in _LISTS:
                yield from self._items_are_not_lost(change, entry)
                continue
            rows = [one for one in self.picture.ledger if one.record == entry.record and one.field == entry.field]
            earlier = [one for one in rows if one.seq < entry.seq][-1:]
            if not earlier or earlier[0].cause not in MINE:
                continue
            held = self.reading.held(entry.connection, entry.record, KINDS[entry.kind], entry.field)
            if not any(same(value, entry.old) for value in held):
                text = f"{entry.record} {entry.field}: {entry.old!r} was typed, and replaced by {entry.new!r} unsent"
                yield Violation("I1", text)

    def _items_are_not_lost(self, change: Change, entry: Entry) -> Iterator[Violation]:
        """What leaves a list because of an account was agreed on with an account: what was only typed here stays."""
        name = entry.field
        if name is None or name in REFERENCES:
            return
        tied = [change.links.get(link.id, link) for link in self.picture.of_record(entry.record)]
        agreed = {item for link in tied if link is not None for item in _items(link.bases.get(name, (None, None))[0])}
        lost = _items(entry.old) - _items(entry.new) - agreed
        if lost:
            yield Violation("I1", f"{entry.record} {name}: {sorted(lost)} went, and was never agreed on")

    def _questions_are_answered(self, change: Change) -> Iterator[Violation]:
        if self.actor is not None:
            yield from questions_are_answered(self.reading, change)

    def _what_ends_goes_on(self, change: Change) -> Iterator[Violation]:
        if self.actor is not None:
            yield from typed_goes_on(self.picture, change)
            yield from typed_comes_first(self.picture, change)
            yield from creations_go_on(self.picture, change)

    # -- I6 -----------------------------------------------------------------------------------------------------------

    def _bases_are_honest(self, change: Change) -> Iterator[Violation]:
        for id, before in change.links.items():
            now = self.picture.links.get(id)
            if now is None:
                continue
            for name, pair in now.bases.items():
                if before is not None and before.bases.get(name) == pair:
                    continue
                known = self._pairs.setdefault((id, name), [])
                if pair != (None, None) and pair not in known and name in FIELDS[now.kind]:
                    yield from self._pair_is_honest(now, name, *pair)
                known.append(pair)

    def _pair_is_honest(self, link: Link, name: str, ours: Any, theirs: Any) -> Iterator[Violation]:
        reading, side = self.reading, self.reading.sides[link.connection]
        sent = reading.oracle.sent.get((link.connection, link.record, name), [])
        held = [
            raw
            for place in reading.places(link.connection, link.record)
            for raw in reading.oracle.ever_held(place, name)
        ]
        if name in REFERENCES:
            # An account that tells references object by object may be written to in between.
            named = [pair for raw in [*held, *sent] for pair in raw or ()]
            if not all(pair in named for pair in theirs or ()):
                yield Violation("I6", f"link {link.id} {name}: {theirs!r} was never there")
            return
        if theirs is not None and theirs not in held and theirs not in sent:
            yield Violation("I6", f"link {link.id} {name}: {theirs!r} was never there")
        if name in side.once_directed:
            return
        incoming = reading.value(side, link.object, link.kind, name, theirs)
        given = [reading.value(side, link.object, link.kind, name, raw) for raw in sent]
        places = reading.places(link.connection, link.record)
        by_us = theirs in sent or any(
            version.by == US and version.raw == theirs
            for place in places
            for version in (reading.oracle.past[place].versions.get(name, ()) if place in reading.oracle.past else ())
        )
        agreed = same(ours, incoming) or (by_us and ours in given)
        if not agreed and field_type(link.kind.value, name) in ITEM_TYPES:
            # A number or an address that both sides hold may be called otherwise there.
            agreed = _items(ours) == _items(incoming)
        if not agreed:
            yield Violation("I6", f"link {link.id} {name}: {ours!r} was never agreed on, there was {theirs!r}")

    # -- I9 -----------------------------------------------------------------------------------------------------------

    def _sends_are_single(self, change: Change) -> Iterator[Violation]:
        for id in change.intents:
            now = self.picture.intents.get(id)
            if now is None or now.state == "done":
                continue
            rivals = [one for one in self.picture.intents.values() if one.link == now.link and one.state != "done"]
            if len(rivals) > 1:
                yield Violation("I9", f"link {now.link} has {len(rivals)} sends")
        for id, before in change.links.items():
            send, link = self.picture.open_intent(id), self.picture.links.get(id)
            if before is None or link is None or send is None or send.state not in OPEN_SENDS:
                continue
            earlier = change.intents.get(send.id, send)
            if earlier is None or earlier.state not in OPEN_SENDS:
                continue
            moved = [name for name in send.fields if before.bases.get(name) != link.bases.get(name)]
            if moved:
                yield Violation("I9", f"link {id}: {moved} moved while its send is {send.state}")

    # -- I10 ----------------------------------------------------------------------------------------------------------

    def _children_wait(self, change: Change) -> Iterator[Violation]:
        """Nothing goes out without the references to what has still to be made there."""
        for id, before in change.intents.items():
            send = self.picture.intents.get(id)
            if before is not None or send is None or send.verb == "delete":
                continue
            for name in sorted(REFERENCES & send.fields.keys()):
                for target in targets(send.fields[name][0]):
                    there = [link for link in self.picture.of_record(target) if link.connection == send.connection]
                    if any(link.state == "new" for link in there) and all(link.remote_id is None for link in there):
                        yield Violation("I10", f"{send.verb} of {send.record} goes out, {name} {target} has no row yet")

    # -- I11 ----------------------------------------------------------------------------------------------------------

    def _losses_are_proven(self, change: Change) -> Iterator[Violation]:
        """Nobody is told that an account has deleted a row that is there: it may only not be shown."""
        for key in change.touched.get("conflict", ()):
            conflict = self.picture.conflicts.get(key)
            if conflict is None or conflict.why != "changed_here_deleted_there":
                continue
            # A question that is answered may be about what is back by now.
            proven = self.reading.may_be_gone if conflict.state == "open" else self.reading.was_gone
            for place in [self.picture.links[link].place for link in conflict.shown if link in self.picture.links]:
                if not proven(place):
                    yield Violation("I11", f"{conflict.record} is asked about, its row {place} is there")

    def _losses_are_worth_asking(self, change: Change) -> Iterator[Violation]:
        """Nobody is asked about a deletion where other accounts carry all that differs from what was deleted."""
        for key in change.touched.get("conflict", ()) if self.actor is not None else ():
            conflict = self.picture.conflicts.get(key)
            if conflict is None or conflict.state != "open" or conflict.why != "changed_here_deleted_there":
                continue
            fields, tied = self.picture.records[conflict.record].fields, self.picture.of_record(conflict.record)
            standing = (link for link in tied if link.state == "active" and link.id not in conflict.shown)
            carried = {name for link in standing for name in link.bases if self._travels(link, name)}
            for lost in (link for link in tied if link.id in conflict.shown):
                loose = (link for link in tied if link.connection == lost.connection and link.state == "loose")
                held = {name: ours for link in (*loose, lost) for name, (ours, _) in link.bases.items()}
                if carried and all(
                    fields[name] == ours for name, ours in held.items() if name in fields and name not in carried
                ):
                    yield Violation(
                        "I11", f"{conflict.record} is asked about, and all of link {lost.id} is carried elsewhere"
                    )

    def _travels(self, link: Link, name: str) -> bool:
        """Whether a field is sent to an account, as far as its last run has told."""
        told = self.picture.cursors.get(f"{link.connection} {MAPPING}") or {}
        rule = told.get(link.object, {}).get(link.kind.value, {}).get(name, {})
        return bool(rule.get("write")) and not rule.get("lost")

    def _deletions_are_wished(self, change: Change) -> Iterator[Violation]:
        """Only what a person here has given up is about to be deleted; who restores it after that note comes too late for it."""
        for id, before in change.intents.items():
            now = self.picture.intents.get(id)
            begun = now is not None and now.state == "sending" and (before is None or before.state != "sending")
            if now is None or not begun or now.verb != "delete":
                continue
            if not self.picture.given_up_at(now.record):
                yield Violation("I11", f"link {now.link} is about to be deleted, and nobody deleted {now.record}")

    def _deletions_have_reasons(self, change: Change) -> Iterator[Violation]:
        past = self.reading.oracle.past
        for entry in change.entries:
            if entry.event == "deleted" and entry.cause == "remote" and entry.connection is not None:
                places = self.reading.places(entry.connection, entry.record)
                if not any(self.reading.may_be_gone(place) for place in places if place in past):
                    yield Violation("I11", f"{entry.record} is in the trash, its rows {places} are there")
                yield from self._nobody_else_needs_it(entry)
        for id, before in change.links.items():
            now = self.picture.links.get(id)
            if before is None or now is None or before.state == now.state or now.state not in ("gone", "kept"):
                continue
            if not self.reading.may_be_gone(before.place):
                yield Violation("I11", f"link {id} is given up, its row {before.place} is there")

    def _nobody_else_needs_it(self, entry: Entry) -> Iterator[Violation]:
        """An account deletes for itself alone, unless a person here had deleted it too, and nothing that was typed and not sent."""
        record = self.picture.records[entry.record]
        told = [one for one in self.picture.ledger if one.record == record.id]
        # What a person typed and then deleted is given up on both sides; what was typed since is not.
        given_up = self.picture.given_up_at(record.id)
        for link in self.picture.of_record(entry.record):
            if link.connection != entry.connection:
                if not given_up and link.state == "active" and self.reading.oracle.alive(link.place):
                    yield Violation("I11", f"{entry.record} is in the trash, {link.connection} still has it")
                continue
            for name in FIELDS[record.kind]:
                typed = [one for one in told if one.field == name][-1:]
                pending = name in link.bases and record.fields[name] != link.bases[name][0]
                mine = any(one.cause in MINE and one.seq > given_up for one in typed)
                if pending and mine and name not in self.picture.open_conflicts(record.id):
                    yield Violation("I1", f"{entry.record} is in the trash with {name}, typed and never sent")

    # -- I8 -----------------------------------------------------------------------------------------------------------

    def _cursors_keep_behind(self, change: Change) -> Iterator[Violation]:
        for key in change.touched.get("cursor", ()):
            connection, feed = key.split(" ", 1)
            side, cursor = self.reading.sides[connection], self.picture.cursors.get(key)
            since = cursor.get("since_ms") if isinstance(cursor, dict) else None
            if since is None or feed not in side.objects.values():
                continue
            late = self.reading.behind(side, feed, since - side.lookback_ms, references=False)
            yield from (Violation("I8", f"{feed} was read up to {since}, but {text}") for text in late)

    # -- I13 ----------------------------------------------------------------------------------------------------------

    def _others_are_left_alone(self, change: Change) -> Iterator[Violation]:
        if self.actor is None:
            return
        for table in ("cursor", "inbox"):
            for key in change.touched.get(table, ()):
                if not key.startswith(self.actor + " "):
                    yield Violation("I13", f"a run of {self.actor} touched {table} {key}")
        for intent, earlier in change.intents.items():
            now = self.picture.intents.get(intent)
            if now is not None and now.connection != self.actor and (earlier is None or earlier.state != now.state):
                yield Violation("I13", f"a run of {self.actor} touched a send of {now.connection}")
        for id, before in change.links.items():
            link = self.picture.links.get(id)
            if before is None or link is None or link.connection == self.actor:
                continue
            kept = {name: pair for name, pair in before.bases.items() if name in link.bases or before.kind is link.kind}
            # A policy decides for all accounts of a conflict, as a person does.
            ruled = {one.field for one in change.entries if one.record == link.record and one.cause == "policy"}
            # An answered question closes for all accounts that it was about, each with what it showed.
            closed = [self.picture.conflicts[key] for key in change.touched.get("conflict", ())]
            ruled |= {
                one.field for one in closed if one.record == link.record and one.state != "open" and id in one.shown
            }
            kept |= {name: pair for name, pair in link.bases.items() if name in ruled}
            if kept != link.bases or before.remote_id != link.remote_id:
                yield Violation("I13", f"a run of {self.actor} moved the base of link {id} of {link.connection}")

    # -- I5 -----------------------------------------------------------------------------------------------------------

    def _differences_are_marked(self, change: Change) -> Iterator[Violation]:
        records = {link.record for link in map(self.picture.links.get, change.links) if link is not None}
        for id in sorted(records | change.records.keys()):
            record = self.picture.records.get(id)
            if record is None or record.life != "live":
                continue
            conflicts = self.picture.open_conflicts(id)
            for link in self.picture.of_record(id):
                if link.dirty or link.state != "active" or "*exists*" in conflicts:
                    continue
                side = self.reading.sides[link.connection]
                for name in FIELDS[record.kind]:
                    rule = side.rule(link.object, record.kind, name)
                    if (
                        rule is None
                        or name not in link.bases
                        or name in conflicts
                        or name in side.hidden | side.lacking
                    ):
                        continue
                    if record.fields[name] != link.bases[name][0]:
                        ours = link.bases[name][0]
                        text = f"{id} {name} is {record.fields[name]!r}, link {link.id} has {ours!r} and no mark"
                        yield Violation("I5", text)


def _items(value: Any) -> set[str]:
    """The words of a set, the addresses of a list."""
    return {item["value"] if isinstance(item, dict) else item for item in value or ()}


def _chain(id: str, name: str, old: Any, new: Any, rows: list[Entry]) -> Iterator[Violation]:
    """The rows lead from the old value to the new one without a gap."""
    if not rows:
        if old != new:
            yield Violation("I14", f"{id} {name}: {old!r} became {new!r} without a word")
        return
    if rows[0].old != old:
        yield Violation("I14", f"{id} {name}: was {old!r}, the ledger says {rows[0].old!r}")
    if rows[-1].new != new:
        yield Violation("I14", f"{id} {name}: is {new!r}, the ledger says {rows[-1].new!r}")
    for first, second in pairwise(rows):
        if first.new != second.old:
            yield Violation("I14", f"{id} {name}: {first.new!r} became {second.old!r} without a word")
