"""The vendor's guide as it is read in the window: rendered, in the language of the window, with nothing fetched for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QTextDocument, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.desk.vendors import OFFERED
from crmdesk.paths import guide
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.sign_in.guide import GuideWindow
from crmdesk.ui.sign_in.steps import HowStep, VendorStep, token_words
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button
from tests.ui.canned_sign_in import VENDORS
from tests.ui.conftest import Browser, Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def shown(address: str, settings: UiSettings, qtbot: QtBot) -> GuideWindow:
    window = GuideWindow(None, "HubSpot and crmdesk", address, settings)
    qtbot.addWidget(window)
    window.show()
    return window


def button(holder: QWidget, text: str) -> Button:
    (found,) = [each for each in holder.findChildren(Button) if each.text() == text]
    return found


@pytest.mark.parametrize("vendor", [each.key for each in OFFERED])
def test_every_guide_is_rendered_in_both_languages(vendor: str, settings: UiSettings, qtbot: QtBot) -> None:
    window = shown(guide(vendor, "en") or "", settings, qtbot)
    seen: list[str] = []
    for language in (Language.ENGLISH, Language.FRENCH):
        settings.language = language
        qtbot.waitUntil(lambda: window.page.toPlainText() not in seen)
        text = window.page.toPlainText()
        assert "##" not in text
        assert "|---" not in text
        assert window.page.document().begin().blockFormat().headingLevel() == 1
        assert any(isinstance(each, QTextTable) for each in window.page.document().rootFrame().childFrames())
        seen.append(text)
    assert len(seen) == 2


def test_a_link_is_shown_before_a_browser_opens_it(
    tmp_path: Path, settings: UiSettings, browser: Browser, qtbot: QtBot
) -> None:
    file = tmp_path / "hubspot.en.md"
    file.write_text("# Guide\n\nSee [HubSpot](https://developers.hubspot.com/docs) or ![a](https://x.example/a.png).\n")
    window = shown(file.as_uri(), settings, qtbot)
    out = button(window, "Open in the browser")
    assert not out.isVisible()
    window.page.anchorClicked.emit(QUrl("https://developers.hubspot.com/docs"))
    assert browser.opened == []
    assert out.isVisible()
    said = [label.text() for label in window.findChildren(QLabel)]
    assert "This leads out of crmdesk, to https://developers.hubspot.com/docs" in said
    out.click()
    assert browser.opened == ["https://developers.hubspot.com/docs"]
    window.page.anchorClicked.emit(QUrl("file:///etc/passwd"))
    out.click()
    assert len(browser.opened) == 2
    assert browser.opened[1].startswith("https://")


def test_what_is_stressed_is_bold_and_code_is_one_block(tmp_path: Path, settings: UiSettings, qtbot: QtBot) -> None:
    file = tmp_path / "hubspot.en.md"
    file.write_text("Choose *Disconnect* there.\n\n```\none\ntwo\n```\n\nEnd.\n")
    document = shown(file.as_uri(), settings, qtbot).page.document()
    stressed = [each for each in document.begin().textFormats() if each.format.fontWeight() == QFont.Weight.DemiBold]
    assert [(each.start, each.length) for each in stressed] == [(len("Choose "), len("Disconnect"))]
    assert not any(each.format.fontItalic() for each in document.begin().textFormats())
    one, two = document.findBlockByNumber(1), document.findBlockByNumber(2)
    assert (one.text(), two.text()) == ("one", "two")
    layout = document.documentLayout()
    assert layout.blockBoundingRect(one).bottom() == layout.blockBoundingRect(two).top()


def test_it_is_no_larger_than_the_screen(tmp_path: Path, settings: UiSettings, qtbot: QtBot) -> None:
    file = tmp_path / "hubspot.en.md"
    file.write_text("# Guide\n")
    window = GuideWindow(None, "Guide", file.as_uri(), settings)
    qtbot.addWidget(window)
    window.resize(3000, 3000)
    window.show()
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() < room.height()


def test_the_sign_in_fits_a_small_screen(opened: Opened) -> None:
    """At 200 % of an ordinary laptop's screen there are 540 pixels, and less without title and task bar."""
    dialog = SignInDialog(opened.window, opened.window.bench)
    dialog.open()
    dialog.resize(560, 380)
    opened.wait(lambda: dialog.height() == 380)
    (cancel,) = [each for each in dialog.findChildren(Button) if each.text() == "Cancel"]
    assert dialog.rect().contains(cancel.geometry())
    last = dialog.findChildren(VendorStep)[0].findChildren(Button)[-1]
    assert last.visibleRegion().isEmpty()
    for _ in VENDORS[1:]:
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    opened.wait(lambda: last.hasFocus() and not last.visibleRegion().isEmpty())
    dialog.reject()
    dialog.deleteLater()


def test_nothing_is_loaded_for_a_page(tmp_path: Path, settings: UiSettings, qtbot: QtBot) -> None:
    file = tmp_path / "hubspot.en.md"
    file.write_text("# Guide\n")
    page = shown(file.as_uri(), settings, qtbot).page
    kind = QTextDocument.ResourceType.ImageResource.value
    assert page.loadResource(kind, QUrl(file.as_uri())) is None


def test_the_sign_in_shows_it_and_goes_on(opened: Opened, browser: Browser) -> None:
    dialog = SignInDialog(opened.window, opened.window.bench)
    dialog.open()
    dialog.choose_vendor(VENDORS[0])
    assert dialog.how is not None
    dialog.how.by_token.setChecked(True)
    (link,) = [
        each
        for each in dialog.how.findChildren(Button)
        if each.text() == "Guide to HubSpot and crmdesk" and each.isVisibleTo(dialog.how)
    ]
    link.click()
    assert dialog.guide is not None
    assert dialog.guide.isVisible()
    assert browser.opened == []
    dialog.how.token.setText("pat-eu1-4711")
    assert dialog.how.complete()
    dialog.guide.close()
    dialog.reject()
    dialog.deleteLater()


@pytest.mark.parametrize("vendor", OFFERED, ids=lambda vendor: vendor.key)
def test_a_personal_token_says_where_it_is_found(vendor: object, qtbot: QtBot, settings: UiSettings) -> None:
    assert settings.language
    known = next(each for each in OFFERED if each is vendor)
    words = token_words(known.key)
    assert len(words) == (2 if known.personal_tokens else 0)
    step = HowStep(known, "Agence", None)
    qtbot.addWidget(step)
    labels = [each.text() for each in step.findChildren(QWidget) if hasattr(each, "text")]
    assert [each for each in labels if each in words] == list(words)
