"""What a person does to records: edit, create, delete, restore. Each function is one unit of work.

An edit never waits for the network: it changes the record, writes the ledger and marks the links that have something to
send. Every act is a *change* with an id (``changes.py``), which undo and redo address (``undoing.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from crmdesk.domain.catalogue import CATALOGUE, canonical_fields
from crmdesk.domain.conflicts import ConflictKind
from crmdesk.domain.entry import check_entry
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.merge import differs
from crmdesk.domain.values import Fields, Value
from crmdesk.store import (
    changes,
    connections,
    intents,
    ledger,
    links,
    notices,
    open_conflicts,
    pipelines,
    problems,
    records,
    traits,
)
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.parts import begin_parts, end_parts, vacant
from crmdesk.store.queries.options import account_words
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.unit import Unit

CREATED, DELETED, RESTORED = "created", "deleted", "restored"


def edit(unit: Unit, record: str, values: Fields) -> str:
    """Change fields of a live record. Returns the change's id.

    ``email`` and ``phone`` address the primary item; a deal that moves to another pipeline begins in its first stage. Raises
    InvalidInput for an unknown record, field or value.
    """
    present = live(unit, record)
    change = changes.begin(unit, "edit", present.kind, record)
    apply_values(unit, present, canonical_values(unit, present.kind, values, present.fields), Cause.USER, change=change)
    return change


def create(unit: Unit, kind: Kind, values: Fields) -> tuple[str, str]:
    """Make a record, to be made at every account that takes new records of its kind. Returns (record id, change id).

    A deal that names no pipeline or stage begins in the first one. Raises InvalidInput for values that do not fit.
    """
    if kind not in RECORD_KINDS:
        raise InvalidInput("kind_read_only", kind=kind.value)
    given = records.standing(unit.connection, kind, canonical_values(unit, kind, values, {}))
    fields = dict.fromkeys(CATALOGUE[kind]) | dict(given)
    if all(value is None for value in fields.values()):
        raise InvalidInput("record_blank", kind=kind.value)
    fields |= dict.fromkeys(("created_at", "modified_at"), unit.now)
    made = Record(unit.new_id(), kind, LIVE, fields)
    change = changes.begin(unit, "create", kind, made.id)
    records.insert_many(unit, kind, [made])
    if kind in traits.KNOWN_BY:
        traits.begin(unit)  # a colleague may be entering the same one
    typed = [
        (name, value) for name, value in fields.items() if value is not None and not CATALOGUE[kind][name].read_only
    ]
    ledger.append(
        unit,
        [
            Entry(made.id, kind, Cause.USER, event=CREATED, change=change),
            *(Entry(made.id, kind, Cause.USER, name, None, value, change=change) for name, value in typed),
        ],
    )
    links.insert_many(unit, _routes(unit, made))
    begin_parts(unit, [made])
    return made.id, change


def delete(unit: Unit, record: str) -> str:
    """Move a live record to the trash; its counterparts are deleted once that is sent. Returns the change's id."""
    present = live(unit, record)
    change = changes.begin(unit, "delete", present.kind, record)
    set_life(unit, present, TRASH, Cause.USER, change)
    return change


def restore(unit: Unit, record: str) -> str:
    """Bring a record back from the trash; where its counterpart is gone already, it is made again. Returns the change's id."""
    present = found(unit, record)
    if present.life != TRASH:
        raise InvalidInput("record_not_in_trash", record=record)
    change = changes.begin(unit, "restore", present.kind, record)
    set_life(unit, present, LIVE, Cause.USER, change)
    return change


