"""The demo agency's spreadsheet: a tab of leads as an agency keeps one, and a tab of notes beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from crmdesk.sandbox import french
from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.google_sheets.account import Account
from crmdesk.sandbox.google_sheets.document import Cell, Line, Tab
from crmdesk.sandbox.google_sheets.entering import serial
from crmdesk.sandbox.google_sheets.formulas import Value, relative
from crmdesk.sandbox.seed import Consent, Person, people

SPREADSHEET = "1crmdeskDemo0Prospects0Talensac0Immobilier00"
TITLE, TAB = "Prospects Talensac", "Prospects"
KEY = "_crmdesk_id"
CHANGES = (3, 10)
"""The months at whose last Sunday, at one o'clock UTC, the agency's summer time begins and ends (directive 2000/84/EC)."""

DATE_TIME = {"type": "DATE_TIME", "pattern": "dd/mm/yyyy hh:mm"}
DATE = {"type": "DATE", "pattern": "dd/mm/yyyy"}
CURRENCY = {"type": "CURRENCY", "pattern": '#,##0" €"'}


def chosen_of(*values: str, strict: bool = True) -> Mapping[str, Any]:
    """A ``DataValidationRule``: a list to choose from; a ``strict`` one takes nothing else."""
    condition = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": each} for each in values]}
    return {"condition": condition, "strict": strict, "showCustomUi": True}


LEAD_TYPES = {"seller": "Vendeur", "buyer": "Acquéreur", "landlord": "Bailleur", "tenant": "Locataire"}
HORIZONS = {"under_3_months": "Moins de 3 mois", "3_to_6": "3 à 6 mois", "6_to_9": "6 à 9 mois",
            "over_9": "Plus de 9 mois", "unknown": "Inconnue"}  # fmt: skip
PROPERTY_TYPES = {"house": "Maison", "apartment": "Appartement", "land": "Terrain", "building": "Immeuble",
                  "commercial": "Local", "parking": "Parking", "other": "Autre"}  # fmt: skip
STATUSES = {"NEW": "Nouveau", "ATTEMPTED_TO_CONTACT": "À rappeler", "CONNECTED": "Qualifié",
            "VALUATION_PLANNED": "Estimation prévue", "VALUATION_DONE": "Estimation faite",
            "VISIT_PLANNED": "Visite prévue", "VISIT_DONE": "Visite faite", "MANDATE_SIGNED": "Mandat signé",
            "UNQUALIFIED": "Perdu"}  # fmt: skip
RATINGS = {"HOT": "Chaud", "WARM": "Tiède", "COLD": "Froid"}
CONSENTS = {"given": "Oui", "refused": "Non", "unknown": ""}

Read = Callable[[Person], Value]

COLUMNS: tuple[tuple[str, str, Read], ...] = (
    ("Civilité", "Title", lambda one: one.salutation),
    ("Nom", "Last name", lambda one: one.last_name),
    ("Prénom", "First name", lambda one: one.first_name),
    ("E-mail", "Email", lambda one: one.email),
    ("Téléphone", "Phone", lambda one: one.phone),
    ("Mobile", "Mobile", lambda one: one.mobile),
    ("Adresse", "Street", lambda one: one.street),
    ("Code postal", "Postal code", lambda one: one.postal_code),
    ("Ville", "City", lambda one: one.city),
    ("Fonction", "Job title", lambda one: one.job_title),
    ("Type de projet", "Lead type", lambda one: LEAD_TYPES[one.lead_type]),
    ("Statut", "Status", lambda one: STATUSES[one.status]),
    ("Température", "Rating", lambda one: RATINGS[one.label]),
    ("Origine", "Source", lambda one: one.source),
    ("Secteur", "Area", lambda one: one.sector),
    ("Échéance", "Time frame", lambda one: HORIZONS[one.horizon]),
    ("Type de bien", "Property type", lambda one: PROPERTY_TYPES[one.property_type]),
    ("Adresse du bien", "Property address", lambda one: one.property_address),
    ("Surface (m²)", "Surface (m²)", lambda one: one.surface_m2),
    ("Pièces", "Rooms", lambda one: one.rooms),
    ("Prix demandé", "Asking price", lambda one: one.asking_price),
    ("Estimation", "Estimate", lambda one: one.estimate),
    ("Mots-clés", "Tags", lambda one: ", ".join(one.tags)),
    ("Commentaire", "Comment", lambda one: one.description),
    ("Dernier contact", "Last contact", lambda one: _day(one.last_contact_at)),
    ("Consentement téléphone", "Phone consent", lambda one: _consent(one.consent_phone)),
    ("Consentement e-mail", "Email consent", lambda one: _consent(one.consent_email)),
    ("Négociateur", "Agent", lambda one: french.COLLEAGUES[one.owner][0]),
)
"""(French heading, English heading, value)"""

OWN: tuple[tuple[str, str, Callable[[own.OwnFields], Value]], ...] = (
    (own.NEIGHBOUR, "Neighbour", lambda one: one.neighbour),
    (own.VISITS, "Visits", lambda one: one.visits),
    (own.WORKS, "Works", lambda one: one.works),
    (own.MANDATE_DAY, "Mandate date", lambda one: int(_day(one.mandate_day) or 0)),
    (own.NEXT_VISIT, "Next visit", lambda one: _day(one.next_visit)),
    (own.KEYS, "Keys received", lambda one: one.keys),
    (own.MANDATE, "Kind of mandate", lambda one: one.mandate),
    (own.EQUIPMENT, "Equipment", lambda one: ", ".join(one.equipment)),
)
"""The same of the agency's own columns, of one type each."""

