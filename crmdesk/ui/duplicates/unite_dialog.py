"""Asks before two records become one: what differs, what the one record holds, what a person is asked, what is kept."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.store.queries.duplicates import PossibleDuplicate, United, UnitedField
from crmdesk.ui import formats
from crmdesk.ui.duplicates.texts import accounts_text, name_text, reason_text
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.services import Desk
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Label, fit_screen
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.rows_table import Head, Line, RowsTable

_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT, _LONGEST = 780, 120, 320, 120


class UniteDialog(FormDialog):
    """Unites the two when it is accepted. ``reverse`` is then the account that takes it back, None where none can."""

    def __init__(self, parent: QWidget, desk: Desk, pair: PossibleDuplicate, united: United) -> None:
        super().__init__(parent, lambda: self.tr("Unite these two records?"), lambda: self.tr("Unite"))
        self._desk, self._pair, self._united = desk, pair, united
        self.reverse: str | None = None
        self.setMinimumWidth(_WIDTH)
        self.table = RowsTable(least_height=_LEAST_HEIGHT, most_height=_MOST_HEIGHT)
        self.table.setAccessibleName(self.tr("Fields that differ"))
        self.table.show_lines(self._heads(), [self._line(each) for each in united.fields])
        self.table.setVisible(bool(united.fields))
        self.asked = Label(self._asked_text(), wrap=True)
        self.asked.setVisible(any(each.asked for each in united.fields))
        self.lay_out(
            Label(self._who(), wrap=True),
            self.table,
            Label(self._equal_text(), "muted", wrap=True),
            self.asked,
            Label(self._kept_text(), "muted", wrap=True),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Never higher than the screen: the table is scrolled."""
        super().showEvent(event)
        fit_screen(self)

    async def save(self) -> None:
        """Unite them. Raises InvalidInput where they cannot be united any more."""
        self.reverse = await self._desk.unite(self._pair.first.record, self._pair.second.record)

    def _who(self) -> str:
        first, second = self._pair.first, self._pair.second
        who = self.tr("“{first}” ({here}) and “{second}” ({there}). {why}.")
        return who.format(
            first=name_text(first),
            here=accounts_text(first),
            second=name_text(second),
            there=accounts_text(second),
            why=reason_text(self._pair),
        )

    def _heads(self) -> list[Head]:
        first, second = accounts_text(self._pair.first), accounts_text(self._pair.second)
        return [
            Head(self.tr("Field"), 140, muted=True),
            Head(first, 170),
            Head(second, 170),
            Head(self.tr("United"), 0, strong=True),
        ]

    def _line(self, field: UnitedField) -> Line:
        first, second, result = self._texts(field)
        if field.asked:
            state, icon, tone = self.tr("you are asked"), "git-compare", Tone.CONFLICT
            result = self.tr("To be decided")
        else:
            state, icon, tone = self.tr("settled"), "circle-check", Tone.DONE
        return Line(field.name, icon, tone, state, (field_label(field.name), first, second, result))

    def _texts(self, field: UnitedField) -> list[str]:
        """What both hold and what the one record will hold, told so exactly that the difference can be seen."""
        spec, values = CATALOGUE[self._united.kind].get(field.name), (field.first, field.second, field.result)
        told = [""] * len(values) if spec is None else formats.told_apart(spec, values, self._united.names)
        return [formats.in_a_line(text, _LONGEST) for text in told]

    def _equal_text(self) -> str:
        if not self._united.fields:
            return self.tr("Both hold the same in all fields.")
        return self.tr("%Ln field(s) tell(s) the same in both.", "", self._united.equal)

    def _asked_text(self) -> str:
        count = sum(each.asked for each in self._united.fields)
        return self.tr("%Ln field(s) to decide under “Conflicts”; no account’s value is replaced before.", "", count)

    def _kept_text(self) -> str:
        kept = self.tr(
            "What is blank on one side is filled in, in the accounts too. What is not taken stays in the history of the record."
        )
        if self._united.reversible:
            back = self.tr("The two can be separated again; what was sent until then stays in the accounts.")
        else:
            back = self.tr("This cannot be taken back: the accounts will not tell the two apart any more.")
        return f"{kept} {back}"
