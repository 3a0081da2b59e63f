"""An editor that nobody touched changes nothing; what somebody did type is neither lost nor put over another's work."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Keep
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.rows import Choice, Filter, Operator
from crmdesk.ui.conflicts.draft import Decision
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.factory import make_editor
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.field_row import FieldRow
from crmdesk.ui.records.filter_dialog import FilterDialog
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.translation import Language
from crmdesk.ui.typed_values import typed_text, typed_value
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button
from tests.ui.conftest import Opened, Run

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SECONDS = "2025-11-12T08:14:37.000Z"
VALUES: list[tuple[Kind, str, Value]] = [
    (Kind.LEAD, "sector", "  Nantes"),
    (Kind.LEAD, "description", "a\r\nb"),
    (Kind.LEAD, "status", "qualified"),
    (Kind.LEAD, "tags", ["Nantes, centre", "vue mer"]),
    (Kind.LEAD, "owner", "U2"),
    (Kind.LEAD, "asking_price", {"amount": "348000", "currency": "EUR"}),
    (Kind.LEAD, "asking_price", {"amount": "1234.567", "currency": "EUR"}),
    (Kind.LEAD, "asking_price", {"amount": "348000", "currency": "CHF"}),
    (Kind.LEAD, "asking_price", {"amount": "348000", "currency": "USD"}),
    (Kind.LEAD, "asking_price", {"amount": "-348000.5", "currency": "GBP"}),
    (Kind.LEAD, "property_surface_m2", "112.5"),
    (Kind.LEAD, "property_surface_m2", "1234"),
    (Kind.LEAD, "property_surface_m2", "1.234"),
    (Kind.LEAD, "last_contact_at", "2026-11-27T09:00:37.123Z"),
    (Kind.LEAD, "phones", [{"value": "+33612345678", "label": None, "primary": True}]),
    (Kind.LEAD, "emails", [{"value": "a@example.fr", "label": "bureau", "primary": True}]),
    (Kind.LEAD, "consent_phone", {"state": "given", "at": None, "channel": "paper", "proof": "dossier 4"}),
    (Kind.LEAD, "consent_phone", {"state": "given", "at": SECONDS, "channel": "paper", "proof": None}),
    (Kind.LEAD, "consent_phone", {"state": "unknown", "at": SECONDS, "channel": None, "proof": None}),
    (Kind.ACTIVITY, "due_at", "2026-11-27T09:00:37.000Z"),
    (Kind.ACTIVITY, "due_at", "2026-11-27T09:00:00.000Z"),
    (Kind.ACTIVITY, "duration_s", 1234567),
    (Kind.ACTIVITY, "done", False),
    (Kind.ACTIVITY, "about", ["L01", "L02"]),
    (Kind.DEAL, "close_date", "2026-11-27"),
]
LINES = (
    "asking_price",
    "property_surface_m2",
    "last_contact_at",
    "due_at",
    "duration_s",
    "close_date",
    "tags",
    "sector",
)


async def nobody(field: str, typed: str) -> list[Choice]:
    del field, typed
    return []


@pytest.fixture(params=list(Language))
def either(request: pytest.FixtureRequest, settings: UiSettings) -> Language:
    """Each of the languages in turn."""
    settings.language = request.param
    return settings.language


@pytest.fixture
def record(opened: Opened) -> ListPage:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    return page


def typing(record: ListPage, field: str, text: str) -> FieldRow:
    row = record.panel.summary.row(field)
    row.edit()
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText(text)
    return row


def leave(opened: Opened, record: ListPage) -> None:
    record.show_record("L02")
    opened.wait(lambda: record.panel.card is not None and record.panel.card.id == "L02")


def edits(opened: Opened) -> list[Any]:
    return [call for call in opened.desk.calls if call[0] == "edit"]


def elsewhere(opened: Opened, record: ListPage, field: str, value: Value) -> None:
    """A run brings another value."""
    opened.desk.agency.fields["L01"][field] = value
    opened.bridge.post(ChangeSet(frozenset({Kind.LEAD}), frozenset({"L01"})))
    opened.wait(lambda: record.panel.card is not None and record.panel.card.fields.get(field) == value)


@pytest.mark.parametrize(("kind", "field", "value"), VALUES)
def test_an_editor_gives_back_what_it_began_with(
    either: Language, tasks: TaskScope, kind: Kind, field: str, value: Value
) -> None:
    spec = CATALOGUE[kind][field]
    canonical = spec.canonical(value)
    editor = make_editor(spec, Surroundings(nobody), tasks)
    editor.set_value(canonical)
    assert editor.value() == canonical
    editor.deleteLater()


@pytest.mark.parametrize(("kind", "field", "value"), [each for each in VALUES if each[1] in LINES])
def test_a_value_written_as_one_types_it_is_read_as_the_same(
    either: Language, kind: Kind, field: str, value: Value
) -> None:
    spec = CATALOGUE[kind][field]
    canonical = spec.canonical(value)
    assert typed_value(spec, typed_text(spec, canonical)) == canonical


def test_an_editor_shows_a_moment_to_the_minute(tasks: TaskScope) -> None:
    """An account's milliseconds are nothing to read; they stay in the value that nobody touched."""
    consent = make_editor(CATALOGUE[Kind.LEAD]["consent_phone"], Surroundings(nobody), tasks)
    assert isinstance(consent, ConsentEditor)
    consent.set_value({"state": "given", "at": "2026-11-27T09:00:37.123Z", "channel": "paper", "proof": None})
    line = make_editor(CATALOGUE[Kind.LEAD]["last_contact_at"], Surroundings(nobody), tasks)
    assert isinstance(line, TextEditor)
    line.set_value("2026-11-27T09:00:37.123Z")
    for shown in (consent.at.text(), line.line.text()):
        assert re.fullmatch(r"27/11/2026 \d\d:00", shown)
    consent.proof.setText("dossier 4")
    assert consent.value()["at"] == "2026-11-27T09:00:37.123Z"
    for editor in (consent, line):
        editor.deleteLater()


