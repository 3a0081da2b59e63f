"""An account's properties: what there is, what crmdesk needs besides, and creating that (fact sheet section 4.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from crmdesk.domain.catalogue import HORIZONS, LEAD_TYPES, PROPERTY_TYPES
from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import MissingProperty, RemoteProperty, Schema
from crmdesk.providers.hubspot.api import BATCH, Api
from crmdesk.providers.hubspot.errors import refused
from crmdesk.providers.hubspot.references import References
from crmdesk.providers.hubspot.tables import KEY, TABLES
from crmdesk.providers.rest import checked
from crmdesk.providers.user_fields import with_users

GROUP = "crmdesk"
TO_OWNERS = "OWNER"
"""What a property refers to whose options are the owners (section 4.1)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property of crmdesk's own: type and field type are HubSpot's, ``options`` map values to labels."""

    name: str
    label: str
    type: str = "string"
    field_type: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    unique: bool = False
    currency: bool = False


def _choices(values: tuple[str, ...], *labels: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(values, labels, strict=True))


_KEY = Wanted(KEY, "crmdesk – identifiant", unique=True)

WANTED: Mapping[str, tuple[Wanted, ...]] = {
    **dict.fromkeys(TABLES, (_KEY,)),
    "contacts": (
        _KEY,
        Wanted("crmdesk_lead_type", "Type de projet", "enumeration", "select",
               _choices(LEAD_TYPES, "Vendeur", "Acquéreur", "Bailleur", "Locataire")),
        Wanted("crmdesk_source", "Origine"),
        Wanted("crmdesk_sector", "Secteur"),
        Wanted("crmdesk_horizon", "Échéance du projet", "enumeration", "select",
               _choices(HORIZONS, "Moins de 3 mois", "3 à 6 mois", "6 à 9 mois", "Plus de 9 mois", "Inconnue")),
        Wanted("crmdesk_property_type", "Type de bien", "enumeration", "select",
               _choices(PROPERTY_TYPES, "Maison", "Appartement", "Terrain", "Immeuble", "Local", "Parking", "Autre")),
        Wanted("crmdesk_property_address", "Adresse du bien"),
        Wanted("crmdesk_property_surface_m2", "Surface du bien (m²)", "number", "number"),
        Wanted("crmdesk_property_rooms", "Nombre de pièces", "number", "number"),
        Wanted("crmdesk_asking_price", "Prix demandé", "number", "number", currency=True),
        Wanted("crmdesk_estimate", "Estimation", "number", "number", currency=True),
        Wanted("crmdesk_tags", "Étiquettes"),
        Wanted("crmdesk_description", "Description du projet", field_type="textarea"),
        Wanted("crmdesk_last_contact_at", "Dernier contact", "datetime", "date"),
        Wanted("crmdesk_consent_phone", "Consentement téléphone"),
        Wanted("crmdesk_consent_email", "Consentement e-mail"),
    ),
}  # fmt: skip
"""The properties that crmdesk needs and HubSpot lacks. Labels are French: they are read in the agency's account."""


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Option(_Wire):
    value: str
    label: str | None = None


class _Modification(_Wire):
    read_only: bool = Field(False, alias="readOnlyValue")


class _Property(_Wire):
    name: str
    label: str | None = None
    type: str = "string"
    field_type: str = Field("", alias="fieldType")
    calculated: bool = False
    unique: bool = Field(False, alias="hasUniqueValue")
    options: list[_Option] = []
    built_in: bool = Field(False, alias="hubspotDefined")
    referenced: str | None = Field(None, alias="referencedObjectType")
    created_at: str | None = Field(None, alias="createdAt")
    modification: _Modification = Field(default_factory=_Modification.model_construct, alias="modificationMetadata")


_CUSTOM: Mapping[str, FieldType] = {
    "string": FieldType.TEXT,
    "phone_number": FieldType.TEXT,
    "number": FieldType.DECIMAL,
    "bool": FieldType.BOOLEAN,
    "date": FieldType.DATE,
    "datetime": FieldType.DATETIME,
    "enumeration": FieldType.CHOICE,
}
_SHOWN_AS = {"textarea": FieldType.LONG_TEXT, "checkbox": FieldType.TAGS, "html": None}
"""Field types that say more than the type: long text, several choices, and what crmdesk does not keep."""

