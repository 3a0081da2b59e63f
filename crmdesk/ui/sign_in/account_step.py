"""The step after the browser: which account it is, what would be created there, who counts as a lead, and sending."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.signin import AccountInfo
from crmdesk.ui import formats
from crmdesk.ui.field_texts import kind_title, running
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, frame, row
from crmdesk.ui.widgets.pieces import TintedLabel
from crmdesk.ui.widgets.switches import CheckBox

_SHOWN = 12


class AccountStep(Live, QWidget):
    """What a person agrees to before anything is stored. Nothing is created and nothing is sent unless it is ticked.

    ``guide_asked``: show the vendor's set-up guide, where there is one (``guided``). The first synchronisation of a ``new``
    account asks before it ties anybody (decision 0021); an account that was connected before is not read anew. One that
    ``is_document`` works with the columns it lacks, or not at all.
    """

    guide_asked = Signal()

    def __init__(
        self,
        account: AccountInfo,
        *,
        vendor: str = "",
        guided: bool = False,
        new: bool = True,
        is_document: bool = False,
    ) -> None:
        super().__init__()
        self._account, self._vendor, self._guided, self._new = account, vendor, guided, new
        self._is_document = is_document
        self.create_missing = CheckBox(self._create_words)
        self.send = CheckBox(self._send_words)
        self.send.setChecked(account.sending)
        self._stages = {stage.value: CheckBox(lambda stage=stage: stage.label) for stage in account.stages}  # type: ignore[misc]
        for stage in account.stages:
            self._stages[stage.value].setChecked(stage.counts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP)
        box.addWidget(self._who())
        if account.lacking:
            box.addWidget(Label(self._lacking_words, tone="conflict", wrap=True))
        box.addWidget(self._section(self.tr("What happens next")))
        self._next = Label(self._next_words, wrap=True)
        self.send.toggled.connect(lambda: self._next.setText(self._next_words()))
        box.addWidget(self._next)
        if new:
            box.addWidget(
                Label(lambda: self.tr("Whoever is on this computer already is linked only once you agree."), wrap=True)
            )
        if account.assumed_currency:
            box.addWidget(Label(self._currency_words, wrap=True))
        box.addWidget(self.send)
        if account.missing:
            self._add_missing(box)
        if account.by_hand:
            self._add_by_hand(box)
        if account.stages:
            self._add_stages(box)
        box.addStretch(1)

    @property
    def lead_stages(self) -> tuple[str, ...] | None:
        """The stages that count as leads; None where the vendor has no such rule."""
        if not self._stages:
            return None
        return tuple(value for value, box in self._stages.items() if box.isChecked())

    def _send_words(self) -> str:
        return self.tr("Send changes from the start") if self._new else self.tr("Send changes to this account")

    def _create_words(self) -> str:
        if self._is_document:
            return self.tr("Create these columns in the sheet")
        return self.tr("Create these fields in the account")

    def _next_words(self) -> str:
        """What the main button sets going."""
        if not self._new:
            return self._again_words()
        if self.send.isChecked():
            return self.tr(
                "crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. From then "
                "on your changes are sent soon after you make them."
            )
        return self.tr(
            "crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. Nothing is sent: "
            "your changes stay on this computer until you switch sending on."
        )

    def _again_words(self) -> str:
        """What the main button sets going in an account that was read before."""
        reads = self.tr("crmdesk goes on where it stopped and reads what changed in the account since.")
        if self.send.isChecked():
            sends = self.tr("What waits to be sent is sent, and from then on your changes soon after you make them.")
        else:
            sends = self.tr("Nothing is sent: your changes stay on this computer until you switch sending on.")
        return f"{reads} {sends}"

    def _lacking_words(self) -> str:
        """What goes wrong with this application, before anything is read."""
        words = self.tr(
            "The application lacks scopes that the guide lists: {scopes}. What they cover is neither read nor sent. An "
            "administrator adds them to the application; then sign in again."
        )
        return words.format(scopes=", ".join(self._account.lacking))

    def _currency_words(self) -> str:
        """That the account does not say what its amounts are in."""
        words = self.tr("This account does not say its currency: its amounts are taken for {currency}.")
        return words.format(currency=self._account.assumed_currency)

    def _who(self) -> QWidget:
        card = frame("card")
        name = Label(self._account.name, "name")
        user = self.tr("signed in as {user}").format(user=self._account.user) if self._account.user else ""
        second = Label(" · ".join(part for part in (user, self._account.account_id) if part), "muted", wrap=True)
        inner = QVBoxLayout()
        inner.setSpacing(1)
        inner.addWidget(name)
        inner.addWidget(second)
        if self._account.counts:
            counts = [f"{formats.number(n)} {running(kind_title(kind))}" for kind, n in self._account.counts.items()]
            inner.addWidget(Label(", ".join(counts), "muted", wrap=True))
        line = row(Icon("circle-check", Tone.DONE, 24), gap=tokens.GAP + 4, edges=(14, 12, 14, 12))
        line.addLayout(inner, 1)
        card.setLayout(line)
        return card

    def _add_missing(self, box: QVBoxLayout) -> None:
        if self._is_document:
            title = self.tr("Columns that the sheet lacks")
            words = self.tr(
                "crmdesk knows a row again by the column _crmdesk_id, which it hides: without it nothing of the sheet is read, "
                "and nothing is sent."
            )
        else:
            title = self.tr("Fields of your trade that the account lacks")
            words = self.tr(
                "Without them these values stay on this computer, marked as such. Only an administrator can create them."
            )
        box.addWidget(self._section(title))
        box.addWidget(Label(words, "muted", wrap=True))
        self._add_fields(box, self._account.missing)
        box.addWidget(self.create_missing)

    def _add_by_hand(self, box: QVBoxLayout) -> None:
        box.addWidget(self._section(self.tr("Fields of your trade that an administrator has to make")))
        words = self.tr(
            "No program can create them in this CRM. Until an administrator has made them by hand, as the guide says, these "
            "values stay on this computer, marked as such."
        )
        box.addWidget(Label(words, "muted", wrap=True))
        self._add_fields(box, self._account.by_hand)
        if self._guided:
            guide = Button(lambda: self.tr("Open the guide"), "info-circle", "quiet")
            guide.clicked.connect(self.guide_asked.emit)
            box.addLayout(row(guide, None))

    def _add_fields(self, box: QVBoxLayout, fields: Sequence[tuple[str, str]]) -> None:
        by_object: dict[str, list[str]] = {}
        for object_, label in fields:
            by_object.setdefault(object_, []).append(label)
        for object_, labels in by_object.items():
            line = row(gap=tokens.GAP)
            line.addWidget(TintedLabel(object_, Tone.ACCENT))
            shown = ", ".join(labels[:_SHOWN])
            more = len(labels) - _SHOWN
            if more > 0:
                shown += " " + self.tr("and %Ln more", "", more)
            line.addWidget(Label(shown, wrap=True), 1)
            box.addLayout(line)

    def _add_stages(self, box: QVBoxLayout) -> None:
        box.addWidget(self._section(self._stage_words()))
        for check in self._stages.values():
            box.addWidget(check)

    def _stage_words(self) -> str:
        """The heading of the stages; at Pipedrive, where labels of people (``label_ids``) take their place, it says so."""
        if self._vendor == "pipedrive":
            return self.tr("Contacts with these labels count as leads")
        return self.tr("Contacts at these stages count as leads")

    def _section(self, title: str) -> Label:
        made = Label(title, "section")
        made.setContentsMargins(0, tokens.GAP, 0, 0)
        return made
