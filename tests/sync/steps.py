"""Steps that several stories begin or end with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crmdesk.domain.kinds import Kind
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire


def known(office: Office, wire: Wire, **fields: object) -> tuple[str, str]:
    id = wire.account.edit(PEOPLE, None, {"last_name": "Durand", "city": "Lyon", **fields}, kind=Kind.LEAD)
    office.synced()
    return office.record_of(id), id


def rest(office: Office) -> None:
    office.settle()
    check_at_rest(office)


def writes(wire: Wire, verb: str) -> int:
    return sum(1 for call in wire.calls if call.startswith(verb))


def someone(office: Office) -> str:
    return office.new(last_name="Martin", city="Lille", emails=[{"value": "m@example.org", "primary": True}])


def instead(wire: Wire, id: str, outcome: object) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """As if the vendor had not done it."""
    before = dict(wire.account.rows[PEOPLE][id].fields)

    def answer(outcomes: Sequence[Any]) -> Sequence[Any]:
        wire.account.rows[PEOPLE][id].fields = before
        return [outcome for _ in outcomes]

    return answer
