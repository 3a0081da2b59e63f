"""deletions: what a deletion at an account means here, shown and chosen."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def test_it_is_shown_and_chosen_and_every_version_stays(connected: Cli) -> None:
    assert connected.do("deletions", "hubspot") == {
        "connection": "hubspot",
        "deletions": "trash",
        "versions": [{"number": 0, "made_at": None, "who": None, "deletions": "trash"}],
    }
    assert connected("deletions", "hubspot").out == "hubspot: a record that is deleted there goes to the trash here.\n"
    assert connected.do("deletions", "hubspot", "keep")["deletions"] == "keep"
    connected.do("deletions", "hubspot", "keep")
    found = connected.do("deletions", "hubspot", "ask")
    assert [(each["number"], each["deletions"], each["who"]) for each in found["versions"]] == [
        (2, "ask", "user"), (1, "keep", "user"), (0, "trash", None),
    ]  # fmt: skip
    lines = connected("deletions", "hubspot").out.splitlines()
    assert lines[0] == "hubspot: you are asked about a record that is deleted there."
    assert [line.split()[0] for line in lines[1:]] == ["version", "2", "1", "0"]
    assert connected.do("status")["connections"][0]["deletions"] == "ask"


def test_an_account_or_a_choice_that_there_is_not_is_told(connected: Cli) -> None:
    assert connected.json("deletions", "zoho", "keep").failed("unknown_connection")["names"] == "hubspot"
    assert connected("deletions", "hubspot", "never").status == 2
    assert connected.do("deletions", "hubspot")["deletions"] == "trash"


@pytest.mark.parametrize(("chosen", "lives", "asked"), [("trash", 0, 0), ("keep", 1, 0), ("ask", 1, 1)])
def test_it_counts_with_the_next_run(connected: Cli, control: Control, chosen: str, lives: int, asked: int) -> None:
    connected.do("send", "hubspot", "on")
    lead = connected.new("lead", "last_name=Kervadec")
    connected.do("sync")
    (link,) = connected.do("records", "lead", "--where", f"id={lead}")["records"][0]["links"]
    connected.do("deletions", "hubspot", chosen)
    control.done("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": link["remote_id"]})
    connected.do("sync")
    assert len(connected.do("records", "lead", "--where", f"id={lead}")["records"]) == lives
    assert len(connected.do("conflicts")["conflicts"]) == asked
    (run,) = connected.do("sync")["runs"]
    assert run["pushed"] == 0
