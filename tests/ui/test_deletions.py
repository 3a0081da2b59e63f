"""What a deletion in an account means here: shown and chosen on the account's card, and told wherever it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.store.queries.history import HistoryRow
from crmdesk.store.queries.rows import ConflictRow
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.conflicts.deletion_view import DeletionView
from crmdesk.ui.conflicts.list_view import why_text
from crmdesk.ui.records.history_entry import history_text
from crmdesk.ui.sync.review_texts import effect_text
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Choice, Label
from tests.ui.account_cards import account_card
from tests.ui.canned_conflicts import LAMBERT, ONLY_DELETED, PERRIN
from tests.ui.canned_rows import REVIEWS, ago
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _choice(card: AccountControls) -> Choice:
    return next(each for each in card.findChildren(Choice) if each.findData(Deletions.TRASH) >= 0)


def _told(card: AccountControls) -> list[str]:
    return [label.text() for label in card.findChildren(Label) if label.isVisibleTo(card)]


def test_the_card_shows_what_counts_and_what_it_never_decides(opened: Opened) -> None:
    card = account_card(opened)
    choice = _choice(card)
    assert choice.currentText() == "Put into the trash here too"
    assert [choice.itemText(number) for number in range(3)] == [
        "Put into the trash here too", "Keep on this computer", "Ask me",
    ]  # fmt: skip
    assert choice.accessibleName() == "Records deleted in HubSpot"
    assert "You are asked about those that you changed. Those that another account has too stay." in _told(card)


def test_it_is_chosen_by_the_keyboard(opened: Opened) -> None:
    card = account_card(opened)
    choice = _choice(card)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    opened.wait(lambda: card.row.deletions is Deletions.KEEP)
    assert ("deletions", "H", Deletions.KEEP) in opened.desk.calls
    assert "They are no longer linked, and are not created there again." in " ".join(_told(card))
    QTest.keyClick(choice, Qt.Key.Key_Down)
    opened.wait(lambda: card.row.deletions is Deletions.ASK)
    assert "You decide on the page of conflicts." in " ".join(_told(card))
    assert choice.currentText() == "Ask me"


def test_scrolling_past_it_chooses_nothing(opened: Opened) -> None:
    choice = _choice(account_card(opened))
    choice.setFocus()
    middle, none = QPointF(choice.rect().center()), Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(
        middle, choice.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, turned)
    assert choice.currentData() == Deletions.TRASH
    assert not [call for call in opened.desk.calls if call[0] == "deletions"]


def test_it_is_french_in_french(opened: Opened, settings: UiSettings) -> None:
    card = account_card(opened)
    settings.language = Language.FRENCH
    opened.wait(lambda: _choice(card).currentText() == "Les mettre aussi à la corbeille ici")
    assert "Fiches supprimées dans ce compte" in _told(card)
    settings.language = Language.ENGLISH


@pytest.mark.parametrize(
    ("meant", "words"),
    [
        (Deletions.TRASH, "what was deleted there goes to the trash here"),
        (Deletions.KEEP, "what was deleted there stays here as was chosen for the account"),
        (Deletions.ASK, "you are asked about what was deleted there"),
    ],
)
def test_a_review_says_what_taking_deletions_in_does(meant: Deletions, words: str) -> None:
    assert words in effect_text(Answer.APPLY, replace(REVIEWS[0], deletions=meant))


def test_a_record_that_nobody_changed_is_not_told_as_changed(opened: Opened) -> None:
    del opened
    row = ConflictRow(
        "L08",
        Kind.LEAD,
        "M. Luc Perrin",
        (EXISTENCE,),
        ConflictKind.CHANGED_HERE_DELETED_THERE,
        ("HubSpot",),
        ago(hours=3),
    )
    assert why_text(row) == "Changed here, deleted in HubSpot"
    assert why_text(replace(row, edited=False)) == "Deleted in HubSpot"
    view = DeletionView()
    view.show_case(PERRIN)
    assert "with your changes" in _words(view)
    view.show_case(ONLY_DELETED)
    told = _words(view)
    assert "not changed on this computer. You chose to be asked about such records." in told
    assert "with your changes" not in told
    assert "Changed on this computer" not in told


def test_every_account_that_a_deletion_reaches_is_named(opened: Opened) -> None:
    del opened
    (asked,) = LAMBERT.fields
    other = replace(asked.accounts[0], link="K9", account="Salesforce")
    view = DeletionView()
    view.show_case(replace(LAMBERT, fields=(replace(asked, accounts=(*asked.accounts, other, other)),)))
    told = _words(view)
    assert "changed in HubSpot Nantes, Salesforce." in told
    assert "Nothing is deleted in HubSpot Nantes, Salesforce." in told
    assert "The record is deleted in HubSpot Nantes, Salesforce too, with the changes made there." in told


def _words(view: DeletionView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view))


def test_the_history_says_that_it_stays_here(opened: Opened) -> None:
    del opened
    told = HistoryRow(1, ago(hours=1), EXISTENCE, True, True, "remote", None, None)
    assert history_text(Kind.LEAD, told, {}) == "Deleted in the account, stays on this computer"
    assert history_text(Kind.LEAD, replace(told, cause="decision"), {}) == "Stays on this computer"
