from __future__ import annotations

import pytest

from crmdesk.domain import errors
from crmdesk.domain.errors import (
    SAID,
    Bug,
    ConnectionFault,
    CrmdeskError,
    InvalidInput,
    RateLimited,
    RecordRefused,
    Scope,
    error_json,
)


def test_an_error_reads_as_its_key_and_data_in_one_line() -> None:
    assert str(InvalidInput("value_too_long", length=3, field="city")) == "value_too_long (field='city', length=3)"
    assert str(CrmdeskError("disk_full")) == "disk_full"


def test_an_error_carries_its_key_and_data() -> None:
    error = InvalidInput("value_too_long", field="city")
    assert (error.key, error.data, error.args) == ("value_too_long", {"field": "city"}, ("value_too_long",))


def test_a_defect_says_what_and_where_and_nothing_of_the_data() -> None:
    try:
        RateLimited("rate_limited", retry_after_s="Marie")  # type: ignore[arg-type]
        found = dict[str, CrmdeskError]()["Marie"]
    except KeyError as error:
        found = errors.defect(error)
    assert (found.key, found.data["reason"]) == ("defect", "KeyError")
    assert "Marie" not in str(found)


def test_an_error_is_stored_as_its_key_and_plain_data() -> None:
    error = InvalidInput(
        "value_too_long", field="city", length=3, blank=None, exact=1.5, ours=True, scope=Scope.FIELD, at=[]
    )
    assert errors.error_json(error) == {
        "key": "value_too_long",
        "data": {"field": "city", "length": 3, "blank": None, "exact": 1.5, "ours": True, "scope": "field", "at": "[]"},
    }


def test_what_the_system_says_is_a_number_and_words() -> None:
    assert errors.said_by_system(PermissionError(13, "Permission denied")) == {
        "errno": 13, "reason": "Permission denied",
    }  # fmt: skip
    assert errors.said_by_system(OSError("no number")) == {"errno": None, "reason": ""}
    assert errors.said_by_system(None) == {"errno": None, "reason": ""}


def test_a_limit_says_when_to_try_again() -> None:
    error = RateLimited("rate_limited", retry_after_s=1.5, vendor="hubspot")
    assert error.retry_after_s == 1.5
    assert error.data == {"retry_after_s": 1.5, "vendor": "hubspot"}


def test_a_spent_budget_is_a_limit_of_our_own() -> None:
    error = errors.BudgetSpent(retry_after_s=1.5, kind="daily")
    assert isinstance(error, RateLimited)
    assert (error.key, error.data) == ("budget_spent", {"retry_after_s": 1.5, "kind": "daily"})


def test_a_refusal_quotes_the_vendor() -> None:
    error = RecordRefused("record_refused", vendor_words="too long", remote_field="city", record="r")
    assert (error.vendor_words, error.remote_field) == ("too long", "city")
    assert error.data == {"vendor_words": "too long", "remote_field": "city", "record": "r"}
    assert RecordRefused("record_refused").data == {"vendor_words": "", "remote_field": None}


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("InvalidInput", Scope.FIELD),
        ("Unreachable", Scope.CONNECTION),
        ("RateLimited", Scope.CONNECTION),
        ("OutcomeUnknown", Scope.CONNECTION),
        ("VendorNonsense", Scope.CONNECTION),
        ("SignInNeeded", Scope.CONNECTION),
        ("PermissionLost", Scope.CONNECTION),
        ("SignInFailed", Scope.CONNECTION),
        ("WrongAccount", Scope.CONNECTION),
        ("RecordRefused", Scope.RECORD),
        ("Busy", Scope.PROGRAM),
        ("StoreFault", Scope.PROGRAM),
        ("Bug", Scope.PROGRAM),
    ],
)
def test_how_far_an_error_reaches(name: str, scope: Scope) -> None:
    kind = getattr(errors, name)
    assert kind.scope is scope
    assert issubclass(kind, ConnectionFault) == (scope is Scope.CONNECTION)


def test_only_a_bug_is_ours() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CrmdeskError)]
    assert [kind for kind in kinds if kind.ours] == [Bug]


def test_of_a_vendor_s_words_the_beginning_is_kept() -> None:
    error = RecordRefused("too_long_there", vendor_words="é" * 100_000, remote_field="x" * 100_000, limit=40)
    kept = error_json(error)["data"]
    assert len(kept["vendor_words"]) == SAID
    assert error.vendor_words == kept["vendor_words"]
    assert kept["vendor_words"].startswith("ééé")
    assert kept["vendor_words"].endswith("é…")
    assert len(kept["remote_field"]) == SAID
    short = RecordRefused("value_refused", vendor_words="é" * SAID)
    assert short.vendor_words == "é" * SAID


def test_places_and_sorts_are_told_without_any_message() -> None:
    def fails() -> None:
        try:
            raise KeyError("Marie Martin")
        except KeyError as error:
            raise InvalidInput("record_blank", kind="lead") from error

    with pytest.raises(InvalidInput) as caught:
        fails()
    lines = errors.without_messages(caught.value).splitlines()
    assert [lines[0], lines[-2]] == ["InvalidInput record_blank", "KeyError"]
    assert "after" in lines
    assert "Marie" not in "".join(lines)
    assert errors.places(caught.tb)[-1].endswith(" fails")
