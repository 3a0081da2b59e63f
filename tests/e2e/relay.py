"""A vendor's address that can be taken away: bytes pass through until it is closed, then nobody listens there."""

from __future__ import annotations

import selectors
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Relay:
    """Passes connections on to ``url``. While it is closed, connecting is refused, and what was open is cut."""

    def __init__(self, url: str) -> None:
        target = urlsplit(url)
        assert target.hostname is not None
        assert target.port is not None
        self._target = (target.hostname, target.port)
        self._listener: socket.socket | None = None
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._wake, self._woken = socket.socketpair()
        self._orders = threading.Lock()
        self._settled = threading.Event()
        self._port = 0
        self._wanted = self._over = False
        self._thread = threading.Thread(target=self._work, name="relay", daemon=True)

    @property
    def url(self) -> str:
        """Where it listens; the same for its whole life."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True
        self.close()
        self._thread.join(10)
        self._wake.close()
        self._woken.close()

    def open(self) -> None:
        """Listen."""
        self._order(wanted=True)

    def close(self) -> None:
        """Listen no more, and cut what is open."""
        self._order(wanted=False)

    def _order(self, *, wanted: bool) -> None:
        with self._orders:
            self._wanted = wanted
            self._settled.clear()
            self._wake.send(b".")
            assert self._settled.wait(10), "the relay does not answer"

    def _work(self) -> None:
        with selectors.DefaultSelector() as self._selector:
            self._selector.register(self._woken, selectors.EVENT_READ)
            while not (self._over and self._settled.is_set()):
                for key, _ in self._selector.select():
                    found = key.fileobj
                    assert isinstance(found, socket.socket)
                    if found is self._woken:
                        self._obey()
                    elif found is self._listener:
                        self._accept(found)
                    elif found in self._pairs:
                        self._pass_on(found)

    def _obey(self) -> None:
        self._woken.recv(1)
        if self._wanted and self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self._port))
            self._port = int(self._listener.getsockname()[1])
            self._selector.register(self._listener, selectors.EVENT_READ)
        elif not self._wanted and self._listener is not None:
            self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = None
            for one in list(self._pairs):
                self._cut(one)
        self._settled.set()

    def _accept(self, listener: socket.socket) -> None:
        theirs, _ = listener.accept()
        try:
            ours = socket.create_connection(self._target, timeout=10)
        except OSError:
            theirs.close()
            return
        ours.settimeout(None)
        self._pairs |= {theirs: ours, ours: theirs}
        for one in (theirs, ours):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, source: socket.socket) -> None:
        try:
            chunk = source.recv(65536)
            if chunk:
                self._pairs[source].sendall(chunk)
        except OSError:
            chunk = b""
        if not chunk:
            self._cut(source)

    def _cut(self, one: socket.socket) -> None:
        """End a connection on both sides."""
        other = self._pairs.pop(one, None)
        if other is None:
            return
        self._pairs.pop(other, None)
        for each in (one, other):
            self._selector.unregister(each)
            each.close()
