"""Policies as rows: every version that a person made stays, and the newest counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way, check
from crmdesk.store import bulk, connections, records
from crmdesk.store.columns import dump, load
from crmdesk.store.policy_tables import Policy as PolicyTable
from crmdesk.store.tables import Decision, core
from crmdesk.store.unit import Unit

_POLICY, _DECISION = core(PolicyTable), core(Decision)
_VERSIONS = sa.select(_POLICY).order_by(_POLICY.c.made_at.desc(), _POLICY.c.id, _POLICY.c.version.desc())
_DECIDED = sa.select(_DECISION.c.conflict).where(_DECISION.c.conflict.in_(bulk.GIVEN)).distinct()

WHO = "policy:"
"""What begins the author of a policy's decision; its id follows."""


@dataclass(frozen=True, slots=True)
class Version:
    """A policy as it was made at a moment (UTC text) by somebody; ``policy`` is None where it was removed."""

    id: str
    number: int
    made_at: str
    who: str
    policy: Policy | None


def versions(connection: sa.Connection) -> list[Version]:
    """Every version of every policy, the newest first."""
    return [
        Version(
            row.id, row.version, row.made_at, row.who, None if row.rule is None else _policy(row.id, load(row.rule))
        )
        for row in connection.execute(_VERSIONS)
    ]


def newest(connection: sa.Connection) -> list[Version]:
    """The newest version of each policy that there is, in the order in which they were first made."""
    newest: dict[str, Version] = {}
    for each in versions(connection):
        if each.id not in newest or newest[each.id].number < each.number:
            newest[each.id] = each
    return [newest[id] for id in sorted(newest) if newest[id].policy is not None]


def in_force(connection: sa.Connection, now: str) -> tuple[Policy, ...]:
    """The policies that count at a moment (UTC text)."""
    return tuple(each.policy for each in newest(connection) if each.policy is not None and each.policy.is_in_force(now))


def put(unit: Unit, policy: Policy, *, who: str = "user") -> str:
    """Put a policy in force; its id. One with the same scope becomes it, whatever id was given.

    Raises InvalidInput for one that could never answer (``domain.policies``), for an unknown record, for a record of
    another kind than the scope names, and for an account that was disconnected.
    """
    check(policy)
    _check_record(unit, policy.scope)
    _check_accounts(unit, policy)
    present = of_scope(unit.connection, policy.scope)
    made = replace(policy, id=unit.new_id() if present is None else present.id)
    if present != made:
        _append(unit, made.id, _json(made), who)
    return made.id


def remove(unit: Unit, policy: str, *, who: str = "user") -> None:
    """Remove a policy; what it has decided stays. Raises InvalidInput where there is none."""
    if policy not in {each.id for each in newest(unit.connection)}:
        raise InvalidInput("policy_unknown", id=policy)
    _append(unit, policy, None, who)


def switch(unit: Unit, policy: str, *, on: bool, who: str = "user") -> None:
    """Switch a policy on or off. Raises InvalidInput where there is none."""
    found = next((each.policy for each in newest(unit.connection) if each.id == policy), None)
    if found is None:
        raise InvalidInput("policy_unknown", id=policy)
    put(unit, replace(found, on=on), who=who)


def forget(unit: Unit, account: str, records: Collection[str]) -> None:
    """Remove the policies that are about an account, prefer it, or are about records that go with it: it is disconnected."""
    for each in newest(unit.connection):
        if each.policy is None:
            continue
        scope = each.policy.scope
        if account in (scope.connection, each.policy.preferred) or scope.record in records:
            _append(unit, each.id, None, "user")


def of_scope(connection: sa.Connection, scope: Scope) -> Policy | None:
    """The policy with exactly this scope, switched off or not; None where there is none."""
    found = (each.policy for each in newest(connection) if each.policy is not None and each.policy.scope == scope)
    return next(found, None)


def taken_back(connection: sa.Connection, conflicts: Iterable[str]) -> set[str]:
    """Those of some open conflicts that were decided once: whoever took that back wants to be asked."""
    found: set[str] = set()
    for chunk in records.chunks(conflicts):
        found.update(connection.execute(_DECIDED, {"given": bulk.listed(chunk)}).scalars())
    return found


def _check_record(unit: Unit, scope: Scope) -> None:
    if scope.record is None:
        return
    kind = records.kinds_of(unit.connection, [scope.record]).get(scope.record)
    if kind is None:
        raise InvalidInput("unknown_record", record=scope.record)
    if scope.kind not in (None, kind):
        raise InvalidInput("record_of_another_kind", record=scope.record, kind=kind.value)


def _check_accounts(unit: Unit, policy: Policy) -> None:
    for account in (policy.scope.connection, policy.preferred):
        if account is not None and connections.find(unit.connection, account) is None:
            raise InvalidInput("policy_account_gone", connection=account)


def _append(unit: Unit, policy: str, rule: dict[str, Any] | None, who: str) -> None:
    last = sa.select(sa.func.max(_POLICY.c.version)).where(_POLICY.c.id == policy)
    number = (unit.connection.execute(last).scalar() or 0) + 1
    row = {
        "id": policy,
        "version": number,
        "made_at": unit.now,
        "who": who,
        "rule": None if rule is None else dump(rule),
    }
    unit.connection.execute(_POLICY.insert().values(row))
    unit.touch(conflicts=True)


def _json(policy: Policy) -> dict[str, Any]:
    scope = policy.scope
    return {
        "record": scope.record,
        "field": scope.field,
        "kind": None if scope.kind is None else scope.kind.value,
        "connection": scope.connection,
        "way": policy.way.value,
        "preferred": policy.preferred,
        "ticked": sorted(policy.ticked),
        "on": policy.on,
        "until": policy.until,
    }


def _policy(id: str, rule: dict[str, Any]) -> Policy:
    kind = None if rule["kind"] is None else Kind(rule["kind"])
    scope = Scope(rule["record"], rule["field"], kind, rule["connection"])
    ticked = frozenset(map(Guard, rule["ticked"]))
    return Policy(id, scope, Way(rule["way"]), rule["preferred"], ticked, rule["on"], rule["until"])
