"""The little of Drive that goes with sheets: files.list, files.get and changes (section 8)."""

from __future__ import annotations

import re
from operator import attrgetter

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.google_sheets.account import EMAIL
from crmdesk.sandbox.google_sheets.calls import READ, ROUTES, Call, ok
from crmdesk.sandbox.google_sheets.document import Document
from crmdesk.sandbox.google_sheets.errors import ApiError, drive_error, file_not_found
from crmdesk.sandbox.google_sheets.tokens import FILE, LISTING
from crmdesk.sandbox.messages import JsonObject, Reply

DRIVE = "/drive/v3"
MIME = "application/vnd.google-apps.spreadsheet"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOKEN = "~!!~"
ORDERS = {"name": "title", "modifiedTime": "modified_ms", "createdTime": "created_ms"}
BRIEF = frozenset({"kind", "id", "name", "mimeType"})
_TERM = re.compile(r"""\s*(\w+)\s*(=|contains)\s*('(?:[^'\\]|\\.)*'|"[^"]*"|true|false)\s*(and|$)""")


@ROUTES.serves("GET", f"{DRIVE}/files", READ, drive=True)
def files(call: Call) -> Reply:
    """``files.list``; without ``fields`` only the four brief ones."""
    query = _parsed(call.request.first("q"))
    found = [one for one in _reachable(call) if _fits(one, query)]
    _order(call, found)
    size = _size(call)
    start = _number(call, "pageToken", call.request.first("pageToken").removeprefix(TOKEN) or "0")
    page: JsonObject = {"kind": "drive#fileList", "incompleteSearch": False}
    if start + size < len(found):
        page["nextPageToken"] = f"{TOKEN}{start + size}"
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


@ROUTES.serves("GET", f"{DRIVE}/changes/startPageToken", READ, drive=True)
def start_of_changes(call: Call) -> Reply:
    """``changes.getStartPageToken``: what changes from now on."""
    return ok({"kind": "drive#startPageToken", "startPageToken": str(call.account.clock.ms())})


@ROUTES.serves("GET", f"{DRIVE}/changes", READ, drive=True)
def changes(call: Call) -> Reply:
    """``changes.list``: each file that changed since a token, or is not shared any more, once; tokens do not end (section 8)."""
    text = call.request.first("pageToken")
    if not text:
        raise drive_error(400, "global", "required", "Required parameter: pageToken", locationType="parameter",
                          location="pageToken")  # fmt: skip
    first, _, rest = text.partition(TOKEN)
    since, start = _number(call, "pageToken", first), _number(call, "pageToken", rest or "0")
    size, now = _size(call), call.account.clock.ms()
    times = {
        one.id: one.shared_ms if one.role == "none" else max(one.modified_ms, one.shared_ms) for one in _known(call)
    }
    found = [
        _change(call, one, times[one.id])
        for one in sorted(_known(call), key=lambda one: times[one.id])
        if times[one.id] >= since
    ]
    further = start + size < len(found)
    following = {"nextPageToken": f"{since}{TOKEN}{start + size}"} if further else {"newStartPageToken": str(now)}
    return ok({"kind": "drive#changeList", **following, "changes": found[start : start + size]})


def _change(call: Call, one: Document, at_ms: int) -> JsonObject:
    """A change; of a file that is not shared any more nothing else is told."""
    removed = one.role == "none"
    change: JsonObject = {"kind": "drive#change", "changeType": "file", "fileId": one.id, "removed": removed,
                          "time": iso(at_ms)}  # fmt: skip
    return change if removed else {**change, "file": _file(call, one)}


def _order(call: Call, found: list[Document]) -> None:
    """Sort by the keys of ``orderBy``. Raises `ApiError`."""
    keys = [one.strip() for one in call.request.first("orderBy").split(",") if one.strip()]
    for key in reversed(keys):
        name, _, way = key.partition(" ")
        if name not in ORDERS or way not in {"", "desc"}:
            raise _invalid("orderBy", "Invalid Value")
        found.sort(key=attrgetter(ORDERS[name]), reverse=way == "desc")


def _size(call: Call) -> int:
    """The length of a page. Raises `ApiError`."""
    size = _number(call, "pageSize", call.request.first("pageSize") or "100")
    if not 0 < size <= 1000:
        raise _invalid("pageSize", f"Invalid value '{size}'. Values must be within the range: [1, 1000]")
    return size


def _number(call: Call, name: str, text: str) -> int:
    """A number of the query. Raises `ApiError`."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise _invalid(name, "Invalid Value")
    return int(text)


def _invalid(name: str, message: str) -> ApiError:
    return drive_error(400, "global", "invalid", message, locationType="parameter", location=name)


def _reachable(call: Call) -> list[Document]:
    """The files that this access may read."""
    return [one for one in _known(call) if one.role != "none"]


def _known(call: Call) -> list[Document]:
    """The files that this access may know of: with ``drive.file`` alone those that the app made."""
    narrow = not set(call.access.grant.scopes) & (LISTING - {FILE})
    return [one for one in call.account.documents.values() if one.made_by_app or not narrow]


def _file(call: Call, one: Document) -> JsonObject:
    lag_ms = int(float(call.account.traits["version_lag_s"]) * 1000)
    late = call.account.clock.ms() - one.modified_ms < lag_ms
    return {
        "kind": "drive#file", "id": one.id, "name": one.title, "mimeType": EXCEL if one.excel else MIME,
        "version": str(one.version - 1 if late else one.version),
        "createdTime": iso(one.created_ms), "modifiedTime": iso(one.created_ms if late else one.modified_ms),
        "trashed": one.trashed, "owners": [{"emailAddress": EMAIL}],
        "lastModifyingUser": {"emailAddress": EMAIL, "me": True},
        "capabilities": {"canEdit": one.role in {"owner", "writer"}},
    }  # fmt: skip


def _fits(one: Document, query: list[tuple[str, str, str]]) -> bool:
    """Whether a file is one that a query asks for."""
    for name, operator, value in query:
        held = {"name": one.title, "mimeType": EXCEL if one.excel else MIME, "trashed": str(one.trashed).lower()}.get(
            name
        )
        if held is None or (held != value if operator == "=" else value.casefold() not in held.casefold()):
            return False
    return True


def _parsed(query: str) -> list[tuple[str, str, str]]:
    """The (name, operator, value) that a query joins with ``and``. Raises `ApiError`."""
    position, found = 0, []
    while position < len(query):
        hit = _TERM.match(query, position)
        if hit is None:
            raise _invalid("q", "Invalid Value")
        name, operator, text, _ = hit.groups()
        found.append((name, operator, text[1:-1].replace("\\'", "'") if text[0] in "'\"" else text))
        position = hit.end()
    return found
