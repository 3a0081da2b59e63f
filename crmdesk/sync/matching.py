"""Whether two records are the same. Pure.

Crmdesk's own key says so. People and companies that carry no common one are known by what they have in common. An exact e-mail
address says so, but not one that belongs to a desk rather than to a person. A phone number says so only together with the name:
people share landlines. A company's domain says so, but not one where anybody may have an address. Addresses or domains that
contradict each other rule it out, whatever else agrees. A name alone never says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from crmdesk.domain.values import Fields, Value
from crmdesk.store.columns import fold

T = TypeVar("T")
K = TypeVar("K", str, tuple[str, str])
"""What names a row: its id, or its object and id."""

# fmt: off
DESKS = frozenset((
    "abuse", "accounting", "accounts", "accueil", "admin", "administrateur", "administration", "agence", "aide",
    "billing", "bonjour", "bureau", "careers", "commerce", "commercial", "compta", "comptabilite", "contact",
    "contacts", "direction", "donotreply", "email", "equipe", "facturation", "finance", "gestion", "hello", "help",
    "hostmaster", "hr", "info", "information", "infos", "jobs", "juridique", "legal", "location", "locations",
    "mail", "marketing", "newsletter", "noreply", "office", "postmaster", "press", "presse", "reception",
    "recrutement", "rh", "sales", "secretariat", "service", "serviceclient", "serviceclients", "support", "syndic",
    "team", "vente", "ventes", "webmaster",
))
"""What stands before the @ of an address that several people read (RFC 2142, and custom in French and English)."""

FREE_MAIL = frozenset((
    "aliceadsl.fr", "aol.com", "bbox.fr", "club-internet.fr", "free.fr", "gmail.com", "gmx.com", "gmx.fr",
    "googlemail.com", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net", "live.com", "live.fr", "mac.com",
    "me.com", "msn.com", "neuf.fr", "numericable.fr", "orange.fr", "outlook.com", "outlook.fr", "proton.me",
    "protonmail.com", "sfr.fr", "wanadoo.fr", "yahoo.com", "yahoo.fr", "ymail.com",
))
"""Domains where anybody may have an address: they are no company's own."""

PAGES = frozenset((
    "facebook.com", "fr-fr.facebook.com", "fr.linkedin.com", "google.com", "instagram.com", "leboncoin.fr", "linkedin.com",
    "linktr.ee", "m.facebook.com", "pagesjaunes.fr", "sites.google.com", "tiktok.com", "twitter.com", "x.com", "youtube.com",
))
# fmt: on
"""Domains where many a company without a web site has a page: what stands behind the domain is not kept everywhere."""

_WORD = re.compile(r"[^\W_]+")


class Likeness(IntEnum):
    """How good a reason there is to take two for one; a greater one is better."""

    NONE = 0
    NUMBER_AND_NAME = 1
    ADDRESS = 2
    ADDRESS_AND_NAME = 3
    KEY = 4


@dataclass(frozen=True, slots=True)
class Traits:
    """What somebody is known by: addresses or a domain of one's own, numbers in E.164, and the words of the name."""

    addresses: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    name: frozenset[str] = frozenset()

    @property
    def values(self) -> frozenset[str]:
        """What is looked for in the store (``store/traits.py``)."""
        return self.addresses | self.numbers


FIELDS = ("emails", "phones", "first_name", "last_name", "name", "domain", "email")
"""The fields that traits are read from."""


def traits_of(fields: Fields) -> Traits:
    """The traits in canonical values; fields that are missing count as blank. A name counts without its salutation."""
    addresses = {each for each in _values(fields.get("emails")) if is_own(each)}
    # Whoever signs in with the address of a desk is the one who has that account, at every vendor.
    addresses |= {address.lower() for address in [fields.get("email")] if address}
    addresses |= {domain for domain in [_domain(fields.get("domain") or "")] if _is_own_domain(domain)}
    names = (fields.get("first_name"), fields.get("last_name"), fields.get("name"))
    return Traits(
        frozenset(addresses),
        frozenset(each for each in _values(fields.get("phones")) if each.startswith("+")),
        frozenset(_WORD.findall(fold(" ".join(each for each in names if each)))),
    )


def _values(items: Value) -> list[str]:
    return [item["value"] for item in items or ()]


def _domain(site: str) -> str:
    """The domain as the store knows it (the view ``company_traits``): without what browsers put in front of it."""
    return site.lower().replace("https://", "").replace("http://", "").replace("www.", "").rstrip("/")


def _is_own_domain(domain: str) -> bool:
    """Whether a domain may be a company's own; without a point it is none."""
    return "." in domain and domain not in FREE_MAIL and domain not in PAGES


def is_own(address: str) -> bool:
    """Whether an address is that of one person: no desk's, and no ``nc`` or ``-`` that says in its place that there is none."""
    return "@" in address and not is_desk(address)


def is_desk(address: str) -> bool:
    """Whether several people read an address: ``info@``, ``service.client+web@``."""
    before = fold(address.partition("@")[0].partition("+")[0])
    return "".join(_WORD.findall(before)) in DESKS


