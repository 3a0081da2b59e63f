"""One history: a stage, some steps, an end; everything follows from the seed."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from crmdesk.domain.errors import CrmdeskError, StoreFault
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections
from crmdesk.sync.run import Reach, Run
from tests.sim.bustle import happens, hours_pass
from tests.sim.clocks import Clocks, VirtualTimeLoop
from tests.sim.closing import CLOSABLE, CLOSING
from tests.sim.commits import CommitChecks
from tests.sim.directed import choose_a_direction
from tests.sim.ends import ENDS
from tests.sim.first_syncs import FirstSyncs
from tests.sim.giving_up import give_up
from tests.sim.hubspot_side import HubSpotSide
from tests.sim.idle import is_field_refused, is_sweeping, take_nothing_in
from tests.sim.labelling import label
from tests.sim.leads_alone import give_one
from tests.sim.leaving import leave_for_a_while
from tests.sim.marks import differing, mark
from tests.sim.memory_side import MemorySide
from tests.sim.moments import Moments
from tests.sim.oracle import Oracle
from tests.sim.people import Colleague, Person
from tests.sim.picture import MINE, OPEN_SENDS, Entry, Picture
from tests.sim.plots import PLOTS
from tests.sim.reading import Reading
from tests.sim.replica import Crash, Replica
from tests.sim.rest import at_rest, replayed
from tests.sim.ruler import Ruler
from tests.sim.script import STEPS, Script
from tests.sim.shut import shut_an_object
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.tidier import Tidier
from tests.sim.trace import Trace
from tests.sim.violation import Broken, Violation
from tests.sim.weather import Weather
from tests.sim.wrong_clock import read_seldom, set_the_clock

ROUNDS = 14
SWEEP_PAUSE_S = 10 * 86_400
MOST_PIECES = 30
MOST_REQUESTS = 2000
"""A run that makes more than this never comes to an end (L3)."""


class History:
    """The history of a seed."""

    def __init__(self, seed: int, folder: Path, loop: VirtualTimeLoop, trace: Trace, script: Script) -> None:
        self.script = script
        self.random = Random(seed)
        self.power = Random(seed + 2)
        self.closing = Random(seed + 8)
        self.bustle = Random(seed + 9)
        self.labelling = Random(seed + 11)
        self.leading = Random(seed + 12)
        self.clockwork = Random(seed + 15)
        self.shutting = Random(seed + 16)
        self.leaving = Random(seed + 17)
        self.directing = Random(seed + 22)
        self.forgetting = Random(seed + 24)
        self.yielding = Random(seed + 25)
        self.ends = [(end, Random(seed + end.dice)) for end in ENDS]
        self.trace = trace
        self.runs = self.applied = 0
        self.dies_sending = False
        self.clocks = Clocks(loop, self.random.choice((0.001, 0.001, 1.0)))
        self.oracle = Oracle()
        self.picture = Picture()
        self.wrong: list[Violation] = []
        self.moments = Moments(self.picture, self.wrong.append)
        self.weather = Weather(self.random)
        self.sides = self._stage(seed)
        self.reading = Reading(self.picture, self.oracle, self.sides)
        self.checks = CommitChecks(self.reading)
        self.first_syncs = FirstSyncs(Random(seed + 4), self.picture, trace, list(self.sides.values()))
        self.replica = Replica(folder, self.clocks.here, Random(seed + 1), self._committed)
        self.colleagues = [Colleague(self.random, side, trace) for side in self.sides.values()]
        kinds = sorted({kind for side in self.sides.values() for kind in side.objects}, key=list(Kind).index)
        self.person = Person(self.random, self.replica, self.picture, trace, kinds)
        self.ruler = Ruler(Random(seed + 3), self.person, self.reading)
        self.tidier = Tidier(Random(seed + 7), self.person, self.reading)
        own = (
            self.random,
            self.power,
            self.closing,
            self.bustle,
            self.labelling,
            self.leading,
            self.clockwork,
            self.shutting,
            self.leaving,
            self.directing,
            self.forgetting,
            self.yielding,
        )
        self.dice = (
            *own,
            *(random for _, random in self.ends),
            self.first_syncs.random,
            self.ruler.random,
            self.tidier.random,
        )

    @property
    def vendors(self) -> str:
        """The kinds of accounts in this history."""
        return "+".join(type(side).__name__.removesuffix("Side").lower() for side in self.sides.values())

    def _stage(self, seed: int) -> dict[str, Side]:
        names = "ab" if self.random.random() < 0.3 else "a"
        sides: list[Side] = []
        for name in names:
            over_http = name == "a" and seed % 2 == 0
            made = (HubSpotSide if over_http else MemorySide)(
                name, self.oracle, self.trace, self.weather, self.random, self.clocks
            )
            made.moments = self.moments
            sides.append(made)
        give_one(sides, self.leading)
        read_seldom(sides, self.clockwork)
        return {side.id: side for side in sides}

    def _committed(self, cursor: Any) -> None:
        change = self.picture.look(cursor)
        for entry in change.entries:
            what = entry.event or f"{entry.field}: {entry.old!r} -> {entry.new!r}"
            self.trace(f"      {entry.record} {entry.cause} {what}")
        if change.touched:
            self.trace("      " + " ".join(f"{table}:{','.join(keys)}" for table, keys in change.touched.items()))
        self.wrong += self.checks.check(change)
        self.wrong += self.first_syncs.check(change, cursor)
        self._say()
        begun = [self.picture.intents.get(id) for id in change.intents]
        if self.dies_sending and any(one is not None and one.state == "sending" for one in begun):
            # Before the request, after it, or after its answer was noted.
            self.replica.crash_at = self.replica.commits + self.random.choice((0, 1, 2))
            self.dies_sending = False

    def _say(self) -> None:
        self.wrong += self.person.wrong if hasattr(self, "person") else []
        self.wrong += self.ruler.wrong if hasattr(self, "ruler") else []
        if self.wrong:
            raise Broken(self.wrong[0])

    # -- the story ----------------------------------------------------------------------------------------------------

    async def tell(self) -> None:
        """From the beginning to the end. Raises Broken."""
        self._teller = asyncio.current_task()
        for side in self.sides.values():
            await side.prepare()
            self.replica.write(partial(connections.insert, connection=self.first_syncs.connection(side)))
        self.first_syncs.share()
        for colleague in self.colleagues:
            for _ in range(self.random.choice((0, 1, 2, 3))):
                colleague.add()
                colleague.side.observe()
        for step in range(STEPS):
            if not self.script.begins(step, self.dice):
                continue
            await asyncio.sleep(self.random.choice((0.0, 0.5, 5, 40)))
            self.ruler.act()
            self.tidier.act()
            label(self, self.labelling)
            set_the_clock(self, self.clockwork)
            shut_an_object(self, self.shutting)
            choose_a_direction(self, self.directing)
            give_up(self, self.yielding)
            await leave_for_a_while(self, self.leaving)
            await self.step()
            self._say()
        self.script.begins(STEPS, self.dice)
        await self.end()
        self.ruler.look_at_decisions()
        self._say()

    async def step(self) -> None:
        """Something happens."""
        await hours_pass(self, self.bustle)
        doing = self.random.choice(("here", "here", "there", "there", "run", "run", "run", "odd", "plot"))
        if doing == "plot":
            await self.random.choice(PLOTS)(self)
        elif doing == "here":
            self.by_person()
        elif doing == "there":
            self.random.choice(self.colleagues).act()
        elif doing == "run":
            await self.run_in_weather(self.random.choice(list(self.sides.values())))
        else:
            self.odd()

    def by_person(self) -> None:
        """The person does something, also while a run waits."""
        self.undisturbed(self.person.act)

    def undisturbed(self, act: Callable[[], object]) -> None:
        """Let somebody here do something that no crash of the run falls into, and that is not the run's."""
        actor, self.checks.actor = self.checks.actor, None
        crash_at, self.replica.crash_at = self.replica.crash_at, None
        try:
            act()
        finally:
            self.checks.actor, self.replica.crash_at = actor, crash_at
        self._say()

    def odd(self) -> None:
        """A clock is set, an administrator changes something, a row is forbidden, time passes."""
        match self.random.choice(("clock", "admin", "admin", "forbid")):
            case "clock":
                self.clocks.skew_s += self.random.choice((-86_400.0, 86_400.0, -30.0, 30.0))
                self.trace(f"here: the clock is now {self.clocks.skew_s} s ahead")
            case "admin":
                side = self.random.choice(list(self.sides.values()))
                self.trace(f"{side.name}: {side.administer(self.random)}")
                if self.random.random() < 0.5:
                    side.forget_description(self.replica)
                links = [one for one in self.picture.links.values() if one.remote_id and side.veils(one.place)]
                there = [one.record for one in links if self.picture.records[one.record].life == "live"]
                if there and self.random.random() < 0.7:
                    self.person.edit(self.random.choice(there))
            case _:
                side = self.random.choice(list(self.sides.values()))
                fault = self.random.choice(("forbidden_read", "forbidden_write"))
                object_name = self.random.choice(sorted(set(side.objects.values())))
                self.weather.forbidden = None if self.weather.forbidden else (fault, object_name)
                self.trace(f"{side.name}: {self.weather.forbidden}")

    def meanwhile(self) -> None:
        """While a request is under way."""
        if happens(self, self.bustle):
            return
        if self.random.random() < 0.5:
            self.by_person()
        else:
            self.random.choice(self.colleagues).act()
            self._say()

    async def run_in_weather(self, side: Side) -> None:
        """A run in which anything may go wrong."""
        if self.closing.random() < CLOSING:
            side.close(self.closing.choice((None, *CLOSABLE)))
            self.trace(f"{side.name}: {side.closed or 'no field'} may not be changed")
        words = self.weather.brew()
        self.weather.meanwhile = self.meanwhile
        if self.random.random() < 0.2:
            self.replica.crash_at = self.replica.commits + self.random.randrange(1, 40)
        self.dies_sending = self.random.random() < 0.15
        if self.random.random() < 0.05:
            self.replica.full_at = self.replica.commits + self.random.randrange(1, 40)
        self.trace(f"run {side.name}: {words}, dies at {self.replica.crash_at}, full at {self.replica.full_at}")
        full, cancelled = self.replica.full_at, self.random.random() < 0.05
        try:
            if cancelled:
                await self._cut_short(side)
            else:
                await self.run(side)
        except StoreFault:
            if full is None:
                raise
            self.trace("  the disk was full")
        self.replica.crash_at = self.replica.full_at = None
        self.dies_sending = False
        forbidden = self.weather.forbidden
        self.weather.calm()
        self.weather.forbidden = forbidden
        self._on_our_heels()

    def _on_our_heels(self) -> None:
        """Where it is in doubt what became of a send, a colleague likes to write into that very row."""
        for send in [one for one in self.picture.intents.values() if one.state in OPEN_SENDS]:
            link = self.picture.links[send.link]
            made = self.oracle.made.get((link.connection, link.object, link.record), [])
            id = link.remote_id or (made[-1] if made else None)
            names = sorted(name for name in send.fields if name in FIELDS[link.kind])
            known = id is not None and self.oracle.alive((link.connection, link.object, id))
            if known and id is not None and names and self.random.random() < 0.5:
                colleague = next(one for one in self.colleagues if one.side.id == link.connection)
                colleague.edit(link.object, id, [self.random.choice(names)])
                colleague.side.observe()

    async def _cut_short(self, side: Side) -> None:
        task = asyncio.ensure_future(self.run(side))
        timer = asyncio.get_running_loop().call_later(self.random.choice((0.0, 0.5, 3.0)), task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            self.trace("  cut short")
        finally:
            timer.cancel()

    async def run(self, side: Side, reach: Reach | None = None) -> RunStatus | None:
        """One run, however it ends; None where the process died."""
        self.runs += 1
        side.requests, calm = 0, self.weather.is_calm
        self.checks.actor = side.id
        reach = reach or self.random.choice((Reach.USUAL, Reach.THOROUGH, Reach.THOROUGH, Reach.SEND))
        try:
            connection = self.replica.read(lambda reader: connections.get(reader, side.id))
            async with side.open(self.replica, connection) as account:
                side.describe(account.provider.objects())
                run = Run(self.replica.store, account, connection, "simulator", self.clocks.here, reach=reach)
                report = await run.execute()
        except Crash:
            self._die()
            await self._bury()
            return None
        except CrmdeskError as error:
            if isinstance(error, StoreFault):
                raise
            self.trace(f"  not opened: {error}")
            return RunStatus.FAILED
        finally:
            self.checks.actor = None
        self.trace(f"  {report.status.value} {dict(sorted(report.counts.items()))} {report.error}")
        self.applied += report.counts.get("applied", 0)
        self.wrong += replayed(self.picture)
        if side.requests > MOST_REQUESTS:
            raise Broken(Violation("L3", f"{side.requests} requests in one run"))
        if report.status is RunStatus.DONE and reach is not Reach.SEND and calm and side.prompt:
            for object_name in sorted(set(side.objects.values())):
                late = self.reading.behind(side, object_name, math.inf, references=False)
                self.wrong += [Violation("L2", f"after a calm run {text}") for text in late]
        self._say()
        return report.status

    def _die(self) -> None:
        """The process dies, at times because the power is cut: then the last commits may be lost, too."""
        if self.power.random() < 0.5:
            self.trace("  the process dies")
            self.replica.die()
            self.picture.reopened()
            return
        self.replica.die(power=self.power)
        typed = {entry for entry in map(_said, self.picture.ledger) if entry[-1] in MINE}
        noted = self.moments.noted & self.picture.intents.keys()
        commits = len(self.picture.ledger)
        self.picture.reopened()
        self.picture.recall(self.replica.cursor())
        self.reading.forget_lost()
        self.trace(f"  the power is cut, {commits - len(self.picture.ledger)} entries are lost")
        for entry in sorted(typed - set(map(_said, self.picture.ledger))):
            self.wrong.append(Violation("I1", f"a power cut took {entry}, which was typed"))
        for id in sorted(noted - self.picture.intents.keys()):
            self.wrong.append(Violation("I9", f"a power cut took the note of send {id}, which was made"))
        self._say()

    async def _bury(self) -> None:
        """What else ran in the process that died."""
        here = {self._teller, asyncio.current_task()}
        others = [task for task in asyncio.all_tasks() if task not in here]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    # -- the end ------------------------------------------------------------------------------------------------------

    async def end(self) -> None:
        """Nothing goes wrong, nobody does anything; questions are answered until none is left."""
        self.trace("the end")
        self.weather.calm()
        for side in self.sides.values():
            side.calm()
            side.observe()
            side.forget_description(self.replica)
        self.clocks.skew_s = 0.0
        await asyncio.sleep(600)  # by now every index knows what happened
        await self.run_all()  # what a clock that was days ahead let wait is due at once, and not in part of these days
        leave_open = self.random.random() < 0.3
        await self.come_to_rest(leave_open=leave_open)
        self._finish(self.replica.read(lambda reader: list(at_rest(self.reading, reader, swept=False))))
        await self.sweep()
        await self.come_to_rest(leave_open=leave_open)
        self._finish(self.replica.read(lambda reader: list(at_rest(self.reading, reader, swept=True))))
        await self._read_once_more()
        for end, random in self.ends:
            if random.random() < end.share:
                self._finish(await end.act(self, random))

    async def come_to_rest(self, *, leave_open: bool) -> None:
        """Let everything settle, and answer what is asked until nothing is, or leave the questions open."""
        for _ in range(ROUNDS):
            await self.settle()
            # Nothing of what is reviewed goes on before the answer, so none of them is left open.
            if not self.person.review() and (leave_open or not self.person.decide()):
                return
        raise Broken(Violation("L1", "questions without end"))

    async def sweep(self) -> None:
        """L4: every sweep comes to its end, two of them and what they have to ask for. Clocks that were ahead are so no more."""
        self.trace("sweeps")
        for _ in range(3):
            await asyncio.sleep(SWEEP_PAUSE_S)
            for side in self.sides.values():
                for _ in range(MOST_PIECES):
                    if await self.run(side, Reach.USUAL) is not RunStatus.DONE:
                        raise Broken(Violation("L1", "a run without any mishap is not done"))
                    if not self.replica.read(partial(is_sweeping, account=side.id)):
                        break
                else:
                    raise Broken(Violation("L4", f"a sweep of {side.name} without end"))

    def _finish(self, wrong: list[Violation]) -> None:
        self.wrong += wrong
        self._say()

    async def settle(self) -> None:
        """Run until nothing moves any more."""
        before = mark(self)
        for _ in range(ROUNDS):
            before = mark(self)
            refused = any(send.state == "refused" for send in self.picture.intents.values())
            aside = refused or self.replica.read(is_field_refused)
            await asyncio.sleep(90_000 if aside else 300)
            applied = self.applied
            await self.run_all()
            if mark(self) == before:
                if self.applied != applied:
                    await take_nothing_in(self)
                return
        raise Broken(Violation("I4", f"it never comes to rest: {differing(before, mark(self))}"))

    async def run_all(self) -> None:
        """A run of every account, in which nothing goes wrong. Raises Broken where one is not done."""
        for side in self.sides.values():
            status = await self.run(side, Reach.THOROUGH)
            if status is not RunStatus.DONE:
                raise Broken(Violation("L1", f"a run without any mishap is {status}"))

    async def _read_once_more(self) -> None:
        """I16: everything is read again from the start, and the same rows give the same replica.

        An account that hides links to rows in its bin, and tells nobody when it does, gives other references by now.
        """
        hides = any(side.hides_links and self.oracle.ever_gone(side.id) for side in self.sides.values())
        hidden = REFERENCES if hides else frozenset()
        self.trace("everything once more")
        before = mark(self, hidden)
        self.replica.write(lambda unit: unit.connection.exec_driver_sql("DELETE FROM cursor WHERE feed <> '*mapping*'"))
        await asyncio.sleep(60)
        for side in self.sides.values():
            await self.run(side, Reach.THOROUGH)
        if mark(self, hidden) != before:
            moved = differing(before, mark(self, hidden))
            raise Broken(Violation("I16", f"what was known was taken for news: {moved}"))


def _said(entry: Entry) -> tuple[str, ...]:
    return (str(entry.seq), entry.record, str(entry.field), str(entry.event), repr(entry.new), entry.cause)
