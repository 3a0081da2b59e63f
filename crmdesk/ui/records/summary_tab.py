"""The fields of a record in their groups: those with a value first, the blank ones a click away; then what happened last."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.rows import ProblemRow, RecordCard
from crmdesk.ui.duplicates.texts import not_same_text
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import call_custom_fields, custom_group, field_groups, field_label
from crmdesk.ui.live import Live
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.field_row import FieldRow
from crmdesk.ui.records.lookups import finder
from crmdesk.ui.records.related_row import RelatedLine
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, clear, column, drop, row
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Workbench

_LATEST = 3
_ALWAYS = frozenset({"phones", "emails", "status", "owner", "last_name", "name", "subject", "body", "amount"})


class SummaryTab(Live, QWidget):
    """All fields of a record, edited in place."""

    changed = Signal(str, object)
    closed = Signal(str)
    adopted = Signal(object)
    reload_asked = Signal()

    def __init__(self, workbench: Workbench, tasks: TaskScope) -> None:
        super().__init__()
        self._bench = workbench
        self._tasks = tasks
        self._card: RecordCard | None = None
        self._rows: dict[str, FieldRow] = {}
        self._show_blank = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(tokens.GROUP_GAP + 2, tokens.GAP + 4, tokens.GROUP_GAP, tokens.GROUP_GAP)
        self._box.setSpacing(0)

    def forget(self) -> None:
        """Another record comes: begin anew."""
        self._card = None
        self._rows = {}
        self._show_blank = False

    def show_card(self, card: RecordCard) -> None:
        """Show a record; rows that are being edited stay open, and the keyboard stays where it is."""
        same = self._card is not None and self._card.id == card.id and self._shape(self._card) == self._shape(card)
        self._card = card
        call_custom_fields(card.custom)
        if not same:
            with keeping_keyboard(self):
                self._build(card)
        for name, field_row in self._rows.items():
            field_row.show_value(card.fields.get(name), card.names, card.states.get(name), card.notices.get(name, ()))

    def relive(self) -> None:
        """Say the sections again; what is being edited stays open."""
        if self._card is not None:
            card, self._card = self._card, None
            self.show_card(card)

    def row(self, field: str) -> FieldRow:
        """The row of a field. Raises KeyError where it is not shown."""
        return self._rows[field]

    def first_field(self) -> QWidget | None:
        """Where the keyboard begins: an open editor, or else the first field that can be edited."""
        for each in (*self.editing(), *self._rows.values()):
            if each.editor is not None or each.button.isEnabled():
                return each.editor or each.button
        return None

    def editing(self) -> list[FieldRow]:
        """The rows whose editor is open."""
        return [row for row in self._rows.values() if row.editor is not None]

    def take_up(self, field: str, typed: Value, over: Value) -> None:
        """Open a field with what stood in it, typed ``over`` a value, when the program ended."""
        if field not in self._rows:
            self.unfold()
        if field in self._rows:
            self._rows[field].take_up(typed, over)

    def _shape(self, card: RecordCard) -> object:
        """What has to be the same for the rows to be kept: which fields are shown, problems, what happened last."""
        shown = [name for _, names in _groups(card) for name in names if self._is_shown(card, name)]
        return card.kind, shown, card.problems, [each.id for each in card.related], card.life

    def _is_shown(self, card: RecordCard, name: str) -> bool:
        known = card.fields.get(name) is not None or name in {*card.states, *card.notices, *_ALWAYS}
        return self._show_blank or known or _edited(self._rows, name)

    def _build(self, card: RecordCard) -> None:
        before, self._rows = self._rows, {}
        for each in before.values():
            # It stays alive, with the keyboard and what is typed in it, while everything around it is made again.
            self._box.removeWidget(each)
        clear(self._box)
        for problem in card.problems:
            self._box.addWidget(self._problem(problem))
        hidden = 0
        for title, names in _groups(card):
            shown = [name for name in names if _edited(before, name) or self._is_shown(card, name)]
            hidden += len(names) - len(shown)
            if shown:
                self._box.addWidget(_section(title))
                for name in shown:
                    self._add(card.kind, name, before.pop(name, None))
        self._add_blank_button(hidden)
        self._add_latest(card)
        self._box.addStretch(1)
        for each in before.values():
            drop(each)

    def _problem(self, problem: ProblemRow) -> QWidget:
        holder = QWidget()
        text = error_text(problem.key, problem.data)
        where = f"{field_label(problem.field)} · {problem.account}" if problem.field else problem.account
        words = column(Label(where, "strong", tone="conflict"), Label(text.text, tone="conflict", wrap=True), gap=1)
        other = problem.data.get("other")
        if isinstance(other, str):
            words.addLayout(self._about_another(problem, other))
        line = row(gap=tokens.GAP)
        line.addWidget(Icon("alert-triangle", Tone.CONFLICT), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.setContentsMargins(0, tokens.UNIT, 0, tokens.UNIT)
        holder.setLayout(line)
        return holder

    def _about_another(self, problem: ProblemRow, other: str) -> QLayout:
        """What a person can do about a problem with ``other`` record, which may be the same, or is said to be."""
        look = Button(lambda: self.tr("Show the other one"), "eye", "quiet")
        look.clicked.connect(lambda: self._bench.open_record.emit(other))
        lines = column(row(look, None), gap=0)
        record, kind = problem.record, problem.kind
        if problem.is_doubt and record is not None and kind is not None:
            two = Button(lambda: not_same_text(kind), role="quiet")
            two.clicked.connect(lambda: self._tasks.start(self._bench.desk.keep_apart(record, other)))
            # Below the other: in French both are wider than the panel.
            lines.addLayout(row(two, None))
        return lines

    def _add(self, kind: Kind, name: str, known: FieldRow | None) -> None:
        spec = CATALOGUE[kind][name]
        if known is not None and (known.editor is not None or known.spec == spec):
            made = known
        else:
            if known is not None:
                drop(known)
            made = FieldRow(spec, Surroundings(finder(self._bench.desk, kind)), self._tasks)
            made.changed.connect(self.changed)
            made.closed.connect(self.closed)
            made.adopted.connect(self.adopted)
        self._rows[name] = made
        self._box.addWidget(made)

    def _add_blank_button(self, hidden: int) -> None:
        if hidden:
            more = Button(
                lambda: self.tr("Show %Ln blank field(s)", "", hidden), "chevron-down", "quiet", tone=Tone.MUTED
            )
            more.clicked.connect(self.unfold)
            self._box.addSpacing(tokens.GAP)
            self._box.addLayout(row(more, None))

    def unfold(self) -> None:
        """Show the blank fields too."""
        self._show_blank = True
        if self._card is not None:
            card, self._card = self._card, None
            self.show_card(card)

    def _add_latest(self, card: RecordCard) -> None:
        latest = [each for each in card.related if each.kind in (Kind.ACTIVITY, Kind.NOTE)][:_LATEST]
        if latest:
            self._box.addWidget(_section(self.tr("Latest exchanges")))
            for each in latest:
                line = RelatedLine(each, card.names)
                line.opened.connect(self._bench.open_record)
                self._box.addWidget(line)


def _edited(rows: Mapping[str, FieldRow], name: str) -> bool:
    return name in rows and rows[name].editor is not None


def _groups(card: RecordCard) -> list[tuple[str, tuple[str, ...]]]:
    """The groups of fields of a record, the custom ones last."""
    declared = [each.name for each in card.custom]
    others = sorted(name for name in card.fields if is_custom(name) and name not in declared)
    groups = field_groups(card.kind)
    return [*groups, (custom_group(), (*declared, *others))] if declared or others else groups


def _section(title: str) -> Label:
    made = Label(title, "section")
    made.setContentsMargins(0, tokens.GAP + 2, 0, tokens.UNIT)
    return made
