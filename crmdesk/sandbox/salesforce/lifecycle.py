"""What core REST cannot do and people can: merge, convert, restore, purge (sections 8.1 and 8.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.salesforce.catalogue import STATUSES, ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.persons import CONTACT
from crmdesk.sandbox.salesforce.records import Row, day
from crmdesk.sandbox.salesforce.writes import CASCADES, Writer

_TO_CONTACT = {
    "FirstName": "FirstName", "LastName": "LastName", "Salutation": "Salutation", "Title": "Title", "Email": "Email",
    "Phone": "Phone", "MobilePhone": "MobilePhone", "Fax": "Fax", "Street": "MailingStreet", "City": "MailingCity",
    "State": "MailingState", "PostalCode": "MailingPostalCode", "Country": "MailingCountry",
    "LeadSource": "LeadSource", "Description": "Description", "crmdesk_tags__c": "crmdesk_tags__c",
    "crmdesk_last_contact_at__c": "crmdesk_last_contact_at__c",
}  # fmt: skip
_TO_ACCOUNT = {
    "Company": "Name", "Phone": "Phone", "Website": "Website", "Industry": "Industry", "Street": "BillingStreet",
    "City": "BillingCity", "PostalCode": "BillingPostalCode", "Country": "BillingCountry",
}  # fmt: skip

_TO_PERSON = {"LastName": "LastName", "FirstName": "FirstName", "Email": "PersonEmail"}
"""Of a lead without a company, which becomes a person account (section 8.3)."""


def merge(org: Org, writer: Writer, type: ObjectType, winner: Row, loser: Row) -> None:
    """Merge two rows: the winner's values count where both have one, and it takes over what belonged to the loser."""
    if not type.mergeable:
        raise ApiError(400, "INVALID_TYPE", f"entity type does not support merge: {type.name}")
    added = {
        name: value
        for name, value in loser.values.items()
        if name in type.fields and type.fields[name].updateable and winner.values.get(name) is None
        and not type.fields[name].unique
    }  # fmt: skip
    _reparent(org, type, winner, loser)
    writer.delete(type, loser, winner.id, cascade=False)
    writer.update(type, winner, added)


def convert(org: Org, writer: Writer, lead: Row, wishes: Mapping[str, Any]) -> Row:
    """Convert a lead; the contact. ``wishes``: contactId, accountId, opportunityName, status."""
    if lead.values.get("IsConverted"):
        raise ApiError(400, "CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", ())
    owner = {"OwnerId": lead.values.get("OwnerId", writer.user)}
    account = _account(org, writer, lead, owner, wishes.get("accountId"))
    person = wishes.get("contactId") or account.values.get(CONTACT)
    contact = _contact(org, writer, lead, owner, person, account)
    changes: dict[str, Any] = {"ConvertedAccountId": account.id, "ConvertedContactId": contact.id}
    if wishes.get("opportunityName"):
        values = {"Name": wishes["opportunityName"], "StageName": "Prospecting", "AccountId": account.id,
                  "CloseDate": day(org.now() + 90 * 86_400), **owner}  # fmt: skip
        changes["ConvertedOpportunityId"] = writer.create(org.types["Opportunity"], values).id
    _move_activities(org, lead, contact)
    status = wishes.get("status") or next(value for value, _, converted in STATUSES if converted)
    with org.changing(org.tables["Lead"], lead):
        lead.values |= {"IsConverted": True, "ConvertedDate": day(org.now()), "Status": status, **changes}
        lead.stamp_s = lead.modified_s = max(org.now(), lead.stamp_s)
        lead.modified_by = writer.user
    return contact


def restore(org: Org, type: ObjectType, row: Row) -> None:
    """Take a row out of the recycle bin."""
    with org.changing(org.tables[type.name], row):
        row.deleted = False
        row.values.pop("MasterRecordId", None)
        if org.traits["undelete_bumps_stamp"]:
            row.stamp_s = max(org.now(), row.stamp_s)


def purge(org: Org, type: ObjectType, row: Row) -> None:
    """Delete a row for good."""
    table = org.tables[type.name]
    table.remove(row)
    table.purged.add(row.id)


def _reparent(org: Org, type: ObjectType, winner: Row, loser: Row) -> None:
    for name, by in CASCADES.get(type.name, ()):
        for child in [one for one in org.tables[name].live() if one.values.get(by) == loser.id]:
            with org.changing(org.tables[name], child):
                child.values[by] = winner.id
                if org.traits["merge_moves_children_stamps"]:
                    child.stamp_s = max(org.now(), child.stamp_s)


def _account(org: Org, writer: Writer, lead: Row, owner: Mapping[str, Any], id: str | None) -> Row:
    type = org.types["Account"]
    names = _TO_ACCOUNT if lead.values.get("Company") else _TO_PERSON
    values = {to: lead.values[of] for of, to in names.items() if lead.values.get(of) is not None}
    return writer.create(type, {**values, **owner}) if id is None else _filled(org, writer, type, id, values)


def _contact(org: Org, writer: Writer, lead: Row, owner: Mapping[str, Any], id: str | None, account: Row) -> Row:
    type = org.types["Contact"]
    values = {
        to: lead.values[of] for of, to in _TO_CONTACT.items() if lead.values.get(of) is not None and to in type.fields
    }
    values["AccountId"] = account.id
    return writer.create(type, {**values, **owner}) if id is None else _filled(org, writer, type, id, values)


def _filled(org: Org, writer: Writer, type: ObjectType, id: str, values: Mapping[str, Any]) -> Row:
    """An existing target: only its empty fields are filled."""
    row = org.tables[type.name].find(id)
    if row is None or row.deleted:
        raise ApiError(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", ())
    writer.update(type, row, {name: value for name, value in values.items() if row.values.get(name) is None})
    return row


def _move_activities(org: Org, lead: Row, contact: Row) -> None:
    for name, by in CASCADES["Lead"]:
        for child in [one for one in org.tables[name].live() if one.values.get(by) == lead.id]:
            with org.changing(org.tables[name], child):
                child.values[by] = contact.id
                child.stamp_s = max(org.now(), child.stamp_s)
