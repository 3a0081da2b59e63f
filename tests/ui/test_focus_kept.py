"""Where the keyboard is: at what is to be typed first, and a run that changes what is shown never takes it away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.accounts.page import AccountsPage
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.records.related_row import RelatedLine
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.widgets.basics import Button, scrolled
from crmdesk.ui.widgets.tab_order import SeenOrder
from tests.ui import canned_rows
from tests.ui.canned_agency import Agency
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def record(opened: Opened) -> ListPage:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    opened.window.activateWindow()
    opened.wait(opened.window.isActiveWindow)
    return page


def run_brings(opened: Opened, page: ListPage, **fields: object) -> None:
    """A run changes the record that is open, and something is the matter with it: every part is told anew."""
    opened.desk.agency.fields["L01"] |= fields
    problem = replace(canned_rows.PROBLEMS[0], record="L01", field=None)
    opened.desk.agency.problems.append(problem)
    opened.bridge.post(ChangeSet(frozenset({Kind.LEAD}), frozenset({"L01"}), problems=True))
    opened.wait(lambda: page.panel.card is not None and problem in page.panel.card.problems)


def test_what_is_typed_keeps_the_keyboard_and_the_cursor(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("sector")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    line = row.editor.line
    line.setText("Nantes centre")
    line.setCursorPosition(6)
    assert QApplication.focusWidget() is line
    run_brings(opened, record, sector="Rezé", postal_code="44400")
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "-")
    assert line.text() == "Nantes- centre"


def test_the_field_that_has_the_keyboard_keeps_it(opened: Opened, record: ListPage) -> None:
    record.panel.summary.row("sector").button.setFocus(Qt.FocusReason.TabFocusReason)
    run_brings(opened, record, postal_code="44400")
    focused = QApplication.focusWidget()
    assert focused is record.panel.summary.row("sector").button
    assert focused.isVisible()


def test_what_is_related_keeps_the_keyboard_while_it_is_told_anew(opened: Opened, record: ListPage) -> None:
    record.panel.show_tab(1)
    line = record.panel.activities.findChildren(RelatedLine)[1]
    line.setFocus(Qt.FocusReason.TabFocusReason)
    said = line.accessibleName()
    run_brings(opened, record)
    focused = QApplication.focusWidget()
    assert isinstance(focused, RelatedLine)
    assert (focused.accessibleName(), focused.isVisible()) == (said, True)
    assert focused is not line


def test_a_part_that_is_hidden_leaves_the_keyboard_to_the_one_beside_it(opened: Opened, record: ListPage) -> None:
    """Not to the first one of the window, from where it is a long way back."""
    row = record.panel.summary.row("sector")
    row.button.setFocus(Qt.FocusReason.TabFocusReason)
    row.hide()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert record.panel.summary.isAncestorOf(focused)


@pytest.mark.parametrize(
    ("kind", "field", "before"),
    [(Kind.LEAD, "last_name", "first_name"), (Kind.ACTIVITY, "subject", "type"), (Kind.COMPANY, "name", None)],
)
def test_a_new_record_begins_with_its_name(opened: Opened, kind: Kind, field: str, before: str | None) -> None:
    opened.window.actions_table[f"new_{kind.value}"].trigger()
    opened.wait(lambda: opened.window.findChildren(NewRecordDialog))
    (dialog,) = opened.window.findChildren(NewRecordDialog)
    dialog.activateWindow()
    opened.wait(dialog.isActiveWindow)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused in (dialog.editor(field), *dialog.editor(field).findChildren(QWidget))
    if before is not None:
        QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        focused = QApplication.focusWidget()
        assert focused in (dialog.editor(before), *dialog.editor(before).findChildren(QWidget))
    dialog.give_up()


def test_tab_stops_at_the_chosen_one_of_several_radio_buttons(qtbot: QtBot) -> None:
    class Asking(SeenOrder, QWidget):
        pass

    asking = Asking()
    qtbot.addWidget(asking)
    box, group = QVBoxLayout(asking), QButtonGroup(asking)
    parts = [QLineEdit(), QRadioButton("a"), QRadioButton("b"), QLineEdit()]
    for part in parts:
        box.addWidget(part)
    for part in parts[1:3]:
        group.addButton(part)  # type: ignore[arg-type]
    asking.show()
    asking.activateWindow()
    parts[0].setFocus()
    group.buttons()[1].setChecked(True)
    QTest.keyClick(parts[0], Qt.Key.Key_Tab)
    assert asking.focusWidget() is parts[2]
    QTest.keyClick(parts[2], Qt.Key.Key_Tab)
    assert asking.focusWidget() is parts[3]


def test_tab_scrolls_to_what_it_reaches_from_outside(qtbot: QtBot) -> None:
    class Asking(SeenOrder, QWidget):
        pass

    asking, content = Asking(), QWidget()
    qtbot.addWidget(asking)
    box, inner = QVBoxLayout(asking), QVBoxLayout(content)
    lines = [QLineEdit() for _ in range(30)]
    for line in lines:
        inner.addWidget(line)
    area, below = scrolled(content), QLineEdit()
    box.addWidget(area)
    box.addWidget(below)
    asking.resize(300, 200)
    asking.show()
    below.setFocus()
    QTest.keyClick(below, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert asking.focusWidget() is lines[-1]
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()
    below.setFocus()
    QTest.keyClick(below, Qt.Key.Key_Tab)
    assert asking.focusWidget() is lines[0]
    assert not lines[0].visibleRegion().isEmpty()


def test_a_deleted_row_leaves_the_list_where_it_was_at_the_row_in_its_place(opened: Opened, record: ListPage) -> None:
    opened.window.resize(1040, 640)
    table, leads = record.table, [each for each, kind in opened.desk.agency.kinds.items() if kind is Kind.LEAD]
    record.show_record(leads[-4])
    opened.wait(lambda: record.panel.card is not None and record.panel.card.id == leads[-4])
    table.setFocus()
    table.scrollToBottom()
    bar, at = table.verticalScrollBar(), table.currentIndex().row()
    scrolled = bar.value()
    assert scrolled > 0
    QTest.keyClick(table, Qt.Key.Key_Delete)
    opened.wait(lambda: leads[-4] in opened.desk.agency.trash)
    opened.bridge.post(ChangeSet(frozenset({Kind.LEAD}), frozenset({leads[-4]})))
    opened.wait(lambda: record.model.row_of(leads[-4]) is None)
    assert table.currentIndex().row() == at
    assert bar.value() >= min(scrolled, bar.maximum()) - 1
    assert bar.value() > 0
    assert QApplication.focusWidget() is table


def test_an_account_that_is_gone_leaves_the_keyboard_on_its_page(opened: Opened) -> None:
    page = opened.show("accounts")
    assert isinstance(page, AccountsPage)
    opened.wait(lambda: page.findChildren(AccountControls))
    opened.window.activateWindow()
    opened.wait(opened.window.isActiveWindow)
    while opened.desk.agency.connections:
        card = page.findChildren(AccountControls)[-1]
        button = next(each for each in card.findChildren(Button) if each.text() == "Disconnect…")
        button.setFocus(Qt.FocusReason.TabFocusReason)
        opened.desk.agency.connections.pop()
        opened.bridge.post(ChangeSet(connections=True))
        opened.wait(lambda: len(page.findChildren(AccountControls)) == len(opened.desk.agency.connections))
        focused = QApplication.focusWidget()
        assert focused is not None
        assert page.isAncestorOf(focused)


@pytest.fixture
def many(agency: Agency) -> None:
    """Five pages of leads more than the agency has; by their names the last ones come last."""
    for number in range(600):
        id = f"M{number:03}"
        agency.fields[id] = {**agency.fields["L01"], "last_name": f"Zz {number:03}", "first_name": None}
        agency.kinds[id] = Kind.LEAD


def test_the_list_goes_to_a_record_that_was_opened_from_elsewhere(many: None, opened: Opened) -> None:
    del many
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 100)
    page.table.setCurrentIndex(page.model.index(3, 1))
    opened.show("sync")
    opened.window.bench.open_record.emit("M450")
    opened.wait(lambda: page.table.current_record() == "M450")
    opened.wait(lambda: is_seen(page))
    opened.window.bench.open_record.emit("L01")
    opened.wait(lambda: page.table.current_record() == "L01" and is_seen(page))


def is_seen(page: ListPage) -> bool:
    """Whether the current row is not scrolled away."""
    table = page.table
    return table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_a_record_that_is_not_in_the_list_leaves_the_ring_on_none(opened: Opened, record: ListPage) -> None:
    record.search("Benali")
    opened.wait(lambda: record.model.rowCount() < 17)
    assert record.table.current_record() == "L01"
    opened.window.bench.open_record.emit("L02")
    opened.wait(lambda: record.panel.record == "L02")
    assert record.table.current_record() is None
    assert not record.table.selectionModel().hasSelection()


def test_where_the_last_problem_is_over_the_keyboard_stays_on_the_page(opened: Opened) -> None:
    opened.desk.agency.connections = [canned_rows.CONNECTIONS[0]]
    opened.desk.agency.problems = [canned_rows.PROBLEMS[0]]
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    opened.wait(lambda: page.tables.table.rows.rowCount() == 1)
    page.tables.table.setFocus()
    opened.desk.agency.problems = []
    opened.bridge.post(ChangeSet(problems=True))
    opened.wait(lambda: not page.tables.table.isVisible())
    assert opened.window.focusWidget() is page.tables.tabs


def test_a_dialog_over_what_is_gone_by_then_gives_the_keyboard_to_the_page(opened: Opened) -> None:
    page = opened.show("accounts")
    line = QLineEdit(opened.window)
    line.show()
    line.setFocus()
    opened.window.bench.sign_in_asked.emit("")
    opened.wait(lambda: opened.window.findChildren(SignInDialog))
    line.hide()
    opened.window.findChildren(SignInDialog)[0].reject()
    opened.wait(lambda: not opened.window.findChildren(SignInDialog))
    assert page.isAncestorOf(opened.window.focusWidget()) or opened.window.focusWidget() is page


def test_the_menu_of_accounts_keeps_its_place_while_a_run_goes_on(opened: Opened) -> None:
    """Counts change several times a second then, and with each the accounts are told again."""
    bar = opened.window.top_bar
    menu = bar.account.menu()
    menu.setActiveAction(menu.actions()[2])
    bar.show_accounts([replace(row, pending=row.pending + 1) for row in opened.desk.agency.connections])
    assert menu.activeAction() is menu.actions()[2]
    bar.show_accounts([replace(row, name=f"{row.name} 2") for row in opened.desk.agency.connections])
    assert menu.actions()[2].text().endswith(" 2")
