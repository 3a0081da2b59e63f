"""What changed in a record: when, by what, from which value to which."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.values import Value
from crmdesk.store.queries import records
from crmdesk.store.queries.rows import HistoryRow, RecordCard
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Icon, Label, clear, column, row
from crmdesk.ui.workbench import Workbench

_ICONS = {
    "user": ("pencil", Tone.COMPUTER),
    "remote": ("cloud", Tone.ACCOUNT),
    "merge": ("git-merge", Tone.DONE),
    "undo": ("arrow-back-up", Tone.COMPUTER),
    "redo": ("arrow-forward-up", Tone.COMPUTER),
    "decision": ("git-compare", Tone.CONFLICT),
}


class HistoryTab(Live, QWidget):
    """The last changes of a record, the newest first."""

    def __init__(self, workbench: Workbench, tasks: TaskScope) -> None:
        super().__init__()
        self._bench = workbench
        self._tasks = tasks
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(tokens.GROUP_GAP + 2, tokens.GROUP_GAP, tokens.GROUP_GAP, tokens.GROUP_GAP)
        self._box.setSpacing(tokens.GAP + 2)

    def show_card(self, card: RecordCard) -> None:
        """Read and show the history of a record."""
        self._tasks.start(self._read(card), "history")

    async def _read(self, card: RecordCard) -> None:
        rows = await self._bench.desk.read(lambda connection: records.history(connection, card.id))
        clear(self._box)
        for each in rows:
            self._box.addWidget(self._entry(card, each))
        if not rows:
            self._box.addWidget(Label(self.tr("No change yet."), "muted"))
        self._box.addStretch(1)

    def _entry(self, card: RecordCard, each: HistoryRow) -> QWidget:
        icon, tone = _ICONS.get(each.cause, ("history", Tone.MUTED))
        who = each.account or cause_text(each.cause)
        first = Label(self._what(card, each), wrap=True)
        second = Label(f"{formats.moment(each.at)} · {who}", "muted")
        holder = QWidget()
        box = row(gap=tokens.GAP + 2)
        mark = column(2, Icon(icon, tone), None, gap=0)
        box.addLayout(mark)
        box.addLayout(column(first, second, gap=1), 1)
        holder.setLayout(box)
        return holder

    def _what(self, card: RecordCard, each: HistoryRow) -> str:
        told = self._change(card, each)
        if each.cause != "undo" or each.decided_at is None:
            return told
        words = self.tr("{change}. The decision of {at} was taken back: the question is open again.")
        return words.format(change=told, at=formats.moment(each.decided_at))

    def _change(self, card: RecordCard, each: HistoryRow) -> str:
        """What became of the record or of one of its fields."""
        if each.field == EXISTENCE:
            return self.tr("Stays on this computer") if each.new else self.tr("Stays in the trash")
        if each.field is None or each.event:
            return event_text(each.event or "")
        field = field_label(each.field)
        if each.rejected:
            others = ", ".join(_value(card, each.field, value) for value in each.rejected)
            words = self.tr("{field}: {value} chosen instead of {others}")
            return words.format(field=field, value=_value(card, each.field, each.new), others=others)
        old, new = (_value(card, each.field, value) for value in (each.old, each.new))
        if old == new:
            return self.tr("{field}: stays {value}").format(field=field, value=new)
        return self.tr("{field}: {old} → {new}").format(field=field, old=old, new=new)


def _value(card: RecordCard, field: str, value: Value) -> str:
    spec = CATALOGUE[card.kind].get(field)
    text = formats.value_text(spec, value, card.names) if spec else str(value or "")
    return text or formats.BLANK


def cause_text(cause: str) -> str:  # noqa: PLR0911 - one return a case
    """Who or what changed a value, in words."""
    match cause:
        case "user":
            return QCoreApplication.translate("History", "on this computer")
        case "merge":
            return QCoreApplication.translate("History", "merged without a question")
        case "decision":
            return QCoreApplication.translate("History", "decision of a conflict")
        case "undo":
            return QCoreApplication.translate("History", "undone on this computer")
        case "redo":
            return QCoreApplication.translate("History", "done again on this computer")
        case "import":
            return QCoreApplication.translate("History", "first import")
        case "remote":
            return QCoreApplication.translate("History", "account")
        case _:
            return cause


def event_text(event: str) -> str:
    """An event of the whole record, in words."""
    match event:
        case "imported":
            return QCoreApplication.translate("History", "Imported")
        case "created":
            return QCoreApplication.translate("History", "Created")
        case "deleted":
            return QCoreApplication.translate("History", "Put into the trash")
        case "restored":
            return QCoreApplication.translate("History", "Restored")
        case "converted":
            return QCoreApplication.translate("History", "Became a contact")
        case _:
            return event
