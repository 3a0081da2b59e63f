"""Rows that only add fields to a person, and whose creation got no answer: what adds the same to others is not ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import instant
from crmdesk.providers.base import Create, Outcome, RemoteRecord
from crmdesk.providers.memory_account import Behaviour
from tests.sync.kit import PEOPLE, Office, WatchedAccount
from tests.sync.test_parts import FOLDERS, PartWire


class DatedParts(PartWire):
    """Such a vendor, which tells when each of those rows was made and may make one without an answer."""

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        self.made_at: dict[str, str] = {}
        self.answers = True

    async def made_since(self, object_name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        if object_name != FOLDERS:
            return await super().made_since(object_name, kind, since)
        self._meet("made_since", object_name)
        return [self._row(id) for id in sorted(self.folders) if self._made(id) >= since]

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        if object_name == FOLDERS:
            self._meet("create", object_name)
        made = await super().create(object_name, items)
        if object_name == FOLDERS and not self.answers:
            self.answers = True
            raise OutcomeUnknown("no_answer", endpoint="create")
        return made

    def _row(self, id: str) -> RemoteRecord:
        return replace(super()._row(id), created_at=self._made(id))

    def _made(self, id: str) -> str:
        return self.made_at.setdefault(id, instant(datetime.fromtimestamp(self.account.clock.s, UTC)) or "")


@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize("lag_s", [0, 60], ids=["looked for", "told by the feed"])
def test_a_part_in_doubt_is_not_that_of_somebody_else(office: Office, lag_s: int, *, landed: bool) -> None:
    """What was typed was never sent where it was; nor is it told as a double."""
    wire = DatedParts(WatchedAccount(office.clock, Behaviour(index_lag_ms=lag_s * 1000)))
    wire.hidden.add("sector")
    office.attach("a", wire)
    (anne, one), (_, other) = _known(office, wire), _known(office, wire)
    office.edit(anne, sector="Centre")
    wire.answers = not landed
    if not landed:
        wire.fails(f"create {FOLDERS}", OutcomeUnknown("no_answer", endpoint="create"))
    wire.on(f"made_since {FOLDERS}", lambda: wire.put("g", other, "Centre"))
    office.sync()
    wire.put("g", other, "Centre")
    office.settle(pause_s=lag_s)
    assert sorted(wire.folders.values()) == [(one, "Centre"), (other, "Centre")]
    assert office.problems() == []


def _known(office: Office, wire: DatedParts) -> tuple[str, str]:
    """Somebody who was made there, and of whom the feed has told since."""
    id = wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    office.clock.tick(120)
    office.synced()
    return office.record_of(id), id
