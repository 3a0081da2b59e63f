"""ID tokens of the sandbox's Salesforce and Google, checked as a client does: by the keys that discovery leads to."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import jwt
import pytest
import requests
from google.auth.transport.requests import Request
from google.oauth2 import id_token

from crmdesk.sandbox.google_sheets.tokens import CLIENT_ID as GOOGLE_ID
from crmdesk.sandbox.google_sheets.tokens import SHEETS
from crmdesk.sandbox.salesforce.tokens import CLIENT_ID as SALESFORCE_ID
from crmdesk.sandbox.salesforce.tokens import CLIENT_SECRET
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, Json, request
from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp
from tests.sandbox.sheets_http import REDIRECT, SheetsHttp
from tests.sandbox.test_salesforce_signin import authorize, redeem, refresh, sent_back

PERSON = "helene.kermarec@talensac-immobilier.example"


@pytest.fixture
def google(served: Sandbox, control: Control) -> SheetsHttp:
    return SheetsHttp(served)


def discovered(base_url: str) -> Json:
    return request(base_url, "GET", "/.well-known/openid-configuration").json()


def checked(base_url: str, token: str, audience: str, **options: Any) -> Json:
    """The claims of a token whose signature, issuer, audience and end are right. Raises `jwt.PyJWTError`."""
    known = discovered(base_url)
    key = jwt.PyJWKClient(known["jwks_uri"], cache_keys=False).get_signing_key_from_jwt(token)
    algorithms = known["id_token_signing_alg_values_supported"]
    claims: Json = jwt.decode(token, key, algorithms, audience=audience, issuer=known["issuer"], **options)
    return claims


def half_of(access_token: str) -> str:
    digest = hashlib.sha256(access_token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def salesforce_reply(http: SalesforceHttp, **more: str) -> Json:
    asked = {"scope": "api refresh_token openid", "nonce": "n-0S6_WzA2Mj", **more}
    return redeem(http, sent_back(authorize(http, sandbox_consent="approve", **asked))["code"]).json()


def test_salesforce_tells_who_signed_in(salesforce: SalesforceHttp) -> None:
    reply = salesforce_reply(salesforce)
    claims = checked(salesforce.base_url, reply["id_token"], SALESFORCE_ID)
    assert claims["sub"] == reply["id"]
    assert (claims["nonce"], claims["at_hash"]) == ("n-0S6_WzA2Mj", half_of(reply["access_token"]))
    assert claims["exp"] - claims["iat"] == 120
    again = refresh(salesforce, reply["refresh_token"]).json()
    renewed = checked(salesforce.base_url, again["id_token"], SALESFORCE_ID)
    assert "nonce" not in renewed
    assert renewed["at_hash"] == half_of(again["access_token"])


def test_salesforce_tells_it_only_when_asked(salesforce: SalesforceHttp) -> None:
    assert "id_token" not in salesforce_reply(salesforce, scope="api refresh_token id")
    assert "nonce" not in checked(
        salesforce.base_url, salesforce_reply(salesforce, nonce="")["id_token"], SALESFORCE_ID
    )


def test_an_id_token_ends(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    org.traits(id_token_lifetime_s=0.0)
    with pytest.raises(jwt.ExpiredSignatureError):
        checked(salesforce.base_url, salesforce_reply(salesforce)["id_token"], SALESFORCE_ID)


def test_a_changed_token_is_found_out(salesforce: SalesforceHttp, google: SheetsHttp) -> None:
    token = salesforce_reply(salesforce)["id_token"]
    head, body, signature = token.split(".")
    claims = jwt.decode(token, options={"verify_signature": False})
    forged = jwt.encode(claims | {"sub": "somebody else"}, "x" * 32, headers={"kid": "252"}).split(".")[1]
    assert forged != body
    with pytest.raises(jwt.InvalidSignatureError):
        checked(salesforce.base_url, f"{head}.{forged}.{signature}", SALESFORCE_ID)
    with pytest.raises(jwt.InvalidAudienceError):
        checked(salesforce.base_url, token, GOOGLE_ID)
    with pytest.raises(jwt.PyJWKClientError):
        checked(google.base_url, token, SALESFORCE_ID)


def test_salesforce_takes_the_client_by_basic_credentials(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    """As clients send it that go by discovery, where nothing else is named (OpenID Connect Discovery 1.0, section 3)."""
    org.traits(secret_required=True)
    text = sent_back(authorize(salesforce, sandbox_consent="approve"))["code"]
    basic = base64.b64encode(f"{SALESFORCE_ID}:{CLIENT_SECRET}".encode()).decode()
    sent = {"authorization": f"Basic {basic}", "content-type": "application/x-www-form-urlencoded"}
    form = f"grant_type=authorization_code&code={text}&redirect_uri=http%3A%2F%2Flocalhost%3A53682%2Fcallback"
    path = f"/services/oauth2/token?code_verifier={'v' * 60}"
    assert request(salesforce.base_url, "POST", path, form.encode(), sent).status == 200


def test_google_tells_who_signed_in(google: SheetsHttp) -> None:
    reply = google.signed_in(scope=f"{SHEETS} openid email profile", nonce="n1")
    assert reply["scope"].split() == [
        SHEETS, "openid", "https://www.googleapis.com/auth/userinfo.email",
        "https://www.googleapis.com/auth/userinfo.profile",
    ]  # fmt: skip
    claims = checked(google.base_url, reply["id_token"], GOOGLE_ID)
    assert (claims["azp"], claims["nonce"], claims["hd"]) == (GOOGLE_ID, "n1", "talensac-immobilier.example")
    assert (claims["email"], claims["email_verified"], claims["family_name"]) == (PERSON, True, "Kermarec")
    assert claims["at_hash"] == half_of(reply["access_token"])
    assert claims["sub"].isdecimal()
    renewed = checked(google.base_url, google.renewed(reply["refresh_token"]).json()["id_token"], GOOGLE_ID)
    assert "nonce" not in renewed
    assert renewed["sub"] == claims["sub"]


def test_googles_library_checks_by_certificates(google: SheetsHttp) -> None:
    """Google's libraries for Python and Node take the keys as certificates, from an address of their own."""
    token = google.signed_in(scope="openid email")["id_token"]
    with requests.Session() as session:
        told = id_token.verify_token(
            token, Request(session), audience=GOOGLE_ID, certs_url=f"{google.base_url}/oauth2/v1/certs"
        )
    assert told["email"] == PERSON


