"""Writing rows: creates by crmdesk's key, changes under a condition or in collections, deletions (sections 4 and 5).

Salesforce answers a write with the row's id and nothing else: what it holds then is read in one call for all rows. Of many
new rows what was sent stands instead: the next read of changes brings them anyway, and each call counts against the day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from crmdesk.domain.errors import ConnectionFault, RecordRefused
from crmdesk.providers.base import Create, Done, Outcome, Raw, Refused, RemoteRecord, Unknown, Update
from crmdesk.providers.batches import in_batches
from crmdesk.providers.places import fitting
from crmdesk.providers.repeating import made_before
from crmdesk.providers.rest import nonsense
from crmdesk.providers.row_currency import in_one_currency
from crmdesk.providers.salesforce import errors, ingest, inputs
from crmdesk.providers.salesforce.api import COLLECTION, Api
from crmdesk.providers.salesforce.guarded import MOST, PAIRS, Guarded, Job, believed
from crmdesk.providers.salesforce.ingest import Ingest
from crmdesk.providers.salesforce.inputs import Change
from crmdesk.providers.salesforce.places import linked
from crmdesk.providers.salesforce.reads import Reads
from crmdesk.providers.salesforce.references import References
from crmdesk.providers.salesforce.roles import RoleWrites
from crmdesk.providers.salesforce.rows import RowReader
from crmdesk.providers.salesforce.tables import KEY, NOTE, OPPORTUNITY, STAND_IN, TITLE, is_id
from crmdesk.providers.stages import with_stages
from crmdesk.providers.titles import renewals

Making = tuple[int, tuple[Create, Change]]


class Writes:
    """Writes rows of one account."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], reads: Reads, references: References) -> None:
        self._api = api
        self._readers = readers
        self._reads = reads
        self._references = references
        self._guarded = Guarded(api)
        self._roles = RoleWrites(api)
        self._ingest = Ingest(api)

    async def create(self, name: str, items: Sequence[Create]) -> list[Outcome]:
        """Make rows: by upsert where a key makes that safe, very many by a job; then the roles of their contacts."""
        reader = self._readers[name]
        if name == OPPORTUNITY:  # it requires a stage (section 8.4)
            items = await with_stages(items, self._references.begins, reader.lines)
        items = [in_one_currency(reader.lines, item) for item in items]
        outcomes = await made_before(items, partial(self._reads.by_keys, name)) if reader.spec.keyed else {}
        jobs: list[Making] = []
        for number, item in enumerate(items):
            if number in outcomes:
                continue
            try:
                change = inputs.created(reader, item)
            except RecordRefused as error:
                outcomes[number] = Refused(error)
            else:
                jobs.append((number, (replace(item, fields=_sent(reader, item)), change)))
        by_job = await self._by_job(reader, jobs) if reader.spec.keyed and len(jobs) > ingest.PAYS else {}
        rest = [job for job in jobs if job[0] not in by_job]
        outcomes |= by_job | await in_batches(rest, COLLECTION, partial(self._make, reader), begun=bool(by_job))
        outcomes |= await self._with_roles(reader, jobs, outcomes)
        outcomes |= _all_completed(outcomes, jobs)
        if len(jobs) <= COLLECTION:
            outcomes |= await self._read_back(reader, outcomes)
        return [outcomes[number] for number in range(len(items))]

    async def update(self, name: str, items: Sequence[Update]) -> list[Outcome]:
        """Change rows: a few each under its condition; many, which were read just before, in collections."""
        reader = self._readers[name]
        items = [in_one_currency(reader.lines, item) for item in items]
        titles = await self._titles(reader, items)
        outcomes: dict[int, Outcome] = {}
        jobs: list[Job] = []
        for number, item in enumerate(items):
            try:
                change = inputs.changed(reader, item, titles.get(item.id))
                if not is_id(item.id):
                    raise RecordRefused("row_not_there", status=404)
            except RecordRefused as error:
                outcomes[number] = Refused(error)
                continue
            sent = replace(item, fields=_sent(reader, item))
            outcomes[number] = Done(believed(reader, sent))
            jobs.append((number, (sent, change)))
        changing = [job for job in jobs if job[1][1].fields]
        few = len(changing) <= MOST
        send = partial(self._guarded.send if few else self._change, reader)
        outcomes |= await in_batches(changing, PAIRS if few else COLLECTION, send)
        tied = [job for job in jobs if isinstance(outcomes[job[0]], Done) and (job[1][1].link or job[1][1].unlink)]
        if tied:
            link = {number: (item.id, change.link) for number, (item, change) in tied}
            unlink = {number: (item.id, change.unlink) for number, (item, change) in tied}
            outcomes |= await self._roles.change(link, unlink)
        outcomes |= _all_completed(outcomes, jobs)
        if not few or tied:
            outcomes |= await self._read_back(reader, outcomes)
        return [outcomes[number] for number in range(len(items))]

    async def delete(self, name: str, ids: Sequence[str]) -> list[Outcome]:
        """Into the recycle bin, from which people can restore for 15 days. What is gone already is no error."""
        known = [(number, id) for number, id in enumerate(ids) if is_id(id)]
        outcomes: dict[int, Outcome] = dict.fromkeys(range(len(ids)), Done(None))
        outcomes |= await in_batches(known, COLLECTION, self._drop)
        return [outcomes[number] for number in range(len(ids))]

    async def _titles(self, reader: RowReader, items: Sequence[Update]) -> dict[str, str]:
        """The new titles of notes whose title is still that of their former text, by row."""
        text = reader.lines.get("body")
        if reader.spec.name != NOTE or text is None:
            return {}
        due = {id: each for id, each in renewals(items, text.codec, STAND_IN).items() if is_id(id)}
        rows = await self._api.retrieve(reader.table.source, list(due), ("Id", TITLE))
        held = {str(row.get("Id")): row.get(TITLE) for row in rows}
        return {id: each.title for id, each in due.items() if each.replaces(held.get(id))}

    async def _make(self, reader: RowReader, jobs: Sequence[Making]) -> Mapping[int, Outcome]:
        source = reader.table.source
        records = [{"attributes": {"type": source}, **change.fields} for _, (_, change) in jobs]
        if reader.spec.keyed:
            answers = await self._api.upsert(source, KEY, records)
        else:
            answers = await self._api.create(records)
        return {
            number: _answered(reader, item.fields, answer, key=item.key if reader.spec.keyed else None)
            for (number, (item, _)), answer in zip(jobs, answers, strict=False)
        }

    async def _with_roles(
        self, reader: RowReader, jobs: Sequence[Making], outcomes: Mapping[int, Outcome]
    ) -> dict[int, Outcome]:
        """Give the contacts of new rows their roles. A row that is made stays made: where this fails it leaves them out."""
        made = {number: outcome.record for number, outcome in outcomes.items() if isinstance(outcome, Done)}
        ties = {
            number: (row.id, change.link)
            for number, (_, change) in jobs
            if change.link and (row := made.get(number)) is not None
        }
        failed = await self._roles.change(ties, {})
        return {number: _without_links(reader, outcomes[number]) for number in failed}

    async def _by_job(self, reader: RowReader, jobs: Sequence[Making]) -> dict[int, Outcome]:
        """The outcomes of what a job took; collections take the rest, each item of which has not happened."""
        found = await self._ingest.insert(reader.table.source, [change.fields for _, (_, change) in jobs])
        outcomes: dict[int, Outcome] = {}
        for number, (item, _) in jobs:
            if item.key in found.answers:
                outcomes[number] = _answered(reader, item.fields, found.answers[item.key], key=item.key)
            elif item.key in found.doubts:
                outcomes[number] = Unknown(found.doubts[item.key])
        return outcomes

    async def _change(self, reader: RowReader, jobs: Sequence[Job]) -> Mapping[int, Outcome]:
        records = [
            {"attributes": {"type": reader.table.source}, "id": item.id, **change.fields} for _, (item, change) in jobs
        ]
        answers = await self._api.update(records)
        return {
            number: _answered(reader, item.fields, {**answer, "id": item.id})
            for (number, (item, _)), answer in zip(jobs, answers, strict=False)
        }

    async def _drop(self, jobs: Sequence[tuple[int, str]]) -> Mapping[int, Outcome]:
        answers = await self._api.delete([id for _, id in jobs])
        return {number: _dropped(answer) for (number, _), answer in zip(jobs, answers, strict=False)}

    async def _read_back(self, reader: RowReader, outcomes: Mapping[int, Outcome]) -> dict[int, Outcome]:
        """Done with the rows as they are now; what they leave out, or where they cannot be read, what was sent stands."""
        done = {
            number: (outcome, outcome.record)
            for number, outcome in outcomes.items()
            if isinstance(outcome, Done) and outcome.record is not None
        }
        if not done:
            return {}
        try:
            rows = await self._reads.rows(reader, [record.id for _, record in done.values()])
        except ConnectionFault:  # the write itself was answered: its outcome must not be lost
            return {}
        found = {str(row.get("Id")): reader.record(row) for row in rows}
        return {
            number: _completed(replace(outcome, record=found[record.id]), record.fields)
            for number, (outcome, record) in done.items()
            if record.id in found
        }


