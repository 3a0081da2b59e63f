"""The planner with policies: it changes nothing but answers, in no particular order, and leaves nothing to plan."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind, Keep
from crmdesk.domain.policies import Guard, Policy, Ruling, Scope, Way
from crmdesk.domain.values import Value
from crmdesk.sync.plan import LinkView, Plan, Presence, RecordView, plan_record
from tests.sync.test_plan import link, record, states, views

EARLY, LATE = "2026-11-20T10:00:00.000Z", "2026-11-20T11:00:00.000Z"


def policy(way: Way, scope: Scope | None = None) -> Policy:
    preferred = "c-x" if way is Way.PREFER else None
    return Policy(f"p-{way}", scope or Scope(), way, preferred, frozenset(Guard))


def ruled(view: RecordView, links: Sequence[LinkView], plan: Plan) -> tuple[RecordView, list[LinkView]]:
    """The record and its links once a policy's answers are decided: what was shown is agreed on, and what was chosen is here.

    Links whose row is gone are planned no more.
    """
    fields = {**view.fields, **{name: value for name, (value, _) in plan.values.items()}}
    decided = {name: plan.contested[name] for name in plan.ruled if name != EXISTENCE}
    fields |= {name: plan.ruled[name].value for name in decided}
    after = []
    for each in (each for each in links if each.link not in plan.gone):
        bases = {**each.bases, **plan.rebased.get(each.link, {})}
        seen = {name: held for name, held in each.seen.items() if name not in plan.rebased.get(each.link, {})}
        for name, asked in decided.items():
            shown = {link: (value, raw) for link, raw, value in asked.accounts}
            if each.link in shown:
                bases[name] = shown[each.link]
                seen.pop(name, None)
        after.append(replace(each, bases=bases, seen=seen))
    open_still = (view.contested | plan.contested.keys()) - plan.settled - decided.keys()
    return replace(view, fields=fields, contested=frozenset(open_still)), after


def with_stamps(links: Sequence[LinkView]) -> list[LinkView]:
    """The links with their connections; x wrote early, y late."""
    stamps = {"x": {"city": EARLY}, "y": {"city": LATE}}
    return [replace(each, connection=f"c-{each.link}", stamps=stamps.get(each.link, {})) for each in links]


def expected(way: Way, local: Value, shown: Sequence[tuple[str, Value]], agreeing: set[str]) -> tuple[Value] | None:
    """The rule of each way, written out: what a person is not asked about becomes this."""
    theirs = [value for _, value in shown]
    filled = {value for value in [local, *theirs] if value is not None}
    held = dict(shown)
    match way:
        case Way.COMPUTER:
            return (local,)
        case Way.ACCOUNT:
            return (theirs[0],) if len(set(theirs)) == 1 else None
        case Way.FILLED:
            return (filled.pop(),) if len(filled) == 1 else None
        case Way.PREFER:
            return (held["x"],) if "x" in held else (local,) if "x" in agreeing else None
        case Way.NEWEST:  # what was typed here is in between
            return (held["y"],) if "y" in held else (local,)
        case _:
            return None


@pytest.mark.parametrize("names", ["x", "xy"])
@pytest.mark.parametrize("way", [Way.ASK, Way.COMPUTER, Way.ACCOUNT, Way.FILLED, Way.PREFER, Way.NEWEST, Way.MAX])
def test_every_state_is_answered_as_the_rule_says_and_comes_to_rest(names: str, way: Way) -> None:
    middle = "2026-11-20T10:30:00.000Z"
    for local, pairs in states(names):
        links = with_stamps([link(name, city=(base, base, now)) for name, (base, now) in pairs.items()])
        plain = record(city=local)
        view = replace(plain, policies=(policy(way),), typed_at={"city": middle})
        plan, without = plan_record(view, links), plan_record(plain, links)
        assert replace(plan, ruled={}) == without, "a policy only answers"
        shown = [(account[0], account[2]) for each in plan.contested.values() for account in each.accounts]
        agreeing = {name for name, (base, _) in pairs.items() if base == local and name not in dict(shown)}
        wanted = expected(way, local, shown, agreeing) if shown else None
        assert {name: (each.value,) for name, each in plan.ruled.items()} == (
            {} if wanted is None else {"city": wanted}
        )
        if wanted is not None:
            again = plan_record(*ruled(view, links, plan))
            assert not again.values
            assert not again.rebased
            assert not again.contested
            assert not again.ruled


ways = st.sets(st.sampled_from([way for way in Way if way is not Way.PREFER]), max_size=3)
scopes = st.sampled_from(
    [Scope(), Scope(field="city"), Scope(record="r"), Scope(connection="c-u"), Scope(field="tags")]
)


@settings(deadline=None)
@given(views(), ways, scopes, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_is_changed(
    state: tuple[RecordView, list[LinkView]], chosen: set[Way], scope: Scope, random: object
) -> None:
    view, links = state
    policies = tuple(policy(way, scope if place == 0 else None) for place, way in enumerate(sorted(chosen)))
    view, links = replace(view, policies=policies, typed_at={"city": EARLY}), with_stamps(links)
    untouched = copy.deepcopy((view, links))
    plan = plan_record(view, links)
    assert (view, links) == untouched
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    backwards = replace(view, policies=tuple(reversed(policies)))
    assert plan_record(backwards, shuffled) == plan
    assert plan.ruled.keys() <= plan.contested.keys()
    assert replace(plan, ruled={}) == plan_record(replace(view, policies=()), links)
    after = plan_record(*ruled(view, links, plan))
    assert after.ruled.keys() <= plan.ruled.keys() & {EXISTENCE}, "nothing is answered twice"


def test_what_a_person_kept_for_themselves_is_not_answered() -> None:
    links = with_stamps([link("x", city=("a", "a", "b"))])
    view = replace(record(city="c"), policies=(policy(Way.COMPUTER),))
    assert plan_record(view, links).ruled["city"] == Ruling("p-computer", Keep.COMPUTER, "c")
    assert not plan_record(replace(view, reserved=frozenset({"city"})), links).ruled
    assert not plan_record(replace(view, braked=frozenset({"city"})), links).ruled


@pytest.mark.parametrize(("way", "keep"), [(Way.COMPUTER, Keep.COMPUTER), (Way.ACCOUNT, Keep.ACCOUNT)])
def test_whether_a_record_exists_is_answered_where_that_was_ticked(way: Way, keep: Keep) -> None:
    gone = with_stamps([link("x", Presence.ABSENT, city=("a", "a", "a"))])
    view = replace(record(city="b"), policies=(policy(way),))
    plan = plan_record(view, gone)
    assert plan.contested[EXISTENCE].why is ConflictKind.CHANGED_HERE_DELETED_THERE
    assert plan.ruled == {EXISTENCE: Ruling(f"p-{way}", keep)}
    unticked = replace(view, policies=(replace(policy(way), ticked=frozenset()),))
    assert not plan_record(unticked, gone).ruled


def test_the_newest_asks_where_a_moment_is_missing() -> None:
    stamps = [None, EARLY, LATE]
    for there, here in product(stamps, stamps):
        seen = replace(link("x", city=("a", "a", "b")), stamps={} if there is None else {"city": there})
        view = replace(
            record(city="c"), policies=(policy(Way.NEWEST),), typed_at={} if here is None else {"city": here}
        )
        known = there is not None and here is not None and there != here
        assert set(plan_record(view, [seen]).ruled) == ({"city"} if known else set()), (there, here)
