"""Requests of a batch that create, change and delete developer metadata (section 3)."""

from __future__ import annotations

from crmdesk.sandbox.google_sheets.document import Document, Line, Tab, Tag
from crmdesk.sandbox.google_sheets.errors import PROJECT, bad_argument
from crmdesk.sandbox.google_sheets.masks import covers, parsed
from crmdesk.sandbox.google_sheets.ranges import message, messages
from crmdesk.sandbox.google_sheets.rendering import metadata, place
from crmdesk.sandbox.google_sheets.tags import VISIBILITIES, matching, target
from crmdesk.sandbox.google_sheets.updates import Batch, changes
from crmdesk.sandbox.messages import JsonObject


@changes("createDeveloperMetadata")
def create(work: Batch, raw: JsonObject) -> JsonObject:
    """Pin something to a row, a column, a tab or the spreadsheet."""
    given = raw.get("developerMetadata")
    if not isinstance(given, dict) or not given.get("metadataKey"):
        raise bad_argument("developerMetadata.metadataKey is missing")
    if not isinstance(given["metadataKey"], str):
        raise bad_argument("Invalid value at 'developerMetadata.metadataKey'")
    if str(given.get("visibility")) not in VISIBILITIES:
        raise bad_argument("developerMetadata.visibility must be set")
    document = work.document
    pinned = target(document, given.get("location"), "developerMetadata.location")
    id = given.get("metadataId")
    if id is not None and (type(id) is not int or not 0 < id < 2**31):
        raise bad_argument("developerMetadata.metadataId must be a positive int32")
    if id in document.tags:
        if work.account.traits["duplicate_metadata_id"] == "400":
            raise bad_argument(f"developerMetadata.metadataId {id} already exists")
        id = None
    while id is None or id in document.tags:
        id = work.account.rng.getrandbits(30) + 1
    tag = Tag(
        id, str(given["metadataKey"]), str(given.get("metadataValue") or ""), given["visibility"], pinned, PROJECT
    )
    document.tags[id] = tag
    _check_room(work, tag)
    return {"developerMetadata": metadata(document, tag)}


@changes("updateDeveloperMetadata")
def update(work: Batch, raw: JsonObject) -> JsonObject:
    """Change all metadata that filters select."""
    given, mask = message(raw, "developerMetadata"), parsed(str(raw.get("fields") or "*"))
    changed = []
    for one in messages(raw, "dataFilters"):
        for tag in matching(work.document, one):
            if covers(mask, "metadataValue"):
                tag.value = str(given.get("metadataValue") or "")
            if covers(mask, "metadataKey") and given.get("metadataKey"):
                tag.key = str(given["metadataKey"])
            if covers(mask, "location") and "location" in given:
                tag.pinned = target(work.document, given["location"], "developerMetadata.location")
            _check_room(work, tag)
            changed.append(metadata(work.document, tag))
    return {"developerMetadata": changed}


@changes("deleteDeveloperMetadata")
def delete(work: Batch, raw: JsonObject) -> JsonObject:
    """Delete all metadata that a filter selects."""
    gone = matching(work.document, raw.get("dataFilter"))
    shown = [metadata(work.document, tag) for tag in gone]
    for tag in gone:
        del work.document.tags[tag.id]
    return {"deletedDeveloperMetadata": shown}


def _check_room(work: Batch, tag: Tag) -> None:
    """30,000 characters for the spreadsheet, and as many for each sheet, unless the trait makes them one."""
    document, traits = work.document, work.account.traits
    apart = bool(traits["metadata_per_sheet"])
    home = _home(document, tag.pinned) if apart else None
    used = sum(
        len(one.key) + len(one.value)
        for one in document.tags.values()
        if not apart or _home(document, one.pinned) is home
    )
    if used > int(traits["metadata_limit"]):
        raise bad_argument(f"The developer metadata exceeds the limit of {traits['metadata_limit']} characters.")


def _home(document: Document, pinned: Line | Tab | None) -> Tab | None:
    return place(document, pinned)[0] if isinstance(pinned, Line) else pinned
