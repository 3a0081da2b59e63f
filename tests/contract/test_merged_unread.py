"""A merge of which an account's changes cannot be read, by the engine over real sockets: it is no deletion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import editing, records
from crmdesk.sync.run import OpenAccount, Reach, Run
from tests.conftest import RunAsync
from tests.contract.subjects import PEOPLE, Control
from tests.contract.test_made_anew import Desk
from tests.contract.test_missing_lists import opener

CHANGES: dict[str, dict[str, Any]] = {
    "hubspot": {"method": "POST", "path": "/crm/v3/objects/contacts/search"},
    "pipedrive": {"method": "GET", "path": "/api/v2/persons"},
    "zoho": {"method": "GET", "path": "/crm/v8/Leads"},
}
"""What the feed of changed people asks, at the vendors that list deletions elsewhere."""


@pytest.mark.parametrize("vendor", CHANGES)
def test_who_was_merged_while_changes_could_not_be_read_is_known_as_part_of_the_survivor(
    vendor: str, sandbox: Sandbox, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with opener(vendor, sandbox)() as account:
            people = account.objects[PEOPLE]
            winner = account.add(PEOPLE, Kind.LEAD, {"first_name": "Zoé", "last_name": "Ode"})
            loser = account.add(PEOPLE, Kind.LEAD, {"last_name": "Ode", "email": "ode@example.org"})
            desk = Desk(account, tmp_path)
            await desk.connect()
            await desk.synced()
            kept, ended = await desk.record_of(people, winner), await desk.record_of(people, loser)
            fields = {"body": "rappeler", "about": [ended]}
            note, _ = await desk.store.write(lambda unit: editing.create(unit, Kind.NOTE, fields))
            account.merge(PEOPLE, winner, loser)
            fault = {"vendor": vendor, "action": "garbage", **CHANGES[vendor]}
            Control(sandbox)("POST", "/faults", [fault])
            unread = Run(
                desk.store, OpenAccount(desk.provider), desk.connection, "test", desk.now_s, reach=Reach.THOROUGH
            )
            assert (await unread.execute()).status is RunStatus.FAILED
            await desk.synced()
            assert await desk.store.read(lambda reader: records.survivors(reader, [ended])) == {ended: kept}
            held = await desk.store.read(lambda reader: records.find(reader, note))
            assert held is not None
            assert held.fields["about"] == [kept]
            desk.store.close()

    run_async(story())
