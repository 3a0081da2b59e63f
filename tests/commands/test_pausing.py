"""pause, resume: an account that exchanges nothing until it is told to go on."""

from __future__ import annotations

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def test_a_paused_account_is_left_out_until_it_is_resumed(connected: Cli) -> None:
    assert connected.do("pause", "hubspot") == {"connection": "hubspot", "state": "paused"}
    assert connected.do("sync")["runs"] == []
    assert connected.do("resume", "hubspot") == {"connection": "hubspot", "state": "active"}
    (run,) = connected.do("sync")["runs"]
    assert run["status"] == "done"


def test_status_shows_it(connected: Cli) -> None:
    stands = connected.do("status")
    assert (stands["paused"], stands["connections"][0]["paused"]) == (0, False)
    connected.do("pause", "hubspot")
    stands = connected.do("status")
    assert (stands["paused"], stands["connections"][0]["paused"]) == (1, True)
    assert "hubspot is paused: nothing is exchanged with it. To go on: crmdesk resume hubspot" in (
        connected("status").out
    )


def test_a_run_of_nothing_names_the_way_back(connected: Cli) -> None:
    connected.do("pause", "hubspot")
    assert "crmdesk resume hubspot" in connected("sync").out


def test_a_paused_account_that_is_named_is_refused_and_sends_nothing(connected: Cli, control: Control) -> None:
    connected.do("send", "hubspot", "on")
    connected.do("pause", "hubspot")
    connected.new("lead", "last_name=Kervadec")
    control.done("DELETE", "/calls")
    refused = connected.json("sync", "--connection", "hubspot")
    assert refused.failed("account_paused") == {"name": "hubspot"}
    assert 'crmdesk resume "hubspot"' in refused.err
    assert control.done("GET", "/calls").get("hubspot", {}) == {}
    connected.do("resume", "hubspot")
    (run,) = connected.do("sync", "--connection", "hubspot")["runs"]
    assert run["pushed"] == 1


def test_doing_it_twice_changes_nothing(connected: Cli) -> None:
    connected.do("pause", "hubspot")
    assert connected.do("pause", "hubspot")["state"] == "paused"
    assert connected("resume", "hubspot").out == "hubspot goes on with the next synchronisation.\n"
    assert connected("resume", "hubspot").out == "hubspot was not paused.\n"


def test_an_account_that_there_is_not_is_told(connected: Cli) -> None:
    for command in ("pause", "resume"):
        assert connected.json(command, "zoho").failed("unknown_connection") == {"name": "zoho", "names": "hubspot"}


def test_the_help_describes_both(cli: Cli) -> None:
    words = " ".join(cli("--help").out.split())
    assert "pause exchange nothing with an account until it is resumed" in words
    assert "resume go on with a paused account" in words
