"""The planner: pure, independent of order and names, and at rest once its plan is carried out."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.alike import same
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.sync.plan import LinkView, Plan, Presence, RecordView, Seen, plan_record, seen_in

WORDS = (None, "a", "A", "b", "c")
"""Blank, and four values of which the first two mean the same."""


def record(live: bool = True, **fields: Value) -> RecordView:
    return RecordView("r", Kind.LEAD, live, fields)


def link(name: str, presence: Presence = Presence.UNSEEN, /, **fields: tuple[Value, Value, Value]) -> LinkView:
    """A link from (our base, what they held, what they hold) of each field; raw forms are the values themselves."""
    bases = {field: (ours, held) for field, (ours, held, _) in fields.items()}
    seen = {field: Seen(now, now, held) for field, (_, held, now) in fields.items() if now != held}
    return LinkView(name, bases, seen, presence if presence is not Presence.UNSEEN or not seen else Presence.PRESENT)


def carried_out(view: RecordView, links: Sequence[LinkView], plan: Plan) -> tuple[RecordView, list[LinkView]]:
    """The record and its links after a plan; what is contested is seen again, as an open conflict shows it."""
    fields = {**view.fields, **{name: value for name, (value, _) in plan.values.items()}}
    contested = (view.contested | plan.contested.keys()) - plan.settled
    after = []
    for each in links:
        rebased = plan.rebased.get(each.link, {})
        seen = {name: held for name, held in each.seen.items() if name not in rebased}
        if each.link not in plan.gone:
            after.append(replace(each, bases={**each.bases, **rebased}, seen=seen))
    existence = plan.contested.get(EXISTENCE)
    asked = frozenset() if existence is None else frozenset(account[0] for account in existence.accounts)
    why = None if existence is None else existence.why
    life = view.live if plan.live is None else plan.live
    return RecordView("r", view.kind, life, fields, frozenset(contested), why, asked), after


def comes_to_rest(view: RecordView, links: Sequence[LinkView], plan: Plan) -> None:
    again = plan_record(*carried_out(view, links, plan))
    assert not again.values
    assert not again.rebased
    assert not again.settled
    assert (again.live, again.contested) == (None, plan.contested)


# -- one field, exhaustively --------------------------------------------------------------------------------------------


def oracle(local: Value, sides: Mapping[str, tuple[Value, Value]]) -> tuple[str, Any]:
    """The rule of the specification for several links, written out as it stands there: (base, incoming) of those that moved."""
    forward = {name for name, (base, _) in sides.items() if base == local}
    diverged = {
        name for name, (base, incoming) in sides.items() if base != local and (forward or not same(local, incoming))
    }
    candidates = [sides[name][1] for name in sorted(forward | diverged)]
    if diverged and not forward:
        candidates.append(local)
    if not candidates:
        return "kept", local
    alike = all(same(candidates[0], each) for each in candidates)
    return ("taken", candidates) if alike else ("contested", forward | diverged)


def states(names: str) -> Any:
    """Every state of one field: the local value, and for each link our base and what it holds; theirs is as ours was."""
    for values in product(WORDS, repeat=1 + 2 * len(names)):
        pairs = zip(values[1::2], values[2::2], strict=True)
        yield values[0], dict(zip(names, pairs, strict=True))


def judged(local: Value, pairs: Mapping[str, tuple[Value, Value]]) -> None:
    """A state has the one outcome that the specification names, and comes to rest in it."""
    view = record(city=local)
    links = [link(name, city=(base, base, now)) for name, (base, now) in pairs.items()]
    plan = plan_record(view, links)
    moved = {name: (base, now) for name, (base, now) in pairs.items() if now != base}
    outcome, what = oracle(local, moved)
    if outcome == "contested":
        assert not plan.values
        # Whoever came round to what is here agrees, and is not asked about; the others' bases wait for the decision.
        assert plan.rebased == {name: {"city": (local, now)} for name, (_, now) in moved.items() if name not in what}
        assert {account[0] for account in plan.contested["city"].accounts} == what
    else:
        value = plan.values.get("city", (local,))[0]
        assert not plan.contested
        assert value == local if outcome == "kept" else value in what
        # I6: a base moves to what is held there now, and only for a link that moved; our half means the same as theirs.
        assert plan.rebased.keys() == moved.keys()
        for name, rebased in plan.rebased.items():
            ours, theirs = rebased["city"]
            assert theirs == moved[name][1]
            assert same(ours, theirs)
            assert ours == value
    comes_to_rest(view, links, plan)


def test_every_state_of_one_link() -> None:
    for local, pairs in states("x"):
        judged(local, pairs)


def test_every_state_of_two_links() -> None:
    for local, pairs in states("xy"):
        judged(local, pairs)


values = st.sampled_from(WORDS)
tags = st.lists(st.sampled_from(["vip", "VIP", "cold"]), unique_by=str.casefold).map(lambda each: sorted(each) or None)
fields = st.fixed_dictionaries({"city": st.tuples(values, values, values), "tags": st.tuples(tags, tags, tags)})
presences = st.sampled_from(list(Presence))
unsent = st.sampled_from([frozenset[str](), frozenset({"city"}), frozenset({"city", "tags"})])


@st.composite
def views(draw: st.DrawFn) -> tuple[RecordView, list[LinkView]]:
    """A record with up to four links in whatever state."""
    names = draw(st.lists(st.sampled_from("uvwxyz"), unique=True, max_size=4))
    links = [link(name, draw(presences), **draw(fields)) for name in names]
    links = [replace(each, seen={}) if each.presence is Presence.ABSENT else each for each in links]
    links = [replace(each, bases={"tags": each.bases["tags"]}) if draw(st.booleans()) else each for each in links]
    links = [replace(each, unsent=draw(unsent)) for each in links]
    whys = (None, ConflictKind.CHANGED_HERE_DELETED_THERE, ConflictKind.DELETED_HERE_CHANGED_THERE)
    existence = draw(st.sampled_from(whys))
    asked = frozenset(draw(st.lists(st.sampled_from(names)))) if names and existence else frozenset()
    contested = {name for name in ("city", "tags") if draw(st.booleans())} | ({EXISTENCE} if asked else set())
    live = draw(st.booleans()) if not asked else True
    view = RecordView(
        "r",
        Kind.LEAD,
        live,
        {"city": draw(values), "tags": draw(tags)},
        frozenset(contested),
        existence if asked else None,
        asked,
    )
    return view, links


def named(plan: Plan, names: Mapping[str, str]) -> Any:
    """A plan with other names for its links, in a form without order."""
    return (
        {name: (value, {names[each] for each in sources}) for name, (value, sources) in plan.values.items()},
        {names[each]: pairs for each, pairs in plan.rebased.items()},
        {
            name: (each.why, sorted((names[account[0]], repr(account[1:])) for account in each.accounts))
            for name, each in plan.contested.items()
        },
        plan.settled,
        plan.live,
        {names[each] for each in plan.gone},
    )


@settings(deadline=None)
@given(views(), st.permutations("uvwxyz"), st.randoms(use_true_random=False))
def test_neither_order_nor_names_of_links_matter(
    state: tuple[RecordView, list[LinkView]], permuted: list[str], random: Any
) -> None:
    view, links = state
    untouched = copy.deepcopy((view, links))
    plan = plan_record(view, links)
    assert (view, links) == untouched, "a plan changes nothing by itself"
    shuffled = list(links)
    random.shuffle(shuffled)
    assert plan_record(view, shuffled) == plan
    names = dict(zip("uvwxyz", permuted, strict=True))
    other = replace(view, asked=frozenset(names[each] for each in view.asked))
    renamed = plan_record(other, [replace(each, link=names[each.link]) for each in links])
    assert named(renamed, {name: name for name in "uvwxyz"}) == named(plan, names)


@settings(deadline=None)
@given(views())
def test_a_plan_that_is_carried_out_leaves_nothing_to_plan(state: tuple[RecordView, list[LinkView]]) -> None:
    view, links = state
    plan = plan_record(view, links)
    comes_to_rest(view, links, plan)
    assert not plan.gone & {account[0] for each in plan.contested.values() for account in each.accounts}
    assert all(plan.rebased.keys().isdisjoint({each.link}) for each in links if each.presence is Presence.ABSENT)


# -- existence ----------------------------------------------------------------------------------------------------------

ABSENT, PRESENT = Presence.ABSENT, Presence.PRESENT
SAME, MOVED = ("a", "a", "a"), ("a", "a", "b")


def test_nothing_to_do_is_an_empty_plan() -> None:
    assert not plan_record(record(city="a"), [link("x", PRESENT, city=SAME)])
    assert not plan_record(record(city="a"), [])


@pytest.mark.parametrize(
    ("live", "links", "gone", "after"),
    [
        pytest.param(True, [link("x", ABSENT, city=SAME)], "x", False, id="unchanged here, deleted there"),
        pytest.param(False, [link("x", ABSENT, city=SAME)], "x", None, id="deleted on both sides"),
        pytest.param(False, [link("x", PRESENT, city=SAME)], "", None, id="deleted here, unchanged there"),
        pytest.param(
            True, [link("x", ABSENT, city=SAME), link("y", city=SAME)], "x", None, id="deleted there, lives elsewhere"
        ),
    ],
)
def test_what_is_clear_about_existence(live: bool, links: list[LinkView], gone: str, after: bool | None) -> None:
    plan = plan_record(record(live, city="a"), links)
    assert (plan.contested, plan.gone, plan.live) == ({}, frozenset(gone), after)


def test_what_a_person_emptied_while_asked_is_not_filled() -> None:
    """Sync, 2.3: one blank is filled where both never met; what was typed is never replaced unasked."""
    view = replace(record(city=None), contested=frozenset({"city"}))
    first_met = [link("x", city=(None, None, "b"))]
    assert plan_record(view, first_met).values == {"city": ("b", ("x",))}
    plan = plan_record(replace(view, emptied=frozenset({"city"})), first_met)
    assert (plan.values, plan.contested["city"].accounts) == ({}, (("x", "b", "b"),))


def test_edited_here_deleted_there_is_asked_until_it_is_seen_again() -> None:
    edited = record(city="b", job_title="a")
    plan = plan_record(edited, [link("x", ABSENT, city=SAME), link("y", job_title=SAME)])
    asked = plan.contested[EXISTENCE]
    assert (asked.why, asked.accounts) == (ConflictKind.CHANGED_HERE_DELETED_THERE, (("x", None, None),))
    assert (plan.live, plan.gone) == (None, frozenset())
    view = replace(edited, contested=frozenset({EXISTENCE}), existence=asked.why, asked=frozenset("x"))
    assert plan_record(view, [link("x", city=SAME), link("y", PRESENT, job_title=SAME)]).contested == plan.contested
    assert plan_record(view, [link("x", PRESENT, city=SAME)]).settled == {EXISTENCE}
    carried = plan_record(view, [link("x", city=SAME), link("y", city=SAME)])
    assert (carried.settled, carried.live, carried.gone) == (frozenset([EXISTENCE]), None, frozenset("x"))
    taken_back = plan_record(replace(view, fields={"city": "a"}), [link("x", city=SAME)])
    assert (taken_back.settled, taken_back.live, taken_back.gone) == (frozenset([EXISTENCE]), False, frozenset("x"))


def test_deleted_here_changed_there_is_asked_until_that_is_deleted_too() -> None:
    plan = plan_record(record(live=False, city="a"), [link("x", city=MOVED), link("y", city=SAME)])
    asked = plan.contested[EXISTENCE]
    assert (asked.why, asked.accounts) == (ConflictKind.DELETED_HERE_CHANGED_THERE, (("x", None, True),))
    assert (plan.live, plan.values["city"]) == (True, ("b", ("x",)))
    view = replace(record(city="b"), contested=frozenset({EXISTENCE}), existence=asked.why, asked=frozenset("x"))
    after = ("b", "b", "b")
    assert plan_record(view, [link("x", city=("b", "b", "c"))]).contested == plan.contested
    ended = plan_record(view, [link("x", ABSENT, city=after), link("y", city=SAME)])
    assert (ended.settled, ended.live, ended.gone) == (frozenset([EXISTENCE]), False, frozenset("x"))
    other = plan_record(view, [link("x", ABSENT, city=after), link("y", city=("b", "b", "c"))])
    assert [account[0] for account in other.contested[EXISTENCE].accounts] == ["y"]
    assert other.live is None
    deleted_again = plan_record(replace(view, live=False), [link("x", city=after)])
    assert (deleted_again.settled, deleted_again.live) == (frozenset([EXISTENCE]), None)


def test_who_is_asked_about_in_one_account_and_changed_in_another_is_asked_about_in_both() -> None:
    """I16: which of the two was heard first is chance."""
    why, moved = ConflictKind.DELETED_HERE_CHANGED_THERE, ("a", "a", "b")
    for first, second in ("xy", "yx"):
        view = replace(record(city="a"), contested=frozenset({EXISTENCE}), existence=why, asked=frozenset(first))
        plan = plan_record(view, [link(first, city=SAME), link(second, city=moved)])
        assert plan.contested[EXISTENCE].accounts == (("x", None, True), ("y", None, True))
        ended = plan_record(view, [link(first, ABSENT, city=SAME), link(second, city=moved)])
        assert ended.contested[EXISTENCE].accounts == ((second, None, True),)
        assert (ended.live, ended.gone) == (None, frozenset(first))


def test_what_was_typed_into_a_record_that_came_back_is_asked_about_when_it_is_deleted_there() -> None:
    """Sync, 2.3: edited here and deleted there is asked, also where the record lives only until a person has answered."""
    why, was = ConflictKind.DELETED_HERE_CHANGED_THERE, ("b", "b", "b")
    view = replace(record(city="typed"), contested=frozenset({EXISTENCE}), existence=why, asked=frozenset("x"))
    plan = plan_record(view, [link("x", ABSENT, city=was)])
    assert plan.contested[EXISTENCE].why is ConflictKind.CHANGED_HERE_DELETED_THERE
    assert (plan.live, plan.gone, plan.settled) == (None, frozenset(), frozenset())
    still = plan_record(view, [link("x", ABSENT, city=was), link("y", job_title=SAME)])
    assert [account[0] for account in still.contested[EXISTENCE].accounts] == ["x"]
    # Where another account carries it, it lives on there: whoever types into a record does not want it deleted any more.
    elsewhere = plan_record(view, [link("x", ABSENT, city=was), link("y", city=SAME)])
    assert (elsewhere.settled, elsewhere.live, elsewhere.gone) == (frozenset([EXISTENCE]), None, frozenset("x"))


def test_an_edit_that_another_account_ends_is_no_edit_any_more() -> None:
    links = [link("x", ABSENT, city=("b", "b", "b")), link("y", city=("a", "a", "b"))]
    plan = plan_record(record(city="a"), links)
    assert not plan.contested
    assert plan.gone == {"x"}
    assert plan.values == {"city": ("b", ("y",))}


def test_a_change_from_another_account_is_no_edit_here() -> None:
    links = [link("x", ABSENT, city=SAME), link("y", city=MOVED)]
    plan = plan_record(record(city="a"), links)
    assert not plan.contested
    assert plan.gone == {"x"}


def test_one_of_two_that_went_is_given_up_while_the_other_is_asked_about() -> None:
    links = [link("x", ABSENT, city=("b", "b", "b")), link("y", ABSENT, city=SAME)]
    plan = plan_record(record(city="b"), links)
    assert [account[0] for account in plan.contested[EXISTENCE].accounts] == ["y"]
    assert plan.gone == {"x"}


# -- what is told -------------------------------------------------------------------------------------------------------


def test_notices_name_what_needs_no_decision() -> None:
    merged = link("x", tags=(["a"], ["a"], ["a", "b"]), city=("a", "a", "B"), job_title=("a", "a", "b"))
    plan = plan_record(record(tags=["a", "c"], city="b", job_title="b"), [merged])
    assert plan.notices == {"tags": "lists_merged", "city": "same_value_written_otherwise"}


def test_a_field_that_a_link_has_no_base_for_yet_counts_from_blank() -> None:
    view = LinkView("x", {}, {"city": Seen("b", "b", None)}, PRESENT)
    assert plan_record(record(city=None), [view]).values == {"city": ("b", ("x",))}
    assert set(plan_record(record(city="a"), [view, link("y", city=SAME)]).contested) == {"city"}


def test_a_link_that_does_not_carry_a_field_has_no_say_in_it() -> None:
    plan = plan_record(record(city="a"), [link("x", city=MOVED), link("y", job_title=SAME)])
    assert plan.values == {"city": ("b", ("x",))}
    assert set(plan.rebased) == {"x"}


def test_an_answered_conflict_is_settled() -> None:
    view = replace(record(city="b"), contested=frozenset({"city"}))
    assert plan_record(view, [link("x", city=SAME)]).settled == {"city"}
    assert not plan_record(view, [link("x", city=("a", "a", "c"))]).settled


def test_fields_no_longer_of_this_kind_are_no_edits() -> None:
    gone = LinkView("x", {"status": ("new", "new")}, {}, ABSENT)
    assert plan_record(RecordView("r", Kind.CONTACT, live=True, fields={}), [gone]).live is False


# -- the brake ------------------------------------------------------------------------------------------------------------


def braked(**fields: Value) -> RecordView:
    return replace(record(**fields), braked=frozenset({"city"}))


def test_a_field_that_is_set_to_and_fro_is_asked_about_with_what_every_account_holds() -> None:
    links = [link("x", city=("a", "a", "b")), link("y", city=("a", "raw a", "raw a")), link("z")]
    plan = plan_record(braked(city="a"), links)
    assert not plan.values
    contested = plan.contested["city"]
    assert (contested.why, contested.before) == (ConflictKind.OSCILLATION, "a")
    assert set(contested.accounts) == {("x", "b", "b"), ("y", "raw a", "a")}


def test_a_braked_field_whose_accounts_agree_with_what_is_here_is_not_asked_about() -> None:
    plan = plan_record(braked(city="a"), [link("x", city=("b", "b", "A")), link("y", city=("a", "a", "a"))])
    assert not plan.contested


@pytest.mark.parametrize(
    ("meant", "live", "kept", "asked"),
    [
        ((Deletions.TRASH, Deletions.TRASH), False, frozenset(), False),
        ((Deletions.TRASH, Deletions.KEEP), None, {"a", "b"}, False),
        ((Deletions.KEEP, Deletions.ASK), None, frozenset(), True),
    ],
    ids=["into the trash", "kept", "asked"],
)
def test_of_accounts_that_mean_deletions_otherwise_the_most_careful_counts(
    meant: tuple[Deletions, Deletions], live: bool | None, kept: frozenset[str], asked: bool
) -> None:
    links = [
        replace(link(name, Presence.ABSENT, city=("a", "a", "a")), deletions=each)
        for name, each in zip("ab", meant, strict=True)
    ]
    plan = plan_record(record(city="a"), links)
    assert (plan.live, plan.kept, EXISTENCE in plan.contested) == (live, kept, asked)


def test_open_conflicts_show_what_a_link_holds_in_the_fields_that_they_are_about() -> None:
    def asked(field: str, kind: ConflictKind, *accounts: AccountValue) -> Conflict:
        return Conflict(f"c-{field}", "r", field, kind, None, accounts)

    conflicts = {
        "city": asked(
            "city",
            ConflictKind.BOTH_CHANGED,
            AccountValue("1", "a", "LYON", "Lyon"),
            AccountValue("2", "b", "Brest", "Brest"),
        ),
        "owner": asked("owner", ConflictKind.BOTH_CHANGED, AccountValue("1", "a", [["users", "9"]], None)),
        "status": asked("status", ConflictKind.OVERWROTE, AccountValue("1", "a", "new", "new")),
        EXISTENCE: asked(EXISTENCE, ConflictKind.CHANGED_HERE_DELETED_THERE, AccountValue("1", "a", None, None)),
    }
    assert seen_in(conflicts, Kind.LEAD, "1", {"city": ("Nantes", "NANTES")}) == {
        "city": Seen("LYON", "Lyon", "Nantes"),
        "owner": Seen([["users", "9"]], None, None, unknown=True),
    }
    assert seen_in(conflicts, Kind.LEAD, "2", {}) == {"city": Seen("Brest", "Brest", None)}


# -- users --------------------------------------------------------------------------------------------------------------


def user(**fields: Value) -> RecordView:
    return RecordView("r", Kind.USER, True, {"name": "Jean", "email": None, "active": True, **fields})


def test_what_an_account_says_of_a_user_is_noted_and_no_question() -> None:
    links = [
        link("x", name=("Jean", "Jean", "Jean P."), active=(True, True, True)),
        link("y", name=("JM", "JM", "JM (left)"), active=(True, True, False)),
    ]
    plan = plan_record(user(), links)
    assert plan.values == {"name": ("Jean P.", ("x",))}
    assert plan.rebased == {
        "x": {"name": ("Jean P.", "Jean P.")},
        "y": {"name": ("JM (left)", "JM (left)"), "active": (False, False)},
    }
    assert not plan.contested
    comes_to_rest(user(), links, plan)


def test_a_user_whose_row_is_gone_is_what_the_others_say_and_nobody_is_asked() -> None:
    gone = link("x", Presence.ABSENT, name=("Jean", "Jean", "Jean"), active=(True, True, True))
    stays = link("y", name=("JM (left)", "JM (left)", "JM (left)"), active=(False, False, False))
    plan = plan_record(user(), [gone, stays])
    assert plan.values == {"name": ("JM (left)", ("y",)), "active": (False, ("y",))}
    assert (plan.gone, plan.live) == (frozenset({"x"}), None)
    assert not plan.contested
    both = plan_record(user(), [gone, replace(stays, presence=Presence.ABSENT)])
    assert (both.gone, both.live) == (frozenset({"x", "y"}), False)
    assert (*both.contested, *both.values) == ()
