"""The scenes of the window's pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import InvalidInput, RateLimited, SignInNeeded, StoreFault
from crmdesk.domain.events import Failed, RunProgress, RunStage
from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.lacking import Lacking
from crmdesk.store.queries.rows import Filter, Hold, Operator
from crmdesk.ui.first_run.fatal import FatalPage
from crmdesk.ui.first_run.welcome import WelcomePage
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.sync.account_health import AccountHealth
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.widgets.basics import Button, IconButton
from tests.pictures.studio import SMALL, WIDE, Studio, scene, settle
from tests.ui.canned_agency import Agency
from tests.ui.canned_conflicts import ONLY_DELETED, REOPENED
from tests.ui.canned_duplicates import DUPLICATES
from tests.ui.canned_first_sync import FIRST_SYNC
from tests.ui.canned_notices import NOTICES
from tests.ui.canned_rows import REVIEWS


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


@scene("compact", WIDE)
async def _compact(studio: Studio) -> QWidget:
    window = await studio.window()
    page = window.page("lead")
    assert isinstance(page, ListPage)
    page.table.set_compact(True)
    await settle()
    return window


@scene("companies", WIDE)
async def _companies(studio: Studio) -> QWidget:
    return (await studio.record("company", "C00"))[0]


@scene("deals", WIDE)
async def _deals(studio: Studio) -> QWidget:
    return (await studio.record("deal", "D00"))[0]


@scene("activities", WIDE)
async def _activities(studio: Studio) -> QWidget:
    return await studio.window("activity")


@scene("record", WIDE)
async def _record(studio: Studio) -> QWidget:
    window, page = await studio.record()
    page.splitter.setSizes([700, 520])
    page.panel.summary.row("phones").edit()
    await settle()
    return window


@scene("record-problem", WIDE)
async def _problem(studio: Studio) -> QWidget:
    window, page = await studio.record("lead", "L10")
    page.panel.summary.unfold()
    page.panel.summary.row("lead_type").edit()
    await settle()
    return window


@scene("record-notices", WIDE)
async def _record_notices(studio: Studio) -> QWidget:
    window = await studio.window(agency=_told())
    page = window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    await settle()
    return window


@scene("sync-notices", WIDE)
async def _sync_notices(studio: Studio) -> QWidget:
    return await _sync_tab(studio, 3, _told())


def _told() -> Agency:
    """The agency with notices."""
    agency = Agency.full()
    agency.notices = list(NOTICES)
    agency.fields["L01"]["city"] = "Saint-Germain-en-Laye"
    return agency


@scene("record-activities", WIDE)
async def _record_activities(studio: Studio) -> QWidget:
    window, page = await studio.record()
    page.panel.show_tab(1)
    await settle()
    return window


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


@scene("accounts-apart", WIDE)
async def _apart(studio: Studio) -> QWidget:
    window, page = await studio.record()
    page.panel.show_tab(3)
    await settle()
    return window


@scene("consent", WIDE)
async def _consent(studio: Studio) -> QWidget:
    window, page = await studio.record()
    page.panel.summary.row("consent_phone").edit()
    page.panel.summary.row("sector").refuse(InvalidInput("value_too_long", field="sector", limit=255, length=300))
    await settle()
    return window


@scene("trash", WIDE)
async def _trash(studio: Studio) -> QWidget:
    agency = Agency.full()
    agency.trash = {"L05", "L12"}
    window = await studio.window("lead", agency)
    page = window.page("lead")
    assert isinstance(page, ListPage)
    page.show_trash(True)
    await settle()
    page.show_record("L12")
    await settle()
    return window


@scene("empty", WIDE)
async def _empty(studio: Studio) -> QWidget:
    return await studio.window("lead", Agency.blank())


@scene("empty-conflicts", WIDE)
async def _empty_conflicts(studio: Studio) -> QWidget:
    return await studio.window("conflicts", Agency.blank())


@scene("empty-pending", WIDE)
async def _empty_pending(studio: Studio) -> QWidget:
    return await studio.window("pending", Agency.blank())


@scene("empty-sync", WIDE)
async def _empty_sync(studio: Studio) -> QWidget:
    return await studio.window("sync", Agency.blank())


@scene("empty-accounts", WIDE)
async def _empty_accounts(studio: Studio) -> QWidget:
    return await studio.window("accounts", Agency.blank())


@scene("nothing-found", WIDE)
async def _nothing_found(studio: Studio) -> QWidget:
    window = await studio.window()
    window.top_bar.search.setText("Zürich")
    for _ in range(2):
        await settle()
    return window


@scene("conflict", WIDE, SMALL)
async def _conflict(studio: Studio) -> QWidget:
    window, page = await studio.conflicts()
    page.case.table.setCurrentIndex(page.case.model.index(0, 0))
    page.case.table.choose(Keep.COMPUTER)
    page.case.table.go_to_undecided(1)
    await settle()
    return window


@scene("conflict-taken-back", WIDE)
async def _taken_back(studio: Studio) -> QWidget:
    agency = Agency.full()
    agency.cases["L00"] = REOPENED
    window = await studio.window("conflicts", agency)
    await settle()
    return window


@scene("conflict-decided", WIDE)
async def _decided(studio: Studio) -> QWidget:
    window, page = await studio.conflicts()
    page.case.table.choose_all(Keep.COMPUTER)
    await settle()
    return window


@scene("conflict-deletion", WIDE, SMALL)
async def _deletion(studio: Studio, agency: Agency | None = None) -> QWidget:
    window, page = await studio.conflicts(agency)
    page.list.select("L08")
    await settle()
    return window


@scene("conflict-only-deleted", WIDE)
async def _only_deleted(studio: Studio) -> QWidget:
    """Nobody changed it here; the account is set to ask."""
    agency = Agency.full()
    agency.cases["L08"] = ONLY_DELETED
    return await _deletion(studio, agency)


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


@scene("sync-foot", SMALL)
async def _sync_foot(studio: Studio) -> QWidget:
    window = await studio.window("sync")
    window.resize(*SMALL)
    await settle()
    _to_foot(window.page("sync"))
    await settle()
    return window


@scene("sync-quiet", WIDE)
async def _sync_quiet(studio: Studio) -> QWidget:
    agency = Agency.full()
    agency.problems = []
    return await studio.window("sync", agency)


@scene("sync-review", WIDE, SMALL)
async def _sync_review(studio: Studio) -> QWidget:
    agency = Agency.full()
    agency.reviews = list(REVIEWS)
    return await studio.window("sync", agency)


@scene("sync-first", WIDE, SMALL)
async def _sync_first(studio: Studio) -> QWidget:
    return await studio.window("sync", _asking())


@scene("pending-held", WIDE)
async def _pending_held(studio: Studio) -> QWidget:
    return await studio.window("pending", _asking())


@scene("accounts-held", WIDE)
async def _accounts_held(studio: Studio) -> QWidget:
    return await studio.window("accounts", _asking())


def _asking() -> Agency:
    """An agency whose first synchronisation of an account waits for an answer; another account is paused."""
    agency = Agency.full()
    agency.reviews = [FIRST_SYNC]
    agency.connections = [
        replace(each, first_sync=FirstSync.ASKING, reviews=1, conflicts=0, problems=0)
        if each.id == FIRST_SYNC.connection
        else replace(each, pending=2)
        if each.state == "paused"
        else each
        for each in agency.connections
    ]
    first, *others = agency.waiting
    held = [
        replace(first, record=f"L1{number}", account=account, connection=account, hold=hold)
        for number, (account, hold) in enumerate(
            (
                ("Google Sheets", Hold.PAUSED),
                ("Zoho CRM", Hold.SIGNED_OUT),
                ("Salesforce", Hold.QUESTION),
                ("HubSpot", Hold.REVIEW),
                ("Salesforce", Hold.ARRIVING),
            )
        )
    ]
    agency.waiting = [first, *others, *held]
    return agency


@scene("duplicates-none", WIDE)
async def _duplicates_none(studio: Studio) -> QWidget:
    window = await studio.window("lead")
    window.bench.show_duplicates.emit(Kind.LEAD)
    await settle()
    return window


@scene("journal", WIDE)
async def _journal(studio: Studio) -> QWidget:
    return await _sync_tab(studio, 1)


@scene("sync-pending", WIDE)
async def _sync_pending(studio: Studio) -> QWidget:
    return await _sync_tab(studio, 2)


async def _sync_tab(studio: Studio, tab: int, agency: Agency | None = None) -> QWidget:
    window = await studio.window("sync", agency)
    page = window.page("sync")
    assert isinstance(page, SyncPage)
    page.tables.tabs.setCurrentIndex(tab)
    await settle()
    return window


@scene("accounts", WIDE, SMALL)
async def _accounts(studio: Studio) -> QWidget:
    return await studio.window("accounts")


@scene("accounts-foot", WIDE)
async def _accounts_foot(studio: Studio) -> QWidget:
    window = await studio.window("accounts")
    _to_foot(window.page("accounts"))
    await settle()
    return window


def _to_foot(page: QWidget) -> None:
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


@scene("settings", WIDE)
async def _settings(studio: Studio) -> QWidget:
    return await studio.window("settings")


@scene("message", WIDE, SMALL)
async def _message(studio: Studio) -> QWidget:
    window = await studio.window()
    window.bench.bridge.post(Failed("Z", SignInNeeded("refresh_refused")))
    for _ in range(2):
        await settle()
    return window


@scene("message-waiting", WIDE)
async def _waiting(studio: Studio) -> QWidget:
    window = await studio.window()
    window.bench.bridge.post(Failed("H", RateLimited("rate_limited", retry_after_s=40)))
    for _ in range(2):
        await settle()
    return window


@scene("message-undo", WIDE)
async def _undo(studio: Studio) -> QWidget:
    window, page = await studio.record("lead", "L03")
    page.panel.delete("L03")
    for _ in range(2):
        await settle()
    return window


@scene("offline", WIDE)
async def _offline(studio: Studio) -> QWidget:
    window = await studio.window("sync")
    window.actions_table["offline"].setChecked(True)
    await settle()
    return window


@scene("paused", WIDE, SMALL)
async def _paused(studio: Studio) -> QWidget:
    agency = Agency.full()
    agency.connections = [replace(each, state="paused") for each in agency.connections]
    window = await studio.window("sync", agency)
    window.actions_table["sync_all"].trigger()
    await settle()
    return window


@scene("menus")
async def _menus(studio: Studio) -> QWidget:
    window = await studio.window()
    bar = window.top_bar
    main = bar.brand.menu()
    parts = [action.menu() for action in main.actions()]
    found = [main, *(part for part in parts if isinstance(part, QMenu)), bar.account.menu(), bar.new.menu()]
    return await studio.menus(found)


@scene("menus-of-pages")
async def _page_menus(studio: Studio) -> QWidget:
    window, page = await studio.record()
    buttons = [each for each in page.findChildren(IconButton) if each.menu() is not None and each.isVisible()]
    columns = [each.menu() for each in page.findChildren(Button) if each.menu() is not None]
    window.show_page("sync")
    await settle()
    card = window.page("sync").findChild(AccountHealth)
    assert card is not None
    more = next(each.menu() for each in card.findChildren(IconButton) if each.menu() is not None)
    menus = [*(each.menu() for each in buttons), *columns, more]
    return await studio.menus(menus)


@scene("first-run", WIDE, SMALL)
async def _first_run(studio: Studio) -> QWidget:
    page = WelcomePage(studio.settings)
    page.resize(*WIDE)
    return await studio.dialog(page)


@scene("fatal", SMALL)
async def _fatal(studio: Studio) -> QWidget:
    page = FatalPage(StoreFault("database_newer"), Path("crmdesk/default"))
    page.resize(*SMALL)
    return await studio.dialog(page)


@scene("fatal-damaged", SMALL)
async def _damaged(studio: Studio) -> QWidget:
    fault = StoreFault("database_damaged", file="replica.db", backup_at="2026-11-12T09:14:00.000Z")
    lacks = Lacking(7, ("Mme Maëlle Le Goff", "M. Paul Rousseau", "Mme Hélène Caron", "M. Yann Kerviel"), whole=True)
    page = FatalPage(fault, Path("crmdesk/default"), ("backup", "empty"), lacks)
    page.resize(*SMALL)
    return await studio.dialog(page)


@scene("damaged-behind-window", WIDE, SMALL)
async def _damaged_behind(studio: Studio) -> QWidget:
    window = await studio.window()
    window.bench.failed.emit(StoreFault("database_damaged", file="replica.db", backup_at="2026-11-12T09:14:00.000Z"))
    await settle()
    return window


@scene("duplicates-panel", WIDE, SMALL)
async def _duplicates_panel(studio: Studio) -> QWidget:
    agency = Agency.full()
    agency.duplicates = list(DUPLICATES)
    window = await studio.window("lead", agency)
    page = window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    await settle()
    page.panel.show_tab(4)
    await settle()
    return window


@scene("duplicates-list", WIDE, SMALL)
async def _duplicates_list(studio: Studio) -> QWidget:
    agency = Agency.full()
    agency.duplicates = list(DUPLICATES)
    window = await studio.window("lead", agency)
    window.bench.show_duplicates.emit(Kind.LEAD)
    await settle()
    window.bench.duplicates.appeared.emit(list(DUPLICATES[:3]))
    await settle()
    return window
