"""SOQL, pages, replication lists and late commits at the sandbox's Salesforce (section 3)."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from tests.sandbox.salesforce_http import DATA, SalesforceControl, SalesforceHttp, code, listed


@pytest.fixture
def five(salesforce: SalesforceHttp, org: SalesforceControl) -> list[str]:
    """Five leads, a second apart."""
    found = []
    for number, city in enumerate(("Nantes", "Rezé", "nantes", None, "Saint-Herblain")):
        org.advance(number + 1)
        words = {"Rating": "Hot" if number % 2 else "Cold", "NumberOfEmployees": number}
        found.append(salesforce.lead(LastName=f"O'N{number}_%", City=city, Email=f"n{number}@acme.example", **words))
    return found


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("City = 'NANTES'", [0, 2]),
        ("City != 'Nantes' AND City != null", [1, 4]),
        ("City = null", [3]),
        ("(City LIKE 'n%' OR City LIKE '%z_') AND Rating = 'Cold'", [0, 2]),
        ("LastName LIKE 'O\\'N_\\_\\%'", [0, 1, 2, 3, 4]),
        ("LastName LIKE 'O\\'N\\_'", []),
        ("Email IN ('N1@acme.example','n4@acme.example')", [1, 4]),
        ("Email NOT IN ('n1@acme.example') AND NOT City = null", [0, 2, 4]),
        ("NumberOfEmployees >= 2 AND NumberOfEmployees < 4", [2, 3]),
        ("CreatedDate >= TODAY", [0, 1, 2, 3, 4]),
        ("CreatedDate < LAST_N_DAYS:3", []),
        ("IsConverted = false AND Owner.Name LIKE '%Kermarec'", [0, 1, 2, 3, 4]),
        ("Id IN (SELECT WhoId FROM Task)", []),
    ],
)
def test_conditions(salesforce: SalesforceHttp, five: list[str], where: str, expected: list[int]) -> None:
    rows = salesforce.rows(f"SELECT Id FROM Lead WHERE {where} ORDER BY Id")  # noqa: S608 - the table above
    assert [five.index(row["Id"]) for row in rows] == expected


@pytest.mark.parametrize(
    ("soql", "refusal"),
    [
        ("SELECT Id FROM", "MALFORMED_QUERY"),
        ("SELECT Id FROM Lead WHERE City = 'a' AND City = 'b' OR City = 'c'", "MALFORMED_QUERY"),
        ("SELECT Id FROM Lead WHERE City = nantes", "INVALID_FIELD"),
        ("SELECT Id FROM Lead WHERE CreatedDate > '2026-01-01'", "INVALID_FIELD"),
        ("SELECT Id FROM Lead WHERE Description = 'x'", "INVALID_FIELD"),
        ("SELECT Id FROM Lead ORDER BY Description", "INVALID_FIELD"),
        ("SELECT Foo__c FROM Lead", "INVALID_FIELD"),
        ("SELECT Id FROM Leed", "INVALID_TYPE"),
        ("SELECT Id, (SELECT Id FROM Songs) FROM Account", "INVALID_FIELD"),
        ("SELECT FIELDS(ALL) FROM Lead", "MALFORMED_QUERY"),
    ],
)
def test_refused_queries(salesforce: SalesforceHttp, soql: str, refusal: str) -> None:
    assert code(salesforce.query(soql)) == (400, refusal)


def test_shapes_of_answers(salesforce: SalesforceHttp, five: list[str]) -> None:
    assert salesforce.query("SELECT COUNT() FROM Lead").json() == {"totalSize": 5, "done": True, "records": []}
    counted = salesforce.rows("SELECT COUNT(City) FROM Lead")[0]
    assert (counted["expr0"], counted["attributes"]) == (4, {"type": "AggregateResult"})
    row = salesforce.rows("SELECT l.Owner.Name, l.Address, SystemModstamp FROM Lead l ORDER BY Id LIMIT 1")[0]
    assert next(iter(row)) == "attributes"
    assert (row["Owner"]["Name"], row["Address"]["city"]) == ("Hélène Kermarec", "Nantes")
    assert row["SystemModstamp"].endswith(".000+0000")
    account = salesforce.create("Account", Name="Oakline")
    salesforce.create("Contact", LastName="Voss", AccountId=account)
    inside = salesforce.rows("SELECT Name, (SELECT LastName FROM Contacts) FROM Account")[0]["Contacts"]
    assert (inside["totalSize"], inside["records"][0]["LastName"]) == (1, "Voss")
    every = salesforce.rows("SELECT FIELDS(ALL) FROM Lead LIMIT 1")[0]
    assert "crmdesk_uid__c" in every


def test_blanks_come_first_unless_told_otherwise(salesforce: SalesforceHttp, five: list[str]) -> None:
    for order, expected in (("City", [3, 0, 2, 1, 4]), ("City DESC NULLS LAST, Id DESC", [4, 1, 2, 0, 3])):
        rows = salesforce.rows(f"SELECT Id FROM Lead ORDER BY {order}")  # noqa: S608 - the table above
        assert [five.index(row["Id"]) for row in rows] == expected


def test_walking_on_behind_a_row(salesforce: SalesforceHttp, five: list[str]) -> None:
    stamps = {row["Id"]: row["SystemModstamp"] for row in salesforce.rows("SELECT Id, SystemModstamp FROM Lead")}
    at, id = stamps[five[1]][:19] + "Z", five[1]
    where = f"(SystemModstamp = {at} AND Id > '{id}') OR SystemModstamp > {at}"
    rows = salesforce.rows(f"SELECT Id FROM Lead WHERE {where} ORDER BY SystemModstamp, Id")  # noqa: S608 - our own
    assert [row["Id"] for row in rows] == five[2:]


def test_the_batch_size_is_a_hint(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    records = [{"attributes": {"type": "Lead"}, "LastName": "V", "Company": "A"} for _ in range(200)]
    for _ in range(2):
        salesforce.call("POST", "/composite/sobjects", {"records": records})
    page = salesforce.query("SELECT Id FROM Lead", Sforce_Query_Options="batchSize=200").json()
    assert (page["done"], len(page["records"]), page["totalSize"]) == (False, 200, 400)
    assert page["nextRecordsUrl"].endswith("-200")
    last = salesforce.get(page["nextRecordsUrl"]).json()
    assert (last["done"], "nextRecordsUrl" in last) == (True, False)
    org.advance(3 * 86_400)
    salesforce.query("SELECT Id FROM Lead", Sforce_Query_Options="batchSize=200")
    assert code(salesforce.get(page["nextRecordsUrl"])) == (400, "INVALID_QUERY_LOCATOR")


def test_a_late_commit_appears_behind_a_later_row(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    seen = salesforce.lead(City="Nantes")
    org.advance(100)
    org.traits(late_commit_s=60)
    late = salesforce.lead()
    salesforce.call("PATCH", f"/sobjects/Lead/{seen}", {"City": "Rezé"})
    before = salesforce.rows("SELECT Id, City FROM Lead")
    assert [(row["Id"], row["City"]) for row in before] == [(seen, "Nantes")]
    stamp = salesforce.value("Lead", late, "SystemModstamp")
    org.advance(161)
    after = {row["Id"]: row for row in salesforce.rows("SELECT Id, City, SystemModstamp FROM Lead")}
    assert after[late]["SystemModstamp"] == stamp
    assert after[seen]["City"] == "Rezé"


def test_the_lag_fault_shows_rows_as_they_were(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    salesforce.lead()
    org.fault("lag", value=30, times=None)
    assert salesforce.rows("SELECT Id FROM Lead") == []
    org.advance(31)
    assert len(salesforce.rows("SELECT Id FROM Lead")) == 1


def test_replication_lists_reach_back_so_far(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead = salesforce.lead()
    salesforce.call("DELETE", f"/sobjects/Lead/{lead}")
    old = {"start": "2020-01-01T00:00:00Z", "end": "2020-01-02T00:00:00Z"}
    assert code(salesforce.get("/sobjects/Lead/deleted/", **old)) == (400, "INVALID_REPLICATION_DATE")
    org.traits(replication_start_checked=False)
    assert salesforce.get("/sobjects/Lead/deleted/", **old).json()["deletedRecords"] == []
    assert code(salesforce.get("/sobjects/Lead/updated/")) == (400, "INVALID_REPLICATION_DATE")
    assert listed(salesforce.get("/sobjects/LeadStatus/deleted/", **old))[0]["errorCode"] == "INVALID_TYPE"


def test_archived_activities_need_query_all(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    task = salesforce.create("Task", Subject="alt")
    org.edit("Task", task, IsArchived=True)
    assert salesforce.rows("SELECT Id FROM Task") == []
    assert salesforce.rows("SELECT Id, IsArchived FROM Task", everything=True)[0]["IsArchived"] is True


def test_rows_beyond_a_parent_are_rows_too(salesforce: SalesforceHttp) -> None:
    account = salesforce.create("Account", Name="Oakline")
    salesforce.create("Contact", LastName="Voss", AccountId=account)
    salesforce.create("Contact", LastName="Alone")
    rows = salesforce.rows("SELECT lastname, account.owner.name, Account.NAME FROM Contact ORDER BY LastName DESC")
    assert [row["LastName"] for row in rows] == ["Voss", "Alone"]
    owner = rows[0]["Account"]["Owner"]
    assert rows[0]["Account"]["Name"] == "Oakline"
    assert (owner["attributes"]["type"], owner["Name"]) == ("User", "Hélène Kermarec")
    assert owner["attributes"]["url"].startswith(f"{DATA}/sobjects/User/005")
    assert rows[1]["Account"] is None
    assert salesforce.rows("SELECT Account.Parent.Name FROM Contact")[0]["Account"]["Parent"] is None


def test_a_row_of_several_objects_tells_which(salesforce: SalesforceHttp) -> None:
    lead, contact = salesforce.lead(), salesforce.create("Contact", LastName="Voss")
    account = salesforce.create("Account", Name="Oakline", Type="Prospect")
    for about in ({"WhoId": lead}, {"WhoId": contact, "WhatId": account}, {}):
        salesforce.create("Task", Subject="Call", **about)
    rows = salesforce.rows("SELECT who.type, Who.Name, What.Type, Owner.Type FROM Task ORDER BY Id")
    found = [[row[name] and row[name]["Type"] for name in ("Who", "What", "Owner")] for row in rows]
    assert found == [["Lead", None, "User"], ["Contact", "Account", "User"], [None, None, "User"]]
    assert len(salesforce.rows("SELECT Id FROM Task WHERE What.Type IN ('Account', 'Opportunity')")) == 1
    assert [row["Account"] for row in salesforce.rows("SELECT Account.Type FROM Contact")] == [None]
    for soql in ("SELECT CreatedBy.Type FROM Lead", "SELECT Owner.Type FROM Contact"):
        assert code(salesforce.query(soql)) == (400, "INVALID_FIELD")


def test_rows_below_a_parent_come_in_pages_under_the_name_of_describe(
    salesforce: SalesforceHttp, org: SalesforceControl
) -> None:
    account = salesforce.create("Account", Name="Oakline")
    for number in range(5):
        salesforce.create("Contact", LastName=f"V{number}", AccountId=account)
    org.traits(child_page_cap=2, page_cap=1)
    (row,) = salesforce.rows("SELECT name, (SELECT lastname FROM contacts ORDER BY LastName) FROM account")
    assert row.keys() == {"attributes", "Name", "Contacts"}
    page = row["Contacts"]
    names = [one["LastName"] for one in page["records"]]
    assert (page["totalSize"], page["done"], names) == (5, False, ["V0", "V1"])
    while not page["done"]:
        page = salesforce.get(page["nextRecordsUrl"]).json()
        names += [one["LastName"] for one in page["records"]]
    assert names == [f"V{number}" for number in range(5)]


def test_groups_of_fields_need_a_limit_where_they_may_be_many(
    salesforce: SalesforceHttp, five: list[str], org: SalesforceControl
) -> None:
    standard = salesforce.rows("SELECT FIELDS(STANDARD) FROM Lead")
    assert len(standard) == 5
    assert "LastName" in standard[0]
    assert not any(name.endswith("__c") for name in standard[0])
    for soql in (
        "SELECT FIELDS(CUSTOM) FROM Lead",
        "SELECT FIELDS(ALL) FROM Lead LIMIT 201",
        "SELECT FIELDS(SOME) FROM Lead LIMIT 1",
    ):
        assert code(salesforce.query(soql)) == (400, "MALFORMED_QUERY"), soql
    org.traits(fields_limit=0)
    assert len(salesforce.rows("SELECT FIELDS(ALL) FROM Lead")) == 5


def test_both_readings_of_the_longest_offset(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    soql = "SELECT Id FROM Lead OFFSET 2001"
    assert code(salesforce.query(soql)) == (400, "NUMBER_OUTSIDE_VALID_RANGE")
    org.traits(offset_cap=0)
    assert salesforce.rows(soql) == []


def test_both_readings_of_a_restored_row_among_the_deleted(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead, gone = salesforce.lead(), salesforce.lead()
    for id in (lead, gone):
        salesforce.call("DELETE", f"/sobjects/Lead/{id}")
    org.edit("Lead", lead, IsDeleted=False)
    org.advance(120)
    now = salesforce.get("/limits").headers["date"]
    end = parsedate_to_datetime(now)
    span = {name: at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
            for name, at in (("start", end - timedelta(hours=1)), ("end", end))}  # fmt: skip
    for stays, expected in ((True, {lead, gone}), (False, {gone})):
        org.traits(undeleted_stay_listed=stays)
        listed_rows = salesforce.get("/sobjects/Lead/deleted/", **span).json()["deletedRecords"]
        assert {row["id"] for row in listed_rows} == expected


def test_the_batch_size_is_read_in_any_spelling(salesforce: SalesforceHttp) -> None:
    records = [{"attributes": {"type": "Lead"}, "LastName": "V", "Company": "A"} for _ in range(200)]
    for _ in range(2):
        salesforce.call("POST", "/composite/sobjects", {"records": records})
    for hint in ("batchSize=250", "batchSize = 250", "batchsize=250"):
        assert len(salesforce.query("SELECT Id FROM Lead", Sforce_Query_Options=hint).json()["records"]) == 250, hint


@pytest.mark.parametrize(
    "where",
    [
        "CloseDate = 2026-13-45",
        "CloseDate > 2026-02-30",
        "Name LIKE 5",
        "Name LIKE TODAY",
        "Name = 'a\\qb'",
        "Name = '50\\%'",
        "Name LIKE 'a\\-%'",
    ],
)
def test_literals_that_are_none(salesforce: SalesforceHttp, where: str) -> None:
    answer = salesforce.query(f"SELECT Id FROM Opportunity WHERE {where}")  # noqa: S608 - the list above
    assert code(answer) in {(400, "MALFORMED_QUERY"), (400, "INVALID_FIELD")}


def test_every_escape_of_a_text(salesforce: SalesforceHttp) -> None:
    text = "a'\"\\\n\r\t\b\fz"
    account = salesforce.create("Account", Name=text)
    literal = "'a\\'\\\"\\\\\\n\\r\\t\\b\\fz'"
    for operator in ("=", "LIKE"):
        rows = salesforce.rows(f"SELECT Id FROM Account WHERE Name {operator} {literal}")  # noqa: S608 - the text above
        assert [row["Id"] for row in rows] == [account]


def test_a_count_keeps_to_its_limit(salesforce: SalesforceHttp, five: list[str]) -> None:
    for rest, count in (("", 5), (" LIMIT 2", 2), (" LIMIT 9", 5)):
        answer = salesforce.query(f"SELECT COUNT() FROM Lead{rest}")  # noqa: S608 - the table above
        assert answer.json()["totalSize"] == count
