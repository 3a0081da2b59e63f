"""What a case says about why it is open, and where its values come from."""

from __future__ import annotations

from dataclasses import replace

import pytest
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
