"""The first start: language and appearance, then the two ways to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.first_run.start_page import StartPage
from crmdesk.ui.settings.choices import AppearanceChoice, LanguageChoice
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button, Icon, Label, Text, centred, column, frame, row


class WelcomePage(StartPage):
    """``chosen`` gives demo or connect. ``ways`` are those that work here."""

    def __init__(self, settings: UiSettings, ways: Sequence[str] = ("demo", "connect")) -> None:
        super().__init__()
        brand = row(Icon("copy", Tone.ACCENT, 22), Label("crmdesk", "brand"), None, gap=tokens.GAP)
        cards = QHBoxLayout()
        cards.setSpacing(tokens.GROUP_GAP)
        for way in ways:
            cards.addWidget(self._card(way), 1)
        language = column(Label(lambda: self.tr("Language"), "muted"), LanguageChoice(settings), gap=tokens.UNIT)
        appearance = column(Label(lambda: self.tr("Appearance"), "muted"), AppearanceChoice(settings), gap=tokens.UNIT)
        middle = QWidget()
        middle.setMaximumWidth(760)
        box = QVBoxLayout(middle)
        box.setSpacing(tokens.GROUP_GAP)
        box.addLayout(brand)
        box.addWidget(Label(lambda: self.tr("Your CRMs on this computer, even without a network"), "title", wrap=True))
        box.addWidget(
            Label(
                lambda: self.tr(
                    "crmdesk keeps an encrypted copy of your leads, lets you work on it anywhere, and brings both "
                    "sides together again. "
                    "Nothing you type is lost."
                ),
                "muted",
                wrap=True,
            )
        )
        box.addLayout(row(language, appearance, None, gap=tokens.GROUP_GAP))
        box.addSpacing(tokens.GAP)
        box.addLayout(cards)
        centred(self, middle)
        self._focus_first()

    def _focus_first(self) -> None:
        if self.main is not None:
            self.main.setFocus()

    def _card(self, way: str) -> QWidget:
        icon, title, words, button_text = self._texts(way)
        card = frame("card")
        main = self.main is None
        button = Button(button_text, role="main" if main else "")
        if main:
            self.main = button
        button.clicked.connect(lambda: self.chosen.emit(way))
        box = column(
            Icon(icon, Tone.ACCENT, 28),
            Label(title, "name", wrap=True),
            Label(words, "muted", wrap=True),
            None,
            row(button, None),
            gap=tokens.GAP + 2,
            edges=(20, 20, 20, 20),
        )
        card.setLayout(box)
        card.setMinimumHeight(230)
        return card

    def _texts(self, way: str) -> tuple[str, Text, Text, Text]:
        if way == "demo":
            return (
                "home",
                lambda: self.tr("Discover with the demonstration agency"),
                lambda: self.tr(
                    "Some six hundred leads, colleagues who change things meanwhile, and a few conflicts to settle. "
                    "Nothing leaves this computer."
                ),
                lambda: self.tr("Open the demonstration"),
            )
        return (
            "plug-connected",
            lambda: self.tr("Connect my CRM"),
            lambda: self.tr(
                "Sign in to your account in the browser. At first crmdesk only receives; you decide when it may send."
            ),
            lambda: self.tr("Connect an account"),
        )
