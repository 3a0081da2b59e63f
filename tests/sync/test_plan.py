from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import same
from crmdesk.domain.values import Value, phones
from crmdesk.sync.plan import Contested, LinkView, Plan, Presence, RecordView, Seen, plan_record

BOTH_CHANGED = ConflictKind.BOTH_CHANGED
DELETED_HERE = ConflictKind.DELETED_HERE_CHANGED_THERE
DELETED_THERE = ConflictKind.CHANGED_HERE_DELETED_THERE


def record(*, live: bool = True, contested: Iterable[str] = (), **fields: Value) -> RecordView:
    return RecordView("r", Kind.CONTACT, live, fields, frozenset(contested))


def asked(view: RecordView, why: ConflictKind, *links: str) -> RecordView:
    """The record while a person is asked about its existence."""
    return replace(view, contested=view.contested | {EXISTENCE}, existence=why, asked=frozenset(links))


def raw(value: Value) -> str:
    """How this made-up vendor writes a value: never as we do."""
    return f"raw {value!r}"


def link(name: str, presence: Presence = Presence.UNSEEN, /, **fields: Value | tuple[Value, Value]) -> LinkView:
    """A link; each field is its base, or (base, what the row holds now) where that moved."""
    pairs = {field: value if isinstance(value, tuple) else (value, value) for field, value in fields.items()}
    seen = {field: Seen(raw(now), now, base) for field, (base, now) in pairs.items() if now != base}
    bases = {field: (base, raw(base)) for field, (base, _) in pairs.items()}
    return LinkView(name, bases, seen, Presence.PRESENT if seen and presence is Presence.UNSEEN else presence)


def gone(name: str, **bases: Value) -> LinkView:
    return link(name, Presence.ABSENT, **bases)


def after(view: RecordView, links: Sequence[LinkView], plan: Plan) -> tuple[RecordView, list[LinkView]]:
    """The record and its links once a plan is carried out: contested fields are still seen, nothing new arrived."""
    fields = {**view.fields, **{name: value for name, (value, _) in plan.values.items()}}
    contested = (view.contested - plan.settled) | plan.contested.keys()
    question = plan.contested.get(EXISTENCE)
    made = RecordView(
        view.id,
        view.kind,
        view.live if plan.live is None else plan.live,
        fields,
        contested,
        question.why if question else None,
        frozenset(name for name, _, _ in question.accounts) if question else frozenset(),
    )
    left = []
    for each in links:
        if each.link not in plan.gone:
            rebased = plan.rebased.get(each.link, {})
            seen = {name: moved for name, moved in each.seen.items() if name not in rebased}
            left.append(LinkView(each.link, {**each.bases, **rebased}, seen))
    return made, left


# -- one link ---------------------------------------------------------------------------------------------------------


def test_row_1_nothing_changed_is_an_empty_plan() -> None:
    assert not plan_record(record(city="a"), [link("x", city="a")])
    assert plan_record(record(city="a"), []) == Plan()


def test_row_2_changed_here_stays_for_the_sender() -> None:
    assert not plan_record(record(city="b"), [link("x", Presence.PRESENT, city="a")])


def test_row_3_changed_there_is_taken() -> None:
    assert plan_record(record(city="a"), [link("x", city=("a", "b"))]) == Plan(
        values={"city": ("b", ("x",))}, rebased={"x": {"city": ("b", raw("b"))}}
    )


def test_row_4_changed_alike_keeps_the_spelling_here_and_says_so() -> None:
    assert plan_record(record(city="b"), [link("x", city=("a", "B"))]) == Plan(
        rebased={"x": {"city": ("b", raw("B"))}}, notices={"city": "same_value_written_otherwise"}
    )


def test_row_4_changed_to_the_very_same_needs_no_notice() -> None:
    assert plan_record(record(city="b"), [link("x", city=("a", "b"))]) == Plan(rebased={"x": {"city": ("b", raw("b"))}})


def test_row_5_changed_differently_is_contested_and_the_base_stays() -> None:
    assert plan_record(record(city="b"), [link("x", city=("a", "c"))]) == Plan(
        contested={"city": Contested(BOTH_CHANGED, "a", (("x", raw("c"), "c"),))}
    )


