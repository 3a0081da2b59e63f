"""Possible duplicates in the window over a real store: found, united after a look, and gone from the list."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from crmdesk.desk.desk import Desk, Outside
from crmdesk.desk.later import Later
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries import records
from crmdesk.store.store import ThreadedStore
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.duplicates.unite_dialog import UniteDialog
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.ui_settings import UiSettings
from tests.ui.conftest import Run

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PATIENCE_MS = 20_000


def _nobody() -> Outside:
    raise AssertionError("nothing here speaks to a vendor")


def person(**values: Value) -> dict[str, Value]:
    phones = [{"value": "+33612345678", "label": None, "primary": True}]
    return {"last_name": "Martin", "first_name": "Ann", "phones": phones, **values}


@pytest.fixture
def window(loop: asyncio.AbstractEventLoop, settings: UiSettings, tmp_path: Path) -> Iterator[MainWindow]:
    """A window over an empty store without accounts."""
    del loop
    bridge = Bridge()
    store = ThreadedStore(tmp_path / "replica.db", bytes(32), listener=bridge.post)
    made = MainWindow(Desk(store, Later(_nobody)), bridge, settings)
    made.resize(1280, 800)
    yield made
    made.end()
    store.close()
    made.deleteLater()
    bridge.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_two_records_become_one_after_a_look(window: MainWindow, run: Run, qtbot: QtBot) -> None:
    desk = window.bench.desk
    first, _ = run(desk.create(Kind.LEAD, person(city="Lyon")))
    second, _ = run(desk.create(Kind.LEAD, person(city="Paris", job_title="Notaire")))
    window.show()
    window.begin()
    page = window.page("lead")
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: len(window.bench.duplicates.of_kind(Kind.LEAD)) == 1, timeout=PATIENCE_MS)
    page.show_duplicates()
    qtbot.waitUntil(lambda: len(page.duplicates.cards()) == 1, timeout=PATIENCE_MS)
    (card,) = page.duplicates.cards()
    assert {card.pair.first.record, card.pair.second.record} == {first, second}
    card.unite.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(UniteDialog)), timeout=PATIENCE_MS)
    (dialog,) = window.findChildren(UniteDialog)
    assert run(desk.read(lambda reader: records.kind_of(reader, second))) is Kind.LEAD, "a look changes nothing"
    shown = [dialog.table.rows.line(row).texts for row in range(dialog.table.rows.rowCount())]
    assert [line[3] for line in shown if line[0] == "Job title"] == ["Notaire"]
    dialog.save_button.click()
    qtbot.waitUntil(lambda: window.bench.duplicates.all == [], timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.duplicates.cards() == [], timeout=PATIENCE_MS)
    kept = run(desk.read(lambda reader: records.card(reader, card.pair.first.record)))
    assert kept is not None
    assert kept.fields["job_title"] == "Notaire"


def test_a_record_that_becomes_part_of_another_one_while_it_is_open_is_shown_as_that_one(
    window: MainWindow, run: Run, qtbot: QtBot
) -> None:
    """It was said to lie in the trash, from which it could not be restored, and what was being typed could not be saved."""
    desk = window.bench.desk
    first, _ = run(desk.create(Kind.LEAD, person(city="Lyon", sector="Croix-Rousse")))
    second, _ = run(desk.create(Kind.LEAD, person(city="Lyon")))
    window.show()
    window.begin()
    page = window.page("lead")
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=PATIENCE_MS)
    page.show_record(second)
    qtbot.waitUntil(lambda: page.panel.card is not None, timeout=PATIENCE_MS)
    row = page.panel.summary.row("city")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("Villeurbanne")
    run(desk.unite(first, second))
    qtbot.waitUntil(lambda: page.panel.record == first, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.id == first, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.table.current_record() == first, timeout=PATIENCE_MS)
    assert page.panel.card is not None
    assert page.panel.card.fields["sector"] == "Croix-Rousse"
    (open_row,) = page.panel.summary.editing()
    assert isinstance(open_row.editor, TextEditor)
    assert open_row.editor.line.text() == "Villeurbanne"
    assert run(page.panel.finish_editing())
    kept = run(desk.read(lambda reader: records.card(reader, first)))
    assert kept is not None
    assert kept.fields["city"] == "Villeurbanne"
