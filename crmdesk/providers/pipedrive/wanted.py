"""The fields that crmdesk needs and Pipedrive lacks: created in an account only with consent (section 4).

An account's own field of the same name and type is used as it is: codes are random and differ from company to company.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.catalogue import HORIZONS, LEAD_STATUSES, LEAD_TYPES, PROPERTY_TYPES
from crmdesk.providers.base import RemoteProperty

KEY = "crmdesk_uid"
"""Holds crmdesk's own key. Pipedrive guarantees no uniqueness: the key tells rows apart, it does not prevent doubles."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field. ``field`` is crmdesk's name, ``label`` what the account shows; ``options`` pairs of (ours, label)."""

    field: str
    label: str
    type: str = "varchar"
    options: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """A name for it where it has no code yet."""
        return self.field if self.field == KEY else f"crmdesk_{self.field}"

    def code_in(self, properties: Mapping[str, RemoteProperty]) -> str | None:
        """The code of the account's field of that name and type; the first one where names are not unique."""
        wanted = self.label.casefold()
        fitting = (one for one in properties.values() if one.type == self.type and one.label.casefold() == wanted)
        return next((one.name for one in fitting), None)


def _choices(values: tuple[str, ...], *labels: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(values, labels, strict=True))


_KEY = Wanted(KEY, "crmdesk – identifiant")

PERSON = (
    _KEY,
    Wanted("salutation", "Civilité"),
    Wanted("street", "Rue"),
    Wanted("postal_code", "Code postal"),
    Wanted("city", "Ville"),
    Wanted("country", "Pays"),
    Wanted("job_title", "Fonction"),
    Wanted("tags", "Mots-clés", "text"),
    Wanted("description", "Description du projet", "text"),
    Wanted("last_contact_at", "Dernier contact"),
    Wanted("status", "Statut du projet", "enum",
           _choices(LEAD_STATUSES, "Nouveau", "À rappeler", "Qualifié", "Estimation prévue", "Estimation faite",
                    "Visite prévue", "Visite faite", "Mandat signé", "Perdu")),
    Wanted("source", "Origine"),
    Wanted("sector", "Secteur"),
    Wanted("lead_type", "Type de projet", "enum", _choices(LEAD_TYPES, "Vendeur", "Acquéreur", "Bailleur", "Locataire")),
    Wanted("horizon", "Échéance du projet", "enum",
           _choices(HORIZONS, "Moins de 3 mois", "3 à 6 mois", "6 à 9 mois", "Plus de 9 mois", "Inconnue")),
    Wanted("property_type", "Type de bien", "enum",
           _choices(PROPERTY_TYPES, "Maison", "Appartement", "Terrain", "Immeuble", "Local", "Parking", "Autre")),
    Wanted("property_address", "Adresse du bien"),
    Wanted("property_surface_m2", "Surface du bien (m²)", "double"),
    Wanted("property_rooms", "Nombre de pièces", "double"),
    Wanted("asking_price", "Prix demandé", "monetary"),
    Wanted("estimate", "Estimation", "monetary"),
    Wanted("consent_phone", "Consentement téléphone", "text"),
    Wanted("consent_email", "Consentement e-mail", "text"),
)  # fmt: skip
ORGANIZATION = (_KEY, Wanted("phones", "Téléphone", "phone"))
DEAL = (_KEY,)
"""Leads have the fields of deals."""

WANTED: Mapping[str, tuple[Wanted, ...]] = {
    "persons": PERSON, "organizations": ORGANIZATION, "deals": DEAL, "leads": DEAL,
}  # fmt: skip
"""By the object whose rows hold them. Labels are French: they are read in the agency's account."""
