"""What was typed and not saved when the program ends is kept as it stood, offered again, and over once saved or refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import InvalidInput, StoreFault
from crmdesk.domain.kinds import Kind
from crmdesk.domain.unfinished import Unfinished
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.conflicts.value_dialog import ValueDialog
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.factory import make_editor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.records.quick_dialog import QuickDialog
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.unfinished import value_key
from crmdesk.ui.widgets.form_dialog import FormDialog
from tests.ui.canned_conflicts import euro
from tests.ui.conftest import Opened, Run

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
W = TypeVar("W", bound=QWidget)
AGAIN = "You had typed this and not saved it."


def shown(opened: Opened, kind: type[W]) -> W:
    """The one visible widget of a kind, once it is there."""
    opened.wait(lambda: [each for each in opened.window.findChildren(kind) if each.isVisible()])
    (found,) = [each for each in opened.window.findChildren(kind) if each.isVisible()]
    return found


def ends(opened: Opened) -> None:
    """The session ends as far as the window can tell: forms are stored, then torn down with the window."""
    opened.window.keep_unfinished()
    for dialog in opened.window.findChildren(FormDialog):
        dialog.done(0)
    opened.wait(lambda: not any(each.isVisible() for each in opened.window.findChildren(FormDialog)))


def starts(opened: Opened, run: Run) -> None:
    """The next start reads what is kept."""
    run(opened.window.bench.unfinished.read())


def new_lead(opened: Opened) -> NewRecordDialog:
    opened.window.actions_table["new_lead"].trigger()
    return shown(opened, NewRecordDialog)


def line(dialog: NewRecordDialog, field: str) -> str:
    editor = dialog.editor(field)
    assert isinstance(editor, TextEditor)
    return editor.line.text()


def fill(dialog: NewRecordDialog, **texts: str) -> None:
    for field, text in texts.items():
        editor = dialog.editor(field)
        assert isinstance(editor, TextEditor)
        editor.line.setText(text)


def kept(opened: Opened) -> dict[str, Unfinished]:
    return opened.desk.agency.unfinished


def test_the_window_listens_for_the_end_of_the_session(opened: Opened) -> None:
    application = QGuiApplication.instance()
    assert application is not None
    assert application.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) > 0
    assert opened.window.isVisible()


def test_a_half_filled_record_is_there_again(opened: Opened, run: Run) -> None:
    """Valid or not, as it stood."""
    fill(new_lead(opened), last_name="Kervadec", asking_price="trois cent mille")
    ends(opened)
    starts(opened, run)
    assert "What you typed in 1 form or field was not saved when crmdesk was closed" in opened.window.message_bar.text
    dialog = new_lead(opened)
    assert (line(dialog, "last_name"), line(dialog, "asking_price")) == ("Kervadec", "trois cent mille")
    assert AGAIN in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_the_message_leads_to_it(opened: Opened, run: Run) -> None:
    fill(new_lead(opened), last_name="Kervadec")
    ends(opened)
    starts(opened, run)
    opened.window.message_bar.panes()[0].click()  # type: ignore[attr-defined]
    assert line(shown(opened, NewRecordDialog), "last_name") == "Kervadec"


def test_once_saved_it_is_over(opened: Opened, run: Run) -> None:
    fill(new_lead(opened), last_name="Kervadec")
    ends(opened)
    starts(opened, run)
    new_lead(opened).submit()
    opened.wait(lambda: opened.desk.calls)
    opened.wait(lambda: not kept(opened))
    assert "not saved when crmdesk was closed" not in opened.window.message_bar.text


def test_once_refused_it_is_over(opened: Opened, run: Run) -> None:
    fill(new_lead(opened), last_name="Kervadec")
    ends(opened)
    starts(opened, run)
    new_lead(opened).give_up()
    opened.wait(lambda: not kept(opened))
    opened.wait(lambda: not any(each.isVisible() for each in opened.window.findChildren(NewRecordDialog)))
    assert line(new_lead(opened), "last_name") == ""


def test_a_record_that_begins_otherwise_is_another_form(opened: Opened, run: Run) -> None:
    fill(new_lead(opened), last_name="Kervadec")
    ends(opened)
    starts(opened, run)
    opened.window.bench.new_record.emit(Kind.LEAD, {"city": "Nantes"})
    assert line(shown(opened, NewRecordDialog), "last_name") == ""


def test_nothing_is_kept_of_what_nobody_typed(opened: Opened) -> None:
    new_lead(opened)
    ends(opened)
    assert kept(opened) == {}


def test_a_session_that_goes_on_keeps_only_what_still_stands(opened: Opened) -> None:
    dialog = new_lead(opened)
    fill(dialog, last_name="Kervadec")
    opened.window.keep_unfinished()
    assert len(kept(opened)) == 1
    dialog.submit()
    opened.wait(lambda: not kept(opened))
    opened.window.keep_unfinished()
    assert kept(opened) == {}


@pytest.mark.parametrize("what", ["note", "task", "call"])
def test_a_half_written_note_is_there_again(opened: Opened, run: Run, what: str) -> None:
    opened.window.bench.quick.emit(what, "L01")
    dialog = shown(opened, QuickDialog)
    dialog.subject.setText("Rappel")
    dialog.minutes.setText("douze")
    dialog.body.setPlainText("le soir\nde préférence")
    ends(opened)
    starts(opened, run)
    opened.window.message_bar.panes()[0].click()  # type: ignore[attr-defined]
    again = shown(opened, QuickDialog)
    assert (again.subject.text(), again.minutes.text()) == ("Rappel", "douze")
    assert again.body.toPlainText() == "le soir\nde préférence"
    again.give_up()
    opened.wait(lambda: not kept(opened))


def test_a_field_that_cannot_be_saved_is_open_again(opened: Opened, run: Run) -> None:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    row = page.panel.summary.row("asking_price")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("cheap")
    run(opened.window.keep_typed())
    opened.window.keep_unfinished()
    row.editor.line.setText(row.editor.line.text())
    page.panel.summary.forget()
    page.panel.show_record(None)
    starts(opened, run)
    opened.window.message_bar.panes()[0].click()  # type: ignore[attr-defined]
    opened.wait(lambda: page.panel.card is not None and page.panel.summary.editing())
    (again,) = page.panel.summary.editing()
    assert isinstance(again.editor, TextEditor)
    assert (again.spec.name, again.editor.line.text(), again.error) == ("asking_price", "cheap", AGAIN)
    QTest.keyClick(again.editor.line, Qt.Key.Key_Escape)
    opened.wait(lambda: not kept(opened))
    assert page.panel.summary.editing() == []


def test_a_field_that_a_run_changed_since_is_asked_about_before_it_is_typed_over(opened: Opened, run: Run) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    row = page.panel.summary.row("sector")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("Vertou")
    ends(opened)
    page.panel.summary.forget()
    page.panel.show_record(None)
    opened.desk.agency.fields["L01"]["sector"] = "Nantes – Île"
    starts(opened, run)
    page.panel.show_record("L01")
    opened.wait(page.panel.summary.editing)
    (again,) = page.panel.summary.editing()
    assert isinstance(again.editor, TextEditor)
    assert again.editor.line.text() == "Vertou"
    again.editor.saved.emit()
    assert again.error.startswith("This field changed while you were typing: it is now “Nantes – Île”.")
    again.editor.saved.emit()
    opened.wait(lambda: opened.desk.calls == [("edit", "L01", {"sector": "Vertou"})])


def test_a_value_typed_for_a_conflict_is_remembered_there(opened: Opened, run: Run) -> None:
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.rowCount() == 6)
    page.case.table.choose_other("X2", euro("332500"))
    run(opened.window.keep_typed())
    opened.window.keep_unfinished()
    assert opened.desk.calls == []
    assert kept(opened)[value_key("X2")].record == "L00"
    draft = page.case.model.draft
    assert draft is not None
    draft.choose("X2", None)
    page._drafts.take("L00")  # noqa: SLF001 - as the next start finds it
    starts(opened, run)
    opened.window.message_bar.panes()[0].click()  # type: ignore[attr-defined]
    opened.wait(lambda: page.case.model.draft is not draft)
    assert "You had typed: €332,500" in str(page.case.model.index(1, 4).data())


def test_a_value_that_is_being_typed_for_a_conflict_is_there_again(opened: Opened, run: Run) -> None:
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.rowCount() == 6)
    page.case.other_asked.emit("X2")
    dialog = shown(opened, ValueDialog)
    assert isinstance(dialog.editor, TextEditor)
    dialog.editor.line.setText("cheap")
    ends(opened)
    starts(opened, run)
    opened.window.message_bar.panes()[0].click()  # type: ignore[attr-defined]
    again = shown(opened, ValueDialog)
    assert isinstance(again.editor, TextEditor)
    assert again.editor.line.text() == "cheap"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"form": "value", "conflict": "X9", "field": "city", "value": "Nantes"}, "City: Nantes"),
        ({"form": "field", "field": "asking_price", "typed": "cheap"}, "Asking price: cheap"),
        ({"form": "quick", "what": "note", "texts": ["", "", "", "le soir"]}, "le soir"),
    ],
)
def test_what_has_no_place_any_more_is_told(opened: Opened, run: Run, form: dict[str, Any], words: str) -> None:
    gone = "L01" if form["form"] == "value" else "away"
    opened.desk.agency.unfinished["key"] = Unfinished("key", gone, form)
    starts(opened, run)
    opened.window.message_bar.panes()[0].click()  # type: ignore[attr-defined]
    opened.wait(lambda: opened.window.message_bar.text.endswith(f"has no place any more: {words}"))
    opened.wait(lambda: not kept(opened))


def test_a_store_that_takes_nothing_more_stops_nothing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("could not be kept: disk_full")

    def full(*_: object) -> None:
        raise StoreFault("disk_full")

    monkeypatch.setattr(opened.desk, "keep_unfinished", full)
    fill(new_lead(opened), last_name="Kervadec")
    opened.window.keep_unfinished()
    assert opened.window.message_bar.text.startswith("Disk full. There is no room left on the disk"), "it is told"
    with opened.qtbot.waitSignal(opened.window.closed):
        opened.window.end()


def test_the_window_stays_open_where_what_was_typed_could_not_be_kept(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("could not be kept: disk_full")

    def full(*_: object) -> None:
        raise StoreFault("disk_full", file="replica.db", folder="/data", room_mb=100)

    monkeypatch.setattr(opened.desk, "keep_unfinished", full)
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.rowCount() == 6)
    page.case.table.choose_other("X2", {"amount": "332500", "currency": "EUR"})
    opened.window.close()
    opened.wait(lambda: opened.window.findChildren(QuitDialog))
    opened.window.findChildren(QuitDialog)[0].submit()
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text.startswith("crmdesk stays open, because what you typed for conflicts cannot be kept"))
    assert "the folder /data. Make 100 MB or more free" in bar.text
    assert opened.window.isVisible()
    with opened.qtbot.waitSignal(opened.window.closed):
        bar.act()


def test_what_a_full_disk_did_not_take_is_saved_by_one_button(opened: Opened) -> None:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    row = page.panel.summary.row("sector")
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("Talensac")
    opened.desk.refuse = StoreFault("disk_full", file="replica.db", folder="/data", room_mb=100)
    QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text.startswith("Disk full."))
    assert row.editor is not None
    assert row.editor.line.text() == "Talensac"
    bar.act()
    opened.wait(lambda: row.editor is None)
    opened.wait(lambda: opened.desk.calls[-1] == ("sync", None))
    assert opened.desk.agency.fields["L01"]["sector"] == "Talensac"


async def nobody(field: str, typed: str) -> list[Any]:
    del field, typed
    return []


@pytest.mark.parametrize(
    "field", ["description", "status", "phones", "owner", "consent_phone", "tags", "last_contact_at", "asking_price"]
)
def test_every_editor_puts_back_what_stood_in_it(tasks: TaskScope, field: str) -> None:
    spec = CATALOGUE[Kind.LEAD][field]
    first, second = (make_editor(spec, Surroundings(nobody), tasks) for _ in range(2))
    for editor in (first, second):
        editor.set_value(None)
    match first:
        case ItemsEditor():
            first.retype([[False, "06 12", "bureau"], [True, "bad", ""]])
        case ConsentEditor():
            first.retype(["given", "demain", "by pigeon", "dossier 4"])
        case ReferenceEditor():
            first.retype(["Mar", {"U2": "Marie"}])
        case _:
            first.retype("à voir")
    second.retype(first.typed())
    assert second.typed() == first.typed()
    if isinstance(first, ItemsEditor):
        assert second.typed() == [[False, "06 12", "bureau"], [True, "bad", ""]]
    if field == "last_contact_at":
        with pytest.raises(InvalidInput):
            second.value()
    first.deleteLater()
    second.deleteLater()
