"""What clients of other languages send to HubSpot, and what they get: methods, content types, numbers, links, cursors."""

from __future__ import annotations

import pytest

from tests.sandbox.raw import Control, HubSpotHttp, request

CONTACTS = "/crm/v3/objects/contacts"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/oauth/v1/token"),
        ("GET", "/oauth/2026-03/token"),
        ("DELETE", "/oauth/v3/token/revoke"),
        ("PUT", "/oauth/v3/token/introspect"),
        ("POST", "/oauth/v1/refresh-tokens/x"),
        ("DELETE", "/oauth/v1/access-tokens/x"),
        ("PUT", CONTACTS),
    ],
)
def test_a_wrong_method_is_no_unknown_path(hubspot: HubSpotHttp, method: str, path: str) -> None:
    answer = hubspot.call(method, path)
    assert (answer.status, answer.headers["content-type"]) == (405, "application/json;charset=utf-8")
    assert answer.json()["status"] == "error"


@pytest.mark.parametrize("path", ["/oauth/v1/token", "/oauth/v3/token", "/oauth/2026-09/token/introspect"])
def test_tokens_are_asked_for_by_form(hubspot: HubSpotHttp, path: str) -> None:
    assert hubspot.call("POST", path, {"grant_type": "refresh_token"}).status == 415
    headers = {"content-type": f"{FORM}; charset=UTF-8"}
    assert request(hubspot.base_url, "POST", path, b"grant_type=refresh_token", headers).status == 400
    assert request(hubspot.base_url, "POST", path, b"", {"content-type": "application/json"}).status == 400


def test_the_body_of_a_refused_search(hubspot: HubSpotHttp, control: Control) -> None:
    control.traits(rate_limits=True, search_limit=0, service_key_limit=0)
    assert set(hubspot.post(f"{CONTACTS}/search", {}).json()) == {"status", "message", "correlationId", "category"}
    assert set(hubspot.get(CONTACTS).json()) == {
        "status", "message", "errorType", "correlationId", "policyName", "requestId",
    }  # fmt: skip
    control.traits(rate_limits=False)
    control.fault("retry_after", path=f"{CONTACTS}/search")
    assert "requestId" not in hubspot.post(f"{CONTACTS}/search", {}).json()
