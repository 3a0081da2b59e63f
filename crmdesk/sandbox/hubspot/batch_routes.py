"""Batches of records (fact sheet section 2.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.hubspot.calls import Call, names_of, properties_of
from crmdesk.sandbox.hubspot.errors import ApiError, unset_fields
from crmdesk.sandbox.hubspot.object_routes import ROUTES, by_unique, created, updated
from crmdesk.sandbox.hubspot.parts import text_of
from crmdesk.sandbox.hubspot.records import Record, whole
from crmdesk.sandbox.hubspot.rendering import render, wanted
from crmdesk.sandbox.hubspot.writes import archive, purge
from crmdesk.sandbox.messages import JsonObject, Reply

MOST = 100
MOST_WITH_HISTORY = 50

Undo = Callable[[], None]


@dataclass(slots=True)
class Batch:
    """What a batch did so far."""

    results: list[JsonObject] = field(default_factory=list)
    errors: list[JsonObject] = field(default_factory=list)
    undo: list[Undo] = field(default_factory=list)


def missing_records(call: Call, ids: list[str]) -> ApiError:
    """The error about ids that a batch cannot find."""
    text = f"Could not get some {call.kind.upper} objects, they may be deleted or not exist. Check that ids are valid."
    return ApiError(404, text, "OBJECT_NOT_FOUND", context={"ids": ids})


def answer(call: Call, batch: Batch, started_ms: int, *, status: int) -> Reply:
    """The reply of a batch: 207 when there are errors, except in 2026-09, where the status stays."""
    if call.account.traits["batch_shuffled"]:
        call.account.rng.shuffle(batch.results)
    body: JsonObject = {
        "status": "COMPLETE",
        "results": batch.results,
        "startedAt": iso(started_ms),
        "completedAt": iso(call.account.now_ms()),
    }
    if batch.errors:
        body.update(numErrors=len(batch.errors), errors=batch.errors)
    return Reply.json(207 if batch.errors and not call.strict else status, body)


@ROUTES.reads("POST", "/{object}/batch/read")
def read_batch(call: Call) -> Reply:
    """Records by id or by a unique property; those not found are named in one error entry."""
    account, kind, body = call.account, call.kind, call.body
    started = account.now_ms()
    want = wanted(account, kind, names_of(body.get("properties")), names_of(body.get("propertiesWithHistory")))
    inputs = call.named_inputs(MOST_WITH_HISTORY if want.history else MOST)
    name = text_of(body, "idProperty")
    archived = call.request.flag("archived")
    batch, missing = Batch(), []
    for text in dict.fromkeys(str(one["id"]) for one in inputs):
        by_id = name in {"", "hs_object_id"}
        record = _plain(call, text) if by_id else by_unique(call, kind, name, text, archived=archived)
        if record is None or (record.archived_ms is not None) != archived:
            missing.append(text)
        else:
            batch.results.append(render(account, kind, record, want))
    if call.request.fault(Action.PARTIAL):
        batch.results = batch.results[::2]
    if missing:
        batch.errors.append(missing_records(call, missing).entry(None))
    return answer(call, batch, started, status=200)


def _plain(call: Call, text: str) -> Record | None:
    """The record of exactly this id: batches do not follow merges."""
    number = whole(text)
    return None if number is None else call.account.tables[call.kind.plural].records.get(number)


@ROUTES.writes("POST", "/{object}/batch/create")
def create_batch(call: Call) -> Reply:
    """Create records; all or none unless every input has a trace id of its own."""

    def one(raw: JsonObject, batch: Batch) -> JsonObject:
        shown = created(call, raw)
        _undo_create(call, shown, batch)
        return shown

    return _run(call, one, status=201)


@ROUTES.writes("POST", "/{object}/batch/update")
def update_batch(call: Call) -> Reply:
    """Change records; merged-away ids are left out without a word."""
    call.named_inputs(MOST)

    def one(raw: JsonObject, batch: Batch) -> JsonObject | None:
        text, name = str(raw.get("id", "")), text_of(raw, "idProperty")
        if name == "email" or (name and name not in call.account.tables[call.kind.plural].unique):
            raise _non_unique(call)
        if not name and whole(text) in call.account.tables[call.kind.plural].redirects:
            return None
        record = _plain(call, text) if not name else by_unique(call, call.kind, name, text)
        if record is None or record.archived_ms is not None:
            raise missing_records(call, [text])
        _undo_update(call, record, batch)
        return updated(call, record, raw)

    return _run(call, one, status=200)


@ROUTES.writes("POST", "/{object}/batch/upsert")
def upsert_batch(call: Call) -> Reply:
    """Change the record with that value of a unique property, or create it."""
    inputs = call.named_inputs(MOST)
    names = {str(one.get("idProperty") or "") for one in inputs}
    if "" in names:
        raise unset_fields("idProperty")
    if len(names) > 1:
        raise ApiError(400, "All inputs of an upsert must have the same idProperty")
    ids = [str(one.get("id", "")).lower() for one in inputs]
    if len(set(ids)) < len(ids):
        raise ApiError(400, "Duplicate IDs found in batch input")

    def one(raw: JsonObject, batch: Batch) -> JsonObject:
        name, text = str(raw["idProperty"]), str(raw.get("id", ""))
        if name not in call.account.tables[call.kind.plural].unique:
            raise _non_unique(call)
        record = by_unique(call, call.kind, name, text)
        if record is None:
            shown = created(call, {**raw, "properties": {name: text, **properties_of(raw)}})
            _undo_create(call, shown, batch)
            return {**shown, "new": True}
        _undo_update(call, record, batch)
        return {**updated(call, record, raw), "new": False}

    return _run(call, one, status=200, whole="email" in names)


@ROUTES.writes("POST", "/{object}/batch/archive")
def archive_batch(call: Call) -> Reply:
    """Into the recycle bin; ids that are not there are ignored (by default)."""
    ids = [str(raw.get("id", "")) for raw in call.named_inputs(MOST)]
    lost = [text for text in ids if _plain(call, text) is None]
    if lost and call.account.traits["batch_archive_404"]:
        raise missing_records(call, lost)
    for text in ids:
        record = _plain(call, text)
        if record is not None and record.archived_ms is None:
            archive(call.account, call.kind, record)
    return Reply(204)


def _non_unique(call: Call) -> ApiError:
    return ApiError(400, f"Unable to perform update/upsert by non-unique {call.kind.type_id} property")


def _run(
    call: Call, one: Callable[[JsonObject, Batch], JsonObject | None], *, status: int, whole: bool = False
) -> Reply:
    """Run every input. Without trace ids (or with ``whole``) the first error undoes and refuses everything."""
    inputs = call.inputs(MOST)
    started = call.account.now_ms()
    traces = [raw.get("objectWriteTraceId") for raw in inputs]
    multi = not whole and None not in traces and len(set(map(str, traces))) == len(traces)
    partial = call.request.fault(Action.PARTIAL) is not None
    batch = Batch()
    for number, raw in enumerate(inputs):
        trace = None if raw.get("objectWriteTraceId") is None else str(raw["objectWriteTraceId"])
        try:
            if partial and number % 2:
                raise ApiError(500, "internal error", "INTERNAL_ERROR", context={"ids": [str(raw.get("id", number))]})
            shown = one(raw, batch)
        except ApiError as error:
            if not multi and not partial:
                _undone(call, batch)
                raise
            batch.errors.append(error.entry(trace))
            continue
        if shown is not None:
            batch.results.append(shown if trace is None else {**shown, "objectWriteTraceId": trace})
    return answer(call, batch, started, status=status)


def _undone(call: Call, batch: Batch) -> None:
    if not call.account.traits["batch_writes_prefix"]:
        for undo in reversed(batch.undo):
            undo()


def _undo_create(call: Call, shown: JsonObject, batch: Batch) -> None:
    table = call.account.tables[call.kind.plural]
    record = table.records[int(shown["id"])]
    batch.undo.append(lambda: purge(call.account, call.kind, record))


def _undo_update(call: Call, record: Record, batch: Batch) -> None:
    saved = replace(record)

    def undo() -> None:
        account, kind = call.account, call.kind
        account.release_unique(kind.plural, record, record.values())
        with account.changing(kind, record, bump=False):
            record.blob, record.changes, record.modified_ms = saved.blob, saved.changes, saved.modified_ms
        account.index_unique(kind.plural, record, record.values())

    batch.undo.append(undo)
