"""Whose limits the calls of an account count against."""

from __future__ import annotations

from crmdesk.desk.accounts import budget_of
from crmdesk.store.connections import Connection


def account(id: str, vendor: str, document: str | None) -> Connection:
    return Connection(id, id, vendor, {"id": id, "document": document})


def test_the_sheets_of_a_person_share_what_google_allows_a_person() -> None:
    first, second = account("1", "google_sheets", "1AbC"), account("2", "google_sheets", "1DeF")
    assert budget_of(first) == budget_of(second)


def test_each_organisation_has_limits_of_its_own() -> None:
    budgets = {
        budget_of(account(id, vendor, None)) for id, vendor in (("1", "hubspot"), ("2", "hubspot"), ("3", "zoho"))
    }
    assert len(budgets) == 3
