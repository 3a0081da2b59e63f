"""Contacts of opportunities: a role ties each to one, as a row of its own (general knowledge, unverified)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Done, Outcome, Refused
from crmdesk.providers.batches import in_batches
from crmdesk.providers.salesforce import errors, soql
from crmdesk.providers.salesforce.api import COLLECTION, LISTED, Api
from crmdesk.providers.salesforce.rows import row_id
from crmdesk.providers.salesforce.tables import ROLE, ROLES

Tie = tuple[int, tuple[str, str]]
"""A numbered pair: opportunity, contact."""


class RoleWrites:
    """Makes and removes roles."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def change(
        self, link: Mapping[int, tuple[str, frozenset[str]]], unlink: Mapping[int, tuple[str, frozenset[str]]]
    ) -> dict[int, Outcome]:
        """What went wrong, by the number of the item: ``link`` and ``unlink`` map it to its row and the contacts."""
        ties = [(number, (row, contact)) for number, (row, ids) in sorted(link.items()) for contact in sorted(ids)]
        failed = await self._carried_out(ties, make=True)
        gone = [(number, (row, contact)) for number, (row, ids) in sorted(unlink.items()) for contact in sorted(ids)]
        return failed | await self._carried_out(gone, make=False)

    async def _carried_out(self, ties: Sequence[Tie], *, make: bool) -> dict[int, Outcome]:
        numbered = list(enumerate(pair for _, pair in ties))
        outcomes = await in_batches(numbered, COLLECTION, partial(self._send, make=make), begun=True)
        return {ties[at][0]: _at_field(outcome) for at, outcome in outcomes.items() if not isinstance(outcome, Done)}

    async def _send(self, jobs: Sequence[Tie], *, make: bool) -> Mapping[int, Outcome]:
        return await (self._make(jobs) if make else self._remove(jobs))

    async def _make(self, jobs: Sequence[Tie]) -> Mapping[int, Outcome]:
        present = await self._present([row for _, (row, _) in jobs])
        missing = [(number, pair) for number, pair in jobs if pair not in present]
        outcomes: dict[int, Outcome] = {number: Done(None) for number, _ in jobs}
        if not missing:
            return outcomes
        records = [
            {"attributes": {"type": ROLE}, "OpportunityId": row, "ContactId": contact} for _, (row, contact) in missing
        ]
        answers = await self._api.create(records)
        for (number, _), answer in zip(missing, answers, strict=False):
            otherwise = errors.answered(answer)
            if otherwise is not None:
                outcomes[number] = otherwise
        return outcomes

    async def _remove(self, jobs: Sequence[Tie]) -> Mapping[int, Outcome]:
        present = await self._present([row for _, (row, _) in jobs])
        outcomes: dict[int, Outcome] = {number: Done(None) for number, _ in jobs}
        doomed = [(number, id) for number, pair in jobs for id in present.get(pair, ())]
        for start in range(0, len(doomed), COLLECTION):
            part = doomed[start : start + COLLECTION]
            answers = await self._api.delete([id for _, id in part])
            for (number, _), answer in zip(part, answers, strict=False):
                outcome = _removed(answer)
                if not isinstance(outcome, Done):
                    outcomes[number] = outcome
        return outcomes

    async def _present(self, rows: Sequence[str]) -> dict[tuple[str, str], list[str]]:
        """The roles there are, by opportunity and contact."""
        found: dict[tuple[str, str], list[str]] = {}
        unique = list(dict.fromkeys(rows))
        for start in range(0, len(unique), LISTED):
            wanted = soql.one_of("OpportunityId", unique[start : start + LISTED])
            for role in await self._api.rows(soql.select(("Id", "OpportunityId", "ContactId"), ROLE, wanted)):
                pair = (str(role.get("OpportunityId")), str(role.get("ContactId")))
                found.setdefault(pair, []).append(row_id(ROLE, role))
        return found


def _at_field(outcome: Outcome) -> Outcome:
    """A refusal told at the field that the roles stand for: Salesforce names one of the role's own, or none."""
    if not isinstance(outcome, Refused) or not isinstance(outcome.error, RecordRefused):
        return outcome
    return Refused(RecordRefused(outcome.error.key, **{**outcome.error.data, "remote_field": ROLES}))


def _removed(answer: Mapping[str, object]) -> Outcome:
    entries = answer.get("errors")
    first = entries[0] if isinstance(entries, list) and entries and isinstance(entries[0], dict) else {}
    return Done(None) if errors.code(first) in errors.GONE else errors.answered(answer) or Done(None)
