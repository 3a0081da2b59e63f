"""Record ids: 15 case-sensitive characters and a suffix that makes them safe to compare without case (section 2)."""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
POD = "gk0"
"""The characters after the prefix that tell the instance."""

LENGTH = 15


def suffix(id: str) -> str:
    """The three characters that an id of 15 gets: one per group of five, its bits are the capitals."""
    groups = (id[start : start + 5] for start in range(0, LENGTH, 5))
    return "".join(SUFFIX[sum(1 << bit for bit, char in enumerate(group) if "A" <= char <= "Z")] for group in groups)


def made(prefix: str, number: int) -> str:
    """The id of 18 characters with a prefix and a number."""
    written = ""
    while number:
        number, digit = divmod(number, 62)
        written = DIGITS[digit] + written
    short = f"{prefix}{POD}{written.zfill(9)}"
    return short + suffix(short)


def full(id: str) -> str | None:
    """The form of 18 characters; None where it cannot be an id."""
    if len(id) not in (15, 18) or not id.isascii() or not id.isalnum():
        return None
    return id[:LENGTH] + suffix(id[:LENGTH])