def contradict(left: Traits, right: Traits) -> bool:
    """Whether both have addresses and none in common: then they are two people."""
    return bool(left.addresses and right.addresses) and left.addresses.isdisjoint(right.addresses)


def likeness(left: Traits, right: Traits) -> Likeness:
    """How good a reason there is to take the two for one."""
    named = _same_name(left.name, right.name)
    if not left.addresses.isdisjoint(right.addresses):
        return Likeness.ADDRESS_AND_NAME if named else Likeness.ADDRESS
    if contradict(left, right) or left.numbers.isdisjoint(right.numbers):
        return Likeness.NONE
    return Likeness.NUMBER_AND_NAME if named else Likeness.NONE


def best(wanted: Traits, found: Iterable[tuple[T, Traits]]) -> list[T]:
    """Who of those ``found`` may be the one looked for: the most alike, more than one where they are equally so."""
    return _best(wanted, found)[0]


def _best(wanted: Traits, found: Iterable[tuple[T, Traits]]) -> tuple[list[T], Likeness]:
    rated = [(each, likeness(wanted, traits)) for each, traits in found]
    most = max((how for _, how in rated), default=Likeness.NONE)
    return [each for each, how in rated if how is most] if most is not Likeness.NONE else [], most


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is here already; ``free`` tells whether it may be given a row of the account."""

    traits: Traits
    free: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """The records that a row may stand for, equally alike, and how alike they are."""

    records: tuple[str, ...]
    how: Likeness


@dataclass(frozen=True, slots=True)
class Judged(Generic[K]):
    """Which rows stand for which records (``chosen``), and whom each row may stand for of which nobody can know (``doubtful``).

    ``outdone`` rows stand for nobody, for others fit their records better: they must not be judged again without these.
    """

    chosen: Mapping[K, str]
    doubtful: Mapping[K, str]
    outdone: frozenset[K] = frozenset()


def unequivocal(rows: Mapping[str, Traits], known: Mapping[str, Known], keys: Mapping[str, str]) -> Judged[str]:
    """Which rows stand for which known records; see ``rate`` and ``judge``."""
    return judge(rate(rows, known, keys), {record for record, each in known.items() if each.free})


def rate(rows: Mapping[str, Traits], known: Mapping[str, Known], keys: Mapping[str, str]) -> dict[str, Rated]:
    """Whom each row is most like; rows that are like nobody are left out. ``keys`` are the records whose key rows carry.

    The key of a record that takes no row says nothing: whoever copied a row may have typed somebody else over it.
    """
    having: dict[str, list[str]] = {}
    for record in sorted(known):
        for value in known[record].traits.values:
            having.setdefault(value, []).append(record)
    rated: dict[str, Rated] = {}
    for row in sorted(rows):
        near = sorted({record for value in rows[row].values for record in having.get(value, ())})
        fitting, how = _best(rows[row], [(record, known[record].traits) for record in near])
        if fitting:
            rated[row] = Rated(tuple(fitting), how)
    return rated | {row: Rated((key,), Likeness.KEY) for row, key in keys.items() if key in known and known[key].free}


def judge(rated: Mapping[K, Rated], free: Set[str]) -> Judged[K]:
    """Which rows stand for which records: those that fit one record best, where no other row fits it as well.

    Of several records that are equally alike none is taken, and neither is one that is not ``free``. What is left over makes
    records of its own, which can be united later; two that were made one can hardly be told apart again.
    """
    wooers: dict[str, list[tuple[Likeness, K]]] = {}
    doubtful: dict[K, str] = {}
    for row in sorted(rated):
        able = [record for record in rated[row].records if record in free]
        if len(rated[row].records) > 1 and able:
            doubtful[row] = able[0]
        elif able:
            wooers.setdefault(able[0], []).append((rated[row].how, row))
    chosen: dict[K, str] = {}
    outdone: set[K] = set()
    for record, asking in wooers.items():
        most = max(how for how, _ in asking)
        alike = [row for how, row in asking if how is most]
        outdone.update(row for how, row in asking if how is not most)
        if len(alike) == 1:
            chosen[alike[0]] = record
        else:
            doubtful |= dict.fromkeys(alike, record)
    return Judged(chosen, doubtful, frozenset(outdone))


def same_desk(left: Fields, right: Fields) -> bool:
    """Whether two have the address of a desk in common and the same name: perhaps one, but the address proves nothing."""
    desks = ({each for each in _values(fields.get("emails")) if is_desk(each)} for fields in (left, right))
    return not next(desks).isdisjoint(next(desks)) and _same_name(traits_of(left).name, traits_of(right).name)


def _same_name(left: frozenset[str], right: frozenset[str]) -> bool:
    """The same words, or all words of one among those of the other; a single word is only enough for itself."""
    short, long = sorted((left, right), key=len)
    return bool(short) and (short == long or (len(short) > 1 and short <= long))