def set_life(unit: Unit, record: Record, life: str, cause: Cause, change: str) -> None:
    """Move a record to the trash or bring it back as a part of a change.

    Where its counterpart is gone, it is made again; one that was never made need not be deleted either. One that was kept
    apart stays apart, and one that became part of another there stays that.
    """
    event = DELETED if life == TRASH else RESTORED
    records.set_life(unit, record.kind, [record.id], life)
    record.life = life
    ledger.append(unit, [Entry(record.id, record.kind, cause, event=event, change=change)])
    states = links.by_record(unit.connection, [record.id]).get(record.id, [])
    if life == LIVE:
        gone = vacant(unit.connection, states)
        for state in gone:
            state.wish_anew()
        links.update_many(unit, gone)
    mark(unit, record, None)
    if life == TRASH:
        _untie_unmade(unit, states)
        asked = open_conflicts.open_of(unit.connection, [record.id]).get(record.id, {}).values()
        over = [each.id for each in asked if each.kind is ConflictKind.OVERWROTE]
        open_conflicts.close(unit, over, open_conflicts.OBSOLETE)
        problems.settle_doubts_of(unit, [record.id])


def _untie_unmade(unit: Unit, states: Iterable[LinkState]) -> None:
    """Links whose counterpart nobody asked for yet end; where a request is on its way, the run that has its answer decides."""
    unmade = [state for state in states if state.state == links.NEW]
    flying = intents.of_links(unit.connection, [state.id for state in unmade])
    ended = [state for state in unmade if state.id not in flying]
    for state in ended:
        state.state, state.dirty = links.UNLINKED, False
    links.update_many(unit, ended)


def apply_values(
    unit: Unit,
    record: Record,
    values: Fields,
    cause: Cause,
    *,
    change: str | None = None,
    decision: str | None = None,
    run: str | None = None,
) -> None:
    """Write canonical values into a record, with the ledger and the marks of what is to be sent.

    They may be older than a merge, or than the end of an account: nothing comes to refer to a record that became part of another,
    or that was forgotten.
    """
    values = records.standing(unit.connection, record.kind, values)
    changed = {name: value for name, value in values.items() if record.fields.get(name) != value}
    if not changed:
        return
    entries = [
        Entry(record.id, record.kind, cause, name, record.fields.get(name), value, None, None, run, change, decision)
        for name, value in changed.items()
    ]
    record.fields.update(changed)
    record.fields["modified_at"] = unit.now
    records.update_many(unit, record.kind, [(record, frozenset(changed) | {"modified_at"})])
    ledger.append(unit, entries)
    mark(unit, record, frozenset(changed))


def mark(unit: Unit, record: Record, fields: frozenset[str] | None) -> None:
    """Mark those links that carry any of ``fields`` (all links for None) and have something to send, and unmark the others.

    What a person is asked about is not sent before the answer. What was refused before is tried afresh.
    """
    mark_all(unit, [record], fields)


def mark_all(unit: Unit, several: Sequence[Record], fields: frozenset[str] | None) -> None:
    """The same for the links of several records: hundreds may refer to one that is united with another."""
    begin_parts(unit, [record for record in several if record.life == LIVE], fields)
    for record in several if fields else ():
        notices.seen(unit, record.id, fields or ())
    ids = [record.id for record in several]
    tied = links.by_record(unit.connection, ids)
    asked = open_conflicts.open_of(unit.connection, ids)
    due: list[LinkState] = []
    unsent: set[int] = set()
    for record in several:
        mine = [state for state in tied.get(record.id, ()) if _carries(state, fields)]
        unsent |= {state.id for state in mine if has_news(record, state, asked.get(record.id, {}).keys())}
        due += mine
    links.mark(unit, unsent, dirty=True)
    links.mark(unit, {state.id for state in due} - unsent, dirty=False)
    forget_sends(unit, due, fields)
    for record in several:
        end_parts(unit, record, tied.get(record.id, []))


def has_news(record: Record, state: LinkState, asked: Collection[str] = ()) -> bool:
    """Whether there is anything about a record that its counterpart has still to be told, but for the fields that are ``asked``.

    Nobody writes users and stages there.
    """
    if record.kind not in RECORD_KINDS:
        return False
    if state.state == links.ACTIVE:
        bases = {name: pair for name, pair in state.bases.items() if name not in asked} if asked else state.bases
        return record.life == TRASH or differs(record.fields, bases)
    return state.state == links.NEW


