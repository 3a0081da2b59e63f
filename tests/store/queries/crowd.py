"""A small crowd with many equal and blank values, and what lists should say about it, told without SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields, FieldType, Value
from crmdesk.store.columns import fold, sort_name
from crmdesk.store.queries.rows import Filter, ListQuery, Operator
from tests.store.replica import Replica, canonical, email, phone

DAYS = [f"2026-0{month}-15T08:00:00.000Z" for month in range(1, 6)]
OWNERS = [f"01HZZZZZZZZZZZZZZZZZZZZZ{number:02}" for number in range(3)]
POOLS: dict[str, Sequence[Value]] = {
    "first_name": ["Élodie", "Jean", "Zoé"],
    "last_name": ["Durand", "Dupont", "d'Aubigné", "Éluard", "50%_off", "Zimmermann"],
    "emails": [email("a@orange.fr"), email("b@orange.fr") + email("c@free.fr")],
    "phones": [phone("0611223344"), phone("0611223355", "+41791234567"), phone("poste 12")],
    "postal_code": ["44000", "35000"],
    "city": ["Nantes", "nantes", "Évreux", "Saint-Malo"],
    "owner": OWNERS,
    "tags": [["vip"], ["à relancer", "vip"], ["***"]],
    "description": ["Appartement au 3e", "Maison\navec jardin"],
    "status": ["new", "qualified", "lost", "a vendor's own"],
    "lead_type": ["seller", "buyer"],
    "property_surface_m2": ["80", "9.5", "120"],
    "estimate": [{"amount": amount, "currency": "EUR"} for amount in ("90000", "250000.5")]
    + [{"amount": "90000", "currency": "CHF"}],
    "consent_phone": [{"state": "given", "at": DAYS[0]}, {"state": "refused"}],
    "created_at": DAYS,
    "modified_at": DAYS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One lead of the crowd; ``number`` is its row's."""

    number: int
    life: str
    values: Fields


def gather(replica: Replica, count: int, seed: int = 1) -> list[Member]:
    """Write a crowd of leads; about one value in three is blank, one lead in ten is in the trash."""
    random = Random(seed)
    rows = [{name: random.choice(pool) for name, pool in POOLS.items() if random.random() < 0.65} for _ in range(count)]
    lives = ["trash" if random.random() < 0.1 else "live" for _ in rows]
    for row, life in zip(rows, lives, strict=True):
        replica.add_many(Kind.LEAD, [row], life=life)
    return [
        Member(number, life, canonical(Kind.LEAD, row))
        for number, (row, life) in enumerate(zip(rows, lives, strict=True), 1)
    ]


def expected(crowd: Sequence[Member], query: ListQuery) -> list[int]:
    """The row numbers of a list without search, in order: equal values in the order of the rows, blank ones last."""
    life = "trash" if query.trash else "live"
    found = [each for each in crowd if each.life == life and all(meets(each.values, one) for one in query.filters)]
    filled = [each for each in found if sort_value(each, query.sort) is not None]
    blank = [each for each in found if sort_value(each, query.sort) is None]
    filled.sort(key=lambda each: (sort_value(each, query.sort), each.number), reverse=query.descending)
    blank.sort(key=lambda each: each.number, reverse=query.descending)
    return [each.number for each in [*filled, *blank]]


def sort_value(member: Member, sort: str) -> Any:
    if sort == "name":
        return sort_name(Kind.LEAD, member.values) or None
    return _plain(sort, member.values)


def _plain(name: str, values: Fields) -> Any:
    """A field as it is compared: amounts and decimals as numbers, the primary item of a list."""
    if name in ("email", "phone"):
        items = values[f"{name}s"]
        return items[0]["value"] if items else None
    value, field_type = values[name], CATALOGUE[Kind.LEAD][name].type
    if value is None:
        return None
    if field_type is FieldType.MONEY:
        return Decimal(value["amount"])
    if field_type is FieldType.CONSENT:
        return value["state"]
    return Decimal(value) if field_type is FieldType.DECIMAL else value


def meets(values: Fields, wanted: Filter) -> bool:
    """Whether a record meets a filter."""
    if wanted.operator in (Operator.BLANK, Operator.NOT_BLANK):
        blank = (_plain(wanted.field, values) if wanted.field in ("email", "phone") else values[wanted.field]) is None
        return blank is (wanted.operator is Operator.BLANK)
    if wanted.field in ("tags", "emails", "phones"):
        held = [one if isinstance(one, str) else one["value"] for one in values[wanted.field] or []]
        return _ON_LISTS[wanted.operator](held, wanted.value)
    held, asked = _plain(wanted.field, values), wanted.value
    if isinstance(asked, dict):
        if (values[wanted.field] or {}).get("currency") != asked["currency"]:
            return False
        asked = Decimal(asked["amount"])
    elif isinstance(held, Decimal):
        asked = Decimal(asked)
    return _ON_VALUES[wanted.operator](held, asked)


def _contains(held: str, asked: str) -> bool:
    """Neither case nor accents count."""
    return fold(asked) in fold(held)


_ON_VALUES: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.IS: lambda held, asked: held == asked,
    Operator.IS_NOT: lambda held, asked: held != asked,
    Operator.ANY_OF: lambda held, asked: held in asked,
    Operator.CONTAINS: lambda held, asked: held is not None and _contains(held, asked),
    Operator.AT_LEAST: lambda held, asked: held is not None and held >= asked,
    Operator.AT_MOST: lambda held, asked: held is not None and held <= asked,
}
_ON_LISTS: dict[Operator, Callable[[list[str], Any], bool]] = {
    Operator.IS: lambda held, asked: asked in held,
    Operator.IS_NOT: lambda held, asked: asked not in held,
    Operator.ANY_OF: lambda held, asked: bool(set(held) & set(asked)),
    Operator.CONTAINS: lambda held, asked: asked in held,
}