def _answered(
    reader: RowReader, fields: Mapping[str, Raw], answer: Mapping[str, Any], *, key: str | None = None
) -> Outcome:
    id, otherwise = answer.get("id"), errors.answered(answer)
    if otherwise is not None:
        return otherwise
    if not isinstance(id, str) or not is_id(id):
        return Unknown(nonsense(reader.spec.name, "id", "no id"))
    decided = reader.record({"Id": id}).fields  # what the object itself decides
    return Done(RemoteRecord(reader.spec.name, id, reader.kind, {**decided, **fields}, key=key))


def _sent(reader: RowReader, item: Create | Update) -> Mapping[str, Raw]:
    """What of an item is written, as far as it finds room."""
    expected = item.expected if isinstance(item, Update) else {}
    return {name: fitting(reader.lines[name], raw, expected.get(name)) for name, raw in item.fields.items()}


def _without_links(reader: RowReader, outcome: Outcome) -> Outcome:
    """A new row without the fields whose values are rows of their own."""
    if not isinstance(outcome, Done) or outcome.record is None:
        return outcome
    made = outcome.record.fields
    links = frozenset(name for name, raw in made.items() if linked(reader.lines[name].place, raw))
    held = {name: raw for name, raw in made.items() if name not in links}
    return Done(replace(outcome.record, fields=held), links)


def _all_completed(outcomes: Mapping[int, Outcome], jobs: Sequence[Making] | Sequence[Job]) -> dict[int, Outcome]:
    """The rows with what their answers leave out as it was sent."""
    return {number: _completed(outcomes[number], item.fields) for number, (item, _) in jobs}


def _completed(outcome: Outcome, sent: Mapping[str, Raw]) -> Outcome:
    """The row with what its answer leaves out (contacts, in a single read) as it was sent, as far as that was carried out."""
    if not isinstance(outcome, Done) or outcome.record is None:
        return outcome
    given = outcome.record.fields.keys() | outcome.left_out
    missing = {name: raw for name, raw in sent.items() if name not in given}
    return replace(outcome, record=replace(outcome.record, fields={**outcome.record.fields, **missing}))


def _dropped(answer: Mapping[str, Any]) -> Outcome:
    entries = answer.get("errors")
    first = entries[0] if isinstance(entries, list) and entries and isinstance(entries[0], dict) else {}
    return Done(None) if errors.code(first) in errors.GONE else errors.answered(answer) or Done(None)
