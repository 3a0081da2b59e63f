"""sync, status: what went wrong is printed, and the exit status tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmdesk.sandbox.hubspot.tokens import KNOWN_SCOPES
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def last_success(cli: Cli) -> str:
    (row,) = cli.do("status")["connections"]
    return str(row["last_success"])


def test_a_run_that_may_read_nothing_has_failed(
    connected: Cli, control: Control, expect_log: Callable[[str], None]
) -> None:
    expect_log("connection failed")
    before = last_success(connected)
    control.fault("status", path="/", times=1000, value=403)
    done = connected.json("sync")
    assert done.status == 1
    (run,) = done.json["runs"]
    assert run["status"] == "failed"
    assert run["error"]["key"] == "not_allowed"
    assert "crmdesk: hubspot: " in done.err
    control.done("DELETE", "/faults")
    assert last_success(connected) == before
    told = connected("status")
    assert "failed: hubspot\n  " in told.out
    assert connected("sync").status == 0
    assert "failed:" not in connected("status").out
    assert last_success(connected) > before


def test_one_feed_that_may_not_be_read_is_printed_and_status_1(connected: Cli, control: Control) -> None:
    control.fault("status", path="/crm/v3/objects/notes", times=1000, value=403)
    control.fault("status", path="/crm/objects/2026-03/notes", times=1000, value=403)
    done = connected.json("sync")
    assert done.status == 1
    (run,) = done.json["runs"]
    assert run["status"] == "done"
    assert {problem["key"] for problem in run["problem_list"]} == {"not_allowed"}
    assert "crmdesk: problem: hubspot" in done.err
    control.done("DELETE", "/faults")
    assert connected.json("sync").status == 0


def test_objects_that_the_app_may_not_read_are_told_at_every_run(cli: Cli, control: Control, agreeing: None) -> None:
    """HubSpot may ask for scopes of their own for activities, which an app need not have (fact sheet section 1.3)."""
    control.done("POST", "/traits", {"vendor": "hubspot", "activity_scopes": "own"})
    cli.do("connect", "hubspot", "--sandbox", control.url)
    for _ in range(2):
        done = cli.json("sync")
        assert done.status == 1
        (run,) = done.json["runs"]
        assert run["status"] == "done"
        assert {problem["key"] for problem in run["problem_list"]} == {"not_allowed"}
        assert all(f"crm.objects.{name}.read" in done.err for name in ("tasks", "calls", "meetings", "notes"))
    assert cli.do("records", "lead")["records"], "all else is there"
    control.done("POST", "/traits", {"vendor": "hubspot", "activity_scopes": "contacts"})
    assert cli.json("sync").status == 0


@pytest.mark.usefixtures("agreeing")
def test_scopes_that_the_access_lacked_are_asked_for_when_signing_in_again(cli: Cli, control: Control) -> None:
    """Not before: HubSpot shows an error page where the application does not declare one of them."""
    few = [scope for scope in KNOWN_SCOPES if ".tasks." not in scope and ".notes." not in scope]
    control.done("POST", "/traits", {"vendor": "hubspot", "activity_scopes": "own", "declared_scopes": few})
    cli.do("connect", "hubspot", "--sandbox", control.url)
    told = cli.json("sync").err
    assert all(f"crm.objects.tasks.{verb}" in told for verb in ("read", "write")), "both are added at once"
    control.done("POST", "/traits", {"vendor": "hubspot", "declared_scopes": []})
    for _ in range(2):
        cli.do("connect", "hubspot", "--sandbox", control.url)
        assert cli.json("sync").status == 0
    cli.do("send", "hubspot", "on")
    cli.new("activity", "subject=Relancer", "type=task")
    assert cli.json("sync").status == 0
    tasks = control.done("GET", "/dump?vendor=hubspot&object=tasks")["records"]
    assert "Relancer" in {row["properties"]["hs_task_subject"] for row in tasks}


def test_a_record_that_is_refused_is_named_and_status_1(connected: Cli) -> None:
    rows = connected.do("records", "lead", "--limit", "20")["records"]
    one, other = [row for row in rows if row["fields"]["emails"]][:2]
    connected.do("edit", "lead", one["id"], f"email={other['fields']['emails'][0]['value']}")
    done = connected("sync")
    assert done.status == 1
    assert one["id"] in done.err
    (told,) = connected.do("status")["problem_list"]
    assert told["record"] == one["id"]
    assert connected("sync").status == 1, "it is still there"


def test_a_run_counts_the_problems_that_it_lists(connected: Cli) -> None:
    rows = connected.do("records", "lead", "--limit", "20")["records"]
    one, other = [row for row in rows if row["fields"]["emails"]][:2]
    connected.do("edit", "lead", one["id"], f"email={other['fields']['emails'][0]['value']}")
    for _ in range(2):
        done = connected("sync")
        assert "1 problem" in done.out
        assert done.err.count("crmdesk: problem") == 1


@pytest.mark.thorough
def test_what_was_not_sent_for_good_is_said(connected: Cli, control: Control) -> None:
    lead = connected.new("lead", "last_name=Kervadec")
    control.fault("drop_after", method="POST", path="/crm/objects/2026-03/contacts/batch", times=10)
    done = connected("sync")
    assert "1 change pending" in done.out
    assert "up to date" not in done.out
    assert "hubspot: 1 change was sent, and no answer came" in done.out
    assert connected.do("records", "lead", "--where", f"id={lead}")["records"][0]["pending"]
    (run,) = connected.json("sync").json["runs"]
    assert run["pending"] == 0
    assert "up to date" in connected("sync").out


def test_why_something_was_not_sent_is_said(connected: Cli, control: Control) -> None:
    rows = connected.do("records", "lead", "--limit", "20")["records"]
    one, other, asked = [row for row in rows if row["fields"]["emails"]][:3]
    (link,) = asked["links"]
    connected.do("edit", "lead", one["id"], f"email={other['fields']['emails'][0]['value']}")
    connected.do("edit", "lead", asked["id"], "city=Vertou")
    control.done("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": link["remote_id"]})
    done = connected("sync")
    lines = done.out.splitlines()
    assert lines[0].startswith("hubspot: not all of it was sent (")
    assert sorted(lines[1:]) == [
        "hubspot: 1 change waits for your decision. To see it: crmdesk conflicts",
        "hubspot: 1 change was refused, or failed; the problems that are listed say why.",
    ]
    (run,) = connected.json("sync").json["runs"]
    assert (run["pending"], run["unsent"]) == (2, {"decision": 1, "problem": 1})


def test_status_counts_the_notices(connected: Cli, control: Control) -> None:
    assert connected.do("status")["notices"] == 0
    assert "notice" not in connected("status").out
    lead = connected.new("lead", "last_name=Kervadec", "tags=a")
    connected.do("sync")
    (link,) = connected.do("records", "lead", "--where", f"id={lead}")["records"][0]["links"]
    connected.do("edit", "lead", lead, "tags=a,here")
    control.edit("contacts", link["remote_id"], crmdesk_tags="a;there")
    connected.do("sync")
    assert connected.do("status")["notices"] == 1
    assert ", 1 notice\n" in connected("status").out


def test_the_help_says_what_the_status_means(cli: Cli) -> None:
    words = " ".join(cli("sync", "--help").out.split())
    assert "Exit status 0: every account was brought in step. 1:" in words


def test_one_account_is_named_as_in_the_other_commands(connected: Cli) -> None:
    for arguments in (("hubspot",), ("HubSpot",), ("--connection", "hubspot")):
        (run,) = connected.do("sync", *arguments)["runs"]
        assert run["connection"] == "hubspot"
    assert connected.json("sync", "nobody").failed("unknown_connection")["name"] == "nobody"
    connected.json("sync", "hubspot", "--connection", "hubspot").failed("options_exclude", 2)


def test_a_conflict_that_holds_nothing_up_is_told_too(connected: Cli, control: Control) -> None:
    (lead, *_) = [row for row in connected.do("records", "lead", "--limit", "20")["records"] if row["fields"]["emails"]]
    connected.do("send", "hubspot", "off")
    connected.do("edit", "lead", lead["id"], "city=Vertou")
    control.edit("contacts", lead["links"][0]["remote_id"], city="Rezé")
    assert "1 conflict waits for your answer: crmdesk conflicts" in connected("sync").out.splitlines()
