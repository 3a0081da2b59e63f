"""The steps of the sign-in that ask for something: which CRM, and how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest, VendorInfo
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, IconButton, Label, Text, column, frame, row
from crmdesk.ui.widgets.form_dialog import add_field
from crmdesk.ui.widgets.pieces import VendorTile
from crmdesk.ui.widgets.switches import RadioButton

_LABELS = 128
"""How wide the words before a line are at least: the two forms of the step stand under each other."""


class VendorStep(Live, QWidget):
    """One button for each CRM that can be signed in to."""

    chosen = Signal(object)

    def __init__(self, vendors: Sequence[VendorInfo]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP)
        box.addWidget(Label(lambda: self.tr("Which CRM do you want to connect?"), "muted"))
        for vendor in vendors:
            box.addWidget(self._button(vendor))
        box.addStretch(1)

    def _button(self, vendor: VendorInfo) -> QWidget:
        button = Button(lambda: "", role="choice")
        button.setAccessibleName(vendor.title)
        button.setMinimumHeight(60)
        inner = row(VendorTile(vendor.key, vendor.title), Label(vendor.title, "strong"), None, gap=tokens.GAP + 4)
        inner.setContentsMargins(14, 0, 14, 0)
        button.setLayout(inner)
        button.clicked.connect(lambda: self.chosen.emit(vendor))
        return button


class HowStep(Live, QWidget):
    """OAuth with the agency's own application, or a personal token where the vendor has one.

    Where an account is signed in to again (``connection``) and ``offer_known`` was called, the application that it was signed
    in with is enough: nothing has to be typed.
    """

    def __init__(self, vendor: VendorInfo, name: str, connection: str | None) -> None:
        super().__init__()
        self._vendor, self._connection = vendor, connection
        self.name, self.client_id, self.secret, self.token = QLineEdit(name), QLineEdit(), QLineEdit(), QLineEdit()
        self.document = QLineEdit()
        self.document.setPlaceholderText(self.tr("Address of the spreadsheet; empty: a new one"))
        for line in (self.secret, self.token):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.known = RadioButton(lambda: self.tr("Sign in through the browser, with the same application as before"))
        self.known.hide()
        self.oauth = RadioButton(self._oauth_words)
        self.by_token = RadioButton(lambda: self.tr("With a personal access token"))
        self.oauth.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.known)
        group.addButton(self.oauth)
        group.addButton(self.by_token)
        group.buttonToggled.connect(self._switch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP + 2)
        rows = [(self.tr("Name in crmdesk"), self.name)]
        if vendor.documents and connection is None:
            rows.append((self.tr("Spreadsheet"), self.document))
        box.addLayout(self._form(rows))
        box.addWidget(self.known)
        box.addWidget(self.oauth)
        self.oauth.setVisible(vendor.personal_tokens)
        box.addWidget(self._oauth_part())
        if vendor.personal_tokens:
            box.addWidget(self.by_token)
        self._token_part = QWidget()
        self._token_part.setLayout(self._form([(self.tr("Access token"), self.token)]))
        box.addWidget(self._token_part)
        box.addStretch(1)
        self._switch()

    def offer_known(self) -> None:
        """Offer the application that the account was signed in with; an administrator may still name another."""
        self.known.show()
        self.oauth.show()
        if not (self.client_id.text() or self.by_token.isChecked()):
            self.known.setChecked(True)
        self.oauth.setText(self._oauth_words())

    def request(self) -> SignInRequest:
        """What was typed. The secret and the token leave the form with it."""
        by_token, by_app = self.by_token.isChecked(), self.oauth.isChecked()
        return SignInRequest(
            vendor=self._vendor.key,
            name=self.name.text().strip(),
            client_id=self.client_id.text().strip() if by_app else "",
            client_secret=Secret(self.secret.text().strip()) if self.secret.text().strip() and by_app else None,
            token=Secret(self.token.text().strip()) if by_token else None,
            connection=self._connection,
            document=self.document.text().strip() or None,
        )

    def complete(self) -> bool:
        """Whether everything that is needed was typed."""
        if not self.name.text().strip():
            return False
        if self.by_token.isChecked():
            return bool(self.token.text().strip())
        if self.known.isChecked():
            return True
        needs = [self.client_id, *([self.secret] if self._vendor.needs_secret else [])]
        return all(line.text().strip() for line in needs)

    def lines(self) -> list[QLineEdit]:
        """Every line of the form."""
        return [self.name, self.document, self.client_id, self.secret, self.token]

    def _switch(self) -> None:
        self._oauth.setVisible(self.oauth.isChecked())
        self._token_part.setVisible(self.by_token.isChecked())

    def _oauth_words(self) -> str:
        if not self.known.isHidden():
            return self.tr("With another application of your agency")
        return self.tr("Sign in through the browser, with your agency’s application")

    def _oauth_part(self) -> QWidget:
        self._oauth = frame("")
        rows = [(self.tr("Client ID"), self.client_id)]
        if self._vendor.needs_secret:
            rows.append((self.tr("Client secret"), self.secret))
        box = column(self._form(rows), gap=tokens.GAP)
        if self._vendor.redirect_uris:
            words = Label(
                lambda: self.tr("Your application at {vendor} has to know these redirect addresses:").format(
                    vendor=self._vendor.title
                ),
                "muted",
                wrap=True,
            )
            box.addWidget(words)
            for uri in self._vendor.redirect_uris:
                box.addWidget(copyable(uri, self.tr("Copy the address")))
        if self._vendor.guide:
            guide = Button(
                lambda: self.tr("How to make an application at {vendor}").format(vendor=self._vendor.title),
                "external-link",
                "quiet",
            )
            guide.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._vendor.guide or "")))
            box.addLayout(row(guide, None))
        self._oauth.setLayout(box)
        return self._oauth

    def _form(self, rows: list[tuple[str, QLineEdit]]) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(tokens.GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, line in rows:
            line.setAccessibleName(label)
            add_field(form, label, line)
            form.labelForField(line).setMinimumWidth(_LABELS)
        return form


def copyable(text: str, words: Text | str) -> QWidget:
    """A text with a button that copies it."""
    holder = QWidget()
    shown = Label(text, "code")
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    shown.setMinimumWidth(10)
    copy = IconButton("copy", words if callable(words) else lambda: words, quiet=False)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    line = row(gap=tokens.GAP)
    line.addWidget(shown, 1)
    line.addWidget(copy)
    holder.setLayout(line)
    return holder
