"""A Salesforce organisation's schema as the fact sheet has it, with everything that crmdesk maps (section 8)."""

from __future__ import annotations

from crmdesk.providers.base import Account, RemoteProperty, Schema

ACCOUNT = Account("00Dgk0000000001EAA", "Oakline", app="005gk0000000001AAA")

ADDRESS = ("Street", "City", "PostalCode", "Country")
NAMES = {
    "Account": "Name Website Phone Industry NumberOfEmployees OwnerId crmdesk_uid__c MasterRecordId IsDeleted "
    + " ".join(f"Billing{part}" for part in ADDRESS),
    "Contact": "Salutation FirstName LastName Email Phone MobilePhone HomePhone OtherPhone Title OwnerId AccountId"
    " Description crmdesk_tags__c crmdesk_last_contact_at__c crmdesk_uid__c MasterRecordId IsDeleted "
    + " ".join(f"Mailing{part}" for part in ADDRESS),
    "Lead": "Salutation FirstName LastName Company Email Phone MobilePhone Title OwnerId Description Status Rating"
    " LeadSource crmdesk_account__c crmdesk_tags__c crmdesk_last_contact_at__c crmdesk_lead_type__c crmdesk_sector__c"
    " crmdesk_horizon__c crmdesk_property_type__c crmdesk_property_address__c crmdesk_property_surface_m2__c"
    " crmdesk_property_rooms__c crmdesk_asking_price__c crmdesk_estimate__c crmdesk_consent_phone__c"
    " crmdesk_consent_email__c crmdesk_uid__c MasterRecordId IsConverted IsDeleted " + " ".join(ADDRESS),
    "Opportunity": "Name Amount CurrencyIsoCode StageName CloseDate Probability IsClosed IsWon AccountId OwnerId"
    " crmdesk_uid__c IsDeleted",
    "Task": "Subject Description ActivityDate Status Priority WhoId WhatId OwnerId CallDurationInSeconds"
    " CallDisposition TaskSubtype crmdesk_uid__c IsDeleted",
    "Event": "Subject Description StartDateTime EndDateTime WhoId WhatId OwnerId crmdesk_uid__c IsDeleted",
    "Note": "Title Body ParentId OwnerId IsDeleted",
    "OpportunityContactRole": "OpportunityId ContactId",
}
READ_ONLY = frozenset({"IsClosed", "IsWon", "MasterRecordId", "IsConverted", "IsDeleted"})
OPTIONS = {
    "Status": {"Open - Not Contacted": "Nouveau", "Working - Contacted": "Qualifié", "Closed - Not Converted": "Perdu"}
}


def full_schema() -> Schema:
    """Everything there is."""
    return Schema({name: {each: _property(each) for each in names.split()} for name, names in NAMES.items()})


def without(schema: Schema, name: str, *fields: str) -> Schema:
    """The schema without some fields of an object."""
    kept = {each: known for each, known in schema.objects[name].items() if each not in fields}
    return Schema({**schema.objects, name: kept})


def _property(name: str) -> RemoteProperty:
    return RemoteProperty(name, name, "string", name not in READ_ONLY, OPTIONS.get(name, {}))
