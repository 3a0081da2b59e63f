"""Takes over what an account stored instead of what it was sent, wherever its notice is shown, and offers to undo that."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label, kind_label
from crmdesk.ui.workbench import Message, Workbench


def adopt_words() -> str:
    """The words of the button."""
    return QCoreApplication.translate("Notice", "Adopt")


async def adopt(bench: Workbench, notice: NoticeRow) -> None:
    """Let the record hold what the account holds. Raises InvalidInput where the notice is no longer true."""
    stored = notice.data["stored"]
    field = field_label(notice.field)
    step = QCoreApplication.translate("Notice", "{name}: {field}")
    with bench.storing():
        change = await bench.desk.adopt(notice.record, notice.field, notice.connection, stored)
        take_back = bench.changed(change, step.format(name=notice.name or kind_label(notice.kind), field=field))
    said = QCoreApplication.translate("Notice", "{field}: {value}, as in {account}.")
    value = formats.value_text(CATALOGUE[notice.kind][notice.field], stored).replace("\n", " ") or formats.BLANK
    text = said.format(field=field, value=formats.quoted(value), account=notice.account)
    bench.message.emit(Message(text, "done", QCoreApplication.translate("Notice", "Undo"), take_back, "undo"))
