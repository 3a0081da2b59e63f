"""The decisions about one record's conflicts before they are finished: plain data, kept when the person leaves the page.

A button that says "all" means all: it chooses its side for every contested field, also for those that were decided before, a
value of the person's own among them. It is one step; Ctrl+Z gives back what stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Keep, Resolution
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, FieldType, Value
from crmdesk.store.queries.rows import AccountSide, ConflictCase, ConflictField
from crmdesk.ui.conflicts.sides import side_name


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen for one field. ``link`` names the account; ``value`` is what was typed, for ``Keep.OTHER``."""

    keep: Keep
    link: str | None = None
    value: Value = None


class Draft:
    """The decisions about one case. Every field begins undecided; each step can be taken back."""

    def __init__(self, case: ConflictCase) -> None:
        self.case = case
        self.moved: frozenset[str] = frozenset()
        """The conflicts whose values changed while the person was reading."""
        self._typed: dict[str, tuple[str, Value]] = {}
        self._decisions: dict[str, Decision] = {}
        self._past: list[dict[str, Decision]] = []

    def decision(self, conflict: str) -> Decision | None:
        """What was chosen for a conflict; None while it is undecided."""
        return self._decisions.get(conflict)

    @property
    def undecided(self) -> list[ConflictField]:
        """The fields that remain, in their order."""
        return [field for field in self.case.fields if field.id not in self._decisions]

    @property
    def decided(self) -> int:
        """How many fields were chosen."""
        return len(self.case.fields) - len(self.undecided)

    @property
    def typed(self) -> int:
        """How many values of the person's own would be lost with the draft."""
        return len(self.typed_values())

    def typed_values(self) -> list[tuple[str, Value]]:
        """What the person typed, by field: for decisions, and for conflicts that moved since."""
        return list(self.typed_for().values())

    def typed_for(self) -> dict[str, tuple[str, Value]]:
        """What the person typed, as (field, value) by conflict."""
        fields = {field.id: field.field for field in self.case.fields}
        other = {id: (fields[id], each.value) for id, each in self._decisions.items() if each.keep is Keep.OTHER}
        unchosen = {id: typed for id, typed in self._typed.items() if id not in self._decisions}
        return unchosen | other

    def remember(self, conflict: str, value: Value) -> None:
        """Keep a value that was typed against what a conflict showed before, without choosing it."""
        field = next((field.field for field in self.case.fields if field.id == conflict), None)
        if field is not None:
            self._typed[conflict] = (field, value)

    def remembered(self, conflict: str) -> tuple[Value, ...]:
        """The value that was typed before an undecided conflict moved, if one was."""
        known = self._typed.get(conflict)
        return () if known is None or conflict in self._decisions else (known[1],)

    def choose(self, conflict: str, decision: Decision | None) -> None:
        """Choose for one conflict; None makes it undecided again."""
        self._step({conflict: decision})

    def choose_all(self, keep: Keep, account: str | None = None) -> None:
        """The same side for every field that has it, as one step. ``account`` says which account (``side_name``)."""
        self._step(self._all(keep, account))

    def is_all(self, keep: Keep, account: str | None = None) -> bool:
        """Whether ``choose_all`` would change nothing: every field that has this side has it chosen already."""
        return all(self._decisions.get(id) == decision for id, decision in self._all(keep, account).items())

    def _all(self, keep: Keep, account: str | None) -> dict[str, Decision]:
        """The decision for this side, by conflict; a field of which the account holds no value is left out."""
        if keep is not Keep.ACCOUNT:
            return {field.id: Decision(keep) for field in self.case.fields}
        sides = {field.id: _side_of(field, account) for field in self.case.fields}
        return {id: Decision(keep, side.link) for id, side in sides.items() if side is not None}

    def choose_newest(self) -> None:
        """The newer side for every field that remains and whose two moments are known, as one step."""
        chosen: dict[str, Decision | None] = {}
        for field in self.undecided:
            if field.newest == "computer":
                chosen[field.id] = Decision(Keep.COMPUTER)
            elif field.newest == "account":
                chosen[field.id] = Decision(Keep.ACCOUNT, _newest_side(field).link)
        self._step(chosen)

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        if not self._past:
            return False
        self._decisions = self._past.pop()
        return True

    def result(self, field: ConflictField) -> Value:
        """The value that the decision gives. Raises KeyError while the field is undecided."""
        decision = self._decisions[field.id]
        match decision.keep:
            case Keep.COMPUTER:
                return field.computer
            case Keep.BEFORE:
                return field.before
            case Keep.ACCOUNT:
                return next(side.value for side in field.accounts if side.link == decision.link)
            case _:
                return decision.value

    def awaits(self, field: ConflictField) -> bool:
        """Whether what was chosen is what an account refers to and nobody knows here yet."""
        decision = self._decisions[field.id]
        chosen = [side for side in field.accounts if side.link == decision.link and decision.keep is Keep.ACCOUNT]
        return any(side.unknown for side in chosen)

    def resolutions(self) -> list[Resolution]:
        """The decisions as the desk wants them, in the fields' order."""
        return [
            Resolution(field.id, decision.keep, field.shown, decision.value, decision.link)
            for field in self.case.fields
            if (decision := self._decisions.get(field.id)) is not None
        ]

    def rebase(self, case: ConflictCase) -> list[tuple[str, Value]]:
        """The case as it is now. Choices on fields that stayed the same are kept; ``moved`` names the others.

        What was typed for those that moved is remembered. A field that asks anew only because a decision about it was taken
        back did not move. Returns what was typed, by field, for conflicts that are over.
        """
        before = {field.id: field.shown for field in self.case.fields}
        known = {field.id: field.taken_back for field in self.case.fields}
        undone = {field.id for field in case.fields if field.taken_back not in (None, known.get(field.id))}
        present = {field.id for field in case.fields}
        same = {field.id for field in case.fields if before.get(field.id) == field.shown}
        moved = {id for id in before if id in present and id not in same}
        self.moved = frozenset((moved - undone) | {id for id in self.moved & present if id not in self._decisions})
        for id in before.keys() - same:
            decision = self._decisions.pop(id, None)
            if decision is not None and decision.keep is Keep.OTHER:
                self.remember(id, decision.value)
        over = [typed for id, typed in self._typed.items() if id not in present]
        self._typed = {id: typed for id, typed in self._typed.items() if id in present}
        self._past = self._past_of(same)
        self.case = case
        return over

    def _past_of(self, conflicts: Set[str]) -> list[dict[str, Decision]]:
        """The steps so far, as far as they chose for these conflicts."""
        kept: list[dict[str, Decision]] = []
        for step in self._past:
            chosen = {id: decision for id, decision in step.items() if id in conflicts}
            if not kept or kept[-1] != chosen:
                kept.append(chosen)
        return kept[:-1] if kept and kept[-1] == self._decisions else kept

    def _step(self, chosen: Mapping[str, Decision | None]) -> None:
        after = dict(self._decisions)
        for conflict, decision in chosen.items():
            if decision is None:
                after.pop(conflict, None)
            else:
                after[conflict] = decision
        if after != self._decisions:
            self._past.append(self._decisions)
            self._decisions = after


def both(case: ConflictCase, field: ConflictField) -> Value:
    """Both sides' content together, for lists and long texts; None where a field holds one value only."""
    spec = CATALOGUE[case.kind].get(field.field)
    if spec is None:
        return None
    values = [field.computer, *(side.value for side in field.accounts)]
    if spec.type in SET_TYPES or spec.type in ITEM_TYPES:
        joined = [entry for value in values for entry in value or ()]
        return spec.canonical(_one_primary(joined) if spec.type in ITEM_TYPES else joined)
    if spec.type is FieldType.LONG_TEXT:
        return spec.canonical("\n\n".join(dict.fromkeys(value for value in values if value)))
    return None


def _one_primary(items: Iterable[dict[str, Value]]) -> list[dict[str, Value]]:
    return [{**item, "primary": number == 0} for number, item in enumerate(items)]


def _side_of(field: ConflictField, account: str | None) -> AccountSide | None:
    if account is None:
        return _newest_side(field)
    return next((side for side in field.accounts if side_name(side) == account), None)


def _newest_side(field: ConflictField) -> AccountSide:
    return max(field.accounts, key=lambda side: side.changed_at or "")
