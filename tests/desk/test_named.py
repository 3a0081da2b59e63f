"""A command finds the account that is meant by its name, its id, or its vendor where that leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.desk.named import account_named
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.domain.errors import InvalidInput
from crmdesk.paths import profile_folders
from crmdesk.store import connections
from crmdesk.store.connections import Connection

ACCOUNTS = {"id-z": ("Zoho CRM", "zoho"), "id-h": ("HubSpot", "hubspot"), "id-p": ("Salesforce", "pipedrive")}
ACCOUNTS |= {"id-1": ("Nantes", "salesforce"), "id-2": ("Rezé", "google_sheets"), "id-3": ("Orvault", "google_sheets")}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Profile]:
    profile = open_profile(profile_folders(tmp_path), throwaway=True)
    for id, (name, vendor) in ACCOUNTS.items():
        connection = Connection(id, name, vendor, {"id": id, "name": name}, routes=())
        profile.store.write_now(lambda unit, each=connection: connections.insert(unit, each))  # type: ignore[misc]
    yield profile
    profile.close()


@pytest.mark.parametrize(
    ("named", "id"),
    [
        ("Zoho CRM", "id-z"),
        ("id-z", "id-z"),
        ("hubspot", "id-h"),
        # As the guides have it: the window calls this account otherwise.
        ("zoho", "id-z"),
        # A name goes before a vendor.
        ("salesforce", "id-p"),
        ("pipedrive", "id-p"),
    ],
)
def test_it_is_found(opened: Profile, named: str, id: str) -> None:
    assert opened.store.read_now(lambda reader: account_named(reader, named)).id == id


@pytest.mark.parametrize("named", ["google_sheets", "memory", ""])
def test_nobody_is_guessed(opened: Profile, named: str) -> None:
    with pytest.raises(InvalidInput, match="unknown_connection"):
        opened.store.read_now(lambda reader: account_named(reader, named))
