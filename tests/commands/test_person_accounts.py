"""A person account of Salesforce by the command line: one contact, whose name goes out and whose company stays here."""

from __future__ import annotations

from typing import Any

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

PERSON = {"LastName": "Voss", "FirstName": "Ada", "PersonEmail": "ada@oakline.example"}


def test_a_person_account_is_one_contact(cli: Cli, control: Control, agreeing: None) -> None:
    def made(name: str, **fields: Any) -> str:
        body = {"vendor": "salesforce", "object": name, "fields": fields}
        return str(control.done("POST", "/edit", body)["id"])

    control.done("POST", "/traits", {"vendor": "salesforce", "person_accounts": True})
    account = made("Account", **PERSON)
    made("Account", Name="Oakline")
    cli.do("connect", "salesforce", "--sandbox", control.url)
    cli.do("sync")
    companies = {row["fields"]["name"]: row["id"] for row in cli.do("records", "company", "--limit", "500")["records"]}
    assert "Oakline" in companies
    assert "Ada Voss" not in companies
    people = cli.do("records", "contact", "--limit", "500")["records"]
    (ada,) = [row for row in people if row["fields"]["last_name"] == "Voss"]
    assert ada["fields"]["company"] is None
    cli.do("send", "salesforce", "on")
    cli.do("edit", "contact", ada["id"], "last_name=Ode", f"company={companies['Oakline']}")
    told = cli.json("sync")
    assert told.status == 1
    (problem,) = told.json["runs"][0]["problem_list"]
    assert (problem["key"], problem["field"], problem["record"]) == ("reference_elsewhere", "company", ada["id"])
    rows = control.done("GET", "/dump?vendor=salesforce&object=Contact")["records"]
    assert [row["LastName"] for row in rows if row["AccountId"] == account] == ["Ode"]
