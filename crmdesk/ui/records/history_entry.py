"""One line of a record's history: what changed, when and by what, and the earlier values that one can go back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.history import HistoryRow, Unknown
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.plain_text import literal
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, column, row

_ICONS = {
    "user": ("pencil", Tone.COMPUTER),
    "remote": ("cloud", Tone.ACCOUNT),
    "merge": ("git-merge", Tone.DONE),
    "undo": ("arrow-back-up", Tone.COMPUTER),
    "redo": ("arrow-forward-up", Tone.COMPUTER),
    "decision": ("git-compare", Tone.CONFLICT),
    "policy": ("git-compare", Tone.DONE),
    "review": ("git-compare", Tone.CONFLICT),
}
_ON_A_BUTTON = 28
"""How much of a value stands on a button; its tool tip and the line above have all of it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A value that a field had, or could have had, before."""

    field: str
    value: Value


def earlier_values(kind: Kind, each: HistoryRow) -> list[Earlier]:
    """What a change replaced, and what a decision did not take; nothing where a field was blank, or is none of ``kind``'s."""
    if each.field is None or each.field not in CATALOGUE[kind]:
        return []
    values = [value for value in (each.old, *each.rejected) if value is not None]
    apart = [value for at, value in enumerate(values) if value not in values[:at]]
    return [Earlier(each.field, value) for value in apart]


class HistoryEntry(QWidget):
    """Shows a change of a record of ``kind``, and offers the ``earlier`` values by buttons and in its menu.

    ``names`` are those of the records that values refer to.
    """

    asked = Signal(object)
    """Earlier: the person wants to go back to it."""
    field_asked = Signal(str)
    """Show the changes of this field only."""

    def __init__(self, kind: Kind, each: HistoryRow, names: Mapping[str, str], earlier: list[Earlier]) -> None:
        super().__init__()
        self._kind, self._row, self._names, self._earlier = kind, each, names, earlier
        icon, tone = _ICONS.get(each.cause, ("history", Tone.MUTED))
        who = each.account or cause_text(each.cause)
        words = column(
            Label(history_text(kind, each, names), wrap=True),
            Label(f"{formats.moment(each.at)} · {who}", "muted"),
            gap=1,
        )
        for one in earlier:
            words.addLayout(row(self._button(one), None))
        box = row(gap=tokens.GAP + 2)
        box.addLayout(column(2, Icon(icon, tone), None, gap=0))
        box.addLayout(words, 1)
        self.setLayout(box)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same by the right button and the menu key, and the way to the changes of this field alone."""
        menu = self.menu()
        if not menu.isEmpty():
            menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with this change."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for one in self._earlier:
            menu.addAction(literal(self._text(one))).triggered.connect(partial(self._ask, one))
        field = self._row.field
        if field is not None and field != EXISTENCE:
            words = self.tr("Only changes of “{field}”").format(field=field_label(field))
            menu.addAction(literal(words)).triggered.connect(lambda: self.field_asked.emit(field))
        return menu

    def _button(self, one: Earlier) -> Button:
        button = Button(lambda: self._text(one), "arrow-back-up", "quiet", tone=Tone.COMPUTER)
        button.setAccessibleName(formats.labelled(field_label(one.field), self._text(one)))
        button.clicked.connect(partial(self._ask, one))
        return button

    def _text(self, one: Earlier) -> str:
        shown = formats.in_a_line(value_text(self._kind, one.field, one.value, self._names), _ON_A_BUTTON)
        return self.tr("Go back to “{value}”…").format(value=shown)

    def _ask(self, one: Earlier, _checked: bool = False) -> None:
        self.asked.emit(one)


def history_text(kind: Kind, each: HistoryRow, names: Mapping[str, str]) -> str:
    """What became of a record or of one of its fields, in words."""
    told = _change(kind, each, names)
    if each.cause != "undo" or each.decided_at is None:
        return told
    words = QCoreApplication.translate(
        "History", "{change}. The decision of {at} was taken back: the question is open again."
    )
    return words.format(change=told, at=formats.moment(each.decided_at))


def _change(kind: Kind, each: HistoryRow, names: Mapping[str, str]) -> str:
    if each.field == EXISTENCE and each.cause == "remote":
        return QCoreApplication.translate("History", "Deleted in the account, stays on this computer")
    if each.field == EXISTENCE:
        stays = QCoreApplication.translate("History", "Stays on this computer")
        return stays if each.new else QCoreApplication.translate("History", "Stays in the trash")
    if each.field is None or each.event:
        return event_text(each.event or "")
    field = field_label(each.field)
    if each.rejected:
        return _decided(kind, each.field, each, names)
    if each.old == each.new:
        value = value_text(kind, each.field, each.new, names)
        return QCoreApplication.translate("History", "{field}: stays {value}").format(field=field, value=value)
    old, new = _told_apart(kind, each.field, (each.old, each.new), names)
    return QCoreApplication.translate("History", "{field}: {old} → {new}").format(field=field, old=old, new=new)


def _decided(kind: Kind, name: str, each: HistoryRow, names: Mapping[str, str]) -> str:
    """What was chosen about a field instead of what, which may be somebody whom nobody knows here yet."""
    field = field_label(name)
    if each.unknown is Unknown.CHOSEN:
        words = QCoreApplication.translate("History", "{field}: {unknown} chosen; {value} until then")
        return words.format(field=field, unknown=formats.unknown_yet(), value=value_text(kind, name, each.new, names))
    chosen, *others = _told_apart(kind, name, (each.new, *each.rejected), names)
    if each.unknown is Unknown.REJECTED:
        told = zip(each.rejected, others, strict=True)
        others = [formats.unknown_yet() if value is None else text for value, text in told]
    words = QCoreApplication.translate("History", "{field}: {value} chosen instead of {others}")
    return words.format(field=field, value=chosen, others=", ".join(others))


def _told_apart(kind: Kind, field: str, values: Sequence[Value], names: Mapping[str, str]) -> list[str]:
    """The texts of values that are shown beside each other in the history; a dash for a blank."""
    spec = CATALOGUE[kind].get(field)
    told = formats.told_apart(spec, values, names) if spec else [str(value or "") for value in values]
    return [text or formats.BLANK for text in told]


def value_text(kind: Kind, field: str, value: Value, names: Mapping[str, str]) -> str:
    """A value as the history tells it; a dash for a blank."""
    spec = CATALOGUE[kind].get(field)
    text = formats.value_text(spec, value, names) if spec else str(value or "")
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
        case "policy":
            return QCoreApplication.translate("History", "decided by a policy")
        case "review":
            return QCoreApplication.translate("History", "refused in a review")
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


def event_text(event: str) -> str:  # noqa: PLR0911 - one return a case
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
        case "united" | "merged":
            return QCoreApplication.translate("History", "Became one with another record")
        case "separated":
            return QCoreApplication.translate("History", "Separated from another record")
        case _:
            return event
