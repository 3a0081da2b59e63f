"""The whole job in the real window: sign in through the browser, replicate, edit, meet a conflict, settle it, send it.

Everything is real but the eyes: the window, the worker, the encrypted store, sockets, the loopback sign-in. The "browser"
opens the address that the window asks the system to open, agrees, and follows the redirection.
"""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from crmdesk import app
from crmdesk.desk.profile import open_profile
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.sandbox.serve import Sandbox, running
from crmdesk.store import links, open_conflicts, records
from crmdesk.store.queries import conflicts, status
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.sign_in.dialog import SignInDialog
from tests.ui.canned_conflicts import euro

WAIT_S = 30.0


class Browser(QObject):
    """Opens what the window wants opened, as a person who agrees would."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []
        self._threads: list[threading.Thread] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        thread = threading.Thread(target=self._visit, args=(f"{address}&sandbox_consent=approve",))
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        for thread in self._threads:
            thread.join()

    def _visit(self, address: str) -> None:
        with urllib.request.urlopen(address, timeout=WAIT_S) as page:  # noqa: S310 - a loopback address
            self.pages.append(page.read().decode())


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("http", made, "open")  # type: ignore[arg-type]  # the stub wants bytes, Qt a name
    yield made
    QDesktopServices.unsetUrlHandler("http")
    made.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running(records=40, tls=False) as served:
        yield served


def control(sandbox: Sandbox, path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(  # noqa: S310 - a loopback address
        sandbox.control + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=WAIT_S) as answer:  # noqa: S310
        return json.loads(answer.read() or b"null")


def vendor_row(sandbox: Sandbox, remote_id: str) -> dict[str, str | None]:
    """The row as HubSpot's API gives it."""
    known = sandbox.vendors["hubspot"]
    request = urllib.request.Request(  # noqa: S310 - a loopback address
        f"{known['base_url']}/crm/v3/objects/contacts/{remote_id}?properties=city,crmdesk_asking_price",
        headers={"Authorization": f"Bearer {known['access_token']}"},
    )
    with urllib.request.urlopen(request, timeout=WAIT_S) as answer:  # noqa: S310
        properties: dict[str, str | None] = json.loads(answer.read())["properties"]
        return properties


async def until(true: Callable[[], object]) -> None:
    """Wait until a condition holds; the window goes on living meanwhile."""
    async with asyncio.timeout(WAIT_S):
        while not true():  # noqa: ASYNC110 - what the window shows has no event to wait for
            await asyncio.sleep(0.01)


def test_from_sign_in_to_a_settled_conflict(
    qapp: QApplication, browser: Browser, sandbox: Sandbox, tmp_path: Path
) -> None:
    around = app.frame(qapp, profile_folders(tmp_path))
    profile = open_profile(around.folders, passphrase=Secret("correct horse battery"), listener=around.bridge.post)
    loop = qasync.QEventLoop(qapp)
    with app.program(around, profile, sandbox.vendors) as program, loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(_play(program, sandbox))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert "crmdesk" in browser.pages[0]
    asyncio.set_event_loop(None)


async def _play(program: app.Program, sandbox: Sandbox) -> None:
    shown = asyncio.create_task(app.show(program))
    try:
        await _story(program, sandbox)
    finally:
        program.window.end()
        await shown


async def _story(program: app.Program, sandbox: Sandbox) -> None:
    await _sign_in(program, sandbox)
    page = program.window.page("lead")
    assert isinstance(page, ListPage)
    await until(lambda: page.model.rowCount() >= 20)
    await until(lambda: program.profile.store.read_now(status.connections)[0].last_success)
    lead, remote_id = _someone(program)
    await _edit(page, lead, "asking_price", "348 000")
    control(
        sandbox,
        "/edit",
        {"vendor": "hubspot", "object": "contacts", "id": remote_id, "fields": {"crmdesk_asking_price": "330000"}},
    )
    program.worker.sync()
    await until(lambda: program.profile.store.read_now(conflicts.contested_fields))
    await _settle(program, lead)
    await _leave_editor_open(program, page)
    await until(lambda: not program.profile.store.read_now(conflicts.contested_fields))
    program.worker.sync()
    await until(lambda: not program.profile.store.read_now(status.totals).pending)
    assert vendor_row(sandbox, remote_id)["crmdesk_asking_price"] == "348000"