def test_a_linked_pair_without_a_base_fills_blanks_agrees_or_asks() -> None:
    """First sync: the base is blank on both sides."""
    moved = {"city": Seen("C", "c", None), "street": Seen("S", "S", None), "job_title": Seen("K", "k", None)}
    plan = plan_record(record(city=None, street="s", job_title="j"), [LinkView("x", {}, moved, Presence.PRESENT)])
    assert plan.values == {"city": ("c", ("x",))}
    assert plan.rebased == {"x": {"city": ("c", "C"), "street": ("s", "S")}}
    assert plan.contested == {"job_title": Contested(BOTH_CHANGED, None, (("x", "K", "k"),))}


def test_a_conflict_that_the_world_has_answered_is_settled() -> None:
    view = record(city="b", street="s", contested=["city", "street"])
    plan = plan_record(view, [link("x", city=("a", "b"), street=("r", "t"))])
    assert plan.settled == {"city"}
    assert set(plan.contested) == {"street"}


def test_a_conflict_whose_account_went_back_to_the_base_is_settled() -> None:
    plan = plan_record(record(city="b", contested=["city"]), [link("x", Presence.PRESENT, city="a")])
    assert plan == Plan(settled=frozenset({"city"}))
    assert plan


# -- several links ----------------------------------------------------------------------------------------------------


def test_a_conflict_names_every_source() -> None:
    plan = plan_record(record(city="a"), [link("y", city=("a", "c")), link("x", city=("a", "b"))])
    assert plan.contested["city"].accounts == (("x", raw("b"), "b"), ("y", raw("c"), "c"))


def test_a_link_that_does_not_carry_the_field_has_no_part_in_it() -> None:
    plan = plan_record(record(city="a", street="s"), [link("x", city=("a", "b")), link("y", street="s")])
    assert plan.rebased == {"x": {"city": ("b", raw("b"))}}


def test_sets_of_two_accounts_merge_and_say_so() -> None:
    links = [link("x", tags=(["old"], ["old", "x"])), link("y", tags=(["old"], None))]
    plan = plan_record(record(tags=["here", "old"]), links)
    assert plan.values == {"tags": (["here", "x"], ("x", "y"))}
    assert plan.rebased == {"x": {"tags": (["old", "x"], raw(["old", "x"]))}, "y": {"tags": (None, raw(None))}}
    assert plan.notices == {"tags": "lists_merged"}


def test_what_the_vendor_cannot_hold_is_not_removed_there() -> None:
    """The base's raw form reads back shorter than our half of the base: ``before`` is that reading."""
    three, two, changed = (
        phones([{"value": number} for number in numbers.split()]) for numbers in ("101 102 103", "101 102", "101 104")
    )
    view = LinkView("x", {"phones": (three, "r0")}, {"phones": Seen("r1", changed, two)}, Presence.PRESENT)
    value, _ = plan_record(record(phones=three), [view]).values["phones"]
    assert [item["value"] for item in value] == ["101", "104", "103"]


# -- existence --------------------------------------------------------------------------------------------------------


def test_deleted_here_unchanged_there_is_the_sender_s() -> None:
    assert not plan_record(record(live=False, city="a"), [link("x", Presence.PRESENT, city="a")])


def test_deleted_here_changed_there_lives_until_a_person_has_answered() -> None:
    view, links = record(live=False, city="a"), [link("x", city=("a", "b")), link("y", city="a")]
    plan = plan_record(view, links)
    assert plan.live is True
    assert plan.contested == {EXISTENCE: Contested(DELETED_HERE, None, (("x", None, True),))}
    assert plan.values == {"city": ("b", ("x",))}
    again = plan_record(*after(view, links, plan))
    assert (again.live, again.settled, again.contested) == (None, frozenset(), plan.contested)


