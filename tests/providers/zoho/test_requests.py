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
from crmdesk.providers.base import ConnectionSettings, Create, Cursor, Grant, Needle, Provider, RemoteRecord, Update
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.requests import Recorder, mistakes, query_mistakes, record

MODULES = "Accounts|Leads|Contacts|Deals|Tasks|Calls|Events|Notes"
LAID_OUT = "Accounts|Leads|Contacts|Deals|Tasks|Calls|Events"
UPSERTED = "Accounts|Leads|Contacts|Deals"
FIELDS, IDS, TIME = r"[A-Za-z_$][A-Za-z0-9_$,]*", r"[0-9]+(,[0-9]+)*", r"[-0-9]{10}T[:0-9]{8}\+00:00"
PAGE = {"per_page": "200"}
DATA = {"data": ["any"]}
CRITERION = {"field": {"api_name": "Modified_Time"}, "comparator": "greater_equal", "value": str}

TABLE: dict[str, tuple[dict[str, str], Any]] = {
    "GET /v8/users": ({"type": "CurrentUser|AllUsers", "page?": "[0-9]+", "per_page?": "200"}, None),
    "GET /v8/org": ({}, None),
    "GET /v8/settings/modules": ({}, None),
    "GET /v8/settings/fields": ({"module": MODULES}, None),
    "GET /v8/settings/layouts": ({"module": LAID_OUT}, None),
    "GET /v8/settings/pipeline": ({"layout_id": "[0-9]+"}, None),
    "POST /v8/settings/fields": ({"module": UPSERTED}, {"fields": ["any"]}),
    "GET /v8/{module}": (
        {**PAGE, "fields": FIELDS, "sort_by?": "(Modified|Created)_Time|id", "sort_order?": "asc|desc",
         "converted?": "both", "approved?": "both", "ids?": IDS,
         "page_token?": "[0-9a-f]+"}, None,
    ),
    "GET /v8/{module}/{id}": ({}, None),
    "GET /v8/{noted}/{id}/Notes": ({**PAGE, "page": "[0-9]+", "fields": FIELDS}, None),
    "GET /v8/{module}/{id}/__timeline": ({**PAGE, "sort_by": "audited_time", "sort_order": "desc"}, None),
    "GET /v8/{module}/deleted": ({**PAGE, "type": "all", "page": "[0-9]+"}, None),
    "GET /v8/{module}/search": (
        {**PAGE, "fields": FIELDS, "email?": ".+@.+", "phone?": r"\+[0-9]+", "criteria?": r"\([A-Za-z_]+:equals:.+\)",
         "converted?": "false"}, None,
    ),
    "POST /v8/coql": ({}, {"select_query": str}),
    "POST /v8/{module}": ({}, DATA),
    "POST /v8/{upserted}/upsert": ({}, {**DATA, "duplicate_check_fields": [str]}),
    "PUT /v8/{module}": ({}, DATA),
    "PUT /v8/{module}/{id}": ({}, DATA),
    "DELETE /v8/{module}": ({"ids": IDS}, None),
    "POST /bulk/v8/read": ({}, {"query": {"module": {"api_name": str}, "fields": [str], "page": int, "criteria": CRITERION}}),
    "GET /bulk/v8/read/{id}": ({}, None),
    "GET /bulk/v8/read/{id}/result": ({}, None),
}  # fmt: skip
FORMS = {"module": MODULES, "noted": UPSERTED, "upserted": UPSERTED, "id": "[0-9]+"}
MOST = {"POST /v8/settings/fields": 5, "PUT /v8/{module}/{id}": 1}
READS, WRITES, IDEMPOTENT = Effect.READS, Effect.WRITES, Effect.IDEMPOTENT
READ = ("POST /v8/coql", "POST /bulk/v8/read")
REPEATED = ("DELETE /v8/{module}",)
HEADERS = {
    "If-Modified-Since": ("GET /v8/{module}", "GET /v8/{module}/deleted"),
    "If-Unmodified-Since": ("PUT /v8/{module}/{id}",),
}


