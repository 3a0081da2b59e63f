"""Tabler's outline icons (MIT), drawn from their SVG files in any colour, at any device ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from crmdesk.ui.theme import tokens

SEARCH_PREFIX = "crmdesk"
"""The prefix under which Qt finds the files of ``resources/``: ``crmdesk:icons/plus.svg``."""

_STROKE = b'stroke-width="1.75"'
_RATIOS = (1.0, 1.25, 1.5, 2.0)


def svg(name: str) -> bytes:
    """The source of an icon. Raises FileNotFoundError naming an icon that is not shipped."""
    file = QFile(f"{SEARCH_PREFIX}:icons/{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(f"no icon {name}")
    try:
        return bytes(file.readAll().data())
    finally:
        file.close()


def pixmap(name: str, colour: QColor, size: int = tokens.ICON, ratio: float = 1.0, room: int = 0) -> QPixmap:
    """The icon as a pixmap for a screen of ``ratio``: ``size`` device-independent pixels, with ``room`` empty ones at its right."""
    key = f"crmdesk/{name}/{colour.name()}/{size}/{ratio}/{room}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    source = svg(name).replace(b"currentColor", colour.name().encode()).replace(b'stroke-width="2"', _STROKE)
    made = QPixmap(round(size * ratio) + round(room * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, colour: QColor | None = None, size: int = tokens.ICON, room: int = 0) -> QIcon:
    """An icon for buttons and menus in ``colour`` (the text's, unless told), muted where its button is disabled.

    ``room`` is empty space at its right: Fusion puts words closer to icons than the look wants.
    """
    scheme = tokens.current()
    return _icon(name, (colour or QColor(scheme.text)).name(), scheme.muted, size, room)


@cache
def _icon(name: str, colour: str, muted: str, size: int, room: int) -> QIcon:
    """One icon for all buttons that show the same: a window has fifty, of eight pixmaps each. Nobody changes it."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, QColor(colour), size, ratio, room))
        made.addPixmap(pixmap(name, QColor(muted), size, ratio, room), QIcon.Mode.Disabled)
    return made
