"""What was sent where, in numbers: no ids, no query, no personal data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


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


@dataclass(frozen=True, slots=True)
class EndpointTraffic:
    """What one endpoint saw. ``refusals`` and ``retries`` are among ``calls``."""

    calls: int = 0
    sent_bytes: int = 0
    received_bytes: int = 0
    refusals: int = 0
    retries: int = 0


class Traffic:
    """Counts per endpoint (``"GET /crm/v3/objects/contacts/{id}"``), and the newest limits the vendor told."""

    def __init__(self) -> None:
        self._endpoints: defaultdict[str, EndpointTraffic] = defaultdict(EndpointTraffic)
        self._limits: dict[str, float] = {}

    @property
    def calls(self) -> int:
        """Every exchange so far, retries included."""
        return sum(endpoint.calls for endpoint in self._endpoints.values())

    @property
    def endpoints(self) -> Mapping[str, EndpointTraffic]:
        """The counts so far, by method and endpoint."""
        return dict(self._endpoints)

    @property
    def limits(self) -> Mapping[str, float]:
        """The vendor's newest numbers, by kind."""
        return dict(self._limits)

    def record(self, record: TrafficRecord) -> None:
        """Add one exchange."""
        name = f"{record.method} {record.endpoint}"
        before = self._endpoints[name]
        self._endpoints[name] = EndpointTraffic(
            calls=before.calls + 1,
            sent_bytes=before.sent_bytes + record.sent_bytes,
            received_bytes=before.received_bytes + record.received_bytes,
            refusals=before.refusals + (record.outcome is TrafficOutcome.REFUSED),
            retries=before.retries + (record.attempt > 1),
        )
        self._limits.update(record.limits)
