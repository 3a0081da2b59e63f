"""The rows and columns of the comparison: field, before, on this computer, in each account, result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.conflicts import Keep
from crmdesk.domain.textdiff import Span, spans
from crmdesk.domain.values import FieldType, Value
from crmdesk.store.queries.rows import AccountSide, ConflictField, MergedField
from crmdesk.ui import formats
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.conflicts.sides import side_name
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.plain_text import tool_tip

Index = QModelIndex | QPersistentModelIndex


class Part(StrEnum):
    """What a column shows."""

    FIELD = "field"
    BEFORE = "before"
    COMPUTER = "computer"
    ACCOUNT = "account"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Side:
    """A column: its part, and what the account is called (``side_name``) where it is one."""

    part: Part
    account: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. ``chosen`` is None where there is nothing to choose; ``open`` while the row is undecided.

    A ``merged`` row needs no choice; it was ``decided`` before, or merged by itself.
    """

    side: Side
    label: str
    words: tuple[Span, ...]
    chosen: bool | None
    open: bool
    merged: bool
    moved: bool = False
    decided: bool = False

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(span.text for span in self.words)


CELL_ROLE = Qt.ItemDataRole.UserRole
_BY_WORD = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PHONES, FieldType.TAGS, FieldType.REFERENCES})


class CompareModel(QAbstractTableModel):
    """One case with its draft as a table; contested fields first, then those that merged by themselves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self._fields: Sequence[ConflictField | MergedField] = ()
        self.sides: list[Side] = []

    def show_draft(self, draft: Draft | None) -> None:
        """Show a case with what was chosen so far."""
        self.beginResetModel()
        self.draft = draft
        case = draft.case if draft else None
        self._fields = (*case.fields, *case.merged) if case else ()
        accounts = sorted({side_name(side) for field in case.fields for side in field.accounts}) if case else []
        self.sides = [Side(Part.FIELD), Side(Part.BEFORE), Side(Part.COMPUTER)]
        self.sides += [*(Side(Part.ACCOUNT, name) for name in accounts), Side(Part.RESULT)]
        self.endResetModel()

    def retell(self) -> None:
        """Choices or the language changed."""
        if self._fields:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._fields) - 1, len(self.sides) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.sides) - 1)

    def field(self, row: int) -> ConflictField | None:
        """The contested field of a row; None for one that merged by itself."""
        field = self._fields[row] if 0 <= row < len(self._fields) else None
        return field if isinstance(field, ConflictField) else None

    def name(self, row: int) -> str:
        """The name of the field of a row."""
        return self._fields[row].field

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a value
        """Contested and merged fields."""
        return 0 if parent.isValid() else len(self._fields)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the same
        """The sides."""
        return 0 if parent.isValid() else len(self.sides)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text, what is read aloud, and the Cell itself."""
        if not index.isValid() or self.draft is None:
            return None
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
            CELL_ROLE,
        ):
            return None
        cell = self._cell(self._fields[index.row()], self.sides[index.column()])
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(cell.text)
        return spoken(cell) if role == Qt.ItemDataRole.AccessibleTextRole else cell.text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title of a column; who and when on a second line."""
        if (
            orientation is Qt.Orientation.Horizontal
            and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            and 0 <= section < len(self.sides)
        ):
            words = "\n".join(part for part in self.head(section) if part)
            return tool_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def head(self, section: int) -> tuple[str, str]:
        """The two lines of a column's head: what it is; who wrote it and when."""
        side = self.sides[section]
        fields = self.draft.case.fields if self.draft else ()
        match side.part:
            case Part.FIELD:
                return QCoreApplication.translate("Compare", "Field"), ""
            case Part.BEFORE:
                moment = max((field.before_at or "" for field in fields), default="")
                return QCoreApplication.translate("Compare", "Before"), formats.moment(moment) if moment else ""
            case Part.COMPUTER:
                last = max(fields, key=lambda field: field.computer_at or "", default=None)
                who = _who(last.computer_by, last.computer_at) if last else ""
                return QCoreApplication.translate("Compare", "On this computer"), who
            case Part.ACCOUNT:
                found = [each for field in fields for each in field.accounts if side_name(each) == side.account]
                newest = max(found, key=lambda each: each.changed_at or "", default=None)
                return side.account, _who(newest.changed_by, newest.changed_at) if newest else ""
            case Part.RESULT:
                return QCoreApplication.translate("Compare", "Result"), ""

    def _cell(self, field: ConflictField | MergedField, side: Side) -> Cell:
        label = field_label(field.field)
        if isinstance(field, MergedField):
            words = self._words(field, side)
            return Cell(side, label, words, None, open=False, merged=True, decided=field.decided)
        assert self.draft is not None
        decision = self.draft.decision(field.id)
        chosen = None
        if side.part is Part.COMPUTER:
            chosen = decision is not None and decision.keep is Keep.COMPUTER
        elif side.part is Part.ACCOUNT:
            link = next((each.link for each in field.accounts if side_name(each) == side.account), None)
            chosen = None if link is None else decision is not None and decision.link == link
        words = self._words(field, side)
        return Cell(side, label, words, chosen, decision is None, merged=False, moved=field.id in self.draft.moved)

    def _words(self, field: ConflictField | MergedField, side: Side) -> tuple[Span, ...]:
        before = self._text(field.field, field.before)
        match side.part:
            case Part.FIELD:
                return (Span(field_label(field.field), changed=False),)
            case Part.BEFORE:
                return _plain(before)
            case Part.COMPUTER:
                return self._marked(field.field, before, field.computer)
            case Part.ACCOUNT:
                if isinstance(field, ConflictField) and any(each.unknown for each in _of(field, side)):
                    return (Span(formats.unknown_yet(), changed=True),)
                held = self._held_there(field, side)
                return self._marked(field.field, before, held[0]) if held else ()
            case Part.RESULT:
                return _plain(self._result(field))

    def _held_there(self, field: ConflictField | MergedField, side: Side) -> tuple[Value, ...]:
        """What the account of a column holds, if it does. What merged by itself is shown with the first account."""
        if isinstance(field, ConflictField):
            return tuple(each.value for each in _of(field, side))
        first = next(each for each in self.sides if each.part is Part.ACCOUNT)
        return (field.account,) if side == first else ()

    def _result(self, field: ConflictField | MergedField) -> str:
        assert self.draft is not None
        if isinstance(field, MergedField):
            return self._text(field.field, field.result)
        if self.draft.decision(field.id) is None:
            for typed in self.draft.remembered(field.id):
                words = QCoreApplication.translate("Compare", "To be chosen. You had typed: {value}")
                return words.format(value=self._text(field.field, typed) or formats.BLANK)
            return QCoreApplication.translate("Compare", "To be chosen")
        if self.draft.awaits(field):
            return formats.unknown_yet()
        return self._text(field.field, self.draft.result(field))

    def _marked(self, field: str, before: str, value: Value) -> tuple[Span, ...]:
        assert self.draft is not None
        return _marked(CATALOGUE[self.draft.case.kind].get(field), before, self._text(field, value))

    def _text(self, field: str, value: Value) -> str:
        assert self.draft is not None
        case = self.draft.case
        spec = CATALOGUE[case.kind].get(field)
        return formats.value_text(spec, value, case.names) if spec else str(value or "")


