"""What goes over the wire: every request of a run through all verbs, against a table written from the fact sheet."""

from __future__ import annotations

import re
from contextlib import aclosing
from random import Random
from typing import Any

import orjson

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
from crmdesk.providers.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, pipedrive
from tests.providers.requests import Recorder, mistakes, query_mistakes, record

V2 = "persons|organizations|deals|activities"
HASH = "[0-9a-f]{40}"
TIME = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z"
START = {"limit": r"\d+", "start": r"\d+"}
ONES = "(?:person|organization|activity|note)(?:,(?:person|organization|activity|note)){0,3}"
ITEMS = [{"value": str, "label": str, "primary": bool}]
CUSTOM = {"*": object}
ADDRESS = frozenset({
    "value", "country", "admin_area_level_1", "admin_area_level_2", "locality", "sublocality", "route", "street_number",
    "subpremise", "postal_code",
})  # fmt: skip
"""The parts of an organization's address (section 2.3); a custom field has one more."""

TABLE: dict[str, tuple[dict[str, str], Any]] = {
    "GET /api/v2/{v2}": (
        {
            "limit": "500|50", "cursor?": ".+", "sort_by?": "id|update_time", "sort_direction?": "asc|desc", "ids?": r"[\d,]+",
            "updated_since?": TIME, "status?": "deleted", "custom_fields?": HASH,
        },
        None,
    ),
    "GET /api/v2/deals/archived": (
        {"limit": "500", "cursor?": ".+", "sort_by": "id|update_time", "sort_direction": "asc", "updated_since?": TIME},
        None,
    ),
    "GET /api/v2/{v2}/{id}": ({}, None),
    "GET /api/v2/{v2}/search": (
        {"term": ".{2,}", "fields": "email|phone|name|title", "exact_match": "true|false", "limit": "50"},
        None,
    ),
    "POST /api/v2/persons": (
        {},
        {
            "name?": str, "first_name?": str, "last_name?": str, "emails?": ITEMS, "phones?": ITEMS, "org_id?": int,
            "owner_id?": int, "label_ids?": [int], "custom_fields?": CUSTOM,
        },
    ),
    "POST /api/v2/organizations": ({}, {"name": str, "address?": CUSTOM, "owner_id?": int, "custom_fields?": CUSTOM}),
    "POST /api/v2/deals": (
        {},
        {"title": str, "person_id?": int, "stage_id?": int, "pipeline_id?": int, "value?": int, "currency?": str,
         "custom_fields?": CUSTOM},
    ),
    "POST /api/v2/activities": (
        {},
        {"subject": str, "type": str, "participants?": [{"person_id": int, "primary": bool}], "deal_id?": int,
         "org_id?": int, "due_date?": str, "due_time?": str},
    ),
    "PATCH /api/v2/persons/{id}": (
        {},
        {"first_name?": str, "emails?": ITEMS, "phones?": ITEMS, "owner_id?": int, "org_id?": None, "custom_fields?": CUSTOM},
    ),
    "PATCH /api/v2/organizations/{id}": ({}, {"name?": str, "address?": CUSTOM}),
    "PATCH /api/v2/deals/{id}": (
        {},
        {"title?": str, "stage_id?": int, "pipeline_id?": int, "value?": int, "currency?": str, "status?": str,
         "expected_close_date?": str, "owner_id?": int, "person_id?": int},
    ),
    "PATCH /api/v2/activities/{id}": (
        {}, {"done?": bool, "subject?": str, "due_date?": str, "due_time?": str, "note?": str},
    ),
    "DELETE /api/v2/{v2}/{id}": ({}, None),
    "GET /api/v2/{reference}": ({"limit": "500", "cursor?": ".+"}, None),
    "GET /api/v2/{fields}": ({"limit": "500", "cursor?": ".+"}, None),
    "POST /api/v2/{fields}": (
        {},
        {
            "field_name": str, "field_type": str, "options?": [{"label": str}],
            "ui_visibility": {"add_visible_flag": False, "details_visible_flag": True},
        },
    ),
    "POST /api/v2/personFields/label_ids/options": ({}, [{"label": "Client"}]),
    "GET /v1/{v1}": (
        {**START, "sort?": "update_time ASC|add_time DESC", "updated_since?": TIME},
        None,
    ),
    "GET /v1/{v1}/{id}": ({}, None),
    "POST /v1/leads": ({}, {"title": str, "person_id": int, "label_ids?": [str]}),
    "PATCH /v1/leads/{id}": ({}, {"label_ids": [str]}),
    "POST /v1/notes": ({}, {"content": str, "person_id?": int, "deal_id?": int}),
    "PUT /v1/notes/{id}": ({}, {"content": str}),
    "DELETE /v1/{v1}/{id}": ({}, None),
    "GET /v1/users": ({}, None),
    "GET /v1/users/me": ({}, None),
    "GET /v1/leadLabels": ({}, None),
    "GET /v1/activityTypes": ({}, None),
    "GET /v1/activityFields": (START, None),
    "GET /v1/recents": (
        {**START, "since_timestamp": r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", "items": ONES},
        None,
    ),
    "GET /v1/{v2}/{id}/changelog": ({"limit": "500"}, None),
}  # fmt: skip
PARTS = {
    "v2": f"(?:{V2})", "v1": "(?:leads|notes)", "id": r"(?:\d+|[0-9a-f-]{36})", "reference": "(?:pipelines|stages)",
    "fields": "(?:person|organization|deal)Fields",
}  # fmt: skip


def entry(request: Request) -> str:
    """The table's name of a request; unknown ones keep their path."""
    for name in TABLE:
        method, _, template = name.partition(" ")
        if request.method == method and re.fullmatch(template.format_map(PARTS), request.path):
            return name
    return f"{request.method} {request.path}"


def complaints(request: Request) -> list[str]:
    """What is wrong with a request."""
    name = entry(request)
    if name not in TABLE:
        return [f"not in the table: {name}"]
    query, body = TABLE[name]
    sent = dict(request.query)
    found = [f"{name}: {each}" for each in query_mistakes(query, request)]
    if len(sent.get("ids", "").split(",")) > 100:
        found.append(f"{name}: more than 100 ids")
    if body is None:
        return found + ([f"{name}: has a body"] if request.json is not None else [])
    content = orjson.loads(request.json or b"null")
    if name == "POST /v1/leads":  # flat: crmdesk's key stands beside the others
        content = {key: value for key, value in content.items() if not re.fullmatch(HASH, key)}
    found += [f"{name}: {each}" for each in mistakes(_open(body), content)]
    if isinstance(content, dict):
        own = content.get("custom_fields") or {}
        found += [f"{name}: {code} is no code" for code in own if not re.fullmatch(HASH, code)]
        found += [f"{name}: address.{part} is unknown" for part in content.get("address") or () if part not in ADDRESS]
    return found


def _open(shape: Any) -> Any:
    """A shape in which an object of anything is one whose values are not looked at."""
    if isinstance(shape, dict):
        return {key: dict if one is CUSTOM else _open(one) for key, one in shape.items()}
    return shape


async def make(
    provider: Provider, name: str, kind: Kind, fields: dict[str, Any], main: RemoteRecord | None = None
) -> RemoteRecord:
    part_of = None if main is None else (main.object, main.id)
    key = new_ulid(1_795_000_000_000, Random(name))
    return record((await provider.create(name, [Create(key, kind, fields, "Titre", part_of)]))[0])


async def run_everything(provider: Provider, control: PipedriveControl) -> None:
    """Every verb on every object."""
    control.remove("persons", "3")
    cursors: dict[str, Cursor | None] = {}
    for _ in range(3):
        for feed in provider.feeds():
            async with aclosing(provider.pull(feed, cursors.get(feed.name))) as pages:
                cursors[feed.name] = [page async for page in pages][-1].cursor
    company = await make(provider, "organizations", Kind.COMPANY, {"name": "Oakline"})
    pairs = [["organizations", company.id]]
    email = [{"value": "mara@oakline.fr", "label": "work", "primary": True}]
    person = await make(provider, "persons", Kind.CONTACT, {"first_name": "Mara", "company": pairs, "emails": email})
    hot = next(one["id"] for one in control.rows("leadLabels") if one["name"] == "Hot")
    lead = await make(provider, "leads", Kind.LEAD, {"rating": hot}, person)
    about = [["persons", person.id]]
    amount = {"value": "9200", "currency": "EUR"}
    deal = await make(provider, "deals", Kind.DEAL, {"contacts": about, "stage": [["stages", "2"]], "amount": amount})
    about = [["deals", deal.id], *about]
    activity = await make(provider, "activities", Kind.ACTIVITY, {"about": about, "due_at": "2026-12-01T09:00:00.000Z"})
    note = await make(provider, "notes", Kind.NOTE, {"body": "Bonjour", "about": about})
    more = [*email, {"value": "m@oakline.fr", "label": "home", "primary": False}]
    phones, mine = [{"value": "+33612345678", "label": "mobile", "primary": True}], [["users", "8020001"]]
    for row, kind, fields, expected in (
        (person, Kind.CONTACT, {"city": "Nantes", "company": None}, {"city": None, "company": pairs}),
        (company, Kind.COMPANY, {"city": "Nantes"}, {"city": None}),
        (lead, Kind.LEAD, {"rating": hot}, {"rating": None}),
        (person, Kind.CONTACT, {"emails": more, "phones": phones}, {"emails": email, "phones": None}),
        (company, Kind.COMPANY, {"name": "Oakline SA"}, {"name": "Oakline"}),
        (deal, Kind.DEAL, {"stage": [["stages", "3"]]}, {"stage": [["stages", "2"]]}),
        (deal, Kind.DEAL, {"amount": {"value": "9500", "currency": "EUR"}}, {"amount": amount}),
        (deal, Kind.DEAL, {"close_date": "2026-12-24"}, {"close_date": None}),
        (deal, Kind.DEAL, {"status": "won", "owner": [["users", "8020002"]]}, {"status": "open", "owner": mine}),
        (activity, Kind.ACTIVITY, {"done": "true"}, {"done": "false"}),
        (activity, Kind.ACTIVITY, {"due_at": "2026-12-02T10:30:00.000Z", "body": "<p>Venir</p>"},
         {"due_at": "2026-12-01T09:00:00.000Z", "body": None}),
        (note, Kind.NOTE, {"body": "Salut"}, {"body": "Bonjour"}),
    ):  # fmt: skip
        record((await provider.update(row.object, [Update(row.id, kind, fields, expected)]))[0])
    for row in (person, lead, deal, note):
        await provider.fetch(row.object, [row.id, "3", "99999"])
    for needle in (Needle(emails=("a@b.fr",)), Needle(phones=("+33612345678",)), Needle(name="Mara")):
        await provider.find("persons", Kind.LEAD, needle)
        await provider.find("organizations", Kind.COMPANY, needle)
    for name, kind in (("deals", Kind.DEAL), ("activities", Kind.ACTIVITY), ("notes", Kind.NOTE)):
        await provider.find(name, kind, Needle(name="Mara"))
        await provider.made_since(name, kind, "2026-03-01T10:00:00.000Z")
    await provider.authorship("persons", {person.id: ["city", "phones"]})
    await provider.versions("persons", {person.id: ["city", "phones"]}, named=True)
    for row in (deal, lead, activity):
        await provider.delete(row.object, [row.id])


def test_every_request_is_in_the_table(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    sent: list[Request] = []

    async def story() -> None:
        control.traits(bare_account=True, v1_retired=True)
        async with pipedrive(sandbox, wrap=lambda http: Recorder(http, sent)) as (http, account, _):
            vendor, settings = Pipedrive(), ConnectionSettings()
            setup = vendor.setup(http, settings, Grant())
            await setup.create_missing(setup.missing(await setup.describe()))
            for number in range(30):
                control.edit("persons", None, {"name": f"N{number}"})
            await run_everything(vendor.provider(http, settings, await setup.describe(), account), control)

    run_async(story())
    problems = sorted({each for request in sent for each in complaints(request)})
    assert not problems
    assert {entry(request) for request in sent} == TABLE.keys()
    plain = {request.endpoint for request in sent if "{" not in request.endpoint}
    assert not any(re.search(r"/\d+(/|$)", endpoint.removeprefix("/api/v2").removeprefix("/v1")) for endpoint in plain)
    effects = {"GET": Effect.READS, "DELETE": Effect.IDEMPOTENT}
    assert all(request.effect is effects.get(request.method, Effect.WRITES) for request in sent)


def test_the_table_finds_mistakes() -> None:
    """The checks above can fail."""
    path = "/api/v2/persons/5"
    body = {"first_name": 5, "custom_fields": {"city": "x"}, "city": "x"}
    request = Request("PATCH", path, path, (("ids", "1"),), json=orjson.dumps(body), effect=Effect.WRITES)
    name = "PATCH /api/v2/persons/{id}"
    assert complaints(request) == [
        f"{name}: query ids='1'",
        f"{name}: body: city is unknown",
        f"{name}: body.first_name: 5 is no str",
        f"{name}: city is no code",
    ]
    assert complaints(Request("GET", "/v1/persons", "x", effect=Effect.READS)) == ["not in the table: GET /v1/persons"]
