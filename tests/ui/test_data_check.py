"""The check of the data on the settings page, over a real database: how far it is, what it finds, and how it is stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import doctor
from crmdesk.store.queries.doctor import Position
from crmdesk.ui.check_words import UNKNOWN, WORDS
from crmdesk.ui.settings.check import DataCheck
from crmdesk.ui.settings.page import SettingsPage
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.store.replica import Replica
from tests.ui.conftest import Opened


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    with Replica(tmp_path) as made:
        yield made


@pytest.fixture
def check(opened: Opened, replica: Replica, monkeypatch: pytest.MonkeyPatch) -> DataCheck:
    """The check on the page that is shown; it reads the real database."""
    canned = opened.desk.read

    async def read(query: Callable[[Any], Any]) -> Any:
        real = isinstance(query, partial) and query.func.__module__.startswith("crmdesk.store.queries")
        return replica.read(query) if real else await canned(query)

    monkeypatch.setattr(opened.desk, "read", read)
    page = opened.show("settings")
    assert isinstance(page, SettingsPage)
    return page.check


def said(check: DataCheck) -> list[str]:
    return [label.text() for label in check.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_sound_database(opened: Opened, check: DataCheck) -> None:
    assert not check.bar.isVisible()
    check.start.click()
    opened.wait(lambda: "Everything is in order." in said(check))
    assert check.start.isEnabled()
    assert not check.bar.isVisible()
    assert not check.stop.isVisible()
    assert not check.copy.isVisible()


def test_what_is_found_is_told_by_name_and_can_be_copied(
    opened: Opened, check: DataCheck, replica: Replica, settings: UiSettings
) -> None:
    record = replica.add(Kind.LEAD, last_name="Kervadec", first_name="Anne")
    check.start.click()
    opened.wait(lambda: WORDS["record_has_beginning"][0] in said(check))
    assert WORDS["record_has_beginning"][1] in said(check)
    assert any("Kervadec" in text for text in said(check))
    check.copy.click()
    copied = json.loads(QGuiApplication.clipboard().text())
    assert copied["violations"] == [{"invariant": "record_has_beginning", "record": record, "detail": "lead"}]
    settings.language = Language.FRENCH
    opened.wait(lambda: "L’historique ne dit pas d’où vient une fiche" in said(check))
    check.start.click()
    assert check.bar.isVisible()
    assert not any("historique" in text for text in said(check)), "the earlier result is over"


def test_a_check_can_be_stopped(opened: Opened, check: DataCheck, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def endless(connection: object, position: Position) -> doctor.Step:
        nonlocal taken
        del connection, position
        taken += 1
        return doctor.Step((), 0.5, Position())

    monkeypatch.setattr(doctor, "examine", endless)
    check.start.click()
    opened.wait(lambda: taken and check.bar.value() == check.bar.maximum() // 2)
    assert not check.start.isEnabled()
    check.stop.click()
    opened.wait(check.start.isEnabled)
    assert not check.bar.isVisible()
    assert "Everything is in order." not in said(check), "nothing is said of what was not looked at"


def test_recover_puts_a_backup_in_place_wherever_it_is_named() -> None:
    """It leaves a sound database alone, and so would anything that only the words say it helps against."""
    assert {name for name, (_, text) in WORDS.items() if "crmdesk recover" in text} == doctor.NEEDS_BACKUP


@pytest.mark.parametrize("source", [text for words in (*WORDS.values(), UNKNOWN) for text in words])
def test_every_finding_has_words_in_french(source: str, settings: UiSettings) -> None:
    from PySide6.QtCore import QCoreApplication

    settings.language = Language.FRENCH
    assert QCoreApplication.translate("Check", source) != source


def test_the_keyboard_goes_to_cancel_and_back(opened: Opened, check: DataCheck) -> None:
    """The button that begins the check is of no use meanwhile, and the one that ends it goes away with it."""
    opened.window.activateWindow()
    opened.wait(opened.window.isActiveWindow)
    check.start.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(check.start, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is check.stop
    opened.wait(lambda: "Everything is in order." in said(check))
    assert QApplication.focusWidget() is check.start
