"""The answers to a deletion in an account, as cards: made anew there, kept here only, deleted here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from crmdesk.domain.conflicts import UNLINK, Keep, Resolution
from crmdesk.domain.events import ChangeSet
from crmdesk.store.queries.rows import ConflictCase
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button
from tests.ui import canned_rows
from tests.ui.canned_conflicts import ONLY_DELETED, PERRIN
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
APART = ("resolve", (Resolution("X5", Keep.OTHER, "X5 as shown", UNLINK),))


@pytest.fixture
def page(opened: Opened) -> ConflictsPage:
    shown = opened.show("conflicts")
    assert isinstance(shown, ConflictsPage)
    opened.wait(lambda: shown.list.rows.rowCount() == 4)
    return shown


def show(opened: Opened, page: ConflictsPage, record: str = "L08") -> None:
    page.list.select(record)
    opened.wait(lambda: page.deletion.case and page.deletion.case.record == record and answers(page))


def answers(page: ConflictsPage) -> list[str]:
    return [button.text() for button in page.deletion.findChildren(Button) if button.isVisible()]


def said(page: ConflictsPage) -> list[str]:
    return [label.text() for label in page.deletion.findChildren(QLabel) if label.isVisible()]


def test_by_keyboard_it_is_kept_here_only_and_asked_about_again_once_taken_back(
    opened: Opened, page: ConflictsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canned_rows, "DESTINATIONS", [])
    show(opened, page)
    first = page.deletion.first
    assert first is not None
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    focused = opened.window.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Keep here only"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    kept = "“M. Luc Perrin” is kept, and no longer linked to HubSpot Nantes. Nothing has to be sent."
    opened.wait(lambda: opened.window.message_bar.text == kept)
    assert opened.desk.calls == [APART]
    opened.wait(page.case.isVisible)
    opened.window.message_bar.act()
    opened.wait(page.deletion.isVisible)
    assert page.deletion.case == PERRIN
    assert [call[0] for call in opened.desk.calls] == ["resolve", "undo"]


@pytest.mark.parametrize(
    ("case", "stays"),
    [
        (PERRIN, "The record stays on this computer, with your changes."),
        (ONLY_DELETED, "The record stays on this computer."),
    ],
)
def test_there_are_three_answers_whether_it_was_changed_here_or_not(
    opened: Opened, page: ConflictsPage, case: ConflictCase, stays: str
) -> None:
    opened.desk.agency.cases["L08"] = case
    show(opened, page)
    assert answers(page) == ["Create again", "Keep here only", "Accept the deletion"]
    assert stays in said(page)
    assert "It is no longer linked to HubSpot Nantes, and is not created there again." in said(page)


def test_every_account_that_it_was_deleted_in_is_named(opened: Opened, page: ConflictsPage) -> None:
    (field,) = PERRIN.fields
    both = (*field.accounts, replace(field.accounts[0], link="K8", account="Zoho"))
    opened.desk.agency.cases["L08"] = replace(PERRIN, fields=(replace(field, accounts=both),))
    show(opened, page)
    assert "It is no longer linked to HubSpot Nantes, Zoho, and is not created there again." in said(page)


def test_where_the_third_answer_would_say_the_same_there_are_two(opened: Opened, page: ConflictsPage) -> None:
    opened.desk.agency.cases["L08"] = replace(PERRIN, elsewhere=("Zoho",))
    show(opened, page)
    assert answers(page) == ["Create again", "Accept the deletion"]


def test_what_was_deleted_here_is_kept_or_deleted(opened: Opened, page: ConflictsPage) -> None:
    show(opened, page, "L13")
    assert answers(page) == ["Delete nothing", "Delete in HubSpot Nantes too"]


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.FRENCH])
def test_in_a_small_window_the_cards_stand_one_under_another(
    opened: Opened, page: ConflictsPage, settings: UiSettings, language: Language
) -> None:
    settings.language = language
    show(opened, page)
    opened.wait(lambda: len({left for left, _ in corners(page)}) == 3)
    opened.window.resize(1024, 700)
    opened.wait(lambda: len({left for left, _ in corners(page)}) == 1)
    opened.wait(lambda: max(right for _, right in corners(page)) < page.width())
    settings.language = Language.ENGLISH


def corners(page: ConflictsPage) -> list[tuple[int, int]]:
    """The left and the right edge of every card, on the page."""
    cards = [card for card in page.deletion.findChildren(QWidget) if card.property("ground") == "card"]
    lefts = [card.mapTo(page, QPoint(0, 0)).x() for card in cards]
    return [(left, left + card.width()) for left, card in zip(lefts, cards, strict=True)]


def test_no_answer_to_a_deletion_has_the_keyboard_once_it_is_asked_again(opened: Opened, page: ConflictsPage) -> None:
    show(opened, page)
    accept = button_of(page, "Accept the deletion")
    accept.setFocus()
    QTest.keyClick(accept, Qt.Key.Key_Return)
    opened.wait(lambda: page.case.isVisible() and page.case.model.rowCount())
    opened.wait(lambda: opened.window.focusWidget() is page.case.table)
    opened.window.bench.undo()
    opened.wait(lambda: page.deletion.isVisible() and answers(page))
    assert opened.window.focusWidget() is page.list


def test_from_one_deletion_to_the_next_the_keyboard_answers_nothing(opened: Opened, page: ConflictsPage) -> None:
    for record in ("L00", "L05"):
        del opened.desk.agency.cases[record]
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: page.list.rows.rowCount() == 2)
    show(opened, page)
    first = page.deletion.first
    assert first is not None
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    opened.wait(lambda: page.deletion.case and page.deletion.case.record == "L13" and answers(page))
    assert opened.window.focusWidget() is page.list


def button_of(page: ConflictsPage, words: str) -> Button:
    (found,) = [each for each in page.deletion.findChildren(Button) if each.text() == words and each.isVisible()]
    return found
