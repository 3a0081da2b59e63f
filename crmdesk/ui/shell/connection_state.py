"""Whether the accounts can be reached: from what the worker says went wrong and works again."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.errors import ConnectionFault, Unreachable
from crmdesk.domain.events import Failed, Recovered, RunReport, RunStatus
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.error_texts import OFFLINE_KEYS


class ConnectionState:
    """Offline means: every account that can be synchronised could not be reached the last time.

    One that is paused or needs signing in is not tried, so it tells nothing.
    """

    def __init__(self) -> None:
        self.forced = False
        self._unreachable: set[str] = set()
        self._accounts: set[str] = set()

    @property
    def online(self) -> bool:
        """Whether at least one account can be reached, as far as anybody knows."""
        return not self._accounts or bool(self._accounts - self._unreachable)

    def set_accounts(self, rows: Sequence[ConnectionRow]) -> None:
        """The accounts as the store has them, with the failure of their last run."""
        self._accounts = {row.id for row in rows if row.state == "active"}
        self._unreachable = {row.id for row in rows if row.failure is not None and row.failure[0] in OFFLINE_KEYS}

    def failed(self, event: Failed) -> None:
        """An account stopped working."""
        if isinstance(event.error, Unreachable):
            self._unreachable.add(event.connection)

    def recovered(self, event: Recovered) -> None:
        """An account works again."""
        self._unreachable.discard(event.connection)

    def ended(self, report: RunReport) -> None:
        """A run came to its end."""
        if report.status is RunStatus.DONE or not isinstance(report.error, ConnectionFault | None):
            self._unreachable.discard(report.connection)
