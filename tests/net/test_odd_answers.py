"""Answers that cannot be right, below what a vendor says: their dates, and what follows their end."""

from __future__ import annotations

import gzip

import pytest

from crmdesk.domain.errors import VendorNonsense
from tests.conftest import RunAsync
from tests.net.conftest import Ledger, Naps, OpenFor
from tests.net.raw_server import RawServer, reply
from tests.net.test_client import GET, ask

LONG = "9" * 30
"""More digits than a machine's number has."""


@pytest.mark.parametrize(
    "text",
    [
        f"Sat, 21 Nov {LONG} 10:00:00 GMT",
        f"Sat, 21 Nov 2026 {LONG}:00:00 GMT",
        f"Sat, 21 Nov 2026 10:00:00 +{LONG}",
        "Fri, 31 Dec 9999 23:59:59 -0100",
        "Mon, 01 Jan 101 00:00:00 GMT",
    ],
)
def test_a_date_that_is_none_says_nothing(run_async: RunAsync, client_for: OpenFor, naps: Naps, text: str) -> None:
    assert run_async(ask(client_for, RawServer(reply(date=text)), GET)).date is None
    steps = reply(429, retry_after=text, date="Sat, 21 Nov 2026 10:00:00 GMT"), reply()
    run_async(ask(client_for, RawServer(*steps), GET))
    assert naps.taken == [2.0]


def test_what_follows_a_packed_body_is_not_kept(run_async: RunAsync, client_for: OpenFor, ledger: Ledger) -> None:
    sent = gzip.compress(b"[]") + bytes(20_000_000)
    with pytest.raises(VendorNonsense):
        run_async(ask(client_for, RawServer(reply(200, sent, content_encoding="gzip")), GET))
    assert ledger.records[0].received_bytes < len(sent) / 2
