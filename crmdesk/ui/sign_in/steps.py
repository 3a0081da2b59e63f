"""The steps of the sign-in that ask for something: which CRM, and how."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import MadeUpApp, SignInRequest, VendorInfo
from crmdesk.ui.live import Live
from crmdesk.ui.sign_in.host_field import HostField, host_words
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, IconButton, Label, Text, column, frame, row
from crmdesk.ui.widgets.form_dialog import add_field
from crmdesk.ui.widgets.pieces import VendorTile
from crmdesk.ui.widgets.switches import RadioButton

_LABELS = 148
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
        self._buttons = {vendor.key: self._button(vendor) for vendor in vendors}
        for button in self._buttons.values():
            box.addWidget(button)
        box.addStretch(1)

    def take_keyboard(self, vendor: VendorInfo | None) -> None:
        """Put the keyboard on the vendor that was chosen before, or else on the first one."""
        button = self._buttons[vendor.key] if vendor is not None else next(iter(self._buttons.values()))
        button.setFocus(Qt.FocusReason.OtherFocusReason)

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
    in with is enough: nothing has to be typed. In a demonstration everything is filled in, with what its sandbox knows.
    ``guide_asked``: show the vendor's set-up guide. ``host`` asks where the account lives; it is None where the vendor has one
    place, and where the account was signed in at an address (``base_url``) that cannot be chosen, such as a sandbox's.
    """

    guide_asked = Signal()

    def __init__(self, vendor: VendorInfo, name: str, connection: str | None, base_url: str | None = None) -> None:
        super().__init__()
        self._vendor, self._connection = vendor, connection
        self.name, self.client_id, self.secret, self.token = QLineEdit(name), QLineEdit(), QLineEdit(), QLineEdit()
        self.document = QLineEdit()
        self.document.setPlaceholderText(self.tr("Address of the spreadsheet; empty: a new one"))
        for line in (self.secret, self.token):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.host = _host_field(vendor, base_url)
        self._fill_in()
        self.known = RadioButton(lambda: self.tr("Sign in through the browser, with the same application as before"))
        self.known.hide()
        self.oauth = RadioButton(self._oauth_words)
        self.by_token = RadioButton(lambda: self.tr("With a personal access token"))
        self.oauth.setChecked(True)
        group = QButtonGroup(self)
        for way in (self.known, self.oauth, self.by_token):
            group.addButton(way)
        group.buttonToggled.connect(self._switch)
        self._lay_out()
        self._switch()

    def _lay_out(self) -> None:
        vendor = self._vendor
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP + 2)
        rows: list[tuple[str, QWidget]] = [(self.tr("Name in crmdesk"), self.name)]
        if vendor.documents and self._connection is None:
            rows.append((self.tr("Spreadsheet"), self.document))
        if self.host is not None:
            rows.append((self.tr("Where the account lives"), self.host))
        if vendor.made_up is not None:
            box.addWidget(self._made_up_words(vendor.made_up))
        box.addLayout(self._form(rows))
        if self.host is not None:
            box.addWidget(Label(lambda: host_words(vendor.key), "muted", wrap=True))
        box.addWidget(self.known)
        box.addWidget(self.oauth)
        self.oauth.setVisible(vendor.personal_tokens)
        box.addWidget(self._oauth_part())
        if vendor.personal_tokens:
            box.addWidget(self.by_token)
        self._token_part = self._made_token_part()
        box.addWidget(self._token_part)
        box.addStretch(1)

    def offer_known(self) -> None:
        """Offer the application that the account was signed in with; an administrator may still name another."""
        self.known.show()
        self.oauth.show()
        if not (self.client_id.text() or self.by_token.isChecked()):
            self.known.setChecked(True)
        self.oauth.setText(self._oauth_words())

    def request(self) -> SignInRequest:
        """What was typed. The secret and the token leave the form with it.

        Raises InvalidInput for a host that is not the vendor's.
        """
        by_token, by_app = self.by_token.isChecked(), self.oauth.isChecked()
        return SignInRequest(
            vendor=self._vendor.key,
            name=self.name.text().strip(),
            client_id=self.client_id.text().strip() if by_app else "",
            client_secret=Secret(self.secret.text().strip()) if self.secret.text().strip() and by_app else None,
            token=Secret(self.token.text().strip()) if by_token else None,
            base_url=None if self.host is None else self.host.url(),
            connection=self._connection,
            document=self.document.text().strip() or None,
        )

    def complete(self) -> bool:
        """Whether everything that is needed was typed."""
        if not self.name.text().strip() or (self.host is not None and not self.host.currentText().strip()):
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

    def _fill_in(self) -> None:
        made_up = self._vendor.made_up
        if made_up is not None:
            self.document.setText(made_up.document if made_up.document and self._connection is None else "")
            self.client_id.setText(made_up.client_id)
            self.secret.setText(made_up.client_secret.reveal())
            self.token.setText("" if made_up.token is None else made_up.token.reveal())

    def _made_up_words(self, made_up: MadeUpApp) -> QWidget:
        """That this is no account of anybody, and where it is."""
        words = Label(
            lambda: self.tr(
                "Demonstration: a made-up {vendor} account on this computer, at {host}. Everything it asks for is filled in."
            ).format(vendor=self._vendor.title, host=urlsplit(made_up.host).netloc),
            wrap=True,
        )
        line = row(Icon("info-circle", Tone.ACCENT), gap=tokens.GAP + 2, edges=(12, 10, 12, 10))
        line.addWidget(words, 1)
        card = frame("card")
        card.setLayout(line)
        return card

    def _made_token_part(self) -> QWidget:
        part = QWidget()
        box = column(gap=tokens.GAP)
        if self._vendor.made_up is None:
            for number in range(len(token_words(self._vendor.key))):
                box.addWidget(Label(lambda number=number: token_words(self._vendor.key)[number], "muted", wrap=True))  # type: ignore[misc]
        box.addLayout(self._form([(self.tr("Access token"), self.token)]))
        if self._vendor.guide:
            box.addLayout(row(self._guide_button(), None))
        part.setLayout(box)
        return part

    def _guide_button(self) -> Button:
        guide = Button(
            lambda: self.tr("Guide to {vendor} and crmdesk").format(vendor=self._vendor.title), "info-circle"
        )
        guide.clicked.connect(self.guide_asked.emit)
        return guide

    def _switch(self) -> None:
        self._oauth.setVisible(self.oauth.isChecked())
        self._token_part.setVisible(self.by_token.isChecked())

    def _oauth_words(self) -> str:
        if not self.known.isHidden():
            return self.tr("With another application of your agency")
        return self.tr("Sign in through the browser, with your agency’s application")

    def _oauth_part(self) -> QWidget:
        self._oauth = frame("")
        if not self._vendor.needs_secret:
            # An administrator may have the application require one all the same.
            self.secret.setPlaceholderText(self.tr("Only where the application requires it"))
        rows = [(self.tr("Client ID"), self.client_id), (self.tr("Client secret"), self.secret)]
        box = column(self._form(rows), gap=tokens.GAP)
        if self._vendor.redirect_uris and self._vendor.made_up is None:
            box.addWidget(Label(self._redirect_words, "muted", wrap=True))
            for uri in self._vendor.redirect_uris:
                box.addWidget(copyable(uri, self.tr("Copy the address")))
        if self._vendor.guide:
            box.addLayout(row(self._guide_button(), None))
        self._oauth.setLayout(box)
        return self._oauth

    def _redirect_words(self) -> str:
        if len(self._vendor.redirect_uris) == 1:
            words = self.tr("Your application at {vendor} has to know this redirect address:")
        else:
            words = self.tr("Your application at {vendor} has to know these redirect addresses:")
        return words.format(vendor=self._vendor.title)

    def _form(self, rows: Sequence[tuple[str, QWidget]]) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(tokens.GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, line in rows:
            line.setAccessibleName(label)
            add_field(form, label, line)
            form.labelForField(line).setMinimumWidth(_LABELS)
        return form


def _host_field(vendor: VendorInfo, base_url: str | None) -> HostField | None:
    hosts = vendor.hosts
    if hosts is None or vendor.made_up is not None or hosts.name_of(base_url) is None:
        return None
    return HostField(hosts, base_url)


def token_words(vendor: str) -> tuple[str, ...]:
    """Where a personal token of a vendor is found, in two lines; none for a vendor that has no such thing.

    HubSpot, "Legacy apps" (a service key takes the place of a private app's token); Pipedrive, "Personal API token".
    """
    if vendor == "hubspot":
        return (
            QCoreApplication.translate(
                "Token",
                "In HubSpot, a super admin creates a service key in the settings of the account, with the scopes that the guide "
                "lists except “oauth”.",
            ),
            QCoreApplication.translate(
                "Token",
                "Paste it here: it begins with “pat-”. The token of a private app that exists already does as well.",
            ),
        )
    if vendor == "pipedrive":
        return (
            QCoreApplication.translate("Token", "In Pipedrive, open Settings → Personal preferences → API."),
            QCoreApplication.translate(
                "Token",
                "Copy your personal API token (40 characters) and paste it here. With it crmdesk may do what you may.",
            ),
        )
    return ()


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
