"""Where an account is a document, the sign-in asks which one; everywhere else nothing of it is to be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.desk.vendors import OFFERED
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import MadeUpApp, VendorInfo
from crmdesk.ui.sign_in.steps import HowStep
from crmdesk.ui.ui_settings import UiSettings

ADDRESS = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKl/edit#gid=0"


def step(vendor: VendorInfo, qtbot: QtBot, connection: str | None = None) -> HowStep:
    made = HowStep(vendor, "Prospects", connection)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("vendor", OFFERED, ids=lambda vendor: vendor.key)
def test_only_where_there_are_documents(vendor: VendorInfo, qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    shown = step(vendor, qtbot)
    assert (shown.document in shown.findChildren(QWidget)) is vendor.documents
    assert shown.request().document is None


def test_the_address_goes_along_and_may_be_left_empty(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    sheets = next(vendor for vendor in OFFERED if vendor.documents)
    shown = step(sheets, qtbot)
    assert shown.document.accessibleName() == "Spreadsheet"
    assert shown.document.placeholderText()
    shown.client_id.setText("id")
    shown.secret.setText("secret")
    assert shown.complete(), "a new one is made where no address is given"
    shown.document.setText(f"  {ADDRESS} ")
    assert shown.request().document == ADDRESS


def test_a_demonstration_shows_the_sheet_it_signs_in_to(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    sheets = next(vendor for vendor in OFFERED if vendor.documents)
    made_up = MadeUpApp("id", Secret("secret"), "http://127.0.0.1:8123", document=ADDRESS)
    shown = step(replace(sheets, made_up=made_up), qtbot)
    assert shown.document.text() == ADDRESS, "an empty line says that a new one is made"
    again = step(replace(sheets, made_up=made_up), qtbot, connection="01CONNECTION")
    assert again.request().document is None, "it may be another sheet"


def test_signing_in_again_does_not_ask(qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    sheets = next(vendor for vendor in OFFERED if vendor.documents)
    shown = step(sheets, qtbot, connection="01CONNECTION")
    assert shown.document not in shown.findChildren(QWidget)
