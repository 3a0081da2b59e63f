"""The demo agency as a Salesforce organisation: users, stages, and people as leads or contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from crmdesk.sandbox import french
from crmdesk.sandbox.own_fields import OwnFields, own_fields
from crmdesk.sandbox.salesforce.catalogue import CURRENCIES, STAGES, STATUSES
from crmdesk.sandbox.salesforce.derived import derive
from crmdesk.sandbox.salesforce.org import ORG_DOMAIN, ORG_NAME, RATES, Org
from crmdesk.sandbox.salesforce.records import Row, day, moment
from crmdesk.sandbox.seed import DAY_S, SPAN_S, Activity, Consent, Person, people, plain

DEAL_STAGES = ("Prospecting", "Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review",
               "Closed Won", "Closed Lost")  # fmt: skip
"""The seven stages that seeded deals stand in, the last but one won and the last lost."""

_STATUSES = {
    "NEW": "Open - Not Contacted", "ATTEMPTED_TO_CONTACT": "To Call Back", "CONNECTED": "Working - Contacted",
    "VALUATION_PLANNED": "Valuation Planned", "VALUATION_DONE": "Valuation Done", "VISIT_PLANNED": "Visit Planned",
    "VISIT_DONE": "Visit Done", "MANDATE_SIGNED": "Mandate Signed", "UNQUALIFIED": "Closed - Not Converted",
}  # fmt: skip
_INDUSTRIES = {"REAL_ESTATE": "Real Estate", "CONSTRUCTION": "Construction", "FINANCIAL_SERVICES": "Finance"}


def seed_org(org: Org, records: int, seed: int) -> None:
    """Fill a fresh organisation with users, statuses and stages, and ``records`` people."""
    seeder = _Seeder(org)
    seeder.references()
    for person in people(records, seed, org.clock()):
        seeder.add(person)


class _Seeder:
    """Makes rows as people made them long ago."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._users: list[str] = []
        self._bare = bool(org.traits["bare_org"])

    def references(self) -> None:
        """The organisation, its users, statuses and stages."""
        org, then = self._org, self._org.clock() - SPAN_S
        org.id = self._row("Organization", {"Name": ORG_NAME, "IsSandbox": False, "OrganizationType": "Enterprise Edition",
                                            "InstanceName": "FRA1", "DefaultLocaleSidKey": "fr_FR",
                                            "LanguageLocaleKey": "fr"}, then)  # fmt: skip
        self._currencies(then)
        profile = self._row("Profile", {"Name": "Standard User"}, then)
        role = self._row("UserRole", {"Name": "Agence"}, then)
        for first, last, gone in french.COLLEAGUES:
            address = f"{plain(first)}.{plain(last)}@{ORG_DOMAIN}"
            values = {
                "Username": address, "FirstName": first, "LastName": last, "Email": address, "Alias": plain(last)[:8],
                "IsActive": not gone, "UserType": "Standard", "TimeZoneSidKey": "Europe/Paris",
                "LocaleSidKey": "fr_FR", "LanguageLocaleKey": "fr", "EmailEncodingKey": "UTF-8", "ProfileId": profile,
                "UserRoleId": role,
            }  # fmt: skip
            self._users.append(self._row("User", values, then))
        self._row("RecordType", {"Name": "Partenaire", "DeveloperName": "Partenaire", "SobjectType": "Account",
                                 "IsActive": True}, then)  # fmt: skip
        for order, (name, label, converted) in enumerate(STATUSES, 1):
            values = {"ApiName": name, "MasterLabel": label, "SortOrder": order, "IsDefault": order == 1,
                      "IsConverted": converted}  # fmt: skip
            self._row("LeadStatus", values, then)
        for order, (name, closed) in enumerate(org.task_statuses.items(), 1):
            values = {
                "ApiName": name,
                "MasterLabel": name,
                "SortOrder": order,
                "IsDefault": order == 1,
                "IsClosed": closed,
            }
            self._row("TaskStatus", values, then)
        for order, (name, chance, closed, won, category) in enumerate(STAGES, 1):
            values = {"ApiName": name, "MasterLabel": name, "IsActive": True, "SortOrder": order, "IsClosed": closed,
                      "IsWon": won, "ForecastCategory": category, "ForecastCategoryName": category,
                      "DefaultProbability": float(chance)}  # fmt: skip
            self._row("OpportunityStage", values, then)

    def _currencies(self, then: float) -> None:
        """The currencies of an organisation of several, with their rates against the corporate one."""
        org = self._org
        if CURRENCIES not in org.types:
            return
        codes = [code for code, _ in org.types["Lead"].fields["CurrencyIsoCode"].options]
        corporate = RATES.get(codes[0], 1.0)
        for code in codes:
            values = {"IsoCode": code, "ConversionRate": round(RATES.get(code, 1.0) / corporate, 6), "DecimalPlaces": 2,
                      "IsActive": True, "IsCorporate": code == codes[0]}  # fmt: skip
            self._row(CURRENCIES, values, then)

    def add(self, person: Person) -> None:
        """A person with what belongs to them: those with a deal are contacts, the others leads."""
        account = self._account(person) if person.company else None
        if person.stage == "customer" or person.deal_stage is not None:
            who = self._contact(person, account)
            if person.deal_stage is not None:
                deal = self._deal(person, account, DEAL_STAGES[person.deal_stage])
                role = {"OpportunityId": deal, "ContactId": who, "Role": "Decision Maker", "IsPrimary": True}
                self._row("OpportunityContactRole", role, person.created_at + 3700, owner=person.owner)
        else:
            who = self._lead(person, account)
        for one in person.activities:
            self._activity(person, one, who)

    def _row(
        self, name: str, values: Mapping[str, Any], at: float, modified_at: float | None = None, owner: int = 0
    ) -> str:
        """Make one row, born at a time; its owner's index is that of who made it."""
        org = self._org
        type, table = org.types[name], org.tables[name]
        user = self._users[owner] if owner < len(self._users) else ""
        filled = {key: value for key, value in values.items() if value not in ("", None) and key in type.fields}
        if "OwnerId" in type.fields:
            filled.setdefault("OwnerId", user)
        for one in type.fields.values():
            if one.default is not None:
                filled.setdefault(one.name, one.default)
        last = int(at if modified_at is None else modified_at)
        row = Row(table.new_id(), filled, int(at), user, last, user, last)
        derive(org, type, row, creating=True, sent=frozenset(filled))
        table.add(row)
        return row.id

    def _account(self, person: Person) -> str:
        values = {
            "Name": person.company, "Phone": person.phone, "BillingStreet": person.street,
            "BillingPostalCode": person.postal_code, "BillingCity": person.city, "BillingCountry": "France",
            "Website": f"https://www.{plain(person.company)}{person.number}.example", "Type": "Prospect",
            "Industry": _INDUSTRIES.get(person.company_industry, "Other"),
        }  # fmt: skip
        return self._row("Account", values, person.created_at - 60, person.created_at, person.owner)

    def _person(self, person: Person) -> dict[str, Any]:
        return {
            "Salutation": person.salutation, "FirstName": person.first_name, "LastName": person.last_name,
            "Email": person.email, "Phone": person.phone, "MobilePhone": person.mobile, "Title": person.job_title,
            "LeadSource": person.source, "Description": person.description,
            "crmdesk_tags__c": ";".join(person.tags),
            "crmdesk_last_contact_at__c": moment(person.last_contact_at) if person.last_contact_at else None,
        }  # fmt: skip

    def _lead(self, person: Person, account: str | None) -> str:
        values = {
            **self._person(person), "Company": person.company or f"{person.first_name} {person.last_name}",
            "Street": person.street, "PostalCode": person.postal_code, "City": person.city, "Country": "France",
            "Status": _STATUSES[person.status], "Rating": person.label.capitalize(),
            "IsUnreadByOwner": person.status == "NEW", **({} if self._bare else _trade(person, account)),
        }  # fmt: skip
        if not self._bare:
            held = own_fields(person)
            values |= {**_own(held), "Second_negociateur__c": self._users[held.second_agent]}
        return self._row("Lead", values, person.created_at, person.modified_at, person.owner)

    def _contact(self, person: Person, account: str | None) -> str:
        values = {
            **self._person(person), "AccountId": account, "MailingStreet": person.street,
            "MailingPostalCode": person.postal_code, "MailingCity": person.city, "MailingCountry": "France",
        }  # fmt: skip
        return self._row("Contact", values, person.created_at, person.modified_at, person.owner)

    def _deal(self, person: Person, account: str | None, stage: str) -> str:
        amount = max(2500, (person.estimate or person.asking_price) * 4 // 100)
        values = {
            "Name": f"{person.last_name} – {person.sector}", "StageName": stage, "AccountId": account,
            "Amount": float(amount), "CloseDate": day(person.created_at + 120 * DAY_S), "LeadSource": person.source,
        }  # fmt: skip
        return self._row("Opportunity", values, person.created_at + 3600, person.modified_at, person.owner)

    def _activity(self, person: Person, one: Activity, who: str) -> None:
        at = person.created_at + 120
        if one.type == "note":
            values = {"ParentId": who, "Title": one.body[:80], "Body": one.body}
            self._row("Note", values, at, owner=one.owner)
        elif one.type == "meeting":
            values = {"WhoId": who, "Subject": one.subject, "Description": one.body, "Location": person.street,
                      "StartDateTime": moment(one.at), "EndDateTime": moment(one.at + 3600)}  # fmt: skip
            self._row("Event", values, at, owner=one.owner)
        else:
            call: dict[str, Any] = {"CallDurationInSeconds": 180, "CallType": "Outbound", "TaskSubtype": "Call"}
            done = one.done or one.type == "call"
            values = {"WhoId": who, "Subject": one.subject, "Description": one.body, "ActivityDate": day(one.at),
                      "Status": self._task_status(closed=done), "Priority": "Normal",
                      **(call if one.type == "call" else {})}  # fmt: skip
            self._row("Task", values, at, owner=one.owner)

    def _task_status(self, *, closed: bool) -> str:
        """The first status of tasks that are closed, or of those that are not."""
        return next(name for name, closes in self._org.task_statuses.items() if closes is closed)


def _own(held: OwnFields) -> dict[str, Any]:
    """The agency's own fields of a lead, but for the user."""
    return {
        "Voisin__c": held.neighbour, "Notes_de_visite__c": held.remarks, "Visites__c": float(held.visits),
        "Travaux_estimes__c": float(held.works), "Cles_recues__c": held.keys, "Type_de_mandat__c": held.mandate,
        "Date_du_mandat__c": day(held.mandate_day) if held.mandate_day else None,
        "Prochaine_visite__c": moment(held.next_visit) if held.next_visit else None,
        "Equipements__c": ";".join(held.equipment),
    }  # fmt: skip


def _trade(person: Person, account: str | None) -> dict[str, Any]:
    """The crmdesk fields of a lead."""
    return {
        "crmdesk_account__c": account, "crmdesk_lead_type__c": person.lead_type, "crmdesk_sector__c": person.sector,
        "crmdesk_horizon__c": person.horizon, "crmdesk_property_type__c": person.property_type,
        "crmdesk_property_address__c": person.property_address,
        "crmdesk_property_surface_m2__c": float(person.surface_m2) or None,
        "crmdesk_property_rooms__c": float(person.rooms), "crmdesk_asking_price__c": float(person.asking_price) or None,
        "crmdesk_estimate__c": float(person.estimate) or None,
        "crmdesk_consent_phone__c": _consent(person.consent_phone),
        "crmdesk_consent_email__c": _consent(person.consent_email),
    }  # fmt: skip


def _consent(consent: Consent) -> str:
    """``{"state","at","channel","proof"}`` as compact JSON; nothing but the state when nobody was asked."""
    shown: dict[str, str] = {"state": consent.state}
    if consent.at:
        at = moment(consent.at)[:19] + ".000Z"
        shown |= {"at": at, "channel": consent.channel, "proof": consent.proof}
    return orjson.dumps(shown).decode()
