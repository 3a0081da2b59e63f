"""What goes over the wire: every request of a run through all verbs, against a table written from the fact sheet."""

from __future__ import annotations

import csv
import io
import re
from contextlib import aclosing
from random import Random
from typing import Any
from urllib.parse import unquote

import orjson
import pytest

from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.base import ConnectionSettings, Create, Cursor, Grant, Needle, Provider, RemoteRecord, Update
from crmdesk.providers.salesforce.vendor import Salesforce
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce
from tests.providers.requests import Recorder, mistakes, query_mistakes, record

SOURCES = "Account|Contact|Lead|Opportunity|Task|Event|Note|OpportunityContactRole"
TYPED = {"attributes": {"type": str}}
VALUE = "any"
CSV = "csv"

TABLE: dict[str, tuple[dict[str, str], Any]] = {
    "GET ": ({}, None),
    "GET /connect/organization": ({}, None),
    "GET /sobjects/{name}/describe": ({}, None),
    "GET /sobjects/{name}/{id}": ({"fields": "Id"}, None),
    "GET /sobjects/{name}/deleted/": ({"start": r"[-0-9T:.]+Z", "end": r"[-0-9T:.]+Z"}, None),
    "GET /query": ({"q": "SELECT .+ FROM .+"}, None),
    "GET /queryAll": ({"q": "SELECT .+ FROM .+"}, None),
    "GET /query/{locator}": ({}, None),
    "POST /jobs/query": (
        {},
        {"operation": "queryAll", "query": str, "columnDelimiter": "COMMA", "lineEnding": "LF"},
    ),
    "GET /jobs/query/{job}": ({}, None),
    "GET /jobs/query/{job}/results": ({"maxRecords": "[0-9]{2,5}", "locator?": "[0-9A-Za-z]+"}, None),
    "POST /jobs/ingest": (
        {},
        {"object": str, "operation": "insert", "contentType": "CSV", "columnDelimiter": "COMMA", "lineEnding": "LF"},
    ),
    "PUT /jobs/ingest/{job}/batches": ({}, CSV),
    "PATCH /jobs/ingest/{job}": ({}, {"state": str}),
    "GET /jobs/ingest/{job}": ({}, None),
    "GET /jobs/ingest/{job}/successfulResults/": ({}, None),
    "GET /jobs/ingest/{job}/failedResults/": ({}, None),
    "GET /jobs/ingest/{job}/unprocessedrecords/": ({}, None),
    "POST /composite": ({}, {"allOrNone": False, "compositeRequest": [VALUE]}),
    "POST /composite/sobjects": ({}, {"allOrNone": False, "records": [VALUE]}),
    "PATCH /composite/sobjects": ({}, {"allOrNone": False, "records": [VALUE]}),
    "PATCH /composite/sobjects/{name}/{key}": ({}, {"allOrNone": False, "records": [VALUE]}),
    "POST /composite/sobjects/{name}": ({}, {"ids": [str], "fields": [str]}),
    "DELETE /composite/sobjects": ({"ids": r"[0-9A-Za-z,]+", "allOrNone": "false"}, None),
}
MOST = {"records": 200, "compositeRequest": 25, "ids": 2000}
FORMS = {"name": SOURCES, "id": "[0-9A-Za-z]{18}", "locator": "0r8[0-9A-Za-z]+-[0-9]+", "key": "crmdesk_uid__c",
         "job": "750[0-9A-Za-z]{15}"}  # fmt: skip
READS, WRITES, IDEMPOTENT = Effect.READS, Effect.WRITES, Effect.IDEMPOTENT
READ = ("POST /composite/sobjects/{name}", "POST /jobs/query")
REPEATED = ("POST /jobs/ingest", "PATCH /jobs/ingest/{job}")


def entry(request: Request, version: str) -> str:
    """The table's name of a request; unknown ones keep their path."""
    for name in TABLE:
        method, _, template = name.partition(" ")
        pattern = template.format_map({part: f"(?:{form})" for part, form in FORMS.items()})
        if request.method == method and re.fullmatch(f"/services/data/v{version}{pattern}", request.path):
            return name
    return f"{request.method} {request.path}"


