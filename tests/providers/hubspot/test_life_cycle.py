"""Who is a lead at HubSpot is told by a stage: new people get one that makes them what they are here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Create, Grant, RemoteRecord, Schema
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot
from tests.providers.hubspot.test_writes import done, lead, new_id, properties, signed_in


def test_a_new_person_gets_the_life_cycle_stage_of_its_kind(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            contact = Create(new_id(), Kind.CONTACT, {"first_name": "Ines"}, "Ines")
            made = [done(outcome) for outcome in await provider.create("contacts", [lead("Mara"), contact])]
            stages = [properties(control, "contacts", record.id)["lifecyclestage"] for record in made]
            assert stages == ["lead", "customer"]
            assert [record.kind for record in made] == [Kind.LEAD, Kind.CONTACT]
            assert all(record.ours for record in made)

    run_async(story())


@pytest.mark.parametrize(
    ("rule", "lacking", "stages"),
    [
        (("",), (), [None, "customer"]),
        (("lead", "opportunity", ""), ("lead",), ["opportunity", "customer"]),
        (("", "customer", "evangelist", "other"), (), ["customer", "subscriber"]),
        ((), ("lead", "customer"), ["subscriber", "evangelist"]),
    ],
    ids=["none is a lead", "one that is gone", "old clients are leads", "the usual rule"],
)
def test_a_new_person_is_of_its_kind_whatever_counts_as_a_lead_and_whatever_stages_there_are(
    sandbox: Sandbox,
    control: Control,
    run_async: RunAsync,
    rule: tuple[str, ...],
    lacking: tuple[str, ...],
    stages: list[str | None],
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (http, account, _):
            settings = ConnectionSettings(lead_stages=rule)
            schema = await HubSpot().setup(http, settings, Grant()).describe()
            held = schema.objects["contacts"]["lifecyclestage"]
            options = {value: label for value, label in held.options.items() if value not in lacking}
            contacts = {**schema.objects["contacts"], "lifecyclestage": replace(held, options=options)}
            described = Schema({**schema.objects, "contacts": contacts})
            provider = HubSpot().provider(http, settings, described, account)
            contact = Create(new_id(), Kind.CONTACT, {"first_name": "Ines"}, "Ines")
            made = [done(outcome) for outcome in await provider.create("contacts", [lead("Mara"), contact])]
            held_now = [properties(control, "contacts", record.id).get("lifecyclestage") or None for record in made]
            assert held_now == stages
            read = await provider.fetch("contacts", [record.id for record in made])
            kinds_read = [row.kind for row in read.values() if isinstance(row, RemoteRecord)]
            assert kinds_read == [Kind.LEAD, Kind.CONTACT]

    run_async(story())
