"""Deaths one after the other over one profile and one account, then rest, then the judgement."""

from __future__ import annotations

import json
import os
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.e2e.kit import LONG_S, Done
from tests.e2e.processes import Nursery
from tests.kill.stages import DAILY, NOT_THERE, POINTS, SENT, UNKNOWN_AFTER, Moment
from tests.kill.vendors import READERS, Reader
from tests.kill.victim import COMMANDS, MOMENT, SHIFT
from tests.kill.work import Typed, Work
from tests.sandbox.raw import Control

STEP_S, DAY_S = 600.0, 90_000.0
"""How much time passes between two deaths, and before a run that has to do what is done once a day."""
ROUNDS = 12
DROPS = ("drop_before", "drop_after")


@dataclass(slots=True)
class Toll:
    """What the deaths at one point of a stage did."""

    kills: int = 0
    lost: list[Typed] = field(default_factory=list)
    twice: list[Typed] = field(default_factory=list)


Tolls = dict[tuple[str, str], Toll]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where deaths happen: what forks processes, a sandbox's control endpoint, their environment, a folder for profiles."""

    nursery: Nursery
    control: Control
    env: Mapping[str, str]
    folder: Path

    def reader(self, vendor: str) -> Reader:
        """Who reads the account."""
        return READERS[vendor](self.control.done("GET", "/vendors")["vendors"][vendor])


