"""interval: how often an account is synchronised, shown and chosen."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def test_it_is_shown_and_chosen(connected: Cli) -> None:
    assert connected.do("interval", "hubspot") == {"connection": "hubspot", "minutes": 5}
    assert connected("interval", "hubspot").out == "hubspot: synchronised every 5 minutes\n"
    assert connected.do("interval", "hubspot", "15") == {"connection": "hubspot", "minutes": 15}
    assert connected("interval", "hubspot", "1").out == "hubspot: synchronised every minute\n"
    assert connected.do("interval", "hubspot")["minutes"] == 1


def test_signing_in_again_keeps_it(connected: Cli, control: Control) -> None:
    connected.do("interval", "hubspot", "60")
    connected.do("connect", "hubspot", "--sandbox", control.url, "--token")
    assert connected.do("interval", "hubspot")["minutes"] == 60


@pytest.mark.parametrize("minutes", ["0", "1441", "-5", "five", "1.5"])
def test_what_is_no_interval_is_told(connected: Cli, minutes: str) -> None:
    refused = connected("interval", "hubspot", minutes)
    assert refused.status == 2
    assert "hubspot" in connected.do("interval", "hubspot")["connection"]
    assert connected.do("interval", "hubspot")["minutes"] == 5


def test_an_account_that_there_is_not_is_told(connected: Cli) -> None:
    assert connected.json("interval", "zoho", "15").failed("unknown_connection")["names"] == "hubspot"
