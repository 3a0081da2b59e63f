"""What every test can ask for: a private home, a loop, a Secret Service, a display.

The environment is set before anything of Qt is imported, so that no test can touch the profile, the keyring or the
screen of whoever runs it.
"""

from __future__ import annotations

import asyncio
import gc
import os
import tempfile
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest

from tests.memory import memory
from tests.services import PrivateBus, VirtualDisplay

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

    from keyring.backend import KeyringBackend

pytest_plugins = ["pytester", "tests.strictness"]

T = TypeVar("T")

# Each test that opens a replica asks the disk several times to keep what was typed.
if (_memory := memory()) is not None:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_memory)

_HOME = tempfile.TemporaryDirectory(prefix="crmdesk-tests-", ignore_cleanup_errors=True)

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = _HOME.name
os.environ["LC_ALL"] = "C.UTF-8"
for _variable in ("CACHE", "CONFIG", "DATA", "STATE"):
    os.environ[f"XDG_{_variable}_HOME"] = f"{_HOME.name}/{_variable.lower()}"
os.environ["XDG_RUNTIME_DIR"] = _HOME.name
for _variable in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "LANGUAGE"):
    os.environ.pop(_variable, None)
for _variable in [name for name in os.environ if name.startswith("CRMDESK_")]:
    del os.environ[_variable]


class RunAsync(Protocol):
    """Run a coroutine to its end on this test's own loop and give back its result."""

    def __call__(self, coro: Coroutine[Any, Any, T], /) -> T: ...


@pytest.fixture
def run_async() -> Iterator[RunAsync]:
    """``run_async(coro)`` on one selector loop per test; a task still pending at the end fails the test."""
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        yield runner.run
        left = [task for task in asyncio.all_tasks(runner.get_loop()) if not task.done()]
        names = ", ".join(sorted(repr(task.get_coro()) for task in left))
    if left:
        pytest.fail(f"left running: {names}", pytrace=False)


@pytest.fixture(scope="session")
def _private_bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path_factory.mktemp("bus")) as bus:
        yield bus


@pytest.fixture
def secret_service(_private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> PrivateBus:
    """A real Secret Service (gnome-keyring) on a private bus, as this process's and its children's keyring.

    Without this fixture no test reaches any keyring: there is no session bus in the environment, and the back end
    is keyring's own ``fail``.
    """
    _private_bus.use(monkeypatch)
    return _private_bus


@pytest.fixture(scope="session")
def _failing_keyring() -> KeyringBackend:
    from keyring.backends.fail import Keyring

    return Keyring()  # type: ignore[no-untyped-call]


@pytest.fixture(autouse=True)
def _no_keyring(_failing_keyring: KeyringBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.core

    monkeypatch.setattr(keyring.core, "_keyring_backend", _failing_keyring)


@pytest.fixture(autouse=True)
def _collecting_as_usual() -> Iterator[None]:
    """The program sets how often Python looks for cycles: for its own process, not for all the tests after one that runs it."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.enable()


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A virtual X display of its own number, as ``DISPLAY`` wants it, for tests that start the program itself."""
    with VirtualDisplay(tmp_path_factory.mktemp("display")) as name:
        yield name


@pytest.fixture
def quick_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys from passphrases at a 128th of their cost, where it is not the cost that is tried (tests/auth/test_passphrase.py)."""
    monkeypatch.setattr("crmdesk.auth.passphrase._COST", {"n": 2**10, "r": 8, "p": 1})


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """An empty folder for one profile."""
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder
