"""HubSpot's error bodies (fact sheet sections 5.3 to 5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from crmdesk.sandbox.messages import JsonObject

SCOPES_PAGE = "https://developers.hubspot.com/scopes"


class ApiError(Exception):
    """A request that is refused: the status and the body, which gets its correlation id when it is sent."""

    def __init__(
        self,
        status: int,
        message: str,
        category: str = "VALIDATION_ERROR",
        headers: dict[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.category = category
        self.headers = headers or {}
        self.more = more

    def body(self, correlation_id: str) -> JsonObject:
        """The body of a whole refused request."""
        body: JsonObject = {"status": "error", "message": self.message, "correlationId": correlation_id, **self.more}
        if self.category:
            body["category"] = self.category
        return body

    def entry(self, trace_id: str | None) -> JsonObject:
        """The same as one entry of a batch's ``errors``."""
        context = self.more.get("context", {}) if trace_id is None else {"objectWriteTraceId": [trace_id]}
        return {"status": "error", "category": self.category, "message": self.message, "context": context}


class UnknownPath(Exception):
    """No such path: HubSpot answers with a web page."""


@dataclass(frozen=True, slots=True)
class Invalid:
    """One property value that is not acceptable."""

    name: str
    code: str
    message: str


def invalid_values(found: Sequence[Invalid], portal_id: int) -> ApiError:
    """400 for property values; the details stand as JSON inside the message and again in ``errors``."""
    inner = [
        {
            "isValid": False, "message": one.message, "error": one.code, "name": one.name,
            "localizedErrorMessage": one.message, "portalId": portal_id,
        }
        for one in found
    ]  # fmt: skip
    return ApiError(
        400,
        f"Property values were not valid: {orjson.dumps(inner).decode()}",
        errors=[
            {"message": one.message, "code": one.code, "context": {"propertyName": [one.name]}} for one in found
        ],
    )  # fmt: skip


def missing_record(record_id: str) -> ApiError:
    """404 for a record that is not there."""
    return ApiError(
        404, "Object not found.  objectId are usually numeric.", "OBJECT_NOT_FOUND", context={"id": [record_id]}
    )


def wrong_method() -> ApiError:
    """405 for a path that exists, under another method."""
    return ApiError(405, "HTTP 405 Method Not Allowed", "")


def wrong_media_type() -> ApiError:
    """415 for a body of another content type than the path takes."""
    return ApiError(415, "HTTP 415 Unsupported Media Type", "")


def not_there() -> ApiError:
    """404 for anything else that does not exist."""
    return ApiError(404, "resource not found", "OBJECT_NOT_FOUND")


def unset_fields(*names: str) -> ApiError:
    """400 for required fields of a body that are missing."""
    listed = ", ".join(names)
    return ApiError(400, f"Invalid input JSON on line 1, column 2. Some required fields were not set: [{listed}]")


def wrong_value(what: str) -> ApiError:
    """400 for a body whose parts have the wrong type."""
    return ApiError(400, f"Invalid input JSON on line 1, column 22: Cannot deserialize value {what}")


def unknown_type(name: str) -> ApiError:
    """400 for a path that names no object type."""
    return ApiError(400, f"Unable to infer object type from: {name}")


def missing_scopes(*scopes: str) -> ApiError:
    """403 for a token whose grant does not cover the call."""
    return ApiError(
        403,
        "This app hasn't been granted all required scopes to make this call."
        f" Read more about required scopes here: {SCOPES_PAGE}.",
        "MISSING_SCOPES",
        errors=[
            {
                "message": "One or more of the following scopes are required.",
                "context": {"requiredGranularScopes": list(scopes)},
            }
        ],
        links={"scopes": SCOPES_PAGE},
    )


def forbidden_type(upper: str) -> ApiError:
    """403 for an object type the account or user has no access to."""
    return ApiError(403, f"You do not have permissions to view object type {upper}.", "FORBIDDEN")


def no_credentials() -> ApiError:
    """401 without a token."""
    return ApiError(
        401,
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details"
        " at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
        "INVALID_AUTHENTICATION",
    )


def expired(ago: str, at: str) -> ApiError:
    """401 for a token that expired, and for one that never was."""
    return ApiError(
        401,
        f"The OAuth token used to make this call expired {ago} ago.",
        "EXPIRED_AUTHENTICATION",
        context={"expire time": [at]},
    )
