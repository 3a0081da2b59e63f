"""Each vendor of the registry stands in every list that is written by hand: which of them a new one lacks is told by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from crmdesk.demo.accounting import PROPERTIES
from crmdesk.demo.reading import READERS
from crmdesk.providers.registry import VENDORS
from crmdesk.sandbox import world
from crmdesk.ui.theme.tokens import VENDOR_TILES
from tests.contract import test_custom_fields, test_nonsense
from tests.contract.conftest import SUBJECTS
from tests.e2e.accounts import ACCOUNTS
from tests.providers import test_custom_lines
from tests.rounds.vendors import TABLES
from tests.sandbox import test_http

ROOT = Path(__file__).resolve().parent.parent

LISTS: Mapping[str, Collection[str]] = {
    "crmdesk/sandbox/world.py, VENDORS": world.VENDORS,
    "crmdesk/ui/theme/tokens.py, VENDOR_TILES": VENDOR_TILES,
    "crmdesk/demo/reading.py, READERS": READERS,
    "crmdesk/demo/accounting.py, PROPERTIES": {vendor for vendor, _ in PROPERTIES},
    "tests/contract/conftest.py, OPENERS": {subject.partition(" ")[0] for subject in SUBJECTS} - {"memory"},
    "tests/contract/test_nonsense.py, OPENERS": test_nonsense.OPENERS,
    "tests/contract/test_nonsense.py, REFUSALS": test_nonsense.REFUSALS,
    "tests/contract/test_custom_fields.py, PLACES": test_custom_fields.PLACES,
    "tests/providers/test_custom_lines.py, VENDORS": test_custom_lines.VENDORS,
    "tests/sandbox/test_http.py, READ": test_http.READ,
    "tests/e2e/accounts.py, ACCOUNTS": ACCOUNTS,
    "tests/rounds/vendors.py, TABLES": TABLES,
}


@pytest.mark.parametrize("place", LISTS)
def test_the_list_has_every_vendor(place: str) -> None:
    assert sorted(LISTS[place]) == sorted(VENDORS)


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_guide_is_led_to(vendor: str) -> None:
    assert f"(docs/vendors/{vendor}.en.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    guides = (ROOT / "docs" / "vendors" / "README.md").read_text(encoding="utf-8")
    assert [language for language in ("en", "fr") if f"({vendor}.{language}.md)" not in guides] == []
