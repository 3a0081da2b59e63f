"""What goes over the wire: every request of a run through all verbs, against a table written from the fact sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import aclosing
from random import Random
from typing import Any

import orjson
import pytest

from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.base import (
    ConnectionSettings,
    Create,
    Cursor,
    Grant,
    Needle,
    Provider,
    RemoteRecord,
    Update,
)
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot
from tests.providers.requests import Recorder, mistakes, query_mistakes, record

PREFIXES = {
    "v3": {
        "objects": "/crm/v3/objects", "properties": "/crm/v3/properties", "pipelines": "/crm/v3/pipelines",
        "owners": "/crm/v3/owners", "associations": "/crm/v4/associations", "account": "/account-info/v3",
    },
    "2026-03": {
        "objects": "/crm/objects/2026-03", "properties": "/crm/properties/2026-03",
        "pipelines": "/crm/pipelines/2026-03", "owners": "/crm/owners/2026-03",
        "associations": "/crm/associations/2026-03", "account": "/account-info/2026-03",
    },
}  # fmt: skip

IDS = [{"id": str}]
KEYED = [{"id": str}]
TYPES = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": int}]
LINKS = [{"to": {"id": str}, "types": TYPES}]
TEXTS = {"*": str}
GROUPS = [{"filters": [{"propertyName": str, "operator": str, "value?": str, "values?": [str]}]}]
SORTS = [{"propertyName": str, "direction": "ASCENDING"}]
OPTIONS = [{"value": str, "label": str, "displayOrder": int, "hidden": False}]
DEFINITION = {
    "name": str, "label": str, "type": str, "fieldType": str, "groupName": "crmdesk", "hasUniqueValue": bool,
    "options?": OPTIONS, "showCurrencySymbol?": True,
}  # fmt: skip

TABLE: dict[str, tuple[dict[str, str], Any]] = {
    "GET {objects}/{name}": (
        {
            "limit": r"100|1",
            "archived?": "true|false",
            "properties?": ".+",
            "associations?": "[a-z,]+",
            "after?": r"\d+",
        },
        None,
    ),
    "GET {objects}/{name}/{id}": ({"properties": ".+"}, None),
    "POST {objects}/{name}/search": (
        {},
        {"filterGroups?": GROUPS, "query?": str, "sorts?": SORTS, "limit": int, "after?": str, "properties": [str]},
    ),
    "POST {objects}/{name}/batch/read": (
        {"archived?": "true"},
        {"inputs": IDS, "properties": [str], "propertiesWithHistory?": [str], "idProperty?": "crmdesk_uid"},
    ),
    "POST {objects}/{name}/batch/upsert": (
        {},
        {"inputs": [{"id": str, "idProperty": "crmdesk_uid", "properties": TEXTS, "objectWriteTraceId": str}]},
    ),
    "POST {objects}/{name}/batch/create": (
        {},
        {"inputs": [{"properties": TEXTS, "associations": LINKS, "objectWriteTraceId": str}]},
    ),
    "POST {objects}/{name}/batch/update": (
        {},
        {"inputs": [{"id": str, "properties": TEXTS, "objectWriteTraceId": str}]},
    ),
    "POST {objects}/{name}/batch/archive": ({}, {"inputs": IDS}),
    "POST {associations}/{name}/{name}/batch/read": ({}, {"inputs": [{"id": str, "after?": str}]}),
    "POST {associations}/{name}/{name}/batch/create": (
        {},
        {"inputs": [{"from": {"id": str}, "to": {"id": str}, "types": TYPES}]},
    ),
    "POST {associations}/{name}/{name}/batch/archive": ({}, {"inputs": [{"from": {"id": str}, "to": IDS}]}),
    "GET {properties}/{name}": ({}, None),
    "POST {properties}/{name}/groups": ({}, {"name": "crmdesk", "label": "crmdesk", "displayOrder": int}),
    "POST {properties}/{name}/batch/create": ({}, {"inputs": [DEFINITION]}),
    "GET {pipelines}/{name}": ({}, None),
    "GET {account}/details": ({}, None),
    "GET {owners}": ({"limit": "500", "archived": "true|false", "after?": ".+"}, None),
}
LIMITS = {"batch/read": 100, "batch/upsert": 100, "batch/create": 100, "batch/update": 100, "batch/archive": 100}


def entry(request: Request, version: str) -> str:
    """The table's name of a request; unknown ones keep their path."""
    for name in TABLE:
        method, _, template = name.partition(" ")
        pattern = template.format_map({**PREFIXES[version], "name": "[a-z]+", "id": r"\d+"})
        if request.method == method and re.fullmatch(pattern, request.path):
            return name
    return f"{request.method} {request.path}"


def complaints(request: Request, version: str) -> list[str]:
    """What is wrong with a request."""
    name = entry(request, version)
    if name not in TABLE:
        return [f"not in the table: {name}"]
    query, body = TABLE[name]
    found = [f"{name}: {each}" for each in query_mistakes(query, request)]
    if body is None:
        return found + ([f"{name}: has a body"] if request.json is not None else [])
    content = orjson.loads(request.json or b"null")
    found += [f"{name}: {each}" for each in mistakes(body, content)]
    most = next(
        (most for tail, most in LIMITS.items() if request.path.endswith(tail) and "associations" not in name), 2000
    )
    most = 50 if "propertiesWithHistory" in content else most
    if len(content.get("inputs", ())) > most:
        found.append(f"{name}: more than {most} inputs")
    if name.endswith("search") and (len(request.json or b"") > 3000 or content["limit"] > 200):
        found.append(f"{name}: the search is too large")
    if request.writes is name.endswith(("/read", "/search")):
        found.append(f"{name}: is {request.effect}")
    return found


