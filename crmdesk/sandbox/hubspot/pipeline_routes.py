"""Pipelines and stages (fact sheet section 4.2)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.hubspot.account import PORTAL_ID
from crmdesk.sandbox.hubspot.calls import Call, Routes
from crmdesk.sandbox.hubspot.errors import ApiError, not_there, unset_fields, wrong_value
from crmdesk.sandbox.hubspot.pipelines import PIPELINED, Pipeline, Stage
from crmdesk.sandbox.messages import JsonObject, Reply

ROUTES = Routes()


def _all(call: Call) -> dict[str, Pipeline]:
    return call.account.pipelines.get(call.kind.plural, {})


def _pipeline(call: Call) -> Pipeline:
    found = _all(call).get(call.values["id"])
    if found is None or found.archived:
        raise not_there()
    return found


def _stage(call: Call) -> tuple[Pipeline, Stage]:
    pipeline = _pipeline(call)
    stage = pipeline.stage(call.values["stage"])
    if stage is None or stage.archived:
        raise not_there()
    return pipeline, stage


def _metadata(call: Call, raw: Any) -> dict[str, str]:
    """A stage's metadata as strings; deals need a probability in steps of 0.1. Raises `ApiError`."""
    if not isinstance(raw, dict):
        raise unset_fields("metadata")
    found = {str(key): str(value).lower() if isinstance(value, bool) else str(value) for key, value in raw.items()}
    if call.kind.plural == "deals":
        steps = {f"{tenth / 10:.1f}" for tenth in range(11)}
        if found.get("probability") not in steps:
            raise ApiError(400, "Deal stages need a probability between 0.0 and 1.0 in steps of 0.1")
        found["isClosed"] = str(found["probability"] in {"0.0", "1.0"}).lower()
    return found


def _order(raw: JsonObject, default: int) -> int:
    order = raw.get("displayOrder", default)
    if not isinstance(order, int):
        raise wrong_value("of `displayOrder`")
    return order


def _new_stage(call: Call, raw: JsonObject, order: int) -> Stage:
    if not raw.get("label"):
        raise unset_fields("label")
    account = call.account
    stage_id = str(raw.get("stageId") or account.rng.randrange(100_000_000, 999_999_999))
    metadata = _metadata(call, raw.get("metadata"))
    now = account.now_ms()
    return Stage(stage_id, str(raw["label"]), _order(raw, order), metadata, now, created=iso(now))


def _new_stages(call: Call) -> list[Stage]:
    raw = call.body["stages"]
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise wrong_value("of type `PipelineStageInput`")
    return [_new_stage(call, one, order) for order, one in enumerate(raw)]


@ROUTES.reads("GET", "/{object}")
def list_pipelines(call: Call) -> Reply:
    """All pipelines of a type with their stages."""
    shown = sorted((one for one in _all(call).values() if not one.archived), key=lambda one: one.display_order)
    return Reply.json(200, {"results": [one.to_json() for one in shown]})


@ROUTES.writes("POST", "/{object}")
def create_pipeline(call: Call) -> Reply:
    """201 with the new pipeline."""
    if call.kind.plural not in PIPELINED:
        raise ApiError(400, f"{call.kind.plural} have no pipelines")
    missing = [key for key in ("label", "stages") if not call.body.get(key)]
    if missing:
        raise unset_fields(*missing)
    stages = _new_stages(call)
    number = str(call.body.get("pipelineId") or call.account.rng.randrange(100_000_000, 999_999_999))
    order = _order(call.body, len(_all(call)))
    now = call.account.now_ms()
    made = Pipeline(number, str(call.body["label"]), order, now, stages, created=iso(now))
    _noted(call, made, "CREATE")
    _all(call)[number] = made
    return Reply.json(201, made.to_json())


@ROUTES.reads("GET", "/{object}/{id}")
def read_pipeline(call: Call) -> Reply:
    """One pipeline."""
    return Reply.json(200, _pipeline(call).to_json())


def _noted(call: Call, pipeline: Pipeline, action: str) -> None:
    """Enter a change into the pipeline's audit."""
    pipeline.updated_ms = call.account.now_ms()
    pipeline.audit.append({
        "identifier": pipeline.id, "action": action, "message": f"{action} {pipeline.label}", "portalId": PORTAL_ID,
        "timestamp": iso(pipeline.updated_ms), "fromUserId": call.access.grant.user_id, "rawObject": {},
    })  # fmt: skip


