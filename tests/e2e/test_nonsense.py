"""A vendor that answers nonsense: its run ends with a name for it, the other account's run with everything done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.accounts import ACCOUNTS, Account
from tests.e2e.kit import LONG_S, Desk, Done, SandboxUnderTest, decide

KINDS: dict[str, tuple[str, object]] = {
    "cut short": ("garbage", None),
    "a page in place of JSON": ("garbage", "<!DOCTYPE html><html><body>Sign in to the network</body></html>"),
    "values of other types": (
        "garbage",
        '{"results":7,"records":"x","data":{"a":[]},"values":9,"fields":3,"sheets":"y"}',
    ),
    "nothing where something has to be": ("garbage", "{}"),
    "without an end": ("flood", None),
    "leading to itself": ("status", {"status": 307, "headers": {"location": "?again"}}),
}


NAMED = ("answer_unexpected", "answer_not_json", "body_too_large", "redirect_loop")


@pytest.fixture
def account(sandbox: SandboxUnderTest, vendor: str) -> Iterator[Account]:
    """The account that will answer nonsense."""
    account = ACCOUNTS[vendor](sandbox.control.url)
    yield account
    account.heal()


# How each vendor's answers are read is for the contract suite to say; here it is the runs of two accounts.
@pytest.mark.thorough
@pytest.mark.parametrize("vendor", ["hubspot", "google_sheets"])
def test_nonsense_of_one_vendor_stops_no_other_and_loses_nothing(
    desk: Desk, sandbox: SandboxUnderTest, account: Account, vendor: str
) -> None:
    other = "pipedrive" if vendor == "hubspot" else "hubspot"
    _connect(desk, sandbox, vendor)
    desk.do("connect", other, "--sandbox", sandbox.control.url, "--token")
    desk.run("sync", "--json")
    made = desk.do("new", "lead", "last_name=Kervadec", "email=k@nonsense.example")["id"]
    someone = next(one for one in account.people() if one.email)
    for number, (name, (action, value)) in enumerate(KINDS.items()):
        account.heal()
        account.edit(someone.id, city=f"Ville{number}")  # so that there is something to read
        account.fault(action, value=value, times=None)
        ended = desk.run("sync", "--json")
        runs = {run["connection"]: run for run in ended.json["runs"]}
        assert (ended.status, runs[other]["status"], runs[vendor]["status"]) == (1, "done", "failed"), name
        assert runs[vendor]["error"]["key"] in NAMED, name
        assert "Traceback" not in ended.err, name
        assert vendor in ended.err, name
    status = desk.do("status")
    failures = {row["name"]: row["failure"] for row in status["connections"]}
    assert failures[other] is None
    assert failures[vendor]["key"] in NAMED
    assert failures[vendor]["key"] in {row["key"] for row in status["problem_list"] if row["connection"] == vendor}
    account.heal()
    desk.do("sync")
    desk.do("sync")
    assert sum(one.email == "k@nonsense.example" for one in account.people()) == 1
    (lead,) = desk.records("lead", "--where", f"id={made}")
    assert not lead["pending"]
    held = [row["fields"]["city"] for row in desk.records("lead", "--limit", "200") if _email(row) == someone.email]
    held += [row["fields"]["city"] for row in desk.records("contact", "--limit", "200") if _email(row) == someone.email]
    assert f"Ville{len(KINDS) - 1}" in held, "what a colleague typed in between"
    status = desk.do("status")
    assert [row["failure"] for row in status["connections"]] == [None, None]
    assert status["problem_list"] == []
    assert desk.do("doctor")["ok"]


def _email(row: dict[str, Any]) -> str | None:
    return next((str(one["value"]) for one in row["fields"]["emails"] or () if one["primary"]), None)


def _connect(desk: Desk, sandbox: SandboxUnderTest, vendor: str) -> None:
    process = desk.start("connect", vendor, "--sandbox", sandbox.control.url, "--no-browser", "--json")
    decide(json.loads(process.stdout.readline())["open"], "approve")
    Done(*process.finish(LONG_S)).well()
