"""Which host an account's calls go to: the one the vendor names, as far as it may be believed."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.hosts import Host
from crmdesk.providers.base import Vendor
from crmdesk.providers.hosts import followed
from crmdesk.providers.registry import VENDORS
from crmdesk.providers.zoho import oauth as zoho

USUAL = "https://login.vendor.example"
DOMAINS = ("vendor.example", "vendor.example.eu")
OWN = "https://acme.my.vendor.example"


@pytest.mark.parametrize(
    ("told", "base_url", "expected"),
    [
        (None, None, USUAL),
        ("", None, USUAL),
        (7, None, USUAL),
        (OWN, None, f"{OWN}:443"),
        ("https://vendor.example.eu:8443", None, "https://vendor.example.eu:8443"),
        ("https://ACME.vendor.example", None, "https://acme.vendor.example:443"),
        # A host of the vendor's in place of the usual one: its accounts are elsewhere too.
        (f"{OWN}/path?x#y", "https://test.vendor.example", f"{OWN}:443"),
        # A host that is not the vendor's is asked for everything, unless it names itself.
        (None, "http://127.0.0.1:9", "http://127.0.0.1:9"),
        (OWN, "http://127.0.0.1:9", "http://127.0.0.1:9"),
        ("http://127.0.0.1:10", "http://127.0.0.1:9", "http://127.0.0.1:10"),
        ("https://127.0.0.1:10", "http://127.0.0.1:9", "https://127.0.0.1:10"),
        ("http://127.0.0.1:10", "https://127.0.0.1:9", "https://127.0.0.1:9"),
        ("nonsense", "http://127.0.0.1:9", "http://127.0.0.1:9"),
        ("https://crm.example", "https://crm.example", "https://crm.example:443"),
        ("http://[::1]:10", "http://[::1]:9", "http://[::1]:10"),
        ("https://crm.example.evil", "https://crm.example", "https://crm.example"),
    ],
)
def test_what_is_followed(told: object, base_url: str | None, expected: str) -> None:
    assert followed(told, USUAL, base_url, DOMAINS) == expected


@pytest.mark.parametrize("base_url", [None, "https://test.vendor.example"])
@pytest.mark.parametrize(
    ("told", "host"),
    [
        ("https://evil.example", "evil.example"),
        ("https://evilvendor.example", "evilvendor.example"),
        ("https://vendor.example.evil.example", "vendor.example.evil.example"),
        ("http://acme.vendor.example", "acme.vendor.example"),
        ("http://127.0.0.1:9", "127.0.0.1"),
        ("https://me@acme.vendor.example", "acme.vendor.example"),
        ("https://evil.example\\.vendor.example", "evil.example\\.vendor.example"),
        ("acme.vendor.example", ""),
        ("https://[::1", ""),
    ],
)
def test_no_token_goes_to_a_foreign_host(told: str, base_url: str | None, host: str) -> None:
    with pytest.raises(VendorNonsense) as caught:
        followed(told, USUAL, base_url, DOMAINS)
    assert (caught.value.key, caught.value.data["host"]) == ("foreign_url", host)


@pytest.mark.parametrize(
    ("vendor", "facts", "expected"),
    [
        ("salesforce", {"instance_url": "https://acme.my.salesforce.com"}, "https://acme.my.salesforce.com:443"),
        ("salesforce", {}, "https://login.salesforce.com"),
        ("pipedrive", {"api_domain": "https://acme.pipedrive.com"}, "https://acme.pipedrive.com:443"),
        ("pipedrive", {}, "https://api.pipedrive.com"),
        ("hubspot", {"hub_domain": "acme.example"}, "https://api.hubapi.com"),
    ],
)
def test_the_hosts_of_the_vendors(vendor: str, facts: dict[str, str], expected: str) -> None:
    assert VENDORS[vendor].api_url(None, facts) == expected
    assert VENDORS[vendor].api_url("http://localhost:9", facts) == "http://localhost:9"


@pytest.mark.parametrize(("vendor", "fact"), [("salesforce", "instance_url"), ("pipedrive", "api_domain")])
def test_a_vendor_that_names_another_ones_host(vendor: str, fact: str) -> None:
    with pytest.raises(VendorNonsense, match="foreign_url"):
        VENDORS[vendor].api_url(None, {fact: "https://attacker.example"})


CHOSEN = [(vendor, host) for vendor in VENDORS.values() if vendor.hosts is not None for host in vendor.hosts.known]


@pytest.mark.parametrize(("vendor", "host"), CHOSEN, ids=lambda each: getattr(each, "name", None) or each.key)
def test_every_place_to_choose_is_the_vendors_own(vendor: Vendor, host: Host) -> None:
    settings = vendor.oauth(host.url)
    for url in (settings.authorize_url, settings.token_url, settings.revoke_url or ""):
        assert url.startswith(f"{host.url}/")
    facts = {"instance_url": "https://acme.example", "api_domain": "https://acme.example"}
    with pytest.raises(VendorNonsense, match="foreign_url"):
        vendor.api_url(host.url, facts)


def test_the_first_place_is_the_usual_one() -> None:
    chosen = {vendor.key: vendor.hosts.known[0].url for vendor in VENDORS.values() if vendor.hosts is not None}
    assert chosen == {"salesforce": "https://login.salesforce.com", "zoho": "https://accounts.zoho.eu"}
    for key, url in chosen.items():
        assert VENDORS[key].oauth(url) == VENDORS[key].oauth(None)


def test_every_data_centre_of_zohos_can_be_chosen() -> None:
    assert {host.name for host in zoho.HOSTS.known} == set(zoho.ACCOUNTS_DOMAINS)


def test_a_my_domain_is_followed_within_salesforce_only() -> None:
    salesforce = VENDORS["salesforce"]
    assert salesforce.hosts is not None
    own = salesforce.hosts.url_of("acme.my.salesforce.com/lightning")
    assert salesforce.oauth(own).token_url == "https://acme.my.salesforce.com/services/oauth2/token"
    assert salesforce.api_url(own, {"instance_url": own}) == f"{own}:443"
    with pytest.raises(VendorNonsense, match="foreign_url"):
        salesforce.api_url(own, {"instance_url": "https://acme.my.salesforce.com.evil.example"})
