"""The pipelines and stages that a record can be put in, by names that tell them apart.

Each account brings its own, and many still have the name that their vendor gave them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields
from crmdesk.store import connections, links
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import Choice, ListQuery, ListRow


def pipeline_choices(connection: sa.Connection, kind: Kind, *, most: int) -> list[Choice]:
    """The pipelines of a kind of record by name; where several have one name, each is told with the accounts that have it."""
    rows = [row for row in lists.page(connection, ListQuery(Kind.PIPELINE), limit=most) if takes(row.fields, kind)]
    often = Counter(row.name for row in rows)
    alike = [row.id for row in rows if often[row.name] > 1]
    accounts = accounts_of(connection, alike)
    labels = {row.id: f"{row.name} ({accounts[row.id]})" if accounts.get(row.id) else row.name for row in rows}
    return [Choice(row.id, labels[row.id]) for row in rows]


def stage_choices(connection: sa.Connection, kind: Kind, *, most: int) -> list[Choice]:
    """The stages of a kind of record in their order; each with its pipeline where there are several."""
    pipelines = {choice.value: choice.label for choice in pipeline_choices(connection, kind, most=most)}
    rows = [
        row
        for row in lists.page(connection, ListQuery(Kind.STAGE), limit=most)
        if row.fields["pipeline"] is None or row.fields["pipeline"] in pipelines
    ]
    if len(pipelines) < 2:
        return [Choice(row.id, row.name) for row in sorted(rows, key=_position)]
    told = [(pipelines.get(row.fields["pipeline"], ""), row) for row in rows]
    ordered = sorted(told, key=lambda pair: (pair[0], _position(pair[1])))
    return [Choice(row.id, f"{pipeline} – {row.name}" if pipeline else row.name) for pipeline, row in ordered]


def takes(pipeline: Fields, kind: Kind) -> bool:
    """Whether records of a kind can be in a pipeline of these fields; one that does not say of what kind it is takes all."""
    return pipeline.get("of") in (None, kind.value)


def accounts_of(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The names of the accounts that have each of these records, in one line."""
    if not ids:
        return {}
    names = {account.id: account.name for account in connections.all_of(connection)}
    tied = links.by_record(connection, ids)
    return {
        id: ", ".join(sorted({names[link.connection] for link in tied.get(id, ()) if link.connection in names}))
        for id in ids
    }


def _position(row: ListRow) -> int:
    position: int | None = row.fields["position"]
    return 0 if position is None else position
