"""Persons, organizations, deals, activities, pipelines and stages in v2 (sections 2.2 to 2.5 and 2.8)."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.pipedrive import writes
from crmdesk.sandbox.pipedrive.bodies import check_archived, v2_values
from crmdesk.sandbox.pipedrive.calls import V2, Call, ok, whole_number
from crmdesk.sandbox.pipedrive.errors import ApiError, invalid, not_found, not_permitted, v1_body
from crmdesk.sandbox.pipedrive.listing import PLAIN, Keep, by_ids, page
from crmdesk.sandbox.pipedrive.records import Record
from crmdesk.sandbox.pipedrive.rendering import v2
from crmdesk.sandbox.pipedrive.schemas import CUSTOM_FILTERS, ENTITIES, Entity

MOST_CUSTOM = 15
LIGHT = frozenset({"pipelines", "stages"})
POINTERS = ("owner_id", "person_id", "org_id", "pipeline_id", "stage_id", "deal_id", "lead_id")


def listed(call: Call) -> Reply:
    """``GET /api/v2/X``."""
    return _list(call, archived=False)


def archived(call: Call) -> Reply:
    """``GET /api/v2/deals/archived``."""
    return _list(call, archived=True)


def _list(call: Call, *, archived: bool) -> Reply:
    entity = call.entity
    names = entity.filters
    call.known_query(*PLAIN, *names)
    call = _filtered(call)
    keep = _keep(call, archived=archived)
    found = by_ids(call, keep)
    rows, cursor = (found, None) if found is not None else page(call, keep)
    shown = [_show(call, entity, record) for record in rows]
    return ok(shown, {"additional_data": {"next_cursor": cursor}})


def _filtered(call: Call) -> Call:
    """The call without what a ``filter_id`` overrides (section 2); there is one filter here, which lets everything through."""
    filter_id = call.request.first("filter_id")
    if not filter_id:
        return call
    if whole_number(filter_id) is None:
        raise invalid(("filter_id", "This value should be of type integer"))
    kept = [(name, value) for name, value in call.request.query if name in {*PLAIN, *CUSTOM_FILTERS, "include_fields"}]
    return replace(call, request=replace(call.request, raw_query=urlencode(kept)))


def _keep(call: Call, *, archived: bool) -> Keep:
    """Which rows a list shows; deleted ones only where deals ask for them."""
    request, entity = call.request, call.entity
    statuses = set(request.listed("status"))
    unknown = statuses - {"open", "won", "lost", "deleted"}
    if unknown:
        raise invalid(("status", "The value you selected is not a valid choice"))
    wanted = _wanted(call)
    traits = call.account.traits
    show_deleted = (request.first("ids") and traits["ids_show_deleted"]) or (
        request.first("updated_since") and traits["lists_show_deleted"]
    )

    def keep(record: Record) -> bool:
        values = record.values
        if record.gone and not show_deleted and "deleted" not in statuses:
            return False
        if call.account.find(entity.plural, record.id) is None:  # deleted for longer than a month
            return False
        if statuses and ("deleted" if record.gone else values["status"]) not in statuses:
            return False
        if entity.singular == "deal" and bool(values["is_archived"]) is not archived and not record.gone:
            return False
        return all(_told(call, record, name) == value for name, value in wanted)

    return keep


def _wanted(call: Call) -> list[tuple[str, str]]:
    """The values that rows have to have; numbers and truth values are strict in v2. Raises `ApiError`."""
    found = []
    for name in (*POINTERS, "done"):
        text = call.request.first(name) if name in call.entity.filters else ""
        if not text:
            continue
        if name == "done" and text not in {"true", "false"}:
            raise invalid((name, "This value should be of type boolean"))
        if name not in {"done", "lead_id"} and whole_number(text) is None:
            raise invalid((name, "This value should be of type integer"))
        found.append((name, text))
    return found


def _told(call: Call, record: Record, name: str) -> str:
    """A row's value of a filter, as a query writes it; a person's deal is the one that names this person."""
    if name == "deal_id" and call.entity.singular == "person":
        asked = call.request.first(name)
        deal = call.account.live("deals", asked)
        return asked if deal is not None and deal.values["person_id"] == record.id else ""
    return str(record.values.get(name)).lower()


def one(call: Call) -> Reply:
    """``GET /api/v2/X/{id}``: deleted rows too, for 30 days."""
    call.known_query(*(name for name in ("include_fields", *CUSTOM_FILTERS) if name in call.entity.filters))
    record = call.found(call.entity.plural, call.values["id"], call.entity.title)
    return ok(_show(call, call.entity, record))


def create(call: Call) -> Reply:
    """``POST /api/v2/X``."""
    values, custom = v2_values(call, None)
    record = writes.create(call.account, call.entity, values, custom, call.author)
    return ok(v2(call.account, call.entity, record))


def update(call: Call) -> Reply:
    """``PATCH /api/v2/X/{id}``."""
    record = call.found(call.entity.plural, call.values["id"], call.entity.title)
    restores = call.entity.singular == "deal" and call.account.traits["patch_restores"]
    if record.gone and not (restores and call.body.get("is_deleted") is False):
        raise not_found(call.entity.title)
    values, custom = v2_values(call, record)
    check_archived(call, record, values)
    if record.gone:
        writes.restore(call.account, call.entity, record)
    writes.update(call.account, call.entity, record, values, custom, call.author)
    return ok(v2(call.account, call.entity, record))


def delete(call: Call) -> Reply:
    """``DELETE /api/v2/X/{id}``."""
    record = call.found(call.entity.plural, call.values["id"], call.entity.title)
    if call.account.traits["delete_forbidden"]:
        raise not_permitted()
    if record.gone:
        answer = call.account.traits["second_delete"]
        if answer != "200":
            raise ApiError(int(answer), v1_body(f"{call.entity.title} not found", "Object was not found."))
    else:
        writes.delete(call.account, call.entity, record)
    return ok({"id": record.id})


def _show(call: Call, entity: Entity, record: Record) -> JsonObject:
    asked, extras = call.request.listed("custom_fields"), call.request.listed("include_fields")
    if len(asked) > MOST_CUSTOM:
        raise invalid(("custom_fields", f"This collection should contain {MOST_CUSTOM} elements or less."))
    unknown = [name for name in extras if name not in entity.extras]
    if unknown:
        raise invalid(("include_fields", "One or more of the given values is invalid."))
    with_options, with_labels = call.truth("include_option_labels"), call.truth("include_labels")
    row = v2(call.account, entity, record, asked, extras)
    for code in call.removed_fields() if entity.custom else ():
        row["custom_fields"].pop(code, None)
    if entity.custom and with_options:
        _with_labels(call, entity, row)
    if with_labels:
        options = call.account.fields[entity.singular]["label_ids"].options
        row["labels"] = [{"id": one.id, "label": one.label} for one in options if one.id in row["label_ids"]]
    return row


def _with_labels(call: Call, entity: Entity, row: JsonObject) -> None:
    """Choices as ``{"id", "label"}``."""
    for code, field in call.account.custom(entity.singular).items():
        value, labels = row["custom_fields"].get(code), {one.id: one.label for one in field.options}
        if value is not None and field.type == "enum":
            row["custom_fields"][code] = {"id": value, "label": labels.get(value)}
        elif value is not None and field.type == "set":
            row["custom_fields"][code] = [{"id": one, "label": labels.get(one)} for one in value]


V2.serves("GET", "/deals/archived", 20, "deals:read")(archived)
for _entity in ENTITIES.values():
    if _entity.plural in {"leads", "notes"}:
        continue
    _read, _write = _entity.scopes
    V2.serves("GET", f"/{_entity.plural}", 5 if _entity.plural in LIGHT else 10, _read)(listed)
    V2.serves("GET", f"/{_entity.plural}/{{id}}", 1, _read)(one)
    V2.serves("POST", f"/{_entity.plural}", 5, _write)(create)
    V2.serves("PATCH", f"/{_entity.plural}/{{id}}", 5, _write)(update)
    V2.serves("DELETE", f"/{_entity.plural}/{{id}}", 3, _write)(delete)
