"""The demo agency's sheet says what the agency's other accounts say."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.google_sheets.account import Account
from crmdesk.sandbox.google_sheets.entering import serial
from crmdesk.sandbox.google_sheets.seeding import seed_account
from crmdesk.sandbox.google_sheets.traits import TRAITS
from crmdesk.sandbox.seed import people
from crmdesk.sandbox.traits import Traits

NOW = 1_795_000_000.0
RECORDS = 400


def test_moments_are_in_the_agency_s_time_in_summer_and_in_winter() -> None:
    account = Account(VendorClock(lambda: NOW), random.Random(0), Traits(TRAITS))
    seed_account(account, RECORDS, 1)
    headings, *lines = [line.cells for line in account.main.tabs[0].rows]
    at = [cell.value for cell in headings].index("Dernier contact")
    told = [cells[at].value for cells in lines if len(cells) > at and cells[at].value]
    paris = ZoneInfo("Europe/Paris")
    moments = [
        datetime.fromtimestamp(int(one.last_contact_at) // 60 * 60, UTC).astimezone(paris)
        for one in people(RECORDS, 1, NOW)
        if one.stage != "customer" and one.last_contact_at
    ]
    assert len({moment.utcoffset() for moment in moments}) == 2
    assert told == [serial(moment.replace(tzinfo=None)) for moment in moments]
