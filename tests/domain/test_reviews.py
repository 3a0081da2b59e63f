"""Alarms come back from a review as they were."""

from __future__ import annotations

import json

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Answer, Uncommon, alarm_of


@pytest.mark.parametrize("what", Uncommon)
@pytest.mark.parametrize("field", [None, "city"])
def test_an_alarm_is_kept_as_text(what: Uncommon, field: str | None) -> None:
    alarm = Alarm(what, Kind.LEAD, 12, 40, field)
    assert alarm_of(json.loads(json.dumps(alarm.to_json()))) == alarm


def test_the_words_that_stored_reviews_and_scripts_rely_on() -> None:
    assert [answer.value for answer in Answer] == ["apply", "revert", "unlink", "stop"]
    assert {what.value for what in Uncommon} == {
        "deleted",
        "emptied",
        "changed",
        "blanked",
        "unannounced",
        "deleting",
    }
