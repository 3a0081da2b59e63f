"""What the agency keeps besides: one field of each type, made by itself and not for crmdesk. The same in every account.

Vendors have no common set of types. Each account has those of these fields that its vendor has a type for.
"""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.sandbox import french
from crmdesk.sandbox.seed import DAY_S, Person

NEIGHBOUR, REMARKS, VISITS, WORKS = "Voisin", "Notes de visite", "Visites", "Travaux estimés"
MANDATE_DAY, NEXT_VISIT, KEYS = "Date du mandat", "Prochaine visite", "Clés reçues"
MANDATE, EQUIPMENT, SECOND_AGENT = "Type de mandat", "Équipements", "Second négociateur"
"""Labels: text, long text, number, money, day, moment, yes or no, one choice, several choices, user."""

MANDATES = ("Simple", "Exclusif", "Semi-exclusif")
PIECES = ("Balcon", "Cave", "Jardin", "Parking")


@dataclass(frozen=True, slots=True)
class OwnFields:
    """The values of one person. Times are epoch seconds (UTC), 0 where there is none; ``second_agent`` is a colleague's index."""

    neighbour: str
    remarks: str
    visits: int
    works: int
    mandate_day: float
    next_visit: float
    keys: bool
    mandate: str
    equipment: tuple[str, ...]
    second_agent: int


def own_fields(person: Person) -> OwnFields:
    """The values of a person, by their number."""
    number = person.number
    return OwnFields(
        neighbour=french.SURNAMES[number % len(french.SURNAMES)] if number % 4 == 0 else "",
        remarks="Deuxième étage, sans ascenseur.\nSonner deux fois." if number % 5 == 0 else "",
        visits=number % 5,
        works=number % 7 * 1500,
        mandate_day=person.created_at // DAY_S * DAY_S if number % 3 == 0 else 0.0,
        next_visit=(person.created_at + 9 * DAY_S) // 900 * 900 if number % 3 == 1 else 0.0,
        keys=number % 2 == 0,
        mandate=MANDATES[number % 3],
        equipment=PIECES[number % 3 :],
        second_agent=number % 3,
    )
