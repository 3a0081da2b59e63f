"""Typing whom or what a record refers to: what is looked for while one types, and what is taken of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import Choice
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.tasks import TaskScope
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PEOPLE = {"Martin": "C1", "Martin Claire": "C2", "Agence Perrin": "K1"}
Make = Callable[[str], ReferenceEditor]


@pytest.fixture
def defects(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    found: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *defect: found.append(defect))
    return found


@pytest.fixture
def make(opened: Opened, defects: list[object], qtbot: QtBot) -> Make:
    """Editors of a deal's fields beside each other, in one scope of tasks as in a form; whoever is typed is found, nobody else."""
    form = QWidget()
    qtbot.addWidget(form)
    scope = TaskScope(form, defects.append)
    del opened

    async def find(field: str, text: str) -> Sequence[Choice]:
        del field
        await asyncio.sleep(0.02)
        return [Choice(id, name) for name, id in PEOPLE.items() if text and name.startswith(text)]

    def made(field: str) -> ReferenceEditor:
        editor = ReferenceEditor(CATALOGUE[Kind.DEAL][field], field, Surroundings(find), scope)
        editor.setParent(form)
        editor.set_value(None)
        return editor

    return made


def test_an_editor_that_is_closed_at_once_waits_for_nobody(make: Make, defects: list[object], qtbot: QtBot) -> None:
    """Escape right behind the first letter ended in an error in crmdesk."""
    make("company").deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.wait(60)
    assert defects == []


def test_each_editor_of_a_form_finds_for_itself(make: Make, qtbot: QtBot) -> None:
    """The next field's search broke off the one before: its name was said not to be there."""
    contacts, company = make("contacts"), make("company")
    QTest.keyClicks(contacts.line, "Martin Claire")
    QTest.keyClicks(company.line, "Agence Perrin")
    qtbot.waitUntil(lambda: bool(contacts.found and company.found), timeout=1000)
    assert (contacts.value(), company.value()) == (["C2"], "K1")


def test_asking_what_an_editor_says_takes_nobody(make: Make, qtbot: QtBot) -> None:
    """Who is on the way to “Martin Claire” has not chosen “Martin”."""
    contacts = make("contacts")
    QTest.keyClicks(contacts.line, "Martin")
    qtbot.waitUntil(lambda: bool(contacts.found), timeout=1000)
    assert contacts.value() == ["C1"]
    qtbot.wait(10)
    assert contacts.typed() == ["Martin", {}]


def test_enter_right_behind_a_name_waits_until_it_was_looked_for(make: Make, qtbot: QtBot) -> None:
    """A name that was pasted, or typed quickly, was said not to be there."""
    company, said = make("company"), []
    company.in_place = True
    company.saved.connect(lambda: said.append(company.value()))
    QTest.keyClicks(company.line, "Agence Perrin")
    QTest.keyClick(company.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said == ["K1"], timeout=1000)
