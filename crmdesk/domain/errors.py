"""Errors as values: what went wrong, how far it reaches, whose fault it is, and the data a text needs.

Each error is raised (or recorded) once, at the boundary where it arises, as one of these classes:

    CrmdeskError
    ├── InvalidInput            a value, option or file a person gave is not usable            field
    ├── ConnectionFault         reaches one connection; every other one goes on
    │   ├── Unreachable         nothing was sent (no network, name, route, TLS)                 try again
    │   ├── RateLimited         refused before processing; carries when to try again           try again
    │   │   └── BudgetSpent     not even sent: our own share of what the vendor allows is used up
    │   ├── OutcomeUnknown      bytes were sent and no answer came: never repeat blindly       resolve first
    │   ├── VendorNonsense      the answer cannot be what the vendor documents
    │   ├── SignInNeeded        the access is gone; a person has to sign in again
    │   ├── PermissionLost      signed in, but this object or operation is not allowed
    │   ├── SignInFailed        a sign-in that did not come to an end (cancelled, refused, timed out…)
    │   └── WrongAccount        the account behind a connection is not the one it was bound to
    ├── RecordRefused           the vendor refused one record, with its words and the field
    ├── Busy                    another process holds what is needed
    ├── StoreFault              the replica cannot be opened or written
    └── Bug                     ours

``key`` names the sentence in ``ui/error_texts.py``; ``data`` fills it. Nothing here carries a token or a whole record.
"""

from __future__ import annotations

import traceback
from enum import StrEnum
from types import TracebackType
from typing import Any


class Scope(StrEnum):
    """How far an error reaches."""

    FIELD = "field"
    RECORD = "record"
    CONNECTION = "connection"
    PROGRAM = "program"


SAID = 1_000
"""How many characters an error keeps of what a vendor said: some repeat the whole text that they refuse."""

_OF_OTHERS = frozenset({"vendor_words", "vendor_error", "remote_field", "category", "code", "policy", "where", "what"})
"""The data that come from a vendor's answer."""


class CrmdeskError(Exception):
    """Base of every error that crosses a package boundary.

    ``key`` is stable and lower snake case; ``data`` holds plain values for the text (names, counts, seconds, the vendor's
    own words). ``ours`` is true for a defect of crmdesk, false for the world's.
    """

    scope: Scope = Scope.PROGRAM
    ours: bool = False

    def __init__(self, key: str, **data: Any) -> None:
        super().__init__(key)
        self.key = key
        self.data = {name: _beginning(value) if name in _OF_OTHERS else value for name, value in data.items()}

    def __str__(self) -> str:
        """The key and its data in one line, for logs; people read ``ui/error_texts.py``."""
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.data.items()))
        return f"{self.key} ({details})" if details else self.key


class InvalidInput(CrmdeskError):
    """A value, option or file that a person gave cannot be used; ``data['field']`` names it where there is one."""

    scope = Scope.FIELD


class ConnectionFault(CrmdeskError):
    """Something that stops one connection and no other."""

    scope = Scope.CONNECTION


class Unreachable(ConnectionFault):
    """Nothing was sent: no network, no such name, refused, TLS failed. Sending again is safe."""


class RateLimited(ConnectionFault):
    """The vendor refused before processing. ``retry_after_s`` is how long to wait, in seconds."""

    def __init__(self, key: str, *, retry_after_s: float, **data: Any) -> None:
        super().__init__(key, retry_after_s=retry_after_s, **data)
        self.retry_after_s = retry_after_s


class BudgetSpent(RateLimited):
    """Not even sent: background work has had its share of what the vendor allows, of a ``kind`` of limit (burst, daily)."""

    def __init__(self, *, retry_after_s: float, kind: str) -> None:
        super().__init__("budget_spent", retry_after_s=retry_after_s, kind=kind)


class OutcomeUnknown(ConnectionFault):
    """Bytes were sent and no usable answer came (time-out, reset, 5xx): it may or may not have happened."""


class VendorNonsense(ConnectionFault):
    """An answer that the vendor's pages do not allow: truncated JSON, HTML, wrong types, a redirect loop, a huge body."""


class SignInNeeded(ConnectionFault):
    """The access was revoked or expired for good; a person has to sign in again."""


class PermissionLost(ConnectionFault):
    """Signed in, but not allowed to touch this object or do this operation."""


class SignInFailed(ConnectionFault):
    """A sign-in that did not come to an end: cancelled, refused, timed out, or answered by somebody else."""


class WrongAccount(ConnectionFault):
    """The account that answers is not the one this connection was bound to."""


class RecordRefused(CrmdeskError):
    """The vendor refused one record. ``vendor_words`` are its own, ``remote_field`` the property they belong to."""

    scope = Scope.RECORD

    def __init__(self, key: str, *, vendor_words: str = "", remote_field: str | None = None, **data: Any) -> None:
        super().__init__(key, vendor_words=vendor_words, remote_field=remote_field, **data)
        self.vendor_words: str = self.data["vendor_words"]
        self.remote_field = remote_field


class Busy(CrmdeskError):
    """Another process (or run) holds what is needed; try again when it is done."""


class StoreFault(CrmdeskError):
    """The replica cannot be opened or written: damaged, of a newer version, wrong key, disk full, locked."""


class Bug(CrmdeskError):
    """A state that crmdesk's own rules exclude."""

    ours = True


def error_json(error: CrmdeskError) -> dict[str, Any]:
    """An error as it is stored and printed: key and data."""
    return {"key": error.key, "data": {name: _plain(value) for name, value in error.data.items()}}


def _beginning(value: Any) -> Any:
    return f"{value[: SAID - 1]}…" if isinstance(value, str) and len(value) > SAID else value


def _plain(value: object) -> Any:
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def said_by_system(error: OSError | None) -> dict[str, Any]:
    """What the operating system says of an error, for the data of one of ours.

    ``errno`` is its number, None where it has none; ``reason`` its words in the system's own language, blank where it says nothing.
    """
    return {"errno": error and error.errno, "reason": (error and error.strerror) or ""}


def defect(error: BaseException) -> Bug:
    """A defect of ours as an error to tell: its sort and where it happened, nothing of the data it stumbled over."""
    ours = [f"{parts[-1]}:{line}" for parts, line, _ in _frames(error.__traceback__) if "crmdesk" in parts]
    return Bug("defect", reason=type(error).__name__, place=", ".join(ours[-2:]))


def places(trace: TracebackType | None) -> list[str]:
    """Where an exception came through, the outermost place first, each as ``file.py:line function``."""
    return [f"{parts[-1]}:{line} {name}" for parts, line, name in _frames(trace)]


def without_messages(error: BaseException) -> str:
    """An exception and what caused it, a line each for its sort and its places.

    Its message is left out: that may hold what a person or a vendor wrote. The key of one of ours never does.
    """
    sort = type(error).__name__
    lines = [f"{sort} {error.key}" if isinstance(error, CrmdeskError) else sort]
    lines += [f"  {place}" for place in places(error.__traceback__)]
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        lines += ["after", without_messages(before)]
    return "\n".join(lines)


def _frames(trace: TracebackType | None) -> list[tuple[list[str], int | None, str]]:
    """Path in parts, line and function of each frame."""
    frames = traceback.extract_tb(trace)
    return [(frame.filename.replace("\\", "/").split("/"), frame.lineno, frame.name) for frame in frames]
