from __future__ import annotations

import asyncio
import gzip
import logging
import socket
import ssl
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import trustme

from crmdesk import __version__
from crmdesk.domain.errors import Bug, InvalidInput, OutcomeUnknown, RateLimited, Unreachable, VendorNonsense
from crmdesk.net.client import open_client
from crmdesk.net.messages import Effect, Request, Response
from crmdesk.net.retry import RetryPolicy, Wait
from crmdesk.net.traffic import TrafficOutcome
from tests.conftest import RunAsync
from tests.net.conftest import Ledger, Naps, OpenFor
from tests.net.raw_server import RawServer, Seen, Step, free_port, hang, raw, reply, reset

GET = Request("GET", "/things", "/things", effect=Effect.READS)
POST = Request("POST", "/things", "/things", json=b'{"a":1}', effect=Effect.WRITES)
SEARCH = Request("POST", "/things/search", "/things/search", json=b"{}", effect=Effect.READS)
KEYED = Request("POST", "/things", "/things", json=b"{}", effect=Effect.IDEMPOTENT)


async def ask(client_for: OpenFor, server: RawServer, request: Request, **options: object) -> Response:
    async with server, client_for(server.url, **options) as client:
        return await client.send(request)


def test_an_answer_comes_back_whole(run_async: RunAsync, client_for: OpenFor, ledger: Ledger) -> None:
    server = RawServer(reply(404, b"gone", date="Sat, 21 Nov 2026 10:00:00 GMT", x_kind="a"))
    request = Request(
        "GET", "/a b/ü?x=1", "/a/{id}", query=(("email", "jo+x@acme.test"), ("email", "b c")), effect=Effect.READS
    )
    response = run_async(ask(client_for, server, request))
    assert (response.status, response.body, response.headers["X-KIND"]) == (404, b"gone", "a")
    assert response.date == datetime(2026, 11, 21, 10, tzinfo=UTC)
    (seen,) = server.seen
    assert seen.target == "/a%20b/%C3%BC?x=1&email=jo%2Bx%40acme.test&email=b%20c"
    assert seen.headers["user-agent"] == f"crmdesk/{__version__}"
    assert "authorization" not in seen.headers
    (record,) = ledger.records
    assert (record.endpoint, record.method, record.status, record.outcome) == (
        "/a/{id}",
        "GET",
        404,
        TrafficOutcome.ANSWERED,
    )
    assert record.received_bytes == 4


def test_bodies_are_sent_as_they_are_given(run_async: RunAsync, client_for: OpenFor, ledger: Ledger) -> None:
    server = RawServer(reply(201))

    async def story() -> None:
        async with server, client_for(f"{server.url}/api/") as client:
            await client.send(POST)
            await client.send(
                Request("POST", "/token", "/token", form=(("a", "é&="), ("b", " ")), effect=Effect.WRITES)
            )

    run_async(story())
    as_json, as_form = server.seen
    assert (as_json.target, as_json.headers["content-type"], as_json.body) == (
        "/api/things",
        "application/json",
        b'{"a":1}',
    )
    assert as_form.form == {"a": "é&=", "b": " "}
    assert as_form.headers["content-type"] == "application/x-www-form-urlencoded"
    assert [record.sent_bytes for record in ledger.records] == [len(as_json.body), len(as_form.body)]


def test_nothing_listening_is_unreachable(run_async: RunAsync, client_for: OpenFor, naps: Naps, ledger: Ledger) -> None:
    async def story() -> None:
        async with client_for(f"http://127.0.0.1:{free_port()}") as client:
            await client.send(GET)

    with pytest.raises(Unreachable) as caught:
        run_async(story())
    assert (caught.value.key, caught.value.data["host"]) == ("unreachable", "127.0.0.1")
    assert naps.taken == []
    assert [record.outcome for record in ledger.records] == [TrafficOutcome.UNREACHABLE]


