"""What is empty says so, and what to do next."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from crmdesk.domain.kinds import Kind
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.widgets.basics import Button
from crmdesk.ui.widgets.pieces import EmptyState
from tests.ui.canned_agency import Agency
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def emptied(opened: Opened, page: QWidget) -> EmptyState:
    """What is shown in the place of the rows."""
    opened.wait(lambda: [each for each in page.findChildren(EmptyState) if each.isVisible()])
    (shown,) = [each for each in page.findChildren(EmptyState) if each.isVisible()]
    return shown


def way_on(shown: EmptyState) -> Button:
    (found,) = shown.findChildren(Button)
    return found


def test_no_duplicates_leads_back_to_the_list(opened: Opened) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    opened.window.bench.show_duplicates.emit(Kind.LEAD)
    opened.wait(page.duplicates.isVisible)
    shown = emptied(opened, page)
    assert shown.sentence.text().endswith("After each synchronisation they are compared again.")
    way_on(shown).click()
    opened.wait(page.table.isVisible)


@pytest.mark.parametrize(
    ("connected", "words", "way", "leads_to"),
    [
        (True, "Nothing here yet. What an account holds comes in", "See the accounts’ state", "sync"),
        (False, "Nothing here yet. Connect a CRM", "Connect an account", "connect"),
    ],
)
def test_an_empty_list_knows_whether_there_is_an_account(
    opened: Opened, connected: bool, words: str, way: str, leads_to: str
) -> None:
    blank = Agency.blank()
    opened.desk.agency.fields, opened.desk.agency.kinds = blank.fields, blank.kinds
    if not connected:
        opened.desk.agency.connections = []
    page = opened.show("company")
    shown = emptied(opened, page)
    opened.wait(lambda: shown.sentence.text().startswith(words) and way_on(shown).text() == way)
    asked: list[str] = []
    opened.window.bench.go.connect(asked.append)
    way_on(shown).click()
    assert asked[:1] == [leads_to]
