"""Custom fields: what an agency keeps in its accounts besides the fields that crmdesk knows.

The name of a custom field carries its type, ``x.decimal.surface_terrasse``: whoever holds a value knows how to check, merge and
write it without asking a database. What a person reads is its label, which may change; the name never does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from crmdesk.domain.catalogue import CUSTOM_TYPES, custom_spec
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType

_LONGEST = 60
_BETWEEN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class CustomField:
    """A custom field of a kind. ``options`` are the known values of a choice or of tags, with what a person reads for each."""

    kind: Kind
    name: str
    label: str
    options: Mapping[str, str] = field(default_factory=dict)


def is_custom(name: str) -> bool:
    """Whether this is the name of a custom field."""
    return custom_spec(name) is not None


def custom_name(type_: FieldType, label: str, taken: Collection[str] = ()) -> str:
    """A name for a custom field of a type, made of its label and none of those ``taken``.

    Raises ValueError for a type that custom fields cannot have.
    """
    if type_ not in CUSTOM_TYPES:
        raise ValueError(type_)
    plain = unicodedata.normalize("NFKD", label).casefold()
    slug = _BETWEEN.sub("_", "".join(each for each in plain if not unicodedata.combining(each))).strip("_") or "field"
    name, count = f"x.{type_}.{slug[:_LONGEST]}", 1
    while name in taken:
        count += 1
        name = f"x.{type_}.{slug[: _LONGEST - len(str(count)) - 1]}_{count}"
    return name
