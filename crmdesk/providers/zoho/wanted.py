"""The fields that crmdesk needs and Zoho lacks: created in an account only with consent.

Zoho makes the API name of a field from its label: a field is known by the name that crmdesk would give it, or by its label
and type, so that one that an administrator made by hand is used as it is. A label that the account uses for something else, a list
of its sectors for example, is taken: Zoho wants another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.catalogue import HORIZONS, LEAD_TYPES, PROPERTY_TYPES
from crmdesk.providers.base import RemoteProperty

KEY = "crmdesk_uid"
"""Holds crmdesk's own key; unique, so that creating twice is impossible."""

UNIQUE = "$unique"
"""In a schema: the fields of a module whose values are unique, as the options of a property of this name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field. ``field`` is crmdesk's name, ``label`` what the account shows; ``options`` pairs of (ours, label)."""

    field: str
    label: str
    type: str = "text"
    length: int = 255
    options: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """A name for it where it is not there yet."""
        return self.field if self.field == KEY else f"crmdesk_{self.field}"

    def name_in(self, properties: Mapping[str, RemoteProperty]) -> str | None:
        """The API name of the account's field; None where there is none."""
        if self.name in properties:
            return self.name
        wanted = {self.label.casefold(), self._instead.casefold()}
        fitting = (one for one in properties.values() if one.type == self.type and one.label.casefold() in wanted)
        return next((one.name for one in fitting), None)

    def label_in(self, properties: Mapping[str, RemoteProperty]) -> str:
        """What the account would call it, where it is not there yet."""
        taken = {one.label.casefold() for one in properties.values()}
        return self._instead if self.label.casefold() in taken else self.label

    @property
    def _instead(self) -> str:
        return f"{self.label} (crmdesk)"


def _choices(values: tuple[str, ...], *labels: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(values, labels, strict=True))


_KEY = Wanted(KEY, "crmdesk – identifiant", length=26)
_PERSON = (_KEY, Wanted("last_contact_at", "Dernier contact", "datetime"))

WANTED: Mapping[str, tuple[Wanted, ...]] = {
    "Accounts": (_KEY,),
    "Leads": (
        *_PERSON,
        Wanted("lead_type", "Type de projet", "picklist",
               options=_choices(LEAD_TYPES, "Vendeur", "Acquéreur", "Bailleur", "Locataire")),
        Wanted("sector", "Secteur"),
        Wanted("horizon", "Échéance du projet", "picklist",
               options=_choices(HORIZONS, "Moins de 3 mois", "3 à 6 mois", "6 à 9 mois", "Plus de 9 mois", "Inconnue")),
        Wanted("property_type", "Type de bien", "picklist",
               options=_choices(PROPERTY_TYPES, "Maison", "Appartement", "Terrain", "Immeuble", "Local", "Parking", "Autre")),
        Wanted("property_address", "Adresse du bien"),
        Wanted("property_surface_m2", "Surface du bien (m²)", "double", 16),
        Wanted("property_rooms", "Nombre de pièces", "double", 16),
        Wanted("asking_price", "Prix demandé", "currency", 16),
        Wanted("estimate", "Estimation", "currency", 16),
        Wanted("consent_phone", "Consentement téléphone", "textarea", 2000),
        Wanted("consent_email", "Consentement e-mail", "textarea", 2000),
    ),
    "Contacts": _PERSON,
    "Deals": (_KEY,),
}  # fmt: skip
"""By module. Labels are French: they are read in the agency's account."""


def unique_in(properties: Mapping[str, RemoteProperty]) -> frozenset[str]:
    """The fields of a module whose values are unique."""
    return frozenset(properties[UNIQUE].options) if UNIQUE in properties else frozenset()


def key_in(module: str, properties: Mapping[str, RemoteProperty]) -> str | None:
    """The field that holds crmdesk's key, where it is unique."""
    unique = unique_in(properties)
    names = (wanted.name_in(properties) for wanted in WANTED.get(module, ()) if wanted.field == KEY)
    return next((name for name in names if name in unique), None)
