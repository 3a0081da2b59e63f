"""Editors: where the keyboard goes when something is wrong, and what is kept of what nobody touched."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import Choice, Filter, Operator
from crmdesk.ui.field_texts import object_label
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.plain import ChoiceEditor
from crmdesk.ui.records.filter_dialog import FilterDialog
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.ui import canned_rows
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def record(opened: Opened) -> ListPage:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 17)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    return page


@pytest.mark.parametrize("focused", ["at", "proof"])
def test_a_wrong_date_keeps_the_keyboard(opened: Opened, record: ListPage, focused: str) -> None:
    row = record.panel.summary.row("consent_phone")
    row.edit()
    editor = row.editor
    assert isinstance(editor, ConsentEditor)
    editor.at.setText("32/01/2026")
    part: QLineEdit = getattr(editor, focused)
    part.setFocus()
    QTest.keyClick(part, Qt.Key.Key_Return)
    opened.wait(lambda: row.error)
    opened.wait(editor.at.hasFocus)


def test_a_consent_is_edited_to_the_minute_and_kept_to_the_millisecond(opened: Opened, record: ListPage) -> None:
    at = "2026-01-01T08:32:23.910Z"
    given = {"state": "given", "at": at, "channel": "form", "proof": None}
    opened.desk.agency.fields["L01"]["consent_phone"] = given
    opened.bridge.post(ChangeSet(records=frozenset({"L01"})))
    opened.wait(lambda: record.panel.card is not None and record.panel.card.fields["consent_phone"] == given)
    row = record.panel.summary.row("consent_phone")
    row.edit()
    editor = row.editor
    assert isinstance(editor, ConsentEditor)
    assert "." not in editor.at.text()
    assert editor.at.text().count(":") == 1
    editor.proof.setText("lettre")
    value = editor.value()
    assert value is not None
    assert value["at"] == at


@pytest.mark.parametrize(
    ("label", "shown"),
    [("phone", "fixe"), ("mobile", "mobile"), ("home", "domicile"), ("Bureau de Paul", "Bureau de Paul")],
)
def test_labels_of_numbers_speak_the_language_and_are_kept(
    opened: Opened, record: ListPage, settings: UiSettings, label: str, shown: str
) -> None:
    settings.language = Language.FRENCH
    phones = [{"value": "+33611223344", "label": label, "primary": True}]
    row = record.panel.summary.row("phones")
    row.show_value(phones, {}, None)
    row.edit()
    editor = row.editor
    assert isinstance(editor, ItemsEditor)
    (line,) = [each for each in editor.findChildren(QLineEdit) if each.accessibleName() != editor.name]
    assert line.text() == shown
    assert editor.value() == phones
    line.setText("Domicile")
    assert editor.value()[0]["label"] == "home"
    line.setText("Gardien")
    assert editor.value()[0]["label"] == "Gardien"
    del opened


def test_a_hyphen_does_not_break_a_label(record: ListPage) -> None:
    record.panel.summary.unfold()
    labels = record.panel.summary.row("consent_email").findChildren(QLabel)
    assert "Consent, e\u2011mail" in [label.text() for label in labels]


def test_a_text_condition_is_typed_in_one_line(opened: Opened) -> None:
    async def none(field: str) -> Sequence[Choice]:
        del field
        return []

    dialog = FilterDialog(opened.window, Kind.LEAD, none, Filter("last_name", Operator.CONTAINS, "Dur"))
    opened.qtbot.addWidget(dialog)
    dialog.open()
    line = next(each for each in dialog.findChildren(QLineEdit) if each.isVisible())
    assert (line.text(), line.height()) == ("Dur", tokens.CONTROL)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("contacts", "Contact"),
        ("Account", "Company"),
        ("persons", "Contact"),
        ("Opportunity", "Deal"),
        ("People", "Person"),
        ("Prospects", "Prospects"),
    ],
)
def test_objects_are_called_by_what_they_hold(opened: Opened, name: str, word: str) -> None:
    del opened
    assert object_label(name) == word


def test_an_agencys_own_choice_offers_its_accounts_words(
    opened: Opened, record: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    negotiator = CustomField(Kind.LEAD, "x.choice.second_negotiator", "Second negotiator")
    words = [Choice("Marie Leroy", "Marie Leroy"), Choice("SP", "Sofiane Petit")]
    monkeypatch.setitem(canned_rows.CHOICES, negotiator.name, words)
    card, summary = record.panel.card, record.panel.summary
    assert card is not None
    summary.show_card(replace(card, fields={**card.fields, negotiator.name: "SP"}, custom=(negotiator,)))
    row = summary.row(negotiator.name)
    row.edit()
    editor = row.editor
    assert isinstance(editor, ChoiceEditor)
    opened.wait(lambda: editor.box.count() == 3)
    assert [editor.box.itemText(at) for at in range(3)] == ["–", "Sofiane Petit", "Marie Leroy"]
    editor.box.setCurrentIndex(editor.box.findData("Marie Leroy"))
    editor.box.activated.emit(0)
    opened.wait(lambda: opened.desk.calls == [("edit", "L01", {negotiator.name: "Marie Leroy"})])


def test_a_choice_that_is_closed_at_once_waits_for_no_words(
    opened: Opened, record: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    defects: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *defect: defects.append(defect))
    read = asyncio.Event()

    async def find(field: str, text: str) -> Sequence[Choice]:
        del field, text
        read.set()
        return [Choice("own", "Its own word")]

    editor = ChoiceEditor(
        CATALOGUE[Kind.LEAD]["status"], "Status", Surroundings(find), TaskScope(record, defects.append)
    )
    editor.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    opened.wait(read.is_set)
    opened.qtbot.wait(10)
    assert defects == []
