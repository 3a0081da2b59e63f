"""What was typed and not saved."""

from __future__ import annotations

from crmdesk.domain.unfinished import Unfinished


def test_it_says_where_it_belongs_and_what_was_typed() -> None:
    kept = Unfinished("note/1", "1", {"body": "à rappel"})
    assert (kept.key, kept.record, kept.what) == ("note/1", "1", {"body": "à rappel"})
    assert kept == Unfinished("note/1", "1", {"body": "à rappel"})
