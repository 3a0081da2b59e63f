from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable

import pytest

from crmdesk.auth.loopback import LoopbackListener
from crmdesk.auth.pkce import State
from crmdesk.domain.errors import SignInFailed
from tests.conftest import RunAsync

Talk = Callable[[LoopbackListener, State], Awaitable[None]]


def _port(listener: LoopbackListener) -> int:
    return int(listener.redirect_uri.split(":")[2].split("/")[0])


def _has_ipv6() -> bool:
    with socket.socket(socket.AF_INET6) as sock:
        return sock.connect_ex(("::1", 9)) in {0, errno.ECONNREFUSED}


async def _raw(listener: LoopbackListener, data: bytes, host: str = "127.0.0.1") -> bytes:
    reader, writer = await asyncio.open_connection(host, _port(listener))
    writer.write(data)
    try:
        return await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()


async def _get(listener: LoopbackListener, target: str, *, method: str = "GET", at: str = "127.0.0.1") -> int:
    host = listener.redirect_uri.split("/")[2]
    answer = await _raw(listener, f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(), at)
    return int(answer.split(b" ")[1])


async def _story(talk: Talk, *, host: str = "localhost", timeout_s: float = 300.0, ports: tuple[int, ...] = ()) -> str:
    """Run a sign-in's waiting side and the visitors of ``talk`` beside each other; the code it ended with."""
    state = State()
    listener = await LoopbackListener.open(host=host, path="/callback", state=state, language="en", ports=ports)
    waiting = asyncio.create_task(listener.code(timeout_s))
    try:
        await talk(listener, state)
        return (await waiting).reveal()
    finally:
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


def test_the_right_answer_ends_the_wait(run_async: RunAsync) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        assert listener.redirect_uri == f"http://localhost:{_port(listener)}/callback"
        assert await _get(listener, f"/callback?code=4%2F0A%3D&state={state.value}&scope=x") == 200

    assert run_async(_story(talk)) == "4/0A="


def test_both_families_are_served(run_async: RunAsync) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        assert await _get(listener, "/nope", at="127.0.0.1") == 404
        other = "::1" if _has_ipv6() else "127.0.0.1"
        assert await _get(listener, f"/callback?code=c&state={state.value}", at=other) == 200

    assert run_async(_story(talk)) == "c"


def test_strangers_change_nothing(run_async: RunAsync) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        good = f"code=c&state={state.value}"
        assert await _get(listener, "/") == 404
        assert await _get(listener, "/callback/?" + good) == 404
        assert await _get(listener, "/callback?" + good, method="POST") == 405
        assert await _get(listener, "/callback?" + good, method="HEAD") == 405
        assert await _get(listener, "/callback?code=c&state=guess") == 400
        assert await _get(listener, "/callback?code=c") == 400
        assert await _get(listener, "/callback?error=access_denied") == 400
        assert await _get(listener, f"/callback?state={state.value}") == 400
        assert await _get(listener, f"/callback?code=&state={state.value}") == 400
        assert await _get(listener, f"/callback?{good}&state=guess") == 400
        assert await _get(listener, f"/callback?{good}&code=other") == 400
        assert await _get(listener, f"/callback?{good}") == 200

    assert run_async(_story(talk)) == "c"


@pytest.mark.parametrize(
    "head",
    [
        "GET /callback?{q} HTTP/1.1\r\n\r\n",
        "GET /callback?{q} HTTP/1.1\r\nHost: evil.test\r\n\r\n",
        "GET /callback?{q} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
        "GET /callback?{q} HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.test\r\n\r\n",
        "GET /callback?{q}\r\nHost: localhost:{port}\r\n\r\n",
        "GET /callback?{q} HTTP/2\r\nHost: localhost:{port}\r\n\r\n",
        "\r\n\r\n",
        "GET /callback?{q} HTTP/1.1\r\nHost: localhost:{port}\r\nX: {long}\r\n\r\n",
    ],
    ids=["no host", "foreign host", "other literal", "two hosts", "no version", "version", "empty", "too long"],
)
def test_what_is_no_proper_request_changes_nothing(run_async: RunAsync, head: str) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        query = f"code=c&state={state.value}"
        text = head.format(q=query, port=_port(listener), long="x" * 20_000)
        assert (await _raw(listener, text.encode())).startswith(b"HTTP/1.1 400 ")
        assert await _get(listener, f"/callback?{query}&x=%ff") == 200

    assert run_async(_story(talk)) == "c"


def test_the_literal_of_the_vendor_is_the_host(run_async: RunAsync) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        assert listener.redirect_uri.startswith("http://127.0.0.1:")
        assert await _get(listener, f"/callback?code=c&state={state.value}") == 200

    assert run_async(_story(talk, host="127.0.0.1")) == "c"


def test_slow_and_broken_visitors_hold_nobody_up(run_async: RunAsync) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        slow = [await asyncio.open_connection("127.0.0.1", _port(listener)) for _ in range(40)]
        for _, writer in slow:
            writer.write(b"GET /call")
        slow[0][1].close()
        await slow[0][1].wait_closed()
        assert await _get(listener, f"/callback?code=c&state={state.value}") == 200
        for reader, writer in slow[1:]:
            assert await reader.read() == b""  # dropped when the answer was there
            writer.close()
            await writer.wait_closed()

    assert run_async(_story(talk)) == "c"


