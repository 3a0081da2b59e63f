"""Very many new rows by one job: the same rows and answers as by collections, whatever becomes of it (section 6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import Create, Done, Outcome, Provider, Raw, Refused, Unknown
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce

JOBS = "/services/data/v67.0/jobs/ingest"
BEGUN = "POST /services/data/v67.0/jobs/{sort}"
ONCE = {BEGUN: 1, f"PUT {JOBS}/{{job}}/batches": 1, "PATCH /services/data/v67.0/jobs/{sort}/{job}": 1}
MOMENTS = frozenset({"CreatedDate", "LastModifiedDate", "SystemModstamp", "LastStageChangeDate", "CompletedDateTime"})
SYSTEM = MOMENTS | {"Id", "crmdesk_uid__c", "PhotoUrl"}
MADE_MS = 1_795_132_800_000


@pytest.fixture
def eager(org: SalesforceControl, monkeypatch: pytest.MonkeyPatch) -> SalesforceControl:
    """A job pays from six rows on, and is looked at without pauses."""
    monkeypatch.setattr("crmdesk.providers.salesforce.ingest.PAYS", 5)
    for name in ("FIRST_POLL_S", "LONGEST_POLL_S"):
        monkeypatch.setattr(f"crmdesk.providers.salesforce.ingest.{name}", 0.0)
    org.control("POST", "/reset", {"vendor": "salesforce", "records": 30})
    org.traits(bulk_polls=2)
    return org


def items(kind: Kind, fields: Sequence[dict[str, Raw]], seed: int = 1) -> list[Create]:
    random = Random(seed)
    return [Create(new_ulid(MADE_MS, random), kind, each, f"Titre {at}") for at, each in enumerate(fields)]


def people(org: SalesforceControl) -> list[dict[str, Raw]]:
    """Leads with values that are awkward in a file, and some that are refused."""
    owner = [["User", org.dump("User")[1]["Id"]]]
    words = ['O"de, "x"', "A;B\tC", "one\ntwo", " Brest ", "#N/A", "one\r\ntwo", "é 東京 🏠", "'=1+1", "NULL", "a\\b"]
    return [
        *({"last_name": word, "first_name": "Inès"} for word in words),
        {"last_name": "Voss", "owner": owner, "asking_price": "1250.5"},
        {"last_name": "Bex", "emails": {"Email": "bex@example.org"}, "phones": {"Phone": "02 40 11 22 33"}},
        {"last_name": "Bad", "emails": {"Email": "no address"}},
        {"last_name": "L" * 81},
        {"first_name": "Only"},
        {"last_name": "Long", "description": "x" * 31_999},
        {"last_name": "Too long", "description": "x" * 33_000},
    ]


def told(outcome: Outcome) -> Any:
    """An outcome without the row's id."""
    if isinstance(outcome, Done):
        assert outcome.record is not None
        return outcome.record.key, outcome.record.fields, outcome.record.object
    assert isinstance(outcome, Refused), outcome
    return type(outcome.error), outcome.error.key, outcome.error.data


def rows(org: SalesforceControl, name: str, made: Sequence[Create]) -> list[dict[str, Any]]:
    found = {row["crmdesk_uid__c"]: row for row in org.dump(name)}
    return [
        {key: value for key, value in found[each.key].items() if key not in SYSTEM} if each.key in found else {}
        for each in made
    ]


async def make(provider: Provider, name: str, some: Sequence[Create]) -> list[Outcome]:
    return list(await provider.create(name, some))


