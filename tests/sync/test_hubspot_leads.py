"""HubSpot keeps one person in two objects: a contact, and a lead that adds fields to it. Over sockets, against the sandbox."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from crmdesk.domain.events import RunReport, RunStatus
from crmdesk.domain.reviews import Answer
from crmdesk.providers.base import Provider
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import answering, connections, editing, links, reviews
from crmdesk.store.connections import Connection
from crmdesk.store.store import InlineStore
from crmdesk.sync.describe import routes_of
from crmdesk.sync.run import OpenAccount, Reach, Run
from tests.conftest import RunAsync
from tests.contract.conftest import control, sandbox, served
from tests.contract.subjects import Control, hubspot

__all__ = ["control", "sandbox", "served"]

MANY = 12
PRIMARY = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 578}


@dataclass
class Agency:
    """A replica with one HubSpot, where twelve people are leads."""

    store: InlineStore
    control: Control
    provider: Provider
    connection: Connection
    people: list[str] = field(default_factory=list)
    ahead_s: float = 0.0

    async def begin(self) -> None:
        for at in range(MANY):
            contact = self.control.edit("contacts", None, {"lastname": f"Durand{at}", "lifecyclestage": "lead"})
            self.control.edit(
                "leads",
                None,
                {
                    "hs_lead_name": f"Durand{at}",
                    "hs_lead_label": "WARM",
                    "associations": [{"to": {"id": contact}, "types": [PRIMARY]}],
                },
            )
            self.people.append(contact)
        await self.synced()

    def now_s(self) -> float:
        return time.time() + self.ahead_s

    async def synced(self) -> RunReport:
        self.ahead_s += 120
        self.control("POST", "/clock", {"offset_s": self.ahead_s})
        account = OpenAccount(self.provider)
        run = Run(self.store, account, self.connection, "test", self.now_s, reach=Reach.THOROUGH)
        report = await run.execute()
        assert report.status is RunStatus.DONE, report
        return report

    async def answered(self, answer: Answer) -> None:
        """Decide the one review there is."""
        (review,) = await self.store.read(reviews.all_open)
        assert review.object == "contacts"
        await self.store.write(lambda unit: reviews.decide(unit, review.id, answer, shown=review.shown))
        await answering.carry_out_all(self.store, review.id)

    async def records(self) -> list[str]:
        found = await self.store.read(lambda reader: links.records_of(reader, "c", {"contacts": self.people}))
        return [found["contacts", id] for id in self.people]

    async def lives(self) -> set[str]:
        rows = await self.store.read(lambda reader: reader.exec_driver_sql("SELECT life FROM lead").all())
        return {row.life for row in rows}

    def rows(self, name: str) -> list[dict[str, Any]]:
        query = urlencode({"vendor": "hubspot", "object": name})
        found: list[dict[str, Any]] = self.control("GET", f"/dump?{query}")["records"]
        return [row for row in found if not row.get("archived")]

    async def rated(self) -> dict[str, Any]:
        """The rating of each lead, by the contact that HubSpot shows it with."""
        leads = await self.provider.fetch("leads", [row["id"] for row in self.rows("leads")])
        return {row.part_of[1]: row.fields["rating"] for row in leads.values() if row.part_of is not None}  # type: ignore[union-attr]


@asynccontextmanager
async def agency(folder: Path, sandbox: Sandbox, control: Control) -> AsyncIterator[Agency]:
    store = InlineStore(folder / "replica.db", bytes(range(32)), now_s=time.time, random=Random(3))
    try:
        async with hubspot(sandbox) as (_, account, provider):
            stored: dict[str, Any] = {"id": account.id, "name": account.name, "user": None, "currency": "EUR"}
            routes = routes_of(list(provider.objects()))
            made = Connection("c", "c", "hubspot", {**stored, "granted": []}, routes=routes, sending=True)
            await store.write(lambda unit: connections.insert(unit, made))
            desk = Agency(store, control, provider, made)
            await desk.begin()
            yield desk
    finally:
        store.close()


def remove(desk: Agency) -> None:
    """A colleague deletes the contacts."""
    for id in desk.people:
        desk.control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": id})


def test_contacts_that_are_made_anew_have_their_leads_again(
    tmp_path: Path, sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with agency(tmp_path, sandbox, control) as desk:
            remove(desk)
            assert (await desk.synced()).counts["reviews"] == 1
            await desk.answered(Answer.REVERT)
            await desk.synced()
            await desk.synced()
            contacts = {row["id"] for row in desk.rows("contacts")}
            assert len(contacts) == len(desk.rows("leads")) == MANY
            assert not contacts & set(desk.people), "they were made anew"
            assert (await desk.rated()).keys() == contacts
            report = await desk.synced()
            assert (report.counts["pushed"], report.counts["problems"]) == (0, 0)

    run_async(story())


def test_contacts_that_are_gone_take_their_records_with_them(
    tmp_path: Path, sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with agency(tmp_path, sandbox, control) as desk:
            records = await desk.records()
            remove(desk)
            await desk.synced()
            await desk.answered(Answer.APPLY)
            await desk.synced()
            assert await desk.lives() == {"trash"}
            assert await desk.store.read(reviews.all_open) == []
            assert len(desk.rows("leads")) == MANY, "nobody has deleted them"
            for record in records:
                await desk.store.write(lambda unit, record=record: editing.restore(unit, record))  # type: ignore[misc]
            await desk.synced()
            assert (await desk.rated()).keys() == {row["id"] for row in desk.rows("contacts")}
            assert (len(await desk.rated()), len(desk.rows("leads"))) == (MANY, MANY)

    run_async(story())


def test_people_who_are_merged_and_then_deleted_go_at_once(
    tmp_path: Path, sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """No sweep is needed: the survivor, which was never read, says who went into it."""

    async def story() -> None:
        async with agency(tmp_path, sandbox, control) as desk:
            first, second, *others = await desk.records()
            winner, loser = desk.people[:2]
            merge = {"vendor": "hubspot", "object": "contacts", "winner": winner, "loser": loser}
            survivor = control("POST", "/merge", merge)["id"]
            control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": survivor})
            await desk.synced()
            rows = await desk.store.read(lambda reader: reader.exec_driver_sql("SELECT id, life FROM lead").all())
            lives = {row.id: row.life for row in rows}
            assert {lives[first], lives[second]} == {"trash"}
            assert {lives[record] for record in others} == {"live"}
            report = await desk.synced()
            assert (report.counts["pushed"], report.counts["problems"]) == (0, 0)

    run_async(story())


def test_people_who_are_deleted_here_are_one_question(
    tmp_path: Path, sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with agency(tmp_path, sandbox, control) as desk:
            for record in await desk.records():
                await desk.store.write(lambda unit, record=record: editing.delete(unit, record))  # type: ignore[misc]
            assert (await desk.synced()).counts["reviews"] == 1
            await desk.answered(Answer.APPLY)
            await desk.synced()
            assert (desk.rows("contacts"), desk.rows("leads")) == ([], [])
            assert await desk.store.read(reviews.all_open) == []

    run_async(story())


def test_a_lead_that_a_colleague_gives_to_another_contact_goes_over(
    tmp_path: Path, sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """HubSpot gives it no other date for that: only the daily list of all leads tells."""

    async def story() -> None:
        async with agency(tmp_path, sandbox, control) as desk:
            other = control.edit("contacts", None, {"lastname": "Roux", "lifecyclestage": "lead"})
            desk.ahead_s += 3600  # nobody looks back so far
            await desk.synced()
            lead = next(row["id"] for row in desk.rows("leads") if row["properties"]["hs_lead_name"] == "Durand0")
            ends = {"from": "leads", "fromId": lead, "to": "contacts", "types": [PRIMARY["associationTypeId"]]}
            control.edit("associations", None, {**ends, "toId": other})
            control.edit("associations", None, {**ends, "toId": desk.people[0], "remove": True})
            assert (await desk.rated()).keys() == {other, *desk.people[1:]}
            for _ in range(3):
                desk.ahead_s += 86_400
                await desk.synced()
            tied = await desk.store.read(lambda reader: links.by_remote(reader, "c", "leads", [lead]))
            mains = await desk.store.read(lambda reader: links.records_of(reader, "c", {"contacts": [other]}))
            assert tied[lead].record == mains["contacts", other]

    run_async(story())
