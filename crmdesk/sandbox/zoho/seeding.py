"""The demo agency as a Zoho organisation: users, and people as leads or contacts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from crmdesk.sandbox import french
from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.own_fields import own_fields
from crmdesk.sandbox.seed import DAY_S, Activity, Consent, Person, people, plain
from crmdesk.sandbox.zoho.catalogue import PIPELINE, STAGES
from crmdesk.sandbox.zoho.org import ORG_DOMAIN, Org, User
from crmdesk.sandbox.zoho.records import Entry, Row
from crmdesk.sandbox.zoho.writes import PAGES

_STATUSES = {
    "NEW": "Not Contacted", "ATTEMPTED_TO_CONTACT": "Attempted to Contact", "CONNECTED": "Pre-Qualified",
    "VALUATION_PLANNED": "Valuation Planned", "VALUATION_DONE": "Valuation Done", "VISIT_PLANNED": "Visit Planned",
    "VISIT_DONE": "Visit Done", "MANDATE_SIGNED": "Mandate Signed", "UNQUALIFIED": "Lost Lead",
}  # fmt: skip
_INDUSTRIES = {"REAL_ESTATE": "Real Estate", "CONSTRUCTION": "Construction", "FINANCIAL_SERVICES": "Financial Services"}


def seed_org(org: Org, records: int, seed: int) -> None:
    """Fill a fresh organisation with users and ``records`` people."""
    for first, last, gone in french.COLLEAGUES:
        user = User(org.new_id(), f"{first} {last}", f"{plain(first)}.{plain(last)}@{ORG_DOMAIN}", active=not gone)
        org.users[user.id] = user
    seeder = _Seeder(org)
    for person in people(records, seed, org.clock()):
        seeder.add(person)


class _Seeder:
    """Makes rows as people made them long ago."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._users = list(org.users)

    def add(self, person: Person) -> None:
        """A person with what belongs to them: those with a deal are contacts, the others leads."""
        if person.stage == "customer" or person.deal_stage is not None:
            account = self._account(person) if person.company else None
            who = self._contact(person, account)
            if person.deal_stage is not None:
                self._deal(person, who, account)
            module = "Contacts"
        else:
            who, module = self._lead(person), "Leads"
        for one in person.activities:
            self._activity(person, one, who, module)

    def _row(
        self, name: str, values: Mapping[str, Any], at: float, modified_at: float | None = None, owner: int = 0
    ) -> str:
        """Make one row, born at a time; its owner's index is that of who made it."""
        org, user = self._org, self._users[owner]
        module = org.modules[name]
        filled = {key: value for key, value in values.items() if value not in ("", None, []) and key in module.fields}
        filled.setdefault("Owner", user)
        last = int(at if modified_at is None else modified_at)
        row = Row(org.new_id(), filled, int(at), user, last, user)
        org.set_currency(module, row)
        org.tables[name].rows[row.id] = row
        row.timeline.append(Entry(org.new_id(), int(at), "added", user, PAGES))
        return row.id

    def _account(self, person: Person) -> str:
        values = {
            "Account_Name": person.company, "Phone": person.phone, "Billing_Street": person.street,
            "Billing_Code": person.postal_code, "Billing_City": person.city, "Billing_Country": "France",
            "Website": f"https://www.{plain(person.company)}{person.number}.example",
            "Industry": _INDUSTRIES.get(person.company_industry, "Other"),
        }  # fmt: skip
        return self._row("Accounts", values, person.created_at - 60, person.created_at, person.owner)

    def _person(self, person: Person) -> dict[str, Any]:
        return {
            "Salutation": person.salutation, "First_Name": person.first_name, "Last_Name": person.last_name,
            "Email": person.email, "Phone": person.phone, "Mobile": person.mobile, "Lead_Source": person.source,
            "Description": person.description, "Tag": list(person.tags),
            "crmdesk_last_contact_at": int(person.last_contact_at) or None,
        }  # fmt: skip

    def _lead(self, person: Person) -> str:
        values = {
            **self._person(person), "Company": person.company, "Designation": person.job_title, "Street": person.street,
            "Zip_Code": person.postal_code, "City": person.city, "Country": "France",
            "Lead_Status": _STATUSES[person.status], "Rating": person.label.capitalize(),
            "crmdesk_lead_type": person.lead_type, "crmdesk_sector": person.sector, "crmdesk_horizon": person.horizon,
            "crmdesk_property_type": person.property_type, "crmdesk_property_address": person.property_address,
            "crmdesk_property_surface_m2": float(person.surface_m2) or None, "crmdesk_property_rooms": float(person.rooms),
            "crmdesk_asking_price": float(person.asking_price) or None, "crmdesk_estimate": float(person.estimate) or None,
            "crmdesk_consent_phone": _consent(person.consent_phone), "crmdesk_consent_email": _consent(person.consent_email),
        }  # fmt: skip
        held = own_fields(person)
        values |= {
            "Voisin": held.neighbour, "Notes_de_visite": held.remarks, "Visites": held.visits,
            "Travaux_estimes": float(held.works), "Prochaine_visite": int(held.next_visit) or None,
            "Date_du_mandat": _day(held.mandate_day) if held.mandate_day else None, "Cles_recues": held.keys,
            "Type_de_mandat": held.mandate,
            "Equipements": list(held.equipment), "Second_negociateur": self._users[held.second_agent],
        }  # fmt: skip
        return self._row("Leads", values, person.created_at, person.modified_at, person.owner)

    def _contact(self, person: Person, account: str | None) -> str:
        values = {
            **self._person(person), "Account_Name": account, "Title": person.job_title, "Mailing_Street": person.street,
            "Mailing_Zip": person.postal_code, "Mailing_City": person.city, "Mailing_Country": "France",
        }  # fmt: skip
        return self._row("Contacts", values, person.created_at, person.modified_at, person.owner)

    def _deal(self, person: Person, who: str, account: str | None) -> None:
        stage, chance, _ = STAGES[person.deal_stage or 0]
        amount = max(2500, (person.estimate or person.asking_price) * 4 // 100)
        values = {
            "Deal_Name": f"{person.last_name} – {person.sector}", "Stage": stage, "Pipeline": PIPELINE,
            "Probability": chance, "Amount": float(amount), "Closing_Date": _day(person.created_at + 120 * DAY_S),
            "Contact_Name": who, "Account_Name": account,
        }  # fmt: skip
        self._row("Deals", values, person.created_at + 3600, person.modified_at, person.owner)

    def _activity(self, person: Person, one: Activity, who: str, module: str) -> None:
        at = person.created_at + 120
        about = {"Who_Id": who} if module == "Contacts" else {"What_Id": who, "$se_module": "Leads"}
        if one.type == "note":
            self._row(
                "Notes", {"Parent_Id": who, "Note_Title": one.body[:80], "Note_Content": one.body}, at, owner=one.owner
            )
        elif one.type == "meeting":
            values = {"Event_Title": one.subject, "Description": one.body, "Venue": person.street, **about,
                      "Start_DateTime": int(one.at), "End_DateTime": int(one.at) + 3600}  # fmt: skip
            self._row("Events", values, at, owner=one.owner)
        elif one.type == "call":
            values = {"Subject": one.subject, "Description": one.body, "Call_Type": "Outbound", "Call_Duration": "03:00",
                      "Call_Start_Time": int(one.at), "Outbound_Call_Status": "Completed", **about}  # fmt: skip
            self._row("Calls", values, at, owner=one.owner)
        else:
            values = {"Subject": one.subject, "Description": one.body, "Due_Date": _day(one.at), "Priority": "Normal",
                      "Status": "Completed" if one.done else "Not Started", **about}  # fmt: skip
            self._row("Tasks", values, at, owner=one.owner)


def _day(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def _consent(consent: Consent) -> str:
    """``{"state","at","channel","proof"}`` as compact JSON; nothing but the state when nobody was asked."""
    shown: dict[str, str] = {"state": consent.state}
    if consent.at:
        shown |= {"at": iso(int(consent.at) * 1000), "channel": consent.channel, "proof": consent.proof}
    return orjson.dumps(shown).decode()
