"""Shows what taking a run back would change, and what it would leave, before it is done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.store.queries.names import referred
from crmdesk.store.queries.run_effects import Effect, RunEffects
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label, kind_label
from crmdesk.ui.policy_words import LEFT, WHAT
from crmdesk.ui.services import Desk
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Label, fit_screen
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.rows_table import Head, LaterLines, Line, RowsTable

_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT, _LONGEST = 860, 120, 380, 80


def mentioned(effects: RunEffects) -> set[str]:
    """The ids of the records, users and stages that the values of a run's effects refer to."""
    return {
        id
        for each in effects.effects
        if each.field is not None
        for value in (each.before, each.after)
        for id in referred(each.kind, {each.field: value})
    }


class UndoRunDialog(FormDialog):
    """Takes back what is listed when it is accepted; ``change`` is then the change's id.

    ``names`` are those of the records that the values refer to (``mentioned``).
    """

    def __init__(self, parent: QWidget, desk: Desk, effects: RunEffects, names: Mapping[str, str]) -> None:
        super().__init__(
            parent,
            lambda: self.tr("Take back this synchronisation of {account}?").format(account=effects.account),
            lambda: self.tr("Take back %Ln item(s)", "", len(effects.taken_back)),
        )
        self._desk, self._effects, self._names = desk, effects, names
        self.change = ""
        self.setMinimumWidth(_WIDTH)
        self.table = RowsTable(least_height=_LEAST_HEIGHT, most_height=_MOST_HEIGHT)
        self.table.setAccessibleName(self.tr("What becomes of what it did"))
        shown = (*effects.taken_back, *effects.left)
        self.table.show_lines(self._heads(), LaterLines(len(shown), lambda at: self._line(shown[at])))
        self.table.setVisible(bool(effects.effects))
        sent = Label(self._sent_text(), "muted", wrap=True)
        sent.setVisible(effects.sent > 0)
        self.lay_out(Label(self._intro(), wrap=True), self.table, sent)
        self.save_button.setEnabled(bool(effects.taken_back))
        # It is taken back with Return: nothing is lost by that, for it can be undone in its turn.
        (self.save_button if effects.taken_back else self._cancel).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Never higher than the screen: the table is scrolled."""
        super().showEvent(event)
        fit_screen(self)

    async def save(self) -> None:
        """Take it back. Raises InvalidInput where something has changed since this was shown."""
        self.change = await self._desk.undo_run(self._effects.run, self._effects.shown)

    def refuse(self, error: CrmdeskError) -> None:
        """Say why; what is no longer as it was shown here has to be looked at before it is taken back."""
        super().refuse(error)
        self.save_button.setEnabled(not isinstance(error, InvalidInput))

    def _intro(self) -> str:
        if not self._effects.taken_back:
            return self.tr("Nothing here is still as this synchronisation left it.")
        return self.tr(
            "Values become what they were before, as new changes of yours, and are sent with the next synchronisation. Records "
            "that it brought go to the trash of this computer; in the account they stay."
        )

    def _sent_text(self) -> str:
        return self.tr("%Ln record(s) that it sent with what was here before: that stays.", "", self._effects.sent)

    def _heads(self) -> list[Head]:
        return [
            Head(self.tr("Record"), 170, strong=True),
            Head(self.tr("What it did"), 240),
            Head(self.tr("Before"), 130),
            Head(self.tr("After"), 130, muted=True),
            Head(self.tr("What becomes of it"), 0),
        ]

    def _line(self, effect: Effect) -> Line:
        did = QCoreApplication.translate("Command", WHAT[effect.what])
        what = did if effect.field is None else formats.labelled(field_label(effect.field), did)
        before, after = self._words(effect)
        name = effect.name or kind_label(effect.kind)
        if effect.left is None:
            return Line(effect, "arrow-back-up", Tone.COMPUTER, "", (name, what, before, after, self.tr("taken back")))
        stays = self.tr("stays: {why}").format(why=QCoreApplication.translate("Command", LEFT[effect.left]))
        return Line(effect, "lock", Tone.MUTED, "", (name, what, before, after, stays))

    def _words(self, effect: Effect) -> tuple[str, str]:
        """The values before and after, each in a line; blank where what it did is about no field."""
        spec = None if effect.field is None else CATALOGUE[effect.kind].get(effect.field)
        if spec is None:
            return "", ""
        before, after = formats.told_apart(spec, (effect.before, effect.after), self._names)
        return formats.in_a_line(before, _LONGEST), formats.in_a_line(after, _LONGEST)
