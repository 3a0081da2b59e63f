"""The main job, played once from sign-in to verification, step by step and without a window."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from crmdesk.commands.figures import decimal
from crmdesk.commands.figures import number as figure
from crmdesk.commands.syncing import sync_once
from crmdesk.commands.texts import labelled, said
from crmdesk.demo import accounting
from crmdesk.demo.accounting import Typed, Where
from crmdesk.demo.agency import MAIN, Agency, furnish
from crmdesk.demo.colleague import Colleague, agree_in_browser
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.demo.verifying import Vendors, everywhere, is_gone, whereabouts
from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.desk.vendors import OFFERED
from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.errors import Bug
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.domain.values import Value
from crmdesk.net.client import open_client
from crmdesk.store import connections, deciding, editing, links
from crmdesk.store.queries import conflicts as conflict_queries
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListQuery, ListRow
from crmdesk.sync.connection_run import Emit
from crmdesk.ui.trial_words import FINDINGS, STEPS

ANY_PORT = ("http://127.0.0.1:*/callback",)
"""Where the demonstration's browser comes back to: no fixed port, so that two of them, or a test, never meet; and no name
that a bare system cannot resolve."""

EDITED = 12
"""Leads that are edited here; the colleague edits the first half of them as well."""


CONTESTED = {
    1: ("phone", "phone", "06 39 98 00 33", "06 39 98 00 77"),
    3: ("job_title", "jobtitle", "Infirmière libérale", "Infirmière à l’hôpital"),
    5: (
        "description",
        "crmdesk_description",
        "Souhaite vendre avant l’été.\nClés chez la gardienne.",
        "Souhaite vendre avant la rentrée.\nClés à l’agence.",
    ),
}
"""Lead → field here, property there, and what each side writes into it."""

DELETED_THERE = 7
"""The lead that is edited here and deleted there."""

ELSEWHERE, ARRIVING = "salesforce", "Saint-Sébastien-sur-Loire"
"""Where the colleague changes the city of a lead that three accounts have, and into what."""

MOST_RUNS = 6
"""Runs after which everything is everywhere: what one account says reaches another with the run after."""


@dataclass(slots=True)
class Steps:
    """What was done, step by step: printed as it happens, and one document at the end."""

    say: Callable[[str], None]
    done: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[dict[str, Any]]:
        """One step: whatever is put into the mapping (``count`` at least) is its result."""
        result: dict[str, Any] = {"step": name, "count": 0}
        started = time.perf_counter()
        yield result
        result["seconds"] = round(time.perf_counter() - started, 3)
        self.done.append(result)
        self.say(_line(result))

    def document(self) -> dict[str, Any]:
        """The one JSON document: every step with its count, and the steps in full."""
        counts = {step["step"]: step["count"] for step in self.done}
        return {**counts, "accounts": counts.get("signed_in", 0), "steps": self.done}


def _line(result: Mapping[str, Any]) -> str:
    """A step as a row of the table that a person reads while the job goes on."""
    found = {
        key: figure(value) if isinstance(value, int) else value for key, value in result.items() if key in FINDINGS
    }
    more = ", ".join(labelled(said(FINDINGS[key]), value) for key, value in found.items())
    seconds = said("{seconds} s", seconds=decimal(result["seconds"], 2))
    return f"{said(STEPS[result['step']]):30}{figure(result['count']):>7}   {seconds:>8}   {more}".rstrip()


async def sign_in_to(session: Session, vendor: str, known: Mapping[str, Any]) -> str:
    """Sign in to one vendor of a sandbox, as its document tells, through the real loopback flow; returns the account's name."""
    request = SignInRequest(
        vendor,
        session.accounts.vendor(vendor).title,
        known["client_id"],
        Secret(known["client_secret"]),
        base_url=known["base_url"],
        redirect_uris=ANY_PORT,
        document=known.get("document"),
    )
    async with SigningIn(session.accounts, request) as signing_in:
        url = await signing_in.begin()
        browser = asyncio.create_task(_visit(signing_in, url or ""))
        found = await signing_in.account()
        await browser
        await signing_in.finish(send=True)
    return found.account.name


