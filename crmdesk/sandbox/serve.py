"""Serving a sandbox on loopback ports: in a thread for tests and the demo, until stopped for the command.

One uvicorn server listens on all plain ports and one on all TLS ports; the port a request came in on decides whom it is
for. Both live in a background thread with a loop of their own.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import orjson
import trustme
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from crmdesk.sandbox.asgi import ABORT
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.world import World

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - asked for inside a container, whose engine decides who reaches it
START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A sandbox that is being served."""

    control: str
    vendors: Mapping[str, Mapping[str, Any]]
    """What the directory says of each, by name."""
    world: World
    settle: Callable[[], None]
    """Wait until no request is being served: a reply arrives a moment before the server is done with its request."""

    def directory(self) -> JsonObject:
        """Addresses, clients and tokens as they are now."""
        return self.world.directory()


class _AbortableProtocol(H11Protocol):
    """uvicorn's HTTP protocol that lets the application cut its TCP connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        served = self.app

        async def application(scope: Any, receive: Any, send: Any) -> None:
            scope["extensions"] = {**(scope.get("extensions") or {}), ABORT: transport.abort}
            await served(scope, receive, send)

        self.app = application


class _ByPort:
    """Hands each request to the application of the port it came in on."""

    def __init__(self, applications: Mapping[int, ASGIApp]) -> None:
        self._applications = applications

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._applications[scope["server"][1]](scope, receive, send)


def _listen(host: str, port: int) -> socket.socket:
    # asyncio turns Nagle off only on sockets that name their protocol; with it every small reply waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


def _server(application: ASGIApp, folder: Path | None) -> uvicorn.Server:
    pem = None if folder is None else str(folder / "server.pem")
    config = uvicorn.Config(
        application, http=_AbortableProtocol, ws="none", lifespan="off", loop="none", log_config=None,
        log_level="error", access_log=False, date_header=False, server_header=False, timeout_keep_alive=75,
        timeout_graceful_shutdown=1, ssl_certfile=pem, ssl_keyfile=pem,
    )  # fmt: skip
    return uvicorn.Server(config)


def _write_certificates(folder: Path) -> Path:
    """A throw-away authority and a certificate for this computer; the path of the authority's."""
    authority = trustme.CA()
    issued = authority.issue_cert("localhost", "127.0.0.1", "::1")
    folder.mkdir(parents=True, exist_ok=True)
    issued.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    (folder / "server.pem").chmod(0o600)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return folder / "ca.pem"


@contextmanager
def running(  # noqa: PLR0913 - all that can be chosen about a sandbox
    *,
    port: int = 0,
    records: int = 600,
    seed: int = 1,
    redirect_uris: tuple[str, ...] = (),
    tls: bool = True,
    folder: Path | None = None,
    vendors: Sequence[str] = (),
    host: str = LOOPBACK,
    clock: Callable[[], float] = time.time,
) -> Iterator[Sandbox]:
    """Serve a sandbox inside the block.

    ``port`` is the control endpoint's; the vendors follow it, each with a plain and a TLS port (0: any free ones).
    ``folder`` receives the certificates (default: a temporary one). ``vendors`` are the ones to serve (none: all).
    ``host`` is the address to listen on; `EVERYWHERE` is told as `LOOPBACK`, where a container's ports are published.
    ``clock`` (epoch seconds) is what the vendors' clock is read from.
    Raises `OSError` when a port is taken, `crmdesk.sandbox.world.UnknownVendor`.
    """
    world = World(clock=clock, records=records, seed=seed, redirect_uris=redirect_uris, vendors=vendors)
    with ExitStack() as stack:
        if tls and folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="crmdesk-sandbox-")))
        servers = _servers(stack, world, (host, port), folder if tls else None)
        with _Host(servers) as hosting:
            found = world.directory()
            yield Sandbox(found["control"], found["vendors"], world, hosting.settle)


Served = tuple[uvicorn.Server, list[socket.socket]]


