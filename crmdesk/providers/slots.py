"""Codecs for lists over named properties: e-mail addresses, phone numbers, and an amount beside its currency.

The raw value is a dict of property → text. An item stays in the property it is in; new ones take a free property, by
label first. What finds no place stays on this computer, and never drives out what the vendor holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmdesk.domain import values
from crmdesk.domain.values import Value
from crmdesk.providers.base import Raw
from crmdesk.providers.codecs import Money, normal, wire_text


def held(raw: Raw, names: tuple[str, ...]) -> dict[str, str | None]:
    """The text of each property; blank is None. A raw value that is no dict counts as that of the first property."""
    known = raw if type(raw) is dict or isinstance(raw, Mapping) else {names[0]: raw}
    found = {}
    for name in names:
        value = known.get(name)
        found[name] = (value if type(value) is str else wire_text(value)) or None
    return found


def _or_none(slots: Mapping[str, str | None]) -> Raw:
    return dict(slots) if any(slots.values()) else None


def _values_of(value: Value) -> list[dict[str, Value]]:
    """The items of a canonical list, the primary first."""
    items = [item for item in value or () if isinstance(item, Mapping)] if isinstance(value, list) else []
    return sorted((dict(item) for item in items), key=lambda item: not item.get("primary"))


def _listed(found: Iterable[tuple[str, str | None]]) -> Value:
    """Items from (value, label); equal values are one, the first is the primary one."""
    labels: dict[str, str | None] = {}
    for value, label in found:
        labels.setdefault(value, label)
    items = enumerate(labels.items())
    return [{"value": value, "label": label, "primary": position == 0} for position, (value, label) in items] or None


@dataclass(frozen=True, slots=True)
class Phones:
    """Phone numbers over properties of one number each; ``slots`` are (property, label) in the order of preference."""

    slots: tuple[tuple[str, str], ...]

    def decode(self, raw: Raw) -> Value:
        """The numbers in the order of the properties, each with its property's label."""
        slots = held(raw, self._names)
        found = ((_number(slots[name]), label) for name, label in self.slots)
        return _listed((number, label) for number, label in found if number is not None)

    def encode(self, value: Value, current: Raw) -> Raw:
        """The properties with the numbers placed; those without a place are left out."""
        now = held(current, self._names)
        fresh = _or_none(self._placed(_values_of(value), now))
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """The texts as they are; None where all are blank."""
        return _or_none(held(raw, self._names))

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.slots)

    def _placed(self, items: list[dict[str, Value]], now: Mapping[str, str | None]) -> dict[str, str | None]:
        label_of = dict(self.slots)
        at_home: dict[str, str] = {}  # property → value that stays there
        for item in items:
            homes = [name for name in self._names if _number(now[name]) == item["value"] and name not in at_home]
            named = item.get("label") in label_of.values()
            stays = [name for name in homes if not named or label_of[name] == item["label"]]
            if stays and item["value"] not in at_home.values():
                at_home[stays[0]] = item["value"]
        known = {_number(text) for text in now.values()}
        moving = [item for item in items if item["value"] not in at_home.values()]
        placed = dict(at_home)
        for group in ([i for i in moving if i["value"] in known], [i for i in moving if i["value"] not in known]):
            self._fill(placed, group)
        return {name: now[name] if name in at_home else placed.get(name) for name in self._names}

    def _fill(self, placed: dict[str, str], items: list[dict[str, Value]]) -> None:
        """Give each item the free property of its label, then those that are left any free property."""
        waiting = []
        for item in items:
            free = [name for name, label in self.slots if label == item.get("label") and name not in placed]
            if free:
                placed[free[0]] = item["value"]
            else:
                waiting.append(item)
        free = [name for name in self._names if name not in placed]
        placed.update(zip(free, (item["value"] for item in waiting), strict=False))


def _number(text: str | None) -> str | None:
    written = values.text(text)
    return values.phone_number(written) if written else None


