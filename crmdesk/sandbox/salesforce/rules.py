"""Rules that an administrator sets: duplicates, validation, locks (sections 5.2 and 10)."""

from __future__ import annotations

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row


def check_locks(org: Org, row: Row) -> None:
    """Raise UNABLE_TO_LOCK_ROW for a row that somebody else holds."""
    if row.id in org.traits["locked_rows"] or row.id[:15] in org.traits["locked_rows"]:
        message = f"unable to obtain exclusive access to this record or 1 records: {row.id}"
        raise ApiError(400, "UNABLE_TO_LOCK_ROW", message, ())


def check_rules(org: Org, type: ObjectType, row: Row) -> None:
    """Raise FIELD_CUSTOM_VALIDATION_EXCEPTION with the administrator's text."""
    for place, text in org.traits["validation_rules"].items():
        object_name, _, name = place.partition(".")
        if object_name == type.name and not row.values.get(name):
            fields = [name] if org.traits["validation_names_field"] else []
            raise ApiError(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", str(text), fields)


def check_duplicates(org: Org, type: ObjectType, row: Row, *, allow_save: bool, version: str) -> None:
    """Raise DUPLICATES_DETECTED for a lead or contact that gets an e-mail address which another one has, new or changed.

    That edits are looked at, too: Duplicate Rule Header, UI API, Duplicate Rule (``operationsOnUpdate``).
    """
    mode, email = org.traits["duplicate_rule"], row.values.get("Email")
    if mode == "off" or type.name not in {"Lead", "Contact"} or not email or (mode == "alert" and allow_save):
        return
    matches = [one for one in org.tables[type.name].by("Email", email) if one.id != row.id]
    if not matches:
        return
    text = "Use one of these records?"
    result: JsonObject = {
        "allowSave": mode == "alert", "duplicateRule": f"Standard_{type.name}_Duplicate_Rule",
        "duplicateRuleEntityType": type.name, "errorMessage": text,
        "matchResults": [{
            "entityType": type.name, "errors": [], "matchEngine": "FuzzyMatchEngine",
            "matchRecords": [_match(type, one, version) for one in matches],
            "rule": f"Standard_{type.name}_Match_Rule_v1_0", "size": len(matches), "success": True,
        }],
    }  # fmt: skip
    raise ApiError(400, "DUPLICATES_DETECTED", text, None, **{org.traits["duplicate_key"]: result})


def _match(type: ObjectType, row: Row, version: str) -> JsonObject:
    url = f"/services/data/{version}/sobjects/{type.name}/{row.id}"
    record = {"attributes": {"type": type.name, "url": url}, "Id": row.id}
    return {"additionalInformation": [], "fieldDiffs": [], "matchConfidence": 100.0, "record": record}
