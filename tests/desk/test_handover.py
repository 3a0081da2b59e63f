"""What a user owned follows whoever the user became, also where the account that holds how far it is leaves before the end."""

from __future__ import annotations

from functools import partial

import pytest

from crmdesk.desk.accounts import Accounts
from crmdesk.desk.disconnecting import disconnect
from crmdesk.desk.session import Session
from crmdesk.domain.errors import InvalidInput, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.store import records
from crmdesk.store.connections import Connection
from crmdesk.sync import owners
from crmdesk.sync.uniting import unite
from tests.conftest import RunAsync
from tests.desk.test_desk import Office
from tests.desk.two_accounts import HERE, LEADS, THERE, Agency


@pytest.fixture
def agency(session: Session) -> Agency:
    return Agency(session)


@pytest.mark.parametrize("leaving", [HERE, THERE])
def test_an_account_that_leaves_leaves_no_record_with_the_user_that_is_no_more(
    agency: Agency, leaving: str, run_async: RunAsync
) -> None:
    agency.unite()
    assert agency.owners().count(agency.second) == LEADS - owners.AT_ONCE
    run_async(disconnect(agency.session, leaving, keep_data=True))
    assert agency.owners() == [agency.first] * LEADS
    assert not agency.session.store.read_now(owners.waiting)


def test_nor_do_both_of_them(agency: Agency, run_async: RunAsync) -> None:
    agency.unite()
    run_async(disconnect(agency.session, THERE, keep_data=True))
    run_async(disconnect(agency.session, HERE, keep_data=True))
    assert agency.owners() == [agency.first] * LEADS


def test_nor_do_users_that_are_united_while_the_vendor_is_asked(
    agency: Agency, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vendor may keep the access for a minute before it is given back."""

    async def revoke(_: Accounts, connection: Connection) -> bool:
        await agency.session.store.write(lambda unit: unite(unit, agency.first, agency.second))
        raise Unreachable("unreachable", host=connection.name)

    monkeypatch.setattr(Accounts, "revoke", revoke)
    run_async(disconnect(agency.session, THERE, keep_data=True))
    assert agency.owners() == [agency.first] * LEADS


def test_what_becomes_unsent_as_it_follows_a_user_is_refused_before_the_access_is_given_back(
    agency: Agency, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = agency.bring_unknown_owner()
    agency.unite()
    asked: list[str] = []

    async def revoke(_: Accounts, connection: Connection) -> bool:
        asked.append(connection.id)
        return True

    monkeypatch.setattr(Accounts, "revoke", revoke)
    with pytest.raises(InvalidInput, match="unsent_changes") as raised:
        run_async(disconnect(agency.session, HERE, keep_data=False))
    assert raised.value.data["pending"] == 1
    assert asked == []
    read = agency.session.store.read_now
    assert read(partial(records.load_many, kind=Kind.LEAD, ids=[lead]))[lead].fields["owner"] == agency.first
    run_async(disconnect(agency.session, HERE, keep_data=False, discard_pending=True))
    assert asked == [HERE]
    assert read(partial(records.load_many, kind=Kind.LEAD, ids=[lead])) == {}


def test_the_window_unites_users_and_separates_them_again(agency: Agency, run_async: RunAsync) -> None:
    office = Office(agency.session)
    office.loaded.set()
    desk = office.desk
    desk.set_offline(True)

    async def work() -> None:
        assert await desk.unite(agency.first, agency.second) == THERE
        await desk.follow_users()
        assert agency.owners() == [agency.first] * LEADS
        assert await desk.separate(agency.first, THERE) == agency.second
        await desk.follow_users()
        assert agency.owners() == [agency.second] * LEADS
        await desk.suggest_again(agency.first, agency.second)
        with pytest.raises(InvalidInput, match="not_unitable"):
            await desk.unite(agency.first, agency.leads[0])

    try:
        run_async(work())
    finally:
        desk.outside().worker.stop()
