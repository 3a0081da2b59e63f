"""Field definitions in a compact notation, and how describe shows them (section 2).

A line of the notation is ``Name type[(length)] flags``. Flags: ``C`` createable, ``U`` updateable, ``N`` nillable, ``D``
filled by default on create, ``R`` restricted picklist, ``I`` usable as a look-up key, ``X`` unique external id, ``L`` long
text that queries cannot filter, ``H`` rich text. A field without ``N`` and ``D`` that is createable is required on create.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crmdesk.sandbox.messages import JsonObject

_LINE = re.compile(r"(\w+) (\w+)(?:\((\d+)(?:,(\d+))?\))?(?: ([A-Z]+))?(?: ->([\w,]+))?")
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

SOAP_TYPES = {
    "id": "tns:ID", "reference": "tns:ID", "boolean": "xsd:boolean", "int": "xsd:int", "double": "xsd:double",
    "currency": "xsd:double", "percent": "xsd:double", "date": "xsd:date", "datetime": "xsd:dateTime",
    "address": "urn:address",
}  # fmt: skip
NUMBERS = frozenset({"int", "double", "currency", "percent"})
TEXTS = frozenset({"string", "textarea", "picklist", "multipicklist", "combobox", "phone", "email", "url"})
CHOICES = frozenset({"picklist", "combobox", "multipicklist"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one object.

    ``options`` are (value, label) pairs; ``targets`` the objects a reference may name, the usual one first.
    """

    name: str
    label: str
    type: str
    length: int = 0
    scale: int = 0
    flags: str = ""
    targets: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    default: str | bool | None = None
    formula: str | None = None

    @property
    def createable(self) -> bool:
        """Whether a create may set it."""
        return "C" in self.flags

    @property
    def updateable(self) -> bool:
        """Whether an update may set it."""
        return "U" in self.flags

    @property
    def required(self) -> bool:
        """Whether a create has to set it."""
        return self.createable and not set("ND") & set(self.flags)

    @property
    def unique(self) -> bool:
        """Whether it is an external id of which no value comes twice."""
        return "X" in self.flags

    @property
    def key(self) -> bool:
        """Whether rows can be named by it."""
        return bool(set("IX") & set(self.flags))

    @property
    def rich(self) -> bool:
        """Whether it holds HTML."""
        return "H" in self.flags

    @property
    def filterable(self) -> bool:
        """Whether queries can filter and sort by it."""
        return "L" not in self.flags and self.type != "address"

    @property
    def custom(self) -> bool:
        """Whether the organisation made it."""
        return self.name.endswith("__c")

    @property
    def relationship(self) -> str | None:
        """The name under which a query reaches the row that a reference names."""
        if self.type != "reference":
            return None
        return self.name.removesuffix("__c") + "__r" if self.custom else self.name.removesuffix("Id")

    @property
    def _permissionable(self) -> bool:
        """Whether access to it can be taken away: not where every row needs a value, but for checkboxes of one's own."""
        return "N" in self.flags or (self.custom and self.type == "boolean")

    def described(self, whole: str | None, *, writable: bool) -> JsonObject:
        """The field as describe shows it to a user; every key is on every field.

        ``whole``: the compound field of which it is a part; ``writable``: the user has write access.
        """
        number = self.type in NUMBERS
        text = self.type in TEXTS | {"id", "reference"}
        return {
            "aggregatable": self.filterable, "aiPredictionField": False, "autoNumber": False,
            "byteLength": self.length * 3 if text else 0, "calculated": self.formula is not None,
            "calculatedFormula": self.formula, "cascadeDelete": False, "caseSensitive": False, "compoundFieldName": whole,
            "controllerName": None, "createable": self.createable and writable, "custom": self.custom, "defaultValue": self.default,
            "defaultValueFormula": None, "defaultedOnCreate": "D" in self.flags, "dependentPicklist": False,
            "deprecatedAndHidden": False, "digits": self.length if self.type == "int" else 0,
            "displayLocationInDecimal": False, "encrypted": False, "externalId": self.unique,
            "extraTypeInfo": "richtextarea" if self.rich else None,
            "filterable": self.filterable, "filteredLookupInfo": None, "formulaTreatNullNumberAsZero": False,
            "groupable": self.filterable and not number, "highScaleNumber": False, "htmlFormatted": self.rich,
            "idLookup": self.key or self.name == "Id", "inlineHelpText": None, "label": self.label,
            "length": self.length if text else 0, "mask": None, "maskType": None, "name": self.name,
            "nameField": self.name == "Name", "namePointing": len(self.targets) > 1, "nillable": "N" in self.flags,
            "permissionable": self._permissionable, "picklistValues": self._choices(),
            "polymorphicForeignKey": len(self.targets) > 1, "precision": self.length if number else 0,
            "queryByDistance": False, "referenceTargetField": None, "referenceTo": sorted(self.targets),
            "relationshipName": self.relationship, "relationshipOrder": None, "restrictedDelete": False,
            "restrictedPicklist": "R" in self.flags, "scale": self.scale, "searchPrefilterable": False,
            "soapType": SOAP_TYPES.get(self.type, "xsd:string"), "sortable": self.filterable, "type": self.type,
            "unique": self.unique, "updateable": self.updateable and writable, "writeRequiresMasterRead": False,
        }  # fmt: skip

    def _choices(self) -> list[JsonObject]:
        return [
            {"active": True, "defaultValue": value == self.default, "label": label, "validFor": None, "value": value}
            for value, label in self.options
        ]


SYSTEM = """
Id id(18) D
IsDeleted boolean D
CreatedDate datetime D
CreatedById reference(18) D ->User
LastModifiedDate datetime D
LastModifiedById reference(18) D ->User
SystemModstamp datetime D
"""


def parsed(notation: str) -> dict[str, Field]:
    """Fields by name, the system fields first."""
    return {one.name: one for one in _lines(SYSTEM + notation)}


def _lines(notation: str) -> Iterable[Field]:
    for line in filter(str.strip, notation.splitlines()):
        found = _LINE.fullmatch(line.strip())
        assert found is not None, line
        name, type_name, length, scale, flags, targets = found.groups()
        yield Field(
            name,
            label_of(name),
            type_name,
            int(length or 0),
            int(scale or 0),
            flags or "",
            tuple(targets.split(",")) if targets else (),
        )


def label_of(name: str) -> str:
    """The label that a standard field has in English."""
    plain = name.removesuffix("Id") if name != "Id" else "Record ID"
    return _WORDS.sub(" ", plain)


def with_options(field: Field, *values: str | tuple[str, str], default: str | None = None) -> Field:
    """A picklist with its choices; a plain text is its own label."""
    pairs = tuple((one, one) if isinstance(one, str) else one for one in values)
    return replace(field, options=pairs, default=default)
