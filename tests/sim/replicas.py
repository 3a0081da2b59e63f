"""Two computers, each with a replica of its own, over one account: both edit the same records at random, and end up alike.

``python -m tests.sim.replicas --seeds 100`` tells histories; each follows from its seed. People here and there type into the same
few records, each computer runs when it likes, and each answers the questions that it is asked. In the end both hold the same,
nobody is asked anything, the account holds it once, and neither computer has anything to send.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.alike import same
from crmdesk.domain.conflicts import EXISTENCE, Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.store import deciding, editing, open_conflicts, records
from crmdesk.store.queries import doctor
from crmdesk.sync.run import Reach
from tests.memory import memory
from tests.sim.office import Computer, Office, on_virtual_time
from tests.sim.people import CITIES, NAMES

SEEDED, STEPS, ROUNDS = 6, 50, 20
TABLES = {"hubspot": "contacts", "pipedrive": "persons", "salesforce": "Lead"}
TYPED = ("first_name", "last_name", "job_title", "city")
WAITS_S = (0.0, 1.0, 30.0, 120.0, 1200.0)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a history ended: what differs in the end, in words."""

    vendor: str
    wrong: tuple[str, ...]
    conflicts: int
    sent: int


class Pair:
    """The history of a seed at one vendor."""

    def __init__(self, vendor: str, seed: int, folder: Path) -> None:
        self.random = Random(f"{vendor}:{seed}")
        self.office = Office(vendor, records=SEEDED, seed=seed)
        self.computers = [Computer(self.office, folder / str(number), number) for number in (1, 2)]
        self.conflicts = self.sent = self.made = 0

    async def tell(self) -> Ending:
        """From the first pull to the comparison."""
        try:
            for computer in self.computers:
                await computer.connect()
                await self.run(computer)
            for _ in range(STEPS):
                await asyncio.sleep(self.random.choice(WAITS_S))
                await self.step(self.random.choice(self.computers))
            wrong = await self.end()
        finally:
            for computer in self.computers:
                computer.close()
        return Ending(self.office.name, tuple(wrong), self.conflicts, self.sent)

    async def step(self, computer: Computer) -> None:
        """Something happens at one of the computers."""
        match self.random.choice(("edit", "edit", "edit", "new", "delete", "run", "run", "decide")):
            case "run":
                await self.run(computer, self.random.choice((Reach.USUAL, Reach.THOROUGH, Reach.SEND)))
            case "decide":
                await self.decide(computer)
            case "new" if self.made < 4:
                self.made += 1
                name = f"{self.random.choice(NAMES)} {self.made}"
                address: dict[str, Any] = {"value": f"new{self.made}@pair.example", "label": None, "primary": True}
                values: dict[str, Any] = {"last_name": name, "emails": [address]}
                await computer.write(lambda unit: editing.create(unit, Kind.LEAD, values))
            case "delete":
                await self.delete(computer)
            case _:
                await self.edit(computer)

    async def edit(self, computer: Computer) -> None:
        """Some field of one of the first two records; both computers often mean the same."""
        there = (await _live(computer))[:2]
        name = self.random.choice(("city", "city", *TYPED))
        value = self.random.choice(NAMES) if name == "last_name" else self.random.choice(CITIES)
        if there:
            record = self.random.choice(there)
            await computer.write(lambda unit: editing.edit(unit, record, {name: value}))

    async def delete(self, computer: Computer) -> None:
        """Now and then one of the last records."""
        there = await _live(computer)
        if len(there) > 4 and self.random.random() < 0.3:
            await computer.write(lambda unit: editing.delete(unit, there[-1]))

    async def run(self, computer: Computer, reach: Reach = Reach.THOROUGH) -> None:
        """A run, which has to go well."""
        report = await computer.run(reach)
        assert report.status is RunStatus.DONE, report.error
        self.sent += report.counts["pushed"] + report.counts["deleted"]

    async def decide(self, computer: Computer) -> bool:
        """Answer one question, if this computer asks any."""
        asked = await computer.read(_asked)
        if not asked:
            return False
        id, field, shown = self.random.choice(asked)
        keep = self.random.choice((Keep.COMPUTER, Keep.ACCOUNT))
        try:
            await computer.write(lambda unit: deciding.resolve(unit, [Resolution(id, keep, shown)]))
        except InvalidInput:
            assert field == EXISTENCE  # there may be no account left to keep it
            return False
        self.conflicts += 1
        return True

    async def end(self) -> list[str]:
        """Both run by turns and answer all questions until nothing moves; what differs then."""
        quiet = 0
        for _ in range(ROUNDS):
            before = self.sent, self.conflicts
            for computer in self.computers:
                await asyncio.sleep(3600)
                await self.run(computer)
                while await self.decide(computer):
                    pass
            quiet = quiet + 1 if (self.sent, self.conflicts) == before else 0
            if quiet == 2:
                return await self.differences()
        return ["they never come to rest"]

    async def differences(self) -> list[str]:
        """What one computer holds otherwise than the other, or otherwise than the account has it."""
        one, other = [await computer.read(_people) for computer in self.computers]
        wrong = []
        for row in sorted({*one, *other}):
            left, right = one.get(row, {}), other.get(row, {})
            # Who typed what the account spells otherwise keeps the own spelling (2.3, row 4).
            unlike = [name for name in (*TYPED, "emails") if not same(left.get(name), right.get(name))]
            wrong += [f"{row} {name}: {left.get(name)!r} and {right.get(name)!r}" for name in unlike]
        there = _rows_there(self.office)
        wrong += [f"{row} is here, and not there" for row in sorted(one.keys() - there.keys())]
        wrong += [f"{row} is there, and not here" for row in sorted(there.keys() - one.keys())]
        names = [row["last_name"] for row in one.values() if "@pair.example" in str(row["emails"])]
        wrong += [f"{name} is there twice" for name in sorted(set(names)) if names.count(name) > 1]
        for computer in self.computers:
            wrong += [f"{computer.name}: {found}" for found in await computer.read(_unsound)]
        return wrong


