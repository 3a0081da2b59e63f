"""What a list paints again when records change, and what it keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex

from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListRow
from crmdesk.ui.records.list_page import ListPage
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def leads(opened: Opened) -> ListPage:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 17)
    return page


def read_again(opened: Opened, leads: ListPage) -> None:
    """Let the list read its rows again, and wait until it has."""
    with opened.qtbot.waitSignal(leads.model.loaded):
        leads.model.refresh()


def shown(leads: ListPage) -> list[ListRow]:
    return [leads.model.row(number) for number in range(leads.model.rowCount())]


def test_only_rows_that_changed_are_painted_again(
    opened: Opened, leads: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shown(leads)
    rows[3] = replace(rows[3], name="Zoé")
    rows[5] = replace(rows[5], pending=not rows[5].pending)
    monkeypatch.setattr(lists, "page", lambda *_: list(rows))
    told: list[tuple[int, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        told.append((first.row(), last.row()))

    leads.model.dataChanged.connect(note)
    leads.model.modelReset.connect(lambda: told.append((-1, -1)))
    read_again(opened, leads)
    assert told == [(3, 5)]
    assert leads.model.texts(3)[1] == "Zoé"
    read_again(opened, leads)
    assert told == [(3, 5)], "nothing changed since"


def test_other_records_take_the_place_of_the_rows(
    opened: Opened, leads: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shown(leads)[1:]
    monkeypatch.setattr(lists, "page", lambda *_: list(rows))
    with opened.qtbot.waitSignal(leads.model.modelReset):
        leads.model.refresh()
    assert [row.id for row in shown(leads)] == [row.id for row in rows]


def test_texts_are_written_again_when_names_arrive(leads: ListPage) -> None:
    owner = next(number for number, column in enumerate(leads.model.columns) if column.field == "owner")
    before = leads.model.texts(0)
    assert leads.model.texts(0) is before, "written once"
    value = leads.model.row(0).fields["owner"]
    leads.model.set_names({value: "Somebody Else"})
    assert leads.model.texts(0)[owner] == "Somebody Else"