def test_deleted_here_changed_there_is_not_answered_by_another_change_there() -> None:
    view = asked(record(city="b"), DELETED_HERE, "x")
    plan = plan_record(view, [link("x", city=("b", "c"))])
    assert plan.contested == {EXISTENCE: Contested(DELETED_HERE, None, (("x", None, True),))}
    assert plan.settled == frozenset()
    assert plan.values == {"city": ("c", ("x",))}


def test_deleted_here_then_there_after_all_is_agreed() -> None:
    plan = plan_record(asked(record(city="b"), DELETED_HERE, "x"), [gone("x", city="b")])
    assert plan == Plan(settled=frozenset({EXISTENCE}), live=False, gone=frozenset("x"))


def test_unchanged_here_deleted_there_goes_to_the_trash() -> None:
    assert plan_record(record(city="a"), [gone("x", city="a")]) == Plan(live=False, gone=frozenset("x"))


def test_changed_here_deleted_there_is_asked_and_the_link_stays() -> None:
    plan = plan_record(record(city="b"), [gone("x", city="a")])
    assert plan == Plan(contested={EXISTENCE: Contested(DELETED_THERE, None, (("x", None, None),))})


def test_deleted_there_stays_so_until_the_row_is_seen_again() -> None:
    view = asked(record(city="b"), DELETED_THERE, "x")
    same_question = Plan(contested={EXISTENCE: Contested(DELETED_THERE, None, (("x", None, None),))})
    assert plan_record(view, [link("x", city="a")]) == same_question
    assert plan_record(view, [gone("x", city="a")]) == same_question
    assert plan_record(view, [link("x", Presence.PRESENT, city="a")]) == Plan(settled=frozenset({EXISTENCE}))


def test_deleted_there_and_the_edit_taken_back_is_agreed() -> None:
    plan = plan_record(asked(record(city="a"), DELETED_THERE, "x"), [link("x", city="a")])
    assert plan == Plan(settled=frozenset({EXISTENCE}), live=False, gone=frozenset("x"))


def test_deleted_on_both_sides_is_done() -> None:
    assert plan_record(record(live=False, city="a"), [gone("x", city="a")]) == Plan(gone=frozenset("x"))


def test_gone_in_one_account_only_unlinks_that_one() -> None:
    plan = plan_record(record(city="a"), [gone("x", city="a"), link("y", city="a")])
    assert plan == Plan(gone=frozenset("x"))


def test_gone_in_two_accounts_asks_about_the_one_that_misses_an_edit() -> None:
    plan = plan_record(record(city="b"), [gone("x", city="a"), gone("y", city="b")])
    assert plan.contested == {EXISTENCE: Contested(DELETED_THERE, None, (("x", None, None),))}
    assert (plan.live, plan.gone) == (None, frozenset("y"))


def test_a_row_that_is_gone_changes_no_field() -> None:
    absent = LinkView("x", {"city": ("a", "r")}, {"city": Seen("s", "b", "a")}, Presence.ABSENT)
    plan = plan_record(record(city="a"), [absent, link("y", city="a")])
    assert plan == Plan(gone=frozenset("x"))


@pytest.mark.parametrize(
    "plan",
    [
        Plan(values={"city": ("a", ())}),
        Plan(rebased={"x": {}}),
        Plan(contested={"city": Contested(BOTH_CHANGED, None, ())}),
        Plan(settled=frozenset({"city"})),
        Plan(live=False),
        Plan(gone=frozenset("x")),
    ],
)
def test_each_part_alone_is_something_to_do(plan: Plan) -> None:
    assert plan
    assert not Plan(notices={"city": "lists_merged"})


# -- every state of a field over two links ----------------------------------------------------------------------------

TEXTS: Sequence[Value] = (None, "a", "A", "b", "c")
TAGS: Sequence[Value] = (None, ["a"], ["A"], ["b"], ["a", "b"])
PHONES: Sequence[Value] = (
    None,
    phones([{"value": "101", "label": "home"}]),
    phones([{"value": "101", "label": "work"}]),
    phones([{"value": "102", "label": "home"}]),
    phones([{"value": "102", "label": "work"}, {"value": "101", "label": "home"}]),
)
NAMES = {"x": "z", "y": "b"}
"""Other names for the links, in the other order."""


