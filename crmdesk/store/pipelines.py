"""Where a deal stands: in a stage of a pipeline, both of the same account. What a person leaves open is filled in.

An account may have stages and no pipelines (Zoho's, where nobody set any up): a deal stands in one of them alone.

Vendors refuse a deal without a stage, and a stage of another pipeline (HubSpot, deals: required properties).
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields, Value
from crmdesk.store import connections, links, records
from crmdesk.store.records import LIVE
from crmdesk.store.tables import record_table

_PIPELINE, _STAGE = record_table(Kind.PIPELINE), record_table(Kind.STAGE)
_DEAL = "deal"
_PLACE = ("pipeline", "stage")


def first_place(connection: sa.Connection) -> dict[str, str]:
    """The pipeline and stage where a new deal begins: the first stage of the default pipeline; empty where none is known.

    The default pipeline is the first one of the first account, by name, that takes deals. Where there is none at all, it is the
    first stage.
    """
    pipeline = _first_pipeline(connection)
    stage = _first_stage(connection, pipeline)
    found = {"pipeline": pipeline, "stage": stage}
    return {name: value for name, value in found.items() if value is not None}


def placed(connection: sa.Connection, values: Fields, present: Fields) -> dict[str, Value]:
    """The values of a deal with what its place lacks: a pipeline its first stage, a stage its pipeline.

    A new deal (``present`` empty) that names neither begins in ``first_place``. Raises InvalidInput for a stage of another
    pipeline, for a deal without a place where stages are known, and where an account that wants one has told none yet.
    """
    given = {name: values[name] for name in _PLACE if name in values}
    if present and not given:
        return dict(values)
    pipeline = values.get("pipeline")
    stage = values.get("stage")
    if pipeline is None and stage is None:
        return dict(values) | _begun(connection, present, given)
    if stage is not None:
        home = _pipeline_of(connection, stage)
        if pipeline is not None and home is not None and home != pipeline:
            raise InvalidInput("stage_of_another_pipeline", field="stage", **_names(connection, stage, pipeline))
        return dict(values) | ({} if home is None else {"pipeline": home})
    kept = present.get("stage")
    if kept is not None and "stage" not in values and _pipeline_of(connection, kept) == pipeline:
        return dict(values)
    first = _first_stage(connection, pipeline)
    return dict(values) | ({} if first is None else {"stage": first})


def _begun(connection: sa.Connection, present: Fields, given: Mapping[str, Value]) -> dict[str, str]:
    """Where a deal that names no place begins; one that has a place cannot leave it for none."""
    place = first_place(connection)
    if present:
        emptied = [name for name in given if present.get(name) is not None and name in place]
        if emptied:
            raise InvalidInput("value_missing", field=emptied[0])
        return {}
    if not place:
        for account in connections.all_of(connection):
            if _wants_pipeline(account):
                raise InvalidInput("pipelines_unknown", field="pipeline", account=account.name)
    return place


def _wants_pipeline(account: connections.Connection) -> bool:
    """Whether new deals go to an account whose deals have a pipeline or a stage (HubSpot's ``dealstage``, ``StageName``)."""
    described = account.described or {}
    objects = [route.object for route in account.routes if route.kind is Kind.DEAL]
    words = ("pipeline", "stage")
    return any(word in name.lower() for each in objects for name in described.get(each, {}) for word in words)


def _first_pipeline(connection: sa.Connection) -> str | None:
    of_deals = sa.or_(_PIPELINE.c.of == _DEAL, _PIPELINE.c.of.is_(None))
    query = sa.select(_PIPELINE.c.id).where(_PIPELINE.c.life == LIVE, of_deals)
    found: list[str] = list(connection.execute(query.order_by(_PIPELINE.c.position, sa.text("rowid"))).scalars())
    tied = links.by_record(connection, found)
    for account in connections.all_of(connection):
        own = [id for id in found if any(link.connection == account.id for link in tied.get(id, ()))]
        if own and any(route.kind is Kind.DEAL for route in account.routes):
            return own[0]
    return next(iter(found), None)


def _first_stage(connection: sa.Connection, pipeline: str | None) -> str | None:
    query = sa.select(_STAGE.c.id).where(_STAGE.c.life == LIVE, _STAGE.c.pipeline.is_not_distinct_from(pipeline))
    found: str | None = connection.execute(query.order_by(_STAGE.c.position, sa.text("rowid")).limit(1)).scalar()
    return found


def _pipeline_of(connection: sa.Connection, stage: str) -> str | None:
    found: str | None = connection.execute(sa.select(_STAGE.c.pipeline).where(_STAGE.c.id == stage)).scalar()
    return found


def _names(connection: sa.Connection, stage: str, pipeline: str) -> dict[str, str]:
    found = records.load_many(connection, Kind.STAGE, [stage]) | records.load_many(
        connection, Kind.PIPELINE, [pipeline]
    )
    named = {id: record.fields["name"] or id for id, record in found.items()}
    return {"value": named.get(stage, stage), "pipeline": named.get(pipeline, pipeline)}
