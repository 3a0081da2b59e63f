"""notices, adopt: what an account stored otherwise is listed, taken over, and given back by undo."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control

SENT, STORED = {"amount": "1000.557", "currency": "EUR"}, {"amount": "1000.56", "currency": "EUR"}


@pytest.fixture
def rounded(cli: Cli, control: Control, agreeing: None, prepared: Prepared) -> tuple[Cli, str]:
    """An account that keeps two decimals of an amount of which it was sent three."""
    new = "new lead last_name=Arrondi estimate=1000.557"
    prepared.bring(cli, "connect salesforce", "sync", new, "sync")
    (lead,) = cli.do("records", "lead", "--where", "last_name=Arrondi")["records"]
    return cli, lead["id"]


def test_what_an_account_stored_is_listed_and_adopted(rounded: tuple[Cli, str]) -> None:
    cli, record = rounded
    (told,) = cli.do("notices")["notices"]
    assert (told["record"], told["field"], told["connection"]) == (record, "estimate", "salesforce")
    assert (told["data"]["stored"], told["agreed"], told["can_be_adopted"]) == (STORED, SENT, True)
    words = cli("notices").out
    assert "salesforce stored “€1000.56” instead of" in words
    assert words.splitlines()[1].endswith(record)
    done = cli.do("adopt", record)
    assert (done["field"], done["connection"], done["value"]) == ("estimate", "salesforce", STORED)
    assert cli.fields("lead", record)["estimate"] == STORED
    assert cli.do("notices") == {"notices": []}
    assert cli("notices").out == "No notices.\n"
    (run,) = cli.do("sync")["runs"]
    assert run["pushed"] == 0
    cli.do("undo", "--change", done["change"])
    assert cli.fields("lead", record)["estimate"] == SENT
    assert len(cli.do("notices")["notices"]) == 1
    (run,) = cli.do("sync")["runs"]
    assert run["pushed"] == 0


def test_it_says_what_it_did_and_how_that_is_taken_back(rounded: tuple[Cli, str]) -> None:
    cli, record = rounded
    done = cli("adopt", record, "--field", "Estimation", "--connection", "salesforce").out.splitlines()
    assert done[0] == "Valuation: €1000.56, as in salesforce."
    assert done[1].startswith("To take it back: crmdesk undo --change ")


def test_what_is_no_longer_so_is_refused(rounded: tuple[Cli, str]) -> None:
    cli, record = rounded
    assert cli.json("adopt", record, "--field", "city").failed("nothing_to_adopt") == {"record": record}
    assert cli.json("adopt", record, "--connection", "zoho").failed("unknown_connection")["names"] == "salesforce"
    cli.do("edit", "lead", record, "estimate=900")
    assert cli.json("adopt", record).failed("notice_over") == {"record": record, "field": "estimate"}
    assert cli.fields("lead", record)["estimate"]["amount"] == "900"
    assert cli.json("adopt", "NOPE").failed("unknown_record") == {"record": "NOPE"}


def test_of_several_one_has_to_be_named(cli: Cli, control: Control, agreeing: None) -> None:
    del agreeing
    cli.do("connect", "salesforce", "--sandbox", control.url)
    cli.do("sync")
    record = cli.new("lead", "last_name=Arrondi", "estimate=1000.557", "asking_price=2000.557")
    cli.do("sync")
    assert cli.json("adopt", record).failed("several_to_adopt")["fields"] == "asking_price, estimate"
    cli.do("adopt", record, "--field", "estimate")
    cli.do("adopt", record)
    assert cli.do("notices") == {"notices": []}


def test_the_second_of_a_moment_is_no_other_moment(cli: Cli, control: Control, agreeing: None) -> None:
    """Salesforce and Zoho keep seconds: what was typed here, or came from elsewhere, is exact to the millisecond."""
    del agreeing
    for vendor in ("salesforce", "zoho"):
        cli.do("connect", vendor, "--sandbox", control.url, "--create-fields")
    cli.do("sync")
    record = cli.new("lead", "last_name=Ponctuel", "last_contact_at=2026-11-20T10:22:08.628Z")
    for _ in range(3):
        cli.do("sync")
    assert cli.do("notices") == {"notices": []}
    assert cli.fields("lead", record)["last_contact_at"] == "2026-11-20T10:22:08.628Z"
    assert cli.do("status")["pending"] == 0
