"""Creating, changing, deleting and merging rows, with their changelog (sections 2 and 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.checks import moment_ms
from crmdesk.sandbox.pipedrive.records import Change, Record, stamp
from crmdesk.sandbox.pipedrive.rendering import V1_NAMES
from crmdesk.sandbox.pipedrive.schemas import Entity
from crmdesk.sandbox.pipedrive.values import as_text

LOGGED = {**V1_NAMES, "label_ids": "label"}
"""What a changelog calls what v2 names otherwise: its keys are v1's (section 7)."""
NO_CHANGELOG = frozenset({"participants", "pinned_to_deal_flag", "stage_change_time", "marked_as_done_time"})
BUMPED = {"activities": ("person_id",), "notes": ("person_id",)}


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, through what (``api`` or ``app``), with which user agent."""

    user_id: int
    source: str = "app"
    agent: str | None = None


def create(
    account: Account, entity: Entity, values: Mapping[str, Any], custom: Mapping[str, Any], by: Author
) -> Record:
    """A new row of checked values."""
    table, now = account.tables[entity.plural], account.now_ms()
    number = table.new_number()
    added = values.get("add_time")
    kept = {**entity.blank, **{name: value for name, value in values.items() if name != "add_time"}}
    for name in ("owner_id", "creator_user_id", "creator_id"):
        if name in kept and kept[name] is None:
            kept[name] = by.user_id
    id = account.uuid() if entity.plural == "leads" else number
    record = Record(id, number, kept, {code: one for code, one in custom.items() if one is not None}, now, now, now)
    if added is not None:
        record.added_ms = moment_ms(added if "T" in added else added.replace(" ", "T") + "Z")
    derive(account, entity, record, values)
    table.add(record)
    if account.traits["changelog_of_creation"]:
        log(account, record, entity, dict.fromkeys(kept), {}, by)
    _bump_people(account, entity, record)
    return record


def update(
    account: Account, entity: Entity, record: Record, values: Mapping[str, Any], custom: Mapping[str, Any], by: Author
) -> None:
    """Change some values of a row."""
    before, custom_before = dict(record.values), dict(record.custom)
    record.values.update({name: value for name, value in values.items() if name != "add_time"})
    for code, value in custom.items():
        if value is None:
            record.custom.pop(code, None)
        else:
            record.custom[code] = value
    derive(account, entity, record, values)
    changed = before != record.values or custom_before != record.custom
    bump = changed or bool(account.traits["same_values_bump"])
    account.tables[entity.plural].touch(record, account.now_ms(), bump=bump)
    if entity.singular == "note":
        record.values["last_update_user_id"] = by.user_id
    log(account, record, entity, before, custom_before, by)


def delete(account: Account, entity: Entity, record: Record) -> None:
    """Delete a row: leads are gone at once, others can be read by id for 30 days."""
    now = account.now_ms()
    if entity.plural == "leads":
        account.tables["leads"].forget(record)
        return
    record.deleted_ms = now
    account.tables[entity.plural].touch(record, now, bump=bool(account.traits["delete_bumps_update_time"]))


def restore(account: Account, entity: Entity, record: Record) -> None:
    """Take a row out of the trash, as the vendor's own program can."""
    record.deleted_ms = None
    account.tables[entity.plural].touch(record, account.now_ms())


def merge(account: Account, entity: Entity, survivor: Record, loser: Record, by: Author) -> None:
    """Make two rows one: the survivor's values win, what it lacks it inherits, and whatever pointed to the loser."""
    before, custom_before = dict(survivor.values), dict(survivor.custom)
    for name, value in loser.values.items():
        if name in {"emails", "phones"}:
            known = {one["value"] for one in survivor.values[name]}
            more = [{**one, "primary": False} for one in value if one["value"] not in known]
            both = [*survivor.values[name], *more]
            if both and not any(one["primary"] for one in both):
                both[0] = {**both[0], "primary": True}
            survivor.values[name] = both
        elif survivor.values.get(name) in (None, "", []):
            survivor.values[name] = value
    survivor.custom = {**loser.custom, **survivor.custom}
    if entity.singular == "person":
        _rejoin(survivor)
    _point(account, entity, loser, survivor)
    delete(account, entity, loser)
    account.tables[entity.plural].touch(survivor, account.now_ms())
    log(account, survivor, entity, before, custom_before, by)


def log(
    account: Account, record: Record, entity: Entity, before: Mapping[str, Any], custom: Mapping[str, Any], by: Author
) -> None:
    """Enter into a row's changelog what differs from before."""
    now, agent = account.now_ms(), by.agent if account.traits["changelog_user_agent"] else None
    for name, value in record.values.items():
        old, new = _logged(before.get(name)), _logged(value)
        if old != new and name not in NO_CHANGELOG:
            record.changes.append(Change(now, LOGGED.get(name, name), old, new, by.user_id, by.source, agent))
    for code in sorted(custom.keys() | record.custom.keys()):
        old, new = as_text(custom.get(code)), as_text(record.custom.get(code))
        if old != new:
            record.changes.append(Change(now, code, old, new, by.user_id, by.source, agent))


