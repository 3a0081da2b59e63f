"""OAuth: consent page, redirect rules, scopes, tokens of every version (fact sheet section 1)."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Answer, Control, HubSpotHttp, Json, request

REDIRECT = "http://localhost:53682/callback"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
SCOPES = "oauth crm.objects.contacts.read crm.objects.contacts.write"


class App:
    """The registered app, signing in."""

    def __init__(self, hubspot: HubSpotHttp, served: Sandbox) -> None:
        entry = served.directory()["vendors"]["hubspot"]
        self.http = HubSpotHttp(hubspot.base_url, None)
        self.client = {"client_id": entry["client_id"], "client_secret": entry["client_secret"]}

    def authorize(self, **changes: str) -> Answer:
        query = {"client_id": self.client["client_id"], "redirect_uri": REDIRECT, "scope": SCOPES, "state": "s/1"}
        return self.http.get("/oauth/authorize", **{**query, **changes})

    def code(self, **changes: str) -> str:
        answer = self.authorize(sandbox_consent="approve", **changes)
        assert answer.status == 302, answer.body
        return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]

    def redeem(self, code: str, version: str = "2026-03", **changes: str) -> Answer:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, **self.client, **changes}
        return self.http.form(f"/oauth/{version}/token", **form)

    def refresh(self, token: str, version: str = "2026-03", **changes: str) -> Answer:
        form = {"grant_type": "refresh_token", "refresh_token": token, **self.client, **changes}
        return self.http.form(f"/oauth/{version}/token", **form)

    def tokens(self, **changes: str) -> Json:
        return self.redeem(self.code(**changes)).json()


@pytest.fixture
def app(hubspot: HubSpotHttp, served: Sandbox) -> App:
    return App(hubspot, served)


def test_the_page_waits_for_a_person(app: App) -> None:
    page = app.authorize()
    assert (page.status, page.headers["content-type"]) == (200, "text/html;charset=utf-8")
    text = page.body.decode()
    assert 'lang="fr"' in text
    for expected in ("Talensac Immobilier", "Autoriser", "Refuser", "Voir : contacts", "Créer et modifier : contacts"):
        assert expected in text
    path = f"/oauth/authorize?{urlencode({'client_id': app.client['client_id'], 'redirect_uri': REDIRECT, 'scope': SCOPES})}"
    english = request(app.http.base_url, "GET", path, headers={"accept-language": "en-GB,en;q=0.9"})
    assert "Create and change contacts" in english.body.decode()


def test_its_buttons_lead_back(app: App) -> None:
    form = {"client_id": app.client["client_id"], "redirect_uri": REDIRECT, "scope": SCOPES, "state": 'x"<&'}
    page = app.http.get("/oauth/authorize", **form).body.decode()
    assert 'value="x&quot;&lt;&amp;"' in page
    allowed = app.http.form("/oauth/authorize", **form, sandbox_consent="approve")
    assert allowed.status == 302
    answer = dict(parse_qsl(urlsplit(allowed.headers["location"]).query))
    assert answer["state"] == 'x"<&'
    assert app.redeem(answer["code"]).status == 200
    refused = app.http.form("/oauth/authorize", **form, sandbox_consent="deny")
    assert dict(parse_qsl(urlsplit(refused.headers["location"]).query))["error"] == "access_denied"


def test_an_account_can_be_preselected(app: App) -> None:
    query = urlencode({"client_id": app.client["client_id"], "redirect_uri": REDIRECT, "scope": "oauth"})
    assert app.http.get(f"/oauth/24681012/authorize?{query}&sandbox_consent=deny").status == 302


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "x"},
        {"redirect_uri": "https://evil.example/callback"},
        {"redirect_uri": "http://localhost.evil.example/"},
        {"redirect_uri": "http://localhost:1/#x"},
        {"redirect_uri": "http://[::1"},
        {"redirect_uri": ""},
        {"scope": "crm.objects.contacts.read"},
        {"scope": "oauth crm.objects.nothing.read"},
        {"optional_scope": "unknown"},
        {"code_challenge": "x", "code_challenge_method": "S512"},
    ],
)
def test_a_wrong_request_ends_on_a_page(app: App, change: dict[str, str]) -> None:
    answer = app.authorize(sandbox_consent="approve", **change)
    assert answer.status == 400
    assert "location" not in answer.headers
    assert "Connexion impossible" in answer.body.decode()


@pytest.mark.parametrize(
    "redirect", ["http://127.0.0.1:1234/x", "http://localhost/x", "http://[::1]:99/", "http://localhost:5?a=b"]
)
def test_any_loopback_address_will_do(app: App, redirect: str) -> None:
    location = app.authorize(sandbox_consent="approve", redirect_uri=redirect).headers["location"]
    assert location.startswith(redirect)
    assert parse_qs(urlsplit(location).query)["state"] == ["s/1"]


def test_addresses_narrowed_and_without_numbers(app: App, control: Control) -> None:
    control.traits(refuse_ip_redirects=True)
    assert app.authorize(redirect_uri="http://127.0.0.1:1234/x").status == 400
    assert app.authorize(redirect_uri="http://[::1]:1234/x").status == 400
    assert app.authorize().status == 200
    control.traits(redirect_uris=["http://localhost:1/callback"])
    assert app.authorize().status == 400
    assert app.authorize(redirect_uri="http://localhost:1/callback/").status == 400
    assert app.authorize(redirect_uri="http://localhost:1/callback").status == 200


def test_a_refusal_may_be_called_something_else(app: App, control: Control) -> None:
    control.traits(denied_error="consent_refused")
    location = app.authorize(sandbox_consent="deny").headers["location"]
    answer = parse_qs(urlsplit(location).query)
    assert (answer["error"], answer["state"]) == (["consent_refused"], ["s/1"])


def test_optional_scopes_drop_out_silently(app: App, control: Control) -> None:
    wanted = "crm.objects.leads.read crm.objects.deals.read"
    assert "crm.objects.leads.read" in app.tokens(optional_scope=wanted)["scopes"]
    control.traits(leads_enabled=False)
    granted = app.tokens(optional_scope=wanted)["scopes"]
    assert "crm.objects.deals.read" in granted
    assert "crm.objects.leads.read" not in granted
    assert app.authorize(scope=f"{SCOPES} crm.objects.leads.read").status == 400
    control.traits(required_scopes=["oauth", "crm.objects.owners.read"])
    assert app.authorize().status == 400
    control.traits(required_scopes=["oauth"], declared_scopes=["oauth"])
    assert app.authorize().status == 400


@pytest.mark.parametrize("version", ["v1", "v3", "2026-03", "2026-09"])
def test_tokens_of_every_version(app: App, version: str) -> None:
    reply = app.redeem(app.code(), version).json()
    assert reply["scopes"] == SCOPES.split()
    assert (reply["token_type"], reply["expires_in"], reply["hub_id"]) == ("bearer", 1800, 24681012)
    assert len(reply["access_token"]) > 300
    mine = HubSpotHttp(app.http.base_url, reply["access_token"])
    assert mine.get("/crm/v3/objects/contacts").status == 200
    again = app.refresh(reply["refresh_token"], version).json()
    assert again["refresh_token"] == reply["refresh_token"]
    assert again["access_token"] != reply["access_token"]


def test_a_code_works_once_and_not_for_long(app: App, control: Control) -> None:
    code = app.code()
    assert app.redeem(code).status == 200
    assert app.redeem(code).json()["status"] == "BAD_AUTH_CODE"
    late = app.code()
    control.advance(601)
    assert app.redeem(late).json()["status"] == "EXPIRED_AUTH_CODE"


@pytest.mark.parametrize(
    ("change", "error", "status"),
    [
        ({"client_id": "x"}, "invalid_client", "BAD_CLIENT_ID"),
        ({"client_secret": "x"}, "invalid_client", "BAD_CLIENT_SECRET"),
        ({"client_secret": ""}, "invalid_client", "BAD_CLIENT_SECRET"),
        ({"redirect_uri": "http://localhost:1/"}, "invalid_grant", "BAD_REDIRECT_URI"),
        ({"grant_type": "password"}, "unsupported_grant_type", "BAD_GRANT_TYPE"),
        ({"code": "x"}, "invalid_grant", "BAD_AUTH_CODE"),
    ],
)
def test_why_a_token_request_fails(app: App, change: dict[str, str], error: str, status: str) -> None:
    code = change.get("code") or app.code()
    answer = app.redeem(code, "v3", **{name: value for name, value in change.items() if name != "code"})
    assert answer.status == 400
    assert set(answer.json()) == {"error", "error_description", "status", "message"}
    assert (answer.json()["error"], answer.json()["status"]) == (error, status)


def test_the_first_version_answers_in_its_own_words(app: App) -> None:
    answer = app.refresh("gone", "v1").json()
    assert set(answer) == {"status", "message", "correlationId"}
    assert (answer["status"], answer["message"]) == ("BAD_REFRESH_TOKEN", "missing or invalid refresh token")


def test_parameters_belong_in_the_body_after_the_first_version(app: App) -> None:
    form = urlencode({"grant_type": "refresh_token", "refresh_token": app.tokens()["refresh_token"], **app.client})
    assert app.http.form(f"/oauth/v1/token?{form}").status == 200
    assert app.http.form(f"/oauth/v3/token?{form}").status == 400


def test_proof_keys(app: App, control: Control) -> None:
    proof = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    assert app.redeem(app.code(**proof), code_verifier=VERIFIER).status == 200
    assert app.redeem(app.code(**proof), code_verifier="w" * 64).status == 400
    assert app.redeem(app.code(**proof)).status == 400
    assert app.redeem(app.code(code_challenge=VERIFIER), code_verifier=VERIFIER).status == 200
    control.traits(pkce_honoured=False)
    assert app.redeem(app.code(**proof)).status == 200
    control.traits(pkce_required=True, pkce_honoured=True)
    assert app.authorize().status == 400
    assert app.redeem(app.code(**proof), code_verifier=VERIFIER).status == 200
    assert app.redeem(app.code(**proof), code_verifier=VERIFIER, client_secret="").status == 400
    control.traits(pkce_without_secret=True)
    assert app.redeem(app.code(**proof), code_verifier=VERIFIER, client_secret="").status == 200
    assert app.redeem(app.code(**proof), code_verifier="w" * 64, client_secret="").status == 400


def test_refresh_tokens_may_rotate(app: App, control: Control) -> None:
    first = app.tokens()["refresh_token"]
    control.traits(refresh_rotates=True)
    second = app.refresh(first).json()["refresh_token"]
    assert second != first
    assert app.refresh(first).json()["status"] == "BAD_REFRESH_TOKEN"
    assert app.refresh(second).status == 200


def test_a_refresh_may_narrow_the_scopes(app: App) -> None:
    token = app.tokens()["refresh_token"]
    assert app.refresh(token, scope="oauth").json()["scopes"] == ["oauth"]
    assert app.refresh(token, scope="oauth tickets").json()["error"] == "invalid_scope"


def test_an_access_token_expires(app: App, control: Control) -> None:
    control.traits(token_lifetime_s=60, bare_token_reply=True)
    reply = app.tokens()
    assert set(reply) == {"token_type", "access_token", "refresh_token", "expires_in"}
    assert reply["expires_in"] == 60
    mine = HubSpotHttp(app.http.base_url, reply["access_token"])
    control.advance(65)
    answer = mine.get("/crm/v3/objects/contacts")
    assert (answer.status, answer.json()["category"]) == (401, "EXPIRED_AUTHENTICATION")
    assert "expired 5 second(s) ago" in answer.json()["message"]
    assert answer.json()["context"]["expire time"][0].endswith("Z")


def test_garbage_and_nothing_for_a_token(app: App) -> None:
    garbage = HubSpotHttp(app.http.base_url, "garbage").get("/crm/v3/objects/contacts").json()
    assert garbage["category"] == "EXPIRED_AUTHENTICATION"
    assert "20705 day(s)" in garbage["message"]
    nothing = app.http.get("/crm/v3/objects/contacts")
    assert (nothing.status, nothing.json()["category"]) == (401, "INVALID_AUTHENTICATION")


def test_introspection(app: App, served: Sandbox) -> None:
    reply = app.tokens()
    for version in ("v3", "2026-03", "2026-09"):
        shown = app.http.form(f"/oauth/{version}/token/introspect", token=reply["access_token"], **app.client).json()
        assert (shown["active"], shown["hub_id"], shown["token_use"]) == (True, 24681012, "access_token")
        assert shown["hub_domain"] == served.vendors["hubspot"]["account"]
        assert shown["scopes"] == SCOPES.split()
        assert 1790 <= shown["expires_in"] <= 1800
    refresh = app.http.form("/oauth/v3/token/introspect", token=reply["refresh_token"], **app.client).json()
    assert refresh["token_use"] == "refresh_token"
    assert app.http.form("/oauth/v3/token/introspect", token="x", **app.client).json() == {"active": False}
    assert app.http.form("/oauth/v3/token/introspect", token="x", client_id="x").status == 400
    assert app.http.form("/oauth/v1/token/introspect", token="x", **app.client).status == 404


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revocation(app: App, which: str) -> None:
    reply = app.tokens()
    assert app.http.form("/oauth/2026-03/token/revoke", token=reply[which], **app.client).status == 200
    assert app.http.form("/oauth/2026-03/token/revoke", token="unknown", **app.client).status == 200
    assert HubSpotHttp(app.http.base_url, reply["access_token"]).get("/crm/v3/objects/contacts").status == 401
    assert app.refresh(reply["refresh_token"]).status == (200 if which == "access_token" else 400)


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/crm/v3/objects/deals", "crm.objects.deals.read"),
        ("POST", "/crm/v3/objects/companies", "crm.objects.companies.write"),
        ("POST", "/crm/objects/2026-03/leads/search", "crm.objects.leads.read"),
        ("GET", "/crm/v3/owners/", "crm.objects.owners.read"),
        ("POST", "/crm/v3/properties/contacts", "crm.schemas.contacts.write"),
        ("GET", "/crm/v3/pipelines/deals", "crm.schemas.deals.read"),
        ("GET", "/crm/v4/objects/deals/1/associations/contacts", "crm.objects.deals.read"),
        ("GET", "/crm/v3/objects/tickets", "tickets"),
        ("GET", "/crm/v3/objects/emails", "sales-email-read"),
    ],
)
def test_scopes_are_checked(app: App, method: str, path: str, scope: str) -> None:
    mine = HubSpotHttp(app.http.base_url, app.tokens()["access_token"])
    answer = mine.call(method, path, {} if method == "POST" else None)
    assert (answer.status, answer.json()["category"]) == (403, "MISSING_SCOPES")
    assert scope in answer.json()["errors"][0]["context"]["requiredGranularScopes"]
    granted = HubSpotHttp(app.http.base_url, app.tokens(scope=f"oauth {scope}")["access_token"])
    assert granted.call(method, path, {} if method == "POST" else None).status != 403


def test_contact_scopes_reach_activities_and_definitions(app: App) -> None:
    mine = HubSpotHttp(app.http.base_url, app.tokens()["access_token"])
    assert mine.get("/crm/v3/objects/tasks").status == 200
    assert mine.get("/crm/v3/properties/contacts").status == 200


def test_the_directory_has_a_working_refresh_token(app: App, served: Sandbox) -> None:
    entry = served.directory()["vendors"]["hubspot"]
    assert app.refresh(entry["refresh_token"]).status == 200


@pytest.mark.parametrize(("version", "status"), [("v1", 200), ("v3", 200), ("2026-03", 200), ("2026-09", 400)])
def test_an_app_by_itself_reaches_no_records(app: App, version: str, status: int) -> None:
    form = {"grant_type": "client_credentials", **app.client}
    answer = app.http.form(f"/oauth/{version}/token", **form)
    assert answer.status == status
    assert app.http.form(f"/oauth/{version}/token", **{**form, "client_secret": "x"}).status == 400
    if status == 400:
        assert answer.json()["status"] == "BAD_GRANT_TYPE"
        return
    assert "refresh_token" not in answer.json()
    mine = HubSpotHttp(app.http.base_url, answer.json()["access_token"])
    refused = mine.get("/crm/v3/objects/contacts")
    assert (refused.status, refused.json()["category"]) == (403, "MISSING_SCOPES")


def test_a_sign_in_asks_for_something(app: App, control: Control) -> None:
    control.traits(required_scopes=[])
    assert app.authorize(scope="").status == 400
    assert app.authorize(scope="crm.objects.contacts.read").status == 200
