"""The demo agency as a HubSpot account: owners, custom properties, and people spread over its objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import orjson

from crmdesk.sandbox import french
from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.hubspot.account import HUB_DOMAIN, Account
from crmdesk.sandbox.hubspot.catalogue import SALES_GROUP
from crmdesk.sandbox.hubspot.definitions import Definition, choices
from crmdesk.sandbox.hubspot.owners import Owner
from crmdesk.sandbox.hubspot.records import Entry, Record, Stamp, packed
from crmdesk.sandbox.hubspot.writes import contact_figures, derived
from crmdesk.sandbox.seed import DAY_S, SPAN_S, Consent, Person, people, plain

GROUP = "crmdesk"
FIRST_OWNER = 41_620_001
FIRST_USER = 7_700_123
STAGE_NAMES = {
    "lead": "lead", "mql": "marketingqualifiedlead", "sql": "salesqualifiedlead", "opportunity": "opportunity",
    "customer": "customer",
}  # fmt: skip
WITH_UID = ("contacts", "companies", "deals", "leads", "tasks", "calls", "meetings", "notes")
BULK = ("contacts", "companies", "deals", "leads", "tasks", "calls", "meetings", "notes")

_LEAD_TYPES = (("seller", "Vendeur"), ("buyer", "Acquéreur"), ("landlord", "Bailleur"), ("tenant", "Locataire"))
_HORIZONS = (
    ("under_3_months", "Moins de 3 mois"), ("3_to_6", "3 à 6 mois"), ("6_to_9", "6 à 9 mois"),
    ("over_9", "Plus de 9 mois"), ("unknown", "Inconnu"),
)  # fmt: skip
_PROPERTY_TYPES = (
    ("house", "Maison"), ("apartment", "Appartement"), ("land", "Terrain"), ("building", "Immeuble"),
    ("commercial", "Local commercial"), ("parking", "Stationnement"), ("other", "Autre"),
)  # fmt: skip


def _custom(name: str, label: str, type_name: str = "string", look: str = "text") -> Definition:
    return Definition(f"crmdesk_{name}", label, type_name, look, GROUP, custom=True)


def _choice(name: str, label: str, pairs: tuple[tuple[str, str], ...]) -> Definition:
    return Definition(f"crmdesk_{name}", label, "enumeration", "select", GROUP, options=choices(pairs), custom=True)


CONTACT_PROPERTIES = (
    _choice("lead_type", "Projet", _LEAD_TYPES),
    _custom("source", "Origine"),
    _custom("sector", "Secteur"),
    _choice("horizon", "Échéance", _HORIZONS),
    _choice("property_type", "Type de bien", _PROPERTY_TYPES),
    _custom("property_address", "Adresse du bien"),
    _custom("property_surface_m2", "Surface (m²)", "number", "number"),
    _custom("property_rooms", "Pièces", "number", "number"),
    _custom("asking_price", "Prix demandé", "number", "number"),
    _custom("estimate", "Estimation", "number", "number"),
    _custom("tags", "Étiquettes"),
    _custom("description", "Description", look="textarea"),
    _custom("last_contact_at", "Dernier contact", "datetime", "date"),
    _custom("consent_phone", "Accord téléphone"),
    _custom("consent_email", "Accord e-mail"),
)


def _own(name: str, label: str, type_name: str, look: str, *options: str) -> Definition:
    pairs = tuple((each, each) for each in options)
    return Definition(name, label, type_name, look, SALES_GROUP, options=choices(pairs), custom=True)


OWN_PROPERTIES = (
    _own("voisin", own.NEIGHBOUR, "string", "text"),
    _own("notes_de_visite", own.REMARKS, "string", "textarea"),
    _own("visites", own.VISITS, "number", "number"),
    _own("travaux_estimes", own.WORKS, "number", "number"),
    _own("date_du_mandat", own.MANDATE_DAY, "date", "date"),
    _own("prochaine_visite", own.NEXT_VISIT, "datetime", "date"),
    _own("cles_recues", own.KEYS, "bool", "booleancheckbox", "true", "false"),
    _own("type_de_mandat", own.MANDATE, "enumeration", "select", *own.MANDATES),
    _own("equipements", own.EQUIPMENT, "enumeration", "checkbox", *own.PIECES),
    replace(_own("second_negociateur", own.SECOND_AGENT, "enumeration", "select"), external=True, referenced="OWNER"),
)
"""The agency's own, of one type each."""


def seed_account(account: Account, records: int, seed: int) -> None:
    """Fill a fresh account with owners, the crmdesk properties (unless it is bare) and ``records`` contacts."""
    bare = account.traits["bare_account"]
    if not bare:
        _add_properties(account)
    _add_owners(account)
    _Seeder(account, bare=bare).run(records, seed)


