"""A made-up agency of any size: leads with French names, towns and numbers, written fast into a real store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from crmdesk.domain import catalogue
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields
from crmdesk.store.columns import sort_name, to_columns
from crmdesk.store.database import engine
from crmdesk.store.migrations import migrate
from crmdesk.store.tables import record_table

_BATCH = 5_000
_FIRST_MS = 1_700_000_000_000

FIRST_NAMES = (
    "Marie", "Jean", "Pierre", "Michel", "Nathalie", "Philippe", "Isabelle", "Élodie", "Sébastien", "Céline",
    "François", "Aurélie", "Thomas", "Julie", "Nicolas", "Camille", "Léa", "Hugo", "Chloé", "Antoine", "Zoé",
    "Raphaël", "Anaïs", "Benoît", "Mélanie", "Gaël", "Inès", "Loïc", "Agnès", "Étienne",
)  # fmt: skip
LAST_NAMES = (
    "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon",
    "Michel", "Lefèvre", "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard", "Bonnet", "Dupont",
    "Lambert", "Fontaine", "Rousseau", "Vincent", "Müller", "Lefebvre", "Faure", "André", "Mercier", "Blanc",
    "Guérin", "Boyer", "Garnier", "Chevalier", "François", "Legrand", "Gauthier", "Garcia", "Perrin", "Robin",
    "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval", "Denis",
    "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly",
    "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud", "Martinez", "Gérard", "Roche", "Renard",
    "Schmitt", "Roy", "Leroux", "Colin", "Vidal", "Caron", "Picard", "Roger", "Fabre", "Aubert", "Lemoine",
    "Renaud", "Dumas", "Lacroix", "Olivier", "Philippe", "Bourgeois", "Pierre", "Benoît", "Rey", "Leclerc", "Payet",
    "Rolland", "Leclercq", "Guillaume", "Lecomte", "Lopez", "Jean", "Dupuy", "Guillot", "Hubert", "Berger",
    "Carpentier", "Sanchez", "Dupuis", "Moulin", "Louis", "Deschamps", "Huet", "Vasseur", "Perez", "Boucher",
    "Fleury", "Royer", "Klein", "Jacquet", "Adam", "Paris", "Poirier", "Marty", "Aubry", "Guyot", "Carré",
    "Charles", "Renault", "Charpentier", "Ménard", "Maillard", "Baron", "Bertin", "Bailly", "Hervé", "Schneider",
    "Fernandez", "Zimmermann",
)  # fmt: skip
_ENDINGS = ("", "eau", "et", "ier", "ard", "in", "ot", "elle", "ec", "oux")
TOWNS = (
    "Nantes", "Rennes", "Angers", "Vannes", "Lorient", "Brest", "Quimper", "Saint-Nazaire", "Saint-Malo", "Cholet",
    "Laval", "Évreux", "Rezé", "Orvault", "Pornic", "Clisson", "Vertou", "Carquefou", "Guérande", "Pontchâteau",
    "Ancenis", "Châteaubriant", "Redon", "Fougères", "Vitré", "Dinan", "Lannion", "Auray",
)  # fmt: skip
STREETS = ("rue des Lilas", "avenue de la Gare", "rue du Moulin", "place de l’Église", "chemin des Vignes", "quai Sud")
HOSTS = ("gmail.com", "orange.fr", "free.fr", "hotmail.fr", "laposte.net", "wanadoo.fr")
SOURCES = ("site", "seloger", "leboncoin", "bouche à oreille", "vitrine", "pige")
WORDS = (
    "appartement", "maison", "jardin", "estimation", "rappeler", "vendre", "acheter", "louer", "étage", "balcon",
    "garage", "école", "travaux", "visite", "projet", "succession", "divorce", "mutation", "retraite", "urgent",
    "vue", "mer", "centre", "ville", "calme", "terrain", "piscine",
)  # fmt: skip


def fill(path: Path, key: bytes, count: int, *, seed: int = 1) -> None:
    """Make a store at ``path`` with ``count`` leads. Indexes and full text are built after the rows."""
    migrate(path, key)
    table = record_table(Kind.LEAD)
    writer = engine(path, key, read_only=False)
    with writer.begin() as connection:
        set_aside = _set_aside(connection)
        for batch in _batches(rows(count, seed)):
            connection.execute(table.insert(), batch)
        for statement in set_aside:
            connection.exec_driver_sql(statement)
        for name, columns in (("lead_words", "name, place, text"), ("lead_fragments", "email, phone")):
            connection.exec_driver_sql(
                f"INSERT INTO {name} (rowid, {columns}) SELECT rowid, {columns} FROM {name}_source"  # noqa: S608
            )
    writer.dispose()


def _set_aside(connection: sa.Connection) -> list[str]:
    """Drop the indexes and triggers of leads; returns the statements that make them again."""
    found = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_schema"
        " WHERE tbl_name = 'lead' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).all()
    for kind, name, _ in found:
        connection.exec_driver_sql(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def _batches(found: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in found:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def rows(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """``count`` rows of the lead table."""
    random = Random(seed)
    draw = Draw(random)
    users = [new_ulid(_FIRST_MS, random) for _ in range(25)]
    blank: dict[str, Any] = {column.name: None for column in record_table(Kind.LEAD).columns if column.name != "rowid"}
    for number in range(count):
        values = draw.lead(number, users)
        row = blank | to_columns(Kind.LEAD, values)
        row |= {
            "id": new_ulid(_FIRST_MS + number, random),
            "life": "trash" if number % 200 == 0 else "live",
            "sort_name": sort_name(Kind.LEAD, values),
        }
        yield row


class Draw:
    """Draws the values of a lead; names and towns are as unevenly common as real ones."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names = [name + ending for ending in _ENDINGS for name in LAST_NAMES]
        self._name_weights = _uneven(len(self._names))
        self._town_weights = _uneven(len(TOWNS))
        self._words = [word + ending for ending in _ENDINGS for word in WORDS]
        self._word_weights = _uneven(len(self._words))

    def lead(self, number: int, users: Sequence[str]) -> Fields:
        """The values of one lead; about one in ten of most fields is blank."""
        random = self._random
        first, last = random.choice(FIRST_NAMES), self._pick(self._names, self._name_weights)
        town = self._pick(TOWNS, self._town_weights)
        address = f"{first}.{last}{number % 97}@{random.choice(HOSTS)}".lower()
        phone = f"+33{random.choice('12345677')}{random.randrange(10**8):08}"
        values: dict[str, Any] = {
            "salutation": random.choice(("M.", "Mme")),
            "first_name": first,
            "last_name": last,
            "emails": [{"value": address, "label": None, "primary": True}],
            "phones": [{"value": phone, "label": "mobile", "primary": True}],
            "street": f"{random.randrange(1, 200)} {random.choice(STREETS)}",
            "postal_code": f"{random.choice((44, 35, 49, 56, 29))}{random.randrange(1000):03}",
            "city": town,
            "country": "France",
            "owner": random.choice(users),
            "tags": sorted(random.sample(("vip", "à relancer", "investisseur", "primo"), random.randrange(3))) or None,
            "description": " ".join(random.choices(self._words, cum_weights=self._word_weights, k=8)),
            "lead_type": random.choice(catalogue.LEAD_TYPES),
            "status": random.choices(catalogue.LEAD_STATUSES, (40, 20, 10, 5, 5, 5, 5, 5, 1))[0],
            "rating": random.choice(catalogue.RATINGS),
            "source": random.choice(SOURCES),
            "sector": f"{town} {random.choice(('Nord', 'Sud', 'Centre'))}",
            "horizon": random.choice(catalogue.HORIZONS),
            "property_type": random.choice(catalogue.PROPERTY_TYPES),
            "property_surface_m2": str(random.randrange(12, 300)),
            "property_rooms": str(random.randrange(1, 9)),
            "asking_price": {"amount": str(random.randrange(60, 1200) * 1000), "currency": "EUR"},
            "estimate": {"amount": str(random.randrange(60_000, 1_200_000)), "currency": "EUR"},
            "last_contact_at": self._moment(),
            "created_at": self._moment(),
            "modified_at": self._moment(),
        }
        values.update((name, None) for name in random.sample(_MAY_BE_BLANK, 2))
        return values

    def _moment(self) -> str:
        random = self._random
        day = f"20{random.randrange(20, 27)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        return f"{day}T{random.randrange(8, 20):02}:{random.randrange(60):02}:{random.randrange(60):02}.000Z"

    def _pick(self, among: Sequence[str], weights: Sequence[float]) -> str:
        return self._random.choices(among, cum_weights=weights)[0]


_MAY_BE_BLANK = (
    "emails", "phones", "street", "postal_code", "city", "owner", "description", "source", "sector", "property_type",
    "property_surface_m2", "property_rooms", "asking_price", "estimate", "last_contact_at", "rating", "first_name",
)  # fmt: skip


def _uneven(count: int) -> list[float]:
    """Cumulative weights after Zipf, flattened: the commonest name has one person in a hundred."""
    return list(accumulate(1 / (rank + 40) for rank in range(count)))
