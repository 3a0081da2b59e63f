"""One field of a record: its word, its value, its state; a click or F2 puts the editor in the value's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QSizePolicy, QWidget

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import FieldType, Value
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.store.queries.rows import FieldState
from crmdesk.ui import formats
from crmdesk.ui.adopting import adopt_words
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.notice_texts import NoticeText, notice_text
from crmdesk.ui.option_texts import consent_state
from crmdesk.ui.plain_text import literal, tool_tip
from crmdesk.ui.records.editors.base import Editor, Surroundings
from crmdesk.ui.records.editors.factory import make_editor
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, clear, column, level_with, row
from crmdesk.ui.widgets.pieces import TintedLabel

_TALL = frozenset({FieldType.LONG_TEXT, FieldType.EMAILS, FieldType.PHONES, FieldType.CONSENT, FieldType.REFERENCES})
_STATES = {
    FieldState.PENDING: ("clock-up", Tone.PENDING),
    FieldState.HELD: ("clock-pause", Tone.PENDING),
    FieldState.CONFLICT: ("git-compare", Tone.CONFLICT),
    FieldState.PROBLEM: ("alert-triangle", Tone.CONFLICT),
    FieldState.ONLY_HERE: ("device-desktop", Tone.MUTED),
}


class ValueButton(QPushButton):
    """A value that can be edited; elided to its width, several lines for a long text."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "value")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words = ""

    def show_words(self, words: str, field: str) -> None:
        """Show ``words``; the dash where they are empty."""
        self._words = words
        self.setAccessibleName(f"{field}: {words or formats.BLANK}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter edit, as a click does."""
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lines = (self._words or formats.BLANK).split("\n")[:8]
        cut = [
            self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, max(20, self.width() - 14))
            for line in lines
        ]
        shown = literal("\n".join(cut))
        if shown != self.text():
            self.setText(shown)
        self.setFixedHeight(max(tokens.FIELD_ROW - 4, self.fontMetrics().lineSpacing() * len(lines) + 10))
        self.setToolTip(tool_tip(self._words) if cut != (self._words or formats.BLANK).split("\n") else "")


