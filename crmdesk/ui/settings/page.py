"""The settings page: language, appearance, where the data are and how they are protected."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crmdesk.ui.settings.check import DataCheck
from crmdesk.ui.settings.choices import AppearanceChoice, LanguageChoice
from crmdesk.ui.settings.policies import PolicyList
from crmdesk.ui.sign_in.steps import copyable
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, column, frame, row
from crmdesk.ui.widgets.page_frame import PageFrame, PageScroll, page_title
from crmdesk.ui.widgets.switches import CheckBox
from crmdesk.ui.workbench import Workbench

_WIDEST = 712
_LABELS = 150


class SettingsPage(PageFrame):
    """Everything that can be set, in four cards."""

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(workbench, parent)
        settings = workbench.settings
        self.language = LanguageChoice(settings)
        self.appearance = AppearanceChoice(settings)
        self.check = DataCheck(workbench)
        self.policies = PolicyList(workbench)
        self.compact = CheckBox(lambda: self.tr("Compact rows"))
        self.compact.setChecked(settings.compact)
        self.compact.toggled.connect(workbench.compact_asked)
        cards = QWidget()
        cards.setMaximumWidth(_WIDEST)
        cards.setLayout(
            column(
                self._look_card(), self._policy_card(), self._security_card(), self._data_card(), gap=tokens.GROUP_GAP
            )
        )
        holder = QWidget()
        holder.setLayout(column(cards, None))
        self.stand_under(row(page_title(lambda: self.tr("Settings")), None), PageScroll(holder))

    def _look_card(self) -> QWidget:
        label_1 = Label(lambda: self.tr("Language"), "muted")
        label_2 = Label(lambda: self.tr("Appearance"), "muted")
        label_3 = Label(lambda: self.tr("Lists"), "muted")
        for label in (label_1, label_2, label_3):
            label.setFixedWidth(_LABELS)
        return _card(
            Label(lambda: self.tr("Language and appearance"), "heading"),
            row(label_1, self.language, None),
            row(label_2, self.appearance, None),
            row(label_3, self.compact, None),
        )

    def _policy_card(self) -> QWidget:
        return _card(Label(lambda: self.tr("Policies for conflicts"), "heading"), self.policies)

    def _security_card(self) -> QWidget:
        words = Label(self._key_text, wrap=True)
        line = row(Icon("lock", Tone.DONE), gap=tokens.GAP + 2)
        line.addWidget(words, 1)
        return _card(Label(lambda: self.tr("Security"), "heading"), line)

    def _data_card(self) -> QWidget:
        profile = self._bench.settings.profile
        folder = copyable(str(profile.folder), lambda: self.tr("Copy the folder’s path"))
        show = Button(lambda: self.tr("Open the folder"), "external-link")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(profile.folder))))
        version = Label(lambda: self.tr("Version {version}").format(version=profile.version), "muted")
        return _card(Label(lambda: self.tr("Data"), "heading"), folder, row(show, None, version), self.check)

    def _key_text(self) -> str:
        match self._bench.settings.profile.key_in:
            case "keyring":
                return self.tr("Your data are encrypted on this computer. The key lies in the system’s keyring.")
            case "passphrase":
                return self.tr("Your data are encrypted on this computer. The key is made from your passphrase.")
            case _:
                return self.tr(
                    "This is a demonstration: its data are encrypted with a key that is forgotten when it ends."
                )


def _card(*parts: object) -> QWidget:
    card = frame("card")
    card.setLayout(column(*parts, gap=tokens.GAP + 4, edges=(18, 16, 18, 16)))  # type: ignore[arg-type]
    return card
