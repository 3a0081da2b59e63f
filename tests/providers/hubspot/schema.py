"""A HubSpot account's schema as the fact sheet has it, with everything that crmdesk maps (sections 6 and 4.1)."""

from __future__ import annotations

from crmdesk.providers.base import Account, RemoteProperty, Schema

ACCOUNT = Account("24681012", "northbeam.test", app="334455")

NAMES = {
    "companies": "name domain phone address zip city country industry numberofemployees hubspot_owner_id crmdesk_uid",
    "contacts": (
        "salutation firstname lastname email hs_additional_emails phone mobilephone address zip city country jobtitle"
        " associatedcompanyid hubspot_owner_id hs_lead_status lifecyclestage crmdesk_lead_type crmdesk_source"
        " crmdesk_sector crmdesk_horizon crmdesk_property_type crmdesk_property_address crmdesk_property_surface_m2"
        " crmdesk_property_rooms crmdesk_asking_price crmdesk_estimate crmdesk_tags crmdesk_description"
        " crmdesk_last_contact_at crmdesk_consent_phone crmdesk_consent_email crmdesk_uid hs_merged_object_ids"
    ),
    "leads": "hs_lead_name hs_lead_label hs_pipeline hs_pipeline_stage hubspot_owner_id crmdesk_uid",
    "deals": (
        "dealname amount deal_currency_code pipeline dealstage closedate hs_deal_stage_probability hs_is_closed"
        " hs_is_closed_won hubspot_owner_id crmdesk_uid hs_merged_object_ids"
    ),
    "tasks": "hs_timestamp hs_task_subject hs_task_body hs_task_status hs_task_priority hubspot_owner_id crmdesk_uid",
    "calls": (
        "hs_timestamp hs_call_title hs_call_body hs_call_duration hs_call_disposition hubspot_owner_id crmdesk_uid"
    ),
    "meetings": (
        "hs_timestamp hs_meeting_title hs_meeting_body hs_meeting_start_time hs_meeting_end_time hs_meeting_outcome"
        " hubspot_owner_id crmdesk_uid"
    ),
    "notes": "hs_timestamp hs_note_body hubspot_owner_id crmdesk_uid",
}
TYPES = {"closedate": "datetime", "hs_timestamp": "datetime", "crmdesk_last_contact_at": "datetime"}
READ_ONLY = frozenset({"hs_deal_stage_probability", "hs_is_closed", "hs_is_closed_won", "hs_merged_object_ids"})
OPTIONS = {
    "hs_lead_status": {"NEW": "Nouveau", "CONNECTED": "Qualifié", "UNQUALIFIED": "Perdu", "OPEN": "Ouvert"},
    "hs_call_disposition": {"f240bbac-87c9-4f6e-bf70-924b57d47db7": "Connected"},
}


def full_schema() -> Schema:
    """Everything there is."""
    return Schema({name: {each: _property(each) for each in names.split()} for name, names in NAMES.items()})


def without(schema: Schema, name: str, *properties: str) -> Schema:
    """The schema without some properties of an object."""
    kept = {each: known for each, known in schema.objects[name].items() if each not in properties}
    return Schema({**schema.objects, name: kept})


def _property(name: str) -> RemoteProperty:
    return RemoteProperty(name, name, TYPES.get(name, "string"), name not in READ_ONLY, OPTIONS.get(name, {}))
