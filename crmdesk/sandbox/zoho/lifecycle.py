"""What people do with whole records: convert a lead, merge two, restore one (sections 2.7 and 2.10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.zoho.catalogue import CURRENCY, Module
from crmdesk.sandbox.zoho.errors import ApiError, unfit
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Row
from crmdesk.sandbox.zoho.writes import CHILDREN, Writer, require

_TO_CONTACT = {
    "Salutation": "Salutation", "First_Name": "First_Name", "Last_Name": "Last_Name", "Email": "Email",
    "Secondary_Email": "Secondary_Email", "Phone": "Phone", "Mobile": "Mobile", "Designation": "Title",
    "Street": "Mailing_Street", "City": "Mailing_City", "Zip_Code": "Mailing_Zip", "Country": "Mailing_Country",
    "Lead_Source": "Lead_Source", "Description": "Description", "crmdesk_last_contact_at": "crmdesk_last_contact_at",
    CURRENCY: CURRENCY,
}  # fmt: skip
_TO_ACCOUNT = {"Company": "Account_Name", "Phone": "Phone", "Street": "Billing_Street", "City": "Billing_City",
               "Zip_Code": "Billing_Code", "Country": "Billing_Country", CURRENCY: CURRENCY}  # fmt: skip


def convert(org: Org, writer: Writer, lead: Row, wishes: Mapping[str, Any]) -> dict[str, Row]:
    """Convert a lead; the rows it became, by module. Raises `ApiError`."""
    if lead.values.get("Converted__s"):
        raise ApiError(400, "ID_ALREADY_CONVERTED", "id already converted", {"id": lead.id})
    owner = {"Owner": _id(wishes.get("assign_to")) or lead.values["Owner"]}
    if owner["Owner"] not in org.users:
        raise unfit("assign_to", "$.data[0].assign_to")
    chosen = {name: require(org, org.modules[name], _id(wishes[name])) for name in ("Accounts", "Contacts")
              if wishes.get(name)}  # fmt: skip
    made = dict(chosen)
    try:
        _become(org, writer, lead, made, owner)
        _add_deal(org, writer, wishes.get("Deals"), made)
    except ApiError:  # a deal that is refused leaves nothing behind
        for name in made.keys() - chosen.keys():
            del org.tables[name].rows[made[name].id]
        raise
    _carry_tags(wishes.get("carry_over_tags"), made)
    _mark(org, writer, lead, made)
    return made


def _carry_tags(wish: Any, made: Mapping[str, Row]) -> None:
    """Let each row have the tags that are named for its module; unsaid the contact takes the lead's."""
    for name, row in made.items() if isinstance(wish, dict) else ():
        listed = wish.get(name)
        row.values["Tag"] = [str(tag) for tag in listed] if isinstance(listed, list) else []


def _become(org: Org, writer: Writer, lead: Row, made: dict[str, Row], owner: Mapping[str, Any]) -> None:
    """The account and the contact that a lead becomes, where none were chosen."""
    if "Accounts" not in made and lead.values.get("Company"):
        made["Accounts"] = _made(org, writer, "Accounts", {**_mapped(lead, _TO_ACCOUNT), **owner})
    if "Contacts" not in made:
        values = {**_mapped(lead, _TO_CONTACT), **owner}
        if "Accounts" in made:
            values["Account_Name"] = made["Accounts"].id
        made["Contacts"] = _made(org, writer, "Contacts", values)
        made["Contacts"].values |= {"Tag": list(lead.values.get("Tag", ()))}


def _add_deal(org: Org, writer: Writer, deal: Any, made: dict[str, Row]) -> None:
    """The deal of a conversion. Raises `ApiError`."""
    if isinstance(deal, dict):
        ties = {"Contact_Name": {"id": made["Contacts"].id}}
        ties |= {"Account_Name": {"id": made["Accounts"].id}} if "Accounts" in made else {}
        made["Deals"] = writer.create(org.modules["Deals"], {**deal, **ties}, "$.data[0].Deals")


def merge(org: Org, writer: Writer, module: Module, winner: Row, loser: Row) -> None:
    """Make two rows one: the winner's values count where both have one, and it takes over what belonged to the loser."""
    added = {name: value for name, value in loser.values.items()
             if winner.values.get(name) is None and name in module.fields and not module.fields[name].unique}  # fmt: skip
    for name, by in CHILDREN:
        for child in [one for one in org.tables[name].live() if one.values.get(by) == loser.id]:
            child.values[by] = winner.id
    before = {name: winner.values.get(name) for name in added}
    winner.values |= added
    writer.delete(module, loser, where=str(org.traits["merge_loser"]))
    writer.touch(winner)
    changes = tuple((name, before[name], value) for name, value in added.items())
    org.log(winner, "merged" if org.traits["merge_in_timeline"] else "updated", writer.user, writer.source, *changes)


def restore(org: Org, writer: Writer, row: Row) -> None:
    """Take a row out of the recycle bin."""
    row.gone, row.gone_s, row.gone_by = "", 0, ""
    writer.touch(row)


def _mark(org: Org, writer: Writer, lead: Row, made: Mapping[str, Row]) -> None:
    """Mark the lead as converted and move what belongs to it."""
    contact = made["Contacts"]
    for name, by in CHILDREN:
        for child in [one for one in org.tables[name].live() if one.values.get(by) == lead.id]:
            child.values[by] = contact.id
            writer.touch(child)
    lead.values |= {"Converted__s": True, "Converted_Date_Time": org.now(), "Converted_Contact": contact.id}
    lead.values |= {f"Converted_{name[:-1]}": made[name].id for name in ("Accounts", "Deals") if name in made}
    writer.touch(lead)
    org.log(lead, "converted", writer.user, writer.source)


def _made(org: Org, writer: Writer, name: str, values: dict[str, Any]) -> Row:
    """A new row of values that are kept already."""
    module, now = org.modules[name], org.now()
    row = Row(org.new_id(), {key: value for key, value in values.items() if key in module.fields}, now, writer.user, now,
              writer.user)  # fmt: skip
    org.add(module, row)
    org.log(row, "added", writer.user, writer.source)
    return row


def _mapped(lead: Row, names: Mapping[str, str]) -> dict[str, Any]:
    return {to: lead.values[of] for of, to in names.items() if lead.values.get(of) is not None}


def _id(wish: Any) -> str:
    return str(wish.get("id") or "") if isinstance(wish, dict) else str(wish or "")
