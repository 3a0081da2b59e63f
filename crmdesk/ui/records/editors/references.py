"""Editors for references to other records: one with a completer, or a set of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.values import FieldType, Value
from crmdesk.store.queries.rows import Choice
from crmdesk.ui.live import Live
from crmdesk.ui.records.editors.base import Editor, Surroundings
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, IconButton, Label, clear, row

_TYPING_MS = 80
_OPENER = 22
"""What the button that shows all takes of the line, in pixels."""


class ReferenceEditor(Live, Editor):
    """A line with a completer that finds records as one types; for sets, what was chosen stands above it."""

    def __init__(self, spec: FieldSpec, name: str, around: Surroundings, on_error: TaskScope) -> None:
        super().__init__(spec, name)
        self._around = around
        self._tasks = on_error
        self._search = f"find {spec.name}"
        """What a search runs under: fields beside each other look for themselves."""
        self._several = spec.type is FieldType.REFERENCES
        self._chosen: dict[str, str] = {}
        self.found: list[Choice] = []
        self.line = QLineEdit()
        self.line.setProperty("marks", "yes")
        self.line.setAccessibleName(name)
        self.live(self.line.setPlaceholderText, lambda: self.tr("Type a name…"))
        self.opener = self._put_opener()
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.line.setCompleter(self._completer)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(lambda: self._tasks.start(self._find(self.line.text()), self._search))
        self.line.textEdited.connect(self._edited)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.UNIT)
        box.addLayout(self._list)
        box.addWidget(self.line)
        self._buttons = QWidget()
        if self._several:
            save = Button(lambda: self.tr("Save"), role="main")
            save.clicked.connect(self.finish)
            cancel = Button(lambda: self.tr("Cancel"))
            cancel.clicked.connect(self.given_up)
            self._buttons.setLayout(row(None, cancel, save))
            box.addWidget(self._buttons)
        self.setFocusProxy(self.line)

    def hide_buttons(self) -> None:
        """Leave saving to the dialog around it."""
        self._buttons.hide()

    def set_value(self, value: Value) -> None:
        """Begin with these records."""
        ids = (value or []) if self._several else [value] if value else []
        self._chosen = {id: self._around.names.get(id, id) for id in ids}
        if self._several:
            self._show_chosen()
        else:
            self.line.setText(next(iter(self._chosen.values()), ""))
            self.line.selectAll()
        self._tasks.start(self._find(""), self._search)

    def begin(self, value: Value, names: Mapping[str, str]) -> None:
        """Begin with these records, now that their names are known; what was typed meanwhile stays."""
        if not self.line.text():
            self._around = replace(self._around, names={**self._around.names, **names})
            self.set_value(value)
            self.line.deselect()

    def value(self) -> Value:
        """The ids chosen, and that of the name in the line. Raises InvalidInput where that stands for no record."""
        typed = self.line.text().strip()
        if self._several:
            return self.spec.canonical([*self._chosen, *([self._meant(typed)] if typed else [])])
        return self.spec.canonical(self._meant(typed)) if typed else None

    async def settle(self) -> None:
        """Look for a name that was typed a moment ago."""
        typed = self.line.text().strip()
        if typed and self._known(typed) is None:
            self._typing.stop()
            self._tasks.cancel(self._search)
            await self._look(typed)

    def finish(self) -> None:
        """Save, once it is known who was typed."""
        typed = self.line.text().strip()
        if typed and self._known(typed) is None:
            self._tasks.start(self._settle_and_save(), f"settle {self.spec.name}")
        else:
            self.saved.emit()

    async def _settle_and_save(self) -> None:
        await self.settle()
        if isValid(self):
            self.saved.emit()

    def typed(self) -> Value:
        """The line, and the names of what was chosen by id."""
        return [self.line.text(), dict(self._chosen)]

    def retype(self, typed: Value) -> None:
        """Put the line and what was chosen back."""
        line, chosen = typed
        self._chosen = dict(chosen)
        if self._several:
            self._show_chosen()
        self.line.setText(line)

    def _known(self, typed: str) -> str | None:
        """The id of the record that a name stands for: one that was chosen, or the only one of what was found."""
        chosen = [] if self._several else [id for id, name in self._chosen.items() if name == typed]
        found = [choice.value for choice in self.found if choice.label.casefold() == typed.casefold()]
        match = chosen or found
        return match[0] if len(match) == 1 else None

    def _meant(self, typed: str) -> str:
        known = self._known(typed)
        if known is None:
            raise InvalidInput("reference_not_found", field=self.spec.name, value=typed)
        return known

    def _edited(self) -> None:
        self._typing.start()

    async def _find(self, text: str) -> None:
        await self._look(text)
        if isValid(self) and text and self.line.hasFocus():
            self._completer.complete()

    async def _look(self, text: str) -> None:
        try:
            found = list(await self._around.find(self.spec.name, text))
        except CrmdeskError:
            self._offer([])
            raise
        self._offer(found)

    def _offer(self, found: list[Choice]) -> None:
        """Offer what was found, unless the editor was closed meanwhile."""
        if isValid(self):
            self.found = found
            self._words.setStringList([choice.label for choice in found])

    def _put_opener(self) -> IconButton:
        """Put the button that shows all at the right of the line."""
        opener = IconButton("chevron-down", lambda: self.tr("Show all"))
        opener.setProperty("small", "true")
        opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard types
        opener.setCursor(Qt.CursorShape.ArrowCursor)
        opener.clicked.connect(lambda: self._tasks.start(self._offer_all(), self._search))
        self.line.setTextMargins(0, 0, _OPENER, 0)
        self.line.setLayout(row(None, opener, edges=(0, 0, tokens.UNIT, 0)))
        return opener

    async def _offer_all(self) -> None:
        self.line.setFocus()
        await self._look("")
        if isValid(self):
            self._completer.complete()

    def _take(self, index: QModelIndex) -> None:
        choice = self.found[index.row()]
        self._add(choice)
        if not self._several:
            self.line.setText(choice.label)
            self.saved.emit()

    def _add(self, choice: Choice) -> None:
        if self._several:
            self._chosen[choice.value] = choice.label
            self._show_chosen()
            QTimer.singleShot(0, self.line, self.line.clear)
        else:
            self._chosen = {choice.value: choice.label}

    def _show_chosen(self) -> None:
        clear(self._list)
        for id, name in self._chosen.items():
            away = IconButton("x", lambda name=name: self.tr("Remove {name}").format(name=name))  # type: ignore[misc]
            away.clicked.connect(lambda _=False, id=id: self._drop(id))
            holder = QWidget()
            holder.setLayout(row(Label(name), None, away))
            self._list.addWidget(holder)

    def _drop(self, id: str) -> None:
        self._chosen.pop(id, None)
        self._show_chosen()
