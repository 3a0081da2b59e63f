"""A damaged page that is met at the start, or behind the open window: what is said, what is offered, and that it helps."""

from __future__ import annotations

import asyncio
import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from crmdesk import app
from crmdesk.app import _window
from crmdesk.desk.profile import open_profile
from crmdesk.domain.errors import StoreFault
from crmdesk.domain.kinds import Kind
from crmdesk.paths import ProfileFolders, profile_folders
from crmdesk.store import editing
from crmdesk.store.backups import mark_of
from crmdesk.store.copying import back_up
from crmdesk.store.database import connect, faults
from crmdesk.store.store import ThreadedStore
from crmdesk.store.unit import Unit
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.translation import Language
from tests.test_app import until

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEY = bytes(range(32))
NEWCOMER = "Quatremarre"
PAGE = 4096
Play = Callable[[ProfileFolders, Callable[[], Any]], int]
FULL = "SELECT group_concat(description) FROM lead NOT INDEXED"
NEWEST = "SELECT last_name FROM lead WHERE id = (SELECT record FROM history ORDER BY seq DESC LIMIT 1)"
SORTED = "SELECT group_concat(sort_name) FROM (SELECT sort_name FROM lead INDEXED BY ix_lead_sort_name)"
FIRST_LOOK = (
    "SELECT count(*) FROM connection",
    "SELECT group_concat(name) FROM sqlite_schema",
    "SELECT group_concat(at) FROM history",
    NEWEST,
)
"""What the start reads before there is a window, and what tells what was typed."""


@pytest.fixture(autouse=True)
def _still_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program thaws what it froze for its start. So it would what the tests' own search for leaks leaves out."""
    monkeypatch.setattr(gc, "unfreeze", lambda: None)


def fails(path: Path, queries: Sequence[str]) -> bool:
    try:
        with faults(path):
            connection = connect(path, KEY, read_only=True)
            try:
                for query in queries:
                    connection.execute(query).fetchall()
            finally:
                connection.close()
    except StoreFault:
        return True
    return False


def damage(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * PAGE + 2000] ^= 0xFF
    path.write_bytes(content)