def test_an_amount_is_begun_with_its_thousands_apart(either: Language) -> None:
    spec = CATALOGUE[Kind.LEAD]["asking_price"]
    amounts = ("5", "348000", "-1234567.5")
    begun = [typed_text(spec, {"amount": amount, "currency": "EUR"}) for amount in amounts]
    assert begun in (["5 €", "348 000 €", "-1 234 567,5 €"], ["€5", "€348,000", "€-1,234,567.5"])


def test_a_new_consent_that_says_nothing_is_none(tasks: TaskScope) -> None:
    editor = make_editor(CATALOGUE[Kind.LEAD]["consent_phone"], Surroundings(nobody), tasks)
    assert isinstance(editor, ConsentEditor)
    editor.set_value(None)
    assert editor.at.text()
    assert editor.value() is None
    editor.state.setCurrentIndex(editor.state.findData("given"))
    assert editor.value()["at"] is not None
    editor.deleteLater()


def test_the_moment_of_a_consent_that_nobody_knows_stays_unknown(tasks: TaskScope) -> None:
    editor = make_editor(CATALOGUE[Kind.LEAD]["consent_phone"], Surroundings(nobody), tasks)
    assert isinstance(editor, ConsentEditor)
    editor.set_value({"state": "given", "at": None, "channel": "paper", "proof": None})
    editor.state.setCurrentIndex(editor.state.findData("refused"))
    assert (editor.value()["state"], editor.value()["at"]) == ("refused", None)
    editor.deleteLater()


def test_looking_at_a_price_does_not_change_it(opened: Opened, record: ListPage) -> None:
    record.panel.summary.row("asking_price").edit()
    leave(opened, record)
    assert edits(opened) == []


