"""Signing in to the sandbox's Salesforce: consent, codes, sessions that end, refresh tokens, who signed in."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from crmdesk.sandbox.salesforce.tokens import CLIENT_ID, CLIENT_SECRET
from tests.sandbox.raw import PATIENCE_S, Answer, request
from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code

REDIRECT = "http://localhost:53682/callback"
VERIFIER = "v" * 60
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def authorize(http: SalesforceHttp, **more: str) -> Answer:
    asked = {
        "response_type": "code", "client_id": CLIENT_ID, "redirect_uri": REDIRECT, "scope": "api refresh_token id",
        "state": "s1", "code_challenge": CHALLENGE, "code_challenge_method": "S256", **more,
    }  # fmt: skip
    return request(http.base_url, "GET", f"/services/oauth2/authorize?{urlencode(asked)}")


def sent_back(answer: Answer) -> dict[str, str]:
    assert answer.status == 302, answer.body
    assert answer.headers["location"].startswith(REDIRECT)
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def redeem(http: SalesforceHttp, text: str, **more: str) -> Answer:
    form = {
        "grant_type": "authorization_code", "code": text, "client_id": CLIENT_ID, "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER, **more,
    }  # fmt: skip
    return http.form("token", **form)


def signed_in(http: SalesforceHttp) -> dict[str, Any]:
    answer = redeem(http, sent_back(authorize(http, sandbox_consent="approve"))["code"])
    assert answer.status == 200, answer.body
    return answer.json()


def refresh(http: SalesforceHttp, token: str, **more: str) -> Answer:
    return http.form("token", grant_type="refresh_token", refresh_token=token, client_id=CLIENT_ID, **more)


def test_a_person_is_asked_and_may_refuse(salesforce: SalesforceHttp) -> None:
    page = authorize(salesforce)
    assert page.status == 200
    assert "Autoriser" in page.body.decode()
    assert sent_back(authorize(salesforce, sandbox_consent="deny")) == {
        "error": "access_denied", "error_description": "end-user denied authorization", "state": "s1",
    }  # fmt: skip


def test_a_public_client_signs_in_with_its_verifier_alone(salesforce: SalesforceHttp) -> None:
    answer = sent_back(authorize(salesforce, sandbox_consent="approve"))
    assert answer["state"] == "s1"
    assert answer["code"].endswith("==")
    reply = redeem(salesforce, answer["code"]).json()
    assert "expires_in" not in reply
    assert reply["instance_url"] == salesforce.base_url
    assert reply["access_token"].startswith("00D")
    assert "!" in reply["access_token"]
    assert isinstance(reply["issued_at"], str)
    proof = hmac.new(CLIENT_SECRET.encode(), (reply["id"] + reply["issued_at"]).encode(), hashlib.sha256).digest()
    assert base64.b64decode(reply["signature"]) == proof
    again = redeem(salesforce, answer["code"])
    assert (again.status, again.json()) == (
        400, {"error": "invalid_grant", "error_description": "authentication failure"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"code_verifier": "w" * 60}, "invalid_grant"),
        ({"redirect_uri": "http://localhost:1/"}, "redirect_uri_mismatch"),
        ({"client_id": "3MVG9nobody"}, "invalid_client_id"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_code_needs_what_it_was_asked_with(salesforce: SalesforceHttp, more: dict[str, str], error: str) -> None:
    text = sent_back(authorize(salesforce, sandbox_consent="approve"))["code"]
    answer = redeem(salesforce, text, **more)
    assert (answer.status, answer.json()["error"]) == (400, error)


def test_both_readings_of_a_wrong_verifier(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    org.traits(verifier_error="invalid_request")
    text = sent_back(authorize(salesforce, sandbox_consent="approve"))["code"]
    assert redeem(salesforce, text, code_verifier="w" * 60).json() == {"error": "invalid_request"}


def test_sign_ins_that_cannot_go_on(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    assert authorize(salesforce, client_id="nobody").status == 400
    assert authorize(salesforce, redirect_uri="https://example.org/").status == 400
    assert sent_back(authorize(salesforce, scope="api everything"))["error"] == "invalid_scope"
    assert sent_back(authorize(salesforce, response_type="token"))["error"] == "unsupported_response_type"
    org.traits(pkce_required=True)
    assert sent_back(authorize(salesforce, code_challenge=""))["error"] == "invalid_request"
    org.traits(app_blocked=True)
    assert sent_back(authorize(salesforce))["error"] == "OAUTH_APP_BLOCKED"
    org.traits(redirect_uris=["http://localhost:1717/OauthRedirect"])
    assert authorize(salesforce).status == 400


def test_a_late_code_says_so(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    text = sent_back(authorize(salesforce, sandbox_consent="approve"))["code"]
    org.advance(3600)
    assert redeem(salesforce, text).json()["error_description"] == "expired authorization code"


def test_a_session_ends_when_it_is_not_used(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    http = SalesforceHttp(salesforce.base_url, signed_in(salesforce)["access_token"])
    for hours in (1, 2, 3):
        org.advance(hours * 3600)
        assert http.get("/limits").status == 200
    org.advance(6 * 3600)
    answer = http.get("/limits")
    assert code(answer) == (401, "INVALID_SESSION_ID")
    assert answer.headers["content-type"] == "application/json;charset=UTF-8"


def test_a_refresh_brings_no_new_refresh_token_unless_they_rotate(
    salesforce: SalesforceHttp, org: SalesforceControl
) -> None:
    first = signed_in(salesforce)
    reply = refresh(salesforce, first["refresh_token"]).json()
    assert "refresh_token" not in reply
    assert reply["access_token"] != first["access_token"]
    org.traits(refresh_rotates=True)
    rotated = refresh(salesforce, first["refresh_token"]).json()
    assert rotated["refresh_token"] != first["refresh_token"]
    replayed = refresh(salesforce, first["refresh_token"])
    assert replayed.json() == {"error": "invalid_grant", "error_description": "expired access/refresh token"}
    assert refresh(salesforce, rotated["refresh_token"]).status == 400, "a replay ends the whole grant"
    assert SalesforceHttp(salesforce.base_url, rotated["access_token"]).get("/limits").status == 401


def test_the_sixth_approval_ends_the_first(salesforce: SalesforceHttp) -> None:
    tokens = [signed_in(salesforce)["refresh_token"] for _ in range(6)]
    assert refresh(salesforce, tokens[0]).status == 400
    assert refresh(salesforce, tokens[1]).status == 200


def test_refreshes_that_are_refused(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    token = signed_in(salesforce)["refresh_token"]
    org.traits(refresh_scope_refused=True)
    assert refresh(salesforce, token, scope="api").status == 400
    org.traits(secret_required=True)
    assert refresh(salesforce, token).json()["error"] == "invalid_client"
    assert refresh(salesforce, token, client_secret=CLIENT_SECRET).status == 200


def test_revoking_ends_a_grant(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    reply = signed_in(salesforce)
    answer = salesforce.form("revoke", token=reply["refresh_token"])
    assert (answer.status, answer.body) == (200, b"")
    assert SalesforceHttp(salesforce.base_url, reply["access_token"]).get("/limits").status == 401
    assert salesforce.form("revoke", token="nobody").json()["error"] == "unsupported_token_type"
    org.traits(revoke_unknown_400=False)
    assert salesforce.form("revoke", token="nobody").status == 200


def test_introspection_needs_the_secret(salesforce: SalesforceHttp) -> None:
    reply = signed_in(salesforce)
    asked = {"token": reply["access_token"], "client_id": CLIENT_ID}
    assert salesforce.form("introspect", **asked).json()["error"] == "invalid_client"
    told = salesforce.form("introspect", **asked, client_secret=CLIENT_SECRET).json()
    assert (told["active"], told["sub"], told["token_type"]) == (True, reply["id"], "access_token")
    # It runs out so long after it was last used, which may be a moment after it was issued.
    assert 7200 <= told["exp"] - told["iat"] < 7200 + PATIENCE_S
    dead = salesforce.form("introspect", token="nobody", client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    assert dead.json() == {"active": False}


def test_who_signed_in(salesforce: SalesforceHttp) -> None:
    reply = signed_in(salesforce)
    http = SalesforceHttp(salesforce.base_url, reply["access_token"])
    path = urlsplit(reply["id"]).path
    told = http.get(path, version="latest").json()
    assert path == f"/id/{told['organization_id']}/{told['user_id']}"
    assert told["urls"]["rest"].endswith("/services/data/v67.0/")
    assert http.get("/services/oauth2/userinfo").json()["sub"] == reply["id"]
    assert http.get("").json()["identity"] == reply["id"]
    assert request(salesforce.base_url, "GET", "/.well-known/openid-configuration").json()["token_endpoint"]


def test_versions_need_no_session_and_cost_nothing(salesforce: SalesforceHttp) -> None:
    answer = request(salesforce.base_url, "GET", "/services/data/")
    assert answer.status == 200
    assert "sforce-limit-info" not in answer.headers
    assert salesforce.get("/services/data/v9.0/limits").status == 410


def test_what_the_login_host_can_do_is_told_whole(salesforce: SalesforceHttp) -> None:
    told = request(salesforce.base_url, "GET", "/.well-known/openid-configuration").json()
    assert told["registration_endpoint"].startswith(salesforce.base_url)
    assert told["response_types_supported"] == ["code", "token", "token id_token"]
    assert {"address", "phone", "chatter_api", "custom_permissions", "visualforce", "lightning", "content", "wave_api",
            "eclair_api", "pardot_api", "sfap_api", "mcp_api"} <= set(told["scopes_supported"])  # fmt: skip
    assert "code" in sent_back(authorize(salesforce, scope="api web chatter_api", sandbox_consent="approve"))


def test_a_verifier_has_a_length(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    def status(length: int) -> int:
        verifier = "v" * length
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        text = sent_back(authorize(salesforce, code_challenge=challenge, sandbox_consent="approve"))["code"]
        return redeem(salesforce, text, code_verifier=verifier).status

    assert [status(length) for length in (42, 43, 128, 171)] == [400, 200, 200, 200]
    org.traits(long_verifiers_refused=True)
    assert [status(length) for length in (42, 43, 128, 129)] == [400, 200, 200, 400]


def test_who_was_deactivated_gets_no_token(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    reply = signed_in(salesforce)
    text = sent_back(authorize(salesforce, sandbox_consent="approve"))["code"]
    org.edit("User", urlsplit(reply["id"]).path.rpartition("/")[2], IsActive=False)
    refused = {"error": "invalid_grant", "error_description": "authentication failure"}
    for answer in (redeem(salesforce, text), refresh(salesforce, reply["refresh_token"])):
        assert (answer.status, answer.json()) == (400, refused)


@pytest.mark.parametrize("error", ["inactive_user", "inactive_org", "rate_limit_exceeded"])
def test_a_refusal_of_every_token(salesforce: SalesforceHttp, org: SalesforceControl, error: str) -> None:
    token = signed_in(salesforce)["refresh_token"]
    org.traits(login_refused=error)
    answer = refresh(salesforce, token)
    assert (answer.status, answer.json()["error"]) == (400, error)
    org.traits(login_refused="")
    assert refresh(salesforce, token).status == 200


def test_a_sign_in_is_refused_in_several_words(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    words = (
        "OAUTH_AUTHORIZATION_BLOCKED",
        "OAUTH_APPROVAL_ERROR_GENERIC",
        "OAUTH_EC_APP_NOT_FOUND",
        "OAUTH_APP_BLOCKED",
    )
    for error in words:
        org.traits(app_blocked=True, blocked_error=error)
        assert sent_back(authorize(salesforce))["error"] == error


def test_both_readings_of_full_access(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    for gives in (False, True):
        org.traits(full_gives_refresh=gives)
        text = sent_back(authorize(salesforce, scope="full", sandbox_consent="approve"))["code"]
        assert ("refresh_token" in redeem(salesforce, text).json()) is gives


def test_a_refresh_token_that_is_not_used_may_end(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    token = signed_in(salesforce)["refresh_token"]
    org.advance(40 * 86_400)
    assert refresh(salesforce, token).status == 200
    org.traits(refresh_idle_s=30 * 86_400)
    org.advance(69 * 86_400)
    assert refresh(salesforce, token).status == 200
    org.advance(100 * 86_400)
    told = {"error": "invalid_grant", "error_description": "expired access/refresh token"}
    assert refresh(salesforce, token).json() == told


def test_asking_about_an_old_refresh_token_is_no_use_of_it(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    first = signed_in(salesforce)["refresh_token"]
    org.traits(refresh_rotates=True)
    second = refresh(salesforce, first).json()["refresh_token"]
    asked = {"token": first, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    assert salesforce.form("introspect", **asked).json() == {"active": False}
    assert refresh(salesforce, second).status == 200


def test_both_words_for_a_token_that_cannot_be_revoked(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    for error in ("unsupported_token_type", "invalid_token"):
        org.traits(revoke_error=error)
        assert salesforce.form("revoke", token="nobody").json()["error"] == error
    org.traits(revoke_error_form="urlencoded")
    assert salesforce.form("revoke", token="nobody").body.startswith(b"error=invalid_token&")
    assert salesforce.form("revoke", token="nobody", format="json").json()["error"] == "invalid_token"


def test_userinfo_has_every_key(salesforce: SalesforceHttp) -> None:
    told = salesforce.get("/services/oauth2/userinfo").json()
    assert told.keys() >= {"profile", "picture", "address", "photos"}
    assert told["photos"].keys() == {"picture", "thumbnail"}


def test_an_app_may_register_a_scheme_of_its_own(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    redirects = ["crmdesk:/done", "testsfdc:///mobilesdk/detect/oauth/done", "https://crm.example/back"]
    for redirect in redirects:
        assert authorize(salesforce, redirect_uri=redirect, sandbox_consent="approve").status == 400
    org.traits(redirect_uris=redirects)
    for redirect in redirects:
        answer = authorize(salesforce, redirect_uri=redirect, sandbox_consent="approve")
        assert (answer.status, answer.headers["location"].startswith(f"{redirect}?code=")) == (302, True), redirect
        text = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
        assert redeem(salesforce, text, redirect_uri=redirect).status == 200
    assert authorize(salesforce, redirect_uri="crmdesk:/done/", sandbox_consent="approve").status == 400
