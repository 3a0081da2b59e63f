"""The demo agency: who is in it, and that a seed always gives the same people."""

from __future__ import annotations

import random
import re
from collections import Counter

import orjson
import pytest

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.hubspot.account import Account
from crmdesk.sandbox.hubspot.seeding import seed_account
from crmdesk.sandbox.hubspot.traits import TRAITS
from crmdesk.sandbox.seed import people
from crmdesk.sandbox.traits import Traits

NOW = 1_795_000_000.0
MANY = 2000


def account(records: int, seed: int = 1, **traits: object) -> Account:
    values = Traits(TRAITS)
    values.update(traits)
    made = Account(VendorClock(lambda: NOW), random.Random(0), values)
    seed_account(made, records, seed)
    return made


@pytest.fixture(scope="module")
def agency() -> Account:
    return account(MANY)


def test_a_seed_gives_the_same_people() -> None:
    assert list(people(50, 3, NOW)) == list(people(50, 3, NOW))
    assert list(people(50, 3, NOW)) != list(people(50, 4, NOW))


def test_no_people_but_colleagues_and_pipelines() -> None:
    empty = account(0)
    assert [len(table.records) for table in empty.tables.values()] == [0] * len(empty.tables)
    assert [owner.archived for owner in empty.owners] == [False, False, False, True]
    assert set(empty.pipelines["deals"]) == {"default"}


def test_the_share_of_each_kind(agency: Account) -> None:
    stages = Counter(one.values()["lifecyclestage"] for one in agency.tables["contacts"].records.values())
    assert 0.12 * MANY < stages["customer"] < 0.18 * MANY
    assert set(stages) == {"lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer"}
    shares = {
        name: len(agency.tables[name].records) / MANY for name in ("leads", "companies", "deals", "tasks", "notes")
    }
    assert 0.25 < shares["leads"] < 0.35
    assert 0.05 < shares["companies"] < 0.11
    assert 0.16 < shares["deals"] < 0.24
    assert shares["tasks"] > 0.1
    assert shares["notes"] > 0.1
    deal_stages = {one.values()["dealstage"] for one in agency.tables["deals"].records.values()}
    assert len(deal_stages) == 7


def test_phone_numbers_and_addresses_are_fiction(agency: Account) -> None:
    forms = set()
    for record in agency.tables["contacts"].records.values():
        values = record.values()
        assert values.get("email", ".example").endswith(".example")
        assert re.fullmatch(r"44\d{3}", values["zip"])
        for name in ("phone", "mobilephone"):
            if name in values:
                digits = re.sub(r"\D", "", values[name].replace("(0)", ""))
                national = digits.removeprefix("00").removeprefix("33").removeprefix("0")
                assert re.fullmatch(r"(63998|26191)\d{4}", national), values[name]
                forms.add(re.sub(r"\d+", "9", values[name]))
    assert len(forms) >= 6


def test_emails_differ_and_some_fields_are_missing(agency: Account) -> None:
    rows = [one.values() for one in agency.tables["contacts"].records.values()]
    emails = [row["email"] for row in rows if "email" in row]
    assert len(set(emails)) == len(emails) < MANY
    assert any("phone" not in row for row in rows)
    assert any("address" not in row for row in rows)
    assert all(row["firstname"] and row["lastname"] for row in rows)


def test_every_seeded_value_is_one_the_api_would_take(agency: Account) -> None:
    from crmdesk.sandbox.hubspot.values import read_value

    for plural, table in agency.tables.items():
        for record in list(table.records.values())[:300]:
            for name, value in record.values().items():
                definition = agency.definitions[plural][name]
                if definition.writable:
                    assert read_value(definition, value) == value, (plural, name, value)


def test_consents_are_compact_json(agency: Account) -> None:
    states: Counter[str] = Counter()
    for record in agency.tables["contacts"].records.values():
        text = record.values()["crmdesk_consent_email"]
        consent = orjson.loads(text)
        states[consent["state"]] += 1
        assert orjson.dumps(consent).decode() == text
        if consent["state"] != "unknown":
            assert set(consent) == {"state", "at", "channel", "proof"}
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", consent["at"])
    assert set(states) == {"given", "refused", "unknown"}


def test_history_agrees_with_the_records(agency: Account) -> None:
    changed = 0
    for record in agency.tables["contacts"].records.values():
        entries = record.history("hs_lead_status")
        assert entries[0].value == record.values()["hs_lead_status"]
        assert record.created_ms < NOW * 1000
        assert 0 < record.modified_ms - entries[0].stamp.at_ms < 30
        changed += len(entries) == 2
    assert changed > MANY / 3


def test_each_lead_has_its_primary_contact(agency: Account) -> None:
    for number in agency.tables["leads"].records:
        assert [578, 608] in [
            list(types) for types in agency.associations.targets("leads", number, "contacts").values()
        ]


def test_a_bare_account_has_no_custom_values() -> None:
    bare = account(20, bare_account=True)
    for record in bare.tables["contacts"].records.values():
        assert not [name for name in record.values() if name.startswith("crmdesk")]
    assert not [name for name in bare.definitions["contacts"] if name.startswith("crmdesk")]
