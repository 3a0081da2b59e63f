"""What a review is about: some of its records, each with the values that an account would change here.

Rows wait in the inbox in the vendor's own form. The account's mapping reads them, as it was when the account was last described:
nothing is asked of the vendor, so that a review can be looked at offline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crmdesk.desk.objects import Objects, objects_of
from crmdesk.desk.previewed import previewed
from crmdesk.desk.session import Session
from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.providers.base import Absence, Raw, RemoteRecord
from crmdesk.store import connections, inbox, links, reviews
from crmdesk.store.links import LinkState
from crmdesk.store.queries.names import names_of, referred
from crmdesk.store.queries.reviews import asked_deletions
from crmdesk.store.queries.rows import ReviewSample, SampledField
from crmdesk.store.records import Record, targets
from crmdesk.store.reviews import Review
from crmdesk.store.store import Reader
from crmdesk.sync import references
from crmdesk.sync.references import Targets
from crmdesk.sync.rows import row_of
from crmdesk.sync.taking import taken

SAMPLE = 100
"""How many records of a review are shown: enough to see what it is about."""


async def sample(session: Session, review: str, limit: int = SAMPLE) -> list[ReviewSample]:
    """Some of the records that a review is about. Raises InvalidInput("review_not_open")."""
    connection = await session.store.read(lambda reader: connections.get(reader, _open(reader, review).connection))
    objects = await objects_of(session, connection)
    return await session.store.read(lambda reader: _sample(reader, objects, review, limit))


def _open(reader: Reader, review: str) -> Review:
    found = next((each for each in reviews.all_open(reader) if each.id == review), None)
    if found is None:
        raise InvalidInput("review_not_open")
    return found


def _sample(reader: Reader, objects: Objects, review: str, limit: int) -> list[ReviewSample]:
    found = _open(reader, review)
    if found.preview is not None:
        return previewed(reader, objects, found.connection, found.preview, limit)
    if found.sending:
        waiting = [each.link for each in asked_deletions(reader, found)[:limit]]
        states = links.by_id(reader, waiting)
        return _described(reader, [(states[link], None) for link in waiting])
    rows = _held(reader, found, limit)
    tied = links.by_remote(reader, found.connection, found.object, [row.id for row in rows])
    known = [(tied[row.id], row) for row in rows if row.id in tied]
    meant = _meant(reader, found.connection, [row for _, row in known])
    return _described(
        reader,
        [(state, None if isinstance(row, Absence) else _moved(objects, state, row, meant)) for state, row in known],
    )


def _held(reader: Reader, review: Review, limit: int) -> list[RemoteRecord | Absence]:
    """Some of the rows that wait: what is gone first, and of what is gone and what changed half each where there is so much."""
    gone, changed = (
        inbox.rows(reader, review.connection, review.object, (inbox.HELD,), limit=limit, absent=absent)
        for absent in (True, False)
    )
    kept = gone[: max((limit + 1) // 2, limit - len(changed))]
    return [row_of(each) for each in (*kept, *changed[: limit - len(kept)])]


def _meant(reader: Reader, account: str, rows: Iterable[RemoteRecord | Absence]) -> Targets:
    """Which records stand for the rows that these refer to."""
    raws = [
        row.fields[name]
        for row in rows
        if isinstance(row, RemoteRecord)
        for name in references.of_kind(row.kind)
        if row.fields.get(name)
    ]
    return Targets(links.records_of(reader, account, references.wanted(raws)))


def _moved(objects: Objects, state: LinkState, row: RemoteRecord, meant: Targets) -> tuple[SampledField, ...]:
    """The fields whose value at the account is another one than both sides last agreed on."""
    spec = objects.get(state.object)
    rules = {} if spec is None else spec.rules(row.kind)
    return tuple(
        SampledField(
            name,
            state.bases[name][0],
            _referred(row.kind, name, raw, meant)
            if references.is_reference(row.kind, name)
            else rules[name].codec.decode(raw),
        )
        for name, raw in taken(rules, row.fields).items()
        if name in rules and name in state.bases and state.bases[name][1] != raw
    )


def _referred(kind: Kind, name: str, raw: Raw, meant: Targets) -> Value:
    """The records that a reference of a row means. A row that stands for none yet is meant by its own id: that is not blank."""
    value, unknown = meant.read(kind, name, raw)
    beyond = [remote_id for _, remote_id in unknown]
    if CATALOGUE[kind][name].type is FieldType.REFERENCES:
        return [*(value or ()), *beyond] or None
    return value or next(iter(beyond), None)


def _described(
    reader: Reader, found: Sequence[tuple[LinkState, tuple[SampledField, ...] | None]]
) -> list[ReviewSample]:
    """The records of links, each with its changes; without changes it is deleted."""
    records = links.load_records(reader, [state for state, _ in found])
    ids = {id for state, moved in found for id in _mentioned(records.get(state.record), state.kind, moved or ())}
    names = names_of(reader, ids)
    return [_told(records[state.record], moved, names) for state, moved in found if state.record in records]


def _mentioned(record: Record | None, kind: Kind, moved: Sequence[SampledField]) -> set[str]:
    """The records that a sample names: its owner, and what its values refer to."""
    owner = None if record is None else record.fields.get("owner")
    values = [{each.field: value} for each in moved for value in (each.before, each.after)]
    return {*targets(owner), *(id for each in values for id in referred(kind, each))}


def _told(record: Record, moved: tuple[SampledField, ...] | None, names: Mapping[str, str]) -> ReviewSample:
    fields = record.fields
    return ReviewSample(
        record.id,
        record.kind,
        display_name(record.kind, fields),
        deleted=moved is None,
        fields=moved or (),
        city=fields.get("city"),
        last_contact_at=fields.get("last_contact_at"),
        owner=names.get(fields.get("owner") or ""),
        names={id: names[id] for id in _mentioned(record, record.kind, moved or ()) if id in names},
    )
