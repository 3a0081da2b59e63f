"""Property definitions: their shape on the wire and short ways to write them down (fact sheet section 4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.messages import JsonObject

BORN_MS = 1_593_532_677_000
"""When HubSpot's own properties say they were made (2020-06-30)."""

FIELD_TYPES = {
    "string": ("text", "textarea", "html", "phonenumber", "file"),
    "number": ("number", "score"),
    "bool": ("booleancheckbox",),
    "enumeration": ("select", "radio", "checkbox", "booleancheckbox"),
    "date": ("date",),
    "datetime": ("date",),
    "phone_number": ("phonenumber",),
    "object_coordinates": ("text",),
    "json": ("text",),
}
CALCULATIONS = frozenset({"calculation_equation", "calculation_rollup", "calculation_score", "calculation_read_time"})
"""The field types, of any type, whose values the vendor works out."""

INTERNAL = frozenset({"phone_number", "object_coordinates", "json"})
"""The types whose values only the vendor writes."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of an enumeration."""

    value: str
    label: str
    display_order: int = 0
    hidden: bool = False

    def to_json(self) -> JsonObject:
        """The form on the wire."""
        return {
            "label": self.label, "value": self.value, "displayOrder": self.display_order, "hidden": self.hidden,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """One property of one object type. ``multiple`` is what HubSpot expresses as the field type ``checkbox``."""

    name: str
    label: str
    type: str
    field_type: str
    group: str
    description: str = ""
    options: tuple[Option, ...] = ()
    calculated: bool = False
    read_only: bool = False
    external: bool = False
    unique: bool = False
    custom: bool = False
    hidden: bool = False
    form_field: bool = True
    display_order: int = -1
    sensitivity: str = "non_sensitive"
    referenced: str | None = None
    money: bool = False
    currency: str | None = None
    """The property that names the currency of this one."""
    created_ms: int = BORN_MS
    updated_ms: int = BORN_MS
    archived_ms: int | None = None

    @property
    def multiple(self) -> bool:
        """Whether a value is several options joined by ``;``."""
        return self.field_type == "checkbox"

    @property
    def writable(self) -> bool:
        """Whether clients may set values."""
        return not (self.read_only or self.calculated)

    def to_json(self) -> JsonObject:
        """The form on the wire."""
        found: JsonObject = {
            "name": self.name, "label": self.label, "type": self.type, "fieldType": self.field_type,
            "groupName": self.group, "description": self.description,
            "options": [] if self.external else [option.to_json() for option in self.options],
            "displayOrder": self.display_order, "calculated": self.calculated, "externalOptions": self.external,
            "hasUniqueValue": self.unique, "hidden": self.hidden, "hubspotDefined": not self.custom,
            "formField": self.form_field, "dataSensitivity": self.sensitivity,
            "createdAt": iso(self.created_ms), "updatedAt": iso(self.updated_ms),
            "archived": self.archived_ms is not None,
            "modificationMetadata": {
                "archivable": self.custom, "readOnlyDefinition": not self.custom,
                "readOnlyOptions": not self.custom and (self.external or self.type != "enumeration"),
                "readOnlyValue": not self.writable,
            },
        }  # fmt: skip
        if self.archived_ms is not None:
            found["archivedAt"] = iso(self.archived_ms)
        if self.referenced:
            found["referencedObjectType"] = self.referenced
        if self.money:
            found["showCurrencySymbol"] = True
        if self.currency:
            found["currencyPropertyName"] = self.currency
        return found


def choices(pairs: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Options in the order given, from (value, label)."""
    return tuple(Option(value, label, order) for order, (value, label) in enumerate(pairs))


def text(name: str, label: str, group: str, field_type: str = "text") -> Definition:
    """A string property."""
    return Definition(name, label, "string", field_type, group)


def number(name: str, label: str, group: str) -> Definition:
    """A number."""
    return Definition(name, label, "number", "number", group)


def money(name: str, label: str, group: str, currency: str | None = None) -> Definition:
    """A number that is an amount, in the account's currency or the one named by another property of the row."""
    return replace(number(name, label, group), money=True, currency=currency)


def moment(name: str, label: str, group: str) -> Definition:
    """A datetime (whose field type is ``date`` too)."""
    return Definition(name, label, "datetime", "date", group)


def one_of(
    name: str, label: str, group: str, pairs: Iterable[tuple[str, str]], field_type: str = "select"
) -> Definition:
    """An enumeration with its options."""
    return Definition(name, label, "enumeration", field_type, group, options=choices(pairs))


def elsewhere(name: str, label: str, group: str, referenced: str | None = None) -> Definition:
    """An enumeration whose options come from another API (owners, pipelines)."""
    return Definition(name, label, "enumeration", "select", group, external=True, referenced=referenced)


def read_only(definition: Definition) -> Definition:
    """The same, not writable."""
    return replace(definition, read_only=True)


def calculated(name: str, label: str, type_name: str, group: str) -> Definition:
    """A value the vendor works out."""
    field_type = {"datetime": "date", "string": "text"}.get(type_name, "calculation_equation")
    return Definition(name, label, type_name, field_type, group, calculated=True, read_only=True, form_field=False)
