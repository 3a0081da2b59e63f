"""The truth tables of the merge (sync, 2.3), written out as the specification has them, against every state of a small world.

Nothing here is taken from the planner: the tables say what becomes of a field or of a record, and each state is looked up.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

import pytest

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.sync.plan import LinkView, Plan, Presence, RecordView, Seen, plan_record
from tests.sync.test_plan import comes_to_rest

WORDS = (None, "a", "A", "b", "c")
"""Blank, and four values of which the first two mean the same."""

State: TypeAlias = tuple[Value, Value, Value]
"""What a link knows of a field: L0, R0 and R."""

STATES: Sequence[State] = [(base, before, now) for base in WORDS for before in WORDS for now in WORDS]


def alike(left: Value, right: Value) -> bool:
    """≈ over the words of this world."""
    return left == right or {left, right} == {"a", "A"}


def link(name: str, state: State) -> LinkView:
    base, before, now = state
    seen = {"city": Seen(now, now, before)} if now != before else {}
    return LinkView(name, {"city": (base, before)}, seen, Presence.PRESENT)


def record(local: Value) -> RecordView:
    return RecordView("r", Kind.LEAD, live=True, fields={"city": local})


# -- one link -----------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """What becomes of a field: the local value, both halves of the base (None: unchanged), and whether a person is asked."""

    local: str
    base: tuple[str, str] | None
    asked: bool


TABLE: Mapping[tuple[bool, bool, bool | None], Row] = {
    # L≠L0, R≠R0, L≈R
    (False, False, None): Row("L", None, asked=False),  # 1
    (True, False, None): Row("L", None, asked=False),  # 2: what differs from its base is pending
    (False, True, None): Row("R", ("R", "R"), asked=False),  # 3
    (True, True, True): Row("L", ("L", "R"), asked=False),  # 4
    (True, True, False): Row("L", None, asked=True),  # 5
}


@pytest.mark.parametrize("local", WORDS)
def test_one_link_does_what_the_table_says(local: Value) -> None:
    for state in STATES:
        base, before, now = state
        changed_here, changed_there = local != base, now != before
        row = TABLE[changed_here, changed_there, alike(local, now) if changed_here and changed_there else None]
        plan = plan_record(record(local), [link("x", state)])
        letters = {"L": local, "R": now}
        assert plan.values.get("city", (local,))[0] == letters[row.local], (local, state)
        rebased = {} if row.base is None else {"x": {"city": (letters[row.base[0]], letters[row.base[1]])}}
        assert plan.rebased == rebased, (local, state)
        assert set(plan.contested) == ({"city"} if row.asked else set()), (local, state)
        comes_to_rest(record(local), [link("x", state)], plan)


# -- two links ----------------------------------------------------------------------------------------------------------


class Several(NamedTuple):
    """The sets of the rule for several links, by the links' names."""

    forward: frozenset[str]
    diverged: frozenset[str]
    candidates: tuple[Value, ...]


def several(local: Value, states: Mapping[str, State]) -> Several:
    """FF, DV and the candidates, collapsed by ≈."""
    forward = {x for x, (base, before, now) in states.items() if local == base and now != before}
    diverged = {
        x
        for x, (base, before, now) in states.items()
        if local != base and now != before and (not alike(local, now) or forward)
    }
    values = [states[x][2] for x in sorted(forward | diverged)] + ([local] if diverged and not forward else [])
    collapsed: list[Value] = []
    for value in values:
        if not any(alike(value, other) for other in collapsed):
            collapsed.append(value)
    return Several(frozenset(forward), frozenset(diverged), tuple(collapsed))


def does_as_the_rule_says(local: Value, states: Mapping[str, State], plan: Plan) -> None:
    forward, diverged, candidates = several(local, states)
    moved = {x for x, (_, before, now) in states.items() if now != before}
    if len(candidates) > 1:
        assert not plan.values
        assert {account[0] for account in plan.contested["city"].accounts} == forward | diverged
        assert {account[1] for account in plan.contested["city"].accounts} == {states[x][2] for x in forward | diverged}
        settled, value = moved - forward - diverged, local
    else:
        assert not plan.contested
        value = plan.values.get("city", (local,))[0]
        assert value in {states[x][2] for x in forward | diverged} if candidates else value == local
        settled = moved
    # I6: a base moves to what is there now, with our half meaning the same, and only where something was seen to move.
    assert plan.rebased == {x: {"city": (value, states[x][2])} for x in settled}