@dataclass(slots=True)
class Job:
    """The job over one open profile and one sandbox. The phases are called in order; a window may be shown between them."""

    session: Session
    sandbox: SandboxProcess
    steps: Steps
    typed: list[Typed] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    emit: Emit = lambda _: None
    agency: Agency = field(default_factory=lambda: Agency({}, ()))

    async def until_conflicts(self) -> None:
        """Sign in, replicate, edit offline while a colleague edits too, and meet the conflicts."""
        await self.sign_in()
        with self.steps.step("pulled") as result:
            counts = await self._sync()
            result["count"] = counts["pulled"]
            result["calls"] = counts["calls"]
            # What one account fills in for another comes to rest before anything else is said.
            await self._until_quiet()
        leads = await self._leads()
        with self.steps.step("edited_offline") as result:
            await self._edit_offline(leads)
            result["count"] = len(self.typed) + len(self.deleted)
        await self._colleague_edits(leads)
        with self.steps.step("pulled_again") as result:
            # Sending off for this run: what merges and what conflicts is seen before anything goes out.
            await self.set_sending(on=False)
            counts = await self._sync()
            result["count"] = counts["pulled"]
        with self.steps.step("merged_without_asking") as result:
            result["count"] = counts["merged"]
        with self.steps.step("conflicts") as result:
            result["count"] = len(await self.session.store.read(conflict_queries.contested_fields))

    async def after_conflicts(self) -> None:
        """Settle the conflicts, send, and verify at the vendor that everything typed is accounted for."""
        with self.steps.step("resolved") as result:
            result["count"] = await self._resolve()
        with self.steps.step("pushed") as result:
            await self.set_sending(on=True)
            counts = await self._sync()
            result["count"] = counts["pushed"]
            result["problems"] = counts["problems"]
            result["pushed_again"] = await self._until_quiet()
        async with Vendors(self.agency.vendors) as vendors:
            await self._together(vendors)
            await self._verify(vendors)

    async def sign_in(self) -> None:
        """Sign in to all five accounts, each through the real loopback flow; a stand-in for the person agrees in the browser."""
        control = open_client(self.sandbox.control)
        try:
            self.agency = await furnish(self.sandbox, control)
        finally:
            await control.aclose()
        with self.steps.step("signed_in") as result:
            names = await asyncio.gather(
                *(sign_in_to(self.session, vendor.key, self.agency.vendors[vendor.key]) for vendor in OFFERED)
            )
            result["count"] = len(names)
            result["account"] = ", ".join(names)

    # -- here ---------------------------------------------------------------------------------------------------------

    async def _leads(self) -> list[ListRow]:
        query = ListQuery(Kind.LEAD, sort="last_name")
        rows = await self.session.store.read(lambda reader: lists.page(reader, query, None, 200))
        known = [row for row in rows if row.fields.get("phones") and row.fields.get("last_name")]
        places = await self._places([row.id for row in known])
        # The colleague works in the main account; those in common have a story of their own.
        reachable = [row for row in known if [vendor for vendor, _, _ in places[row.id]] == [MAIN]]
        if len(reachable) <= EDITED:
            raise Bug("demo_too_few_leads", count=len(reachable))
        # Spread over the alphabet, as a day of work would be.
        step = len(reachable) // (EDITED + 1)
        return reachable[:: max(1, step)][: EDITED + 1]

    async def _edit_offline(self, leads: Sequence[ListRow]) -> None:
        for number, lead in enumerate(leads[:EDITED]):
            price = str(250_000 + 5_000 * number)
            await self._edit(lead.id, {"asking_price": {"amount": price, "currency": "EUR"}}, {"asking_price": price})
            street = f"{number + 1} rue des Tilleuls"
            await self._edit(lead.id, {"street": street}, {"street": street})
            await self._edit(lead.id, {"tags": [*(lead.fields.get("tags") or []), "à revoir"]}, {"tags": "à revoir"})
        for number, (name, _, text, _) in CONTESTED.items():
            await self._edit(leads[number].id, {name: text}, {name: text})
        person = {"first_name": "Élodie", "last_name": "Kervadec", "city": "Rezé"}
        made = await self._new(
            Kind.LEAD, {**person, "email": "elodie.kervadec@lead.example", "lead_type": "seller"}, person
        )
        note = "Rappelle après la visite du notaire.\nPréfère le matin."
        await self._new(Kind.NOTE, {"body": note, "about": [made]}, {"body": "Préfère le matin."})
        task = "Rappeler Mme Kervadec pour l’estimation"
        task_fields = {"type": "task", "subject": task, "due_at": "2026-11-27T09:00:00Z", "about": [made]}
        await self._new(Kind.ACTIVITY, task_fields, {"subject": task})
        for record in (await self._in_common())[1:2]:
            await self._edit(record, {"sector": "Talensac"}, {"sector": "Talensac"})
        gone = leads[EDITED].id
        await self.session.store.write(lambda unit: editing.delete(unit, gone), urgent=True)
        self.deleted.append(gone)

    async def _edit(self, record: str, values: Mapping[str, Value], texts: Mapping[str, str]) -> None:
        await self.session.store.write(lambda unit: editing.edit(unit, record, values), urgent=True)
        self.typed += [Typed(Kind.LEAD.value, record, name, text) for name, text in texts.items()]

    async def _new(self, kind: Kind, values: Mapping[str, Value], texts: Mapping[str, str]) -> str:
        record, _ = await self.session.store.write(lambda unit: editing.create(unit, kind, values), urgent=True)
        self.typed += [Typed(kind.value, record, name, text) for name, text in texts.items()]
        return record

    async def set_sending(self, *, on: bool) -> None:
        """Switch sending of every account on or off."""
        rows = await self.session.store.read(connections.all_of)
        for row in rows:
            name = row.id
            await self.session.store.write(lambda unit, n=name: connections.change(unit, n, sending=on))  # type: ignore[misc]

    async def _sync(self) -> Counter[str]:
        """One run of every account side by side; the sums of what they did."""
        counts: Counter[str] = Counter()
        for report in await sync_once(self.session, emit=self.emit):
            if report.status is not RunStatus.DONE:
                raise report.error or Bug("demo_run_failed", status=report.status.value)
            counts.update(report.counts)
        return counts

    async def _until_quiet(self) -> int:
        """Run until nothing goes out any more; how many changes went out."""
        pushed = 0
        for _ in range(MOST_RUNS):
            counts = await self._sync()
            pushed += counts["pushed"]
            if counts["pushed"] + counts["applied"] == 0:
                break
        return pushed

    async def _resolve(self) -> int:
        """Every third conflict for the account, the others for this computer."""
        rows = await self.session.store.read(conflict_queries.contested_fields)
        shown = {row.id: row.shown for row in rows}
        resolutions = [
            Resolution(conflict, Keep.ACCOUNT if at % 3 == 0 else Keep.COMPUTER, seen)
            for at, (conflict, seen) in enumerate(shown.items())
        ]
        if resolutions:
            await self.session.store.write(lambda unit: deciding.resolve(unit, resolutions), urgent=True)
        return len(resolutions)

    # -- there --------------------------------------------------------------------------------------------------------

    async def _colleague_edits(self, leads: Sequence[ListRow]) -> None:
        """The colleague changes other fields of some leads, the very same ones of others, and adds a tag of her own."""
        control = open_client(self.sandbox.control)
        colleague = Colleague(control, MAIN)
        try:
            for number, lead in enumerate(leads[: EDITED // 2]):
                remote_id = await self._remote_id(lead.id)
                fields = {"city": "Saint-Herblain", "jobtitle": "Retraitée"}
                if number % 2 == 0:
                    fields["crmdesk_asking_price"] = str(240_000 + 1_000 * number)
                if number == 1:
                    fields["crmdesk_tags"] = ";".join([*(lead.fields.get("tags") or []), "coup de cœur"])
                if number in CONTESTED:
                    _, name, _, text = CONTESTED[number]
                    fields[name] = text
                await colleague.edit("contacts", remote_id, fields)
            await colleague.delete("contacts", await self._remote_id(leads[DELETED_THERE].id))
        finally:
            await control.aclose()

    async def _remote_id(self, record: str) -> str:
        return next(id for vendor, _, id in (await self._places([record]))[record] if vendor == MAIN)

    async def _places(self, records: Sequence[str]) -> dict[str, list[tuple[str, str, str]]]:
        """Vendor, object and id of each row that stands for one of these records."""
        rows = await self.session.store.read(connections.all_of)
        vendors = {row.id: row.vendor for row in rows}
        states = await self.session.store.read(lambda reader: links.by_record(reader, records))
        return {
            record: [(vendors[one.connection], one.object, one.remote_id or "") for one in states.get(record, [])]
            for record in records
        }

    async def _in_common(self) -> list[str]:
        """The records of those that three accounts have."""
        rows = await self.session.store.read(connections.all_of)
        account = next(row.id for row in rows if row.vendor == ELSEWHERE)
        wanted = self.agency.in_common
        states = await self.session.store.read(lambda reader: links.by_remote(reader, account, "Lead", wanted))
        return [states[id].record for id in wanted if id in states]

    async def _together(self, vendors: Vendors) -> None:
        """The colleague changes a lead in one account; it arrives in the others that have it."""
        with self.steps.step("together") as result:
            records = await self._in_common()
            places = await self._places(records)
            control = open_client(self.sandbox.control)
            try:
                await Colleague(control, ELSEWHERE).edit("Lead", self.agency.in_common[0], {"City": ARRIVING})
            finally:
                await control.aclose()
            await self._until_quiet()
            typed = Typed(Kind.LEAD.value, records[0], "city", ARRIVING)
            self.typed.append(typed)
            told = await everywhere(self.session, vendors, typed)
            result["count"] = len([vendor for vendor in told if vendor != ELSEWHERE])
            result["leads"] = sum(len({vendor for vendor, _, _ in found}) > 2 for found in places.values())
            result["from"] = ELSEWHERE
            result["to"] = ", ".join(vendor for vendor in told if vendor != ELSEWHERE)

    async def _verify(self, vendors: Vendors) -> None:
        """Look every typed value up: at the vendors through their APIs, and in the database by plain SQL."""
        with self.steps.step("verified_at_vendor") as result:
            found = [await whereabouts(self.session, vendors, typed) for typed in self.typed]
            gone = [record for record in self.deleted if await is_gone(self.session, vendors, record)]
            result["count"] = found.count(Where.AT_VENDOR) + len(gone)
            result.update(accounting.count(found), deleted=len(gone))
        with self.steps.step("lost") as result:
            result["count"] = found.count(Where.LOST) + len(self.deleted) - len(gone)


async def _visit(signing_in: SigningIn, url: str) -> None:
    """Agree in the browser; one that cannot be reached ends the sign-in instead of letting it wait for five minutes."""
    try:
        await agree_in_browser(url)
    except OSError:
        signing_in.cancel()
