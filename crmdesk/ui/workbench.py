"""What every screen is given: the desk, the bridge, the settings, one undo stack, and ways to speak to the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.events import RunProgress, RunReport, RunStarted
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.duplicates.found import FoundDuplicates
from crmdesk.ui.own_words import WordsInUse
from crmdesk.ui.services import Desk
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.unfinished import UnfinishedForms

Way = Callable[[], Awaitable[object]]
"""What is awaited to take a step back, or to do it again. Raises InvalidInput where it was overtaken."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to know now, for the message bar. ``tone`` is plain, question, done, waiting or problem.

    ``act`` runs by its button.

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
    look_up = Signal(str)
    """Ask the accounts for an address or a number; empty where it has still to be typed."""
    decide = Signal(str)
    """Show the conflicts of this record (an id)."""
    ask_value = Signal(str, str)
    """Record, conflict: show it, and ask for a value of one's own for it."""
    sync_asked = Signal(str)
    """Synchronise this account (a connection's id), or all where the id is empty; what is paused is told."""
    sign_in_asked = Signal(str)
    """Ask to sign in: to this connection again, or to a new one where the id is empty."""
    compact_asked = Signal(bool)
    """Lower or normal rows in lists."""
    save_again = Signal()
    """Save what could not be saved before."""
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
    storing_changed = Signal()
    """Something is being stored that undo waits for, or is no more."""
    quick = Signal(str, str)
    """What (note, task, call), record: ask for one about this record."""

    def __init__(self, desk: Desk, bridge: Bridge, settings: UiSettings) -> None:
        super().__init__()
        self.desk = desk
        self.bridge = bridge
        self.settings = settings
        self.undo_stack = QUndoStack(self)
        """What can be undone. Whoever moves along it asks for that here, where it happens in order."""
        self._storing: set[object] = set()
        self._turning = False
        self._asked: deque[tuple[frozenset[object], int, Callable[[], None]]] = deque()
        self._unpushed: list[Step] = []
        self._steps = 0
        self.running: dict[str, RunProgress | None] = {}
        """The accounts (connection ids) that are being synchronised, and how far each is; None while it only began."""
        self.scopes: set[TaskScope] = set()
        """The tasks of everything that is shown; a dialog that is gone is forgotten."""
        self._tasks = TaskScope(self, self.failed.emit)
        self.unfinished = UnfinishedForms(desk, self._tasks)
        """What was typed and not saved when the program ended last."""
        self.words = WordsInUse(desk, bridge, self._tasks)
        """What an agency and its accounts call what is their own."""
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
        place: str = "",
    ) -> Callable[[], None]:
        """Remember a change that was just made, so that it can be undone; ``text`` says what it was.

        ``turned`` is told when it was undone (True) or made again (False), and ``after_undo`` gives a sentence on what is so
        once it was undone; ``place`` is the page that it belongs to. Gives what ``did`` gives.
        """
        ways = partial(self.desk.undo, change), partial(self.desk.redo, change)
        return self.did(text, *ways, turned, after_undo=after_undo, place=place)

    def did(
        self,
        text: str,
        back: Way,
        again: Way,
        turned: Callable[[bool], None] | None = None,
        *,
        after_undo: Callable[[], str] = str,
        place: str = "",
    ) -> Callable[[], None]:
        """Remember what was just done, with the way ``back`` and the way to do it ``again``; the rest as for ``changed``.

        Gives what undoes this very step, for a message's button: once another one was made or this one is undone, it only
        says that it cannot be undone. The message about the step before goes away, for its button would do nothing any more.
        """
        self.message_over.emit("undo")
        self._steps += 1
        step = Step(self, text, (back, again), turned, after_undo, place)
        if self._turning:
            # Pushed now, it would take what is being undone off the stack.
            self._unpushed.append(step)
        else:
            self.undo_stack.push(step)
        return partial(self.undo_only, step)

    @contextmanager
    def storing(self) -> Iterator[None]:
        """Inside the block something is stored and then remembered (``did``): the person has seen it, so undo waits for it."""
        this = object()
        self._storing.add(this)
        self.storing_changed.emit()
        try:
            yield
        finally:
            self._storing.discard(this)
            self._go_on()
            self.storing_changed.emit()

    @property
    def is_storing(self) -> bool:
        """Whether something is being stored that will be the last step."""
        return bool(self._storing)

    def in_order(self, act: Callable[[], None]) -> None:
        """Do something about the last step, behind what is being stored now and behind what is being undone or made again.

        Where what was being stored was refused, it is not done: it was about that, and not about the step before.
        """
        self._asked.append((frozenset(self._storing), self._steps, act))
        self._go_on()

    def _go_on(self) -> None:
        while self._asked and not self._turning and not self._asked[0][0] & self._storing:
            awaited, steps, act = self._asked.popleft()
            if not awaited or self._steps > steps:
                act()

    def undo(self) -> None:
        """Undo the last step."""
        self.in_order(self.undo_stack.undo)

    def redo(self) -> None:
        """Make the step again that was undone last."""
        self.in_order(self.undo_stack.redo)

    @property
    def last_step(self) -> Step | None:
        """What undo takes back next; None where there is nothing."""
        stack = self.undo_stack
        last = stack.command(stack.index() - 1) if stack.canUndo() else None
        return last if isinstance(last, Step) else None

    def undo_only(self, step: Step) -> None:
        """Undo this step where it is the last one; otherwise say that it cannot be undone."""
        self.in_order(partial(self._undo_only, step))

    def _undo_only(self, step: Step) -> None:
        if self.last_step is step:
            self.undo_stack.undo()
        else:
            self.failed.emit(InvalidInput("cannot_undo"))

    def _redo_only(self, step: Step) -> None:
        self.in_order(partial(self._redo_if_next, step))

    def _redo_if_next(self, step: Step) -> None:
        stack = self.undo_stack
        if stack.canRedo() and stack.command(stack.index()) is step:
            stack.redo()
        else:
            self.failed.emit(InvalidInput("cannot_redo"))

    def _run_started(self, event: RunStarted) -> None:
        self.running[event.connection] = None

    def _progressed(self, progress: RunProgress) -> None:
        self.running[progress.connection] = progress

    def _run_ended(self, report: RunReport) -> None:
        self.running.pop(report.connection, None)

    def turn(self, step: Step, *, undo: bool) -> None:
        """Undo a step or do it again; one that was overtaken leaves the stack. The stack stays as it is meanwhile."""
        self._turning = True
        self._tasks.start(self._turn(step, undo=undo))

    def close(self) -> None:
        """The window closes: end what still runs on any of its pages."""
        self._asked.clear()
        self._unpushed.clear()
        for scope in (*self.scopes, self._tasks):
            scope.close()

    async def _turn(self, step: Step, *, undo: bool) -> None:
        back, again = step.ways
        try:
            await (back if undo else again)()
        except CrmdeskError:
            self._drop(step, undo=undo)
            raise
        else:
            self._tell_turned(step, undo=undo)
        finally:
            self._turning = False
            while self._unpushed:
                self.undo_stack.push(self._unpushed.pop(0))
            self._go_on()

    def _drop(self, step: Step, *, undo: bool) -> None:
        """Have the step that was passed last leave the stack: it does nothing from now on, and goes as it is passed again."""
        step.setObsolete(True)
        (self.undo_stack.redo if undo else self.undo_stack.undo)()
        # The stack says so itself only where its index has changed.
        self.undo_stack.indexChanged.emit(self.undo_stack.index())

    def _tell_turned(self, step: Step, *, undo: bool) -> None:
        if undo:
            pattern = QCoreApplication.translate("Undo", "Undone: {what}")
            button, act = QCoreApplication.translate("Undo", "Redo"), partial(self._redo_only, step)
        else:
            pattern = QCoreApplication.translate("Undo", "Redone: {what}")
            button, act = QCoreApplication.translate("Undo", "Undo"), partial(self.undo_only, step)
        said = pattern.format(what=step.text())
        if self._unpushed:
            button = ""  # something else was done meanwhile, and there is no way back to before it
        after = step.after_undo() if undo else ""
        self.message.emit(Message(f"{said}. {after}" if after else said, "done", button, act, "undo"))
        if step.turned is not None:
            step.turned(undo)


class Step(QUndoCommand):
    """Something that was done before it was pushed: the first redo does nothing. ``place`` is the page it belongs to."""

    def __init__(
        self,
        workbench: Workbench,
        text: str,
        ways: tuple[Way, Way],
        turned: Callable[[bool], None] | None,
        after_undo: Callable[[], str],
        place: str,
    ) -> None:
        super().__init__(text)
        self.ways = ways
        self.turned = turned
        self.after_undo = after_undo
        self.place = place
        self._workbench = workbench
        self._made = False

    def undo(self) -> None:
        """Take it back."""
        if not self.isObsolete():
            self._workbench.turn(self, undo=True)

    def redo(self) -> None:
        """Do it again."""
        if self._made and not self.isObsolete():
            self._workbench.turn(self, undo=False)
        self._made = True
