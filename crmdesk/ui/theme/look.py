"""Puts the look on the application and keeps it: fonts, style, and the scheme that the system or the person chooses."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from crmdesk.ui.live import ask_again
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.icons import SEARCH_PREFIX
from crmdesk.ui.theme.style_sheet import palette, style_sheet


class Appearance(StrEnum):
    """What a person chose: the system's scheme, followed live, or one of the two for good."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_HINTS = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Look(QObject):
    """The look of one application. ``resources`` is the folder with ``fonts``, ``icons`` and ``translations``."""

    def __init__(self, application: QApplication, resources: Path) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = Appearance.SYSTEM
        QDir.setSearchPaths(SEARCH_PREFIX, [str(resources)])
        for file in sorted((resources / "fonts").glob("*.[to]tf")):
            QFontDatabase.addApplicationFont(str(file))
        application.setStyle("Fusion")
        application.setFont(body_font())
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def appearance(self) -> Appearance:
        """What was chosen last."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Put the chosen scheme on, at once and on every window."""
        self._appearance = appearance
        self._application.styleHints().setColorScheme(_HINTS[appearance])
        self._put_on()

    def _system_changed(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._put_on()

    def _put_on(self) -> None:
        dark = self._appearance is Appearance.DARK or (
            self._appearance is Appearance.SYSTEM
            and self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        scheme = tokens.DARK if dark else tokens.LIGHT
        self._application.setPalette(palette(scheme))
        sheet = style_sheet(scheme)
        if self._application.styleSheet() != sheet:  # else Qt would style every widget anew all the same
            self._application.setStyleSheet(sheet)
            ask_again()


def body_font() -> QFont:
    """Inter at the size of body text; the shipped files have figures of equal width."""
    font = QFont(tokens.FAMILY)
    font.setPixelSize(tokens.BODY_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def font(size: int = tokens.BODY_PX, weight: int = tokens.REGULAR) -> QFont:
    """The font for what a delegate paints, in ``size`` pixels and ``weight`` (100 to 900). Nobody changes it."""
    made = body_font()
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight) if weight in (tokens.REGULAR, tokens.MEDIUM) else QFont.Weight.DemiBold)
    return made
