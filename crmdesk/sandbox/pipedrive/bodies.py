"""Bodies of writes, checked and split into built-in and custom values (sections 2 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.calls import Call, whole_number
from crmdesk.sandbox.pipedrive.checks import checked, referred
from crmdesk.sandbox.pipedrive.errors import ApiError, doubly_wrapped, invalid, not_allowed_key, not_permitted
from crmdesk.sandbox.pipedrive.records import Record
from crmdesk.sandbox.pipedrive.rendering import CONTACT_SYNC
from crmdesk.sandbox.pipedrive.schemas import FIELD_OWNERS, Entity
from crmdesk.sandbox.pipedrive.values import CODE, WrongValue, accepted, from_v1

READ_ONLY = frozenset({"id", "update_time", "is_deleted", "creator_user_id", "picture_id", "person_id"})

NUMBERS = frozenset({"whole", "flag", "user", "person", "organization", "deal", "pipeline", "stage"})
"""Types of fields whose values are whole numbers."""

Values = tuple[dict[str, Any], dict[str, Any]]
"""Built-in values by name and custom ones by code."""


def v2_values(call: Call, record: Record | None) -> Values:
    """What a v2 body writes. Raises `ApiError`."""
    entity, faults, values = call.entity, [], {}
    for name, value in call.body.items():
        if name == "custom_fields" and entity.custom:
            continue
        if name == "is_deleted" and entity.singular == "deal":  # in the schema, and no way to delete (section 3)
            faults += [] if value is False else [(name, "This value should be false")]
            continue
        kind = _kind(call, name, record)
        try:
            values[name] = checked(call.account, FIELD_OWNERS.get(entity.singular, ""), name, kind, value)
        except WrongValue as error:
            faults.append((name, str(error)))
    custom, more = _custom(call) if "custom_fields" in call.body and entity.custom else ({}, [])
    if faults or more:
        raise invalid(*faults, *more)
    _rules(call, values, record)
    _forbidden(call, {*values, *custom})
    return values, custom


def _kind(call: Call, name: str, record: Record | None) -> str:
    """The type of a key of the body. Raises `ApiError` for one that cannot be written."""
    entity, traits = call.entity, call.account.traits
    if name in CONTACT_SYNC and entity.singular == "person":
        if not traits["contact_sync"]:
            raise not_permitted(f"Field {name} is available with Contact Sync only.")
        return "items" if name == "im" else "text?"
    if name not in entity.writable or (record is not None and name in entity.create_only):
        if name in READ_ONLY:
            raise invalid((name, "This field is read-only"))
        raise not_allowed_key(name)
    return entity.writable[name]


def _custom(call: Call) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    given = call.body["custom_fields"]
    if not isinstance(given, Mapping):
        return {}, [("custom_fields", "This value should be of type object")]
    if "custom_fields" in given:
        raise doubly_wrapped()
    fields, gone = call.account.custom(call.entity.singular), call.removed_fields()
    values, faults = {}, []
    for code, value in given.items():
        field = fields.get(code)
        if field is None or code in gone:
            faults.append(("custom_fields", f"Unknown key '{code}'"))
            continue
        try:
            values[code] = referred(call.account, field.type, accepted(field, value))
        except WrongValue as error:
            faults.append((f"custom_fields.{code}", str(error)))
    return values, faults


def _rules(call: Call, values: Mapping[str, Any], record: Record | None) -> None:
    """What is required, and rules over several values. Raises `ApiError`."""
    singular = call.entity.singular
    if record is None:
        given = [values.get(name) for name in ("first_name", "last_name")]
        if singular == "person" and not values.get("name") and (None in given or not any(given)):
            raise invalid(("name", "This value should not be blank."))
        needed = {"organization": "name", "deal": "title", "pipeline": "name", "stage": "name"}.get(singular)
        if singular == "activity" and call.account.traits["activity_minimum"] == "subject":
            needed = "subject"
        if needed is not None and not values.get(needed):
            raise invalid((needed, "This value should not be blank."))
    elif singular == "person":
        merged = {**record.values, **values}
        parts = ("first_name", "last_name")
        if values.keys() & set(parts) and not any(merged[part] for part in parts):
            raise invalid(("name", "This value should not be blank."))
        if "name" in values and not values["name"]:
            raise invalid(("name", "This value should not be blank."))
    if singular == "deal":
        _deal_rules(call, values, record)


def _deal_rules(call: Call, values: Mapping[str, Any], record: Record | None) -> None:
    account, held = call.account, {} if record is None else record.values
    after = {**held, **values}
    stage = account.live("stages", values["stage_id"]) if values.get("stage_id") is not None else None
    pipeline = values.get("pipeline_id", None if account.traits["stage_moves_pipeline"] else held.get("pipeline_id"))
    if stage is not None and pipeline is not None and stage.values["pipeline_id"] != pipeline:
        raise not_permitted("Stage does not belong to the pipeline.")
    if "probability" in values and not _has_probability(account, stage, pipeline or held.get("pipeline_id")):
        raise invalid(("probability", "Deal probability is not enabled for this pipeline"))
    if values.get("lost_reason") and after.get("status") != "lost":
        raise invalid(("lost_reason", "Lost reason can only be set for lost deals"))
    for name, needed in (("won_time", ("won",)), ("lost_time", ("lost",)), ("close_time", ("won", "lost"))):
        if values.get(name) and after.get("status") not in needed:
            raise invalid((name, f"This field can only be set when status is {' or '.join(needed)}"))
    most = int(account.traits["deals_limit"])
    if record is None and most:
        count = sum(1 for one in account.tables["deals"].by_number.values()
                    if not one.gone and one.values["status"] == "open")  # fmt: skip
        if count >= most:
            raise not_permitted("Couldn't add the deal. Open deals limit reached.", "feature_capping_deals_limit")


def _has_probability(account: Account, stage: Record | None, pipeline: Any) -> bool:
    """Whether the pipeline of a deal takes one: that of its stage, or the first one."""
    if account.traits["deal_probability"]:
        return True
    first = next(iter(account.tables["stages"].by_number.values()), None)
    named = stage if stage is not None else first if pipeline is None else None
    found = account.live("pipelines", pipeline if named is None else named.values["pipeline_id"])
    return found is not None and bool(found.values["is_deal_probability_enabled"])


def check_archived(call: Call, record: Record, values: Mapping[str, Any]) -> None:
    """Raise `ApiError` where an archived row is to be changed (section 2.4)."""
    traits = call.account.traits
    taken_out = traits["unarchive_by_patch"] and values == {"is_archived": False}
    if record.values.get("is_archived") and not traits["archived_writable"] and not taken_out:
        raise not_permitted(f"Archived {call.entity.plural} cannot be edited.")


def _forbidden(call: Call, names: set[str]) -> None:
    bad = sorted(names & call.forbidden_fields())
    if bad:
        raise not_permitted(f"You do not have permissions to edit the field {bad[0]}.")


def v1_values(call: Call, body: JsonObject, *, strict: bool) -> Values:
    """What a flat v1 body writes: leads and notes (``strict``: unknown keys are refused). Raises `ApiError`."""
    entity = call.entity
    fields = call.account.custom(entity.singular) if entity.custom else {}
    values: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    for name, value in body.items():
        try:
            if name in fields and name not in call.removed_fields():
                custom[name] = referred(call.account, fields[name].type, from_v1(fields[name], body))
            elif name in entity.writable:
                owner = FIELD_OWNERS.get(entity.singular, "")
                kind = entity.writable[name]
                values[name] = checked(call.account, owner, name, kind, _loose(kind, value))
            elif CODE.match(name) and name[:40] in fields:
                continue  # a part of a composed custom field
            elif strict:
                raise call.wrong(name, "is not allowed")
        except WrongValue as error:
            raise call.wrong(name, str(error)) from None
    _forbidden(call, {*values, *custom})
    return values, custom


def _loose(kind: str, value: Any) -> Any:
    """A value as v1 takes it: numbers may be text, and are in a form."""
    return int(value) if kind in NUMBERS and isinstance(value, str) and whole_number(value) is not None else value


def refused_parent(call: Call, entity: Entity) -> ApiError:
    """A lead without anybody, a note about nothing."""
    names = (
        "person_id or organization_id" if entity.singular == "lead" else "one of deal_id, lead_id, person_id, org_id"
    )
    return call.wrong(entity.singular, f"{names} is required")
