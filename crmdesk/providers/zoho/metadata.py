"""An account's fields: what there is, what crmdesk needs besides, and creating that (section 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import MissingProperty, RemoteProperty, Schema
from crmdesk.providers.rest import checked
from crmdesk.providers.user_fields import with_users
from crmdesk.providers.zoho import errors
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.mapping import STAGE_WORDS
from crmdesk.providers.zoho.references import References, pipelines_of, stages_in
from crmdesk.providers.zoho.tables import COMPANY, CONTACT, CONVERTED, LEADS, NO_CHOICE, TABLES, USERS
from crmdesk.providers.zoho.wanted import KEY, UNIQUE, WANTED, Wanted

MADE_AT_ONCE = 5
_COMPUTED = frozenset({"formula", "rollup_summary", "autonumber"})
_USER_LOOKUPS = frozenset({"userlookup", "ownerlookup"})
_ALWAYS = {"Leads": (CONVERTED, CONTACT)}
"""Fields that a list of fields may leave out and rows have all the same (section 2.10)."""


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Choice(_Wire):
    actual_value: str | None = None
    display_value: str | None = None
    type: str | None = None

    @property
    def offered(self) -> bool:
        """Whether it may be chosen: it was not taken out of use, and does not stand for none."""
        return self.type != "unused" and self.actual_value not in {None, "", NO_CHOICE}


class _Operations(_Wire):
    api_create: bool = True
    api_update: bool = True


class _Field(_Wire):
    api_name: str
    id: str | None = None
    field_label: str | None = None
    data_type: str = "text"
    json_type: str | None = None
    field_read_only: bool | None = False
    virtual_field: bool | None = False
    custom_field: bool | None = False
    system_mandatory: bool | None = False
    unique: dict[str, Any] | None = None
    operation_type: _Operations | None = None
    choices: list[_Choice] | None = Field(None, alias="pick_list_values")


_CUSTOM: Mapping[str, FieldType] = {
    "text": FieldType.TEXT,
    "email": FieldType.TEXT,
    "phone": FieldType.TEXT,
    "website": FieldType.TEXT,
    "textarea": FieldType.LONG_TEXT,
    "autonumber": FieldType.TEXT,
    "bigint": FieldType.TEXT,  # up to 18 digits, in JSON a text: more than a number here keeps
    "integer": FieldType.INTEGER,
    "double": FieldType.DECIMAL,
    "percent": FieldType.DECIMAL,
    "currency": FieldType.DECIMAL,
    "boolean": FieldType.BOOLEAN,
    "date": FieldType.DATE,
    "datetime": FieldType.DATETIME,
    "picklist": FieldType.CHOICE,
    "multiselectpicklist": FieldType.TAGS,
}


class _Placed(_Wire):
    api_name: str
    required: bool | None = False


class _Section(_Wire):
    type: str | None = None
    fields: list[_Placed] | None = None


class _Layout(_Wire):
    status: Any = None  # a number in older versions
    sections: list[_Section] | None = None


_FIELDS = TypeAdapter(list[_Field])
_LAYOUTS = TypeAdapter(list[_Layout])
_WITHOUT_LAYOUTS = frozenset({"Notes"})
"""Modules that have no layouts (zoho.com/crm/developer/docs/api/v8/layouts-meta.html, supported modules)."""


class Metadata:
    """The field definitions of one account."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def describe(self) -> Schema:
        """The fields of every module that the account has and this access may read, with the users where one names them."""
        objects: dict[str, Mapping[str, RemoteProperty]] = {}
        available = await self._modules()
        for module in TABLES:
            if module not in available:
                continue
            properties = await self._properties(module)
            if properties is not None:
                objects[module] = properties
        if "Deals" in objects:
            words = RemoteProperty(STAGE_WORDS, "", "words", writable=False, options=await self._stage_words())
            objects["Deals"] = {**objects["Deals"], STAGE_WORDS: words}
        return Schema(await with_users(objects, partial(References(self._api, Schema({})).read, USERS)))

    def missing(self, schema: Schema) -> list[MissingProperty]:
        """What would have to be created."""
        return [
            MissingProperty(module, wanted.name, wanted.label_in(properties))
            for module, properties in schema.objects.items()
            for wanted in WANTED.get(module, ())
            if wanted.name_in(properties) is None
        ]

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Create fields, five in a call. RecordRefused: Zoho does not want one."""
        for module in dict.fromkeys(each.object for each in wanted):
            known = {one.name: one for one in WANTED.get(module, ())}
            own = [each for each in wanted if each.object == module and each.name in known]
            for start in range(0, len(own), MADE_AT_ONCE):
                fields = [_definition(known[each.name], each.label) for each in own[start : start + MADE_AT_ONCE]]
                for answer in await self._api.make_fields(module, fields):
                    if answer.get("status") == "error":
                        raise errors.refused(answer)

    async def _modules(self) -> set[str]:
        """The modules that this access may use (``api_supported``)."""
        listed = (await self._api.read("/settings/modules")).page("modules")
        return {str(one.get("api_name")) for one in listed if one.get("api_supported") is not False}

    async def _properties(self, module: str) -> Mapping[str, RemoteProperty] | None:
        try:
            answer = await self._api.read("/settings/fields", (("module", module),))
        except PermissionLost:
            return None
        fields = checked(answer.endpoint, _FIELDS, answer.page("fields"))
        found = {each.api_name: _remote(each) for each in fields}
        for name in _ALWAYS.get(module, ()):
            found.setdefault(name, RemoteProperty(name, name, "boolean", writable=False))
        required = await self._required(module)
        found |= {name: replace(found[name], required=True) for name in required if name in found}
        unique = {each.api_name: each.field_label or each.api_name for each in fields if each.unique}
        return {**found, UNIQUE: RemoteProperty(UNIQUE, "", "words", writable=False, options=unique)}

    async def _required(self, module: str) -> set[str]:
        """The fields that a layout of a module requires; none where it has no layouts.

        Which layout a row is in is known afterwards: what any of them requires is told. Where they may not be read, a lead's
        company, which Zoho's own layout requires, counts as one.
        """
        if module in _WITHOUT_LAYOUTS:
            return set()
        try:
            answer = await self._api.read("/settings/layouts", (("module", module),))
        except PermissionLost:
            return {COMPANY} if module == LEADS else set()
        layouts = checked(answer.endpoint, _LAYOUTS, answer.page("layouts"))
        sections = (section for layout in layouts if layout.status != "inactive" for section in layout.sections or ())
        return {
            one.api_name
            for section in sections
            for one in section.fields or ()
            if one.required and section.type != "unused"
        }

    async def _stage_words(self) -> dict[str, str]:
        """Whether each stage is open, won or lost (``forecast_type``)."""
        words = {"Closed Won": "won", "Closed Lost": "lost"}
        found: dict[str, str] = {}
        for pipeline in await pipelines_of(self._api):
            for each in stages_in(pipeline):
                found[each["actual_value"]] = words.get(str(each.get("forecast_type")), "open")
        return found


def _remote(found: _Field) -> RemoteProperty:
    may = found.operation_type or _Operations()
    locked = found.field_read_only or found.virtual_field or found.data_type in _COMPUTED or not may.api_update
    options = {
        str(each.actual_value): each.display_value or str(each.actual_value)
        for each in found.choices or ()
        if each.offered
    }
    return RemoteProperty(
        found.api_name,
        found.field_label or found.api_name,
        found.data_type,
        writable=not locked,
        options=options,
        custom=_custom(found),
        required=bool(found.system_mandatory),
        named=_names_a_user(found),
        made=(found.id or "") if found.custom_field else "",
    )


def _names_a_user(found: _Field) -> bool:
    """Whether this is a field of the agency's own that names one user (section 2.12)."""
    return bool(found.custom_field) and found.data_type in _USER_LOOKUPS


def _custom(found: _Field) -> FieldType | None:
    """What a custom field over this one is; the list of tags says that it is a text, that of participants a long number."""
    kept = FieldType.CHOICE if _names_a_user(found) else _CUSTOM.get(found.data_type)
    several = found.json_type == "jsonarray" or found.api_name == "Tag"
    return None if several and kept is not FieldType.TAGS else kept


def _definition(wanted: Wanted, label: str) -> dict[str, Any]:
    found: dict[str, Any] = {"field_label": label, "data_type": wanted.type}
    if wanted.options:
        found["pick_list_values"] = [{"display_value": word, "actual_value": ours} for ours, word in wanted.options]
    elif wanted.type in {"text", "textarea"}:
        found["length"] = wanted.length
    if wanted.field == KEY:
        found["unique"] = {"casesensitive": False}
    return found