def _servers(stack: ExitStack, world: World, address: tuple[str, int], folder: Path | None) -> list[Served]:
    """Open all ports and enter their addresses into the world."""
    host, port = address
    told = LOOPBACK if host == EVERYWHERE else host

    def listen(offset: int) -> socket.socket:
        return stack.enter_context(_listen(host, port + offset if port else 0))

    control = listen(0)
    plain: list[socket.socket] = [control]
    secure: list[socket.socket] = []
    applications: dict[int, ASGIApp] = {control.getsockname()[1]: world.control}
    ca_file = None if folder is None else _write_certificates(folder)
    world.authority = b"" if ca_file is None else ca_file.read_bytes()
    world.control_url = f"http://{told}:{control.getsockname()[1]}"
    for number, (name, application) in enumerate(world.applications.items()):
        listener = listen(1 + 2 * number)
        plain.append(listener)
        applications[listener.getsockname()[1]] = application
        world.addresses[name] = {"base_url": f"http://{told}:{listener.getsockname()[1]}"}
        if ca_file is not None:
            listener = listen(2 + 2 * number)
            secure.append(listener)
            applications[listener.getsockname()[1]] = application
            world.addresses[name]["tls_base_url"] = f"https://{told}:{listener.getsockname()[1]}"
            world.addresses[name]["ca_file"] = str(ca_file)
    by_port = _ByPort(applications)
    served = [(_server(by_port, None), plain)]
    return [*served, (_server(by_port, folder), secure)] if secure else served


class _Host:
    """Runs the servers in a thread of their own."""

    def __init__(self, servers: list[Served]) -> None:
        self._servers = servers
        self._failure: BaseException | None = None
        self._runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        self._thread = threading.Thread(target=self._work, name="sandbox", daemon=True)

    def __enter__(self) -> Self:
        """Start. Raises `RuntimeError` when that fails."""
        self._thread.start()
        deadline = time.monotonic() + START_TIMEOUT_S
        while not all(server.started for server, _ in self._servers):
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the sandbox did not start") from self._failure
            self._thread.join(0.005)
        return self

    def __exit__(self, *exc_info: object) -> None:
        for server, _ in self._servers:
            server.should_exit = True
        self._thread.join(STOP_TIMEOUT_S)

    def settle(self) -> None:
        """Wait until no request is being served."""
        asyncio.run_coroutine_threadsafe(self._idle(), self._runner.get_loop()).result(STOP_TIMEOUT_S)

    async def _idle(self) -> None:
        serving = [task for server, _ in self._servers for task in server.server_state.tasks]
        await asyncio.gather(*serving, return_exceptions=True)

    async def _serve_all(self) -> None:
        await asyncio.gather(*(server.serve(sockets) for server, sockets in self._servers))

    def _work(self) -> None:
        try:
            with self._runner:
                self._runner.run(self._serve_all())
        except (OSError, RuntimeError, SystemExit) as error:
            self._failure = error


def run(
    *,
    port: int = 0,
    records: int = 600,
    seed: int = 1,
    redirect_uris: tuple[str, ...] = (),
    json: bool = False,
    vendors: Sequence[str] = (),
    host: str = LOOPBACK,
    write: Callable[[str], object] | None = None,
) -> int:
    """Serve until SIGTERM or SIGINT, having written where; the exit status. The arguments are those of `running`.

    With ``json`` one line for scripts (``World.directory``), otherwise lines for a person. ``write`` takes the text
    (default: standard output, flushed).
    """
    show = write if write is not None else _print
    stop = threading.Event()
    previous = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with running(
            port=port, records=records, seed=seed, redirect_uris=redirect_uris, vendors=vendors, host=host
        ) as sandbox:
            found = sandbox.directory()
            show(orjson.dumps(found).decode() + "\n" if json else _for_people(found))
            # A wait without a limit cannot be interrupted by Ctrl+C on Windows.
            while not stop.wait(0.5):
                pass
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    return 0


def _print(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _for_people(found: JsonObject) -> str:
    lines = [f"control   {found['control']}"]
    for name, one in found["vendors"].items():
        lines += [f"{name}   {one['account']}"]
        lines += [
            f"    {key:14}{one[key]}"
            for key in ("base_url", "tls_base_url", "client_id", "client_secret")
            if key in one
        ]
    return "\n".join(lines) + "\n"