def damage_where(path: Path, *, fine: Sequence[str], broken: Sequence[str]) -> None:
    """Damage the one page that ``broken`` reads and ``fine`` does not."""
    for page in range(1, path.stat().st_size // PAGE):
        damage(path, page)
        if fails(path, broken) and not fails(path, fine):
            mark_of(path).unlink()
            return
        damage(path, page)
    raise AssertionError("no such page")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> ProfileFolders:
    """A profile with leads in its backup, and one lead that was typed afterwards."""
    folders = profile_folders(tmp_path_factory.mktemp("sound"))
    open_profile(folders, key=KEY).close()
    path = folders.data / "replica.db"
    # Backups are named after their second, and this one is of today, so that no other is due.
    made = datetime.now(UTC).replace(hour=0, minute=0, second=1, microsecond=0)

    def fill(unit: Unit) -> None:
        for number in range(60):
            editing.create(unit, Kind.LEAD, {"last_name": f"Kervadec{number:03}", "description": "x" * 2500})

    written(path, made - timedelta(seconds=1), fill)
    assert back_up(path, KEY, made) is not None
    written(path, made + timedelta(seconds=1), lambda unit: editing.create(unit, Kind.LEAD, {"last_name": NEWCOMER}))
    connection = connect(path, KEY, read_only=False)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folders


def written(path: Path, now: datetime, work: Callable[[Unit], object]) -> None:
    """Do something in a database as if it were ``now``."""
    store = ThreadedStore(path, KEY, now_s=now.timestamp)
    store.write_now(work)
    store.close()


@pytest.fixture
def filled(sound: ProfileFolders, profile: Path) -> ProfileFolders:
    """A copy of the sound profile, to be damaged."""
    shutil.copytree(sound.data, profile, dirs_exist_ok=True)
    return profile_folders(profile)


@pytest.fixture
def play(qapp: QApplication) -> Iterator[Play]:
    """Run the program's start with a person beside it; its exit status."""
    left: list[app.Frame] = []

    def run(folders: ProfileFolders, person: Callable[[], Any]) -> int:
        around = app.frame(qapp, folders)
        around.settings.language = Language.ENGLISH
        left.append(around)
        known: Future[bytes | None] = Future()
        known.set_result(KEY)

        async def story() -> int:
            status, _ = await asyncio.gather(_window(around, None, known), person())
            return status

        loop = qasync.QEventLoop(qapp)
        qapp.setQuitOnLastWindowClosed(False)  # as the program does
        with loop:
            asyncio.set_event_loop(loop)
            return int(loop.run_until_complete(asyncio.wait_for(story(), 60)))

    yield run
    for widget in qapp.topLevelWidgets():
        widget.hide()
    qapp.setQuitOnLastWindowClosed(True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    asyncio.set_event_loop(None)


def on_screen(kind: type[QWidget]) -> Any:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    return found[0] if found else None


def words(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


async def met_behind_the_window() -> None:
    """The window opens; the message names the remedy; its button closes the window and leads to it."""
    await until(lambda: on_screen(MainWindow))
    window = on_screen(MainWindow)
    await until(lambda: "is damaged" in words(window.message_bar))
    said = words(window.message_bar)
    assert "There is a backup of" in said
    assert "crmdesk recover" in said
    assert "not sent is only in the damaged file, which is kept" in said
    (button,) = [each for each in window.message_bar.findChildren(QPushButton) if each.text() == "Close and repair…"]
    button.click()


async def put_right(lacks: str) -> None:
    """The fatal page offers the backup and says what that lacks; the window opens again over it."""
    await until(lambda: on_screen(FatalPage))
    page = on_screen(FatalPage)
    said = words(page)
    assert lacks in said
    (button,) = [each for each in page.findChildren(QWidget) if (each.property("text") or "").startswith("Put the")]
    assert page.focusWidget() is button
    button.click()
    await until(lambda: on_screen(MainWindow))
    window = on_screen(MainWindow)
    leads = window.page("lead")
    assert isinstance(leads, ListPage)
    await until(lambda: leads.model.rowCount() == 60)
    assert not window.message_bar.isVisible()
    window.close()


LACKS_NEWCOMER = f"1 record was edited here since that backup, which lacks these edits: {NEWCOMER}."


def test_damage_in_a_table_is_met_behind_the_open_window(filled: ProfileFolders, play: Play) -> None:
    damage_where(filled.data / "replica.db", fine=FIRST_LOOK, broken=[FULL])

    async def person() -> None:
        await met_behind_the_window()
        await put_right(LACKS_NEWCOMER)

    assert play(filled, person) == 0
    assert len(list(filled.data.glob("replica.set-aside-*.db"))) == 1


def test_damage_in_an_index_that_the_start_counts_by_is_met_before_there_is_a_window(
    filled: ProfileFolders, play: Play
) -> None:
    damage_where(filled.data / "replica.db", fine=(*FIRST_LOOK, FULL), broken=[SORTED])

    async def person() -> None:
        await put_right(LACKS_NEWCOMER)

    assert play(filled, person) == 0


def test_damage_in_the_first_page_is_met_before_there_is_a_window(filled: ProfileFolders, play: Play) -> None:
    damage(filled.data / "replica.db", 0)

    async def person() -> None:
        await put_right("What was typed here since that backup cannot be read any more.")

    assert play(filled, person) == 0


def test_damage_that_nobody_was_told_of_is_shown_when_the_window_closes(filled: ProfileFolders, play: Play) -> None:
    path = filled.data / "replica.db"
    note = "SELECT group_concat(old || new) FROM history"
    damage_where(path, fine=[FIRST_LOOK[0], FIRST_LOOK[1], FULL, SORTED], broken=[note])

    async def person() -> None:
        await until(lambda: on_screen(MainWindow))
        window = on_screen(MainWindow)
        await until(lambda: window.page("lead").model.rowCount() == 61)
        # As a backup does that meets the page.
        mark_of(path).touch()
        window.close()
        await put_right("There may be more: part of the history cannot be read.")

    assert play(filled, person) == 0
