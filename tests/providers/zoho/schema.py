"""A Zoho organisation's schema as the fact sheet has it, with everything that crmdesk maps (sections 2.11 and 3)."""

from __future__ import annotations

from crmdesk.providers.base import Account, RemoteProperty, Schema
from crmdesk.providers.zoho.mapping import STAGE_WORDS
from crmdesk.providers.zoho.wanted import UNIQUE, WANTED

ACCOUNT = Account("20063456789", "Oakline", app="554023000000000001")

PERSON = "Salutation First_Name Last_Name Email Secondary_Email Phone Mobile Owner Tag Description"
NAMES = {
    "Accounts": "Account_Name Website Phone Industry Employees Billing_Street Billing_Code Billing_City Billing_Country Owner",
    "Leads": f"{PERSON} Street Zip_Code City Country Designation Lead_Status Rating Lead_Source Converted__s Converted_Contact",
    "Contacts": f"{PERSON} Mailing_Street Mailing_Zip Mailing_City Mailing_Country Title Account_Name Home_Phone Other_Phone",
    "Deals": "Deal_Name Amount Stage Pipeline Closing_Date Probability Currency Contact_Name Account_Name Owner",
    "Tasks": "Subject Description Due_Date Status Priority Who_Id What_Id Owner",
    "Calls": "Subject Description Call_Start_Time Call_Duration Outbound_Call_Status Call_Result Who_Id What_Id Owner",
    "Events": "Event_Title Description Start_DateTime End_DateTime Who_Id What_Id Owner",
    "Notes": "Note_Title Note_Content Parent_Id Owner",
}
OPTIONS = {
    "Currency": {"EUR": "EUR", "USD": "USD"},
    "Lead_Status": {"Not Contacted": "Nouveau", "Pre-Qualified": "Qualifié", "Lost Lead": "Perdu"},
    "Stage": {"Qualification": "Qualification", "Closed Won": "Gagnée"},
}


def full_schema() -> Schema:
    """Everything there is."""
    objects = {module: {name: _property(name) for name in names.split()} for module, names in NAMES.items()}
    objects["Leads"]["Currency"] = _property("Currency")
    for module, fields in WANTED.items():
        objects[module] |= {
            each.name: RemoteProperty(each.name, each.label, each.type, options=dict(each.options)) for each in fields
        }
    for module in NAMES:
        unique = {"crmdesk_uid": "crmdesk – identifiant"} if module in WANTED else {}
        objects[module][UNIQUE] = RemoteProperty(UNIQUE, "", "words", writable=False, options=unique)
    words = {"Qualification": "open", "Closed Won": "won", "Closed Lost": "lost"}
    objects["Deals"][STAGE_WORDS] = RemoteProperty(STAGE_WORDS, "", "words", writable=False, options=words)
    return Schema(objects)


def without(schema: Schema, module: str, *fields: str) -> Schema:
    """The schema without some fields of a module."""
    kept = {each: known for each, known in schema.objects[module].items() if each not in fields}
    return Schema({**schema.objects, module: kept})


def _property(name: str) -> RemoteProperty:
    locked = name in {"Converted__s", "Converted_Contact"}
    return RemoteProperty(name, name, "text", not locked, OPTIONS.get(name, {}))