def test_a_price_typed_with_english_thousands_is_one(opened: Opened, record: ListPage) -> None:
    typing(record, "asking_price", "352,500")
    leave(opened, record)
    assert edits(opened) == [("edit", "L01", {"asking_price": {"amount": "352500", "currency": "EUR"}})]


def test_a_filter_by_an_amount_keeps_it(either: Language, opened: Opened, record: ListPage) -> None:
    asked = Filter("asking_price", Operator.AT_LEAST, {"amount": "348000", "currency": "EUR"})
    dialog = FilterDialog(record, Kind.LEAD, None, asked)  # type: ignore[arg-type]
    next(each for each in dialog.findChildren(Button) if each.isDefault()).click()
    assert dialog.condition == asked
    dialog.deleteLater()


def test_an_untouched_editor_does_not_take_a_colleagues_value_back(opened: Opened, record: ListPage) -> None:
    record.panel.summary.row("sector").edit()
    elsewhere(opened, record, "sector", "Nantes – Île")
    leave(opened, record)
    assert edits(opened) == []


def test_what_was_typed_over_a_changed_value_is_asked_about_once(opened: Opened, record: ListPage) -> None:
    row = typing(record, "sector", "Vertou")
    elsewhere(opened, record, "sector", "Nantes – Île")
    record.show_record("L02")
    opened.wait(lambda: row.error)
    assert row.error.startswith("This field changed while you were typing: it is now “Nantes – Île”.")
    assert isinstance(row.editor, TextEditor)
    assert (row.editor.line.text(), edits(opened)) == ("Vertou", [])
    row.editor.saved.emit()
    opened.wait(lambda: edits(opened) == [("edit", "L01", {"sector": "Vertou"})])


def test_a_record_is_shown_as_it_is_when_its_page_is_shown_again(opened: Opened, record: ListPage) -> None:
    """Its editor began with the older value, and what was typed went over the newer one unasked."""
    opened.show("conflicts")
    opened.desk.agency.fields["L01"]["sector"] = "Nantes – Île"
    with opened.qtbot.waitSignal(opened.bridge.changed):
        opened.bridge.post(ChangeSet(frozenset({Kind.LEAD}), frozenset({"L01"})))
    opened.show("lead")
    opened.wait(lambda: record.panel.card is not None and record.panel.card.fields["sector"] == "Nantes – Île")
    assert "Nantes – Île" in record.panel.summary.row("sector").button.text()


def test_what_was_typed_is_asked_about_where_its_value_changed_behind_another_page(
    opened: Opened, record: ListPage
) -> None:
    row = typing(record, "sector", "Vertou")
    opened.show("conflicts")
    elsewhere(opened, record, "sector", "Nantes – Île")
    opened.window.close()
    opened.wait(lambda: row.error.startswith("This field changed while you were typing"))
    assert edits(opened) == []


def test_what_was_typed_for_a_record_that_is_no_longer_there_is_told(
    opened: Opened, record: ListPage, run: Run
) -> None:
    """Its account was disconnected together with its records. Nobody saw the field any more, and it held the window open."""
    agency = opened.desk.agency
    made, _ = run(opened.desk.create(Kind.LEAD, {"last_name": "Kervadec", "city": "Brest"}))
    record.show_record(made)
    opened.wait(lambda: record.panel.card is not None and record.panel.card.id == made)
    typing(record, "city", "Quimper")
    typing(record, "last_name", "Kermadec")
    opened.show("accounts")
    del agency.fields[made], agency.kinds[made]
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: opened.window.message_bar.text.startswith("What you had typed for “Kervadec” has no place"))
    assert opened.window.message_bar.text.endswith("City: Quimper, Last name: Kermadec")
    opened.show("lead")
    leave(opened, record)
    assert edits(opened) == []


def test_two_fields_saved_at_once_are_both_saved(opened: Opened, record: ListPage) -> None:
    rows = [typing(record, "sector", "Vertou"), typing(record, "property_surface_m2", "99")]
    for row in (*rows, *rows):
        assert row.editor is not None
        row.editor.saved.emit()
    opened.wait(lambda: not record.panel.summary.editing())
    assert edits(opened) == [("edit", "L01", {"sector": "Vertou"}), ("edit", "L01", {"property_surface_m2": "99"})]