@pytest.mark.thorough
@pytest.mark.parametrize("local", WORDS)
def test_two_links_do_what_the_rule_says_whatever_their_order_and_names(local: Value) -> None:
    plans: dict[tuple[State, State], Plan] = {}
    view = record(local)
    mine, others = [link("x", state) for state in STATES], [link("y", state) for state in STATES]
    for (first, x), (second, y) in product(zip(STATES, mine, strict=True), zip(STATES, others, strict=True)):
        plan = plans[first, second] = plan_record(view, (x, y))
        does_as_the_rule_says(local, {"x": first, "y": second}, plan)
    # The same two links in the other order and with each other's names; a plan is sorted by name, so only names may differ.
    for (first, second), plan in plans.items():
        assert named(plan, {"x": "x", "y": "y"}) == named(plans[second, first], {"x": "y", "y": "x"})
    assert view == record(local)
    assert mine == [link("x", state) for state in STATES]
    assert others == [link("y", state) for state in STATES]


def named(plan: Plan, names: Mapping[str, str]) -> object:
    """A plan about the city, with other names for its links and in a form without order."""
    value, sources = plan.values.get("city", (None, ()))
    asked = plan.contested.get("city")
    accounts = () if asked is None else ((names[account[0]], *account[1:]) for account in asked.accounts)
    return (
        bool(plan.values),
        value,
        {names[each] for each in sources},
        {names[each]: pairs for each, pairs in plan.rebased.items()},
        None if asked is None else asked.before,
        set(accounts),
        (plan.settled, plan.live, plan.gone),
    )


MOVES: Sequence[State] = [(base, "b" if now == "c" else "c", now) for base in WORDS for now in WORDS] + [
    (base, now, now) for base in WORDS for now in WORDS
]
"""Every L0 and R, moved and not: what R was before tells nothing else about a single value."""


@pytest.mark.thorough
@pytest.mark.parametrize("local", WORDS)
def test_a_plan_for_two_links_leaves_nothing_to_plan(local: Value) -> None:
    for first, second in product(MOVES, repeat=2):
        links = [link("y", second), link("x", first)]
        untouched = copy.deepcopy(links)
        plan = plan_record(record(local), links)
        assert links == untouched
        assert plan == plan_record(record(local), links[::-1])
        comes_to_rest(record(local), links, plan)


# -- sets ---------------------------------------------------------------------------------------------------------------


def test_sets_merge_as_the_formula_says() -> None:
    subsets = [frozenset(part) for size in range(4) for part in combinations(("cold", "new", "vip"), size)]
    for local, base, now in product(subsets, repeat=3):
        if now == base:
            continue
        values = [sorted(each) or None for each in (local, base, now)]
        seen = {"tags": Seen(values[2], values[2], values[1])}
        view = RecordView("r", Kind.LEAD, live=True, fields={"tags": values[0]})
        plan = plan_record(view, [LinkView("x", {"tags": (values[1], values[1])}, seen, Presence.PRESENT)])
        merged = sorted((now - (base - local)) | (local - base)) or None
        assert plan.values.get("tags", (values[0],))[0] == merged, (local, base, now)
        assert plan.rebased == {"x": {"tags": (values[2], values[2])}}
        assert not plan.contested


# -- existence ----------------------------------------------------------------------------------------------------------


SAID = ("city", "job_title")


class There(NamedTuple):
    """A link: what became of its row, whether the record here differs from what was agreed with it, and whether it carries that."""

    row: str
    edited: bool
    carries: bool = True


ROWS = ("unseen", "unchanged", "edited", "deleted", "hidden")
"""A hidden one may no longer be read: nothing travels there."""

PLACES = [There(row, edited) for row in ROWS for edited in (False, True)]
BESIDE = [*PLACES, *(There(row, edited=False, carries=False) for row in ROWS)]
HERE, THERE = ConflictKind.CHANGED_HERE_DELETED_THERE, ConflictKind.DELETED_HERE_CHANGED_THERE


class Fate(NamedTuple):
    """What becomes of a record: why a person is asked and about which links, its new life, and the links that end."""

    why: ConflictKind | None = None
    asked: frozenset[str] = frozenset()
    live: bool | None = None
    gone: frozenset[str] = frozenset()


ALONE: Mapping[tuple[bool, str, bool], Fate] = {
    # live here, what became of the row, edited here
    (True, "deleted", False): Fate(live=False, gone=frozenset("x")),
    (True, "deleted", True): Fate(HERE, frozenset("x")),
    (False, "deleted", False): Fate(gone=frozenset("x")),
    (False, "deleted", True): Fate(gone=frozenset("x")),
    (False, "edited", False): Fate(THERE, frozenset("x"), live=True),
    (False, "edited", True): Fate(THERE, frozenset("x"), live=True),
}
"""What is not in the table changes nothing: it is live on both sides, or its deletion waits to be sent."""


def placed(name: str, place: There) -> LinkView:
    bases = {"city": ("b" if place.edited else "a", "b")} if place.carries else {}
    seen = {"job_title": Seen("b", "b", "a")} if place.row == "edited" else {}
    presence = {"unchanged": Presence.PRESENT, "edited": Presence.PRESENT, "deleted": Presence.ABSENT}
    return LinkView(
        name,
        {**bases, "job_title": ("a", "a")},
        seen,
        presence.get(place.row, Presence.UNSEEN),
        unsent=frozenset(SAID) if place.row == "hidden" else frozenset(),
    )


