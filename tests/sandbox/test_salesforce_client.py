"""The best-known client library for Salesforce, unchanged but for its host, for every operation crmdesk depends on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import (
    SalesforceError,
    SalesforceExpiredSession,
    SalesforceMalformedRequest,
    SalesforceMoreThanOneRecord,
    SalesforceResourceNotFound,
)
from simple_salesforce.format import format_soql

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.salesforce_http import SalesforceControl


@pytest.fixture
def client(served: Sandbox, org: SalesforceControl) -> Iterator[Any]:
    entry = served.directory()["vendors"]["salesforce"]
    with requests.Session() as session:
        session.trust_env = False  # the environment's own authorities would take the place of the sandbox's
        session.verify = entry["ca_file"]
        url = urlsplit(entry["tls_base_url"])
        yield Salesforce(
            instance_url=f"https://localhost:{url.port}", session_id=entry["access_token"], session=session
        )


def said(caught: pytest.ExceptionInfo[SalesforceError]) -> Any:
    """The body of a refusal, which the library keeps as it was read."""
    return caught.value.content


def test_search_and_quick_search(client: Any) -> None:
    made = client.Lead.create({"LastName": "Ode", "Company": "Acme", "Email": "zoe.ode@acme.example"})["id"]
    client.Contact.create({"LastName": "Other"})
    assert [row["Id"] for row in client.quick_search("Ode")["searchRecords"]] == [made]
    found = client.search("FIND {acme} IN EMAIL FIELDS RETURNING Contact, Lead(Id, Email)")["searchRecords"]
    assert [(row["attributes"]["type"], row["Email"]) for row in found] == [("Lead", "zoe.ode@acme.example")]
    assert client.quick_search("nobody") == {"searchRecords": []}
    with pytest.raises(SalesforceMalformedRequest) as caught:
        client.search("FIND {Ode")
    assert said(caught)[0]["errorCode"] == "MALFORMED_SEARCH"


def test_a_lead_is_created_read_changed_found_and_deleted(client: Any) -> None:
    made = client.Lead.create({"LastName": "Ode", "Company": "Acme", "Email": "Zoe.Ode@acme.example", "Phone": None})
    assert (made["success"], made["errors"]) == (True, [])
    read = client.Lead.get(made["id"])
    assert (read["attributes"]["type"], read["Email"], read["Status"]) == (
        "Lead",
        "zoe.ode@acme.example",
        "Open - Not Contacted",
    )
    assert client.Lead.update(made["id"], {"Phone": "06 39 98 12 34"}) == 204
    soql = format_soql("SELECT Id, Phone FROM Lead WHERE Email = {}", "ZOE.ode@acme.example")
    found = client.query(soql)
    assert [(row["Id"], row["Phone"]) for row in found["records"]] == [(made["id"], "06 39 98 12 34")]
    assert client.api_usage["api-usage"].total == 100_000
    assert client.Lead.delete(made["id"]) == 204
    with pytest.raises(SalesforceResourceNotFound) as caught:
        client.Lead.get(made["id"])
    assert said(caught)[0]["errorCode"] == "ENTITY_IS_DELETED"


def test_a_refused_contact_names_the_field(client: Any) -> None:
    with pytest.raises(SalesforceMalformedRequest) as caught:
        client.Contact.create({"FirstName": "Mara"})
    assert said(caught) == [
        {
            "message": "Required fields are missing: [LastName]",
            "errorCode": "REQUIRED_FIELD_MISSING",
            "fields": ["LastName"],
        }
    ]


def test_upsert_by_external_id_and_by_an_address_that_comes_twice(client: Any) -> None:
    key = "01JD0000000000000000000001"
    assert client.Contact.upsert(f"crmdesk_uid__c/{key}", {"LastName": "Voss"}) == 201
    assert client.Contact.upsert(f"crmdesk_uid__c/{key}", {"FirstName": "Mara"}) == 200
    read = client.Contact.get_by_custom_id("crmdesk_uid__c", key)
    assert (read["Name"], read["crmdesk_uid__c"]) == ("Mara Voss", key)
    for _ in range(2):
        client.Contact.create({"LastName": "Voss", "Email": "twice@acme.example"})
    with pytest.raises(SalesforceMoreThanOneRecord):
        client.Contact.upsert("Email/twice@acme.example", {"LastName": "Kerbrat"})


def test_a_converted_lead_leads_to_its_contact(client: Any, org: SalesforceControl) -> None:
    lead = client.Lead.create({"LastName": "Ode", "FirstName": "Zoé", "Company": "Acme"})["id"]
    org.edit("Lead", lead, convert={"opportunityName": "Maison"})
    wanted = "IsConverted, ConvertedContactId, ConvertedAccount.Name, ConvertedOpportunityId, Status"
    row = client.query(format_soql("SELECT {:literal} FROM Lead WHERE Id = {}", wanted, lead))["records"][0]
    assert (row["IsConverted"], row["Status"], row["ConvertedAccount"]["Name"]) == (True, "Closed - Converted", "Acme")
    assert client.Contact.get(row["ConvertedContactId"])["FirstName"] == "Zoé"
    assert client.Opportunity.get(row["ConvertedOpportunityId"])["StageName"] == "Prospecting"
    with pytest.raises(SalesforceMalformedRequest) as caught:
        client.Lead.update(lead, {"City": "Nantes"})
    assert said(caught)[0]["errorCode"] == "CANNOT_UPDATE_CONVERTED_LEAD"


def test_an_opportunity_follows_its_stage(client: Any) -> None:
    account = client.Account.create({"Name": "SCI Talensac"})["id"]
    deal = client.Opportunity.create(
        {"Name": "Maison", "AccountId": account, "StageName": "Prospecting", "CloseDate": "2026-12-31", "Amount": 9000}
    )["id"]
    row = client.Opportunity.get(deal)
    assert (row["Probability"], row["IsClosed"], row["ExpectedRevenue"]) == (10.0, False, 900.0)
    client.Opportunity.update(deal, {"StageName": "Closed Won"})
    soql = "SELECT Probability, IsWon, IsClosed, Account.Name FROM Opportunity WHERE Id = {}"
    first = client.query(format_soql(soql, deal))["records"][0]
    assert (first["Probability"], first["IsWon"], first["IsClosed"]) == (100.0, True, True)
    assert first["Account"]["Name"] == "SCI Talensac"
    stages = client.query("SELECT ApiName, IsClosed, IsWon, SortOrder FROM OpportunityStage ORDER BY SortOrder")
    assert stages["records"][0]["ApiName"] == "Prospecting"
    assert [row["ApiName"] for row in stages["records"] if row["IsWon"]] == ["Closed Won"]


def test_tasks_events_calls_and_notes(client: Any) -> None:
    lead = client.Lead.create({"LastName": "Ode", "Company": "Acme"})["id"]
    task = client.Task.create({"WhoId": lead, "Subject": "Rappeler", "ActivityDate": "2026-12-01"})["id"]
    call = client.Task.create({
        "WhoId": lead, "Subject": "Appel", "TaskSubtype": "Call", "CallDurationInSeconds": 180, "Status": "Completed",
    })["id"]  # fmt: skip
    event = client.Event.create(
        {"WhoId": lead, "Subject": "Visite", "StartDateTime": "2026-12-01T09:00:00Z", "DurationInMinutes": 45}
    )["id"]
    note = client.Note.create({"ParentId": lead, "Title": "Note", "Body": "Préfère le matin"})["id"]
    assert (client.Task.get(task)["Status"], client.Task.get(task)["IsClosed"]) == ("Not Started", False)
    assert client.Task.get(call)["IsClosed"] is True
    assert client.Event.get(event)["EndDateTime"] == "2026-12-01T09:45:00.000+0000"
    assert client.Note.get(note)["Body"] == "Préfère le matin"
    soql = format_soql("SELECT Subject FROM Task WHERE WhoId = {} AND TaskSubtype = 'Call'", lead)
    subjects = client.query(soql)["records"]
    assert [row["Subject"] for row in subjects] == ["Appel"]
    client.Lead.delete(lead)
    assert client.query("SELECT COUNT() FROM Event")["totalSize"] == 0


def test_collections_of_two_hundred(client: Any) -> None:
    records = [{"attributes": {"type": "Lead"}, "LastName": f"N{number}", "Company": "Acme"} for number in range(200)]
    records[7] = {"attributes": {"type": "Lead"}, "LastName": "Bex"}
    made = client.restful("composite/sobjects", method="POST", json={"allOrNone": False, "records": records})
    assert len(made) == 200
    assert made[7]["errors"][0]["statusCode"] == "REQUIRED_FIELD_MISSING"
    assert "id" not in made[7]
    ids = [one["id"] for one in made if one["success"]]
    changes = [{"attributes": {"type": "Lead"}, "id": id, "City": "Rezé"} for id in ids]
    updated = client.restful("composite/sobjects", method="PATCH", json={"allOrNone": True, "records": changes})
    assert all(one["success"] for one in updated)
    wanted = {"ids": [*ids[:2], "00Qgk0000000zzzEAA"], "fields": ["LastName", "City"]}
    read = client.restful("composite/sobjects/Lead", method="POST", json=wanted)
    assert [row and row["City"] for row in read] == ["Rezé", "Rezé", None]
    keyed = [{"crmdesk_uid__c": f"K{number}", "LastName": "Neu", "Company": "Acme"} for number in range(2)]
    path = "composite/sobjects/Lead/crmdesk_uid__c"
    for created in (True, False):
        answers = client.restful(path, method="PATCH", json={"allOrNone": False, "records": [
            {"attributes": {"type": "Lead"}, **one} for one in keyed
        ]})  # fmt: skip
        assert [one["created"] for one in answers] == [created, created]
    dropped = client.restful("composite/sobjects", params={"ids": ",".join(ids), "allOrNone": "false"}, method="DELETE")
    assert all(one["success"] for one in dropped)
    assert client.query("SELECT COUNT() FROM Lead")["totalSize"] == 2


def test_a_query_goes_on_until_it_is_done(client: Any, org: SalesforceControl) -> None:
    org.traits(page_cap=300)
    for start in range(0, 1000, 200):
        records = [
            {"attributes": {"type": "Lead"}, "LastName": f"N{start + number:04}", "Company": "Acme"}
            for number in range(200)
        ]
        client.restful("composite/sobjects", method="POST", json={"records": records})
    everyone = client.query_all("SELECT Id, LastName FROM Lead ORDER BY LastName DESC")
    names = [row["LastName"] for row in everyone["records"]]
    assert names == sorted(names, reverse=True)
    assert len(set(names)) == 1000
    page = client.query("SELECT Id FROM Lead")
    assert (page["done"], len(page["records"])) == (False, 300)
    again = client.query_more(page["nextRecordsUrl"], identifier_is_url=True)
    assert again["records"][0] not in page["records"]
    with pytest.raises(SalesforceMalformedRequest) as caught:
        client.query_more("0r8gk0000000999AAA-2000")
    assert said(caught)[0]["errorCode"] == "INVALID_QUERY_LOCATOR"


def test_query_all_shows_deleted_and_merged_rows(client: Any, org: SalesforceControl) -> None:
    ids = [client.Lead.create({"LastName": f"N{number}", "Company": "Acme"})["id"] for number in range(3)]
    client.Lead.delete(ids[0])
    org.merge("Lead", ids[1], ids[2])
    soql = "SELECT Id, MasterRecordId FROM Lead WHERE IsDeleted = true ORDER BY LastName"
    gone = client.query(soql, include_deleted=True)["records"]
    assert [(row["Id"], row["MasterRecordId"]) for row in gone] == [(ids[0], None), (ids[2], ids[1])]
    assert [row["Id"] for row in client.query("SELECT Id FROM Lead")["records"]] == [ids[1]]


def test_updated_and_deleted_lists(client: Any, org: SalesforceControl) -> None:
    kept, gone = (client.Lead.create({"LastName": name, "Company": "Acme"})["id"] for name in ("Ode", "Bex"))
    client.Lead.delete(gone)
    now = datetime.now(UTC)
    start, end = now - timedelta(minutes=5), now + timedelta(minutes=5)
    assert client.Lead.updated(start, end)["ids"] == [kept]
    deleted = client.Lead.deleted(start, end)
    assert [row["id"] for row in deleted["deletedRecords"]] == [gone]
    assert deleted["latestDateCovered"].endswith("+0000")
    with pytest.raises(SalesforceMalformedRequest) as caught:
        client.Lead.updated(end, start)
    assert said(caught)[0]["errorCode"] == "INVALID_REPLICATION_DATE"


def test_composite_writes_only_where_nobody_else_did(client: Any, org: SalesforceControl) -> None:
    lead = client.Lead.create({"LastName": "Ode", "Company": "Acme"})["id"]
    modified = client.restful(f"sobjects/Lead/{lead}", params={"fields": "LastModifiedDate"})["LastModifiedDate"]
    known = datetime.strptime(modified, "%Y-%m-%dT%H:%M:%S.000%z").strftime("%a, %d %b %Y %H:%M:%S GMT")
    path = f"/services/data/v67.0/sobjects/Lead/{lead}"

    def parts(city: str) -> dict[str, Any]:
        guard = {"If-Unmodified-Since": known}
        return {
            "allOrNone": False,
            "compositeRequest": [
                {"method": "PATCH", "url": path, "referenceId": "w0", "body": {"City": city}, "httpHeaders": guard},
                {"method": "GET", "url": f"{path}?fields=City", "referenceId": "r0"},
            ],
        }

    first = client.restful("composite", method="POST", json=parts("Nantes"))["compositeResponse"]
    assert [one["httpStatusCode"] for one in first] == [204, 200]
    org.advance(5)
    org.edit("Lead", lead, City="Vertou")
    second = client.restful("composite", method="POST", json=parts("Rezé"))["compositeResponse"]
    assert [one["httpStatusCode"] for one in second] == [412, 200]
    assert second[1]["body"]["City"] == "Vertou"


def test_describe_tells_fields_picklists_and_users(client: Any) -> None:
    names = {one["name"] for one in client.describe()["sobjects"]}
    assert {"Lead", "Contact", "Account", "Opportunity", "Task", "Event", "User"} <= names
    fields = {one["name"]: one for one in client.Lead.describe()["fields"]}
    assert fields["LastName"]["nillable"] is False
    assert [one["value"] for one in fields["Rating"]["picklistValues"]] == ["Hot", "Warm", "Cold"]
    assert (fields["crmdesk_uid__c"]["externalId"], fields["Name"]["createable"]) == (True, False)
    assert client.Lead.metadata()["objectDescribe"]["keyPrefix"] == "00Q"
    users = client.query("SELECT Name, Email, IsActive FROM User ORDER BY Name")["records"]
    assert (users[0]["Name"], users[0]["IsActive"]) == ("Hélène Kermarec", True)
    assert client.limits()["DailyApiRequests"]["Max"] == 100_000


def test_a_field_of_users(client: Any) -> None:
    fields = {one["name"]: one for one in client.Lead.describe()["fields"]}
    held = fields["Second_negociateur__c"]
    assert (held["type"], held["custom"], held["referenceTo"]) == ("reference", True, ["User"])
    assert held["relationshipName"] == "Second_negociateur__r"
    user = client.query("SELECT Id, Name FROM User WHERE LastName = 'Baudouin'")["records"][0]
    made = client.Lead.create({"LastName": "Ode", "Company": "Acme", "Second_negociateur__c": user["Id"]})["id"]
    soql = format_soql("SELECT Second_negociateur__c, Second_negociateur__r.Name FROM Lead WHERE Id = {}", made)
    row = client.query(soql)["records"][0]
    assert (row["Second_negociateur__c"], row["Second_negociateur__r"]["Name"]) == (user["Id"], user["Name"])
    for wrong, code in ((made, "MALFORMED_ID"), ("005000000000001AAA", "INVALID_CROSS_REFERENCE_KEY")):
        with pytest.raises(SalesforceMalformedRequest) as caught:
            client.Lead.update(made, {"Second_negociateur__c": wrong})
        assert (said(caught)[0]["errorCode"], said(caught)[0]["fields"]) == (code, ["Second_negociateur__c"])


def test_bulk_two_takes_a_thousand_and_gives_them_back(client: Any) -> None:
    leads = [{"LastName": f"N{number}", "Company": "Acme" if number else ""} for number in range(1000)]
    jobs = client.bulk2.Lead.insert(records=leads, wait=0.01)
    assert [(job["numberRecordsProcessed"], job["numberRecordsFailed"]) for job in jobs] == [(1000, 1)]
    failed = client.bulk2.Lead.get_failed_records(jobs[0]["job_id"])
    assert "REQUIRED_FIELD_MISSING" in failed
    assert client.bulk2.Lead.get_successful_records(jobs[0]["job_id"]).count("\n") == 1000
    pages = list(client.bulk2.Lead.query("SELECT Id, LastName FROM Lead", max_records=400, wait=0.01))
    lines = [line for page in pages for line in page.strip().splitlines()[1:]]
    assert (len(pages), len(set(lines))) == (3, 999)
    ids = [line.split(",")[0].strip('"') for line in lines[:3]]
    client.bulk2.Lead.update(records=[{"Id": id, "City": "Nantes", "Phone": ""} for id in ids], wait=0.01)
    assert client.query("SELECT COUNT() FROM Lead WHERE City = 'Nantes'")["totalSize"] == 3
    client.bulk2.Lead.delete(records=[{"Id": id} for id in ids], wait=0.01)
    assert client.query("SELECT COUNT() FROM Lead")["totalSize"] == 996


def test_a_dead_session_is_told_apart(client: Any, org: SalesforceControl) -> None:
    client.headers["Authorization"] = "Bearer 00Dgk000000001!nobody"
    with pytest.raises(SalesforceExpiredSession) as caught:
        client.query("SELECT Id FROM Lead")
    assert said(caught)[0]["errorCode"] == "INVALID_SESSION_ID"


def test_the_day_s_limit_is_a_403(client: Any, org: SalesforceControl) -> None:
    org.traits(rate_limits=True, used_by_others=100_000)
    with pytest.raises(SalesforceError) as caught:
        client.query("SELECT Id FROM Lead")
    assert (caught.value.status, said(caught)[0]["errorCode"]) == (403, "REQUEST_LIMIT_EXCEEDED")
