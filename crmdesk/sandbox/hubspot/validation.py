"""What a write may contain: the properties of one record checked together (fact sheet sections 2.3, 5.5, 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.sandbox.hubspot.account import PORTAL_ID, Account, keys_of
from crmdesk.sandbox.hubspot.errors import ApiError, Invalid, invalid_values, wrong_value
from crmdesk.sandbox.hubspot.kinds import ACTIVITIES, ObjectType
from crmdesk.sandbox.hubspot.pipelines import PIPELINED
from crmdesk.sandbox.hubspot.records import Record
from crmdesk.sandbox.hubspot.values import NoNumber, Refused, as_text, break_rule, read_value, shortest

FORM_RULES = {"contacts": ("lastname",), "companies": ("name",), "deals": ("dealname", "amount")}
"""Properties that the account's create form requires, under the trait ``dated_write_rules``."""

CONDITIONAL_RULES = {
    "contacts": (("hs_lead_status", "BAD_TIMING", "hubspot_owner_id"),),
    "deals": (("dealstage", "closedlost", "closed_lost_reason"),),
}
"""(property, value, property then required), under the same trait."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a ``person`` in the vendor's own program may do more than the API; ``dated_rules``: as in 2026-09."""

    person: bool = False
    dated_rules: bool = False


def accepted(
    account: Account, kind: ObjectType, properties: Mapping[str, Any], record: Record | None, writer: Writer
) -> dict[str, str]:
    """The values to store, ``""`` for those to clear. Raises `ApiError` naming every bad property."""
    current = record.values() if record is not None else {}
    values: dict[str, str] = {}
    invalid: list[Invalid] = []
    for name, raw in properties.items():
        try:
            text = _one(account, kind, name, raw, current)
        except Refused as refused:
            invalid.append(Invalid(name, *_said(account, refused)))
            continue
        if text is not None:
            values[name] = text
    invalid += _rules(account, kind, values)
    invalid += _references(account, kind, values, current)
    if "lifecyclestage" in values and not writer.person:
        invalid += _lifecycle(account, kind, values, current)
    if invalid:
        raise invalid_values(invalid, PORTAL_ID)
    _unique(account, kind, values, current, record)
    return values


def _said(account: Account, refused: Refused) -> tuple[str, str]:
    """Code and text of a refusal; which of its codes a number gets is not settled (section 5.5)."""
    if not isinstance(refused, NoNumber):
        return refused.code, refused.message
    code = str(account.traits["number_code"])
    return code, f"{refused.text} was not a valid {code.partition('_')[2].lower()}."