@pytest.mark.parametrize(
    "step",
    [
        reset(),
        reset(after=b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"),
        raw(b""),
        raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"),
        raw(b"\x00\xffthis is not HTTP\r\n\r\n"),
    ],
    ids=["reset", "reset in the body", "closed", "closed in the body", "garbage"],
)
def test_a_write_that_lost_its_connection_is_never_repeated(
    run_async: RunAsync, client_for: OpenFor, ledger: Ledger, step: Step
) -> None:
    server = RawServer(step)
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, server, POST))
    assert caught.value.key == "connection_lost"
    assert len(server.seen) == 1
    assert [record.outcome for record in ledger.records] == [TrafficOutcome.UNKNOWN]


@pytest.mark.parametrize("request_", [GET, SEARCH, KEYED], ids=["read", "search", "keyed write"])
def test_what_may_be_repeated_is(
    run_async: RunAsync, client_for: OpenFor, naps: Naps, ledger: Ledger, request_: Request
) -> None:
    server = RawServer(reset(), raw(b""), reply(502, b"<html>"), reply(200, b"[]"))
    assert run_async(ask(client_for, server, request_)).body == b"[]"
    assert naps.taken == [0.5, 1.0, 2.0]
    assert [record.attempt for record in ledger.records] == [1, 2, 3, 4]


def test_after_three_retries_the_outcome_is_unknown(run_async: RunAsync, client_for: OpenFor, naps: Naps) -> None:
    server = RawServer(reply(503))
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, server, GET))
    assert (caught.value.key, caught.value.data["status"]) == ("server_error", 503)
    assert (len(server.seen), len(naps.taken)) == (4, 3)


def test_a_keyed_write_stays_in_doubt_when_the_server_goes_away(
    run_async: RunAsync, client_for: OpenFor, ledger: Ledger
) -> None:
    async def vanish(seen: Seen, writer: asyncio.StreamWriter) -> None:
        server.stop_listening()
        await reset()(seen, writer)

    server = RawServer(vanish)
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, server, KEYED))
    assert caught.value.key == "outcome_in_doubt"
    assert [record.outcome for record in ledger.records] == [TrafficOutcome.UNKNOWN, TrafficOutcome.UNREACHABLE]


def test_a_refusal_after_a_doubtful_write_does_not_hide_the_doubt(run_async: RunAsync, client_for: OpenFor) -> None:
    server = RawServer(reset(), reply(429, retry_after="3600"))
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, server, KEYED))
    assert caught.value.key == "outcome_in_doubt"
    with pytest.raises(RateLimited):
        run_async(ask(client_for, RawServer(reset(), reply(429, retry_after="3600")), GET))


def test_a_name_that_nobody_knows_is_said(run_async: RunAsync, client_for: OpenFor) -> None:
    def lookup(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no such name") from socket.gaierror(-2, "Name or service not known")

    async def story() -> None:
        async with client_for("https://nowhere.test", transport=httpx.MockTransport(lookup), traffic=None) as client:
            await client.send(GET)

    with pytest.raises(Unreachable) as caught:
        run_async(story())
    assert (caught.value.key, caught.value.data["host"]) == ("host_unknown", "nowhere.test")


def test_a_write_with_a_server_error_is_not_repeated(run_async: RunAsync, client_for: OpenFor) -> None:
    server = RawServer(reply(500))
    with pytest.raises(OutcomeUnknown):
        run_async(ask(client_for, server, POST))
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "step",
    [hang(), hang(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nsl")],
    ids=["before the answer", "in the body"],
)
def test_silence_ends(run_async: RunAsync, client_for: OpenFor, step: Step) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, RawServer(step), POST, timeout_s=0.05))
    assert caught.value.key == "answer_timed_out"


def test_a_body_that_trickles_for_ever_ends(run_async: RunAsync, client_for: OpenFor) -> None:
    async def trickle(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0)

    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, RawServer(trickle), POST, total_s=0.05, body_limit=10**9))
    assert caught.value.key == "answer_timed_out"


