"""Writing rows: creates by crmdesk's key, changes of properties and links, deletions (fact sheet 2.3 to 2.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from crmdesk.domain.errors import ConnectionFault, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, NotNow, Outcome, Raw, Refused, RemoteRecord, Unknown, Update
from crmdesk.providers.batches import in_batches
from crmdesk.providers.hubspot import errors, inputs
from crmdesk.providers.hubspot.api import BATCH, LINKS_WRITTEN, Api
from crmdesk.providers.hubspot.inputs import Change
from crmdesk.providers.hubspot.matching import by_likeness
from crmdesk.providers.hubspot.reads import Reads
from crmdesk.providers.hubspot.references import References
from crmdesk.providers.hubspot.rows import RowReader
from crmdesk.providers.hubspot.tables import DEALS, KEY, LEAD_PIPELINE, LEAD_STAGE, LEADS
from crmdesk.providers.repeating import made_before
from crmdesk.providers.rest import Answer
from crmdesk.providers.stages import PIPELINE, STAGE, lacks_stage, with_stage

DUPLICATES = frozenset({"duplicate_value", "duplicate_email", "duplicate_record"})

Job = tuple[int, tuple[Create | Update, Change]]
Identify = Callable[[Mapping[str, Any]], str | None]
"""The name of the item that a result belongs to: its key or its id."""


class Writes:
    """Writes rows of one account. ``stages`` are the life-cycle stages of new contacts by kind."""

    def __init__(
        self,
        api: Api,
        readers: Mapping[str, RowReader],
        reads: Reads,
        references: References,
        stages: Mapping[Kind, str],
    ) -> None:
        self._api = api
        self._readers = readers
        self._reads = reads
        self._references = references
        self._stages = stages

    async def create(self, name: str, items: Sequence[Create]) -> list[Outcome]:
        """Make rows: by upsert where a key makes that safe, with their links in one step where they have any."""
        reader = self._readers[name]
        keyed = reader.spec.keyed
        items = [await self._with_stage(reader, item) for item in items] if name == DEALS else items
        outcomes = await made_before(items, partial(self._reads.by_keys, name)) if keyed else {}
        plain: list[Job] = []
        linked: list[Job] = []
        for number, item in enumerate(items):
            if number in outcomes:
                continue
            try:
                made = inputs.created(name, reader.lines[item.kind], item, self._stages, keyed=keyed)
                change = await self._with_pipeline(name, made)
                for target, _ in change.link:
                    inputs.types(name, target)
            except RecordRefused as error:
                outcomes[number] = Refused(error)
                continue
            (plain if keyed and not change.link else linked).append((number, (item, change)))
        outcomes |= await in_batches(plain, BATCH, partial(self._upsert, reader))
        outcomes |= await in_batches(linked, BATCH, partial(self._insert, reader), begun=bool(plain))
        if keyed:
            outcomes |= await self._made_earlier(reader, items, outcomes)
        outcomes |= await self._tie_parts(name, items, outcomes)
        return [outcomes[number] for number in range(len(items))]

    async def update(self, name: str, items: Sequence[Update]) -> list[Outcome]:
        """Change properties, then links of those whose properties were changed."""
        reader = self._readers[name]
        outcomes: dict[int, Outcome] = {}
        jobs: list[Job] = []
        for number, item in enumerate(items):
            try:
                change = await self._with_pipeline(name, inputs.changed(reader.lines[item.kind], item))
                for target, _ in change.link | change.unlink:
                    inputs.types(name, target)
            except RecordRefused as error:
                outcomes[number] = Refused(error)
                continue
            outcomes[number] = Done(_believed(name, item))
            jobs.append((number, (item, change)))
        changing = [job for job in jobs if job[1][1].properties]
        outcomes |= await in_batches(changing, BATCH, partial(self._change, reader))
        done = [job for job in jobs if isinstance(outcomes[job[0]], Done)]
        failed: dict[int, Outcome] = {}
        for linking in (True, False):
            moving = [job for job in done if (job[1][1].link if linking else job[1][1].unlink)]
            linked = await in_batches(moving, BATCH, partial(self._relink, name, linking), begun=bool(changing))
            failed |= {number: each for number, each in linked.items() if not isinstance(each, Done)}
            done = [job for job in done if job[0] not in failed]
        beside = [job for job in done if job[1][1].beside]
        linked = await in_batches(beside, BATCH, partial(self._link_again, name), begun=True)
        failed |= {number: each for number, each in linked.items() if not isinstance(each, Done)}
        changed = {number: item for number, (item, _) in changing}
        outcomes |= {
            number: _without_links(reader, changed[number], outcomes[number], each) if number in changed else each
            for number, each in failed.items()
        }
        return [outcomes[number] for number in range(len(items))]

    async def delete(self, name: str, ids: Sequence[str]) -> list[Outcome]:
        """Into the recycle bin, from which HubSpot's users can restore for 90 days.

        HubSpot seems to pass over ids that are not there (section 2.1, unverified); where it refuses one, that one is gone.
        """

        async def archive(batch: Sequence[tuple[int, str]]) -> Mapping[int, Outcome]:
            body = {"inputs": [{"id": id} for _, id in batch]}
            try:
                await self._api.write(self._api.paths.objects(name, "/batch/archive"), body)
            except RecordRefused as error:
                if len(batch) > 1 or error.key != "row_not_there":
                    raise
            return {number: Done(None) for number, _ in batch}

        outcomes = await in_batches(list(enumerate(ids)), BATCH, archive)
        return [outcomes[number] for number in range(len(ids))]

    async def _with_stage(self, reader: RowReader, item: Create) -> Create:
        """A new deal with a stage and the pipeline of that stage: HubSpot requires both (fact sheet 2.3)."""
        mapped = reader.lines[item.kind]
        if lacks_stage(item):
            return with_stage(item, await self._references.begins(item.fields.get(PIPELINE)), mapped)
        if item.fields.get(PIPELINE):
            return item
        return with_stage(item, await self._references.pipeline_of(item.fields[STAGE]), mapped)

    async def _with_pipeline(self, name: str, change: Change) -> Change:
        """A stage of a lead with its pipeline, where there are several: without it one of another pipeline is no option."""
        stage = change.properties.get(LEAD_STAGE) if name == LEADS else None
        pipeline = await self._references.pipeline_of_leads(stage) if stage else None
        return (
            change if pipeline is None else replace(change, properties={**change.properties, LEAD_PIPELINE: pipeline})
        )

    async def _upsert(self, reader: RowReader, jobs: Sequence[Job]) -> Mapping[int, Outcome]:
        """Make rows by their key. It is not repeated at once: it would write over what was made of them since."""
        entries = [
            {
                "id": change.properties[KEY],
                "idProperty": KEY,
                "properties": change.properties,
                "objectWriteTraceId": str(number),
            }
            for number, (_, change) in jobs
        ]
        path = self._api.paths.objects(reader.spec.name, "/batch/upsert")
        answer = await self._api.write(path, {"inputs": entries})
        return _outcomes(reader, jobs, answer, _key_of)

    async def _insert(self, reader: RowReader, jobs: Sequence[Job]) -> Mapping[int, Outcome]:
        name = reader.spec.name
        entries = [
            {
                "objectWriteTraceId": str(number),
                "properties": change.properties,
                "associations": [inputs.association(name, end) for end in sorted(change.link)],
            }
            for number, (_, change) in jobs
        ]
        path = self._api.paths.objects(name, "/batch/create")
        answer = await self._api.write(path, {"inputs": entries}, keyed=reader.spec.keyed)
        return _outcomes(reader, jobs, answer, _key_of)

    async def _change(self, reader: RowReader, jobs: Sequence[Job]) -> Mapping[int, Outcome]:
        entries = [
            {"id": item.id, "properties": change.properties, "objectWriteTraceId": str(number)}
            for number, (item, change) in jobs
            if isinstance(item, Update)
        ]
        path = self._api.paths.objects(reader.spec.name, "/batch/update")
        answer = await self._api.write(path, {"inputs": entries})
        return _outcomes(reader, jobs, answer, _id_of)

    async def _relink(self, name: str, linking: bool, jobs: Sequence[Job]) -> Mapping[int, Outcome]:
        """Make or remove the links of these rows, one call per object at the other end."""
        outcomes: dict[int, Outcome] = {number: Done(None) for number, _ in jobs}
        pairs = [
            (number, item.id, target, id)
            for number, (item, change) in jobs
            if isinstance(item, Update)
            for target, id in sorted(change.link if linking else change.unlink)
        ]
        for target in sorted({target for _, _, target, _ in pairs}):
            chosen = [(number, id, other) for number, id, to, other in pairs if to == target]
            for start in range(0, len(chosen), LINKS_WRITTEN):
                part = chosen[start : start + LINKS_WRITTEN]
                answer = await self._send_links(name, target, [(id, other) for _, id, other in part], linking=linking)
                if answer.rows("errors"):
                    outcomes |= await self._failed_links(name, target, part, answer.rows("errors")[0], linking=linking)
        return outcomes

    async def _link_again(self, name: str, jobs: Sequence[Job]) -> Mapping[int, Outcome]:
        """Look at the links that were to stay beside removed ones, and make those again that went with them.

        The id of a row that was merged means the row that it became (fact sheet 2.5 says so of reading and changing it; of links
        it is unverified). Where somebody takes the place of another one, and the two were merged in the meantime, both ids mean
        one row: removing the link to the old id then removes the link to the new one too.
        """
        held: set[tuple[str, str, str]] = set()
        for target in sorted({target for _, (_, change) in jobs for target, _ in change.beside}):
            ids = [_name_of(item) for _, (item, change) in jobs if any(to == target for to, _ in change.beside)]
            present = await self._api.links(name, target, ids)
            held |= {(id, target, link.id) for id, links in present.items() for link in links}
        lost: list[Job] = []
        for number, (item, change) in jobs:
            missing = frozenset(end for end in change.beside if (_name_of(item), *end) not in held)
            if missing:
                lost.append((number, (item, replace(change, link=missing))))
        return {number: Done(None) for number, _ in jobs} | dict(await self._relink(name, True, lost))

    async def _send_links(self, name: str, target: str, ends: list[tuple[str, str]], *, linking: bool) -> Answer:
        paths = self._api.paths
        made = [{"from": {"id": id}, "to": {"id": other}, "types": inputs.types(name, target)} for id, other in ends]
        gone = [{"from": {"id": id}, "to": [{"id": other}]} for id, other in ends]
        path = paths.associations(name, target, "/batch/create" if linking else "/batch/archive")
        return await self._api.write(path, {"inputs": made if linking else gone}, keyed=True)

    async def _failed_links(
        self, name: str, target: str, part: Sequence[tuple[int, str, str]], entry: Mapping[str, Any], *, linking: bool
    ) -> dict[int, Outcome]:
        """Which links were not made (or not removed): errors do not say so for certain, so the links are read."""
        present = await self._api.links(name, target, list(dict.fromkeys(id for _, id, _ in part)))
        return {
            number: errors.outcome(entry)
            for number, id, other in part
            if (other in {link.id for link in present[id]}) is not linking
        }

    async def _tie_parts(
        self, name: str, items: Sequence[Create], outcomes: Mapping[int, Outcome]
    ) -> dict[int, Outcome]:
        """Link rows that add fields to one which was deleted to the one that was made in its place.

        What HubSpot refuses of that (such a row is gone meanwhile) is left. Where it gave no answer, nobody knows what became
        of the row as a whole: created again by its key, it is linked again.
        """
        ties = [
            (number, (part, outcome.record.id))
            for number, outcome in outcomes.items()
            if isinstance(outcome, Done) and outcome.record is not None
            for part in items[number].parts
        ]
        lost: dict[int, Outcome] = {}
        for source in sorted({part[0] for _, (part, _) in ties}):
            mine = [(number, (part[1], made)) for number, (part, made) in ties if part[0] == source]
            tied = await in_batches(mine, LINKS_WRITTEN, partial(self._tie, source, name), begun=True)
            lost |= {
                number: Unknown(each.error) for number, each in tied.items() if isinstance(each, (NotNow, Unknown))
            }
        return lost

    async def _tie(
        self, source: str, target: str, ends: Sequence[tuple[int, tuple[str, str]]]
    ) -> Mapping[int, Outcome]:
        await self._send_links(source, target, [end for _, end in ends], linking=True)
        return {number: Done(None) for number, _ in ends}

    async def _made_earlier(
        self, reader: RowReader, items: Sequence[Create], outcomes: Mapping[int, Outcome]
    ) -> dict[int, Outcome]:
        """Rows refused as doubles that an earlier attempt of our own had made: they carry our key."""
        doubles = {
            items[number].key: number
            for number, outcome in outcomes.items()
            if isinstance(outcome, Refused) and outcome.error.key in DUPLICATES
        }
        if not doubles:
            return {}
        try:
            made = await self._reads.by_keys(reader.spec.name, list(doubles))
        except ConnectionFault as error:  # the others were answered: their outcomes must not be lost
            return {number: Unknown(error) for number in doubles.values()}
        return {doubles[key]: Done(record) for key, record in made.items() if key in doubles}


def _outcomes(reader: RowReader, jobs: Sequence[Job], answer: Answer, identify: Identify) -> Mapping[int, Outcome]:
    """The outcome of each job, whatever the order of the answer and whatever its status (2026-09 has no 207)."""
    waiting = dict(jobs)
    by_trace = {str(number): number for number in waiting}
    outcomes: dict[int, Outcome] = {}
    by_name = {_name_of(item): number for number, (item, _) in jobs}
    strays: list[dict[str, Any]] = []
    for row in answer.rows("results"):
        trace = str(row.get("objectWriteTraceId"))
        number = by_trace.get(trace, -1) if trace.isdecimal() else by_name.get(identify(row) or "", -1)
        if number in waiting:
            outcomes[number] = Done(_written(reader, waiting.pop(number), row))
        else:
            strays.append(row)
    unnamed: list[Outcome] = []
    for entry in answer.rows("errors"):
        traces = [by_trace.get(each, -1) for each in errors.named(entry, "objectWriteTraceId") if each.isdecimal()]
        named = [by_name.get(id, -1) for id in (*errors.named(entry, "ids"), *errors.named(entry, "id"))]
        hit = [number for number in traces or named if number in waiting]
        outcomes |= {number: errors.outcome(entry) for number in hit}
        waiting = {number: job for number, job in waiting.items() if number not in hit}
        unnamed += [] if hit else [errors.outcome(entry)]
    if identify is _key_of and not reader.spec.keyed:
        pairs = by_likeness({number: change.properties for number, (_, change) in waiting.items()}, strays)
        outcomes |= {number: Done(_written(reader, waiting[number], row)) for number, row in pairs.items()}
        waiting = {number: job for number, job in waiting.items() if number not in pairs}
    if len(unnamed) == len(waiting) == 1:
        outcomes[next(iter(waiting))] = unnamed[0]
    return outcomes


def _written(reader: RowReader, job: tuple[Create | Update, Change], row: Mapping[str, Any]) -> RemoteRecord:
    """The record after a write; what such answers leave out (links, unchanged slots) is as it was sent."""
    item, change = job
    lines = reader.lines[item.kind]
    listed = row.get("properties")
    properties = {**inputs.slots(lines, item.fields), **(listed if isinstance(listed, dict) else {})}
    record = reader.record({**row, "properties": properties}, kind=item.kind)
    sent: dict[str, Raw] = {
        name: raw for name, raw in item.fields.items() if lines[name].place.linked(raw) or name not in record.fields
    }
    key = change.properties.get(KEY) if isinstance(item, Create) else None
    part_of = item.part_of if isinstance(item, Create) else record.part_of
    return replace(record, fields={**record.fields, **sent}, key=record.key or key, part_of=part_of)


def _without_links(reader: RowReader, item: Create | Update, written: Outcome, failed: Outcome) -> Outcome:
    """A row whose properties were written, without the fields whose links were not: what it replaced is looked for in its history.

    Where there was no answer, nobody knows what became of the whole.
    """
    if isinstance(failed, Unknown) or not (isinstance(written, Done) and written.record and isinstance(item, Update)):
        return failed
    lines, before = reader.lines[item.kind], item.expected
    links = frozenset(
        name
        for name, raw in item.fields.items()
        if lines[name].place.linked(raw) or lines[name].place.linked(before.get(name))
    )
    held = {name: raw for name, raw in written.record.fields.items() if name not in links}
    return Done(replace(written.record, fields=held), links)


def _believed(name: str, item: Update) -> RemoteRecord:
    """The row as it is after an update that changed links only."""
    return RemoteRecord(name, item.id, item.kind, item.fields, version=item.version)


def _name_of(item: Create | Update) -> str:
    return item.key if isinstance(item, Create) else item.id


def _key_of(row: Mapping[str, Any]) -> str | None:
    properties = row.get("properties")
    found = properties.get(KEY) if isinstance(properties, dict) else None
    return found if isinstance(found, str) else None


def _id_of(row: Mapping[str, Any]) -> str | None:
    found = row.get("id")
    return found if isinstance(found, str) else None
