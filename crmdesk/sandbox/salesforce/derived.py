"""What the organisation works out itself when a row is written (sections 8.4 and 8.5)."""

from __future__ import annotations

from datetime import timedelta

from crmdesk.sandbox.salesforce.catalogue import STAGES, ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row, Values, moment
from crmdesk.sandbox.salesforce.values import read_moment

_STAGES = {name: (chance, closed, won, category) for name, chance, closed, won, category in STAGES}


def derive(
    org: Org,
    type: ObjectType,
    row: Row,
    *,
    creating: bool,
    sent: frozenset[str],
    before: Values | None = None,
) -> None:
    """Fill in what follows from the rest. ``sent`` are the fields that the request named. Raises `ApiError`."""
    values = row.values
    if type.name == "Opportunity":
        _opportunity(org, values, before or {}, sent)
    elif type.name == "Task":
        _activity(org, values)
        _task(org, values)
    elif type.name == "Event":
        _activity(org, values)
        _event(values, before or {})
    elif type.name == "Contact":
        values["IsEmailBounced"] = bool(values.get("EmailBouncedDate"))
    elif type.name == "Lead":
        values.setdefault("IsConverted", False)


def _opportunity(org: Org, values: Values, before: Values, sent: frozenset[str]) -> None:
    stage = values.get("StageName")
    chance, closed, won, category = _STAGES.get(str(stage), (0, False, False, "Pipeline"))
    if stage != before.get("StageName"):
        if "Probability" not in sent or org.traits["stage_overrules_probability"]:
            values["Probability"] = float(chance)
        values["ForecastCategory"] = values["ForecastCategoryName"] = category
        values["LastStageChangeDate"] = moment(org.now())
    values["IsClosed"], values["IsWon"] = closed, won
    if values.get("Amount") is not None:
        values["ExpectedRevenue"] = round(values["Amount"] * values.get("Probability", 0.0) / 100, 2)
    else:
        values.pop("ExpectedRevenue", None)


def _activity(org: Org, values: Values) -> None:
    who, what = values.get("WhoId"), values.get("WhatId")
    if who and what and org.types["Lead"].prefix == who[:3]:
        message = "You cannot relate a lead and another object to one activity"
        raise ApiError(400, "FIELD_INTEGRITY_EXCEPTION", message, ["WhatId"])
    account = None
    if what:
        deal = org.tables["Opportunity"].rows.get(what)
        account = what if what[:3] == "001" else deal.values.get("AccountId") if deal is not None else None
    elif who and who[:3] == "003":
        account = org.tables["Contact"].rows[who].values.get("AccountId")
    if account:
        values["AccountId"] = account
    else:
        values.pop("AccountId", None)


def _task(org: Org, values: Values) -> None:
    values["IsClosed"] = org.task_statuses.get(str(values.get("Status")), False)
    values["IsHighPriority"] = values.get("Priority") == "High"
    if values["IsClosed"]:
        values.setdefault("CompletedDateTime", moment(org.now()))
    else:
        values.pop("CompletedDateTime", None)


def _event(values: Values, before: Values) -> None:
    """Start, end and duration follow from each other; a create needs the start and one of the others."""
    if values.get("IsAllDayEvent") and values.get("ActivityDate") and not values.get("StartDateTime"):
        values["StartDateTime"] = f"{values['ActivityDate']}T00:00:00.000+0000"
        values.setdefault("DurationInMinutes", 1440)
    start = values.get("StartDateTime") or values.get("ActivityDateTime")
    if start is None:
        raise ApiError(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [StartDateTime]", ["StartDateTime"])
    begins = read_moment(start)
    end, minutes = values.get("EndDateTime"), values.get("DurationInMinutes")
    if minutes is not None and (end is None or (end == before.get("EndDateTime") and _moved(values, before))):
        end = moment((begins + timedelta(minutes=minutes)).timestamp())
    if end is None:
        missing = ["EndDateTime", "DurationInMinutes"]
        raise ApiError(400, "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{missing[1]}]", missing)
    length = (read_moment(end) - begins).total_seconds()
    if length < 0:
        raise ApiError(400, "FIELD_INTEGRITY_EXCEPTION", "Event duration can not be negative", ["EndDateTime"])
    values |= {"StartDateTime": start, "ActivityDateTime": start, "EndDateTime": end,
               "DurationInMinutes": int(length // 60), "ActivityDate": start[:10], "EndDate": end[:10]}  # fmt: skip


def _moved(values: Values, before: Values) -> bool:
    names = ("StartDateTime", "DurationInMinutes")
    return any(values.get(name) != before.get(name) for name in names)