def test_a_cancelled_call_is_counted_and_not_repeated(run_async: RunAsync, client_for: OpenFor, ledger: Ledger) -> None:
    arrived = asyncio.Event()

    async def announce(seen: Seen, writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await hang()(seen, writer)

    server = RawServer(announce)

    async def story() -> None:
        async with server, client_for(server.url) as client:
            call = asyncio.create_task(client.send(GET))
            await arrived.wait()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call

    run_async(story())
    assert len(server.seen) == 1
    assert [record.outcome for record in ledger.records] == [TrafficOutcome.CANCELLED]


@pytest.mark.parametrize("status", [423, 429, 503])
def test_a_short_wait_is_waited(
    run_async: RunAsync, client_for: OpenFor, naps: Naps, ledger: Ledger, status: int
) -> None:
    server = RawServer(reply(status, retry_after="3"), reply(200, b"[]"))
    assert run_async(ask(client_for, server, POST)).body == b"[]"
    assert naps.taken == [3.0]
    assert [record.outcome for record in ledger.records] == [TrafficOutcome.REFUSED, TrafficOutcome.ANSWERED]


def test_a_date_is_measured_by_the_vendors_clock(run_async: RunAsync, client_for: OpenFor, naps: Naps) -> None:
    early, late = "Sat, 21 Nov 2026 10:00:00 GMT", "Sat, 21 Nov 2026 10:00:04 -0000"
    run_async(ask(client_for, RawServer(reply(429, date=early, retry_after=late), reply()), GET))
    assert naps.taken == [4.0]


@pytest.mark.parametrize("text", ["soon", "-3", "Sat, 21 Nov 2026 10:00:04 GMT", ""])
def test_a_wait_that_says_nothing_usable_grows(run_async: RunAsync, client_for: OpenFor, naps: Naps, text: str) -> None:
    server = RawServer(reply(429, retry_after=text))
    with pytest.raises(RateLimited) as caught:
        run_async(ask(client_for, server, POST))
    assert naps.taken == [2.0, 4.0, 8.0]
    assert caught.value.retry_after_s == 16.0


@pytest.mark.parametrize("text", ["9" * 400, "Sat, 21 Nov 2099 10:00:00 GMT"])
def test_a_senseless_wait_is_a_day(run_async: RunAsync, client_for: OpenFor, text: str) -> None:
    step = reply(429, retry_after=text, date="Sat, 21 Nov 2026 10:00:00 GMT")
    with pytest.raises(RateLimited) as caught:
        run_async(ask(client_for, RawServer(step), GET))
    assert caught.value.retry_after_s == 86_400


def test_a_long_wait_is_reported_at_once(run_async: RunAsync, client_for: OpenFor, naps: Naps) -> None:
    with pytest.raises(RateLimited) as caught:
        run_async(ask(client_for, RawServer(reply(429, retry_after="86400")), GET))
    assert (caught.value.key, caught.value.retry_after_s, naps.taken) == ("rate_limited", 86400.0, [])


def test_a_vendor_that_says_zero_is_not_asked_for_ever(run_async: RunAsync, client_for: OpenFor) -> None:
    server = RawServer(reply(429, retry_after="0"))
    with pytest.raises(RateLimited):
        run_async(ask(client_for, server, GET, policy=RetryPolicy(refusals=2)))
    assert len(server.seen) == 3


def test_the_vendor_explains_its_own_refusals(run_async: RunAsync, client_for: OpenFor, naps: Naps) -> None:
    def milliseconds(_: Request, response: Response) -> Wait | None:
        return Wait(int(response.headers["retry-after"]) / 1000, "DAILY") if response.status == 477 else None

    steps = reply(477, retry_after="1500"), reply(477, retry_after="60000"), reply(400)
    with pytest.raises(RateLimited) as caught:
        run_async(ask(client_for, RawServer(*steps), POST, classify=milliseconds))
    assert naps.taken == [1.5]
    assert (caught.value.retry_after_s, caught.value.data["policy"]) == (60.0, "DAILY")
    assert run_async(ask(client_for, RawServer(reply(400)), POST, classify=milliseconds)).status == 400


def test_jitter_is_added(run_async: RunAsync, client_for: OpenFor, naps: Naps) -> None:
    run_async(ask(client_for, RawServer(reply(500), reply()), GET, rng=lambda: 0.5))
    assert naps.taken == [0.75]


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip"])
def test_packed_bodies_are_unpacked(run_async: RunAsync, client_for: OpenFor, ledger: Ledger, encoding: str) -> None:
    packed = gzip.compress(b"[" + b"1," * 10_000 + b"1]")
    response = run_async(ask(client_for, RawServer(reply(200, packed, content_encoding=encoding)), GET))
    assert len(response.body) == 20_003
    assert ledger.records[0].received_bytes == len(packed)


def test_an_empty_packed_answer_is_empty(run_async: RunAsync, client_for: OpenFor) -> None:
    response = run_async(ask(client_for, RawServer(reply(200, b"", content_encoding="gzip")), GET))
    assert response.body == b""


@pytest.mark.parametrize(
    ("step", "key"),
    [
        (reply(200, b"x" * 1001), "body_too_large"),
        (reply(401, b"x" * 1001), "body_too_large"),
        (reply(200, gzip.compress(bytes(1_000_000)), content_encoding="gzip"), "body_too_large"),
        (reply(200, gzip.compress(b"[]")[:-9], content_encoding="gzip"), "body_undecodable"),
        (reply(200, gzip.compress(b"[]") + b"more", content_encoding="gzip"), "body_undecodable"),
        (reply(200, b"not packed", content_encoding="gzip"), "body_undecodable"),
        (reply(200, gzip.compress(gzip.compress(b"[]")), content_encoding="gzip, gzip"), "body_undecodable"),
    ],
)
def test_a_body_that_cannot_be_right_is_refused(
    run_async: RunAsync, client_for: OpenFor, ledger: Ledger, step: Step, key: str
) -> None:
    server = RawServer(step)
    with pytest.raises(VendorNonsense) as caught:
        run_async(ask(client_for, server, GET, body_limit=1000))
    assert caught.value.key == key
    assert len(server.seen) == 1
    assert ledger.records[0].outcome is TrafficOutcome.NONSENSE


def test_a_redirect_of_the_same_server_is_followed(run_async: RunAsync, client_for: OpenFor, ledger: Ledger) -> None:
    server = RawServer(reply(307, location="/other?page=2"), reply(200, b"[]"))
    assert run_async(ask(client_for, server, POST)).body == b"[]"
    assert [(seen.method, seen.target, seen.body) for seen in server.seen] == [
        ("POST", "/things", b'{"a":1}'),
        ("POST", "/other?page=2", b'{"a":1}'),
    ]


def test_a_redirect_without_an_address_is_an_answer(run_async: RunAsync, client_for: OpenFor) -> None:
    assert run_async(ask(client_for, RawServer(reply(304)), GET)).status == 304


@pytest.mark.parametrize(
    ("request_", "status", "location", "key", "calls"),
    [
        (GET, 302, "/things", "redirect_loop", 4),
        (GET, 302, "https://elsewhere.test/things", "foreign_redirect", 1),
        (GET, 302, "http://localhost:9/things", "foreign_redirect", 1),
        (GET, 302, "ftp://127.0.0.1/things", "foreign_redirect", 1),
        (GET, 302, "mailto:desk@elsewhere.test", "foreign_redirect", 1),
        (GET, 302, "http://xn--a.test/things", "foreign_redirect", 1),
        (GET, 302, "//xn--a.test/things", "foreign_redirect", 1),
        (POST, 302, "/login", "redirected_write", 1),
    ],
)
def test_other_redirects_are_not(
    run_async: RunAsync, client_for: OpenFor, request_: Request, status: int, location: str, key: str, calls: int
) -> None:
    server = RawServer(reply(status, location=location))
    with pytest.raises(VendorNonsense) as caught:
        run_async(ask(client_for, server, request_))
    assert caught.value.key == key
    assert len(server.seen) == calls


@pytest.mark.parametrize("address", ["http://elsewhere.test/a", "ftp://127.0.0.1/a", "https://host:port/a"])
def test_an_address_from_an_answer_is_checked(run_async: RunAsync, client_for: OpenFor, address: str) -> None:
    with pytest.raises(VendorNonsense) as caught:
        run_async(ask(client_for, RawServer(reply()), Request("GET", address, "/a", effect=Effect.READS)))
    assert caught.value.key == "url_unusable"


def test_a_malformed_request_is_ours(run_async: RunAsync, client_for: OpenFor) -> None:
    with pytest.raises(Bug):
        run_async(
            ask(
                client_for,
                RawServer(reply()),
                Request("GET", "/", "/", headers=(("X-A", "a\r\nb: c"),), effect=Effect.READS),
            )
        )


def test_no_cookie_is_kept(run_async: RunAsync, client_for: OpenFor) -> None:
    server = RawServer(reply(set_cookie="session=1; Path=/"))

    async def story() -> None:
        async with server, client_for(server.url) as client:
            await client.send(GET)
            await client.send(GET)

    run_async(story())
    assert "cookie" not in server.seen[1].headers


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
def test_the_environments_proxy_is_not_asked_for_this_machine(
    run_async: RunAsync, client_for: OpenFor, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, f"http://127.0.0.1:{free_port()}")
    assert run_async(ask(client_for, RawServer(reply(200, b"[]")), GET)).body == b"[]"


@pytest.mark.parametrize("proxy", ["socks://127.0.0.1:1080/", "http://proxy.example:8080:", "http://[::1"])
def test_a_proxy_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(InvalidInput) as caught:
        open_client("https://api.test")
    assert caught.value.key == "proxy_unusable"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://api.test", "insecure_url"),
        ("api.test", "url_unusable"),
        ("https://", "url_unusable"),
        ("https://user:pass@api.test", "url_unusable"),
        ("https://api.test:99999", "url_unusable"),
        ("https://[::1", "url_unusable"),
    ],
)
def test_a_base_url_that_cannot_be_used_is_refused(url: str, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        open_client(url)
    assert caught.value.key == key
    assert caught.value.data["url"] == url.rpartition("@")[2], "named, but for a password in it"


def _tls(folder: Path) -> tuple[ssl.SSLContext, Path]:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return context, path


def test_a_named_authority_is_trusted(run_async: RunAsync, client_for: OpenFor, tmp_path: Path) -> None:
    tls, authority = _tls(tmp_path)
    assert run_async(ask(client_for, RawServer(reply(200, b"[]"), tls=tls), GET, ca_file=authority)).body == b"[]"


def test_a_stranger_is_not(run_async: RunAsync, client_for: OpenFor, tmp_path: Path) -> None:
    tls, _ = _tls(tmp_path)
    _, other = _tls(tmp_path)
    server = RawServer(reply(), tls=tls)
    with pytest.raises(Unreachable) as caught:
        run_async(ask(client_for, server, GET, ca_file=other))
    assert caught.value.key == "certificate_refused"
    assert server.seen == []


def test_a_server_without_tls_is_named(run_async: RunAsync, client_for: OpenFor) -> None:
    def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 this is not TLS\r\n")
        writer.close()

    async def story() -> None:
        async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with client_for(f"https://127.0.0.1:{port}") as client:
                await client.send(GET)

    with pytest.raises(Unreachable) as caught:
        run_async(story())
    assert caught.value.key == "tls_failed"


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_an_authority_that_is_none_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(InvalidInput) as caught:
        open_client("https://api.test", ca_file=path)
    assert caught.value.key == "ca_file_unusable"


def test_nothing_of_a_call_is_logged(
    run_async: RunAsync, client_for: OpenFor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        request = Request("GET", "/p?email=jo@acme.test", "/p", headers=(("X-Token", "hush"),), effect=Effect.READS)
        run_async(ask(client_for, RawServer(reply(500, b"secret body"), reply()), request))
    assert "acme" not in caplog.text
    assert "hush" not in caplog.text
    assert "secret" not in caplog.text


def test_values_print_without_what_they_carry() -> None:
    request = Request(
        "GET", "/p/jo@acme.test", "/p/{id}", query=(("q", "jo@acme.test"),), json=b"jo@acme.test", effect=Effect.READS
    )
    assert repr(request) == "Request(GET /p/{id})"
