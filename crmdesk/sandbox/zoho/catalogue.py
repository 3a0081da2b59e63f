"""The modules of the organisation and their fields (sections 2 and 2.11)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.zoho.fields import GUESTS, Field


@dataclass(slots=True)
class Module:
    """One module: ``name`` in the API, what one record and many are called, its fields by name."""

    name: str
    singular: str
    plural: str
    title: str
    fields: dict[str, Field] = field(default_factory=dict)
    upserts: bool = True
    system_key: str = ""
    """The field that upserts compare without being told (section 2.5)."""


def _options(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)


INDUSTRIES = ("Construction", "Financial Services", "Real Estate", "Other")
STATUSES = ("Not Contacted", "Attempted to Contact", "Contact in Future", "Contacted", "Pre-Qualified", "Not Qualified",
            "Valuation Planned", "Valuation Done", "Visit Planned", "Visit Done",
            "Mandate Signed", "Lost Lead", "Junk Lead")  # fmt: skip
SOURCES = ("Advertisement", "Cold Call", "Employee Referral", "External Referral", "Web Research", "Chat")
PIPELINE = "Standard (Standard)"
STAGES = (
    ("Qualification", 10, "Open"), ("Needs Analysis", 20, "Open"), ("Value Proposition", 40, "Open"),
    ("Proposal/Price Quote", 75, "Open"), ("Negotiation/Review", 90, "Open"), ("Closed Won", 100, "Closed Won"),
    ("Closed Lost", 0, "Closed Lost"),
)  # fmt: skip
"""(stage, probability, forecast type)"""

_OWNER = Field("Owner", "Owner", "ownerlookup", lookup="users")
_TAG = Field("Tag", "Tag")
_SYSTEM = (
    Field("Created_Time", "Created Time", "datetime", read_only=True),
    Field("Modified_Time", "Modified Time", "datetime", read_only=True),
    Field("Created_By", "Created By", "ownerlookup", read_only=True, lookup="users"),
    Field("Modified_By", "Modified By", "ownerlookup", read_only=True, lookup="users"),
)
_DESCRIPTION = Field("Description", "Description", "textarea")
_PERSON = (
    Field("Salutation", "Salutation", "picklist", options=_options("M.", "Mme", "M. et Mme")),
    Field("First_Name", "First Name", length=40),
    Field("Last_Name", "Last Name", mandatory=True, length=80),
    Field("Full_Name", "Full Name", read_only=True),
    Field("Email", "Email", "email"),
    Field("Secondary_Email", "Secondary Email", "email"),
    Field("Phone", "Phone", "phone"),
    Field("Mobile", "Mobile", "phone"),
    Field("Lead_Source", "Lead Source", "picklist", options=_options(*SOURCES)),
    _DESCRIPTION, _OWNER, _TAG,
)  # fmt: skip
_CONVERSION = (
    Field("Converted__s", "Is Converted", "boolean", read_only=True),
    Field("Converted_Date_Time", "Converted Time", "datetime", read_only=True),
    Field("Converted_Contact", "Converted Contact", "lookup", read_only=True, lookup="Contacts"),
    Field("Converted_Account", "Converted Account", "lookup", read_only=True, lookup="Accounts"),
    Field("Converted_Deal", "Converted Deal", "lookup", read_only=True, lookup="Deals"),
)

HOME = "EUR"
"""What the organisation counts in."""
RATES = {HOME: 1.0, "USD": 1.08, "CHF": 0.95}
"""The active currencies of an organisation of several, with what one of the home currency is in each."""
SYMBOLS = {HOME: "€", "USD": "$", "CHF": "CHF"}
CURRENCY = "Currency"
CURRENCIES = (
    Field(CURRENCY, "Currency", "picklist", options=_options(*RATES)),
    Field("Exchange_Rate", "Exchange Rate", "double", read_only=True),
)
"""What every record has in an organisation of several: all its amounts are in the one named (Zoho CRM help, Implementing
Multiple Currencies: Record Currency; the types of the two: Zoho CRM API v8, its samples of layouts and of profiles' fields)."""

ACTIVITY = Field("Last_Activity_Time", "Last Activity Time", "datetime", read_only=True)
"""Follows what is added to a record, where its Modified_Time may not (section 5)."""
HAVE_ACTIVITY = ("Accounts", "Leads", "Contacts", "Deals")

KEY = Field("crmdesk_uid", "crmdesk – identifiant", length=26, unique=True, custom=True)
PERSON_TRADE = (Field("crmdesk_last_contact_at", "Dernier contact", "datetime", custom=True),)
LEAD_TRADE = (
    *PERSON_TRADE,
    Field("crmdesk_lead_type", "Type de projet", "picklist", custom=True,
          options=(("seller", "Vendeur"), ("buyer", "Acquéreur"), ("landlord", "Bailleur"), ("tenant", "Locataire"))),
    Field("crmdesk_sector", "Secteur", custom=True),
    Field("crmdesk_horizon", "Échéance du projet", "picklist", custom=True,
          options=(("under_3_months", "Moins de 3 mois"), ("3_to_6", "3 à 6 mois"), ("6_to_9", "6 à 9 mois"),
                   ("over_9", "Plus de 9 mois"), ("unknown", "Inconnue"))),
    Field("crmdesk_property_type", "Type de bien", "picklist", custom=True,
          options=(("house", "Maison"), ("apartment", "Appartement"), ("land", "Terrain"), ("building", "Immeuble"),
                   ("commercial", "Local"), ("parking", "Parking"), ("other", "Autre"))),
    Field("crmdesk_property_address", "Adresse du bien", custom=True),
    Field("crmdesk_property_surface_m2", "Surface du bien (m²)", "double", custom=True),
    Field("crmdesk_property_rooms", "Nombre de pièces", "double", custom=True),
    Field("crmdesk_asking_price", "Prix demandé", "currency", custom=True),
    Field("crmdesk_estimate", "Estimation", "currency", custom=True),
    Field("crmdesk_consent_phone", "Consentement téléphone", "textarea", custom=True),
    Field("crmdesk_consent_email", "Consentement e-mail", "textarea", custom=True),
)  # fmt: skip
"""The fields that crmdesk makes with an administrator's consent."""

OWN_LEAD = (
    Field("Voisin", own.NEIGHBOUR, custom=True),
    Field("Notes_de_visite", own.REMARKS, "textarea", custom=True),
    Field("Visites", own.VISITS, "integer", custom=True),
    Field("Travaux_estimes", own.WORKS, "currency", custom=True),
    Field("Date_du_mandat", own.MANDATE_DAY, "date", custom=True),
    Field("Prochaine_visite", own.NEXT_VISIT, "datetime", custom=True),
    Field("Cles_recues", own.KEYS, "boolean", custom=True),
    Field("Type_de_mandat", own.MANDATE, "picklist", custom=True, options=_options(*own.MANDATES)),
    Field("Equipements", own.EQUIPMENT, "multiselectpicklist", custom=True, options=_options(*own.PIECES)),
    Field("Second_negociateur", own.SECOND_AGENT, "userlookup", custom=True, lookup="users"),
)
"""The agency's own, of one type each."""


def _address(prefix: str, code: str) -> tuple[Field, ...]:
    names = (f"{prefix}Street", f"{prefix}City", f"{prefix}State", f"{prefix}{code}", f"{prefix}Country")
    return tuple(Field(name, name.replace("_", " ")) for name in names)


def _module(
    name: str, singular: str, plural: str, title: str, *fields: Field, upserts: bool = True, key: str = ""
) -> Module:
    every = {one.name: one for one in (*fields, *_SYSTEM)}
    return Module(name, singular, plural, title, every, upserts=upserts, system_key=key)


def modules(*, bare: bool, company_mandatory: bool, multi_currency: bool) -> dict[str, Module]:
    """The modules by name; a ``bare`` organisation has none of crmdesk's fields, one of several currencies names each row's."""
    found = (
        _module("Accounts", "Account", "Accounts", "Account_Name",
                Field("Account_Name", "Account Name", mandatory=True, length=200), Field("Website", "Website", "website"),
                Field("Phone", "Phone", "phone"),
                Field("Industry", "Industry", "picklist", options=_options(*INDUSTRIES)),
                Field("Employees", "Employees", "integer"), *_address("Billing_", "Code"), _DESCRIPTION, _OWNER, _TAG,
                key="Account_Name"),
        _module("Leads", "Lead", "Leads", "Full_Name", *_PERSON, *_address("", "Zip_Code"),
                Field("Company", "Company", mandatory=company_mandatory, length=200), Field("Designation", "Title"),
                Field("Lead_Status", "Lead Status", "picklist", options=_options(*STATUSES)),
                Field("Rating", "Rating", "picklist", options=_options("Hot", "Warm", "Cold")), *_CONVERSION, key="Email"),
        _module("Contacts", "Contact", "Contacts", "Full_Name", *_PERSON, *_address("Mailing_", "Zip"),
                Field("Account_Name", "Account Name", "lookup", lookup="Accounts"), Field("Title", "Title"),
                Field("Home_Phone", "Home Phone", "phone"), Field("Other_Phone", "Other Phone", "phone"), key="Email"),
        _module("Deals", "Deal", "Deals", "Deal_Name", Field("Deal_Name", "Deal Name", mandatory=True, length=120),
                Field("Amount", "Amount", "currency"), Field("Closing_Date", "Closing Date", "date"),
                Field("Stage", "Stage", "picklist", mandatory=True, options=_options(*(name for name, *_ in STAGES))),
                Field("Pipeline", "Pipeline", "picklist", options=_options(PIPELINE)),
                Field("Probability", "Probability", "percent"),
                Field("Account_Name", "Account Name", "lookup", lookup="Accounts"),
                Field("Contact_Name", "Contact Name", "lookup", lookup="Contacts"), _DESCRIPTION, _OWNER, _TAG,
                key="Deal_Name"),
        _module("Tasks", "Task", "Tasks", "Subject", Field("Subject", "Subject", mandatory=True),
                Field("Status", "Status", "picklist", options=_options("Not Started", "Deferred", "In Progress",
                                                                       "Completed", "Waiting for input")),
                Field("Priority", "Priority", "picklist", options=_options("High", "Highest", "Low", "Lowest", "Normal")),
                Field("Due_Date", "Due Date", "date"), Field("Remind_At", "Reminder", "ALARM"),
                Field("Recurring_Activity", "Repeat", "RRULE"), *_RELATED,
                _DESCRIPTION, _OWNER, _TAG, upserts=False),
        _module("Calls", "Call", "Calls", "Subject", Field("Subject", "Subject", mandatory=True),
                Field("Call_Type", "Call Type", "picklist", mandatory=True,
                      options=_options("Inbound", "Outbound", "Missed")),
                Field("Call_Start_Time", "Call Start Time", "datetime", mandatory=True),
                Field("Call_Duration", "Call Duration", mandatory=True), Field("Call_Result", "Call Result", "picklist"),
                Field("Outbound_Call_Status", "Call Status", "picklist", options=_options("Scheduled", "Completed",
                                                                                          "Overdue", "Cancelled")),
                Field("Call_Purpose", "Call Purpose", "picklist"), *_RELATED, _DESCRIPTION, _OWNER, _TAG, upserts=False),
        _module("Events", "Meeting", "Meetings", "Event_Title", Field("Event_Title", "Title", mandatory=True),
                Field("Start_DateTime", "From", "datetime", mandatory=True),
                Field("End_DateTime", "To", "datetime", mandatory=True), Field("All_day", "All day", "boolean"),
                Field("Venue", "Location"), Field(GUESTS, "Participants", "bigint"),
                Field("Remind_At", "Reminder", "multireminder"), Field("Recurring_Activity", "Repeat", "RRULE"), *_RELATED,
                _DESCRIPTION, _OWNER, _TAG, upserts=False),
        _module("Notes", "Note", "Notes", "Note_Title", Field("Note_Title", "Note Title", length=120),
                Field("Note_Content", "Note Content", "textarea", mandatory=True),
                Field("Parent_Id", "Parent ID", "lookup", mandatory=True, lookup="*"), _OWNER, upserts=False),
    )  # fmt: skip
    by_name = {module.name: module for module in found}
    for name in HAVE_ACTIVITY:
        by_name[name].fields[ACTIVITY.name] = ACTIVITY
    if not bare:
        for name in ("Accounts", "Leads", "Contacts", "Deals"):
            by_name[name].fields[KEY.name] = KEY
        by_name["Contacts"].fields.update({one.name: one for one in PERSON_TRADE})
        by_name["Leads"].fields.update({one.name: one for one in (*LEAD_TRADE, *OWN_LEAD)})
    for module in found if multi_currency else ():
        module.fields.update({one.name: one for one in CURRENCIES if module.name != "Notes"})
    return by_name


_RELATED = (
    Field("Who_Id", "Contact Name", "lookup", lookup="Contacts"),
    Field("What_Id", "Related To", "lookup", lookup="*"),
    Field("$se_module", "Module"),
)


COMPUTED = frozenset({"autonumber", "formula", "rollup_summary"})
"""Types whose values Zoho works out."""


def made_field(label: str, type: str, length: int, options: tuple[tuple[str, str], ...], *, unique: bool) -> Field:
    """A field that an administrator makes; its API name comes from its label."""
    plain = "".join(char if char.isascii() and char.isalnum() else "_" for char in label)
    name = "_".join(part for part in plain.split("_") if part) or "Field"
    made = Field(name, label, type, read_only=type in COMPUTED, custom=True, unique=unique, options=options)
    return replace(made, length=length, lookup={"lookup": "*", "userlookup": "users"}.get(type, ""))
