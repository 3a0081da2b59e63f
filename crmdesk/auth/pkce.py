"""Proof that the one who redeems a code is the one who asked for it (RFC 7636), and a state that works once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.domain.secret import Secret

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Pkce:
    """A verifier of 43 characters and its S256 challenge."""

    verifier: Secret
    challenge: str

    @classmethod
    def fresh(cls, random_bytes: RandomBytes = secrets.token_bytes) -> Pkce:
        """A new pair from 32 random bytes (RFC 7636, 4.1 and 4.2)."""
        return cls.of(_text(random_bytes(32)))

    @classmethod
    def of(cls, verifier: str) -> Pkce:
        """The pair of a given verifier."""
        return cls(Secret(verifier), _text(hashlib.sha256(verifier.encode("ascii")).digest()))


class State:
    """The value that ties an answer to this sign-in (RFC 6749, 10.12). It is good for one answer."""

    def __init__(self, random_bytes: RandomBytes = secrets.token_bytes) -> None:
        self.value = _text(random_bytes(32))
        self._spent = False

    def matches(self, candidate: str) -> bool:
        """Whether ``candidate`` is this state; it takes the same time wherever they differ."""
        return hmac.compare_digest(candidate.encode(), self.value.encode())

    def spend(self) -> bool:
        """Use it up: true the first time, false ever after."""
        first, self._spent = not self._spent, True
        return first


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
