"""One sandbox for all tests of this folder, as freshly started for each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crmdesk.sandbox.serve import Sandbox, running
from tests.sandbox.raw import Control, HubSpotHttp
from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp
from tests.sandbox.zoho_http import ZohoControl, ZohoHttp

RECORDS = 40

_VENDORS = {"sheets": "google_sheets"}
"""Vendors by the word that modules use for them, where it is another one."""


@pytest.fixture(scope="session")
def served() -> Iterator[Sandbox]:
    with running(records=RECORDS, seed=5) as sandbox:
        yield sandbox


@pytest.fixture
def control(served: Sandbox, request: pytest.FixtureRequest) -> Iterator[Control]:
    """The control endpoint, with every vendor as freshly started: in a module that is named after one, that one."""
    control = Control(served.control)
    word = request.path.name.split("_")[1]
    vendor = _VENDORS.get(word, word)
    if vendor in served.vendors:
        # Seeding all of them takes longer than most tests.
        control.done("DELETE", "/faults")
        control.done("DELETE", "/calls")
        control.done("POST", "/clock", {"offset_s": 0})
        control.done("POST", "/reset", {"vendor": vendor})
    else:
        control.done("POST", "/reset")
    yield control
    served.settle()


@pytest.fixture
def hubspot(served: Sandbox, control: Control) -> HubSpotHttp:
    """HubSpot with the service key, seeded with 40 people."""
    entry = served.vendors["hubspot"]
    return HubSpotHttp(str(entry["base_url"]), str(entry["access_token"]))


@pytest.fixture
def empty(hubspot: HubSpotHttp, control: Control) -> HubSpotHttp:
    """HubSpot with the service key and no records."""
    control.done("POST", "/reset", {"vendor": "hubspot", "records": 0})
    return hubspot


@pytest.fixture
def org(control: Control) -> SalesforceControl:
    """The hands of a colleague in an empty Salesforce."""
    control.done("POST", "/reset", {"vendor": "salesforce", "records": 0})
    return SalesforceControl(control)


@pytest.fixture
def salesforce(served: Sandbox, org: SalesforceControl) -> SalesforceHttp:
    """An empty Salesforce with its lasting session."""
    entry = served.directory()["vendors"]["salesforce"]
    return SalesforceHttp(str(entry["base_url"]), str(entry["access_token"]))


@pytest.fixture
def zoho_control(served: Sandbox, control: Control) -> ZohoControl:
    """The hands of a colleague in an empty Zoho."""
    control.done("POST", "/reset", {"vendor": "zoho", "records": 0})
    return ZohoControl(control, served.directory()["vendors"]["zoho"])


@pytest.fixture
def zoho_http(zoho_control: ZohoControl) -> ZohoHttp:
    """An empty Zoho with its lasting token."""
    return zoho_control.http()
