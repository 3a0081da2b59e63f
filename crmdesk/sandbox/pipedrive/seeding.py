"""The demo agency as a Pipedrive account: users, fields, labels, and people spread over its objects."""

from __future__ import annotations

from html import escape
from typing import Any

import orjson

from crmdesk.sandbox import french
from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.pipedrive.account import COMPANY_DOMAIN, CURRENCY, FIRST_USER, Account, LeadLabel, User
from crmdesk.sandbox.pipedrive.fields import Field
from crmdesk.sandbox.pipedrive.records import Record, stamp
from crmdesk.sandbox.pipedrive.schemas import ENTITIES
from crmdesk.sandbox.pipedrive.values import ADDRESS
from crmdesk.sandbox.seed import DAY_S, SPAN_S, Consent, Person, people, plain

KEY = "crmdesk – identifiant"
LEAD_TYPES = {"seller": "Vendeur", "buyer": "Acquéreur", "landlord": "Bailleur", "tenant": "Locataire"}
HORIZONS = {"under_3_months": "Moins de 3 mois", "3_to_6": "3 à 6 mois", "6_to_9": "6 à 9 mois",
            "over_9": "Plus de 9 mois", "unknown": "Inconnue"}  # fmt: skip
PROPERTY_TYPES = {"house": "Maison", "apartment": "Appartement", "land": "Terrain", "building": "Immeuble",
                  "commercial": "Local", "parking": "Parking", "other": "Autre"}  # fmt: skip
STATUSES = {"NEW": "Nouveau", "ATTEMPTED_TO_CONTACT": "À rappeler", "CONNECTED": "Qualifié",
            "VALUATION_PLANNED": "Estimation prévue", "VALUATION_DONE": "Estimation faite",
            "VISIT_PLANNED": "Visite prévue", "VISIT_DONE": "Visite faite", "MANDATE_SIGNED": "Mandat signé",
            "UNQUALIFIED": "Perdu"}  # fmt: skip
INDUSTRIES = {"REAL_ESTATE": 21, "LEGAL_SERVICES": 22, "CONSTRUCTION": 23, "FINANCIAL_SERVICES": 24}

CUSTOM: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "person": (
        (KEY, "varchar", ()), ("Civilité", "varchar", ()), ("Rue", "varchar", ()), ("Code postal", "varchar", ()),
        ("Ville", "varchar", ()), ("Pays", "varchar", ()), ("Fonction", "varchar", ()), ("Mots-clés", "text", ()),
        ("Description du projet", "text", ()), ("Dernier contact", "varchar", ()),
        ("Statut du projet", "enum", tuple(STATUSES.values())), ("Origine", "varchar", ()), ("Secteur", "varchar", ()),
        ("Consentement téléphone", "text", ()), ("Consentement e-mail", "text", ()),
        ("Type de projet", "enum", tuple(LEAD_TYPES.values())), ("Échéance du projet", "enum", tuple(HORIZONS.values())),
        ("Type de bien", "enum", tuple(PROPERTY_TYPES.values())), ("Adresse du bien", "varchar", ()),
        ("Surface du bien (m²)", "double", ()), ("Nombre de pièces", "double", ()), ("Prix demandé", "monetary", ()),
        ("Estimation", "monetary", ()),
        (own.NEIGHBOUR, "varchar", ()), (own.REMARKS, "text", ()), (own.VISITS, "double", ()), (own.WORKS, "monetary", ()),
        (own.MANDATE_DAY, "date", ()), (own.MANDATE, "enum", own.MANDATES), (own.EQUIPMENT, "set", own.PIECES),
        (own.SECOND_AGENT, "user", ()), ("Téléphone du voisin", "phone", ()),
    ),
    "organization": ((KEY, "varchar", ()), ("Téléphone", "phone", ())),
    "deal": ((KEY, "varchar", ()), ("Honoraires", "monetary", ()), ("Surface", "double", ()),
             ("Mandat", "enum", ("Simple", "Exclusif"))),
}  # fmt: skip
"""(name, type, options) of the fields that an administrator made, for crmdesk and of the agency's own."""

STAGES = (("Premier contact", 10), ("Estimation", 20), ("Mandat", 40), ("Visites", 60), ("Offre acceptée", 80))
LABELS = (("Hot", "red"), ("Warm", "yellow"), ("Cold", "blue"))


