"""The objects of the organisation with their standard fields (section 8), and those that crmdesk has added to it.

Notes, contact roles and field histories are not on the fact sheet: what they do here is general knowledge (unverified).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.salesforce.fields import Field, parsed, with_options

_ADDRESS = (
    "{0}Street textarea(255) CUN", "{0}City string(40) CUN", "{0}State string(80) CUN",
    "{0}PostalCode string(20) CUN", "{0}Country string(80) CUN", "{0}Latitude double(18,15) CUN",
    "{0}Longitude double(18,15) CUN", "{0}GeocodeAccuracy picklist(40) CUNR",
)  # fmt: skip


def _address(prefix: str) -> str:
    return "\n".join(line.format(prefix) for line in _ADDRESS) + f"\n{prefix}Address address N\n"


LEAD = f"""
MasterRecordId reference(18) N ->Lead
LastName string(80) CU
FirstName string(40) CUN
Salutation picklist(40) CUN
Name string(121) D
Title string(128) CUN
Company string(255) CU
{_address("")}Phone phone(40) CUN
MobilePhone phone(40) CUN
Fax phone(40) CUN
Email email(80) CUNI
Website url(255) CUN
PhotoUrl url(255) N
Description textarea(32000) CUNL
LeadSource picklist(255) CUN
Status picklist(255) CUD
Industry picklist(255) CUN
Rating picklist(255) CUN
AnnualRevenue currency(18,0) CUN
NumberOfEmployees int(8) CUN
OwnerId reference(18) CUD ->User,Group
IsConverted boolean CD
ConvertedDate date N
ConvertedAccountId reference(18) N ->Account
ConvertedContactId reference(18) N ->Contact
ConvertedOpportunityId reference(18) N ->Opportunity
IsUnreadByOwner boolean CUD
LastActivityDate date N
LastViewedDate datetime N
LastReferencedDate datetime N
"""
CONTACT = f"""
MasterRecordId reference(18) N ->Contact
AccountId reference(18) CUN ->Account
LastName string(80) CU
FirstName string(40) CUN
Salutation picklist(40) CUN
Name string(121) D
{_address("Other")}{_address("Mailing")}Phone phone(40) CUN
Fax phone(40) CUN
MobilePhone phone(40) CUN
HomePhone phone(40) CUN
OtherPhone phone(40) CUN
AssistantPhone phone(40) CUN
ReportsToId reference(18) CUN ->Contact
Email email(80) CUNI
Title string(128) CUN
Department string(80) CUN
AssistantName string(40) CUN
LeadSource picklist(255) CUN
Birthdate date CUN
Description textarea(32000) CUNL
OwnerId reference(18) CUD ->User
EmailBouncedReason string(255) CUN
EmailBouncedDate datetime CUN
IsEmailBounced boolean D
LastActivityDate date N
LastViewedDate datetime N
"""
ACCOUNT = f"""
MasterRecordId reference(18) N ->Account
Name string(255) CU
Type picklist(40) CUN
ParentId reference(18) CUN ->Account
{_address("Billing")}{_address("Shipping")}Phone phone(40) CUN
Fax phone(40) CUN
AccountNumber string(40) CUN
Website url(255) CUN
Industry picklist(40) CUN
AnnualRevenue currency(18,0) CUN
NumberOfEmployees int(8) CUN
Ownership picklist(40) CUN
Description textarea(32000) CUNL
Rating picklist(40) CUN
Site string(80) CUN
OwnerId reference(18) CUD ->User
AccountSource picklist(255) CUN
LastActivityDate date N
"""
OPPORTUNITY = """
AccountId reference(18) CUN ->Account
IsPrivate boolean CUD
Name string(120) CUI
Description textarea(32000) CUNL
StageName picklist(255) CU
Amount currency(18,2) CUN
Probability percent(3,0) CUND
ExpectedRevenue currency(18,2) N
CloseDate date CU
Type picklist(255) CUN
NextStep string(255) CUN
LeadSource picklist(255) CUN
IsClosed boolean D
IsWon boolean D
ForecastCategory picklist(40) DR
ForecastCategoryName picklist(40) CUNDR
OwnerId reference(18) CUD ->User
ContactId reference(18) CN ->Contact
LastActivityDate date N
LastStageChangeDate datetime N
"""
TASK = """
WhoId reference(18) CUN ->Contact,Lead
WhatId reference(18) CUN ->Account,Opportunity
Subject combobox(255) CUN
ActivityDate date CUN
Status picklist(255) CUD
Priority picklist(255) CUD
IsHighPriority boolean D
OwnerId reference(18) CUD ->User,Group
Description textarea(32000) CUNL
IsClosed boolean D
IsArchived boolean D
AccountId reference(18) N ->Account
TaskSubtype picklist(40) CNR
CallDurationInSeconds int(8) CUN
CallType picklist(40) CUNR
CallDisposition string(255) CUN
CallObject string(255) CUN
ReminderDateTime datetime CUN
IsReminderSet boolean CUD
CompletedDateTime datetime N
"""
EVENT = """
WhoId reference(18) CUN ->Contact,Lead
WhatId reference(18) CUN ->Account,Opportunity
Subject combobox(255) CUN
Location string(255) CUN
IsAllDayEvent boolean CUD
ActivityDateTime datetime CUN
ActivityDate date CUN
StartDateTime datetime CUN
EndDateTime datetime CUN
DurationInMinutes int(8) CUN
EndDate date N
Description textarea(32000) CUNL
OwnerId reference(18) CUD ->User
IsPrivate boolean CUD
ShowAs picklist(40) CUDR
IsArchived boolean D
AccountId reference(18) N ->Account
"""
NOTE = """
ParentId reference(18) C ->Account,Contact,Lead,Opportunity
Title string(80) CU
IsPrivate boolean CUD
Body textarea(32000) CUNL
OwnerId reference(18) CUD ->User
"""
ROLE = """
OpportunityId reference(18) C ->Opportunity
ContactId reference(18) CU ->Contact
Role picklist(40) CUN
IsPrimary boolean CUD
"""
USER = """
Username string(80) CUI
LastName string(80) CU
FirstName string(40) CUN
Name string(121) D
Email email(128) CUI
Alias string(8) CU
IsActive boolean CUD
UserType picklist(40) DR
TimeZoneSidKey picklist(40) CUR
LocaleSidKey picklist(40) CUR
Title string(80) CUN
Phone phone(40) CUN
MobilePhone phone(40) CUN
LastLoginDate datetime N
"""
GROUP = """
Name string(40) D
DeveloperName string(80) N
Type picklist(40) DR
Email email(255) N
"""
LEAD_STATUS = """
ApiName string(255) D
MasterLabel string(255) D
SortOrder int(9) N
IsDefault boolean D
IsConverted boolean D
"""
OPPORTUNITY_STAGE = """
ApiName string(255) D
MasterLabel string(255) D
IsActive boolean D
SortOrder int(9) N
IsClosed boolean D
IsWon boolean D
ForecastCategory picklist(40) D
ForecastCategoryName picklist(40) D
DefaultProbability percent(3,0) N
Description string(255) N
"""
PERSON_ACCOUNT = """
IsPersonAccount boolean D
PersonContactId reference(18) N ->Contact
LastName string(80) CUN
FirstName string(40) CUN
PersonEmail email(80) CUN
"""
PERSON_CONTACT = "IsPersonAccount boolean D"
ORGANIZATION = """
Name string(80) D
IsSandbox boolean D
OrganizationType picklist(40) D
InstanceName string(5) N
DefaultLocaleSidKey picklist(40) D
LanguageLocaleKey picklist(40) D
"""
CURRENCY_TYPE = """
IsoCode picklist(3) D
ConversionRate double(18,6) D
DecimalPlaces int(1) D
IsActive boolean D
IsCorporate boolean D
"""
HISTORY = """
{0}Id reference(18) D ->{0}
Field picklist(255) D
DataType picklist(255) N
OldValue string(255) N
NewValue string(255) N
"""

SOURCES = ("Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other")
STATUSES = (
    ("Open - Not Contacted", "Nouveau", False), ("To Call Back", "À rappeler", False),
    ("Working - Contacted", "Qualifié", False), ("Valuation Planned", "Estimation prévue", False),
    ("Valuation Done", "Estimation faite", False), ("Visit Planned", "Visite prévue", False),
    ("Visit Done", "Visite faite", False), ("Mandate Signed", "Mandat signé", False),
    ("Closed - Converted", "Converti", True),
    ("Closed - Not Converted", "Perdu", False),
)  # fmt: skip
"""(value, label, whether a conversion may end in it)"""

STAGES = (
    ("Prospecting", 10, False, False, "Pipeline"), ("Qualification", 10, False, False, "Pipeline"),
    ("Needs Analysis", 20, False, False, "Pipeline"), ("Value Proposition", 50, False, False, "Pipeline"),
    ("Id. Decision Makers", 60, False, False, "Pipeline"), ("Perception Analysis", 70, False, False, "Pipeline"),
    ("Proposal/Price Quote", 75, False, False, "Pipeline"), ("Negotiation/Review", 90, False, False, "Pipeline"),
    ("Closed Won", 100, True, True, "Closed"), ("Closed Lost", 0, True, False, "Omitted"),
)  # fmt: skip
"""(name, default probability, closed, won, forecast category): the default stages, probabilities unverified"""

TASK_STATUSES = ("Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred")
CLOSED_TASK = "Completed"
SALUTATIONS = ("M.", "Mme", "M. et Mme", "Me", "Dr")
INDUSTRIES = ("Banking", "Construction", "Consulting", "Finance", "Government", "Insurance", "Real Estate", "Other")

CUSTOM_LEAD = """
crmdesk_uid__c string(26) CUNX
crmdesk_account__c reference(18) CUN ->Account
crmdesk_lead_type__c picklist(255) CUN
crmdesk_sector__c string(255) CUN
crmdesk_horizon__c picklist(255) CUN
crmdesk_property_type__c picklist(255) CUN
crmdesk_property_address__c string(255) CUN
crmdesk_property_surface_m2__c double(8,2) CUN
crmdesk_property_rooms__c double(4,1) CUN
crmdesk_asking_price__c currency(14,2) CUN
crmdesk_estimate__c currency(14,2) CUN
crmdesk_tags__c string(255) CUN
crmdesk_last_contact_at__c datetime CUN
crmdesk_consent_phone__c textarea(32000) CUNL
crmdesk_consent_email__c textarea(32000) CUNL
"""
OWN_LEAD = """
Voisin__c string(80) CUN
Notes_de_visite__c textarea(32768) CUNL
Visites__c double(3,0) CUN
Travaux_estimes__c currency(14,2) CUN
Date_du_mandat__c date CUN
Prochaine_visite__c datetime CUN
Cles_recues__c boolean CUD
Type_de_mandat__c picklist(255) CUNR
Equipements__c multipicklist(4099) CUN
Second_negociateur__c reference(18) CUN ->User
"""
"""The agency's own fields, of one type each."""

