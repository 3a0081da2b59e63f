"""One record's conflicts side by side, with the buttons that decide several at once, and why the values differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import ConflictKind, Keep
from crmdesk.domain.values import Value
from crmdesk.store.queries.rows import ConflictCase, ConflictField
from crmdesk.ui import formats
from crmdesk.ui.conflicts.alike import can_be_repeated
from crmdesk.ui.conflicts.compare_model import CompareModel
from crmdesk.ui.conflicts.compare_table import CompareTable
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.conflicts.overwritten import happened, is_overwritten
from crmdesk.ui.conflicts.sides import side_name
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.plurals import Plural
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, clear, frame, row
from crmdesk.ui.widgets.tab_order import keeping_keyboard

_ENDS = ".!?…"
"""What ends a sentence: a value that ends so is quoted where the sentence about it goes on."""
_LEAST = 160
"""The least height of the table."""
_SLACK = 56
"""By how much the table may be higher than its room before it scrolls: about a row is not worth a scroll bar of its own."""
_WIDE = 700
"""From this width on nothing is folded: a window of 1200."""


class CaseView(Live, QWidget):
    """The comparison of one case. ``finished`` once everything is decided and the person said so."""

    finished = Signal()
    later = Signal()
    left = Signal()
    other_asked = Signal(str)
    similar_asked = Signal(str)
    history_asked = Signal(str)
    alike_asked = Signal()
    """Finish this case, and decide the same on similar ones."""

    def __init__(self) -> None:
        super().__init__()
        self.model = CompareModel(self)
        self.table = CompareTable(self.model)
        self._told: ConflictCase | None = None
        self._never_blank: Mapping[str, Sequence[str]] = {}
        """By field, the accounts to which a blank is not sent."""
        self._asked_before: bool | None = None
        self._alike: Button | None = None
        self._room = self._high = 10_000
        self._why = Label("", "muted", wrap=True)
        self._same = Button(self._same_text, "chevron-right", "quiet", tone=Tone.MUTED)
        self._same.setCheckable(True)
        self._same.hide()
        self._same.toggled.connect(self._unfold)
        self._same_names = Label("", "muted", wrap=True)
        self._same_names.setContentsMargins(34, 0, 12, 10)
        self._same_names.hide()
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.table)
        box.addLayout(row(self._same, None, edges=(2, 3, 2, 3)))
        box.addWidget(self._same_names)
        self._account_buttons: dict[str, Button] = {}
        self._accounts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._accounts.setSpacing(tokens.GAP)
        self._make_buttons()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.GAP + 4)
        outer.addWidget(self._why)
        outer.addWidget(card)
        outer.addLayout(self._bar())
        self._context = QHBoxLayout()
        self._context.setSpacing(tokens.GROUP_GAP)
        outer.addLayout(self._context)
        outer.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.table.changed.connect(self._show_choices)
        self.table.current_moved.connect(self._show_context)
        self.table.finish_asked.connect(self._finish)
        self.table.alike_asked.connect(self._finish_alike)
        self.table.later_asked.connect(self.later)
        self.table.left.connect(self.left)
        self.table.other_asked.connect(self.other_asked)
        self.table.before_toggled.connect(self._toggle_before)
        self.table.history_asked.connect(self.history_asked)

    def shows(self, draft: Draft) -> bool:
        """Whether a draft is what is on the screen, with its case as it is now."""
        return self.model.draft is draft and self._told is draft.case

    def show_draft(self, draft: Draft) -> None:
        """Show a case with what was chosen so far; the first undecided field is the current one."""
        if self._told is None or self._told.record != draft.case.record:
            self._never_blank = {}
        self._told = draft.case
        self.model.show_draft(draft)
        self._same.setChecked(False)
        self._same.setVisible(bool(draft.case.same))
        self._same_names.setText(", ".join(field_label(name) for name in draft.case.same))
        self._computer.setText(self._computer_text())
        self._fill_accounts(draft.case)
        self.table.setCurrentIndex(self.model.index(0, 0))
        if draft.undecided and self.table.current_conflict() not in {field.id for field in draft.undecided}:
            self.table.go_to_undecided(1)
        self._show_choices()
        self._show_context()

    def relive(self) -> None:
        """Say everything again, at the same field."""
        draft = self.model.draft
        if draft is not None:
            self.model.retell()
            self._same_names.setText(", ".join(field_label(name) for name in draft.case.same))
            self._show_choices()
            self._show_context()

    def tell_never_blank(self, case: ConflictCase, accounts: Mapping[str, Sequence[str]]) -> None:
        """Say at each field of a case which accounts keep their own value where a blank is chosen (their names, by field)."""
        told = self._told
        if told is not None and told.record == case.record and accounts != self._never_blank:
            self._never_blank = accounts
            self._show_context()

    @property
    def remaining(self) -> str:
        """How many fields are still to be decided, in words."""
        return self._left.text()

    def set_room(self, width: int, height: int) -> None:
        """Fold what does not fit into ``width``: first the keys on the buttons, then the bar and the context into two lines.

        The buttons of several accounts stand below each other where that is still too wide.

        The column of the values before is folded too, unless the person asked for it. The table scrolls where the buttons
        would not be seen within ``height``.
        """
        wide = width >= _WIDE
        self.table.show_before(self._asked_before if self._asked_before is not None else wide)
        self._context.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._room, self._high = width, height
        self._fit_bar()
        self._fit()

    def _fit_bar(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for keys, lines, accounts in (
            (True, across, across), (False, across, across), (False, down, across), (False, down, down),
        ):  # fmt: skip
            for button in self.findChildren(Button):
                button.show_keys(keys)
            self._bar_box.setDirection(lines)
            self._accounts.setDirection(accounts)
            if self._bar_width() <= self._room:
                break

    def _bar_width(self) -> int:
        """How wide the bar is as it is arranged."""
        across = QBoxLayout.Direction.LeftToRight
        accounts = [_width(button) for button in self._account_buttons.values()]
        beside = sum(accounts) if self._accounts.direction() is across else max(accounts, default=0)
        first, last = _width(self._computer, self._newest) + beside, _width(self._left, self.finish_button)
        return first + last if self._bar_box.direction() is across else max(first, last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the table as high as its rows."""
        super().resizeEvent(event)
        self._fit()

    def _make_buttons(self) -> None:
        self._computer = Button(
            self._computer_text, "device-laptop", tone=Tone.COMPUTER, keys=lambda: self.tr("Shift ←")
        )
        self._computer.clicked.connect(lambda: self._choose_all(Keep.COMPUTER))
        self._newest = Button(lambda: self.tr("The newest"), "history")
        self._newest.clicked.connect(self.table.choose_newest)
        self._left = Label("", "muted")
        self.finish_button = Button(lambda: self.tr("Finish and next"), role="main", keys=lambda: self.tr("Ctrl ⏎"))
        self.finish_button.clicked.connect(self._finish)

    def _bar(self) -> QBoxLayout:
        self._bar_box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bar_box.setSpacing(tokens.GAP)
        self._bar_box.addLayout(row(self._computer, self._accounts, self._newest, None))
        self._bar_box.addLayout(row(None, self._left, self.finish_button))
        return self._bar_box

    def _fill_accounts(self, case: ConflictCase) -> None:
        clear(self._accounts)
        self._account_buttons = {}
        for name in sorted({side_name(side) for field in case.fields for side in field.accounts}):
            words = partial(self._account_text, name)
            button = Button(words, "cloud", tone=Tone.ACCOUNT, keys=lambda: self.tr("Shift →"))
            button.clicked.connect(lambda _=False, name=name: self._choose_all(Keep.ACCOUNT, name))
            self._account_buttons[name] = button
            self._accounts.addWidget(button)

    def _choose_all(self, keep: Keep, account: str | None = None) -> None:
        """A mouse leaves the keyboard where it was: it comes to the table, whose keys the buttons name."""
        self.table.choose_all(keep, account)
        held = QApplication.focusWidget()
        if held is None or not self.isAncestorOf(held):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _computer_text(self) -> str:
        return self.tr("Keep") if self._is_overwritten else self.tr("All: this computer")

    def _account_text(self, name: str) -> str:
        if not self._is_overwritten:
            return self.tr("All: {account}").format(account=name)
        alone = (
            len({side_name(side) for field in self._told.fields for side in field.accounts}) == 1
            if self._told
            else True
        )
        return self.tr("Put back") if alone else self.tr("Put back: {account}").format(account=name)

    @property
    def _is_overwritten(self) -> bool:
        return self._told is not None and is_overwritten(self._told)

    def _show_choices(self) -> None:
        draft = self.model.draft
        if draft is None:
            return
        remaining = len(draft.undecided)
        self._why.setText(_summary(draft))
        self._left.setText(self.tr("%Ln field(s) to go", "", remaining) if remaining else self.tr("All decided"))
        self.finish_button.setEnabled(remaining == 0)
        self.finish_button.setAccessibleDescription(self._left.text())
        if self._alike is not None:
            self._alike.setEnabled(can_be_repeated(draft))
        self._newest.setEnabled(any(field.newest for field in draft.undecided))
        self._enable(self._computer, on=not draft.is_all(Keep.COMPUTER))
        for name, button in self._account_buttons.items():
            self._enable(button, on=not draft.is_all(Keep.ACCOUNT, name))
        self._fit_bar()
        self._fit()

    def _enable(self, button: Button, *, on: bool) -> None:
        """Switch a button; the keyboard goes from one that is switched off to the table, not to the button of another side."""
        if not on and button.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setEnabled(on)

    def _show_context(self) -> None:
        with keeping_keyboard(self):
            self._fill_context()

    def _fill_context(self) -> None:
        clear(self._context)
        self._alike = None
        draft = self.model.draft
        field = self.model.field(self.table.currentIndex().row())
        if draft is None or field is None:
            return
        show_history = partial(self.history_asked.emit, field.field)
        keeping = self._never_blank.get(field.field, ()) if may_be_blank(field) else ()
        self._context.addWidget(_why_card(draft.case, field, keeping, show_history), 2)
        if draft.case.similar:
            self._context.addWidget(self._similar_card(draft, field), 1)

    def _similar_card(self, draft: Draft, field: ConflictField) -> QWidget:
        case = draft.case
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(tokens.GAP)
        box.addWidget(Label(self.tr("%Ln similar case(s)", "", case.similar), "heading"))
        account = field.accounts[0].account if field.accounts else ""
        words = self.tr("The same fields differ with {account} on other records.").format(account=account)
        box.addWidget(Label(words, "muted", wrap=True))
        show = Button(lambda: self.tr("Show them"))
        show.clicked.connect(lambda: self.similar_asked.emit(field.field))
        alike = self._alike = Button(lambda: self.tr("Decide them alike…"))
        alike.setToolTip(self.tr("Ctrl+Shift+Enter"))
        alike.setEnabled(can_be_repeated(draft))
        alike.clicked.connect(self._finish_alike)
        box.addLayout(row(show, alike, None))
        box.addStretch(1)
        return card

    def _finish_alike(self) -> None:
        if self.model.draft is not None and self.model.draft.case.similar and can_be_repeated(self.model.draft):
            self.alike_asked.emit()

    def _finish(self) -> None:
        if self.model.draft is not None and not self.model.draft.undecided:
            self.finished.emit()

    def _toggle_before(self) -> None:
        self._asked_before = not self.table.before_shown
        self.table.show_before(self._asked_before)

    def _unfold(self, on: bool) -> None:
        self._same.show_icon("chevron-down" if on else "chevron-right", Tone.MUTED)
        self._same_names.setVisible(on)

    def _same_text(self) -> str:
        draft = self.model.draft
        return self.tr("%Ln identical field(s)", "", len(draft.case.same)) if draft else ""

    def _fit(self) -> None:
        self._same.setText(self._same_text())
        across = QBoxLayout.Direction.LeftToRight
        lines = 1 if self._bar_box.direction() is across else 2
        lines += 0 if self._accounts.direction() is across else max(0, len(self._account_buttons) - 1)
        bar = lines * (tokens.CONTROL + tokens.GAP)
        above = self._why.heightForWidth(self._room) + self._same.sizeHint().height()
        room = self._high - above - bar - 4 * tokens.GAP
        wanted = self.table.wanted_height()
        self.table.setFixedHeight(wanted if wanted <= room + _SLACK else max(_LEAST, room))


