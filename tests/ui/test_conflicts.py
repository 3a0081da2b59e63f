"""The conflict desk by keyboard: choosing, finishing, leaving, coming back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.store.queries.rows import SimilarField
from crmdesk.ui import formats
from crmdesk.ui.conflicts.alike import AlikeDialog, can_be_repeated, decided_alike
from crmdesk.ui.conflicts.compare_model import CompareModel
from crmdesk.ui.conflicts.draft import Decision, Draft
from crmdesk.ui.conflicts.list_view import ConflictListModel
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.conflicts.value_dialog import ValueDialog
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.ui.canned_conflicts import CONFLICT_ROWS, DURAND, MOVED, euro
from tests.ui.conftest import Opened, Run

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(opened: Opened) -> ConflictsPage:
    shown = opened.show("conflicts")
    assert isinstance(shown, ConflictsPage)
    opened.wait(lambda: shown.case.model.rowCount() == 6)
    shown.case.table.setFocus()
    return shown


def press(opened: Opened, page: ConflictsPage, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(page.case.table, key, modifiers or Qt.KeyboardModifier.NoModifier)


def chosen(page: ConflictsPage) -> list[Keep | None]:
    draft = page.case.model.draft
    assert draft is not None
    return [decision.keep if (decision := draft.decision(field.id)) else None for field in draft.case.fields]


def test_the_models_keep_qts_rules(qtbot: object) -> None:
    del qtbot
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    compare, rows = CompareModel(), ConflictListModel()
    for model in (compare, rows):
        QAbstractItemModelTester(model, fatal)
    compare.show_draft(Draft(DURAND))
    rows.show_rows(CONFLICT_ROWS)
    assert (compare.rowCount(), compare.columnCount(), rows.rowCount()) == (6, 5, 4)


def test_nothing_is_chosen_beforehand(page: ConflictsPage) -> None:
    assert chosen(page) == [None] * 4
    assert not page.case.finish_button.isEnabled()
    assert page.case.remaining == "4 fields to go"


def test_arrows_choose_a_side_and_backspace_what_was_before(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Left)
    press(opened, page, Qt.Key.Key_Down)
    press(opened, page, Qt.Key.Key_Right)
    press(opened, page, Qt.Key.Key_Down)
    press(opened, page, Qt.Key.Key_Backspace)
    press(opened, page, Qt.Key.Key_Down)
    press(opened, page, Qt.Key.Key_Plus)
    assert chosen(page) == [Keep.COMPUTER, Keep.ACCOUNT, Keep.BEFORE, Keep.OTHER]
    assert page.case.finish_button.isEnabled()


def test_shift_chooses_for_all_and_ctrl_z_takes_it_back(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Left)
    press(opened, page, Qt.Key.Key_Right, SHIFT)
    assert chosen(page) == [Keep.ACCOUNT] * 4
    press(opened, page, Qt.Key.Key_Z, CONTROL)
    assert chosen(page) == [Keep.COMPUTER, None, None, None]


def test_a_button_that_says_all_means_all_and_rests_where_all_are_so(opened: Opened, page: ConflictsPage) -> None:
    buttons = {each.text(): each for each in page.findChildren(QPushButton)}
    here, there = buttons["All: this computer"], buttons["All: Salesforce Nantes"]
    press(opened, page, Qt.Key.Key_Left)
    there.setFocus()
    QTest.keyClick(there, Qt.Key.Key_Space)
    assert chosen(page) == [Keep.ACCOUNT] * 4
    assert (here.isEnabled(), there.isEnabled()) == (True, False)
    assert page.case.table.hasFocus(), "the next press of the same key chooses nothing else"
    here.click()
    assert chosen(page) == [Keep.COMPUTER] * 4
    assert (here.isEnabled(), there.isEnabled()) == (False, True)


def test_after_a_mouse_has_chosen_all_the_keys_on_the_buttons_work(opened: Opened, page: ConflictsPage) -> None:
    buttons = {each.text(): each for each in page.findChildren(QPushButton)}
    page.list.setFocus()
    QTest.mouseClick(buttons["All: this computer"], Qt.MouseButton.LeftButton)
    assert chosen(page) == [Keep.COMPUTER] * 4
    assert page.case.table.hasFocus()


def test_f7_goes_to_the_next_undecided_field(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Left)
    press(opened, page, Qt.Key.Key_F7)
    assert page.case.table.currentIndex().row() == 1
    press(opened, page, Qt.Key.Key_F7, SHIFT)
    assert page.case.table.currentIndex().row() == 3


def test_a_click_on_a_side_chooses_it(opened: Opened, page: ConflictsPage) -> None:
    table = page.case.table
    box = table.visualRect(page.case.model.index(1, 3))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(20, 20))
    assert chosen(page)[1] is Keep.ACCOUNT


def test_f2_takes_a_value_of_ones_own(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Down)
    press(opened, page, Qt.Key.Key_F2)
    opened.wait(lambda: page.findChild(ValueDialog))
    dialog = page.findChild(ValueDialog)
    assert dialog is not None
    assert isinstance(dialog.editor, TextEditor)
    dialog.editor.line.setText("cheap")
    dialog.submit()
    opened.wait(dialog.error.isVisible)
    dialog.editor.line.setText("332 500")
    dialog.submit()
    opened.wait(lambda: chosen(page)[1] is Keep.OTHER)
    draft = page.case.model.draft
    assert draft is not None
    assert draft.result(DURAND.fields[1]) == euro("332500")


def test_what_is_no_number_is_refused_where_it_is_typed(opened: Opened, page: ConflictsPage) -> None:
    page.case.table.setCurrentIndex(page.case.model.index(0, 0))
    press(opened, page, Qt.Key.Key_F2)
    opened.wait(lambda: page.findChild(ValueDialog))
    dialog = page.findChild(ValueDialog)
    assert dialog is not None
    dialog.editor.retype([[True, "abc", ""]])
    dialog.submit()
    opened.wait(dialog.error.isVisible)
    assert "abc" in dialog.error.text()
    dialog.editor.retype([[True, "01 55 00 12 34", ""]])
    dialog.submit()
    opened.wait(lambda: chosen(page)[0] is Keep.OTHER)


def test_under_the_name_stand_kind_account_and_since_when(opened: Opened, page: ConflictsPage) -> None:
    """And no address: it could be the property's, or that of any of several."""
    (row,) = [row for row in CONFLICT_ROWS if row.record == "L00"]
    assert page.where == f"Lead · Salesforce Nantes · open since {formats.moment(row.opened_at)}"


