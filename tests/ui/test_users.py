"""The page of negotiators: two lines are marked and said to be one person, and one is taken apart, by keyboard and mouse."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.users import UserRow
from crmdesk.ui.translation import Language
from crmdesk.ui.users.page import UsersPage
from crmdesk.ui.users.same_person_dialog import SamePersonDialog
from crmdesk.ui.users.separate_user_dialog import SeparateUserDialog
from crmdesk.ui.widgets.basics import Label
from tests.ui.canned_users import BERTRAND, FORMER, HADDAD, LEROY, PETIT, PETIT_THERE, USERS
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(opened: Opened) -> UsersPage:
    """The page, once everybody is listed and the keyboard is in the table."""
    shown = opened.show("users")
    assert isinstance(shown, UsersPage)
    opened.wait(lambda: shown.table.rows.rowCount() == len(USERS))
    opened.wait(shown.table.hasFocus)
    return shown


def cells(page: UsersPage) -> list[tuple[str, ...]]:
    return [page.table.rows.line(row).texts for row in range(page.table.rows.rowCount())]


def states(page: UsersPage) -> list[str]:
    return [page.table.rows.line(row).state for row in range(page.table.rows.rowCount())]


def hint(page: UsersPage) -> str:
    return page._hint.text()  # noqa: SLF001 - what stands beside the filter


def go_to(page: UsersPage, user: Any) -> None:
    page.table.setCurrentIndex(page.table.rows.index(USERS.index(user), 1))


def key(page: UsersPage, what: Qt.Key) -> None:
    QTest.keyClick(page.table, what)


def mark(page: UsersPage, *users: Any) -> None:
    for user in users:
        go_to(page, user)
        key(page, Qt.Key.Key_Space)


def asked(opened: Opened, kind: type[QWidget]) -> Any:
    opened.wait(lambda: [each for each in opened.window.findChildren(kind) if each.isVisible()])
    return next(each for each in opened.window.findChildren(kind) if each.isVisible())


def calls(opened: Opened, *names: str) -> list[tuple[Any, ...]]:
    return [call for call in opened.desk.calls if call[0] in names]


def test_everybody_is_a_line_with_a_column_for_each_account(page: UsersPage) -> None:
    assert [head.title for head in page.table.rows.heads] == [
        "Name", "HubSpot", "Pipedrive", "Salesforce", "Zoho CRM", "Matched by", "Records",
    ]  # fmt: skip
    found = dict(zip((user.id for user in USERS), cells(page), strict=True))
    address = "sophie.bertrand@efficience.example"
    assert found[BERTRAND.id] == ("Sophie Bertrand", address, address, address, "–", "Same e-mail", "412")
    assert found[LEROY.id][3:6] == ("M. Leroy-Caron · mleroy@groupe.example", "–", "Told by you")
    assert found[HADDAD.id] == ("Karim Haddad", "–", "–", "–", "karim@zoho.example", "–", "21")
    assert (found[FORMER.id][0], found[FORMER.id][3]) == ("Paul Ancel (inactive)", "Paul Ancel")


def test_two_are_marked_by_keyboard_and_become_one_person(opened: Opened, page: UsersPage) -> None:
    mark(page, HADDAD)
    assert hint(page) == "“Karim Haddad” is marked. Mark the line that is the same person."
    assert not page.same.isEnabled()
    mark(page, LEROY)
    assert states(page).count("marked") == 2
    key(page, Qt.Key.Key_Return)
    dialog = asked(opened, SamePersonDialog)
    assert dialog.survivor is LEROY, "who looks after more stays"
    assert "21 records of Karim Haddad become Marie Leroy’s" in dialog._goes.text()  # noqa: SLF001 - what is asked
    dialog.save_button.click()
    opened.wait(lambda: opened.window.message_bar.text == "“Marie Leroy” is one person now.")
    opened.wait(lambda: calls(opened, "unite", "follow_users") == [("unite", "U2", "U5"), ("follow_users",)])
    opened.wait(lambda: page.table.rows.rowCount() == len(USERS) - 1)
    assert states(page).count("marked") == 0
    opened.wait(page.progress.isHidden)


def test_the_other_name_may_stay_and_it_is_taken_back(opened: Opened, page: UsersPage) -> None:
    mark(page, LEROY, HADDAD)
    page.same.click()
    dialog = asked(opened, SamePersonDialog)
    dialog.choices[1].click()
    assert "365 records of Marie Leroy become Karim Haddad’s" in dialog._goes.text()  # noqa: SLF001 - what is asked
    assert "account by account" in dialog._back.text()  # noqa: SLF001 - she has rows in two accounts
    dialog.choices[0].click()
    assert "“Separate…” takes it back" in dialog._back.text()  # noqa: SLF001
    dialog.save_button.click()
    bar = opened.window.message_bar
    opened.wait(lambda: "is one person now" in bar.text)
    bar.act()
    opened.wait(lambda: bar.text.endswith("They are two people again."))
    made = calls(opened, "suggest_again")[0][2]
    assert calls(opened, "separate", "suggest_again") == [("separate", "U2", "Z"), ("suggest_again", "U2", made)]
    opened.wait(lambda: len(calls(opened, "follow_users")) == 2)
    opened.window.bench.redo()
    opened.wait(lambda: calls(opened, "unite")[-1] == ("unite", "U2", made))


def test_what_cannot_be_taken_back_in_one_step_has_no_undo(opened: Opened, page: UsersPage) -> None:
    opened.desk.agency.users = [LEROY, HADDAD]
    page.begin()
    opened.wait(lambda: page.table.rows.rowCount() == 2)
    page.table.marked.emit(LEROY.id)
    page.table.marked.emit(HADDAD.id)
    page.same.click()
    dialog = asked(opened, SamePersonDialog)
    dialog.choices[1].click()
    dialog.submit()
    opened.wait(lambda: opened.window.message_bar.text == "“Karim Haddad” is one person now.")
    assert not opened.window.undo_stack.canUndo()


def test_a_namesake_is_asked_about_without_a_mark(opened: Opened, page: UsersPage) -> None:
    go_to(page, PETIT_THERE)
    assert hint(page) == "“Jean Petit” has a namesake (HubSpot, Pipedrive). If it is the same person, say so."
    page.same.click()
    dialog = asked(opened, SamePersonDialog)
    assert (dialog.survivor, dialog.other) == (PETIT, PETIT_THERE)
    assert "58 records of Jean Petit (Salesforce) become Jean Petit’s" in dialog._goes.text()  # noqa: SLF001
    dialog.reject()
    go_to(page, HADDAD)
    assert not page.same.isEnabled()
    assert calls(opened, "unite") == []


def test_two_of_one_account_stay_two(page: UsersPage) -> None:
    mark(page, PETIT_THERE, LEROY)
    assert hint(page) == "“Jean Petit” and “Marie Leroy” both sign in to Salesforce, so they stay two."
    assert not page.same.isEnabled()
    mark(page, HADDAD)
    assert hint(page) == "More than two are marked: say it of two at a time."
    mark(page, LEROY)
    assert hint(page) == "“Jean Petit” and “Karim Haddad” are marked."
    assert page.same.isEnabled()


def cell(page: UsersPage, user: UserRow, column: int) -> QPoint:
    """The middle of a user's cell; column 0 is the box."""
    return page.table.visualRect(page.table.rows.index(USERS.index(user), column)).center() + QPoint(0, 1)


