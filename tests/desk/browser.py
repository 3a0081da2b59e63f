"""Signing in with the agency's application at a sandbox, and what a person does in the browser then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from tests.sandbox.raw import Answer, request


def requested(entry: Mapping[str, Any], vendor: str) -> SignInRequest:
    """A sign-in at the sandbox's plain address; ``entry`` is what the sandbox says of the vendor."""
    return SignInRequest(
        vendor,
        vendor,
        entry["client_id"],
        Secret(entry["client_secret"]),
        base_url=entry["base_url"],
        ca_file=entry["ca_file"],
        redirect_uris=("http://localhost:*/callback",),
    )


def approve(address: str) -> None:
    """Open the consent page, agree, and follow the way back to this computer."""
    with urlopen(f"{address}&sandbox_consent=approve", timeout=20) as page:  # noqa: S310 - a loopback address
        assert page.status == 200


def visit(address: str) -> Answer:
    """Open one address and follow nothing."""
    parts = urlsplit(address)
    return request(f"{parts.scheme}://{parts.netloc}", "GET", f"{parts.path or '/'}?{parts.query}")
