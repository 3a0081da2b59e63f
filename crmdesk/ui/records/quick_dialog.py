"""A note, a task or a call about a record, in a few keystrokes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.rows import RecordCard
from crmdesk.ui.theme import tokens
from crmdesk.ui.typed_values import typed_value
from crmdesk.ui.unfinished import QUICK, quick_key
from crmdesk.ui.widgets.form_dialog import FormDialog, add_field
from crmdesk.ui.workbench import Workbench


class QuickDialog(FormDialog):
    """``what`` is note, task or call. ``made`` holds the record's id and the change's once it was saved."""

    def __init__(self, parent: QWidget, workbench: Workbench, what: str, card: RecordCard) -> None:
        self._what, self._card, self._bench = what, card, workbench
        super().__init__(parent, self._title_text, lambda: self.tr("Save"))
        self.made: tuple[str, str] | None = None
        self.setMinimumWidth(460)
        self.subject, self.due, self.minutes, self.body = QLineEdit(), QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.due.setPlaceholderText(self.tr("dd/mm/yyyy hh:mm"))
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(120)
        form = QFormLayout()
        form.setSpacing(tokens.GAP)
        choices: dict[str, list[tuple[str, QWidget]]] = {
            "note": [(self.tr("Note"), self.body)],
            "task": [
                (self.tr("To do"), self.subject),
                (self.tr("Due"), self.due),
                (self.tr("Details"), self.body),
            ],
            "call": [
                (self.tr("What it was about"), self.subject),
                (self.tr("Minutes"), self.minutes),
                (self.tr("What was said"), self.body),
            ],
        }
        rows = choices[what]
        for label, widget in rows:
            widget.setAccessibleName(label)
            add_field(form, label, widget)
        self.lay_out(form)
        rows[0][1].setFocus()
        self.keep_as(workbench.unfinished, quick_key(what, card.id), card.id)

    def typed(self) -> bool:
        """Whether there is any text."""
        return any(text.strip() for text in self._texts())

    def stands(self) -> Mapping[str, Value]:
        """What it is, and every line."""
        return {"form": QUICK, "what": self._what, "texts": self._texts()}

    def put_back(self, what: Mapping[str, Value]) -> None:
        """Fill in every line."""
        subject, due, minutes, body = what["texts"]
        self.subject.setText(subject)
        self.due.setText(due)
        self.minutes.setText(minutes)
        self.body.setPlainText(body)

    async def save(self) -> None:
        """Make the note or activity. Raises InvalidInput."""
        kind = Kind.NOTE if self._what == "note" else Kind.ACTIVITY
        self.made = await self._bench.desk.create(kind, self._values())

    def undo_text(self) -> str:
        """What the undo stack calls it."""
        return self._title_text()

    def done_texts(self) -> tuple[str, str]:
        """What the message bar says: where an account is sent it, and where none is for now."""
        return {
            "note": (
                self.tr("Note saved. It is sent with the next synchronisation."),
                self.tr("Note saved. It stays on this computer for now."),
            ),
            "task": (
                self.tr("Task saved. It is sent with the next synchronisation."),
                self.tr("Task saved. It stays on this computer for now."),
            ),
            "call": (
                self.tr("Call logged. It is sent with the next synchronisation."),
                self.tr("Call logged. It stays on this computer for now."),
            ),
        }[self._what]

    def _texts(self) -> list[str]:
        return [self.subject.text(), self.due.text(), self.minutes.text(), self.body.toPlainText()]

    def _title_text(self) -> str:
        pattern = {
            "note": self.tr("Note about {name}"),
            "task": self.tr("Task for {name}"),
            "call": self.tr("Call with {name}"),
        }[self._what]
        return pattern.format(name=self._card.name)

    def _values(self) -> Mapping[str, Value]:
        values: dict[str, Value] = {"about": [self._card.id], "body": self.body.toPlainText().strip() or None}
        if self._what == "note":
            if values["body"] is None:
                raise InvalidInput("value_missing", field="body")
            return values
        if not self.subject.text().strip():
            raise InvalidInput("value_missing", field="subject")
        values |= {"type": self._what, "subject": self.subject.text().strip()}
        if self._what == "task":
            values |= {"due_at": typed_value(CATALOGUE[Kind.ACTIVITY]["due_at"], self.due.text()), "done": False}
        else:
            minutes = typed_value(CATALOGUE[Kind.ACTIVITY]["duration_s"], self.minutes.text())
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            values |= {"starts_at": now, "duration_s": None if minutes is None else minutes * 60, "done": True}
        return values
