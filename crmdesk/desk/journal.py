"""What goes to the log about runs: counts, keys and times, never a name, a value or an address."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from crmdesk.domain.errors import ConnectionFault, CrmdeskError
from crmdesk.domain.events import Event, Failed, Recovered, RunReport, RunStatus

_LOG = logging.getLogger(__name__)


def journal(emit: Callable[[Event], None]) -> Callable[[Event], None]:
    """``emit``, with every event that belongs in the log written there first."""

    def write(event: Event) -> None:
        match event:
            case RunReport():
                _log_run(event)
            case Failed():
                log_failure(event.connection, event.error)
            case Recovered():
                log_recovery(event.connection)
        emit(event)

    return write


def log_change(report: RunReport, failed_before: bool) -> None:
    """For a single run: log a failure that is new, or that a connection works again."""
    if isinstance(report.error, ConnectionFault):
        if not failed_before:
            log_failure(report.connection, report.error)
    elif failed_before and report.status is RunStatus.DONE:
        log_recovery(report.connection)


def log_failure(connection: str, error: CrmdeskError) -> None:
    """A connection stopped working: once, until it recovers."""
    _LOG.warning("connection failed", extra={"connection": connection, **_facts(error)})


def log_recovery(connection: str) -> None:
    """A connection that had failed works again."""
    _LOG.info("connection recovered", extra={"connection": connection})


def _log_run(report: RunReport) -> None:
    facts = {"connection": report.connection, "vendor": report.vendor, "status": report.status.value}
    counts = {name: count for name, count in report.counts.items() if count}
    error = {} if report.error is None else _facts(report.error)
    _LOG.info("run ended", extra={**facts, "counts": counts, "seconds": round(report.seconds, 3), **error})


def _facts(error: CrmdeskError) -> Mapping[str, object]:
    """The key, and the numbers of the data: texts may hold what a person or a vendor wrote."""
    numbers = {name: value for name, value in error.data.items() if isinstance(value, int | float)}
    return {"error": error.key, "error_numbers": numbers}
