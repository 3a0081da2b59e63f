"""A second account from the command line: taken in at once, or held, counted, shown and answered."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control


def connect(cli: Cli, control: Control, name: str, *more: str) -> None:
    done = cli.json("connect", name, "--sandbox", control.url, "--create-fields", *more)
    assert done.status == 0, done.out + done.err


@pytest.fixture
def one(cli: Cli, control: Control, agreeing: None, prepared: Prepared) -> Cli:
    """HubSpot, in step."""
    prepared.bring(cli, "connect hubspot --create-fields", "sync")
    return cli


@pytest.fixture
def held(one: Cli, control: Control, prepared: Prepared) -> Cli:
    """HubSpot in step after a colleague's changes, Pipedrive read and held."""
    prepared.once(one, ("pipedrive is held",), ("hubspot", "pipedrive"), lambda: hold(one, control))
    return one


def hold(one: Cli, control: Control) -> None:
    leads = one.do("records", "lead", "--limit", "500")["records"]
    rows = [link["remote_id"] for lead in leads for link in lead["links"] if link["object"] == "contacts"]
    for at, id in enumerate(rows[:9]):
        changes = ({"city": "Saint-Ailleurs"}, {"city": ""}, {"jobtitle": "Voisin"})
        control.edit("contacts", id, **changes[at % len(changes)])
    one.do("sync")
    connect(one, control, "pipedrive", "--ask-first")
    (run,) = one.do("sync", "--connection", "pipedrive")["runs"]
    assert (run["status"], run["applied"], run["pushed"], run["reviews"]) == ("done", 0, 0, 1)


def the_review(cli: Cli) -> dict[str, Any]:
    (found,) = cli.do("reviews")["reviews"]
    assert isinstance(found, dict)
    return found


def tied(cli: Cli) -> int:
    rows = cli.do("records", "lead", "--limit", "500")["records"]
    return sum(len({link["connection"] for link in row["links"]}) > 1 for row in rows)


def test_without_the_option_a_second_account_is_taken_in_at_once(one: Cli, control: Control) -> None:
    connect(one, control, "pipedrive")
    (run,) = one.do("sync", "--connection", "pipedrive")["runs"]
    assert run["applied"] > 0
    assert one.do("reviews")["reviews"] == []
    assert tied(one) > 0


def test_a_held_account_is_told_with_its_counts_and_the_command_that_answers(held: Cli) -> None:
    review = the_review(held)
    told = held("sync", "--connection", "pipedrive")
    assert told.status == 0, told.err
    assert "pipedrive · First synchronisation · since " in told.out
    assert "Nothing has been taken in and nothing has been sent yet." in told.out
    answered = f"crmdesk review {review['id']} --shown {review['shown']} --answer"
    assert f"To decide: {answered}, with one of these:" in told.out
    assert "revert" not in told.out
    (leads,) = [each for each in review["preview"]["kinds"] if each["kind"] == "lead"]
    counted = sum(leads["fates"][fate] for fate in ("identical", "filled", "contested"))
    assert counted > 0
    assert tied(held) == 0
    looked = held.do("review", review["id"])
    assert (looked["preview"], looked["waiting"]) == (review["preview"], review["waiting"])
    assert {each["fate"] for each in looked["sample"]} <= set(leads["fates"])
    assert all(each["there"] for each in looked["sample"] if each["kind"] == "lead")


def test_the_counts_can_be_taken_away_as_a_file(held: Cli, tmp_path: Path) -> None:
    review, file = the_review(held), tmp_path / "counts.csv"
    held.do("review", review["id"], "--csv", str(file))
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    counted = {(row["kind"], row["what"]): int(row["count"]) for row in rows if not row["field"]}
    for each in review["preview"]["kinds"]:
        assert {what: counted[each["kind"], what] for what in each["fates"]} == each["fates"]
    assert {row["what"] for row in rows if row["field"]} == {"filled_here", "filled_there", "contested"}
    failed = held.json("review", review["id"], "--csv", str(tmp_path))
    assert failed.failed("file_not_writable")["file"] == tmp_path.name


def test_what_is_linked_is_what_was_counted(held: Cli) -> None:
    review = the_review(held)
    (leads,) = [each["fates"] for each in review["preview"]["kinds"] if each["kind"] == "lead"]
    held.do("review", review["id"], "--answer", "apply")
    held.do("sync", "--connection", "pipedrive")
    assert tied(held) == leads["identical"] + leads["filled"] + leads["contested"]
    assert held.json("review", review["id"]).failed("review_decided")["answer"] == "apply"
    assert "Link and begin" in held("review", review["id"]).err


def test_an_answer_to_other_counts_than_were_shown_is_refused_and_they_are_shown_anew(held: Cli) -> None:
    review = the_review(held)
    answer = ("review", review["id"], "--answer", "apply", "--shown")
    told = held(*answer, "other")
    assert (told.status, "Nothing has been taken in" in told.out) == (1, True), told.err
    assert f"--shown {review['shown']}" in told.out
    assert "More has come in since this was shown" in told.err
    held.json(*answer, "other").failed("review_moved")
    held.do(*answer, review["shown"])


def test_all_new(held: Cli) -> None:
    review = the_review(held)
    told = held("review", review["id"], "--answer", "unlink").out
    assert told.rstrip().endswith("Nothing of it has come in yet. To take it in: crmdesk sync pipedrive")
    held.do("sync", "--connection", "pipedrive")
    assert tied(held) == 0
    assert held.do("doctor")["ok"]


def test_what_makes_no_sense_before_a_first_sync_is_refused(held: Cli) -> None:
    failed = held.json("review", the_review(held)["id"], "--answer", "revert")
    assert failed.failed("review_answer_unfit")["answers"] == "apply, unlink, stop"


def test_a_held_account_can_be_left_without_a_trace(held: Cli) -> None:
    before = held.do("status")["records"]
    held.do("review", the_review(held)["id"], "--answer", "stop")
    held.do("disconnect", "pipedrive")
    assert held.do("reviews")["reviews"] == []
    assert held.do("status")["records"] == before
    assert held.do("doctor")["ok"]
