"""Activities and notes that read the same and are about the same are one record, where no key tells.

Some accounts have no place for a key in them (notes of Salesforce, notes and activities of Pipedrive and Zoho). What somebody
types on one computer goes to every account, and would come to another computer once from each of them. So a row without a key
is tied to the record that says the same, where there is one and only one, and no other row of the account says it too. Such an
account may also be read first: the record then has an id of this computer's, and the row with its key, at another account, is
tied alike.

The same words may be written again another day ("no answer"), and then are another note: what was not made at about the same time
stays apart. Apart they are a line too many; together, whoever corrects one of them writes over the other one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime, timedelta

from crmdesk.domain.alike import agreed, same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields, FieldType
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import links, records, traits
from crmdesk.store.links import LinkState
from crmdesk.store.lookalikes import lookalikes
from crmdesk.store.records import LIVE, Record, targets
from crmdesk.store.store import Reader
from crmdesk.store.unit import Unit
from crmdesk.sync import wording
from crmdesk.sync.context import Context
from crmdesk.sync.references import Targets
from crmdesk.sync.tying import keyed, link_to, near_of, store

IN_WORDS = (Kind.ACTIVITY, Kind.NOTE)
"""The kinds that are known by their words."""

_SAYING = {Kind.ACTIVITY: ("type", "subject", "done", "due_at", "starts_at", "ends_at"), Kind.NOTE: ("body",)}
"""What two of a kind have to agree in, as far as both tell it."""

_ABOUT = "about"

_TOGETHER = timedelta(days=1)
"""How far apart a computer makes the rows of one record, at most: it may be shut overnight, or an account out of reach."""


def tie_identical(
    unit: Unit, context: Context, object_name: str, rows: Sequence[RemoteRecord], known: Targets
) -> dict[str, LinkState]:
    """Tie rows of one object that are no record's yet; gives their links by remote id. ``known`` are those that they refer to."""
    tied = identical(unit.connection, context, object_name, rows, known)
    store(unit, list(tied.values()))
    return tied


def identical(
    reader: Reader, context: Context, object_name: str, rows: Sequence[RemoteRecord], known: Targets
) -> dict[str, LinkState]:
    """The links by which such rows would be tied."""
    asking = [row for row in rows if row.kind in IN_WORDS and row.part_of is None]
    if not asking or not traits.are_kept(reader):
        return {}
    if context.is_keyed(object_name):
        asking = _made_elsewhere(reader, asking)
    found: dict[str, LinkState] = {}
    for kind in IN_WORDS:
        mine = [row for row in asking if row.kind is kind]
        told = {row.id: record for row in mine if (record := _told(context, row, known)) is not None}
        if told:
            found |= _identical(reader, context, object_name, kind, told, {row.id: row for row in mine})
    return found


def _made_elsewhere(reader: Reader, rows: Sequence[RemoteRecord]) -> list[RemoteRecord]:
    """The rows that another computer made, of records whose key nobody here has. One whose key is known is a copy."""
    keys = keyed(reader, rows)
    here = records.kinds_of(reader, sorted({*keys.values()})) if keys else {}
    return [row for row in rows if row.id in keys and keys[row.id] not in here]


def _told(context: Context, row: RemoteRecord, known: Targets) -> Record | None:
    """What a row says, and of whom; None where it is about nobody who is here."""
    rules = context.rules(row.object, row.kind)
    about, unknown = known.read(row.kind, _ABOUT, row.fields.get(_ABOUT))
    if not about or unknown:
        return None
    said = {
        name: rules[name].codec.decode(row.fields[name])
        for name in _SAYING[row.kind]
        if name in rules and name in row.fields
    }
    told = {_ABOUT: about, "created_at": row.created_at}
    return Record("", row.kind, LIVE, dict.fromkeys(CATALOGUE[row.kind]) | said | told)


def _identical(
    reader: Reader,
    context: Context,
    object_name: str,
    kind: Kind,
    told: Mapping[str, Record],
    rows: Mapping[str, RemoteRecord],
) -> dict[str, LinkState]:
    of_them = _about(reader, context, object_name, told.values())
    candidates = {record for some in of_them.values() for record in some}
    alike = candidates.intersection(lookalikes(reader, kind, told.values())) if candidates else set()
    near = near_of(reader, context, object_name, kind, alike)
    loaded = records.load_many(reader, kind, sorted(id for id, each in near.known.items() if each.free))
    fitting: dict[str, list[str]] = {}
    for id, each in told.items():
        theirs = {record for target in targets(each.fields[_ABOUT]) for record in of_them.get(target, ())}
        asked = (loaded[record] for record in sorted(theirs & loaded.keys()))
        fitting[id] = [record.id for record in asked if _says_the_same(context, rows[id], each, record)]
    return {id: link_to(context, rows[id], record, near.own[record]) for id, record in _pairs(fitting).items()}


def _about(reader: Reader, context: Context, object_name: str, told: Iterable[Record]) -> dict[str, set[str]]:
    """The records about each of those that rows are about, but for those that have a row at the account: most in a first pull."""
    named = {each for record in told for each in targets(record.fields[_ABOUT])}
    found: dict[str, set[str]] = {}
    for source, field, target in records.mentions_of(reader, named):
        if field == _ABOUT:
            found.setdefault(target, set()).add(source)
    asked = sorted({record for some in found.values() for record in some})
    lives = links.remote_ids(reader, context.id, asked)
    # What was typed here and has still to be made there has a key of its own, where there are keys.
    there = {record for (_, record), row in lives.items() if row is not None or context.is_keyed(object_name)}
    return {target: left for target, some in found.items() if (left := some - there)}


def _pairs(fitting: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The rows that fit one record and nothing else, where no other row fits it."""
    wooers = Counter(record for found in fitting.values() for record in found)
    return {id: found[0] for id, found in fitting.items() if len(found) == 1 and wooers[found[0]] == 1}


def _says_the_same(context: Context, row: RemoteRecord, told: Record, record: Record) -> bool:
    about, theirs = _set(told.fields[_ABOUT]), _set(record.fields.get(_ABOUT))
    if not (about <= theirs or theirs <= about) or about.isdisjoint(theirs):
        return False
    if not _made_together(told.fields["created_at"], record.fields["created_at"]):
        return False
    return all(_agree(context, row, name, told.fields, record.fields) for name in _SAYING[record.kind])


def _made_together(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) <= _TOGETHER


def _agree(context: Context, row: RemoteRecord, name: str, told: Fields, held: Fields) -> bool:
    """Whether a row and a record do not contradict each other in a field. An account may keep less of a moment than is here."""
    value, mine = told.get(name), held.get(name)
    if value is None or mine is None or same(value, mine):
        return name not in ("subject", "body") or (value is not None and mine is not None)
    if CATALOGUE[row.kind][name].type is not FieldType.DATETIME:
        return False
    rule = context.rules(row.object, row.kind)[name]
    return agreed(FieldType.DATETIME, [value, mine]) is not None or wording.read(rule, row.fields[name], mine) == mine


def _set(value: object) -> Set[str]:
    return frozenset(value) if isinstance(value, list) else frozenset()
