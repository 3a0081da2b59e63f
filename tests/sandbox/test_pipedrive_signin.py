"""Sign-in at Pipedrive's sandbox: the page, tokens and their quirks, scopes, the personal API token (section 1)."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import REDIRECT, PipedriveControl, PipedriveHttp, refused
from tests.sandbox.raw import Control, request

ME = "/v1/users/me"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def test_the_page_waits_for_a_person(http: PipedriveHttp) -> None:
    page = http.authorize()
    text = page.body.decode()
    assert page.status == 200
    for expected in ('lang="fr"', "Talensac Immobilier", "Autoriser", "Créer et modifier : contacts"):
        assert expected in text
    path = f"/oauth/authorize?{urlencode({'client_id': http.entry['client_id'], 'redirect_uri': REDIRECT})}"
    english = request(http.base_url, "GET", path, headers={"accept-language": "en-GB"})
    assert "Create and change contacts" in english.body.decode()


def test_its_buttons_lead_back(http: PipedriveHttp) -> None:
    form = {"client_id": http.entry["client_id"], "redirect_uri": REDIRECT, "state": 'x"<&'}
    body = urlencode({**form, "sandbox_consent": "approve"}).encode()
    allowed = request(http.base_url, "POST", "/oauth/authorize", body, FORM)
    assert dict(parse_qsl(urlsplit(allowed.headers["location"]).query))["state"] == 'x"<&'
    denied = http.authorize(sandbox_consent="deny").headers["location"]
    assert dict(parse_qsl(urlsplit(denied).query)) == {"error": "user_denied", "state": "s/1"}


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "x"},
        {"redirect_uri": "https://evil.example/callback"},
        {"redirect_uri": "http://localhost.evil.example/"},
        {"redirect_uri": "http://localhost:1/#x"},
        {"redirect_uri": "http://[::1"},
        {"scope": ""},
    ],
)
def test_a_wrong_request_ends_on_a_page(http: PipedriveHttp, change: dict[str, str]) -> None:
    answer = http.authorize(sandbox_consent="approve", **change)
    assert answer.status == 400
    assert "location" not in answer.headers
    assert "Connexion impossible" in answer.body.decode()


def test_callback_addresses_can_be_narrowed(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(refuse_ip_redirects=True)
    assert http.authorize(redirect_uri="http://127.0.0.1:1234/x").status == 400
    pipedrive.traits(redirect_uris=["http://localhost:1/callback"])
    assert http.authorize().status == 400
    assert http.authorize(redirect_uri="http://localhost:1/callback").status == 200


def test_the_address_has_no_say_in_scopes(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(scopes=["base", "contacts:read"])
    location = http.authorize(sandbox_consent="approve", scope="admin").headers["location"]
    code = parse_qs(urlsplit(location).query)["code"][0]
    reply = http.oauth("token", grant_type="authorization_code", code=code, redirect_uri=REDIRECT).json()
    assert reply["scope"] == "base,contacts:read"


def test_tokens(http: PipedriveHttp, served: Sandbox) -> None:
    reply = http.signed_in()
    assert (reply["token_type"], reply["expires_in"], reply["api_domain"]) == ("Bearer", 3599, http.base_url)
    assert reply["access_token"].startswith("v1u:")
    assert len(reply["access_token"]) > 700
    mine = PipedriveHttp(served, reply["access_token"])
    assert mine.data(ME)["company_id"] == 7010001
    assert mine.rows("/api/v2/persons")
    again = http.oauth("token/", grant_type="refresh_token", refresh_token=reply["refresh_token"]).json()
    assert again["refresh_token"] == reply["refresh_token"], "the slash is in the vendor's specification"


def test_a_refresh_may_rotate_or_say_little(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    token = http.signed_in()["refresh_token"]
    pipedrive.traits(refresh_rotates=True)
    fresh = http.oauth("token", grant_type="refresh_token", refresh_token=token).json()["refresh_token"]
    assert fresh != token
    refused(http.oauth("token", grant_type="refresh_token", refresh_token=token), 400, "invalid_grant")
    pipedrive.traits(bare_token_reply=True)
    bare = http.oauth("token", grant_type="refresh_token", refresh_token=fresh).json()
    assert bare.keys() == {"access_token", "token_type", "scope", "expires_in"}


def test_codes_and_tokens_end(http: PipedriveHttp, served: Sandbox, pipedrive: PipedriveControl) -> None:
    code = http.code()
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    assert http.oauth("token", **asked).status == 200
    assert "authorization_code is invalid" in http.oauth("token", **asked).json()["message"]
    late = http.code()
    pipedrive.advance(301)
    assert "has expired" in http.oauth("token", **{**asked, "code": late}).json()["message"]
    reply = http.signed_in()
    mine = PipedriveHttp(served, reply["access_token"])
    pipedrive.advance(301 + 3600)
    refused(mine.get(ME), 401, "Invalid token: access token is invalid")
    pipedrive.advance(59 * 86_400)
    assert http.oauth("token", grant_type="refresh_token", refresh_token=reply["refresh_token"]).status == 200
    pipedrive.advance(118 * 86_400)
    assert http.oauth("token", grant_type="refresh_token", refresh_token=reply["refresh_token"]).status == 200
    pipedrive.advance(179 * 86_400)
    gone = http.oauth("token", grant_type="refresh_token", refresh_token=reply["refresh_token"])
    assert gone.json()["message"] == "Invalid grant: refresh_token is invalid"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"grant_type": "password"}, "Unsupported grant type: grant_type is invalid"),
        ({}, "Missing parameter: grant_type"),
        ({"client_secret": "x"}, "Invalid client: client is invalid"),
        ({"client_id": ""}, "Invalid client: cannot retrieve client credentials"),
        ({"grant_type": "authorization_code", "redirect_uri": "x"}, "Invalid request: redirect_uri is not a valid URI"),
    ],
)
def test_what_the_token_endpoint_refuses(
    http: PipedriveHttp, pipedrive: PipedriveControl, form: dict[str, str], message: str
) -> None:
    assert http.oauth("token", **form).json()["message"] == message
    pipedrive.traits(token_error="message")
    assert http.oauth("token", **form).json() == {"success": False, "message": message}


def test_the_client_may_authenticate_by_header(http: PipedriveHttp) -> None:
    pair = base64.b64encode(f"{http.entry['client_id']}:{http.entry['client_secret']}".encode()).decode()
    form = urlencode({"grant_type": "authorization_code", "code": http.code(), "redirect_uri": REDIRECT}).encode()
    headers = {**FORM, "authorization": f"Basic {pair}"}
    assert request(http.base_url, "POST", "/oauth/token", form, headers).status == 200
    wrong = request(http.base_url, "POST", "/oauth/token", form, {"authorization": f"Basic {pair}"})
    assert wrong.json()["message"].startswith("Invalid request: content must be")
    bad = request(http.base_url, "POST", "/oauth/token", form, {**FORM, "authorization": "Basic %%%"})
    assert bad.status == 400


def test_a_challenge_is_ignored_or_checked(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()

    def redeem(**more: str) -> int:
        location = http.authorize(sandbox_consent="approve", code_challenge=challenge).headers["location"]
        code = parse_qs(urlsplit(location).query)["code"][0]
        return http.oauth("token", grant_type="authorization_code", code=code, redirect_uri=REDIRECT, **more).status

    assert redeem() == 200
    pipedrive.traits(pkce="checked")
    assert [redeem(), redeem(code_verifier=verifier)] == [400, 200]


def test_revoking(http: PipedriveHttp, served: Sandbox) -> None:
    first, second = http.signed_in(), http.signed_in()
    assert http.oauth("revoke", token=first["access_token"]).status == 200
    refused(PipedriveHttp(served, first["access_token"]).get(ME), 401, "unauthorized access")
    renewed = http.oauth("token", grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert renewed.status == 200, "an access token ends alone"
    assert http.oauth("revoke", token=second["refresh_token"]).status == 200
    assert http.oauth("token", grant_type="refresh_token", refresh_token=second["refresh_token"]).status == 400
    refused(PipedriveHttp(served, second["access_token"]).get(ME), 401, "unauthorized access")


def test_the_personal_token_is_no_bearer(http: PipedriveHttp, served: Sandbox) -> None:
    token = str(http.entry["access_token"])
    assert http.get("/api/v2/persons").status == 200
    refused(PipedriveHttp(served, token).get(ME), 401, "unauthorized access")
    assert request(http.base_url, "GET", f"{ME}?api_token={token}").status == 200
    refused(request(http.base_url, "GET", f"/api/v2/persons?api_token={token}"), 400, "api_token")
    malformed = request(http.base_url, "GET", ME, headers={"authorization": "Basic x"})
    refused(malformed, 400, "malformed authorization header")
    refused(request(http.base_url, "GET", ME), 401, "unauthorized access")


def test_scopes_open_paths(http: PipedriveHttp, served: Sandbox, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(scopes=["base", "contacts:read", "deals:full"])
    mine = PipedriveHttp(served, http.signed_in()["access_token"])
    assert mine.get("/api/v2/persons").status == 200
    assert mine.get("/api/v2/persons/search", term="acme").status == 200
    refused(mine.post("/api/v2/persons", {"name": "x"}), 403, "Scope and URL mismatch")
    refused(mine.get("/api/v2/itemSearch", term="acme"), 403, "Scope and URL mismatch")
    refused(mine.get("/v1/recents", since_timestamp="2026-01-01 00:00:00"), 403, "Scope and URL mismatch")
    refused(mine.get("/api/v2/activityFields"), 403, "Scope and URL mismatch")
    assert http.get("/api/v2/activityFields").status == 200, "a personal token has all rights of its user"


def test_faults_on_tokens(http: PipedriveHttp, served: Sandbox, pipedrive: PipedriveControl) -> None:
    reply = http.signed_in()
    mine = PipedriveHttp(served, reply["access_token"])
    pipedrive.fault("expire_token", path=ME)
    refused(mine.get(ME), 401, "Invalid token")
    again = http.oauth("token", grant_type="refresh_token", refresh_token=reply["refresh_token"]).json()
    pipedrive.fault("revoke_token", path=ME)
    refused(PipedriveHttp(served, again["access_token"]).get(ME), 401, "unauthorized access")
    assert http.oauth("token", grant_type="refresh_token", refresh_token=reply["refresh_token"]).status == 400
    pipedrive.fault("revoke_token", path=ME)
    refused(http.get(ME), 401, "unauthorized access")
