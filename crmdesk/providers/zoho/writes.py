"""Writing rows: creates by crmdesk's key, changes under a condition or a hundred at a time, deletions (sections 2.3 to 2.6).

Zoho answers a write with the row's id and times and nothing else: what it holds then is read in one call for many rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from crmdesk.domain.errors import ConnectionFault, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, Outcome, Raw, Refused, RemoteRecord, Unknown, Update
from crmdesk.providers.batches import in_batches, in_lanes
from crmdesk.providers.places import Line, fitting
from crmdesk.providers.repeating import made_before
from crmdesk.providers.rest import nonsense
from crmdesk.providers.row_currency import in_one_currency
from crmdesk.providers.stages import with_stages
from crmdesk.providers.titles import renewals
from crmdesk.providers.zoho import errors, inputs
from crmdesk.providers.zoho.api import BATCH, Api, Item, written
from crmdesk.providers.zoho.reads import Reads
from crmdesk.providers.zoho.references import References
from crmdesk.providers.zoho.rows import RowReader, changed_at
from crmdesk.providers.zoho.tables import DEALS, NOTES, STAND_IN, id_in, is_id, located, row_id

LANES = 4
"""Calls at a time where each row takes one (section 6: five in all)."""

MOST = 30
"""Up to so many rows are changed each under its condition: beyond, batches take a tenth of the credits."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row to change: Zoho's id, the item, and the values that it comes to."""

    reader: RowReader
    id: str
    item: Update
    values: Mapping[str, Any]


Making = tuple[int, tuple[Create, Mapping[str, Any]]]
Changing = tuple[int, Change]


