"""Where things stand: level with each other, inside what holds them, whole; and what a mouse alone can do."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.store.queries.rows import Choice, Filter, Operator
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.first_run.unlock import PassphraseDialog
from crmdesk.ui.pending.page import PendingPage
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.editors.factory import make_editor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.records.filter_dialog import FilterDialog
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.shell.palette import Palette
from crmdesk.ui.sync.account_health import AccountHealth
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.translation import Language
from crmdesk.ui.widgets.basics import Button
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
PAGES = ("lead", "activity", "conflicts", "pending", "sync", "accounts", "settings")


def place(widget: QWidget, within: QWidget) -> QRect:
    """Where a widget stands inside of another."""
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def test_a_whole_name_is_read_on_a_small_laptop(opened: Opened) -> None:
    """On 1366 pixels, most people's names stand whole in their column, and the first seven columns beside each other."""
    opened.window.resize(1366, 768)
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    table = page.table
    opened.wait(lambda: table.viewport().width() > 1100 and page.model.rowCount())
    at = [column.field for column in page.model.columns].index("name")
    name = QFontMetrics(font(weight=tokens.MEDIUM)).horizontalAdvance("M. et Mme Jean-Christophe Le Goff")
    assert table.columnWidth(at) >= name + 2 * tokens.GAP
    assert table.columnViewportPosition(at + 7) < table.viewport().width()
    page.show_record("L01")
    opened.wait(lambda: table.columnWidth(at) < 200)
    table.setColumnWidth(at, 300)
    page.close_panel()
    opened.wait(lambda: table.viewport().width() > 1100)
    assert table.columnWidth(at) == 300, "whoever chose a width keeps it"


def title_of(page: QWidget) -> QLabel:
    return next(label for label in page.findChildren(QLabel) if label.property("role") == "title")


@pytest.mark.parametrize("connected", [True, False])
def test_a_title_stands_at_the_same_height_on_every_page(opened: Opened, connected: bool) -> None:
    if not connected:
        opened.desk.agency.connections = []
        opened.desk.agency.waiting = []
    tops = set()
    for key in PAGES:
        page = opened.show(key)
        opened.wait(page.isVisible)
        opened.qtbot.wait(40)
        tops.add(place(title_of(page), opened.window).center().y())
    assert len(tops) == 1


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_cards_end_at_the_pages_margin_with_a_scroll_bar_and_without(opened: Opened, size: tuple[int, int]) -> None:
    opened.window.resize(*size)
    page = opened.show("sync")
    opened.wait(lambda: len(page.findChildren(AccountHealth)) == 5)
    opened.qtbot.wait(60)
    ends = max(place(card, page).right() for card in page.findChildren(AccountHealth))
    assert ends == page.width() - tokens.PAGE_EDGE - 1


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_the_tables_card_holds_all_its_rows(opened: Opened, tab: int) -> None:
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    opened.wait(lambda: page.tables.table.rows.rowCount() > 0)
    page.tables.tabs.setCurrentIndex(tab)
    table = page.tables.table

    def whole() -> bool:
        last = table.visualRect(table.rows.index(table.rows.rowCount() - 1, 1))
        in_card = place(table, page.tables).bottom() < page.tables.height() - 1
        return last.bottom() <= table.viewport().height() and in_card

    opened.wait(whole)


def test_moments_are_whole_in_a_narrow_window(opened: Opened) -> None:
    opened.window.resize(1024, 700)
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    table = page.tables.table
    opened.wait(lambda: table.rows.rowCount() == 4)
    opened.qtbot.wait(60)
    for number, head in enumerate(table.rows.heads):
        if head.muted:
            words = [table.rows.line(row).texts[number] for row in range(4)]
            widest = max(table.fontMetrics().horizontalAdvance(text) for text in words)
            assert table.columnWidth(number + 1) >= widest + tokens.GAP, head.title


