"""Every place in which a typed value counts as kept, and what counts as lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from crmdesk.demo.accounting import Typed, Where, count, find
from crmdesk.store.queries.audit import Place, Trace

TYPED = Typed("lead", "r1", "city", "Saint-Herblain")
ROW = Place("hubspot", "contacts", "7", "active", unsent=False)
UNSENT = Place("hubspot", "contacts", "7", "active", unsent=True)
ELSEWHERE = Place("pipedrive", "persons", "9", "active", unsent=False)
UNSENT_ELSEWHERE = Place("pipedrive", "persons", "9", "active", unsent=True)


def trace(column: Any = None, **more: Any) -> Trace:
    facts: dict[str, Any] = {
        "life": "live",
        "places": [ROW],
        "contested": False,
        "rejected": [],
        "superseded": [],
    } | more
    return Trace(column=column, **facts)


@pytest.mark.parametrize(
    ("found", "there", "where"),
    [
        (trace("Nantes"), {"city": "SAINT HERBLAIN"}, Where.AT_VENDOR),
        (trace("Saint-Herblain", contested=True), {"city": "Orvault"}, Where.IN_CONFLICT),
        (trace("Saint-Herblain", life="trash"), None, Where.IN_TRASH),
        (trace("Saint-Herblain", places=[UNSENT]), {"city": "Orvault"}, Where.TO_BE_SENT),
        (trace("Orvault", rejected=["Saint-Herblain"]), {"city": "Orvault"}, Where.DECIDED_AGAINST),
        (trace("Orvault", superseded=["Saint-Herblain"]), {"city": "Orvault"}, Where.REPLACED),
        (trace("Saint-Herblain"), {"city": "Orvault"}, Where.LOST),
        (trace("Orvault", places=[UNSENT]), {"city": "Orvault"}, Where.LOST),
        (trace("Orvault", contested=True), {"city": "Orvault"}, Where.LOST),
        (trace(None, life="missing", places=[]), None, Where.LOST),
        (trace("Orvault"), {"city": "Saint-Herblain-sur-Mer"}, Where.LOST),
    ],
)
def test_where_a_value_is(found: Trace, there: Mapping[str, str | None] | None, where: Where) -> None:
    assert find(TYPED, found, lambda place: there) is where


def test_every_place_is_reached() -> None:
    cases = test_where_a_value_is.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {where for _, _, where in cases} == set(Where)


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("tags", "à revoir", '["exclusif","à revoir"]'),
        ("phone", "06 39 98 02 36", '[{"value":"+33639980236","label":"mobile","primary":true}]'),
        ("body", "Rappelle.\nLe matin.", "<p>Rappelle.<br>Le matin.</p>"),
        ("asking_price", "250000", 250000),
        ("city", "", None),
    ],
)
def test_the_writing_does_not_count(field: str, text: str, stored: Any) -> None:
    typed = Typed("lead", "r1", field, text)
    place = Place("hubspot", "notes" if field == "body" else "contacts", "7", "active", unsent=True)
    assert find(typed, trace(stored, places=[place]), lambda *_: None) is Where.TO_BE_SENT


@pytest.mark.parametrize(
    ("places", "where"),
    [
        # One account has it, the other has neither it nor anything that waits to be sent there.
        ([ROW, ELSEWHERE], Where.LOST),
        ([ROW, UNSENT_ELSEWHERE], Where.TO_BE_SENT),
        # What waits at the account that has it already says nothing of the other.
        ([UNSENT, ELSEWHERE], Where.LOST),
    ],
)
def test_a_value_has_to_be_in_every_account_that_has_the_record(places: list[Place], where: Where) -> None:
    rows = {"hubspot": {"city": "Saint-Herblain"}, "pipedrive": {"Ville": "Orvault"}}
    found = trace("Saint-Herblain", places=places)
    assert find(TYPED, found, lambda place: rows[place.vendor]) is where
    rows["pipedrive"]["Ville"] = "Saint-Herblain"
    assert find(TYPED, found, lambda place: rows[place.vendor]) is Where.AT_VENDOR


@pytest.mark.parametrize(
    "stored", [250000.0, {"value": 250000, "currency": "EUR"}, {"amount": "250000", "currency": "EUR"}]
)
def test_an_amount_is_the_same_in_each_vendor_s_form(stored: Any) -> None:
    typed = Typed("lead", "r1", "asking_price", "250000")
    assert find(typed, trace(places=[ELSEWHERE]), lambda _: {"Prix demandé": stored}) is Where.AT_VENDOR


def test_an_amount_is_not_found_inside_a_larger_one() -> None:
    typed = Typed("lead", "r1", "asking_price", "250000")
    assert find(typed, trace(1_250_000, places=[UNSENT]), lambda *_: None) is Where.LOST


def test_the_counts_always_say_what_was_lost() -> None:
    assert count([Where.AT_VENDOR, Where.AT_VENDOR]) == {"at_vendor": 2, "lost": 0}
    assert count([Where.LOST]) == {"lost": 1}
