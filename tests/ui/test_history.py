"""The history of a record in the window: by field, and back to an earlier value as an ordinary edit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.history import HistoryRow
from crmdesk.store.queries.rows import FieldState
from crmdesk.ui.conflicts.field_history_dialog import FieldHistoryDialog
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.records.history_entry import Earlier, HistoryEntry, earlier_values
from crmdesk.ui.records.history_tab import MORE
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.revert_dialog import RevertDialog
from crmdesk.ui.widgets.basics import Button, MenuButton
from tests.ui import canned_rows
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing)")
EUROS = {"amount": "352000", "currency": "EUR"}


def history_of(opened: Opened, record: str = "L01", page: str = "lead") -> ListPage:
    shown = opened.window.page(page)
    assert isinstance(shown, ListPage)
    opened.window.show_page(page)
    shown.show_record(record)
    opened.wait(lambda: shown.panel.card is not None)
    shown.panel.show_tab(2)
    opened.wait(lambda: entries(shown))
    return shown


def entries(page: ListPage) -> list[HistoryEntry]:
    return page.panel.history.findChildren(HistoryEntry)


def offers(page: ListPage) -> list[Button]:
    return [button for entry in entries(page) for button in entry.findChildren(Button)]


def offer(page: ListPage, words: str) -> Button:
    return next(button for button in offers(page) if words in button.accessibleName())


def dialog_of(opened: Opened) -> RevertDialog:
    opened.wait(lambda: opened.window.findChildren(RevertDialog))
    return opened.window.findChildren(RevertDialog)[0]


def test_every_value_that_was_replaced_or_not_taken_is_offered(opened: Opened) -> None:
    page = history_of(opened)
    named = [button.accessibleName() for button in offers(page)]
    assert "Asking price: Go back to “€352,000”…" in named
    assert "Area: Go back to “Nantes”…" in named, "a decision did not take it"
    assert not any(name.startswith("Estimate") for name in named), "it was blank before"
    assert not any("Go back to “–”" in name for name in named)


def test_what_the_field_holds_now_is_not_offered(opened: Opened) -> None:
    opened.desk.agency.fields["L01"]["asking_price"] = EUROS
    page = history_of(opened)
    assert not any("352,000" in button.accessibleName() for button in offers(page))


def test_going_back_is_an_ordinary_edit_and_one_step_to_undo(opened: Opened) -> None:
    page = history_of(opened)
    offer(page, "352,000").click()
    dialog = dialog_of(opened)
    assert (dialog.now.text(), dialog.then.text()) == ("€348,000", "€352,000")
    dialog.save_button.click()
    opened.wait(lambda: ("edit", "L01", {"asking_price": EUROS}) in opened.desk.calls)
    opened.wait(lambda: opened.window.message_bar.text == "Asking price: back to “€352,000”.")
    assert opened.window.undo_stack.count() == 1
    opened.window.message_bar.act()
    opened.wait(lambda: any(call[0] == "undo" for call in opened.desk.calls))


def test_the_keyboard_reaches_it_and_comes_back(opened: Opened) -> None:
    page = history_of(opened)
    opened.window.activateWindow()
    opened.wait(opened.window.isActiveWindow)
    offer(page, "352,000").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(offer(page, "352,000"), Qt.Key.Key_Return)
    dialog = dialog_of(opened)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.wait(lambda: opened.window.message_bar.text)
    opened.wait(lambda: not any("352,000" in button.accessibleName() for button in offers(page)))
    focused = opened.window.focusWidget()
    assert isinstance(focused, Button), "the one that is now in its place"
    assert focused in offers(page)


def test_a_value_that_changed_meanwhile_is_shown_and_asked_about_again(opened: Opened) -> None:
    page = history_of(opened)
    offer(page, "352,000").click()
    dialog = dialog_of(opened)
    opened.desk.agency.fields["L01"]["asking_price"] = {"amount": "339000", "currency": "EUR"}
    dialog.save_button.click()
    opened.wait(dialog.error.isVisible)
    assert "“Asking price” changed after this was shown" in dialog.error.text()
    assert dialog.now.text() == "€339,000"
    assert not [call for call in opened.desk.calls if call[0] == "edit"]
    dialog.save_button.click()
    opened.wait(lambda: [call for call in opened.desk.calls if call[0] == "edit"])


def refused(opened: Opened, page: ListPage, words: str) -> str:
    offer(page, words).click()
    dialog = dialog_of(opened)
    opened.wait(dialog.error.isVisible)
    assert not dialog.save_button.isEnabled()
    said = dialog.error.text()
    dialog.reject()
    opened.wait(lambda: not opened.window.findChildren(RevertDialog))
    return said


def test_what_cannot_be_had_back_says_why(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        HistoryRow(5, canned_rows.ago(hours=1), "company", "C01", "C00", "user", None, None),
        HistoryRow(4, canned_rows.ago(hours=2), "company", "gone", "C01", "user", None, None),
        HistoryRow(
            3, canned_rows.ago(hours=3), "modified_at", canned_rows.ago(days=3), None, "remote", None, "HubSpot"
        ),
        HistoryRow(2, canned_rows.ago(hours=4), "city", "Nice", "Nantes", "user", None, None),
    ]
    monkeypatch.setattr(canned_rows, "HISTORY", rows)
    opened.desk.agency.fields["P00"]["company"] = "C00"
    opened.desk.agency.trash.add("C01")
    monkeypatch.setitem(canned_rows.USERS, "C01", "Océan Immobilier")
    page = history_of(opened, "P00", "contact")
    assert refused(opened, page, "Océan") == "“Company” would refer to “Océan Immobilier”, which lies in the trash."
    gone = "“Company” referred to a record that is no longer on this computer."
    assert refused(opened, page, "(unknown record)") == gone
    fixed = "“Modified” is set by the accounts and cannot be changed here."
    assert refused(opened, page, offers(page)[2].accessibleName()) == fixed
    opened.desk.agency.trash.add("P00")
    page.panel.show_record(None)
    history_of(opened, "P00", "contact")
    assert refused(opened, page, "Nice") == "The record lies in the trash. Restore it first."


def test_a_value_that_the_store_refuses_says_why_and_stays_refused(opened: Opened) -> None:
    page = history_of(opened)
    offer(page, "352,000").click()
    dialog = dialog_of(opened)
    opened.desk.refuse = InvalidInput("value_too_long", field="asking_price", limit=3, length=9)
    dialog.save_button.click()
    opened.wait(dialog.error.isVisible)
    assert "may have 3 characters" in dialog.error.text()
    assert not dialog.save_button.isEnabled()


def test_an_open_conflict_about_the_field_is_told(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(canned_rows.STATES, "asking_price", FieldState.CONFLICT)
    page = history_of(opened)
    offer(page, "352,000").click()
    said = [label.text() for label in dialog_of(opened).findChildren(QLabel) if label.isVisible()]
    assert any(words.startswith("A conflict about this field is open.") for words in said)


def test_the_changes_of_one_field_alone(opened: Opened) -> None:
    page = history_of(opened)
    every = len(entries(page))
    chip = page.panel.history.findChildren(MenuButton)[0]
    chip.menu().aboutToShow.emit()
    next(action for action in chip.menu().actions() if action.text() == "Asking price").trigger()
    opened.wait(lambda: len(entries(page)) == 1)
    assert chip.text() == "Asking price"
    chip.menu().aboutToShow.emit()
    chip.menu().actions()[0].trigger()
    opened.wait(lambda: len(entries(page)) == every)


def test_the_menu_of_a_change_offers_the_same_and_its_field(opened: Opened) -> None:
    page = history_of(opened)
    entry = next(
        each for each in entries(page) if any("352,000" in b.accessibleName() for b in each.findChildren(Button))
    )
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), entry.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(entry.findChildren(Button)[0], event)
    opened.wait(lambda: [menu for menu in entry.findChildren(QMenu) if menu.isVisible()])
    menu = next(menu for menu in entry.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions()] == ["Go back to “€352,000”…", "Only changes of “Asking price”"]
    menu.actions()[1].trigger()
    menu.close()
    opened.wait(lambda: len(entries(page)) == 1)


def test_older_changes_are_shown_where_they_are_asked_for(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed first is in the history however much happened since."""
    changes = [
        HistoryRow(seq, "2026-01-01T00:00:00.000Z", "city", f"Town {seq}", f"Town {seq + 1}", "user", None, None)
        for seq in range(MORE, -1, -1)
    ]
    monkeypatch.setattr(canned_rows, "HISTORY", changes)
    page = history_of(opened)
    assert len(entries(page)) == MORE
    older = next(button for button in page.panel.history.findChildren(Button) if button.text() == "Show older changes")
    older.click()
    opened.wait(lambda: len(entries(page)) == MORE + 1)
    assert any("Town 0" in button.text() for button in offers(page))
    assert "Show older changes" not in [button.text() for button in page.panel.history.findChildren(Button)]


