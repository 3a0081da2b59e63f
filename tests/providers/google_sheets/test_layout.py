"""Headings are found by their words and by what is pinned to them, cells are read by their form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.providers.codecs import moment
from crmdesk.providers.google_sheets.cells import (
    DATE_TIME,
    Form,
    cell_data,
    has_formula,
    moment_of,
    same_data,
    serial_of,
    text_of,
    zone_of,
)
from crmdesk.providers.google_sheets.headings import HEADINGS, KEY, folded, is_english, slot_of
from crmdesk.providers.google_sheets.layout import Layout, Pins, headings_among, layout_of

PARIS = ZoneInfo("Europe/Paris")
HEAD = ["Nom", "Prénom", "E-mail", "Honoraires"]


def layout(rows: list[list[Any]], pins: Pins | None = None) -> Layout:
    found = layout_of(rows, pins or Pins())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "slot"),
    [("NOM", "last_name"), ("prenom", "first_name"), ("  Téléphone portable ", "phones:mobile"), ("Tél.", "phones"),
     ("N° de téléphone", "phones"), ("Surface (m²)", "property_surface_m2"), ("Prix (€)", "asking_price"),
     ("Adresse du bien", "property_address"), ("Adresse", "street"), ("E mail", "emails"), ("courriel", "emails"),
     ("Zip code", "postal_code"), ("CP", "postal_code"), ("_crmdesk_id", KEY), ("Last Name", "last_name"),
     ("Superficie (m²)", "property_surface_m2"), ("Surface habitable (en m²)", "property_surface_m2"),
     ("Prix (en €)", "asking_price"), ("Prix de vente en euros", "asking_price"), ("Téléphone(s)", "phones"), ("N° tél.", "phones"),
     ("Nom et prénom", "last_name"), ("NOM / Prénom", "last_name"), ("Nom complet", "last_name"), ("E-mail (s)", "emails"),
     ("Prix (K€)", None), ("Prix au m²", None), ("Prix/m²", None), ("Honoraires", None), ("", None), ("É", None)],
)  # fmt: skip
def test_headings_by_their_words(text: str, slot: str | None) -> None:
    assert slot_of(text) == slot


def test_no_word_heads_two_slots() -> None:
    words = [word for heading in HEADINGS.values() for word in set(heading.known)]
    assert sorted(words) == sorted(set(words))
    assert all(folded(word) == word for heading in HEADINGS.values() for word in (*heading.french, *heading.english))


def test_the_language_of_headings() -> None:
    assert is_english(["Last name", "First name", "Téléphone"])
    assert not is_english(["Nom", "Prénom", "Phone"])
    assert not is_english([])


def test_a_title_above_the_headings() -> None:
    found = layout([["Suivi des prospects"], [], ["", *HEAD], ["", "Voss", "Mara"]])
    assert found.row == 2
    assert found.columns == {"last_name": 1, "first_name": 2, "emails": 3}
    assert found.custom == {"column:honoraires": 4}
    assert found.key is None


def test_one_heading_is_none() -> None:
    assert layout_of([["Nom", "Honoraires"]], Pins()) is None
    assert layout_of([], Pins()) is None
    assert layout_of([[]] * 25 + [HEAD], Pins()) is None


def test_a_heading_that_stands_twice_counts_once() -> None:
    assert layout([["Nom", "Prénom", "nom"]]).columns == {"last_name": 0, "first_name": 1}


def test_whole_names_count_where_no_column_heads_last_names() -> None:
    """Many an agency has one column of names: its leads had none, and beside an address alone nothing was known."""
    assert layout([["Nom et prénom", "Téléphone"]]).columns == {"last_name": 0, "phones": 1}
    both = layout([["Nom complet", "Nom", "Prénom"]])
    assert both.columns == {"last_name": 1, "first_name": 2}
    assert both.custom == {"column:nom complet": 0}


def test_what_is_pinned_survives_other_words() -> None:
    pins = Pins({0: "last_name", 2: "emails"}, heading=1)
    found = layout([[], ["Qui", "Prénom", "Écrire à"]], pins)
    assert found.columns == {"last_name": 0, "first_name": 1, "emails": 2}
    assert found.row == 1


def test_words_that_name_another_slot_win_over_a_pin() -> None:
    found = layout([["Nom", "Prénom", "Ville"]], Pins({2: "emails", 7: "phones"}))
    assert found.columns == {"last_name": 0, "first_name": 1, "city": 2}


@pytest.mark.parametrize(
    ("cell", "text"),
    [("", None), (None, None), (44000, "44000"), (1200.5, "1200.5"), (82.0, "82"), (True, "true"), ("0612", "0612"),
     (0.1 + 0.2, "0.3"), (3.1 * 2.7, "8.37"), (321951.30000000005, "321951.3"), (1e22, "1e+22"),
     (5e-324, "5e-324"), (float("inf"), "inf")],
)  # fmt: skip
def test_cells_as_text(cell: Any, text: str | None) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "at"),
    [(46146.375, "2026-05-04T07:00:00.000Z"), (46036, "2026-01-13T23:00:00.000Z"), ("04/05/2026", "2026-05-03T22:00:00.000Z"),
     ("4/5/2026 9h30", "2026-05-04T07:30:00.000Z"), ("2026-05-04 09:00", "2026-05-04T07:00:00.000Z"),
     ("hier", "hier"), ("31/02/2026", "31/02/2026"), ("", None), (10**12, str(10**12))],
)  # fmt: skip
def test_dates_are_of_the_spreadsheets_time(cell: Any, at: str | None) -> None:
    assert moment_of(cell, PARIS) == at


YEARS = [datetime(year, 1, 1) for year in (1901, 2200)]  # noqa: DTZ001 - as cells hold them


@settings(deadline=None)
@given(st.datetimes(*YEARS))
def test_a_moment_comes_back_from_its_serial_number(local: datetime) -> None:
    at = moment(local.replace(tzinfo=UTC).isoformat())
    assert at is not None
    serial = serial_of(at, UTC)
    assert moment_of(serial, UTC) == at
    # In the hour that a clock repeats, the first one is meant.
    back = moment_of(serial_of(at, PARIS), PARIS)
    assert back is not None
    assert abs(datetime.fromisoformat(back) - datetime.fromisoformat(at)) in {timedelta(0), timedelta(hours=1)}


def test_an_unknown_zone() -> None:
    assert zone_of("Europe/Paris") is not None
    assert zone_of("Nowhere/Atall") is None
    assert zone_of("../etc") is None


def test_what_goes_into_a_cell() -> None:
    assert cell_data(None, Form.TEXT, PARIS) == {}
    assert cell_data("=cmd", Form.TEXT, PARIS) == {"userEnteredValue": {"stringValue": "=cmd"}}
    assert cell_data("+33612345678", Form.TEXT, PARIS) == {"userEnteredValue": {"stringValue": "+33612345678"}}
    assert cell_data("320000", Form.NUMBER, PARIS) == {"userEnteredValue": {"numberValue": 320000}}
    assert cell_data("82.5", Form.NUMBER, PARIS) == {"userEnteredValue": {"numberValue": 82.5}}
    assert cell_data("sur demande", Form.NUMBER, PARIS) == {"userEnteredValue": {"stringValue": "sur demande"}}
    at = cell_data("2026-05-04T07:00:00.000Z", Form.MOMENT, PARIS)
    assert at == {"userEnteredValue": {"numberValue": 46146.375}, "userEnteredFormat": {"numberFormat": DATE_TIME}}
    assert cell_data("hier", Form.MOMENT, PARIS) == {"userEnteredValue": {"stringValue": "hier"}}


def test_a_formula_reads_otherwise_than_its_value() -> None:
    assert has_formula(14240, "=W2*4/100")
    assert not has_formula("=cmd", "=cmd")
    assert not has_formula(5, 5)
    assert same_data(14240, "=W2*4/100") == {"userEnteredValue": {"formulaValue": "=W2*4/100"}}
    assert same_data("=cmd", "=cmd") == {"userEnteredValue": {"stringValue": "=cmd"}}
    assert same_data(True, True) == {"userEnteredValue": {"boolValue": True}}
    assert same_data(5, 5) == {"userEnteredValue": {"numberValue": 5}}
    assert same_data("", "") == {}


def test_pins_of_columns_alone_make_no_headings_of_a_lead() -> None:
    lead = ["Voss", "Mara", "mara@acme.example"]
    pins = Pins({0: "last_name", 1: "first_name", 2: "emails"})
    assert layout_of([lead, lead], pins) is None
    assert layout([lead, ["Nom", "Prénom", "Écrire à"]], pins).row == 1


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["_crmdesk_id", "f166f292b29e6d2019e4"], None),
        (["Suivi", "", "_crmdesk_id", "f166f292b29e6d2019e4"], None),
        (["f166f292b29e6d2019e4", "", "_CRMDESK_ID"], 2),
        (["01M83HV87WVZ52ABVE06G5B8S6", "_crmdesk_id"], 1),
        (["f166f292b29e6d2019e4"], None),
    ],
)
def test_headings_below_a_lead(keys: list[str], row: int | None) -> None:
    assert headings_among([[], *([" ", key] for key in keys)], 1) == (None if row is None else row + 1)
