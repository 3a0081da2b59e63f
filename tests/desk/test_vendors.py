"""What the window says of vendors is what the vendors say of themselves."""

from __future__ import annotations

import pytest

from crmdesk.desk.vendors import OFFERED, check_vendor, hosts_of
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.signin import VendorInfo
from crmdesk.providers.base import Vendor
from crmdesk.providers.registry import DOCUMENTED, STAGED, VENDORS


def info(vendor: Vendor) -> VendorInfo:
    settings = vendor.oauth(None)
    ports = settings.redirect_ports
    uris = tuple(f"http://{settings.redirect_host}:{port}{settings.redirect_path}" for port in ports)
    documents = vendor.key in DOCUMENTED
    return VendorInfo(
        vendor.key,
        vendor.title,
        vendor.personal_tokens,
        settings.secret_required,
        uris,
        documents=documents,
        lead_stages=vendor.key in STAGED,
    )


def test_the_table_is_true() -> None:
    assert tuple(info(VENDORS[key]) for key in sorted(VENDORS)) == OFFERED


def test_the_places_to_choose_from_are_those_that_the_vendor_declares() -> None:
    assert {key: hosts_of(key) for key in VENDORS} == {key: vendor.hosts for key, vendor in VENDORS.items()}


def test_an_unknown_vendor_is_refused_with_those_there_are() -> None:
    check_vendor("hubspot")
    with pytest.raises(InvalidInput) as caught:
        check_vendor("nobody")
    assert caught.value.data == {"name": "nobody", "vendors": ", ".join(sorted(VENDORS))}
