"""Pictures of every screen in both languages and both schemes: ``python -m tests.pictures OUT [--only NAME]``.

The window is the real one; behind it is the agency in memory of ``tests/ui``, so that every state can be shown.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import InvalidInput, SignInNeeded, StoreFault
from crmdesk.domain.events import Failed, RunProgress, RunStage
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import resources
from crmdesk.store.queries.rows import Choice, Filter, Operator, SimilarField
from crmdesk.ui.accounts.disconnect_dialog import DisconnectDialog
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.conflicts.alike import AlikeDialog, decided_alike
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.conflicts.value_dialog import ValueDialog
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.first_run.unlock import PassphraseDialog
from crmdesk.ui.first_run.welcome import WelcomePage
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.records.filter_dialog import FilterDialog
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.records.quick_dialog import QuickDialog
from crmdesk.ui.services import Profile
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.theme.look import Appearance, Look
from crmdesk.ui.translation import Language, Translation
from crmdesk.ui.ui_settings import UiSettings
from tests.ui.canned_desk import FOUND, Agency, CannedDesk, install
from tests.ui.canned_rows import CHOICES, CONNECTIONS

Scene = Callable[["Studio"], Awaitable[QWidget]]
SCENES: dict[str, tuple[Scene, tuple[tuple[int, int], ...]]] = {}
WIDE, SMALL = (1440, 900), (1024, 700)


def scene(name: str, *sizes: tuple[int, int]) -> Callable[[Scene], Scene]:
    """Register a scene under a name with the sizes it is taken at (none: the window's own)."""

    def register(function: Scene) -> Scene:
        SCENES[name] = (function, sizes)
        return function

    return register


class Browser(QObject):
    """Takes the addresses that would be opened in a browser."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Open nothing."""
        del url


class Studio:
    """One window after another, each over a fresh agency."""

    def __init__(self, settings: UiSettings) -> None:
        self.settings = settings
        self.widgets: list[QWidget] = []

    async def window(self, page: str = "lead", agency: Agency | None = None) -> MainWindow:
        """The window on a page, once it has read everything."""
        self.desk = CannedDesk(agency or Agency.full())
        window = MainWindow(self.desk, Bridge(), self.settings)
        self.widgets.append(window)
        window.resize(*WIDE)
        window.show()
        window.begin()
        await settle()
        window.show_page(page)
        await settle()
        return window

    async def record(self, kind: str = "lead", record: str = "L01") -> tuple[MainWindow, ListPage]:
        """The window on a list, with a record beside it; and that list."""
        window = await self.window(kind)
        page = window.page(kind)
        assert isinstance(page, ListPage)
        page.show_record(record)
        await settle()
        return window, page

    async def conflicts(self) -> tuple[MainWindow, ConflictsPage]:
        """The window on the conflicts; and their page."""
        window = await self.window("conflicts")
        page = window.page("conflicts")
        assert isinstance(page, ConflictsPage)
        return window, page

    def clear(self) -> None:
        """Take all windows away."""
        for widget in self.widgets:
            widget.hide()
            widget.deleteLater()
        self.widgets = []
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def settle() -> None:
    """Let tasks, layouts and paints come to an end."""
    for _ in range(12):
        await asyncio.sleep(0.015)


@scene("list", WIDE, SMALL)
async def _list(studio: Studio) -> QWidget:
    window = await studio.window()
    page = window.page("lead")
    assert isinstance(page, ListPage)
    page.filters.put(-1, Filter("lead_type", Operator.ANY_OF, ["seller", "buyer", "landlord", "tenant"]))
    page.filters.put(-1, Filter("sector", Operator.NOT_BLANK))
    await settle()
    page.show_record("L01")
    await settle()
    return window


@scene("record", WIDE)
async def _record(studio: Studio) -> QWidget:
    window, page = await studio.record()
    page.splitter.setSizes([700, 520])
    page.panel.summary.row("phones").edit()
    await settle()
    return window


@scene("activities", WIDE)
async def _activities(studio: Studio) -> QWidget:
    return await studio.window("activity")


@scene("history", WIDE)
async def _history(studio: Studio) -> QWidget:
    window, page = await studio.record()
    page.panel.show_tab(2)
    await settle()
    return window


@scene("accounts-of-record", WIDE)
async def _links(studio: Studio) -> QWidget:
    window, page = await studio.record("contact", "P00")
    page.panel.show_tab(3)
    await settle()
    return window


@scene("empty", WIDE)
async def _empty(studio: Studio) -> QWidget:
    return await studio.window("lead", Agency.blank())


@scene("conflict", WIDE, SMALL)
async def _conflict(studio: Studio) -> QWidget:
    window, page = await studio.conflicts()
    page.case.table.setCurrentIndex(page.case.model.index(0, 0))
    page.case.table.choose(Keep.COMPUTER)
    page.case.table.go_to_undecided(1)
    await settle()
    return window


@scene("conflict-deletion", WIDE)
async def _deletion(studio: Studio) -> QWidget:
    window, page = await studio.conflicts()
    page.list.select("L08")
    await settle()
    return window


@scene("pending", WIDE)
async def _pending(studio: Studio) -> QWidget:
    return await studio.window("pending")


@scene("sync", WIDE, SMALL)
async def _sync(studio: Studio) -> QWidget:
    window = await studio.window("sync")
    window.bench.bridge.post(RunProgress("H", RunStage.COMPARE, "contacts", 2340, 4100, 1180.0))
    for _ in range(3):
        await settle()
    return window


@scene("accounts", WIDE, SMALL)
async def _accounts(studio: Studio) -> QWidget:
    return await studio.window("accounts")


@scene("settings", WIDE)
async def _settings(studio: Studio) -> QWidget:
    return await studio.window("settings")


async def _dialog(studio: Studio, dialog: Any) -> QWidget:
    studio.widgets.insert(0, dialog)
    dialog.show()
    await settle()
    widget: QWidget = dialog
    return widget


@scene("sign-in-how")
async def _sign_in(studio: Studio) -> QWidget:
    window = await studio.window()
    dialog = SignInDialog(window, window.bench)
    dialog.choose_vendor(studio.desk.vendors()[0])
    return await _dialog(studio, dialog)


@scene("sign-in-vendor")
async def _vendor(studio: Studio) -> QWidget:
    window = await studio.window()
    return await _dialog(studio, SignInDialog(window, window.bench))


@scene("sign-in-browser")
async def _waiting(studio: Studio) -> QWidget:
    dialog = await _sign_in(studio)
    assert isinstance(dialog, SignInDialog)
    assert dialog.how is not None
    dialog.how.client_id.setText("4711")
    dialog.how.secret.setText("secret")
    dialog.press_next()
    await settle()
    return dialog


@scene("sign-in-account")
async def _found(studio: Studio) -> QWidget:
    dialog = await _waiting(studio)
    assert studio.desk.flow is not None
    studio.desk.flow.answer.set_result(FOUND)
    await settle()
    return dialog


@scene("new-lead")
async def _new(studio: Studio) -> QWidget:
    window = await studio.window()
    return await _dialog(studio, NewRecordDialog(window, window.bench, Kind.LEAD, {}))


@scene("task")
async def _task(studio: Studio) -> QWidget:
    window = await studio.window()
    page = window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    await settle()
    assert page.panel.card is not None
    return await _dialog(studio, QuickDialog(window, window.bench, "task", page.panel.card))


@scene("new-deal")
async def _new_deal(studio: Studio) -> QWidget:
    window = await studio.window("deal")
    return await _dialog(studio, NewRecordDialog(window, window.bench, Kind.DEAL, {}))


@scene("filter")
async def _filter(studio: Studio) -> QWidget:
    window = await studio.window()

    async def choices(field: str) -> list[Choice]:
        return list(CHOICES.get(field, [Choice(value, value) for value in CATALOGUE[Kind.LEAD][field].options]))

    return await _dialog(studio, FilterDialog(window, Kind.LEAD, choices, Filter("status", Operator.ANY_OF, ["new"])))


@scene("message", WIDE, SMALL)
async def _message(studio: Studio) -> QWidget:
    window = await studio.window()
    window.bench.bridge.post(Failed("Z", SignInNeeded("refresh_refused")))
    for _ in range(2):
        await settle()
    return window


@scene("alike")
async def _alike(studio: Studio) -> QWidget:
    window, page = await studio.conflicts()
    page.case.table.choose_rest(Keep.COMPUTER)
    draft = page.case.model.draft
    assert draft is not None
    similar = [
        SimilarField(f"Y{number}", f"L0{number}", name, each.field, each.before, each.computer, each.accounts, {})
        for number, name in enumerate(("M. Paul Rousseau", "Mme Hélène Caron", "M. Yann Kerviel"))
        for each in draft.case.fields[1:3]
    ]
    return await _dialog(studio, AlikeDialog(window, studio.desk, draft, decided_alike(draft, similar)))


@scene("value")
async def _value(studio: Studio) -> QWidget:
    window = await studio.window("conflicts")
    price = {"amount": "332500", "currency": "EUR"}
    return await _dialog(studio, ValueDialog(window, studio.desk, Kind.LEAD, "asking_price", price, {}))


@scene("consent", WIDE)
async def _consent(studio: Studio) -> QWidget:
    window = await studio.window()
    page = window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    await settle()
    page.panel.summary.row("consent_phone").edit()
    page.panel.summary.row("sector").refuse(InvalidInput("value_too_long", field="sector", limit=255, length=300))
    await settle()
    return window


@scene("journal", WIDE)
async def _journal(studio: Studio) -> QWidget:
    window = await studio.window("sync")
    page = window.page("sync")
    assert isinstance(page, SyncPage)
    page.tables.tabs.setCurrentIndex(1)
    await settle()
    return window


@scene("disconnect")
async def _disconnect(studio: Studio) -> QWidget:
    window = await studio.window("accounts")
    return await _dialog(studio, DisconnectDialog(window, studio.desk, CONNECTIONS[0]))


@scene("quit")
async def _quit(studio: Studio) -> QWidget:
    window = await studio.window()
    return await _dialog(studio, QuitDialog(window, 12, 3, 0))


@scene("first-run", WIDE)
async def _first_run(studio: Studio) -> QWidget:
    page = WelcomePage(studio.settings)
    page.resize(*WIDE)
    return await _dialog(studio, page)


@scene("fatal", SMALL)
async def _fatal(studio: Studio) -> QWidget:
    page = FatalPage(StoreFault("database_newer"), Path("crmdesk/default"))
    page.resize(*SMALL)
    return await _dialog(studio, page)


@scene("passphrase")
async def _passphrase(studio: Studio) -> QWidget:
    window = await studio.window()

    async def use(secret: Secret) -> None:
        del secret

    return await _dialog(studio, PassphraseDialog(window, use, new=True))


@scene("palette")
async def _palette(studio: Studio) -> QWidget:
    window = await studio.window()
    window.actions_table["palette"].trigger()
    await settle()
    from crmdesk.ui.shell.palette import Palette

    palette = window.findChild(Palette)
    assert palette is not None
    palette.line.setText("ben")
    for _ in range(3):
        await settle()
    return palette


async def take(out: Path, settings: UiSettings, only: str, languages: list[str], schemes: list[str]) -> None:
    """Every scene in the asked languages and schemes."""
    for language in languages:
        settings.language = Language(language)
        for scheme in schemes:
            settings.appearance = Appearance(scheme)
            for name, (make, sizes) in SCENES.items():
                if only and name not in only.split(","):
                    continue
                studio = Studio(settings)
                widget = await make(studio)
                for size in sizes or ((0, 0),):
                    if size != (0, 0):
                        widget.resize(*size)
                    await settle()
                    suffix = f"-{size[0]}" if size == SMALL else ""
                    widget.grab().save(str(out / f"{name}{suffix}-{language}-{scheme}.png"))
                studio.clear()


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--language", action="append")
    parser.add_argument("--scheme", action="append")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    install(setattr)
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path("crmdesk/default"), "0.1.0")
        look, translation = Look(application, resources()), Translation(application, resources())
        settings = UiSettings(Path(folder) / "window.ini", profile, look, translation)
        with loop:
            loop.run_until_complete(
                take(
                    options.out,
                    settings,
                    options.only,
                    options.language or ["fr", "en"],
                    options.scheme or ["light", "dark"],
                )
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
