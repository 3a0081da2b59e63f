"""Disconnecting an account: what is told before, while it goes on, and afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from crmdesk.domain.errors import Busy
from crmdesk.store.queries.leaving import Leaving
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.accounts.disconnect_dialog import DisconnectDialog
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def ask(opened: Opened) -> DisconnectDialog:
    """The question about the first account."""
    page = opened.show("accounts")
    opened.wait(lambda: page.findChildren(AccountControls))
    card = page.findChildren(AccountControls)[0]
    card.asked.emit("disconnect", card.row.id)
    opened.wait(lambda: opened.window.findChildren(DisconnectDialog))
    return opened.window.findChildren(DisconnectDialog)[0]


def told(dialog: DisconnectDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_tells_what_was_not_sent_and_not_decided_and_what_goes(opened: Opened) -> None:
    row = replace(opened.desk.agency.connections[0], pending=2, conflicts=3)
    dialog = DisconnectDialog(opened.window, row, Leaving(1204, 1, 2))
    words = told(dialog)
    assert "2 changes were never sent" in words
    assert "2 records deleted here stay in the account" in words
    assert "3 conflicts with this account were never decided" in words
    assert "1,204 records in no other account would be deleted" in words
    assert "1 record in another account too would stay" in words
    dialog.deleteLater()


@pytest.mark.parametrize("which", ["keep", "delete"])
def test_return_on_a_choice_begins_nothing(opened: Opened, which: str) -> None:
    dialog = ask(opened)
    choice = getattr(dialog, which)
    choice.setFocus()
    choice.setChecked(True)
    QTest.keyClick(choice, Qt.Key.Key_Return)
    QTest.keyClick(choice, Qt.Key.Key_Enter)
    assert dialog.isVisible()
    assert not dialog.tasks.running("save")
    assert opened.desk.calls == []
    dialog.reject()


def test_nobody_waits_for_the_vendor(opened: Opened) -> None:
    opened.desk.answered.clear()
    dialog = ask(opened)
    dialog.delete.setChecked(True)
    dialog.save_button.click()
    opened.wait(lambda: opened.desk.calls == [("disconnect", "H", False)])
    opened.wait(lambda: not opened.window.findChildren(DisconnectDialog))
    bar = opened.window.message_bar
    assert bar.text == ("Disconnecting “HubSpot”: its access is given back, its records are deleted here…")
    page = opened.window.page("accounts")
    card = next(each for each in page.findChildren(AccountControls) if each.row.id == "H")
    assert not card.isEnabled()
    opened.desk.answered.set()
    opened.wait(lambda: bar.text == "“HubSpot” is disconnected. 1,204 records deleted from this computer.")
    opened.wait(lambda: "H" not in {each.row.id for each in page.findChildren(AccountControls) if each.isVisible()})


def test_what_the_vendor_did_not_confirm_is_said(opened: Opened) -> None:
    opened.desk.confirms = False
    ask(opened).save_button.click()
    opened.wait(lambda: opened.window.message_bar.text.startswith("“HubSpot” is disconnected. The account did not"))
    assert opened.desk.calls == [("disconnect", "H", True)]


def test_where_it_cannot_be_the_card_is_back(opened: Opened) -> None:
    opened.desk.refuse = Busy("run_elsewhere", name="HubSpot")
    ask(opened).save_button.click()
    opened.wait(lambda: opened.window.message_bar.text.startswith("Already being synchronised"))
    assert all(card.isEnabled() for card in opened.window.page("accounts").findChildren(AccountControls))
