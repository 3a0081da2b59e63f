"""Looking somebody up at the accounts, from wherever an address or a number is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from crmdesk.domain.errors import InvalidInput, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.domain.lookup import Found, Lookup
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.lookup_dialog import LookupDialog
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.shell.palette import Palette
from crmdesk.ui.widgets.basics import Button
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ADDRESS = "mael.kerbrat@example.org"
HERE = Found("HubSpot", "H", "contacts", "501", Kind.LEAD, "Mael Kerbrat", "L01")
THERE = Found("Salesforce", "S", "Lead", "00Q5", Kind.LEAD, "Mael Kerbrat", None)


def dialog_of(opened: Opened) -> LookupDialog:
    opened.wait(lambda: [each for each in opened.window.findChildren(LookupDialog) if each.isVisible()])
    (found,) = opened.window.findChildren(LookupDialog)
    return found


def texts(dialog: LookupDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def asked(opened: Opened, text: str = ADDRESS) -> LookupDialog:
    """The dialog, once the accounts have answered for a text."""
    opened.window.actions_table["look_up"].trigger()
    dialog = dialog_of(opened)
    QTest.keyClicks(dialog.address, text)
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    opened.wait(lambda: ("look_up", text) in opened.desk.calls and dialog.ask.isEnabled())
    opened.qtbot.wait(1)  # what has come into a layout is shown with the next turn of Qt's loop
    return dialog


def test_who_is_here_is_opened(opened: Opened) -> None:
    opened.desk.lookup = Lookup((HERE,), {})
    dialog = asked(opened)
    assert {"Mael Kerbrat", "Lead · HubSpot"} <= set(texts(dialog))
    (way,) = [each for each in dialog.findChildren(Button) if each.text() == "Open"]
    way.click()
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.panel.isVisible() and page.panel.record == "L01")
    assert not opened.window.findChildren(LookupDialog)


def test_who_is_not_here_comes_with_a_synchronisation(opened: Opened) -> None:
    opened.desk.lookup = Lookup((THERE,), {})
    dialog = asked(opened)
    assert "Not here yet" in texts(dialog)
    assert dialog.said.text() == "Who is not here yet comes in with the next synchronisation."
    dialog.sync.click()
    assert ("sync", None) in opened.desk.calls
    assert not dialog.isVisible()


def test_what_nobody_knows_may_be_asked_again(opened: Opened) -> None:
    dialog = asked(opened)
    assert dialog.said.text() == "No account knows it."
    assert not dialog.sync.isVisible()
    opened.desk.lookup = Lookup((HERE,), {})
    dialog.ask.click()
    opened.wait(lambda: "Mael Kerbrat" in texts(dialog))
    assert not dialog.said.isVisible()


def test_whom_nobody_knows_can_be_created_with_the_address(opened: Opened) -> None:
    dialog = asked(opened)
    assert dialog.said.text() == "No account knows it."
    dialog.new.click()
    opened.wait(lambda: opened.window.findChildren(NewRecordDialog))
    (created,) = opened.window.findChildren(NewRecordDialog)
    created.editor("last_name").retype("Kerbrat")
    created.submit()
    opened.wait(lambda: any(call[0] == "create" for call in opened.desk.calls))
    (values,) = [call[2] for call in opened.desk.calls if call[0] == "create"]
    assert [each["value"] for each in values["emails"]] == [ADDRESS]


def test_what_is_typed_after_the_answer_is_not_what_was_asked_for(opened: Opened) -> None:
    dialog = asked(opened)
    dialog.address.setText("Kerbrat")
    dialog.new.click()
    opened.wait(lambda: opened.window.findChildren(NewRecordDialog))
    (created,) = opened.window.findChildren(NewRecordDialog)
    created.editor("last_name").retype("Kerbrat")
    created.submit()
    opened.wait(lambda: any(call[0] == "create" for call in opened.desk.calls))
    (values,) = [call[2] for call in opened.desk.calls if call[0] == "create"]
    assert [each["value"] for each in values["emails"]] == [ADDRESS]


def test_an_account_that_cannot_be_asked_is_named(opened: Opened) -> None:
    opened.desk.lookup = Lookup((), {"HubSpot": Unreachable("unreachable", host="memory")})
    dialog = asked(opened)
    assert any(text.startswith("HubSpot: The account cannot be reached right now.") for text in texts(dialog))
    assert dialog.said.text() == "None of the accounts that answered knows it."


def test_what_cannot_be_asked_for_is_said_and_can_be_corrected(opened: Opened) -> None:
    opened.desk.refuse = InvalidInput("address_unusable", value="Kerbrat")
    dialog = asked(opened, "Kerbrat")
    opened.wait(lambda: dialog.said.text().startswith("“Kerbrat” is neither"))
    assert dialog.isVisible()
    assert dialog.ask.isEnabled()


def test_closing_ends_what_is_being_asked(opened: Opened) -> None:
    opened.desk.answers.clear()
    opened.window.bench.look_up.emit(ADDRESS)
    dialog = dialog_of(opened)
    opened.wait(lambda: ("look_up", ADDRESS) in opened.desk.calls)
    assert dialog.said.text() == "Asking 5 accounts…"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    opened.wait(lambda: not opened.window.findChildren(LookupDialog))
    opened.desk.answers.set()


@pytest.mark.parametrize(("text", "offered"), [(ADDRESS, True), ("06 98 76 54 32", True), ("Kerbrat", False)])
def test_a_search_without_a_hit_offers_to_ask_the_accounts(opened: Opened, text: str, *, offered: bool) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    opened.window.top_bar.search.setText(text)
    opened.wait(lambda: page.empty_words)
    ways = {each.text(): each for each in page.findChildren(Button) if each.isVisible()}
    assert ("Ask the accounts" in ways) is offered
    if offered:
        ways["Ask the accounts"].click()
        opened.wait(lambda: ("look_up", text) in opened.desk.calls)
        assert dialog_of(opened).address.text() == text


def test_the_palette_asks_for_an_address(opened: Opened) -> None:
    opened.window.actions_table["palette"].trigger()
    palette = opened.window.findChild(Palette)
    assert palette is not None
    palette.line.setText("Kerbrat")
    opened.wait(lambda: not palette.view.isVisible())
    palette.line.setText(ADDRESS)
    opened.wait(palette.view.isVisible)
    assert palette.view.currentIndex().data() == f"Ask the accounts for “{ADDRESS}”"
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    opened.wait(lambda: ("look_up", ADDRESS) in opened.desk.calls)
    assert dialog_of(opened).address.text() == ADDRESS
