"""Describe: what objects and fields there are (section 2)."""

from __future__ import annotations

import hashlib

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.org import Org, whole_of
from crmdesk.sandbox.salesforce.querying import CHILDREN

MASTER = "012000000000000AAA"
"""The id of the record type that every object has."""


def entry(type: ObjectType, version: str) -> JsonObject:
    """An object in the list of all objects."""
    start = f"/services/data/{version}/sobjects/{type.name}"
    return {
        "activateable": False, "associateEntityType": None, "associateParentEntity": None,
        "createable": type.createable, "custom": False, "customSetting": False, "deepCloneable": False,
        "deletable": type.deletable, "deprecatedAndHidden": False, "feedEnabled": type.createable,
        "hasSubtypes": False, "isInterface": False, "isSubtype": False, "keyPrefix": type.prefix, "label": type.label,
        "labelPlural": type.plural, "layoutable": type.createable, "mergeable": type.mergeable,
        "mruEnabled": type.createable, "name": type.name, "queryable": True,
        "replicateable": type.replicateable, "retrieveable": True, "searchable": type.createable,
        "triggerable": type.createable, "undeletable": type.deletable, "updateable": type.createable,
        "urls": _urls(start),
    }  # fmt: skip


def described(org: Org, type: ObjectType, version: str) -> JsonObject:
    """An object with its fields."""
    children = [
        {
            "cascadeDelete": True, "childSObject": child, "deprecatedAndHidden": False, "field": by,
            "junctionIdListNames": [], "junctionReferenceTo": [], "relationshipName": name, "restrictedDelete": False,
        }
        for name, (child, by) in CHILDREN.get(type.name, {}).items()
    ]  # fmt: skip
    return {
        **entry(type, version), "actionOverrides": [], "defaultImplementation": None, "extendedBy": None,
        "extendsInterfaces": None, "implementedBy": None, "implementsInterfaces": None,
        "childRelationships": children, "compactLayoutable": True,
        "fields": [
            one.described(whole_of(type.name, one.name), writable=org.writable(type, one)) for one in org.fields(type)
        ],
        "namedLayoutInfos": [],
        "networkScopeFieldName": None, "recordTypeInfos": _record_types(org, type, version), "searchLayoutable": True,
        "urls": {**_urls(f"/services/data/{version}/sobjects/{type.name}"), **_pages(type)},
        "sobjectDescribeOption": "FULL", "supportedScopes": [{"label": f"All {type.plural}", "name": "everything"}],
    }  # fmt: skip


def _urls(start: str) -> JsonObject:
    return {
        "sobject": start, "describe": f"{start}/describe", "rowTemplate": start + "/{ID}",
        "layouts": f"{start}/describe/layouts", "compactLayouts": f"{start}/describe/compactLayouts",
        "approvalLayouts": f"{start}/describe/approvalLayouts", "quickActions": f"{start}/quickActions",
        "listviews": f"{start}/listviews",
    }  # fmt: skip


def _pages(type: ObjectType) -> JsonObject:
    return {
        "uiDetailTemplate": "/{ID}", "uiEditTemplate": "/{ID}/e", "uiNewRecord": f"/{type.prefix}/e",
    }  # fmt: skip


def tag(content: bytes) -> str:
    """The ETag of a describe."""
    return f'"{hashlib.sha256(content).hexdigest()[:8]}"'


def _record_types(org: Org, type: ObjectType, version: str) -> list[JsonObject]:
    """The record types of an object, the master that every object has last; rows are of that one unless they say otherwise."""
    held = [row for row in org.tables["RecordType"].live() if row.values["SobjectType"] == type.name]
    found = [(row.id, str(row.values["DeveloperName"]), str(row.values["Name"])) for row in held]
    start = f"/services/data/{version}/sobjects/{type.name}/describe/layouts/"
    return [
        {
            "active": True, "available": True, "defaultRecordTypeMapping": id == MASTER, "developerName": developer_name,
            "master": id == MASTER, "name": name, "recordTypeId": id, "urls": {"layout": start + id},
        }
        for id, developer_name, name in (*found, (MASTER, "Master", "Master"))
    ]  # fmt: skip
