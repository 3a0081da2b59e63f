"""One round: sign in, let everybody work and things go wrong, let everybody rest, and look at what has to hold."""

from __future__ import annotations

import asyncio
import logging
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from crmdesk.domain.errors import Bug
from crmdesk.domain.events import RunReport
from crmdesk.sandbox.serve import Sandbox, running
from crmdesk.sync.run import Reach
from tests.rounds.clock import Clock
from tests.rounds.colleague import Colleague, Say
from tests.rounds.desk import Desk, counted
from tests.rounds.holding import Violation, lost, story, violations
from tests.rounds.person import Person
from tests.rounds.provoked import Provocation
from tests.rounds.vendors import COMBINATIONS

RECORDS = 8
"""People in each account at the beginning."""
STEPS = 90
FIRST_RUNS = 3

REST_S = 700.0
"""What passes between two runs of the rest: more than any vendor's feed is behind."""
DAY_S = 90_000.0
DAYS = (2, 5, 8)
"""The runs of the rest before which a day passes: walks over all ids are daily, and two of them have to miss a row."""
LEAST_RUNS, MOST_RUNS = 10, 20
"""Two computers may carry two values to and fro between the same accounts, each what the other one has just replaced, until the
brake asks (``sync/oscillation.py``): for that a value has to come back three times after the last of the days."""
QUIET = 3
"""So many runs in a row without news are rest."""

