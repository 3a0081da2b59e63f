"""While accounts are paused, nothing is exchanged: what asks for it is told so, with the way to go on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from crmdesk.domain.events import ChangeSet
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def pause(opened: Opened, ids: Collection[str] | None = None) -> list[str]:
    """Pause these accounts, or all; gives their ids."""
    agency = opened.desk.agency
    chosen = [row.id for row in agency.connections] if ids is None else list(ids)
    agency.connections = [replace(row, state="paused" if row.id in chosen else "active") for row in agency.connections]
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: {row.id for row in opened.window.status.accounts if row.state == "paused"} == set(chosen))
    return chosen


@pytest.mark.parametrize("way", ["button", "F5", "Ctrl+F5", "page"])
def test_to_synchronise_tells_the_pause_and_offers_to_go_on(opened: Opened, way: str) -> None:
    paused = pause(opened)
    match way:
        case "button":
            opened.window.top_bar.sync.click()
        case "page":
            page = opened.show("sync")
            opened.wait(lambda: any(each.isVisible() for each in page.findChildren(QPushButton)))
            (every,) = [each for each in page.findChildren(QPushButton) if each.text() == "Synchronise all"]
            every.click()
        case "F5":
            QTest.keyClick(opened.window, Qt.Key.Key_F5)
        case _:
            QTest.keyClick(opened.window, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    bar = opened.window.message_bar
    assert bar.text.startswith("Paused: ")
    assert bar.text.endswith("Nothing is exchanged until you go on.")
    assert opened.desk.calls == []
    bar.act()
    opened.wait(lambda: sorted(opened.desk.calls) == sorted(("paused", id, False) for id in paused))


def test_the_others_are_synchronised_where_only_one_is_paused(opened: Opened) -> None:
    pause(opened, ["H"])
    opened.window.top_bar.sync.click()
    assert opened.desk.calls == [("sync", None)]
    assert opened.window.message_bar.isHidden()


def test_the_message_ends_with_the_pause(opened: Opened) -> None:
    pause(opened)
    opened.window.top_bar.sync.click()
    assert opened.window.message_bar.isVisible()
    pause(opened, [])
    opened.wait(opened.window.message_bar.isHidden)


def test_the_message_about_one_account_ends_with_the_pause_of_that_one(opened: Opened) -> None:
    pause(opened, ["H", "S"])
    opened.window.status.sync("H")
    assert opened.window.message_bar.text.startswith("Paused: HubSpot.")
    pause(opened, ["S"])
    opened.wait(opened.window.message_bar.isHidden)


def test_the_button_that_goes_on_looks_like_it(opened: Opened) -> None:
    page = opened.show("sync")
    words = {each.text(): each for each in page.findChildren(QPushButton)}
    button = words["Pause"]
    before = button.icon().pixmap(16, 16).toImage()
    pause(opened)
    opened.wait(lambda: button.text() == "Go on")
    assert button.icon().pixmap(16, 16).toImage() != before


def test_the_button_goes_on_with_what_is_paused_beside_an_account_that_needs_a_sign_in(opened: Opened) -> None:
    """It offered to pause, and did nothing: one was paused already, and the other one could not be."""
    first, second, *_ = opened.desk.agency.connections
    opened.desk.agency.connections = [replace(first, state="paused"), replace(second, state="sign_in")]
    page = opened.show("sync")
    shown = [each for each in page.findChildren(QPushButton) if each.text() in ("Pause", "Go on")]
    opened.wait(lambda: [each.text() for each in shown if each.isVisible()] == ["Go on"])
    next(each for each in shown if each.isVisible()).click()
    opened.wait(lambda: opened.desk.calls == [("paused", first.id, False)])


def test_the_status_bar_says_so_and_leads_to_it(opened: Opened) -> None:
    pause(opened)
    state = opened.window.status_bar.state
    opened.wait(lambda: state.text() == "Paused")
    state.click()
    assert opened.window.navigation.current_key() == "sync"
    pause(opened, ["H"])
    # One of the others has no access any more.
    opened.wait(lambda: state.text() == "1 account failing")
