"""Records that may be the same: found, looked at, united, kept apart, separated, each with its way back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import RunReport, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.duplicates import PossibleDuplicate, UnitedField
from crmdesk.ui.duplicates.pair_card import PairCard
from crmdesk.ui.duplicates.pairs_view import MOST
from crmdesk.ui.duplicates.separate_dialog import SeparateDialog
from crmdesk.ui.duplicates.unite_dialog import UniteDialog
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button, IconButton, Label
from tests.ui.canned_duplicates import ADDRESS, DUPLICATES, NAME, NUMBER, PHONES, UNITED
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def leads(opened: Opened) -> ListPage:
    """The list of leads, with possible duplicates known."""
    opened.desk.agency.duplicates = list(DUPLICATES)
    opened.window.bench.duplicates.read()
    opened.wait(lambda: len(opened.window.bench.duplicates.all) == len(DUPLICATES))
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    return page


@pytest.fixture
def benali(opened: Opened, leads: ListPage) -> ListPage:
    """The record of M. Benali, with those that look like it."""
    leads.show_record("L01")
    opened.wait(lambda: tabs(leads).isTabVisible(4))
    leads.panel.show_tab(4)
    return leads


def tabs(page: ListPage) -> QTabBar:
    return page.panel.findChildren(QTabBar)[0]


def ran(opened: Opened, **counts: int) -> None:
    opened.bridge.post(RunReport("H", "hubspot", RunStatus.DONE, counts))


def texts(card: PairCard) -> list[str]:
    return [label.text() for label in card.findChildren(Label)]


def shows(page: ListPage, count: int) -> bool:
    return len(others(page)) == count


def others(page: ListPage) -> list[PossibleDuplicate]:
    return list(page.panel.duplicates.pairs)


# -- the part of the record ---------------------------------------------------------------------------------------------


def test_a_record_that_looks_like_nobody_has_no_such_part(opened: Opened, leads: ListPage) -> None:
    leads.show_record("L02")
    opened.wait(lambda: "L02" in opened.desk.compared)
    assert not tabs(leads).isTabVisible(4)


def test_a_record_shows_who_may_be_the_same_and_why(opened: Opened, benali: ListPage) -> None:
    assert tabs(benali).tabText(4) == "Duplicates 2"
    cards = benali.panel.duplicates.cards()
    assert texts(cards[0]) == ["Karim Benali", "Lead · Salesforce", "Same phone number and name"]
    assert texts(cards[1]) == ["Benali Karim", "Lead · Zoho CRM", "Same name and place"]
    assert [pair.first.record for pair in others(benali)] == ["L01", "L01"], "the record that is looked at stays"
    opened.wait(cards[0].not_same.isVisible)
    assert benali.panel.rect().contains(cards[0].not_same.mapTo(benali.panel, QPoint(0, 0)))


def test_another_record_never_shows_the_pairs_of_the_one_before(opened: Opened, benali: ListPage) -> None:
    benali.show_record("L02")
    assert others(benali) == []
    opened.wait(lambda: "L02" in opened.desk.compared)
    assert others(benali) == []
    assert not tabs(benali).isTabVisible(4)


@pytest.mark.parametrize("language", [Language.FRENCH, Language.ENGLISH])
def test_every_part_of_the_record_has_room(
    opened: Opened, benali: ListPage, settings: UiSettings, language: Language
) -> None:
    settings.language = language
    bar = tabs(benali)
    opened.wait(lambda: bar.tabText(4).startswith("Doublons" if language is Language.FRENCH else "Duplicates"))
    opened.wait(lambda: bar.tabRect(4).right() <= bar.width())
    assert bar.tabRect(0).left() >= 0
    assert bar.width() <= benali.panel.width()


# -- uniting ------------------------------------------------------------------------------------------------------------


def unite_dialog(opened: Opened) -> UniteDialog:
    opened.wait(lambda: opened.window.findChildren(UniteDialog))
    (dialog,) = opened.window.findChildren(UniteDialog)
    return dialog


def test_uniting_is_shown_before_it_is_done(opened: Opened, benali: ListPage) -> None:
    benali.panel.duplicates.cards()[0].unite.click()
    dialog = unite_dialog(opened)
    lines = [dialog.table.rows.line(row) for row in range(dialog.table.rows.rowCount())]
    assert [line.texts for line in lines] == [
        ("Last name", "Benali", "Benali-Roche", "To be decided"),
        ("Phone", "06 12 34 56 78", "02 40 11 22 33", "06 12 34 56 78, 02 40 11 22 33"),
        ("City", "Rezé", "–", "Rezé"),
        ("Negotiator", "–", "Jean P.", "Jean P."),
    ]
    assert [line.state for line in lines] == ["you are asked", "settled", "settled", "settled"]
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    assert "6 fields tell the same in both." in said
    assert "1 field is to be decided under “Conflicts”" in said
    assert "What is not taken stays in the history" in said
    assert "can be separated again" in said
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    opened.wait(lambda: not opened.window.findChildren(UniteDialog))
    assert opened.desk.calls == [("preview_union", "L01", "L07")]


def test_uniting_can_be_taken_back_from_its_message(opened: Opened, benali: ListPage) -> None:
    benali.panel.duplicates.cards()[0].unite.click()
    unite_dialog(opened).save_button.click()
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text == "“M. Karim Benali” is one record now. Undo separates the two again.")
    opened.wait(lambda: len(others(benali)) == 1)
    bar.act()
    opened.wait(lambda: bar.text == "Undone: uniting M. Karim Benali. They are two records again.")
    bar.act()
    opened.wait(lambda: bar.text == "Redone: uniting M. Karim Benali")
    assert opened.desk.calls[1:] == [
        ("unite", "L01", "L07"),
        ("separate", "L01", "S"),
        ("suggest_again", "L01", "change3"),
        ("unite", "L01", "change3"),
    ]


def test_undo_takes_back_what_was_united_and_no_edit_before_it(opened: Opened, benali: ListPage) -> None:
    opened.window.bench.changed("change9", "M. Benali: Status")
    benali.panel.duplicates.cards()[0].unite.click()
    unite_dialog(opened).save_button.click()
    opened.wait(lambda: opened.window.undo_stack.count() == 2)
    undo = opened.window.actions_table["undo"]
    assert undo.text() == "Undo: uniting M. Karim Benali"
    undo.trigger()
    opened.wait(lambda: opened.desk.calls[-1] == ("suggest_again", "L01", "change3"))
    assert undo.text() == "Undo: M. Benali: Status"


def test_what_cannot_be_taken_back_offers_no_undo(opened: Opened, leads: ListPage) -> None:
    opened.window.bench.unite.emit(ADDRESS)
    unite_dialog(opened).save_button.click()
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text == "“Mme Aïcha Diallo” is one record now.")
    assert not [button for button in bar.findChildren(Button) if button.isVisible()]


def test_what_cannot_be_united_any_more_is_said_and_looked_at_again(opened: Opened, benali: ListPage) -> None:
    opened.desk.refuse = InvalidInput("record_deleted", record="L07")
    opened.desk.agency.duplicates = [NAME]
    benali.panel.duplicates.cards()[0].unite.click()
    opened.wait(lambda: opened.window.message_bar.text)
    opened.wait(lambda: len(others(benali)) == 1)
    assert not opened.window.findChildren(UniteDialog)


def test_why_uniting_was_refused_stands_in_the_dialog(opened: Opened, benali: ListPage) -> None:
    benali.panel.duplicates.cards()[0].unite.click()
    dialog = unite_dialog(opened)
    opened.desk.refuse = InvalidInput("on_its_way", record="L07")
    dialog.save_button.click()
    opened.wait(dialog.error.isVisible)
    assert dialog.isVisible()


# -- keeping apart ------------------------------------------------------------------------------------------------------


def test_two_that_are_not_the_same_are_not_shown_again_unless_taken_back(opened: Opened, benali: ListPage) -> None:
    for left in (1, 0):
        benali.panel.duplicates.cards()[0].not_same.click()
        opened.wait(partial(shows, benali, left))
    assert not tabs(benali).isTabVisible(4)
    assert tabs(benali).currentIndex() != 4
    assert opened.desk.calls == [("keep_apart", "L01", "L07"), ("keep_apart", "L01", "L09")]
    bar = opened.window.message_bar
    assert bar.text == "“M. Karim Benali” and “Benali Karim” stay two records and are not suggested any more."
    bar.act()
    opened.wait(lambda: opened.desk.calls[-1] == ("suggest_again", "L01", "L09"))
    opened.wait(lambda: bar.text.endswith("They are suggested as possible duplicates again."))
    opened.window.actions_table["undo"].trigger()
    opened.wait(lambda: opened.desk.calls[-1] == ("suggest_again", "L01", "L07"))


# -- separating ---------------------------------------------------------------------------------------------------------


def separate_buttons(page: ListPage) -> list[Button]:
    buttons = page.panel.accounts.findChildren(Button)
    return [each for each in buttons if each.text() == "Separate this account…"]


def test_an_account_is_separated_and_united_again(opened: Opened, benali: ListPage) -> None:
    hubspot, salesforce = separate_buttons(benali)
    assert hubspot is not salesforce
    salesforce.click()
    opened.wait(lambda: opened.window.findChildren(SeparateDialog))
    (dialog,) = opened.window.findChildren(SeparateDialog)
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    assert "Nothing is deleted in any account." in said
    dialog.save_button.click()
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text.startswith("“M. Karim Benali”: Salesforce Nantes has a record of its own now."))
    bar.act()
    words = "Undone: separating Salesforce Nantes from M. Karim Benali. They are one record again."
    opened.wait(lambda: bar.text == words)
    opened.window.actions_table["redo"].trigger()
    opened.wait(lambda: opened.desk.calls[-1] == ("separate", "L01", "S"))
    opened.wait(lambda: bar.text.startswith("Redone"))
    opened.window.actions_table["undo"].trigger()
    opened.wait(lambda: opened.desk.calls[-1] == ("unite", "L01", "change3"))
    assert opened.desk.calls[:2] == [("separate", "L01", "S"), ("unite", "L01", "change1")]


def test_a_record_of_one_account_cannot_be_separated(opened: Opened, leads: ListPage) -> None:
    leads.show_record("L02")
    opened.wait(lambda: leads.panel.card is not None)
    assert separate_buttons(leads) == []


# -- all of a kind ------------------------------------------------------------------------------------------------------


def more(page: ListPage) -> dict[str, QAction]:
    """What the menus of the page offer, by its words."""
    menus = [each.menu() for each in page.findChildren(IconButton) if each.accessibleName() == "More"]
    for menu in menus:
        menu.aboutToShow.emit()
    return {action.text(): action for menu in menus for action in menu.actions()}


def title(page: ListPage) -> str:
    (label,) = [each for each in page.findChildren(Label) if each.property("role") == "title"]
    return label.text()


def way_back(page: ListPage) -> Button:
    (button,) = [each for each in page.findChildren(Button) if each.text() == "Back to the list"]
    return button


def test_the_way_to_all_of_a_kind_counts_them_and_is_there_only_where_any_are(opened: Opened, leads: ListPage) -> None:
    assert "Possible duplicates (3)" in more(leads)
    contacts = opened.show("contact")
    assert isinstance(contacts, ListPage)
    assert [words for words in more(contacts) if "duplicates" in words] == []


def test_all_of_a_kind_stand_in_the_place_of_the_list(opened: Opened, leads: ListPage) -> None:
    more(leads)["Possible duplicates (3)"].trigger()
    opened.wait(lambda: len(leads.duplicates.cards()) == 3)
    assert leads.duplicates.isVisible()
    assert not leads.table.isVisible()
    assert title(leads) == "Leads: possible duplicates"
    assert texts(leads.duplicates.cards()[0]) == [
        "Mme Aïcha Diallo", "Lead · Salesforce", "A. Diallo", "Lead · Only on this computer", "Same e-mail address",
    ]  # fmt: skip
    way_back(leads).click()
    opened.wait(leads.table.isVisible)
    assert title(leads) == "Leads"
    assert leads.filters.isVisible()


def test_many_are_shown_some_at_a_time(opened: Opened, leads: ListPage) -> None:
    pairs = [replace(ADDRESS, second=replace(ADDRESS.second, record=f"X{number}")) for number in range(MOST + 5)]
    opened.desk.agency.duplicates = pairs
    leads.show_duplicates()
    opened.wait(lambda: len(leads.duplicates.cards()) == MOST)
    words = [label.text() for label in leads.duplicates.findChildren(Label)]
    assert f"{MOST} of {MOST + 5} are shown." in words


def test_a_search_goes_back_to_the_list(opened: Opened, leads: ListPage) -> None:
    leads.show_duplicates()
    opened.window.top_bar.search.setText("Benali")
    opened.wait(leads.table.isVisible)
    assert not way_back(leads).isVisible()


def test_companies_are_compared_by_their_domain(opened: Opened, leads: ListPage) -> None:
    opened.window.bench.show_duplicates.emit(Kind.COMPANY)
    page = opened.window.page("company")
    assert isinstance(page, ListPage)
    opened.wait(lambda: len(page.duplicates.cards()) == 1)
    (card,) = page.duplicates.cards()
    assert (card.reason.text(), card.not_same.text()) == ("Same web domain", "Not the same company")


# -- after a run --------------------------------------------------------------------------------------------------------


def test_a_run_that_brought_some_says_so_once_and_leads_there(opened: Opened) -> None:
    duplicates, bar = opened.window.bench.duplicates, opened.window.message_bar
    opened.desk.agency.duplicates = [NUMBER]
    duplicates.read()
    opened.wait(lambda: len(duplicates.all) == 1)
    assert bar.topic != "duplicates", "what is there when the window opens is not told as news"
    opened.desk.agency.duplicates = list(DUPLICATES)
    ran(opened, new=3)
    opened.wait(lambda: bar.text == "2 records look like others. Nothing was united.")
    read: list[int] = []
    duplicates.changed.connect(lambda: read.append(len(duplicates.all)))
    bar.act()
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.duplicates.isVisible() and len(page.duplicates.cards()) == 3)
    opened.wait(lambda: len(read) == 1)
    told: list[object] = []
    duplicates.appeared.connect(told.append)
    ran(opened, new=1)
    opened.wait(lambda: len(read) == 2)
    assert told == []


def test_a_run_that_brought_nothing_looks_for_nothing(opened: Opened) -> None:
    opened.wait(lambda: None in opened.desk.compared)
    before = opened.desk.compared.count(None)
    ended: list[object] = []
    opened.bridge.run_ended.connect(ended.append)
    ran(opened, pulled=12, applied=0)
    opened.wait(lambda: ended)
    ran(opened, pulled=12)
    opened.wait(lambda: len(ended) == 2)
    assert opened.desk.compared.count(None) == before


# -- what differs is seen -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first", "second", "told"),
    [
        ("last_contact_at", "2026-06-26T20:47:05.000Z", "2026-06-26T20:47:59.000Z", (":05", ":59")),
        ("last_contact_at", "2026-06-26T20:47:05.000Z", "2026-06-26T20:47:05.250Z", (":05", ":05.250")),
        ("phones", PHONES[:1], [{**PHONES[0], "label": "work"}], ("(mobile)", "(work)")),
    ],
)
def test_values_that_differ_never_read_alike(
    opened: Opened, name: str, first: Value, second: Value, told: tuple[str, str]
) -> None:
    united = replace(UNITED, fields=(UnitedField(name, first, second, first, asked=False),))
    dialog = UniteDialog(opened.window, opened.desk, NUMBER, united)
    texts = dialog.table.rows.line(0).texts
    assert texts[1].endswith(told[0])
    assert texts[2].endswith(told[1])
    assert texts[3] == texts[1]
    dialog.deleteLater()
