"""Tells when the network is back, so that nobody has to wait or press a button after a tunnel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

ONLINE = QNetworkInformation.Reachability.Online


class Reachability(QObject):
    """Watches what the system says of the network. Where it says nothing, this never tells anything."""

    back = Signal()
    """The network can be reached again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._online = True
        if QNetworkInformation.loadDefaultBackend():
            network = QNetworkInformation.instance()
            self._online = network.reachability() is ONLINE
            network.reachabilityChanged.connect(self.changed)

    def changed(self, reachability: QNetworkInformation.Reachability) -> None:
        """The system says how far the network reaches now."""
        was_online, self._online = self._online, reachability is ONLINE
        if self._online and not was_online:
            self.back.emit()
