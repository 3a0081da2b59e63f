"""The two choices that the first start and the settings share: language and appearance."""

from __future__ import annotations

from crmdesk.ui.theme.look import Appearance
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Choice


class LanguageChoice(Choice):
    """The language of the window, put on as it is chosen."""

    def __init__(self, settings: UiSettings) -> None:
        super().__init__()
        self.setMinimumWidth(220)
        for language in Language:
            self.addItem("", language)
        self.live(self._name_items, lambda: self.tr("As the system"))
        self.live(self.setAccessibleName, lambda: self.tr("Language"))
        self.setCurrentIndex(self.findData(settings.language))
        self.activated.connect(lambda _: setattr(settings, "language", Language(self.currentData())))

    def _name_items(self, system: str) -> None:
        for number, words in enumerate((system, "Français", "English")):
            self.setItemText(number, words)


class AppearanceChoice(Choice):
    """Light, dark, or as the system; put on as it is chosen."""

    def __init__(self, settings: UiSettings) -> None:
        super().__init__()
        self.setMinimumWidth(220)
        for appearance in Appearance:
            self.addItem("", appearance)
        self.live(self._name_items, lambda: (self.tr("As the system"), self.tr("Light"), self.tr("Dark")))
        self.live(self.setAccessibleName, lambda: self.tr("Appearance"))
        self.setCurrentIndex(self.findData(settings.appearance))
        self.activated.connect(lambda _: setattr(settings, "appearance", Appearance(self.currentData())))

    def _name_items(self, words: tuple[str, str, str]) -> None:
        for number, each in enumerate(words):
            self.setItemText(number, each)
