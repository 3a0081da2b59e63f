"""Pipedrive's refusals in the forms of section 5."""

from __future__ import annotations

from crmdesk.sandbox.messages import JsonObject, Reply

SITE = "Please check developers.pipedrive.com"
V1_INFO = f"{SITE} for more information about Pipedrive API."
SCHEMA = "ERR_SCHEMA_VALIDATION_FAILED"


class ApiError(Exception):
    """A refusal; ``body`` is what the API sends, or HTML."""

    def __init__(self, status: int, body: JsonObject | str, *headers: tuple[str, str]) -> None:
        super().__init__(body if isinstance(body, str) else str(body.get("error")))
        self.headers = headers
        self.status = status
        self.body = body

    def reply(self) -> Reply:
        """The reply of it."""
        html = isinstance(self.body, str)
        reply = Reply.html(self.status, str(self.body)) if html else Reply.json(self.status, self.body)
        reply.headers.extend(self.headers)
        return reply


def v1_body(error: str, info: str = V1_INFO) -> JsonObject:
    """The envelope of v1 errors."""
    return {"success": False, "error": error, "error_info": info, "data": None, "additional_data": None}


def gateway(status: int, error: str, *headers: tuple[str, str]) -> ApiError:
    """What the gateway in front of the API says."""
    return ApiError(status, {"success": False, "error": error, "errorCode": status, "error_info": SITE}, *headers)


def unauthorized() -> ApiError:
    """A token that is not accepted."""
    return gateway(401, "unauthorized access", ("x-401-by-gw", "true"))


def bad_token() -> ApiError:
    """An OAuth token that is over."""
    return ApiError(401, {"success": False, "error": "Invalid token: access token is invalid", "errorCode": 401})


def scope_mismatch() -> ApiError:
    """A scope that the app lacks."""
    return gateway(403, "Scope and URL mismatch")


def not_permitted(text: str = "You do not have permissions to do this.", code: str | None = None) -> ApiError:
    """A rule of the account: permissions, plan, required fields, locked stages."""
    return ApiError(403, v1_body(text) | ({} if code is None else {"code": code}))


def invalid(*faults: tuple[str, str]) -> ApiError:
    """v2: (field, text) of everything that is wrong."""
    text = "; ".join(f"{field}: {words}" for field, words in faults)
    return ApiError(400, {"success": False, "error": f"Validation failed: {text}", "code": SCHEMA})


def not_allowed_key(name: str) -> ApiError:
    """v2: a key that the body or query does not know."""
    return ApiError(400, {"success": False, "error": f"Parameter '{name}' is not allowed for this request",
                          "code": SCHEMA})  # fmt: skip


def bad_request(text: str = "Bad request") -> ApiError:
    """v1: anything wrong with a request."""
    return ApiError(400, v1_body(text))


def not_found(what: str) -> ApiError:
    """A row that is not there."""
    return ApiError(404, v1_body(f"{what} not found", "Object was not found."))


def unknown_path() -> ApiError:
    """A path that there is not."""
    return ApiError(404, {"success": False, "error": "Unknown method .", "error_info": SITE})


def wrong_method() -> ApiError:
    """A path that there is, with another method (section 5)."""
    return ApiError(405, {"success": False, "error": "Method not allowed", "error_info": SITE})


def doubly_wrapped() -> ApiError:
    """A ``custom_fields`` inside ``custom_fields`` (section 8, pitfall 2)."""
    return ApiError(500, {"success": False, "error": "Internal Server Error", "code": "ERR_UNKNOWN"})
