"""The language of the window, switched while it runs: French, English, or what the system speaks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator


class Language(StrEnum):
    """What a person chose; SYSTEM is French unless the system speaks English."""

    SYSTEM = "system"
    FRENCH = "fr"
    ENGLISH = "en"


class Translation(QObject):
    """Owns the translators of one application. ``resources/translations`` holds the compiled ``crmdesk_*.qm`` files."""

    def __init__(self, application: QCoreApplication, resources: Path) -> None:
        super().__init__(application)
        self._application = application
        self._folder = resources / "translations"
        self._installed: list[QTranslator] = []
        self._language = Language.SYSTEM

    @property
    def language(self) -> Language:
        """What was chosen last."""
        return self._language

    def choose(self, language: Language) -> None:
        """Speak ``language`` from now on. What is on the screen follows by ``live.ask_again``.

        Raises FileNotFoundError where the compiled texts are missing.
        """
        self._language = language
        code = spoken(language)
        QLocale.setDefault(
            QLocale(QLocale.Language.French if code == "fr" else QLocale.Language.English, _territory(code))
        )
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = [self._load(f"crmdesk_{code}", self._folder)]
        if code == "fr":
            own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._installed.insert(0, self._load("qtbase_fr", Path(own), self._folder))
        for translator in self._installed:
            self._application.installTranslator(translator)

    def _load(self, name: str, *folders: Path) -> QTranslator:
        translator = QTranslator(self)
        if not any(translator.load(name, str(folder)) for folder in folders):
            raise FileNotFoundError(f"no texts {name}.qm in {', '.join(map(str, folders))}")
        return translator


def spoken(language: Language) -> str:
    """The code of the language that is spoken for a choice: ``fr`` or ``en``."""
    if language is Language.SYSTEM:
        return "en" if QLocale.system().language() is QLocale.Language.English else "fr"
    return language.value


def _territory(code: str) -> QLocale.Country:
    return QLocale.Country.France if code == "fr" else QLocale.Country.UnitedKingdom
