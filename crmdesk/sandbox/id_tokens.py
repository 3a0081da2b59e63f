"""ID tokens of a sign-in: who signed in, signed with RS256 (OpenID Connect Core 1.0, sections 2, 3.1.3 and 12.2).

The keys are the one thing in a sandbox that is not made from its seed: a key that stood in this file would be nobody's.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import orjson
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from crmdesk.sandbox.messages import JsonObject

_BORN, _ENDS = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Claims:
    """What an ID token says of every sign-in.

    ``nonce`` is what the sign-in was asked with, blank after a refresh; ``more`` is what a vendor adds about the person.
    """

    issuer: str
    audience: str
    subject: str
    issued_s: float
    lifetime_s: float
    nonce: str
    more: JsonObject


class Signer:
    """The key by which one vendor signs: made when it is first needed, and kept as long as the program runs."""

    def __init__(self, kid: str) -> None:
        self.kid = kid

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def keys(self) -> JsonObject:
        """The public part as a set of keys (RFC 7517, section 5; RFC 7518, section 6.3.1)."""
        numbers = self._key.public_key().public_numbers()
        key = {
            "kid": self.kid,
            "kty": "RSA",
            "alg": "RS256",
            "use": "sig",
            "n": _number(numbers.n),
            "e": _number(numbers.e),
        }
        return {"keys": [key]}

    def certificates(self) -> JsonObject:
        """The public part as a certificate (RFC 7468) by its key id, signed by itself and good at any time of the clock."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "federated-signon.sandbox.example")])
        made = x509.CertificateBuilder(name, name, self._key.public_key(), 1, _BORN, _ENDS)
        text = made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
        return {self.kid: text}

    def token(self, claims: Claims, access_token: str) -> str:
        """An ID token that came with an access token (RFC 7515, section 7.1; ``at_hash``: section 3.1.3.6)."""
        issued = int(claims.issued_s)
        half = hashlib.sha256(access_token.encode()).digest()[:16]
        told: JsonObject = {
            "iss": claims.issuer, "aud": claims.audience, "sub": claims.subject, "at_hash": _text(half), "iat": issued,
            "exp": issued + int(claims.lifetime_s), **({"nonce": claims.nonce} if claims.nonce else {}), **claims.more,
        }  # fmt: skip
        header = {"alg": "RS256", "kid": self.kid, "typ": "JWT"}
        signed = f"{_text(orjson.dumps(header))}.{_text(orjson.dumps(told))}"
        return f"{signed}.{_text(self._key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
