"""The editor for a consent: what was said, when, how, and where the proof is."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.values import CONSENT_CHANNELS, CONSENT_STATES, FieldType, Value
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.option_texts import consent_channel, consent_state
from crmdesk.ui.records.editors.base import Editor
from crmdesk.ui.theme import tokens
from crmdesk.ui.typed_values import begun_text, typed_value
from crmdesk.ui.widgets.basics import Button, Choice, Text, row
from crmdesk.ui.widgets.form_dialog import add_field

_MOMENT = FieldSpec("at", FieldType.DATETIME)


class ConsentEditor(Live, Editor):
    """State, moment, channel and proof of a consent. A new one offers now as its moment.

    A consent is evidence: what is not touched stays exactly as it is, and a moment that nobody knows stays unknown.
    """

    def __init__(self, spec: FieldSpec, name: str) -> None:
        super().__init__(spec, name)
        self._begun: Value = None
        self._begun_at: tuple[str, str | None] = ("", None)
        self.state, self.channel = Choice(), Choice()
        self.at, self.proof = QLineEdit(), QLineEdit()
        self.at.setProperty("marks", "yes")
        for value in CONSENT_STATES:
            self.state.addItem("", value)
        for channel in (None, *CONSENT_CHANNELS):
            self.channel.addItem("", channel)
        self.relive()
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(tokens.GAP)
        form.setVerticalSpacing(tokens.UNIT)
        labels: tuple[tuple[Text, QWidget], ...] = (
            (lambda: self.tr("Consent"), self.state),
            (lambda: self.tr("When"), self.at),
            (lambda: self.tr("How"), self.channel),
            (lambda: self.tr("Proof"), self.proof),
        )
        for label, widget in labels:
            self.live(widget.setAccessibleName, lambda label=label: f"{field_label(spec.name)}: {label()}")  # type: ignore[misc]
            add_field(form, label, widget)
        self.live(self.proof.setPlaceholderText, lambda: self.tr("form, letter, file…"))
        save = Button(lambda: self.tr("Save"), role="main")
        save.clicked.connect(self.saved)
        cancel = Button(lambda: self.tr("Cancel"))
        cancel.clicked.connect(self.given_up)
        self._buttons = QWidget()
        self._buttons.setLayout(row(None, cancel, save))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(form)
        box.addWidget(self._buttons)
        self.setFocusProxy(self.state)

    def relive(self) -> None:
        """Say the choices again."""
        for number in range(self.state.count()):
            self.state.setItemText(number, consent_state(self.state.itemData(number)))
        for number in range(self.channel.count()):
            channel = self.channel.itemData(number)
            self.channel.setItemText(number, consent_channel(channel) if channel else formats.BLANK)

    def hide_buttons(self) -> None:
        """Leave saving to the dialog around it."""
        self._buttons.hide()

    def set_value(self, value: Value) -> None:
        """Begin with this consent."""
        known = value or {"state": "unknown", "at": None, "channel": None, "proof": None}
        self.state.setCurrentIndex(self.state.findData(known["state"]))
        if self.channel.findData(known["channel"]) < 0:
            self.channel.addItem(known["channel"], known["channel"])
        self.channel.setCurrentIndex(self.channel.findData(known["channel"]))
        self.proof.setText(known["proof"] or "")
        offered = known["at"] if value else datetime.now(UTC).isoformat(timespec="minutes")
        self._begun, self._begun_at = value, (begun_text(_MOMENT, offered), offered)
        self.at.setText(self._begun_at[0])

    def typed(self) -> Value:
        """State, moment, channel and proof."""
        return [self.state.currentData(), self.at.text(), self.channel.currentData(), self.proof.text()]

    def retype(self, typed: Value) -> None:
        """Put them back."""
        state, at, channel, proof = typed
        self.state.setCurrentIndex(self.state.findData(state))
        if self.channel.findData(channel) < 0:
            self.channel.addItem(channel, channel)
        self.channel.setCurrentIndex(self.channel.findData(channel))
        self.at.setText(at)
        self.proof.setText(proof)

    def value(self) -> Value:
        """The consent; None where nothing is known about it."""
        text, at = self._begun_at
        if self.at.text() != text:
            at = typed_value(_MOMENT, self.at.text())
        state = self.state.currentData()
        channel = self.channel.currentData()
        bare = state == "unknown" and channel is None and not self.proof.text().strip()
        if bare and (at is None or (self._begun is None and self.at.text() == text)):
            return None
        return self.spec.canonical({"state": state, "at": at, "channel": channel, "proof": self.proof.text()})
