"""The words of an account's lists: which of its options says what we hold. Pure.

Every vendor, language and agency has words of its own for the same thing: ``REAL_ESTATE``, Real Estate, Immobilier. An account's
word for a value is, in this order: the one that means exactly it, the same word written otherwise, and a standard word of the same
meaning. A word counts only where no other option of the account is as near.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crmdesk.domain.values import Value

_BETWEEN = re.compile(r"[^a-z0-9]+")
_AND = re.compile(r"\b(?:and|et)\b|&")

_STANDARD: tuple[tuple[str, ...], ...] = (
    ("Accounting", "Comptabilité"),
    ("Agriculture", "Agriculture", "Farming"),
    ("Architecture & Planning", "Architecture", "Architecture et urbanisme"),
    ("Automotive", "Automobile"),
    ("Banking", "Banque", "Banques"),
    ("Computer Software", "Software", "Logiciels", "Logiciel"),
    ("Construction", "BTP", "Bâtiment", "Bâtiment et travaux publics"),
    ("Consulting", "Management Consulting", "Conseil", "Conseil en gestion"),
    ("Education", "Éducation", "Enseignement", "Education Management"),
    ("Energy", "Énergie"),
    ("Engineering", "Ingénierie"),
    ("Finance", "Financial Services", "Services financiers"),
    ("Government", "Government Administration", "Administration publique", "Secteur public"),
    ("Healthcare", "Hospital & Health Care", "Santé"),
    ("Hospitality", "Hôtellerie"),
    ("Insurance", "Assurance", "Assurances"),
    ("Investment Management", "Gestion de patrimoine", "Gestion d’actifs"),
    ("Law Practice", "Cabinet d’avocats", "Avocats"),
    ("Legal Services", "Legal", "Services juridiques", "Juridique"),
    ("Manufacturing", "Industrie", "Fabrication"),
    ("Not For Profit", "Non-profit Organization Management", "Association", "Associations"),
    ("Real Estate", "Immobilier"),
    ("Restaurants", "Restauration"),
    ("Retail", "Commerce de détail", "Distribution"),
    ("Telecommunications", "Télécommunications"),
    ("Transportation", "Transport", "Transports"),
    ("Other", "Autre", "Autres"),
    ("Mr.", "M.", "Monsieur"),
    ("Mrs.", "Mme", "Madame"),
    ("Dr.", "Docteur"),
    ("Prof.", "Pr", "Professeur"),
    ("New", "Nouveau", "Nouvelle"),
    ("To call back", "À rappeler"),
    ("Qualified", "Qualifié", "Qualifiée"),
    ("Valuation planned", "Estimation prévue"),
    ("Valuation done", "Estimation faite"),
    ("Visit planned", "Visite prévue"),
    ("Visit done", "Visite faite"),
    ("Mandate signed", "Mandat signé"),
    ("Lost", "Perdu", "Perdue"),
)
"""The usual words of the vendors' own lists, in English and French: those of a line mean the same."""


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """A word without case, accents and what stands between its parts."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return _BETWEEN.sub(" ", _AND.sub(" ", bare)).strip()


_MEANING = {folded(word): number for number, line in enumerate(_STANDARD) for word in line}


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a list: as the account keeps it, the word that it is read as, and what a person reads there."""

    raw: str
    word: str
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """The options of one field at an account. One that is ``closed`` takes no others."""

    options: tuple[Option, ...]
    closed: bool

    @staticmethod
    def also(option: Option) -> tuple[str, ...]:
        """What an option is known by besides its word."""
        return option.raw, option.label

    def raw_of(self, word: str) -> str | None:
        """The account's option for a word; None where it has none."""
        for each in self.options:
            if each.word == word:
                return each.raw
        named = _only(each.raw for each in self.options if word in self.also(each))
        return named or _near(self.options, word, self.also)

    def says(self, raw: object, word: Value) -> bool:
        """Whether the account's own form says a word: it is its option for it, or was read as it is while it was no option."""
        if not isinstance(raw, str) or not isinstance(word, str):
            return False
        unlisted = self.closed and raw == word and all(each.raw != raw for each in self.options)
        return unlisted or self.raw_of(word) == raw

    def can_hold(self, value: Value) -> bool:
        """Whether the account has a word for a value, or takes any."""
        return not self.closed or not self.lacking(value)

    def lacking(self, value: Value) -> list[str]:
        """The words of a value that the account has no option for."""
        return [value] if isinstance(value, str) and self.raw_of(value) is None else []


@dataclass(frozen=True, slots=True)
class NamedWords(Words):
    """The options of a list that the account keeps by ids: nobody means one by its id."""

    @staticmethod
    def also(option: Option) -> tuple[str, ...]:
        """What an option is known by besides its word."""
        return (option.label,)


@dataclass(frozen=True, slots=True)
class SeveralWords(Words):
    """The options of a field that holds any number of them."""

    def lacking(self, value: Value) -> list[str]:
        """The words of a value that the account has no option for."""
        each = value if isinstance(value, list) else ()
        return [word for word in each if isinstance(word, str) and self.raw_of(word) is None]


@dataclass(frozen=True, slots=True)
class OneCurrency(Words):
    """No words, but what a plain number can tell: amounts in one ``currency``. It has no options."""

    currency: str

    def can_hold(self, value: Value) -> bool:
        """Whether a plain number says the value here."""
        return not isinstance(value, Mapping) or value.get("currency") in (None, self.currency)


@lru_cache(maxsize=4096)
def _near(options: tuple[Option, ...], word: str, also: Callable[[Option], tuple[str, ...]]) -> str | None:
    """The one option that is the same word written otherwise, or else a standard word of the same meaning."""
    wanted = folded(word)
    if not wanted:
        return None
    found = {each.raw: {folded(name) for name in (each.word, *also(each))} for each in options}
    same = [raw for raw, names in found.items() if wanted in names]
    meaning = _MEANING.get(wanted)
    if same or meaning is None:
        return _only(same)
    return _only(raw for raw, names in found.items() if meaning in {_MEANING.get(name) for name in names})


def _only(found: Iterable[str]) -> str | None:
    several = list(found)
    return several[0] if len(several) == 1 else None