def test_ctrl_enter_finishes_only_what_is_decided_and_goes_on(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Return, CONTROL)
    assert opened.desk.calls == []
    press(opened, page, Qt.Key.Key_Left, SHIFT)
    press(opened, page, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: opened.desk.calls)
    expected = tuple(Resolution(field.id, Keep.COMPUTER, field.shown) for field in DURAND.fields)
    assert opened.desk.calls == [("resolve", expected)]
    opened.wait(lambda: page.list.rows.rowCount() == 3)
    assert opened.window.undo_stack.undoText() == "decision about Mme Claire Durand"
    assert opened.window.message_bar.text.startswith("“Mme Claire Durand” is settled")


def test_after_undo_the_desk_is_at_the_case_that_was_undone_with_its_choices(
    opened: Opened, page: ConflictsPage
) -> None:
    press(opened, page, Qt.Key.Key_Left, SHIFT)
    press(opened, page, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: page.list.rows.rowCount() == 3)
    opened.wait(page.deletion.isVisible)
    opened.window.bench.undo()
    opened.wait(page.case.isVisible)
    opened.wait(lambda: page.case.model.draft is not None and page.case.model.draft.case.record == "L00")
    assert page.list.currentIndex().row() == page.list.rows.row_of("L00")
    assert chosen(page) == [Keep.COMPUTER] * 4


