"""A small agency in memory: what the queries answer in tests and pictures of the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Uncommon
from crmdesk.store.queries.history import HistoryRow
from crmdesk.store.queries.rows import (
    Choice,
    ConnectionRow,
    Destination,
    FieldState,
    LinkRow,
    PendingRow,
    ProblemRow,
    RelatedRow,
    ReviewRow,
    ReviewSample,
    RunRow,
    SampledField,
)

NOW = datetime.now(UTC)


def ago(**parts: float) -> str:
    """The moment so long ago, in canonical form."""
    return (NOW - timedelta(**parts)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ahead(**parts: float) -> str:
    """The moment so far ahead, in canonical form."""
    return (NOW + timedelta(**parts)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


USERS: dict[str, str] = {"U1": "Jean P.", "U2": "Marie L.", "U3": "Sophie B."}

_LEADS = """
Mme|Claire|Durand|seller|+33611223344|Nantes – Talensac|to_call_back|SeLoger
M.|Karim|Benali|seller|+33755182031|Rezé|valuation_done|Recommandation
Mme|Sophie|Le Goff|seller|+33670411209|Nantes – Zola|new|PAP
M. et Mme||Mercier|seller|+33240118765|Vertou|mandate_signed|Site agence
M.|Thomas|Guérin|buyer|+33622901743|Nantes – Erdre|visit_planned|Leboncoin
Mme|Aïcha|Diallo|seller|+33698761022|Saint-Herblain|to_call_back|SeLoger
M.|Paul|Rousseau|seller|+33781330214|Orvault|new|Google Sheets
Mme|Hélène|Caron|buyer|+33614557160|Nantes – Île|qualified|Site agence
M.|Luc|Perrin|seller|+33641098830|Basse-Goulaine|valuation_planned|Recommandation
Mme|Nadia|Morel|seller|+33635204791|Nantes – Doulon|new|PAP
M.|Yann|Kerviel|seller|+33762159308|Carquefou|to_call_back|SeLoger
Mme|Julie|Fontaine|buyer|+33677315428|Nantes – Chantenay|visit_done|Leboncoin
M.|Antoine|Blanc|seller|+33650641277|Couëron|lost|Site agence
Mme|Rose|Lambert|landlord|+33240732911|Nantes – Procé|mandate_signed|Recommandation
M.|Hugo|Marchand|tenant|+33683472065|Sautron|new|PAP
Mme|Léa|Robin|seller|+33749283610|Nantes – Dalby|qualified|SeLoger
M.|Omar|Haddad|seller|+33628915503|Bouguenais|to_call_back|Google Sheets
""".strip().splitlines()


def lead_fields(line: str) -> dict[str, Any]:
    """The fields of one of the leads above."""
    salutation, first, last, lead_type, phone, sector, status, source = line.split("|")
    return {
        "salutation": salutation,
        "first_name": first or None,
        "last_name": last,
        "lead_type": lead_type,
        "phones": [{"value": phone, "label": "mobile", "primary": True}],
        "emails": [
            {
                "value": f"{(first or 'famille')[0].lower()}.{last.lower().replace(' ', '')}@orange.example".replace(
                    "é", "e"
                ),
                "label": None,
                "primary": True,
            }
        ],
        "sector": sector,
        "status": status,
        "source": source,
        "owner": "U1",
    }


LEADS = [lead_fields(line) for line in _LEADS]
LEADS[1] |= {
    "street": "14 rue des Lilas",
    "postal_code": "44400",
    "city": "Rezé",
    "horizon": "3_to_6",
    "property_type": "house",
    "property_surface_m2": "112",
    "property_rooms": "5",
    "asking_price": {"amount": "348000", "currency": "EUR"},
    "estimate": {"amount": "331000", "currency": "EUR"},
    "consent_phone": {"state": "given", "at": ago(days=40), "channel": "form", "proof": "formulaire du site"},
}
PENDING = {2, 5}
CONFLICT = {0}
PROBLEM = {10}

CONTACTS: list[dict[str, Any]] = [
    {
        "salutation": "Mme",
        "first_name": "Anne",
        "last_name": "Lefèvre",
        "city": "Nantes",
        "job_title": "Notaire",
        "company": "C01",
        "owner": "U2",
        "phones": [{"value": "+33240112233", "label": None, "primary": True}],
        "emails": [{"value": "a.lefevre@etude.example", "label": None, "primary": True}],
    },
    {
        "salutation": "M.",
        "first_name": "Bruno",
        "last_name": "Charrier",
        "city": "Rezé",
        "job_title": "Syndic",
        "owner": "U1",
    },
]
COMPANIES: list[dict[str, Any]] = [
    {
        "name": "SCI Les Tilleuls",
        "city": "Nantes",
        "domain": "tilleuls.example",
        "industry": "Immobilier",
        "owner": "U1",
    },
    {"name": "Étude Lefèvre", "city": "Nantes", "domain": "etude.example", "industry": "Notariat", "owner": "U2"},
]
DEALS: list[dict[str, Any]] = [
    {
        "name": "Vente Benali, Rezé",
        "amount": {"amount": "348000", "currency": "EUR"},
        "stage": "S1",
        "status": "open",
        "close_date": "2027-03-15",
        "owner": "U1",
        "contacts": ["L01"],
    },
]
ACTIVITIES: list[dict[str, Any]] = [
    {
        "type": "task",
        "subject": "Rappeler Mme Durand",
        "due_at": ahead(hours=20),
        "done": False,
        "priority": "high",
        "owner": "U1",
    },
    {
        "type": "call",
        "subject": "Appel de 6 min, rappelle après la visite du notaire",
        "starts_at": ago(days=9),
        "duration_s": 360,
        "done": True,
        "owner": "U1",
        "about": ["L01"],
    },
]
NOTES: list[dict[str, Any]] = [
    {"body": "Veut vendre avant l’été.\nCuisine refaite en 2021.", "about": ["L01"], "owner": "U2"}
]
STAGES: dict[str, str] = {"S1": "Mandat signé", "S2": "Compromis", "S3": "Acte"}

SOURCE: dict[Kind, tuple[str, list[dict[str, Any]]]] = {
    Kind.LEAD: ("L", LEADS),
    Kind.CONTACT: ("P", CONTACTS),
    Kind.COMPANY: ("C", COMPANIES),
    Kind.DEAL: ("D", DEALS),
    Kind.ACTIVITY: ("A", ACTIVITIES),
    Kind.NOTE: ("N", NOTES),
}

CHOICES = {
    "owner": [Choice(id, name) for id, name in USERS.items()],
    "stage": [Choice(id, name) for id, name in STAGES.items()],
    "pipeline": [Choice("PL1", "Ventes")],
}

LINKS = (
    LinkRow("H", "HubSpot Nantes", "hubspot", "contacts", "51 204", "active"),
    LinkRow("S", "Salesforce Nantes", "salesforce", "Lead", "00Q5g00000", "active"),
)
RELATED = (
    RelatedRow(
        "A01", Kind.ACTIVITY, "Appel de 6 min, rappelle après la visite du notaire", ago(days=9), ACTIVITIES[1], False
    ),
    RelatedRow("A02", Kind.ACTIVITY, "Estimation envoyée (PDF)", ago(days=11), {"type": "email", "owner": "U1"}, False),
    RelatedRow("N00", Kind.NOTE, "Veut vendre avant l’été.", ago(hours=2), NOTES[0], True),
    RelatedRow("D00", Kind.DEAL, "Vente Benali, Rezé", ago(days=3), DEALS[0], False),
)
DECIDED = ago(hours=1, minutes=50)
HISTORY = [
    HistoryRow(8, ago(minutes=5), "city", "Rezé", "Nantes", "redo", None, None),
    HistoryRow(7, ago(minutes=6), "city", "Nantes", "Rezé", "undo", None, None),
    HistoryRow(6, ago(minutes=50), "sector", "Rezé", "Rezé", "undo", None, None, decided_at=DECIDED),
    HistoryRow(5, DECIDED, "sector", "Rezé", "Rezé", "decision", None, None, ("Nantes",), DECIDED),
    HistoryRow(
        4,
        ago(hours=2),
        "asking_price",
        {"amount": "352000", "currency": "EUR"},
        {"amount": "348000", "currency": "EUR"},
        "user",
        None,
        None,
    ),
    HistoryRow(
        3, ago(days=11), "estimate", None, {"amount": "331000", "currency": "EUR"}, "remote", None, "HubSpot Nantes"
    ),
    HistoryRow(2, ago(days=20), "sector", "Nantes", "Rezé", "merge", None, "Salesforce Nantes"),
    HistoryRow(1, ago(days=60), None, None, None, "import", "imported", "HubSpot Nantes"),
]
STATES = {"asking_price": FieldState.PENDING, "sector": FieldState.ONLY_HERE}

CONNECTIONS = [
    ConnectionRow(
        "H",
        "HubSpot",
        "hubspot",
        "Nantes Centre",
        True,
        "active",
        ago(minutes=4),
        None,
        {"daily_limit": 250_000, "daily_remaining": 95_000},
        9,
        1,
        {"pulled": 2340, "applied": 2340, "pushed": 12},
        traffic={"calls": 12_840, "received_bytes": 48_300_000, "refusals": 3, "refreshes": 41},
    ),
    ConnectionRow(
        "S",
        "Salesforce",
        "salesforce",
        "Efficience Groupe",
        True,
        "active",
        ago(minutes=4),
        None,
        {"daily_limit": 100_000, "daily_remaining": 82_000},
        2,
        1,
        {"pulled": 37, "applied": 37, "pushed": 8},
        conflicts=5,
        traffic={"calls": 2_115, "received_bytes": 9_640_000},
    ),
    ConnectionRow(
        "P",
        "Pipedrive",
        "pipedrive",
        "Équipe terrain",
        False,
        "active",
        ago(minutes=6),
        None,
        None,
        1,
        0,
        {"pulled": 4, "applied": 4, "pushed": 0},
    ),
    ConnectionRow(
        "Z", "Zoho CRM", "zoho", "Agence Rezé", True, "sign_in", ago(days=1), ("refresh_refused", {}), None, 3, 1, {}
    ),
    ConnectionRow(
        "G",
        "Google Sheets",
        "google_sheets",
        "Prospection 2026",
        True,
        "paused",
        ago(minutes=2),
        None,
        None,
        0,
        0,
        {"pulled": 3, "applied": 3, "pushed": 1},
    ),
]

REVIEWS = [
    ReviewRow(
        "R1",
        "H",
        "HubSpot",
        "hubspot",
        "contacts",
        False,
        (
            Alarm(Uncommon.DELETED, Kind.LEAD, 214, 1248),
            Alarm(Uncommon.BLANKED, Kind.LEAD, 391, 1102, "sector"),
        ),
        ago(minutes=12),
        605,
    ),
    ReviewRow(
        "R2",
        "S",
        "Salesforce",
        "salesforce",
        "Lead",
        True,
        (Alarm(Uncommon.DELETING, Kind.LEAD, 16, 980),),
        ago(minutes=3),
        16,
    ),
]

TAKING_ALONG = ReviewRow(
    "R3",
    "S",
    "Salesforce",
    "salesforce",
    "Account",
    True,
    (Alarm(Uncommon.TAKING_ALONG, Kind.COMPANY, 1, 214, along={Kind.CONTACT: 3, Kind.DEAL: 1}, records=("C01",)),),
    ago(minutes=2),
    1,
)
"""A company is deleted that has contacts and a deal."""

OAKLINE = ReviewSample("C01", Kind.COMPANY, "Oakline Immobilier", True, city="Nantes", owner="Marie L.")

SAMPLES = [
    ReviewSample(
        "L01",
        Kind.LEAD,
        "M. Karim Benali",
        True,
        city="Rezé",
        last_contact_at="2026-03-12T09:14:00.000Z",
        owner="Jean P.",
    ),
    ReviewSample("L02", Kind.LEAD, "Mme Sophie Le Goff", True, city="Nantes", owner="Marie L."),
    ReviewSample(
        "L03",
        Kind.LEAD,
        "M. et Mme Mercier",
        False,
        (SampledField("sector", "Vertou", None), SampledField("horizon", "3_to_6", "under_3_months")),
        city="Vertou",
        owner="Jean P.",
    ),
    ReviewSample("L04", Kind.LEAD, "M. Thomas Guérin", False, (SampledField("sector", "Nantes – Erdre", None),)),
    ReviewSample(
        "L05",
        Kind.LEAD,
        "Mme Aïcha Diallo",
        False,
        (SampledField("owner", "U1", "U2"),),
        names={"U1": "Jean P.", "U2": "Marie L."},
    ),
]

PROBLEMS = [
    ProblemRow(
        1,
        "S",
        "Salesforce",
        "L10",
        Kind.LEAD,
        "M. Yann Kerviel",
        "status",
        "update",
        "value_refused",
        {"field": "status", "vendor_words": "À relancer n’existe plus dans la liste"},
        ago(hours=1),
        ago(minutes=20),
        2,
        None,
    ),
    ProblemRow(
        2, "Z", "Zoho CRM", None, None, "", None, None, "refresh_refused", {}, ago(days=1), ago(hours=16), 1, None
    ),
    ProblemRow(
        3,
        "H",
        "HubSpot",
        None,
        None,
        "",
        None,
        "update",
        "rate_limited",
        {"retry_after_s": 40},
        ago(minutes=3),
        ago(minutes=1),
        4,
        ahead(seconds=40),
    ),
    ProblemRow(
        4,
        "G",
        "Google Sheets",
        "L16",
        Kind.LEAD,
        "M. Omar Haddad",
        None,
        "update",
        "server_error",
        {},
        ago(minutes=30),
        ago(minutes=9),
        2,
        ahead(minutes=2),
    ),
]

DESTINATIONS = [Destination("Salesforce Nantes", sending=True)]

PENDING_ROWS = [
    PendingRow(
        "L02",
        Kind.LEAD,
        "Mme Sophie Le Goff",
        "H",
        "HubSpot",
        "update",
        ("asking_price", "status"),
        ago(hours=2),
        False,
        False,
        None,
    ),
    PendingRow(
        "L05", Kind.LEAD, "Mme Aïcha Diallo", "P", "Pipedrive", "update", ("owner",), ago(hours=3), True, False, None
    ),
    PendingRow(
        "L10",
        Kind.LEAD,
        "M. Yann Kerviel",
        "S",
        "Salesforce",
        "update",
        ("status",),
        ago(days=1),
        False,
        False,
        "value_refused",
    ),
    PendingRow(
        "N00",
        Kind.NOTE,
        "Veut vendre avant l’été.",
        "H",
        "HubSpot",
        "create",
        ("body",),
        ago(minutes=12),
        False,
        True,
        None,
    ),
    PendingRow("L12", Kind.LEAD, "M. Antoine Blanc", "H", "HubSpot", "delete", (), ago(minutes=5), False, False, None),
]

RUNS = [
    RunRow(
        "R3",
        "H",
        "HubSpot",
        ago(minutes=4),
        ago(minutes=3),
        "done",
        {"pulled": 2340, "applied": 2340, "pushed": 12, "conflicts_opened": 1},
        None,
    ),
    RunRow(
        "R2",
        "S",
        "Salesforce",
        ago(minutes=5),
        ago(minutes=4),
        "done",
        {"pulled": 37, "applied": 37, "pushed": 8},
        None,
    ),
    RunRow("R1", "Z", "Zoho CRM", ago(days=1), ago(days=1), "failed", {}, ("refresh_refused", {})),
]