class FieldRow(Live, QWidget):
    """A field in the record panel. ``changed`` carries what was typed; the panel saves it and calls ``stored`` or ``refuse``.

    ``closed`` names the field whose editor was closed: what stood in it is saved or given up. ``adopted`` gives the notice
    whose value is to be taken over.
    """

    changed = Signal(str, object)
    closed = Signal(str)
    adopted = Signal(object)

    def __init__(self, spec: FieldSpec, around: Surroundings, tasks: TaskScope) -> None:
        super().__init__()
        self.spec = spec
        self._around, self._tasks = around, tasks
        self._value: Value = None
        self._editor: Editor | None = None
        self._before: Value = None
        self._begun: object = None
        # A word with a hyphen is not broken at it, where the column is too narrow for two words.
        self._label = Label(lambda: field_label(spec.name).replace("-", "\u2011"), "muted")
        self._label.setFixedWidth(tokens.LABEL_COLUMN)
        self._label.setWordWrap(True)
        level_with(self._label, tokens.FIELD_ROW - 4)
        self.button = ValueButton()
        self.button.setEnabled(not spec.read_only)
        self.button.clicked.connect(self.edit)
        self._marks = row(gap=tokens.UNIT)
        self._notes = column(gap=tokens.UNIT)
        self._error = Label("", tone="conflict", wrap=True)
        self._error.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 1, 0, 1)
        self._grid.setHorizontalSpacing(tokens.UNIT)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.button, 0, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(self._marks, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(self._notes, 2, 1, 1, 2)
        self._grid.addWidget(self._error, 3, 0, 1, 3)
        self._state: FieldState | None = None
        self._notices: Sequence[NoticeRow] = ()
        self._noted: object = None
        """What the notes under the value say: they are made anew only where that changes."""

    def show_value(
        self, value: Value, names: Mapping[str, str], state: FieldState | None, notices: Sequence[NoticeRow] = ()
    ) -> None:
        """Show a value with its state and notices; an editor that is open keeps what was typed in it."""
        self._value, self._state, self._notices = value, state, notices
        self._around = Surroundings(self._around.find, names)
        self.relive()

    def relive(self) -> None:
        """Say the value and its marks again."""
        words = self._words()
        if self.spec.type is FieldType.CONSENT and self._value:
            words = "\n".join(formats.consent_facts(self._value))
        self.button.show_words(words, field_label(self.spec.name))
        clear(self._marks)
        if self.spec.type is FieldType.CONSENT and self._value:
            self._marks.addWidget(_consent_label(self._value))
        if self._state is not None:
            name, tone = _STATES[self._state]
            mark = Icon(name, tone)
            mark.setToolTip(field_state_text(self._state))
            mark.setAccessibleName(field_state_text(self._state))
            self._marks.addWidget(mark)
        texts = [notice_text(each) for each in self._notices]
        self._show_notes(texts)
        state = [field_state_text(self._state)] if self._state else []
        self.button.setAccessibleDescription(" ".join([*state, *(text.whole for text in texts)]))

    def _show_notes(self, texts: Sequence[NoticeText]) -> None:
        """Say the notices, each with the act that it offers; a button that has the keyboard keeps it."""
        noted = [
            (text, each if self._can_adopt(each) else None) for text, each in zip(texts, self._notices, strict=True)
        ]
        if noted == self._noted:
            return
        self._noted = noted
        clear(self._notes)
        for text, notice in noted:
            self._notes.addWidget(_note(text))
            if notice is not None:
                button = Button(adopt_words, "check", "quiet", tone=Tone.COMPUTER)
                button.setAccessibleName(formats.labelled(adopt_words(), text.text))
                button.setToolTip(
                    tool_tip(self.tr("Take the account’s value over here; nothing is sent to it for that."))
                )
                button.clicked.connect(partial(self._adopt, notice))
                self._notes.addLayout(row(button, None, edges=(2 * tokens.GAP, 0, 0, tokens.UNIT)))

    def _can_adopt(self, notice: NoticeRow) -> bool:
        return notice.can_be_adopted and not self.spec.read_only

    def _adopt(self, notice: NoticeRow, _checked: bool = False) -> None:
        self.adopted.emit(notice)

    def edit(self) -> None:
        """Put the editor in the value's place."""
        if self._editor is not None or self.spec.read_only:
            return
        editor = make_editor(self.spec, self._around, self._tasks)
        editor.set_value(self._value)
        self._before, self._begun = self._value, _said(editor)
        editor.in_place = True
        editor.saved.connect(self._save)
        editor.given_up.connect(self.done)
        self._editor = editor
        self._grid.setContentsMargins(0, 1, 0, tokens.GAP)
        self.button.hide()
        if self.spec.type in _TALL:
            self._grid.addWidget(editor, 1, 0, 1, 3)
        else:
            self._grid.addWidget(editor, 0, 1)
        editor.show()
        editor.setFocus()

    @property
    def editor(self) -> Editor | None:
        """The editor while it is open."""
        return self._editor

    def done(self) -> None:
        """Close the editor and show the value again."""
        if self._editor is not None:
            had_focus = _holds_focus(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
            self._grid.setContentsMargins(0, 1, 0, 1)
            self._error.hide()
            self.button.show()
            if had_focus:
                self.button.setFocus()
            self.closed.emit(self.spec.name)

    def stored(self, value: Value) -> None:
        """A value was taken: close the editor, unless something else was typed while that was stored."""
        if self._editor is not None and _said(self._editor) == value:
            self.done()
        else:
            self._value = self._before = self._begun = value
            self._error.hide()

    def stands(self) -> tuple[Value, Value] | None:
        """What was typed into the open editor, usable or not, and over which value; None where nothing was."""
        return None if self._editor is None or self._untouched() else (self._editor.typed(), self._before)

    def take_up(self, typed: Value, over: Value) -> None:
        """Open the editor with what ``stands`` gave when the program ended, and say where it comes from.

        Where the field holds something else by now than it was typed over, that is asked about as it is saved.
        """
        if self._editor is not None:
            return
        self.edit()
        if self.editor is not None:
            self._before = over
            self.editor.retype(typed)
            self._say(self.tr("You had typed this and not saved it."))

    def refuse(self, error: InvalidInput) -> None:
        """Keep the editor open and say why what was typed cannot be saved."""
        self._keep_open(error_text(error.key, error.data).text)

    def _keep_open(self, text: str) -> None:
        self._say(text)
        if self._editor is not None:
            self._editor.set_wrong(True)
            self._editor.setAccessibleDescription(text)
            self._editor.go_to_wrong()

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()

    @property
    def error(self) -> str:
        """The reason that is shown; empty where nothing is wrong."""
        return self._error.text() if self._error.isVisibleTo(self) else ""

    def finish(self, *, asking: bool = True) -> tuple[Value] | None:
        """What has to be saved of the open editor, in a tuple.

        None where there is nothing to save: the editor is closed, or stays open with the reason why it cannot be saved.
        Without ``asking``, what was typed over a value that changed meanwhile takes its place: nobody is there to be asked,
        and history keeps the value that it replaces.
        """
        assert self._editor is not None
        if self._untouched():
            self.done()
            return None
        try:
            value = self._editor.value()
        except InvalidInput as error:
            self.refuse(error)
            return None
        if value == self._value:
            self.done()
            return None
        return None if asking and self._overtaken() else (value,)

    def _save(self) -> None:
        left = None if self._editor is None else self.finish()  # closed while a name was being looked for
        if left is not None:
            self.changed.emit(self.spec.name, left[0])

    def _untouched(self) -> bool:
        """Whether the open editor still says what it began with, whatever happened to the value meanwhile."""
        return self._editor is not None and _said(self._editor) == self._begun

    def _overtaken(self) -> bool:
        """Whether the value changed while something was typed. Says so once: saved again, what was typed takes its place."""
        if self._value == self._before:
            return False
        self._before = self._value
        words = self._words() or formats.BLANK
        text = self.tr(
            "This field changed while you were typing: it is now “{value}”. Save again to keep what you typed."
        )
        self._keep_open(text.format(value=words))
        return True

    def _words(self) -> str:
        return formats.value_text(self.spec, self._value, self._around.names)


def _said(editor: Editor) -> object:
    """What an editor says, so that it can be compared: its value, or what is wrong with it."""
    try:
        return editor.value()
    except InvalidInput as error:
        return error.key, error.data


def _holds_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def _consent_label(value: Value) -> TintedLabel:
    tone, icon = {
        "given": (Tone.DONE, "shield-check"),
        "refused": (Tone.CONFLICT, "shield-x"),
        "unknown": (Tone.MUTED, "shield"),
    }[value["state"]]
    return TintedLabel(consent_state(value["state"]), tone, icon)


def _note(text: NoticeText) -> QWidget:
    """A notice under its value, in quiet type; its tool tip also says what can be done about it."""
    holder, words = QWidget(), Label(text.text, "muted", wrap=True)
    words.setMinimumWidth(1)  # a long address in it does not push the panel's right edge away
    line = row(gap=tokens.UNIT, edges=(tokens.GAP - 1, 0, 0, tokens.UNIT))
    line.addWidget(Icon("info-circle", Tone.MUTED), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    holder.setLayout(line)
    holder.setToolTip(tool_tip(text.whole))
    return holder


def field_state_text(state: FieldState) -> str:
    """A field's state in words."""
    match state:
        case FieldState.PENDING:
            return QCoreApplication.translate("FieldState", "Pending: not sent yet")
        case FieldState.HELD:
            return QCoreApplication.translate("FieldState", "Not sent: sending is switched off for this account")
        case FieldState.CONFLICT:
            return QCoreApplication.translate("FieldState", "Conflict: needs your decision")
        case FieldState.PROBLEM:
            return QCoreApplication.translate("FieldState", "Problem: the account refused it")
        case FieldState.ONLY_HERE:
            return QCoreApplication.translate("FieldState", "Only on this computer: the account has no such field")
