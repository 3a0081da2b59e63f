"""Offers what was typed and not saved when the program ended: one message, which leads to one place after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries import conflicts, records
from crmdesk.store.queries.rows import RecordCard
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.unfinished import FIELD, NEW, QUICK, VALUE
from crmdesk.ui.workbench import Message, Workbench

TOPIC = "unfinished"


class UnfinishedOffer(QObject):
    """Shows the message while there is anything to go on with."""

    def __init__(self, workbench: Workbench, tasks: TaskScope) -> None:
        super().__init__()
        self._bench = workbench
        self._tasks = tasks
        workbench.unfinished.changed.connect(self._offer)

    def read(self) -> None:
        """Read what is kept, and offer it."""
        self._tasks.start(self._bench.unfinished.read(), TOPIC)

    def _offer(self) -> None:
        if self._bench.unfinished.all():
            self._bench.message.emit(self._message())
        else:
            self._bench.message_over.emit(TOPIC)

    def _message(self) -> Message:
        number = len(self._bench.unfinished.all())
        words = self.tr(
            "What you typed in %Ln form(s) or field(s) was not saved when crmdesk was closed. It is kept.",
            "",
            number,
        )
        return Message(words, "waiting", self.tr("Go on with it"), self._go_on, TOPIC, self._message)

    def _go_on(self) -> None:
        kept = self._bench.unfinished.all()
        if kept:
            self._tasks.start(self._open(kept[0]), TOPIC)

    async def _open(self, form: Unfinished) -> None:
        """Lead to the place where a form was typed. Where that is gone, say what was typed: it is not lost unseen."""
        bench, what, record = self._bench, form.what, form.record
        if what["form"] == NEW or record is None:
            bench.new_record.emit(Kind(what["kind"]), what["given"])
            return
        card = await bench.desk.read(partial(records.card, record=record))
        if card is None or not await self._is_there(form, card):
            self._bench.unfinished.over(form.key)
            bench.message.emit(no_place([form], card))
        elif what["form"] == VALUE and "typed" in what:
            bench.ask_value.emit(record, what["conflict"])
        elif what["form"] == VALUE:
            bench.decide.emit(record)
        else:
            bench.open_record.emit(record)
            if what["form"] == QUICK:
                bench.quick.emit(what["what"], record)

    async def _is_there(self, form: Unfinished, card: RecordCard) -> bool:
        """Whether the place to type is still there."""
        if form.what["form"] == VALUE:
            case = await self._bench.desk.read(partial(conflicts.conflict_case, record=card.id))
            return case is not None and form.what["conflict"] in {field.id for field in case.fields}
        return form.what["form"] != FIELD or (card.life == "live" and form.what["field"] in CATALOGUE[card.kind])


def no_place(forms: Sequence[Unfinished], card: RecordCard | None) -> Message:
    """Tells what was typed in forms or fields that are not there any more; ``card`` is the record as far as it is known."""
    name = card.name if card is not None else ""
    typed = ", ".join(words for form in forms for words in _words(form, card))
    text = QCoreApplication.translate(
        "UnfinishedOffer", "What you had typed for “{name}” has no place any more: {values}"
    )
    return Message(text.format(name=name or formats.BLANK, values=typed), "waiting")


def _words(form: Unfinished, card: RecordCard | None) -> Iterator[str]:
    """What was typed, as far as it is words."""
    what = form.what
    field = what.get("field")
    if field is None:
        yield from _texts(what.get("texts"))
        return
    spec = CATALOGUE[card.kind].get(field) if card is not None else None
    if "value" in what and spec is not None and card is not None:
        said = formats.value_text(spec, what["value"], card.names)
    else:
        said = " ".join(_texts(what.get("typed", what.get("value"))))
    yield QCoreApplication.translate("Offer", "{field}: {value}").format(field=field_label(field), value=said)


def _texts(value: Value) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
