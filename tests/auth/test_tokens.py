from __future__ import annotations

from typing import Any

import pytest

from crmdesk.auth.tokens import ClientApp, StoredTokens, read_object, read_tokens, with_description
from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.secret import Secret
from tests.auth.kit import NOW, stored, tokens


def test_a_hubspot_reply_is_read() -> None:
    content: dict[str, Any] = {
        "token_type": "bearer",
        "access_token": "CNyx",
        "refresh_token": "na1-5c1e",
        "expires_in": 1800,
        "hub_id": 24681012,
        "scopes": ["oauth", 7, "crm.objects.contacts.read"],
        "id_token": "who.am.i",
        "signed_access_token": {"hublet": "na1"},
        "nothing": None,
    }
    read = read_tokens(content, now=NOW)
    assert (read.access, read.refresh) == (Secret("CNyx"), Secret("na1-5c1e"))
    assert (read.expires_at, read.renew_at) == (NOW + 1800, NOW + 1500)
    assert read.scopes == ("oauth", "crm.objects.contacts.read")
    assert read.extra == {"token_type": "bearer", "hub_id": 24681012}


@pytest.mark.parametrize("access", [None, "", 5, "two words", "line\r\nbreak", "é", ["t"], {"t": 1}, True])
def test_a_reply_without_a_usable_access_token_is_an_error(access: object) -> None:
    with pytest.raises(VendorNonsense) as caught:
        read_tokens({"access_token": access, "expires_in": 5}, now=NOW)
    assert caught.value.data == {"fields": ["access_token", "expires_in"]}


@pytest.mark.parametrize(
    ("expires_in", "lifetime", "renew_after"),
    [
        (3600, 3600, 3300),
        ("3599", 3599, 3299),
        (60.0, 60, 30),
        (600, 600, 300),
        (None, None, None),
        ("soon", None, None),
        (0, None, None),
        (-5, None, None),
        (True, None, None),
        ([60], None, None),
        (float("nan"), None, None),
        ("inf", None, None),
        (10**400, None, None),
    ],
)
def test_a_lifetime_in_any_shape(expires_in: object, lifetime: float | None, renew_after: float | None) -> None:
    read = read_tokens({"access_token": "a", "expires_in": expires_in}, now=NOW)
    assert read.expires_at == (None if lifetime is None else NOW + lifetime)
    assert read.renew_at == (None if renew_after is None else NOW + renew_after)


@pytest.mark.parametrize(
    ("field", "scopes"),
    [
        ({"scope": "api id"}, ("api", "id")),
        ({"scope": "base,deals:full"}, ("base", "deals:full")),
        ({"scopes": ["a"], "scope": "b"}, ("a",)),
        ({"scope": 7}, ()),
        ({}, ()),
    ],
)
def test_granted_scopes_in_any_shape(field: dict[str, object], scopes: tuple[str, ...]) -> None:
    assert read_tokens({"access_token": "a", **field}, now=NOW).scopes == scopes


def test_what_a_renewal_leaves_out_stays() -> None:
    renewed = read_tokens({"access_token": "a2", "user_id": 5}, now=NOW, before=tokens())
    assert (renewed.access, renewed.refresh, renewed.scopes) == (Secret("a2"), Secret("r1"), ("oauth",))
    assert renewed.extra == {"hub_id": 7, "user_id": 5}
    assert renewed.expires_at is None


def test_an_introspection_adds_and_never_replaces() -> None:
    bare = read_tokens({"access_token": "a", "hub_id": 7}, now=NOW)
    told = with_description(bare, {"active": True, "token": "a", "hub_id": 8, "user": "u", "scopes": ["oauth"]})
    assert (told.scopes, told.extra) == (("oauth",), {"active": True, "hub_id": 7, "user": "u"})
    assert with_description(tokens(), {"scopes": ["more"]}).scopes == ("oauth",)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b"[1]", b'"a"', b"[" * 100_000])
def test_a_body_that_is_no_object_is_an_error(body: bytes) -> None:
    with pytest.raises(VendorNonsense) as caught:
        read_object(body, 502)
    assert (caught.value.key, caught.value.data["status"]) == ("token_reply_unreadable", 502)


@pytest.mark.parametrize(
    "kept",
    [
        stored(),
        stored(refresh=None, renew_at=None),
        StoredTokens(ClientApp("id", None), tokens(), sign_in_needed=True),
    ],
)
def test_stored_tokens_come_back_whole(kept: StoredTokens) -> None:
    assert StoredTokens.from_bytes(kept.to_bytes()) == kept


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"1", b'{"client_secret": null, "refresh": null, "client_id": 1}'])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own, or ours
        StoredTokens.from_bytes(data)


def test_nothing_of_them_prints() -> None:
    text = repr(stored("acc-1", "ref-1"))
    assert "acc-1" not in text
    assert "ref-1" not in text
    assert "shh-1" not in text
