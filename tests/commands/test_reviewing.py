"""reviews, review: what is uncommon is told with its values, looked at, and answered once."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control

MANY = 12


def contacts(control: Control) -> list[dict[str, Any]]:
    """Rows of leads in the account that belong to nobody else in these tests, oldest first."""
    rows = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
    leads = ("lead", "marketingqualifiedlead", "salesqualifiedlead")
    return [row for row in rows if row["properties"]["lifecyclestage"] in leads and row["properties"].get("city")]


@pytest.fixture
def changed(connected: Cli, control: Control, prepared: Prepared) -> Cli:
    """A colleague moves twelve leads to Brest, and gives one of them to somebody else."""
    prepared.once(connected, ("twelve leads are moved",), ("hubspot",), lambda: change(connected, control))
    return connected


def change(connected: Cli, control: Control) -> None:
    rows = contacts(control)[:MANY]
    owners = sorted({row["properties"]["hubspot_owner_id"] for row in contacts(control)})
    for row in rows:
        control.edit("contacts", row["id"], None, city="Brest")
    other = next(owner for owner in owners if owner != rows[0]["properties"]["hubspot_owner_id"])
    control.edit("contacts", rows[0]["id"], None, hubspot_owner_id=other, crmdesk_horizon="over_9")
    connected.do("sync")


@pytest.fixture
def deleting(connected: Cli, prepared: Prepared) -> Cli:
    """Twelve leads are deleted here, and would be deleted in the account."""
    prepared.once(connected, ("twelve leads are deleted",), ("hubspot",), lambda: delete(connected))
    return connected


def delete(connected: Cli) -> None:
    connected.do("send", "hubspot", "on")
    for row in connected.do("records", "lead", "--limit", str(MANY))["records"]:
        connected.do("delete", "lead", row["id"])
    connected.do("sync")


def the_review(cli: Cli) -> dict[str, Any]:
    (review,) = cli.do("reviews")["reviews"]
    assert isinstance(review, dict)
    return review


def test_each_record_is_told_with_its_values_before_and_after(changed: Cli) -> None:
    review = the_review(changed)
    assert (review["connection"], review["waiting"], len(review["sample"])) == ("hubspot", MANY, MANY)
    for each in review["sample"]:
        (city,) = [field for field in each["fields"] if field["field"] == "city"]
        assert city["after"] == "Brest"
        assert city["before"] == changed.fields("lead", each["record"])["city"] != "Brest"
        assert not each["deleted"]
    (given,) = [each for each in review["sample"] if len(each["fields"]) > 1]
    owner, horizon = (
        next(field for field in given["fields"] if field["field"] == name) for name in ("owner", "horizon")
    )
    assert owner["before"] != owner["after"]
    assert {owner["before"], owner["after"]} <= given["names"].keys(), "an owner is told by name"
    assert horizon["after"] == "over_9", "in crmdesk's own form, not in the vendor's"


def test_a_person_reads_sentences(changed: Cli) -> None:
    review = the_review(changed)
    told = changed("reviews").out
    assert "hubspot · Unusual changes to look at · since " in told
    assert f"Leads: “City” changed in {MANY} of " in told
    assert f"3 of the {MANY} records:" in told
    assert "City: " in told
    assert " → Brest" in told
    assert f"To look at it and decide: crmdesk review {review['id']}" in told


def test_looking_at_one_shows_every_record_and_the_answers(changed: Cli, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    review = the_review(changed)
    told = changed("review", review["id"]).out
    assert told.count("→ Brest") == MANY
    assert "Negotiator: " in told
    assert all(given in told for given in review["sample"][0]["names"].values())
    assert "revert  Restore it in the account. hubspot is wrong:" in told
    assert changed.do("review", review["id"]) == review
    assert the_review(changed)["id"] == review["id"], "looking decides nothing"
    assert "Brest" not in caplog.text, "values go to the screen alone"


def test_an_answer_is_told_in_words_and_carried_out(changed: Cli) -> None:
    review = the_review(changed)
    done = changed("review", review["id"], "--answer", "apply")
    assert done.out == "hubspot: Take it in. hubspot is right: the records change here as well.\n"
    changed.do("sync")
    record = review["sample"][0]["record"]
    assert changed.fields("lead", record)["city"] == "Brest"
    assert changed("reviews").out == "Nothing unusual waits for a decision.\n"
    assert changed.do("reviews") == {"reviews": []}


def test_what_was_answered_says_when_and_how(changed: Cli) -> None:
    id = the_review(changed)["id"]
    changed.do("review", id, "--answer", "unlink")
    for again in ((), ("--answer", "apply")):
        done = changed.json("review", id, *again)
        facts = done.failed("review_decided")
        assert (facts["id"], facts["answer"]) == (id, "unlink")
        assert facts["decided_at"]
        assert "with “Keep both sides apart”" in done.err
        assert "page" not in done.err


def test_a_review_that_there_is_not_is_told(connected: Cli) -> None:
    for answer in ((), ("--answer", "apply")):
        done = connected.json("review", "NOPE", *answer)
        assert done.failed("review_unknown") == {"id": "NOPE"}
        assert "There is no review “NOPE”. crmdesk reviews lists those that are open." in done.err


def test_stopping_names_the_way_back(changed: Cli) -> None:
    id = the_review(changed)["id"]
    assert "crmdesk resume hubspot" in changed("review", id, "--answer", "stop").out
    changed.json("sync", "--connection", "hubspot").failed("account_paused")
    assert changed.do("status")["paused"] == 1
    assert the_review(changed)["id"] == id, "the question stays open"
    changed.do("resume", "hubspot")
    assert changed.do("status")["paused"] == 0


def test_deletions_tell_whom_they_are_about(deleting: Cli) -> None:
    review = the_review(deleting)
    assert review["sending"]
    assert len(review["sample"]) == MANY
    assert all(each["deleted"] and each["name"] and each["owner"] for each in review["sample"])
    told = deleting("reviews").out
    first = review["sample"][0]
    assert "hubspot · Many deletions to send" in told
    assert f"{first['name']} · deleted · {first['city']}" in told
    assert first["owner"] in told


def test_deletions_there_are_told_alike(connected: Cli, control: Control) -> None:
    for row in contacts(control)[:MANY]:
        control.done("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": row["id"]})
    connected.do("sync")
    gone = next(each for each in connected.do("reviews")["reviews"] if each["object"] == "contacts")
    assert len(gone["sample"]) == MANY
    assert all(each["deleted"] and each["city"] and not each["fields"] for each in gone["sample"])


def test_what_the_vendor_wrote_moves_no_cursor(connected: Cli, control: Control) -> None:
    for row in contacts(control)[:MANY]:
        control.edit("contacts", row["id"], None, city="Brest\x1b[2J\nLorient")
    connected.do("sync")
    told = connected("reviews").out
    assert "\x1b" not in told
    assert "Brest" in told


@pytest.mark.thorough
def test_it_is_said_in_french(changed: Cli) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    line = [sys.executable, "-m", "crmdesk", "--profile", str(changed.profile), "reviews"]
    ended = subprocess.run(
        line, env=environ | {"LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8",
        timeout=60, check=True,
    )  # fmt: skip
    assert "hubspot · Changements inhabituels à examiner · depuis le " in ended.stdout
    assert "Ville\u00a0: " in ended.stdout
    assert f"3 des {MANY} fiches\u00a0:" in ended.stdout
    assert "Pour examiner et décider\u00a0: crmdesk review " in ended.stdout


def test_a_run_tells_of_what_waits_for_an_answer(changed: Cli) -> None:
    """Each of them, until that is answered: only the first one brings a review."""
    line = "1 review waits for your answer: crmdesk reviews"
    assert line in changed("sync").out.splitlines()
    changed.do("review", the_review(changed)["id"], "--answer", "apply")
    assert line not in changed("sync").out


def test_deletions_that_wait_are_told_once(deleting: Cli) -> None:
    out = deleting("sync").out
    assert out.count("crmdesk reviews") == 1, out