@dataclass(frozen=True, slots=True)
class Emails:
    """E-mail addresses: the primary one in a property of its own, the others in a list ``a;b`` where there is one."""

    primary: str
    others: str | None = None

    def decode(self, raw: Raw) -> Value:
        """The addresses, the primary first; labels are not kept by the vendor."""
        slots = held(raw, self._names)
        first = _address(slots[self.primary])
        more = {_address(part) for part in _parts(slots[self.others])} if self.others else set()
        found = (first, *sorted(address for address in more if address is not None))
        return _listed((address, None) for address in found if address is not None)

    def encode(self, value: Value, current: Raw) -> Raw:
        """The two properties; spellings that the vendor holds stay."""
        now = held(current, self._names)
        spelled = {_address(part): part for part in _parts(now[self.others] if self.others else None)}
        spelled |= {_address(now[self.primary]): now[self.primary] or ""}
        written = [spelled.get(item["value"], item["value"]) for item in _values_of(value)]
        slots: dict[str, str | None] = {self.primary: written[0] if written else None}
        if self.others:
            slots[self.others] = _joined(part for text in written[1:] for part in _parts(text))
        fresh = _or_none(slots)
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """The list sorted, the rest as it is; None where all are blank."""
        slots = held(raw, self._names)
        if self.others and slots[self.others]:
            slots[self.others] = _joined(_parts(slots[self.others]))
        return _or_none(slots)

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.primary, self.others) if self.others else (self.primary,)


def _parts(text: str | None) -> list[str]:
    return sorted({part.strip() for part in (text or "").split(";") if part.strip()})


def _joined(parts: Iterable[str]) -> str | None:
    return ";".join(sorted(set(parts))) or None


def _address(text: str | None) -> str | None:
    """The canonical address; what is none is kept in lower case."""
    written = values.text(text)
    if written is None:
        return None
    found: str | None = normal(values.email_address, written)
    return found or written.lower()


@dataclass(frozen=True, slots=True)
class EmailSlots:
    """E-mail addresses over properties of one address each, the primary one in the first."""

    names: tuple[str, ...]

    def decode(self, raw: Raw) -> Value:
        """The addresses in the order of the properties."""
        slots = held(raw, self.names)
        found = (_address(slots[name]) for name in self.names)
        return _listed((address, None) for address in found if address is not None)

    def encode(self, value: Value, current: Raw) -> Raw:
        """The properties with the addresses placed; those without a place are left out, spellings that are held stay."""
        spelled = {_address(text): text for text in held(current, self.names).values()}
        items = [spelled.get(item["value"]) or item["value"] for item in _values_of(value)]
        slots: dict[str, str | None] = dict.fromkeys(self.names)
        slots.update(zip(self.names, items, strict=False))
        fresh = _or_none(slots)
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """The texts as they are; None where all are blank."""
        return _or_none(held(raw, self.names))


@dataclass(frozen=True, slots=True)
class MoneyWithCurrency:
    """An amount in one property and its currency in another; a blank currency is the account's.

    With ``named`` a currency is always written: a vendor that is told none may take another than the account's.
    """

    amount: str
    code: str
    currency: str
    named: bool = False

    def decode(self, raw: Raw) -> Value:
        """The amount with the row's currency."""
        slots = held(raw, (self.amount, self.code))
        return self._money(slots).decode(slots[self.amount])

    def encode(self, value: Value, current: Raw) -> Raw:
        """Both properties; a blank currency stays blank where the amount is in the account's."""
        now = held(current, (self.amount, self.code))
        wanted = value.get("currency") if isinstance(value, Mapping) else None
        slots = now if wanted in (None, self._money(now).currency) else {self.amount: None, self.code: str(wanted)}
        plain = self._money(slots).encode(value, slots[self.amount])
        code = slots[self.code] or (self.currency if self.named and plain is not None else None)
        fresh = _or_none({self.amount: plain, self.code: code})
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """The amount as a plain number, the currency as it is; None where both are blank."""
        slots = held(raw, (self.amount, self.code))
        return _or_none(slots | {self.amount: self._money(slots).canon(slots[self.amount])})

    def _money(self, slots: Mapping[str, str | None]) -> Money:
        return Money((slots[self.code] or self.currency).strip().upper() or self.currency)


@dataclass(frozen=True, slots=True)
class DealStatus:
    """open, won or lost, from two truth values that the vendor derives from the stage."""

    closed: str
    won: str

    def decode(self, raw: Raw) -> Value:
        """The status; None where neither is known."""
        slots = held(raw, (self.closed, self.won))
        if not any(slots.values()):
            return None
        return "won" if slots[self.won] == "true" else "lost" if slots[self.closed] == "true" else "open"

    def encode(self, value: Value, current: Raw) -> Raw:
        """What the vendor would hold for a status."""
        known = {"open": ("false", "false"), "won": ("true", "true"), "lost": ("true", "false")}.get(wire_text(value))
        fresh = None if known is None else {self.closed: known[0], self.won: known[1]}
        return self.canon(current) if self.decode(fresh) == self.decode(current) else fresh

    def canon(self, raw: Raw) -> Raw:
        """Both truth values; None where both are blank."""
        return _or_none(held(raw, (self.closed, self.won)))
