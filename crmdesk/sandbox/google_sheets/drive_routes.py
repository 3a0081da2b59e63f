"""The little of Drive that goes with sheets: files.list and files.get (section 8)."""

from __future__ import annotations

import re

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.google_sheets.account import EMAIL
from crmdesk.sandbox.google_sheets.calls import READ, ROUTES, Call, ok
from crmdesk.sandbox.google_sheets.document import Document
from crmdesk.sandbox.google_sheets.errors import drive_error, file_not_found
from crmdesk.sandbox.google_sheets.tokens import FILE, LISTING
from crmdesk.sandbox.messages import JsonObject, Reply

DRIVE = "/drive/v3"
MIME = "application/vnd.google-apps.spreadsheet"
BRIEF = frozenset({"kind", "id", "name", "mimeType"})
_TERM = re.compile(r"""\s*(\w+)\s*(=|contains)\s*('(?:[^'\\]|\\.)*'|"[^"]*"|true|false)\s*(and|$)""")


@ROUTES.serves("GET", f"{DRIVE}/files", READ, drive=True)
def files(call: Call) -> Reply:
    """``files.list``; without ``fields`` only the four brief ones."""
    found = [one for one in _reachable(call) if _fits(one, call.request.first("q"))]
    order = call.request.first("orderBy")
    if order.startswith("modifiedTime"):
        found.sort(key=lambda one: one.modified_ms, reverse=order.endswith("desc"))
    size = min(int(call.request.first("pageSize") or 100), 1000)
    start = int(call.request.first("pageToken").removeprefix("~!!~") or 0)
    page: JsonObject = {"kind": "drive#fileList", "incompleteSearch": False}
    if start + size < len(found):
        page["nextPageToken"] = f"~!!~{start + size}"
    shown = [_file(call, one) for one in found[start : start + size]]
    if not call.request.first("fields"):
        shown = [{name: one[name] for name in one if name in BRIEF} for one in shown]
    return ok({**page, "files": shown})


@ROUTES.serves("GET", f"{DRIVE}/files/{{id}}", READ, drive=True)
def file(call: Call) -> Reply:
    """``files.get``."""
    one = next((one for one in _reachable(call) if one.id == call.values["id"]), None)
    if one is None:
        raise file_not_found(call.values["id"])
    shown = _file(call, one)
    if not call.request.first("fields"):
        shown = {name: shown[name] for name in shown if name in BRIEF}
    return ok(shown)


def _reachable(call: Call) -> list[Document]:
    """The files that this access may know of: with ``drive.file`` alone those that the app made."""
    narrow = not set(call.access.grant.scopes) & (LISTING - {FILE})
    return [one for one in call.account.documents.values() if one.role != "none" and (one.made_by_app or not narrow)]


def _file(call: Call, one: Document) -> JsonObject:
    lag_ms = int(float(call.account.traits["version_lag_s"]) * 1000)
    late = call.account.clock.ms() - one.modified_ms < lag_ms
    return {
        "kind": "drive#file", "id": one.id, "name": one.title, "mimeType": MIME,
        "version": str(one.version - 1 if late else one.version),
        "createdTime": iso(one.created_ms), "modifiedTime": iso(one.created_ms if late else one.modified_ms),
        "trashed": one.trashed, "owners": [{"emailAddress": EMAIL}],
        "lastModifyingUser": {"emailAddress": EMAIL, "me": True},
        "capabilities": {"canEdit": one.role in {"owner", "writer"}},
    }  # fmt: skip


def _fits(one: Document, query: str) -> bool:
    position = 0
    while position < len(query):
        hit = _TERM.match(query, position)
        if hit is None:
            raise drive_error(400, "global", "invalid", "Invalid Value", locationType="parameter", location="q")
        name, operator, text, _ = hit.groups()
        value = text[1:-1].replace("\\'", "'") if text[0] in "'\"" else text
        held = {"name": one.title, "mimeType": MIME, "trashed": str(one.trashed).lower()}.get(name)
        if held is None or (held != value if operator == "=" else value.casefold() not in held.casefold()):
            return False
        position = hit.end()
    return True
