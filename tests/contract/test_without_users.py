"""An access that may not read the list of users: who wrote a value is told without names, and nothing waits for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import editing, intents
from tests.conftest import RunAsync
from tests.contract.subjects import PEOPLE, Control
from tests.contract.test_contract import change, fetched
from tests.contract.test_made_anew import Desk
from tests.contract.test_missing_lists import opener

USERS = {"hubspot": "/crm/v3/owners", "pipedrive": "/v1/users"}
UPDATES = {"hubspot": ("POST", "/crm/v3/objects/contacts/batch/update"), "pipedrive": ("PATCH", "/api/v2/persons")}
REFUSAL = {
    "hubspot": {"status": "error", "message": "not granted all required scopes", "category": "MISSING_SCOPES"},
    "pipedrive": {"success": False, "error": "Scope and URL mismatch", "errorCode": 403},
}

VENDORS = pytest.mark.parametrize("vendor", [*USERS])
"""Those whose histories name users by their ids; the others' tell names themselves."""


def hide_users(control: Control, vendor: str) -> None:
    refusal = {"status": 403, "body": REFUSAL[vendor]}
    fault = {"vendor": vendor, "action": "status", "value": refusal, "path": USERS[vendor], "times": None}
    control("POST", "/faults", [fault])


@VENDORS
def test_what_is_ours_is_told_without_names(
    vendor: str, sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with opener(vendor, sandbox)() as subject:
            hide_users(control, vendor)
            provider, people = subject.provider, subject.objects[PEOPLE]
            id = subject.add(PEOPLE, Kind.LEAD, {"first_name": "Mara", "last_name": "Voss", "city": "Nantes"})
            read = await fetched(subject, PEOPLE, id)
            subject.change(PEOPLE, id, {"city": "Rennes"})
            await change(subject, PEOPLE, read, {"city": "Laval"})
            stamps = await provider.authorship(people, {id: ["first_name", "city"]})
            assert (stamps[id, "first_name"].ours, stamps[id, "city"].ours) == (False, True)
            assert (stamps[id, "city"].at or "") >= (stamps[id, "first_name"].at or "") > "2026"
            assert stamps[id, "first_name"].by != subject.me
            versions = (await provider.versions(people, {id: ["city"]}, named=True))[id, "city"]
            assert [(each.raw, each.ours) for each in versions[:2]] == [("Laval", True), ("Rennes", False)]

    run_async(story())


@pytest.mark.thorough
@VENDORS
def test_an_update_without_an_answer_is_resolved(
    vendor: str, sandbox: Sandbox, control: Control, run_async: RunAsync, tmp_path: Path
) -> None:
    async def story() -> None:
        async with opener(vendor, sandbox)() as subject:
            id = subject.add(PEOPLE, Kind.LEAD, {"first_name": "Mara", "last_name": "Voss", "city": "Nantes"})
            desk = Desk(subject, tmp_path)
            await desk.connect()
            await desk.synced()
            record = await desk.record_of(subject.objects[PEOPLE], id)
            hide_users(control, vendor)
            method, path = UPDATES[vendor]
            lost = {"vendor": vendor, "action": "drop_after", "method": method, "path": path}
            control("POST", "/faults", [lost])
            await desk.store.write(lambda unit: editing.edit(unit, record, {"city": "Rezé"}))
            await desk.synced()
            assert await desk.store.read(lambda reader: intents.unresolved(reader, "c")) == []
            await desk.store.write(lambda unit: editing.edit(unit, record, {"first_name": "Anna"}))
            await desk.synced()
            held = subject.truth(PEOPLE, id)
            assert (held["city"], held["first_name"]) == ("Rezé", "Anna")
            desk.store.close()

    run_async(story())
