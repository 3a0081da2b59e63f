"""Room: what is cut although there is some, what scrolls although it need not, and what moves although nobody moved it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QFontMetrics

from crmdesk.domain.events import ChangeSet, RunProgress, RunStage
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import LinkRow, RecordCard, RunRow
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.records.accounts_tab import AccountsTab
from crmdesk.ui.sync.account_health import AccountHealth
from crmdesk.ui.sync.health_lines import Lines, lines_in
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.sync.run_bar import RunBar
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button, ElidedLabel, Label
from crmdesk.ui.widgets.page_frame import PageScroll
from crmdesk.ui.widgets.rows_table import Head, Line, RowsTable
from tests.ui.canned_conflicts import DURAND
from tests.ui.canned_rows import CONNECTIONS, RUNS
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def settle() -> None:
    """Lay out what was resized: each round may ask for another one."""
    for _ in range(5):
        QCoreApplication.processEvents()


def test_a_case_that_lacks_a_row_of_room_has_no_scroll_bar_of_its_own(opened: Opened) -> None:
    own = DURAND.fields[3]
    opened.desk.agency.cases["L00"] = replace(DURAND, fields=(*DURAND.fields, replace(own, id="X5")), merged=())
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.rowCount() == 5)
    table = page.case.table
    for height in range(640, 900, 20):
        opened.window.resize(1280, height)
        settle()
        lacking = table.wanted_height() - table.height()
        assert lacking == 0 or lacking > tokens.ROW, height


def test_who_a_case_is_about_and_since_when_is_read_in_whole(opened: Opened) -> None:
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.where)
    opened.window.resize(1024, 700)
    settle()
    (where,) = [each for each in page.findChildren(ElidedLabel) if each.text() == page.where]
    assert where.width() >= where.fontMetrics().horizontalAdvance(page.where)


def test_an_account_with_a_long_id_stays_within_the_record(opened: Opened) -> None:
    tab = AccountsTab(opened.window.bench)
    tab.resize(330, 400)
    link = LinkRow("P", "Salesforce Nantes Centre", "salesforce", "Contact", "003Qy00000ABCDEFGH" * 3, "active")
    tab.show_card(RecordCard("L01", Kind.LEAD, "live", "M. Karim Benali", {}, {}, (link,), (), {}, ()))
    assert tab.minimumSizeHint().width() <= 330


@pytest.mark.parametrize("room", [760, 1200])
def test_names_are_not_cut_where_there_is_room(opened: Opened, room: int) -> None:
    del opened
    table = RowsTable()
    name = "Monsieur et Madame de La Rochefoucauld-Montmorency"
    table.resize(room, 200)
    table.show_lines(
        [Head("Fiche", 170, strong=True), Head("Champ", 0)], [Line(1, "trash", Tone.MUTED, "", (name, "Ville"))]
    )
    assert table.columnWidth(1) >= QFontMetrics(font(weight=tokens.MEDIUM)).horizontalAdvance(name)


def test_what_the_mouse_is_on_stays_under_it_when_lines_arrive(opened: Opened) -> None:
    del opened
    table = RowsTable()
    heads = [Head("Fiche", 170), Head("Champ", 0)]
    lines = [Line(number, "trash", Tone.MUTED, "", (str(number), "Ville")) for number in range(40)]
    table.resize(500, 200)
    table.show()
    table.show_lines(heads, lines[2:])
    table.verticalScrollBar().setValue(100)
    first = table.rows.line(table.indexAt(QPoint(0, 0)).row()).key
    at = table.rowViewportPosition(table.indexAt(QPoint(0, 0)).row())
    table.show_lines(heads, lines)
    index = table.indexAt(QPoint(0, 0))
    assert (table.rows.line(index.row()).key, table.rowViewportPosition(index.row())) == (first, at)
    table.deleteLater()


def test_a_run_that_ends_stays_where_it_was_in_the_journal(opened: Opened) -> None:
    runs = [replace(RUNS[0], id=f"R{number}") for number in range(40)]
    opened.desk.agency.runs = [replace(RUNS[0], id="R20", status="running", ended_at=None, counts={}), *runs[:20]]
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    page.tables.tabs.setCurrentIndex(1)
    table = page.tables.table
    opened.wait(lambda: table.rows.rowCount() == 21 and table.verticalScrollBar().maximum() > 10)
    table.verticalScrollBar().setValue(10)
    table.setCurrentIndex(table.rows.index(0, 1))
    table.verticalScrollBar().setValue(10)
    at = table.rowViewportPosition(0)
    opened.desk.agency.runs = [runs[21], replace(runs[20], id="R20"), *runs[:20]]
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: table.rows.rowCount() == 22)
    current = table.rows.line(table.currentIndex().row()).key
    assert isinstance(current, RunRow)
    assert current.id == "R20", "the ring stays on it"
    assert table.rowViewportPosition(1) == at


def test_a_card_is_as_high_while_its_account_is_synchronised_as_before(opened: Opened, settings: UiSettings) -> None:
    settings.language = Language.FRENCH
    opened.window.resize(1366, 768)
    busy = replace(opened.desk.agency.connections[0], problems=44, pending=12, conflicts=3, sending=False)
    opened.desk.agency.connections = [busy, *opened.desk.agency.connections[1:]]
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    opened.wait(lambda: len(page.findChildren(AccountHealth)) == 5)
    card = page.findChildren(AccountHealth)[0]
    heights = []
    for row, progress, running in (
        (busy, None, False),
        (busy, None, True),
        (busy, RunProgress("H", RunStage.VERIFY, "persons", 12, 80, 0.0), True),
        (busy, RunProgress("H", RunStage.READ, "persons", 0, 0, 0.0), True),
        (replace(busy, problems=0, pending=0, conflicts=0), None, False),
    ):
        card.show_row(row, progress, running=running)
        heights.append(card.minimumSizeHint().height())
        assert not card.hasHeightForWidth()
    assert len(set(heights)) == 1


def test_an_accounts_card_is_read_in_whole(opened: Opened, settings: UiSettings) -> None:
    settings.language = Language.FRENCH
    opened.window.resize(1366, 768)
    first, *others = opened.desk.agency.connections
    unsent = replace(first, problems=0, pending=12, conflicts=0, sending=False, account_name="Prospection 2026")
    open_ = replace(others[0], problems=44, pending=12, conflicts=3, sending=True)
    opened.desk.agency.connections = [unsent, open_, *others[1:]]
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    opened.wait(lambda: len(page.findChildren(AccountHealth)) == 5)
    settle()
    for card in page.findChildren(AccountHealth):
        texts = [label for label in card.findChildren(Label) if label.isVisible() and label.text()]
        assert [each.shown for each in texts if isinstance(each, Lines) and not each.is_whole()] == []
        assert [each.text() for each in texts if isinstance(each, ElidedLabel) and not fits(each)] == []
    bar = page.findChildren(PageScroll)[0].verticalScrollBar()
    assert bar.maximum() == 0


def fits(label: ElidedLabel) -> bool:
    return label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


def test_lines_are_broken_between_words_and_the_last_one_is_cut(opened: Opened) -> None:
    del opened
    metrics = QFontMetrics(font())
    width = metrics.horizontalAdvance("hier · 12\u00a0modifs")
    assert lines_in("hier · 12 modifs en attente", metrics, width, 2) == ["hier · 12\u00a0modifs", "en attente"]
    assert lines_in("hier · 12 modifs en attente", metrics, width, 1)[0].endswith("…")
    assert lines_in("", metrics, width, 2) == []


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (RunProgress("H", RunStage.SEND, "persons", 12, 80, 40.0), ["sending", "12 of 80"]),
        (RunProgress("H", RunStage.VERIFY, "persons", 3, 80, 40.0), ["checking", "3 of 80"]),
        (RunProgress("H", RunStage.READ, "persons", 0, 0, 0.0), ["reading", "0 records read"]),
        (RunProgress("H", RunStage.READ, "persons", 30, 60, 0.0), ["reading", "30 of 60"]),
    ],
)
def test_a_card_says_how_far_its_run_is(opened: Opened, progress: RunProgress, words: list[str]) -> None:
    card = AccountHealth(opened.desk.agency.connections[0], "HubSpot")
    card.show_row(card.row, progress, running=True)
    assert set(words) <= {label.text() for label in card.findChildren(Label)}
    bar = RunBar("H", "HubSpot")
    bar.show_progress(progress)
    assert not [label for label in bar.findChildren(Label) if "/s" in label.text()], "the rate is that of reading"
    for each in (card, bar):
        each.deleteLater()


def test_what_is_said_of_an_account_with_a_long_name_is_read_in_whole(opened: Opened) -> None:
    """A sheet is called by its title."""
    bar = opened.window.status_bar
    opened.window.resize(opened.window.minimumSize())
    rows = [replace(row, name=f"Prospection {row.name} Nantes et presqu'île, copie") for row in CONNECTIONS]
    bar.show_accounts(rows)
    opened.wait(lambda: bar.width() == opened.window.width())
    shown = [button for button in bar.findChildren(Button) if button.isVisible()]
    assert bar.state.text().endswith("…: sign-in needed")
    settle()
    assert all(button.width() >= button.sizeHint().width() for button in shown)