async def make(
    provider: Provider, name: str, kind: Kind, fields: dict[str, Any], main: RemoteRecord | None = None
) -> RemoteRecord:
    part_of = None if main is None else (main.object, main.id)
    key = new_ulid(1_795_000_000_000, Random(name))
    return record((await provider.create(name, [Create(key, kind, fields, "Titre", part_of)]))[0])


async def run_everything(provider: Provider, control: Control) -> None:
    """Every verb on every object."""
    control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": "30000000003"})
    cursors: dict[str, Cursor | None] = {}
    for _ in range(2):
        for feed in provider.feeds():
            async with aclosing(provider.pull(feed, cursors.get(feed.name))) as pages:
                cursors[feed.name] = [page async for page in pages][-1].cursor
    company = await make(provider, "companies", Kind.COMPANY, {"name": "Oakline"})
    pairs = [["companies", company.id]]
    person = await make(provider, "contacts", Kind.LEAD, {"first_name": "Mara", "company": pairs})
    await make(provider, "leads", Kind.LEAD, {"rating": "HOT"}, person)
    deal_fields = {"stage": [["stages", "deals:contractsent"]], "pipeline": [["pipelines", "deals:default"]]}
    deal = await make(provider, "deals", Kind.DEAL, {"contacts": [["contacts", person.id]], **deal_fields})
    for name in ("tasks", "calls", "meetings"):
        await make(provider, name, Kind.ACTIVITY, {"subject": "Rappel", "about": [["deals", deal.id], *pairs]})
    await make(provider, "notes", Kind.NOTE, {"body": "Bonjour", "about": [["contacts", person.id]]})
    await make(provider, "contacts", Kind.LEAD, {"first_name": "Mara", "company": pairs})  # once more: read back by key
    update = Update(person.id, Kind.LEAD, {"city": "Nantes", "company": None}, {"city": None, "company": pairs})
    record((await provider.update("contacts", [update]))[0])
    update = Update(deal.id, Kind.DEAL, {"company": pairs}, {"company": None})
    record((await provider.update("deals", [update]))[0])
    ids = [person.id, "30000000003", "99"]
    await provider.fetch("contacts", ids)
    await provider.fetch("stages", ["deals:contractsent"])
    await provider.fetch("deals", [deal.id])
    for needle in (Needle(emails=("a@b.fr",)), Needle(phones=("+33612345678",)), Needle(name="Mara")):
        await provider.find("contacts", Kind.LEAD, needle)
        await provider.find("companies", Kind.COMPANY, needle)
    await provider.made_since("contacts", Kind.LEAD, "2026-03-01T10:00:00.000Z")
    await provider.authorship("contacts", {person.id: ["city", "phones"]})
    await provider.versions("contacts", {person.id: ["city", "phones"]}, named=True)
    await provider.delete("deals", [deal.id])


@pytest.mark.parametrize("version", PREFIXES)
def test_every_request_is_in_the_table(version: str, sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    sent: list[Request] = []

    async def story() -> None:
        control.traits(bare_account=True)
        async with hubspot(sandbox, version, wrap=lambda http: Recorder(http, sent)) as (http, account, _):
            vendor, settings = HubSpot(), ConnectionSettings(api_version=version)
            setup = vendor.setup(http, settings, Grant({"hub_id": 1}))
            await setup.create_missing(setup.missing(await setup.describe()))
            control("POST", "/reset", {"vendor": "hubspot", "records": 300})
            await run_everything(vendor.provider(http, settings, await setup.describe(), account), control)

    run_async(story())
    problems: Sequence[str] = sorted({each for request in sent for each in complaints(request, version)})
    assert not problems
    assert {entry(request, version) for request in sent} == TABLE.keys()
    assert all(request.endpoint == re.sub(r"/\d+$", "/{id}", request.path) for request in sent)
    writes = [request for request in sent if request.path.endswith(("batch/update", "batch/archive"))]
    assert writes
    assert not any(request.may_repeat for request in writes if "associations" not in request.path)
    assert not any(request.writes for request in sent if request.method == "GET")


def test_the_table_finds_mistakes() -> None:
    """The checks above can fail."""
    path = "/crm/objects/2026-03/contacts/batch/update"
    body = {"inputs": [{"id": 5, "properties": {"city": None}, "idProperty": "email"}]}
    request = Request("POST", path, path, (("archived", "true"),), json=orjson.dumps(body), effect=Effect.WRITES)
    assert complaints(request, "2026-03") == [
        "POST {objects}/{name}/batch/update: query archived='true'",
        "POST {objects}/{name}/batch/update: body.inputs[0]: objectWriteTraceId is missing",
        "POST {objects}/{name}/batch/update: body.inputs[0]: idProperty is unknown",
        "POST {objects}/{name}/batch/update: body.inputs[0].id: 5 is no str",
        "POST {objects}/{name}/batch/update: body.inputs[0].properties.city: None is no str",
    ]
    assert complaints(Request("GET", "/crm/v3/objects/contacts", "x", effect=Effect.READS), "2026-03") == [
        "not in the table: GET /crm/v3/objects/contacts"
    ]
