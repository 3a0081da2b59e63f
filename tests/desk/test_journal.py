"""What the log is told about runs: once, and nothing personal."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from crmdesk.desk.journal import journal, log_change
from crmdesk.domain.errors import Busy, Unreachable
from crmdesk.domain.events import Event, Failed, Recovered, RunReport, RunStarted, RunStatus

ERROR = Unreachable("unreachable", host="mme-kervadec.example", status=503)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "crmdesk.desk.journal")
    return caplog


def test_events_are_logged_and_passed_on(told: pytest.LogCaptureFixture, expect_log: Callable[[str], None]) -> None:
    expect_log("WARNING crmdesk.desk.journal: connection failed")
    passed: list[Event] = []
    events: list[Event] = [
        RunStarted("c1"),
        RunReport("c1", "hubspot", RunStatus.FAILED, {"pulled": 3, "pushed": 0}, 1.2345, ERROR),
        Failed("c1", ERROR),
        Recovered("c1"),
    ]
    emit = journal(passed.append)
    for event in events:
        emit(event)
    assert passed == events
    assert [record.getMessage() for record in told.records] == [
        "run ended",
        "connection failed",
        "connection recovered",
    ]
    run = vars(told.records[0])
    assert (run["counts"], run["seconds"], run["error"]) == ({"pulled": 3}, 1.234, "unreachable")
    assert "kervadec" not in str([vars(record) for record in told.records])


@pytest.mark.parametrize(
    ("status", "error", "before", "said"),
    [
        (RunStatus.FAILED, ERROR, True, []),
        (RunStatus.DONE, None, True, ["connection recovered"]),
        (RunStatus.DONE, None, False, []),
        (RunStatus.BUSY, Busy("run_elsewhere"), True, []),
    ],
)
def test_a_failure_and_a_recovery_are_said_once(
    told: pytest.LogCaptureFixture, status: RunStatus, error: Unreachable | Busy | None, before: bool, said: list[str]
) -> None:
    log_change(RunReport("c1", "hubspot", status, error=error), failed_before=before)
    assert [record.getMessage() for record in told.records] == said


def test_a_new_failure_is_said(told: pytest.LogCaptureFixture, expect_log: Callable[[str], None]) -> None:
    expect_log("WARNING crmdesk.desk.journal: connection failed")
    log_change(RunReport("c1", "hubspot", RunStatus.FAILED, error=ERROR), failed_before=False)
    assert len(told.records) == 1
