"""Collections, composite, batch, bulk, limits and faults at the sandbox's Salesforce (sections 5 to 7)."""

from __future__ import annotations

from typing import Any

from tests.sandbox.raw import request
from tests.sandbox.salesforce_http import DATA, SalesforceControl, SalesforceHttp, code, listed


def rows(count: int, **fields: object) -> list[dict[str, Any]]:
    made = {"attributes": {"type": "Lead"}, "LastName": "Voss", "Company": "Oakline", **fields}
    return [dict(made) for _ in range(count)]


def test_all_or_none_undoes_everything(salesforce: SalesforceHttp) -> None:
    records = [*rows(2), {"attributes": {"type": "Lead"}, "LastName": "Bex"}]
    answers = listed(salesforce.call("POST", "/composite/sobjects", {"allOrNone": True, "records": records}))
    codes = [one["errors"][0]["statusCode"] for one in answers]
    assert codes == [*["ALL_OR_NONE_OPERATION_ROLLED_BACK"] * 2, "REQUIRED_FIELD_MISSING"]
    assert salesforce.rows("SELECT Id FROM Lead") == []


def test_limits_of_size(salesforce: SalesforceHttp) -> None:
    answer = salesforce.call("POST", "/composite/sobjects", {"records": rows(201)})
    assert code(answer) == (400, "EXCEEDED_MAX_SIZE_REQUEST")
    mixed = [one for _ in range(6) for one in (*rows(1), {"attributes": {"type": "Account"}, "Name": "A"})]
    assert code(salesforce.call("POST", "/composite/sobjects", {"records": mixed})) == (400, "INVALID_INPUT")
    assert code(salesforce.call("POST", "/composite/sobjects", {"records": [{}]})) == (400, "INVALID_INPUT")
    assert code(salesforce.call("POST", "/composite/sobjects", {})) == (400, "MISSING_ARGUMENT")


def test_items_of_updates_and_deletions(salesforce: SalesforceHttp) -> None:
    kept, gone = salesforce.lead(), salesforce.lead()
    salesforce.call("DELETE", f"/sobjects/Lead/{gone}")
    changes = [{"attributes": {"type": "Lead"}, "Id": id, "City": "Nantes"} for id in (kept, kept, gone)]
    answers = listed(salesforce.call("PATCH", "/composite/sobjects", {"records": changes}))
    assert answers[0] == {"id": kept, "success": True, "errors": []}
    assert [one["errors"][0]["statusCode"] for one in answers[1:]] == ["DUPLICATE_VALUE", "ENTITY_IS_DELETED"]
    ids = f"{kept},{gone},00Qgk0000000zzzAAA"
    answers = listed(salesforce.call("DELETE", f"/composite/sobjects?ids={ids}&allOrNone=false"))
    assert [one["success"] for one in answers] == [True, False, False]
    assert answers[2]["errors"][0]["statusCode"] == "INVALID_CROSS_REFERENCE_KEY"


def test_retrieving_by_address_and_a_bad_field(salesforce: SalesforceHttp) -> None:
    lead = salesforce.lead()
    found = listed(salesforce.get("/composite/sobjects/Lead", ids=f"{lead},nobody", fields="Id,City"))
    assert (found[0]["Id"], found[1]) == (lead, None)
    answer = salesforce.call("POST", "/composite/sobjects/Lead", {"ids": [lead], "fields": ["Foo"]})
    assert code(answer) == (400, "INVALID_FIELD")


def test_upserts_by_key_by_id_and_by_an_address_that_comes_twice(salesforce: SalesforceHttp) -> None:
    for _ in range(2):
        salesforce.lead(Email="twice@acme.example")
    records = rows(1, Email="twice@acme.example")
    answers = listed(salesforce.call("PATCH", "/composite/sobjects/Lead/Email", {"records": records}))
    assert answers[0]["errors"][0]["statusCode"] == "DUPLICATE_EXTERNAL_ID"
    answers = listed(salesforce.call("PATCH", "/composite/sobjects/Lead/Id", {"records": rows(1, Id=None)}))
    assert answers[0]["created"] is True
    path = "/composite/sobjects/Lead/crmdesk_uid__c"
    answers = listed(salesforce.call("PATCH", path, {"records": rows(2, crmdesk_uid__c="K1")}))
    assert [one["created"] for one in answers] == [True, False]
    salesforce.lead(crmdesk_uid__c="K2")
    answer = salesforce.call("POST", "/sobjects/Lead", rows(1, crmdesk_uid__c="k2")[0])
    assert code(answer) == (400, "DUPLICATE_VALUE")
    assert "record with id: 00Q" in listed(answer)[0]["message"]
    assert salesforce.call("PATCH", "/composite/sobjects/Lead/City", {"records": []}).status == 404