def _width(*parts: QWidget) -> int:
    """How wide parts beside each other are."""
    return sum(part.sizeHint().width() + tokens.GAP for part in parts)


def _summary(draft: Draft) -> str:
    """What happened and how far the decision is, in one sentence or two."""
    case = draft.case
    first = _happened(case)
    parts = [Plural().fields_to_choose(len(draft.undecided))] if draft.undecided else []
    if draft.decided:
        parts.append(Plural().fields_chosen(draft.decided))
    merged = sum(not field.decided for field in case.merged)
    if merged:
        parts.append(Plural().fields_merged(merged))
    moved = QCoreApplication.translate("Case", "Some values changed while you were reading.") if draft.moved else ""
    counts = ", ".join(part.replace(" ", "\u00a0") for part in parts)  # a number is not parted from what it counts
    return " ".join(filter(None, (first, f"{counts}." if counts else "", moved)))


def _happened(case: ConflictCase) -> str:
    """Why a case is open."""
    over = is_overwritten(case)
    undone = max((field.taken_back or "" for field in case.fields), default="")
    if undone:
        words = (
            QCoreApplication.translate(
                "Case", "The decision of {at} was taken back after it had been sent. The question is open again."
            )
            if over
            else QCoreApplication.translate("Case", "The decision of {at} was taken back. The question is open again.")
        )
        return words.format(at=formats.moment(undone))
    if over:
        return happened(case)
    if all(field.why is ConflictKind.OSCILLATION for field in case.fields):
        return QCoreApplication.translate("Case", "The accounts keep setting this to and fro. Your choice ends it.")
    if all(field.before is None for field in case.fields):
        return QCoreApplication.translate("Case", "Both sides hold a value, and none that both had before.")
    return QCoreApplication.translate(
        "Case", "The same fields were changed on both sides since the last synchronisation."
    )


