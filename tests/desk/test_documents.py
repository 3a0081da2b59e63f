"""A spreadsheet as an account: it is named at sign-in, its leads come and go, and signing in again keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from crmdesk.commands.syncing import sync_once
from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import InvalidInput, WrongAccount
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET, TAB
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections, editing
from crmdesk.store.connections import Connection
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control, Json

VENDOR = "google_sheets"


async def sign_in(session: Session, entry: Mapping[str, Any], **more: Any) -> Connection:
    request = replace(requested(entry, VENDOR), redirect_uris=(), **more)
    async with SigningIn(session.accounts, request) as signing_in:
        address = await signing_in.begin()
        assert address is not None
        assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A" in address
        await asyncio.to_thread(approve, address)
        await signing_in.account()
        return await signing_in.finish(create_missing=True, send=True)


async def run(session: Session) -> Mapping[str, int]:
    (report,) = await sync_once(session)
    assert report.status is RunStatus.DONE, report.error
    return report.counts


def rows(control: Control, tab: str = TAB) -> list[Json]:
    found: list[Json] = control.done("GET", f"/dump?vendor={VENDOR}&object={tab}")["records"]
    return found


def edit(control: Control, name: str, id: str | None, fields: Mapping[str, Any]) -> None:
    body = {"vendor": VENDOR, "object": name, "id": id, "fields": dict(fields)}
    control.done("POST", "/edit", body)


def test_leads_of_a_sheet_come_and_go(session: Session, served: Sandbox, control: Control, run_async: RunAsync) -> None:
    entry = served.directory()["vendors"][VENDOR]
    control.done("POST", "/traits", {"vendor": VENDOR, "bare_sheet": True})
    count = len(rows(control))

    async def story() -> None:
        connection = await sign_in(session, entry, document=entry["document"])
        assert connection.account["document"] == f"{SPREADSHEET}#gid=0"
        assert (await run(session))["new"] == count
        first = rows(control)
        assert len({row["_crmdesk_id"] for row in first}) == count

        def found(name: str) -> str:
            query = "SELECT id FROM lead WHERE last_name = ? AND life = 'live'"
            ids = session.store.read_now(lambda reader: reader.exec_driver_sql(query, (name,)).scalars().all())
            assert len(ids) == 1, name
            return str(ids[0])

        edit(control, TAB, first[0]["_crmdesk_id"], {"Nom": "Évoque"})
        await run(session)
        lead = found("Évoque")
        await session.store.write(
            lambda unit: editing.edit(
                unit, lead, {"city": "Pornic", "asking_price": {"amount": "5", "currency": "EUR"}}
            )
        )
        made = await session.store.write(
            lambda unit: editing.create(
                unit,
                Kind.LEAD,
                {"last_name": "=Neuf", "phones": [{"value": "+33639981234", "label": "mobile", "primary": True}]},
            )
        )
        edit(control, "sort", None, {"by": "Ville"})
        assert (await run(session))["pushed"] == 2
        after = {row["_crmdesk_id"]: row for row in rows(control)}
        row = after[first[0]["_crmdesk_id"]]
        assert (row["Ville"], row["Prix demandé"]) == ("Pornic", 5)
        assert (after[made[0]]["Nom"], after[made[0]]["Mobile"]) == ("=Neuf", "+33639981234")
        assert {key: each["E-mail"] for key, each in after.items() if key != made[0]} == {
            each["_crmdesk_id"]: each["E-mail"] for each in first
        }
        counts = await run(session)
        assert (counts["pushed"], counts["new"]) == (0, 0), "nothing of ours comes back as news"
        await session.store.write(lambda unit: editing.delete(unit, made[0]))
        await run(session)
        assert made[0] not in {row["_crmdesk_id"] for row in rows(control)}
        control.done("POST", "/delete", {"vendor": VENDOR, "object": TAB, "id": first[0]["_crmdesk_id"]})
        await run(session)
        query = "SELECT life FROM lead WHERE id = ?"
        assert session.store.read_now(lambda reader: reader.exec_driver_sql(query, (lead,)).scalar()) != "live"
        assert len(rows(control)) == count - 1

    run_async(story())


def test_a_column_of_keys_that_is_renamed_is_still_known_and_nothing_is_lost(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    entry = served.directory()["vendors"][VENDOR]

    async def story() -> None:
        await sign_in(session, entry, document=entry["document"])
        await run(session)
        count = session.store.read_now(
            lambda reader: reader.exec_driver_sql("SELECT count(*) FROM lead WHERE life = 'live'").scalar()
        )
        edit(control, "columns", "_crmdesk_id", {"title": "Colonne"})
        assert (await run(session))["new"] == 0
        after = session.store.read_now(
            lambda reader: reader.exec_driver_sql("SELECT count(*) FROM lead WHERE life = 'live'").scalar()
        )
        assert after == count

    run_async(story())


def test_signing_in_again_keeps_the_spreadsheet(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    entry = served.directory()["vendors"][VENDOR]

    async def story() -> None:
        made = await sign_in(session, entry)
        assert made.account["name"] == "crmdesk – prospects"
        again = await sign_in(session, entry, connection=made.id)
        assert (again.id, again.account) == (made.id, made.account)
        by_name = await sign_in(session, entry)
        assert by_name.account["document"] == made.account["document"]
        documents = [row["title"] for row in rows(control, "documents")]
        assert documents == ["Prospects Talensac", "crmdesk – prospects"]
        with pytest.raises(WrongAccount):
            await sign_in(session, entry, document=entry["document"], connection=made.id)
        with pytest.raises(InvalidInput):
            await sign_in(session, entry, document="la feuille de Julien", name="x")
        assert len(session.store.read_now(connections.all_of)) == 1

    run_async(story())
