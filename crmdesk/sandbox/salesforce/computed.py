"""What an opportunity tells of other rows and of its day: worked out when it is read, never stored (section 8.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from crmdesk.sandbox.salesforce.records import Row, Table, day

Tables = Mapping[str, Table]


def _open_tasks(row: Row, tables: Tables) -> list[Row]:
    return [
        one for one in tables["Task"].live() if one.values.get("WhatId") == row.id and not one.values.get("IsClosed")
    ]


def _has_open_activity(row: Row, tables: Tables, now: float) -> bool:
    events = (one for one in tables["Event"].live() if one.values.get("WhatId") == row.id)
    return bool(_open_tasks(row, tables)) or any(str(one.values.get("EndDate", "")) >= day(now) for one in events)


def _has_overdue_task(row: Row, tables: Tables, now: float) -> bool:
    return any((one.values.get("ActivityDate") or day(now)) < day(now) for one in _open_tasks(row, tables))


def _closes(row: Row) -> date:
    return date.fromisoformat(row.values["CloseDate"])


def _quarter(row: Row) -> int:
    return (_closes(row).month + 2) // 3


OF_OPPORTUNITY: Mapping[str, Callable[[Row, Tables, float], Any]] = {
    "HasOpenActivity": _has_open_activity,
    "HasOverdueTask": _has_overdue_task,
    "FiscalYear": lambda row, tables, now: _closes(row).year,
    "FiscalQuarter": lambda row, tables, now: _quarter(row),
    "Fiscal": lambda row, tables, now: f"{_closes(row).year} {_quarter(row)}",
}
"""The value of a field by its name: of a row, all tables, and the time. Fiscal years are calendar years."""
