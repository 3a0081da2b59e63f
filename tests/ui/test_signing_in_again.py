"""Signing in again needs nothing that crmdesk knows already; and what a lost database offers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import SignInFailed, StoreFault
from crmdesk.domain.signin import AccountInfo
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.sign_in.account_step import AccountStep
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.sign_in.steps import HowStep
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button, Label
from tests.ui.account_cards import account_card
from tests.ui.canned_sign_in import VENDORS
from tests.ui.conftest import Opened

HUBSPOT = VENDORS[0]


@pytest.fixture(autouse=True)
def _english(settings: UiSettings) -> None:
    assert settings.language


def test_the_application_of_before_is_enough(qtbot: QtBot) -> None:
    step = HowStep(HUBSPOT, "Agence", "H1")
    qtbot.addWidget(step)
    assert not step.complete()
    step.offer_known()
    assert (step.complete(), step.known.isChecked()) == (True, True)
    request = step.request()
    assert (request.client_id, request.client_secret, request.token, request.connection) == ("", None, None, "H1")


def test_an_administrator_may_name_another_application(qtbot: QtBot) -> None:
    step = HowStep(replace(HUBSPOT, personal_tokens=False), "Agence", "H1")
    qtbot.addWidget(step)
    step.offer_known()
    assert not step.oauth.isHidden()
    step.oauth.setChecked(True)
    assert not step.complete()
    step.client_id.setText("4711")
    step.secret.setText("s3cret")
    request = step.request()
    assert step.complete()
    assert request.client_secret is not None
    assert (request.client_id, request.client_secret.reveal()) == ("4711", "s3cret")


def test_what_is_being_typed_stays(qtbot: QtBot) -> None:
    step = HowStep(HUBSPOT, "Agence", "H1")
    qtbot.addWidget(step)
    step.client_id.setText("47")
    step.offer_known()
    assert step.oauth.isChecked()


@pytest.mark.parametrize("known", [True, False])
def test_the_window_offers_what_is_known(opened: Opened, known: bool) -> None:
    account = opened.desk.agency.connections[0]
    if known:
        opened.desk.applications[account.id] = "4711"
    opened.window.bench.sign_in_asked.emit(account.id)
    opened.wait(lambda: opened.window.findChild(SignInDialog))
    dialog = opened.window.findChild(SignInDialog)
    assert dialog is not None
    assert dialog.how is not None
    how = dialog.how
    if known:
        opened.wait(how.known.isChecked)
        assert dialog.focusWidget() is how.known, "the ring is at what is chosen"
        dialog.press_next()
        opened.wait(lambda: opened.desk.flow is not None)
        assert opened.desk.flow is not None
        assert opened.desk.flow.request.client_id == ""
    else:
        assert how.known.isHidden()
    dialog.reject()


@pytest.mark.parametrize("sending", [True, False])
def test_sending_is_shown_as_it_is(qtbot: QtBot, sending: bool) -> None:
    step = AccountStep(AccountInfo("Talensac", "", "00D", sending=sending))
    qtbot.addWidget(step)
    assert step.send.isChecked() is sending


def test_a_lost_database_offers_its_backup_and_an_empty_one(qtbot: QtBot) -> None:
    fault = StoreFault("database_damaged", file="replica.db", backup_at="2026-11-12T09:14:00.000Z")
    page = FatalPage(fault, Path("profile"), ("backup", "empty"))
    qtbot.addWidget(page)
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    buttons = {button.text(): button for button in page.findChildren(Button)}
    (backup,) = [text for text in buttons if text.startswith("Put the backup of 12 Nov")]
    for text in (backup, "Begin with empty data", "Try again", "Quit"):
        buttons[text].click()
    assert chosen == ["backup", "empty", "again", "quit"]


def test_what_no_backup_helps_against_offers_none(qtbot: QtBot) -> None:
    page = FatalPage(StoreFault("database_newer"), Path("profile"))
    qtbot.addWidget(page)
    assert not [button for button in page.findChildren(Button) if "backup" in button.text()]


def test_on_the_way_back_the_keyboard_is_at_what_was_chosen(opened: Opened) -> None:
    opened.window.bench.sign_in_asked.emit("")
    opened.wait(lambda: opened.window.findChildren(SignInDialog))
    dialog = opened.window.findChildren(SignInDialog)[0]
    back = next(each for each in dialog.findChildren(Button) if each.text() == "Back")
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "HubSpot"
    dialog.choose_vendor(opened.desk.vendors()[2])
    back.click()
    assert dialog.focusWidget().accessibleName() == "Pipedrive"


def _dialog(opened: Opened, vendor: int = 0) -> SignInDialog:
    opened.window.bench.sign_in_asked.emit("")
    opened.wait(lambda: opened.window.findChildren(SignInDialog))
    dialog = opened.window.findChildren(SignInDialog)[-1]
    dialog.choose_vendor(opened.desk.vendors()[vendor])
    return dialog


def _refuse(opened: Opened, dialog: SignInDialog, error: SignInFailed) -> Label:
    """The vendor refuses what was typed; where that is said."""
    dialog.press_next()
    opened.wait(lambda: opened.desk.flow is not None and dialog.waiting.isVisible())
    assert opened.desk.flow is not None
    opened.desk.flow.answer.set_exception(error)
    opened.wait(lambda: not dialog.waiting.isVisible())
    (shown,) = [each for each in dialog.findChildren(Label) if each.isVisible() and each.property("tone") == "conflict"]
    return shown


def test_a_refused_token_is_typed_over(opened: Opened) -> None:
    dialog = _dialog(opened, 2)
    how = dialog.how
    assert how is not None
    how.by_token.setChecked(True)
    how.token.setText("made-up")
    _refuse(opened, dialog, SignInFailed("token_refused"))
    assert dialog.focusWidget() is how.token
    assert how.token.selectedText()
    dialog.reject()


def test_an_error_goes_with_the_way_to_sign_in_that_it_was_about(opened: Opened) -> None:
    dialog = _dialog(opened, 2)
    how = dialog.how
    assert how is not None
    how.client_id.setText("4711")
    how.secret.setText("made-up")
    said = _refuse(opened, dialog, SignInFailed("refused_by_account"))
    how.by_token.setChecked(True)
    assert not said.isVisible()
    dialog.reject()


@pytest.mark.parametrize("state", ["active", "paused", "sign_in"])
def test_each_account_can_be_signed_in_to_again(opened: Opened, state: str) -> None:
    """Also one that works: with other rights, with fields that were made or columns that were added since."""
    opened.desk.agency.connections = [replace(each, state=state) for each in opened.desk.agency.connections]
    card = account_card(opened)
    opened.wait(lambda: card.row.state == state)
    (again,) = (each for each in card.findChildren(Button) if each.text() == "Reconnect…" and not each.isHidden())
    again.click()
    opened.wait(lambda: opened.window.findChildren(SignInDialog))
    dialog = opened.window.findChildren(SignInDialog)[-1]
    assert dialog.windowTitle() == "Reconnect HubSpot"
    dialog.reject()


def test_after_the_dialog_the_keyboard_is_where_it_was(opened: Opened) -> None:
    page = opened.show("accounts")
    opened.wait(lambda: page.findChildren(AccountControls))
    for button in [each for each in page.findChildren(Button) if each.isVisible() and each.isEnabled()]:
        button.setFocus()
        dialog = _dialog(opened)
        dialog.reject()
        opened.wait(lambda: not opened.window.findChildren(SignInDialog))
        assert opened.window.focusWidget() is button, button.text()