def complaints(request: Request, version: str) -> list[str]:
    """What is wrong with a request."""
    name = entry(request, version)
    if name not in TABLE:
        return [f"not in the table: {name}"]
    query, body = TABLE[name]
    sent = dict(request.query)
    found = [f"{name}: {each}" for each in query_mistakes(query, request)]
    if len(request.path) + sum(len(value) for value in sent.values()) > 12_000:
        found.append(f"{name}: the address is too long")
    if body is None:
        return found + ([f"{name}: has a body"] if request.json is not None else [])
    if body == CSV:
        return found + _upload(request)
    content = orjson.loads(request.json or b"null")
    found += [
        f"{name}: {each}"
        for key, shape in body.items()
        if shape != [VALUE]
        for each in mistakes(shape, content.get(key))
    ]
    found += [f"{name}: {key} is unknown" for key in content.keys() - body.keys()]
    for key, most in MOST.items():
        items = content.get(key, ())
        if len(items) > most:
            found.append(f"{name}: more than {most} {key}")
        found += [f"{name}: {each}" for item in items if isinstance(item, dict) for each in _item(name, item, version)]
    return found


def _upload(request: Request) -> list[str]:
    """What is wrong with the rows of a job."""
    text = (request.json or b"").decode()
    header, *lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    problems = [] if ("Content-Type", "text/csv") in request.headers else ["no CSV"]
    if "\r" in text or not text.endswith("\n"):
        problems.append("other line endings than LF")
    if "crmdesk_uid__c" not in header or any(len(line) != len(header) for line in lines):
        problems.append("columns")
    return problems


def _item(name: str, item: dict[str, Any], version: str) -> list[str]:
    if name == "POST /composite":
        return _part(item, version)
    problems = mistakes(TYPED["attributes"], item.get("attributes"), "attributes")
    if (name == "PATCH /composite/sobjects") is not ("id" in item):
        problems.append("id is missing, or too much")
    if name.endswith("{key}") and not isinstance(item.get("crmdesk_uid__c"), str):
        problems.append("without the key")
    return problems


def _part(part: dict[str, Any], version: str) -> list[str]:
    known = {"method", "url", "referenceId", "body", "httpHeaders"}
    problems = [f"{name} is unknown" for name in part.keys() - known]
    rows = rf"/services/data/v{version}/sobjects/({SOURCES})/[0-9A-Za-z]{{18}}"
    forms = {"PATCH": rows, "GET": rf"{rows}\?fields=[A-Za-z0-9_,]+|/services/data/v{version}/query(All)?\?q=.+"}
    if not re.fullmatch(forms.get(part["method"], ""), part["url"]):
        problems.append(f"{part['method']} {unquote(part['url'])}")
    wanted = {"If-Unmodified-Since", "Sforce-Duplicate-Rule-Header"}
    if part["method"] == "PATCH" and set(part.get("httpHeaders", {})) != wanted:
        problems.append("without its condition")
    return problems


async def make(provider: Provider, name: str, kind: Kind, fields: dict[str, Any], count: int = 1) -> list[RemoteRecord]:
    random = Random(name)
    items = [Create(new_ulid(1_795_000_000_000, random), kind, fields, "Titre") for _ in range(count)]
    return [record(outcome) for outcome in await provider.create(name, items)]


async def run_everything(provider: Provider, org: SalesforceControl, missing: int) -> None:
    """Every verb on every object; ``missing`` rows that are not there are asked for at once, and then one by one."""
    cursors: dict[str, Cursor | None] = {}
    for _ in range(2):
        for feed in provider.feeds():
            async with aclosing(provider.pull(feed, cursors.get(feed.name))) as pages:
                cursors[feed.name] = [page async for page in pages][-1].cursor
        org.tick(120)
    company = (await make(provider, "Account", Kind.COMPANY, {"name": "Oakline"}))[0]
    pairs = [["Account", company.id]]
    person = (await make(provider, "Contact", Kind.CONTACT, {"first_name": "Mara", "company": pairs}))[0]
    leads = await make(provider, "Lead", Kind.LEAD, {"first_name": "Ines"}, count=70)
    random = Random("many")
    many = [Create(new_ulid(1_795_000_000_000, random), Kind.LEAD, {"first_name": "Mila"}, "M") for _ in range(90)]
    org.traits(bulk_breaks_after=85)
    for outcome in await provider.create("Lead", many):
        record(outcome)
    stage, contacts = [["stages", "Prospecting"]], [["Contact", person.id]]
    deal_fields = {"stage": stage, "close_date": "2026-12-31", "contacts": contacts, "company": pairs}
    deal = (await make(provider, "Opportunity", Kind.DEAL, deal_fields))[0]
    for name in ("Task", "Call", "Event"):
        await make(provider, name, Kind.ACTIVITY, {"subject": "Rappel", "about": [["Opportunity", deal.id]]})
    await make(provider, "Note", Kind.NOTE, {"body": "Bonjour", "about": contacts})
    updates = [Update(lead.id, Kind.LEAD, {"city": "Nantes"}, {"city": None}, lead.version) for lead in leads]
    for some in (updates[:2], updates):
        for outcome in await provider.update("Lead", some):
            record(outcome)
    update = Update(deal.id, Kind.DEAL, {"contacts": None}, {"contacts": contacts}, deal.version)
    record((await provider.update("Opportunity", [update]))[0])
    ids = [person.id, "003gk0000000zzzAAA", "99"]
    await provider.fetch("Contact", ids)
    await provider.fetch("Opportunity", [deal.id] * 3)
    await provider.fetch("Opportunity", [f"006gk000000{number:04}AAA" for number in range(missing)])
    for needle in (Needle(emails=("a@b.fr",)), Needle(phones=("+33612345678",)), Needle(name="Mara")):
        await provider.find("Contact", Kind.CONTACT, needle)
        await provider.find("Account", Kind.COMPANY, needle)
    await provider.made_since("Contact", Kind.CONTACT, "2026-03-01T10:00:00.000Z")
    await provider.authorship("Contact", {person.id: ["first_name", "phones"]})
    await provider.delete("Opportunity", [deal.id])