def _one(account: Account, kind: ObjectType, name: str, raw: Any, current: Mapping[str, str]) -> str | None:
    definition = account.definition(kind.plural, name)
    if definition is None:
        raise Refused("PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist')
    if definition.calculated:
        raise Refused("READ_ONLY_VALUE", f'"{name}" is a calculated property; its value cannot be set.')
    if definition.read_only:
        raise Refused("READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set.')
    if raw is None:
        return _null(account, name)
    text = as_text(raw)
    if text is None:
        raise wrong_value(f"of property `{name}`")
    if text == "":
        return ""
    appending = text.startswith(";") and (definition.multiple or name == "hs_additional_emails")
    stored = read_value(definition, text.lstrip(";") if appending else text)
    if appending:
        parts = [part for part in current.get(name, "").split(";") if part]
        stored = ";".join(dict.fromkeys(parts + [part for part in stored.split(";") if part]))
    if definition.type == "number" and account.traits["numbers_normalised"]:
        stored = shortest(stored)
    return stored


def _null(account: Account, name: str) -> str | None:
    reading = account.traits["null_write"]
    if reading == "refused":
        raise Refused("INVALID_VALUE", f"{name} must not be null.")
    return "" if reading == "clears" else None


def _rules(account: Account, kind: ObjectType, values: Mapping[str, str]) -> list[Invalid]:
    rules: dict[str, str] = account.traits["validation_rules"]
    found = []
    for name, value in values.items():
        rule = rules.get(f"{kind.plural}.{name}")
        broken = break_rule(name, rule, value) if rule and value else None
        if broken is not None:
            found.append(broken)
    return found


def _references(
    account: Account, kind: ObjectType, values: Mapping[str, str], current: Mapping[str, str]
) -> list[Invalid]:
    found = [
        Invalid(name, "INVALID_OWNER_ID", f"{value} was not one of the allowed options: [{_owners(account)}]")
        for name, value in values.items()
        if value and account.definitions[kind.plural][name].referenced == "OWNER" and account.owner(value) is None
    ]
    names = PIPELINED.get(kind.plural)
    if names and (names[0] in values or names[1] in values):
        found += _stage(account, kind, names, {**current, **values})
    return found


def _owners(account: Account) -> str:
    return ", ".join(str(owner.id) for owner in account.owners)


def _stage(account: Account, kind: ObjectType, names: tuple[str, str], values: Mapping[str, str]) -> list[Invalid]:
    pipelines = {key: one for key, one in account.pipelines[kind.plural].items() if not one.archived}
    pipeline_id, stage_id = values.get(names[0], ""), values.get(names[1], "")
    if not pipeline_id:
        pipeline_id = next(iter(pipelines)) if len(pipelines) == 1 else ""
    pipeline = pipelines.get(pipeline_id)
    if pipeline is None:
        listed = ", ".join(pipelines)
        return [Invalid(names[0], "INVALID_OPTION", f"{pipeline_id} was not one of the allowed options: [{listed}]")]
    if stage_id and pipeline.stage(stage_id) is None:
        listed = ", ".join(stage.id for stage in pipeline.stages)
        return [Invalid(names[1], "INVALID_OPTION", f"{stage_id} was not one of the allowed options: [{listed}]")]
    return []


def _lifecycle(account: Account, kind: ObjectType, values: dict[str, str], current: Mapping[str, str]) -> list[Invalid]:
    """Forward only, unless it was cleared before: backward the value is kept, or refused (section 6)."""
    definition = account.definitions[kind.plural]["lifecyclestage"]
    order = {option.value: number for number, option in enumerate(definition.options)}
    old, new = current.get("lifecyclestage", ""), values["lifecyclestage"]
    if not old or not new or order.get(new, 0) >= order.get(old, 0):
        return []
    if account.traits["backward_lifecycle"] == "refused":
        return [Invalid("lifecyclestage", "INVALID_OPTION", f"{new} would move the lifecycle stage backwards.")]
    del values["lifecyclestage"]
    return []


def _unique(
    account: Account, kind: ObjectType, values: Mapping[str, str], current: Mapping[str, str], record: Record | None
) -> None:
    merged = {**current, **values}
    own = None if record is None else record.id
    for name, index in account.tables[kind.plural].unique.items():
        if name not in values and not (name == "email" and "hs_additional_emails" in values):
            continue
        for key in keys_of(name, merged):
            holder = index.get(key)
            if holder is not None and holder != own:
                raise _taken(account, name, key, holder, creating=record is None)
            if name == "email" and key in account.blocked_emails and record is None:
                raise invalid_values(
                    [Invalid("email", "BLOCKED_EMAIL", f"{key} was permanently deleted and cannot be used.")],
                    PORTAL_ID,
                )
    domain = values.get("domain")
    if kind.plural == "companies" and domain and account.traits["domain_unique"]:
        for other in account.tables["companies"].live:
            if other != own and account.tables["companies"].records[other].values().get("domain") == domain:
                raise ApiError(409, f"Company already exists. Existing ID: {other}", "CONFLICT")


def _taken(account: Account, name: str, key: str, holder: int, *, creating: bool) -> ApiError:
    if name != "email":
        text = f"{key} is already used by record {holder}."
        return invalid_values([Invalid(name, "CONFLICTING_UNIQUE_VALUE", text)], PORTAL_ID)
    if creating or account.traits["email_conflict"] == "409":
        return ApiError(409, f"Contact already exists. Existing ID: {holder}", "CONFLICT")
    text = f"A contact with the email '{key}' already exists."
    return invalid_values([Invalid("email", "CONFLICTING_UNIQUE_VALUE", text)], PORTAL_ID)


def check_required(account: Account, kind: ObjectType, values: Mapping[str, str]) -> None:
    """What a new record of a type cannot be without. Raises `ApiError`."""
    missing = [name for name in _required(account, kind) if not values.get(name)]
    if kind.plural == "companies" and not (values.get("name") or values.get("domain")):
        missing = ["name", "domain"]
    if kind.plural == "meetings" and values.get("hs_meeting_start_time"):
        missing = []
    if missing:
        raise ApiError(
            400,
            f"Error creating {kind.upper}. Some required properties were not set.",
            context={"properties": missing},
        )


def _required(account: Account, kind: ObjectType) -> tuple[str, ...]:
    if kind.plural in ACTIVITIES:
        return ("hs_timestamp",)
    if kind.plural == "deals":
        several = sum(not one.archived for one in account.pipelines["deals"].values()) > 1
        return ("dealname", "dealstage", "pipeline") if several else ("dealname", "dealstage")
    return {"leads": ("hs_lead_name",), "tickets": ("subject", "hs_pipeline_stage")}.get(kind.plural, ())


def check_dated_rules(
    account: Account, kind: ObjectType, values: Mapping[str, str], changed: Mapping[str, str], *, creating: bool
) -> None:
    """The account's create form and conditional properties, which only 2026-09 paths enforce. Raises `ApiError`."""
    if not account.traits["dated_write_rules"]:
        return
    missing = [name for name in FORM_RULES.get(kind.plural, ()) if creating and not values.get(name)]
    for name, value, needed in CONDITIONAL_RULES.get(kind.plural, ()):
        if changed.get(name) == value and not values.get(needed):
            missing.append(needed)
    if missing:
        found = [Invalid(name, "REQUIRED_FIELD", f"{name} is required.") for name in missing]
        raise invalid_values(found, PORTAL_ID)
