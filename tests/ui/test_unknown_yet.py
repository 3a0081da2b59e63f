"""Whom an account names and nobody knows here yet: told as that, and no blank."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from crmdesk.domain.conflicts import Keep
from crmdesk.ui.conflicts.case_view import may_be_blank
from crmdesk.ui.conflicts.page import ConflictsPage
from tests.ui.canned_conflicts import DIALLO
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WORDS = "(not known here yet)"


def test_a_case_tells_somebody_unknown_from_a_blank(opened: Opened) -> None:
    (owner,) = DIALLO.fields
    (side,) = owner.accounts
    field = replace(owner, accounts=(replace(side, value=None, unknown=True),))
    opened.desk.agency.cases[DIALLO.record] = replace(DIALLO, fields=(field,))
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.rowCount() > 0)
    page.list.select(DIALLO.record)
    opened.wait(lambda: page.case.model.rowCount() == 1)
    there, result = (page.case.model.index(0, column) for column in (3, 4))
    assert there.data() == WORDS
    opened.wait(lambda: any(f"{WORDS}, in {side.account}" in label.text() for label in page.findChildren(QLabel)))
    page.case.table.choose_all(Keep.ACCOUNT, side.account)
    opened.wait(lambda: result.data() == WORDS)
    assert not may_be_blank(field)
