"""Who knows an address, asked of the accounts from the command line."""

from __future__ import annotations

import json

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

ADDRESS = "mael.kerbrat@example.org"


@pytest.mark.usefixtures("agreeing")
def test_every_account_is_asked_whatever_is_here(cli: Cli, control: Control) -> None:
    """Also one whose rows have not been read yet."""
    for vendor in ("hubspot", "salesforce", "pipedrive", "zoho", "google_sheets"):
        cli.do("connect", vendor, "--sandbox", control.url)
        cli.do("send", vendor, "on")
    lead = cli.new("lead", "last_name=Kerbrat", f"emails={ADDRESS}", "phones=06 11 22 33 44")
    cli.do("sync")
    for address in (ADDRESS.upper(), "+33 6 11 22 33 44"):
        told = cli.do("lookup", address)
        assert told["failed"] == []
        found = {each["account"]: (each["kind"], each["name"], each["record"]) for each in told["found"]}
        assert found == dict.fromkeys(
            ("hubspot", "salesforce", "pipedrive", "zoho", "google_sheets"), ("lead", "Kerbrat", lead)
        )
    (row,) = cli.do("lookup", ADDRESS, "--connection", "zoho")["found"]
    assert row["remote_id"] in cli("lookup", ADDRESS).out
    assert cli.do("lookup", "nobody@example.org")["found"] == []
    assert "no account has it" in cli("lookup", "nobody@example.org").out


@pytest.mark.usefixtures("agreeing")
def test_whoever_is_not_here_is_told_so(cli: Cli, control: Control) -> None:
    cli.do("connect", "hubspot", "--sandbox", control.url)
    control.edit("contacts", None, email=ADDRESS, lastname="Kerbrat")
    (found,) = cli.do("lookup", ADDRESS)["found"]
    (asked,) = cli.do("traffic")["accounts"]
    assert asked["calls"] > 0, "asking counts as traffic, though no run did it"
    assert (found["name"], found["record"]) == ("Kerbrat", None)
    assert "not here" in cli("lookup", ADDRESS).out


@pytest.mark.usefixtures("agreeing")
def test_an_account_that_cannot_be_asked_is_named_and_stops_no_other(cli: Cli, control: Control) -> None:
    for vendor in ("hubspot", "pipedrive"):
        cli.do("connect", vendor, "--sandbox", control.url)
    cli.do("pause", "pipedrive")
    told = cli("lookup", ADDRESS)
    assert (told.status, "no account has it" in told.out) == (1, True)
    assert "pipedrive" in told.err
    (failed,) = json.loads(cli("lookup", ADDRESS, "--json").out)["failed"]
    assert (failed["account"], failed["error"]["key"]) == ("pipedrive", "paused_not_asked")


def test_what_is_no_address_is_said(cli: Cli) -> None:
    cli("lookup", "Kerbrat", "--json").failed("address_unusable")
