"""Keeps the frame up to date: badges, status bar, accounts, and the message about an account with a problem."""

from __future__ import annotations

import asyncio
from functools import partial

from PySide6.QtCore import QObject

from crmdesk.domain.errors import ConnectionFault, CrmdeskError, RateLimited, SignInNeeded, Unreachable
from crmdesk.domain.events import ChangeSet, Failed, Recovered, RunReport
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import reviews, status
from crmdesk.store.queries.rows import ConnectionRow, ReviewRow
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.formats import labelled
from crmdesk.ui.plurals import Plural
from crmdesk.ui.shell.connection_state import ConnectionState
from crmdesk.ui.shell.message_bar import MessageBar
from crmdesk.ui.shell.navigation import Navigation
from crmdesk.ui.shell.status_bar import StatusBar
from crmdesk.ui.shell.top_bar import TopBar
from crmdesk.ui.sync.review_texts import reasons
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.workbench import Message, Workbench

_REST_S = 0.3
"""The least time between two counts, in seconds: while a run brings records in, they change ten times a second."""

_PAUSE = "pause"
"""The topic of the message that accounts are paused."""

_REVIEWS = "reviews"
"""The topic of the message about everything uncommon that waits."""


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
        self._told: set[str] = set()
        self._told_paused: set[str] = set()
        """The accounts that the last message about a pause named."""
        bridge = workbench.bridge
        bridge.changed.connect(self._changed)
        bridge.run_started.connect(self._show_job)
        bridge.progressed.connect(self._show_job)
        bridge.run_ended.connect(self._run_ended)
        bridge.failed.connect(self._connection_failed)
        bridge.recovered.connect(self._connection_recovered)
        self._navigation.chosen.connect(self._page_shown)

    def read(self) -> None:
        """Read the numbers and accounts again."""
        self._tasks.refresh("totals", self._read)

    def set_offline(self, forced: bool) -> None:
        """Work offline by choice, or end that."""
        self.state.forced = forced
        self._bench.desk.set_offline(forced)
        self._show_state()

    def sync(self, connection: str | None) -> None:
        """Start a run of one account, or of all. Where none of them can run because of a pause, tell that instead."""
        asked = [row for row in self.accounts if connection in (None, row.id)]
        paused = [row for row in asked if row.state == "paused"]
        if paused and not any(row.state == "active" for row in asked):
            self._bench.message.emit(self._about_pause(paused))
        else:
            self._bench.desk.sync(connection)

    def _about_pause(self, paused: list[ConnectionRow]) -> Message:
        self._told_paused = {row.id for row in paused}
        names = ", ".join(row.name for row in paused)
        words = self.tr("Paused: {accounts}. Nothing is exchanged until you go on.").format(accounts=names)
        act = partial(self._go_on, [row.id for row in paused])
        return Message(words, "waiting", self.tr("Go on"), act, _PAUSE, partial(self._about_pause, paused))

    def _go_on(self, connections: list[str]) -> None:
        for connection in connections:
            self._tasks.start(self._resume(connection), f"resume {connection}")

    async def _resume(self, connection: str) -> None:
        await self._bench.desk.set_paused(connection, False)

    def show_error(self, error: CrmdeskError) -> None:
        """Say what went wrong with something the person did."""
        self._message_bar.show_message(self._about_error(error))

    def _about_error(self, error: CrmdeskError) -> Message:
        text = error_text(error.key, error.data)
        tone = "waiting" if isinstance(error, ConnectionFault) else "problem"
        page = {"reconnect": "accounts", "accounts": "accounts", "settings": "settings"}.get(text.action)
        words, again = text.sentences, partial(self._about_error, error)
        if text.action == "recover":
            return Message(words, tone, self.tr("Close and repair…"), self._close_window, again=again)
        if error.key == "disk_full":
            return Message(words, tone, self.tr("Try again"), self._bench.save_again.emit, again=again)
        if page is None:
            return Message(words, tone, again=again)
        return Message(words, tone, self.tr("Open"), partial(self._bench.go.emit, page), again=again)

    def _close_window(self) -> None:
        """What can be done about damaged data is offered once no window is over them any more."""
        self._message_bar.window().close()

    def account(self, connection: str) -> ConnectionRow | None:
        """An account by its connection's id."""
        return next((row for row in self.accounts if row.id == connection), None)

    def signed_in(self, connection: str) -> None:
        """An account was connected: its problem is over."""
        self._message_bar.end(_topic(connection))
        self.read()

    async def _read(self) -> None:
        totals = await self._bench.desk.read(status.totals)
        found = list(await self._bench.desk.read(reviews.open_reviews))
        questions = sum(review.preview is not None for review in found)
        self.accounts = list(await self._bench.desk.read(status.connections))
        self.state.set_accounts(self.accounts)
        if not any(row.state == "paused" and row.id in self._told_paused for row in self.accounts):
            self._message_bar.end(_PAUSE)
        self._status_bar.show_totals(totals, questions)
        self._status_bar.show_accounts(self.accounts)
        self._show_state()
        self._show_reviews(found)
        self._top_bar.show_accounts(self.accounts)
        pages = self._navigation.pages
        pages.set_badge("lead", totals.records.get(Kind.LEAD, 0))
        pages.set_badge("conflicts", totals.contested)
        pages.set_badge("pending", totals.pending)
        pages.set_badge("sync", len(found), Tone.ACCENT if questions == len(found) else None)
        await asyncio.sleep(_REST_S)

    def _show_reviews(self, found: list[ReviewRow]) -> None:
        """Tell what is open when something is added to it, and when all of it is over."""
        ids = {review.id for review in found}
        if not ids:
            self._message_bar.end(_REVIEWS)
        elif ids - self._told or (ids != self._told and self._message_bar.topic == _REVIEWS):
            self._bench.message.emit(self._about_reviews(found))
        self._told = ids

    def _page_shown(self, key: str) -> None:
        """The page of synchronisation tells by itself what the message about reviews leads to."""
        if key == "sync":
            self._message_bar.end(_REVIEWS)

    def _about_reviews(self, found: list[ReviewRow]) -> Message:
        """How many there are, as the navigation counts them; then a single reason in its own words, or the accounts.

        The questions of first synchronisations are no alarm: they are told calmly, and apart from what is one.
        """
        asking = sum(review.preview is not None for review in found)
        alarming = len(found) - asking
        counts = [Plural().reviews(alarming)] * bool(alarming) + [Plural().questions(asking)] * bool(asking)
        counted, why = ", ".join(counts), reasons(found[0])
        words = labelled(counted, ", ".join(dict.fromkeys(review.account for review in found)))
        if len(found) == 1 and len(why) == 1:
            words = f"{counted}. {why[0]}"
        elif len(found) == 1:
            words = f"{words} · {Plural().reasons(len(why))}"
        act, again = partial(self._bench.go.emit, "sync"), partial(self._about_reviews, found)
        tone, action = ("problem", self.tr("Look at it")) if alarming else ("question", self.tr("Answer"))
        return Message(words, tone, action, act, _REVIEWS, again)

    def _show_state(self) -> None:
        self._status_bar.show_state(online=self.state.online, forced=self.state.forced)

    def _name(self, connection: str) -> str:
        row = self.account(connection)
        return row.name if row else ""

    def _changed(self, changes: ChangeSet) -> None:
        if changes:
            self.read()

    def _run_ended(self, report: RunReport) -> None:
        self.state.ended(report)
        self._show_job()
        self.read()

    def _show_job(self) -> None:
        """Show one of the runs that go on: one that can tell how far it is before one that only began."""
        running = self._bench.running
        shown = max(running, key=lambda each: running[each] is not None, default=None)
        if shown is None:
            self._status_bar.show_no_job()
        else:
            self._status_bar.show_job(self._name(shown), running[shown])

    def _connection_failed(self, event: Failed) -> None:
        self.state.failed(event)
        self._show_state()
        self._bench.message.emit(self._about_failure(event))

    def _about_failure(self, event: Failed) -> Message:
        text = error_text(event.error.key, event.error.data).text
        name = self._name(event.connection)
        words = self.tr("{account} · {text}").format(account=name, text=text) if name else text
        if isinstance(event.error, SignInNeeded):
            tone, action, act = (
                "problem",
                self.tr("Reconnect"),
                partial(self._bench.sign_in_asked.emit, event.connection),
            )
        else:
            tone = "waiting" if isinstance(event.error, (RateLimited, Unreachable)) else "problem"
            action, act = self.tr("Try again"), partial(self._bench.desk.sync, event.connection)
        return Message(words, tone, action, act, _topic(event.connection), partial(self._about_failure, event))

    def _connection_recovered(self, event: Recovered) -> None:
        self.state.recovered(event)
        self._message_bar.end(_topic(event.connection))
        self.read()


def _topic(connection: str) -> str:
    return f"account {connection}"
