"""Values as people read them, in both languages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate, QLocale

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.history import HistoryRow, Unknown
from crmdesk.ui import formats
from crmdesk.ui.records.history_entry import history_text
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings

NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
NARROW, FIXED = "\u202f", "\u00a0"


@pytest.fixture
def french(settings: UiSettings) -> Iterator[None]:
    settings.language = Language.FRENCH
    yield
    settings.language = Language.ENGLISH


@pytest.mark.usefixtures("french")
def test_french() -> None:
    assert formats.number(1248) == f"1{NARROW}248"
    assert formats.percent(0.62) == f"62{FIXED}%"
    assert formats.money({"amount": "348000", "currency": "EUR"}) == f"348{NARROW}000{FIXED}€"
    assert formats.money({"amount": "12.5", "currency": "EUR"}) == f"12,50{FIXED}€"
    assert formats.day(f"{QDate.currentDate().year()}-11-12") == "12 nov."
    assert formats.ago("2026-11-12T09:56:00.000Z", NOW) == "il y a 4 min"
    assert formats.ago("2026-11-11T09:00:00.000Z", NOW) == "hier"
    assert formats.ago("2026-11-01T09:00:00.000Z", NOW) == "il y a 11 jours"
    assert formats.age("2026-11-12T08:00:00.000Z", NOW) == "2 h"
    assert formats.ahead("2026-11-12T10:00:40.000Z", NOW) == "dans 40 s"


@pytest.mark.usefixtures("settings")
def test_english() -> None:
    assert formats.number(1248) == "1,248"
    assert formats.money({"amount": "348000", "currency": "EUR"}) == "€348,000"
    assert formats.money({"amount": "348000", "currency": "CHF"}) == f"348,000{FIXED}CHF"
    assert formats.ago("2026-11-12T09:59:30.000Z", NOW) == "just now"
    assert formats.duration(360) == "6 min"
    assert formats.duration(4800) == f"1{FIXED}h{FIXED}20"


@pytest.fixture
def in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("settings", "in_paris")
@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        ("2026-11-10T11:00:00.000Z", "2026-11-12T10:00:00.000Z", "2 days ago"),  # 47 hours, on the day before yesterday
        ("2026-11-10T23:30:00.000Z", "2026-11-12T10:00:00.000Z", "yesterday"),  # half past midnight in Paris
        ("2026-11-10T22:30:00.000Z", "2026-11-12T10:00:00.000Z", "2 days ago"),
        ("2026-11-11T23:30:00.000Z", "2026-11-12T10:00:00.000Z", "10 h ago"),
        ("2026-10-24T22:10:00.000Z", "2026-10-25T22:30:00.000Z", "24 h ago"),  # the day that has 25 hours
    ],
)
def test_days_are_counted_by_midnights(then: str, now: str, words: str) -> None:
    moment = datetime.fromisoformat(now)
    assert formats.ago(then, moment).replace(FIXED, " ") == words
    assert formats.age(then, moment).replace(FIXED, " ") == words.removesuffix(" ago").replace(" days", " d")


@pytest.mark.usefixtures("settings")
def test_values_of_every_type_are_one_text() -> None:
    lead, deal, activity = CATALOGUE[Kind.LEAD], CATALOGUE[Kind.DEAL], CATALOGUE[Kind.ACTIVITY]
    assert formats.value_text(lead["owner"], "U1", {"U1": "Jean P."}) == "Jean P."
    assert formats.value_text(lead["owner"], "U9") == "(unknown record)"
    assert formats.value_text(lead["tags"], ["vue mer", "été"]) == "vue mer, été"
    assert formats.value_text(lead["property_surface_m2"], "112.5") == f"112.5{FIXED}m²"
    assert formats.value_text(lead["status"], "somebody's own") == "somebody's own"
    assert formats.value_text(deal["probability"], "40") == f"40{FIXED}%"
    assert formats.value_text(activity["done"], False) == "No"
    assert formats.value_text(activity["duration_s"], 360) == "6 min"
    assert formats.value_text(lead["phones"], [{"value": "+3247011", "label": None, "primary": True}]) == "+3247011"
    assert formats.value_text(lead["consent_phone"], {"state": "unknown", "at": None}) == "Not known"
    assert formats.value_text(lead["sector"], None) == ""
    assert QLocale().language() is QLocale.Language.English


def test_what_an_account_holds_instead_of_a_number_is_shown_as_it_is() -> None:
    lead = CATALOGUE[Kind.LEAD]
    assert formats.value_text(lead["property_surface_m2"], "environ 90").startswith("environ 90")
    assert (
        formats.value_text(lead["asking_price"], {"amount": "à voir", "currency": "EUR"}).strip("€\u00a0") == "à voir"
    )


@pytest.mark.usefixtures("french")
def test_values_that_differ_in_what_is_usually_left_away_read_differently() -> None:
    spec = CATALOGUE[Kind.LEAD]["phones"]
    work, mobile, other = (
        [{"value": value, "label": label, "primary": True}]
        for value, label in (("+33261912459", "work"), ("+33261912459", "mobile"), ("+33140112233", "work"))
    )
    number = f"02{FIXED}61{FIXED}91{FIXED}24{FIXED}59"
    assert formats.told_apart(spec, (work, mobile)) == [f"{number} (bureau)", f"{number} (mobile)"]
    assert formats.told_apart(spec, (work, other)) == [number, f"01{FIXED}40{FIXED}11{FIXED}22{FIXED}33"]
    assert formats.told_apart(spec, (work, other, mobile))[::2] == [f"{number} (bureau)", f"{number} (mobile)"]
    assert formats.told_apart(spec, (work, other, work))[::2] == [number, number], "they do not differ"
    assert formats.told_apart(spec, (work,)) == [number]
    when = CATALOGUE[Kind.LEAD]["last_contact_at"]
    moments = [f"2025-11-12T09:14:0{second}.000Z" for second in (1, 2)]
    assert [text[-2:] for text in formats.told_apart(when, moments)] == ["01", "02"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("une\n  ligne", "une ligne"), ("dix lettres", "dix lettr…"), ("dix lettre", "dix lettre"), (" ", "–")],
)
def test_a_text_is_cut_to_a_line(text: str, shown: str) -> None:
    assert formats.in_a_line(text, 10) == shown


def test_the_history_tells_a_change_of_the_label_alone() -> None:
    old, new = ([{"value": "+33261912459", "label": label, "primary": True}] for label in (None, "work"))
    told = HistoryRow(1, "2026-11-12T10:00:00.000Z", "phones", old, new, "remote", None, None)
    number = f"02{FIXED}61{FIXED}91{FIXED}24{FIXED}59"
    assert history_text(Kind.LEAD, told, {}) == f"Phone: {number} → {number} (work)"


def test_the_history_tells_what_was_chosen_from_what_was_not() -> None:
    chosen, other = ([{"value": "+33261912459", "label": label, "primary": True}] for label in ("work", "home"))
    blank: list[object] = []
    told = HistoryRow(
        1, "2026-11-12T10:00:00.000Z", "phones", None, chosen, "resolution", None, None, rejected=(blank, other)
    )
    number = f"02{FIXED}61{FIXED}91{FIXED}24{FIXED}59"
    assert history_text(Kind.LEAD, told, {}) == f"Phone: {number} (work) chosen instead of –, {number} (home)"


@pytest.mark.parametrize(
    ("part", "rejected", "words"),
    [
        (Unknown.REJECTED, ("U2", None), "Negotiator: Jean P. chosen instead of Marie L., (not known here yet)"),
        (Unknown.CHOSEN, ("U2", None), "Negotiator: (not known here yet) chosen; Jean P. until then"),
        (None, ("U2", None), "Negotiator: Jean P. chosen instead of Marie L., –"),
    ],
)
def test_the_history_tells_somebody_unknown_from_a_blank(
    part: Unknown | None, rejected: tuple[str | None, ...], words: str
) -> None:
    told = HistoryRow(
        1, "2026-11-12T10:00:00.000Z", "owner", "U2", "U1", "decision", None, None, rejected=rejected, unknown=part
    )
    assert history_text(Kind.LEAD, told, {"U1": "Jean P.", "U2": "Marie L."}) == words
