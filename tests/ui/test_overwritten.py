"""The conflict desk where a colleague's entry was replaced before anybody here could see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.conflicts import ConflictKind, Keep
from crmdesk.store.queries.rows import ConflictCase
from crmdesk.ui import formats
from crmdesk.ui.conflicts.case_view import CaseView
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.conflicts.list_view import why_text
from crmdesk.ui.conflicts.overwritten import happened
from crmdesk.ui.widgets.basics import Button
from tests.ui.canned_conflicts import DURAND, THERE_AT, conflict_row
from tests.ui.canned_rows import ago

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def replaced(*writers: str | None, at: str | None = THERE_AT) -> ConflictCase:
    """Fields of DURAND whose entries by these people were replaced."""
    fields = tuple(
        replace(
            field,
            why=ConflictKind.OVERWROTE,
            newest=None,
            accounts=(replace(field.accounts[0], changed_by=writer, changed_at=at),),
        )
        for field, writer in zip(DURAND.fields, writers, strict=False)
    )
    return replace(DURAND, fields=fields, merged=(), similar=0)


def texts(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def button(view: CaseView, words: str) -> Button:
    (found,) = [each for each in view.findChildren(Button) if each.text() == words]
    return found


@pytest.fixture
def view(qtbot: QtBot, dressed: object) -> CaseView:
    del dressed
    made = CaseView()
    qtbot.addWidget(made)
    return made


def test_it_says_whose_entry_of_when_was_replaced(view: CaseView) -> None:
    old = ago(days=40)
    view.show_draft(Draft(replaced("Anna", at=old)))
    assert f"You replaced what Anna entered on {formats.moment(old)}." in texts(view)
    assert "replaced in Salesforce Nantes" in texts(view)


def test_of_today_the_time_is_enough() -> None:
    now = ago(seconds=0)
    time = formats.clock(formats.local(now).time())
    assert happened(replaced("Anna", at=now)) == f"You replaced what Anna entered at {time}."


@pytest.mark.parametrize("case", [replaced("Anna", "Paul"), replaced(None), replaced("Anna", at=None)])
def test_without_one_name_and_moment_it_is_a_colleagues(case: ConflictCase) -> None:
    assert happened(case) == "A colleague’s newer value was replaced when yours was sent."


@pytest.mark.parametrize(("words", "keep"), [("Put back", Keep.ACCOUNT), ("Keep", Keep.COMPUTER)])
def test_one_button_puts_it_back_and_one_keeps(view: CaseView, words: str, keep: Keep) -> None:
    draft = Draft(replaced("Anna", "Anna"))
    view.show_draft(draft)
    QTest.mouseClick(button(view, words), Qt.MouseButton.LeftButton)
    decisions = [draft.decision(field.id) for field in draft.case.fields]
    assert [each and each.keep for each in decisions] == [keep, keep]
    assert not draft.undecided


def test_an_ordinary_case_after_it_has_its_own_buttons(view: CaseView) -> None:
    view.show_draft(Draft(replaced("Anna")))
    view.show_draft(Draft(DURAND))
    button(view, "All: this computer")
    button(view, "All: Salesforce Nantes")


def test_several_accounts_are_named_on_their_buttons(view: CaseView) -> None:
    case = replaced("Anna", "Anna")
    other = replace(case.fields[1].accounts[0], account="HubSpot")
    case = replace(case, fields=(case.fields[0], replace(case.fields[1], accounts=(other,))))
    view.show_draft(Draft(case))
    button(view, "Put back: HubSpot")
    button(view, "Put back: Salesforce Nantes")


def test_the_list_says_what_it_is_about() -> None:
    assert why_text(conflict_row(replaced("Anna"), THERE_AT)) == "Phone: entry replaced · Salesforce Nantes"
