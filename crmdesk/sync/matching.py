"""Whether two records that carry no common key are the same person or company. Pure.

An exact e-mail address says so, but not one that belongs to a desk rather than to a person. A phone number says so only
together with the name: people share landlines. Addresses that contradict each other rule it out, whatever else agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from crmdesk.domain.values import Fields
from crmdesk.store.columns import fold

T = TypeVar("T")

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
# fmt: on
"""What stands before the @ of an address that several people read (RFC 2142, and custom in French and English)."""

_WORD = re.compile(r"[^\W_]+")


class Likeness(IntEnum):
    """How good a reason there is to take two for one; a greater one is better."""

    NONE = 0
    NUMBER_AND_NAME = 1
    ADDRESS = 2
    ADDRESS_AND_NAME = 3


@dataclass(frozen=True, slots=True)
class Traits:
    """What somebody is known by: personal addresses, numbers in E.164, and the words of the name without its salutation."""

    addresses: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    name: frozenset[str] = frozenset()


def traits_of(fields: Fields) -> Traits:
    """The traits in canonical values; fields that are missing count as blank."""
    addresses = {item["value"] for item in fields.get("emails") or ()}
    numbers = {item["value"] for item in fields.get("phones") or ()}
    names = (fields.get("first_name"), fields.get("last_name"), fields.get("name"))
    return Traits(
        frozenset(each for each in addresses if not is_desk(each)),
        frozenset(each for each in numbers if each.startswith("+")),
        frozenset(_WORD.findall(fold(" ".join(each for each in names if each)))),
    )


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
    rated = [(each, likeness(wanted, traits)) for each, traits in found]
    most = max((how for _, how in rated), default=Likeness.NONE)
    return [each for each, how in rated if how is most] if most is not Likeness.NONE else []


def _same_name(left: frozenset[str], right: frozenset[str]) -> bool:
    """The same words, or all words of one among those of the other; a single word is only enough for itself."""
    short, long = sorted((left, right), key=len)
    return bool(short) and (short == long or (len(short) > 1 and short <= long))
