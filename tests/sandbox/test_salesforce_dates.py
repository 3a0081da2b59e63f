"""Dates of queries that are said in words: each means a range of days (SOQL and SOSL Reference, Date Formats and Date Literals)."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code

NOW = datetime(2027, 3, 17, 12, tzinfo=UTC)
"""A Wednesday."""

RANGES = {
    "YESTERDAY": ("2027-03-16", "2027-03-16"), "TODAY": ("2027-03-17", "2027-03-17"),
    "TOMORROW": ("2027-03-18", "2027-03-18"),
    "LAST_WEEK": ("2027-03-08", "2027-03-14"), "THIS_WEEK": ("2027-03-15", "2027-03-21"),
    "NEXT_WEEK": ("2027-03-22", "2027-03-28"),
    "LAST_MONTH": ("2027-02-01", "2027-02-28"), "THIS_MONTH": ("2027-03-01", "2027-03-31"),
    "NEXT_MONTH": ("2027-04-01", "2027-04-30"),
    "LAST_90_DAYS": ("2026-12-17", "2027-03-17"), "NEXT_90_DAYS": ("2027-03-18", "2027-06-15"),
    "LAST_N_DAYS:3": ("2027-03-14", "2027-03-17"), "NEXT_N_DAYS:3": ("2027-03-18", "2027-03-20"),
    "N_DAYS_AGO:3": ("2027-03-14", "2027-03-14"),
    "LAST_N_WEEKS:2": ("2027-03-01", "2027-03-14"), "NEXT_N_WEEKS:2": ("2027-03-22", "2027-04-04"),
    "N_WEEKS_AGO:2": ("2027-03-01", "2027-03-07"),
    "LAST_N_MONTHS:2": ("2027-01-01", "2027-02-28"), "next_n_months:10": ("2027-04-01", "2028-01-31"),
    "N_MONTHS_AGO:3": ("2026-12-01", "2026-12-31"),
    "THIS_QUARTER": ("2027-01-01", "2027-03-31"), "LAST_QUARTER": ("2026-10-01", "2026-12-31"),
    "NEXT_QUARTER": ("2027-04-01", "2027-06-30"), "LAST_N_QUARTERS:2": ("2026-07-01", "2026-12-31"),
    "NEXT_N_QUARTERS:4": ("2027-04-01", "2028-03-31"), "N_QUARTERS_AGO:2": ("2026-07-01", "2026-09-30"),
    "THIS_YEAR": ("2027-01-01", "2027-12-31"), "LAST_YEAR": ("2026-01-01", "2026-12-31"),
    "NEXT_YEAR": ("2028-01-01", "2028-12-31"), "LAST_N_YEARS:2": ("2025-01-01", "2026-12-31"),
    "NEXT_N_YEARS:2": ("2028-01-01", "2029-12-31"), "N_YEARS_AGO:2": ("2025-01-01", "2025-12-31"),
    "THIS_FISCAL_QUARTER": ("2027-01-01", "2027-03-31"), "LAST_FISCAL_YEAR": ("2026-01-01", "2026-12-31"),
    "NEXT_N_FISCAL_QUARTERS:1": ("2027-04-01", "2027-06-30"), "N_FISCAL_YEARS_AGO:1": ("2026-01-01", "2026-12-31"),
}  # fmt: skip


@pytest.fixture
def wednesday(salesforce: SalesforceHttp, org: SalesforceControl) -> SalesforceHttp:
    """An organisation on that day."""
    org.control.done("POST", "/clock", {"offset_s": NOW.timestamp() - time.time()})
    return salesforce


def test_a_word_means_its_days_and_no_others(wednesday: SalesforceHttp) -> None:
    found: dict[str, list[str]] = {}
    for word, (first, last) in RANGES.items():
        low, high = (datetime.fromisoformat(day).toordinal() for day in (first, last))
        days = [datetime.fromordinal(at).strftime("%Y-%m-%d") for at in (low - 1, low, high, high + 1)]
        names = ("before", "first", "last", "after")
        records = [
            {"attributes": {"type": "Lead"}, "LastName": name, "Company": word, "Date_du_mandat__c": day,
             "Prochaine_visite__c": f"{day}T{'23:59:59' if name in ('before', 'last') else '00:00:00'}Z"}
            for name, day in zip(names, days, strict=True)
        ]  # fmt: skip
        wednesday.call("POST", "/composite/sobjects", {"records": records})
        for field in ("Date_du_mandat__c", "Prochaine_visite__c"):
            where = f"Company = '{word}' AND {field} = {word} ORDER BY {field}"
            soql = f"SELECT LastName FROM Lead WHERE {where}"  # noqa: S608 - SOQL, of the table above
            found.setdefault(word, []).extend(row["LastName"] for row in wednesday.rows(soql))
    assert found == dict.fromkeys(RANGES, ["first", "last"] * 2)


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("= THIS_WEEK", "MS"), ("!= THIS_WEEK", "BAN"), ("< THIS_WEEK", "B"), ("<= THIS_WEEK", "BMS"),
        ("> THIS_WEEK", "A"), (">= THIS_WEEK", "MSA"), ("IN (LAST_WEEK, NEXT_WEEK)", "BA"),
        ("NOT IN (LAST_WEEK, NEXT_WEEK)", "MSN"), ("= null", "N"),
    ],
)  # fmt: skip
def test_beside_a_range_is_before_its_first_or_after_its_last_day(
    wednesday: SalesforceHttp, condition: str, names: str
) -> None:
    for name, day in (("B", "14"), ("M", "15"), ("S", "21"), ("A", "22"), ("N", "")):
        moment = f"2027-03-{day}T08:00:00Z" if day else None
        wednesday.lead(LastName=name, Prochaine_visite__c=moment)
    rows = wednesday.rows(f"SELECT LastName FROM Lead WHERE Prochaine_visite__c {condition}")  # noqa: S608 - SOQL
    assert "".join(row["LastName"] for row in rows) == names


@pytest.mark.parametrize(
    "word",
    ["THIS_DAY", "LAST_N_DAYS", "LAST_N_DAYS:9999999", "NEXT_N_YEARS:99999", "N_WEEKS_AGO:" + "9" * 5000, "THIS_FISCAL_WEEK"],
)  # fmt: skip
def test_words_that_mean_no_days_are_refused(wednesday: SalesforceHttp, word: str) -> None:
    wednesday.lead()
    answer = wednesday.query(f"SELECT Id FROM Lead WHERE CreatedDate = {word}")  # noqa: S608 - SOQL
    assert code(answer) == (400, "MALFORMED_QUERY")
