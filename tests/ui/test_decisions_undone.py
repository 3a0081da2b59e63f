"""A decision that is taken back: what the desk shows then, in what order whatever is read comes, and that it can be finished."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind, Keep, Resolution
from crmdesk.domain.events import ChangeSet
from crmdesk.store.queries import conflicts
from crmdesk.store.queries.history import HistoryRow
from crmdesk.store.queries.rows import Destination
from crmdesk.ui import formats
from crmdesk.ui.conflicts.outcome import outcome
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.records.list_page import ListPage
from tests.ui import canned_rows
from tests.ui.canned_conflicts import DECIDED, DURAND, MOVED, REOPENED, euro
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
HELD = (
    "“Mme Claire Durand” is in the trash of this computer. It waits on this computer for HubSpot, where sending is"
    " switched off."
)


@pytest.fixture
def page(opened: Opened) -> ConflictsPage:
    shown = opened.show("conflicts")
    assert isinstance(shown, ConflictsPage)
    opened.wait(lambda: shown.case.model.rowCount() == 6)
    shown.case.table.setFocus()
    return shown


def decide(opened: Opened, page: ConflictsPage) -> None:
    """Keep everything of this computer and finish."""
    QTest.keyClick(page.case.table, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(page.case.table, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: page.list.rows.rowCount() == 3)
    opened.wait(page.deletion.isVisible)


def undo(opened: Opened, *, sent: bool) -> None:
    opened.desk.reopens = {"L00": REOPENED} if sent else {}
    opened.window.bench.undo()


def test_a_sent_decision_that_is_taken_back_says_so_and_nothing_of_values_that_moved(
    opened: Opened, page: ConflictsPage
) -> None:
    decide(opened, page)
    undo(opened, sent=True)
    opened.wait(lambda: page.case.isVisible() and page.case.model.draft and page.case.model.draft.case == REOPENED)
    opened.wait(lambda: opened.window.message_bar.text.startswith("Undone"))
    assert opened.window.message_bar.text == ("Undone: decision about Mme Claire Durand. The question is open again.")
    (first,) = [words for label in page.case.findChildren(QLabel) if "taken back" in (words := label.text())]
    when = formats.moment(DECIDED)
    assert first.startswith(
        f"The decision of {when} was taken back after it had been sent. The question is open again."
    )
    assert "changed while you were reading" not in first
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.case.model.index(1, 0).data(role) == "Asking price, to be chosen"


def test_what_was_taken_back_after_it_was_sent_can_be_decided_and_finished(opened: Opened, page: ConflictsPage) -> None:
    decide(opened, page)
    undo(opened, sent=True)
    opened.wait(lambda: page.case.isVisible() and page.case.model.draft and page.case.model.draft.case == REOPENED)
    assert not page.case.finish_button.isEnabled()
    decide(opened, page)
    expected = tuple(Resolution(field.id, Keep.COMPUTER, field.shown) for field in REOPENED.fields)
    assert opened.desk.calls[-1] == ("resolve", expected)


def test_choices_come_back_with_a_decision_that_was_not_sent(opened: Opened, page: ConflictsPage) -> None:
    """Also where the news of the store come before the answer to the undo."""
    decide(opened, page)
    undo(opened, sent=False)
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: page.case.isVisible() and page.case.finish_button.isEnabled())
    draft = page.case.model.draft
    assert draft is not None
    assert [decided.keep for field in draft.case.fields if (decided := draft.decision(field.id))] == [Keep.COMPUTER] * 4


def test_a_case_that_moved_while_another_was_shown_is_not_shown_as_it_was(opened: Opened, page: ConflictsPage) -> None:
    """It would look decided, and nothing would come of finishing it."""
    QTest.keyClick(page.case.table, Qt.Key.Key_Left, SHIFT)
    page.case.table.choose_other("X2", euro("332500"))
    page.list.select("L08")
    opened.wait(page.deletion.isVisible)
    opened.desk.agency.cases["L00"] = MOVED
    draft = page.case.model.draft
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: draft is not None and draft.case == MOVED)
    page.list.select("L00")
    opened.wait(page.case.isVisible)
    assert page.case.remaining == "1 field to go"
    assert not page.case.finish_button.isEnabled()


def test_a_list_that_was_read_before_the_undo_does_not_lead_away(
    opened: Opened, page: ConflictsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(opened, page)
    read, begun, late = opened.desk.read, asyncio.Event(), asyncio.Event()

    async def slow(query: Callable[[Any], Any]) -> Any:
        found = await read(query)
        if query is conflicts.conflict_list and not late.is_set():
            begun.set()
            await late.wait()
        return found

    monkeypatch.setattr(opened.desk, "read", slow)
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(begun.is_set)
    undo(opened, sent=True)
    opened.wait(lambda: opened.window.message_bar.text.startswith("Undone"))
    late.set()
    opened.wait(lambda: page.case.isVisible() and page.case.model.draft and page.case.model.draft.case == REOPENED)
    assert page.list.currentIndex().row() == page.list.rows.row_of("L00")


def test_finishing_twice_at_once_is_one_decision_that_can_be_taken_back(
    opened: Opened, page: ConflictsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve, stored = opened.desk.resolve, asyncio.Event()

    async def slow(resolutions: Any) -> str:
        change = await resolve(resolutions)
        await stored.wait()
        return change

    monkeypatch.setattr(opened.desk, "resolve", slow)
    QTest.keyClick(page.case.table, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(page.case.table, Qt.Key.Key_Return, CONTROL)
    opened.wait(lambda: opened.desk.calls)
    QTest.keyClick(page.case.table, Qt.Key.Key_Return, CONTROL)
    stored.set()
    opened.wait(lambda: opened.window.undo_stack.count() == 1)
    assert [call[0] for call in opened.desk.calls] == ["resolve"]


@pytest.mark.parametrize(
    ("gone", "keep", "elsewhere", "waiting", "words"),
    [
        (True, Keep.ACCOUNT, (), [], "“Mme Claire Durand” is in the trash of this computer. Nothing has to be sent."),
        (
            True,
            Keep.ACCOUNT,
            ("Zoho",),
            [Destination("Zoho", sending=True)],
            "“Mme Claire Durand” is kept. It is sent to Zoho with the next synchronisation.",
        ),
        (
            True,
            Keep.COMPUTER,
            (),
            [Destination("HubSpot", sending=True)],
            "“Mme Claire Durand” is kept. It is sent to HubSpot with the next synchronisation.",
        ),
        (
            False,
            Keep.COMPUTER,
            (),
            [Destination("HubSpot", sending=False)],
            HELD,
        ),
        (False, Keep.ACCOUNT, (), [], "“Mme Claire Durand” is kept. Nothing has to be sent."),
        (
            True,
            Keep.OTHER,
            (),
            [],
            "“Mme Claire Durand” is kept, and no longer linked to Salesforce Nantes. Nothing has to be sent.",
        ),
    ],
)
def test_a_decision_about_a_deletion_says_what_comes_of_it(
    opened: Opened, gone: bool, keep: Keep, elsewhere: tuple[str, ...], waiting: list[Destination], words: str
) -> None:
    del opened
    why = ConflictKind.CHANGED_HERE_DELETED_THERE if gone else ConflictKind.DELETED_HERE_CHANGED_THERE
    field = replace(DURAND.fields[0], field=EXISTENCE, why=why)
    case = replace(DURAND, fields=(field,), elsewhere=elsewhere)
    assert outcome(case, [Resolution(field.id, keep, field.shown)], waiting) == words


def test_accepting_a_deletion_promises_nothing(
    opened: Opened, page: ConflictsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canned_rows, "DESTINATIONS", [])
    page.list.select("L08")
    opened.wait(page.deletion.isVisible)
    said = [label.text() for label in page.deletion.findChildren(QLabel)]
    assert any("Nothing happens in HubSpot Nantes: it is deleted there already." in words for words in said)
    field = opened.desk.agency.cases["L08"].fields[0]
    page.deletion.decided.emit(Resolution(field.id, Keep.ACCOUNT, field.shown))
    opened.wait(lambda: "in the trash of this computer. Nothing has to be sent." in opened.window.message_bar.text)


def test_accepting_a_deletion_in_one_account_keeps_the_record_in_the_others(
    opened: Opened, page: ConflictsPage
) -> None:
    opened.desk.agency.cases["L08"] = replace(opened.desk.agency.cases["L08"], elsewhere=("Zoho",))
    page.list.select("L08")
    opened.wait(page.deletion.isVisible)
    said = " ".join(label.text() for label in page.deletion.findChildren(QLabel))
    assert "Leave it deleted in HubSpot Nantes" in said
    assert "The record stays on this computer, with your changes, and in Zoho." in said
    assert "trash" not in said


def test_history_says_what_was_undone_and_done_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        HistoryRow(5, canned_rows.ago(hours=1), "city", "Rezé", "Nantes", "redo", None, None),
        HistoryRow(4, canned_rows.ago(hours=2), "city", "Nantes", "Nantes", "undo", None, None, decided_at=DECIDED),
        HistoryRow(3, canned_rows.ago(hours=3), EXISTENCE, True, True, "undo", None, None, decided_at=DECIDED),
        HistoryRow(2, canned_rows.ago(hours=4), None, None, None, "undo", "restored", None, decided_at=DECIDED),
    ]
    monkeypatch.setattr(canned_rows, "HISTORY", rows)
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    page.panel.show_tab(2)
    opened.wait(lambda: len(page.panel.history.findChildren(QLabel)) >= 8)
    said = [label.text() for label in page.panel.history.findChildren(QLabel)]
    taken_back = f"The decision of {formats.moment(DECIDED)} was taken back: the question is open again."
    assert said[0] == "City: Rezé → Nantes"
    assert said[1].endswith("· done again on this computer")
    assert said[2] == f"City: stays Nantes. {taken_back}"
    assert said[3].endswith("· undone on this computer")
    assert said[4] == f"Stays on this computer. {taken_back}"
    assert said[6] == f"Restored. {taken_back}"