def test_similar_cases_are_shown_and_decided_alike_as_one_step(opened: Opened, page: ConflictsPage) -> None:
    side = replace(DURAND.fields[1].accounts[0], link="K9", value=euro("1"))
    price = replace(DURAND.fields[1], id="X9", accounts=(side,))
    other = replace(DURAND, record="L09", name="Mme Nadia Morel", fields=(price,), merged=(), similar=1)
    opened.desk.agency.cases["L09"] = other
    press(opened, page, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert opened.window.findChild(AlikeDialog) is None
    press(opened, page, Qt.Key.Key_Right, SHIFT)
    press(opened, page, Qt.Key.Key_Return, CONTROL | SHIFT)
    opened.wait(lambda: opened.window.findChild(AlikeDialog))
    dialog = opened.window.findChild(AlikeDialog)
    assert dialog is not None
    shown = dialog.table.rows.line(0).texts
    assert shown == ("Mme Nadia Morel", "Asking price", "€335,000", "€1", "€1")
    dialog.submit()
    opened.wait(lambda: opened.desk.calls)
    own = [Resolution(field.id, Keep.ACCOUNT, field.shown, None, "K1") for field in DURAND.fields]
    assert opened.desk.calls == [("resolve", (*own, Resolution("X9", Keep.ACCOUNT, "X2 as shown", None, "K9")))]
    opened.wait(lambda: opened.window.message_bar.text.startswith("2 cases settled"))
    assert opened.window.undo_stack.undoText() == "decision about 2 records"


def test_a_value_of_ones_own_fits_no_other_record() -> None:
    draft = Draft(DURAND)
    for field in DURAND.fields:
        draft.choose(field.id, Decision(Keep.OTHER, value=None))
    assert not can_be_repeated(draft)
    draft.choose("X2", Decision(Keep.BEFORE))
    assert can_be_repeated(draft)
    price, owner = DURAND.fields[1], DURAND.fields[0]
    similar = [
        SimilarField(field.id, "L09", "X", field.field, 1, 2, field.accounts, {}, "f") for field in (price, owner)
    ]
    (only,) = decided_alike(draft, similar)
    assert (only.resolution, only.result) == (Resolution("X2", Keep.BEFORE, "f"), 1)
    elsewhere = replace(price.accounts[0], account="Zoho")
    draft.choose("X2", Decision(Keep.ACCOUNT, "K1"))
    assert decided_alike(draft, [replace(similar[0], accounts=(elsewhere,))]) == []
    second = replace(price.accounts[0], link="K2", value=1)
    rows = replace(similar[0], accounts=(*price.accounts, second))
    assert decided_alike(draft, [rows]) == [], "which of its rows is meant nobody said"


def test_a_decision_that_came_too_late_says_so_and_reads_again(opened: Opened, page: ConflictsPage) -> None:
    opened.desk.refuse = InvalidInput("conflict_not_open")
    press(opened, page, Qt.Key.Key_Left, SHIFT)
    press(opened, page, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: opened.window.message_bar.text.startswith("Already settled"))


def test_leaving_keeps_the_choices(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Left)
    press(opened, page, Qt.Key.Key_L, CONTROL)
    opened.wait(page.deletion.isVisible)
    page.list.select("L00")
    opened.wait(page.case.isVisible)
    assert chosen(page) == [Keep.COMPUTER, None, None, None]
    opened.show("lead")
    opened.show("conflicts")
    assert chosen(page) == [Keep.COMPUTER, None, None, None]


def test_a_value_that_moves_meanwhile_is_asked_again(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Left, SHIFT)
    opened.desk.agency.cases["L00"] = MOVED
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: chosen(page) == [Keep.COMPUTER, None, Keep.COMPUTER, Keep.COMPUTER])


def test_a_decision_about_values_that_moved_keeps_what_was_typed_and_marks_what_moved(
    opened: Opened, page: ConflictsPage
) -> None:
    press(opened, page, Qt.Key.Key_Left, SHIFT)
    page.case.table.choose_other("X2", euro("332500"))
    opened.desk.agency.cases["L00"] = MOVED
    press(opened, page, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: opened.window.message_bar.text.startswith("Changed in the meantime"))
    opened.wait(lambda: chosen(page) == [Keep.COMPUTER, None, Keep.COMPUTER, Keep.COMPUTER])
    model, role = page.case.model, Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 0).data(role) == "Asking price, changed while you were reading, to be chosen"
    assert model.index(1, 3).data(role) == "in Salesforce Nantes: €300,000"
    assert model.index(1, 4).data(role) == "result: To be chosen. You had typed: €332,500"
    page.case.table.setCurrentIndex(model.index(1, 0))
    press(opened, page, Qt.Key.Key_F2)
    opened.wait(lambda: page.findChild(ValueDialog))
    dialog = page.findChild(ValueDialog)
    assert dialog is not None
    dialog.submit()
    opened.wait(lambda: chosen(page)[1] is Keep.OTHER)
    press(opened, page, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: page.list.rows.rowCount() == 3)
    _, resolutions = opened.desk.calls[-1]
    assert resolutions[1] == Resolution("X2", Keep.OTHER, "X2 as it is now", euro("332500"))


def test_a_conflict_that_moves_while_a_value_is_typed_is_not_decided_by_it(opened: Opened, page: ConflictsPage) -> None:
    press(opened, page, Qt.Key.Key_Down)
    press(opened, page, Qt.Key.Key_F2)
    opened.wait(lambda: page.findChild(ValueDialog))
    dialog = page.findChild(ValueDialog)
    assert dialog is not None
    assert isinstance(dialog.editor, TextEditor)
    dialog.editor.line.setText("332 500")
    opened.desk.agency.cases["L00"] = MOVED
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: page.case.model.draft is not None and page.case.model.draft.case == MOVED)
    dialog.submit()
    opened.wait(lambda: page.unfinished == 1)
    assert chosen(page) == [None] * 4
    assert "332,500" in str(page.case.model.index(1, 4).data())


