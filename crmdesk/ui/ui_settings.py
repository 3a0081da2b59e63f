"""What the window remembers: language, appearance, geometry, columns. Never a record's data, never a secret."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings

from crmdesk.ui.live import ask_again
from crmdesk.ui.services import Profile
from crmdesk.ui.theme.look import Appearance, Look
from crmdesk.ui.translation import Language, Translation


class UiSettings(QObject):
    """The settings of one profile in an INI file, put on as they are changed."""

    def __init__(self, file: Path, profile: Profile, look: Look, translation: Translation) -> None:
        super().__init__()
        self.profile = profile
        self._look = look
        self._translation = translation
        self._file = QSettings(str(file), QSettings.Format.IniFormat)

    def put_on(self) -> None:
        """Speak the remembered language and wear the remembered scheme."""
        self._translation.choose(self.language)
        self._look.choose(self.appearance)

    @property
    def language(self) -> Language:
        """The chosen language."""
        value = self._text("language")
        return Language(value) if value in set(Language) else Language.SYSTEM

    @language.setter
    def language(self, language: Language) -> None:
        self._file.setValue("language", language.value)
        self._translation.choose(language)
        ask_again()

    @property
    def appearance(self) -> Appearance:
        """The chosen scheme."""
        value = self._text("appearance")
        return Appearance(value) if value in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._file.setValue("appearance", appearance.value)
        self._look.choose(appearance)

    @property
    def compact(self) -> bool:
        """Whether lists use the lower rows."""
        return self._text("compact") == "yes"

    @compact.setter
    def compact(self, compact: bool) -> None:
        self._file.setValue("compact", "yes" if compact else "no")

    def hidden_columns(self, kind: str) -> frozenset[str]:
        """The columns that a person took out of the list of a kind."""
        return frozenset(name for name in self._text(f"hidden/{kind}").split(" ") if name)

    def hide_columns(self, kind: str, names: frozenset[str]) -> None:
        """Remember the columns taken out of the list of a kind."""
        self._file.setValue(f"hidden/{kind}", " ".join(sorted(names)))

    def layout(self, name: str) -> QByteArray | None:
        """The remembered geometry or state of a window, splitter or header."""
        value = self._file.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def remember_layout(self, name: str, state: QByteArray) -> None:
        """Remember a geometry or state."""
        self._file.setValue(f"layout/{name}", state)

    def forget_layouts(self) -> None:
        """Back to the layout of a first start."""
        self._file.remove("layout")
        self._file.remove("hidden")

    def _text(self, name: str) -> str:
        value = self._file.value(name)
        return value if isinstance(value, str) else ""
