"""More properties of the agency's own than the body of a search has room for: 3,000 characters (section 3.1)."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from functools import partial
from random import Random

from crmdesk.domain.custom_fields import custom_name
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.net.messages import Request
from crmdesk.providers.base import ConnectionSettings, Create, Done, Grant, Needle, RemoteRecord
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import hubspot
from tests.providers.hubspot.test_requests import complaints
from tests.providers.requests import Recorder

NAMES = tuple(f"detail_of_the_visit_number_{number}" for number in range(90))


def field(name: str) -> str:
    return custom_name(FieldType.TEXT, name)


def test_every_property_is_read_by_every_way(sandbox: Sandbox, run_async: RunAsync) -> None:
    sent: list[Request] = []
    held = {field(name): f"Valeur {name}" for name in NAMES}

    async def story() -> None:
        async with hubspot(sandbox, wrap=lambda http: Recorder(http, sent)) as (client, account, _):
            plain = {"type": "string", "fieldType": "text", "groupName": "contactinformation"}
            inputs = [{"name": name, "label": name, **plain} for name in NAMES]
            await Api(client, Paths()).write(Paths().properties("contacts", "/batch/create"), {"inputs": inputs})
            sent.clear()
            settings = ConnectionSettings()
            schema = await HubSpot().setup(client, settings, Grant()).describe()
            mapping = FieldMapping()
            for name in NAMES:
                mapping = mapping.with_choice("contacts", Kind.LEAD, field(name), Choice(name))
            provider = HubSpot().provider(client, replace(settings, mapping=mapping), schema, account)
            rules = next(spec for spec in provider.objects() if spec.name == "contacts").rules(Kind.LEAD)
            emails = rules["emails"].codec.encode([{"value": "mara@oakline.example"}], None)
            fields = {"last_name": "Voss", "emails": emails, **held}
            item = Create(new_ulid(1_795_000_000_000, Random(7)), Kind.LEAD, fields, "Voss")
            outcome = (await provider.create("contacts", [item]))[0]
            assert isinstance(outcome, Done)
            made = outcome.record
            assert made is not None
            fetched = (await provider.fetch("contacts", [made.id]))[made.id]
            found = await provider.find("contacts", Kind.LEAD, Needle(emails=("mara@oakline.example",)))
            assert [record.id for record in found] == [made.id]
            feed = next(feed for feed in provider.feeds() if feed.name == "contacts")
            for cursor in (None, {"since_ms": 1_795_000_000_000 - 86_400_000 * 900}):
                async with aclosing(provider.pull(feed, cursor)) as pages:
                    listed = {record.id: record async for page in pages for record in page.records}
                for record in (made, fetched, *found, listed[made.id]):
                    assert isinstance(record, RemoteRecord)
                    assert {name: record.fields.get(name) for name in held} == held

    run_async(story())
    check = partial(complaints, version="2026-03")
    assert sorted({each for request in sent for each in check(request)}) == []
