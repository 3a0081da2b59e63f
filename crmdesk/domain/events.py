"""What the store and the worker tell the window: plain values, never widgets, never rows of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a write touched: entities, never screens. ``records`` is empty where a bulk write touched too many to name."""

    kinds: frozenset[Kind] = frozenset()
    records: frozenset[str] = frozenset()
    conflicts: bool = False
    pending: bool = False
    problems: bool = False
    connections: bool = False

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.kinds or self.records or self.conflicts or self.pending or self.problems or self.connections)

    def __or__(self, other: ChangeSet) -> ChangeSet:
        """Both together, for coalescing."""
        return ChangeSet(
            self.kinds | other.kinds,
            self.records | other.records,
            self.conflicts or other.conflicts,
            self.pending or other.pending,
            self.problems or other.problems,
            self.connections or other.connections,
        )


class RunStage(StrEnum):
    """The phases of a run as a person sees them."""

    READ = "read"
    COMPARE = "compare"
    SEND = "send"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is. ``total`` is None where the vendor does not tell; ``rate`` is records a second."""

    connection: str
    stage: RunStage
    object: str
    done: int
    total: int | None
    rate: float


class RunStatus(StrEnum):
    """How a run ended."""

    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class RunReport:
    """The result of one run of one connection, as ``sync --json`` prints it. ``error`` stopped it, where there is one."""

    connection: str
    vendor: str
    status: RunStatus
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    error: CrmdeskError | None = None


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run of a connection has begun."""

    connection: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """A connection that had failed works again: said once."""

    connection: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A connection stopped working: said once, until it recovers or fails in another way."""

    connection: str
    error: CrmdeskError


Event = ChangeSet | RunStarted | RunProgress | RunReport | Recovered | Failed
"""Everything that travels from the worker to the window."""
