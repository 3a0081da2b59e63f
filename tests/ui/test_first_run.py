"""The pages before there is a window, by keyboard alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import StoreFault
from crmdesk.domain.secret import Secret
from crmdesk.store.queries.lacking import Lacking
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.first_run.showing import quits, shown
from crmdesk.ui.first_run.unlock import PassphraseDialog
from crmdesk.ui.first_run.welcome import WelcomePage
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button, Choice
from tests.ui.conftest import Run

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DAMAGED = StoreFault("database_damaged", file="replica.db", backup_at="2026-11-12T09:14:00.000Z")


def on_screen(page: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)


def walked(page: QWidget) -> list[QWidget]:
    """Everything that Tab leads to, from where the keyboard is at first."""
    seen: list[QWidget] = []
    while (at := page.focusWidget()) not in seen:
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return seen


def test_the_welcome_page_is_worked_by_keyboard(settings: UiSettings, qtbot: QtBot) -> None:
    page = WelcomePage(settings)
    on_screen(page, qtbot)
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    assert page.focusWidget() is page.main
    everything = [*page.findChildren(Button), *page.findChildren(Choice)]
    assert set(walked(page)) == set(everything)
    for widget in everything:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert chosen == ["demo", "connect", "demo", "demo"], "a button does its own thing, all else the main one"


def test_the_fatal_page_is_worked_by_keyboard(settings: UiSettings, qtbot: QtBot) -> None:
    assert settings.language
    page = FatalPage(DAMAGED, Path("profile"), ("backup", "empty"), Lacking(0, (), True))
    on_screen(page, qtbot)
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    at = page.focusWidget()
    assert isinstance(at, Button)
    assert at.text().startswith("Put the backup of 12 Nov")
    assert set(walked(page)) == set(page.findChildren(Button))
    QTest.keyClick(page, Qt.Key.Key_Enter)
    assert chosen == ["backup"]


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        (Lacking(0, (), True), "Nothing was typed here since that backup."),
        (Lacking(0, (), False), "What was typed here since that backup cannot be read any more."),
        (
            Lacking(2, ("M. Durand", "Mme Petit"), True),
            "2 records were edited here since that backup, which lacks these edits: M. Durand, Mme Petit.",
        ),
        (
            Lacking(7, ("M. Durand",), False),
            (
                "7 records were edited here since that backup, which lacks these edits: M. Durand, … "
                "There may be more: part of the history cannot be read."
            ),
        ),
        (Lacking(1, (), True), "1 record was edited here since that backup, which lacks these edits."),
    ],
)
def test_what_a_backup_lacks_is_said(lacks: Lacking, words: str, settings: UiSettings, qtbot: QtBot) -> None:
    assert settings.language
    page = FatalPage(DAMAGED, Path("profile"), ("backup", "empty"), lacks)
    qtbot.addWidget(page)
    texts = [each.text() for each in page.findChildren(QWidget) if hasattr(each, "text")]
    assert words in texts


@pytest.mark.parametrize("kind", ["welcome", "fatal"])
def test_ctrl_q_ends_a_page(kind: str, settings: UiSettings, run: Run, qtbot: QtBot) -> None:
    page = WelcomePage(settings) if kind == "welcome" else FatalPage(DAMAGED, Path("profile"), ("backup",))

    answers: list[str | None] = []

    def press() -> None:
        QTest.keyClick(page, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    async def story() -> None:
        asked: asyncio.Future[str | None] = asyncio.ensure_future(shown(page, page.chosen.connect))
        await asyncio.sleep(0)
        qtbot.waitUntil(page.isActiveWindow)
        press()
        answers.append(await asked)

    run(story())
    assert answers == [None]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_ctrl_q_ends_the_unlocking(settings: UiSettings, qtbot: QtBot) -> None:
    assert settings.language

    async def use(secret: Secret) -> None:
        del secret

    dialog = PassphraseDialog(None, use, new=False)
    quits(dialog)
    on_screen(dialog, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
