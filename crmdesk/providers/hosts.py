"""Where an account's calls go when the vendor names the account's own host in its token replies.

A token goes to whoever stands there. Only two hosts are followed: one of the vendor's own, and the one that a person
named in place of the vendor's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from crmdesk.domain.errors import InvalidInput, VendorNonsense
from crmdesk.net.trust import Origin, origin_of

_NAME = re.compile(r"[a-z0-9.-]+")
"""What a vendor's host is spelled with; other characters are read one way by one program and another way by the next."""


def followed(told: Any, usual: str, base_url: str | None, domains: Sequence[str]) -> str:
    """The address that takes an account's calls.

    ``told`` is what the vendor's reply names, if anything; ``usual`` the vendor's common host; ``base_url`` the host that
    a person put in its place; ``domains`` are the vendor's own (``pipedrive.com``: itself and every name that ends so).
    A host in place of the vendor's stays: what it names is followed on the same host only. Raises
    VendorNonsense("foreign_url") where the vendor names a host that is not its own.
    """
    if not isinstance(told, str) or not told:
        return base_url or usual
    named = _origin(told)
    replaced = None if base_url is None else _origin(base_url)
    if base_url is not None and not _within(replaced, domains):
        return _url(named) if named is not None and _same_host(named, replaced) else base_url
    if named is None or not _within(named, domains):
        raise VendorNonsense("foreign_url", endpoint="oauth token", host=_host(told))
    return _url(named)


def _origin(url: str) -> Origin | None:
    """None for what is no address that a token may go to."""
    try:
        return origin_of(url)
    except InvalidInput:
        return None


def _within(named: Origin | None, domains: Sequence[str]) -> bool:
    if named is None or named[0] != "https" or not _NAME.fullmatch(named[1]):
        return False
    return any(f".{named[1]}".endswith(f".{domain}") for domain in domains)


def _same_host(named: Origin, replaced: Origin | None) -> bool:
    """Whether both are one host, and the answer does not lead from TLS to a connection without."""
    return replaced is not None and named[1] == replaced[1] and (named[0] == "https" or replaced[0] == "http")


def _url(named: Origin) -> str:
    """The address anew: what stood around the host is not repeated."""
    scheme, host, port = named
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _host(told: str) -> str:
    """The host for a person to read; what has none is not repeated."""
    try:
        return urlsplit(told).hostname or ""
    except ValueError:
        return ""
