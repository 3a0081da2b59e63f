"""The field catalogue: every field of every kind, its type, its options and its limits, in one place.

Besides the fields that crmdesk knows there are *custom* ones, which an agency maps from its own accounts. Their names carry
their type (``custom_fields``), so that the catalogue can tell what any of them is without knowing which there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import NORMALISERS, Fields, FieldType, Value


class Within(Enum):
    """Which numbers make sense in a field."""

    ANY = auto()
    POSITIVE = auto()
    """Zero and more."""
    COUNT = auto()
    """Zero and more, whole."""
    PERCENTAGE = auto()
    """From 0 to 100."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of one kind.

    ``options`` are the choices of a ``choice`` field; an ``open`` one also takes a vendor's own value. ``targets`` are the
    kinds that a reference may point to. ``max_length`` is in characters (of each tag or item for lists). ``indexed`` fields
    can be filtered and sorted at any size. ``read_only`` fields are set by crmdesk or a vendor, never by a person. ``within``
    is what makes sense where a person types a number (``domain.entry``); an account may hold others.
    """

    name: str
    type: FieldType
    options: tuple[str, ...] = ()
    open: bool = False
    targets: tuple[Kind, ...] = ()
    max_length: int = 255
    indexed: bool = False
    read_only: bool = False
    within: Within = Within.ANY

    def canonical(self, value: Value) -> Value:
        """The canonical form of ``value``.

        Raises InvalidInput with this field's name where the value does not fit: wrong type, unknown option, too long.
        """
        try:
            result = NORMALISERS[self.type](value)
        except InvalidInput as error:
            raise InvalidInput(error.key, **(error.data | {"field": self.name})) from None
        if self.type is FieldType.CHOICE and result is not None and result not in self.options and not self.open:
            raise InvalidInput("value_not_an_option", field=self.name, value=result, options=", ".join(self.options))
        self._check_length(result)
        return result

    def _check_length(self, value: Value) -> None:
        for part in _texts(value):
            if len(part) > self.max_length:
                raise InvalidInput("value_too_long", field=self.name, length=len(part), limit=self.max_length)


def _texts(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [part for entry in value for part in _texts(entry)]
    if isinstance(value, Mapping):
        return [part for entry in value.values() for part in _texts(entry)]
    return []


LEAD_TYPES = ("seller", "buyer", "landlord", "tenant")
LEAD_STATUSES = (
    "new",
    "to_call_back",
    "qualified",
    "valuation_planned",
    "valuation_done",
    "visit_planned",
    "visit_done",
    "mandate_signed",
    "lost",
)
RATINGS = ("hot", "warm", "cold")
HORIZONS = ("under_3_months", "3_to_6", "6_to_9", "over_9", "unknown")
PROPERTY_TYPES = ("house", "apartment", "land", "building", "commercial", "parking", "other")
DEAL_STATUSES = ("open", "won", "lost")
ACTIVITY_TYPES = ("task", "call", "meeting", "email")
PRIORITIES = ("low", "medium", "high")
LONG = 65_536
"""Longest text a vendor keeps (HubSpot, properties guide)."""

_T = FieldType
_OWNER = FieldSpec("owner", _T.REFERENCE, targets=(Kind.USER,), indexed=True)
_STAMPS = (
    FieldSpec("created_at", _T.DATETIME, indexed=True, read_only=True),
    FieldSpec("modified_at", _T.DATETIME, indexed=True, read_only=True),
)
_ADDRESS = (
    FieldSpec("street", _T.TEXT),
    FieldSpec("postal_code", _T.TEXT, max_length=20, indexed=True),
    FieldSpec("city", _T.TEXT, indexed=True),
    FieldSpec("country", _T.TEXT),
)
_PERSON = (
    FieldSpec("salutation", _T.TEXT, max_length=40),
    FieldSpec("first_name", _T.TEXT),
    FieldSpec("last_name", _T.TEXT, indexed=True),
    FieldSpec("emails", _T.EMAILS),
    FieldSpec("phones", _T.PHONES),
    *_ADDRESS,
    FieldSpec("company", _T.REFERENCE, targets=(Kind.COMPANY,), indexed=True),
    FieldSpec("job_title", _T.TEXT),
    _OWNER,
    FieldSpec("tags", _T.TAGS, max_length=80),
    FieldSpec("description", _T.LONG_TEXT, max_length=LONG),
    FieldSpec("last_contact_at", _T.DATETIME, indexed=True),
)
_TRADE = (
    FieldSpec("lead_type", _T.CHOICE, options=LEAD_TYPES, indexed=True),
    FieldSpec("status", _T.CHOICE, options=LEAD_STATUSES, open=True, indexed=True),
    FieldSpec("rating", _T.CHOICE, options=RATINGS, open=True, indexed=True),
    FieldSpec("stage", _T.REFERENCE, targets=(Kind.STAGE,), indexed=True),
    FieldSpec("source", _T.TEXT, indexed=True),
    FieldSpec("sector", _T.TEXT, indexed=True),
    FieldSpec("horizon", _T.CHOICE, options=HORIZONS, indexed=True),
    FieldSpec("property_type", _T.CHOICE, options=PROPERTY_TYPES, open=True, indexed=True),
    FieldSpec("property_address", _T.TEXT),
    FieldSpec("property_surface_m2", _T.DECIMAL, indexed=True, within=Within.POSITIVE),
    FieldSpec("property_rooms", _T.DECIMAL, indexed=True, within=Within.COUNT),
    FieldSpec("asking_price", _T.MONEY, indexed=True, within=Within.POSITIVE),
    FieldSpec("estimate", _T.MONEY, indexed=True, within=Within.POSITIVE),
    FieldSpec("consent_phone", _T.CONSENT),
    FieldSpec("consent_email", _T.CONSENT),
)


CUSTOM_TYPES = (
    _T.TEXT,
    _T.LONG_TEXT,
    _T.INTEGER,
    _T.DECIMAL,
    _T.BOOLEAN,
    _T.DATE,
    _T.DATETIME,
    _T.CHOICE,
    _T.TAGS,
)
"""What a custom field may be."""

_CUSTOM_NAME = re.compile(rf"x\.({'|'.join(CUSTOM_TYPES)})\.[a-z0-9_]{{1,60}}")


@lru_cache(maxsize=4096)
def custom_spec(name: str) -> FieldSpec | None:
    """The specification that the name of a custom field carries; None where ``name`` is no such name.

    The choices of a custom field are the account's: any value fits here, and each account says which it takes.
    """
    matched = _CUSTOM_NAME.fullmatch(name)
    if matched is None:
        return None
    return FieldSpec(name, FieldType(matched[1]), open=True, max_length=LONG)


class Specs(dict[str, FieldSpec]):
    """The fields of a kind by name: goes through those that crmdesk knows, and finds any custom one."""

    __slots__ = ()

    def __missing__(self, name: str) -> FieldSpec:
        spec = custom_spec(name)
        if spec is None:
            raise KeyError(name)
        return spec

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (super().__contains__(name) or custom_spec(name) is not None)

    def get(self, name: str, default: Any = None) -> Any:
        """The field of this name, a custom one too, or ``default``."""
        spec = super().get(name) or custom_spec(name)
        return default if spec is None else spec


def _by_name(*specs: FieldSpec) -> Mapping[str, FieldSpec]:
    return {spec.name: spec for spec in specs}


_CATALOGUE: Mapping[Kind, Mapping[str, FieldSpec]] = {
    Kind.LEAD: _by_name(*_PERSON, *_TRADE, *_STAMPS),
    Kind.CONTACT: _by_name(*_PERSON, *_STAMPS),
    Kind.COMPANY: _by_name(
        FieldSpec("name", _T.TEXT, indexed=True),
        FieldSpec("domain", _T.TEXT, indexed=True),
        FieldSpec("phones", _T.PHONES),
        *_ADDRESS,
        FieldSpec("industry", _T.TEXT, indexed=True),
        FieldSpec("employees", _T.INTEGER, within=Within.COUNT),
        _OWNER,
        *_STAMPS,
    ),
    Kind.DEAL: _by_name(
        FieldSpec("name", _T.TEXT, indexed=True),
        FieldSpec("amount", _T.MONEY, indexed=True),
        FieldSpec("pipeline", _T.REFERENCE, targets=(Kind.PIPELINE,), indexed=True),
        FieldSpec("stage", _T.REFERENCE, targets=(Kind.STAGE,), indexed=True),
        FieldSpec("close_date", _T.DATE, indexed=True),
        FieldSpec("probability", _T.DECIMAL, within=Within.PERCENTAGE),
        FieldSpec("status", _T.CHOICE, options=DEAL_STATUSES, indexed=True),
        FieldSpec("contacts", _T.REFERENCES, targets=(Kind.LEAD, Kind.CONTACT)),
        FieldSpec("company", _T.REFERENCE, targets=(Kind.COMPANY,), indexed=True),
        _OWNER,
        *_STAMPS,
    ),
    Kind.ACTIVITY: _by_name(
        FieldSpec("type", _T.CHOICE, options=ACTIVITY_TYPES, indexed=True),
        FieldSpec("subject", _T.TEXT, indexed=True),
        FieldSpec("body", _T.LONG_TEXT, max_length=LONG),
        FieldSpec("due_at", _T.DATETIME, indexed=True),
        FieldSpec("starts_at", _T.DATETIME, indexed=True),
        FieldSpec("ends_at", _T.DATETIME),
        FieldSpec("duration_s", _T.INTEGER, within=Within.COUNT),
        FieldSpec("done", _T.BOOLEAN, indexed=True),
        FieldSpec("outcome", _T.TEXT),
        FieldSpec("priority", _T.CHOICE, options=PRIORITIES, open=True, indexed=True),
        FieldSpec("about", _T.REFERENCES, targets=(Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL)),
        _OWNER,
        *_STAMPS,
    ),
    Kind.NOTE: _by_name(
        FieldSpec("body", _T.LONG_TEXT, max_length=LONG),
        FieldSpec("about", _T.REFERENCES, targets=(Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL)),
        _OWNER,
        *_STAMPS,
    ),
    Kind.USER: _by_name(
        FieldSpec("name", _T.TEXT, indexed=True),
        FieldSpec("email", _T.TEXT, indexed=True),
        FieldSpec("active", _T.BOOLEAN),
    ),
    Kind.PIPELINE: _by_name(
        FieldSpec("name", _T.TEXT, indexed=True),
        FieldSpec("of", _T.CHOICE, options=("deal", "lead")),
        FieldSpec("position", _T.INTEGER),
    ),
    Kind.STAGE: _by_name(
        FieldSpec("name", _T.TEXT, indexed=True),
        FieldSpec("pipeline", _T.REFERENCE, targets=(Kind.PIPELINE,), indexed=True),
        FieldSpec("position", _T.INTEGER),
        FieldSpec("probability", _T.DECIMAL),
        FieldSpec("closed", _T.BOOLEAN),
    ),
}

CATALOGUE: Mapping[Kind, Mapping[str, FieldSpec]] = {
    kind: Specs(specs) if kind in RECORD_KINDS else specs for kind, specs in _CATALOGUE.items()
}
"""Kind → field name → specification. The order of the fields is the order in which screens and files list them."""


def field(kind: Kind, name: str) -> FieldSpec:
    """The specification of a field. Raises InvalidInput naming the fields there are."""
    try:
        return CATALOGUE[kind][name]
    except KeyError:
        raise InvalidInput("unknown_field", field=name, kind=kind.value, fields=", ".join(CATALOGUE[kind])) from None


def in_order(kind: Kind, names: Iterable[str]) -> list[str]:
    """Names of fields in the order of the catalogue, custom ones last; what is no field of the kind comes first."""
    order = {name: at for at, name in enumerate(CATALOGUE[kind])}
    return sorted(names, key=lambda name: (order.get(name, -1 if custom_spec(name) is None else len(order)), name))


def canonical_fields(kind: Kind, values: Fields) -> dict[str, Value]:
    """``values`` in canonical form. Raises InvalidInput for an unknown or read-only field, or a value that does not fit."""
    result = {}
    for name, value in values.items():
        spec = field(kind, name)
        if spec.read_only:
            raise InvalidInput("field_read_only", field=name)
        result[name] = spec.canonical(value)
    return result


def display_name(kind: Kind, values: Fields) -> str:
    """What a record is called in a list: a person's name, a title, the first line of a text; may be empty."""
    if kind in (Kind.LEAD, Kind.CONTACT):
        parts = (values.get("salutation"), values.get("first_name"), values.get("last_name"))
        named = " ".join(part for part in parts if part)
        items = values.get("emails") or values.get("phones") or []
        return named if any(parts[1:]) else (items[0]["value"] if items else named)
    if kind is Kind.ACTIVITY:
        return values.get("subject") or ""
    if kind is Kind.NOTE:
        return (values.get("body") or "").split("\n", 1)[0][:120]
    return values.get("name") or ""