class Writes:
    """Writes rows of one account; ``readers`` by module, ``alone`` are modules in which the key is the only unique field."""

    def __init__(
        self,
        api: Api,
        readers: Mapping[str, RowReader],
        reads: Reads,
        references: References,
        alone: frozenset[str],
    ) -> None:
        self._api = api
        self._readers = readers
        self._reads = reads
        self._references = references
        self._alone = alone

    async def create(self, name: str, items: Sequence[Create]) -> list[Outcome]:
        """Make rows; where the object has crmdesk's key, making one twice finds the first."""
        if name == DEALS:  # Zoho requires a stage of them (section 2.11)
            items = await with_stages(items, self._references.begins, self._readers[DEALS].lines)
        items = [in_one_currency(self._reader(name, item.kind).lines, item) for item in items]
        outcomes = await made_before(items, partial(self._reads.by_keys, name))
        jobs: dict[str, list[Making]] = {}
        for number, item in enumerate(items):
            if number in outcomes:
                continue
            reader = self._reader(name, item.kind)
            try:
                jobs.setdefault(reader.table.module, []).append((number, (item, inputs.created(reader, item))))
            except RecordRefused as error:
                outcomes[number] = Refused(error)
        for module, making in jobs.items():
            outcomes |= await in_batches(
                making, BATCH, partial(self._make, self._readers[module]), begun=bool(outcomes)
            )
        outcomes |= await self._read_back(outcomes, {number: item.fields for number, item in enumerate(items)})
        return [outcomes[number] for number in range(len(items))]

    async def update(self, name: str, items: Sequence[Update]) -> list[Outcome]:
        """Change rows: a few each under its condition; many, which were read just before, in batches."""
        items = [in_one_currency(self._lines(name, item.id), item) for item in items]
        titles = await self._titles(name, items)
        outcomes: dict[int, Outcome] = {}
        jobs: list[Changing] = []
        for number, item in enumerate(items):
            try:
                place = located(name, item.id)
                if place is None or place[0] not in self._readers:
                    raise RecordRefused("row_not_there", status=404)
                reader = self._readers[place[0]]
                values = inputs.changed(reader, item, titles.get(item.id))
            except RecordRefused as error:
                outcomes[number] = Refused(error)
                continue
            outcomes[number] = Done(_believed(reader, place[1], item))
            if values:
                jobs.append((number, Change(reader, place[1], item, values)))
        outcomes |= await (in_lanes(jobs, LANES, self._change) if len(jobs) <= MOST else self._change_many(jobs))
        outcomes |= await self._read_back(outcomes, {number: item.fields for number, item in enumerate(items)})
        return [outcomes[number] for number in range(len(items))]

    async def delete(self, name: str, ids: Sequence[str]) -> list[Outcome]:
        """Into the recycle bin, from which people can restore for 60 days. What is gone already is no error."""
        outcomes: dict[int, Outcome] = dict.fromkeys(range(len(ids)), Done(None))
        jobs: dict[str, list[tuple[int, str]]] = {}
        for number, place in enumerate(located(name, id) for id in ids):
            if place is not None and place[0] in self._readers:
                jobs.setdefault(place[0], []).append((number, place[1]))
        for module, dropping in jobs.items():
            outcomes |= await in_batches(dropping, BATCH, partial(self._drop, module))
        return [outcomes[number] for number in range(len(ids))]

    async def _titles(self, name: str, items: Sequence[Update]) -> dict[str, str]:
        """The new titles of notes whose title is still that of their former text, by row."""
        text = self._readers[NOTES].lines.get("body") if name == NOTES else None
        if text is None:
            return {}
        due = {id: each for id, each in renewals(items, text.codec, STAND_IN).items() if is_id(id)}
        title = self._readers[NOTES].table.title
        held = {id_in(NOTES, row): row.get(title) for row in await self._api.by_ids(NOTES, list(due), (title,))}
        return {id: each.title for id, each in due.items() if each.replaces(held.get(id))}

    def _reader(self, name: str, kind: Kind) -> RowReader:
        return next(each for each in self._readers.values() if each.table.object == name and each.table.kind is kind)

    def _lines(self, name: str, id: str) -> Mapping[str, Line]:
        """The lines of a row; none of one that is in no module of the account."""
        place = located(name, id)
        reader = self._readers.get(place[0]) if place is not None else None
        return {} if reader is None else reader.lines

    async def _make(self, reader: RowReader, jobs: Sequence[Making]) -> Mapping[int, Outcome]:
        module, records = reader.table.module, [values for _, (_, values) in jobs]
        if reader.key is not None and module in self._alone:
            answers = await self._api.upsert(module, reader.key, records)
        else:
            answers = await self._api.create(module, records, keyed=reader.key is not None)
        return {number: _made(reader, item, answer) for (number, (item, _)), answer in zip(jobs, answers, strict=False)}

    async def _change(self, change: Change) -> Outcome:
        known = changed_at(change.item.version)
        since = None if known is None else written(known)
        answer = await self._api.change(change.reader.table.module, change.id, change.values, since)
        return _answered(change, answer)

    async def _change_many(self, jobs: Sequence[Changing]) -> dict[int, Outcome]:
        outcomes: dict[int, Outcome] = {}
        for module in dict.fromkeys(change.reader.table.module for _, change in jobs):
            own = [job for job in jobs if job[1].reader.table.module == module]
            outcomes |= await in_batches(own, BATCH, partial(self._change_batch, module), begun=bool(outcomes))
        return outcomes

    async def _change_batch(self, module: str, jobs: Sequence[Changing]) -> Mapping[int, Outcome]:
        answers = await self._api.update(module, [{"id": change.id, **change.values} for _, change in jobs])
        _check_order(module, [change.id for _, change in jobs], answers)
        return {number: _answered(change, answer) for (number, change), answer in zip(jobs, answers, strict=False)}

    async def _drop(self, module: str, jobs: Sequence[tuple[int, str]]) -> Mapping[int, Outcome]:
        answers = await self._api.delete(module, [id for _, id in jobs])
        _check_order(module, [id for _, id in jobs], answers)
        return {number: _dropped(module, answer) for (number, _), answer in zip(jobs, answers, strict=False)}

    async def _read_back(
        self, outcomes: Mapping[int, Outcome], sent: Mapping[int, Mapping[str, Raw]]
    ) -> dict[int, Outcome]:
        """Done with the rows as they are now; where they cannot be read, what was sent stands."""
        done = {
            number: outcome.record
            for number, outcome in outcomes.items()
            if isinstance(outcome, Done) and outcome.record is not None
        }
        found: dict[str, RemoteRecord] = {}
        for name in dict.fromkeys(record.object for record in done.values()):
            places = [located(name, record.id) for record in done.values() if record.object == name]
            for module in dict.fromkeys(place[0] for place in places if place is not None):
                ids = list(dict.fromkeys(place[1] for place in places if place is not None and place[0] == module))
                reader = self._readers[module]
                try:
                    rows = await self._reads.rows(reader, ids)
                except ConnectionFault:  # the write itself was answered: its outcome must not be lost
                    continue
                found |= {row_id(module, reader.id_of(row)): reader.record(row) for row in rows}
        return {
            number: _completed(found[record.id], sent[number]) for number, record in done.items() if record.id in found
        }


