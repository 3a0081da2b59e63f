"""Signing in again: what a person chose before stays, and another account is refused before it is touched."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import FoundAccount, SigningIn
from crmdesk.domain.errors import InvalidInput, WrongAccount
from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.providers.base import MissingProperty
from crmdesk.providers.hubspot.account import HubSpotSetup
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections, removal
from crmdesk.store.connections import Connection
from crmdesk.store.unit import Unit
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

RULE = ("lead", "customer", "")


@pytest.fixture(autouse=True)
def _fresh(control: Control) -> None:
    assert control.url


async def sign_in(
    session: Session,
    served: Sandbox,
    name: str = "",
    *,
    connection: str | None = None,
    create_missing: bool = False,
    lead_stages: tuple[str, ...] | None = None,
) -> tuple[Connection, FoundAccount]:
    known = served.vendors["hubspot"]
    token, base_url = Secret(known["access_token"]), known["base_url"]
    request = SignInRequest("hubspot", name, token=token, base_url=base_url, connection=connection)
    async with SigningIn(session.accounts, request) as signing_in:
        await signing_in.begin()
        found = await signing_in.account()
        return await signing_in.finish(create_missing=create_missing, lead_stages=lead_stages), found


def counting(found: FoundAccount) -> set[str]:
    return {stage.value for stage in found.stages if stage.counts}


def test_who_counts_as_a_lead_stays_as_it_was_chosen(session: Session, served: Sandbox, run_async: RunAsync) -> None:
    _, first = run_async(sign_in(session, served, lead_stages=RULE))
    assert counting(first) != {"lead", "customer"}
    again, found = run_async(sign_in(session, served))
    assert again.settings is not None
    assert again.settings["lead_stages"] == list(RULE)
    assert counting(found) == {"lead", "customer"}, "the rule is shown as it is"
    changed, _ = run_async(sign_in(session, served, lead_stages=("lead", "")))
    assert changed.settings is not None
    assert changed.settings["lead_stages"] == ["lead", ""]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (connections.PAUSED, connections.PAUSED),
        (connections.SIGN_IN, connections.ACTIVE),
        (connections.ACTIVE, connections.ACTIVE),
    ],
)
def test_a_paused_account_stays_paused(
    session: Session, served: Sandbox, run_async: RunAsync, before: str, after: str
) -> None:
    made, _ = run_async(sign_in(session, served))
    session.store.write_now(lambda unit: connections.change(unit, made.id, state=before))
    again, _ = run_async(sign_in(session, served))
    assert (again.id, again.state) == (made.id, after)


def test_an_account_is_connected_once(session: Session, served: Sandbox, run_async: RunAsync) -> None:
    run_async(sign_in(session, served, "A"))
    with pytest.raises(InvalidInput) as caught:
        run_async(sign_in(session, served, "B"))
    assert (caught.value.key, caught.value.data["name"]) == ("account_connected_already", "A")
    assert run_async(sign_in(session, served))[0].name == "A"
    assert run_async(sign_in(session, served, "A"))[0].name == "A"
    assert [row.name for row in session.store.read_now(connections.all_of)] == ["A"]


async def by_browser(session: Session, request: SignInRequest, *, send: bool | None = None) -> Connection:
    async with SigningIn(session.accounts, request) as signing_in:
        url = await signing_in.begin()
        assert url is not None
        _, found = await asyncio.gather(asyncio.to_thread(approve, url), signing_in.account())
        present = session.store.read_now(connections.all_of)
        assert found.sending == any(row.sending for row in present)
        return await signing_in.finish(send=send)


def test_the_same_account_by_browser_and_by_token_is_one(
    session: Session, served: Sandbox, run_async: RunAsync
) -> None:
    made = run_async(by_browser(session, requested(served.vendors["hubspot"], "hubspot")))
    with pytest.raises(InvalidInput, match="account_connected_already"):
        run_async(sign_in(session, served, "HubSpot"))
    assert session.store.read_now(connections.all_of) == [made]


def test_signing_in_again_needs_no_application_and_keeps_whether_it_sends(
    session: Session, served: Sandbox, run_async: RunAsync
) -> None:
    entry = served.vendors["hubspot"]
    first = requested(entry, "hubspot")
    made = run_async(by_browser(session, first, send=True))
    again = replace(first, client_id="", client_secret=None, connection=made.id)
    assert run_async(by_browser(session, again)).sending
    stored = session.accounts.vault.load(made.id)
    assert stored is not None
    assert (stored.app.client_id, stored.app.client_secret) == (entry["client_id"], Secret(entry["client_secret"]))
    assert not run_async(by_browser(session, again, send=False)).sending
    assert not run_async(by_browser(session, again)).sending


def test_an_account_of_a_token_has_no_application_to_sign_in_with(
    session: Session, served: Sandbox, run_async: RunAsync
) -> None:
    made, _ = run_async(sign_in(session, served, "A"))
    again = replace(requested(served.vendors["hubspot"], "hubspot"), client_id="", connection=made.id)
    with pytest.raises(InvalidInput, match="application_unknown"):
        run_async(by_browser(session, again))


@pytest.mark.parametrize("by_id", [True, False])
def test_another_account_is_refused_before_anything_is_created_there(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, by_id: bool
) -> None:
    control.traits(bare_account=True)
    made, found = run_async(sign_in(session, served, "X"))
    assert found.missing
    other = replace(made, account={**made.account, "id": "other", "name": "Other"})
    session.store.write_now(lambda unit: connections.update(unit, other))
    control.done("DELETE", "/calls")
    name, connection = ("", made.id) if by_id else ("X", None)
    with pytest.raises(WrongAccount) as caught:
        run_async(sign_in(session, served, name, connection=connection, create_missing=True))
    assert (caught.value.data["name"], caught.value.data["expected"]) == ("X", "Other")
    assert not [call for call in control.done("GET", "/calls")["hubspot"] if call.startswith("POST")]
    assert session.store.read_now(connections.all_of) == [other]


def secrets(session: Session) -> list[str]:
    query = "SELECT connection FROM secret"
    return list(session.store.read_now(lambda reader: reader.exec_driver_sql(query).scalars().all()))


def test_tokens_are_stored_with_the_connection_and_not_before(
    session: Session, served: Sandbox, run_async: RunAsync
) -> None:
    """Whoever's program ends in the middle of a sign-in leaves no access behind that nobody could give back."""

    async def story() -> Connection:
        before = secrets(session)
        async with SigningIn(session.accounts, requested(served.vendors["hubspot"], "hubspot")) as signing_in:
            url = await signing_in.begin()
            await asyncio.gather(asyncio.to_thread(approve, url or ""), signing_in.account())
            assert secrets(session) == before
            return await signing_in.finish()

    made = run_async(story())
    assert secrets(session) == [made.id]
    again = run_async(story())
    assert secrets(session) == [again.id] == [made.id]


