"""The main job, played once from sign-in to verification, step by step and without a window."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson

from crmdesk.commands.syncing import sync_once
from crmdesk.demo import accounting
from crmdesk.demo.accounting import Typed, Where
from crmdesk.demo.colleague import Colleague, agree_in_browser
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.errors import Bug
from crmdesk.domain.events import RunReport, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.domain.values import Value
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.messages import Request
from crmdesk.store import connections, deciding, editing, links
from crmdesk.store.queries import audit, lists
from crmdesk.store.queries import conflicts as conflict_queries
from crmdesk.store.queries.rows import ListQuery, ListRow
from crmdesk.sync.worker import Emit

VENDOR = "hubspot"
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
        more = ", ".join(f"{key} {value}" for key, value in result.items() if key not in ("step", "count", "seconds"))
        self.say(f"{name:24}{result['count']:>7}   {result['seconds']:>6.2f} s   {more}".rstrip())

    def document(self) -> dict[str, Any]:
        """The one JSON document: every step with its count, and the steps in full."""
        return {**{step["step"]: step["count"] for step in self.done}, "steps": self.done}


@dataclass(slots=True)
class Job:
    """The job over one open profile and one sandbox. The phases are called in order; a window may be shown between them."""

    session: Session
    sandbox: SandboxProcess
    steps: Steps
    typed: list[Typed] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    emit: Emit = lambda _: None

    async def until_conflicts(self) -> None:
        """Sign in, replicate, edit offline while a colleague edits too, and meet the conflicts."""
        await self.sign_in()
        with self.steps.step("pulled") as result:
            report = await self._sync()
            result["count"] = report.counts["pulled"]
            result["calls"] = report.counts["calls"]
        leads = await self._leads()
        with self.steps.step("edited_offline") as result:
            await self._edit_offline(leads)
            result["count"] = len(self.typed) + len(self.deleted)
        await self._colleague_edits(leads)
        with self.steps.step("pulled_again") as result:
            # Sending off for this run: what merges and what conflicts is seen before anything goes out.
            await self.set_sending(on=False)
            report = await self._sync()
            result["count"] = report.counts["pulled"]
        with self.steps.step("merged_without_asking") as result:
            result["count"] = report.counts["merged"]
        with self.steps.step("conflicts") as result:
            result["count"] = len(await self.session.store.read(conflict_queries.contested_fields))

    async def after_conflicts(self) -> None:
        """Settle the conflicts, send, and verify at the vendor that everything typed is accounted for."""
        with self.steps.step("resolved") as result:
            result["count"] = await self._resolve()
        with self.steps.step("pushed") as result:
            await self.set_sending(on=True)
            report = await self._sync()
            result["count"] = report.counts["pushed"]
            result["problems"] = report.counts["problems"]
            quiet = await self._sync()
            result["pushed_again"] = quiet.counts["pushed"]
        await self._verify()

    async def sign_in(self) -> None:
        """Sign in through the real loopback flow; a stand-in for the person agrees in the browser."""
        known = self.sandbox.vendors[VENDOR]
        secret = Secret(known["client_secret"])
        request = SignInRequest(
            VENDOR, "HubSpot", known["client_id"], secret, base_url=known["base_url"], redirect_uris=ANY_PORT
        )
        with self.steps.step("signed_in") as result:
            async with SigningIn(self.session.accounts, request) as signing_in:
                url = await signing_in.begin()
                browser = asyncio.create_task(_visit(signing_in, url or ""))
                found = await signing_in.account()
                await browser
                await signing_in.finish(send=True)
            result["count"] = 1
            result["account"] = found.account.name

    # -- here ---------------------------------------------------------------------------------------------------------

    async def _leads(self) -> list[ListRow]:
        query = ListQuery(Kind.LEAD, sort="last_name")
        rows = await self.session.store.read(lambda reader: lists.page(reader, query, None, 200))
        reachable = [row for row in rows if row.fields.get("phones") and row.fields.get("last_name")]
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

    async def _sync(self) -> RunReport:
        (report,) = await sync_once(self.session, emit=self.emit)
        if report.status is not RunStatus.DONE:
            raise report.error or Bug("demo_run_failed", status=report.status.value)
        return report

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
        colleague = Colleague(control, VENDOR)
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
        states = await self.session.store.read(lambda reader: links.by_record(reader, [record]))
        return next(state.remote_id or "" for state in states[record] if state.object == "contacts")

    async def _verify(self) -> None:
        """Look every typed value up: at the vendor through its API, and in the database by plain SQL."""
        vendor = open_client(self.sandbox.vendors[VENDOR]["base_url"])
        try:
            with self.steps.step("verified_at_vendor") as result:
                found = [await self._where(vendor, typed) for typed in self.typed]
                gone = [record for record in self.deleted if await self._is_gone(vendor, record)]
                result["count"] = found.count(Where.AT_VENDOR) + len(gone)
                result.update(accounting.count(found), deleted=len(gone))
            with self.steps.step("lost") as result:
                result["count"] = found.count(Where.LOST) + len(self.deleted) - len(gone)
        finally:
            await vendor.aclose()

    async def _where(self, vendor: HttpClient, typed: Typed) -> Where:
        trace = await self.session.store.read(lambda reader: audit.trace(reader, typed.kind, typed.record, typed.field))
        rows = {
            (place.object, place.remote_id): await self._row(vendor, place.object, place.remote_id)
            for place in trace.places
            if place.remote_id is not None
        }
        return accounting.find(typed, trace, lambda object_name, remote_id: rows.get((object_name, remote_id)))

    async def _is_gone(self, vendor: HttpClient, record: str) -> bool:
        trace = await self.session.store.read(lambda reader: audit.trace(reader, Kind.LEAD.value, record, "last_name"))
        rows = [await self._row(vendor, place.object, place.remote_id) for place in trace.places if place.remote_id]
        return trace.life == "trash" and not any(rows)

    async def _row(self, vendor: HttpClient, object_name: str, remote_id: str) -> Mapping[str, str | None] | None:
        names = sorted({name for (of, _), name in accounting.PROPERTIES.items() if of == object_name})
        token = self.sandbox.vendors[VENDOR]["access_token"]
        path = f"/crm/v3/objects/{object_name}/{remote_id}"
        response = await vendor.send(
            Request(
                "GET",
                path,
                "/crm/v3/objects/{object}/{id}",
                query=(("properties", ",".join(names)),),
                headers=(("Authorization", f"Bearer {token}"),),
            )
        )
        if response.status == 404:
            return None
        properties: Mapping[str, str | None] = orjson.loads(response.body)["properties"]
        return properties


async def _visit(signing_in: SigningIn, url: str) -> None:
    """Agree in the browser; one that cannot be reached ends the sign-in instead of letting it wait for five minutes."""
    try:
        await agree_in_browser(url)
    except OSError:
        signing_in.cancel()
