"""The objects of the organisation with their standard fields (section 8), and those that crmdesk has added to it.

Notes, contact roles and field histories are not on the fact sheet: what they do here is general knowledge (unverified).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.salesforce import standard_fields as standard
from crmdesk.sandbox.salesforce.fields import Field, parsed, with_options

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

TASK_STATUSES = {"Not Started": False, "In Progress": False, "Completed": True, "Waiting on someone else": False,
                 "Deferred": False}  # fmt: skip
"""Whether a task of each status is closed: those of an organisation that was made in English (section 8.5)."""

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
Descriptif__c textarea(32768) CUNLH
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
    *, bare: bool, currencies: Sequence[str], keyed_activities: bool, persons: bool, task_statuses: Sequence[str]
) -> dict[str, ObjectType]:
    """The objects of one organisation by name; ``bare``: without crmdesk's own fields.

    ``currencies``: those that rows may be in, the corporate one first; empty in an organisation of one. ``persons``: accounts may
    be persons. ``task_statuses``: those of tasks, the usual one first.
    """
    found = {one.name: one for one in (*_records(), *_references(), *_histories())}
    if not bare:
        _add_custom(found, keyed_activities=keyed_activities)
    if currencies:
        code = parsed("CurrencyIsoCode picklist(255) CUNDR")["CurrencyIsoCode"]
        for name in ("Lead", "Contact", "Account", "Opportunity"):
            found[name].fields[code.name] = with_options(code, *currencies, default=currencies[0])
        found[CURRENCIES] = ObjectType(CURRENCIES, "01L", "Currency Type", "Currency Types", parsed(standard.CURRENCY_TYPE),
                                       createable=False, replicateable=False)  # fmt: skip
    if persons:
        for name, notation in (("Account", standard.PERSON_ACCOUNT), ("Contact", standard.PERSON_CONTACT)):
            found[name].fields.update(
                {one: field for one, field in parsed(notation).items() if one not in found[name].fields}
            )
        company = found["Lead"].fields["Company"]
        found["Lead"].fields[company.name] = replace(company, flags="CUN")
    if not bare:
        keys = found["Lead"].fields["Cles_recues__c"]
        found["Lead"].fields[keys.name] = replace(keys, default=False)
    for (object_name, name), label in _LABELS.items():
        found[object_name].fields[name] = replace(found[object_name].fields[name], label=label)
    for one in found.values():
        for name, options in _OPTIONS.get(one.name, {}).items():
            if name in one.fields:
                one.fields[name] = with_options(one.fields[name], *options, default=_DEFAULTS.get((one.name, name)))
    status = found["Task"].fields["Status"]
    found["Task"].fields[status.name] = with_options(status, *task_statuses, default=task_statuses[0])
    return found


def _records() -> tuple[ObjectType, ...]:
    score = Field(
        "Response_Score__c", "Response Score", "double", 18, 0, "N", formula="IF(ISBLANK(Email), 0, 1) + Rating_Weight"
    )
    return (
        ObjectType("Account", "001", "Account", "Accounts", parsed(standard.ACCOUNT), mergeable=True, history="AccountHistory"),
        ObjectType("Contact", "003", "Contact", "Contacts", parsed(standard.CONTACT), mergeable=True, history="ContactHistory"),
        ObjectType(
            "Lead", "00Q", "Lead", "Leads", parsed(standard.LEAD) | {score.name: score}, mergeable=True, history="LeadHistory"
        ),
        ObjectType(
            "Opportunity", "006", "Opportunity", "Opportunities", parsed(standard.OPPORTUNITY),
            history="OpportunityFieldHistory",
        ),
        ObjectType("OpportunityContactRole", "00K", "Opportunity Contact Role", "Opportunity Contact Roles",
                   parsed(standard.ROLE)),
        ObjectType("Task", "00T", "Task", "Tasks", parsed(standard.TASK)),
        ObjectType("Event", "00U", "Event", "Events", parsed(standard.EVENT)),
        ObjectType("Campaign", "701", "Campaign", "Campaigns", parsed(standard.CAMPAIGN)),
        ObjectType("Note", "002", "Note", "Notes", parsed(standard.NOTE)),
    )  # fmt: skip


def _references() -> tuple[ObjectType, ...]:
    return (
        ObjectType("User", "005", "User", "Users", parsed(standard.USER)),
        ObjectType("RecordType", "012", "Record Type", "Record Types", parsed(standard.RECORD_TYPE), createable=False,
                   replicateable=False),
        *(ObjectType(name, prefix, label, f"{label}s", parsed(standard.NAMED), createable=False, replicateable=False)
          for name, prefix, label in (("Pricebook2", "01s", "Price Book"), ("Profile", "00e", "Profile"),
                                      ("UserRole", "00E", "Role"))),
        ObjectType("Group", "00G", "Group", "Groups", parsed(standard.GROUP), createable=False, replicateable=False),
        ObjectType("LeadStatus", "01J", "Lead Status Value", "Lead Status Values", parsed(standard.LEAD_STATUS),
                   createable=False, replicateable=False),
        ObjectType("OpportunityStage", "01K", "Opportunity Stage", "Opportunity Stages", parsed(standard.OPPORTUNITY_STAGE),
                   createable=False, replicateable=False),
        ObjectType("TaskStatus", "01V", "Task Status Value", "Task Status Values", parsed(standard.TASK_STATUS),
                   createable=False, replicateable=False),
        ObjectType("Organization", "00D", "Organization", "Organizations", parsed(standard.ORGANIZATION), createable=False,
                   replicateable=False),
    )  # fmt: skip


def _histories() -> tuple[ObjectType, ...]:
    return tuple(
        ObjectType(
            name, "017", label, label, parsed(standard.HISTORY.format(of)), createable=False, replicateable=False
        )
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
    "Account": {
        "Industry": INDUSTRIES, "Type": ("Prospect", "Customer - Direct", "Other"),
        "Ownership": ("Public", "Private", "Subsidiary", "Other"),
    },
    "Opportunity": {
        "StageName": tuple(name for name, *_ in STAGES), "LeadSource": SOURCES, "Type": ("New Customer",),
        "ForecastCategory": ("Omitted", "Pipeline", "BestCase", "Forecast", "Closed"),
        "ForecastCategoryName": ("Omitted", "Pipeline", "Best Case", "Commit", "Closed"),
    },
    "Task": {
        "Priority": (("High", "Haute"), ("Normal", "Normale"), ("Low", "Basse")),
        "TaskSubtype": ("Task", "Email", "Call", "ListEmail", "Cadence", "LinkedIn"),
        "CallType": ("Internal", "Inbound", "Outbound"),
    },
    "Event": {"ShowAs": ("Busy", "OutOfOffice", "Free")},
    "OpportunityContactRole": {"Role": ("Decision Maker", "Evaluator", "Other")},
}  # fmt: skip
_LABELS = {("Account", "Name"): "Account Name"}
"""Labels that do not follow from the name of a field."""
_DEFAULTS = {
    ("Lead", "Status"): STATUSES[0][0], ("Task", "Priority"): "Normal",
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
