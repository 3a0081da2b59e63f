"""More properties of the agency's own than the body of a search has room for: 3,000 characters (section 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from random import Random

from crmdesk.domain.custom_fields import custom_name
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request
from crmdesk.providers.base import (
    Absence,
    Account,
    ConnectionSettings,
    Create,
    Done,
    Grant,
    Needle,
    Provider,
    RemoteRecord,
)
from crmdesk.providers.hubspot.api import BATCH, Api
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot
from tests.providers.hubspot.test_requests import complaints
from tests.providers.requests import Recorder

NAMES = tuple(f"detail_of_the_visit_number_{number}" for number in range(90))


def field(name: str) -> str:
    return custom_name(FieldType.TEXT, name)


async def with_fields(client: HttpClient, account: Account, names: Sequence[str]) -> Provider:
    """The account with these texts of its own, all mapped."""
    plain = {"type": "string", "fieldType": "text", "groupName": "contactinformation"}
    inputs = [{"name": name, "label": name, **plain} for name in names]
    for start in range(0, len(inputs), BATCH):
        body = {"inputs": inputs[start : start + BATCH]}
        await Api(client, Paths()).write(Paths().properties("contacts", "/batch/create"), body)
    settings = ConnectionSettings()
    schema = await HubSpot().setup(client, settings, Grant()).describe()
    mapping = FieldMapping()
    for name in names:
        mapping = mapping.with_choice("contacts", Kind.LEAD, field(name), Choice(name))
    return HubSpot().provider(client, replace(settings, mapping=mapping), schema, account)


def test_an_address_stays_short_whatever_is_read(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    """Some 5,000 characters are safe (section 2.2); a merged row is read by itself."""
    sent: list[Request] = []
    names = [f"detail_of_the_visit_number_{number}" for number in range(170)]

    async def story() -> None:
        async with hubspot(sandbox, wrap=lambda http: Recorder(http, sent)) as (client, account, _):
            provider = await with_fields(client, account, names)
            told = {names[-1]: "oui"}
            one, two = (control.edit("contacts", None, {"lastname": name, **told}) for name in ("Voss", "Foss"))
            merge = {"vendor": "hubspot", "object": "contacts", "winner": one, "loser": two}
            survivor = control("POST", "/merge", merge)["id"]
            control.traits(url_limit=5200)
            found = await provider.fetch("contacts", [two, survivor, "99"])
            assert found[two] == Absence("contacts", two, merged_into=survivor)
            assert found["99"] == Absence("contacts", "99")
            merged = found[survivor]
            assert isinstance(merged, RemoteRecord)
            assert merged.fields[field(names[-1])] == "oui"

    run_async(story())
    assert [request.path for request in sent if request.path.endswith("/99")]


def test_every_property_is_read_by_every_way(sandbox: Sandbox, run_async: RunAsync) -> None:
    sent: list[Request] = []
    held = {field(name): f"Valeur {name}" for name in NAMES}

    async def story() -> None:
        async with hubspot(sandbox, wrap=lambda http: Recorder(http, sent)) as (client, account, _):
            provider = await with_fields(client, account, NAMES)
            sent.clear()
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


def test_a_search_holds_few_addresses_and_asks_for_all(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    sent: list[Request] = []
    emails = [f"{'x' * 200}{number}@oakline.example" for number in range(14)]

    async def story() -> None:
        async with hubspot(sandbox, wrap=lambda http: Recorder(http, sent)) as (_, _, provider):
            id = control.edit(
                "contacts", None, {"lastname": "Voss", "email": "a@b.fr", "hs_additional_emails": emails[-1]}
            )
            other = control.edit("contacts", None, {"lastname": "Auré", "email": emails[0]})
            found = await provider.find("contacts", Kind.LEAD, Needle(emails=tuple(emails)))
            assert {record.id for record in found} == {id, other}
            assert await provider.find("contacts", Kind.LEAD, Needle(name="Mara " + "y" * 4000)) == []

    run_async(story())
    check = partial(complaints, version="2026-03")
    assert sorted({each for request in sent for each in check(request)}) == []
