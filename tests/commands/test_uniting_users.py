"""Users that are the same person under two addresses, from the command line, over two vendors of one sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from crmdesk.sandbox.pipedrive import seeding
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


@pytest.fixture
def both(cli: Cli, control: Control, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """A replica of two accounts in which the same colleagues work under addresses of another domain."""
    monkeypatch.setattr(seeding, "COMPANY_DOMAIN", "elsewhere")
    control.done("POST", "/reset")
    for vendor in ("hubspot", "pipedrive"):
        cli.do("connect", vendor, "--sandbox", control.url, "--token")
        cli.do("sync")
    yield cli
    monkeypatch.undo()
    control.done("POST", "/reset")


def suggested(cli: Cli) -> list[dict[str, Any]]:
    return [each for each in cli.do("duplicates")["duplicates"] if each["first"]["kind"] == "user"]


def owned(cli: Cli, user: str) -> set[str]:
    kinds = ("lead", "contact", "company", "deal", "activity")
    found = [cli.do("records", kind, "--where", f"owner={user}", "--limit", "1000")["records"] for kind in kinds]
    return {each["id"] for some in found for each in some}


def test_two_users_become_one_and_two_again(both: Cli) -> None:
    pairs = suggested(both)
    pair = next(each for each in pairs if owned(both, each["second"]["record"]))
    first, second = pair["first"]["record"], pair["second"]["record"]
    accounts = {pair[which]["record"]: pair[which]["accounts"] for which in ("first", "second")}
    before = {user: owned(both, user) for user in (first, second)}
    assert sorted(accounts[first] + accounts[second]) == ["hubspot", "pipedrive"]
    assert both.do("link", first, second) == {"record": first, "merged": second}
    assert owned(both, first) == before[first] | before[second]
    assert owned(both, second) == set()
    both.do("sync")
    assert both.do("doctor")["ok"]
    assert len(suggested(both)) == len(pairs) - 1
    other = next(each for each in pairs if each != pair)["second"]["record"]
    both.json("link", first, other).failed("users_at_account")
    ((account),) = accounts[second]
    assert both.do("unlink", first, "--connection", account) == {"record": first, "made": second}
    both.do("sync")
    assert before[second] <= owned(both, second) | owned(both, first)
    assert {id for id in before[second] if id in owned(both, second)} == before[second]
    assert both.do("doctor")["ok"]
    assert pair not in suggested(both), "they are kept apart"


@pytest.mark.thorough
def test_namesakes_stay_apart(both: Cli) -> None:
    pair, *others = suggested(both)
    both.do("apart", pair["first"]["record"], pair["second"]["record"])
    assert suggested(both) == others
