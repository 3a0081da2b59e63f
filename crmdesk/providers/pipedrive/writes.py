"""Writing rows, one call each (section 6): nothing is keyed, nothing is repeated here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from crmdesk.domain.errors import Bug, ConnectionFault, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, Outcome, Raw, RemoteRecord, Unknown, Update
from crmdesk.providers.batches import in_lanes
from crmdesk.providers.pipedrive.api import Api
from crmdesk.providers.pipedrive.mapping import Line
from crmdesk.providers.pipedrive.places import Change, flat, typed, whole_address, whole_labels
from crmdesk.providers.pipedrive.places import Form as JsonForm
from crmdesk.providers.pipedrive.pointers import whole_people
from crmdesk.providers.pipedrive.reads import LANES
from crmdesk.providers.pipedrive.references import References
from crmdesk.providers.pipedrive.rows import RowReader
from crmdesk.providers.pipedrive.tables import CODE, LABELS, PARTICIPANTS

J = TypeVar("J")

TITLES = {"organizations": "name", "leads": "title", "deals": "title", "activities": "subject"}
"""The value that a new row needs and a record's title can stand in for."""

_WHOLE: Mapping[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "address": whole_address,
    LABELS: whole_labels,
    PARTICIPANTS: whole_people,
}
"""How a value is made whole of which only a part changes."""

PARENTS = ("person_id", "org_id", "deal_id", "lead_id")


class Writes:
    """Writes rows of one account. ``client`` is the id of the label that makes a new person a contact."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], references: References, client: str | None) -> None:
        self._api = api
        self._readers = readers
        self._references = references
        self._client = client

    async def create(self, name: str, items: Sequence[Create]) -> list[Outcome]:
        """Make rows."""
        reader = self._readers[name]

        async def make(item: Create) -> Outcome:
            row = await self._api.create(name, await self._body(reader, item))
            made = reader.record(row, kind=item.kind)
            try:
                await self._tie_parts(item, made.id)
            except ConnectionFault as error:  # the row is made: whoever sends it again would make another one
                return Unknown(error)
            return Done(made)

        return await one_by_one(items, make)

    async def _tie_parts(self, item: Create, person: str) -> None:
        """Tie leads whose person was deleted to the one who was made in their place, as far as they are still there."""
        for name, id in item.parts:
            with suppress(RecordRefused):
                await self._api.update(name, id, {"person_id": typed(person, JsonForm.WHOLE)})

    async def update(self, name: str, items: Sequence[Update]) -> list[Outcome]:
        """Change values of rows; an update that comes to nothing makes no call."""
        reader = self._readers[name]

        async def change(item: Update) -> Outcome:
            wanted = _change(reader.lines[item.kind], item.fields, item.expected)
            values = await self._whole(name, item.id, wanted)
            if not values:
                return Done(RemoteRecord(name, item.id, item.kind, item.fields, version=item.version))
            return Done(reader.record(await self._api.update(name, item.id, await self._sent(name, values))))

        return await one_by_one(items, change)

    async def delete(self, name: str, ids: Sequence[str]) -> list[Outcome]:
        """Delete rows: for 30 days they can be restored at Pipedrive, leads cannot."""

        async def drop(id: str) -> Outcome:
            try:
                await self._api.delete(name, id)
            except RecordRefused as error:
                if error.key != "row_not_there":
                    raise
            return Done(None)

        return await one_by_one(ids, drop)

    async def _body(self, reader: RowReader, item: Create) -> dict[str, Any]:
        """The body of a new row: its values, crmdesk's key, and what Pipedrive requires."""
        name = reader.spec.name
        change = _change(reader.lines[item.kind], item.fields, {})
        values = change.values | {part: _WHOLE[part](None, change.parts[part]) for part in change.parts}
        values = {field: value for field, value in values.items() if value not in (None, "", [])}
        title = TITLES.get(name)
        if title is not None and item.title:
            values.setdefault(title, item.title)
        if name == "persons":
            parts = values.keys() & {"first_name", "last_name"}
            if not parts:
                values["name"] = item.title
            elif len(parts) == 1:  # without a name Pipedrive wants both parts of it, of which one may be blank
                values = {"first_name": "", "last_name": "", **values}
            if item.kind is Kind.CONTACT and self._client is not None:
                values[LABELS] = [typed(self._client, JsonForm.WHOLE)]
        elif name == "leads":
            values |= {} if item.part_of is None else {"person_id": typed(item.part_of[1], JsonForm.WHOLE)}
        elif name == "activities":
            values.setdefault("type", "task")
        elif name == "notes" and not values.keys() & set(PARENTS):
            raise RecordRefused("note_about_nobody", remote_field=PARENTS[0])
        if reader.key is not None:
            values[reader.key] = item.key
        return await self._sent(name, values)

    async def _whole(self, name: str, id: str, change: Change) -> dict[str, Any]:
        """The values to write; a value of which only a part changes is read first."""
        if not change.parts:
            return change.values
        row = await self._api.one(name, id)
        return change.values | {part: _WHOLE[part](row.get(part), change.parts[part]) for part in change.parts}

    async def _sent(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The body: own fields of the account apart from the others, except in leads; a stage with its pipeline."""
        body = dict(values)
        if name == "deals" and body.get("stage_id") is not None and "pipeline_id" not in body:
            pipeline = await self._references.pipeline_of(str(body["stage_id"]))
            body |= {} if pipeline is None else {"pipeline_id": typed(pipeline, JsonForm.WHOLE)}
        custom = {code: body.pop(code) for code in list(body) if CODE.fullmatch(code)}
        if name == "leads":
            return body | {each: part for code in custom for each, part in flat(code, custom[code]).items()}
        return body | ({"custom_fields": custom} if custom else {})


def _change(lines: Mapping[str, Line], fields: Mapping[str, Raw], expected: Mapping[str, Raw]) -> Change:
    """What fields come to. Raises RecordRefused where a value cannot be said to Pipedrive."""
    change = Change()
    for field, raw in fields.items():
        if field not in lines:
            raise Bug("field_not_mapped", field=field)
        lines[field].place.write(raw, expected.get(field), change)
    return change


async def one_by_one(items: Sequence[J], send: Callable[[J], Awaitable[Outcome]]) -> list[Outcome]:
    """The outcome of every item in its place; see ``batches.in_lanes``."""
    outcomes = await in_lanes(list(enumerate(items)), LANES, send)
    return [outcomes[number] for number in range(len(items))]
