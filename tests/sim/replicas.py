"""Two computers, each with a replica of its own, over one account: both edit the same records at random, and end up alike.

``python -m tests.sim.replicas --seeds 100`` tells histories; each follows from its seed. People here and there type into the same
few records, delete and restore them, unite them and take things back; answers are lost, lines break and processes die; a
colleague deletes somebody; one computer may have policies, and an account of its own. Then nothing goes wrong any more, both run by
turns, and the questions that they ask are answered. In the end both hold the same, nobody is asked anything, the account holds it
once, neither computer has anything to send, and everything that was ever typed has gone a way that can be told (``typed.py``).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from crmdesk.domain.kinds import Kind
from crmdesk.sync.run import Reach
from tests.memory import memory
from tests.sim import typed
from tests.sim.office import on_virtual_time
from tests.sim.replica_desk import Desk
from tests.sim.shared_account import TABLES, Coined, SharedAccount
from tests.sim.trace import Trace

STEPS, ROUNDS = 50, 20
POLICIES, ASIDE = 0.25, 0.2
"""How many histories know policies, and how many an account that only one computer has."""
DROPS, REGRETS = 0.06, 0.06
"""How many of the acts are a colleague's, who deletes somebody at the account, or delete somebody who is wanted again at once."""
GOES_OVER = 0.3
"""How often it is the other computer that is used from now on: what one of them does twice, the other often hears of together."""
LONG_S, ROUND_S = 30 * 3600, 3600
"""Longer than anything that was refused has to wait, and longer than an index takes to know of a row."""
WAITS_S = (0.0, 1.0, 30.0, 120.0, 1200.0)
_REACHES = (Reach.USUAL, Reach.THOROUGH, Reach.SEND)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a history ended: what is wrong in the end, in words."""

    vendor: str
    wrong: tuple[str, ...]
    answered: int
    sent: int


class Pair:
    """The history of a seed at one vendor."""

    def __init__(self, vendor: str, seed: int, folder: Path, trace: Trace) -> None:
        self.random = Random(f"{vendor}:{seed}")
        self.trace = trace
        coined = Coined(self.random, {})
        self.shared = SharedAccount(vendor, seed=seed, coined=coined, trace=trace)
        self.accounts = [self.shared]
        if self.random.random() < ASIDE:
            other = self.random.choice([name for name in sorted(TABLES) if name != vendor])
            self.accounts.append(SharedAccount(other, seed=seed, coined=coined, trace=trace))
        has = {1: self.accounts[:1], 2: self.accounts}
        self.desks = [Desk(n, has[n], folder / str(n), self.random, coined, trace) for n in (1, 2)]
        for account in self.accounts:
            account.has_seen = self._has_seen
            account.weather.meanwhile = self._meanwhile
        self.answered = 0

    def _has_seen(self, user: str, word: str, alive: bool) -> bool:
        return any(desk.name == user and desk.has_seen(word, alive=alive) for desk in self.desks)

    def _meanwhile(self) -> None:
        self.random.choice(self.desks).act()

    async def tell(self) -> Ending:
        """From the first pull to the comparison."""
        try:
            for desk in self.desks:
                await desk.connect()
                await desk.run()
            if self.random.random() < POLICIES:
                self.desks[1].set_a_policy()
            desk, other = self.desks
            for _ in range(STEPS):
                await asyncio.sleep(self.random.choice(WAITS_S))
                if self.random.random() < GOES_OVER:
                    desk, other = other, desk
                await self.step(desk, other)
            wrong = await self.end()
        finally:
            for desk in self.desks:
                desk.replica.close()
        return Ending(self.shared.name, tuple(wrong), self.answered, sum(desk.sent for desk in self.desks))

    async def step(self, desk: Desk, other: Desk) -> None:
        """Something happens at a computer, or at the account."""
        doing, chance = self.random.choice(("act",) * 5 + ("run",) * 3), self.random.random()
        if doing == "run":
            await self._stormy(desk)
        elif chance < DROPS:
            self.shared.drop_somebody(self.random)
        elif chance < DROPS + REGRETS:
            await self._regret([desk, other] if self.random.random() < 0.5 else [desk])
        else:
            desk.act()

    async def _stormy(self, desk: Desk) -> None:
        for account in self.accounts:
            account.weather.meanwhile = self._meanwhile
        await desk.run(self.random.choice(_REACHES), stormy=True)

    async def _regret(self, desks: Sequence[Desk]) -> None:
        """Somebody is deleted, and wanted again once the account has been told: a row with the same key is made anew, or two."""
        people = desks[0].picture.live(Kind.LEAD, Kind.CONTACT)
        if not people:
            return
        record = self.random.choice(people)
        desks[0].person.delete(record)
        for desk in desks:
            await self._stormy(desk)
        for desk in desks:
            if record in desk.picture.trash():
                desk.person.restore(record)
            desk.act()
        for desk in desks:
            await self._stormy(desk)

    async def end(self) -> list[str]:
        """Both run by turns and answer all questions until nothing moves; what is wrong then."""
        self.trace("the end")
        quiet = 0
        await asyncio.sleep(LONG_S)
        for _ in range(ROUNDS):
            before = [(desk.sent, len(desk.picture.ledger)) for desk in self.desks]
            answered = False
            for desk in self.desks:
                await asyncio.sleep(ROUND_S)
                await desk.run()
                answered |= desk.answer_all()
            self.answered += answered
            still = not answered and before == [(desk.sent, len(desk.picture.ledger)) for desk in self.desks]
            quiet = quiet + 1 if still else 0
            if quiet == 2:
                return self.wrong()
        return ["they never come to rest"]

    def wrong(self) -> list[str]:
        """Everything that is wrong in the end."""
        found = [str(each) for account in self.accounts for each in account.wrong]
        for desk in self.desks:
            found += [str(each) for each in (*desk.wrong, *desk.person.wrong, *typed.lost(desk))]
            found += [f"{desk.name}: {each}" for each in desk.unsound()]
        for account in self.accounts:
            there = [desk for desk in self.desks if account.name in desk.accounts]
            found += [*typed.differences(account, there), *typed.twice(account, there)]
        return list(dict.fromkeys(found))


def tell(vendor: str, seed: int, show: Callable[[str], None] | None = None) -> Ending:
    """Tell the history of a seed at a vendor."""
    with tempfile.TemporaryDirectory(dir=memory(), prefix="crmdesk-pair-") as folder:

        async def story() -> Ending:
            return await Pair(vendor, seed, Path(folder), Trace(Path(folder), show)).tell()

        ending: Ending = on_virtual_time(story)
        return ending


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell many; 1 where two computers end up with different things."""
    parser = argparse.ArgumentParser(prog="python -m tests.sim.replicas", description=__doc__)
    parser.add_argument("--seeds", type=int, default=60, help="how many seeds, in turn at each vendor")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--show", action="store_true", help="tell line by line what happens")
    chosen = parser.parse_args(arguments)
    started, vendors = time.perf_counter(), sorted(TABLES)
    failed = answered = sent = 0
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        ending = tell(vendors[seed % len(vendors)], seed, print if chosen.show else None)
        answered, sent, failed = answered + ending.answered, sent + ending.sent, failed + bool(ending.wrong)
        for text in ending.wrong:
            print(f"seed {seed} ({ending.vendor}): {text}", flush=True)
    seconds = time.perf_counter() - started
    print(f"{chosen.seeds} pairs in {seconds:.0f} s: {sent} rows sent, {answered} questions answered, {failed} unlike")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
