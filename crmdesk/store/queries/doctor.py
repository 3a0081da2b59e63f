"""The doctor: what no sequence of edits, runs and crashes may leave behind, looked for in a person's own database.

Plain reads; nothing is mended here. Each check yields what breaks it, so that a healthy database yields nothing. A check
looks at a slice at a time: ``examine`` takes one slice, so that whoever asks can stop between two of them, nothing holds
back the others who write meanwhile, and memory stays the same however many records there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from types import MappingProxyType

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store.migrations import newest
from crmdesk.store.queries import record_checks, table_checks
from crmdesk.store.queries.findings import UNREADABLE, Look, Slice, Violation, carried_out, is_of_cells
from crmdesk.store.queries.names import names_of

MOST = 1_000
"""Violations of one slice, and of one kind in a report, that are told one by one."""


NEEDS_BACKUP = frozenset(
    {
        "file_whole",
        "value_is_readable",
        "cell_is_readable",
        "check_carried_out",
        "link_has_record",
        "record_is_there",
        "conflict_has_record",
        "base_is_readable",
    }
)
"""What is told together with the advice to put the newest backup in place (``ui.check_words``): ``recover`` does so then."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at, slice by slice."""

    name: str
    look: Look

    def __call__(self, connection: sa.Connection) -> Iterator[Violation]:
        """Everything that this check finds."""
        after: int | None = 0
        while after is not None:
            part = self.look(connection, after)
            yield from part.found
            after = part.after


@dataclass(frozen=True, slots=True)
class Position:
    """Where an examination stands: in which check, behind which row of it."""

    check: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of an examination found, how much of it is done (0 to 1), and where it goes on; None at its end.

    ``more`` counts by invariant what it found besides, which is too much to be told.
    """

    found: tuple[Violation, ...]
    done: float
    next: Position | None
    more: Mapping[str, int] = field(default_factory=dict)


def examine(connection: sa.Connection, position: Position) -> Step:
    """Take one step of an examination."""
    part = CHECKS[position.check].look(connection, position.after)
    all_found = iter(part.found)
    found = tuple(islice(all_found, MOST))
    beyond = Counter(each.invariant for each in all_found)
    if part.after is not None:
        return Step(found, (position.check + part.done) / len(CHECKS), Position(position.check, part.after), beyond)
    following = position.check + 1
    more = following < len(CHECKS)
    return Step(found, following / len(CHECKS), Position(following) if more else None, beyond)


@dataclass(slots=True)
class Report:
    """What an examination has found so far, by invariant: how often, and the first of each. Its size has a limit."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[Violation]] = field(default_factory=dict)

    def add(self, found: Iterable[Violation], more: Mapping[str, int] = MappingProxyType({})) -> None:
        """Take in what a step found, and how much more of each kind."""
        for each in found:
            self.counts[each.invariant] = self.counts.get(each.invariant, 0) + 1
            kept = self.first.setdefault(each.invariant, [])
            if len(kept) < MOST:
                kept.append(each)
        for invariant, count in more.items():
            self.counts[invariant] = self.counts.get(invariant, 0) + count

    def records(self) -> set[str]:
        """The ids of the records that it tells."""
        return {each.record for kept in self.first.values() for each in kept if each.record is not None}

    def to_json(self) -> dict[str, object]:
        """The report as programs read it: ids and fields, no values. Where there is more of one kind, its number is told."""
        told = [each for kept in self.first.values() for each in kept]
        left = {name: count - len(self.first[name]) for name, count in self.counts.items()}
        told += [Violation(name, None, f"and {count} more") for name, count in left.items() if count]
        return {"ok": not told, "violations": [asdict(each) for each in told]}


def violations(connection: sa.Connection) -> list[Violation]:
    """Everything that is wrong, check by check."""
    return [found for check in CHECKS for found in check(connection)]


def names_told(connection: sa.Connection, ids: Collection[str]) -> dict[str, str]:
    """The names of the records that a report tells, by id, as far as they can be read: a name may be what is damaged."""
    try:
        return names_of(connection, ids)
    except UNREADABLE as error:
        if not is_of_cells(error):
            raise
    if len(ids) == 1:
        return {}
    return {id: name for each in ids for id, name in names_told(connection, [each]).items()}


def is_damaged(connection: sa.Connection) -> bool:
    """Whether anything is wrong against which a backup helps, but for the file as a whole.

    What an earlier version of the program left is not looked at: the checks are about the tables of this one.
    """
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one() != newest():
        return False
    return any(
        found.invariant in NEEDS_BACKUP for check in CHECKS if check is not whole_file for found in check(connection)
    )


def _at_once(name: str, find: table_checks.Find) -> Check:
    """A check that SQLite makes in one go."""
    return Check(name, lambda connection, _: Slice(carried_out(find(connection), name)))


whole_file = _at_once("file", table_checks.whole_file)
"""Every page of the file: takes longer than all the rest."""

CHECKS: Sequence[Check] = (
    whole_file,
    *(_at_once(find.__name__, find) for find in table_checks.ALL),
    *(Check(kind.value, record_checks.look_at(kind)) for kind in Kind),
)
"""Every check, in the order of the report."""