_OWN_LABELS = {
    "Voisin__c": own.NEIGHBOUR, "Notes_de_visite__c": own.REMARKS, "Visites__c": own.VISITS,
    "Travaux_estimes__c": own.WORKS, "Date_du_mandat__c": own.MANDATE_DAY, "Prochaine_visite__c": own.NEXT_VISIT,
    "Cles_recues__c": own.KEYS, "Type_de_mandat__c": own.MANDATE, "Equipements__c": own.EQUIPMENT,
    "Second_negociateur__c": own.SECOND_AGENT,
}  # fmt: skip

CUSTOM_CONTACT = """
crmdesk_uid__c string(26) CUNX
crmdesk_tags__c string(255) CUN
crmdesk_last_contact_at__c datetime CUN
"""
CURRENCIES = "CurrencyType"
CUSTOM_KEY = "crmdesk_uid__c string(26) CUNX"

LEAD_TYPES = (("seller", "Vendeur"), ("buyer", "Acquéreur"), ("landlord", "Bailleur"), ("tenant", "Locataire"))
HORIZONS = (
    ("under_3_months", "Moins de 3 mois"), ("3_to_6", "3 à 6 mois"), ("6_to_9", "6 à 9 mois"),
    ("over_9", "Plus de 9 mois"), ("unknown", "Inconnu"),
)  # fmt: skip
PROPERTY_TYPES = (
    ("house", "Maison"), ("apartment", "Appartement"), ("land", "Terrain"), ("building", "Immeuble"),
    ("commercial", "Local commercial"), ("parking", "Stationnement"), ("other", "Autre"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ObjectType:
    """One object: its name, id prefix, labels, fields, and what can be done with its rows."""

    name: str
    prefix: str
    label: str
    plural: str
    fields: dict[str, Field] = field(default_factory=dict)
    createable: bool = True
    mergeable: bool = False
    replicateable: bool = True
    history: str | None = None

    @property
    def deletable(self) -> bool:
        """Whether rows can be deleted (users are only switched off)."""
        return self.createable and self.name != "User"

    def find(self, name: str) -> Field | None:
        """The field of a name in any case."""
        return self.fields.get(name) or next(
            (one for known, one in self.fields.items() if known.lower() == name.lower()), None
        )


def object_types(
    *, bare: bool, currencies: Sequence[str], keyed_activities: bool, persons: bool
) -> dict[str, ObjectType]:
    """The objects of one organisation by name; ``bare``: without crmdesk's own fields.

    ``currencies``: those that rows may be in, the corporate one first; empty in an organisation of one. ``persons``: accounts may
    be persons.
    """
    found = {one.name: one for one in (*_records(), *_references(), *_histories())}
    if not bare:
        _add_custom(found, keyed_activities=keyed_activities)
    if currencies:
        code = parsed("CurrencyIsoCode picklist(255) CUNDR")["CurrencyIsoCode"]
        for name in ("Lead", "Contact", "Account", "Opportunity"):
            found[name].fields[code.name] = with_options(code, *currencies, default=currencies[0])
        found[CURRENCIES] = ObjectType(CURRENCIES, "01L", "Currency Type", "Currency Types", parsed(CURRENCY_TYPE),
                                       createable=False, replicateable=False)  # fmt: skip
    if persons:
        for name, notation in (("Account", PERSON_ACCOUNT), ("Contact", PERSON_CONTACT)):
            found[name].fields.update(
                {one: field for one, field in parsed(notation).items() if one not in found[name].fields}
            )
    if not bare:
        keys = found["Lead"].fields["Cles_recues__c"]
        found["Lead"].fields[keys.name] = replace(keys, default=False)
    for one in found.values():
        for name, options in _OPTIONS.get(one.name, {}).items():
            if name in one.fields:
                one.fields[name] = with_options(one.fields[name], *options, default=_DEFAULTS.get((one.name, name)))
    return found


def _records() -> tuple[ObjectType, ...]:
    score = Field(
        "Response_Score__c", "Response Score", "double", 18, 0, "N", formula="IF(ISBLANK(Email), 0, 1) + Rating_Weight"
    )
    return (
        ObjectType("Account", "001", "Account", "Accounts", parsed(ACCOUNT), mergeable=True, history="AccountHistory"),
        ObjectType("Contact", "003", "Contact", "Contacts", parsed(CONTACT), mergeable=True, history="ContactHistory"),
        ObjectType(
            "Lead", "00Q", "Lead", "Leads", parsed(LEAD) | {score.name: score}, mergeable=True, history="LeadHistory"
        ),
        ObjectType(
            "Opportunity", "006", "Opportunity", "Opportunities", parsed(OPPORTUNITY),
            history="OpportunityFieldHistory",
        ),
        ObjectType("OpportunityContactRole", "00K", "Opportunity Contact Role", "Opportunity Contact Roles",
                   parsed(ROLE)),
        ObjectType("Task", "00T", "Task", "Tasks", parsed(TASK)),
        ObjectType("Event", "00U", "Event", "Events", parsed(EVENT)),
        ObjectType("Note", "002", "Note", "Notes", parsed(NOTE)),
    )  # fmt: skip


def _references() -> tuple[ObjectType, ...]:
    return (
        ObjectType("User", "005", "User", "Users", parsed(USER)),
        ObjectType("Group", "00G", "Group", "Groups", parsed(GROUP), createable=False, replicateable=False),
        ObjectType("LeadStatus", "01J", "Lead Status Value", "Lead Status Values", parsed(LEAD_STATUS),
                   createable=False, replicateable=False),
        ObjectType("OpportunityStage", "01K", "Opportunity Stage", "Opportunity Stages", parsed(OPPORTUNITY_STAGE),
                   createable=False, replicateable=False),
        ObjectType("Organization", "00D", "Organization", "Organizations", parsed(ORGANIZATION), createable=False,
                   replicateable=False),
    )  # fmt: skip


def _histories() -> tuple[ObjectType, ...]:
    return tuple(
        ObjectType(name, "017", label, label, parsed(HISTORY.format(of)), createable=False, replicateable=False)
        for name, of, label in (
            ("LeadHistory", "Lead", "Lead History"),
            ("ContactHistory", "Contact", "Contact History"),
            ("AccountHistory", "Account", "Account History"),
            ("OpportunityFieldHistory", "Opportunity", "Opportunity Field History"),
        )
    )


_OPTIONS: Mapping[str, Mapping[str, tuple[str | tuple[str, str], ...]]] = {
    "Lead": {
        "Salutation": SALUTATIONS, "LeadSource": SOURCES, "Industry": INDUSTRIES, "Rating": ("Hot", "Warm", "Cold"),
        "Status": tuple((value, label) for value, label, _ in STATUSES), "crmdesk_lead_type__c": LEAD_TYPES,
        "crmdesk_horizon__c": HORIZONS, "crmdesk_property_type__c": PROPERTY_TYPES,
        "Type_de_mandat__c": own.MANDATES, "Equipements__c": own.PIECES,
    },
    "Contact": {"Salutation": SALUTATIONS, "LeadSource": SOURCES},
    "Account": {"Industry": INDUSTRIES, "Type": ("Prospect", "Customer - Direct", "Other")},
    "Opportunity": {
        "StageName": tuple(name for name, *_ in STAGES), "LeadSource": SOURCES, "Type": ("New Customer",),
        "ForecastCategory": ("Omitted", "Pipeline", "BestCase", "Forecast", "Closed"),
        "ForecastCategoryName": ("Omitted", "Pipeline", "Best Case", "Commit", "Closed"),
    },
    "Task": {
        "Status": TASK_STATUSES, "Priority": (("High", "Haute"), ("Normal", "Normale"), ("Low", "Basse")),
        "TaskSubtype": ("Task", "Email", "Call", "ListEmail", "Cadence", "LinkedIn"),
        "CallType": ("Internal", "Inbound", "Outbound"),
    },
    "Event": {"ShowAs": ("Busy", "OutOfOffice", "Free")},
    "OpportunityContactRole": {"Role": ("Decision Maker", "Evaluator", "Other")},
}  # fmt: skip
_DEFAULTS = {
    ("Lead", "Status"): STATUSES[0][0], ("Task", "Status"): TASK_STATUSES[0], ("Task", "Priority"): "Normal",
    ("Event", "ShowAs"): "Busy", ("Task", "TaskSubtype"): "Task",
}  # fmt: skip


def _add_custom(found: dict[str, ObjectType], *, keyed_activities: bool) -> None:
    for name, notation in {
        "Lead": CUSTOM_LEAD + OWN_LEAD.lstrip("\n"), "Contact": CUSTOM_CONTACT, "Account": CUSTOM_KEY,
        "Opportunity": CUSTOM_KEY, "Task": CUSTOM_KEY, "Event": CUSTOM_KEY,
    }.items():  # fmt: skip
        made = {one.name: one for one in parsed(notation).values() if one.custom}
        if name in ("Task", "Event") and not keyed_activities:
            made["crmdesk_uid__c"] = replace(made["crmdesk_uid__c"], flags="CUN")
        made |= {code: replace(made[code], label=label) for code, label in _OWN_LABELS.items() if code in made}
        found[name].fields.update(made)
