"""Which servers are believed: the system's trust, plus one named authority. There is no switch to turn this off."""

from __future__ import annotations

import ipaddress
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import truststore

from crmdesk.domain.errors import InvalidInput

_DEFAULT_PORTS = {"http": 80, "https": 443}

Origin = tuple[str, str, int]


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """A client context that trusts what the system trusts (an agency's proxy included) and those in ``ca_file``.

    Raises InvalidInput(``ca_file_unusable``) when the file cannot be read or holds no certificate.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=str(ca_file))
        except OSError as error:  # an SSLError is one too
            raise InvalidInput("ca_file_unusable", field="ca_file", path=str(ca_file)) from error
    return context


def origin_of(url: str) -> Origin:
    """Scheme, host and port of an absolute URL.

    Raises InvalidInput(``url_unusable``) for anything else, and InvalidInput(``insecure_url``) for plain http to
    another machine: tokens and records never travel in clear (RFC 6749, 1.6).
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidInput("url_unusable", url=_shown(url)) from error
    if parts.scheme not in _DEFAULT_PORTS or not host or parts.username is not None:
        raise InvalidInput("url_unusable", url=_shown(url))
    if parts.scheme == "http" and not is_loopback(host):
        raise InvalidInput("insecure_url", url=_shown(url), host=host)
    return parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme]


def _shown(url: str) -> str:
    """An address as an error names it: without a name and a password in it."""
    return url.rpartition("@")[2][:200]


def is_loopback(host: str) -> bool:
    """Whether ``host`` names this machine and cannot name another."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
