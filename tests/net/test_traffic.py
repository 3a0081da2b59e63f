from __future__ import annotations

from crmdesk.domain.traffic import Figures
from crmdesk.net.messages import Headers, Response
from crmdesk.net.traffic import Traffic, TrafficOutcome, TrafficRecord


def test_counts_per_endpoint() -> None:
    traffic = Traffic()
    traffic.record(TrafficRecord("/a/{id}", "GET", 429, 0, 10, 0.1, TrafficOutcome.REFUSED, {"daily_remaining": 5}))
    traffic.record(TrafficRecord("/a/{id}", "GET", 200, 1, 20, 0.1, TrafficOutcome.ANSWERED, {}, attempt=2))
    traffic.record(TrafficRecord("/a/{id}", "POST", None, 2, 0, 0.1, TrafficOutcome.UNKNOWN, {"daily_remaining": 4}))
    assert traffic.calls == 3
    assert traffic.endpoints == {
        "GET /a/{id}": Figures(calls=2, sent_bytes=1, received_bytes=30, refusals=1, retries=1),
        "POST /a/{id}": Figures(calls=1, sent_bytes=2),
    }
    assert traffic.limits == {"daily_remaining": 4}


def test_counts_are_taken_once_and_renewals_stand_out() -> None:
    traffic = Traffic()
    asked = TrafficRecord("/a", "GET", 200, 1, 2, 0.1, TrafficOutcome.ANSWERED)
    traffic.record(asked)
    assert traffic.taken() == {"GET /a": Figures(calls=1, sent_bytes=1, received_bytes=2)}
    assert traffic.taken() == {}
    traffic.refreshes.record(TrafficRecord("oauth token", "POST", 200, 3, 4, 0.1, TrafficOutcome.ANSWERED))
    traffic.record(asked)
    assert traffic.taken() == {
        "POST oauth token": Figures(calls=1, sent_bytes=3, received_bytes=4, refreshes=1),
        "GET /a": Figures(calls=1, sent_bytes=1, received_bytes=2),
    }
    assert traffic.calls == 3


def test_header_fields_are_found_whatever_their_case() -> None:
    headers = Headers([("X-Kind", "a"), ("x-kind", "b"), ("Date", "now")])
    assert headers["X-KIND"] == "a, b"
    assert dict(headers) == {"x-kind": "a, b", "date": "now"}
    assert len(headers) == 2
    assert "nope" not in headers
    assert repr(headers) == "Headers(x-kind, date)"
    assert repr(Response(200, headers, b"jo@acme.test", 0.0, None)) == "Response(200, 12 bytes)"
