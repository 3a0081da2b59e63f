"""Sign-in at Google's sandbox: the page, tokens and their quirks, scopes (section 1)."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from crmdesk.sandbox.google_sheets.tokens import FILE, METADATA, SHEETS, SHEETS_READ
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, request
from tests.sandbox.sheets_http import FORM, REDIRECT, SHEET, SheetsControl, SheetsHttp, refusal


@pytest.fixture
def sheets(control: Control) -> SheetsControl:
    return SheetsControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> SheetsHttp:
    return SheetsHttp(served)


def test_the_page_waits_for_a_person(http: SheetsHttp) -> None:
    page = http.authorize()
    text = page.body.decode()
    assert page.status == 200
    for expected in ('lang="fr"', "helene.kermarec", "Autoriser", "toutes vos feuilles de calcul"):
        assert expected in text


def test_its_buttons_lead_back(http: SheetsHttp) -> None:
    form = {"client_id": http.entry["client_id"], "redirect_uri": REDIRECT, "response_type": "code", "scope": SHEETS,
            "state": 'x"<&'}  # fmt: skip
    body = urlencode({**form, "sandbox_consent": "approve"}).encode()
    allowed = request(http.base_url, "POST", "/o/oauth2/auth", body, FORM)
    answer = dict(parse_qsl(urlsplit(allowed.headers["location"]).query))
    assert (answer["state"], answer["scope"]) == ('x"<&', SHEETS)
    assert answer["code"].startswith("4/0A")
    denied = http.authorize(sandbox_consent="deny").headers["location"]
    assert dict(parse_qsl(urlsplit(denied).query)) == {"error": "access_denied", "state": "s/1"}


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "x"},
        {"redirect_uri": "https://127.0.0.1:1/"},
        {"redirect_uri": "http://127.0.0.1.evil.example/"},
        {"redirect_uri": "http://[::1"},
        {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"},
        {"response_type": "token"},
        {"scope": "https://www.googleapis.com/auth/gmail.readonly"},
        {"scope": ""},
        {"code_challenge_method": "S512"},
    ],
)
def test_a_wrong_request_ends_on_a_page(http: SheetsHttp, change: dict[str, str]) -> None:
    answer = http.authorize(sandbox_consent="approve", **change)
    assert answer.status == 400
    assert "location" not in answer.headers
    assert "Connexion impossible" in answer.body.decode()


@pytest.mark.parametrize("uri", ["http://127.0.0.1:1/", "http://localhost:99/x", "http://[::1]:7/callback"])
def test_any_loopback_port_will_do(http: SheetsHttp, sheets: SheetsControl, uri: str) -> None:
    assert http.authorize(redirect_uri=uri).status == 200
    sheets.traits(redirect_uris=["http://127.0.0.1:2/"])
    assert http.authorize(redirect_uri=uri).status == 400


def test_tokens(http: SheetsHttp) -> None:
    reply = http.signed_in()
    assert reply.keys() == {"access_token", "expires_in", "refresh_token", "scope", "token_type"}
    assert (reply["expires_in"], reply["token_type"], reply["scope"]) == (3599, "Bearer", f"{SHEETS} {FILE}")
    again = http.renewed(reply["refresh_token"]).json()
    assert again.keys() == {"access_token", "expires_in", "scope", "token_type"}
    assert again["access_token"] != reply["access_token"]
    assert http.renewed(reply["refresh_token"]).status == 200, "a refresh token is not used up"


def test_pkce_is_checked(http: SheetsHttp) -> None:
    verifier = "v" * 43
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    for method, sent, proof, status in (
        ("S256", challenge, verifier, 200), ("S256", challenge, "w" * 43, 400), ("S256", challenge, "", 400),
        ("plain", verifier, verifier, 200), ("plain", verifier, "w" * 43, 400),
    ):  # fmt: skip
        code = http.code(code_challenge=sent, code_challenge_method=method)
        answer = http.oauth(
            "/token", grant_type="authorization_code", code=code, redirect_uri=REDIRECT, code_verifier=proof
        )
        assert answer.status == status, (method, proof)


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"client_id": "x"}, 401, "invalid_client"),
        ({"client_secret": "x"}, 401, "invalid_client"),
        ({"client_secret": ""}, 400, "invalid_request"),
        ({"code": "4/none"}, 400, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:1/"}, 400, "redirect_uri_mismatch"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
    ],
)
def test_refusals_of_the_token_endpoint(http: SheetsHttp, change: dict[str, str], status: int, error: str) -> None:
    form = {"grant_type": "authorization_code", "code": http.code(), "redirect_uri": REDIRECT, **change}
    answer = http.oauth("/token", **form)
    assert (answer.status, answer.json()["error"]) == (status, error)


def test_a_code_is_good_once_and_for_a_while(http: SheetsHttp, sheets: SheetsControl) -> None:
    code = http.code()
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    assert http.oauth("/token", **form).status == 200
    assert http.oauth("/token", **form).json()["error"] == "invalid_grant"
    code = http.code()
    sheets.advance(601)
    assert http.oauth("/token", **{**form, "code": code}).json()["error"] == "invalid_grant"


def test_revoking(http: SheetsHttp, served: Sandbox) -> None:
    for name in ("refresh_token", "access_token"):
        reply = http.signed_in()
        assert request(http.base_url, "POST", "/revoke", urlencode({"token": reply[name]}).encode(), FORM).json() == {}
        assert http.renewed(reply["refresh_token"]).json() == {
            "error": "invalid_grant", "error_description": "Token has been expired or revoked.",
        }  # fmt: skip
        assert SheetsHttp(served, reply["access_token"]).call("GET", SHEET).status == 401
    assert http.oauth("/revoke", token="none").status == 400


def test_grants_end(http: SheetsHttp, sheets: SheetsControl) -> None:
    sheets.traits(live_tokens=2)
    first, second, third = (http.signed_in()["refresh_token"] for _ in range(3))
    assert [http.renewed(token).status for token in (first, second, third)] == [400, 200, 200]
    sheets.traits(testing_app=True, refresh_token_expires_in=True)
    short = http.signed_in()
    assert short["refresh_token_expires_in"] == 7 * 86_400
    sheets.advance(8 * 86_400)
    assert http.renewed(short["refresh_token"]).status == 400
    assert http.renewed(third).status == 200
    sheets.advance(200 * 86_400)
    assert http.renewed(third).status == 400


def test_an_access_token_ends(http: SheetsHttp, sheets: SheetsControl, served: Sandbox) -> None:
    one = SheetsHttp(served, http.signed_in()["access_token"])
    assert one.call("GET", SHEET).status == 200
    sheets.advance(3600)
    answer = one.call("GET", SHEET)
    assert refusal(answer)[:2] == (401, "UNAUTHENTICATED")
    assert "invalid_token" in answer.headers["www-authenticate"]


def test_scopes_that_are_unticked(http: SheetsHttp, served: Sandbox) -> None:
    reply = http.signed_in(sandbox_unticked=SHEETS)
    assert reply["scope"] == FILE
    one = SheetsHttp(served, reply["access_token"])
    assert refusal(one.call("GET", SHEET))[:2] == (404, "NOT_FOUND"), "not made by this app"
    made = one.call("POST", "/v4/spreadsheets", {"properties": {"title": "Neu"}}).json()
    assert one.call("GET", f"/v4/spreadsheets/{made['spreadsheetId']}").status == 200
    listed = one.call("GET", "/drive/v3/files").json()["files"]
    assert [each["name"] for each in listed] == ["Neu"]


def test_scopes_that_only_read(http: SheetsHttp, served: Sandbox) -> None:
    one = SheetsHttp(served, http.signed_in(scope=SHEETS_READ)["access_token"])
    assert one.call("GET", SHEET).status == 200
    for method, rest in (("POST", ":batchUpdate"), ("POST", "/developerMetadata:search"),
                         ("POST", "/values:batchGetByDataFilter"), ("POST", ":getByDataFilter")):  # fmt: skip
        status, word, _ = refusal(one.call(method, SHEET + rest, {}))
        assert (status, word) == (403, "PERMISSION_DENIED")
    assert one.call("GET", "/drive/v3/files").status == 403
    other = SheetsHttp(served, http.signed_in(scope=METADATA)["access_token"])
    assert other.call("GET", SHEET).status == 403
    assert len(other.call("GET", "/drive/v3/files").json()["files"]) == 1
