"""One record with its surroundings: what a record panel shows, and what its fields can be set to."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.catalogue import field as field_spec
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Fields, FieldType
from crmdesk.store import connections, cursors, custom_fields, links, open_conflicts, pipelines
from crmdesk.store import records as stored
from crmdesk.store.columns import to_fields
from crmdesk.store.connections import Connection
from crmdesk.store.links import LinkState
from crmdesk.store.queries import flags, lists, status
from crmdesk.store.queries.differences import unsent_fields
from crmdesk.store.queries.in_use import values_in_use
from crmdesk.store.queries.names import names_of, referred
from crmdesk.store.queries.notices import notices_of
from crmdesk.store.queries.options import options_of
from crmdesk.store.queries.pipelines import pipeline_choices, stage_choices
from crmdesk.store.queries.rows import (
    Begun,
    Choice,
    FieldState,
    LinkRow,
    ListQuery,
    RecordCard,
    RelatedRow,
)
from crmdesk.store.records import LIVE, Record
from crmdesk.store.tables import record_table

_MOST_CHOICES = 500
MOST_RELATED = 200


def card(connection: sa.Connection, record: str) -> RecordCard | None:
    """Everything there is to show about a record, deleted ones included; None where there is none."""
    present = stored.find(connection, record)
    if present is None:
        return None
    tied = links.by_record(connection, [record]).get(record, [])
    accounts = {account.id: account for account in connections.all_of(connection)}
    problems = status.problems_of(connection, record)
    contested = set(open_conflicts.open_of(connection, [record]).get(record, {}))
    failed = {problem.field for problem in problems if problem.field is not None}
    return RecordCard(
        id=present.id,
        kind=present.kind,
        life=present.life,
        name=display_name(present.kind, present.fields),
        fields=present.fields,
        states=_states(present, tied, accounts, contested, failed, cursors.unsent(connection)),
        links=tuple(_link_row(link, accounts[link.connection]) for link in tied if link.connection in accounts),
        problems=tuple(problems),
        names=names_of(connection, referred(present.kind, present.fields)),
        related=_related(connection, present),
        custom=tuple(custom_fields.all_of(connection, present.kind)),
        notices=notices_of(connection, present.id),
        became=stored.survivors(connection, [record]).get(record) if present.life == stored.MERGED else None,
    )


def choices(connection: sa.Connection, kind: Kind, field: str) -> list[Choice]:
    """What a field can be set to: its options, records by name, or the values in use.

    An open choice also offers the accounts' own values that records have, with the accounts' labels, and so does a custom
    field of several values; crmdesk's own options are labelled by their values, for a window to translate. At most 500;
    longer lists are searched. Raises InvalidInput for a field that the kind has not.
    """
    spec = field_spec(kind, field)
    if spec.targets:
        return [choice for target in spec.targets for choice in _references(connection, kind, target)]
    if spec.type is FieldType.CHOICE or (spec.type is FieldType.TAGS and is_custom(field)):
        return options_of(connection, kind, spec)
    if spec.type is FieldType.TEXT and spec.indexed:
        return [Choice(value, value) for value in values_in_use(connection, kind, LIVE, spec.name, _MOST_CHOICES)]
    return []


def begun(connection: sa.Connection, kind: Kind) -> Begun:
    """What a new record of a kind begins with because accounts ask for it: a deal its pipeline and stage."""
    values = pipelines.first_place(connection) if kind is Kind.DEAL else {}
    return Begun(values, names_of(connection, set(values.values())))


def kind_of(connection: sa.Connection, record: str) -> Kind | None:
    """The kind of a record, None where there is none."""
    return stored.kinds_of(connection, [record]).get(record)


def _states(
    record: Record,
    tied: list[LinkState],
    accounts: Mapping[str, Connection],
    contested: set[str],
    failed: set[str],
    unsent: Mapping[tuple[str, str, str], frozenset[str]],
) -> dict[str, FieldState]:
    """One state per field that has one; the one that asks most of a person wins.

    ``unsent`` are the fields that do not travel: a value of one that an account has lost is only here once it was changed.
    """
    states: dict[str, FieldState] = {}
    known = [link for link in tied if link.state in (links.ACTIVE, links.NEW) and link.connection in accounts]
    if known and all(link.state == links.ACTIVE for link in known):
        carried = {
            name
            for link in known
            for name, (ours, _) in link.bases.items()
            if record.fields.get(name) == ours
            or name not in unsent.get((link.connection, link.object, link.kind.value), ())
        }
        filled = (name for name, value in record.fields.items() if value is not None and name not in carried)
        here = (name for name in filled if not CATALOGUE[record.kind][name].read_only)
        states |= dict.fromkeys(here, FieldState.ONLY_HERE)
    for sending, state in ((False, FieldState.HELD), (True, FieldState.PENDING)):
        for link in known:
            if accounts[link.connection].sending is sending:
                states |= dict.fromkeys(unsent_fields(record, link, staying=unsent), state)
    states |= dict.fromkeys(failed, FieldState.PROBLEM)
    return states | dict.fromkeys(contested, FieldState.CONFLICT)


def _link_row(link: LinkState, account: Connection) -> LinkRow:
    return LinkRow(account.id, account.name, account.vendor, link.object, link.remote_id, link.state)


def _related(connection: sa.Connection, record: Record) -> tuple[RelatedRow, ...]:
    """Live records that refer to a record or that it refers to, the latest first."""
    ids = {source for _, source, _ in stored.mentioned_by(connection, record.id)} | referred(record.kind, record.fields)
    found: list[RelatedRow] = []
    marks = flags.of_records(connection, sorted(ids))
    for kind in RECORD_KINDS:
        table = record_table(kind)
        query = sa.select(table).where(flags.among(table.c.id, sorted(ids)), table.c.life == LIVE).limit(MOST_RELATED)
        for row in connection.execute(query).mappings():
            values = to_fields(kind, row)
            name = display_name(kind, values)
            found.append(RelatedRow(row["id"], kind, name, _moment(values), values, row["id"] in marks.pending))
    return tuple(sorted(found, key=lambda row: row.at or "", reverse=True)[:MOST_RELATED])


def _moment(values: Fields) -> str | None:
    """The time that a related record belongs to."""
    names = ("starts_at", "due_at", "close_date", "last_contact_at", "created_at")
    return next((values[name] for name in names if values.get(name)), None)


def _references(connection: sa.Connection, kind: Kind, target: Kind) -> list[Choice]:
    """The records of the kind ``target`` that a record of ``kind`` can refer to, by name."""
    if target is Kind.PIPELINE:
        return pipeline_choices(connection, kind, most=_MOST_CHOICES)
    if target is Kind.STAGE:
        return stage_choices(connection, kind, most=_MOST_CHOICES)
    return [Choice(row.id, row.name) for row in lists.page(connection, ListQuery(target), limit=_MOST_CHOICES)]
