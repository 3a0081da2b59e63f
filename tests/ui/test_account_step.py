"""What is agreed to before an account is stored: only what can be done is offered."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.signin import AccountInfo, LifeStage
from crmdesk.ui.sign_in.account_step import AccountStep
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button

BY_HAND = (("Lead", "crmdesk_sector__c (Secteur)"), ("Lead", "crmdesk_horizon__c (Échéance du projet)"))


def shown(step: QWidget) -> str:
    return "\n".join(label.text() for label in step.findChildren(QLabel))


def test_what_an_administrator_has_to_make_is_named_and_not_offered(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    step = AccountStep(AccountInfo("Talensac", "", "00D", by_hand=BY_HAND), guided=True)
    qtbot.addWidget(step)
    assert "crmdesk_sector__c (Secteur), crmdesk_horizon__c (Échéance du projet)" in shown(step)
    assert step.create_missing not in step.findChildren(QWidget)
    (link,) = [each for each in step.findChildren(Button) if each.text() == "Open the guide"]
    with qtbot.waitSignal(step.guide_asked):
        link.click()


def test_what_comes_next_is_said_as_sending_is_chosen(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    step = AccountStep(AccountInfo("Talensac", "", "00D"))
    qtbot.addWidget(step)
    assert "reads everything in the account once" in shown(step)
    assert "your changes stay on this computer until you switch sending on." in shown(step)
    step.send.setChecked(True)
    assert "Nothing is sent" not in shown(step)
    assert "your changes are sent soon after you make them" in shown(step)


def test_a_new_account_says_that_nobody_is_linked_unasked(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    words = "Whoever is on this computer already is linked only once you agree."
    for new in (True, False):
        step = AccountStep(AccountInfo("Talensac", "", "00D"), new=new)
        qtbot.addWidget(step)
        assert (words in shown(step)) is new


def test_a_currency_that_was_not_told_is_said(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    for currency in ("", "EUR"):
        step = AccountStep(AccountInfo("Talensac", "", "00D", assumed_currency=currency))
        qtbot.addWidget(step)
        assert ("does not say its currency: its amounts are taken for EUR." in shown(step)) is bool(currency)


def test_what_can_be_created_is_offered(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    step = AccountStep(AccountInfo("Talensac", "", "00D", missing=(("contacts", "Secteur"),)))
    qtbot.addWidget(step)
    assert step.create_missing in step.findChildren(QWidget)
    assert not step.create_missing.isChecked()
    assert not [each for each in step.findChildren(Button) if each.text() == "Open the guide"]


def test_scopes_that_the_application_lacks_are_named(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    for lacking in ((), ("activities:full", "leads:full")):
        step = AccountStep(AccountInfo("Talensac", "", "7", lacking=lacking))
        qtbot.addWidget(step)
        assert ("lacks scopes that the guide lists: activities:full, leads:full." in shown(step)) is bool(lacking)


def test_a_sheet_says_what_becomes_of_it_without_its_columns(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    step = AccountStep(AccountInfo("Prospects", "", "1#gid=0", missing=(("leads", "_crmdesk_id"),)), is_document=True)
    qtbot.addWidget(step)
    assert "without it nothing of the sheet is read, and nothing is sent" in shown(step)
    assert "stay on this computer, marked as such" not in shown(step)
    assert step.create_missing.text() == "Create these columns in the sheet"
    assert not step.create_missing.isChecked()


@pytest.mark.parametrize("sending", [True, False])
def test_an_account_that_was_connected_before_is_not_said_to_be_read_anew(
    qtbot: QtBot, settings: UiSettings, sending: bool
) -> None:
    assert settings.language
    step = AccountStep(AccountInfo("Talensac", "", "00D", sending=sending), new=False)
    qtbot.addWidget(step)
    assert "reads everything" not in shown(step)
    assert "reads what changed in the account since" in shown(step)
    assert ("Nothing is sent" in shown(step)) is not sending
    step.send.setChecked(not sending)
    assert ("Nothing is sent" in shown(step)) is sending


@pytest.mark.parametrize(("vendor", "words"), [("pipedrive", "with these labels"), ("hubspot", "at these stages")])
def test_pipedrives_labels_are_called_labels(qtbot: QtBot, settings: UiSettings, vendor: str, words: str) -> None:
    assert settings.language
    step = AccountStep(AccountInfo("Talensac", "", "1", stages=(LifeStage("5", "Client", False),)), vendor=vendor)
    qtbot.addWidget(step)
    assert f"Contacts {words} count as leads" in shown(step)
