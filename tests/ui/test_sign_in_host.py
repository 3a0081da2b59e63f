"""Where the account lives is asked for where there is a choice, and what is no host of the vendor's is sent nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.desk.vendors import OFFERED, hosts_of
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import MadeUpApp, VendorInfo
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.sign_in.host_field import HostField, host_words
from crmdesk.ui.sign_in.steps import HowStep
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button
from tests.ui.conftest import Opened

VENDORS = tuple(replace(each, hosts=hosts_of(each.key)) for each in OFFERED)
SALESFORCE, ZOHO = (next(each for each in VENDORS if each.key == key) for key in ("salesforce", "zoho"))


@pytest.fixture(autouse=True)
def _english(settings: UiSettings) -> None:
    assert settings.language


def step(vendor: VendorInfo, qtbot: QtBot, connection: str | None = None, base_url: str | None = None) -> HowStep:
    made = HowStep(vendor, vendor.title, connection, base_url)
    qtbot.addWidget(made)
    made.client_id.setText("4711")
    made.secret.setText("s3cret")
    return made


def field(made: HowStep) -> HostField:
    assert made.host is not None
    return made.host


def labels(holder: QWidget) -> list[str]:
    return [label.text() for label in holder.findChildren(QLabel)]


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.key)
def test_it_is_asked_where_there_is_a_choice(vendor: VendorInfo, qtbot: QtBot) -> None:
    made = step(vendor, qtbot)
    asked = vendor.key in ("salesforce", "zoho")
    assert (made.host is not None) is asked
    assert ("Where the account lives" in labels(made)) is asked
    assert bool(host_words(vendor.key)) is asked
    if asked:
        assert host_words(vendor.key) in labels(made)
        assert field(made).accessibleName() == "Where the account lives"
    else:
        assert made.request().base_url is None


def test_zohos_data_centres_are_a_closed_list_with_their_regions(qtbot: QtBot, settings: UiSettings) -> None:
    host = field(step(ZOHO, qtbot))
    assert not host.isEditable()
    names = [host.itemText(number) for number in range(host.count())]
    assert (host.currentText(), names[1], names[-1]) == (
        "Europe (zoho.eu)",
        "United States (zoho.com)",
        "United Arab Emirates (zoho.ae)",
    )
    assert len(names) == len(set(names)) == 10
    settings.language = Language.FRENCH
    qtbot.waitUntil(lambda: host.itemText(1) == "États-Unis (zoho.com)")
    assert host.currentIndex() == 0


def test_the_chosen_data_centre_goes_along(qtbot: QtBot) -> None:
    made = step(ZOHO, qtbot)
    assert made.request().base_url == "https://accounts.zoho.eu"
    host = field(made)
    host.setFocus()
    QTest.keyClick(host, Qt.Key.Key_Down)
    assert made.request().base_url == "https://accounts.zoho.com"
    QTest.keyClicks(host, "Canada")
    assert made.request().base_url == "https://accounts.zohocloud.ca"


def test_a_my_domain_is_typed_over_the_usual_page(qtbot: QtBot, settings: UiSettings) -> None:
    made, other = step(SALESFORCE, qtbot), field(step(ZOHO, qtbot))
    host = field(made)
    assert host.isEditable()
    assert made.request().base_url == "https://login.salesforce.com"
    QTest.keyClick(host, Qt.Key.Key_Down)
    assert made.request().base_url == "https://test.salesforce.com"
    host.clearEditText()
    QTest.keyClicks(host, "https://Talensac.my.salesforce.com/")
    assert made.request().base_url == "https://talensac.my.salesforce.com"
    settings.language = Language.FRENCH
    qtbot.waitUntil(lambda: other.itemText(1) == "États-Unis (zoho.com)")
    assert host.currentText() == "https://Talensac.my.salesforce.com/", "what was typed stays"
    host.setEditText(" ")
    assert not made.complete()


@pytest.mark.parametrize("typed", ["talensac.lightning.force.com", "https://talensac.my.salesforce.com@evil.example"])
def test_another_host_is_refused_and_marked(qtbot: QtBot, typed: str) -> None:
    made = step(SALESFORCE, qtbot)
    host = field(made)
    host.setEditText(typed)
    with pytest.raises(InvalidInput, match="my_domain_unusable"):
        made.request()
    assert host.property("wrong")
    host.setEditText("talensac.my.salesforce.com")
    assert not host.property("wrong")


@pytest.mark.parametrize(
    ("vendor", "base_url", "shown"),
    [
        (ZOHO, "https://accounts.zoho.com", "United States (zoho.com)"),
        (ZOHO, None, "Europe (zoho.eu)"),
        (SALESFORCE, "https://talensac.my.salesforce.com", "talensac.my.salesforce.com"),
        (SALESFORCE, None, "login.salesforce.com"),
    ],
)
def test_signing_in_again_shows_the_host_of_before(
    qtbot: QtBot, vendor: VendorInfo, base_url: str | None, shown: str
) -> None:
    made = step(vendor, qtbot, "01CONNECTION", base_url)
    assert field(made).currentText() == shown
    if base_url is not None:
        assert made.request().base_url == base_url


def test_an_address_that_is_none_of_them_stays_as_it_is(qtbot: QtBot) -> None:
    made = step(SALESFORCE, qtbot, "01CONNECTION", "http://127.0.0.1:8123")
    assert made.host is None
    assert made.request().base_url is None, "the desk takes that of before"
    demonstration = replace(ZOHO, made_up=MadeUpApp("id", Secret("secret"), "http://127.0.0.1:8123"))
    assert step(demonstration, qtbot).host is None


def dialog_at(opened: Opened, vendor: str) -> SignInDialog:
    opened.window.bench.sign_in_asked.emit("")
    opened.wait(lambda: opened.window.findChildren(SignInDialog))
    dialog = opened.window.findChildren(SignInDialog)[-1]
    dialog.choose_vendor(next(each for each in opened.desk.vendors() if each.key == vendor))
    return dialog


def test_the_window_says_what_is_wrong_with_it_and_sends_nobody_to_the_browser(opened: Opened) -> None:
    dialog = dialog_at(opened, "salesforce")
    assert dialog.how is not None
    host = field(dialog.how)
    dialog.how.client_id.setText("4711")
    host.setEditText("talensac.lightning.force.com")
    dialog.press_next()
    opened.wait(lambda: [text for text in labels(dialog) if "talensac.lightning.force.com" in text])
    (said,) = [text for text in labels(dialog) if "talensac.lightning.force.com" in text]
    assert host.property("wrong")
    assert "ends in .my.salesforce.com" in said
    assert "login.salesforce.com, test.salesforce.com" in said
    assert "sign_in" not in [call[0] for call in opened.desk.calls]
    assert dialog.focusWidget() is host
    host.setEditText("https://talensac.my.salesforce.com/")
    assert not [each for each in dialog.findChildren(QLabel) if each.isVisible() and each.text() == said]
    QTest.keyClick(host, Qt.Key.Key_Return)
    opened.wait(lambda: opened.desk.flow is not None)
    assert opened.desk.flow is not None
    assert opened.desk.flow.request.base_url == "https://talensac.my.salesforce.com"
    dialog.reject()


def test_the_keyboard_passes_it_in_the_order_that_is_seen(opened: Opened) -> None:
    dialog = dialog_at(opened, "zoho")
    assert dialog.how is not None
    dialog.how.name.setFocus()
    QTest.keyClick(dialog.how.name, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.how.host
    QTest.keyClick(dialog.how.host, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.how.client_id
    dialog.reject()


@pytest.mark.parametrize(
    ("vendor", "words"), [("pipedrive", "this redirect address:"), ("zoho", "these redirect addresses:")]
)
def test_one_redirect_address_is_one(qtbot: QtBot, vendor: str, words: str) -> None:
    made = step(next(each for each in VENDORS if each.key == vendor), qtbot)
    (said,) = [text for text in labels(made) if "redirect address" in text]
    assert said.endswith(words)
    assert [each for each in made.findChildren(Button) if each.text()] == [], "no guide here"
