"""What was chosen and typed for cases, kept while the window lives; what was typed never goes away unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries import conflicts
from crmdesk.store.queries.rows import ConflictCase
from crmdesk.ui import formats
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.unfinished import VALUE, value_key
from crmdesk.ui.workbench import Message, Workbench


class CaseDrafts:
    """One draft for each record whose case was looked at."""

    def __init__(self, workbench: Workbench) -> None:
        self._bench = workbench
        self._drafts: dict[str, Draft] = {}

    def get(self, record: str) -> Draft | None:
        """The draft about a record; None where its case was not looked at."""
        return self._drafts.get(record)

    def begin(self, case: ConflictCase) -> Draft:
        """A draft about a case, with what was typed for it before the program ended."""
        draft = self._drafts[case.record] = Draft(case)
        for field in case.fields:
            what = self._bench.unfinished.find(value_key(field.id))
            if what is not None and "value" in what:
                draft.remember(field.id, what["value"])
        return draft

    def put_back(self, draft: Draft) -> None:
        """Go on with a draft whose decision was undone, unless another one was begun meanwhile and says something."""
        begun = self._drafts.get(draft.case.record)
        if begun is None or not (begun.decided or begun.typed):
            self._drafts[draft.case.record] = draft

    def take(self, record: str) -> Draft | None:
        """Let go of a draft, and give it."""
        return self._drafts.pop(record, None)

    def decided(self, record: str) -> Draft | None:
        """Let go of a draft that was carried out, and of what was kept of it for the next start."""
        draft = self.take(record)
        for field in draft.case.fields if draft is not None else ():
            self._bench.unfinished.over(value_key(field.id))
        return draft

    @property
    def unfinished(self) -> int:
        """How many values were typed for conflicts whose decision is not finished, as far as was read."""
        return sum(draft.typed for draft in self._drafts.values())

    def typed(self) -> list[Unfinished]:
        """What was typed for conflicts that are not decided, to be kept where the program ends."""
        return [
            Unfinished(
                value_key(conflict), record, {"form": VALUE, "conflict": conflict, "field": field, "value": value}
            )
            for record, draft in self._drafts.items()
            for conflict, (field, value) in draft.typed_for().items()
        ]

    async def forget_settled(self, show: Callable[[ConflictCase], bool]) -> None:
        """Let go of what was typed for conflicts that are over, whoever settled them, and tell it.

        ``show`` is given a case that has changed; it says whether it is the one that is shown, and shows it anew.
        """
        for record, draft in list(self._drafts.items()):
            if not draft.typed:
                continue
            case = await self._bench.desk.read(partial(conflicts.conflict_case, record=record))
            if self._drafts.get(record) is not draft:
                continue
            if case is None or not case.fields:
                del self._drafts[record]
                self.tell(draft.case, draft.typed_values())
            elif case != draft.case and not show(case):
                self.tell(case, draft.rebase(case))

    def tell(self, case: ConflictCase, typed: Sequence[tuple[str, Value]]) -> None:
        """Say what was typed for conflicts that ended without a decision."""
        if not typed:
            return
        catalogue = CATALOGUE[case.kind]
        words = [
            QCoreApplication.translate("ConflictsPage", "{field}: {value}").format(
                field=field_label(name), value=formats.value_text(catalogue[name], value, case.names) or formats.BLANK
            )
            for name, value in typed
        ]
        text = QCoreApplication.translate("ConflictsPage", "“{name}” was settled meanwhile. You had typed: {values}")
        button = QCoreApplication.translate("ConflictsPage", "Open the record")
        open_it = partial(self._bench.open_record.emit, case.record)
        self._bench.message.emit(
            Message(text.format(name=case.name, values="; ".join(words)), "waiting", button, open_it)
        )