def test_a_second_answer_finds_nobody(run_async: RunAsync) -> None:
    async def story() -> tuple[set[int | None], str]:
        state = State()
        listener = await LoopbackListener.open(host="localhost", path="/callback", state=state, language="en")

        async def visit(code: str) -> int | None:
            try:
                return await _get(listener, f"/callback?code={code}&state={state.value}")
            except ConnectionError:
                return None

        first, second = await asyncio.gather(visit("c"), visit("c"))
        code = await listener.code()
        with pytest.raises(ConnectionError):
            await _get(listener, f"/callback?code=c&state={state.value}")
        return {first, second}, code.reveal()

    statuses, code = run_async(story())
    assert (statuses, code) == ({200, 410}, "c")


@pytest.mark.parametrize(
    ("query", "key", "data"),
    [
        ("error=access_denied&error_description=No+thanks", "consent_refused", {"vendor_words": "No thanks"}),
        ("error=invalid_scope", "sign_in_error", {"vendor_error": "invalid_scope", "vendor_words": ""}),
        ("error=x&code=c", "sign_in_error", {"vendor_error": "x", "vendor_words": ""}),
    ],
)
def test_the_vendors_error_ends_the_wait(run_async: RunAsync, query: str, key: str, data: dict[str, str]) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        assert await _get(listener, f"/callback?{query}&state={state.value}") == 200

    with pytest.raises(SignInFailed) as caught:
        run_async(_story(talk))
    assert (caught.value.key, caught.value.data) == (key, data)


def test_a_vendor_has_words_of_its_own_for_a_refusal(run_async: RunAsync) -> None:
    async def story() -> None:
        state = State()
        listener = await LoopbackListener.open(
            host="localhost", path="/callback", state=state, language="en", consent_refused=("user_denied",)
        )
        waiting = asyncio.create_task(listener.code(300.0))
        assert await _get(listener, f"/callback?error=user_denied&state={state.value}") == 200
        await waiting

    with pytest.raises(SignInFailed, match="consent_refused"):
        run_async(story())


def test_nobody_comes(run_async: RunAsync) -> None:
    async def talk(_: LoopbackListener, __: State) -> None:
        return None

    with pytest.raises(SignInFailed) as caught:
        run_async(_story(talk, timeout_s=0.01))
    assert (caught.value.key, caught.value.data) == ("sign_in_timed_out", {"after_s": 0.01})


def test_cancelling_ends_the_wait_and_frees_the_port(run_async: RunAsync) -> None:
    async def talk(listener: LoopbackListener, _: State) -> None:
        listener.cancel()
        listener.cancel()

    async def story() -> None:
        with pytest.raises(SignInFailed) as caught:
            await _story(talk)
        assert caught.value.key == "sign_in_cancelled"

    run_async(story())


def test_a_browser_that_leaves_before_its_page_has_still_answered(run_async: RunAsync) -> None:
    async def talk(listener: LoopbackListener, state: State) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", _port(listener))
        host = f"localhost:{_port(listener)}"
        writer.write(f"GET /callback?code=c&state={state.value} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        await writer.drain()
        writer.transport.abort()

    assert run_async(_story(talk)) == "c"


def _taken() -> tuple[socket.socket, int]:
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen()
    return sock, sock.getsockname()[1]


def test_registered_ports_are_tried_in_order(run_async: RunAsync) -> None:
    first, taken = _taken()
    second, free = _taken()
    second.close()

    async def talk(listener: LoopbackListener, state: State) -> None:
        assert _port(listener) == free
        await _get(listener, f"/callback?code=c&state={state.value}")

    with first:
        assert run_async(_story(talk, ports=(taken, free))) == "c"


def test_all_ports_taken_is_said(run_async: RunAsync) -> None:
    async def talk(_: LoopbackListener, __: State) -> None:
        return None

    sock, taken = _taken()
    with sock, pytest.raises(SignInFailed) as caught:
        run_async(_story(talk, ports=(taken,)))
    assert (caught.value.key, caught.value.data) == ("loopback_ports_taken", {"ports": [taken]})


def test_a_port_somebody_has_at_the_other_address_is_taken(run_async: RunAsync) -> None:
    async def story(port: int) -> None:
        addresses = ((socket.AF_INET, "127.0.0.2"), (socket.AF_INET, "127.0.0.1"))
        await LoopbackListener.open(
            host="localhost", path="/callback", state=State(), language="fr", ports=(port,), addresses=addresses
        )

    sock, taken = _taken()
    with sock, pytest.raises(SignInFailed) as caught:
        run_async(story(taken))
    assert caught.value.key == "loopback_ports_taken"


def test_a_computer_without_ipv6_listens_on_the_other(run_async: RunAsync) -> None:
    async def story() -> None:
        addresses = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "2001:db8::1"))
        listener = await LoopbackListener.open(
            host="localhost", path="/callback", state=State(), language="fr", addresses=addresses
        )
        assert await _get(listener, "/") == 404
        await listener.aclose()

    run_async(story())
