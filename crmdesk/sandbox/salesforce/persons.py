"""Person accounts: an account that is a person, with the one contact that it is at the same time (section 8.3).

How the two go together is in the vendor's SOAP API Developer Guide (Person Account Record Types) and Change Data Capture Developer
Guide (Updating a Person Account: the stamps of both move, whichever was changed). The words of the refusals are those that users
report (sorenkrabbe/Chrome-Salesforce-inspector#38, sfb2csolutionarchitects/b2c-crm-sync#14).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row, Values

PERSON = "IsPersonAccount"
CONTACT = "PersonContactId"

_SHARED = {"LastName": "LastName", "FirstName": "FirstName", "PersonEmail": "Email"}
"""Fields of the account, and where its contact has them."""

_NOT_WRITTEN = {
    ("Account", True): {"Name"}, ("Account", False): set(_SHARED), ("Contact", True): {"AccountId"},
}  # fmt: skip
"""What an update may not name, by object and whether the row is a person."""


def begin(org: Org, name: str, values: Values) -> None:
    """A new account with a last name is a person."""
    if name == "Account" and org.traits["person_accounts"] and values.get("LastName"):
        values[PERSON] = True
        call(values)


def call(values: Values) -> None:
    """The name of an account that is a person follows from its parts. Raises `ApiError`: there is no last name."""
    if not values.get("LastName"):
        raise ApiError(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]", ["LastName"])
    values["Name"] = f"{values.get('FirstName') or ''} {values['LastName']}".strip()


def refuse(name: str, row: Row, sent: Collection[str]) -> None:
    """Raise INVALID_FIELD_FOR_INSERT_UPDATE for fields that are not written in such a row."""
    wrong = sorted(_NOT_WRITTEN.get((name, bool(row.values.get(PERSON))), set()).intersection(sent))
    if wrong:
        message = f"Account: bad field names on insert/update call: {', '.join(wrong)}"
        raise ApiError(400, "INVALID_FIELD_FOR_INSERT_UPDATE", message, wrong)


def add_contact(org: Org, account: Row) -> None:
    """Make the contact that a new account is at the same time, where it is a person."""
    if not account.values.get(PERSON):
        return
    table = org.tables["Contact"]
    values = {there: account.values[here] for here, there in _SHARED.items() if account.values.get(here) is not None}
    values |= {"AccountId": account.id, "OwnerId": account.values["OwnerId"], PERSON: True}
    made = account.created_s, account.created_by, account.modified_s, account.modified_by, account.stamp_s
    contact = Row(table.new_id(), values, *made)
    org.add(table, contact)
    account.values[CONTACT] = contact.id


def follow(org: Org, name: str, row: Row) -> None:
    """Bring the other half of a person up to what was written to one."""
    if not row.values.get(PERSON):
        return
    here, there, id = ("Account", "Contact", CONTACT) if name == "Account" else ("Contact", "Account", "AccountId")
    other = org.tables[there].rows[row.values[id]]
    pairs: Iterable[tuple[str, str]] = (
        _SHARED.items() if here == "Account" else ((contact, account) for account, contact in _SHARED.items())
    )
    with org.changing(org.tables[there], other):
        for mine, its in pairs:
            other.values.pop(its, None)
            if row.values.get(mine) is not None:
                other.values[its] = row.values[mine]
        if there == "Account":
            call(other.values)
        other.modified_s, other.modified_by, other.stamp_s = row.modified_s, row.modified_by, row.stamp_s
