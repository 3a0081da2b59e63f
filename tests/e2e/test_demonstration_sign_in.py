"""In a demonstration an account of every vendor is connected with what the sandbox knows: nothing has to be typed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel

from crmdesk import app
from crmdesk.desk.profile import open_profile
from crmdesk.desk.vendors import OFFERED
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store.queries import status
from crmdesk.ui.sign_in.dialog import SignInDialog
from tests.e2e.test_window import Browser, browser, sandbox, until

__all__ = ["browser", "sandbox"]


def test_every_vendor_of_the_sandbox_is_signed_in_to_without_typing(
    qapp: QApplication, browser: Browser, sandbox: Sandbox, tmp_path: Path
) -> None:
    around = app.frame(qapp, profile_folders(tmp_path), demo=True)
    profile = open_profile(around.folders, passphrase=Secret("correct horse battery"), listener=around.bridge.post)
    loop = qasync.QEventLoop(qapp)
    with app.program(around, profile, sandbox.vendors) as program, loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(_story(program, sandbox))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    asyncio.set_event_loop(None)
    assert len(browser.pages) == len(OFFERED)


async def _story(program: app.Program, sandbox: Sandbox) -> None:
    shown = asyncio.create_task(app.show(program))
    try:
        assert {vendor.key for vendor in OFFERED} == set(sandbox.vendors)
        for vendor in program.window.bench.desk.vendors():
            dialog = SignInDialog(program.window, program.window.bench)
            dialog.open()
            dialog.choose_vendor(vendor)
            assert dialog.how is not None
            said = [label.text() for label in dialog.how.findChildren(QLabel)]
            host = sandbox.vendors[vendor.key]["base_url"].removeprefix("http://")
            assert any(host in each for each in said)
            assert dialog.how.complete()
            dialog.press_next()
            await until(lambda dialog=dialog: dialog.found is not None)  # type: ignore[misc]
            dialog.press_next()
            await until(lambda dialog=dialog: not dialog.isVisible())  # type: ignore[misc]
            dialog.deleteLater()
        rows = await program.profile.store.read(status.connections)
        assert {row.vendor for row in rows} == set(sandbox.vendors)
    finally:
        program.window.end()
        await shown