def test_what_is_wrong_does_not_press_the_fields_together(opened: Opened) -> None:
    async def use(secret: Secret) -> None:
        raise AssertionError(secret)

    dialog = PassphraseDialog(opened.window, use, new=True)
    opened.qtbot.addWidget(dialog)
    dialog.open()
    before = dialog.height()
    dialog.first.setText("short")
    dialog.submit()
    opened.wait(dialog.error.isVisible)
    opened.qtbot.wait(20)
    assert dialog.height() > before
    first, second, error = (place(each, dialog) for each in (dialog.first, dialog.second, dialog.error))
    assert first.bottom() < second.top()
    assert second.bottom() < error.top()
    assert min(first.height(), second.height()) == tokens.CONTROL


def test_a_question_is_as_high_as_its_words(opened: Opened) -> None:
    dialog = QuitDialog(opened.window, 12, 0, 0)
    opened.qtbot.addWidget(dialog)
    dialog.open()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())


@pytest.mark.parametrize(
    ("pending", "held", "words"),
    [
        (2, 0, "They are kept on this computer and sent the next time crmdesk runs."),
        (0, 2, "They are kept on this computer until you switch sending on."),
        (2, 2, "All are kept on this computer. Those that may be sent go out the next time crmdesk runs."),
    ],
)
def test_the_question_on_quitting_promises_only_what_will_be_sent(
    opened: Opened, pending: int, held: int, words: str
) -> None:
    dialog = QuitDialog(opened.window, pending, held, 0)
    opened.qtbot.addWidget(dialog)
    assert words in [label.text() for label in dialog.findChildren(QLabel)]


def test_the_line_of_a_filter_is_one_line_high(opened: Opened) -> None:
    async def none(field: str) -> list[Choice]:
        raise AssertionError(field)

    price = {"amount": "300000", "currency": "EUR"}
    dialog = FilterDialog(opened.window, Kind.LEAD, none, Filter("asking_price", Operator.AT_LEAST, price))
    opened.qtbot.addWidget(dialog)
    dialog.open()
    line = next(each for each in dialog.findChildren(QLineEdit) if each.isVisible())
    assert (line.text(), line.height()) == ("€300,000", tokens.CONTROL)


def test_a_blank_phone_is_shown_as_any_blank(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = paint.draw_text

    def note(painter: Any, box: QRect, text: str, *rest: Any) -> None:
        drawn.append(text)
        draw(painter, box, text, *rest)

    page = opened.show("company")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 2)
    monkeypatch.setattr(paint, "draw_text", note)
    page.table.viewport().repaint()
    assert drawn[:3] == ["SCI Les Tilleuls", "–", "Nantes"]


def test_placeholders_are_as_dark_as_other_quiet_text(opened: Opened) -> None:
    search = opened.window.top_bar.search
    assert search.palette().color(QPalette.ColorRole.PlaceholderText).name() == tokens.current().muted.lower()


def test_the_search_is_emptied_with_the_mouse(opened: Opened) -> None:
    search = opened.window.top_bar.search
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    search.setText("Zürich")
    opened.wait(lambda: page.model.rowCount() == 0)
    opened.wait(lambda: page.empty_words == "No record matches “Zürich”.")
    QTest.mouseClick(search.empty, Qt.MouseButton.LeftButton)
    opened.wait(lambda: page.model.rowCount() == 17)
    assert not search.empty.isVisible()


def test_all_choices_of_a_reference_are_shown_with_the_mouse(opened: Opened) -> None:
    async def find(field: str, text: str) -> list[Choice]:
        del field, text
        return [Choice("U1", "Jean P."), Choice("U2", "Marie L.")]

    editor = make_editor(CATALOGUE[Kind.LEAD]["owner"], Surroundings(find), opened.window.tasks)
    assert isinstance(editor, ReferenceEditor)
    opened.qtbot.addWidget(editor)
    editor.show()
    QTest.mouseClick(editor.opener, Qt.MouseButton.LeftButton)
    completer = editor.line.completer()
    popup = completer.popup()
    assert popup is not None
    opened.wait(popup.isVisible)
    assert completer.completionModel().rowCount() == 2
    popup.hide()