def test_google_tells_no_more_than_was_asked(google: SheetsHttp) -> None:
    assert "id_token" not in google.signed_in()
    claims = checked(google.base_url, google.signed_in(scope="openid")["id_token"], GOOGLE_ID)
    assert not {"email", "name", "nonce"} & claims.keys()


def test_google_userinfo(google: SheetsHttp, served: Sandbox) -> None:
    path = discovered(google.base_url)["userinfo_endpoint"].removeprefix(google.base_url)
    known = SheetsHttp(served, google.signed_in(scope="openid email")["access_token"])
    for method in ("GET", "POST"):
        told = known.call(method, path).json()
        assert (told["email"], "name" in told) == (PERSON, False)
    for access in (google.access, "ya29.none"):
        answer = SheetsHttp(served, access).call("GET", path)
        assert (answer.status, answer.json()["error"]) == (401, "invalid_request")
    assert known.call("GET", "/v4/spreadsheets/1").status == 403, "it opens no spreadsheet"


def test_what_google_publishes_may_be_kept(google: SheetsHttp) -> None:
    for path in ("/.well-known/openid-configuration", "/oauth2/v1/certs", "/oauth2/v3/certs"):
        assert "max-age" in request(google.base_url, "GET", path).headers["cache-control"]
        assert request(google.base_url, "POST", path).status == 404


ASKED_NOTHING = {
    "authorization_endpoint": {"GET": 400},
    "introspection_endpoint": {"POST": 400},
    "jwks_uri": {"GET": 200},
    "registration_endpoint": {"POST": 401},
    "revocation_endpoint": {"POST": 400},
    "userinfo_endpoint": {"GET": 401, "POST": 401},
}
"""How each address answers to whoever sends nothing along, as OAuth has it (RFC 6749, 5.2; RFC 6750, 3.1; RFC 7009, 2.2.1)."""


def test_every_address_of_discovery_is_served(google: SheetsHttp, salesforce: SalesforceHttp) -> None:
    """Where a token is asked for with nothing, Google misses the client first (401), Salesforce the grant."""
    for base_url, token_status in ((google.base_url, 401), (salesforce.base_url, 400)):
        expected = ASKED_NOTHING | {"token_endpoint": {"POST": token_status}}
        addresses = {name: url for name, url in discovered(base_url).items() if name.endswith(("_endpoint", "_uri"))}
        assert len(addresses) >= 5
        for name, url in addresses.items():
            path = url.removeprefix(base_url)
            assert {method: request(base_url, method, path).status for method in expected[name]} == expected[name], url


def test_a_code_of_google_can_be_redeemed_where_discovery_says(google: SheetsHttp) -> None:
    path = discovered(google.base_url)["token_endpoint"].removeprefix(google.base_url)
    code = google.code(scope="openid")
    reply = google.oauth(path, grant_type="authorization_code", code=code, redirect_uri=REDIRECT)
    assert checked(google.base_url, reply.json()["id_token"], GOOGLE_ID)["iss"] == google.base_url