def storing(opened: Opened, row: FieldRow) -> None:
    """What stands in a field is being stored, which takes its time."""
    opened.desk.stored.clear()
    before = len(edits(opened))
    assert row.editor is not None
    row.editor.saved.emit()
    opened.wait(lambda: len(edits(opened)) > before)


def test_what_is_typed_while_the_field_is_stored_stays_and_is_saved_next(opened: Opened, record: ListPage) -> None:
    row = typing(record, "sector", "Vertou")
    storing(opened, row)
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("Vertou centre")
    opened.desk.stored.set()
    opened.wait(lambda: record.panel.card is not None and record.panel.card.fields["sector"] == "Vertou")
    assert isinstance(row.editor, TextEditor)
    assert (row.editor.line.text(), row.error) == ("Vertou centre", "")
    leave(opened, record)
    assert edits(opened)[-1] == ("edit", "L01", {"sector": "Vertou centre"})


def test_what_is_saved_twice_is_stored_as_it_was_typed_last(opened: Opened, record: ListPage) -> None:
    row = typing(record, "sector", "Vertou")
    storing(opened, row)
    assert isinstance(row.editor, TextEditor)
    row.editor.line.setText("Orvault")
    row.editor.saved.emit()
    opened.desk.stored.set()
    opened.wait(lambda: not record.panel.summary.editing())
    assert [values for _, _, values in edits(opened)] == [{"sector": "Vertou"}, {"sector": "Orvault"}]


def test_a_field_that_is_stored_late_closes_no_field_of_another_record(opened: Opened, record: ListPage) -> None:
    row = typing(record, "sector", "Vertou")
    storing(opened, row)
    assert row.editor is not None
    row.editor.given_up.emit()
    leave(opened, record)
    other = typing(record, "sector", "Orvault")
    opened.desk.stored.set()
    opened.wait(opened.window.undo_stack.canUndo)
    assert isinstance(other.editor, TextEditor)
    assert other.editor.line.text() == "Orvault"


@pytest.mark.parametrize("away", ["close", "other"])
def test_who_comes_back_while_a_field_is_stored_stays_there(opened: Opened, record: ListPage, away: str) -> None:
    """The list had gone back to its row, and the panel went on to the other one: what was done next was done to the wrong one."""
    typing(record, "sector", "Vertou")
    opened.desk.stored.clear()
    record.close_panel() if away == "close" else record.show_record("L02")
    opened.wait(lambda: edits(opened))
    record.show_record("L01")
    opened.desk.stored.set()
    opened.wait(opened.window.undo_stack.canUndo)
    opened.wait(lambda: record.panel.card is not None and record.panel.card.fields["sector"] == "Vertou")
    assert (record.panel.record, record.panel.isVisible()) == ("L01", True)


def test_who_goes_on_twice_while_a_field_is_stored_can_undo_it(opened: Opened, record: ListPage) -> None:
    """The second step broke the first one off, and the edit was stored again: its undo took nothing back."""
    typing(record, "sector", "Vertou")
    opened.desk.stored.clear()
    record.show_record("L02")
    opened.wait(lambda: edits(opened))
    record.show_record("L03")
    opened.desk.stored.set()
    opened.wait(lambda: record.panel.card is not None and record.panel.card.id == "L03")
    assert edits(opened) == [("edit", "L01", {"sector": "Vertou"})]
    assert opened.window.undo_stack.count() == 1


def test_resetting_the_layout_saves_what_was_typed(opened: Opened, record: ListPage) -> None:
    typing(record, "sector", "Vertou")
    opened.window.actions_table["reset_layout"].trigger()
    opened.wait(lambda: opened.window.page("lead") is not record)
    assert edits(opened) == [("edit", "L01", {"sector": "Vertou"})]


