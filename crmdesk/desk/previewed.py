"""Some rows of a first sync, as a person is shown them: who they are there and here, and in what the two differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from crmdesk.desk.objects import Objects
from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import display_name
from crmdesk.domain.first_sync import Example, Fate, Preview
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import inbox, records
from crmdesk.store.queries.names import names_of, referred
from crmdesk.store.queries.rows import ReviewSample, SampledField
from crmdesk.store.records import Record
from crmdesk.store.store import Reader
from crmdesk.sync import references
from crmdesk.sync.rows import row_of
from crmdesk.sync.taking import taken

_MOVED = (Fate.FILLED, Fate.CONTESTED)
"""The fates of rows in which a field would change, here or there, or be asked about."""


def previewed(reader: Reader, objects: Objects, account: str, preview: Preview, limit: int) -> list[ReviewSample]:
    """The examples of a preview, as far as their rows still wait: of each fate in turn, so that few show all there is."""
    chosen = _in_turn(preview.examples)[:limit]
    by_object: dict[str, list[str]] = {}
    for each in chosen:
        by_object.setdefault(each.object, []).append(each.row)
    staged = {
        (name, id): row_of(row)
        for name, ids in by_object.items()
        for id, row in inbox.by_ids(reader, account, name, ids).items()
    }
    rows = [(each, row) for each in chosen if isinstance(row := staged.get((each.object, each.row)), RemoteRecord)]
    here = _loaded(reader, rows)
    told = [(each, row, _read(objects, row), here.get(each.record or "")) for each, row in rows]
    named = names_of(
        reader, {id for _, row, _, record in told if record is not None for id in referred(row.kind, record.fields)}
    )
    moving = {(each.kind, each.field) for each in preview.fields}
    return [_sample(each, row, fields, record, named, moving) for each, row, fields, record in told]


def _in_turn(examples: Sequence[Example]) -> list[Example]:
    """One of each fate, then the second of each, and so on; in the order in which the fates come."""
    places: dict[str, int] = {}
    order = list(dict.fromkeys(each.fate for each in examples))
    numbered = []
    for each in examples:
        places[each.fate] = places.get(each.fate, 0) + 1
        numbered.append((places[each.fate], order.index(each.fate), each))
    return [each for _, _, each in sorted(numbered, key=lambda one: one[:2])]


def _loaded(reader: Reader, rows: Sequence[tuple[Example, RemoteRecord]]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for kind in sorted({row.kind for _, row in rows}):
        ids = [each.record for each, row in rows if row.kind is kind and each.record is not None]
        found |= records.load_many(reader, kind, ids)
    return found


def _read(objects: Objects, row: RemoteRecord) -> dict[str, Value]:
    """The canonical values of a row, as far as they can be read without knowing whom it refers to."""
    spec = objects.get(row.object)
    rules = {} if spec is None else spec.rules(row.kind)
    return {
        name: rules[name].codec.decode(raw)
        for name, raw in taken(rules, row.fields).items()
        if name in rules and not references.is_reference(row.kind, name)
    }


def _sample(
    each: Example,
    row: RemoteRecord,
    fields: Mapping[str, Value],
    record: Record | None,
    names: Mapping[str, str],
    moving: Set[tuple[Kind, str]],
) -> ReviewSample:
    """A row and, where it would be tied to somebody who is here, the fields in which the two differ and one side would move."""
    here: Mapping[str, Value] = {} if record is None else record.fields
    differing = tuple(
        SampledField(name, here.get(name), value)
        for name, value in sorted(fields.items())
        if each.fate in _MOVED and (row.kind, name) in moving and not same(here.get(name), value)
    )
    return ReviewSample(
        each.record or "",
        row.kind,
        "" if record is None else display_name(record.kind, record.fields),
        deleted=False,
        fields=differing,
        city=here.get("city") or fields.get("city"),
        last_contact_at=here.get("last_contact_at"),
        owner=names.get(here.get("owner") or ""),
        names={id: names[id] for id in referred(row.kind, here) if id in names},
        fate=each.fate,
        there=display_name(row.kind, fields),
    )
