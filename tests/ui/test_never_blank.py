"""A blank that an account would not take is told beside the values, before anything is decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from crmdesk.domain.events import ChangeSet
from crmdesk.store.queries.rows import ConflictCase
from crmdesk.ui.conflicts.page import ConflictsPage
from tests.ui.canned_conflicts import DURAND
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
WORDS = "A blank is not sent to Salesforce Nantes: the value there stays."


def blanked() -> ConflictCase:
    """The status of DURAND was emptied here."""
    status, *others = (each for each in DURAND.fields if each.field in ("status", "phones"))
    fields = [replace(each, computer=None) if each.field == "status" else each for each in (status, *others)]
    return replace(DURAND, fields=tuple(fields), similar=0)


def told(opened: Opened, *cases: ConflictCase) -> ConflictsPage:
    """The page with the cases, where the account requires the status and the phone number of the first."""
    opened.desk.agency.cases = {case.record: case for case in cases}
    opened.desk.agency.required = {"L00": {"status": ("Salesforce Nantes",), "phones": ("Salesforce Nantes",)}}
    opened.bridge.post(ChangeSet(conflicts=True))
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.shows(page.case.model.draft) if page.case.model.draft else False)
    return page


def texts(page: ConflictsPage) -> list[str]:
    return [label.text() for label in page.case.findChildren(QLabel) if label.isVisible()]


def at(page: ConflictsPage, field: str) -> None:
    """Go to a field."""
    rows = range(page.case.model.rowCount())
    row = next(row for row in rows if (each := page.case.model.field(row)) is not None and each.field == field)
    page.case.table.setCurrentIndex(page.case.model.index(row, 0))


def test_it_is_told_where_a_blank_could_be_chosen(opened: Opened) -> None:
    page = told(opened, blanked())
    at(page, "status")
    opened.wait(lambda: WORDS in texts(page))
    at(page, "phones")
    assert WORDS not in texts(page), "no side of it is blank"


def test_it_is_told_again_on_the_way_back(opened: Opened) -> None:
    page = told(opened, blanked(), replace(DURAND, record="L05", name="Mme Aïcha Diallo"))
    at(page, "status")
    opened.wait(lambda: WORDS in texts(page))
    page.list.select("L05")
    opened.wait(lambda: page.case.model.draft is not None and page.case.model.draft.case.record == "L05")
    opened.desk.agency.cases["L00"] = blanked()  # as it is read: equal, and not the same
    page.list.select("L00")
    opened.wait(lambda: page.case.model.draft is not None and page.case.model.draft.case.record == "L00")
    at(page, "status")
    opened.wait(lambda: WORDS in texts(page))


def test_nothing_is_asked_where_no_value_is_blank(opened: Opened) -> None:
    page = told(opened, DURAND)
    at(page, "status")
    opened.wait(lambda: any(text.startswith("Why these values") for text in texts(page)))
    assert WORDS not in texts(page)
