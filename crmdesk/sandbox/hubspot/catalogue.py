"""The properties each object type has in a fresh account: a part of the vendor's own (fact sheet section 6)."""

from __future__ import annotations

from crmdesk.sandbox.hubspot.definitions import (
    Definition,
    calculated,
    elsewhere,
    moment,
    money,
    number,
    one_of,
    read_only,
    text,
)
from crmdesk.sandbox.hubspot.kinds import ACTIVITIES, ObjectType

CONTACT_GROUP = "contactinformation"
SALES_GROUP = "sales_properties"
COMPANY_GROUP = "companyinformation"
DEAL_GROUP = "dealinformation"
LEAD_GROUP = "lead_information"
ACTIVITY_GROUP = "engagement"
TICKET_GROUP = "ticketinformation"

GROUPS = {
    "contacts": ((CONTACT_GROUP, "Contact information"), (SALES_GROUP, "Sales properties")),
    "companies": ((COMPANY_GROUP, "Company information"),),
    "deals": ((DEAL_GROUP, "Deal information"),),
    "leads": ((LEAD_GROUP, "Lead information"),),
    "tickets": ((TICKET_GROUP, "Ticket information"),),
}

LIFECYCLE = (
    ("subscriber", "Subscriber"),
    ("lead", "Lead"),
    ("marketingqualifiedlead", "Marketing Qualified Lead"),
    ("salesqualifiedlead", "Sales Qualified Lead"),
    ("opportunity", "Opportunity"),
    ("customer", "Customer"),
    ("evangelist", "Evangelist"),
    ("other", "Other"),
)
STATUSES = (
    ("NEW", "New"),
    ("OPEN", "Open"),
    ("IN_PROGRESS", "In Progress"),
    ("OPEN_DEAL", "Open Deal"),
    ("UNQUALIFIED", "Unqualified"),
    ("ATTEMPTED_TO_CONTACT", "Attempted to Contact"),
    ("CONNECTED", "Connected"),
    ("BAD_TIMING", "Bad Timing"),
)
INDUSTRIES = (
    ("REAL_ESTATE", "Real Estate"), ("CONSTRUCTION", "Construction"), ("LEGAL_SERVICES", "Legal Services"),
    ("LAW_PRACTICE", "Law Practice"), ("FINANCIAL_SERVICES", "Financial Services"), ("BANKING", "Banking"),
    ("INVESTMENT_MANAGEMENT", "Investment Management"), ("INSURANCE", "Insurance"), ("RETAIL", "Retail"),
    ("COMPUTER_SOFTWARE", "Computer Software"), ("ARCHITECTURE_PLANNING", "Architecture & Planning"),
)  # fmt: skip
DEAL_TYPES = (("newbusiness", "New Business"), ("existingbusiness", "Existing Business"))
CALL_OUTCOMES = (
    ("9d9162e7-6cf3-4944-bf63-4dff82258764", "Busy"),
    ("f240bbac-87c9-4f6e-bf70-924b57d47db7", "Connected"),
    ("a4c4c377-d246-4b32-a13b-75a56a4cd0ff", "Left live message"),
    ("b2cf5968-551e-4856-9783-52b3da59a7d0", "Left voicemail"),
    ("73a0d17f-1163-4015-bdd5-ec830791da20", "No answer"),
    ("17b47fee-58de-441e-a44c-c6300d46f273", "Wrong number"),
)


def _plain(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, value.replace("_", " ").capitalize()) for value in values)


def _system(kind: ObjectType, group: str) -> list[Definition]:
    found = [
        read_only(number("hs_object_id", "Record ID", group)),
        read_only(moment(kind.created, "Create Date", group)),
        read_only(moment(kind.modified, "Last Modified Date", group)),
        read_only(text("hs_merged_object_ids", "Merged Record IDs", group)),
        read_only(number("hs_created_by_user_id", "Created by user ID", group)),
        read_only(number("hs_updated_by_user_id", "Updated by user ID", group)),
        read_only(text("hs_object_source", "Record creation source", group)),
        read_only(text("hs_object_source_id", "Record creation source ID", group)),
        read_only(text("hs_object_source_label", "Record source", group)),
        elsewhere("hubspot_owner_id", "Owner", group, "OWNER"),
        read_only(moment("hubspot_owner_assigneddate", "Owner assigned date", group)),
    ]
    if kind.plural not in ACTIVITIES:
        found.append(calculated("notes_last_updated", "Last Activity Date", "datetime", group))
        found.append(calculated("notes_last_contacted", "Last Contacted", "datetime", group))
    if kind.plural == "leads":
        found.append(read_only(moment("hs_createdate", "Object create date", group)))
    return found