def seed_account(account: Account, records: int, seed: int) -> None:
    """Fill a fresh account with users, fields (unless it is bare), a pipeline and ``records`` persons."""
    then = account.now_ms() - int(SPAN_S * 1000)
    for number, (first, last, left) in enumerate(french.COLLEAGUES):
        email = f"{plain(first)}.{plain(last)}@{COMPANY_DOMAIN}.example"
        account.users.append(User(FIRST_USER + number, f"{first} {last}", email, then, not left))
    account.lead_labels = [LeadLabel(account.uuid(), name, color, then) for name, color in LABELS]
    if not account.traits["bare_account"]:
        for entity, fields in CUSTOM.items():
            for name, type_name, options in fields:
                account.add_field(entity, name, type_name, options)
    seeder = _Seeder(account, then)
    seeder.pipeline()
    for person in people(records, seed, account.clock()):
        seeder.person(person)


class _Seeder:
    """Makes rows directly: hundreds of thousands of them have to be quick."""

    def __init__(self, account: Account, then_ms: int) -> None:
        self._account = account
        self._then_ms = then_ms
        self._codes = {
            entity: {one.name: one for one in account.fields[entity].values() if one.custom} for entity in CUSTOM
        }

    def pipeline(self) -> None:
        """The sales pipeline with its stages."""
        pipeline = self._add("pipelines", {"name": "Ventes", "order_nr": 1}, {}, self._then_ms, None)
        for order, (name, chance) in enumerate(STAGES, 1):
            values = {"name": name, "order_nr": order, "deal_probability": chance, "pipeline_id": pipeline.id}
            self._add("stages", values, {}, self._then_ms, None)

    def person(self, person: Person) -> None:
        """A person with all that belongs to them."""
        organization = self._organization(person) if person.company else None
        made = self._person(person, organization)
        if person.has_lead:
            self._lead(person, made)
        if person.deal_stage is not None:
            self._deal(person, person.deal_stage, made, organization)
        self._activities(person, made)

    def _add(
        self, plural: str, values: dict[str, Any], custom: dict[str, Any], at_ms: int, updated_ms: int | None
    ) -> Record:
        table = self._account.tables[plural]
        number = table.new_number()
        id = self._account.uuid() if plural == "leads" else number
        kept = {name: list(one) if isinstance(one, list) else one for name, one in ENTITIES[plural].blank.items()}
        record = Record(id, number, kept | values, custom, at_ms, updated_ms, updated_ms or at_ms)
        table.add(record)
        return record

    def _custom(self, entity: str, values: dict[str, Any]) -> dict[str, Any]:
        """Values by name in the form their fields keep; blank ones and unknown fields drop out."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            field = self._codes[entity].get(name)
            if field is not None and value not in (None, "", 0):
                found[field.code] = _kept(field, value)
        return found

    def _person(self, person: Person, organization: Record | None) -> Record:
        phones = [("work", person.phone), ("mobile", person.mobile)]
        listed = [{"value": text, "primary": False, "label": label} for label, text in phones if text]
        if listed:
            listed[0]["primary"] = True
        emails = [{"value": person.email, "primary": True, "label": "work"}] if person.email else []
        client = person.stage == "customer" and not self._account.traits["bare_account"]
        values = {
            "name": f"{person.first_name} {person.last_name}", "first_name": person.first_name,
            "last_name": person.last_name, "emails": emails, "phones": listed, "owner_id": FIRST_USER + person.owner,
            "org_id": None if organization is None else organization.id, "label_ids": [1] if client else [],
        }  # fmt: skip
        last = iso(int(person.last_contact_at * 1000)) if person.last_contact_at else ""
        custom = {
            "Civilité": person.salutation, "Rue": person.street, "Code postal": person.postal_code,
            "Ville": person.city, "Pays": "France", "Fonction": person.job_title, "Mots-clés": ";".join(person.tags),
            "Description du projet": person.description, "Dernier contact": last,
            "Statut du projet": STATUSES[person.status], "Origine": person.source, "Secteur": person.sector,
            "Consentement téléphone": _consent(person.consent_phone),
            "Consentement e-mail": _consent(person.consent_email),
            "Type de projet": LEAD_TYPES[person.lead_type], "Échéance du projet": HORIZONS[person.horizon],
            "Type de bien": PROPERTY_TYPES[person.property_type], "Adresse du bien": person.property_address,
            "Surface du bien (m²)": person.surface_m2, "Nombre de pièces": person.rooms,
            "Prix demandé": person.asking_price, "Estimation": person.estimate, **_own(own.own_fields(person)),
        }  # fmt: skip
        return self._add(
            "persons", values, self._custom("person", custom), _ms(person.created_at), _ms(person.modified_at)
        )

    def _organization(self, person: Person) -> Record:
        address = {"value": f"{person.street}, {person.postal_code} {person.city}".lstrip(", "), "route": person.street,
                   "locality": person.city, "postal_code": person.postal_code, "country": "France"}  # fmt: skip
        values = {
            "name": person.company, "owner_id": FIRST_USER + person.owner, "industry": INDUSTRIES[person.company_industry],
            "website": f"{plain(person.company)}{person.number}.example", "address": {**dict.fromkeys(ADDRESS), **address},
        }  # fmt: skip
        custom = self._custom("organization", {"Téléphone": person.phone})
        return self._add("organizations", values, custom, _ms(person.created_at), _ms(person.created_at))

    def _lead(self, person: Person, made: Record) -> None:
        label = next(one.id for one in self._account.lead_labels if one.name.upper() == person.label)
        values = {
            "title": f"{person.first_name} {person.last_name} – {person.sector}", "person_id": made.id,
            "owner_id": FIRST_USER + person.owner, "creator_id": FIRST_USER + person.owner, "label_ids": [label],
            "source_name": "Manually created", "origin": "ManuallyCreated",
        }  # fmt: skip
        custom = {"Surface": person.surface_m2, "Honoraires": person.estimate * 4 // 100}
        self._add("leads", values, self._custom("deal", custom), _ms(person.created_at + 60), _ms(person.modified_at))

    def _deal(self, person: Person, position: int, made: Record, organization: Record | None) -> None:
        stage = min(position, len(STAGES) - 1) + 1
        status = {5: "won", 6: "lost"}.get(position, "open")
        at, closed = person.created_at + 3600, stamp(_ms(person.modified_at))
        values = {
            "title": f"{person.last_name} – {person.sector}", "person_id": made.id,
            "org_id": None if organization is None else organization.id, "owner_id": FIRST_USER + person.owner,
            "creator_user_id": FIRST_USER + person.owner, "pipeline_id": 1, "stage_id": stage, "status": status,
            "value": max(2500, (person.estimate or person.asking_price) * 4 // 100), "currency": CURRENCY,
            "expected_close_date": (stamp(_ms(person.created_at + 120 * DAY_S)) or "")[:10], "origin": "ManuallyCreated",
            "stage_change_time": stamp(_ms(at)),
        }  # fmt: skip
        if status != "open":
            values |= {"close_time": closed, f"{status}_time": closed}
        if status == "lost":
            values["lost_reason"] = "Projet abandonné"
        self._add("deals", values, {}, _ms(at), _ms(person.modified_at))

    def _activities(self, person: Person, made: Record) -> None:
        for one in person.activities:
            at_ms = _ms(person.created_at + 120)
            if one.type == "note":
                values = {"content": f"<p>{escape(one.body, quote=False)}</p>", "person_id": made.id,
                          "user_id": FIRST_USER + one.owner}  # fmt: skip
                self._add("notes", values, {}, at_ms, at_ms)
                continue
            due = stamp(_ms(one.at)) or ""
            activity: dict[str, Any] = {
                "subject": one.subject, "type": one.type, "note": escape(one.body, quote=False), "done": one.done,
                "owner_id": FIRST_USER + one.owner, "creator_user_id": FIRST_USER + one.owner,
                "due_date": due[:10], "due_time": None if one.type == "task" else due[11:16],
                "duration": {"meeting": "01:00", "call": "00:03"}.get(one.type),
                "participants": [{"person_id": made.id, "primary": True}], "person_id": made.id,
                "marked_as_done_time": due if one.done else None,
            }  # fmt: skip
            self._add("activities", activity, {}, at_ms, at_ms)


def _kept(field: Field, value: Any) -> Any:
    if field.type == "enum":
        return next(one.id for one in field.options if one.label == value)
    if field.type == "set":
        return [one.id for one in field.options if one.label in value]
    return {"value": value, "currency": CURRENCY} if field.type == "monetary" else value


def _own(held: own.OwnFields) -> dict[str, Any]:
    """The agency's own fields of a person, by label."""
    return {
        own.NEIGHBOUR: held.neighbour, own.REMARKS: held.remarks, own.VISITS: held.visits, own.WORKS: held.works,
        own.MANDATE_DAY: iso(int(held.mandate_day * 1000))[:10] if held.mandate_day else None,
        own.MANDATE: held.mandate, own.EQUIPMENT: held.equipment, own.SECOND_AGENT: FIRST_USER + held.second_agent,
        "Téléphone du voisin": "02 61 91 00 00" if held.neighbour else "",
    }  # fmt: skip


def _ms(at: float) -> int:
    """Milliseconds of a moment in epoch seconds."""
    return int(at * 1000)


def _consent(consent: Consent) -> str:
    """``{"state","at","channel","proof"}`` as compact JSON; nothing but the state when nobody was asked."""
    shown: dict[str, str] = {"state": consent.state}
    if consent.at:
        shown |= {"at": iso(int(consent.at * 1000)), "channel": consent.channel, "proof": consent.proof}
    return orjson.dumps(shown).decode()
