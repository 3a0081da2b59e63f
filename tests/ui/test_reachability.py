"""When the network is said to be back."""

from __future__ import annotations

from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from crmdesk.ui.shell.reachability import Reachability

REACH = QNetworkInformation.Reachability


def test_the_network_is_back_once_after_it_was_away(qtbot: QtBot) -> None:
    watch = Reachability()
    told: list[None] = []
    watch.changed(REACH.Online)
    watch.back.connect(lambda: told.append(None))
    for reach, times in (
        (REACH.Online, 0),
        (REACH.Disconnected, 0),
        (REACH.Local, 0),
        (REACH.Online, 1),
        (REACH.Online, 1),
    ):
        watch.changed(reach)
        assert len(told) == times, reach
