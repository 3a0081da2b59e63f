"""A value that must not be shown: tokens, client secrets, keys."""

from __future__ import annotations

import hmac
from typing import NoReturn


class Secret:
    """Text that prints as ``***`` everywhere; ``reveal`` is the one way to it.

    Comparing two secrets takes the same time wherever they differ. A secret refuses to be pickled: whoever stores one
    says ``reveal`` and seals the result.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        mine, others = (each.encode(errors="surrogatepass") for each in (self._value, other._value))
        return hmac.compare_digest(mine, others)

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")