def test_what_is_chosen_while_the_account_gets_its_fields_stays_chosen(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing in again asks the vendor for a while: the account is paused meanwhile, or its first sync is answered."""
    made, _ = run_async(sign_in(session, served))
    asking = replace(made, first_sync=FirstSync.ASKING)
    session.store.write_now(lambda unit: connections.update(unit, asking))
    control.traits(bare_account=True)
    create = HubSpotSetup.create_missing

    async def slow(setup: HubSpotSetup, wanted: Sequence[MissingProperty]) -> None:
        def choose(unit: Unit) -> None:
            connections.change(unit, made.id, state=connections.PAUSED, interval_s=60, sending=True)
            connections.settle_first_sync(unit, made.id)

        await session.store.write(choose)
        await create(setup, wanted)

    monkeypatch.setattr(HubSpotSetup, "create_missing", slow)
    again, found = run_async(sign_in(session, served, create_missing=True))
    assert found.missing
    assert session.store.read_now(connections.all_of) == [again]
    assert (again.state, again.interval_s, again.sending) == (connections.PAUSED, 60, True)
    assert again.first_sync is FirstSync.SETTLED


def test_an_account_that_is_disconnected_while_it_gets_its_fields_is_a_new_one(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = run_async(sign_in(session, served))
    control.traits(bare_account=True)
    create = HubSpotSetup.create_missing

    async def slow(setup: HubSpotSetup, wanted: Sequence[MissingProperty]) -> None:
        await session.store.write(lambda unit: removal.remove_connection(unit, made.id, keep_data=True))
        await create(setup, wanted)

    monkeypatch.setattr(HubSpotSetup, "create_missing", slow)
    again, _ = run_async(sign_in(session, served, create_missing=True))
    assert again.id != made.id
    assert session.store.read_now(connections.all_of) == [again]
    assert secrets(session) == [again.id]
