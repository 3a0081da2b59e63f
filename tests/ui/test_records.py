"""Lists and the record panel: paging, searching, filtering, editing in place, the trash, quick notes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import lists, records
from crmdesk.store.queries.rows import FieldState, Filter, LinkRow, ListQuery, ListRow, Operator
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.plain import ChoiceEditor, TextEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.records.list_model import RecordListModel
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.quick_dialog import QuickDialog
from crmdesk.ui.tasks import TaskScope
from tests.ui import canned_rows
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
NOTHING = QModelIndex()


@pytest.fixture
def leads(opened: Opened) -> ListPage:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 17)
    return page


@pytest.fixture
def record(opened: Opened, leads: ListPage) -> ListPage:
    leads.show_record("L01")
    opened.wait(lambda: leads.panel.card is not None)
    return leads


class Million:
    """A desk over a million rows that exist only when they are asked for."""

    def __init__(self) -> None:
        self.reads: list[tuple[Any, int]] = []
        self.hold: asyncio.Event | None = None

    async def read(self, query: Callable[[Any], Any]) -> Any:
        if self.hold is not None:
            await self.hold.wait()
        await asyncio.sleep(0)
        return query(self)


def _numbered(desk: Million, query: ListQuery, after: tuple[Any, int] | None, limit: int) -> list[ListRow]:
    desk.reads.append((after, limit))
    first = 0 if after is None else after[1] + 1
    found = range(first, min(first + limit, 1_000_000))
    return [ListRow(f"L{n}", f"{query.search}{n}", {}, False, False, False, (n, n)) for n in found]


@pytest.fixture
def million(monkeypatch: pytest.MonkeyPatch, loop: object) -> Million:
    del loop
    monkeypatch.setattr(lists, "page", _numbered)
    return Million()


def test_a_list_of_a_million_reads_only_the_pages_it_shows(million: Million, qtbot: QtBot) -> None:
    owner = QWidget()
    model = RecordListModel(Kind.LEAD, million, TaskScope(owner, print))  # type: ignore[arg-type]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.loaded):
        model.ask(ListQuery(Kind.LEAD))
    assert model.rowCount() == 100
    model.fetchMore(NOTHING)
    assert not model.canFetchMore(NOTHING), "one page at a time"
    qtbot.waitUntil(lambda: model.rowCount() == 200)
    assert million.reads == [(None, 100), ((99, 99), 100)]
    assert model.row(150).id == "L150"


def test_a_list_that_was_read_to_its_end_shows_a_new_last_row(
    million: Million, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = 150

    def page(desk: Million, query: ListQuery, after: tuple[Any, int] | None, limit: int) -> list[ListRow]:
        first = 0 if after is None else after[1] + 1
        return _numbered(desk, query, after, limit)[: max(0, total - first)]

    monkeypatch.setattr(lists, "page", page)
    owner = QWidget()
    model = RecordListModel(Kind.LEAD, million, TaskScope(owner, print))  # type: ignore[arg-type]
    with qtbot.waitSignal(model.loaded):
        model.ask(ListQuery(Kind.LEAD))
    model.fetchMore(NOTHING)
    qtbot.waitUntil(lambda: model.rowCount() == 150)
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert (model.rowCount(), model.canFetchMore(NOTHING)) == (150, False)
    total = 151
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert model.rowCount() == 151


def test_a_newer_search_takes_the_place_of_an_older_one(million: Million, qtbot: QtBot) -> None:
    owner = QWidget()
    model = RecordListModel(Kind.LEAD, million, TaskScope(owner, print))  # type: ignore[arg-type]
    million.hold = asyncio.Event()
    model.ask(ListQuery(Kind.LEAD, search="d"))
    model.ask(ListQuery(Kind.LEAD, search="du"))
    million.hold.set()
    qtbot.waitUntil(lambda: model.rowCount() > 0)
    assert model.row(0).name == "du0"
    assert len(million.reads) == 1, "the older query was cancelled before it ran"


def test_rows_say_their_state_in_words(leads: ListPage) -> None:
    spoken = [leads.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1, 2)]
    assert spoken == ["Conflict: needs your decision", "", "Pending: not sent yet"]


def test_values_are_written_as_people_read_them(leads: ListPage) -> None:
    shown = [leads.model.index(0, column).data() for column in range(1, 6)]
    assert shown == [
        "Mme Claire Durand",
        "Seller",
        "06\u00a011\u00a022\u00a033\u00a044",
        "Nantes – Talensac",
        "To call back",
    ]


def test_searching_shows_what_matches_and_counts_it(opened: Opened, leads: ListPage) -> None:
    QTest.keyClicks(opened.window.top_bar.search, "durand")
    opened.wait(lambda: leads.model.rowCount() == 1)
    QTest.keyClick(opened.window.top_bar.search, Qt.Key.Key_Escape)
    opened.wait(lambda: leads.model.rowCount() == 17)


def test_escape_in_the_list_goes_back_to_the_search(opened: Opened, leads: ListPage) -> None:
    leads.table.setFocus()
    QTest.keyClick(leads.table, Qt.Key.Key_Escape)
    assert opened.window.focusWidget() is opened.window.top_bar.search


def test_a_search_without_result_offers_everything_again(opened: Opened, leads: ListPage) -> None:
    leads.search("nobody at all")
    opened.wait(lambda: leads.model.rowCount() == 0)
    assert not leads.table.isVisible()


def test_a_click_on_a_column_sorts_by_it_and_again_the_other_way(opened: Opened, leads: ListPage) -> None:
    leads.table.horizontalHeader().sectionClicked.emit(1)
    opened.wait(lambda: leads.model.query.descending)
    opened.wait(lambda: leads.model.row(0).name > leads.model.row(16).name)


def test_a_change_elsewhere_is_shown_and_the_current_record_stays(opened: Opened, record: ListPage) -> None:
    opened.desk.agency.fields["L00"]["last_name"] = "Dupont"
    opened.bridge.post(ChangeSet(kinds=frozenset({Kind.LEAD}), records=frozenset({"L00"})))
    opened.wait(lambda: record.model.row(0).name == "Mme Claire Dupont")
    assert record.table.current_record() == "L01"


def test_a_change_elsewhere_moves_neither_the_list_nor_the_place(opened: Opened, leads: ListPage) -> None:
    opened.window.resize(1100, 600)
    leads.table.select_record("L02")
    bar = leads.table.verticalScrollBar()
    opened.wait(lambda: bar.maximum() > 60)
    bar.setValue(60)
    opened.desk.agency.fields["new"] = dict(opened.desk.agency.fields["L00"])
    opened.desk.agency.kinds["new"] = Kind.LEAD
    opened.bridge.post(ChangeSet(kinds=frozenset({Kind.LEAD})))
    opened.wait(lambda: leads.model.rowCount() == 18)
    assert (leads.table.current_record(), bar.value()) == ("L02", 60)


def test_texts_of_accounts_are_never_markup(opened: Opened, record: ListPage) -> None:
    text = '<img src="file:///x">Dupont & Fils' + " et Cie" * 20
    opened.desk.agency.fields["L01"]["sector"] = text
    opened.bridge.post(ChangeSet(kinds=frozenset({Kind.LEAD}), records=frozenset({"L01"})))
    button = record.panel.summary.row("sector").button
    opened.wait(lambda: "Dupont" in button.accessibleName())
    assert "&lt;img" in button.toolTip()
    assert "Dupont && …" in button.text()


def test_the_panel_shows_who_it_is_and_where_it_lives(record: ListPage) -> None:
    row = record.panel.summary.row("asking_price")
    assert row.button.accessibleName() == "Asking price: €348,000"
    assert row.button.accessibleDescription() == "Pending: not sent yet"
    record.panel.show_tab(3)
    assert record.panel.accounts.isVisible()


def test_a_field_is_edited_in_place_and_can_be_undone(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("sector")
    row.button.click()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("Rezé – Centre")
    QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
    opened.wait(lambda: opened.desk.calls == [("edit", "L01", {"sector": "Rezé – Centre"})])
    opened.wait(lambda: row.editor is None)
    assert opened.window.undo_stack.undoText() == "M. Karim Benali: Area"


def test_escape_gives_an_edit_up(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("sector")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    QTest.keyClick(row.editor.line, Qt.Key.Key_Escape)
    opened.wait(lambda: row.editor is None)
    assert opened.desk.calls == []


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("asking_price", "352 500 €", {"amount": "352500", "currency": "EUR"}),
        ("property_surface_m2", "112,5", "112.5"),
        ("source", "", None),
    ],
)
def test_values_are_typed_as_on_paper(opened: Opened, record: ListPage, field: str, typed: str, value: object) -> None:
    row = record.panel.summary.row(field)
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText(typed)
    row.editor.saved.emit()
    opened.wait(lambda: opened.desk.calls == [("edit", "L01", {field: value})])


def test_what_cannot_be_read_keeps_the_editor_open_with_the_reason(record: ListPage) -> None:
    row = record.panel.summary.row("asking_price")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("expensive")
    row.editor.saved.emit()
    assert row.editor is not None
    assert "is not a number" in row.error


def test_what_the_desk_refuses_keeps_the_editor_open_too(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("sector")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    opened.desk.refuse = InvalidInput("value_too_long", field="sector", length=300, limit=255)
    row.editor.line.setText("x" * 300)
    row.editor.saved.emit()
    opened.wait(lambda: "255" in row.error)
    assert row.editor is not None


def test_an_open_editor_survives_a_change_of_the_same_record(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("sector")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("half typed")
    opened.desk.agency.fields["L01"]["rating"] = "hot"
    opened.bridge.post(ChangeSet(kinds=frozenset({Kind.LEAD}), records=frozenset({"L01"})))
    opened.wait(lambda: record.panel.card is not None and record.panel.card.fields.get("rating") == "hot")
    editor = record.panel.summary.row("sector").editor
    assert isinstance(editor, TextEditor)
    assert editor.line.text() == "half typed"


def test_a_choice_is_saved_as_it_is_chosen(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("status")
    row.edit()
    assert isinstance(row.editor, ChoiceEditor)
    row.editor.box.setCurrentIndex(row.editor.box.findData("mandate_signed"))
    row.editor.box.activated.emit(0)
    opened.wait(lambda: opened.desk.calls == [("edit", "L01", {"status": "mandate_signed"})])


def test_phone_numbers_are_a_list(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("phones")
    row.edit()
    assert isinstance(row.editor, ItemsEditor)
    row.editor.add("02 40 11 22 33", "bureau")
    row.editor.saved.emit()
    opened.wait(lambda: opened.desk.calls)
    numbers = [item["value"] for item in opened.desk.calls[0][2]["phones"]]
    assert numbers == ["+33755182031", "+33240112233"]


def test_an_owner_is_found_by_name(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("owner")
    row.edit()
    editor = row.editor
    assert isinstance(editor, ReferenceEditor)
    opened.wait(lambda: editor.found)
    editor.line.setText("marie l.")
    editor.saved.emit()
    opened.wait(lambda: opened.desk.calls == [("edit", "L01", {"owner": "U2"})])


def test_a_name_that_nobody_has_is_refused(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("owner")
    row.edit()
    editor = row.editor
    assert isinstance(editor, ReferenceEditor)
    opened.wait(lambda: editor.found)
    editor.line.setText("Nobody")
    editor.saved.emit()
    assert "is not found" in row.error


def test_a_consent_has_its_proof(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("consent_phone")
    row.edit()
    assert isinstance(row.editor, ConsentEditor)
    row.editor.state.setCurrentIndex(row.editor.state.findData("refused"))
    row.editor.saved.emit()
    opened.wait(lambda: opened.desk.calls)
    assert opened.desk.calls[0][2]["consent_phone"]["state"] == "refused"
    assert opened.desk.calls[0][2]["consent_phone"]["proof"] == "formulaire du site"


def test_blank_fields_are_a_click_away(record: ListPage) -> None:
    with pytest.raises(KeyError):
        record.panel.summary.row("tags")
    record.panel.summary.unfold()
    assert record.panel.summary.row("tags").button.accessibleName() == "Tags: –"


def test_custom_fields_are_a_group_of_their_own(opened: Opened, record: ListPage) -> None:
    card = record.panel.card
    assert card is not None
    terrace, parts = CustomField(Kind.LEAD, "x.decimal.terrasse", "Surface terrasse"), "x.tags.parts"
    summary = record.panel.summary
    summary.show_card(replace(card, fields={**card.fields, terrace.name: "12.5", parts: ["cave"]}, custom=(terrace,)))
    texts = [label.text() for label in summary.findChildren(QLabel)]
    assert "More fields" in texts
    assert summary.row(terrace.name).button.accessibleName() == "Surface terrasse: 12.5"
    assert summary.row(parts).button.accessibleName() == "Parts: cave"
    summary.row(terrace.name).button.click()
    editor = summary.row(terrace.name).editor
    assert editor is not None
    summary.row(terrace.name).refuse(InvalidInput("value_not_a_number", field=terrace.name))
    assert opened.desk.calls == []


def test_a_custom_choice_is_called_as_its_account_calls_it(record: ListPage) -> None:
    card, summary = record.panel.card, record.panel.summary
    assert card is not None
    mandate = CustomField(Kind.LEAD, "x.choice.mandate", "Mandate", {"EXCL": "Exclusive"})
    summary.show_card(replace(card, fields={**card.fields, mandate.name: "EXCL"}, custom=(mandate,)))
    assert summary.row(mandate.name).button.accessibleName() == "Mandate: Exclusive"
    summary.show_card(replace(card, fields={**card.fields, mandate.name: "other"}, custom=(mandate,)))
    assert summary.row(mandate.name).button.accessibleName() == "Mandate: other"


def test_several_values_of_an_own_list_are_called_and_typed_as_their_account_calls_them(
    opened: Opened, record: ListPage
) -> None:
    card, summary = record.panel.card, record.panel.summary
    assert card is not None
    words = {"pool": "Swimming pool", "cellar": "Cellar", "two": "Twin", "zwei": "Twin"}
    parts = CustomField(Kind.LEAD, "x.tags.annexes", "Annexes", words)
    fields = {**card.fields, parts.name: ["pool", "zwei", "attic"]}
    summary.show_card(replace(card, fields=fields, custom=(parts,)))
    row = summary.row(parts.name)
    assert row.button.accessibleName() == "Annexes: Swimming pool, Twin, attic"
    row.edit()
    editor = row.editor
    assert isinstance(editor, TextEditor)
    assert editor.line.text() == "Swimming pool, zwei, attic", "a label that two have would not come back as itself"
    editor.line.setText("zwei, cellar, SWIMMING POOL")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    opened.wait(lambda: opened.desk.calls == [("edit", "L01", {parts.name: ["cellar", "pool", "zwei"]})])


def test_a_possible_copy_can_be_looked_at_and_told_to_be_none(opened: Opened, record: ListPage) -> None:
    other = {"other": "L02", "other_name": "Petit", "object": "leads", "row": "7"}
    copy = replace(canned_rows.PROBLEMS[0], record="L01", kind=Kind.LEAD, field=None, key="possible_copy", data=other)
    opened.desk.agency.problems.append(copy)
    opened.bridge.post(ChangeSet(frozenset({Kind.LEAD}), frozenset({"L01"}), problems=True))
    opened.wait(lambda: record.panel.card is not None and copy in record.panel.card.problems)
    buttons = {each.text(): each for each in record.panel.summary.findChildren(QPushButton)}
    buttons["Not the same person"].click()
    opened.wait(lambda: ("keep_apart", "L01", "L02") in opened.desk.calls)
    buttons["Show the other one"].click()
    opened.wait(lambda: record.panel.card is not None and record.panel.card.id == "L02")


def test_where_the_account_says_that_two_are_the_same_nobody_is_asked_to_deny_it(
    opened: Opened, record: ListPage
) -> None:
    """The creation is refused whatever a person says: both can be compared, and nothing else would come of a button."""
    data, key = {"other": "L02", "other_name": "Petit"}, "row_of_another_record"
    tied = replace(canned_rows.PROBLEMS[0], record="L01", kind=Kind.LEAD, field=None, key=key, data=data)
    opened.desk.agency.problems.append(tied)
    opened.bridge.post(ChangeSet(frozenset({Kind.LEAD}), frozenset({"L01"}), problems=True))
    opened.wait(lambda: record.panel.card is not None and tied in record.panel.card.problems)
    buttons = {each.text() for each in record.panel.summary.findChildren(QPushButton)}
    assert "Show the other one" in buttons
    assert "Not the same person" not in buttons


def test_deleting_can_be_taken_back_from_the_message(opened: Opened, record: ListPage) -> None:
    record.table.setFocus()
    QTest.keyClick(record.table, Qt.Key.Key_Delete)
    opened.wait(lambda: opened.desk.calls == [("delete", "L01")])
    opened.wait(lambda: opened.window.message_bar.text == "“M. Karim Benali” was put into the trash.")
    opened.window.message_bar.act()
    opened.wait(lambda: opened.desk.calls[-1] == ("undo", "change1"))


def test_the_trash_shows_deleted_records_and_restores_them(opened: Opened, leads: ListPage) -> None:
    opened.desk.agency.trash.add("L04")
    leads.show_trash(True)
    opened.wait(lambda: leads.model.rowCount() == 1)
    leads.table.select_record("L04")
    QTest.keyClick(leads.table, Qt.Key.Key_Delete)
    opened.wait(lambda: opened.desk.calls == [("restore", "L04")])


def test_a_note_is_one_letter_away(opened: Opened, record: ListPage) -> None:
    record.table.setFocus()
    QTest.keyClick(record.table, Qt.Key.Key_N)
    opened.wait(lambda: opened.window.findChild(QuickDialog))
    dialog = opened.window.findChild(QuickDialog)
    assert dialog is not None
    dialog.submit()
    opened.wait(dialog.error.isVisible)
    dialog.body.setPlainText("Rappeler lundi")
    dialog.submit()
    opened.wait(lambda: opened.desk.calls)
    assert opened.desk.calls == [("create", Kind.NOTE, {"about": ["L01"], "body": "Rappeler lundi"})]


def test_columns_are_hidden_for_good(opened: Opened, leads: ListPage) -> None:
    leads.show_column("source", False)
    assert "source" not in {column.field for column in leads.model.columns}
    assert opened.window.bench.settings.hidden_columns("lead") == frozenset({"source"})


def test_every_state_of_a_field_has_words() -> None:
    from crmdesk.ui.records.field_row import field_state_text

    assert len({field_state_text(state) for state in FieldState}) == len(FieldState)


def tabs(record: ListPage) -> list[str]:
    """The parts of the record as their tabs call them."""
    (bar,) = record.panel.findChildren(QTabBar)
    return [bar.tabText(number) for number in range(bar.count())]


def test_an_account_with_two_objects_is_one_account(
    opened: Opened, record: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = tuple(
        LinkRow("H", "HubSpot Nantes", "hubspot", name, str(number), "active")
        for number, name in enumerate(("contacts", "leads"))
    )
    monkeypatch.setattr(canned_rows, "LINKS", links)
    opened.bridge.post(ChangeSet(records=frozenset({"L01"})))
    opened.wait(lambda: tabs(record)[3] == "Accounts 1")
    words = [label.text() for label in record.panel.accounts.findChildren(QLabel)]
    assert {"HubSpot · Contact · 0", "HubSpot · Lead · 1"} <= set(words)


def test_a_count_that_was_cut_says_so(opened: Opened, record: ListPage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tabs(record)[1] == "Activities 3"
    monkeypatch.setattr(records, "MOST_RELATED", len(canned_rows.RELATED))
    opened.bridge.post(ChangeSet(records=frozenset({"L01"})))
    opened.wait(lambda: tabs(record)[1] == "Activities 3+")


def test_the_trash_behind_a_filter_is_not_called_empty(opened: Opened, leads: ListPage) -> None:
    opened.desk.agency.trash.add("L04")
    leads.show_trash(True)
    opened.wait(lambda: leads.model.rowCount() == 1)
    leads.filters.put(-1, Filter("last_name", Operator.CONTAINS, "zzz"))
    opened.wait(lambda: leads.empty_words == "No record matches the filters.")
    leads.filters.remove_all()
    opened.wait(lambda: leads.model.rowCount() == 1)
    opened.desk.agency.trash.clear()
    leads.begin()
    opened.wait(lambda: leads.empty_words.startswith("The trash is empty."))
