"""What every screen is given: the desk, the bridge, the settings, one undo stack, and ways to speak to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.events import RunProgress, RunReport, RunStarted
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.duplicates.found import FoundDuplicates
from crmdesk.ui.services import Desk
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.unfinished import UnfinishedForms


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to know now, for the message bar. ``tone`` is plain, done, waiting or problem; ``act`` runs by its button.

    ``topic`` lets a later message, or the end of a problem, take this one's place. ``again`` makes the same message in
    another language; one without it keeps its words, which is enough for what goes away by itself.
    """

    text: str
    tone: str = "plain"
    action: str = ""
    act: Callable[[], None] | None = None
    topic: str = ""
    again: Callable[[], Message] | None = None


class Workbench(QObject):
    """One window's surroundings."""

    message = Signal(object)
    """Message: show this one."""
    message_over = Signal(str)
    """The problem of this topic is over."""
    failed = Signal(object)
    """CrmdeskError: say what went wrong."""
    go = Signal(str)
    """Show this page."""
    open_record = Signal(str)
    """Show this record (an id), whatever its kind."""
    decide = Signal(str)
    """Show the conflicts of this record (an id)."""
    ask_value = Signal(str, str)
    """Record, conflict: show it, and ask for a value of one's own for it."""
    sign_in_asked = Signal(str)
    """Ask to sign in: to this connection again, or to a new one where the id is empty."""
    compact_asked = Signal(bool)
    """Lower or normal rows in lists."""
    search_cleared = Signal()
    """Empty the search box."""
    new_record = Signal(object, object)
    """Kind, values: ask for a new record that begins with these values."""
    unite = Signal(object)
    """PossibleDuplicate: ask whether the two become one; the first one stays."""
    keep_apart = Signal(object)
    """PossibleDuplicate: the two are not the same."""
    separate = Signal(object, object)
    """RecordCard, LinkRow: ask whether the account's rows get a record of their own."""
    show_duplicates = Signal(object)
    """Kind: show the possible duplicates among the records of this kind."""
    quick = Signal(str, str)
    """What (note, task, call), record: ask for one about this record."""

    def __init__(self, desk: Desk, bridge: Bridge, settings: UiSettings) -> None:
        super().__init__()
        self.desk = desk
        self.bridge = bridge
        self.settings = settings
        self.undo_stack = QUndoStack(self)
        self.running: dict[str, RunProgress | None] = {}
        """The accounts (connection ids) that are being synchronised, and how far each is; None while it only began."""
        self.scopes: set[TaskScope] = set()
        """The tasks of everything that is shown; a dialog that is gone is forgotten."""
        self._tasks = TaskScope(self, self.failed.emit)
        self.unfinished = UnfinishedForms(desk, self._tasks)
        """What was typed and not saved when the program ended last."""
        self.duplicates = FoundDuplicates(desk, bridge, self._tasks)
        """The records that may be the same as others."""
        bridge.run_started.connect(self._run_started)
        bridge.progressed.connect(self._progressed)
        bridge.run_ended.connect(self._run_ended)

    def tasks(self, owner: QWidget) -> TaskScope:
        """A scope for the tasks of ``owner``; their errors are shown in the window."""
        scope = TaskScope(owner, self.failed.emit)
        self.scopes.add(scope)
        owner.destroyed.connect(lambda: self.scopes.discard(scope))
        return scope

    def changed(
        self,
        change: str,
        text: str,
        turned: Callable[[bool], None] | None = None,
        *,
        after_undo: Callable[[], str] = str,
    ) -> Callable[[], None]:
        """Remember a change that was just made, so that it can be undone; ``text`` says what it was.

        ``turned`` is told when it was undone (True) or made again (False), and ``after_undo`` gives a sentence on what is so
        once it was undone. Gives what undoes this very change, for a
        message's button: once another change was made or this one is undone, it only says that it cannot be undone. The
        message about the change before goes away, for its button would do nothing any more.
        """
        self.message_over.emit("undo")
        command = _Change(self, change, text, turned, after_undo)
        self.undo_stack.push(command)
        return partial(self._undo_only, command)

    def _undo_only(self, command: _Change) -> None:
        stack = self.undo_stack
        if stack.canUndo() and stack.command(stack.index() - 1) is command:
            stack.undo()
        else:
            self.failed.emit(InvalidInput("cannot_undo"))

    def _run_started(self, event: RunStarted) -> None:
        self.running[event.connection] = None

    def _progressed(self, progress: RunProgress) -> None:
        self.running[progress.connection] = progress

    def _run_ended(self, report: RunReport) -> None:
        self.running.pop(report.connection, None)

    def take_back(self, command: _Change) -> None:
        """Undo a change at the desk; one that was overtaken leaves the stack."""
        self._tasks.start(self._turn(command, undo=True))

    def make_again(self, command: _Change) -> None:
        """Redo a change at the desk."""
        self._tasks.start(self._turn(command, undo=False))

    def close(self) -> None:
        """The window closes: end what still runs on any of its pages."""
        for scope in (*self.scopes, self._tasks):
            scope.close()

    async def _turn(self, command: _Change, *, undo: bool) -> None:
        try:
            await (self.desk.undo if undo else self.desk.redo)(command.change)
        except CrmdeskError:
            command.setObsolete(True)
            raise
        pattern = (
            QCoreApplication.translate("Undo", "Undone: {what}")
            if undo
            else QCoreApplication.translate("Undo", "Redone: {what}")
        )
        said = pattern.format(what=command.text())
        after = command.after_undo() if undo else ""
        self.message.emit(Message(f"{said}. {after}" if after else said, "done", topic="undo"))
        if command.turned is not None:
            command.turned(undo)


class _Change(QUndoCommand):
    """A change that the desk made before it was pushed: the first redo does nothing."""

    def __init__(
        self,
        workbench: Workbench,
        change: str,
        text: str,
        turned: Callable[[bool], None] | None,
        after_undo: Callable[[], str],
    ) -> None:
        super().__init__(text)
        self.change = change
        self.turned = turned
        self.after_undo = after_undo
        self._workbench = workbench
        self._made = False

    def undo(self) -> None:
        self._workbench.take_back(self)

    def redo(self) -> None:
        if self._made:
            self._workbench.make_again(self)
        self._made = True
