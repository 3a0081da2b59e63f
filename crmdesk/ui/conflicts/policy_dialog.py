"""Makes a policy from a conflict: for what, how it is answered from now on, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.policies import FITS, Guard, Policy, Scope, Way
from crmdesk.domain.values import FieldType, instant
from crmdesk.store.queries.rows import ConflictCase, ConflictField
from crmdesk.ui.field_texts import field_label, kind_label
from crmdesk.ui.policy_words import GUARDS, WAYS
from crmdesk.ui.services import Desk
from crmdesk.ui.widgets.basics import Choice, Label
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.switches import CheckBox

_WIDTH, _DAYS = 520, 90
_OFFERED = tuple(way for way in Way if way is not Way.PREFER)
"""Which account is preferred is said on the command line, where accounts are named."""


def can_be_ruled(case: ConflictCase) -> bool:
    """Whether a policy could answer any of a case's questions: consent and deletions are a person's here."""
    return bool(_fields(case))


def _fields(case: ConflictCase) -> list[ConflictField]:
    catalogue = CATALOGUE[case.kind]
    return [
        each for each in case.fields if each.field != EXISTENCE and catalogue[each.field].type is not FieldType.CONSENT
    ]


class PolicyDialog(FormDialog):
    """Puts the policy in force when it is accepted."""

    def __init__(self, parent: QWidget, desk: Desk, case: ConflictCase) -> None:
        super().__init__(parent, lambda: self.tr("Create a policy"), lambda: self.tr("Create the policy"))
        self._desk, self._case = desk, case
        self.setMinimumWidth(_WIDTH)
        self.field, self.scope, self.way = Choice(), Choice(), Choice()
        for choice, name in (
            (self.field, self.tr("Field")),
            (self.scope, self.tr("For")),
            (self.way, self.tr("Answer")),
        ):
            choice.setAccessibleName(name)
        for each in _fields(case):
            self.field.addItem(field_label(each.field), each.field)
        self.field.currentIndexChanged.connect(lambda _: self._fill())
        self.ticks = {guard: CheckBox(partial(self._tick_text, guard)) for guard in Guard}
        self.ends = CheckBox(lambda: self.tr("For %Ln day(s) only", "", _DAYS))
        form = QFormLayout()
        form.addRow(self.tr("Field"), self.field)
        form.addRow(self.tr("For"), self.scope)
        form.addRow(self.tr("Answer"), self.way)
        words = self.tr(
            "From the next synchronisation on, conflicts in this scope are decided so, those that are open too. Every such "
            "decision is in the history of its record and can be taken back."
        )
        self.lay_out(form, *self.ticks.values(), self.ends, Label(words, "muted", wrap=True))
        self._fill()

    async def save(self) -> None:
        """Put it in force. Raises InvalidInput where it could never answer."""
        await self._desk.put_policy(self.policy())

    def policy(self) -> Policy:
        """The policy that is chosen."""
        ticked = frozenset(guard for guard, box in self.ticks.items() if box.isChecked() and not box.isHidden())
        end = instant(datetime.now(UTC) + timedelta(days=_DAYS)) if self.ends.isChecked() else None
        way = Way(self.way.currentData())  # Qt gives back the text that it is
        return Policy("", self.scope.currentData(), way, ticked=ticked, until=end)

    def _fill(self) -> None:
        """What can be chosen about the field that is chosen."""
        name, kind = str(self.field.currentData()), self._case.kind
        spec = CATALOGUE[kind][name]
        self.scope.clear()
        scopes = (
            (self.tr("this field of all records of this kind"), Scope(field=name, kind=kind)),
            (self.tr("this field of this record"), Scope(record=self._case.record, field=name)),
            (self.tr("everything in this record"), Scope(record=self._case.record)),
            (self.tr("everything of the kind “{kind}”").format(kind=kind_label(kind)), Scope(kind=kind)),
        )
        for words, scope in scopes:
            self.scope.addItem(words, scope)
        self.way.clear()
        for way in _OFFERED:
            if spec.type in FITS.get(way, {spec.type}):
                self.way.addItem(QCoreApplication.translate("Command", WAYS[way]), way)
        self.ticks[Guard.AMOUNT].setVisible(spec.type is FieldType.MONEY)
        self.ticks[Guard.OWNER].setVisible(name == "owner")
        self.ticks[Guard.EXISTENCE].setVisible(False)

    def _tick_text(self, guard: Guard) -> str:
        return self.tr("Also {what}").format(what=QCoreApplication.translate("Command", GUARDS[guard]))
