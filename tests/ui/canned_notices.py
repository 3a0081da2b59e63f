"""Notices of the agency: one of each key that the engine writes."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.notices import NoticeRow
from tests.ui.canned_rows import ago


def _notice(
    id: int, field: str, key: str, account: str, data: Mapping[str, Value] | None = None, agreed: Value = None
) -> NoticeRow:
    at, name = ago(minutes=60 - id), "M. Karim Benali"
    connection = f"connection-{account}"
    return NoticeRow(id, at, account, "L01", Kind.LEAD, name, field, key, data or {}, agreed, connection)


_PLACE = {"account": "HubSpot Lyon", "table": "contacts", "kind": "lead", "name": "status"}
NOTICES = [
    _notice(9, "city", "stored_otherwise", "Salesforce", {"stored": "Saint-Germain"}, "Saint-Germain-en-Laye"),
    _notice(8, "company", "no_room_there", "Zoho CRM"),
    _notice(7, "status", "word_not_there", "HubSpot Lyon", {**_PLACE, "value": "to_call_back"}),
    _notice(6, "asking_price", "currency_not_there", "Pipedrive", {"amount": "348000", "currency": "CHF"}),
    _notice(5, "tags", "lists_merged", "Salesforce"),
    _notice(4, "first_name", "same_value_written_otherwise", "HubSpot Lyon"),
    _notice(3, "owner", "reference_not_there", "Pipedrive"),
    _notice(2, "source", "not_writable_there", "Salesforce", {"stored": "Web"}, "Web"),
    _notice(1, "job_title", "never_blank_there", "Zoho CRM"),
]