def shape(plan: Plan, names: Mapping[str, str]) -> dict[str, Any]:
    """A plan with its links renamed, without the order in which it lists them."""
    return {
        "values": {
            name: (value, {names[source] for source in sources}) for name, (value, sources) in plan.values.items()
        },
        "rebased": {names[each]: pairs for each, pairs in plan.rebased.items()},
        "contested": {
            name: (each.why, each.before, {names[source]: (theirs, value) for source, theirs, value in each.accounts})
            for name, each in plan.contested.items()
        },
        "rest": (plan.settled, plan.live, {names[each] for each in plan.gone}, plan.notices),
    }


@pytest.mark.parametrize(("name", "domain"), [("city", TEXTS), ("tags", TAGS), ("phones", PHONES)])
def test_every_state_over_two_links(name: str, domain: Sequence[Value]) -> None:
    """Order of links, their names, purity, and planning again, over all 5^5 states of a local value and two links."""
    same_names = {each: each for each in NAMES}
    for state in product(domain, repeat=5):
        local, base_x, now_x, base_y, now_y = state
        view = record(**{name: local})
        links = [link("x", **{name: (base_x, now_x)}), link("y", **{name: (base_y, now_y)})]
        untouched = repr((view, links))
        plan = plan_record(view, links)
        assert repr((view, links)) == untouched, state
        assert plan_record(view, links[::-1]) == plan, state
        renamed = plan_record(view, [replace(each, link=NAMES[each.link]) for each in links])
        assert shape(renamed, {each: each for each in NAMES.values()}) == shape(plan, NAMES), state
        again = plan_record(*after(view, links, plan))
        if plan.contested:
            assert shape(again, same_names) == shape(Plan(contested=plan.contested), same_names), state
        else:
            assert not again, state


def test_every_state_of_a_text_follows_the_table() -> None:
    """The rule of N links, written once more as sets: what moved forward, what diverged, which values compete."""
    for state in product(TEXTS, repeat=5):
        local, base_x, now_x, base_y, now_y = state
        plan = plan_record(record(city=local), [link("x", city=(base_x, now_x)), link("y", city=(base_y, now_y))])
        moved = {each: (base, now) for each, base, now in (("x", *state[1:3]), ("y", *state[3:5])) if base != now}
        forward = {each for each, (base, _) in moved.items() if base == local}
        diverged = {each for each, (base, now) in moved.items() if base != local and (forward or not same(local, now))}
        competing = {each: moved[each][1] for each in forward | diverged}
        meanings = {str(now).casefold() for now in competing.values()}
        if diverged and not forward:
            meanings.add(str(local).casefold())
        result, _ = plan.values.get("city", (local, ()))
        if len(meanings) > 1:
            assert {each: now for each, _, now in plan.contested["city"].accounts} == competing, state
            assert (result, plan.rebased) == (local, {}), state
        else:
            assert not plan.contested, state
            assert set(plan.rebased) == moved.keys(), state
            assert result in competing.values() if competing else result == local, state


def test_every_state_over_one_link() -> None:
    for local, base, now in product(TEXTS, repeat=3):
        view, links = record(city=local), [link("x", city=(base, now))]
        plan = plan_record(view, links)
        again = plan_record(*after(view, links, plan))
        ours, theirs = local != base, now != base
        if ours and theirs and not same(local, now):
            assert plan.contested == again.contested != {}
            assert plan.rebased == again.rebased == {}
        else:
            assert plan.values == ({"city": (now, ("x",))} if theirs and not ours else {})
            assert plan.rebased.keys() == ({"x"} if theirs else set())
            assert not again


def test_two_fields_never_influence_each_other() -> None:
    for city, street in product(product((None, "a", "A", "b"), repeat=3), repeat=2):
        view = record(city=city[0], street=street[0])
        both = plan_record(view, [link("x", city=(city[1], city[2]), street=(street[1], street[2]))])
        alone = plan_record(record(city=city[0]), [link("x", city=(city[1], city[2]))])
        assert both.values.get("city") == alone.values.get("city")
        assert both.contested.get("city") == alone.contested.get("city")
