"""What goes out and what comes back, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)


class Effect(StrEnum):
    """What a request does at the vendor. Its method does not tell: a search may be a POST."""

    READS = "reads"
    """Nothing changes there."""

    WRITES = "writes"
    """Something may change, and again where it is sent twice."""

    IDEMPOTENT = "idempotent"
    """Something may change, and twice is as good as once (RFC 9110, 9.2.2): a deletion by id, a write with a key of its own."""


class Headers(Mapping[str, str]):
    """Header fields by name, whatever its case; one that came several times is joined by ``", "`` (RFC 9110, 5.3)."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._fields: dict[str, str] = {}
        for name, value in fields:
            before = self._fields.get(name.lower())
            self._fields[name.lower()] = value if before is None else f"{before}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Headers({', '.join(self._fields)})"


@dataclass(frozen=True, slots=True)
class Request:
    """One call.

    ``path`` is an absolute URL or a path below the client's base URL. ``endpoint`` is the same path without ids, for
    traffic records and budgets: ``/crm/v3/objects/contacts/{id}``. At most one of ``json`` (already encoded) and
    ``form`` is given. ``effect`` says whether it writes, and so whether it may be sent again after an unknown
    outcome and what a lost connection means. ``interactive`` marks what a person waits for: it may use the part of a
    budget that background work leaves alone.
    """

    method: str
    path: str
    endpoint: str
    query: tuple[tuple[str, str], ...] = ()
    json: bytes | None = None
    form: tuple[tuple[str, str], ...] | None = None
    headers: tuple[tuple[str, str], ...] = ()
    interactive: bool = False
    effect: Effect = field(kw_only=True)

    @property
    def writes(self) -> bool:
        """Whether it may change anything at the vendor."""
        return self.effect is not Effect.READS

    @property
    def may_repeat(self) -> bool:
        """Whether sending it twice does no harm."""
        return self.effect is not Effect.WRITES

    def __repr__(self) -> str:
        """Method and endpoint only: path, query and body may hold personal data."""
        return f"Request({self.method} {self.endpoint})"


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, read to its end and decoded. ``date`` is the vendor's clock (the Date header), in UTC."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    elapsed_s: float
    date: datetime | None

    def __repr__(self) -> str:
        """Status and size only: the body may hold personal data."""
        return f"Response({self.status}, {len(self.body)} bytes)"


def moment_of(text: str) -> datetime | None:
    """A header's date (RFC 9110, 5.6.7) in UTC; None for what is none, and for one of a time that no clock shows.

    Time is reckoned with it: at the ends of the calendar there would be no room for that.
    """
    try:
        told = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the latter where a number in it is longer than the machine's
        return None
    found = told if told.tzinfo else told.replace(tzinfo=UTC)
    return found.astimezone(UTC) if _EARLIEST <= found < _LATEST else None