class Campaign:
    """One profile over a freshly seeded account. ``tolls`` fills with each death."""

    def __init__(self, ground: Ground, vendor: str, random: Random, *, records: int) -> None:
        self.tolls: Tolls = {}
        self.missed: list[Moment] = []
        self.dropped: Counter[str] = Counter()
        """How many connections the vendor dropped in doomed runs, before and after it had carried the request out."""
        self._ground = ground
        self._vendor = vendor
        self._random = random
        self._profile = Path(tempfile.mkdtemp(dir=ground.folder, prefix="profile-"))
        self._shift_s = 0.0
        self._deaths = 0
        self._died: dict[int, Moment] = {}
        self._work: Work
        ground.control.done("POST", "/reset", {"records": records})
        self._command("connect", vendor, "--sandbox", ground.control.url, "--token", "--send")

    # -- processes ----------------------------------------------------------------------------------------------------

    def _process(self, commands: Sequence[Sequence[str]], doom: Moment | None = None) -> Done:
        """Run commands in one process, doomed or not."""
        env = {**os.environ, **self._ground.env, COMMANDS: json.dumps(list(commands)), SHIFT: str(self._shift_s)}
        if doom is not None:
            env[MOMENT] = json.dumps([doom.stage, doom.point, doom.nth])
        return Done(*self._ground.nursery.start(["--profile", str(self._profile)], env, {}).finish(LONG_S))

    def _command(self, *arguments: str) -> dict[str, Any]:
        """The document of a command that has to go well."""
        return self._process([[*arguments, "--json"]]).well()

    def _wait(self, seconds: float) -> None:
        """Let time pass, here and at the vendor."""
        self._shift_s += seconds
        self._ground.control.done("POST", "/clock", {"offset_s": self._shift_s})

    # -- deaths -------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The first pull, and the leads and deals that work is about."""
        self._command("sync")
        leads = self._command("records", "lead", "--limit", "500")["records"]
        deals = self._command("records", "deal", "--limit", "50")["records"]
        deal = next(one["fields"] for one in deals if one["fields"]["stage"])
        self._work = Work(self._random, self._vendor, leads, deal)

    def die_at(self, moments: Sequence[Moment]) -> None:
        """Type something, start a run, and lose it at each of the moments in turn."""
        for moment in moments:
            tries = (moment, Moment(moment.stage, moment.point), Moment(moment.stage, moment.point))
            if not any(self._die(one) for one in tries):
                self.missed.append(moment)

    def die_indexing(self, moments: Sequence[Moment]) -> None:
        """Lose the first pull, and then whoever opens the profile, while indexes are made again. Nothing is typed."""
        for moment in moments:
            self._wait(STEP_S)
            if not self._sync_and_die(moment):
                self.missed.append(moment)

    def _die(self, moment: Moment) -> bool:
        self._deaths += 1
        self._died[self._deaths] = moment
        self._wait(DAY_S if moment.stage in DAILY else STEP_S)
        typed = self._process(self._work.commands(self._deaths))
        assert typed.status == 0, typed
        self._work.made(json.loads(typed.out.splitlines()[0])["id"])
        if self._deaths % 2:
            return self._sync_and_die(moment)
        method, path = self._random.choice(self._ground.reader(self._vendor).writes)
        action = self._random.choice(DROPS)
        fault = {"vendor": self._vendor, "action": action, "method": method, "path": path}
        self._ground.control.done("POST", "/faults", fault)
        died = self._sync_and_die(moment)
        calls = self._ground.control.done("GET", "/calls")[self._vendor]
        self.dropped[action] += any(call.startswith(f"{method} {path}") for call in calls)
        return died

    def _sync_and_die(self, moment: Moment) -> bool:
        """Start a run that is to die; whether it did."""
        self._ground.control.done("DELETE", "/calls")
        ended = self._process([["sync", "--json"]], moment)
        self._ground.control.done("DELETE", "/faults")
        if ended.status != -signal.SIGKILL:
            assert ended.status in (0, 1), ended
            return False
        if moment.point == SENT:
            # What is on its way still lands: the vendor serves one request after the other, ours comes behind it.
            for _ in range(3):
                self._ground.control.done("GET", "/calls")
        self.tolls.setdefault((moment.stage, moment.point), Toll()).kills += 1
        return True

    # -- the end ------------------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Run until nothing is pending; then an idle run sends nothing, and the profile is sound."""
        for _ in range(ROUNDS):
            self._wait(DAY_S)
            (run,) = self._command("sync")["runs"]
            if run["pushed"] == run["deleted"] == self._command("status")["pending"] == 0:
                break
        else:
            raise AssertionError(f"never at rest: {self._command('status')}")
        assert self._command("status")["problems"] == 0, self._command("status")["problem_list"]
        assert self._command("doctor")["violations"] == []

    def judge(self) -> None:
        """Look for everything that was typed, at the vendor."""
        reader = self._ground.reader(self._vendor)
        live = reader.live()
        for typed in self._work.typed:
            verdict = typed.judge(live, reader.people)
            if verdict is not None:
                died = self._died[typed.death]
                toll = self.tolls.setdefault((died.stage, died.point), Toll())
                (toll.lost if verdict == "lost" else toll.twice).append(typed)

    def count_leads(self) -> tuple[int, int]:
        """How many people the vendor has, and how many are here."""
        reader = self._ground.reader(self._vendor)
        here = self._command("status")["records"]
        return len(reader.live()[reader.people]), here["lead"] + here["contact"]


def sequence(random: Random, vendor: str, count: int) -> list[Moment]:
    """So many moments, each point of each stage in turn and in no order; one of recovering comes after a send in doubt."""
    met = (moment for moment in _forever(random) if moment.stage not in NOT_THERE.get(vendor, ()))
    return [moment for moment, _ in zip(met, range(count), strict=False)]


def _forever(random: Random) -> Iterator[Moment]:
    recovering = [("recover", point) for point in POINTS["recover"]]
    points = [(stage, point) for stage, found in POINTS.items() for point in found if stage not in ("recover", "index")]
    others = [place for place in points if place not in UNKNOWN_AFTER]
    while True:
        in_doubt = random.sample(UNKNOWN_AFTER, len(UNKNOWN_AFTER))
        pairs = [[first, second] for first, second in zip(in_doubt, random.sample(recovering, 4), strict=False)]
        groups = [*pairs, in_doubt[len(pairs) :], *([place] for place in others)]
        for group in random.sample(groups, len(groups)):
            for stage, point in group:
                far = stage in ("apply", "plan", "send", "pull")
                yield Moment(stage, point, random.choice((1, 1, 2, 3)) if far else 1)