async def _sign_in(program: app.Program, sandbox: Sandbox) -> None:
    """The sign-in dialog, from the client id to the stored connection."""
    program.window.bench.sign_in_asked.emit("")
    await until(lambda: program.window.findChild(SignInDialog))
    dialog = program.window.findChild(SignInDialog)
    assert dialog is not None
    dialog.choose_vendor(next(each for each in program.window.bench.desk.vendors() if each.key == "hubspot"))
    assert dialog.how is not None
    # A demonstration knows the application of its own sandbox.
    assert dialog.how.client_id.text() == sandbox.vendors["hubspot"]["client_id"]
    dialog.press_next()
    await until(lambda: dialog.found)
    assert dialog.found is not None
    dialog.found.send.setChecked(True)
    dialog.press_next()
    await until(lambda: program.window.findChild(SignInDialog) is None)


def _someone(program: app.Program) -> tuple[str, str]:
    """A lead and its remote id."""
    page = program.window.page("lead")
    assert isinstance(page, ListPage)
    record = page.model.row(0).id
    states = program.profile.store.read_now(lambda reader: links.by_record(reader, [record]))
    return record, next(state.remote_id or "" for state in states[record] if state.object == "contacts")


async def _edit(page: ListPage, record: str, field: str, text: str) -> None:
    """Type a value into the open record's field and press Enter."""
    page.show_record(record)
    await until(lambda: page.panel.card is not None and page.panel.card.id == record)
    row = page.panel.summary.row(field)
    row.edit()
    editor = row.editor
    assert editor is not None
    line = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    await until(lambda: row.editor is None)


async def _leave_editor_open(program: app.Program, page: ListPage) -> None:
    """What stands in an open editor is saved when another record is shown."""
    program.window.show_page("lead")
    record, other = page.model.row(1).id, page.model.row(2).id
    page.show_record(record)
    await until(lambda: page.panel.card is not None and page.panel.card.id == record)
    row = page.panel.summary.row("city")
    row.edit()
    editor = row.editor
    assert editor is not None
    line = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("Le Pellerin")
    page.show_record(other)
    await until(lambda: page.panel.card is not None and page.panel.card.id == other)
    found = program.profile.store.read_now(lambda reader: records.load_many(reader, Kind.LEAD, [record]))
    assert found[record].fields["city"] == "Le Pellerin"


async def _settle(program: app.Program, record: str) -> None:
    """Keep this computer's value in the side-by-side view, by keyboard."""
    program.window.show_page("conflicts")
    page = program.window.page("conflicts")
    assert isinstance(page, ConflictsPage)
    await until(lambda: page.case.table.draft is not None)
    QTest.keyClick(page.case.table, Qt.Key.Key_Left)
    await _decide_too_late(program, page, record)
    QTest.keyClick(page.case.table, Qt.Key.Key_Left)
    QTest.keyClick(page.case.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = program.profile.store.read_now(lambda reader: records.load_many(reader, Kind.LEAD, [record]))
    assert record in found


async def _decide_too_late(program: app.Program, page: ConflictsPage, record: str) -> None:
    """A run finds another price in the moment between looking and deciding: nothing is decided, and the page shows it."""
    store = program.profile.store
    (conflict,) = store.read_now(lambda reader: open_conflicts.open_of(reader, [record]))[record].values()
    moved = [replace(each, value=euro("331000"), raw="331000") for each in conflict.accounts]
    store.write_now(lambda unit: open_conflicts.set_accounts(unit, conflict, moved))
    QTest.keyClick(page.case.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: page.case.model.draft is not None and page.case.model.draft.moved == {conflict.id})
    await until(lambda: "331" in str(page.case.model.index(0, 3).data()))
    assert page.case.model.draft is not None
    assert page.case.model.draft.decided == 0
    assert store.read_now(conflicts.contested_fields), "nothing was decided"
