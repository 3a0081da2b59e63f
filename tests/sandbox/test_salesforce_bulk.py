"""Bulk 2.0 at the sandbox's Salesforce: what is refused, looked up, left unprocessed, and never mixed up (section 6)."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.sandbox.raw import Answer, request
from tests.sandbox.salesforce_http import DATA, SalesforceControl, SalesforceHttp, code, listed

INSERT = {"object": "Lead", "operation": "insert"}


def begun(salesforce: SalesforceHttp, **more: str) -> str:
    answer = salesforce.call("POST", "/jobs/ingest", {**INSERT, **more})
    assert answer.status == 200, answer.body
    return str(answer.json()["id"])


def upload(salesforce: SalesforceHttp, job: str, data: str, content_type: str = "text/csv") -> Answer:
    headers = {"authorization": f"Bearer {salesforce.token}", "content-type": content_type}
    path = f"{DATA}/jobs/ingest/{job}/batches"
    return request(salesforce.base_url, "PUT", path, data.encode(), headers)


def state(salesforce: SalesforceHttp, job: str, wanted: str) -> Answer:
    return salesforce.call("PATCH", f"/jobs/ingest/{job}", {"state": wanted})


def lines(salesforce: SalesforceHttp, job: str, part: str) -> list[str]:
    return salesforce.get(f"/jobs/ingest/{job}/{part}/").body.decode().splitlines()


def ran(salesforce: SalesforceHttp, data: str, **more: str) -> str:
    job = begun(salesforce, **more)
    assert upload(salesforce, job, data).status == 201
    assert state(salesforce, job, "UploadComplete").status == 200
    assert salesforce.get(f"/jobs/ingest/{job}").json()["state"] == "JobComplete"
    return job


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"operation": "insert"}, "INVALIDJOB"),
        ({"object": "Leed", "operation": "insert"}, "INVALIDENTITY"),
        ({"object": "Lead", "operation": "zap"}, "INVALIDJOB"),
        ({**INSERT, "contentType": "XML"}, "INVALIDJOB"),
    ],
)
def test_jobs_that_are_refused(salesforce: SalesforceHttp, body: dict[str, str], refusal: str) -> None:
    assert code(salesforce.call("POST", "/jobs/ingest", body)) == (400, refusal)


def test_data_is_csv(salesforce: SalesforceHttp) -> None:
    job = begun(salesforce)
    assert code(upload(salesforce, job, "{}", "application/json")) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert upload(salesforce, job, "LastName,Company\nOde,Oak\n", "text/csv; charset=UTF-8").status == 201


def test_a_job_keeps_its_id_to_itself(salesforce: SalesforceHttp) -> None:
    first, second = begun(salesforce), begun(salesforce)
    state(salesforce, first, "Aborted")
    assert salesforce.call("DELETE", f"/jobs/ingest/{first}").status == 204
    assert begun(salesforce) not in (first, second)


def test_a_lookup_by_a_field_of_the_parent(salesforce: SalesforceHttp) -> None:
    user = salesforce.rows("SELECT Id, Email FROM User")[1]
    data = f"LastName,Company,Owner.Email\nOde,Oak,{user['Email']}\nBex,Oak,nobody@oak.test\n"
    job = ran(salesforce, data)
    (row,) = salesforce.rows("SELECT LastName, OwnerId FROM Lead")
    assert (row["LastName"], row["OwnerId"]) == ("Ode", user["Id"])
    assert (
        "INVALID_FIELD:Foreign key external ID: nobody@oak.test not found" in lines(salesforce, job, "failedResults")[1]
    )


def test_what_an_aborted_job_was_given_is_unprocessed(salesforce: SalesforceHttp) -> None:
    job = begun(salesforce)
    upload(salesforce, job, "LastName,Company\nOde,Oak\nBex,Oak\n")
    state(salesforce, job, "Aborted")
    assert lines(salesforce, job, "unprocessedrecords") == ['"LastName","Company"', '"Ode","Oak"', '"Bex","Oak"']
    done = ran(salesforce, "LastName,Company\nOde,Oak\n")
    assert lines(salesforce, done, "unprocessedrecords") == ['"LastName","Company"']


def test_a_job_that_breaks_leaves_the_rest_unprocessed(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    org.traits(bulk_breaks_after=2)
    job = begun(salesforce)
    upload(salesforce, job, "LastName,Company\nOde,Oak\nBex,\nVoss,Oak\n")
    state(salesforce, job, "UploadComplete")
    assert salesforce.get(f"/jobs/ingest/{job}").json()["state"] == "Failed"
    assert [row["LastName"] for row in salesforce.rows("SELECT LastName FROM Lead")] == ["Ode"]
    parts = ("successfulResults", "failedResults", "unprocessedrecords")
    assert [len(lines(salesforce, job, part)) - 1 for part in parts] == [1, 1, 1]
    assert lines(salesforce, job, "unprocessedrecords")[1] == '"Voss","Oak"'


def test_a_job_assigns_leads_only_where_it_names_a_rule(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    users = [row["Id"] for row in salesforce.rows("SELECT Id FROM User")]
    org.traits(assignment_owner=users[1])
    ran(salesforce, "LastName,Company\nOde,Oak\n")
    ran(salesforce, "LastName,Company\nBex,Oak\n", assignmentRuleId="01Q000000000001AAA")
    found = {row["LastName"]: row["OwnerId"] for row in salesforce.rows("SELECT LastName, OwnerId FROM Lead")}
    assert found["Bex"] == users[1]
    assert found["Ode"] != users[1]


def test_data_has_a_limit(salesforce: SalesforceHttp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.sandbox.salesforce.bulk_routes.MOST_BYTES", 60)
    job = begun(salesforce)
    assert code(upload(salesforce, job, "LastName,Company\n" + "Ode,Oak\n" * 4)) == (400, "ClientInputError")
    assert upload(salesforce, job, "LastName,Company\nOde,Oak\n").status == 201


@pytest.mark.parametrize(
    "soql", ["SELECT Id FROM Lead LIMIT 5 OFFSET 1", "SELECT City, COUNT(Id) FROM Lead GROUP BY City"]
)
def test_queries_that_bulk_does_not_take(salesforce: SalesforceHttp, soql: str) -> None:
    made = salesforce.call("POST", "/jobs/query", {"operation": "query", "query": soql}).json()
    assert made["isPkChunkingSupported"] is True
    found = salesforce.get(f"/jobs/query/{made['id']}").json()
    assert (found["state"], found["errorMessage"][:26]) == ("Failed", "FUNCTIONALITY_NOT_ENABLED:")


def test_columns_come_in_the_order_of_the_query(salesforce: SalesforceHttp) -> None:
    salesforce.create("Contact", LastName="Voss", AccountId=salesforce.create("Account", Name="Oakline"))
    job = salesforce.call(
        "POST", "/jobs/query", {"operation": "query", "query": "SELECT account.owner.name, lastname, Account.Name FROM Contact"}
    ).json()["id"]  # fmt: skip
    assert salesforce.get(f"/jobs/query/{job}").json()["state"] == "JobComplete"
    lines = salesforce.get(f"/jobs/query/{job}/results").body.decode().splitlines()
    assert lines == ['"Account.Owner.Name","LastName","Account.Name"', '"Hélène Kermarec","Voss","Oakline"']


@pytest.mark.parametrize("most", ["abc", "-1", "0", "1.5", "", "9" * 5000])
def test_pages_of_no_size(salesforce: SalesforceHttp, most: str) -> None:
    job = finished(salesforce)
    answer = salesforce.get(f"/jobs/query/{job}/results", maxRecords=most)
    whole = most in {"", "9" * 5000}
    assert (answer.status, answer.headers.get("sforce-locator")) == ((200, "null") if whole else (400, None))
    if not whole:
        assert code(answer) == (400, "INVALID_INPUT")


@pytest.mark.parametrize("place", ["-5", "3", "999999", "x"])
def test_a_locator_that_was_never_given(salesforce: SalesforceHttp, place: str) -> None:
    job = finished(salesforce)
    locator = base64.b64encode(place.encode()).rstrip(b"=").decode()
    assert code(salesforce.get(f"/jobs/query/{job}/results", locator=locator)) == (400, "INVALID_QUERY_LOCATOR")


def finished(salesforce: SalesforceHttp) -> str:
    """The id of a query job that found three rows."""
    for _ in range(3):
        salesforce.lead()
    job = salesforce.call("POST", "/jobs/query", {"operation": "query", "query": "SELECT Id FROM Lead"}).json()["id"]
    assert salesforce.get(f"/jobs/query/{job}").json()["numberRecordsProcessed"] == 3
    return str(job)


def test_an_upsert_job_by_a_field_that_names_no_row_is_refused(salesforce: SalesforceHttp) -> None:
    body = {"object": "Lead", "operation": "upsert", "contentType": "CSV"}
    for name in ("Nope__c", "LastName"):
        answer = salesforce.call("POST", "/jobs/ingest", {**body, "externalIdFieldName": name})
        assert code(answer) == (400, "INVALIDJOB")
        assert name in listed(answer)[0]["message"]
    salesforce.lead(crmdesk_uid__c="K1", Email="a@acme.example")
    for name, value in (("CRMDESK_UID__C", "k1"), ("email", "A@acme.example"), ("id", salesforce.lead())):
        data = f"{name},City\n{value},Nantes\n"
        job = ran(salesforce, data, operation="upsert", externalIdFieldName=name)
        assert lines(salesforce, job, "successfulResults")[1].split(",")[1] == '"false"', name


def test_a_content_type_counts_in_any_letter_case(salesforce: SalesforceHttp) -> None:
    kind = 'APPLICATION/JSON; Charset="UTF-8"'
    assert salesforce.call("POST", "/sobjects/Lead", {"LastName": "A", "Company": "B"}, content_type=kind).status == 201
    assert upload(salesforce, begun(salesforce), "LastName,Company\nA,B\n", "Text/CSV; charset=UTF-8").status == 201


def test_a_job_is_of_its_own_version_whoever_asks(salesforce: SalesforceHttp) -> None:
    made = salesforce.call("POST", "/services/data/v60.0/jobs/ingest", INSERT).json()
    shown = salesforce.get(f"/jobs/ingest/{made['id']}").json()
    assert (shown["apiVersion"], shown["contentUrl"]) == (60.0, f"services/data/v60.0/jobs/ingest/{made['id']}/batches")
    asked = {"operation": "query", "query": "SELECT Id FROM Lead"}
    made = salesforce.call("POST", "/services/data/v61.0/jobs/query", asked).json()
    assert salesforce.get(f"/jobs/query/{made['id']}").json()["apiVersion"] == 61.0
    assert [one["apiVersion"] for one in salesforce.get("/jobs/query").json()["records"]] == [61.0]


@pytest.mark.parametrize(
    ("line_ending", "data", "state"),
    [
        ("LF", "LastName,Company\r\nOde,Oak\r\n", "Failed"),
        ("CRLF", "LastName,Company\nOde,Oak\n", "Failed"),
        ("CRLF", "LastName,Company\r\nOde,Oak\nBex,Oak\r\n", "Failed"),
        ("CRLF", "LastName,Company\r\nOde,Oak\r\n", "JobComplete"),
        ("CRLF", 'LastName,Company,Street\r\nOde,Oak,"1 rue\nNantes"\r\n', "JobComplete"),
        ("LF", 'LastName,Company,Street\nOde,Oak,"1 ""rue""\r\nNantes"\n', "JobComplete"),
        ("LF", "LastName,Company", "JobComplete"),
    ],
)
def test_lines_end_as_the_job_says(salesforce: SalesforceHttp, line_ending: str, data: str, state: str) -> None:
    job = closed(salesforce, data, lineEnding=line_ending)
    assert job["state"] == state
    if state == "Failed":
        assert "LineEnding is invalid on user data" in job["errorMessage"]
        assert job["errorMessage"].endswith(line_ending)
        assert salesforce.rows("SELECT Id FROM Lead") == []


def closed(salesforce: SalesforceHttp, data: str | bytes, **more: str) -> dict[str, Any]:
    """A job that was given data and closed, as it is afterwards."""
    job = begun(salesforce, **more)
    headers = {"authorization": f"Bearer {salesforce.token}", "content-type": "text/csv"}
    sent = data.encode() if isinstance(data, str) else data
    assert request(salesforce.base_url, "PUT", f"{DATA}/jobs/ingest/{job}/batches", sent, headers).status == 201
    assert state(salesforce, job, "UploadComplete").status == 200
    return salesforce.get(f"/jobs/ingest/{job}").json()


def test_an_upsert_job_never_guesses_its_row(salesforce: SalesforceHttp) -> None:
    for _ in range(2):
        salesforce.lead(Email="twice@acme.example")
    salesforce.lead()
    for data, error in (
        ("Email,City\ntwice@acme.example,Nantes\n", "DUPLICATE_EXTERNAL_ID:"),
        ("Email,City\n,Nantes\n", "MISSING_ARGUMENT:Email not specified:"),
        ("Email,City\n#N/A,Nantes\n", "MISSING_ARGUMENT:Email not specified:"),
    ):
        job = ran(salesforce, data, operation="upsert", externalIdFieldName="Email")
        assert error in lines(salesforce, job, "failedResults")[1]
    assert {row["City"] for row in salesforce.rows("SELECT City FROM Lead")} == {None}
    job = ran(salesforce, "Id,LastName,Company\n,Ode,Oak\n", operation="upsert", externalIdFieldName="Id")
    assert lines(salesforce, job, "successfulResults")[1].split(",")[1] == '"true"'


def test_jobs_are_listed_by_their_type(salesforce: SalesforceHttp) -> None:
    begun(salesforce)
    for asked, count in (("", 1), ("?jobType=V2Ingest", 1), ("?jobType=Classic", 0), ("?jobType=", 1)):
        assert len(salesforce.get(f"/jobs/ingest{asked}").json()["records"]) == count, asked


def test_a_job_is_closed_once(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    org.traits(bulk_polls=5)
    job = closed(salesforce, "LastName,Company\nOde,Oak\n")["id"]
    assert code(state(salesforce, job, "UploadComplete")) == (400, "INVALIDJOBSTATE")
    assert salesforce.get(f"/jobs/ingest/{job}").json()["state"] == "InProgress"
    assert state(salesforce, job, "Aborted").status == 200
    empty = begun(salesforce)
    assert upload(salesforce, empty, "").status == 201
    assert code(upload(salesforce, empty, "LastName\n")) == (400, "INVALIDJOBSTATE")


def test_jobs_are_kept_for_a_week(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    job, query = begun(salesforce), finished(salesforce)
    org.advance(6 * 86_400)
    assert salesforce.get(f"/jobs/query/{query}/results").status == 200
    org.advance(8 * 86_400)
    assert salesforce.get(f"/jobs/query/{query}/results").status == 404
    assert salesforce.get(f"/jobs/ingest/{job}").status == 404
    assert salesforce.get("/jobs/ingest").json()["records"] == []


@pytest.mark.parametrize(
    "data",
    [
        "LastName,Company\n" + "x" * 32_001 + ",Oak\n",
        "LastName,Company\n" + "x" * 200_000 + ",Oak\n",
        ",".join(f"F{number}" for number in range(5001)) + "\n" + "," * 5000 + "\n",
        ",".join(f"F{number}" for number in range(14)) + "\n" + ",".join(["x" * 30_000] * 14) + "\n",
        "LastName,Company\nBérénice,Oak\n".encode("latin-1"),
    ],
    ids=["field", "long field", "fields", "record", "no UTF-8"],
)
def test_data_that_no_job_takes(salesforce: SalesforceHttp, data: str | bytes) -> None:
    job = closed(salesforce, data)
    assert (job["state"], job["errorMessage"][:17]) == ("Failed", "ClientInputError:")
    assert salesforce.rows("SELECT Id FROM Lead") == []


def test_results_are_not_in_the_order_of_the_data(salesforce: SalesforceHttp) -> None:
    job = ran(salesforce, "LastName,Company\n" + "".join(f"N{number},Oak\n" for number in range(5)))
    names = [line.split(",")[2].strip('"') for line in lines(salesforce, job, "successfulResults")[1:]]
    assert sorted(names) == [f"N{number}" for number in range(5)]
    assert names != sorted(names)


def test_jobs_count_against_their_day(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    def left() -> tuple[int, int]:
        told = salesforce.get("/limits").json()
        return told["DailyBulkV2QueryJobs"]["Remaining"], told["DailyBulkApiBatches"]["Remaining"]

    assert left() == (10_000, 15_000)
    finished(salesforce)
    ran(salesforce, "LastName,Company\nOde,Oak\n")
    assert left() == (9_999, 14_999)
    org.advance(86_401)
    assert left() == (10_000, 15_000)