def _contact() -> list[Definition]:
    info, sales = CONTACT_GROUP, SALES_GROUP
    names = (
        ("firstname", "First Name"), ("lastname", "Last Name"), ("salutation", "Salutation"), ("jobtitle", "Job Title"),
        ("company", "Company Name"), ("address", "Street Address"), ("city", "City"), ("state", "State/Region"),
        ("zip", "Postal Code"), ("country", "Country/Region"), ("website", "Website URL"), ("email", "Email"),
    )  # fmt: skip
    return [
        *(text(name, label, info) for name, label in names),
        text("hs_additional_emails", "Additional email addresses", info),
        text("phone", "Phone Number", info, "phonenumber"),
        text("mobilephone", "Mobile Phone Number", info, "phonenumber"),
        text("fax", "Fax Number", info, "phonenumber"),
        text("message", "Message", info, "textarea"),
        Definition("date_of_birth", "Date of birth", "string", "text", info),
        one_of("lifecyclestage", "Lifecycle Stage", info, LIFECYCLE, "radio"),
        one_of("hs_lead_status", "Lead Status", sales, STATUSES, "radio"),
        one_of("hs_language", "Preferred language", info, (("fr", "French"), ("en", "English"), ("es", "Spanish"))),
        Definition("hs_email_optout", "Unsubscribed from all email", "bool", "booleancheckbox", info),
        read_only(number("associatedcompanyid", "Primary Associated Company ID", info)),
        read_only(moment("hs_lastmodifieddate", "Object last modified date/time", info)),
        calculated("hs_searchable_calculated_phone_number", "Phone number for search", "string", info),
        calculated("hs_full_name_or_email", "Full name or email", "string", info),
        calculated("hs_calculated_merged_vids", "Merged Contact IDs with timestamps", "string", info),
        calculated("num_associated_deals", "Number of Associated Deals", "number", info),
    ]


def _company() -> list[Definition]:
    group = COMPANY_GROUP
    names = (
        ("name", "Company name"), ("domain", "Company Domain Name"), ("address", "Street Address"), ("city", "City"),
        ("state", "State/Region"), ("zip", "Postal Code"), ("country", "Country/Region"), ("website", "Website URL"),
    )  # fmt: skip
    return [
        *(text(name, label, group) for name, label in names),
        text("phone", "Phone Number", group, "phonenumber"),
        text("description", "Description", group, "textarea"),
        one_of("industry", "Industry", group, INDUSTRIES),
        number("numberofemployees", "Number of Employees", group),
        money("annualrevenue", "Annual Revenue", group),
        one_of("type", "Type", group, _plain("PROSPECT", "PARTNER", "RESELLER", "VENDOR", "OTHER")),
        one_of("lifecyclestage", "Lifecycle Stage", group, LIFECYCLE, "radio"),
        one_of("hs_lead_status", "Lead Status", group, STATUSES, "radio"),
        calculated("num_associated_contacts", "Number of Associated Contacts", "number", group),
        calculated("num_associated_deals", "Number of Associated Deals", "number", group),
    ]


def _deal() -> list[Definition]:
    group = DEAL_GROUP
    return [
        text("dealname", "Deal Name", group),
        elsewhere("dealstage", "Deal Stage", group),
        elsewhere("pipeline", "Pipeline", group),
        money("amount", "Amount", group, "deal_currency_code"),
        one_of("deal_currency_code", "Currency", group, (("EUR", "Euro"), ("USD", "US Dollar"))),
        moment("closedate", "Close Date", group),
        one_of("dealtype", "Deal Type", group, DEAL_TYPES),
        text("description", "Deal Description", group, "textarea"),
        text("hs_next_step", "Next step", group),
        one_of("hs_priority", "Priority", group, (("low", "Low"), ("medium", "Medium"), ("high", "High"))),
        text("closed_lost_reason", "Closed Lost Reason", group, "textarea"),
        text("closed_won_reason", "Closed Won Reason", group, "textarea"),
        calculated("hs_is_closed", "Is Deal Closed?", "bool", group),
        calculated("hs_is_closed_won", "Is Closed Won", "bool", group),
        calculated("hs_deal_stage_probability", "Deal probability", "number", group),
        calculated("hs_forecast_amount", "Forecast amount", "number", group),
        calculated("amount_in_home_currency", "Amount in company currency", "number", group),
        calculated("days_to_close", "Days to close", "number", group),
        calculated("num_associated_contacts", "Number of Associated Contacts", "number", group),
    ]  # fmt: skip


