"""What a case says about why it is open, and where its values come from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.ui.conflicts.case_view import CaseView
from crmdesk.ui.conflicts.compare_model import CELL_ROLE, Cell, spoken
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Label
from tests.ui.canned_conflicts import DURAND

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def view(settings: UiSettings, qtbot: QtBot) -> CaseView:
    del settings
    made = CaseView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def told(view: CaseView) -> str:
    return " | ".join(label.text() for label in view.findChildren(Label))


def test_of_records_that_met_for_the_first_time_no_earlier_synchronisation_is_told(view: CaseView) -> None:
    fields = tuple(replace(field, before=None) for field in DURAND.fields)
    view.show_draft(Draft(replace(DURAND, fields=fields)))
    assert "Both sides hold a value, and none that both had before." in told(view)
    assert "since the last synchronisation" not in told(view)


def test_a_value_that_ends_a_sentence_is_quoted(view: CaseView) -> None:
    view.show_draft(Draft(replace(DURAND, fields=DURAND.fields[3:])))
    assert "“Rappeler après les vacances, le soir de préférence.”, typed on this computer" in told(view)


@pytest.mark.parametrize(
    ("brought_by", "words"),
    [("Zoho", "on this computer, from Zoho"), (None, "on this computer")],
    ids=["Zoho", "unknown"],
)
def test_a_value_that_nobody_typed_here_is_not_called_typed(view: CaseView, brought_by: str | None, words: str) -> None:
    field = replace(DURAND.fields[3], computer_at=None, computer_by=None, computer_from=brought_by, newest=None)
    view.show_draft(Draft(replace(DURAND, fields=(field,))))
    assert f"“Rappeler après les vacances, le soir de préférence.”, {words}" in told(view).split(" | ")


def test_what_was_decided_before_is_not_counted_as_merged_by_itself(view: CaseView) -> None:
    case = replace(DURAND, merged=(replace(DURAND.merged[0], decided=True), DURAND.merged[1]))
    view.show_draft(Draft(case))
    assert "1\u00a0merged\u00a0without" in told(view)
    cells = [view.model.data(view.model.index(row, 0), CELL_ROLE) for row in (4, 5)]
    assert [spoken(each) for each in cells if isinstance(each, Cell)] == [
        "Area, decided before",
        "E-mail, merged without a question",
    ]


def test_of_several_rows_of_an_account_each_is_a_side(view: CaseView) -> None:
    """Only what the first one held was shown, and “All” took it."""
    sector, *_ = DURAND.fields
    here, there = (
        replace(sector.accounts[0], link=link, object=table, value=value)
        for link, table, value in (("K1", "contacts", "Nord"), ("K2", "leads", "Sud"))
    )
    contested = replace(sector, field="sector", before="Centre", computer="Est", accounts=(here, there))
    view.show_draft(Draft(replace(DURAND, fields=(contested,), merged=())))
    names = ["Contact · Salesforce Nantes", "Lead · Salesforce Nantes"]
    assert [side.account for side in view.model.sides if side.account] == names
    assert [view.model.index(0, at).data() for at in (3, 4)] == ["Nord", "Sud"]
    assert f"Sud, in {names[1]}" in told(view)
    (button,) = [each for each in view.findChildren(QPushButton) if each.text() == f"All: {names[1]}"]
    button.click()
    assert view.model.draft is not None
    assert view.model.draft.result(contested) == "Sud"
