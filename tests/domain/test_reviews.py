"""Alarms come back from a review as they were."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from crmdesk.domain.first_sync import Fate, KindCount, Preview
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Answer, Uncommon, alarm_of, fingerprint


@pytest.mark.parametrize("what", Uncommon)
@pytest.mark.parametrize("field", [None, "city"])
def test_an_alarm_is_kept_as_text(what: Uncommon, field: str | None) -> None:
    alarm = Alarm(what, Kind.LEAD, 12, 40, field)
    assert alarm_of(json.loads(json.dumps(alarm.to_json()))) == alarm


def test_an_alarm_is_kept_with_what_it_takes_along() -> None:
    along = {Kind.CONTACT: 3, Kind.DEAL: 1}
    alarm = Alarm(Uncommon.TAKING_ALONG, Kind.COMPANY, 2, 40, along=along, records=("A", "B"))
    assert alarm_of(json.loads(json.dumps(alarm.to_json()))) == alarm


def test_an_alarm_of_an_earlier_version_takes_nothing_along() -> None:
    stored = {"what": "deleting", "kind": "lead", "count": 12, "total": 40, "field": None}
    assert alarm_of(stored) == Alarm(Uncommon.DELETING, Kind.LEAD, 12, 40)


def test_the_words_that_stored_reviews_and_scripts_rely_on() -> None:
    assert [answer.value for answer in Answer] == ["apply", "revert", "unlink", "stop"]
    assert {what.value for what in Uncommon} == {
        "deleted",
        "emptied",
        "changed",
        "blanked",
        "unannounced",
        "deleting",
        "taking_along",
    }


def test_a_fingerprint_tells_what_is_asked_about() -> None:
    alarm = Alarm(Uncommon.CHANGED, Kind.LEAD, 12, 40, "city")
    counted = Preview((KindCount(Kind.LEAD, {Fate.IDENTICAL: 1, Fate.NEW: 1}),), (), (), "1 1 1 1")
    more = replace(counted, kinds=(KindCount(Kind.LEAD, {Fate.IDENTICAL: 2, Fate.NEW: 1}),))
    more_changed = replace(alarm, count=13)
    alone = {fingerprint(alarms, None) for alarms in ([], [alarm], [more_changed])}
    assert len(alone | {fingerprint([], counted), fingerprint([], more)}) == 5
    newcomers = replace(counted, kinds=(KindCount(Kind.LEAD, {Fate.IDENTICAL: 1, Fate.NEW: 9}, 4),), state="2 2 2 2")
    assert fingerprint([], newcomers) == fingerprint([], counted)
