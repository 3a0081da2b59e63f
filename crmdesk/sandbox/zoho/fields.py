"""Fields of modules and how metadata shows them (sections 2.12 and 3)."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.sandbox.messages import JsonObject

JSON_TYPES = {
    "integer": "integer", "double": "double", "currency": "double", "percent": "integer", "boolean": "boolean",
    "lookup": "jsonobject", "ownerlookup": "jsonobject", "userlookup": "jsonobject", "multiselectpicklist": "jsonarray",
    "ALARM": "jsonobject", "RRULE": "jsonobject", "multireminder": "jsonarray",
}  # fmt: skip
GUESTS = "Participants"
"""Of meetings; said to be a number, and a list in truth."""
NO_CHOICE = ("-None-", "-None-")
LENGTHS = {"text": 255, "email": 100, "phone": 30, "website": 450, "picklist": 120, "textarea": 32_000, "integer": 9,
           "bigint": 18, "double": 16, "currency": 16, "percent": 5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``lookup`` names the module that it points to; ``options`` are pairs of (actual, displayed) value."""

    name: str
    label: str
    type: str = "text"
    mandatory: bool = False
    read_only: bool = False
    custom: bool = False
    unique: bool = False
    lookup: str = ""
    options: tuple[tuple[str, str], ...] = ()
    length: int = 0

    @property
    def most(self) -> int:
        """The longest text that it takes."""
        return self.length or LENGTHS.get(self.type, 255)

    @property
    def json_type(self) -> str:
        """What JSON holds for it."""
        return "jsonarray" if self.name in {"Tag", GUESTS} else JSON_TYPES.get(self.type, "string")

    def described(self, id: str, *, writable: bool, none: bool) -> JsonObject:
        """The field as ``GET /settings/fields`` shows it; with ``none`` a choice that may be left open lists that first."""
        options = self.options if self.mandatory or self.type != "picklist" or not none else (NO_CHOICE, *self.options)
        may = writable and not self.read_only
        return {
            "id": id, "api_name": self.name, "field_label": self.label, "display_label": self.label,
            "data_type": self.type, "json_type": self.json_type, "length": self.most,
            "system_mandatory": self.mandatory, "read_only": self.read_only, "field_read_only": not may,
            "visible": True, "custom_field": self.custom, "virtual_field": False,
            "unique": {"casesensitive": "false"} if self.unique else {},
            "operation_type": {"web_update": may, "api_create": may, "web_create": may, "api_update": may},
            "lookup": self._lookup(),
            "decimal_place": 2 if self.type in {"double", "currency"} else None,
            "pick_list_values": [
                {"display_value": shown, "actual_value": actual, "reference_value": actual, "sequence_number": number,
                 "id": f"{id}{number:02}", "type": "used"}
                for number, (actual, shown) in enumerate(options, 1)
            ],
        }  # fmt: skip

    def _lookup(self) -> JsonObject | None:
        if not self.lookup or self.type != "lookup":
            return None
        module = {"api_name": "se_module" if self.lookup == "*" else self.lookup, "id": "0"}
        return {"module": module, "display_label": self.label, "api_name": self.name}
