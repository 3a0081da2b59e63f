"""Lists of which more was scrolled through than a change reads again: nothing moves, and no key is about somebody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListQuery, ListRow
from crmdesk.ui.records.list_model import REFRESHED, RecordListModel
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.tasks import TaskScope
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CHANGED = ChangeSet(kinds=frozenset({Kind.LEAD}), records=frozenset({"L5"}))


class Million:
    """The rows of a list that exist only when they are asked for, but for those that are ``gone``."""

    def __init__(self) -> None:
        self.limits: list[int] = []
        self.gone: set[int] = set()
        self.prefix = ""

    def page(self, connection: object, query: ListQuery, after: tuple[Any, int] | None, limit: int) -> list[ListRow]:
        del connection
        self.limits.append(limit)
        first = 0 if after is None else after[1] + 1
        numbers = [n for n in range(first, first + limit + len(self.gone)) if n not in self.gone][:limit]
        return [ListRow(f"L{n}", f"{self.prefix}{query.search}{n}", {}, False, False, False, (n, n)) for n in numbers]


@pytest.fixture
def million(monkeypatch: pytest.MonkeyPatch) -> Million:
    made = Million()
    monkeypatch.setattr(lists, "page", made.page)
    monkeypatch.setattr(lists, "count", lambda *_: 1_000_000)
    return made


@pytest.fixture
def leads(million: Million, opened: Opened, run: Callable[[Any], Any]) -> ListPage:
    """The list with row 2,800 as its current one, on the screen."""
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    page.search(" ")
    opened.wait(lambda: page.model.rowCount() == 100)
    for record in ("L2000", "L2999"):
        assert run(page.model.read_to(record))
    page.table.select_record("L2800")
    page.table.repaint()
    assert page.table.rowAt(0) > 2700
    million.limits.clear()
    return page


def test_a_change_elsewhere_moves_nothing_far_down(opened: Opened, leads: ListPage, million: Million) -> None:
    place = leads.table.rowAt(0)
    with opened.qtbot.waitSignal(leads.model.loaded):
        opened.bridge.post(CHANGED)
    assert (leads.table.current_record(), leads.table.rowAt(0)) == ("L2800", place)
    assert million.limits == [REFRESHED], "no more is read than of a list that was just opened"


def test_a_row_that_is_gone_gives_its_place_to_the_next_far_down_too(
    opened: Opened, leads: ListPage, million: Million
) -> None:
    million.gone = {2800}
    with opened.qtbot.waitSignal(leads.model.loaded):
        opened.bridge.post(CHANGED)
    assert leads.table.current_record() == "L2801"


def test_what_a_change_passed_over_is_read_again_on_the_way_up(
    opened: Opened, leads: ListPage, million: Million
) -> None:
    with opened.qtbot.waitSignal(leads.model.loaded):
        opened.bridge.post(CHANGED)
    million.prefix = "new "
    leads.table.verticalScrollBar().setValue(0)
    opened.wait(lambda: leads.model.row(0).name.startswith("new"))


def test_no_other_record_becomes_the_current_one_where_its_row_is_not_read_again(
    opened: Opened, leads: ListPage, million: Million
) -> None:
    leads.table.verticalScrollBar().setValue(0)
    leads.table.repaint()
    million.gone = {5}
    with opened.qtbot.waitSignal(leads.model.loaded):
        opened.bridge.post(CHANGED)
    assert leads.model.row(5).id == "L6"
    assert leads.table.current_record() is None


def test_a_change_while_the_next_rows_are_read_does_not_stop_them(million: Million, loop: object, qtbot: QtBot) -> None:
    """A view asks for them once, as it is scrolled to its end."""
    del loop
    held = asyncio.Event()

    class Desk:
        async def read(self, query: Callable[[Any], Any]) -> Any:
            answer = query(None)
            if million.limits == [100, 100]:  # the first rows, and the next ones
                await held.wait()
            return answer

    owner = QWidget()
    model = RecordListModel(Kind.LEAD, Desk(), TaskScope(owner, print))  # type: ignore[arg-type]
    with qtbot.waitSignal(model.loaded):
        model.ask(ListQuery(Kind.LEAD))
    model.fetchMore(QModelIndex())
    qtbot.waitUntil(lambda: len(million.limits) == 2)
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    held.set()
    qtbot.waitUntil(lambda: model.rowCount() == 200)
