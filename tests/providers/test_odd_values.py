"""Values that a vendor made up of nonsense: they end neither a run nor the patience of whoever waits for one."""

from __future__ import annotations

from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create
from crmdesk.providers.codecs import Number, known_moment
from crmdesk.providers.google_sheets.cells import serial_of
from crmdesk.providers.pipedrive import places as pipedrive
from crmdesk.providers.places import Form, wire
from crmdesk.providers.rest import encoded
from crmdesk.providers.zoho.inputs import created
from crmdesk.providers.zoho.mapping import lines_of
from crmdesk.providers.zoho.rows import RowReader
from crmdesk.providers.zoho.tables import TABLES
from tests.providers.zoho.schema import full_schema

NO_NUMBERS = ("Infinity", "-Infinity", "NaN", "sNaN", "1e400", "1e-400", "1e999999999", "9" * 40, "9" * 5000)
NO_MOMENTS = ("2026-99-99T99:99:99.999Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.000Z", "yesterday", "")


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number_of_json_is_the_vendors_to_refuse(written: str) -> None:
    kept = Number().encode(Number().decode(written), None)
    for value in (
        wire(written, Form.NUMBER), wire(kept, Form.NUMBER), pipedrive.typed(written, pipedrive.Form.NUMBER),
        pipedrive.typed(written, pipedrive.Form.WHOLE),
    ):  # fmt: skip
        assert isinstance(value, str)
        assert encoded({"amount": value})


@pytest.mark.parametrize(
    ("written", "number"), [("9" * 19, 10**19 - 1), ("0", 0), ("-0", 0), ("1e3", 1000), ("0.5", 0.5)]
)
def test_what_json_can_say_is_a_number(written: str, number: float) -> None:
    assert wire(written, Form.NUMBER) == pipedrive.typed(written, pipedrive.Form.NUMBER) == number
    assert encoded({"amount": wire(written, Form.NUMBER)})


@pytest.mark.parametrize("written", [*NO_MOMENTS, None, 7, [], {}])
def test_what_is_no_moment_is_no_stamp(written: Any) -> None:
    assert known_moment(written) is None


def test_stamps_are_canonical() -> None:
    for written in (
        "2026-11-20T10:00:00Z",
        "2026-11-20T11:00:00.000+0100",
        "1795168800000",
        "2026-11-20T10:00:00.000Z",
    ):
        assert known_moment(written) == "2026-11-20T10:00:00.000Z"


@pytest.mark.parametrize("written", NO_MOMENTS)
def test_what_another_account_held_in_place_of_a_moment_is_written_as_it_is(written: str) -> None:
    assert None in (serial_of(written, ZoneInfo("Europe/Paris")), serial_of(written, ZoneInfo("America/New_York")))
    events = RowReader(TABLES["Events"], lines_of("Events", full_schema(), "EUR"), None, None, {}, ())
    values = created(events, Create(new_ulid(1, Random(1)), Kind.ACTIVITY, {"starts_at": written}, "Visite"))
    assert (values["Start_DateTime"][:10], "End_DateTime" in values) == (written[:10] or "1970-01-01", True)
