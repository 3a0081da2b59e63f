"""The editor for a consent: what was said, when, how, and where the proof is."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.values import CONSENT_CHANNELS, CONSENT_STATES, FieldType, Value
from crmdesk.ui import formats
from crmdesk.ui.live import Live
from crmdesk.ui.option_texts import consent_channel, consent_state
from crmdesk.ui.records.editors.base import Editor
from crmdesk.ui.records.editors.typed import typed_value
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Choice, row


class ConsentEditor(Live, Editor):
    """State, moment, channel and proof of a consent. A new consent begins as given now."""

    def __init__(self, spec: FieldSpec, name: str) -> None:
        super().__init__(spec, name)
        self.state, self.channel = Choice(), Choice()
        self.at, self.proof = QLineEdit(), QLineEdit()
        self.at.setProperty("marks", "yes")
        for value in CONSENT_STATES:
            self.state.addItem(consent_state(value), value)
        self.channel.addItem(formats.BLANK, None)
        for value in CONSENT_CHANNELS:
            self.channel.addItem(consent_channel(value), value)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(tokens.UNIT)
        for label, widget in (
            (self.tr("Consent"), self.state),
            (self.tr("When"), self.at),
            (self.tr("How"), self.channel),
            (self.tr("Proof"), self.proof),
        ):
            widget.setAccessibleName(f"{name}: {label}")
            form.addRow(label, widget)
        self.proof.setPlaceholderText(self.tr("form, letter, file…"))
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

    def hide_buttons(self) -> None:
        """Leave saving to the dialog around it."""
        self._buttons.hide()

    def set_value(self, value: Value) -> None:
        """Begin with this consent."""
        known = value or {"state": "unknown", "at": None, "channel": None, "proof": None}
        self.state.setCurrentIndex(self.state.findData(known["state"]))
        self.channel.setCurrentIndex(self.channel.findData(known["channel"]))
        self.proof.setText(known["proof"] or "")
        at = known["at"] or datetime.now(UTC).isoformat(timespec="milliseconds")
        self.at.setText(formats.local(at).toString("dd/MM/yyyy HH:mm"))

    def value(self) -> Value:
        """The consent; None where nothing is known about it."""
        at = typed_value(FieldSpec("at", FieldType.DATETIME), self.at.text()) if self.at.text().strip() else None
        state = self.state.currentData()
        if state == "unknown" and not self.proof.text().strip():
            return None
        return self.spec.canonical(
            {"state": state, "at": at, "channel": self.channel.currentData(), "proof": self.proof.text()}
        )