def _logged(value: Any) -> str | None:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return ",".join(str(one.get("value")) for one in value) or None
    return as_text(value) or None


def derive(account: Account, entity: Entity, record: Record, given: Mapping[str, Any]) -> None:
    """What the vendor works out from the values of a row."""
    values, now = record.values, stamp(account.now_ms())
    if entity.singular == "person":
        _name_parts(record, given)
    elif entity.singular == "activity":
        people = values["participants"]
        primary = next((one for one in people if one["primary"]), people[0] if people else None)
        values["person_id"] = None if primary is None else primary["person_id"]
        if "done" in given or values["marked_as_done_time"] is None:
            values["marked_as_done_time"] = (values["marked_as_done_time"] or now) if values["done"] else None
    elif entity.singular in {"pipeline", "stage"} and not values["order_nr"]:
        beside = account.tables[entity.plural].by_number.values()
        same = [one.values["order_nr"] for one in beside if one.values.get("pipeline_id") == values.get("pipeline_id")]
        values["order_nr"] = max(same, default=0) + 1
    elif entity.singular == "deal":
        _place_deal(account, values, given)
        if given.keys() & {"stage_id", "pipeline_id"}:
            values["stage_change_time"] = now
        status = values["status"]
        if "status" in given:
            values["close_time"] = None if status == "open" else values.get("close_time") or now
            for name in {"won", "lost"} - {status}:
                values.pop(f"{name}_time", None)
            if status in {"won", "lost"}:
                values[f"{status}_time"] = values.get(f"{status}_time") or now
    elif entity.singular == "note":
        content = values["content"]
        if account.traits["notes_sanitised"] and not content.startswith("<p>"):
            values["content"] = f"<p>{content}</p>"
        values["user_id"] = values["user_id"] or account.users[0].id


def _name_parts(record: Record, given: Mapping[str, Any]) -> None:
    """``name`` makes the parts, the parts make ``name``."""
    if "name" in given and not given.keys() & {"first_name", "last_name"}:
        first, _, last = str(given["name"]).partition(" ")
        record.values["first_name"], record.values["last_name"] = first, last or None
    elif given.keys() & {"first_name", "last_name"}:
        _rejoin(record)


def _rejoin(record: Record) -> None:
    parts = (record.values.get("first_name"), record.values.get("last_name"))
    record.values["name"] = " ".join(part for part in parts if part)


def _place_deal(account: Account, values: dict[str, Any], given: Mapping[str, Any]) -> None:
    """A stage decides the pipeline, a pipeline without a stage means its first one."""
    stage = account.live("stages", values["stage_id"]) if values["stage_id"] is not None else None
    if "pipeline_id" in given and given["pipeline_id"] is not None and "stage_id" not in given:
        stages = [one for one in account.tables["stages"].by_number.values()
                  if one.values["pipeline_id"] == given["pipeline_id"] and not one.gone]  # fmt: skip
        stage = min(stages, key=lambda one: one.values["order_nr"], default=None)
    elif stage is None:
        stage = next(iter(account.tables["stages"].by_number.values()), None)
    if stage is not None:
        values["stage_id"], values["pipeline_id"] = stage.id, stage.values["pipeline_id"]


def _bump_people(account: Account, entity: Entity, record: Record) -> None:
    if not account.traits["activity_bumps_person"]:
        return
    for name in BUMPED.get(entity.plural, ()):
        person = account.live("persons", record.values[name]) if record.values[name] is not None else None
        if person is not None:
            account.tables["persons"].touch(person, account.now_ms())


_POINTERS = {
    "persons": (("deals", "person_id"), ("leads", "person_id"), ("notes", "person_id")),
    "organizations": (("deals", "org_id"), ("leads", "organization_id"), ("notes", "org_id"), ("persons", "org_id"),
                      ("activities", "org_id")),
    "deals": (("notes", "deal_id"), ("activities", "deal_id")),
}  # fmt: skip


def _point(account: Account, entity: Entity, loser: Record, survivor: Record) -> None:
    for plural, name in _POINTERS[entity.plural]:
        for record in account.tables[plural].by_number.values():
            if record.values.get(name) == loser.id:
                record.values[name] = survivor.id
    if entity.plural == "persons":
        for record in account.tables["activities"].by_number.values():
            for one in record.values["participants"]:
                if one["person_id"] == loser.id:
                    one["person_id"] = survivor.id
                    record.values["person_id"] = survivor.id