def test_an_ampersand_in_a_value_is_no_key_of_the_menu(opened: Opened) -> None:
    """Qt would leave it out, and underline what follows."""
    del opened
    changed = HistoryRow(1, "2026-01-01T00:00:00.000Z", "city", "Dol & Combourg", "Dol", "user", None, None)
    entry = HistoryEntry(Kind.LEAD, changed, {}, earlier_values(Kind.LEAD, changed))
    assert entry.menu().actions()[0].text() == "Go back to “Dol && Combourg”…"


def test_the_history_of_a_contested_field_over_its_case(opened: Opened) -> None:
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.draft is not None)
    page.case.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.case.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    opened.wait(lambda: opened.window.findChildren(FieldHistoryDialog))
    dialog = opened.window.findChildren(FieldHistoryDialog)[0]
    field = page.case.model.field(page.case.table.currentIndex().row())
    assert field is not None
    wanted = [row for row in canned_rows.HISTORY if row.field == field.field]
    assert len(dialog.findChildren(HistoryEntry)) == len(wanted)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    opened.wait(lambda: not opened.window.findChildren(FieldHistoryDialog))


@pytest.mark.parametrize("value", ["word " * 2000, "line\n" * 300])
def test_a_value_that_fills_pages_leaves_the_dialog_on_the_screen(opened: Opened, value: str) -> None:
    page = history_of(opened)
    card, told = page.panel.card, page.panel.history._told  # noqa: SLF001 - what its buttons give to the dialog
    assert card is not None
    assert told is not None
    card = replace(card, fields={**card.fields, "description": value[::-1]})
    dialog = RevertDialog(opened.window, opened.desk, card, told, Earlier("description", value))
    dialog.show()
    assert dialog.height() < 560
    assert dialog.then.text() == value, "all of it can be scrolled to"
    assert [area.focusPolicy() for area in dialog.findChildren(QScrollArea)] == [Qt.FocusPolicy.TabFocus] * 2
