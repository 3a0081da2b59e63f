"""Choosing a field mapping is one step: it is in force with the routes that follow from it, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.desk import mapping
from crmdesk.desk.profile import open_profile
from crmdesk.desk.session import Session, session_of
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.field_mapping import Choice, Direction
from crmdesk.domain.kinds import Kind
from crmdesk.paths import profile_folders
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from tests.conftest import RunAsync
from tests.desk.test_signing_in import sign_in
from tests.sandbox.raw import Control


@pytest.fixture
def heard() -> list[ChangeSet]:
    """What each commit changed."""
    return []


@pytest.fixture
def session(profile: Path, heard: list[ChangeSet]) -> Iterator[Session]:
    opened = open_profile(profile_folders(profile), throwaway=True, listener=heard.append)
    yield session_of(opened)
    opened.close()


def test_a_mapping_and_its_routes_are_stored_together(
    session: Session, served: Sandbox, control: Control, heard: list[ChangeSet], run_async: RunAsync
) -> None:
    assert control.url

    async def story() -> None:
        connection, _ = await sign_in(session, served, create_missing=True)
        account = await mapping.mapped(session, connection.name)
        before = _own_fields(connection)
        chosen = mapping.chosen(account, "leads", Kind.LEAD, before[0], Choice(direction=Direction.OFF))
        heard.clear()
        assert await mapping.choose(session, account, chosen) == 1
        assert (_own_fields(_present(session, connection)), len(heard)) == (before[1:], 1)
        assert await mapping.restore(session, account, 0) == 2
        assert (_own_fields(_present(session, connection)), len(heard)) == (before, 2)

    run_async(story())


def _present(session: Session, connection: Connection) -> Connection:
    return session.store.read_now(lambda reader: connections.get(reader, connection.id))


def _own_fields(connection: Connection) -> tuple[str, ...]:
    """What a row of the account's leads adds to that of its contact."""
    (route,) = (each for each in connection.routes if each.object == "leads")
    return route.fields
