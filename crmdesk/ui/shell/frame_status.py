"""Keeps the frame up to date: badges, status bar, accounts, and the message about an account with a problem."""

from __future__ import annotations

import asyncio
from functools import partial

from PySide6.QtCore import QObject

from crmdesk.domain.errors import ConnectionFault, CrmdeskError, SignInNeeded, Unreachable
from crmdesk.domain.events import ChangeSet, Failed, Recovered, RunProgress, RunReport
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.shell.connection_state import ConnectionState
from crmdesk.ui.shell.message_bar import MessageBar
from crmdesk.ui.shell.navigation import Navigation
from crmdesk.ui.shell.status_bar import StatusBar
from crmdesk.ui.shell.top_bar import TopBar
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.workbench import Message, Workbench

_REST_S = 0.3
"""The least time between two counts, in seconds: while a run brings records in, they change ten times a second."""


class FrameStatus(QObject):
    """Listens to the bridge and shows what it says in the parts of the frame."""

    def __init__(
        self, workbench: Workbench, tasks: TaskScope, parts: tuple[TopBar, Navigation, MessageBar, StatusBar]
    ) -> None:
        super().__init__()
        self._bench = workbench
        self._tasks = tasks
        self._top_bar, self._navigation, self._message_bar, self._status_bar = parts
        self.state = ConnectionState()
        self.accounts: list[ConnectionRow] = []
        bridge = workbench.bridge
        bridge.changed.connect(self._changed)
        bridge.progressed.connect(self._progressed)
        bridge.run_ended.connect(self._run_ended)
        bridge.failed.connect(self._connection_failed)
        bridge.recovered.connect(self._connection_recovered)

    def read(self) -> None:
        """Read the numbers and accounts again."""
        self._tasks.refresh("totals", self._read)

    def set_offline(self, forced: bool) -> None:
        """Work offline by choice, or end that."""
        self.state.forced = forced
        self._bench.desk.set_offline(forced)
        self._show_state()

    def show_error(self, error: CrmdeskError) -> None:
        """Say what went wrong with something the person did."""
        text = error_text(error.key, error.data)
        tone = "waiting" if isinstance(error, ConnectionFault) else "problem"
        page = {"reconnect": "accounts", "accounts": "accounts", "settings": "settings"}.get(text.action)
        words = f"{text.title}. {text.text}"
        if page is None:
            self._message_bar.show_message(Message(words, tone))
        else:
            act = partial(self._bench.go.emit, page)
            self._message_bar.show_message(Message(words, tone, self.tr("Open"), act))

    def account(self, connection: str) -> ConnectionRow | None:
        """An account by its connection's id."""
        return next((row for row in self.accounts if row.id == connection), None)

    def signed_in(self, connection: str) -> None:
        """An account was connected: its problem is over."""
        self._message_bar.end(_topic(connection))
        self.read()

    async def _read(self) -> None:
        totals = await self._bench.desk.read(status.totals)
        self.accounts = list(await self._bench.desk.read(status.connections))
        self.state.set_accounts(self.accounts)
        self._status_bar.show_totals(totals)
        self._status_bar.show_quota(self.accounts)
        self._show_state()
        self._top_bar.show_accounts(self.accounts)
        pages = self._navigation.pages
        pages.set_badge("lead", totals.records.get(Kind.LEAD, 0))
        pages.set_badge("conflicts", totals.conflicts)
        pages.set_badge("pending", totals.pending)
        await asyncio.sleep(_REST_S)

    def _show_state(self) -> None:
        self._status_bar.show_state(online=self.state.online, forced=self.state.forced)

    def _name(self, connection: str) -> str:
        row = self.account(connection)
        return row.name if row else ""

    def _changed(self, changes: ChangeSet) -> None:
        if changes:
            self.read()

    def _progressed(self, progress: RunProgress) -> None:
        self._status_bar.show_job(progress, self._name(progress.connection))

    def _run_ended(self, report: RunReport) -> None:
        self.state.ended(report)
        self._status_bar.show_job(None)
        self.read()

    def _connection_failed(self, event: Failed) -> None:
        self.state.failed(event)
        self._show_state()
        text = error_text(event.error.key, event.error.data).text
        name = self._name(event.connection)
        words = self.tr("{account}: {text}").format(account=name, text=text) if name else text
        if isinstance(event.error, SignInNeeded):
            tone, action, act = (
                "problem",
                self.tr("Reconnect"),
                partial(self._bench.sign_in_asked.emit, event.connection),
            )
        else:
            tone = "waiting" if isinstance(event.error, Unreachable) else "problem"
            action, act = self.tr("Try again"), partial(self._bench.desk.sync, event.connection)
        self._bench.message.emit(Message(words, tone, action, act, _topic(event.connection)))

    def _connection_recovered(self, event: Recovered) -> None:
        self.state.recovered(event)
        self._message_bar.end(_topic(event.connection))
        self.read()


def _topic(connection: str) -> str:
    return f"account {connection}"
