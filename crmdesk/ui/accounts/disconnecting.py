"""Disconnects an account while the person goes on with something else, and says how it went."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.errors import CrmdeskError
from crmdesk.store.queries.leaving import Leaving
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.plurals import Plural
from crmdesk.ui.workbench import Message, Workbench


async def disconnect(bench: Workbench, account: ConnectionRow, leaving: Leaving, *, keep_data: bool) -> None:
    """Disconnect an account; ``leaving`` is what goes with it without ``keep_data``. Raises what the desk raises."""
    topic = f"disconnect {account.id}"
    bench.message.emit(Message(_under_way(account.name, keep_data=keep_data), "waiting", topic=topic))
    try:
        confirmed = await bench.desk.disconnect(account.id, keep_data=keep_data)
    except CrmdeskError:
        bench.message_over.emit(topic)
        raise
    bench.message_over.emit(topic)
    words = QCoreApplication.translate("Disconnect", "“{account}” is disconnected.").format(account=account.name)
    if not keep_data and leaving.alone:
        words = f"{words} {Plural().records_gone(leaving.alone)}"
    if confirmed:
        bench.message.emit(Message(words, "done"))
    else:
        bench.message.emit(Message(f"{words} {_unconfirmed()}", "problem"))


def _under_way(name: str, *, keep_data: bool) -> str:
    words = (
        QCoreApplication.translate("Disconnect", "Disconnecting “{account}”: its access is given back…")
        if keep_data
        else QCoreApplication.translate(
            "Disconnect", "Disconnecting “{account}”: its access is given back, its records are deleted here…"
        )
    )
    return words.format(account=name)


def _unconfirmed() -> str:
    return QCoreApplication.translate(
        "Disconnect",
        "The account did not confirm that the access was given back: remove crmdesk there among the connected apps.",
    )
