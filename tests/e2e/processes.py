"""Processes of crmdesk without the second it takes Python to import everything: forked from one that has done so.

``python -m tests.e2e.processes FD`` is that one. It has no threads and opens nothing; for each request it forks a
process that runs the command line's ``main`` with the arguments, environment and pipes of the request. Such a process is
as real as one started afresh: it has its own memory, can be killed, and ends with an exit status.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

ROOT = Path(__file__).resolve().parent.parent.parent
Main = Callable[[list[str]], int]

LOADED = ("crmdesk.desk.session", "crmdesk.sync.worker", "keyring.backends.SecretService")
"""What takes most of a command's work to load, besides the modules of the commands themselves."""


class Command:
    """One process: what it prints, how to end it, and how it ended."""

    def __init__(self, out: int, err: int, ending: int) -> None:
        self.stdout = os.fdopen(out, encoding="utf-8")
        self.stderr = os.fdopen(err, encoding="utf-8")
        self._ending = os.fdopen(ending)
        self.pid = int(self._ending.readline())
        self._status: int | None = None

    def poll(self) -> int | None:
        """The exit status; None while it runs. Negative: the signal that ended it."""
        if self._status is None and select.select([self._ending], [], [], 0)[0]:
            self._status = int(self._ending.readline())
        return self._status

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; nothing where it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def finish(self, timeout_s: float) -> tuple[int, str, str]:
        """Wait for the end: exit status, standard output from here on, standard error."""
        out, err = _read_both(self.stdout.fileno(), self.stderr.fileno(), timeout_s)
        self._status = int(self._ending.readline()) if self._status is None else self._status
        left = self.stdout.read()
        for file in (self.stdout, self.stderr, self._ending):
            file.close()
        return self._status, out + left, err


def _read_both(out: int, err: int, timeout_s: float) -> tuple[str, str]:
    deadline = time.monotonic() + timeout_s
    found: dict[int, bytes] = {out: b"", err: b""}
    open_ones = [out, err]
    while open_ones:
        ready = select.select(open_ones, [], [], max(0.0, deadline - time.monotonic()))[0]
        if not ready:
            raise TimeoutError(f"still running after {timeout_s} s: {found}")
        for one in ready:
            chunk = os.read(one, 65536)
            found[one] += chunk
            if not chunk:
                open_ones.remove(one)
    return found[out].decode(), found[err].decode()


class Nursery:
    """Starts processes; ``module`` is the one that they are forked from."""

    def __init__(self, module: str = "tests.e2e.processes") -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ours.close()
        self._process.wait(timeout=20)

    def start(self, arguments: Sequence[str], env: Mapping[str, str], limits: Mapping[str, int]) -> Command:
        """Start a command; ``limits`` are resource limits by name (``RLIMIT_FSIZE``)."""
        pipes = [os.pipe() for _ in range(3)]
        request = json.dumps({"arguments": list(arguments), "env": dict(env), "limits": dict(limits)}).encode()
        socket.send_fds(self._ours, [request], [write for _, write in pipes])
        for _, write in pipes:
            os.close(write)
        return Command(*(read for read, _ in pipes))


def serve(listener: socket.socket, main: Main | None = None) -> None:
    """Fork a process for each request until the other end is closed; it runs ``main``, by default the command line's."""
    program = import_module("crmdesk.__main__")
    program.parser(import_module("crmdesk.commands.declared").COMMANDS)
    for name in LOADED:
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, handles, _, _ = socket.recv_fds(listener, 65536, 3)
        if not request:
            return
        if os.fork() == 0:
            listener.close()
            _mind(json.loads(request), main or program.main, *handles)
        for handle in handles:
            os.close(handle)


def _mind(request: Mapping[str, dict[str, str]], main: Main, out: int, err: int, ending: int) -> NoReturn:
    """Run the command in a child and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(ending)
        _run(request, main, out, err)
    os.close(out)
    os.close(err)
    os.write(ending, f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    os.write(ending, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _run(request: Mapping[str, dict[str, str]], main: Main, out: int, err: int) -> NoReturn:
    import resource

    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(out)
    os.close(err)
    # The streams of the forking process know what they were opened on; these are on pipes.
    sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
    os.environ.clear()
    os.environ.update(request["env"])
    for name, limit in request["limits"].items():
        resource.setrlimit(getattr(resource, name), (int(limit), int(limit)))
    status = 70
    try:
        status = main(list(request["arguments"]))
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
