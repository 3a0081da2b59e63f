"""Makes a policy from a conflict: for what, how it is answered from now on, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import FITS, Guard, Policy, Scope, Way
from crmdesk.domain.values import FieldType, instant
from crmdesk.store.queries.rows import ConflictCase, ConflictField, ConnectionRow
from crmdesk.ui.field_texts import field_label, kind_label
from crmdesk.ui.policy_words import GUARDS, WAYS
from crmdesk.ui.services import Desk
from crmdesk.ui.widgets.basics import Choice, Label
from crmdesk.ui.widgets.form_dialog import FormDialog, add_field
from crmdesk.ui.widgets.switches import CheckBox

_WIDTH, _DAYS = 520, 90
_OFFERED = (*(way for way in Way if way is not Way.ASK), Way.ASK)
"""To be asked is what happens anyway: it is said last, for what a wider policy would answer."""
_DECIDES_EXISTENCE = (Way.COMPUTER, Way.ACCOUNT)
"""The ways that know an answer where one side deleted the record."""


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

    def __init__(self, parent: QWidget, desk: Desk, case: ConflictCase, accounts: Sequence[ConnectionRow]) -> None:
        super().__init__(parent, lambda: self.tr("Create a policy"), lambda: self.tr("Create the policy"))
        self._desk, self._case = desk, case
        self.setMinimumWidth(_WIDTH)
        self.field, self.scope, self.way, self.account = Choice(), Choice(), Choice(), Choice()
        self._form = QFormLayout()
        for choice, words in (
            (self.field, self.tr("Field")),
            (self.scope, self.tr("For")),
            (self.way, self.tr("Answer")),
            (self.account, self.tr("Account")),
        ):
            choice.setAccessibleName(words)
            add_field(self._form, words, choice)
        for each in _fields(case):
            self.field.addItem(field_label(each.field), each.field)
        self.ticks = {guard: CheckBox(partial(self._tick_text, guard)) for guard in Guard}
        self.ends = CheckBox(lambda: self.tr("For %Ln day(s) only", "", _DAYS))
        words = self.tr(
            "From the next synchronisation on, conflicts in this scope are decided so, those that are open too. Every such "
            "decision is in the history of its record and can be taken back."
        )
        self.lay_out(self._form, *self.ticks.values(), self.ends, Label(words, "muted", wrap=True))
        self._name_accounts(accounts)
        self._fill()
        self.field.currentIndexChanged.connect(lambda _: self._fill())
        for choice in (self.scope, self.way):
            choice.currentIndexChanged.connect(lambda _: self._ask_what_matters())

    async def save(self) -> None:
        """Put it in force. Raises InvalidInput where it could never answer."""
        await self._desk.put_policy(self.policy())

    def policy(self) -> Policy:
        """The policy that is chosen."""
        ticked = frozenset(guard for guard, box in self.ticks.items() if box.isChecked() and not box.isHidden())
        end = instant(datetime.now(UTC) + timedelta(days=_DAYS)) if self.ends.isChecked() else None
        way = Way(self.way.currentData())  # Qt gives back the text that it is
        preferred = str(self.account.currentData()) if way is Way.PREFER else None
        return Policy("", self.scope.currentData(), way, preferred, ticked, until=end)

    def _name_accounts(self, accounts: Sequence[ConnectionRow]) -> None:
        """The accounts that can be preferred; one that has a part in this conflict stands chosen."""
        asked = {side.account for each in self._case.fields for side in each.accounts}
        for each in sorted(accounts, key=lambda each: each.name not in asked):
            self.account.addItem(each.name, each.id)

    def _fill(self) -> None:
        """What can be chosen about the field that is chosen."""
        name, kind = str(self.field.currentData()), self._case.kind
        type = CATALOGUE[kind][name].type
        with QSignalBlocker(self.scope), QSignalBlocker(self.way):
            self.scope.clear()
            for words, scope in self._scopes(name, kind):
                self.scope.addItem(words, scope)
            self.way.clear()
            for way in _OFFERED:
                if type in FITS.get(way, {type}) and (way is not Way.PREFER or self.account.count() > 1):
                    self.way.addItem(QCoreApplication.translate("Command", WAYS[way]), way)
            self.way.setCurrentIndex(self.way.findData(_likeliest(type)))
        self._ask_what_matters()

    def _scopes(self, name: str, kind: Kind) -> Sequence[tuple[str, Scope]]:
        return (
            (self.tr("this field of all records of this kind"), Scope(field=name, kind=kind)),
            (self.tr("this field of this record"), Scope(record=self._case.record, field=name)),
            (self.tr("everything in this record"), Scope(record=self._case.record)),
            (self.tr("everything of the kind “{kind}”").format(kind=kind_label(kind)), Scope(kind=kind)),
        )

    def _ask_what_matters(self) -> None:
        """Show the account where one is preferred, and the questions that only a tick lets this policy answer."""
        way, scope = Way(self.way.currentData()), self.scope.currentData()
        self._form.setRowVisible(self.account, way is Way.PREFER)
        fields = CATALOGUE[self._case.kind]
        covered = [scope.field] if scope.field else list(fields)
        answers = way is not Way.ASK
        amounts = [name for name in covered if fields[name].type is FieldType.MONEY]
        fitting = FieldType.MONEY in FITS.get(way, {FieldType.MONEY})
        self.ticks[Guard.AMOUNT].setVisible(answers and fitting and bool(amounts))
        self.ticks[Guard.OWNER].setVisible(answers and "owner" in covered and way not in FITS)
        self.ticks[Guard.EXISTENCE].setVisible(scope.field is None and way in _DECIDES_EXISTENCE)
        if self.isVisible():
            self.fit()

    def _tick_text(self, guard: Guard) -> str:
        return self.tr("Also {what}").format(what=QCoreApplication.translate("Command", GUARDS[guard]))


def _likeliest(type: FieldType) -> Way:
    """The way that most people want for a field: the changes of both in a long text, else the most recent value."""
    return Way.MERGE if type is FieldType.LONG_TEXT else Way.NEWEST
