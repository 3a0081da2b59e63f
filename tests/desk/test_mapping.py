"""Choosing a field mapping is one step: it is in force with the routes that follow from it, or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from crmdesk.desk import mapping
from crmdesk.desk.profile import open_profile
from crmdesk.desk.session import Session, session_of
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.field_mapping import Choice, Direction
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.net.messages import Effect, Request
from crmdesk.paths import profile_folders
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections, links, records
from crmdesk.store.connections import Connection
from crmdesk.sync.connection_run import run_connection
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


def test_a_pair_of_words_outlives_another_label_of_its_option(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """Paired by what a person reads there: the account's own word came into every record, and went to every other account."""
    row = control.edit("contacts", None, lastname="Durand", hs_language="fr")

    async def story() -> None:
        connection, _ = await sign_in(session, served)
        account = await mapping.mapped(session, connection.name)
        choice = Choice("hs_language", pairs=(("French", "Bouche à oreille"),))
        chosen = mapping.chosen(account, "contacts", Kind.LEAD, "source", choice)
        await mapping.choose(session, account, chosen)
        await _run(session, connection)
        assert _source(session, connection, row) == "Bouche à oreille"
        options = [{"value": "fr", "label": "Français"}, {"value": "en", "label": "Anglais"}]
        path, body = Paths().properties("contacts", "/hs_language"), orjson.dumps({"options": options})
        async with session.accounts.client(connection) as client:
            await client.send(Request("PATCH", path, path, json=body, effect=Effect.IDEMPOTENT))
        await session.store.write(lambda unit: connections.change(unit, connection.id, described_at=None))
        await _run(session, connection)
        assert _source(session, connection, row) == "Bouche à oreille"
        held = await mapping.mapped(session, connection.name)
        assert held.rules("contacts", Kind.LEAD)["source"].pairs == (("Français", "Bouche à oreille"),)

    run_async(story())


async def _run(session: Session, connection: Connection) -> None:
    opener, present = session.accounts.open, _present(session, connection)
    report = await run_connection(session.store, opener, present, holder=session.holder, now_s=time.time)
    assert report.error is None, report.error


def _source(session: Session, connection: Connection, row: str) -> Value:
    """What a record of a row of the account holds as its source."""
    tied = session.store.read_now(lambda reader: links.by_remote(reader, connection.id, "contacts", [row]))
    found = session.store.read_now(lambda reader: records.find(reader, tied[row].record))
    assert found is not None
    return found.fields["source"]


def _present(session: Session, connection: Connection) -> Connection:
    return session.store.read_now(lambda reader: connections.get(reader, connection.id))


def _own_fields(connection: Connection) -> tuple[str, ...]:
    """What a row of the account's leads adds to that of its contact."""
    (route,) = (each for each in connection.routes if each.object == "leads")
    return route.fields