@ROUTES.writes("PATCH", "/{object}/{id}")
def update_pipeline(call: Call) -> Reply:
    """Change label or order."""
    pipeline = _pipeline(call)
    pipeline.label = str(call.body.get("label") or pipeline.label)
    pipeline.display_order = _order(call.body, pipeline.display_order)
    _noted(call, pipeline, "UPDATE")
    return Reply.json(200, pipeline.to_json())


@ROUTES.writes("PUT", "/{object}/{id}")
def replace_pipeline(call: Call) -> Reply:
    """Change label, order and all stages."""
    pipeline = _pipeline(call)
    missing = [key for key in ("label", "stages") if not call.body.get(key)]
    if missing:
        raise unset_fields(*missing)
    pipeline.stages = _new_stages(call)
    return update_pipeline(call)


@ROUTES.writes("DELETE", "/{object}/{id}")
def delete_pipeline(call: Call) -> Reply:
    """Remove a pipeline; refused while records use it, if the query asks for the check."""
    pipeline = _pipeline(call)
    _check_unused(call, PIPELINED[call.kind.plural][0], pipeline.id, "PipelineError.PIPELINE_ID_IN_USE")
    pipeline.archived = True
    _noted(call, pipeline, "DELETE")
    return Reply(204)


def _check_unused(call: Call, name: str, value: str, subcategory: str) -> None:
    if not call.request.flag("validateReferencesBeforeDelete"):
        return
    table = call.account.tables[call.kind.plural]
    used = [str(number) for number in table.live if table.records[number].values().get(name) == value]
    if used:
        text = f"{value} is in use by {len(used)} records and cannot be deleted"
        raise ApiError(400, text, subCategory=subcategory, context={"objectIds": used[:10]})


@ROUTES.reads("GET", "/{object}/{id}/audit")
def audit_pipeline(call: Call) -> Reply:
    """What was done to a pipeline."""
    return Reply.json(200, {"results": _pipeline(call).audit})


@ROUTES.reads("GET", "/{object}/{id}/stages")
def list_stages(call: Call) -> Reply:
    """The stages of one pipeline."""
    return Reply.json(200, {"results": _pipeline(call).to_json()["stages"]})


@ROUTES.writes("POST", "/{object}/{id}/stages")
def create_stage(call: Call) -> Reply:
    """201 with the new stage."""
    pipeline = _pipeline(call)
    made = _new_stage(call, call.body, len(pipeline.stages))
    pipeline.stages.append(made)
    _noted(call, pipeline, "UPDATE")
    return Reply.json(201, made.to_json())


@ROUTES.reads("GET", "/{object}/{id}/stages/{stage}")
def read_stage(call: Call) -> Reply:
    """One stage."""
    return Reply.json(200, _stage(call)[1].to_json())


@ROUTES.writes("PATCH", "/{object}/{id}/stages/{stage}")
def update_stage(call: Call) -> Reply:
    """Change a stage; the metadata has to come along."""
    pipeline, stage = _stage(call)
    stage.metadata = _metadata(call, call.body.get("metadata"))
    stage.label = str(call.body.get("label") or stage.label)
    stage.display_order = _order(call.body, stage.display_order)
    stage.updated_ms = call.account.now_ms()
    _noted(call, pipeline, "UPDATE")
    return Reply.json(200, stage.to_json())


@ROUTES.writes("PUT", "/{object}/{id}/stages/{stage}")
def replace_stage(call: Call) -> Reply:
    """The same with all fields required."""
    if not call.body.get("label"):
        raise unset_fields("label")
    return update_stage(call)


@ROUTES.writes("DELETE", "/{object}/{id}/stages/{stage}")
def delete_stage(call: Call) -> Reply:
    """Remove a stage; refused while records use it, if the query asks for the check."""
    pipeline, stage = _stage(call)
    _check_unused(call, PIPELINED[call.kind.plural][1], stage.id, "PipelineError.STAGE_ID_IN_USE")
    pipeline.stages.remove(stage)
    _noted(call, pipeline, "UPDATE")
    return Reply(204)


@ROUTES.reads("GET", "/{object}/{id}/stages/{stage}/audit")
def audit_stage(call: Call) -> Reply:
    """What was done to the stage's pipeline."""
    return Reply.json(200, {"results": _stage(call)[0].audit})
