"""An account's fields: what there is, and what crmdesk needs besides (section 2).

Core REST describes fields and cannot make them: what is missing is told, and an administrator makes it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import MissingProperty, RemoteProperty, Schema
from crmdesk.providers.rest import checked
from crmdesk.providers.salesforce import soql
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.references import References
from crmdesk.providers.salesforce.tables import CLOSED, KEY, RICH, ROLE, SOURCES, USERS
from crmdesk.providers.user_fields import with_users


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field of crmdesk's own: its name in the API and its label."""

    name: str
    label: str


_KEY = Wanted(KEY, "crmdesk – identifiant")
_PERSON = (_KEY, Wanted("crmdesk_tags__c", "Étiquettes"), Wanted("crmdesk_last_contact_at__c", "Dernier contact"))

WANTED: Mapping[str, tuple[Wanted, ...]] = {
    **dict.fromkeys(("Account", "Opportunity", "Task", "Event"), (_KEY,)),
    "Contact": _PERSON,
    "Lead": (
        *_PERSON,
        Wanted("crmdesk_account__c", "Compte"),
        Wanted("crmdesk_lead_type__c", "Type de projet"),
        Wanted("crmdesk_sector__c", "Secteur"),
        Wanted("crmdesk_horizon__c", "Échéance du projet"),
        Wanted("crmdesk_property_type__c", "Type de bien"),
        Wanted("crmdesk_property_address__c", "Adresse du bien"),
        Wanted("crmdesk_property_surface_m2__c", "Surface du bien (m²)"),
        Wanted("crmdesk_property_rooms__c", "Nombre de pièces"),
        Wanted("crmdesk_asking_price__c", "Prix demandé"),
        Wanted("crmdesk_estimate__c", "Estimation"),
        Wanted("crmdesk_consent_phone__c", "Consentement téléphone"),
        Wanted("crmdesk_consent_email__c", "Consentement e-mail"),
    ),
}
"""The fields that crmdesk needs and Salesforce lacks. Labels are French: they are read in the agency's account.

What each has to be (type, length, options) stands in the guide docs/vendors/salesforce.
"""


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Choice(_Wire):
    value: str | None = None
    label: str | None = None
    active: bool = True


class _Field(_Wire):
    name: str
    label: str | None = None
    type: str = "string"
    createable: bool = False
    updateable: bool = False
    nillable: bool = True
    defaulted: bool = Field(False, alias="defaultedOnCreate")
    unique: bool = False
    external: bool = Field(False, alias="externalId")
    scale: int | None = None
    custom: bool = False
    html: bool = Field(False, alias="htmlFormatted")
    targets: list[str] = Field(default_factory=list, alias="referenceTo")
    restricted: bool = Field(False, alias="restrictedPicklist")
    choices: list[_Choice] = Field(default_factory=list, alias="picklistValues")


_CUSTOM: Mapping[str, FieldType] = {
    "string": FieldType.TEXT,
    "email": FieldType.TEXT,
    "phone": FieldType.TEXT,
    "url": FieldType.TEXT,
    "textarea": FieldType.LONG_TEXT,
    "int": FieldType.INTEGER,
    "double": FieldType.DECIMAL,
    "percent": FieldType.DECIMAL,
    "currency": FieldType.DECIMAL,
    "boolean": FieldType.BOOLEAN,
    "date": FieldType.DATE,
    "datetime": FieldType.DATETIME,
    "picklist": FieldType.CHOICE,
    "combobox": FieldType.CHOICE,
    "multipicklist": FieldType.TAGS,
}

_FIELDS = TypeAdapter(list[_Field])
_LEAD, _TASK, _STATUS = "Lead", "Task", "Status"


class Metadata:
    """The field definitions of one account."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def describe(self) -> Schema:
        """The fields of every object that the account has and this access may read, with the users where one names them."""
        objects = {}
        for name in (*SOURCES, ROLE):
            fields = await self._fields(name)
            if fields is not None:
                objects[name] = fields
        if _STATUS in objects.get(_LEAD, {}):
            objects[_LEAD] = await self._settable(objects[_LEAD])
        if _STATUS in objects.get(_TASK, {}):
            closed = RemoteProperty(CLOSED, "", "words", writable=False, options=await self._closed())
            objects[_TASK] = {**objects[_TASK], CLOSED: closed}
        return Schema(await with_users(objects, partial(References(self._api).read, USERS)))

    def missing(self, schema: Schema) -> list[MissingProperty]:
        """What an administrator would have to make."""
        return [
            MissingProperty(name, wanted.name, wanted.label, by_hand=True)
            for name, fields in schema.objects.items()
            for wanted in WANTED.get(name, ())
            if wanted.name not in fields
        ]

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Nothing can be made through this API: fields stay missing until an administrator makes them."""

    async def _fields(self, name: str) -> Mapping[str, RemoteProperty] | None:
        """The definitions by name; None where the account lacks the object or hides it."""
        try:
            answer = await self._api.get(f"/sobjects/{name}/describe", f"/sobjects/{name}/describe")
        except (PermissionLost, RecordRefused):
            return None
        found = checked(answer.endpoint, _FIELDS, answer.page("fields"))
        return {each.name: _remote(each) for each in found if each.name != KEY or (each.external and each.unique)}

    async def _settable(self, fields: Mapping[str, RemoteProperty]) -> Mapping[str, RemoteProperty]:
        """A lead's fields without the statuses that only a conversion sets (section 8.1); all where the list is hidden."""
        try:
            rows = await self._api.rows(soql.select(("ApiName", "MasterLabel"), "LeadStatus", "IsConverted = true"))
        except (PermissionLost, RecordRefused):
            return fields
        converted = {str(row.get("ApiName") or row.get("MasterLabel")) for row in rows}
        options = {value: label for value, label in fields[_STATUS].options.items() if value not in converted}
        return {**fields, _STATUS: replace(fields[_STATUS], options=options)}

    async def _closed(self) -> dict[str, str]:
        """Whether each status of tasks is closed, in the account's order; none where the list is hidden.

        Their words are those of the language that the organisation was made in, and its own (section 8.5; the list is general
        knowledge, unverified).
        """
        query = soql.select(("ApiName", "MasterLabel", "IsClosed"), "TaskStatus", order="SortOrder")
        try:
            rows = await self._api.rows(query)
        except (PermissionLost, RecordRefused):
            return {}
        return {
            str(row.get("ApiName") or row.get("MasterLabel")): "true" if row.get("IsClosed") is True else "false"
            for row in rows
        }


def _remote(found: _Field) -> RemoteProperty:
    options = {each.value: each.label or each.value for each in found.choices if each.active and each.value}
    return RemoteProperty(
        found.name,
        found.label or found.name,
        RICH if found.html and found.type == "textarea" else found.type,
        writable=found.createable or found.updateable,
        options=options,
        custom=_custom(found),
        closed=found.restricted,
        required=found.createable and not found.nillable and not found.defaulted,  # section 2 (describe)
        named=_names_a_user(found),
    )


def _names_a_user(found: _Field) -> bool:
    """Whether this is a field of the agency's own that holds the id of a user, and of nothing else (section 2)."""
    return found.custom and found.type == "reference" and found.targets == [USERS]


def _custom(found: _Field) -> FieldType | None:
    """What a custom field over this one is: a number without decimal places is rounded to a whole one when it is written."""
    kept = FieldType.CHOICE if _names_a_user(found) else _CUSTOM.get(found.type)
    return FieldType.INTEGER if kept is FieldType.DECIMAL and found.scale == 0 else kept
