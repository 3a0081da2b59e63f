"""Tokens at rest: sealed with AES-256-GCM under a key of their own, bound to their connection."""

from __future__ import annotations

import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crmdesk.auth.pkce import RandomBytes
from crmdesk.auth.tokens import StoredTokens
from crmdesk.domain.errors import StoreFault

_VERSION = b"\x01"
_NONCE_BYTES = 12  # NIST SP 800-38D, 8.2
_PURPOSE = b"crmdesk tokens v1"


class TokenVault(Protocol):
    """Where the tokens of each connection are kept. Each call is one transaction that has happened when it returns."""

    def load(self, connection: str) -> StoredTokens | None:
        """What is kept of ``connection``; None: it never signed in, or has been disconnected."""
        ...

    def save(self, connection: str, stored: StoredTokens) -> None:
        """Keep ``stored``, instead of what was there. Raises StoreFault."""
        ...

    def delete(self, connection: str) -> None:
        """Forget ``connection``; nothing happens when it is not there."""
        ...


class SealedRows(Protocol):
    """Where sealed bytes are kept by name: the replica's table of secrets."""

    def load(self, name: str) -> bytes | None:
        """The bytes under ``name``, if any."""
        ...

    def save(self, name: str, sealed: bytes) -> None:
        """Keep the bytes, instead of what was there."""
        ...

    def delete(self, name: str) -> None:
        """Forget the bytes; nothing happens when there are none."""
        ...


class SealedVault:
    """A ``TokenVault`` over ``rows``, sealed with the profile's master key (32 bytes)."""

    def __init__(self, rows: SealedRows, master: bytes, *, random_bytes: RandomBytes = os.urandom) -> None:
        self._rows = rows
        self._master = master
        self._random_bytes = random_bytes

    def load(self, connection: str) -> StoredTokens | None:
        """As ``TokenVault``; raises StoreFault(``tokens_damaged``)."""
        sealed = self._rows.load(connection)
        if sealed is None:
            return None
        try:
            return StoredTokens.from_bytes(unseal(self._master, connection, sealed))
        except ValueError as error:
            raise StoreFault("tokens_damaged", connection=connection) from error

    def save(self, connection: str, stored: StoredTokens) -> None:
        """As ``TokenVault``."""
        self._rows.save(connection, self.sealed(connection, stored))

    def sealed(self, connection: str, stored: StoredTokens) -> bytes:
        """What ``save`` keeps: for whoever stores more in the same transaction."""
        return seal(self._master, connection, stored.to_bytes(), random_bytes=self._random_bytes)

    def delete(self, connection: str) -> None:
        """As ``TokenVault``."""
        self._rows.delete(connection)


def seal(master: bytes, name: str, data: bytes, *, random_bytes: RandomBytes = os.urandom) -> bytes:
    """``data`` so that only ``unseal`` with the same key and the same name opens it: version, nonce, ciphertext."""
    nonce = random_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(_key(master)).encrypt(nonce, data, _bound_to(name))


def unseal(master: bytes, name: str, sealed: bytes) -> bytes:
    """The reverse of ``seal``; ValueError for another key, another name, or a changed byte."""
    version, nonce, ciphertext = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != _VERSION:
        raise ValueError("not sealed by this version")
    try:
        return AESGCM(_key(master)).decrypt(nonce, ciphertext, _bound_to(name))
    except InvalidTag as error:
        raise ValueError("cannot be unsealed") from error


def _key(master: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(master)


def _bound_to(name: str) -> bytes:
    return _VERSION + name.encode()