def test_a_click_on_the_box_marks_and_elsewhere_does_not(page: UsersPage) -> None:
    for column, marked in ((2, 0), (0, 1), (0, 0)):
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(page, HADDAD, column))
        assert states(page).count("marked") == marked


@pytest.mark.parametrize(
    ("pressed", "released"), [((HADDAD, 1), (HADDAD, 0)), ((HADDAD, 0), (HADDAD, 1)), ((LEROY, 0), (HADDAD, 0))]
)
def test_only_a_press_and_a_release_on_one_box_mark(
    page: UsersPage, pressed: tuple[UserRow, int], released: tuple[UserRow, int]
) -> None:
    table, left = page.table.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(table, left, pos=cell(page, *pressed))
    QTest.mouseRelease(table, left, pos=cell(page, *released))
    assert states(page).count("marked") == 0
    QTest.mouseRelease(table, left, pos=cell(page, *pressed))
    assert states(page).count("marked") == 0, "a press is over with its release"


def test_a_double_click_on_a_box_marks_once_and_asks_nothing(opened: Opened, page: UsersPage) -> None:
    table, left, heard = page.table.viewport(), Qt.MouseButton.LeftButton, list[object]()
    page.table.opened.connect(heard.append)
    mark(page, HADDAD)
    for column in (0, 1):
        place = cell(page, LEROY, column)
        QTest.mouseClick(table, left, pos=place)
        QTest.mouseDClick(table, left, pos=place)
        QTest.mouseRelease(table, left, pos=place)
        assert states(page).count("marked") == 2
        assert heard == ([LEROY.id] if column else [])
    asked(opened, SamePersonDialog).reject()