def test_one_number_alone_is_not_asked_whether_it_is_the_main_one(opened: Opened) -> None:
    async def find(field: str, text: str) -> list[Choice]:
        raise AssertionError(field, text)

    editor = make_editor(CATALOGUE[Kind.LEAD]["phones"], Surroundings(find), opened.window.tasks)
    assert isinstance(editor, ItemsEditor)
    opened.qtbot.addWidget(editor)
    editor.set_value(None)
    editor.show()
    assert not any(main.isVisible() for main in editor.mains)
    editor.add("0611223344")
    opened.wait(lambda: all(main.isVisible() for main in editor.mains))


def test_a_refused_change_is_corrected_on_its_record(opened: Opened) -> None:
    page = opened.show("pending")
    assert isinstance(page, PendingPage)
    opened.wait(lambda: page.table.rows.rowCount() == 5)
    refused = page.table.rows.line(2)
    assert (refused.state, refused.action) == ("Value refused", "Correct")
    page.table.acted.emit(refused.key)
    leads = opened.window.page("lead")
    assert isinstance(leads, ListPage)
    opened.wait(lambda: leads.panel.record == "L10")


def test_the_palette_says_that_it_found_nothing(opened: Opened) -> None:
    opened.window.actions_table["palette"].trigger()
    palette = opened.window.findChild(Palette)
    assert palette is not None
    palette.line.setText("zzzz")
    words = "Nothing found. Try fewer letters, or another word."
    opened.wait(lambda: any(label.isVisible() and label.text() == words for label in palette.findChildren(QLabel)))
    palette.close()


def test_why_an_account_does_not_work_is_read_whole(opened: Opened) -> None:
    page = opened.show("accounts")
    opened.wait(lambda: len(page.findChildren(AccountControls)) == 5)
    (card,) = [each for each in page.findChildren(AccountControls) if each.row.state == "sign_in"]
    opened.wait(lambda: card.why.height() >= card.why.heightForWidth(card.why.width()) > 20)
    assert card.height() >= card.heightForWidth(card.width())


def test_a_case_with_its_buttons_fits_into_the_least_window(opened: Opened) -> None:
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.window.resize(*tokens.LEAST_WINDOW)
    opened.wait(lambda: page.case.model.draft is not None)
    buttons = [each for each in page.findChildren(Button) if each.isVisible()]
    assert {"Create a policy…", "Later"} <= {button.text() for button in buttons}
    opened.wait(lambda: all(button.mapTo(page, button.rect().topRight()).x() < page.width() for button in buttons))


def test_all_columns_of_companies_stand_beside_an_open_record(opened: Opened) -> None:
    opened.window.resize(1366, 768)
    page = opened.show("company")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() and page.table.viewport().width() > 1100)
    whole = [page.table.columnWidth(number) for number in range(6)]
    page.show_record("C00")
    opened.wait(lambda: page.table.viewport().width() < 760)
    opened.wait(lambda: page.table.horizontalScrollBar().maximum() == 0)
    assert min(page.table.columnWidth(number) for number in range(1, 6)) >= 90
    page.close_panel()
    opened.wait(lambda: [page.table.columnWidth(number) for number in range(6)] == whole)


@pytest.mark.parametrize("language", [Language.FRENCH, Language.ENGLISH])
@pytest.mark.parametrize("field", ["phones", "emails"])
def test_the_editor_of_a_list_fits_into_the_narrowest_panel(opened: Opened, language: Language, field: str) -> None:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.window.bench.settings.language = language
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    row = page.panel.summary.row(field)
    row.edit()
    edges = page.panel.summary.contentsMargins()
    room = page.panel.minimumWidth() - 2 * tokens.GROUP_GAP - 2 - edges.left() - edges.right()
    assert row.minimumSizeHint().width() <= room
