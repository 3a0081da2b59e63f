"""What HTTP itself promises a client, whatever the vendor: RFC 9110 and RFC 9112."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import pytest

from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Answer, Control, request

READ = {
    "hubspot": "/crm/v3/objects/contacts?limit=1",
    "salesforce": "/services/data/v64.0/limits",
    "pipedrive": "/api/v2/persons?limit=1",
    "zoho": "/crm/v8/users?type=AllUsers",
    "google_sheets": f"/v4/spreadsheets/{SPREADSHEET}",
}
WRITE = {
    "hubspot": ("/crm/v3/objects/contacts", b'{"properties":{"firstname":"Rose"}}', 201),
    "salesforce": ("/services/data/v64.0/sobjects/Lead", b'{"LastName":"Gicquel","Company":"-"}', 201),
    "pipedrive": ("/api/v2/persons", b'{"name":"Rose Gicquel"}', 200),
}
FORMS = {"hubspot": "/oauth/v3/token", "pipedrive": "/oauth/token", "google_sheets": "/token"}


class AsSeeded:
    """Every vendor with its lasting token."""

    def __init__(self, served: Sandbox) -> None:
        self.entries = served.directory()["vendors"]

    def auth(self, vendor: str) -> dict[str, str]:
        token = str(self.entries[vendor]["access_token"])
        if vendor == "pipedrive":
            return {"x-api-token": token}
        return {"authorization": f"{'Zoho-oauthtoken' if vendor == 'zoho' else 'Bearer'} {token}"}

    def call(self, vendor: str, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        sent = {**self.auth(vendor), **{name.replace("_", "-"): value for name, value in headers.items()}}
        return request(str(self.entries[vendor]["base_url"]), method, path, body, sent)


@pytest.fixture
def seeded(served: Sandbox, control: Control) -> AsSeeded:
    return AsSeeded(served)


@pytest.mark.parametrize("vendor", READ)
def test_head_is_get_without_the_body(seeded: AsSeeded, vendor: str) -> None:
    got, head = (seeded.call(vendor, method, READ[vendor]) for method in ("GET", "HEAD"))
    assert (got.status, head.status, head.body) == (200, 200, b"")
    assert head.headers["content-length"] == str(len(got.body))
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("vendor", READ)
def test_the_consent_page_has_a_head(seeded: AsSeeded, vendor: str) -> None:
    path = urlsplit(str(seeded.entries[vendor]["authorize_url"])).path
    got, head = (seeded.call(vendor, method, path) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (got.status, b"")


@pytest.mark.parametrize("vendor", WRITE)
def test_media_types_have_no_case(seeded: AsSeeded, vendor: str) -> None:
    path, body, status = WRITE[vendor]
    answer = seeded.call(vendor, "POST", path, body, content_type="Application/JSON; Charset=UTF-8")
    assert answer.status == status, answer.body


@pytest.mark.parametrize("vendor", FORMS)
def test_forms_have_no_case(seeded: AsSeeded, vendor: str) -> None:
    """Refused for their refresh token, not for what they are."""
    entry = seeded.entries[vendor]
    form = {"client_id": entry["client_id"], "client_secret": entry["client_secret"], "grant_type": "refresh_token",
            "refresh_token": "none"}  # fmt: skip
    answer = request(
        str(entry["base_url"]), "POST", FORMS[vendor], urlencode(form).encode(),
        {"content-type": "Application/X-WWW-Form-URLEncoded;charset=UTF-8"},
    )  # fmt: skip
    assert (answer.status, answer.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize("vendor", READ)
def test_a_request_target_in_absolute_form(seeded: AsSeeded, vendor: str) -> None:
    """As clients send it that think a proxy is between (RFC 9112, section 3.2.2)."""
    base = str(seeded.entries[vendor]["base_url"])
    assert request(base, "GET", base + READ[vendor], headers=seeded.auth(vendor)).status == 200
