"""Reviews: what a run would change in an uncommon share of an account's records, and what a person makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as member
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from crmdesk.domain.first_sync import Preview
from crmdesk.domain.kinds import Kind


class Uncommon(StrEnum):
    """What is uncommon."""

    DELETED = "deleted"
    """Many records were deleted there."""
    EMPTIED = "emptied"
    """None of the kind is left there."""
    CHANGED = "changed"
    """The same field changed in many records."""
    BLANKED = "blanked"
    """A field lost many of its values."""
    UNANNOUNCED = "unannounced"
    """Most of what arrived differs although the vendor says it did not change: the fault may be ours."""
    DELETING = "deleting"
    """Many deletions wait to be sent there."""
    TAKING_ALONG = "taking_along"
    """Deletions wait to be sent that delete others there as well, whom nobody deleted there."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One reason to ask: ``count`` of ``total`` records of a kind, and the field where it is about one.

    ``along`` is how many records of each kind are deleted there together with these. ``records`` are those that it is about, where
    the others of their kind that wait are no question.
    """

    what: Uncommon
    kind: Kind
    count: int
    total: int
    field: str | None = None
    along: Mapping[Kind, int] = member(default_factory=dict)
    records: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The alarm as a review keeps it."""
        along = {kind.value: count for kind, count in self.along.items()}
        return {**asdict(self), "what": self.what.value, "kind": self.kind.value, "along": along}


def alarm_of(stored: Mapping[str, Any]) -> Alarm:
    """The alarm that a review keeps; one that an earlier version of crmdesk has opened takes nothing along."""
    return Alarm(
        Uncommon(stored["what"]),
        Kind(stored["kind"]),
        stored["count"],
        stored["total"],
        stored["field"],
        {Kind(kind): count for kind, count in stored.get("along", {}).items()},
        tuple(stored.get("records", ())),
    )


_FINGERPRINT_BYTES = 8
"""Enough to tell what one person saw from what waits a moment later."""


def fingerprint(alarms: Iterable[Alarm], preview: Preview | None) -> str:
    """What a review asks about, as a short text: its alarms, and of a first sync the counts that an answer is given to."""
    shown = [[alarm.to_json() for alarm in alarms], None if preview is None else preview.asked]
    text = json.dumps(shown, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=_FINGERPRINT_BYTES).hexdigest()


class Answer(StrEnum):
    """What is to be done with what waits for a review."""

    APPLY = "apply"
    """It is right: take it in, or send it."""
    REVERT = "revert"
    """It is wrong: the account gets again what this computer holds; deletions made here are taken back."""
    UNLINK = "unlink"
    """It is right there and wrong here: the records stay as they are on both sides, and no longer belong together."""
    STOP = "stop"
    """Nothing yet: the account is paused and the review stays open."""


def answers(*, first_sync: bool) -> tuple[Answer, ...]:
    """What can be answered. Before a first sync nothing is here that the account could get again.

    There ``APPLY`` ties the rows that stand for somebody who is here, and ``UNLINK`` makes a record of each.
    """
    return (Answer.APPLY, Answer.UNLINK, Answer.STOP) if first_sync else tuple(Answer)
