"""Each fault, as a client meets it over a real connection."""

from __future__ import annotations

import http.client
import socket
from urllib.parse import urlsplit

import pytest

from tests.sandbox.raw import Control, HubSpotHttp, Json, request

CONTACTS = "/crm/v3/objects/contacts"


def count(control: Control) -> int:
    return len(control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"])


@pytest.mark.parametrize(
    ("status", "kind", "category"),
    [
        (400, "json", "VALIDATION_ERROR"),
        (401, "json", "INVALID_AUTHENTICATION"),
        (403, "json", "FORBIDDEN"),
        (404, "json", "OBJECT_NOT_FOUND"),
        (423, "json", "LOCKED"),
        (477, "json", "MIGRATION_IN_PROGRESS"),
        (500, "json", "INTERNAL_ERROR"),
        (502, "html", ""),
        (503, "html", ""),
        (504, "html", ""),
    ],
)
def test_status(hubspot: HubSpotHttp, control: Control, status: int, kind: str, category: str) -> None:
    control.fault("status", value=status, method="POST", path=CONTACTS)
    assert hubspot.get(CONTACTS).status == 200
    answer = hubspot.post(CONTACTS, {"properties": {"lastname": "Perdu"}})
    assert answer.status == status
    if kind == "html":
        assert answer.body.startswith(b"<html>")
    else:
        assert answer.json()["category"] == category
    assert count(control) == 40
    assert hubspot.post(CONTACTS, {"properties": {"lastname": "Perdu"}}).status == 201


def test_a_status_with_a_body_and_headers_of_its_own(hubspot: HubSpotHttp, control: Control) -> None:
    value: Json = {"status": 477, "body": {"message": "moving"}, "headers": {"Retry-After": "3"}}
    control.fault("status", value=value)
    answer = hubspot.get(CONTACTS)
    assert (answer.status, answer.json(), answer.headers["retry-after"]) == (477, {"message": "moving"}, "3")
    control.fault("status", value={"status": 502, "body": "<p>gateway</p>"})
    assert hubspot.get(CONTACTS).body == b"<p>gateway</p>"


def test_faults_queue_and_clear(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("status", value=500, times=2)
    control.fault("status", value=403)
    assert [hubspot.get(CONTACTS).status for _ in range(4)] == [500, 500, 403, 200]
    control.fault("status", value=500, times=None)
    assert [hubspot.get(CONTACTS).status for _ in range(3)] == [500, 500, 500]
    control.done("DELETE", "/faults")
    assert hubspot.get(CONTACTS).status == 200


@pytest.mark.parametrize(("action", "written"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection(hubspot: HubSpotHttp, control: Control, action: str, written: int) -> None:
    control.fault(action, method="POST")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        hubspot.post(CONTACTS, {"properties": {"lastname": "Coupé"}})
    assert count(control) == 40 + written
    assert hubspot.get(CONTACTS).status == 200


def test_hanging_until_the_client_gives_up(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("hang", method="POST")
    with socket.create_connection(("127.0.0.1", urlsplit(hubspot.base_url).port or 0)) as client:
        client.sendall(f"POST {CONTACTS} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{}}".encode())
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(1)
    assert count(control) == 40


def test_hanging_for_a_while(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("hang", value=0.05, method="POST")
    assert hubspot.post(CONTACTS, {"properties": {"lastname": "Lent"}}).status == 201


def test_too_many_requests_with_and_without_a_time(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("retry_after", value=7)
    control.fault("retry_after", path=f"{CONTACTS}/search")
    first = hubspot.get(CONTACTS)
    assert (first.status, first.headers["retry-after"]) == (429, "7")
    assert first.json()["policyName"] == "TEN_SECONDLY_ROLLING"
    second = hubspot.post(f"{CONTACTS}/search", {})
    assert (second.status, "retry-after" in second.headers) == (429, False)
    assert second.json()["category"] == "RATE_LIMITS"


def ids(page: Json) -> list[str]:
    return [one["id"] for one in page["results"]]


def test_a_page_comes_twice(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("duplicate_page")
    first = hubspot.get(CONTACTS, limit="10").json()
    second = hubspot.get(CONTACTS, limit="10", after=first["paging"]["next"]["after"]).json()
    assert ids(first) == ids(second)
    third = hubspot.get(CONTACTS, limit="10", after=second["paging"]["next"]["after"]).json()
    assert not set(ids(third)) & set(ids(first))
    control.fault("duplicate_page")
    found = hubspot.post(f"{CONTACTS}/search", {"limit": 10, "after": "20"}).json()
    again = hubspot.post(f"{CONTACTS}/search", {"limit": 10, "after": found["paging"]["next"]["after"]}).json()
    assert ids(found) == ids(again)


def test_a_page_in_another_order(hubspot: HubSpotHttp, control: Control) -> None:
    usual = ids(hubspot.get(CONTACTS, limit="40").json())
    control.fault("reorder")
    mixed = ids(hubspot.get(CONTACTS, limit="40").json())
    assert mixed != usual
    assert sorted(mixed) == usual


def test_garbage(hubspot: HubSpotHttp, control: Control) -> None:
    whole = hubspot.get(CONTACTS).body
    control.fault("garbage")
    control.fault("garbage", value="<html>")
    assert hubspot.get(CONTACTS).body == whole[: len(whole) // 2]
    assert hubspot.get(CONTACTS).body == b"<html>"


def test_search_lags(hubspot: HubSpotHttp, control: Control) -> None:
    hubspot.contact(lastname="Neuf")
    control.fault("lag", value=60, times=1)
    assert hubspot.post(f"{CONTACTS}/search", {}).json()["total"] == 40
    assert hubspot.post(f"{CONTACTS}/search", {}).json()["total"] == 41


def test_a_batch_that_works_in_part(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("partial", times=2)
    rows = [{"properties": {"lastname": name}} for name in "abcd"]
    made = hubspot.post(f"{CONTACTS}/batch/create", {"inputs": rows})
    assert (made.status, len(made.json()["results"]), made.json()["numErrors"]) == (207, 2, 2)
    assert count(control) == 42
    read = hubspot.post(f"{CONTACTS}/batch/read", {"inputs": [{"id": one} for one in ids(made.json())]})
    assert (read.status, len(read.json()["results"])) == (200, 1)


def test_fields_forbidden_and_removed(hubspot: HubSpotHttp, control: Control) -> None:
    contact = hubspot.contact(phone="1", city="Rezé")
    control.fault("forbid_field", value="phone", times=None)
    control.fault("remove_field", value="city", times=None)
    refused = hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"phone": "2"}})
    assert (refused.status, refused.json()["category"]) == (403, "FORBIDDEN")
    unknown = hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"city": "Vertou"}})
    assert unknown.json()["errors"][0]["code"] == "PROPERTY_DOESNT_EXIST"
    shown = hubspot.get(f"{CONTACTS}/{contact}", properties="phone,city").json()["properties"]
    assert "city" not in shown
    assert hubspot.get("/crm/v3/properties/contacts/city").status == 404
    control.done("DELETE", "/faults")
    assert hubspot.values(f"{CONTACTS}/{contact}", "phone", "city") == {"phone": "1", "city": "Rezé"}


@pytest.mark.parametrize(("action", "refreshes"), [("expire_token", True), ("revoke_token", False)])
def test_tokens_expire_and_are_revoked(hubspot: HubSpotHttp, control: Control, action: str, refreshes: bool) -> None:
    entry = control.done("GET", "/vendors")["vendors"]["hubspot"]
    form = {"grant_type": "refresh_token", "refresh_token": entry["refresh_token"], "client_id": entry["client_id"],
            "client_secret": entry["client_secret"]}  # fmt: skip
    mine = HubSpotHttp(hubspot.base_url, hubspot.form("/oauth/v3/token", **form).json()["access_token"])
    assert mine.get(CONTACTS).status == 200
    control.fault(action)
    assert mine.get(CONTACTS).json()["category"] == "EXPIRED_AUTHENTICATION"
    assert mine.get(CONTACTS).status == 401
    assert (hubspot.form("/oauth/v3/token", **form).status == 200) == refreshes


def test_revoking_at_the_refresh(hubspot: HubSpotHttp, control: Control) -> None:
    entry = control.done("GET", "/vendors")["vendors"]["hubspot"]
    control.fault("revoke_token", path="/oauth")
    form = {"grant_type": "refresh_token", "refresh_token": entry["refresh_token"], "client_id": entry["client_id"],
            "client_secret": entry["client_secret"]}  # fmt: skip
    assert hubspot.form("/oauth/v3/token", **form).json()["status"] == "BAD_REFRESH_TOKEN"


@pytest.mark.parametrize(
    "fault",
    [
        {"vendor": "hubspot", "action": "explode"},
        {"vendor": "nobody", "action": "hang"},
        {"vendor": "hubspot", "action": "hang", "times": 0},
        {"vendor": "hubspot", "action": "status", "value": "five hundred"},
        {"vendor": "hubspot", "action": "remove_field"},
        7,
    ],
)
def test_faults_that_make_no_sense(control: Control, fault: object) -> None:
    answer = control.call("POST", "/faults", fault)
    assert answer.status == 400
    assert answer.json()["error"]


def test_other_vendors_paths_are_left_alone(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("status", path="/crm/v3/objects/deals")
    assert hubspot.get(CONTACTS).status == 200
    assert request(hubspot.base_url, "GET", "/crm/v3/objects/deals").status == 500
