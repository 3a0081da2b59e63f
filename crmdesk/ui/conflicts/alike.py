"""Deciding the same on other records: what a draft says about conflicts like its own, shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.rows import ConflictField, SimilarField
from crmdesk.ui import formats
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.services import Desk
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Label
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.rows_table import Head, Line, RowsTable

_SIDES = (Keep.COMPUTER, Keep.ACCOUNT, Keep.BEFORE)


@dataclass(frozen=True, slots=True)
class Alike:
    """A conflict of another record with the decision that the draft makes about it, and the value that this gives."""

    field: SimilarField
    resolution: Resolution
    result: Value


def can_be_repeated(draft: Draft) -> bool:
    """Whether everything is decided, and something of it for a side: a value of one's own fits no other record."""
    return not draft.undecided and any(
        decision.keep in _SIDES for field in draft.case.fields if (decision := draft.decision(field.id)) is not None
    )


def decided_alike(draft: Draft, similar: Sequence[SimilarField]) -> list[Alike]:
    """The decisions of a draft about the same fields of other records; the same account has to hold a value there."""
    own = {field.field: field for field in draft.case.fields}
    found = (_decided(draft, own[each.field], each) for each in similar if each.field in own)
    return [each for each in found if each is not None]


def _decided(draft: Draft, own: ConflictField, other: SimilarField) -> Alike | None:
    decision = draft.decision(own.id)
    if decision is None or decision.keep not in _SIDES:
        return None
    if decision.keep is Keep.COMPUTER:
        return Alike(other, Resolution(other.id, Keep.COMPUTER, other.shown), other.computer)
    if decision.keep is Keep.BEFORE:
        return Alike(other, Resolution(other.id, Keep.BEFORE, other.shown), other.before)
    account = next(side.account for side in own.accounts if side.link == decision.link)
    there = [side for side in other.accounts if side.account == account]
    # Of several rows of the account each may hold another value: which one is meant is asked there.
    if len(there) != 1:
        return None
    return Alike(other, Resolution(other.id, Keep.ACCOUNT, other.shown, link=there[0].link), there[0].value)


class AlikeDialog(FormDialog):
    """The list of what would be decided; ``change`` holds the change's id once it was."""

    def __init__(self, parent: QWidget, desk: Desk, draft: Draft, alike: Sequence[Alike]) -> None:
        self._alike = alike
        super().__init__(
            parent,
            lambda: self.tr("Decide the same for %Ln other record(s)", "", self.records),
            lambda: self.tr("Decide %Ln conflict(s)", "", len(alike) + len(draft.case.fields)),
        )
        self.change = ""
        self._desk = desk
        # What is shown now is what is decided, whatever moves behind the dialog.
        self._resolutions = [*draft.resolutions(), *(each.resolution for each in alike)]
        words = self.tr("The case of {name} is finished too. One step of undo takes everything back.")
        self.table = RowsTable(least_height=260, most_height=420)
        self.table.setAccessibleName(self.tr("What is decided"))
        self.table.show_lines(self._heads(), [_line(draft.case.kind, each) for each in alike])
        self.table.setMinimumWidth(860)
        self.lay_out(Label(words.format(name=draft.case.name), "muted", wrap=True), self.table)
        self.save_button.setFocus()

    @property
    def records(self) -> int:
        """How many other records it is about."""
        return len({each.field.record for each in self._alike})

    async def save(self) -> None:
        """Decide everything as one change. Raises InvalidInput where a conflict is no longer open, or has moved."""
        self.change = await self._desk.resolve(self._resolutions)

    def refuse(self, error: CrmdeskError) -> None:
        """Say why; what is no longer as it was shown here has to be looked at before it is decided."""
        super().refuse(error)
        self.save_button.setEnabled(not isinstance(error, InvalidInput))

    def _heads(self) -> list[Head]:
        return [
            Head(self.tr("Record"), 170, strong=True),
            Head(self.tr("Field"), 120),
            Head(self.tr("On this computer"), 150, muted=True),
            Head(self.tr("In the account"), 150, muted=True),
            Head(self.tr("Result"), 0),
        ]


def _line(kind: Kind, alike: Alike) -> Line:
    field = alike.field
    spec = CATALOGUE[kind][field.field]
    there = dict.fromkeys(
        formats.unknown_yet() if side.unknown else formats.value_text(spec, side.value, field.names)
        for side in field.accounts
    )
    here = formats.value_text(spec, field.computer, field.names)
    awaited = any(side.unknown for side in field.accounts if side.link == alike.resolution.link)
    result = formats.unknown_yet() if awaited else formats.value_text(spec, alike.result, field.names)
    texts = (field.name, field_label(field.field), here, ", ".join(there), result or formats.BLANK)
    return Line(field.id, "git-compare", Tone.CONFLICT, "", texts)
