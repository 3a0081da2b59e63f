"""Salesforce's errors: one shape for single requests, another for the items of collections (sections 4, 5.2, 7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crmdesk.sandbox.messages import JsonObject


class ApiError(Exception):
    """A request or one row of it that is refused. ``more`` are further keys of the single form."""

    def __init__(self, status: int, code: str, message: str, fields: Sequence[str] | None = None, **more: Any) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
        self.more = more

    def body(self) -> list[JsonObject]:
        """The body of a refused request: an array with ``errorCode``."""
        entry: JsonObject = {"message": self.message, "errorCode": self.code, **self.more}
        if self.fields is not None:
            entry["fields"] = list(self.fields)
        return [entry]

    def entry(self) -> JsonObject:
        """The same as an error of one item, with ``statusCode``."""
        return {"statusCode": self.code, "message": self.message, "fields": list(self.fields or ())}


class GatewayPage(Exception):
    """What the servers in front of the API answer, as HTML."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason

    def page(self) -> str:
        """The page."""
        return f"<h1>Bad Message {self.status}</h1><pre>reason: {self.reason}</pre>"


def session_invalid() -> ApiError:
    """401 for a token that ended or never was."""
    return ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid")


def not_found(what: str = "The requested resource does not exist") -> ApiError:
    """404 for a path or object that is not there."""
    return ApiError(404, "NOT_FOUND", what)


def deleted(status: int = 404) -> ApiError:
    """A row in the recycle bin."""
    return ApiError(status, "ENTITY_IS_DELETED", "entity is deleted", ())


def unknown_reference(status: int = 404) -> ApiError:
    """An id that is of no row this user can see."""
    return ApiError(status, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", ())


def wrong_id(label: str, id: str, field: str = "Id") -> ApiError:
    """An id of another object, or of none: of the row itself, or in a field that refers to another row."""
    return ApiError(400, "MALFORMED_ID", f"{label} ID: id value of incorrect type: {id}", [field])


def no_column(name: str, object_name: str) -> ApiError:
    """A field that is not there or not readable, in a body."""
    return ApiError(400, "INVALID_FIELD", f"No such column '{name}' on sobject of type {object_name}")


def unreadable(message: str) -> ApiError:
    """A body that is no JSON."""
    return ApiError(400, "JSON_PARSER_ERROR", message)


def not_allowed(method: str, allowed: Sequence[str]) -> ApiError:
    """405."""
    listed = ",".join(allowed)
    return ApiError(405, "METHOD_NOT_ALLOWED", f"HTTP Method '{method}' not allowed. Allowed are {listed}")


def too_many(limit: int) -> ApiError:
    """A collection that is too large."""
    return ApiError(400, "EXCEEDED_MAX_SIZE_REQUEST", f"record limit reached. cannot submit more than {limit} records")
