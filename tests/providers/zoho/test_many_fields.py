"""More fields of the agency's own than one answer tells: a list names fifty at most (section 2.1)."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from random import Random

from crmdesk.domain.custom_fields import custom_name
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.net.messages import Request
from crmdesk.providers.base import (
    ConnectionSettings,
    Create,
    Done,
    Grant,
    Needle,
    Outcome,
    Provider,
    RemoteRecord,
    Update,
)
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.metadata import MADE_AT_ONCE
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.requests import Recorder
from tests.providers.zoho.test_requests import complaints

LABELS = tuple(f"Détail {number}" for number in range(70))
"""With the usual ones of a lead these are more than two answers tell."""


def field(label: str) -> str:
    return custom_name(FieldType.TEXT, label)


def done(outcomes: list[Outcome]) -> RemoteRecord:
    assert isinstance(outcomes[0], Done), outcomes
    assert outcomes[0].record is not None
    return outcomes[0].record


async def read_changes(provider: Provider) -> dict[str, RemoteRecord]:
    feed = next(feed for feed in provider.feeds() if feed.name == "People")
    async with aclosing(provider.pull(feed, None)) as pages:
        return {record.id: record async for page in pages for record in page.records}


def test_every_field_is_read_by_every_way(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    sent: list[Request] = []
    held = {field(label): f"Valeur {label}" for label in LABELS}

    async def story() -> None:
        async with zoho(sandbox, wrap=lambda http: Recorder(http, sent)) as (client, account, _):
            for start in range(0, len(LABELS), MADE_AT_ONCE):
                part = LABELS[start : start + MADE_AT_ONCE]
                await Api(client).make_fields(
                    "Leads", [{"field_label": label, "data_type": "text", "length": 80} for label in part]
                )
            settings = ConnectionSettings()
            schema = await Zoho().setup(client, settings, Grant()).describe()
            names = {each.label: each.name for each in schema.objects["Leads"].values()}
            mapping = FieldMapping()
            for label in LABELS:
                mapping = mapping.with_choice("Leads", Kind.LEAD, field(label), Choice(names[label]))
            provider = Zoho().provider(client, replace(settings, mapping=mapping), schema, account)
            lines = next(spec for spec in provider.objects() if spec.name == "People").rules(Kind.LEAD)
            emails = lines["emails"].codec.encode([{"value": "mara@oakline.example"}], None)
            item = Create(
                new_ulid(1_795_000_000_000, Random(7)),
                Kind.LEAD,
                {"last_name": "Voss", "emails": emails, **held},
                "Voss",
            )
            made = done(list(await provider.create("People", [item])))
            org.tick(90)
            fetched = (await provider.fetch("People", [made.id]))[made.id]
            found = await provider.find("People", Kind.LEAD, Needle(emails=("mara@oakline.example",)))
            listed = (await read_changes(provider))[made.id]
            for record in (made, fetched, *found, listed):
                assert isinstance(record, RemoteRecord)
                assert {name: record.fields.get(name) for name in held} == held
            assert len(found) == 1
            last = field(LABELS[-1])
            update = Update(made.id, Kind.LEAD, {last: "Autre"}, {last: held[last]}, made.version)
            changed = done(list(await provider.update("People", [update])))
            assert changed.fields[last] == "Autre"

    run_async(story())
    assert sorted({each for request in sent for each in complaints(request)}) == []