@pytest.mark.parametrize(("version", "missing"), [("67.0", 600), ("60.0", 3)])
def test_every_request_is_in_the_table(
    version: str,
    missing: int,
    sandbox: Sandbox,
    org: SalesforceControl,
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[Request] = []
    monkeypatch.setattr("crmdesk.providers.salesforce.feeds.LARGE", 150)
    monkeypatch.setattr("crmdesk.providers.salesforce.bulk.RESULTS", 60)
    monkeypatch.setattr("crmdesk.providers.salesforce.ingest.PAYS", 80)

    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "salesforce", "records": 300})
        org.traits(page_cap=100)
        async with salesforce(sandbox, version, wrap=lambda http: Recorder(http, sent)) as (http, account, _):
            vendor, settings = Salesforce(), ConnectionSettings(api_version=version)
            setup = vendor.setup(http, settings, Grant())
            provider = vendor.provider(http, settings, await setup.describe(), account)
            await run_everything(provider, org, missing)

    run_async(story())
    assert sorted({each for request in sent for each in complaints(request, version)}) == []
    assert {entry(request, version) for request in sent} == TABLE.keys()
    for request in sent:
        name = entry(request, version)
        asking = name == "POST /composite" and b'"PATCH"' not in (request.json or b"")
        reading = asking or request.method == "GET" or name in READ
        assert request.effect is (READS if reading else IDEMPOTENT if name in REPEATED else WRITES), name
    results = [request for request in sent if entry(request, version).endswith("/results")]
    assert {len(request.query) for request in results} == {1, 2}, "a first page and further ones"
    assert all(("Accept", "text/csv") in request.headers for request in results)
    assert not any(re.search(r"(00|75)[0-9A-Za-z]{13}", request.endpoint.partition("/v")[2]) for request in sent
                   if "composite" not in request.endpoint)  # fmt: skip
    creating = [
        request for request in sent if entry(request, version).startswith(("POST /composite/sobjects", "PATCH"))
    ]
    assert all(("Sforce-Auto-Assign", "FALSE") in request.headers for request in creating
               if entry(request, version) in ("POST /composite/sobjects", "PATCH /composite/sobjects/{name}/{key}"))  # fmt: skip


def test_the_table_finds_mistakes() -> None:
    """The checks above can fail."""
    path = "/services/data/v67.0/composite/sobjects"
    body = {"records": [{"id": "x", "City": None}], "haltOnError": True, "allOrNone": False}
    request = Request("POST", path, path, (("x", "1"),), json=orjson.dumps(body), effect=Effect.WRITES)
    assert complaints(request, "67.0") == [
        "POST /composite/sobjects: query x='1'",
        "POST /composite/sobjects: haltOnError is unknown",
        "POST /composite/sobjects: attributes: None is no object",
        "POST /composite/sobjects: id is missing, or too much",
    ]
    assert complaints(Request("GET", "/services/data/v60.0/limits", "x", effect=Effect.READS), "67.0") == [
        "not in the table: GET /services/data/v60.0/limits"
    ]
    part = {"method": "PATCH", "url": "/services/data/v67.0/sobjects/Lead/00Qgk0000000001EAA", "referenceId": "w0"}
    composite = {"allOrNone": False, "compositeRequest": [{**part, "x": 1}]}
    request = Request("POST", "/services/data/v67.0/composite", "x", json=orjson.dumps(composite), effect=Effect.WRITES)
    assert complaints(request, "67.0") == ["POST /composite: x is unknown", "POST /composite: without its condition"]