def _add_properties(account: Account) -> None:
    for plural in WITH_UID:
        uid = Definition("crmdesk_uid", "crmdesk", "string", "text", GROUP, unique=True, custom=True)
        account.groups[plural][GROUP] = "crmdesk"
        account.definitions[plural]["crmdesk_uid"] = uid
        account.tables[plural].unique["crmdesk_uid"] = {}
    account.definitions["contacts"].update({one.name: one for one in (*CONTACT_PROPERTIES, *OWN_PROPERTIES)})


def _add_owners(account: Account) -> None:
    then = account.now_ms() - int(SPAN_S * 1000)
    account.owners = [
        Owner(
            FIRST_OWNER + number, FIRST_USER + number, f"{plain(first)}.{plain(last)}@{HUB_DOMAIN}", first, last,
            then, then, archived=gone,
        )
        for number, (first, last, gone) in enumerate(french.COLLEAGUES)
    ]  # fmt: skip


class _Seeder:
    """Collects the records of all types, then loads each table at once."""

    def __init__(self, account: Account, *, bare: bool) -> None:
        self._account = account
        self._bare = bare
        self._made: dict[str, list[Record]] = {plural: [] for plural in BULK}
        self._links: list[tuple[str, int, str, int, int]] = []
        self._deal_figures: dict[str, dict[str, str]] = {}
        self._origins: dict[int, Stamp] = {}

    def run(self, records: int, seed: int) -> None:
        """Make everything."""
        now = self._account.clock()
        for person in people(records, seed, now):
            self._add(person)
        for plural, made in self._made.items():
            self._account.tables[plural].load(made)
        for source, number, target, other, type_id in self._links:
            self._account.associations.link(source, number, target, other, (type_id,))

    def _add(self, person: Person) -> None:
        contact = self._contact(person)
        if person.company:
            company = self._company(person)
            self._links.append(("contacts", contact, "companies", company, 1))
        if person.has_lead:
            self._links.append(("leads", self._lead(person), "contacts", contact, 578))
        if person.deal_stage is not None:
            self._links.append(("deals", self._deal(person, person.deal_stage), "contacts", contact, 3))
        self._activities(person, contact)

    def _record(self, plural: str, values: Mapping[str, str], person: Person, at: float, modified_at: float) -> int:
        """Make one record, born at a time; the last change of a status at a later one is in its history."""
        account = self._account
        owner = account.owners[person.owner]
        created_ms, modified_ms = int(at * 1000), int(modified_at * 1000)
        stamp = Stamp(created_ms, "CRM_UI", f"userId:{owner.user_id}", None, owner.user_id)
        filled = {name: value for name, value in values.items() if value}
        filled["hs_object_source"] = filled["hs_object_source_label"] = "CRM_UI"
        number = account.tables[plural].new_id()
        record = Record(number, created_ms, modified_ms + number % 21 + 3, stamp, packed(filled))
        status = filled.get("hs_lead_status")
        if status is not None and status != "NEW" and modified_ms > created_ms:
            later = Stamp(modified_ms, "CRM_UI", stamp.source_id, None, stamp.user_id)
            record.changes = {"hs_lead_status": (Entry(status, later), Entry("NEW", stamp))}
        elif plural == "contacts":
            record.modified_ms = created_ms + number % 21 + 3
        self._made[plural].append(record)
        return number

    def _own(self, person: Person) -> dict[str, str]:
        held = own.own_fields(person)
        return {
            "voisin": held.neighbour, "notes_de_visite": held.remarks, "visites": str(held.visits),
            "travaux_estimes": str(held.works), "date_du_mandat": _moment(held.mandate_day)[:10],
            "prochaine_visite": _moment(held.next_visit), "cles_recues": str(held.keys).lower(),
            "type_de_mandat": held.mandate, "equipements": ";".join(held.equipment),
            "second_negociateur": str(self._account.owners[held.second_agent].id),
        }  # fmt: skip

    def _contact(self, person: Person) -> int:
        values = {
            "salutation": person.salutation, "firstname": person.first_name, "lastname": person.last_name,
            "email": person.email, "phone": person.phone or person.mobile,
            "mobilephone": person.mobile if person.phone else "", "address": person.street, "zip": person.postal_code,
            "city": person.city, "country": "France", "jobtitle": person.job_title, "company": person.company,
            "lifecyclestage": STAGE_NAMES[person.stage], "hs_lead_status": person.status,
            "hubspot_owner_id": str(self._account.owners[person.owner].id),
        }  # fmt: skip
        values.update(contact_figures(values))
        if not self._bare:
            values.update(_trade(person))
            values.update(self._own(person))
        number = self._record("contacts", values, person, person.created_at, person.modified_at)
        if person.email:
            self._account.tables["contacts"].unique["email"][person.email] = number
        return number

    def _company(self, person: Person) -> int:
        domain = f"{plain(person.company)}{person.number}.example"
        values = {
            "name": person.company, "domain": domain, "phone": person.phone, "address": person.street,
            "zip": person.postal_code, "city": person.city, "country": "France", "industry": person.company_industry,
            "hubspot_owner_id": str(self._account.owners[person.owner].id),
        }  # fmt: skip
        return self._record("companies", values, person, person.created_at, person.created_at)

    def _lead(self, person: Person) -> int:
        stages = self._account.pipelines["leads"]["lead-pipeline-id"].stages
        position = {"NEW": 0, "ATTEMPTED_TO_CONTACT": 1, "CONNECTED": 2, "UNQUALIFIED": 4}.get(person.status, 3)
        values = {
            "hs_lead_name": f"{person.first_name} {person.last_name} – {person.sector}", "hs_lead_type": "NEW_BUSINESS",
            "hs_lead_label": person.label, "hs_pipeline": "lead-pipeline-id", "hs_pipeline_stage": stages[position].id,
            "hubspot_owner_id": str(self._account.owners[person.owner].id),
        }  # fmt: skip
        return self._record("leads", values, person, person.created_at + 60, person.modified_at)

    def _deal(self, person: Person, stage: int) -> int:
        stage_id = self._account.pipelines["deals"]["default"].stages[stage].id
        amount = max(2500, (person.estimate or person.asking_price) * 4 // 100)
        closes = person.created_at + 120 * DAY_S
        values = {
            "dealname": f"{person.last_name} – {person.sector}", "dealstage": stage_id, "pipeline": "default",
            "amount": str(amount), "deal_currency_code": "EUR", "closedate": iso(int(closes * 1000)),
            "dealtype": "newbusiness", "hubspot_owner_id": str(self._account.owners[person.owner].id),
            "closed_lost_reason": "Projet abandonné" if stage_id == "closedlost" else "",
        }  # fmt: skip
        values.update(derived(self._account, self._account.tables["deals"].kind, values, {}))
        return self._record("deals", values, person, person.created_at + 3600, person.modified_at)

    def _activities(self, person: Person, contact: int) -> None:
        for one in person.activities:
            owner = str(self._account.owners[one.owner].id)
            moment = iso(int(one.at * 1000))
            if one.type == "task":
                values = {
                    "hs_task_subject": one.subject, "hs_task_body": one.body, "hs_task_type": "TODO",
                    "hs_task_status": "COMPLETED" if one.done else "NOT_STARTED", "hs_task_priority": "MEDIUM",
                }  # fmt: skip
            elif one.type == "call":
                values = {
                    "hs_call_title": one.subject, "hs_call_body": one.body, "hs_call_direction": "OUTBOUND",
                    "hs_call_duration": "180000", "hs_call_status": "COMPLETED", "hs_call_to_number": person.mobile,
                }  # fmt: skip
            elif one.type == "meeting":
                values = {
                    "hs_meeting_title": one.subject, "hs_meeting_body": one.body, "hs_meeting_start_time": moment,
                    "hs_meeting_end_time": iso(int(one.at * 1000) + 3_600_000), "hs_meeting_location": person.street,
                    "hs_meeting_outcome": "COMPLETED" if one.done else "SCHEDULED",
                }  # fmt: skip
            else:
                values = {"hs_note_body": one.body}
            values |= {"hs_timestamp": moment, "hubspot_owner_id": owner}
            number = self._record(f"{one.type}s", values, person, person.created_at + 120, person.created_at + 120)
            link_type = {"task": 204, "call": 194, "meeting": 200, "note": 202}[one.type]
            self._links.append((f"{one.type}s", number, "contacts", contact, link_type))


def _trade(person: Person) -> dict[str, str]:
    """The crmdesk properties of a contact."""
    return {
        "crmdesk_lead_type": person.lead_type, "crmdesk_source": person.source, "crmdesk_sector": person.sector,
        "crmdesk_horizon": person.horizon, "crmdesk_property_type": person.property_type,
        "crmdesk_property_address": person.property_address,
        "crmdesk_property_surface_m2": str(person.surface_m2 or ""), "crmdesk_property_rooms": str(person.rooms),
        "crmdesk_asking_price": str(person.asking_price or ""), "crmdesk_estimate": str(person.estimate or ""),
        "crmdesk_tags": ";".join(person.tags), "crmdesk_description": person.description,
        "crmdesk_last_contact_at": _moment(person.last_contact_at), "crmdesk_consent_phone": _consent(person.consent_phone),
        "crmdesk_consent_email": _consent(person.consent_email),
    }  # fmt: skip


def _moment(at: float) -> str:
    return iso(int(at * 1000)) if at else ""


def _consent(consent: Consent) -> str:
    """``{"state","at","channel","proof"}`` as compact JSON; nothing but the state when nobody was asked."""
    shown: dict[str, str] = {"state": consent.state}
    if consent.at:
        shown |= {"at": iso(int(consent.at * 1000)), "channel": consent.channel, "proof": consent.proof}
    return orjson.dumps(shown).decode()
