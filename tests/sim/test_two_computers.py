"""Two computers over the same four accounts: what one of them made is one record on the other, and nobody is asked anything."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.store import editing
from crmdesk.store.queries import doctor
from tests.sim.office import SANDBOXES, Computer, Office, on_virtual_time

PAUSE_S = 3600.0


class Desk:
    """One computer with its accounts."""

    def __init__(self, offices: list[Office], folder: Path, number: int) -> None:
        first = Computer(offices[0], folder, number)
        self.seats = [first, *(Computer(office, folder, number, store=first.store) for office in offices[1:])]
        self.store = first.store

    async def connect(self) -> None:
        for seat in self.seats:
            await seat.connect()
        await self.run()

    async def run(self) -> None:
        for seat in self.seats:
            report = await seat.run()
            assert report.status is RunStatus.DONE, report
        await asyncio.sleep(PAUSE_S)

    async def new(self, kind: Kind, **values: Any) -> str:
        made = await self.store.write(lambda unit: editing.create(unit, kind, values))
        return made[0]

    async def made(self) -> dict[str, int]:
        """How many live records there are of each kind."""
        return {kind.value: await self.store.read(partial(_live, kind=kind)) for kind in RECORD_KINDS}


def _live(reader: sa.Connection, kind: Kind) -> int:
    found: int = reader.exec_driver_sql(f"SELECT count(*) FROM {kind.value} WHERE life = 'live'").scalar_one()  # noqa: S608
    return found


async def tell(folder: Path) -> None:
    offices = [Office(name, records=0, seed=5) for name in sorted(SANDBOXES)]
    desks = [Desk(offices, folder / str(number), number) for number in (1, 2)]
    first, second = desks
    try:
        for desk in desks:
            await desk.connect()
        address: dict[str, Any] = {"value": "petit@example.org", "label": None, "primary": True}
        person = await first.new(Kind.CONTACT, last_name="Petit", emails=[address])
        deal = await first.new(Kind.DEAL, name="Vente rue Haute", contacts=[person])
        await first.new(Kind.NOTE, body="Vue sur mer\nÀ rappeler", about=[person])
        morning, noon = "2026-12-01T09:00:00.000Z", "2026-12-01T12:00:00.000Z"
        await first.new(Kind.ACTIVITY, type="task", subject="Rappeler", due_at=morning, about=[person])
        await first.new(
            Kind.ACTIVITY, type="meeting", subject="Visite", starts_at=morning, ends_at=noon, about=[person, deal]
        )
        expected = {"lead": 0, "contact": 1, "company": 0, "deal": 1, "activity": 2, "note": 1}
        for _ in range(3):
            for desk in desks:
                await desk.run()
        assert await first.made() == expected
        assert await second.made() == expected
        for desk in desks:
            assert await desk.store.read(_asked) == 0
            assert await desk.store.read(doctor.violations) == []
    finally:
        for desk in desks:
            desk.store.close()


def _asked(reader: sa.Connection) -> int:
    found: int = reader.exec_driver_sql("SELECT count(*) FROM conflict WHERE state = 'open'").scalar_one()
    return found


@pytest.mark.thorough
def test_what_one_made_everywhere_is_one_record_on_the_other(tmp_path: Path) -> None:
    on_virtual_time(lambda: tell(tmp_path))
