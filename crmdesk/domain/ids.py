"""Record ids: ULIDs, unique across kinds, sortable by the time they were made (https://github.com/ulid/spec)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_RANDOM_BITS = 80
_LENGTH = 26


def new_ulid(now_ms: int, random: Random) -> str:
    """A ULID of 26 Crockford base-32 characters: 48 bits of time in milliseconds, 80 random bits."""
    number = (now_ms << _RANDOM_BITS) | random.getrandbits(_RANDOM_BITS)
    return "".join([_PAIRS[(number >> shift) & 1023] for shift in range(5 * (_LENGTH - 2), -1, -10)])


def ulid_factory(now_ms: Callable[[], int], random: Random) -> Callable[[], str]:
    """A function that makes ids from the given clock (milliseconds since 1970) and randomness."""
    return lambda: new_ulid(now_ms(), random)


def is_ulid(text: str) -> bool:
    """Whether ``text`` has the form of a record id."""
    return len(text) == _LENGTH and text[0] <= "7" and all(character in _ALPHABET for character in text)


def made_ms(id: str) -> int | None:
    """When the record of an id was made, in milliseconds since 1970: its first ten characters. None for what is no such id."""
    if not is_ulid(id):
        return None
    milliseconds = 0
    for character in id[:10]:
        milliseconds = milliseconds * 32 + _ALPHABET.index(character)
    return milliseconds