def entry(request: Request) -> str:
    """The table's name of a request, those with more fixed parts first; unknown ones keep their path."""
    for name in sorted(TABLE, key=lambda each: each.count("{")):
        method, _, template = name.partition(" ")
        pattern = template.format_map({part: f"(?:{form})" for part, form in FORMS.items()})
        if request.method == method and re.fullmatch(f"/crm{pattern}", request.path):
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
    found += [f"{name}: more than 50 fields" for _ in "x" if sent.get("fields", "").count(",") >= 50]
    found += [
        f"{name}: ids too long" for _ in "x" if len(sent.get("ids", "")) > (1024 if request.method == "GET" else 2000)
    ]
    for header, value in request.headers:
        if name not in HEADERS.get(header, ()) or not re.fullmatch(TIME, value):
            found.append(f"{name}: header {header}: {value}")
    if body is None:
        return found + ([f"{name}: has a body"] if request.json is not None else [])
    content = orjson.loads(request.json or b"null")
    plain = {key: shape for key, shape in body.items() if shape != ["any"]}
    found += [f"{name}: {each}" for key, shape in plain.items() for each in mistakes(shape, content.get(key))]
    found += [f"{name}: {key} is unknown" for key in content.keys() - body.keys()]
    items = content.get("data", content.get("fields", [{}]))
    if not items or len(items) > MOST.get(name, 100):
        found.append(f"{name}: {len(items)} items")
    if name == "PUT /v8/{module}" and not all(isinstance(item.get("id"), str) for item in items):
        found.append(f"{name}: without id")
    return found


async def make(provider: Provider, name: str, kind: Kind, fields: dict[str, Any], count: int = 1) -> list[RemoteRecord]:
    random = Random(name)
    items = [Create(new_ulid(1_795_000_000_000, random), kind, fields, "Titre") for _ in range(count)]
    return [record(outcome) for outcome in await provider.create(name, items)]


async def run_everything(provider: Provider, org: ZohoControl) -> None:
    """Every verb on every object."""
    cursors: dict[str, Cursor | None] = {}
    for _ in range(3):
        for feed in provider.feeds():
            async with aclosing(provider.pull(feed, cursors.get(feed.name))) as pages:
                cursors[feed.name] = [page async for page in pages][-1].cursor
        org.tick(120)
        org.edit("Leads", None, {"Last_Name": "Neuf"})
    company = (await make(provider, "Accounts", Kind.COMPANY, {"name": "Oakline"}))[0]
    pairs = [["Accounts", company.id]]
    person = (await make(provider, "People", Kind.CONTACT, {"first_name": "Mara", "company": pairs}))[0]
    leads = await make(provider, "People", Kind.LEAD, {"first_name": "Ines"}, count=40)
    stage, contacts = [["stages", "Standard (Standard)|Qualification"]], [["People", person.id]]
    deal = (
        await make(provider, "Deals", Kind.DEAL, {"stage": stage, "close_date": "2026-12-31", "contacts": contacts})
    )[0]
    activities = [
        (await make(provider, name, Kind.ACTIVITY, {"subject": "Rappel", "about": [["Deals", deal.id]]}))[0]
        for name in ("Tasks", "Calls", "Events")
    ]
    note = (await make(provider, "Notes", Kind.NOTE, {"body": "x" * 500, "about": contacts}))[0]
    proposed = [["stages", "Standard (Standard)|Proposal/Price Quote"]]
    changes: tuple[tuple[RemoteRecord, Kind, dict[str, Any], dict[str, Any]], ...] = (
        (company, Kind.COMPANY, {"city": "Nantes", "industry": "Real Estate"}, {"city": None, "industry": None}),
        (person, Kind.CONTACT, {"company": None}, {"company": pairs}),
        (deal, Kind.DEAL, {"stage": proposed, "amount": "9200"}, {"stage": stage, "amount": None}),
        (deal, Kind.DEAL, {"close_date": "2027-01-31"}, {"close_date": "2026-12-31"}),
        *((each, Kind.ACTIVITY, {"subject": "Rappeler"}, {"subject": "Rappel"}) for each in activities),
        (activities[0], Kind.ACTIVITY, {"done": "Completed"}, {"done": "Not Started"}),
        (note, Kind.NOTE, {"body": "y"}, {"body": "x" * 500}),
    )
    for row, kind, fields, expected in changes:
        record((await provider.update(row.object, [Update(row.id, kind, fields, expected)]))[0])
    updates = [Update(lead.id, Kind.LEAD, {"city": "Nantes"}, {"city": None}, lead.version) for lead in leads]
    for some in (updates[:2], updates):
        for outcome in await provider.update("People", some):
            record(outcome)
    await provider.fetch("People", [person.id, "Leads/99", "99", *(lead.id for lead in leads)])
    await provider.fetch("Deals", [f"55402300000{number:07}" for number in range(120)])
    for needle in (Needle(emails=("a@b.fr",)), Needle(phones=("+33612345678",)), Needle(name="Mara (x), Voss")):
        await provider.find("People", Kind.CONTACT, needle)
        await provider.find("People", Kind.LEAD, needle)
        await provider.find("Accounts", Kind.COMPANY, needle)
        await provider.find("Tasks", Kind.ACTIVITY, needle)
    await provider.made_since("Tasks", Kind.ACTIVITY, "2026-03-01T10:00:00.000Z")
    await provider.authorship("People", {person.id: ["first_name", "phones"]})
    org.traits(user_is_admin=False)
    feed, cursor = next(feed for feed in provider.feeds() if feed.name == "Notes"), cursors["Notes"]
    for _ in range(3):
        async with aclosing(provider.pull(feed, cursor)) as pages:
            cursor = [page async for page in pages][-1].cursor
    await provider.fetch("Notes", [note.id])
    await provider.delete("People", [person.id, *(lead.id for lead in leads)])
    await provider.fetch("People", [person.id])


