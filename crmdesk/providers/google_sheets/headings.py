"""The words that head a column: crmdesk's own labels, and what agencies write, in French and English.

A *slot* is a column that crmdesk knows: a field, or a part of one (``phones:mobile``). Accents, case, punctuation and
units in brackets do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

KEY = "key"
KEY_HEADING = "_crmdesk_id"

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_ASIDE = re.compile(r"\(\s*(?:en\s+|in\s+)?(?:€|eur|euros?|m²|m2|s)\s*\)|\ben\s+(?:€|euros?|m²|m2)\s*$", re.IGNORECASE)
"""A unit, or the ending of a plural, that says nothing about which column it is. Thousands (``K€``) do."""
_SUPERSCRIPT = str.maketrans({"²": "2", "³": "3", "°": " ", "€": " "})


@dataclass(frozen=True, slots=True)
class Heading:
    """A slot's words, folded where they are only recognised: the first French one is written as it stands."""

    label: str
    french: tuple[str, ...] = ()
    english: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """All words, folded."""
        return (folded(self.label), *self.french, *self.english)


_NAMES, _FULL_NAME = ("nom et prenom", "nom prenom", "prenom et nom", "prenom nom", "nom complet"), "full name"
WHOLE_NAMES = frozenset({*_NAMES, _FULL_NAME})
"""A column of whole names counts as that of last names where no other column does."""

HEADINGS: Mapping[str, Heading] = {
    KEY: Heading(KEY_HEADING),
    "salutation": Heading("Civilité", ("titre", "mme m"), ("title", "salutation")),
    "last_name": Heading("Nom", ("nom de famille", "nom du client", "nom client", "nom du prospect", "nom du contact", *_NAMES),
                         ("last name", "lastname", "surname", "family name", "name", _FULL_NAME)),
    "first_name": Heading("Prénom", ("prenoms", "prenom du client", "prenom du prospect", "prenom du contact"),
                          ("first name", "firstname", "given name")),
    "emails": Heading("E-mail", ("email", "mail", "courriel", "adresse e mail", "adresse email", "adresse mail", "mel",
                                 "adresse electronique", "e mail 1", "email 1", "mail 1"),
                      ("email address", "e mail address")),
    "emails:2": Heading("E-mail 2", ("email 2", "mail 2", "autre e mail", "autre email", "autre mail", "e mail secondaire"),
                        ("second email", "other email", "other e mail")),
    "phones": Heading("Téléphone", ("tel", "telephone fixe", "tel fixe", "fixe", "numero de telephone", "n de telephone",
                                    "numero de tel", "n de tel", "n tel", "telephone 1", "tel 1"),
                      ("phone", "phone number", "landline", "home phone")),
    "phones:mobile": Heading("Mobile", ("portable", "telephone portable", "tel portable", "telephone mobile",
                                        "tel mobile", "gsm", "numero de portable", "n de portable"),
                             ("mobile phone", "cell", "cell phone")),
    "phones:2": Heading("Téléphone 2", ("tel 2", "autre telephone", "autre tel"), ("phone 2", "second phone", "other phone")),
    "street": Heading("Adresse", ("rue", "adresse postale", "adresse du client"), ("street", "address", "street address")),
    "postal_code": Heading("Code postal", ("cp",), ("postal code", "postcode", "zip", "zip code")),
    "city": Heading("Ville", ("commune",), ("city", "town")),
    "country": Heading("Pays", (), ("country",)),
    "job_title": Heading("Fonction", ("profession", "metier"), ("job title", "job", "occupation")),
    "lead_type": Heading("Type de projet", ("projet", "type de client", "type de lead", "type de contact"),
                         ("lead type", "type of lead", "project")),
    "status": Heading("Statut", ("etat", "statut du projet", "avancement", "etape"), ("status", "lead status")),
    "rating": Heading("Température", ("interet", "chaleur"), ("rating", "temperature")),
    "source": Heading("Origine", ("provenance", "origine du contact", "origine du lead", "canal"),
                      ("source", "lead source", "origin")),
    "sector": Heading("Secteur", ("quartier", "zone"), ("area", "district", "neighbourhood", "sector")),
    "horizon": Heading("Échéance", ("delai", "echeance du projet", "horizon"), ("time frame", "timeframe", "timeline")),
    "property_type": Heading("Type de bien", ("nature du bien",), ("property type", "type of property")),
    "property_address": Heading("Adresse du bien", ("bien", "localisation du bien", "adresse bien"),
                                ("property address", "address of the property", "property")),
    "property_surface_m2": Heading("Surface (m²)", ("surface", "surface du bien", "surface du bien m2", "surface habitable",
                                                    "superficie", "m2"), ("living area", "floor area", "size", "size m2")),
    "property_rooms": Heading("Pièces", ("nombre de pieces", "nb de pieces", "nb pieces", "nbre de pieces"),
                              ("rooms", "number of rooms")),
    "asking_price": Heading("Prix demandé", ("prix", "prix de vente", "prix souhaite", "prix affiche"),
                            ("price", "asking price")),
    "estimate": Heading("Estimation", ("prix estime", "valeur estimee", "avis de valeur"), ("estimate", "valuation")),
    "tags": Heading("Mots-clés", ("etiquettes", "mots cles"), ("tags", "labels", "keywords")),
    "description": Heading("Commentaire", ("commentaires", "remarque", "remarques", "observation", "observations", "description",
                                           "note", "description du projet"), ("comment", "comments", "notes", "remarks")),
    "last_contact_at": Heading("Dernier contact", ("date du dernier contact", "date de dernier contact", "date dernier contact",
                                                   "dernier appel"),
                               ("last contact", "last contacted", "last contact date")),
    "consent_phone": Heading("Consentement téléphone", ("accord telephone", "consentement tel", "opt in telephone"),
                             ("phone consent", "consent phone")),
    "consent_email": Heading("Consentement e-mail", ("accord e mail", "accord email", "consentement email", "opt in email",
                                                     "consentement mail"), ("email consent", "consent email")),
}  # fmt: skip
"""By slot, in the order in which crmdesk lays out a sheet of its own."""

LONGEST = 200
"""Characters of a heading that can be known. Remarks among the first rows are longer, and looked at in every reading."""

ENGLISH = frozenset(word for heading in HEADINGS.values() for word in heading.english)


def folded(text: str) -> str:
    """A heading without accents, case, punctuation and units in brackets: ``Surface (m²)`` is ``surface m2``."""
    bare = unicodedata.normalize("NFKD", text.translate(_SUPERSCRIPT)).encode("ascii", "ignore").decode()
    return _NOT_WORDS.sub(" ", bare.casefold()).strip()


_SLOTS: Mapping[str, str] = {word: slot for slot, heading in reversed(list(HEADINGS.items())) for word in heading.known}


def slot_of(text: str) -> str | None:
    """The slot that a heading names; None for a column that crmdesk does not know."""
    return _SLOTS.get(_word_of(text)) if len(text) <= LONGEST else None


def is_whole_name(text: str) -> bool:
    """Whether a heading names whole names."""
    return len(text) <= LONGEST and _word_of(text) in WHOLE_NAMES


def _word_of(text: str) -> str:
    """A heading as it is looked for: without its unit where it is not known with it."""
    word = folded(text)
    return word if word in _SLOTS else folded(_ASIDE.sub("", text))


def is_english(headings: list[str]) -> bool:
    """Whether most of the recognised headings are English words."""
    known = [_word_of(text) for text in headings if slot_of(text) not in (None, KEY)]
    return sum(word in ENGLISH for word in known) * 2 > len(known)
