"""A master key derived from a passphrase, where the system has no keyring."""

from __future__ import annotations

import hmac
import json
import os
import unicodedata
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from crmdesk.auth.pkce import RandomBytes
from crmdesk.auth.private_file import write_private
from crmdesk.domain.errors import InvalidInput, StoreFault
from crmdesk.domain.secret import Secret

# 128 MiB and about half a second (RFC 7914; OWASP, password storage).
_COST = {"n": 2**17, "r": 8, "p": 1}
_SALT_BYTES = 16
_KEY_BYTES = 32
_CHECK_BYTES = 16
_PURPOSE = b"crmdesk passphrase check v1"


class PassphraseKey:
    """The key from a passphrase and the salt in ``key_file``, which also tells a wrong passphrase from a right one.

    The file holds no secret; without it the passphrase is worth nothing. Letters with accents may be typed composed or
    decomposed, as keyboards and systems differ in that: both are the same passphrase (RFC 8265, OpaqueString: NFC). Bytes
    that are no UTF-8 count as they are, given as lone surrogates (PEP 383).
    """

    def __init__(self, key_file: Path, passphrase: Secret, *, random_bytes: RandomBytes = os.urandom) -> None:
        self._key_file = key_file
        self._passphrase = passphrase
        self._random_bytes = random_bytes

    def load(self) -> bytes | None:
        """The key; None where there is no file yet.

        Raises StoreFault(``wrong_passphrase``, ``key_file_damaged``, ``key_file_unreadable``).
        """
        try:
            content = self._key_file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreFault("key_file_unreadable", path=str(self._key_file)) from error
        salt, check = self._parse(content)
        for phrase in self._spellings():
            key = _derive(phrase, salt)
            if hmac.compare_digest(_check(key), check):
                return key
        raise StoreFault("wrong_passphrase")

    def create(self) -> bytes:
        """A new salt, and the key that the passphrase gives with it.

        Raises InvalidInput(``passphrase_empty``), StoreFault(``key_file_unwritable``).
        """
        if not self._passphrase:
            raise InvalidInput("passphrase_empty", field="passphrase")
        salt = self._random_bytes(_SALT_BYTES)
        key = _derive(self._spellings()[0], salt)
        content = {"version": 1, "scrypt": _COST, "salt": salt.hex(), "check": _check(key).hex()}
        try:
            write_private(self._key_file, json.dumps(content).encode())
        except OSError as error:
            raise StoreFault("key_file_unwritable", path=str(self._key_file)) from error
        return key

    def _parse(self, content: bytes) -> tuple[bytes, bytes]:
        """Salt and check value.

        Other costs than ours are damage too: a changed file must not ask for all the memory.
        """
        try:
            values: dict[str, Any] = json.loads(content)
            salt, check = bytes.fromhex(values["salt"]), bytes.fromhex(values["check"])
            known = values["version"] == 1 and values["scrypt"] == _COST
        except (ValueError, KeyError, TypeError) as error:
            raise StoreFault("key_file_damaged", path=str(self._key_file)) from error
        if not known or len(salt) != _SALT_BYTES or len(check) != _CHECK_BYTES:
            raise StoreFault("key_file_damaged", path=str(self._key_file))
        return salt, check

    def _spellings(self) -> list[bytes]:
        """The passphrase as keys are made from it, and as typed where that differs: older keys were made from that."""
        typed = self._passphrase.reveal()
        normal = unicodedata.normalize("NFC", typed)
        return [each.encode(errors="surrogatepass") for each in dict.fromkeys((normal, typed))]


def _derive(phrase: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=_KEY_BYTES, **_COST).derive(phrase)


def _check(key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_CHECK_BYTES, salt=None, info=_PURPOSE).derive(key)
