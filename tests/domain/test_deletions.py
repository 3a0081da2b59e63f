"""What a deletion at an account means here, version by version."""

from __future__ import annotations

from crmdesk.domain.deletions import USUAL, Deletions, Version, versions_of


def test_what_nobody_chose_is_the_trash() -> None:
    assert versions_of(()) == [USUAL]
    assert USUAL.deletions is Deletions.TRASH


def test_the_newest_version_comes_first_and_none_is_forgotten() -> None:
    stored = [
        {"made_at": "2026-11-20T09:00:00.000Z", "who": "Anne", "deletions": "keep"},
        {"made_at": "2026-11-21T09:00:00.000Z", "who": "Marc", "deletions": "ask"},
    ]
    assert versions_of(stored) == [
        Version(2, "2026-11-21T09:00:00.000Z", "Marc", Deletions.ASK),
        Version(1, "2026-11-20T09:00:00.000Z", "Anne", Deletions.KEEP),
        USUAL,
    ]