_PROPERTIES = TypeAdapter(list[_Property])


class Metadata:
    """The property definitions of one account."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def describe(self) -> Schema:
        """The properties of every object that the account has and this access may read, with the owners where one names them."""
        objects = {}
        for name in TABLES:
            properties = await self._properties(name)
            if properties is not None:
                objects[name] = properties
        return Schema(await with_users(objects, partial(References(self._api, ()).read, "owners")))

    def missing(self, schema: Schema) -> list[MissingProperty]:
        """What would have to be created."""
        return [
            MissingProperty(name, wanted.name, wanted.label)
            for name, properties in schema.objects.items()
            for wanted in WANTED[name]
            if wanted.name not in properties
        ]

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Create the group and the properties, object by object. RecordRefused: HubSpot does not want one."""
        for name in dict.fromkeys(each.object for each in wanted):
            names = {each.name for each in wanted if each.object == name}
            await self._create_group(name)
            entries = [_definition(each) for each in WANTED[name] if each.name in names]
            for start in range(0, len(entries), BATCH):
                path = self._api.paths.properties(name, "/batch/create")
                answer = await self._api.write(path, {"inputs": entries[start : start + BATCH]})
                _all_created(answer.rows("errors"))

    async def _create_group(self, name: str) -> None:
        body = {"name": GROUP, "label": "crmdesk", "displayOrder": -1}
        try:
            await self._api.write(self._api.paths.properties(name, "/groups"), body)
        except RecordRefused as error:
            if error.data.get("status") != 409:  # 409: it is there
                raise

    async def _properties(self, name: str) -> Mapping[str, RemoteProperty] | None:
        """The definitions by name; None where the account lacks the object (leads need a plan) or hides it."""
        try:
            answer = await self._api.get(self._api.paths.properties(name))
            if name == "leads":  # definitions may be readable where the rows are not (fact sheet section 4.5)
                await self._api.get(self._api.paths.objects(name), (("limit", "1"),))
        except PermissionLost:
            return None
        found = checked(answer.endpoint, _PROPERTIES, answer.page("results"))
        return {each.name: _remote(each) for each in found if each.name != KEY or each.unique}


def _remote(found: _Property) -> RemoteProperty:
    owner = _names_an_owner(found)
    return RemoteProperty(
        found.name,
        found.label or found.name,
        found.type,
        writable=not (found.calculated or found.modification.read_only),
        options={} if owner else {option.value: option.label or option.value for option in found.options},
        # Another row is no word, and several owners are no choice (section 4.1).
        custom=_SHOWN_AS.get(found.field_type, _CUSTOM.get(found.type)) if owner or not found.referenced else None,
        # INVALID_OPTION answers anything else (section 5.5).
        closed=found.type == "enumeration",
        named=owner,
        made="" if found.built_in else found.created_at or "",
    )


def _names_an_owner(found: _Property) -> bool:
    """Whether this is a property of the agency's own that holds the id of an owner (section 4.1); rows have it as a text."""
    one = found.type == "enumeration" and _SHOWN_AS.get(found.field_type) is not FieldType.TAGS
    return found.referenced == TO_OWNERS and not found.built_in and one


def _definition(wanted: Wanted) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": wanted.name,
        "label": wanted.label,
        "type": wanted.type,
        "fieldType": wanted.field_type,
        "groupName": GROUP,
        "hasUniqueValue": wanted.unique,
    }
    if wanted.options:
        found["options"] = [
            {"value": value, "label": label, "displayOrder": order, "hidden": False}
            for order, (value, label) in enumerate(wanted.options)
        ]
    if wanted.currency:
        found["showCurrencySymbol"] = True
    return found


def _all_created(failed: Sequence[Mapping[str, Any]]) -> None:
    """Raise what stopped a property, except that it is there already."""
    for entry in failed:
        error = refused(entry)
        if "already exists" not in error.vendor_words.lower():
            raise error
