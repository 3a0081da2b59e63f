"""Several processes over one profile: one of two runs says that it is busy, and edits go through meanwhile."""

from __future__ import annotations

import signal

from tests.e2e.kit import LONG_S, Desk, Done, SandboxUnderTest

SEARCH = "/crm/objects/2026-03/contacts/search"


def test_of_two_runs_one_is_busy_and_an_edit_goes_through(desk: Desk, sandbox: SandboxUnderTest) -> None:
    desk.connect_by_token(sandbox)
    desk.sync()
    sandbox.control.done("DELETE", "/calls")
    sandbox.fault("hang", method="POST", path=SEARCH)
    first = desk.start("sync", "--json")
    assert sandbox.wait_for_call(f"POST {SEARCH}$", first)

    busy = desk.run("sync", "--json")
    assert "hubspot" in busy.failed("run_elsewhere")
    assert [run["status"] for run in busy.json["runs"]] == ["busy"]
    (lead,) = desk.records("lead", "--limit", "1")
    desk.do("edit", "lead", lead["id"], "city=Rezé")
    assert first.poll() is None

    first.signal(signal.SIGINT)
    stopped = Done(*first.finish(LONG_S))
    assert "interrupted" not in stopped.failed("interrupted")
    assert desk.sync()["pushed"] == 1


def test_a_run_that_was_killed_keeps_nobody_waiting(desk: Desk, sandbox: SandboxUnderTest) -> None:
    desk.connect_by_token(sandbox)
    desk.sync()
    sandbox.control.done("DELETE", "/calls")
    sandbox.fault("hang", method="POST", path=SEARCH)
    first = desk.start("sync", "--json")
    assert sandbox.wait_for_call(f"POST {SEARCH}$", first)
    first.signal(signal.SIGKILL)
    first.finish(LONG_S)
    assert desk.sync()["status"] == "done"


def test_two_first_starts_make_one_profile(desk: Desk) -> None:
    starts = [desk.start("new", "lead", f"last_name=N{number}", "--json") for number in range(3)]
    for start in starts:
        assert Done(*start.finish(LONG_S)).status == 0
    assert desk.do("status")["records"]["lead"] == 3
