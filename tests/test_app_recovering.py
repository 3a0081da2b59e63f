"""The start over a lost database: what is shown, and that a button helps."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from crmdesk import app
from crmdesk.app import _open
from crmdesk.desk.profile import open_profile
from crmdesk.desk.profile_key import known_key
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import ProfileFolders, profile_folders
from crmdesk.store import editing
from crmdesk.store.backups import all_backups
from crmdesk.store.queries import status
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.first_run.unlock import PassphraseDialog
from tests.conftest import RunAsync
from tests.test_app import Play, play, until

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PASSPHRASE = Secret("correct horse battery")
__all__ = ["play"]


@pytest.fixture
def lost(tmp_path: Path) -> ProfileFolders:
    """A profile with one note in its backup, and an emptied database."""
    folders = profile_folders(tmp_path)
    made = open_profile(folders, passphrase=PASSPHRASE)
    made.store.write_now(lambda unit: editing.create(unit, Kind.NOTE, {"body": "Kept"}))
    assert made.backups is not None
    made.backups.make()
    made.close()
    (folders.data / "replica.db").write_bytes(b"")
    return folders


def shown(kind: type[FatalPage] | type[PassphraseDialog]) -> list[FatalPage | PassphraseDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


@pytest.mark.parametrize(
    ("given", "way", "notes"),
    [
        (True, "backup", 1),
        pytest.param(True, "empty", 0, marks=pytest.mark.thorough),
        pytest.param(False, "backup", 1, marks=pytest.mark.thorough),
    ],
)
def test_a_lost_database_is_put_right_from_the_window(
    qapp: QApplication, lost: ProfileFolders, given: bool, way: str, notes: int
) -> None:
    around = app.frame(qapp, lost)

    async def person() -> None:
        if not given:
            await until(lambda: shown(PassphraseDialog) or shown(FatalPage))
            for dialog in shown(PassphraseDialog):
                assert isinstance(dialog, PassphraseDialog)
                dialog.first.setText(PASSPHRASE.reveal())
                dialog.submit()
        await until(lambda: shown(FatalPage))
        (page,) = shown(FatalPage)
        assert isinstance(page, FatalPage)
        page.chosen.emit(way)

    async def story() -> None:
        helper = asyncio.create_task(person())
        passphrase = PASSPHRASE if given else None
        profile = await _open(around, passphrase, known_key(lost, passphrase))
        while profile is None:
            profile = await _open(around, passphrase, None)
        await helper
        found = await profile.store.read(status.totals)
        profile.close()
        assert found.records[Kind.NOTE] == notes

    loop = qasync.QEventLoop(qapp)
    qapp.setQuitOnLastWindowClosed(False)  # as the program does
    with loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(asyncio.wait_for(story(), 40))
    qapp.setQuitOnLastWindowClosed(True)
    around.bridge.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    asyncio.set_event_loop(None)


def test_an_open_window_makes_the_backup_of_the_day(play: Play) -> None:
    async def story(program: app.Program) -> None:
        showing = asyncio.create_task(app.show(program))
        await until(lambda: all_backups(program.profile.store.path))
        program.window.end()
        await showing

    play(story)


def test_records_that_were_kept_are_shown_although_no_account_is_left(tmp_path: Path, run_async: RunAsync) -> None:
    made = open_profile(profile_folders(tmp_path), passphrase=PASSPHRASE)
    try:
        assert run_async(app.is_first_start(made))
        made.store.write_now(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Durand"}))
        assert not run_async(app.is_first_start(made))
    finally:
        made.close()
