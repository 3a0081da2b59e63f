"""The columns of a list beside an open record: as many as there is room for, those first that a person looks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.ui.records.columns import COLUMNS, staying
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.sampling import sample
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def listed(opened: Opened, kind: Kind) -> ListPage:
    page = opened.show(kind.value)
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() > 0)
    return page


def settle() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()


def shown(page: ListPage) -> list[str]:
    columns = page.model.columns
    return [each.field for number, each in enumerate(columns) if not page.table.isColumnHidden(number)]


@pytest.mark.parametrize("size", sample([(1024, 700), (1366, 768), (1440, 900)], (1024, 700)))
@pytest.mark.parametrize("kind", [Kind.LEAD, Kind.DEAL, Kind.COMPANY, Kind.ACTIVITY])
def test_a_list_beside_a_record_does_not_scroll_sideways(
    opened: Opened, settings: UiSettings, kind: Kind, size: tuple[int, int]
) -> None:
    settings.language = Language.FRENCH
    opened.window.resize(*size)
    page = listed(opened, kind)
    page.show_record(page.model.row(0).id)
    settle()
    assert page.table.horizontalScrollBar().maximum() == 0
    name = "subject" if kind is Kind.ACTIVITY else "name"
    assert name in shown(page)
    page.close_panel()
    settle()
    assert shown(page) == [each.field for each in page.model.columns]


def test_what_a_person_looks_for_stays_longest(opened: Opened) -> None:
    opened.window.resize(1366, 768)
    leads = listed(opened, Kind.LEAD)
    leads.show_record(leads.model.row(0).id)
    settle()
    few = ["state", "name", "lead_type", "phone", "sector", "status"]
    assert shown(leads) == few
    opened.window.resize(1480, 768)
    settle()
    assert shown(leads) == [*few, "owner"]
    opened.window.resize(1240, 768)
    settle()
    assert shown(leads) == [each for each in few if each != "sector"]
    assert leads.table.columnWidth(1) >= 168


def test_a_width_that_a_person_chose_stays_and_columns_give_way_to_it(opened: Opened) -> None:
    opened.window.resize(1366, 768)
    leads = listed(opened, Kind.LEAD)
    leads.show_record(leads.model.row(0).id)
    settle()
    assert "sector" in shown(leads)
    leads.table.setColumnWidth(1, 300)
    opened.window.resize(1360, 768)
    settle()
    assert leads.table.columnWidth(1) == 300
    assert leads.table.horizontalScrollBar().maximum() == 0
    assert "sector" not in shown(leads)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_column_but_what_names_a_record_and_its_state_may_give_way(kind: Kind) -> None:
    columns = COLUMNS[kind]
    left = staying(kind, columns, [each.width for each in columns], room=0)
    kept = {"state", "name", "subject", "status", "stage", "due_at"}
    assert {columns[number].field for number in left} <= kept
    whole = [each.width for each in columns]
    assert staying(kind, columns, whole, room=sum(whole)) == list(range(len(columns)))