def _made(reader: RowReader, item: Create, answer: Item) -> Outcome:
    """A new row; one that is refused because its key is there already is the row of an earlier attempt."""
    id = _id(answer)
    if not _is_told(answer):
        return _untold(reader.table.module)
    if answer.get("status") != "success":
        id = None if reader.key is None else errors.holder(answer, reader.key)
        if id is None:
            return Refused(_refused(reader, answer))
    if id is None:
        return _untold(reader.table.module)
    key = item.key if reader.key is not None else None
    fields = {name: fitting(reader.lines[name], raw, None) for name, raw in item.fields.items()}
    return Done(RemoteRecord(reader.table.object, row_id(reader.table.module, id), item.kind, fields, key=key))


def _answered(change: Change, answer: Item) -> Outcome:
    if answer.get("status") == "success":
        return Done(_believed(change.reader, change.id, change.item))
    return Refused(_refused(change.reader, answer)) if _is_told(answer) else _untold(change.reader.table.module)


def _refused(reader: RowReader, answer: Item) -> RecordRefused:
    """A refusal, in which a field that is required is named as the account calls it: Zoho's own words do not name it.

    Where nothing here is written to the field, entering a value is no remedy, and another one is told.
    """
    error = errors.refused(answer)
    field = error.remote_field
    if error.key != "property_required" or field is None:
        return error
    filled = any(line.writable and field in line.place.names for line in reader.lines.values())
    named = reader.labels.get(field, field)
    data = {name: value for name, value in error.data.items() if name not in {"vendor_words", "remote_field"}}
    return RecordRefused(
        error.key if filled else "property_required_unmapped",
        vendor_words=f"{error.vendor_words} – {named}",
        remote_field=field,
        **{**data, "property": named},
    )


def _believed(reader: RowReader, id: str, item: Update) -> RemoteRecord:
    """The row as it must be after an update whose result could not be read."""
    fields = {name: fitting(reader.lines[name], raw, item.expected.get(name)) for name, raw in item.fields.items()}
    return RemoteRecord(reader.table.object, row_id(reader.table.module, id), reader.table.kind, fields)


def _completed(record: RemoteRecord, sent: Mapping[str, Raw]) -> Done:
    """The row with what its answer leaves out as it was sent."""
    missing = {name: raw for name, raw in sent.items() if name not in record.fields}
    return Done(replace(record, fields={**record.fields, **missing}) if missing else record)


def _dropped(module: str, answer: Item) -> Outcome:
    if answer.get("status") == "success":
        return Done(None)
    if not _is_told(answer):
        return _untold(module)
    error = errors.refused(answer)
    return Done(None) if error.key == "row_not_there" else Refused(error)


def _is_told(answer: Item) -> bool:
    """Whether an answer says that its item is done, or that it is not: who took any other for refused would send it again."""
    return answer.get("status") in ("success", "error") or errors.code(answer) not in ("", "SUCCESS")


def _untold(module: str) -> Unknown:
    return Unknown(nonsense(module, "data", "neither done, with an id, nor refused"))


def _check_order(module: str, ids: Sequence[str], answers: Sequence[Item]) -> None:
    """Raise VendorNonsense where what is done is another row than the one that was sent in its place."""
    done = [(id, _id(answer)) for id, answer in zip(ids, answers, strict=True) if answer.get("status") == "success"]
    if any(named not in (None, id) for id, named in done):
        raise nonsense(module, "data", "another order")


def _id(answer: Item) -> str | None:
    details = answer.get("details")
    id = details.get("id") if isinstance(details, dict) else None
    return id if isinstance(id, str) and is_id(id) else None
