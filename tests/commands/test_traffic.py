"""What was asked of the accounts, from the command line: calls, bytes, refusals, sign-ins renewed, what is left; nobody's data."""

from __future__ import annotations

import json
import re

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

PERSONAL = re.compile(r"@|\d{6,}|\b(?=[A-Za-z]*\d)[0-9A-Za-z]{15,}|[0-9a-f]{8}-|erbra|Nantes|Brest")
"""Addresses, phone numbers, ids and tokens; versions of an API and templates in braces are none."""


@pytest.mark.usefixtures("agreeing")
def test_what_was_asked_of_two_accounts(cli: Cli, control: Control) -> None:
    cli.do("connect", "hubspot", "--sandbox", control.url)
    cli.do("connect", "salesforce", "--sandbox", control.url)
    assert cli.do("traffic")["accounts"] == []
    control.done("POST", "/faults", [{"vendor": "hubspot", "action": "retry_after", "value": 1, "times": 1}])
    control.done("POST", "/faults", [{"vendor": "salesforce", "action": "expire_token", "times": 1}])
    calls = {name: cli.do("sync", "--connection", name)["runs"][0]["calls"] for name in ("hubspot", "salesforce")}
    found = {each["connection"]: each for each in cli.do("traffic")["accounts"]}
    assert {name: each["calls"] for name, each in found.items()} == calls
    hubspot, salesforce = found["hubspot"], found["salesforce"]
    assert (hubspot["vendor"], hubspot["refusals"], hubspot["retries"]) == ("hubspot", 1, 1)
    assert (salesforce["refusals"], salesforce["refreshes"]) == (0, 1)
    assert salesforce["limits"]["daily_limit"] == 100_000
    assert hubspot["received_bytes"] > hubspot["sent_bytes"] > 0
    (searched,) = [each for each in hubspot["endpoints"] if each["endpoint"].endswith("/contacts/search")]
    assert searched["calls"] >= 1
    assert sum(each["calls"] for each in hubspot["endpoints"]) == hubspot["calls"]
    left = salesforce["limits"]["daily_remaining"]
    assert cli("traffic").out.splitlines()[-1] == f"salesforce: left of the day’s quota: {left:,} of 100,000"
    assert not PERSONAL.search(json.dumps([each["endpoint"] for row in found.values() for each in row["endpoints"]]))


@pytest.mark.usefixtures("agreeing")
def test_nobodys_data_is_in_it(cli: Cli, control: Control) -> None:
    vendors = ("hubspot", "salesforce", "pipedrive", "zoho", "google_sheets")
    for vendor in vendors:
        cli.do("connect", vendor, "--sandbox", control.url)
    for vendor in vendors:
        cli.do("send", vendor, "on")
    lead = cli.new("lead", "last_name=Kerbrat", "emails=mael.kerbrat@example.org", "city=Nantes")
    cli.do("sync")
    cli.do("edit", "lead", lead, "city=Brest")
    cli.do("sync")
    cli.do("delete", "lead", lead)
    cli.do("sync")
    found = {each["vendor"]: [row["endpoint"] for row in each["endpoints"]] for each in cli.do("traffic")["accounts"]}
    assert found.keys() == set(vendors)
    assert [name for endpoints in found.values() for name in endpoints if PERSONAL.search(name)] == []


def test_what_was_asked_in_a_table(connected: Cli) -> None:
    done = connected("traffic", "hubspot")
    assert done.status == 0
    assert "/crm/objects/2026-03/contacts" in done.out
    assert "hubspot" in done.out.splitlines()[1]
    connected("traffic", "nobody", "--json").failed("unknown_connection")
