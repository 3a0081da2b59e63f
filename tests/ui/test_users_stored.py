"""The page of negotiators over a real store and a real worker: two become one, their records follow, and it is undone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from crmdesk.desk.desk import Desk, Outside
from crmdesk.desk.later import Later
from crmdesk.desk.profile import open_profile
from crmdesk.desk.session import Session, session_of
from crmdesk.paths import profile_folders
from crmdesk.sync.worker import Worker
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.users.page import UsersPage
from crmdesk.ui.users.same_person_dialog import SamePersonDialog
from tests.desk.two_accounts import LEADS, Agency

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PATIENCE_MS = 20_000


@pytest.fixture
def agency(profile: Path) -> Iterator[Agency]:
    opened = open_profile(profile_folders(profile), throwaway=True)
    yield Agency(session_of(opened))
    opened.close()


@pytest.fixture
def window(agency: Agency, loop: asyncio.AbstractEventLoop, settings: UiSettings) -> Iterator[MainWindow]:
    del loop
    bridge = Bridge()
    worker = _worker(agency.session, bridge)
    made = MainWindow(Desk(agency.session.store, Later(lambda: Outside(agency.session, worker))), bridge, settings)
    made.resize(1280, 800)
    made.show()
    made.begin()
    yield made
    made.end()
    worker.stop()
    made.deleteLater()
    bridge.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _worker(session: Session, bridge: Bridge) -> Worker:
    """A worker that makes no request."""
    made = Worker(session.store, session.accounts.open, holder=session.holder, now_s=time.time, emit=bridge.post)
    made.start()
    made.set_offline(True)
    return made


def test_two_users_become_one_and_two_again(agency: Agency, window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("users")
    page = window.page("users")
    assert isinstance(page, UsersPage)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2, timeout=PATIENCE_MS)
    for user in (agency.first, agency.second):
        page.table.marked.emit(user)
    page.same.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(SamePersonDialog)), timeout=PATIENCE_MS)
    (dialog,) = window.findChildren(SamePersonDialog)
    assert dialog.survivor.id == agency.second, "who looks after more keeps the name"
    dialog.choices[0].click()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: agency.owners() == [agency.first] * LEADS, timeout=PATIENCE_MS)
    qtbot.waitUntil(page.progress.isHidden, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1, timeout=PATIENCE_MS)
    assert page.table.rows.line(0).texts == ("Eva", "eva@a.example", "E. · eva@b.example", "Told by you", str(LEADS))
    window.message_bar.act()
    qtbot.waitUntil(lambda: agency.owners() == [agency.second] * LEADS, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2, timeout=PATIENCE_MS)
