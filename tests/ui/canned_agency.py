"""The rows in memory, and the queries that read them: enough for the window to live without a store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.catalogue import display_name
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.kinds import Kind
from crmdesk.domain.unfinished import Unfinished
from crmdesk.store.queries import (
    conflicts,
    history,
    leaving,
    lists,
    names,
    notices,
    options,
    policies,
    records,
    reviews,
    run_effects,
    status,
    unfinished,
    users,
)
from crmdesk.store.queries.duplicates import PossibleDuplicate
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
    RunRow,
    SimilarField,
    Totals,
)
from crmdesk.store.queries.run_effects import RunEffects
from crmdesk.store.queries.users import UserRow
from crmdesk.store.records import targets
from tests.ui import canned_conflicts, canned_users
from tests.ui import canned_rows as canned


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
    custom: list[CustomField] = field(default_factory=list)
    words: dict[str, Mapping[str, str]] = field(default_factory=dict)

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


def _names_of(agency: Agency, ids: Collection[str]) -> dict[str, str]:
    known = {id: display_name(agency.kinds[id], agency.fields[id]) for id in ids if id in agency.kinds}
    return known | {id: name for id, name in _names().items() if id in ids}


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
    patch(options, "own_words", lambda agency: options.OwnWords(tuple(agency.custom), dict(agency.words)))
    patch(records, "begun", _begun)
    patch(records, "kind_of", lambda agency, record: agency.kinds.get(record))
    patch(status, "totals", _totals)
    patch(leaving, "leaving", lambda agency, account: leaving.Leaving(1204, 44))
    patch(status, "connections", lambda agency: list(agency.connections))
    patch(status, "pending", lambda agency, limit=500: list(agency.waiting)[:limit])
    patch(status, "problems", lambda agency, limit=500: list(agency.problems)[:limit])
    patch(status, "problems_of", lambda agency, record: [each for each in agency.problems if each.record == record])
    patch(status, "runs", lambda agency, limit=100: list(agency.runs)[:limit])
    patch(notices, "newest", lambda agency, limit=20: list(agency.notices)[:limit])
    patch(policies, "policy_rows", lambda agency: list(agency.policies))
    patch(names, "names_of", _names_of)
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