def may_be_blank(field: ConflictField) -> bool:
    """Whether a blank is among what can be chosen at a click."""
    sides = [side.value for side in field.accounts if not side.unknown]
    return None in (field.computer, field.before, *sides)


def _why_card(
    case: ConflictCase, field: ConflictField, keeping: Sequence[str], show_history: Callable[[], None]
) -> QWidget:
    card = frame("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(14, 12, 14, 12)
    box.setSpacing(tokens.GAP)
    title = QCoreApplication.translate("Case", "Why these values: {field}").format(field=field_label(field.field))
    box.addWidget(Label(title, "heading"))
    words = _value_text(case, field, field.computer)
    here = _told(words, _here(field), field.computer_by, field.computer_at, field.computer_from)
    box.addLayout(_reason("device-laptop", Tone.COMPUTER, here, newest=field.newest == "computer"))
    newest = max((side.changed_at or "" for side in field.accounts), default="")
    for side in field.accounts:
        there = formats.unknown_yet() if side.unknown else _value_text(case, field, side.value)
        words = _told(there, _there(field), side.changed_by, side.changed_at, side_name(side))
        latest = field.newest == "account" and (side.changed_at or "") == newest
        box.addLayout(_reason("cloud", Tone.ACCOUNT, words, newest=latest))
    if field.newest is None:
        unknown = QCoreApplication.translate("Case", "Which of the two is newer is not known.")
        box.addLayout(_reason("clock", Tone.MUTED, unknown, newest=False))
    if keeping:
        words = QCoreApplication.translate("Case", "A blank is not sent to {accounts}: the value there stays.")
        box.addLayout(_reason("lock", Tone.MUTED, words.format(accounts=", ".join(keeping)), newest=False))
    history = Button(lambda: QCoreApplication.translate("Case", "History of this field"), "history", "quiet")
    history.setToolTip("Ctrl+H")
    history.clicked.connect(lambda _=False: show_history())
    box.addLayout(row(history, None))
    box.addStretch(1)
    return card


def _reason(icon: str, tone: Tone, words: str, *, newest: bool) -> QHBoxLayout:
    if newest:
        words = QCoreApplication.translate("Case", "{reason} – the newest").format(reason=words)
    made = row(Icon(icon, tone), gap=tokens.GAP + 2)
    made.addWidget(Label(words, wrap=True), 1)
    return made


def _value_text(case: ConflictCase, field: ConflictField, value: Value) -> str:
    return formats.value_text(CATALOGUE[case.kind][field.field], value, case.names)


def _told(value: str, pattern: str, who: str | None, at: str | None, account: str | None) -> str:
    shown = value.replace("\n", " ") or formats.BLANK
    if len(shown) > 80:
        shown = shown[:79] + "…"
    if shown[-1] in _ENDS:
        shown = formats.quoted(shown)
    name, when = who or "", formats.moment(at) if at else ""
    return ", ".join(part for part in (pattern.format(value=shown, account=account or ""), name, when) if part)


def _here(field: ConflictField) -> str:
    """Where the value on this computer is from: typed here only where a moment says so."""
    if field.computer_at is not None:
        return QCoreApplication.translate("Case", "{value}, typed on this computer")
    if field.computer_from is not None:
        return QCoreApplication.translate("Case", "{value}, on this computer, from {account}")
    return QCoreApplication.translate("Case", "{value}, on this computer")


def _there(field: ConflictField) -> str:
    if field.why is ConflictKind.OVERWROTE:
        return QCoreApplication.translate("Case", "{value}, replaced in {account}")
    return QCoreApplication.translate("Case", "{value}, in {account}")
