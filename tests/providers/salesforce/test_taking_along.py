"""Deleting an account deletes its contacts and opportunities there (section 8.3): nobody loses one of them unasked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer, Uncommon
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import answering, editing, records, reviews
from crmdesk.store.reviews import Review
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceSubject, opened
from tests.contract.subjects import COMPANIES, CONTACTS, DEALS
from tests.contract.test_made_anew import Desk

Row = tuple[str, str]
"""What it is, and its id."""


class Agency:
    """Two companies with people and an opportunity between them, and one with nobody, as the desk knows them."""

    def __init__(self, vendor: SalesforceSubject, desk: Desk) -> None:
        self.vendor, self.desk = vendor, desk
        self.oakline, self.birch, self.elm = (
            (COMPANIES, vendor.add(COMPANIES, Kind.COMPANY, {"name": name})) for name in ("Oakline", "Birch", "Elm")
        )
        self.of_oakline = [self._member(CONTACTS, self.oakline), self._member(DEALS, self.oakline)]
        self.of_birch = [self._member(CONTACTS, self.birch)]

    def _member(self, what: str, company: Row) -> Row:
        kind, words = (Kind.DEAL, {"name": "Vente"}) if what == DEALS else (Kind.CONTACT, {"last_name": "Voss"})
        id = self.vendor.add(what, kind, words)
        self.vendor.link(what, id, "company", company[1])
        return what, id

    async def delete(self, *rows: Row) -> None:
        """Put records into the trash here, and let the account know."""
        for what, id in rows:
            record = await self.desk.record_of(self.vendor.objects[what], id)
            await self.desk.store.write(lambda unit, record=record: editing.delete(unit, record))  # type: ignore[misc]
        await self.desk.synced()

    async def asked(self) -> list[Review]:
        return await self.desk.store.read(reviews.all_open)

    async def decide(self, answer: Answer) -> None:
        """Answer the one question that is open, and let the account know."""
        (review,) = await self.asked()
        await self.desk.store.write(lambda unit: reviews.decide(unit, review.id, answer, shown=review.shown))
        await answering.carry_out_all(self.desk.store, review.id)
        await self.desk.synced()

    async def lives(self, *rows: Row) -> set[tuple[bool, str]]:
        """Whether rows are there, each with the life of its record here."""
        return {(self._is_there(*row), await self._life(*row)) for row in rows}

    def _is_there(self, what: str, id: str) -> bool:
        rows = self.vendor.control.dump(self.vendor.objects[what])
        return not next(row["IsDeleted"] for row in rows if row["Id"] == id)

    async def _life(self, what: str, id: str) -> str:
        record = await self.desk.record_of(self.vendor.objects[what], id)
        found = await self.desk.store.read(lambda reader: records.find(reader, record))
        assert found is not None
        return found.life


@asynccontextmanager
async def agency(sandbox: Sandbox, folder: Path) -> AsyncIterator[Agency]:
    async with opened(sandbox) as vendor:
        desk = Desk(vendor, folder)
        found = Agency(vendor, desk)
        await desk.connect()
        await desk.synced()
        yield found
        desk.store.close()


STAND, GONE = {(True, records.LIVE)}, {(False, records.TRASH)}
WAITS = {(True, records.TRASH)}


def test_a_company_with_people_is_asked_about_and_can_be_taken_back(
    sandbox: Sandbox, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with agency(sandbox, tmp_path) as desk:
            await desk.delete(desk.oakline)
            (review,) = await desk.asked()
            (alarm,) = review.alarms
            assert (alarm.what, alarm.count) == (Uncommon.TAKING_ALONG, 1)
            assert alarm.along == {Kind.CONTACT: 1, Kind.DEAL: 1}
            assert (await desk.lives(desk.oakline), await desk.lives(*desk.of_oakline)) == (WAITS, STAND)
            await desk.decide(Answer.REVERT)
            assert await desk.lives(desk.oakline, *desk.of_oakline) == STAND
            assert await desk.asked() == []

    run_async(story())


def test_what_is_agreed_is_gone_there_and_in_the_trash_here(
    sandbox: Sandbox, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with agency(sandbox, tmp_path) as desk:
            await desk.delete(desk.oakline, desk.birch, desk.elm)
            (review,) = await desk.asked()
            assert [(each.count, each.along) for each in review.alarms] == [(2, {Kind.CONTACT: 2, Kind.DEAL: 1})]
            assert await desk.lives(desk.elm) == GONE, "nobody goes along with it"
            await desk.decide(Answer.APPLY)
            assert await desk.lives(desk.oakline, desk.birch, *desk.of_oakline, *desk.of_birch) == GONE
            assert await desk.asked() == []

    run_async(story())


def test_a_company_that_is_deleted_with_its_people_is_no_question(
    sandbox: Sandbox, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with agency(sandbox, tmp_path) as desk:
            await desk.delete(*desk.of_oakline, desk.oakline)
            assert await desk.lives(desk.oakline, *desk.of_oakline) == GONE
            assert await desk.asked() == []

    run_async(story())