async def _live(computer: Computer) -> list[str]:
    """The live leads in the order of their rows, which is the same on both computers."""
    query = (
        "SELECT lead.id FROM lead LEFT JOIN link ON link.record = lead.id AND link.remote_id IS NOT NULL"
        " WHERE life = 'live' ORDER BY link.remote_id IS NULL, link.object, length(link.remote_id), link.remote_id"
    )
    return list(dict.fromkeys(await computer.read(lambda reader: list(reader.exec_driver_sql(query).scalars()))))


def _asked(reader: sa.Connection) -> list[tuple[str, str, str]]:
    """Each open conflict with its field and what it shows."""
    found = []
    for row in reader.exec_driver_sql(
        "SELECT id, field FROM conflict WHERE state = 'open' ORDER BY record, field"
    ).all():
        conflict = open_conflicts.by_ids(reader, [row.id])[row.id]
        record = records.find(reader, conflict.record)
        if record is not None:
            found.append((row.id, row.field, open_conflicts.shown(conflict, record)))
    return found


def _people(reader: sa.Connection) -> dict[str, dict[str, Any]]:
    """What is typed about each live person, by the id of its row at the vendor."""
    found: dict[str, dict[str, Any]] = {}
    for kind in ("lead", "contact"):
        columns = ", ".join((*TYPED, "emails"))
        rows = reader.exec_driver_sql(
            f"SELECT link.remote_id, {columns} FROM {kind} JOIN link ON link.record = {kind}.id AND link.state = 'active'"  # noqa: S608
            " WHERE life = 'live' AND link.object IN ('contacts', 'persons', 'Lead', 'Contact')"
        )
        found |= {row["remote_id"]: {**row} for row in rows.mappings()}
    return found


def _unsound(reader: sa.Connection) -> list[str]:
    """What a replica's own invariants say."""
    return [str(found) for rule in doctor.CHECKS if rule is not doctor.whole_file for found in rule(reader)]


def _rows_there(office: Office) -> dict[str, dict[str, Any]]:
    """The people that the account has."""
    tables = [TABLES[office.name], *(["Contact"] if office.name == "salesforce" else [])]
    rows = [row for table in tables for row in office.vendor.dump(table)]
    gone = ("archived", "is_deleted", "IsDeleted")
    return {str(row.get("id", row.get("Id"))): row for row in rows if not any(row.get(name) for name in gone)}


def tell(vendor: str, seed: int) -> Ending:
    """Tell the history of a seed at a vendor."""
    with tempfile.TemporaryDirectory(dir=memory(), prefix="crmdesk-pair-") as folder:

        async def story() -> Ending:
            return await Pair(vendor, seed, Path(folder)).tell()

        ending: Ending = on_virtual_time(story)
        return ending


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell many; 1 where two computers end up with different things."""
    parser = argparse.ArgumentParser(prog="python -m tests.sim.replicas", description=__doc__)
    parser.add_argument("--seeds", type=int, default=60, help="how many seeds, in turn at each vendor")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    chosen = parser.parse_args(arguments)
    started, vendors = time.perf_counter(), sorted(TABLES)
    failed = conflicts = sent = 0
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        ending = tell(vendors[seed % len(vendors)], seed)
        conflicts, sent, failed = conflicts + ending.conflicts, sent + ending.sent, failed + bool(ending.wrong)
        for text in ending.wrong:
            print(f"seed {seed} ({ending.vendor}): {text}")
    seconds = time.perf_counter() - started
    print(f"{chosen.seeds} pairs in {seconds:.0f} s: {sent} rows sent, {conflicts} questions answered, {failed} unlike")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
