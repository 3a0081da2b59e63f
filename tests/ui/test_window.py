"""The frame of the window: pages, badges, status, messages, undo, closing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crmdesk.domain.errors import InvalidInput, SignInNeeded, StoreFault, Unreachable
from crmdesk.domain.events import ChangeSet, Failed, Recovered, RunProgress, RunReport, RunStage, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import status
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.shell.navigation import PAGES
from crmdesk.ui.shell.palette import Palette
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.look import Appearance
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.workbench import Message
from tests.ui.canned_sign_in import FOUND, CannedFlow
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def test_every_page_of_the_navigation_exists_and_shows_itself(opened: Opened) -> None:
    for page in [page for page in PAGES if page.key]:
        shown = opened.show(page.key)
        opened.wait(shown.isVisible)
        assert opened.window.windowTitle().endswith("– crmdesk")


def test_badges_are_part_of_what_is_read_aloud(opened: Opened) -> None:
    pages = opened.window.navigation.pages
    spoken = pages.index(pages.row_of("conflicts")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Conflicts, 4 open"


def test_numbers_follow_what_the_store_says(opened: Opened) -> None:
    opened.desk.agency.cases.pop("L05")
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: opened.window.status_bar.conflicts.text() == "3 conflicts")


def test_ctrl_page_keys_go_round_the_pages(opened: Opened) -> None:
    QTest.keyClick(opened.window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.navigation.current_key() == "settings"
    QTest.keyClick(opened.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.navigation.current_key() == "lead"


def test_f5_means_the_chosen_account_and_ctrl_f5_all(opened: Opened) -> None:
    opened.window.top_bar.account.menu().actions()[2].trigger()
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    QTest.keyClick(opened.window, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    assert opened.desk.calls == [("sync", "S"), ("sync", None)]


def test_a_run_shows_its_progress_and_can_be_stopped(opened: Opened) -> None:
    bar = opened.window.status_bar
    opened.bridge.post(RunProgress("H", RunStage.COMPARE, "contacts", 30, 60, 10.0))
    opened.wait(bar.job.isVisible)
    assert bar.job.text() == "HubSpot · comparing · 50%"
    bar.stop.click()
    assert opened.desk.calls[-1] == ("stop", None)
    opened.bridge.post(RunReport("H", "hubspot", RunStatus.DONE))
    opened.wait(lambda: not bar.job.isVisible())


def test_a_lost_sign_in_asks_to_reconnect_until_it_is_over(opened: Opened) -> None:
    opened.bridge.post(Failed("Z", SignInNeeded("refresh_refused")))
    bar = opened.window.message_bar
    opened.wait(bar.isVisible)
    assert bar.text.startswith("Zoho CRM · The access was withdrawn")
    opened.bridge.post(Recovered("Z"))
    opened.wait(lambda: not bar.isVisible())


def test_a_message_moves_nothing(opened: Opened) -> None:
    window, bar = opened.window, opened.window.message_bar
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    opened.wait(page.model.rowCount)

    def places() -> list[QPoint]:
        parts = (page, page.table, page.table.viewport(), window.status_bar, window.top_bar)
        return [part.mapTo(window, QPoint(0, 0)) for part in parts]

    before, row = places(), page.table.visualRect(page.model.index(3, 1))
    window.bench.message.emit(Message("Something " * 60, "waiting", "Open", lambda: None))
    assert bar.isVisible()
    QCoreApplication.processEvents()
    assert (places(), page.table.visualRect(page.model.index(3, 1))) == (before, row)
    assert bar.panes()[0].isVisible()
    bar.close_message()
    assert bar.panes() == []


def test_f6_reaches_the_message(opened: Opened) -> None:
    window, acted = opened.window, []
    window.bench.message.emit(Message("It is done", "done", "Undo", lambda: acted.append(1)))
    for _ in range(8):
        if window.focusWidget() is window.message_bar.panes()[0]:
            break
        QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(window.message_bar.panes()[0], Qt.Key.Key_Space)
    assert acted == [1]


def sign_in_everywhere(opened: Opened) -> None:
    """No account needs signing in any more."""
    opened.desk.agency.connections = [
        replace(row, state="active", failure=None) if row.state == "sign_in" else row
        for row in opened.desk.agency.connections
    ]
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: opened.window.status_bar.state.text() == "Online")


def test_all_accounts_out_of_reach_means_offline(opened: Opened) -> None:
    sign_in_everywhere(opened)
    for row in opened.desk.agency.connections:
        opened.bridge.post(Failed(row.id, Unreachable("unreachable")))
    opened.wait(lambda: opened.window.status_bar.state.text() == "Offline")
    opened.bridge.post(Recovered("H"))
    opened.wait(lambda: opened.window.status_bar.state.text() == "Online")


def test_offline_by_choice_tells_the_desk(opened: Opened) -> None:
    sign_in_everywhere(opened)
    opened.window.status_bar.state.click()
    assert opened.desk.calls == [("offline", True)]
    assert opened.window.status_bar.state.text() == "Offline by choice"


def test_undo_and_redo_go_to_the_desk_and_name_the_step(opened: Opened) -> None:
    opened.window.bench.changed("change9", "M. Benali: Status")
    undo = opened.window.actions_table["undo"]
    assert undo.text() == "Undo: M. Benali: Status"
    undo.trigger()
    opened.wait(lambda: opened.desk.calls == [("undo", "change9")])
    opened.window.actions_table["redo"].trigger()
    opened.wait(lambda: opened.desk.calls[-1] == ("redo", "change9"))


def test_a_step_that_was_overtaken_leaves_the_stack_and_says_why(opened: Opened) -> None:
    opened.window.bench.changed("change9", "M. Benali: Status")
    opened.desk.refuse = InvalidInput("cannot_undo")
    opened.window.actions_table["undo"].trigger()
    opened.wait(lambda: opened.window.message_bar.text.startswith("Cannot be undone"))
    opened.wait(lambda: opened.window.bench.undo_stack.count() == 0)
    assert not opened.window.actions_table["redo"].isEnabled()


def test_the_button_of_a_message_undoes_what_the_message_is_about(opened: Opened) -> None:
    bench, bar = opened.window.bench, opened.window.message_bar
    first = bench.changed("change1", "deletion of M. Benali")
    bench.message.emit(Message("It is in the trash", "done", "Undo", first, "undo"))
    bench.changed("change2", "M. Benali: Area")
    assert bar.text == "", "another change was made: the button would undo that one"
    first()
    assert bar.text.startswith("Cannot be undone")
    assert opened.desk.calls == []
    bench.changed("change3", "deletion of Mme Durand")()
    opened.wait(lambda: opened.desk.calls == [("undo", "change3")])


def test_a_palette_that_is_gone_is_forgotten(opened: Opened) -> None:
    known = len(opened.window.bench.scopes)
    opened.window.actions_table["palette"].trigger()
    palette = opened.window.findChild(Palette)
    assert palette is not None
    assert len(opened.window.bench.scopes) > known
    palette.close()
    opened.wait(lambda: len(opened.window.bench.scopes) == known)


def test_the_card_of_an_account_stays_when_numbers_change(opened: Opened) -> None:
    page = opened.show("accounts")
    opened.wait(lambda: page.findChildren(AccountControls))
    card = next(each for each in page.findChildren(AccountControls) if each.row.id == "H")
    connections = opened.desk.agency.connections
    at = next(at for at, row in enumerate(connections) if row.id == "H")
    connections[at] = replace(connections[at], name="HubSpot Nantes")
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: card.row.name == "HubSpot Nantes")
    assert card.isVisible()


def test_the_language_changes_while_the_window_runs(opened: Opened, settings: UiSettings) -> None:
    settings.language = Language.FRENCH
    window = opened.window
    opened.wait(lambda: window.top_bar.new.text() == "Nouveau")
    assert window.status_bar.conflicts.text() == "4 conflits"
    assert window.navigation.pages.index(0).data() == "Leads"
    assert window.page("lead").model.headerData(2, Qt.Orientation.Horizontal) == "Type"  # type: ignore[attr-defined]
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler", "Qt's own texts follow too"
    settings.language = Language.ENGLISH
    opened.wait(lambda: window.top_bar.new.text() == "New")


def test_the_scheme_changes_while_the_window_runs(opened: Opened, settings: UiSettings) -> None:
    settings.appearance = Appearance.DARK
    assert tokens.current() is tokens.DARK
    ground = opened.window.palette().color(QPalette.ColorRole.Window)
    assert ground == QColor(tokens.DARK.ground)
    settings.appearance = Appearance.LIGHT
    assert tokens.current() is tokens.LIGHT


def test_closing_with_unsent_changes_asks_once(opened: Opened) -> None:
    opened.window.close()
    opened.wait(lambda: opened.window.findChild(QuitDialog))
    assert opened.window.isVisible()
    dialog = opened.window.findChild(QuitDialog)
    assert dialog is not None
    with opened.qtbot.waitSignal(opened.window.closed):
        dialog.submit()


def test_a_window_over_broken_data_can_be_closed(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise StoreFault("database_damaged")

    monkeypatch.setattr(status, "totals", broken)
    with opened.qtbot.waitSignal(opened.window.closed):
        opened.window.close()


def test_closing_with_nothing_unsent_closes(opened: Opened) -> None:
    opened.desk.agency.waiting = []
    with opened.qtbot.waitSignal(opened.window.closed):
        opened.window.close()


def test_the_palette_finds_records_and_actions(opened: Opened) -> None:
    opened.window.actions_table["palette"].trigger()
    palette = opened.window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.line, "benali")
    opened.wait(lambda: palette.view.model().rowCount() == 2)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.panel.card is not None and page.panel.card.id == "L01")


def test_searching_away_from_a_list_goes_to_the_leads(opened: Opened) -> None:
    opened.show("sync")
    opened.window.top_bar.search.setText("durand")
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 1)


def test_what_is_searched_for_is_shown_where_it_searches(opened: Opened) -> None:
    search = opened.window.top_bar.search
    search.setText("durand")
    opened.show("accounts")
    assert search.text() == ""
    opened.show("contact")
    assert search.text() == ""
    opened.show("lead")
    assert search.text() == "durand"
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 1)


def test_without_an_account_the_status_leads_to_the_first_one(opened: Opened) -> None:
    state = opened.window.status_bar.state
    assert state.text() == "Zoho CRM: sign-in needed"
    opened.desk.agency.connections = []
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: state.text() == "No account yet: connect one…")
    assert not opened.window.status_bar.last.isVisible()
    state.click()
    opened.wait(lambda: opened.window.findChild(SignInDialog))


def test_a_sign_in_from_vendor_to_connection(opened: Opened) -> None:
    opened.window.bench.sign_in_asked.emit("")
    opened.wait(lambda: opened.window.findChild(SignInDialog))
    dialog = opened.window.findChild(SignInDialog)
    assert dialog is not None
    dialog.choose_vendor(opened.desk.vendors()[0])
    assert dialog.how is not None
    assert not dialog.how.complete()
    dialog.how.client_id.setText("4711")
    dialog.how.secret.setText("s3cret")
    dialog.press_next()
    opened.wait(lambda: opened.desk.flow is not None)
    flow = opened.desk.flow
    assert flow is not None
    assert flow.request.client_secret is not None
    assert flow.request.client_secret.reveal() == "s3cret"
    flow.answer.set_result(FOUND)
    opened.wait(lambda: dialog.found is not None)
    assert dialog.found is not None
    assert not dialog.found.create_missing.isChecked()
    assert not dialog.found.send.isChecked()
    dialog.found.create_missing.setChecked(True)
    dialog.press_next()
    opened.wait(lambda: flow.finished)
    assert flow.finished == {"create_missing": True, "send": False, "lead_stages": ("lead", "opportunity")}


def test_an_error_in_the_browser_leads_back_to_the_fields(opened: Opened) -> None:
    dialog = _at_the_access(opened)
    assert dialog.how is not None
    dialog.how.oauth.setChecked(True)
    dialog.how.client_id.setText("4711")
    dialog.how.secret.setText("s3cret")
    dialog.press_next()
    opened.wait(lambda: opened.desk.flow is not None and dialog.waiting.isVisible())
    (back,) = [each for each in dialog.waiting.findChildren(Button) if each.text() == "Check the client ID"]
    back.click()
    assert opened.desk.flow is not None
    assert opened.desk.flow.cancelled
    assert dialog.how.client_id.isVisible()
    assert dialog.how.client_id.text() == "4711"
    dialog.reject()


def test_sending_is_chosen_without_scrolling(opened: Opened) -> None:
    """On a screen of 1366x768 the dialog has its own height; what it asks about sending has to stand in it."""
    dialog = _at_the_access(opened)
    dialog.press_next()
    opened.wait(lambda: opened.desk.flow is not None)
    assert opened.desk.flow is not None
    opened.desk.flow.answer.set_result(FOUND)
    opened.wait(lambda: dialog.found is not None and dialog.found.isVisible())
    assert dialog.found is not None
    send = dialog.found.send
    opened.wait(lambda: send.visibleRegion().boundingRect().height() == send.height())
    dialog.reject()


def test_cancelling_a_sign_in_ends_its_flow(opened: Opened) -> None:
    dialog = _at_the_access(opened)
    dialog.press_next()
    opened.wait(lambda: opened.desk.flow is not None and dialog.waiting.isVisible())
    dialog.reject()
    assert opened.desk.flow is not None
    assert opened.desk.flow.cancelled


def test_a_sign_in_that_failed_before_the_browser_ends_its_flow(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_: CannedFlow) -> str:
        raise Unreachable("unreachable")

    monkeypatch.setattr(CannedFlow, "url", refused)
    dialog = _at_the_access(opened)
    dialog.press_next()
    opened.wait(lambda: opened.desk.flow is not None and opened.desk.flow.cancelled)
    assert dialog.isVisible()
    dialog.reject()


def test_a_sign_in_that_is_being_finished_comes_to_its_end(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    hold, finish = asyncio.Event(), CannedFlow.finish

    async def slow(flow: CannedFlow, **chosen: Any) -> str:
        await hold.wait()
        return await finish(flow, **chosen)

    monkeypatch.setattr(CannedFlow, "finish", slow)
    dialog = _at_the_access(opened)
    dialog.press_next()
    opened.wait(lambda: opened.desk.flow is not None)
    flow = opened.desk.flow
    assert flow is not None
    flow.answer.set_result(FOUND)
    opened.wait(lambda: dialog.found is not None)
    dialog.press_next()
    dialog.press_next()
    QCoreApplication.processEvents()
    dialog.reject()
    assert (dialog.isVisible(), flow.cancelled) == (True, False)
    with opened.qtbot.waitSignal(dialog.accepted):
        hold.set()
    assert flow.finished


def test_a_form_that_is_being_saved_comes_to_its_end(opened: Opened) -> None:
    hold = asyncio.Event()

    class Slow(FormDialog):
        async def save(self) -> None:
            await hold.wait()

    dialog = Slow(opened.window, lambda: "Slow", lambda: "Save")
    dialog.lay_out()
    dialog.open()
    dialog.submit()
    cancel = next(each for each in dialog.findChildren(Button) if each.text() == "Cancel")
    opened.wait(lambda: not cancel.isEnabled())
    dialog.reject()
    assert dialog.isVisible()
    with opened.qtbot.waitSignal(dialog.accepted):
        hold.set()


def _at_the_access(opened: Opened) -> SignInDialog:
    opened.window.bench.sign_in_asked.emit("")
    opened.wait(lambda: opened.window.findChild(SignInDialog))
    dialog = opened.window.findChild(SignInDialog)
    assert dialog is not None
    dialog.choose_vendor(opened.desk.vendors()[0])
    assert dialog.how is not None
    dialog.how.by_token.setChecked(True)
    dialog.how.token.setText("pat-123")
    return dialog


def test_what_stopped_the_start_says_what_to_do(settings: UiSettings, qtbot: object) -> None:
    del settings, qtbot
    from pathlib import Path

    from crmdesk.ui.widgets.basics import Label

    page = FatalPage(StoreFault("database_newer"), Path("profile"))
    words = " ".join(label.text() for label in page.findChildren(Label))
    assert "Install that version" in words
    assert QApplication.focusWidget() is None
    page.deleteLater()


def test_new_records_are_made_through_the_desk(opened: Opened) -> None:
    from crmdesk.ui.records.editors.plain import TextEditor
    from crmdesk.ui.records.new_record import NewRecordDialog

    opened.window.actions_table["new_company"].trigger()
    opened.wait(lambda: opened.window.findChild(NewRecordDialog))
    dialog = opened.window.findChild(NewRecordDialog)
    assert dialog is not None
    dialog.submit()
    opened.wait(dialog.error.isVisible)
    name = dialog.editor("name")
    assert isinstance(name, TextEditor)
    name.line.setText("SCI du Parc")
    dialog.submit()
    opened.wait(lambda: opened.desk.calls)
    assert opened.desk.calls[0] == ("create", Kind.COMPANY, {"name": "SCI du Parc"})


def asked(opened: Opened, text: str) -> Palette:
    """The palette with something typed."""
    opened.window.actions_table["palette"].trigger()
    palette = opened.window.findChild(Palette)
    assert palette is not None
    palette.line.setText(text)
    return palette


@pytest.mark.parametrize("typed", ["reglages tous", "RÉGLAGES TOUS"])
def test_the_palette_reads_over_accents_and_case(opened: Opened, typed: str) -> None:
    opened.window.actions_table["compact"].setText("Réglages de tous les comptes")
    palette = asked(opened, typed)
    assert palette.view.currentIndex().data() == "Réglages de tous les comptes"


def test_the_trash_and_the_duplicates_are_found_by_the_keyboard(opened: Opened) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    for typed, title in (("trash", "Leads: trash"), ("duplicates", "Leads: possible duplicates")):
        palette = asked(opened, typed)
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        assert page.table.accessibleName() == title


def test_a_click_on_the_page_that_is_shown_leaves_the_trash(opened: Opened) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_trash(True)
    navigation = opened.window.navigation
    where = navigation.visualRect(navigation.currentIndex()).center()
    QTest.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.table.accessibleName() == "Leads"
