"""Values that mean the same although they are not equal."""

from __future__ import annotations

from itertools import permutations

import pytest

from crmdesk.domain.alike import agreed, is_kept, lacks
from crmdesk.domain.values import FieldType, Value

WHEN, DAY = FieldType.DATETIME, "2026-06-10T03:27:"
MINUTE, SECOND, EXACT, OTHER = f"{DAY}00.000Z", f"{DAY}19.000Z", f"{DAY}19.148Z", "2026-06-10T04:27:19.148Z"


def consent(**more: Value) -> Value:
    return {"state": "given", "at": None, "channel": None, "proof": None} | more


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((MINUTE, SECOND), SECOND),
        ((SECOND, EXACT), EXACT),
        ((MINUTE, SECOND, EXACT), EXACT),
        ((MINUTE, f"{DAY}45.000Z"), f"{DAY}45.000Z"),
        ((SECOND, f"{DAY}45.000Z"), None),
        ((MINUTE, SECOND, f"{DAY}45.000Z"), None),
        ((EXACT, f"{DAY}19.149Z"), None),
        ((SECOND, f"{DAY}20.148Z"), None),
        ((f"{DAY}59.000Z", "2026-06-10T03:28:00.000Z"), None),
        ((EXACT, OTHER), None),
        ((MINUTE, "no moment"), None),
        ((MINUTE, None), None),
    ],
)
def test_a_moment_cut_to_its_minute_or_second_is_the_same_one(values: tuple[Value, ...], expected: Value) -> None:
    for ordered in permutations(values):
        assert agreed(WHEN, ordered) == (None if expected is None else (expected,))


def test_a_consent_that_only_tells_less_is_the_same_one() -> None:
    little, form, dated = consent(), consent(channel="form"), consent(at=EXACT)
    whole = consent(channel="form", at=EXACT)
    for ordered in permutations((little, form, dated)):
        assert agreed(FieldType.CONSENT, ordered) == (whole,)
    assert agreed(FieldType.CONSENT, (consent(at=SECOND), whole)) == (whole,)
    assert agreed(FieldType.CONSENT, (form, consent(channel="phone"))) is None
    assert agreed(FieldType.CONSENT, (dated, consent(at=OTHER))) is None
    assert agreed(FieldType.CONSENT, (little, consent(state="refused"))) is None
    assert agreed(FieldType.CONSENT, (little, None)) is None
    assert (lacks(FieldType.CONSENT, little, whole), lacks(FieldType.CONSENT, whole, whole)) == (True, False)


def test_texts_differ_in_spelling_only_and_nothing_else_is_alike() -> None:
    assert agreed(FieldType.TEXT, ("Lyon", "LYON ", "lyon")) == ("Lyon",)
    assert agreed(FieldType.TEXT, (MINUTE, SECOND)) is None
    assert agreed(FieldType.DATE, ("2026-06-10", "2026-06-11")) is None


def test_a_moment_is_kept_by_whoever_holds_the_second_or_the_minute_of_it() -> None:
    assert all(is_kept(WHEN, EXACT, stored) for stored in (EXACT, SECOND, MINUTE))
    assert not any(is_kept(WHEN, EXACT, stored) for stored in (OTHER, None, "no moment"))
    assert is_kept(FieldType.TEXT, "Lyon", "LYON")
    assert not is_kept(FieldType.TEXT, "Saint-Germain-en-Laye", "Saint-Germain")
    assert not is_kept(FieldType.CONSENT, consent(channel="form"), consent()), "what it does not hold is worth knowing"
