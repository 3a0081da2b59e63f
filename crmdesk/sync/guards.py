"""Mass changes: what would change an uncommon share of an account's records waits until a person has looked at it. Pure.

A colleague who empties a column, an import gone wrong, a permission that hides rows, a codec of ours that reads a whole column
otherwise: each looks like ordinary work to a merge, row by row. Here the rows of one kind in one object are looked at together
before any of them is taken in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Uncommon
from crmdesk.store.bases import Bases

FEW = 10
"""What happens to so few records is ordinary work, whatever their share."""

_BLANK = (None, None)

DELETIONS = (Uncommon.DELETED, Uncommon.EMPTIED)
"""What is uncommon about rows that are gone."""

WHOLE = 3
"""The least number of records that count as all of a kind."""

DELETED_SHARE, CHANGED_SHARE, BLANKED_SHARE, UNANNOUNCED_SHARE = 0.05, 0.30, 0.20, 0.90
"""Above these shares of the records, of what a field held, or of what arrived, it is uncommon."""


@dataclass(slots=True)
class Tally:
    """What waits to be taken in of one kind in one object. ``links`` counts its rows that stand for a record now.

    ``suspected`` counts the rows that a sweep has missed and that nobody has asked the account for yet, ``differing`` those that it
    found to be otherwise: the account is asked for them some at a time, and each portion of a mass deletion, or of a mass change,
    would be little enough by itself.
    """

    kind: Kind
    links: int
    rows: int = 0
    deleted: int = 0
    suspected: int = 0
    differing: int = 0
    unannounced: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    blanked: Counter[str] = field(default_factory=Counter)

    def add_row(self, bases: Bases, raws: Mapping[str, Any], *, same_version: bool) -> None:
        """Count a row that was read, with its own form of each field, against the base of its link."""
        moved = moved_fields(bases, raws)
        self.rows += 1
        self.unannounced += same_version and bool(moved)
        self.changed.update(moved)
        self.blanked.update(name for name in moved if raws[name] is None)

    def add_absence(self) -> None:
        """Count a row that is gone."""
        self.deleted += 1

    def is_mass(self, count: int, total: int, share: float) -> bool:
        """Whether so many rows are a mass together with those that differ, of which nobody knows in what.

        These are taken to differ as those do that are here: as large a part of them in the same field.
        """
        alike = self.differing * count // self.rows if count else 0
        return count > FEW and _is_mass(count + alike, total, share)


def moved_fields(bases: Bases, raws: Mapping[str, Any]) -> list[str]:
    """The fields whose value at the account is another one. What was blank on both sides and is filled takes nothing away."""
    return [name for name, raw in raws.items() if bases.get(name, _BLANK) != _BLANK and raw != bases[name][1]]


def changed_fields(bases: Bases, raws: Mapping[str, Any]) -> list[str]:
    """The fields that hold something else at the account than both sides agreed on, those included that were blank."""
    return [name for name, raw in raws.items() if raw != bases.get(name, _BLANK)[1]]


def is_anothers(bases: Bases, raws: Mapping[str, Any], reviewed: Collection[str]) -> bool:
    """Whether a row holds another record's values by now, as after a wrong sort or import.

    It counts as such where more than half of the fields that held something are among the ``reviewed`` ones. What it brings into
    fields that were blank is another record's then, too.
    """
    held = [name for name in raws if bases.get(name, _BLANK)[1] is not None]
    return 2 * len([name for name in held if name in reviewed]) > len(held)


def concerned(alarms: Iterable[Alarm], bases: Bases, raws: Mapping[str, Any], *, same_version: bool) -> bool:
    """Whether a row of the alarms' kind is among those that they are about."""
    moved = moved_fields(bases, raws)
    return any(
        (alarm.field in moved) or (alarm.what is Uncommon.UNANNOUNCED and same_version and bool(moved))
        for alarm in alarms
    )


def may_alarm(rows: int, absences: int) -> bool:
    """Whether so much news can be uncommon at all: most runs bring less, and need not be counted."""
    return rows + absences > FEW or absences >= WHOLE


def alarms(tally: Tally, filled: Mapping[str, int]) -> list[Alarm]:
    """Every reason to ask before what was counted is taken in, the gravest first.

    ``filled`` tells for each field in ``tally.blanked`` how many records hold a value in it, those that would lose it included.
    """
    found: list[Alarm] = []
    if tally.deleted >= max(tally.links, WHOLE):
        found.append(Alarm(Uncommon.EMPTIED, tally.kind, tally.deleted, tally.links))
    elif _is_mass(tally.deleted + tally.suspected, tally.links, DELETED_SHARE) and tally.deleted > FEW:
        found.append(Alarm(Uncommon.DELETED, tally.kind, tally.deleted, tally.links))
    blanked = [
        Alarm(Uncommon.BLANKED, tally.kind, count, filled[name], name)
        for name, count in sorted(tally.blanked.items())
        if tally.is_mass(count, filled[name], BLANKED_SHARE)
    ]
    changed = [
        Alarm(Uncommon.CHANGED, tally.kind, count, tally.links, name)
        for name, count in sorted(tally.changed.items())
        if tally.is_mass(count, tally.links, CHANGED_SHARE) and all(each.field != name for each in blanked)
    ]
    found += blanked + changed
    if _is_mass(tally.unannounced, tally.rows, UNANNOUNCED_SHARE):
        found.append(Alarm(Uncommon.UNANNOUNCED, tally.kind, tally.unannounced, tally.rows))
    return found


def sending_alarms(
    kind: Kind, deletions: Collection[str], links: int, along: Mapping[str, Counter[Kind]], *, put_back: bool = False
) -> list[Alarm]:
    """Every reason to ask before the deletions of these records are sent.

    Those that were ``put_back`` with a backup may have been taken back since. ``along`` tells of records whose deletion deletes
    others there, whom nobody deleted there, how many of each kind these are: that is asked about however few there are, and of
    few deletions the others are no question.
    """
    found: list[Alarm] = []
    if len(deletions) > FEW or put_back:
        found.append(Alarm(Uncommon.DELETING, kind, len(deletions), links))
    taking = sorted(each for each in deletions if each in along)
    if taking:
        others = sum((along[each] for each in taking), Counter[Kind]())
        records = () if found else tuple(taking)
        found.append(Alarm(Uncommon.TAKING_ALONG, kind, len(taking), links, along=others, records=records))
    return found


def _is_mass(count: int, total: int, share: float) -> bool:
    return count > max(FEW, share * total)
