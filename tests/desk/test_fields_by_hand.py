"""Fields that a vendor lets no program create: they are named, and nothing is offered that cannot be done."""

from __future__ import annotations

import asyncio
import time

from crmdesk.desk.desk import Desk, Outside
from crmdesk.desk.later import Later
from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.sandbox.serve import Sandbox
from crmdesk.sync.worker import Worker
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

DESCRIBE = "GET /services/data/v67.0/sobjects/Lead/describe"


def test_consent_to_what_no_program_can_do_asks_for_nothing(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    entry = served.directory()["vendors"]["salesforce"]
    control.done("POST", "/traits", {"vendor": "salesforce", "bare_org": True})

    async def story() -> None:
        async with SigningIn(session.accounts, requested(entry, "salesforce")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            found = await signing_in.account()
            assert {each.by_hand for each in found.missing} == {True}
            assert "crmdesk_uid__c" in {each.name for each in found.missing if each.object == "Lead"}
            connection = await signing_in.finish(create_missing=True)
        assert connection.vendor == "salesforce"

    run_async(story())
    calls = control.done("GET", "/calls")["salesforce"]
    assert calls[DESCRIBE] == 1, "what was not changed is not read again"


def test_the_window_is_told_apart_what_an_administrator_makes(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    entry = served.directory()["vendors"]["salesforce"]
    control.done("POST", "/traits", {"vendor": "salesforce", "bare_org": True})

    def outside() -> Outside:
        worker = Worker(
            session.store, session.accounts.open, holder=session.holder, now_s=time.time, emit=lambda _: None
        )
        worker.start()
        return Outside(session, worker)

    desk = Desk(session.store, Later(outside))

    async def story() -> None:
        flow = desk.sign_in(requested(entry, "salesforce"))
        await asyncio.to_thread(approve, await flow.url())
        found = await flow.account()
        assert found.missing == ()
        assert ("Lead", "crmdesk_sector__c (Secteur)") in found.by_hand
        assert len(found.by_hand) == 22
        flow.cancel()

    try:
        run_async(story())
    finally:
        desk.outside().worker.stop()


def test_every_vendor_is_offered_with_its_guide(session: Session) -> None:
    desk = Desk(session.store, Later(_never), language="fr")
    assert all((each.guide or "").endswith(f"/docs/vendors/{each.key}.fr.md") for each in desk.vendors())
    assert not desk.outside.begun


def _never() -> Outside:
    raise AssertionError