def test_composite_refers_to_earlier_parts_and_halts(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    def part(name: str, path: str, body: object) -> dict[str, object]:
        return {"method": "POST", "url": f"{DATA}{path}", "referenceId": name, "body": body}

    parts = [
        part("acc", "/sobjects/Account", {"Name": "Oakline"}),
        part("con", "/sobjects/Contact", {"LastName": "Voss", "AccountId": "@{acc.id}"}),
        {"method": "GET", "url": f"{DATA}/sobjects/Account/@{{acc.id}}?fields=Name", "referenceId": "read"},
    ]
    answers = salesforce.call("POST", "/composite", {"compositeRequest": parts}).json()["compositeResponse"]
    assert [one["httpStatusCode"] for one in answers] == [201, 201, 200]
    assert answers[2]["body"]["Name"] == "Oakline"
    parts[1] = part("con", "/sobjects/Contact", {"AccountId": "@{acc.id}"})
    halted = salesforce.call("POST", "/composite", {"allOrNone": True, "compositeRequest": parts})
    assert [one["httpStatusCode"] for one in halted.json()["compositeResponse"]] == [400, 400, 400]
    assert len(salesforce.rows("SELECT Id FROM Account")) == 1
    queries = [
        {"method": "GET", "url": f"{DATA}/query?q=SELECT+Id+FROM+Lead", "referenceId": f"q{number}"}
        for number in range(6)
    ]
    assert code(salesforce.call("POST", "/composite", {"compositeRequest": queries})) == (400, "LIMIT_EXCEEDED")
    assert salesforce.call("POST", "/composite", {"compositeRequest": queries[:5]}).status == 200
    twice = [queries[0], queries[0]]
    assert code(salesforce.call("POST", "/composite", {"compositeRequest": twice})) == (400, "INVALID_INPUT")


def test_batches_know_nothing_of_each_other(salesforce: SalesforceHttp) -> None:
    parts = [
        {"method": "GET", "url": "v67.0/sobjects/Lead/00Qgk0000000zzzAAA"},
        {"method": "POST", "url": "v67.0/sobjects/Lead", "richInput": {"LastName": "V", "Company": "A"}},
    ]
    found = salesforce.call("POST", "/composite/batch", {"batchRequests": parts}).json()
    assert (found["hasErrors"], [one["statusCode"] for one in found["results"]]) == (True, [404, 201])
    halted = salesforce.call("POST", "/composite/batch", {"haltOnError": True, "batchRequests": parts}).json()
    assert halted["results"][1]["result"][0]["errorCode"] == "BATCH_PROCESSING_HALTED"


def bulk(http: SalesforceHttp, data: str, **given: object) -> dict[str, Any]:
    job = http.call("POST", "/jobs/ingest", {"object": "Lead", "operation": "insert", **given}).json()
    headers = {"authorization": f"Bearer {http.token}", "content-type": "text/csv"}
    put = request(http.base_url, "PUT", f"/{job['contentUrl']}", data.encode(), headers)
    assert put.status == 201
    assert http.call("PATCH", f"/jobs/ingest/{job['id']}", {"state": "UploadComplete"}).status == 200
    return http.get(f"/jobs/ingest/{job['id']}").json()


def test_bulk_jobs_take_their_time_and_count_failures(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    org.traits(bulk_polls=1)
    job = bulk(salesforce, "LastName,Company,City\nOde,Acme,Nantes\nBex,,Rezé\n")
    assert job["state"] == "InProgress"
    job = salesforce.get(f"/jobs/ingest/{job['id']}").json()
    assert (job["state"], job["numberRecordsProcessed"], job["numberRecordsFailed"]) == ("JobComplete", 2, 1)
    failed = salesforce.get(f"/jobs/ingest/{job['id']}/failedResults/").body.decode()
    assert "REQUIRED_FIELD_MISSING:Required fields are missing: [Company]:Company --" in failed
    lead = salesforce.rows("SELECT Id FROM Lead")[0]["Id"]
    bulk(salesforce, f"Id,City,LastName\n{lead},#N/A,\n", operation="update")
    org.traits(bulk_polls=0)
    bulk(salesforce, f"Id,City,LastName\n{lead},#N/A,\n", operation="update")
    row = salesforce.rows("SELECT City, LastName FROM Lead")[0]
    assert (row["City"], row["LastName"]) == (None, "Ode"), "an empty cell leaves its field, #N/A clears it"
    assert bulk(salesforce, "LastName,Company\r\nOde,Acme\r\n")["state"] == "Failed"
    bulk(salesforce, f"Id\n{lead}\n", operation="hardDelete")
    assert salesforce.rows("SELECT Id FROM Lead", everything=True) == []


def test_bulk_queries_refuse_what_they_cannot_do(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    salesforce.lead(City="Nantes")
    job = salesforce.call("POST", "/jobs/query", {"operation": "query", "query": "SELECT Address FROM Lead"}).json()
    told = salesforce.get(f"/jobs/query/{job['id']}").json()
    assert (told["state"], told["errorMessage"][:25]) == ("Failed", "FUNCTIONALITY_NOT_ENABLED")
    job = salesforce.call("POST", "/jobs/query", {"operation": "query", "query": "SELECT City FROM Lead"}).json()
    assert code(salesforce.get(f"/jobs/query/{job['id']}/results")) == (412, "JOB_NOT_COMPLETE")
    salesforce.get(f"/jobs/query/{job['id']}")
    answer = salesforce.get(f"/jobs/query/{job['id']}/results")
    assert (answer.headers["sforce-locator"], answer.headers["sforce-numberofrecords"]) == ("null", "1")
    assert answer.body.decode() == '"City"\n"Nantes"\n'
    other = salesforce.get(f"/services/data/v60.0/jobs/query/{job['id']}/results")
    assert other.status == 409
    org.traits(bulk_missing_locator=True)
    assert "sforce-locator" not in salesforce.get(f"/jobs/query/{job['id']}/results").headers
    assert salesforce.call("DELETE", f"/jobs/query/{job['id']}").status == 204
    assert salesforce.get(f"/jobs/query/{job['id']}").status == 404


def test_the_day_is_shared_and_the_header_has_variants(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    org.traits(used_by_others=500, limit_info_variant="per_app")
    assert salesforce.get("/limits").headers["sforce-limit-info"] == (
        "api-usage=501/100000; per-app-api-usage=1/250(appName=crmdesk)"
    )
    org.traits(rate_limits=True, used_by_others=100_000)
    answer = salesforce.get("/limits")
    assert code(answer) == (403, "REQUEST_LIMIT_EXCEEDED")
    assert "retry-after" not in answer.headers


def test_faults(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead = salesforce.lead(City="Nantes")
    org.fault("partial", path=f"{DATA}/composite/sobjects")
    answers = listed(salesforce.call("POST", "/composite/sobjects", {"records": rows(4)}))
    assert [one["success"] for one in answers] == [True, False, True, False]
    org.fault("remove_field", value="City", times=1)
    assert code(salesforce.query("SELECT City FROM Lead")) == (400, "INVALID_FIELD")
    org.fault("forbid_field", value="City", times=1)
    answer = salesforce.call("PATCH", f"/sobjects/Lead/{lead}", {"City": "x"})
    assert code(answer) == (400, "INVALID_FIELD_FOR_INSERT_UPDATE")
    org.fault("retry_after")
    assert code(salesforce.get("/limits")) == (403, "REQUEST_LIMIT_EXCEEDED")
    org.fault("status", value=500)
    assert code(salesforce.get("/limits")) == (500, "UNKNOWN_EXCEPTION")
    org.traits(page_cap=2)
    org.fault("duplicate_page")
    first = salesforce.query("SELECT Id FROM Lead").json()
    again = salesforce.get(first["nextRecordsUrl"]).json()
    assert again["records"] == first["records"]
    org.fault("reorder")
    mixed = salesforce.query("SELECT Id FROM Lead").json()["records"]
    assert {row["Id"] for row in mixed} == {row["Id"] for row in first["records"]}
    org.fault("expire_token")
    expired = SalesforceHttp(salesforce.base_url, salesforce.token)
    assert code(expired.get("/limits")) == (401, "INVALID_SESSION_ID")