def test_every_request_is_in_the_table(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    sent: list[Request] = []

    async def story() -> None:
        org.traits(bare_org=True)
        org.control("POST", "/reset", {"vendor": "zoho", "records": 2900})
        org.traits(bare_org=True)
        async with zoho(sandbox, wrap=lambda http: Recorder(http, sent)) as (http, account, _):
            vendor, settings = Zoho(), ConnectionSettings()
            setup = vendor.setup(http, settings, Grant())
            await setup.create_missing(setup.missing(await setup.describe()))
            await run_everything(vendor.provider(http, settings, await setup.describe(), account), org)

    run_async(story())
    assert sorted({each for request in sent for each in complaints(request)}) == []
    assert {entry(request) for request in sent} == TABLE.keys()
    for request in sent:
        name = entry(request)
        reading = request.method == "GET" or name in READ
        assert request.effect is (READS if reading else IDEMPOTENT if name in REPEATED else WRITES), name
    assert not any(re.search(r"[0-9]{12}", request.endpoint) for request in sent)


def test_the_table_finds_mistakes() -> None:
    """The checks above can fail."""
    path = "/crm/v8/Leads"
    body = orjson.dumps({"data": [{"City": None}], "trigger": []})
    request = Request(
        "PUT", path, path, (("x", "1"),), json=body, headers=(("If-Unmodified-Since", "now"),), effect=Effect.WRITES
    )
    assert complaints(request) == [
        "PUT /v8/{module}: query x='1'",
        "PUT /v8/{module}: header If-Unmodified-Since: now",
        "PUT /v8/{module}: trigger is unknown",
        "PUT /v8/{module}: without id",
    ]
    assert complaints(Request("GET", "/crm/v8/Cases", "x", effect=Effect.READS)) == [
        "not in the table: GET /crm/v8/Cases"
    ]
    many = ",".join(["City"] * 51)
    assert complaints(Request("GET", path, path, (("fields", many), ("per_page", "100")), effect=Effect.READS)) == [
        "GET /v8/{module}: query per_page='100'",
        "GET /v8/{module}: more than 50 fields",
    ]