def forget_sends(unit: Unit, states: Iterable[LinkState], fields: frozenset[str] | None = None) -> None:
    """Links that are tried afresh, or have nothing to send any more: what was refused for them is over, and so is the problem.

    Where only ``fields`` were changed, any other field that an account refuses by itself stays set aside.
    """
    tried = {state.id: state for state in states}
    over = {(state.connection, state.record) for state in tried.values()}
    # A link may stand for another record by now.
    over |= {(tried[link].connection, record) for link, record in intents.forget_refusals(unit, tried).items()}
    # One question for all accounts: an edit is made for each record of a mass change, and hardly anything is refused.
    for account, refused in problems.refused_at(unit.connection, {record for _, record in over}).items():
        ended = {record for record in refused if (account, record) in over}
        ended -= intents.refused_records(unit.connection, account, ended)
        problems.settle_refusals(unit, account, sorted(ended), fields)


def _carries(state: LinkState, fields: frozenset[str] | None) -> bool:
    if state.state not in (links.NEW, links.ACTIVE):
        return False
    return fields is None or state.state == links.NEW or not fields.isdisjoint(state.bases)


def canonical_values(unit: Unit, kind: Kind, values: Fields, present: Fields) -> dict[str, Value]:
    """Canonical values for what a person gave; ``email`` and ``phone`` change the primary item of ``present``.

    Raises InvalidInput for what does not fit its field, and for what nobody types on purpose (``domain.entry``).
    """
    expanded = dict(values)
    for short, items in (("email", "emails"), ("phone", "phones")):
        if short in expanded and items in CATALOGUE[kind]:
            expanded[items] = with_primary(present.get(items), expanded.pop(short))
    result = canonical_fields(kind, expanded)
    for name, value in result.items():
        check_typed(unit, kind, name, value, (present.get(name),))
    _check_references(unit, kind, result)
    return pipelines.placed(unit.connection, result, present) if kind is Kind.DEAL else result


def check_typed(unit: Unit, kind: Kind, field: str, value: Value, held: Sequence[Value]) -> None:
    """Raises InvalidInput for a canonical value that nobody types on purpose; what is ``held`` already may stay."""
    spec = CATALOGUE[kind][field]
    check_entry(spec, value, held=held, known=lambda: account_words(unit.connection, kind, spec))


def with_primary(items: Value, value: str | None) -> Value:
    """The list with another primary item; None takes the primary one away."""
    rest = [item for item in items or [] if not item["primary"]]
    if value is None or not value.strip():
        return rest or None
    label = next((item["label"] for item in items or [] if item["primary"]), None)
    return [{"value": value, "label": label, "primary": True}, *rest]


def _check_references(unit: Unit, kind: Kind, values: Fields) -> None:
    for name, value in values.items():
        spec = CATALOGUE[kind][name]
        if not spec.targets or value is None:
            continue
        wanted = records.targets(value)
        kinds = records.kinds_of(unit.connection, wanted)
        for target in wanted:
            if kinds.get(target) not in spec.targets:
                allowed = ", ".join(each.value for each in spec.targets)
                raise InvalidInput("reference_unknown", field=name, value=target, kinds=allowed)


def found(unit: Unit, record: str) -> Record:
    """A record in whatever state. Raises InvalidInput where there is none."""
    present = records.find(unit.connection, record)
    if present is None:
        raise InvalidInput("unknown_record", record=record)
    return present


def live(unit: Unit, record: str) -> Record:
    """A live record of a kind that people write. Raises InvalidInput where it is not there, deleted, or read only."""
    present = found(unit, record)
    if present.kind not in RECORD_KINDS:
        raise InvalidInput("kind_read_only", kind=present.kind.value)
    if present.life != LIVE:
        raise InvalidInput("record_deleted", record=record)
    return present


def _routes(unit: Unit, record: Record) -> list[LinkState]:
    made = []
    for connection in connections.all_of(unit.connection):
        for route in connection.routes:
            fits = route.field is None or record.fields.get(route.field) == route.value
            if route.kind is record.kind and route.part_of is None and fits:
                made.append(
                    LinkState(0, connection.id, route.object, None, record.id, record.kind, links.NEW, dirty=True),
                )
                break
    return made
