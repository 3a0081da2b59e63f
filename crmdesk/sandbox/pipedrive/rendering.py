"""Rows as v2 and v1 show them (sections 2.2 to 2.8)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive import counts
from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.records import Record, stamp, stamp_ms, stamp_v1
from crmdesk.sandbox.pipedrive.schemas import Entity
from crmdesk.sandbox.pipedrive.values import to_v1

CONTACT_SYNC = ("im", "postal_address", "notes", "birthday", "job_title")
"""Fields that persons have with Contact Sync only (section 2.2)."""

V1_NAMES = {"emails": "email", "phones": "phone"}


def v2(
    account: Account, entity: Entity, record: Record, asked: Iterable[str] = (), extras: Iterable[str] = ()
) -> JsonObject:
    """A row of v2; ``asked`` are the only custom fields wanted, ``extras`` the include_fields."""
    row: JsonObject = {"id": record.id, **record.values}
    row["add_time"], row["update_time"] = stamp(record.added_ms), stamp(record.updated_ms)
    row["is_deleted"] = record.gone
    if entity.singular == "deal" and record.gone:
        row["status"] = "deleted"
    if entity.singular == "activity" and row.get("due_time") and account.traits["due_time_seconds"]:
        row["due_time"] += ":00"
    if entity.singular == "person" and account.traits["contact_sync"]:
        row = dict.fromkeys(CONTACT_SYNC) | row
    if entity.custom:
        codes = list(asked) or account.custom(entity.singular)
        row["custom_fields"] = {code: record.custom.get(code) for code in codes}
    for name in entity.extras:
        row.pop(name, None)  # also what was written is shown only where it is asked for
    return row | counts.extras(account, entity, record, extras)


def lead(account: Account, record: Record) -> JsonObject:
    """A lead: flat, and without the custom fields that are not set."""
    row: JsonObject = {"id": record.id, **record.values}
    row["add_time"], row["update_time"] = stamp_ms(record.added_ms), stamp_ms(record.updated_ms)
    for code, field in account.custom("lead").items():
        if record.custom.get(code) is not None:
            row.update(to_v1(field, record.custom[code]))
    return row


def note(account: Account, record: Record, user_id: int) -> JsonObject:
    """A note."""
    values = record.values
    row: JsonObject = {
        "id": record.id, **values, "add_time": stamp_v1(record.added_ms), "update_time": stamp_v1(record.updated_ms),
        "active_flag": not record.gone,
    }  # fmt: skip
    for name, plural, title in (("organization", "organizations", "name"), ("person", "persons", "name"),
                                ("deal", "deals", "title"), ("lead", "leads", "title")):  # fmt: skip
        key = "org_id" if name == "organization" else f"{name}_id"
        found = account.find(plural, values[key]) if values[key] is not None else None
        row[name] = None if found is None else {title: found.values[title]}
    user = account.user(values["user_id"])
    row["user"] = None if user is None else {"email": user.email, "name": user.name, "icon_url": None,
                                             "is_you": user.id == user_id}  # fmt: skip
    return row


def v1(account: Account, entity: Entity, record: Record) -> JsonObject:
    """A row of the retired v1 twins, recents and merges: flat, pointers as objects."""
    row: JsonObject = {"id": record.id}
    for name, value in record.values.items():
        row[V1_NAMES.get(name, name)] = value
    row["add_time"], row["update_time"] = stamp_v1(record.added_ms), stamp_v1(record.updated_ms)
    row["active_flag"] = not record.gone
    if entity.singular in {"person", "organization"}:
        row["visible_to"] = str(row["visible_to"])
        row["label"] = _label(row["label_ids"])
        row["owner_id"] = _user_object(account, row["owner_id"])
        row["cc_email"] = "talensac@pipedrivemail.example"
    if entity.singular == "person":
        row["org_id"] = _pointed(account, "organizations", row["org_id"])
    elif entity.singular == "organization":
        address = row.pop("address") or {}
        row["address"] = address.get("value")
        row.update({f"address_{part}": one for part, one in address.items() if part != "value"})
    elif entity.singular == "deal":
        row["user_id"] = _user_object(account, row.pop("owner_id"))
        row["person_id"] = _pointed(account, "persons", row["person_id"])
        row["org_id"] = _pointed(account, "organizations", row["org_id"])
        row["deleted"] = record.gone
        row["status"] = "deleted" if record.gone else row["status"]
    elif entity.singular == "activity":
        row["user_id"] = row.pop("owner_id")
        row["due_time"], row["duration"] = row["due_time"] or "", row["duration"] or ""
    for code, field in account.custom(entity.singular).items() if entity.custom else ():
        row.update(to_v1(field, record.custom.get(code)))
    return row


def _label(ids: list[int]) -> int | str | None:
    """The labels of a row as v1 writes them: one number, or several in a text."""
    return ",".join(map(str, ids)) if len(ids) > 1 else next(iter(ids), None)


def related(account: Account, records: Iterable[Record]) -> JsonObject:
    """What v1 tells beside its rows of those that they name, by id (section 2.2)."""
    found: JsonObject = {}
    for values in (record.values for record in records):
        for group, plural, id in (("person", "persons", values.get("person_id")),
                                  ("organization", "organizations", values.get("org_id"))):  # fmt: skip
            row = account.find(plural, id) if id is not None else None
            if row is not None:
                found.setdefault(group, {})[str(id)] = {"id": id, "name": row.values["name"]}
        user = account.user(values.get("owner_id"))
        if user is not None:
            found.setdefault("user", {})[str(user.id)] = {"id": user.id, "name": user.name, "email": user.email}
    return {"related_objects": found}


def _user_object(account: Account, id: Any) -> JsonObject | None:
    user = account.user(id)
    return None if user is None else {"id": user.id, "name": user.name, "email": user.email, "value": user.id,
                                      "active_flag": user.active}  # fmt: skip


def _pointed(account: Account, plural: str, id: Any) -> JsonObject | None:
    record = account.find(plural, id) if id is not None else None
    return None if record is None else {"name": record.values.get("name"), "value": record.id,
                                        "active_flag": not record.gone}  # fmt: skip