@pytest.mark.parametrize("over", ["the case", "the field"])
def test_a_value_is_told_where_its_question_was_settled_while_it_was_typed(
    opened: Opened, page: ConflictsPage, over: str
) -> None:
    """It was put into the next case, which knew no such field: from there on the window could not even be closed."""
    cases = opened.desk.agency.cases
    page.case.table.setCurrentIndex(page.case.model.index(1, 0))
    press(opened, page, Qt.Key.Key_F2)
    opened.wait(lambda: page.findChild(ValueDialog))
    dialog = page.findChild(ValueDialog)
    assert dialog is not None
    assert isinstance(dialog.editor, TextEditor)
    dialog.editor.line.setText("333 000")
    if over == "the case":
        opened.desk.agency.cases = {"L05": cases["L05"]}
    else:
        cases["L00"] = replace(DURAND, fields=(DURAND.fields[0], *DURAND.fields[2:]))
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: page.case.model.draft is not None and page.case.model.draft.case in cases.values())
    opened.wait(lambda: page.case.model.field(1) is None or page.case.model.name(1) == "status")
    dialog.submit()
    told = "“Mme Claire Durand” was settled meanwhile. You had typed: Asking price: €333,000"
    opened.wait(lambda: opened.window.message_bar.text == told)
    draft = page.case.model.draft
    assert draft is not None
    assert (draft.decided, page.unfinished) == (0, 0)


def test_what_was_typed_for_a_case_that_somebody_else_settled_is_told(opened: Opened, page: ConflictsPage) -> None:
    page.case.table.choose_other("X2", euro("332500"))
    opened.desk.agency.cases["L00"] = replace(DURAND, fields=(DURAND.fields[0], *DURAND.fields[2:]))
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: "You had typed: Asking price: €332,500" in opened.window.message_bar.text)
    assert page.unfinished == 0


def test_a_decision_that_is_made_again_leaves_no_draft(opened: Opened, page: ConflictsPage, run: Run) -> None:
    press(opened, page, Qt.Key.Key_Left, SHIFT)
    page.case.table.choose_other("X2", euro("332500"))
    press(opened, page, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: page.list.rows.rowCount() == 3)
    opened.desk.agency.cases = {"L00": DURAND, **opened.desk.agency.cases}
    opened.window.bench.undo()
    opened.wait(lambda: page.unfinished == 1)
    del opened.desk.agency.cases["L00"]
    opened.window.bench.redo()
    opened.wait(lambda: page.unfinished == 0)
    run(page.forget_settled())
    assert "You had typed" not in opened.window.message_bar.text


def test_quitting_asks_nothing_about_a_conflict_that_is_over(opened: Opened, page: ConflictsPage) -> None:
    opened.desk.agency.waiting = []
    page.case.table.choose_other("X2", euro("332500"))
    opened.show("lead")
    del opened.desk.agency.cases["L00"]
    with opened.qtbot.waitSignal(opened.window.closed):
        opened.window.close()
    assert "You had typed: Asking price: €332,500" in opened.window.message_bar.text


def test_the_end_of_the_program_overwrites_nothing_that_is_settled(
    opened: Opened, page: ConflictsPage, run: Run
) -> None:
    page.case.table.choose_other("X2", euro("332500"))
    opened.show("lead")
    opened.desk.agency.cases["L00"] = replace(DURAND, fields=(DURAND.fields[0], *DURAND.fields[2:]))
    run(opened.window.keep_typed())
    assert opened.desk.calls == []


def test_similar_cases_that_moved_are_looked_at_again(opened: Opened, page: ConflictsPage) -> None:
    price = replace(DURAND.fields[1], id="X9", shown="X9 as shown")
    other = replace(DURAND, record="L09", name="Mme Nadia Morel", fields=(price,), merged=(), similar=1)
    opened.desk.agency.cases["L09"] = other
    press(opened, page, Qt.Key.Key_Left, SHIFT)
    press(opened, page, Qt.Key.Key_Return, CONTROL | SHIFT)
    opened.wait(lambda: opened.window.findChild(AlikeDialog))
    dialog = opened.window.findChild(AlikeDialog)
    assert dialog is not None
    opened.desk.agency.cases["L00"] = MOVED
    dialog.submit()
    opened.wait(dialog.error.isVisible)
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    opened.wait(lambda: chosen(page) == [Keep.COMPUTER, None, Keep.COMPUTER, Keep.COMPUTER])
    assert "L09" in opened.desk.agency.cases


