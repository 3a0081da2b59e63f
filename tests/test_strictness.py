"""Every check of tests/strictness.py and every fixture of tests/conftest.py is shown to fail what it should."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import keyring.errors
import pytest

from tests.services import VirtualDisplay

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunAsync
    from tests.services import PrivateBus

ROOT = Path(__file__).resolve().parent.parent

BAD_TESTS = """
import asyncio, logging, socket, threading, warnings
import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []
stop = threading.Event()

def test_logs_a_warning():
    logging.getLogger("x").warning("lost %s", 3)

def test_expects_what_never_comes(expect_log):
    expect_log("nothing of the kind")

def test_leaves_a_task(run_async):
    async def main():
        kept.append(asyncio.create_task(asyncio.sleep(60)))
    run_async(main())

def test_leaves_a_task_on_a_loop_of_its_own():
    loop = asyncio.SelectorEventLoop()
    kept.append(loop.create_task(asyncio.sleep(60)))
    loop.run_until_complete(asyncio.sleep(0))
    kept.append(loop)

def test_leaves_a_timer(qapp):
    timer = QTimer()
    timer.start(60_000)
    kept.append(timer)

def test_leaves_a_qt_thread(qapp):
    global qt_thread
    qt_thread = QThread()
    qt_thread.start()

def test_leaves_a_window(qapp):
    window = QWidget()
    window.show()
    kept.append(window)

def test_leaves_a_thread():
    thread = threading.Thread(target=stop.wait, args=(30,))
    thread.join = lambda timeout: None  # waiting for it in vain would only take time
    thread.start()

def test_calls_a_stranger():
    with pytest.raises(OSError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)

def test_warns():
    warnings.warn("old", DeprecationWarning)

def test_qt_warns():
    qWarning("out of place")

def test_is_skipped():
    pytest.skip("no such service")

def test_behaves(run_async, expect_log, qapp, qtbot):
    async def main():
        await asyncio.gather(asyncio.sleep(0), asyncio.to_thread(int))
        logging.getLogger("x").error("as expected")
    expect_log("ERROR x: as exp")
    run_async(main())
    run_async(main())
    timer = QTimer()
    timer.start(60_000)
    timer.stop()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

def test_last():
    stop.set()
    qt_thread.quit()
    qt_thread.wait()
"""


@pytest.fixture
def run_source(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], set[str]]:
    """Run tests from source under the project's own settings, as CI does, and name the ones that failed."""

    def run(source: str) -> set[str]:
        monkeypatch.setenv("CI", "true")
        pytester.makeconftest("from tests.conftest import *")
        pytester.makepyprojecttoml((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        pytester.mkdir("tests").joinpath("test_it.py").write_text(source, encoding="utf-8")
        result = pytester.run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-o", f"pythonpath={ROOT}")
        lines = [line for line in result.outlines if line.startswith(("FAILED", "ERROR"))]
        return {line.split(" - ")[0].replace("/", "::").split("::")[-1].split()[-1] for line in lines}

    return run


def test_each_bad_test_fails_and_no_other(run_source: Callable[[str], set[str]]) -> None:
    names = {line.split("(")[0].removeprefix("def ") for line in BAD_TESTS.splitlines() if line.startswith("def test_")}
    assert run_source(BAD_TESTS) == names - {"test_behaves", "test_last"}


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\npytest.skip('no such service', allow_module_level=True)\ndef test_a(): pass",
        "import pytest\n@pytest.mark.parametrize('n', [])\ndef test_a(n): pass",
        "import pytest\n@pytest.mark.unheard_of\ndef test_a(): pass",
    ],
    ids=["module skipped", "nothing to try", "unknown mark"],
)
def test_a_module_that_tests_nothing_fails(run_source: Callable[[str], set[str]], source: str) -> None:
    assert run_source(source) == {"test_it.py"}


def test_run_async_keeps_one_loop_for_a_test(run_async: RunAsync) -> None:
    async def loop() -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    assert run_async(loop()) is run_async(loop())


def test_no_keyring_unless_asked_for() -> None:
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("crmdesk", "profile")


def test_the_secret_service_keeps_a_secret_and_serves_other_processes(secret_service: PrivateBus) -> None:
    keyring.set_password("crmdesk", "profile", "s3cret")
    command = [sys.executable, "-c", "import keyring; print(keyring.get_password('crmdesk', 'profile'))"]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "s3cret\n"
    keyring.delete_password("crmdesk", "profile")
    assert keyring.get_password("crmdesk", "profile") is None


def test_displays_do_not_share_a_number(display: str, tmp_path: Path) -> None:
    with VirtualDisplay(tmp_path) as another:
        assert another != display


def test_a_warning_that_was_expected_passes(expect_log: Callable[[str], None]) -> None:
    expect_log(r"^WARNING crmdesk\.net: slow")
    logging.getLogger("crmdesk.net").warning("slow")
