"""Where accounts live: what a person types leads to a host of the vendor's, or to none."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.hosts import Host, Hosts

KNOWN = (Host("vendor.eu", "https://accounts.vendor.eu", "europe"), Host("vendor.com", "https://accounts.vendor.com"))
CLOSED = Hosts(KNOWN, refusal="data_centre_unknown")
OPEN = Hosts(KNOWN, refusal="my_domain_unusable", own_ending=".my.vendor.com")


@pytest.mark.parametrize("hosts", [CLOSED, OPEN])
@pytest.mark.parametrize(
    "typed", ["vendor.com", " Vendor.COM ", "accounts.vendor.com", "https://accounts.vendor.com", "https://vendor.com/"]
)
def test_a_known_place_by_its_name_and_by_its_address(hosts: Hosts, typed: str) -> None:
    assert hosts.url_of(typed) == "https://accounts.vendor.com"


@pytest.mark.parametrize(
    "typed",
    [
        "acme.my.vendor.com",
        "https://acme.my.vendor.com",
        "https://acme.my.vendor.com/",
        "  https://ACME.my.vendor.com/setup/home?tab=1#top ",
        "acme.my.vendor.com?a=b",
    ],
)
def test_an_account_with_a_host_of_its_own(typed: str) -> None:
    assert OPEN.url_of(typed) == "https://acme.my.vendor.com"
    with pytest.raises(InvalidInput, match="data_centre_unknown"):
        CLOSED.url_of(typed)


def test_a_host_within_a_host() -> None:
    assert OPEN.url_of("acme--uat.sandbox.my.vendor.com") == "https://acme--uat.sandbox.my.vendor.com"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "acme",
        "my.vendor.com",
        ".my.vendor.com",
        "https://.my.vendor.com",
        "evil.example",
        "evil.example/.my.vendor.com",
        "https://evil.example?.my.vendor.com",
        "https://evil.example#.my.vendor.com",
        "https://evil.example\\.my.vendor.com",
        "https://acme.my.vendor.com@evil.example",
        "https://me@acme.my.vendor.com",
        "https://acme.my.vendor.com:8443",
        "http://acme.my.vendor.com",
        "//acme.my.vendor.com",
        "acme.my.vendor.com.evil.example",
        "acme.evilmy.vendor.com",
        "acme.my.vendor.com.",
        "acme..my.vendor.com",
        "-.my.vendor.com",
        "ac me.my.vendor.com",
        "acmé.my.vendor.com",
        "acme.my.vendor.com\n.evil.example",
        "acme\u3002my.vendor.com",
    ],
)
def test_every_other_host_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        OPEN.url_of(typed)
    assert caught.value.key == "my_domain_unusable"
    assert (caught.value.data["field"], caught.value.data["hosts"]) == ("host", "vendor.eu, vendor.com")


def test_what_is_refused_is_named_without_a_password() -> None:
    with pytest.raises(InvalidInput) as caught:
        OPEN.url_of("https://me:secret@crm.example")
    assert caught.value.data["host"] == "crm.example"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (None, "vendor.eu"),
        ("https://accounts.vendor.com", "vendor.com"),
        ("https://acme.my.vendor.com", "acme.my.vendor.com"),
        ("http://127.0.0.1:8000", None),
        ("https://crm.example", None),
    ],
)
def test_the_place_of_an_address(url: str | None, name: str | None) -> None:
    assert OPEN.name_of(url) == name
