"""A pytest plugin: what every test is measured by besides its own assertions.

* A log record at WARNING or above fails the test that caused it, unless the test said ``expect_log(pattern)``.
* Nothing may be left running: timers, Qt threads, asyncio tasks, non-daemon threads, visible windows.
* No socket leaves this machine.
* In CI (``CI=true``) a skipped test is a failed test: what it needs has to be installed.
"""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import itertools
import logging
import os
import re
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QWidget

_strangers: list[str] = []
_BETWEEN_CLEANINGS = 500
_tests = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Install what holds for the whole run."""
    sys.addaudithook(_refuse_strangers)
    structlog.configure(
        processors=[structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure in CI."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and _in_ci():
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into a failure in CI."""
    report = yield
    if report.outcome == "skipped" and _in_ci():
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


def _judge(what: str, findings: list[str]) -> None:
    if findings:
        pytest.fail("\n".join(what + finding for finding in findings), pytrace=False)


class _Witness(logging.Handler):
    """Keeps what was logged at WARNING or above, and which of it a test expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def verdict(self) -> list[str]:
        unexpected = [line for line in self.lines if not any(re.search(p, line) for p in self.expected)]
        missing = [p for p in self.expected if not any(re.search(p, line) for line in self.lines)]
        return [f"logged: {line}" for line in unexpected] + [f"never logged: {pattern}" for pattern in missing]


@pytest.fixture(autouse=True)
def _log_witness() -> Iterator[_Witness]:
    witness = _Witness()
    logging.getLogger().addHandler(witness)
    try:
        yield witness
    finally:
        logging.getLogger().removeHandler(witness)
    _judge("", witness.verdict())


@pytest.fixture
def expect_log(_log_witness: _Witness) -> Callable[[str], None]:
    """``expect_log(pattern)``: this test causes a record at WARNING or above that matches, and fails if none comes.

    The pattern is searched in ``LEVEL logger.name: message``.
    """
    return _log_witness.expected.append


@pytest.fixture(autouse=True)
def _nothing_left_running(_log_witness: _Witness) -> Iterator[None]:
    threads, windows = set(threading.enumerate()), set(_windows())
    if next(_tests) % _BETWEEN_CLEANINGS == 0:
        gc.collect()  # what earlier tests left in cycles once their own search was over: frozen, it would stay for good
    gc.freeze()  # what exists now is not this test's: leave it out of the search below
    try:
        yield
        left = [*_threads_left(threads), *_objects_left(), *_windows_left(windows)]
    finally:
        gc.unfreeze()
    _judge("left running: ", left)


def _threads_left(before: set[threading.Thread]) -> list[str]:
    new = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in new:
        thread.join(timeout=5)  # one that was told to stop may still be on its way out
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]


def _objects_left() -> list[str]:
    if "PySide6.QtCore" not in sys.modules:
        gc.collect()
        return [text for each in gc.get_objects() if issubclass(type(each), asyncio.Task) for text in _task_left(each)]
    from PySide6.QtCore import QThread, QTimer

    _finish_deletions()
    gc.collect()
    # One look at each of some hundred thousand objects, after every test; a proxy among them may say that it is something else.
    kinds = (asyncio.Task, QTimer, QThread)
    suspects = [each for each in gc.get_objects() if issubclass(type(each), kinds)]
    return [
        text for each in suspects for text in (_task_left(each) if isinstance(each, asyncio.Task) else _qt_left(each))
    ]


def _task_left(task: asyncio.Task[Any]) -> list[str]:
    return [] if task.done() else [f"task {task.get_coro()!r}"]


def _qt_left(candidate: QTimer | QThread) -> list[str]:
    """What it is if it still runs."""
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    if not isValid(candidate):
        return []
    if isinstance(candidate, QTimer):
        return [f"timer {candidate!r}"] if candidate.isActive() else []
    return [f"Qt thread {candidate!r}"] if candidate.isRunning() else []


def _finish_deletions() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _windows() -> list[QWidget]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def _windows_left(before: set[QWidget]) -> list[str]:
    return [f"window {window!r}" for window in _windows() if window not in before]


def _refuse_strangers(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: refuse every connection to another machine, and remember it for the test that tried."""
    if event not in {"socket.connect", "socket.sendto"}:
        return
    address = args[1]
    if not isinstance(address, tuple) or _is_here(str(address[0])):
        return
    _strangers.append(str(address))
    raise OSError(f"a test tried to reach {address}: tests stay on this machine")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in {"", "localhost"}


@pytest.fixture(autouse=True)
def _stays_here() -> Iterator[None]:
    _strangers.clear()
    yield
    _judge("tried to reach another machine: ", _strangers)
