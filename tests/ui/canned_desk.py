"""A desk over the rows in memory, and the queries that read them: enough for the window to live without a store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain.catalogue import canonical_fields, display_name
from crmdesk.domain.conflicts import EXISTENCE, Resolution
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Policy
from crmdesk.domain.reviews import Alarm, Answer
from crmdesk.domain.signin import SignInRequest, VendorInfo
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries import (
    conflicts,
    history,
    leaving,
    lists,
    names,
    notices,
    policies,
    records,
    reviews,
    run_effects,
    status,
    unfinished,
    users,
)
from crmdesk.store.queries.duplicates import PossibleDuplicate, United
from crmdesk.store.queries.history import RecordHistory
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.store.queries.policies import PolicyRow
from crmdesk.store.queries.rows import (
    Begun,
    Choice,
    ConflictCase,
    ConflictRow,
    ConnectionRow,
    FieldState,
    Filter,
    Found,
    ListQuery,
    ListRow,
    Operator,
    PendingRow,
    ProblemRow,
    RecordCard,
    ReviewRow,
    ReviewSample,
    RunRow,
    SimilarField,
    Totals,
)
from crmdesk.store.queries.run_effects import RunEffects
from crmdesk.store.queries.users import UserRow
from crmdesk.store.records import targets
from tests.ui import canned_conflicts, canned_duplicates, canned_users
from tests.ui import canned_rows as canned
from tests.ui.canned_first_sync import FIRST_SYNC, FIRST_SYNC_SAMPLES
from tests.ui.canned_sign_in import VENDORS, CannedFlow


@dataclass
class Agency:
    """The records and everything else that the queries read. Tests change it as they need."""

    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    trash: set[str] = field(default_factory=set)
    pending: set[str] = field(default_factory=set)
    cases: dict[str, ConflictCase] = field(default_factory=lambda: dict(canned_conflicts.CASES))
    connections: list[ConnectionRow] = field(default_factory=lambda: list(canned.CONNECTIONS))
    problems: list[ProblemRow] = field(default_factory=lambda: list(canned.PROBLEMS))
    reviews: list[ReviewRow] = field(default_factory=list)
    waiting: list[PendingRow] = field(default_factory=lambda: list(canned.PENDING_ROWS))
    notices: list[NoticeRow] = field(default_factory=list)
    duplicates: list[PossibleDuplicate] = field(default_factory=list)
    users: list[UserRow] = field(default_factory=lambda: list(canned_users.USERS))
    runs: list[RunRow] = field(default_factory=lambda: list(canned.RUNS))
    unfinished: dict[str, Unfinished] = field(default_factory=dict)
    policies: list[PolicyRow] = field(default_factory=list)
    required: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    effects: dict[str, RunEffects] = field(default_factory=dict)

    @classmethod
    def full(cls) -> Agency:
        """The agency with all its records."""
        made = cls()
        for kind, (letter, rows) in canned.SOURCE.items():
            for number, values in enumerate(rows):
                made.fields[f"{letter}{number:02d}"] = dict(values)
                made.kinds[f"{letter}{number:02d}"] = kind
        made.pending = {f"L{number:02d}" for number in canned.PENDING}
        return made

    @classmethod
    def blank(cls) -> Agency:
        """An agency at its first start."""
        return cls(cases={}, connections=[], problems=[], waiting=[], runs=[], users=[])


def _names() -> dict[str, str]:
    return canned.USERS | canned.STAGES


def _row(agency: Agency, id: str, number: int) -> ListRow:
    values = agency.fields[id]
    conflict, problem = id in agency.cases and id != "L13", any(each.record == id for each in agency.problems)
    name = display_name(agency.kinds[id], values)
    ids = {target for field in ("company", "contacts", "about") for target in targets(values.get(field))}
    names = {id: display_name(agency.kinds[id], agency.fields[id]) for id in ids}
    return ListRow(id, name, values, id in agency.pending, conflict, problem, (name, number), names)


def _meets(values: Mapping[str, Any], condition: Filter) -> bool:
    value = values.get(condition.field)
    match condition.operator:
        case Operator.ANY_OF:
            return value in condition.value
        case Operator.CONTAINS:
            return condition.value.casefold() in str(value or "").casefold()
        case Operator.BLANK:
            return value is None
        case Operator.NOT_BLANK:
            return value is not None
        case _:
            return bool(value == condition.value)


def _matching(agency: Agency, query: ListQuery) -> list[ListRow]:
    found = []
    for number, (id, values) in enumerate(agency.fields.items()):
        row = _row(agency, id, number)
        right = agency.kinds[id] is query.kind and (id in agency.trash) == query.trash
        if (
            right
            and query.search.casefold() in f"{row.name} {values}".casefold()
            and all(_meets(values, f) for f in query.filters)
        ):
            found.append(row)
    if query.sort not in ("name", "due_at") or query.descending:
        found.sort(key=lambda row: str(row.fields.get(query.sort) or row.name), reverse=query.descending)
    return found


def _page(agency: Agency, query: ListQuery, after: tuple[Any, int] | None = None, limit: int = 100) -> list[ListRow]:
    rows = _matching(agency, query)
    start = 0 if after is None else next(at for at, row in enumerate(rows) if row.key == after) + 1
    return rows[start : start + limit]


def _find(agency: Agency, text: str, limit: int = 20) -> list[Found]:
    kinds = agency.kinds
    rows = [Found(kinds[id], id, display_name(kinds[id], values), values) for id, values in agency.fields.items()]
    return [row for row in rows if text.casefold() in row.name.casefold()][:limit]


def _card(agency: Agency, record: str) -> RecordCard | None:
    if record not in agency.fields:
        return None
    kind = agency.kinds[record]
    rich = record == "L01"
    states = dict(canned.STATES) if rich else {}
    if record in agency.pending and not rich:
        states["status"] = FieldState.PENDING
    return RecordCard(
        record,
        kind,
        "trash" if record in agency.trash else "live",
        display_name(kind, agency.fields[record]),
        dict(agency.fields[record]),
        states,
        canned.LINKS if rich else canned.LINKS[:1],
        tuple(each for each in agency.problems if each.record == record),
        _names() | {"L01": "M. Karim Benali"},
        canned.RELATED if rich else (),
        notices={each.field: (each,) for each in agency.notices if each.record == record},
    )


def _totals(agency: Agency) -> Totals:
    counts = {kind: sum(each is kind and id not in agency.trash for id, each in agency.kinds.items()) for kind in Kind}
    if len(agency.fields) > 3:
        counts[Kind.LEAD] = 1248
    held = sum(each.held for each in agency.waiting)
    last = max((row.last_success or "" for row in agency.connections), default="") or None
    contested = sum(len(case.fields) for case in agency.cases.values())
    return Totals(
        counts, len(agency.waiting), held, contested, len(agency.problems), len(agency.reviews), last, len(agency.cases)
    )


def _conflict_list(agency: Agency) -> list[ConflictRow]:
    opened = {row.record: row.opened_at for row in canned_conflicts.CONFLICT_ROWS}
    return [
        canned_conflicts.conflict_row(case, opened.get(record, canned.ago(hours=1)))
        for record, case in agency.cases.items()
    ]


def _similar(agency: Agency, record: str) -> list[SimilarField]:
    fields = {field.field for field in agency.cases[record].fields}
    return [
        SimilarField(
            each.id,
            case.record,
            case.name,
            each.field,
            each.before,
            each.computer,
            each.accounts,
            canned.USERS,
            each.shown,
        )
        for case in agency.cases.values()
        for each in case.fields
        if case.record != record and each.field in fields
    ]


def _choices(agency: Agency, kind: Kind, name: str) -> list[Choice]:
    del agency, kind
    return list(canned.CHOICES.get(name, []))


def _begun(agency: Agency, kind: Kind) -> Begun:
    del agency
    return (
        Begun({"pipeline": "PL1", "stage": "S1"}, {"PL1": "Ventes"} | canned.STAGES)
        if kind is Kind.DEAL
        else Begun({}, {})
    )


def _history(agency: Agency, record: str, field: str | None = None, limit: int = 200) -> RecordHistory:
    del record
    rows = [row for row in canned.HISTORY if field in (None, row.field)][:limit]
    fields = {row.field for row in canned.HISTORY if row.field is not None} - {EXISTENCE}
    live = frozenset(agency.fields) - agency.trash
    return RecordHistory(tuple(rows), tuple(sorted(fields)), _names(), live)


def install(patch: Callable[[Any, str, Any], None]) -> None:
    """Put the queries over an Agency in the place of those over a database; ``patch`` is like ``monkeypatch.setattr``."""
    patch(lists, "page", _page)
    patch(lists, "count", _counted)
    patch(lists, "find", _find)
    patch(records, "card", _card)
    patch(history, "record_history", _history)
    patch(records, "choices", _choices)
    patch(records, "begun", _begun)
    patch(records, "kind_of", lambda agency, record: agency.kinds.get(record))
    patch(status, "totals", _totals)
    patch(leaving, "leaving", lambda agency, account: leaving.Leaving(1204, 44))
    patch(status, "connections", lambda agency: list(agency.connections))
    patch(status, "pending", lambda agency, limit=500: list(agency.waiting)[:limit])
    patch(status, "problems", lambda agency, limit=500: list(agency.problems)[:limit])
    patch(status, "runs", lambda agency, limit=100: list(agency.runs)[:limit])
    patch(notices, "newest", lambda agency, limit=20: list(agency.notices)[:limit])
    patch(policies, "policy_rows", lambda agency: list(agency.policies))
    patch(names, "names_of", lambda agency, ids: {id: name for id, name in _names().items() if id in ids})
    patch(run_effects, "run_effects", lambda agency, run: agency.effects[run])
    patch(users, "user_rows", lambda agency: list(agency.users))
    patch(unfinished, "unfinished", lambda agency: list(agency.unfinished.values()))
    patch(reviews, "open_reviews", lambda agency: list(agency.reviews))
    patch(conflicts, "conflict_list", _conflict_list)
    patch(conflicts, "similar_fields", _similar)
    patch(conflicts, "destinations", lambda agency, record: canned.DESTINATIONS)
    patch(conflicts, "conflict_case", lambda agency, record: agency.cases.get(record))


def _counted(agency: Agency, query: ListQuery) -> int:
    found = len(_matching(agency, query))
    bare = not (query.search or query.filters or query.trash) and query.kind is Kind.LEAD and len(agency.fields) > 3
    return 1248 if bare else found


class CannedDesk:
    """The Desk over an Agency. ``calls`` tells what was asked, in order; ``refuse`` is raised by the next write."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.calls: list[tuple[Any, ...]] = []
        self.agreed: Sequence[Alarm] = ()
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

    async def decide_review(self, review: str, answer: Answer, shown: Sequence[Alarm]) -> None:
        self.agreed = shown
        self._change("decide_review", review, answer)
        self.agency.reviews = [each for each in self.agency.reviews if each.id != review]

    async def discard(self, record: str, connection: str) -> str:
        gone = (record, connection)
        self.agency.waiting = [each for each in self.agency.waiting if (each.record, each.connection) != gone]
        return self._change("discard", *gone)

    async def adopt(self, record: str, field: str, connection: str, stored: Value) -> str:
        told = [each for each in self.agency.notices if (each.record, each.field) == (record, field)]
        if not any((each.connection, each.data.get("stored")) == (connection, stored) for each in told):
            raise InvalidInput("notice_over", record=record, field=field)
        change = self._change("adopt", record, field, connection, stored)
        self.agency.notices = [each for each in self.agency.notices if each not in told]
        return change

    async def resolve(self, resolutions: Sequence[Resolution]) -> str:
        change = self._change("resolve", tuple(resolutions))
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