def test_the_first_answer_to_a_deletion_deletes_nothing(opened: Opened, page: ConflictsPage) -> None:
    page.list.select("L08")
    opened.wait(page.deletion.isVisible)
    assert page.deletion.first is not None
    page.deletion.first.click()
    opened.wait(lambda: opened.desk.calls == [("resolve", (Resolution("X5", Keep.COMPUTER, "X5 as shown"),))])


def test_a_deletion_tells_what_is_known_and_nothing_else(opened: Opened, page: ConflictsPage) -> None:
    case = opened.desk.agency.cases["L08"]
    side = replace(case.fields[0].accounts[0], changed_at=None, changed_by=None)
    field = replace(
        case.fields[0],
        computer_by=None,
        computer_at="2025-11-12T09:14:00.000Z",
        accounts=(side,),
        changed=("phones", "asking_price"),
    )
    opened.desk.agency.cases["L08"] = replace(case, fields=(field,))
    page.list.select("L08")
    opened.wait(page.deletion.isVisible)
    when = formats.moment("2025-11-12T09:14:00.000Z")
    words = f"Changed on this computer ({when} · Phone, asking price), deleted in HubSpot Nantes."
    assert words in [label.text() for label in page.deletion.findChildren(QLabel)]


def test_rows_are_read_aloud_whole(page: ConflictsPage) -> None:
    model, role = page.case.model, Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(1, column).data(role) for column in range(5)] == [
        "Asking price, to be chosen",
        "before: €320,000",
        "on this computer: €335,000",
        "in Salesforce Nantes: €330,000",
        "result: To be chosen",
    ]
    assert model.index(4, 0).data(role) == "Area, merged without a question"


def test_the_column_of_the_values_before_folds(opened: Opened, page: ConflictsPage) -> None:
    assert page.case.table.before_shown
    opened.window.resize(1024, 700)
    opened.wait(lambda: not page.case.table.before_shown)
    press(opened, page, Qt.Key.Key_B, CONTROL)
    assert page.case.table.before_shown


@pytest.mark.parametrize("language", Language)
def test_the_buttons_of_several_accounts_fit_into_a_small_window(
    opened: Opened, page: ConflictsPage, settings: UiSettings, language: Language
) -> None:
    """“Finish” was pushed out of the window, and so were the buttons beside the name."""
    settings.language = language
    opened.window.resize(1024, 700)
    second = [replace(field.accounts[0], link="K2", account="Agence de Rezé et Vertou") for field in DURAND.fields]
    fields = [
        replace(field, accounts=(*field.accounts, side)) for field, side in zip(DURAND.fields, second, strict=True)
    ]
    opened.wait(lambda: not page.case.table.before_shown)
    page.case.show_draft(Draft(replace(DURAND, fields=tuple(fields))))
    opened.qtbot.wait(50)
    assert page.case.minimumSizeHint().width() <= page.case.visibleRegion().boundingRect().width()


def test_the_list_can_be_narrowed_to_one_field(opened: Opened, page: ConflictsPage) -> None:
    page.case.similar_asked.emit("owner")
    opened.wait(lambda: page.list.rows.rowCount() == 1)


def test_nothing_left_says_so(opened: Opened, page: ConflictsPage) -> None:
    opened.desk.agency.cases.clear()
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: not page.case.isVisible())
    assert page.list.rows.rowCount() == 0


class Painted(QObject):
    """What of a widget is painted anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note it, and let it pass."""
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return super().eventFilter(watched, event)


def test_the_ring_moves_whole(opened: Opened, page: ConflictsPage) -> None:
    table = page.case.table
    opened.wait(lambda: table.hasFocus() and table.currentIndex().isValid())
    opened.qtbot.wait(50)
    painted, rows = Painted(table.viewport()), [table.currentIndex().row()]
    press(opened, page, Qt.Key.Key_Down)
    rows.append(table.currentIndex().row())
    opened.wait(lambda: not painted.region.isEmpty())
    ends = [table.visualRect(page.case.model.index(row, page.case.model.columnCount() - 1)).center() for row in rows]
    assert rows[0] != rows[1]
    assert [painted.region.contains(end) for end in ends] == [True, True]