def test_the_filter_looks_at_names_addresses_and_accounts_and_keeps_marks(opened: Opened, page: UsersPage) -> None:
    mark(page, HADDAD)
    for text, found in (("leroy caron", [LEROY]), ("ZOHO", [HADDAD]), ("petit gmail", [PETIT_THERE])):
        page.filter.setText(text)
        assert [page.table.rows.line(row).key for row in range(page.table.rows.rowCount())] == [u.id for u in found]
    QTest.keyClick(page.filter, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    key(page, Qt.Key.Key_Space)
    page.filter.setText("zürich")
    assert not page.table.isVisible()
    assert not page.separate.isEnabled()
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert page.filter.text() == ""
    assert states(page).count("marked") == 2
    assert page.same.isEnabled()
    opened.wait(page.table.isVisible)
    page.filter.setText("zürich")
    (empty,) = [each for each in page.findChildren(QPushButton) if each.text() == "Empty the filter"]
    empty.click()
    assert page.filter.text() == ""
    assert page.filter.hasFocus()


def test_a_mark_goes_with_its_line(opened: Opened, page: UsersPage) -> None:
    mark(page, HADDAD, FORMER)
    opened.desk.agency.users.remove(HADDAD)
    page.follow()
    opened.wait(lambda: page.table.rows.rowCount() == len(USERS) - 1)
    assert hint(page) == "“Paul Ancel” is marked. Mark the line that is the same person."


def test_one_person_is_said_to_be_two(opened: Opened, page: UsersPage) -> None:
    go_to(page, HADDAD)
    assert not page.separate.isEnabled(), "who is in one account is one person"
    go_to(page, LEROY)
    page.separate.click()
    dialog = asked(opened, SeparateUserDialog)
    assert dialog.place.account == "Salesforce", "what somebody has said comes first"
    dialog.save_button.click()
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text == "“Marie Leroy”: the user of Salesforce is a person of its own now.")
    opened.wait(lambda: calls(opened, "separate", "follow_users") == [("separate", "U2", "S"), ("follow_users",)])
    opened.wait(lambda: page.table.rows.rowCount() == len(USERS) + 1)
    made = next(user.id for user in opened.desk.agency.users if user.name == "M. Leroy-Caron")
    bar.act()
    opened.wait(lambda: calls(opened, "unite") == [("unite", "U2", made)])
    opened.wait(lambda: bar.text.endswith("They are one person again."))


def test_a_refusal_is_said_in_the_dialog(opened: Opened, page: UsersPage) -> None:
    mark(page, HADDAD, LEROY)
    page.same.click()
    dialog = asked(opened, SamePersonDialog)
    opened.desk.refuse = InvalidInput("users_at_account", record="U2")
    dialog.save_button.click()
    opened.wait(dialog.error.isVisible)
    assert "they stay two" in dialog.error.text()
    dialog.reject()


def test_what_nobody_can_count_or_take_back_is_said_so(opened: Opened) -> None:
    gone = UserRow("U9", "Noémie Roux", "", None, (), None)
    dialog = SamePersonDialog(opened.window, opened.desk, replace(LEROY, owned=None), gone)
    assert dialog.survivor.id == LEROY.id
    words = [label.text() for label in dialog.findChildren(Label)]
    assert "in no account any more" in words
    assert (
        "What Noémie Roux looks after becomes Marie Leroy’s: each record names one person, in every account." in words
    )
    assert "This cannot be taken back: no account tells the two apart." in words
    dialog.deleteLater()


def test_two_that_are_in_no_account_stay_two(opened: Opened, page: UsersPage) -> None:
    gone = [replace(user, places=()) for user in (HADDAD, FORMER)]
    opened.desk.agency.users = gone
    page.begin()
    opened.wait(lambda: page.table.rows.rowCount() == 2)
    for user in gone:
        page.table.marked.emit(user.id)
    assert hint(page) == "“Karim Haddad” and “Paul Ancel” are in no account any more, so they stay two."
    assert not page.same.isEnabled()


def test_how_many_records_follow_is_shown_until_all_have(opened: Opened, page: UsersPage) -> None:
    opened.desk.followed = asyncio.Event()
    mark(page, HADDAD, LEROY)
    page.same.click()
    asked(opened, SamePersonDialog).submit()
    words = page.progress._words  # noqa: SLF001 - what is said of it
    opened.wait(lambda: words.text() == "Records follow their negotiator: 0 of 21")
    assert page.progress.isVisible()
    listed = opened.desk.agency.users
    opened.desk.agency.users = [replace(user, following=5) if user.id == LEROY.id else user for user in listed]
    opened.bridge.post(ChangeSet(kinds=frozenset({Kind.LEAD})))
    opened.wait(lambda: words.text() == "Records follow their negotiator: 16 of 21")
    opened.desk.followed.set()
    opened.wait(page.progress.isHidden)


def test_what_a_crash_left_is_gone_on_with(opened: Opened) -> None:
    opened.desk.agency.users[0] = replace(opened.desk.agency.users[0], following=9)
    opened.show("users")
    opened.wait(lambda: calls(opened, "follow_users"))


def test_in_french_and_without_anybody(opened: Opened, page: UsersPage) -> None:
    opened.window.bench.settings.language = Language.FRENCH
    opened.wait(lambda: page.table.rows.heads[0].title == "Nom")
    assert cells(page)[USERS.index(LEROY)][5] == "Vous"
    opened.desk.agency.users = []
    opened.bridge.post(ChangeSet(kinds=frozenset({Kind.USER})))
    opened.wait(lambda: not page.same.isVisible())
    words = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    assert "Aucun négociateur pour l’instant. Ils arrivent avec la première synchronisation d’un compte." in words
