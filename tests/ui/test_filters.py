"""Filters of lists: asking for them, what they offer, and switching them off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import Choice, Filter, Operator
from crmdesk.ui.records.filter_bar import FilterChip
from crmdesk.ui.records.filter_dialog import FilterDialog
from crmdesk.ui.records.list_page import ListPage
from tests.ui import canned_rows
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def leads(opened: Opened) -> ListPage:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 17)
    return page


def test_filters_count_and_can_be_switched_off_without_being_lost(opened: Opened, leads: ListPage) -> None:
    leads.filters.put(-1, Filter("lead_type", Operator.ANY_OF, ["buyer"]))
    opened.wait(lambda: leads.model.rowCount() == 3)
    leads.filters.findChildren(QWidget)[0].switched.emit()  # type: ignore[attr-defined]
    opened.wait(lambda: leads.model.rowCount() == 17)
    assert len(leads.filters.filters) == 1


def test_a_filter_is_asked_for_in_a_dialog(opened: Opened, leads: ListPage) -> None:
    leads.filters.asked.emit(-1)
    opened.wait(lambda: leads.findChild(FilterDialog))
    dialog = leads.findChild(FilterDialog)
    assert dialog is not None
    dialog.choose("status", ["mandate_signed"])
    opened.wait(lambda: leads.model.rowCount() == 2)


def test_a_filter_offers_the_words_of_accounts(
    opened: Opened, leads: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(canned_rows.CHOICES, "status", [Choice("new", "new"), Choice("OPEN_DEAL", "Open deal")])
    opened.desk.agency.words["status"] = {"OPEN_DEAL": "Open deal"}
    opened.desk.agency.fields["L02"]["status"] = "OPEN_DEAL"
    opened.bridge.post(ChangeSet(kinds=frozenset({Kind.LEAD}), connections=True, records=frozenset({"L02"})))
    opened.wait(lambda: "Open deal" in [text for row in range(17) for text in leads.model.texts(row)])
    leads.filters.asked.emit(-1)
    opened.wait(lambda: leads.findChild(FilterDialog))
    dialog = leads.findChild(FilterDialog)
    assert dialog is not None
    dialog.ask_about("status")
    dialog.boxes["lost"].setChecked(True)
    opened.wait(lambda: "OPEN_DEAL" in dialog.boxes)
    assert [box.text() for box in dialog.boxes.values()][-2:] == ["Lost", "Open deal"]
    assert dialog.boxes["lost"].isChecked(), "what was ticked while the words were read stays"
    dialog.choose("status", ["OPEN_DEAL"])
    opened.wait(lambda: leads.model.rowCount() == 1)
    assert "Open deal" in leads.filters.findChildren(QWidget)[0].accessibleName()


def test_a_filter_asks_about_an_agencys_own_fields(
    opened: Opened, leads: ListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    mandate = CustomField(Kind.LEAD, "x.choice.type_of_mandate", "Type of mandate", {"EXCL": "Exclusive"})
    annexes = CustomField(Kind.LEAD, "x.tags.outbuildings", "Outbuildings", {"pool": "Pool", "cellar": "Cellar"})
    other = CustomField(Kind.CONTACT, "x.text.badge", "Badge")
    opened.desk.agency.custom += [mandate, annexes, other]
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: opened.window.bench.words.custom(Kind.LEAD) == [mandate.name, annexes.name])
    for each in (mandate, annexes):
        words = [Choice(value, label) for value, label in each.options.items()] + [Choice("gone", "gone")]
        monkeypatch.setitem(canned_rows.CHOICES, each.name, words)
    asked = Filter(mandate.name, Operator.ANY_OF, ["EXCL", "no longer"])
    leads.filters.put(-1, asked)
    assert "Type of mandate: Exclusive, no longer" in leads.filters.findChildren(QWidget)[0].toolTip()
    leads.filters.asked.emit(0)
    opened.wait(lambda: leads.findChild(FilterDialog))
    dialog = leads.findChild(FilterDialog)
    assert dialog is not None
    opened.wait(lambda: len(dialog.boxes) == 3)
    assert [value for value, box in dialog.boxes.items() if box.isChecked()] == ["EXCL", "no longer"]
    dialog.ask_about(annexes.name)
    opened.wait(lambda: list(dialog.boxes) == ["pool", "cellar", "gone"])
    assert not any(box.isChecked() for box in dialog.boxes.values())
    dialog.choose(annexes.name, ["pool"])
    pool = Filter(annexes.name, Operator.ANY_OF, ["pool"])
    opened.wait(lambda: leads.filters.filters[0].condition == pool)


async def nothing_else(field: str) -> Sequence[Choice]:
    del field
    return ()


def choose_operator(dialog: FilterDialog, operator: Operator) -> None:
    (choice,) = (each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Condition")
    choice.setCurrentIndex(choice.findData(operator))


def press(dialog: FilterDialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


@pytest.mark.parametrize("value", [True, False])
def test_a_filter_by_yes_or_no_that_is_looked_at_stays_as_it_is(opened: Opened, value: bool) -> None:
    asked = Filter("done", Operator.IS, value)
    dialog = FilterDialog(opened.window, Kind.ACTIVITY, nothing_else, asked)
    assert [box.isChecked() for box in dialog.boxes.values()] == [value, not value]
    press(dialog, "Apply")
    assert dialog.condition == asked


def test_yes_and_no_exclude_each_other_and_one_has_to_be_said(opened: Opened) -> None:
    dialog = FilterDialog(opened.window, Kind.ACTIVITY, nothing_else)
    dialog.ask_about("done")
    press(dialog, "Apply")
    assert dialog.condition is None, "nothing was said"
    dialog.boxes["no"].click()
    dialog.boxes["yes"].click()
    assert not dialog.boxes["no"].isChecked()
    press(dialog, "Apply")
    assert dialog.condition == Filter("done", Operator.IS, True)


def test_at_most_a_day_has_that_day_within(opened: Opened) -> None:
    dialog = FilterDialog(opened.window, Kind.ACTIVITY, nothing_else)
    dialog.ask_about("due_at")
    choose_operator(dialog, Operator.AT_MOST)
    (line,) = dialog.findChildren(QLineEdit)
    line.setText("12/11/2026")
    press(dialog, "Apply")
    condition = dialog.condition
    assert condition is not None
    last = datetime.fromisoformat(str(condition.value)).astimezone()
    assert last.isoformat(timespec="milliseconds").startswith("2026-11-12T23:59:59.999")
    again = FilterDialog(opened.window, Kind.ACTIVITY, nothing_else, condition)
    assert [each.text() for each in again.findChildren(QLineEdit)] == ["12/11/2026"]


def test_a_moment_is_not_asked_for_to_the_millisecond(opened: Opened) -> None:
    """A day that somebody typed would find what is due at midnight alone."""
    dialog = FilterDialog(opened.window, Kind.ACTIVITY, nothing_else)
    dialog.ask_about("due_at")
    (choice,) = (each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Condition")
    offered = [Operator(choice.itemData(at)) for at in range(choice.count())]
    assert Operator.IS not in offered
    assert {Operator.AT_LEAST, Operator.AT_MOST} < set(offered)


def test_a_filter_by_company_says_its_name(opened: Opened) -> None:
    contacts = opened.window.page("contact")
    assert isinstance(contacts, ListPage)
    opened.window.show_page("contact")
    company = next(id for id, kind in opened.desk.agency.kinds.items() if kind is Kind.COMPANY)
    contacts.filters.put(-1, Filter("company", Operator.ANY_OF, [company]))
    name = opened.desk.agency.fields[company]["name"]
    opened.wait(lambda: name in contacts.filters.findChildren(FilterChip)[0].accessibleName())


def test_the_keyboard_stays_on_a_filter_that_is_switched(opened: Opened, leads: ListPage) -> None:
    opened.window.activateWindow()
    for value in ("buyer", "seller"):
        leads.filters.put(-1, Filter("lead_type", Operator.ANY_OF, [value]))
    chips = leads.filters.findChildren(FilterChip)
    opened.wait(chips[1].isVisible)
    chips[1].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chips[1], Qt.Key.Key_Space)
    assert not leads.filters.filters[1].on
    second = leads.filters.findChildren(FilterChip)[-1]
    opened.wait(lambda: QApplication.focusWidget() is second)
