"""What ``include_fields`` tells of a row beside its values: how many others belong to it, and its activities (section 2.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.records import Record
from crmdesk.sandbox.pipedrive.schemas import Entity

_KEYS = {"person": "person_id", "organization": "org_id", "deal": "deal_id"}
_STATUSES = {"open": ("open",), "won": ("won",), "lost": ("lost",), "closed": ("won", "lost")}


def extras(account: Account, entity: Entity, record: Record, names: Iterable[str]) -> JsonObject:
    """The include_fields of a row. What nothing here makes (files, mails, followers, products) is counted as none."""
    wanted = list(names)
    counted = _counted(account, entity, record) if wanted and entity.singular in _KEYS else {}
    return {name: record.values.get(name, counted.get(name, _nothing(name))) for name in wanted}


def _counted(account: Account, entity: Entity, record: Record) -> JsonObject:
    key = _KEYS[entity.singular]

    def own(plural: str) -> list[Record]:
        rows = account.tables[plural].by_number.values()
        return [one for one in rows if not one.gone and one.values.get(key) == record.id]

    activities = sorted(own("activities"), key=lambda one: (one.values["due_date"] or "9", one.number))
    done = [one.id for one in activities if one.values["done"]]
    left = [one.id for one in activities if not one.values["done"]]
    found: JsonObject = {
        "notes_count": len(own("notes")), "activities_count": len(activities), "done_activities_count": len(done),
        "undone_activities_count": len(left), "next_activity_id": next(iter(left), None),
        "last_activity_id": done[-1] if done else None,
    }  # fmt: skip
    if entity.singular == "deal":
        return found | {"participants_count": int(record.values["person_id"] is not None)}
    deals = [one.values["status"] for one in own("deals")]
    found |= {f"{name}_deals_count": sum(one in meant for one in deals) for name, meant in _STATUSES.items()}
    return found | ({"people_count": len(own("persons"))} if entity.singular == "organization" else {})


def _nothing(extra: str) -> Any:
    return [] if extra == "attendees" else 0 if extra.endswith("_count") else None