def _lead() -> list[Definition]:
    group = LEAD_GROUP
    mirrors = ("email", "firstname", "lastname")
    return [
        text("hs_lead_name", "Lead Name", group),
        one_of("hs_lead_type", "Lead Type", group, _plain("NEW_BUSINESS", "RE_ATTEMPTING")),
        one_of("hs_lead_label", "Lead Label", group, (("HOT", "Hot"), ("WARM", "Warm"), ("COLD", "Cold"))),
        elsewhere("hs_pipeline", "Pipeline", group),
        elsewhere("hs_pipeline_stage", "Lead Pipeline Stage", group),
        *(read_only(text(f"hs_associated_contact_{name}", f"Associated contact {name}", group)) for name in mirrors),
    ]  # fmt: skip


def _task() -> list[Definition]:
    group = ACTIVITY_GROUP
    statuses = _plain("NOT_STARTED", "IN_PROGRESS", "WAITING", "DEFERRED", "COMPLETED")
    return [
        text("hs_task_subject", "Task Title", group),
        text("hs_task_body", "Task Notes", group, "html"),
        one_of("hs_task_status", "Task Status", group, statuses),
        one_of("hs_task_priority", "Priority", group, _plain("NONE", "LOW", "MEDIUM", "HIGH")),
        one_of("hs_task_type", "Task Type", group, _plain("EMAIL", "CALL", "TODO")),
        text("hs_task_reminders", "Reminders", group),
        read_only(moment("hs_task_completion_date", "Completed at", group)),
    ]


def _call() -> list[Definition]:
    group = ACTIVITY_GROUP
    statuses = _plain(
        "BUSY", "CALLING_CRM_USER", "CANCELED", "COMPLETED", "CONNECTING", "FAILED", "IN_PROGRESS", "NO_ANSWER",
        "QUEUED", "RINGING",
    )  # fmt: skip
    return [
        text("hs_call_title", "Call Title", group),
        text("hs_call_body", "Call notes", group, "html"),
        one_of("hs_call_direction", "Call direction", group, _plain("INBOUND", "OUTBOUND")),
        number("hs_call_duration", "Call duration", group),
        one_of("hs_call_status", "Call status", group, statuses),
        text("hs_call_from_number", "From number", group),
        text("hs_call_to_number", "To number", group),
        text("hs_call_recording_url", "Recording URL", group),
        one_of("hs_call_disposition", "Call outcome", group, CALL_OUTCOMES),
    ]


def _meeting() -> list[Definition]:
    group = ACTIVITY_GROUP
    outcomes = _plain("SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED")
    return [
        text("hs_meeting_title", "Meeting Title", group),
        text("hs_meeting_body", "Meeting body", group, "html"),
        moment("hs_meeting_start_time", "Start time", group),
        moment("hs_meeting_end_time", "End time", group),
        text("hs_meeting_location", "Location", group),
        text("hs_meeting_external_url", "External URL", group),
        text("hs_internal_meeting_notes", "Internal meeting notes", group, "html"),
        one_of("hs_meeting_outcome", "Meeting outcome", group, outcomes),
    ]


def _note() -> list[Definition]:
    return [
        text("hs_note_body", "Note body", ACTIVITY_GROUP, "html"),
        text("hs_attachment_ids", "Attached file IDs", ACTIVITY_GROUP),
    ]


def _ticket() -> list[Definition]:
    return [
        text("subject", "Ticket name", TICKET_GROUP),
        text("content", "Ticket description", TICKET_GROUP, "textarea"),
        elsewhere("hs_pipeline", "Pipeline", TICKET_GROUP),
        elsewhere("hs_pipeline_stage", "Ticket status", TICKET_GROUP),
    ]


def _email() -> list[Definition]:
    directions = _plain("EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL")
    return [
        text("hs_email_subject", "Email subject", ACTIVITY_GROUP),
        text("hs_email_text", "Text body", ACTIVITY_GROUP, "textarea"),
        one_of("hs_email_direction", "Email direction", ACTIVITY_GROUP, directions),
        one_of(
            "hs_email_status", "Email send status", ACTIVITY_GROUP, _plain("SENT", "FAILED", "SCHEDULED", "SENDING")
        ),
    ]


_OWN = {
    "contacts": _contact, "companies": _company, "deals": _deal, "leads": _lead, "tasks": _task, "calls": _call,
    "meetings": _meeting, "notes": _note, "tickets": _ticket, "emails": _email,
}  # fmt: skip


def groups_of(kind: ObjectType) -> tuple[tuple[str, str], ...]:
    """(name, label) of the property groups of a type."""
    return GROUPS.get(kind.plural, ((ACTIVITY_GROUP, "Activity information"),))


def properties_of(kind: ObjectType) -> list[Definition]:
    """The vendor's own properties of a type."""
    group = groups_of(kind)[0][0]
    found = _system(kind, group) + _OWN[kind.plural]()
    if kind.plural in ACTIVITIES:
        found.append(moment("hs_timestamp", "Activity date", group))
    return found
