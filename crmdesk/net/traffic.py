"""What was sent where, in numbers: no ids, no query, no personal data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from crmdesk.domain.traffic import Figures


class TrafficOutcome(StrEnum):
    """How one exchange ended."""

    ANSWERED = "answered"  # the vendor answered, be it with an error of its own
    REFUSED = "refused"  # not processed: wait and come again
    UNREACHABLE = "unreachable"  # nothing was sent
    UNKNOWN = "unknown"  # sent, and no usable answer
    NONSENSE = "nonsense"  # an answer that no page of the vendor allows
    CANCELLED = "cancelled"  # given up on this side


@dataclass(frozen=True, slots=True)
class TrafficRecord:
    """One exchange. Bytes are those of the bodies as they travelled; ``limits`` are the vendor's numbers by kind.

    ``attempt`` counts from 1; a redirect's second hop keeps its attempt.
    """

    endpoint: str
    method: str
    status: int | None
    sent_bytes: int
    received_bytes: int
    elapsed_s: float
    outcome: TrafficOutcome
    limits: Mapping[str, float] = field(default_factory=dict)
    attempt: int = 1


class TrafficSink(Protocol):
    """Something that takes note of exchanges."""

    def record(self, record: TrafficRecord) -> None:
        """Take note of one exchange."""
        ...


class Traffic:
    """Counts per endpoint (``"GET /crm/v3/objects/contacts/{id}"``), and the newest limits the vendor told."""

    def __init__(self) -> None:
        self._endpoints: defaultdict[str, Figures] = defaultdict(Figures)
        self._untold: defaultdict[str, Figures] = defaultdict(Figures)
        self._limits: dict[str, float] = {}
        self.refreshes: TrafficSink = _Refreshes(self)
        """Takes note of exchanges in which the renewal of a sign-in is asked for, whatever the answer."""

    @property
    def calls(self) -> int:
        """Every exchange so far, retries included."""
        return sum(endpoint.calls for endpoint in self._endpoints.values())

    @property
    def endpoints(self) -> Mapping[str, Figures]:
        """The counts so far, by method and endpoint."""
        return dict(self._endpoints)

    @property
    def limits(self) -> Mapping[str, float]:
        """The vendor's newest numbers, by kind."""
        return dict(self._limits)

    def taken(self) -> Mapping[str, Figures]:
        """The counts since this was asked last, for whoever keeps them longer than this process lives."""
        taken, self._untold = dict(self._untold), defaultdict(Figures)
        return taken

    def record(self, record: TrafficRecord, *, refresh: bool = False) -> None:
        """Add one exchange."""
        name = f"{record.method} {record.endpoint}"
        one = Figures(
            calls=1,
            sent_bytes=record.sent_bytes,
            received_bytes=record.received_bytes,
            refusals=int(record.outcome is TrafficOutcome.REFUSED),
            retries=int(record.attempt > 1),
            refreshes=int(refresh),
        )
        for counts in (self._endpoints, self._untold):
            counts[name] += one
        self._limits.update(record.limits)


class _Refreshes:
    """Counts what it is told as renewals of a sign-in."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic

    def record(self, record: TrafficRecord) -> None:
        """Take note of one exchange."""
        self._traffic.record(record, refresh=True)
