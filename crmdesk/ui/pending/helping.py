"""Does what helps a pending change on its way, on whatever page it is listed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.store.queries import status
from crmdesk.store.queries.rows import PendingRow
from crmdesk.ui.accounts.sending_dialog import SendingDialog
from crmdesk.ui.dialogs import ask
from crmdesk.ui.pending.lines import pending_action
from crmdesk.ui.workbench import Workbench


async def help_on(parent: QWidget, bench: Workbench, row: PendingRow) -> None:
    """Show what the change waits for, go on with its account, or send it now. ``parent`` is the window that may ask."""
    match pending_action(row):
        case "decide":
            bench.decide.emit(row.record)
        case "resume":
            await bench.desk.set_paused(row.connection, False)
        case "reconnect":
            bench.sign_in_asked.emit(row.connection)
        case "answer":
            bench.go.emit("sync")
        case "enable":
            await _switch_on(parent, bench, row.connection)
        case "correct":
            bench.open_record.emit(row.record)
        case "send":
            await _send(bench, row)


async def _send(bench: Workbench, row: PendingRow) -> None:
    """Send it now. What the account refused waits for its next try, which a run alone does not bring forward."""
    found = await bench.desk.read(lambda reader: status.problems_of(reader, row.record)) if row.problem else ()
    refused = [each.id for each in found if each.connection == row.connection and each.next_try]
    for problem in refused:
        await bench.desk.retry(problem)
    if not refused:
        bench.desk.sync(row.connection)


async def _switch_on(parent: QWidget, bench: Workbench, connection: str) -> None:
    """Ask whether all that waits for an account shall be sent, which switches its sending on."""
    accounts = await bench.desk.read(status.connections)
    account = next((each for each in accounts if each.id == connection), None)
    if account is not None:
        await ask(SendingDialog(parent, bench.desk, account))
