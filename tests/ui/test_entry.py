"""What is typed into forms: what they begin with, what they keep, what they refuse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crmdesk.domain.kinds import Kind
from crmdesk.ui.pending.page import PendingPage
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.widgets.basics import Button
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def deal(opened: Opened) -> NewRecordDialog:
    """The form for a new deal, once it has read what accounts ask for."""
    opened.window.actions_table["new_deal"].trigger()
    opened.wait(lambda: opened.window.findChild(NewRecordDialog))
    dialog = opened.window.findChild(NewRecordDialog)
    assert dialog is not None
    opened.wait(reference(dialog, "stage").line.text)
    return dialog


def reference(dialog: NewRecordDialog, field: str) -> ReferenceEditor:
    editor = dialog.editor(field)
    assert isinstance(editor, ReferenceEditor)
    return editor


def test_a_new_deal_begins_in_the_first_stage(opened: Opened, deal: NewRecordDialog) -> None:
    assert (reference(deal, "pipeline").line.text(), reference(deal, "stage").line.text()) == ("Ventes", "Mandat signé")
    name = deal.editor("name")
    assert isinstance(name, TextEditor)
    name.line.setText("Vente Benali")
    deal.submit()
    opened.wait(lambda: opened.desk.calls)
    expected = {"status": "open", "name": "Vente Benali", "pipeline": "PL1", "stage": "S1"}
    assert opened.desk.calls[0] == ("create", Kind.DEAL, expected)


def test_an_accounts_own_channel_of_a_consent_is_shown_and_kept(opened: Opened) -> None:
    consent = {"state": "given", "at": None, "channel": "Salon de l’habitat", "proof": None}
    opened.desk.agency.fields["L01"]["consent_phone"] = consent
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    row = page.panel.summary.row("consent_phone")
    assert "Salon de l’habitat" in row.button.text()
    row.edit()
    assert isinstance(row.editor, ConsentEditor)
    assert row.editor.channel.currentText() == "Salon de l’habitat"
    row.editor.state.setCurrentIndex(row.editor.state.findData("refused"))
    row.editor.saved.emit()
    opened.wait(lambda: opened.desk.calls)
    assert opened.desk.calls[0][2]["consent_phone"]["channel"] == "Salon de l’habitat"


def test_escape_asks_once_before_what_was_typed_is_lost(opened: Opened, deal: NewRecordDialog) -> None:
    name = deal.editor("name")
    assert isinstance(name, TextEditor)
    QTest.keyClicks(name.line, "Vente")
    QTest.keyClick(name.line, Qt.Key.Key_Escape)
    assert deal.isVisible()
    assert "not saved" in deal.error.text()
    QTest.keyClick(name.line, Qt.Key.Key_Escape)
    assert not deal.isVisible()
    assert opened.desk.calls == []


def test_escape_leaves_an_untouched_form_at_once(deal: NewRecordDialog) -> None:
    QTest.keyClick(deal.editor("name"), Qt.Key.Key_Escape)
    assert not deal.isVisible()


def test_what_cannot_be_read_counts_as_typed(deal: NewRecordDialog) -> None:
    amount = deal.editor("amount")
    assert isinstance(amount, TextEditor)
    amount.line.setText("cheap")
    assert deal.typed()
    deal.give_up()
    assert not deal.isVisible()


def test_ctrl_enter_saves_from_a_field_of_a_form(opened: Opened, deal: NewRecordDialog) -> None:
    name = deal.editor("name")
    assert isinstance(name, TextEditor)
    QTest.keyClicks(name.line, "Vente")
    QTest.keyClick(name.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.wait(lambda: opened.desk.calls)
    assert opened.desk.calls[0][1] is Kind.DEAL


def test_f6_comes_to_the_first_field_of_the_record(opened: Opened) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    page.table.setFocus()
    QTest.keyClick(opened.window, Qt.Key.Key_F6)
    assert opened.window.focusWidget() is page.panel.summary.row("phones").button
    QTest.keyClick(opened.window, Qt.Key.Key_F6)
    assert opened.window.focusWidget() is opened.window.navigation


def walk(opened: Opened, steps: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
    names = []
    for _ in range(steps):
        QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab, modifiers)
        focused = opened.window.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or str(focused.property("text")))
    return names


def test_tab_goes_through_a_record_as_it_is_seen(opened: Opened) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None and page.panel.summary.row("phones").button.isVisible())
    page.table.setFocus()
    names = walk(opened, 12)
    assert names[0] == "Close the record"
    assert names[1:6] == ["Call", "Note", "Task", "Write an e-mail", "More"]
    assert names[6] == "Parts of the record"
    assert [name.split(":")[0] for name in names[7:]] == ["Phone", "Consent, phone", "E-mail", "Street", "Postcode"]
    page.panel.summary.row("street").edit()
    names = walk(opened, 1)
    assert names[0].startswith("Postcode")
    page.table.setFocus()
    assert opened.window.focusWidget() is page.table


def test_tab_goes_round_a_form_in_the_order_of_its_lines(deal: NewRecordDialog) -> None:
    names = []
    deal.editor("name").setFocus()
    for _ in range(9):
        QTest.keyClick(deal.focusWidget(), Qt.Key.Key_Tab)
        focused = deal.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or str(focused.property("text")))
    assert names == [
        "Amount",
        "Pipeline",
        "Stage",
        "Closing date",
        "People",
        "Company",
        "Negotiator",
        "Cancel",
        "Create",
    ]
    deal.give_up()


def test_enter_presses_the_button_that_has_the_keyboard(opened: Opened, deal: NewRecordDialog) -> None:
    cancel = next(each for each in deal.findChildren(Button) if each.text() == "Cancel" and each.isVisible())
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert not deal.isVisible()
    assert opened.desk.calls == []
    page = opened.show("pending")
    assert isinstance(page, PendingPage)
    opened.wait(page.table.rows.rowCount)
    send = next(button for button in page.findChildren(Button) if button.text() == "Send all now")
    QTest.keyClick(send, Qt.Key.Key_Enter)
    opened.wait(lambda: opened.desk.calls)
    assert opened.desk.calls == [("sync", None)]
