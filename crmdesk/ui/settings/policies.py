"""The policies that answer conflicts: each with its switch, and a way to remove it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.events import ChangeSet
from crmdesk.store.queries import policies
from crmdesk.store.queries.policies import PolicyRow
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label, kind_label
from crmdesk.ui.live import Live
from crmdesk.ui.policy_words import ENDED, GUARDS, WAYS
from crmdesk.ui.services import Desk
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import IconButton, Label, clear, row
from crmdesk.ui.widgets.switches import CheckBox
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Message, Workbench


class PolicyList(Live, QWidget):
    """Reads itself whenever it is shown, and when conflicts have changed."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._bench = workbench
        self._tasks = workbench.tasks(self)
        self._rows: list[PolicyRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.GAP)
        workbench.bridge.changed.connect(self._changed)
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what there is."""
        super().showEvent(event)
        self._tasks.refresh("read", self._read)

    def relive(self) -> None:
        """Say everything again in another language."""
        self._fill()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.conflicts and self.isVisible():
            self._tasks.refresh("read", self._read)

    async def _read(self) -> None:
        found = list(await self._bench.desk.read(policies.policy_rows))
        if found != self._rows:
            self._rows = found
            self._fill()

    def _fill(self) -> None:
        with keeping_keyboard(self):
            clear(self._box)
            if not self._rows:
                words = self.tr(
                    "No policy: every conflict is asked about. “Create a policy…” stands beside each conflict."
                )
                self._box.addWidget(Label(words, "muted", wrap=True))
            for each in self._rows:
                self._box.addWidget(self._line(each))

    def _line(self, each: PolicyRow) -> QWidget:
        words = policy_text(each)
        on = CheckBox(lambda: words)
        on.setChecked(each.policy.on)
        on.toggled.connect(partial(self._switch, each))
        remove = IconButton("trash", lambda: self.tr("Remove the policy"), tone=Tone.MUTED)
        remove.clicked.connect(lambda: self._tasks.once(f"remove {each.policy.id}", partial(self._remove, each)))
        holder = QWidget()
        line = row(gap=tokens.GAP)
        line.addWidget(on, 1)
        line.addWidget(remove)
        holder.setLayout(line)
        return holder

    def _switch(self, each: PolicyRow, on: bool) -> None:
        self._tasks.start(self._store(each, on))

    async def _store(self, each: PolicyRow, on: bool) -> None:
        """Switch a policy. Where that could not be stored, show what holds, which may have been changed elsewhere."""
        try:
            await self._bench.desk.switch_policy(each.policy.id, on)
        except CrmdeskError:
            self._fill()
            raise
        finally:
            await self._read()

    async def _remove(self, each: PolicyRow) -> None:
        removed = _Removed(self._bench.desk, each)
        try:
            with self._bench.storing():
                await removed.remove()
                take_back = self._bench.did(self.tr("removal of a policy"), removed.put_back, removed.remove)
        finally:
            await self._read()
        text = self.tr("The policy was removed: {policy}").format(policy=policy_text(each))
        self._bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))


class _Removed:
    """A policy that was removed. Put back, it has an id of its own: the one by which it is removed again."""

    def __init__(self, desk: Desk, each: PolicyRow) -> None:
        self._desk, self._policy = desk, each.policy

    async def put_back(self) -> None:
        """Put it in force as it was."""
        self._policy = replace(self._policy, id=await self._desk.put_policy(self._policy))

    async def remove(self) -> None:
        """Remove it again."""
        await self._desk.remove_policy(self._policy.id)


def policy_text(each: PolicyRow) -> str:
    """A policy in one line: what it is about, how it answers, what it answers besides, and how long."""
    scope = each.policy.scope
    about = [
        each.name if scope.record else None,
        None if scope.field is None else _field(scope.field),
        kind_label(scope.kind) if scope.kind else None,
        each.account,
    ]
    told = [part for part in about if part] or [QCoreApplication.translate("Policy", "Everything")]
    way = QCoreApplication.translate("Command", WAYS[each.policy.way])
    way = f"{way} ({each.preferred})" if each.preferred else way
    also = [QCoreApplication.translate("Command", GUARDS[guard]) for guard in sorted(each.policy.ticked)]
    parts = [formats.labelled(" · ".join(told), way), *also]
    if each.policy.until is not None:
        until = QCoreApplication.translate("Policy", "until {day}")
        parts.append(until.format(day=formats.moment(each.policy.until)))
    if each.ended:
        parts.append(QCoreApplication.translate("Command", ENDED))
    return ", ".join(parts)


def _field(name: str) -> str:
    return QCoreApplication.translate("Policy", "whether it exists") if name == EXISTENCE else field_label(name)