NEWS = ("pushed", "applied", "deleted")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round ended. ``log`` is every line of it."""

    seed: int
    vendors: Sequence[str]
    violations: Sequence[Violation]
    log: Sequence[str] = field(repr=False)


class Round:
    """One history, while it is told."""

    def __init__(
        self, seed: int, sandbox: Sandbox, clock: Clock, desks: Sequence[Desk], vendors: Sequence[str], say: Say
    ) -> None:
        self._vendors, self._desks, self._clock, self._say = vendors, desks, clock, say
        self._seed, random = seed, Random(seed)
        self._random = random
        self._colleague = Colleague(sandbox, vendors, random, say)
        self._people = [Person(desk, random, say) for desk in desks]
        self._provocation = Provocation(sandbox, vendors, random, say)
        self._asks_first, self._rights, self._interrupted, self._at_once = (random.random() < 0.3 for _ in range(4))
        self.found: list[Violation] = []

    async def tell(self, steps: int) -> None:
        """The whole of it."""
        for desk in self._desks:
            await desk.sign_in(self._vendors, ask_first=self._asks_first)
            for _ in range(FIRST_RUNS):
                await self._run(desk)
        self._clock.tick(100)
        if self._interrupted:
            for desk in self._desks:
                desk.interrupt = self._colleague.interrupt
        for step in range(steps):
            # Each step draws for itself, so that one that goes another way changes no more than what it does.
            self._random.seed(f"{self._seed} {step}")
            await self._step(self._random.choice(self._people))
        await self._rest()
        for desk in self._desks:
            async for each in violations(desk, self._vendors):
                await self._note(each, desk)
        async for each in lost(self._desks, self._colleague):
            await self._note(each)

    async def _step(self, person: Person) -> None:
        chance = self._random.random()
        if chance < 0.40:
            await person.edit()
        elif chance < 0.70:
            self._colleague.act()
            self._clock.tick(1.2)
        elif chance < 0.78:
            await person.decide(0.5)
        elif chance < 0.80:
            await person.unite()
        elif chance < 0.82:
            await person.undo_run()
        elif chance < 0.85:
            self._provocation.mishap()
        elif chance < 0.87:
            await person.answer()
        elif chance < 0.88:
            await person.set_policy()
        elif chance < 0.90:
            await self._change_rights(person)
        elif chance < 0.95:
            reach = self._random.choice([Reach.USUAL, Reach.SEND, Reach.THOROUGH])
            await self._run(person.desk, [self._random.choice(self._vendors)], reach)
            self._clock.tick(self._random.choice([1.5, 70, 700]))
        else:
            await self._run(person.desk)
            self._clock.tick(self._random.choice([1.5, 700, 5000]))

    async def _change_rights(self, person: Person) -> None:
        """Where this is a round of changing rights; crmdesk hears of them soon, or with the next description."""
        if not self._rights:
            return
        self._provocation.change_rights()
        if self._random.random() < 0.6:
            await person.desk.describe_again()

    async def _rest(self) -> None:
        """Nothing goes wrong any more and everything is answered, until runs bring and send nothing."""
        self._say("--- rest")
        for desk in self._desks:
            desk.interrupt = None
        self._provocation.rest()
        for desk in self._desks:
            await desk.describe_again()
        quiet, news = 0, Counter[str]()
        for at in range(MOST_RUNS):
            self._clock.tick(DAY_S if at in DAYS else REST_S)
            news = Counter[str]()
            for person in self._people:
                await person.answer()
                await person.decide(1.0)
                news += await self._run(person.desk)
            quiet = 0 if any(news[name] for name in NEWS) else quiet + 1
            if quiet >= QUIET and at >= LEAST_RUNS:
                return
        if quiet < QUIET:
            self.found.append(Violation("runs without news send and bring nothing", "", str(dict(news))))

    async def _run(
        self, desk: Desk, vendors: Sequence[str] | None = None, reach: Reach = Reach.THOROUGH
    ) -> Counter[str]:
        """Run accounts: all of them in an order of chance, or at once where this is such a round."""
        names = self._random.sample(self._vendors, len(self._vendors)) if vendors is None else list(vendors)
        reports = await desk.run(names, reach, at_once=vendors is None and self._at_once)
        for report in reports:
            self._say("  run", report.vendor, reach.value, {name: n for name, n in report.counts.items() if n})
            self._judge(report)
        return counted(reports)

    def _judge(self, report: RunReport) -> None:
        if report.error is not None:
            self._say("  failed", report.vendor, report.error, report.error.data)
        if isinstance(report.error, Bug):
            self.found.append(Violation("no run ends in a defect", report.vendor, repr(report.error)))

    async def _note(self, found: Violation, desk: Desk | None = None) -> None:
        self.found.append(found)
        record = found.record.partition(" ")[0]
        if desk is None or not record:
            return
        for name, rows in (await story(desk, record)).items():
            for row in rows:
                self._say("   ", found.record, name, *row)


def told(seed: int, vendors: Sequence[str] | None = None, *, steps: int = STEPS, show: Say | None = None) -> Outcome:
    """Tell the history of a seed. ``show`` hears each line at once."""
    vendors = COMBINATIONS[seed % len(COMBINATIONS)] if vendors is None else vendors
    log: list[str] = []

    def say(*words: object) -> None:
        log.append(" ".join(map(str, words)))
        if show is not None:
            show(log[-1])

    clock = Clock()
    with (
        _quiet(),
        tempfile.TemporaryDirectory(prefix="crmdesk-rounds-") as folder,
        running(records=RECORDS, seed=seed, tls=False, vendors=vendors, clock=clock) as sandbox,
    ):
        desks = [Desk(Path(folder) / f"desk{at}", sandbox, clock, Random(seed + at)) for at in range(_desks(seed))]
        one = Round(seed, sandbox, clock, desks, vendors, say)
        try:
            asyncio.run(one.tell(steps))
        except Exception:  # noqa: BLE001 - whatever it is, the seed has to be told
            one.found.append(Violation("nothing fails", "", traceback.format_exc()))
        finally:
            for desk in desks:
                desk.close()
    return Outcome(seed, vendors, one.found, log)


def _desks(seed: int) -> int:
    """How many computers work on the same accounts."""
    return 2 if seed % 6 == 5 else 1


@contextmanager
def _quiet() -> Iterator[None]:
    """Warnings about mishaps are no news where mishaps are made."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def report(outcomes: Iterable[Outcome]) -> str:
    """What did not hold, by seed, as text."""
    lines = []
    for each in outcomes:
        lines += [f"seed {each.seed} ({', '.join(each.vendors)}): {found}" for found in each.violations]
    return "\n".join(lines) or "nothing wrong"
