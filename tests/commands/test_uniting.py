"""Duplicates, link, unlink and apart, over two accounts of one sandbox's vendor."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def leads(cli: Cli) -> list[dict[str, Any]]:
    found = cli.do("records", "lead", "--limit", "1000")["records"]
    assert isinstance(found, list)
    return found


@pytest.fixture
def both(connected: Cli) -> tuple[Cli, str, str]:
    """A namesake typed here of a lead that the account has: only the place speaks for it."""
    lead = next(each for each in leads(connected) if each["fields"]["city"] and each["fields"]["last_name"])
    fields = lead["fields"]
    typed = connected.new(
        "lead",
        *(f"{name}={fields[name]}" for name in ("first_name", "last_name", "city", "postal_code") if fields[name]),
    )
    return connected, lead["id"], typed


def listed(cli: Cli) -> list[dict[str, Any]]:
    found = cli.do("duplicates")["duplicates"]
    assert isinstance(found, list)
    return found


def test_a_suggestion_is_taken(both: tuple[Cli, str, str]) -> None:
    cli, lead, typed = both
    (pair,) = [each for each in listed(cli) if each["second"]["record"] == typed]
    assert (pair["first"]["record"], pair["because"], pair["first"]["accounts"]) == (lead, "name", ["hubspot"])
    assert "because of the" in cli("duplicates").out
    assert cli.do("link", lead, typed) == {"record": lead, "merged": typed}
    assert [each for each in listed(cli) if typed in (each["first"]["record"], each["second"]["record"])] == []
    cli.json("link", lead, typed).failed("record_deleted")


def test_a_suggestion_is_refused(both: tuple[Cli, str, str]) -> None:
    cli, lead, typed = both
    assert cli.do("apart", typed, lead) == {"apart": [typed, lead]}
    assert [each for each in listed(cli) if each["second"]["record"] == typed] == []


@pytest.mark.thorough
def test_a_record_of_two_accounts_is_taken_apart(connected: Cli, control: Control) -> None:
    connected.do("connect", "pipedrive", "--sandbox", control.url, "--token")
    connected.do("sync")
    lead = next(
        each for each in leads(connected) if {link["connection"] for link in each["links"]} == {"hubspot", "pipedrive"}
    )
    made = connected.do("unlink", lead["id"], "--connection", "pipedrive")["made"]
    assert connected.fields("lead", made)["last_name"] == lead["fields"]["last_name"]
    assert [each for each in listed(connected) if made in (each["first"]["record"], each["second"]["record"])] == []
    connected.json("unlink", lead["id"], "--connection", "pipedrive").failed("not_at_account")
    assert connected.do("link", lead["id"], made)["record"] == lead["id"]
    assert connected.do("doctor")["ok"]
