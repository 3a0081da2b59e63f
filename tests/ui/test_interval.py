"""The time between two synchronisations: chosen on the account's card, and counted from then on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crmdesk.domain.errors import StoreFault
from crmdesk.ui.accounts.account_controls import INTERVALS_S, AccountControls
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Choice
from crmdesk.ui.widgets.switches import CheckBox
from tests.ui.account_cards import account_card
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _choice(card: AccountControls) -> Choice:
    return next(each for each in card.findChildren(Choice) if each.findData(INTERVALS_S[0]) >= 0)


def _offered(choice: Choice) -> list[str]:
    return [choice.itemText(number) for number in range(choice.count())]


def test_it_is_chosen_by_the_keyboard(opened: Opened) -> None:
    card = account_card(opened)
    choice = _choice(card)
    assert (choice.currentText(), choice.accessibleName()) == (
        "5 min", "Time between two synchronisations of HubSpot",
    )  # fmt: skip
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    opened.wait(lambda: card.row.interval_s == 600)
    assert ("interval", "H", 600) in opened.desk.calls
    assert choice.currentText() == "10 min"


def test_what_was_chosen_elsewhere_is_offered_in_its_place(opened: Opened) -> None:
    agency = opened.desk.agency
    agency.connections = [replace(each, interval_s=420) if each.id == "H" else each for each in agency.connections]
    choice = _choice(account_card(opened))
    assert choice.currentText() == "7 min"
    assert _offered(choice)[2:5] == ["5 min", "7 min", "10 min"]


def test_it_is_french_in_french(opened: Opened, settings: UiSettings) -> None:
    card = account_card(opened)
    settings.language = Language.FRENCH
    opened.wait(lambda: _choice(card).accessibleName() == "Délai entre deux synchronisations de HubSpot")
    assert _offered(_choice(card))[-1] == "24\u00a0h"


def test_what_could_not_be_stored_does_not_stand_on_the_card(opened: Opened) -> None:
    """With a full disk the card said that nothing is sent, while everything was."""
    card = account_card(opened)
    (sends,) = card.findChildren(CheckBox)
    pace = _choice(card)
    (deletes,) = [each for each in card.findChildren(Choice) if each is not pace]
    opened.wait(lambda: card.row.sending and sends.isChecked())
    before = deletes.currentIndex(), pace.currentIndex()
    for act in (sends.click, partial(choose, deletes), partial(choose, pace)):
        opened.desk.refuse = StoreFault("disk_full", folder="/home", room_mb=100)
        act()
        opened.wait(lambda: opened.desk.refuse is None)
        opened.wait(lambda: (sends.isChecked(), deletes.currentIndex(), pace.currentIndex()) == (True, *before))


def choose(choice: Choice) -> None:
    """Choose the last one with the mouse."""
    choice.setCurrentIndex(choice.count() - 1)
    choice.activated.emit(choice.count() - 1)
