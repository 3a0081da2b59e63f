"""connect --lead-stages: who counts as a lead, chosen on the command line as in the window."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

STAGES = "--lead-stages"
ALL = ("subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist",
       "other")  # fmt: skip


def people(cli: Cli) -> dict[str, int]:
    """How many leads and contacts there are."""
    counts = cli.do("status")["records"]
    return {kind: counts[kind] for kind in ("lead", "contact")}


def test_a_rule_is_chosen_kept_and_changed(cli: Cli, control: Control) -> None:
    """By a stage's name or by its value, whatever the letters; whoever has no stage stays a lead."""
    hubspot = ("connect", "hubspot", "--sandbox", control.url, "--token")
    cli.do(*hubspot)
    cli.do("sync")
    usual = people(cli)
    cli.do(*hubspot, STAGES, "lead, CUSTOMER")
    (run,) = cli.do("sync")["runs"]
    assert (run["status"], run["problems"], cli.do("reviews")["reviews"]) == ("done", 0, [])
    chosen = people(cli)
    assert chosen["lead"] + chosen["contact"] == usual["lead"] + usual["contact"]
    assert chosen != usual
    cli.do(*hubspot)
    (run,) = cli.do("sync")["runs"]
    assert people(cli) == chosen, "signing in again keeps the rule"
    assert run["applied"] == 0, "and brings nothing"
    later = [stage for stage in ALL if stage not in ("customer", "evangelist", "other")]
    cli.do(*hubspot, STAGES, ",".join(later))
    cli.do("sync")
    assert people(cli) == usual
    assert cli.do("status")["pending"] == 0
    assert cli.do("doctor")["ok"]


def test_labels_of_pipedrive(cli: Cli, control: Control) -> None:
    refused = cli.json("connect", "pipedrive", "--sandbox", control.url, "--token", STAGES, "Nobody")
    known = refused.failed("lead_stage_unknown", 2)
    assert known["stage"] == "Nobody"
    assert "Client" in known["stages"]
    assert "Client" in refused.err
    assert cli.do("status")["connections"] == []
    cli.do("connect", "pipedrive", "--sandbox", control.url, "--token", STAGES, "client")
    cli.do("sync")
    assert people(cli)["contact"] < people(cli)["lead"]


@pytest.mark.parametrize("vendor", ["salesforce", "zoho", "google_sheets"])
def test_vendors_that_say_it_themselves(cli: Cli, control: Control, agreeing: None, vendor: str) -> None:
    refused = cli.json("connect", vendor, "--sandbox", control.url, STAGES, "x")
    assert STAGES in refused.err
    refused.failed("no_lead_stages", 2)
    assert cli.do("status")["connections"] == []
