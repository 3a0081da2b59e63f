"""Zoho's errors: one object for a refused request, the same object as an item of a batch (sections 1.6 and 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.messages import JsonObject


class ApiError(Exception):
    """A request, or one record of it, that is refused."""

    def __init__(self, status: int, code: str, message: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{code}: {message} {dict(details or {})}")
        self.status = status
        self.code = code
        self.message = message
        self.details = dict(details or {})

    def body(self) -> JsonObject:
        """The object that stands for the error, in a body by itself or in ``data``."""
        return {"code": self.code, "details": self.details, "message": self.message, "status": "error"}

    def whole(self) -> JsonObject:
        """The body of a request that is refused."""
        return self.body()


def invalid_token() -> ApiError:
    """401 for a token that ended, or is of another data centre."""
    return ApiError(401, "INVALID_TOKEN", "invalid oauth token")


def no_credentials() -> ApiError:
    """401 without a usable header."""
    return ApiError(401, "AUTHENTICATION_FAILURE", "Authentication failed")


def scope_mismatch(words: str) -> ApiError:
    """401 for an address that the token's scopes do not cover; the ``words`` are written in two ways (section 1.6)."""
    text = "Unauthorized" if words == "short" else "invalid oauth scope to access this URL"
    return ApiError(401, "OAUTH_SCOPE_MISMATCH", text)


def no_permission(permission: str) -> ApiError:
    """403 of the user's profile."""
    return ApiError(403, "NO_PERMISSION", "permission denied", {"permissions": [permission]})


def unknown_url() -> ApiError:
    """404."""
    text = "Please check if the URL trying to access is a correct one"
    return ApiError(404, "INVALID_URL_PATTERN", text)


def wrong_method() -> ApiError:
    """400 where the path has no such method."""
    return ApiError(400, "INVALID_REQUEST_METHOD", "The http request method type is not a valid one")


def unknown_module() -> ApiError:
    """400 for a module that is not there."""
    return ApiError(400, "INVALID_MODULE", "the module name given seems to be invalid", {"resource_path_index": 0})


def wrong_id(**details: Any) -> ApiError:
    """400 for an id that is none, or of no record."""
    return ApiError(400, "INVALID_DATA", "the id given seems to be invalid", details)


def missing_parameter(name: str) -> ApiError:
    """400 where a parameter that has to be there is not."""
    return ApiError(400, "REQUIRED_PARAM_MISSING", "One of the expected parameter is missing", {"param_name": name})


def wrong_parameter(code: str, name: str, message: str) -> ApiError:
    """400 about one parameter."""
    return ApiError(400, code, message, {"param_name": name})


def missing_field(name: str, path: str) -> ApiError:
    """A record without a mandatory field."""
    return ApiError(400, "MANDATORY_NOT_FOUND", "required field not found", {"api_name": name, "json_path": path})


def unfit(name: str, path: str, **more: Any) -> ApiError:
    """A value that does not fit its field."""
    return ApiError(400, "INVALID_DATA", "invalid data", {**more, "api_name": name, "json_path": path})


def too_many_requests(message: str) -> ApiError:
    """429 of the credits or of the calls at one time (section 4.1)."""
    return ApiError(429, "TOO_MANY_REQUESTS", message)
