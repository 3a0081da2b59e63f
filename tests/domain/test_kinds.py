from __future__ import annotations

from crmdesk.domain.kinds import PERSON_KINDS, RECORD_KINDS, REFERENCE_KINDS, Kind


def test_every_kind_is_written_by_people_or_only_read() -> None:
    assert sorted([*RECORD_KINDS, *REFERENCE_KINDS]) == sorted(Kind)
    assert set(PERSON_KINDS) <= set(RECORD_KINDS)
