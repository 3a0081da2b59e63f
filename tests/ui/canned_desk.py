"""A desk over the rows in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crmdesk.domain.catalogue import canonical_fields
from crmdesk.domain.conflicts import Resolution
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.lookup import Lookup
from crmdesk.domain.policies import Policy
from crmdesk.domain.reviews import Answer
from crmdesk.domain.signin import SignInRequest, VendorInfo
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries.duplicates import PossibleDuplicate, United
from crmdesk.store.queries.policies import PolicyRow
from crmdesk.store.queries.rows import (
    ConflictCase,
    ReviewSample,
)
from tests.ui import canned_duplicates, canned_users
from tests.ui import canned_rows as canned
from tests.ui.canned_agency import Agency
from tests.ui.canned_first_sync import FIRST_SYNC, FIRST_SYNC_SAMPLES
from tests.ui.canned_sign_in import VENDORS, CannedFlow


class CannedDesk:
    """The Desk over an Agency. ``calls`` tells what was asked, in order; ``refuse`` is raised by the next write."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.calls: list[tuple[Any, ...]] = []
        self.agreed = ""
        """What the last review showed that was decided."""
        self.refuse: CrmdeskError | None = None
        self.flow: CannedFlow | None = None
        self.applications: dict[str, str] = {}
        self.reopens: dict[str, ConflictCase] = {}
        """What cases are by the time a decision about them is undone."""
        self.compared: list[str | None] = []
        """The records that possible duplicates were asked for; None where it was all of them."""
        self.answered = asyncio.Event()
        """Set once the vendor answers a disconnection, as it does unless a test has it wait."""
        self.answered.set()
        self.followed = asyncio.Event()
        """Set once what users own has followed them, as it has unless a test has it wait."""
        self.followed.set()
        self.confirms = True
        """Whether it confirms that the access was given back."""
        self.lookup = Lookup((), {})
        """What the accounts answer who are asked for somebody."""
        self.answers = asyncio.Event()
        """Set once they answer, as they do unless a test has them wait."""
        self.answers.set()
        self.stored = asyncio.Event()
        """Set once an edit or a decision is stored, as it is unless a test has it wait."""
        self.stored.set()
        self.turned = asyncio.Event()
        """Set once a change is undone, as it is unless a test has it wait."""
        self.turned.set()
        self._number = 0
        self._cases: dict[str, dict[str, ConflictCase]] = {}

    async def read(self, query: Callable[[Any], Any]) -> Any:
        await asyncio.sleep(0)
        return query(self.agency)

    def _change(self, *call: Any) -> str:
        self.calls.append(call)
        if self.refuse is not None:
            error, self.refuse = self.refuse, None
            raise error
        self._number += 1
        return f"change{self._number}"

    async def edit(self, record: str, values: Mapping[str, Value]) -> str:
        change = self._change("edit", record, dict(values))
        await self.stored.wait()
        self.agency.fields[record] |= canonical_fields(self.agency.kinds[record], values)
        self.agency.pending.add(record)
        return change

    async def create(self, kind: Kind, values: Mapping[str, Value]) -> tuple[str, str]:
        change = self._change("create", kind, dict(values))
        id = f"new{self._number}"
        self.agency.fields[id] = canonical_fields(kind, values)
        self.agency.kinds[id] = kind
        return id, change

    async def delete(self, record: str) -> str:
        self.agency.trash.add(record)
        return self._change("delete", record)

    async def restore(self, record: str) -> str:
        self.agency.trash.discard(record)
        return self._change("restore", record)

    async def review_sample(self, review: str) -> Sequence[ReviewSample]:
        await asyncio.sleep(0)
        return FIRST_SYNC_SAMPLES if review == FIRST_SYNC.id else canned.SAMPLES

    async def never_blank(self, record: str) -> Mapping[str, Sequence[str]]:
        await asyncio.sleep(0)
        return self.agency.required.get(record, {})

    async def look_up(self, address: str) -> Lookup:
        self._change("look_up", address)
        await self.answers.wait()
        return self.lookup

    async def decide_review(self, review: str, answer: Answer, shown: str) -> None:
        self.agreed = shown
        self._change("decide_review", review, answer)
        self.agency.reviews = [each for each in self.agency.reviews if each.id != review]

    async def discard(self, record: str, connection: str) -> str:
        gone = (record, connection)
        self.agency.waiting = [each for each in self.agency.waiting if (each.record, each.connection) != gone]
        change = self._change("discard", *gone)
        await self.stored.wait()
        return change

    async def adopt(self, record: str, field: str, connection: str, stored: Value) -> str:
        told = [each for each in self.agency.notices if (each.record, each.field) == (record, field)]
        if not any((each.connection, each.data.get("stored")) == (connection, stored) for each in told):
            raise InvalidInput("notice_over", record=record, field=field)
        change = self._change("adopt", record, field, connection, stored)
        self.agency.notices = [each for each in self.agency.notices if each not in told]
        return change

    async def resolve(self, resolutions: Sequence[Resolution]) -> str:
        change = self._change("resolve", tuple(resolutions))
        await self.stored.wait()
        held = {each.id: each.shown for case in self.agency.cases.values() for each in case.fields}
        if any(held.get(each.conflict) != each.shown for each in resolutions):
            raise InvalidInput("conflict_moved")
        self._cases[change] = dict(self.agency.cases)
        ids = {each.conflict for each in resolutions}
        for record, case in tuple(self.agency.cases.items()):
            left = tuple(each for each in case.fields if each.id not in ids)
            if not left:
                del self.agency.cases[record]
            elif len(left) < len(case.fields):
                self.agency.cases[record] = replace(case, fields=left)
        return change

    async def undo(self, change: str) -> None:
        await self.turned.wait()
        self._change("undo", change)
        self.agency.cases = self._cases.pop(change, self.agency.cases) | self.reopens

    async def redo(self, change: str) -> None:
        self._change("redo", change)

    async def undo_run(self, run: str, shown: str) -> str:
        return self._change("undo_run", run, shown)

    async def put_policy(self, policy: Policy) -> str:
        made = replace(policy, id=f"P{len(self.agency.policies)}")
        self.agency.policies.append(PolicyRow(made, None, None, None))
        self._change("put_policy", policy)
        return made.id

    async def switch_policy(self, policy: str, on: bool) -> None:
        self._change("switch_policy", policy, on)

    async def remove_policy(self, policy: str) -> None:
        self._change("remove_policy", policy)
        self.agency.policies = [each for each in self.agency.policies if each.policy.id != policy]

    def keep_unfinished(self, forms: Sequence[Unfinished], over: Sequence[str]) -> None:
        left = {key: form for key, form in self.agency.unfinished.items() if key not in over}
        self.agency.unfinished = left | {form.key: form for form in forms}

    async def forget_unfinished(self, key: str) -> None:
        self.agency.unfinished.pop(key, None)

    def sync(self, connection: str | None = None) -> None:
        self.calls.append(("sync", connection))

    def stop(self, connection: str | None = None) -> None:
        self.calls.append(("stop", connection))

    async def set_paused(self, connection: str, paused: bool) -> None:
        self._change("paused", connection, paused)

    async def set_sending(self, connection: str, on: bool) -> None:
        self._change("sending", connection, on)

    async def set_deletions(self, connection: str, deletions: Deletions) -> None:
        self._account("deletions", connection, deletions=deletions)

    async def set_interval(self, connection: str, seconds: int) -> None:
        self._account("interval", connection, interval_s=seconds)

    def _account(self, what: str, connection: str, **changed: Any) -> None:
        self._change(what, connection, *changed.values())
        present = self.agency.connections
        self.agency.connections = [replace(each, **changed) if each.id == connection else each for each in present]

    def set_offline(self, forced: bool) -> None:
        self.calls.append(("offline", forced))

    async def retry(self, problem: int) -> None:
        self._change("retry", problem)

    async def possible_duplicates(self, record: str | None = None) -> Sequence[PossibleDuplicate]:
        await asyncio.sleep(0)
        self.compared.append(record)
        pairs = self.agency.duplicates
        return [each for each in pairs if record in (None, each.first.record, each.second.record)]

    async def preview_union(self, survivor: str, other: str) -> United:
        self._change("preview_union", survivor, other)
        return canned_duplicates.UNITED

    async def unite(self, survivor: str, other: str) -> str | None:
        self._change("unite", survivor, other)
        if any(each.id == survivor for each in self.agency.users):
            return canned_users.united(self.agency.users, survivor, other)
        return self._decided(survivor, other)

    def _decided(self, first: str, second: str) -> str | None:
        """Take a pair away; the account by which the two can be taken apart again."""
        taken = [each for each in self.agency.duplicates if {each.first.record, each.second.record} == {first, second}]
        self.agency.duplicates = [each for each in self.agency.duplicates if each not in taken]
        return "S" if any(each.second.accounts for each in taken) else None

    async def separate(self, record: str, connection: str) -> str:
        made = self._change("separate", record, connection)
        if any(each.id == record for each in self.agency.users):
            canned_users.separated(self.agency.users, record, connection, made)
        return made

    async def follow_users(self) -> None:
        self.calls.append(("follow_users",))
        await self.followed.wait()
        self.agency.users = [replace(each, following=0) for each in self.agency.users]

    async def keep_apart(self, first: str, second: str) -> None:
        self._change("keep_apart", first, second)
        self._decided(first, second)

    async def suggest_again(self, first: str, second: str) -> None:
        self._change("suggest_again", first, second)

    async def disconnect(self, connection: str, *, keep_data: bool) -> bool:
        self._change("disconnect", connection, keep_data)
        await self.answered.wait()
        self.agency.connections = [each for each in self.agency.connections if each.id != connection]
        return self.confirms

    def vendors(self) -> Sequence[VendorInfo]:
        return VENDORS

    async def known_application(self, connection: str) -> str | None:
        return self.applications.get(connection)

    def sign_in(self, request: SignInRequest) -> CannedFlow:
        self.calls.append(("sign_in", request.vendor))
        if not request.name:
            raise InvalidInput("value_missing", field="name")
        self.flow = CannedFlow(request)
        return self.flow
