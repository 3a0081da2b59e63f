"""An account's fields: what there is, what crmdesk needs besides, and creating that (section 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import MissingProperty, RemoteProperty, Schema
from crmdesk.providers.pipedrive.api import Api, Row
from crmdesk.providers.pipedrive.references import References
from crmdesk.providers.pipedrive.tables import LABELS, TABLES, is_client
from crmdesk.providers.pipedrive.wanted import WANTED, Wanted
from crmdesk.providers.rest import checked
from crmdesk.providers.user_fields import with_users

CLIENT = "label_client"
CLIENT_LABEL = "Client"
_FIELDS_OF = {
    "persons": "personFields",
    "organizations": "organizationFields",
    "deals": "dealFields",
    "leads": "dealFields",
}


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Option(_Wire):
    id: int | str
    label: str | None = None


class _Field(_Wire):
    field_name: str
    field_code: str
    field_type: str = "varchar"
    is_custom_field: bool = False
    is_writable: bool = True
    options: list[_Option] | None = None


USER = "user"

_CUSTOM: Mapping[str, FieldType] = {
    "varchar": FieldType.TEXT,
    "varchar_auto": FieldType.TEXT,
    "phone": FieldType.TEXT,
    "text": FieldType.LONG_TEXT,
    "double": FieldType.DECIMAL,
    "monetary": FieldType.DECIMAL,
    "int": FieldType.INTEGER,
    "date": FieldType.DATE,
    "enum": FieldType.CHOICE,
    "set": FieldType.TAGS,
    USER: FieldType.CHOICE,
}

_FIELDS = TypeAdapter(list[_Field])


class Metadata:
    """The field definitions of one account."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def describe(self) -> Schema:
        """The fields of every object that this access may read, with the users where one names them."""
        objects: dict[str, Mapping[str, RemoteProperty]] = {}
        for name in TABLES:
            properties = await self._properties(name)
            if properties is not None:
                objects[name] = properties
        return Schema(await with_users(objects, partial(References(self._api).read, "users")))

    def missing(self, schema: Schema) -> list[MissingProperty]:
        """What would have to be created; leads share the fields of deals."""
        found: dict[tuple[str, str], MissingProperty] = {}
        for name, properties in schema.objects.items():
            for wanted in WANTED.get(name, ()):
                if wanted.code_in(properties) is None:
                    place = (_FIELDS_OF[name], wanted.name)
                    found.setdefault(place, MissingProperty(name, wanted.name, wanted.label))
        labels = schema.objects.get("persons", {}).get(LABELS)
        if labels is not None and not any(map(is_client, labels.options.values())):
            found["personFields", CLIENT] = MissingProperty("persons", CLIENT, CLIENT_LABEL)
        return list(found.values())

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Create fields, and the label. RecordRefused: Pipedrive does not want one."""
        for each in wanted:
            path = f"/api/v2/{_FIELDS_OF[each.object]}"
            if each.name == CLIENT:
                endpoint = f"{path}/{{code}}/options"
                await self._api.post(f"{path}/{LABELS}/options", [{"label": CLIENT_LABEL}], endpoint)
                continue
            named = next((one for one in WANTED[each.object] if one.name == each.name), None)
            if named is not None:
                await self._api.post(path, _definition(named))

    async def _properties(self, name: str) -> Mapping[str, RemoteProperty] | None:
        """The fields by code; None where this access may not read the object."""
        try:
            if name == "notes":
                return {}
            if name == "activities":
                return await self._activity_choices()
            if name == "leads":
                labels = await self._api.get("/v1/leadLabels")
                rating = RemoteProperty(LABELS, "Labels", "set", options=_options(labels.page("data"), "name"))
                return {**await self._listed("dealFields", custom_only=True), LABELS: rating}
            return await self._listed(TABLES[name].fields or "")
        except PermissionLost:
            return None

    async def _listed(self, path: str, *, custom_only: bool = False) -> dict[str, RemoteProperty]:
        fields = checked(path, _FIELDS, await self._api.all_fields(f"/api/v2/{path}"))
        return {each.field_code: _remote(each) for each in fields if each.is_custom_field or not custom_only}

    async def _activity_choices(self) -> dict[str, RemoteProperty]:
        """The types and priorities of activities: v2's list of their fields needs an administrator's scope (section 1)."""
        types = await self._api.get("/v1/activityTypes")
        fields = await self._api.get("/v1/activityFields", (("start", "0"), ("limit", "500")))
        priority = next((row for row in fields.page("data") if row.get("key") == "priority"), None)
        found = {
            "type": RemoteProperty(
                "type", "Type", "enum", options=_options(types.page("data"), "name", "key_string"), closed=True
            )
        }
        if priority is not None:
            options = priority.get("options")
            held = [one for one in options if isinstance(one, dict)] if isinstance(options, list) else []
            found["priority"] = RemoteProperty(
                "priority", "Priority", "enum", options=_options(held, "label"), closed=True
            )
        return found


def _options(rows: Sequence[Row], label: str, id: str = "id") -> dict[str, str]:
    return {str(row[id]): str(row.get(label) or "") for row in rows if row.get(id) is not None}


def _remote(found: _Field) -> RemoteProperty:
    options = {str(option.id): option.label or str(option.id) for option in found.options or ()}
    return RemoteProperty(
        found.field_code,
        found.field_name,
        found.field_type,
        writable=found.is_writable,
        options=options,
        # Of the vendor's own ones, names and addresses are lists, and labels are the kind.
        custom=_CUSTOM.get(found.field_type) if found.is_custom_field else None,
        closed=found.field_type in {"enum", "set"},
        # Rows hold the ids of options and of users (section 4).
        named=found.is_custom_field and (found.field_type == USER or bool(options)),
    )


def _definition(wanted: Wanted) -> dict[str, Any]:
    found: dict[str, Any] = {
        "field_name": wanted.label,
        "field_type": wanted.type,
        "ui_visibility": {"add_visible_flag": False, "details_visible_flag": True},
    }
    if wanted.options:
        found["options"] = [{"label": label} for _, label in wanted.options]
    return found