def test_both_ways_make_the_same_rows_and_say_the_same(
    sandbox: Sandbox, eager: SalesforceControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            company = [["Account", eager.dump("Account")[0]["Id"]]]
            contacts = [["Contact", each["Id"]] for each in eager.dump("Contact")[:2]]
            eager.traits(
                validation_rules={"Contact.Title": "Indiquez : la fonction"},
                assignment_owner=eager.dump("User")[2]["Id"],
            )
            deal = {"stage": [["stages", "Prospecting"]], "close_date": "2026-12-31", "amount": "9000"}
            stories: dict[str, tuple[Kind, list[dict[str, Raw]]]] = {
                "Lead": (Kind.LEAD, people(eager)),
                "Contact": (Kind.CONTACT, [{"last_name": f"N{at}", "company": company} for at in range(4)]
                            + [{"last_name": f"M{at}", "job_title": "Notaire"} for at in range(4)]),
                "Opportunity": (Kind.DEAL, [{**deal, "name": f"D{at}", "contacts": contacts[: at % 3]} for at in range(7)]
                                + [{"name": "without"}]),
                "Call": (Kind.ACTIVITY, [{"subject": f"Appel {at}", "duration_s": "180"} for at in range(7)]),
                "Event": (Kind.ACTIVITY, [{"subject": f"Visite {at}"} for at in range(7)]),
            }  # fmt: skip
            for name, (kind, fields) in stories.items():
                source = "Task" if name == "Call" else name
                eager.calls()
                first, second = items(kind, fields), items(kind, fields, seed=2)
                by_job = await make(provider, name, first)
                assert eager.calls()[BEGUN] == 1
                with monkeypatch.context() as patch:
                    patch.setattr("crmdesk.providers.salesforce.ingest.PAYS", 10**9)
                    by_collection = await make(provider, name, second)
                assert BEGUN not in eager.calls()
                keys = {each.key: other.key for each, other in zip(second, first, strict=True)}
                for one, other in zip(by_job, by_collection, strict=True):
                    expected = told(other)
                    if isinstance(other, Done):
                        expected = (keys[expected[0]], *expected[1:])
                    assert told(one) == expected
                assert rows(eager, source, first) == rows(eager, source, second), name
                assert any(rows(eager, source, first)), name

    run_async(story())


def test_what_it_costs(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            org.calls()
            outcomes = await make(provider, "Lead", items(Kind.LEAD, [{"last_name": f"N{at}"} for at in range(2001)]))
            assert all(isinstance(each, Done) for each in outcomes)
            look = {"GET /services/data/v67.0/jobs/{sort}/{job}": 1, f"GET {JOBS}/{{job}}/{{results}}": 1}
            assert org.calls() == {**ONCE, **look}, "five calls where collections need eleven"

    run_async(story())


@pytest.mark.parametrize(
    ("fault", "tried"),
    [
        ({"method": "POST", "path": JOBS, "value": 403}, 1),
        ({"method": "POST", "path": JOBS, "value": 404}, 1),
        ({"method": "POST", "path": JOBS, "value": {"status": 200, "body": {"state": "Open"}}}, 2),
        ({"method": "PUT", "path": JOBS, "value": 403}, 1),
        ({"method": "PUT", "path": JOBS, "value": 500}, 2),
        ({"method": "PATCH", "path": JOBS, "value": 403}, 2),
    ],
)
def test_without_jobs_all_goes_by_collections(
    sandbox: Sandbox, eager: SalesforceControl, run_async: RunAsync, fault: dict[str, Any], tried: int
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            first, second = (items(Kind.LEAD, [{"last_name": f"N{at}"} for at in range(8)], seed) for seed in (1, 2))
            times = 1 if fault["method"] == "PATCH" else None
            eager.fault("status", times=times, **fault)
            eager.calls()
            outcomes = [*await make(provider, "Lead", first), *await make(provider, "Lead", second)]
            assert [told(each)[0] for each in outcomes] == [each.key for each in (*first, *second)]
            assert eager.calls()[BEGUN] == tried, "a refusal is enough to know"
            keys = [row["crmdesk_uid__c"] for row in eager.dump("Lead")]
            assert all(keys.count(each.key) == 1 for each in (*first, *second))

    run_async(story())


def test_a_job_that_ends_half_way(sandbox: Sandbox, eager: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            eager.traits(bulk_breaks_after=5)
            fields: list[dict[str, Raw]] = [{"last_name": f"N{at}"} for at in range(9)]
            fields[2] = fields[7] = {"last_name": "B", "emails": {"Email": "no address"}}
            made = items(Kind.LEAD, fields)
            eager.calls()
            outcomes = await make(provider, "Lead", made)
            assert [type(each) for each in outcomes] == [Refused if at in (2, 7) else Done for at in range(9)]
            collections = "PATCH /services/data/v67.0/composite/sobjects/Lead/{field}"
            assert eager.calls()[collections] == 1, "what was refused by the job is not asked again"
            keys = [row["crmdesk_uid__c"] for row in eager.dump("Lead")]
            assert [keys.count(each.key) for each in made] == [0 if at in (2, 7) else 1 for at in range(9)]

    run_async(story())


class Deaf(HttpClient):
    """Carries out what is asked, and loses the answers of some."""

    def __init__(self, inner: HttpClient, ending: str) -> None:
        self._inner = inner
        self._ending = ending

    async def send(self, request: Request) -> Response:
        response = await self._inner.send(request)
        if request.endpoint.endswith(self._ending):
            raise OutcomeUnknown("no_answer", endpoint=request.endpoint)
        return response


@pytest.mark.parametrize(
    ("ending", "doubtful"),
    [
        ("/successfulResults/", [*range(8)]),
        ("/failedResults/", [3]),
        ("/jobs/ingest/{id}", [*range(8)]),
        ("/batches", []),
        ("/jobs/ingest", []),
    ],
)
def test_what_nobody_tells_is_in_doubt(
    sandbox: Sandbox, eager: SalesforceControl, run_async: RunAsync, ending: str, doubtful: list[int]
) -> None:
    async def story() -> None:
        async with salesforce(sandbox, wrap=lambda http: Deaf(http, ending)) as (_, _, provider):
            fields: list[dict[str, Raw]] = [{"last_name": f"N{at}"} for at in range(8)]
            fields[3] = {"last_name": "B", "emails": {"Email": "no address"}}
            made = items(Kind.LEAD, fields)
            outcomes = await make(provider, "Lead", made)
            assert [at for at, each in enumerate(outcomes) if isinstance(each, Unknown)] == doubtful
            keys = [row["crmdesk_uid__c"] for row in eager.dump("Lead")]
            for each, outcome in zip(made, outcomes, strict=True):
                assert keys.count(each.key) <= 1
                assert keys.count(each.key) == 1 or not isinstance(outcome, Done)

    run_async(story())


def test_a_job_that_never_ends_is_given_up(
    sandbox: Sandbox, eager: SalesforceControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.providers.salesforce.ingest.LONGEST_S", 0.5)

    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            eager.traits(bulk_polls=10**6)
            made = items(Kind.LEAD, [{"last_name": f"N{at}"} for at in range(8)])
            outcomes = await make(provider, "Lead", made)
            assert all(isinstance(each, Unknown) for each in outcomes)
            eager.traits(bulk_polls=0)
            again = [(await make(provider, "Lead", [each]))[0] for each in made]
            assert all(isinstance(each, Done) for each in again)
            keys = [row["crmdesk_uid__c"] for row in eager.dump("Lead")]
            assert all(keys.count(each.key) == 1 for each in made)

    run_async(story())


def test_rows_that_are_there_already_are_found(sandbox: Sandbox, eager: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            made = items(Kind.LEAD, [{"last_name": f"N{at}"} for at in range(8)])
            (earlier,) = await make(provider, "Lead", made[:1])
            outcomes = await make(provider, "Lead", made)
            assert [told(each)[0] for each in outcomes] == [each.key for each in made]
            ids = [each.record.id for each in (earlier, outcomes[0]) if isinstance(each, Done) and each.record]
            assert len(ids) == 2
            assert len(set(ids)) == 1

    run_async(story())


def test_large_uploads_are_cut(
    sandbox: Sandbox, eager: SalesforceControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.providers.salesforce.ingest.MOST_BYTES", 400)

    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            made = items(Kind.LEAD, [{"last_name": f"N{at}", "city": "x" * 39} for at in range(8)])
            eager.calls()
            outcomes = await make(provider, "Lead", made)
            assert [told(each)[0] for each in outcomes] == [each.key for each in made]
            assert eager.calls()[BEGUN] > 1

    run_async(story())