FORMATS = {
    "Dernier contact": DATE_TIME, "Prix demandé": CURRENCY, "Estimation": CURRENCY,
    own.MANDATE_DAY: DATE, own.NEXT_VISIT: DATE_TIME, own.WORKS: CURRENCY,
}  # fmt: skip
RULES: Mapping[str, Mapping[str, Any]] = {
    own.KEYS: {"condition": {"type": "BOOLEAN"}, "strict": True},
    own.MANDATE: chosen_of(*own.MANDATES),
    own.EQUIPMENT: chosen_of(*own.PIECES, strict=False),
}
"""Data validation by French heading."""

FEE = ("Honoraires", "Fee")
"""A column of formulas, which nobody but the agency writes."""


def seed_account(account: Account, records: int, seed: int) -> None:
    """Fill a fresh account with the agency's spreadsheet."""
    document = account.new_document(TITLE, id=SPREADSHEET)
    document.role = str(account.traits["role"])
    bare = bool(account.traits["bare_sheet"])
    headings = (*(each[:2] for each in (*COLUMNS, *OWN)), FEE)
    names = [fr if account.traits["headings"] == "fr" else en for fr, en in headings]
    rows = [person for person in people(records, seed, account.clock()) if person.stage != "customer"]
    tab = Tab.blank(0, TAB, max(1000, len(rows) + 200), len(names) + 1)
    tab.frozen_rows = 1
    tab.rows[0].cells = [Cell(name) for name in ([] if bare else [KEY]) + names]
    estimate = next(at for at, (fr, _, _) in enumerate(COLUMNS) if fr == "Estimation") + (0 if bare else 1)
    for number, person in enumerate(rows, 1):
        held = own.own_fields(person)
        cells = [_cell(fr, read(person)) for fr, _, read in COLUMNS]
        cells += [_cell(fr, told(held)) for fr, _, told in OWN]
        formula = f"={chr(ord('A') + estimate)}{number + 1}*4/100"
        cells.append(Cell(None, relative(formula, number) if person.estimate else None))
        tab.rows[number].cells = cells if bare else [Cell(), *cells]
    if not bare:
        tab.columns[0].hidden = True
    notes = Tab.blank(1720384756, "Notes", 50, 8)
    notes.rows[0] = Line([Cell("Réunion du lundi")])
    notes.rows[1] = Line([Cell("Penser aux clés de la cave rue Crébillon.")])
    document.tabs = [tab, notes]


def _cell(heading: str, value: Value) -> Cell:
    return Cell(value if value is False else value or None, None, FORMATS.get(heading, {}), RULES.get(heading, {}))


def _day(at: float) -> Value:
    if not at:
        return None
    return serial(_local(datetime.fromtimestamp(int(at) // 60 * 60, UTC)))


def _local(moment: datetime) -> datetime:
    """The agency's time of a moment in UTC, by rule: not every computer has a table of time zones."""
    begin, end = (_last_sunday(moment.year, month) for month in CHANGES)
    return moment.replace(tzinfo=None) + timedelta(hours=2 if begin <= moment < end else 1)


def _last_sunday(year: int, month: int) -> datetime:
    """One o'clock UTC on the last Sunday of a month that has 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _consent(consent: Consent) -> str:
    return CONSENTS[consent.state]