def _of(field: ConflictField, side: Side) -> Sequence[AccountSide]:
    """What the account of a column holds of a field."""
    return [each for each in field.accounts if side_name(each) == side.account]


def spoken(cell: Cell) -> str:  # noqa: PLR0911 - one return a case
    """A cell as it is read aloud: what it is, its value, whether it was chosen."""
    words = cell.text or formats.BLANK
    match cell.side.part:
        case Part.FIELD if cell.decided:
            return QCoreApplication.translate("Compare", "{field}, decided before").format(field=cell.label)
        case Part.FIELD if cell.merged:
            return QCoreApplication.translate("Compare", "{field}, merged without a question").format(field=cell.label)
        case Part.FIELD if cell.open and cell.moved:
            return QCoreApplication.translate(
                "Compare", "{field}, changed while you were reading, to be chosen"
            ).format(field=cell.label)
        case Part.FIELD if cell.open:
            return QCoreApplication.translate("Compare", "{field}, to be chosen").format(field=cell.label)
        case Part.FIELD:
            return QCoreApplication.translate("Compare", "{field}, chosen").format(field=cell.label)
        case Part.BEFORE:
            return QCoreApplication.translate("Compare", "before: {value}").format(value=words)
        case Part.COMPUTER:
            return QCoreApplication.translate("Compare", "on this computer: {value}").format(value=words)
        case Part.ACCOUNT:
            return QCoreApplication.translate("Compare", "in {account}: {value}").format(
                account=cell.side.account, value=words
            )
        case Part.RESULT:
            return QCoreApplication.translate("Compare", "result: {value}").format(value=words)


def _plain(text: str) -> tuple[Span, ...]:
    return (Span(text or formats.BLANK, changed=False),)


def _marked(spec: FieldSpec | None, before: str, after: str) -> tuple[Span, ...]:
    """``after`` with what differs from ``before``: words of texts and numbers of lists, the whole of any other value."""
    if not after:
        return (Span(formats.BLANK, changed=bool(before)),)
    if spec is not None and spec.type not in _BY_WORD:
        return (Span(after, changed=before != after),)
    return tuple(piece for span in spans(before, after) for piece in _trimmed(span))


def _trimmed(span: Span) -> list[Span]:
    """A changed span without the white space at its ends, which is not worth an underline."""
    if not span.changed:
        return [span]
    inner = span.text.strip()
    start = span.text.index(inner) if inner else len(span.text)
    parts = (Span(span.text[:start], changed=False), Span(inner, changed=True))
    return [part for part in (*parts, Span(span.text[start + len(inner) :], changed=False)) if part.text]


def _who(name: str | None, moment: str | None) -> str:
    return " · ".join(part for part in (name, formats.moment(moment) if moment else "") if part)
