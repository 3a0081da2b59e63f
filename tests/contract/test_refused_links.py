"""Links that an account refuses after it has written the rest of a change: by the engine over real sockets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from crmdesk.domain.conflicts import ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Outcome, Update
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import editing, open_conflicts
from tests.conftest import RunAsync
from tests.contract.conftest import _hubspot
from tests.contract.subjects import PEOPLE, Control
from tests.contract.test_made_anew import Desk


def test_what_a_colleague_wrote_just_before_is_found_although_the_link_beside_it_was_refused(
    sandbox: Sandbox, run_async: RunAsync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = Control(sandbox)

    async def story() -> None:
        async with _hubspot(sandbox, "2026-09")() as vendor:
            people = vendor.objects[PEOPLE]
            lead = vendor.add(PEOPLE, Kind.LEAD, {"last_name": "Durand", "city": "Nantes"})
            company = control.edit("companies", None, {"name": "Oakline"})
            desk = Desk(vendor, tmp_path)
            await desk.connect()
            await desk.synced()
            record, firm = await desk.record_of(people, lead), await desk.record_of("companies", company)
            send = vendor.provider.update

            async def meddled(name: str, items: Sequence[Update]) -> Sequence[Outcome]:
                monkeypatch.undo()
                vendor.change(PEOPLE, lead, {"city": "Vertou"})
                return await send(name, items)

            monkeypatch.setattr(vendor.provider, "update", meddled)
            control.traits(associations_forbidden=True)
            await desk.store.write(lambda unit: editing.edit(unit, record, {"city": "Rezé", "company": firm}))
            await desk.synced()
            asked = (await desk.store.read(lambda reader: open_conflicts.open_of(reader, [record])))[record]
            assert {name: (each.kind, each.accounts[0].value) for name, each in asked.items()} == {
                "city": (ConflictKind.OVERWROTE, "Vertou")
            }
            control.traits(associations_forbidden=False)
            await desk.synced()
            row = (await vendor.provider.fetch(people, [lead]))[lead]
            assert getattr(row, "fields", {})["company"] == [["companies", company]]
            desk.store.close()

    run_async(story())