def test_resetting_the_layout_waits_for_what_cannot_be_saved(opened: Opened, record: ListPage) -> None:
    row = typing(record, "asking_price", "cheap")
    opened.window.actions_table["reset_layout"].trigger()
    opened.wait(lambda: row.error)
    assert opened.window.page("lead") is record


def test_the_end_of_the_program_keeps_what_was_typed(opened: Opened, record: ListPage, run: Run) -> None:
    typing(record, "asking_price", "cheap")
    typing(record, "sector", "Vertou")
    run(opened.window.keep_typed())
    assert edits(opened) == [("edit", "L01", {"sector": "Vertou"})]


def test_the_end_of_the_program_keeps_what_was_typed_over_a_changed_value(
    opened: Opened, record: ListPage, run: Run
) -> None:
    typing(record, "sector", "Vertou")
    typing(record, "city", "Orvault")
    elsewhere(opened, record, "sector", "Nantes – Île")
    run(opened.window.keep_typed())
    assert sorted(edits(opened), key=str) == [
        ("edit", "L01", {"city": "Orvault"}),
        ("edit", "L01", {"sector": "Vertou"}),
    ]


def test_a_window_that_stays_open_says_why(opened: Opened, record: ListPage) -> None:
    row = typing(record, "asking_price", "cheap")
    opened.show("contact")
    opened.window.close()
    opened.wait(record.isVisible)
    assert "is not a number" in row.error
    assert row.editor is not None
    assert row.editor.isVisible()


@pytest.mark.parametrize("away", ["close", "other"])
def test_a_record_stays_in_sight_until_its_field_can_be_saved(opened: Opened, record: ListPage, away: str) -> None:
    row = typing(record, "asking_price", "cheap")
    if away == "close":
        record.close_panel()
    else:
        record.show_record("L02")
    opened.wait(lambda: row.error)
    opened.wait(lambda: record.table.current_record() == "L01")
    assert row.editor is not None
    assert row.editor.isVisible()


def test_what_was_typed_is_saved_before_the_record_is_deleted(opened: Opened, record: ListPage) -> None:
    typing(record, "sector", "Vertou")
    record.panel.delete("L01")
    opened.wait(lambda: len(opened.desk.calls) == 2)
    assert opened.desk.calls == [("edit", "L01", {"sector": "Vertou"}), ("delete", "L01")]


def test_an_open_editor_survives_its_value_going_away(opened: Opened, record: ListPage) -> None:
    row = record.panel.summary.row("source")
    row.edit()
    opened.desk.agency.fields["L01"]["job_title"] = "Infirmière"
    elsewhere(opened, record, "source", None)
    assert record.panel.summary.editing() == [row]


def test_closing_with_typed_decisions_asks(opened: Opened) -> None:
    opened.desk.agency.waiting = []
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.draft is not None)
    draft = page.case.model.draft
    assert draft is not None
    draft.choose(draft.case.fields[0].id, Decision(Keep.OTHER, value=None))
    opened.window.close()
    opened.wait(lambda: opened.window.findChild(QuitDialog))
    dialog = opened.window.findChild(QuitDialog)
    assert dialog is not None
    assert page.unfinished == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.window.isVisible()


def test_the_end_of_the_program_keeps_what_was_typed_for_conflicts(opened: Opened, run: Run) -> None:
    """The questions stay open, and what was typed is offered again there."""
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.draft is not None)
    page.case.table.choose_other("X2", {"amount": "332500", "currency": "EUR"})
    page.case.table.choose_other("X1", None)
    page.case.table.choose(Keep.COMPUTER)
    page.case.table.remember_other("X3", "new")
    run(opened.window.keep_typed())
    opened.window.end()
    kept = {each.what["field"]: each.what["value"] for each in opened.desk.agency.unfinished.values()}
    assert kept == {"asking_price": {"amount": "332500", "currency": "EUR"}, "status": "new"}
    assert edits(opened) == []
