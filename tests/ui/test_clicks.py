"""Clicks in a table of sentences: a button acts once, and only where it was pressed and let go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.rows_table import MEASURED, Head, LaterLines, Line, RowsTable, action_box
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

HEADS = [Head("Fiche", 170), Head("Champ", 0)]


def line(key: str, state: str = "") -> Line:
    return Line((key, state), "trash", Tone.MUTED, state, (key, "Ville"), "Réessayer", same=key)


@pytest.fixture
def table(opened: Opened) -> Iterator[RowsTable]:
    del opened
    made = RowsTable()
    made.resize(700, 300)
    made.show_lines(HEADS, [line("a"), line("b")])
    made.show()
    yield made
    made.deleteLater()


def button(table: RowsTable, row: int) -> QPoint:
    return action_box(table.visualRect(table.rows.index(row, 3)), "Réessayer").center()


def words(table: RowsTable, row: int) -> QPoint:
    return table.visualRect(table.rows.index(row, 1)).center()


def acted(table: RowsTable) -> list[object]:
    heard: list[object] = []
    table.acted.connect(heard.append)
    return heard


LEFT = Qt.MouseButton.LeftButton


def test_a_click_on_a_button_acts(table: RowsTable) -> None:
    heard = acted(table)
    QTest.mouseClick(table.viewport(), LEFT, pos=button(table, 1))
    assert heard == [("b", "")]
    QTest.mouseClick(table.viewport(), LEFT, pos=words(table, 1))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.RightButton, pos=button(table, 1))
    assert heard == [("b", "")]


def test_what_was_pressed_elsewhere_does_not_act(table: RowsTable) -> None:
    heard = acted(table)
    for pressed in (words(table, 0), button(table, 1)):
        QTest.mousePress(table.viewport(), LEFT, pos=pressed)
        QTest.mouseRelease(table.viewport(), LEFT, pos=button(table, 0))
    assert heard == []
    QTest.mouseRelease(table.viewport(), LEFT, pos=button(table, 1))
    assert heard == [], "a press is over with its release"


def test_a_double_click_on_a_button_acts_once_and_opens_nothing(table: RowsTable) -> None:
    heard, opened = acted(table), list[object]()
    table.opened.connect(opened.append)
    for place in (button(table, 0), words(table, 0)):
        QTest.mouseClick(table.viewport(), LEFT, pos=place)
        QTest.mouseDClick(table.viewport(), LEFT, pos=place)
        QTest.mouseRelease(table.viewport(), LEFT, pos=place)
    assert (heard, opened) == ([("a", "")], [("a", "")])


def test_a_line_that_is_told_anew_under_the_mouse_acts_as_it_is_then(table: RowsTable) -> None:
    heard = acted(table)
    QTest.mousePress(table.viewport(), LEFT, pos=button(table, 0))
    table.show_lines(HEADS, [line("a", "vu"), line("b")])
    QTest.mouseRelease(table.viewport(), LEFT, pos=button(table, 0))
    assert heard == [("a", "vu")]
    QTest.mousePress(table.viewport(), LEFT, pos=button(table, 0))
    table.show_lines(HEADS, [line("c"), line("a"), line("b")])
    QTest.mouseRelease(table.viewport(), LEFT, pos=button(table, 0))
    assert len(heard) == 1, "another line has come under the mouse"


def test_thousands_of_lines_are_not_measured_one_by_one(table: RowsTable) -> None:
    """Deciding ten thousand conflicts alike, the window stood still for ten seconds before it showed them."""
    long = "Rappeler avant les vacances, de préférence le soir. " * 5
    told = Line("long", "trash", Tone.MUTED, "", ("Durand", long), "Réessayer")
    table.show_lines(HEADS, [line("a"), told])
    assert table.rowHeight(1) > table.rowHeight(0) == tokens.ROW
    table.show_lines(HEADS, [told, *(line(str(number)) for number in range(MEASURED))])
    assert {table.rowHeight(row) for row in range(MEASURED + 1)} == {tokens.ROW}
    assert long.rsplit(maxsplit=1)[-1] in str(table.rows.data(table.rows.index(0, 2), Qt.ItemDataRole.ToolTipRole))


def test_of_tens_of_thousands_of_lines_only_those_are_made_that_are_looked_at(table: RowsTable) -> None:
    """Before a run of twenty thousand changes was taken back, the window stood still for more than two seconds."""
    made: list[int] = []

    def later(number: int) -> Line:
        made.append(number)
        return Line(number, "trash", Tone.MUTED, "", ("Durand", str(number)))

    table.show_lines(HEADS, LaterLines(20_000, later))
    table.show_lines(HEADS, LaterLines(20_000, later))
    assert max(made) < MEASURED
    table.scrollToBottom()
    table.grab()
    assert max(made) == 19_999
    assert len(made) < 3 * MEASURED
