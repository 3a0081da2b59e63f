"""Google's refusals in the forms of section 6."""

from __future__ import annotations

import orjson

from crmdesk.sandbox.messages import JsonObject, Reply

JSON = "application/json; charset=UTF-8"
"""The content type of all answers, as section 2 writes it."""

STATUSES = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE",
}  # fmt: skip
PROJECT = "1234"


def json_reply(status: int, content: JsonObject) -> Reply:
    """A JSON document as Google sends it."""
    return Reply(status, orjson.dumps(content), [("content-type", JSON)])


class ApiError(Exception):
    """A refusal; ``body`` is what the API sends."""

    def __init__(self, status: int, body: JsonObject) -> None:
        super().__init__(str(body["error"].get("message")))
        self.status = status
        self.body = body

    def reply(self) -> Reply:
        """The reply of it."""
        return json_reply(self.status, self.body)


def status_error(status: int, message: str, details: list[JsonObject] | None = None) -> ApiError:
    """A ``google.rpc.Status``."""
    error: JsonObject = {"code": status, "message": message, "status": STATUSES.get(status, "UNKNOWN")}
    if details:
        error["details"] = details
    return ApiError(status, {"error": error})


def bad_argument(message: str) -> ApiError:
    """An argument that is not accepted."""
    return status_error(400, message)


def unknown_field(selection: str, path: str) -> ApiError:
    """A ``fields`` parameter that names what there is not (googleapis/google-api-javascript-client, issue 517)."""
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    violations = [{"field": selection, "description": text}]
    details: list[JsonObject] = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}]
    return status_error(400, "Request contains an invalid argument.", details)


def not_found() -> ApiError:
    """A spreadsheet that there is not."""
    return status_error(404, "Requested entity was not found.")


def excel() -> ApiError:
    """An Excel file in Drive: every method of the API refuses it (burnash/gspread#732)."""
    error = {
        "code": 400,
        "message": "This operation is not supported for this document",
        "status": "FAILED_PRECONDITION",
    }
    return ApiError(400, {"error": error})


def forbidden() -> ApiError:
    """A spreadsheet that is not shared with this person."""
    return status_error(403, "The caller does not have permission")


def protected() -> ApiError:
    """A cell that may not be written (section 4)."""
    return bad_argument(
        "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
        "if you need to edit."
    )


def scope_missing() -> ApiError:
    """A token without the scope that a method needs."""
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            "domain": "googleapis.com", "metadata": {"service": "sheets.googleapis.com"}}  # fmt: skip
    return status_error(403, "Request had insufficient authentication scopes.", [info])


def unauthenticated() -> ApiError:
    """A token that is not accepted."""
    return status_error(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )


def over_quota(group: str, limit: int, *, per_user: bool, details: bool = True) -> ApiError:
    """429 of a minute; ``group`` is Read or Write."""
    span = "per minute per user" if per_user else "per minute"
    message = (
        f"Quota exceeded for quota metric '{group} requests' and limit '{group} requests {span}' of service "
        f"'sheets.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    named = f"{group}RequestsPerMinute{'PerUser' if per_user else 'PerProject'}"
    info: JsonObject = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com",
        "metadata": {"service": "sheets.googleapis.com", "quota_limit": named, "quota_limit_value": str(limit),
                     "consumer": f"projects/{PROJECT}"},
    }  # fmt: skip
    help_link = {"description": "Request a higher quota limit.", "url": "https://cloud.google.com/docs/quota"}
    help_ = {"@type": "type.googleapis.com/google.rpc.Help", "links": [help_link]}
    return status_error(429, message, [info, help_] if details else [help_])


def drive_error(status: int, domain: str, reason: str, message: str, **more: str) -> ApiError:
    """Drive's older shape."""
    one = {"domain": domain, "reason": reason, "message": message, **more}
    return ApiError(status, {"error": {"errors": [one], "code": status, "message": message}})


def file_not_found(id: str) -> ApiError:
    """A file that there is not, or that this app may not know of."""
    return drive_error(404, "global", "notFound", f"File not found: {id}.", locationType="parameter", location="fileId")
