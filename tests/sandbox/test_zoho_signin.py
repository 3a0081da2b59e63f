"""Signing in to the sandbox's Zoho over bare HTTP: consent, codes, data centres, tokens and their limits."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlencode

import pytest

from crmdesk.sandbox.serve import Sandbox, running
from tests.sandbox.raw import Control, request
from tests.sandbox.zoho_http import ZohoControl, ZohoHttp, code_of

URI = "http://localhost:53682/callback"


def works(zoho: ZohoHttp, token: str) -> int:
    return ZohoHttp(zoho.base_url, token).get("/org").status


def test_the_whole_way_in(zoho_http: ZohoHttp) -> None:
    page = zoho_http.authorize(URI)
    assert page.status == 200
    assert "Zoho CRM" in page.body.decode()
    told = zoho_http.redirect(URI)
    assert (told["state"], told["location"], told["accounts-server"]) == ("s1", "eu", zoho_http.base_url)
    tokens = zoho_http.redeem(told["code"], URI)
    assert tokens["token_type"] == "Bearer"
    assert tokens["api_domain"] == zoho_http.base_url
    assert tokens["expires_in"] == 3600
    assert "ZohoCRM.modules.ALL" in tokens["scope"].split()
    assert works(zoho_http, tokens["access_token"]) == 200
    renewed = zoho_http.refresh(tokens["refresh_token"])
    assert "refresh_token" not in renewed
    assert works(zoho_http, renewed["access_token"]) == 200
    assert zoho_http.form("/oauth/v2/token/revoke", token=tokens["refresh_token"]).json() == {"status": "success"}
    assert works(zoho_http, renewed["access_token"]) == 401
    assert zoho_http.refresh(tokens["refresh_token"]) == {"error": "invalid_code"}


def test_refusal_and_error_pages(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    denied = zoho_http.authorize(URI, sandbox_consent="deny")
    assert denied.headers["location"] == f"{URI}?error=access_denied&state=s1"
    zoho_control.traits(redirect_uris=[URI], refuse_ip_redirects=True, pkce="required")
    challenge = {"code_challenge": "x"}
    for wrong in (
        {"client_id": "1000.NOBODY"}, {"redirect_uri": f"{URI}/"}, {"scope": "ZohoCRM.modules.EVERYTHING"},
        {"response_type": "token"}, {"redirect_uri": "http://127.0.0.1:1/x"}, {"redirect_uri": "http://[::1/x"},
    ):  # fmt: skip
        page = zoho_http.authorize(URI, **{**challenge, **wrong})
        assert (page.status, "location" in page.headers) == (400, False), wrong
    assert "invalid_code_challenge" in zoho_http.authorize(URI).body.decode()
    assert zoho_http.authorize(URI, **challenge).status == 200


def test_token_errors_have_status_200(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    code = zoho_http.code(URI)
    assert zoho_http.redeem(code, f"{URI}/") == {"error": "invalid_redirect_uri"}
    assert zoho_http.redeem(code, URI) == {"error": "invalid_code"}, "a code is spent by its first use"
    late = zoho_http.code(URI)
    zoho_control.advance(121)
    assert zoho_http.redeem(late, URI) == {"error": "invalid_code"}
    wrong = ZohoHttp(zoho_http.base_url, None, zoho_http.client_id, "guess")
    assert wrong.redeem("x", URI) == {"error": "invalid_client_secret"}
    assert ZohoHttp(zoho_http.base_url, None, "1000.X", "").refresh("x") == {"error": "invalid_client"}
    answer = zoho_http.form("/oauth/v2/token", grant_type="password")
    assert (answer.status, answer.json()) == (200, {"error": "invalid_grant_type"})
    assert zoho_http.form("/oauth/v2/token/revoke", token="x").json() == {"error": "invalid_token"}


@pytest.mark.parametrize("method", ["S256", "plain"])
def test_pkce(zoho_http: ZohoHttp, zoho_control: ZohoControl, method: str) -> None:
    verifier = "v" * 43
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    challenge = {"code_challenge": digest if method == "S256" else verifier, "code_challenge_method": method}
    assert zoho_http.redeem(zoho_http.code(URI, **challenge), URI, code_verifier="w" * 43) == {"error": "invalid_code"}
    assert "access_token" in zoho_http.redeem(zoho_http.code(URI, **challenge), URI, code_verifier=verifier)
    zoho_control.traits(pkce="ignored")
    assert "access_token" in zoho_http.redeem(zoho_http.code(URI, **challenge), URI)


def test_a_refresh_token_comes_once(zoho_http: ZohoHttp) -> None:
    first = zoho_http.redeem(zoho_http.code(URI, prompt=""), URI)
    again = zoho_http.redeem(zoho_http.code(URI, prompt=""), URI)
    asked = zoho_http.redeem(zoho_http.code(URI, prompt="consent"), URI)
    online = zoho_http.redeem(zoho_http.code(URI, access_type="online"), URI)
    assert ["refresh_token" in one for one in (first, again, asked, online)] == [True, False, True, False]


def test_limits_of_tokens(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(live_grants=2, live_tokens=2)
    refresh = [zoho_http.redeem(zoho_http.code(URI), URI)["refresh_token"] for _ in range(3)]
    assert zoho_http.refresh(refresh[0]) == {"error": "invalid_code"}, "one too many silently ends the oldest"
    access = [zoho_http.refresh(refresh[2])["access_token"] for _ in range(3)]
    assert [works(zoho_http, one) for one in access] == [401, 200, 200]
    zoho_control.advance(3601)
    assert works(zoho_http, access[2]) == 401
    zoho_control.traits(token_throttle=True)
    answers = [zoho_http.refresh(refresh[2]) for _ in range(11)]
    assert answers[-1]["error"] == "Access Denied"


def test_variants_of_token_replies(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(old_expiry=True, scope_separator="comma", api_domain="https://www.zohoapis.in")
    tokens = zoho_http.redeem(zoho_http.code(URI), URI)
    assert (tokens["expires_in_sec"], tokens["expires_in"]) == (3600, 3_600_000)
    assert tokens["scope"].startswith("ZohoCRM.modules.ALL,")
    assert tokens["api_domain"] == "https://www.zohoapis.in"
    zoho_control.traits(
        scope_in_tokens=False, redirect_names_server=False, token_parameters="query", secret_required=False
    )
    assert zoho_http.redirect(URI).keys() == {"state", "code"}
    assert zoho_http.refresh(tokens["refresh_token"]) == {"error": "invalid_grant_type"}
    path = f"/oauth/v2/token?grant_type=refresh_token&client_id={zoho_http.client_id}&refresh_token={tokens['refresh_token']}"
    assert "scope" not in zoho_http.call("POST", path).json()


def test_headers_and_scopes(zoho_http: ZohoHttp) -> None:
    bare = ZohoHttp(zoho_http.base_url, None)
    assert code_of(bare.get("/org")) == (401, "AUTHENTICATION_FAILURE")
    token = str(zoho_http.token)
    assert code_of(bare.call("GET", "/org", authorization=f"Bearer {token}")) == (401, "AUTHENTICATION_FAILURE")
    assert code_of(ZohoHttp(zoho_http.base_url, "1000.x").get("/org")) == (401, "INVALID_TOKEN")
    narrow = zoho_http.redeem(zoho_http.code(URI, scope="ZohoCRM.org.READ"), URI)["access_token"]
    client = ZohoHttp(zoho_http.base_url, narrow)
    assert client.get("/org").status == 200
    for path in ("/Leads?fields=id", "/users", "/settings/modules", "/Leads/search?email=a@b.fr"):
        assert code_of(client.get(path)) == (401, "OAUTH_SCOPE_MISMATCH")
    assert code_of(client.query("select id from Leads where id is not null")) == (401, "OAUTH_SCOPE_MISMATCH")


def test_paths_that_are_none(zoho_http: ZohoHttp) -> None:
    assert code_of(zoho_http.get("/nothing/here/at/all/x")) == (404, "INVALID_URL_PATTERN")
    assert code_of(zoho_http.get("/Cases", fields="id")) == (400, "INVALID_MODULE")
    assert code_of(zoho_http.call("PATCH", "/Leads")) == (400, "INVALID_REQUEST_METHOD")
    assert code_of(zoho_http.call("GET", "/oauth/nothing")) == (404, "INVALID_URL_PATTERN")
    info = zoho_http.call("GET", "/oauth/serverinfo").json()
    assert info["locations"]["eu"] == zoho_http.base_url


def test_redirect_addresses_of_the_command_line() -> None:
    with running(records=0, tls=False, redirect_uris=(URI,)) as sandbox:
        assert _uris(sandbox) == [URI]
        Control(sandbox.control).done("POST", "/reset")
        assert _uris(sandbox) == [URI]


def _uris(sandbox: Sandbox) -> object:
    return sandbox.directory()["vendors"]["zoho"]["redirect_uris"]


def multipart(**fields: str) -> tuple[bytes, dict[str, str]]:
    """The body and header of a form as ``curl -F`` and Zoho's own libraries for Node.js send it."""
    parts = "".join(
        f'--x7Rb\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    )
    return f"{parts}--x7Rb--\r\n".encode(), {"content-type": "multipart/form-data; boundary=x7Rb"}


def test_tokens_are_asked_for_in_every_form_that_is_documented(zoho_http: ZohoHttp) -> None:
    client = {"client_id": zoho_http.client_id, "client_secret": zoho_http.client_secret}
    asked = {"grant_type": "authorization_code", "redirect_uri": URI, "code": zoho_http.code(URI)}
    form = multipart(**client, **asked)
    tokens = request(zoho_http.base_url, "POST", "/oauth/v2/token", *form).json()
    assert works(zoho_http, tokens["access_token"]) == 200
    basic = base64.b64encode(":".join(client.values()).encode()).decode()
    renewal = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    path = f"/oauth/v2/token?{urlencode(renewal)}"
    renewed = request(zoho_http.base_url, "POST", path, headers={"authorization": f"Basic {basic}"}).json()
    assert works(zoho_http, renewed["access_token"]) == 200
    unknown = base64.b64encode(b"1000.NOBODY:x").decode()
    for header, error in ((f"Basic {unknown}", "invalid_client"), ("Basic ?", "invalid_client")):
        assert request(zoho_http.base_url, "POST", path, headers={"authorization": header}).json() == {"error": error}
    body = multipart(token=tokens["refresh_token"])
    assert request(zoho_http.base_url, "POST", "/oauth/v2/token/revoke", *body).json() == {"status": "success"}
    assert works(zoho_http, renewed["access_token"]) == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x7Rb\r\nnothing", "multipart/form-data; boundary=x7Rb"),
        (b"grant_type=refresh_token", "multipart/form-data"),
        (b"\xff\xfe\0", "multipart/form-data; boundary=\"\xe9\""),
        (b"", "multipart/form-data; boundary="),
    ],
)  # fmt: skip
def test_a_form_without_parts_says_nothing(zoho_http: ZohoHttp, body: bytes, content_type: str) -> None:
    headers = {"content-type": content_type}
    answer = request(zoho_http.base_url, "POST", "/oauth/v2/token", body, headers)
    assert (answer.status, answer.json()) == (200, {"error": "invalid_grant_type"})