def fate(plan: Plan) -> Fate:
    asked = plan.contested.get(EXISTENCE)
    about = frozenset() if asked is None else frozenset(account[0] for account in asked.accounts)
    return Fate(None if asked is None else asked.why, about, plan.live, plan.gone)


def lives() -> Iterator[tuple[bool, RecordView]]:
    for live in (True, False):
        yield live, RecordView("r", Kind.LEAD, live, {"city": "a", "job_title": "a"})


def test_the_existence_of_a_record_with_one_row() -> None:
    for live, view in lives():
        for place in PLACES:
            plan = plan_record(view, [placed("x", place)])
            assert fate(plan) == ALONE.get((live, place.row, place.edited), Fate()), (live, place)


def together(live: bool, places: Mapping[str, There]) -> Fate:
    """The rows of the table for a record with rows in two accounts."""
    deleted = {name for name, place in places.items() if place.row == "deleted"}
    if not live:
        changed = frozenset(name for name, place in places.items() if place.row == "edited")
        return Fate(THERE if changed else None, changed, True if changed else None, frozenset(deleted))
    carried = any(place.carries for place in places.values() if place.row not in ("deleted", "hidden"))
    mine = frozenset(name for name in deleted if places[name].edited and not carried)
    if mine:
        # Deleted in B, and what was typed here goes nowhere else.
        return Fate(HERE, mine, None, frozenset(deleted - mine))
    # Deleted in B and live in A: the tie to B ends. Nobody has it any more: it goes to the trash here, too.
    return Fate(live=False if deleted == places.keys() else None, gone=frozenset(deleted))


def test_the_existence_of_a_record_with_two_rows() -> None:
    for live, view in lives():
        for first, second in product(BESIDE, repeat=2):
            places = {"x": first, "y": second}
            links = [placed(name, place) for name, place in places.items()]
            plan = plan_record(view, links)
            assert fate(plan) == together(live, places), (live, places)
            assert plan_record(view, links[::-1]) == plan


@pytest.mark.parametrize("asked", [None, HERE, THERE])
@pytest.mark.parametrize("row", ["unseen", "unchanged", "hidden", "deleted"])
def test_only_what_no_other_account_carries_makes_a_deletion_a_question(row: str, asked: ConflictKind | None) -> None:
    """The row x is deleted; y carries some of the fields, and some of them differ from what was agreed with x.

    Also where the question is open already. A record that was deleted here lives only until a person has answered, unless
    something was typed into it since.
    """
    parts = [frozenset(part) for size in range(3) for part in combinations(SAID, size)]
    for typed, carried in product(parts, repeat=2):
        view = RecordView("r", Kind.LEAD, live=True, fields={name: "b" if name in typed else "a" for name in SAID})
        if asked is not None:
            view = replace(view, contested=frozenset({EXISTENCE}), existence=asked, asked=frozenset("x"))
        x = LinkView("x", dict.fromkeys(SAID, ("a", "a")), presence=Presence.ABSENT)
        there = {"unchanged": Presence.PRESENT, "deleted": Presence.ABSENT}.get(row, Presence.UNSEEN)
        held = {name: (view.fields[name], "a") for name in carried}
        y = LinkView("y", held, presence=there, unsent=frozenset(SAID) if row == "hidden" else frozenset())
        plan = plan_record(view, [y, x])
        gone = frozenset("xy") if row == "deleted" else frozenset("x")
        if typed - (carried if row in ("unseen", "unchanged") else frozenset()):
            fated = Fate(HERE, frozenset("x"), None, gone - {"x"})
        elif row == "deleted" or (asked is THERE and not typed):
            fated = Fate(live=False, gone=gone)
        else:
            fated = Fate(gone=gone)
        assert fate(plan) == fated, (typed, carried)
        assert plan.settled == (frozenset() if fated.why or asked is None else {EXISTENCE})
        comes_to_rest(view, [x, y], plan)


def test_what_a_person_is_asked_about_is_asked_no_twice() -> None:
    """The second plan after a question about the existence is the same question."""
    for _, view in lives():
        for place in PLACES:
            plan = plan_record(view, [placed("x", place)])
            asked = fate(plan)
            if asked.why is None:
                continue
            again = replace(view, live=True, existence=asked.why, asked=asked.asked, contested=frozenset({EXISTENCE}))
            settled = placed("x", place)
            if asked.why is THERE:
                settled = replace(settled, bases={**settled.bases, "job_title": ("b", "b")}, seen={})
                again = replace(again, fields={**again.fields, "job_title": "b"})
            plan = plan_record(again, [settled])
            assert (fate(plan), plan.settled) == (Fate(asked.why, asked.asked), frozenset())
