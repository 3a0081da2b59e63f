"""What policies answer, and what they never do."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind, Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Question, Ruling, Scope, Way, check, policy_for, ruling
from crmdesk.domain.values import Value

EARLY, LATE = "2026-11-20T10:00:00.000Z", "2026-11-20T11:00:00.000Z"


def policy(way: Way, *, id: str = "p", ticked: frozenset[Guard] = frozenset(), **scope: Any) -> Policy:
    return Policy(id, Scope(**scope), way, "c-a" if way is Way.PREFER else None, ticked)


def account(name: str, value: Value, at: str | None = None) -> AccountValue:
    return AccountValue(f"l-{name}", f"c-{name}", value, value, at)


def question(field: str, local: Value, *accounts: AccountValue, before: Value = None, **more: Any) -> Question:
    kind = more.pop("kind", Kind.LEAD)
    conflict = Conflict("x", "r", field, more.pop("why", ConflictKind.BOTH_CHANGED), before, accounts)
    return Question(conflict, kind, local, **more)


def answer(way: Way, asked: Question, **more: Any) -> Value:
    """The value that a policy about everything gives; "asked" where it gives none."""
    found = ruling([policy(way, **more)], asked)
    return "asked" if found is None else found.value


def test_the_most_specific_scope_counts() -> None:
    ranked = [
        policy(Way.ASK, id="record", record="r"),
        policy(Way.COMPUTER, id="field", field="city"),
        policy(Way.ACCOUNT, id="kind", kind=Kind.LEAD),
        policy(Way.NEWEST, id="connection", connection="c-a"),
        policy(Way.FILLED, id="all"),
    ]
    expected = [each.id for each in ranked]
    while ranked:
        for order in permutations(ranked):
            found = policy_for(order, "r", Kind.LEAD, "city", frozenset({"c-a"}))
            assert found is not None
            assert found.id == expected[-len(ranked)]
        ranked = ranked[1:]
    assert policy_for([], "r", Kind.LEAD, "city", frozenset({"c-a"})) is None


@pytest.mark.parametrize(
    "scope", [{"record": "s"}, {"field": "street"}, {"kind": Kind.DEAL}, {"connection": "c-b"}, {"connection": "c-c"}]
)
def test_what_a_scope_does_not_cover_is_not_answered(scope: dict[str, Any]) -> None:
    asked = question("city", "Lyon", account("a", "Nice"))
    assert ruling([policy(Way.COMPUTER, **scope)], asked) is None
    both = question("city", "Lyon", account("a", "Nice"), account("b", "Caen"))
    assert ruling([policy(Way.COMPUTER, **scope)], both) is None
    assert ruling([policy(Way.COMPUTER, connection="c-a")], both) is None, "another account has a part in it"


def test_accounts_that_tell_the_same_are_one_answer() -> None:
    asked = question("city", None, account("a", "Nice"), account("b", "Nice"))
    assert answer(Way.FILLED, asked) == "Nice"
    assert answer(Way.FILLED, question("city", None, account("a", "Nice"), account("b", "Caen"))) == "asked"


def test_a_specific_policy_that_knows_no_answer_asks() -> None:
    asked = question("city", "Lyon", account("a", "Nice"))
    both = [policy(Way.COMPUTER, id="all"), policy(Way.NEWEST, id="field", field="city")]
    assert ruling(both, asked) is None
    assert ruling([policy(Way.COMPUTER, id="all"), policy(Way.ASK, id="field", field="city")], asked) is None


def test_either_side() -> None:
    asked = question("city", "Lyon", account("a", "Nice"))
    assert ruling([policy(Way.COMPUTER)], asked) == Ruling("p", Keep.COMPUTER, "Lyon")
    assert ruling([policy(Way.ACCOUNT)], asked) == Ruling("p", Keep.ACCOUNT, "Nice", "l-a")
    several = question("city", "Lyon", account("a", "Nice"), account("b", "Caen"))
    assert answer(Way.ACCOUNT, several) == "asked"
    assert answer(Way.COMPUTER, several) == "Lyon"


def test_a_preferred_account() -> None:
    several = question("city", "Lyon", account("b", "Caen"), account("a", "Nice"))
    assert answer(Way.PREFER, several) == "Nice"
    without = question("city", "Lyon", account("b", "Caen"))
    assert answer(Way.PREFER, without) == "asked"
    assert answer(Way.PREFER, replace(without, agreeing=frozenset({"c-a"}))) == "Lyon"


def test_the_newest_counts_only_where_every_moment_is_known() -> None:
    here, there = account("a", "Nice", EARLY), account("a", "Nice", LATE)
    assert answer(Way.NEWEST, question("city", "Lyon", here, typed_at=LATE)) == "Lyon"
    assert answer(Way.NEWEST, question("city", "Lyon", there, typed_at=EARLY)) == "Nice"
    assert answer(Way.NEWEST, question("city", "Lyon", there)) == "asked"
    assert answer(Way.NEWEST, question("city", "Lyon", account("a", "Nice"), typed_at=EARLY)) == "asked"
    assert answer(Way.NEWEST, question("city", "Lyon", here, typed_at=EARLY)) == "asked"
    unstamped = question("city", "Lyon", there, account("b", "Caen"), typed_at=EARLY)
    assert answer(Way.NEWEST, unstamped) == "asked"


def test_a_value_is_never_blanked() -> None:
    assert answer(Way.FILLED, question("city", None, account("a", "Nice"))) == "Nice"
    assert answer(Way.FILLED, question("city", "Lyon", account("a", None))) == "Lyon"
    assert answer(Way.FILLED, question("city", "Lyon", account("a", "Nice"))) == "asked"
    assert answer(Way.FILLED, question("city", None, account("a", "Nice"), account("b", "Caen"))) == "asked"


def phones(*numbers: str) -> Value:
    """Numbers, each labelled by its place; the first one is the primary."""
    items = zip(numbers, ("home", "work", None), strict=False)
    return [{"value": value, "label": label, "primary": label == "home"} for value, label in items]


def test_a_list_is_taken_whole_only_where_nothing_but_what_is_contested_goes() -> None:
    asked = question("phones", phones("12", "11"), account("a", phones("13", "11")), before=phones("10", "11"))
    assert (answer(Way.COMPUTER, asked), answer(Way.ACCOUNT, asked)) == (phones("12", "11"), phones("13", "11"))
    added = question("phones", phones("12", "11"), account("a", phones("13", "11", "14")), before=phones("10", "11"))
    assert answer(Way.ACCOUNT, added) == phones("13", "11", "14")
    assert answer(Way.COMPUTER, added) == "asked", "nobody has contested the number that was added there"
    assert answer(Way.PREFER, replace(added, agreeing=frozenset({"c-a"}))) == phones("13", "11", "14")


@pytest.mark.parametrize("way", [Way.LONGEST, Way.UNION, Way.MERGE])
def test_texts_are_not_compared_with_blanks(way: Way) -> None:
    assert answer(way, question("description", None, account("a", "Jardin"))) == "asked"
    assert answer(way, question("description", "Jardin", account("a", None))) == "asked"


def test_texts_are_compared() -> None:
    asked = question("description", "Jardin\nCave", account("a", "Jardin\nGarage neuf"), before="Jardin")
    assert answer(Way.LONGEST, asked) == "Jardin\nGarage neuf"
    assert answer(Way.LONGEST, question("city", "Lyon", account("a", "Nice"))) == "asked"
    assert answer(Way.UNION, asked) == "Jardin\nCave\nGarage neuf"
    assert answer(Way.MERGE, asked) == "asked"
    apart = question("description", "Grand\nb\nc", account("a", "a\nb\nCave"), before="a\nb\nc")
    assert answer(Way.MERGE, apart) == "Grand\nb\nCave"
    three = question("description", "Grand\nb\nc", account("a", "a\nb\nCave"), account("b", "a"), before="a\nb\nc")
    assert answer(Way.MERGE, three) == "asked"


def test_a_text_that_became_too_long_is_asked_about() -> None:
    long = question("description", "a" * 40_000, account("a", "b" * 40_000))
    assert answer(Way.UNION, long) == "asked"


def money(amount: str, currency: str = "EUR") -> Value:
    return {"amount": amount, "currency": currency}


def test_what_has_an_order_is_compared() -> None:
    rooms = question("property_rooms", "9", account("a", "10"), account("b", "2.5"))
    assert (answer(Way.MAX, rooms), answer(Way.MIN, rooms)) == ("10", "2.5")
    seen = question("last_contact_at", EARLY, account("a", LATE))
    assert (answer(Way.MAX, seen), answer(Way.MIN, seen)) == (LATE, EARLY)
    price = question("estimate", money("900"), account("a", money("1000")))
    assert (answer(Way.MAX, price), answer(Way.MIN, price)) == (money("1000"), money("900"))
    assert answer(Way.MAX, question("estimate", money("900"), account("a", money("1000", "CHF")))) == "asked"
    assert answer(Way.MAX, question("estimate", money("900"), account("a", None))) == "asked"
    assert answer(Way.MAX, question("city", "Lyon", account("a", "Nice"))) == "asked"


def test_amounts_owners_and_deletions_are_a_persons_unless_they_were_ticked() -> None:
    price = question("estimate", money("9000"), account("a", money("10001")))
    assert answer(Way.COMPUTER, price) == "asked"
    assert answer(Way.COMPUTER, price, ticked=frozenset({Guard.AMOUNT})) == money("9000")
    credit = question("amount", money("-9000"), account("a", money("-10001")), kind=Kind.DEAL)
    assert answer(Way.COMPUTER, credit) == "asked", "a large credit is a large amount"
    assert answer(Way.COMPUTER, credit, ticked=frozenset({Guard.AMOUNT})) == money("-9000")
    owner = question("owner", "u1", account("a", "u2"))
    assert answer(Way.COMPUTER, owner, field="owner") == "asked"
    assert answer(Way.COMPUTER, owner, ticked=frozenset({Guard.OWNER})) == "u1"
    gone = question(EXISTENCE, True, account("a", None), why=ConflictKind.CHANGED_HERE_DELETED_THERE)
    assert ruling([policy(Way.ACCOUNT, ticked=frozenset({Guard.OWNER}))], gone) is None
    ticked = frozenset({Guard.EXISTENCE})
    assert ruling([policy(Way.ACCOUNT, ticked=ticked)], gone) == Ruling("p", Keep.ACCOUNT)
    assert ruling([policy(Way.COMPUTER, ticked=ticked)], gone) == Ruling("p", Keep.COMPUTER)
    assert ruling([policy(Way.FILLED, ticked=ticked)], gone) is None


def consent(state: str) -> Value:
    return {"state": state, "at": None, "channel": None, "proof": None}


@pytest.mark.parametrize("way", Way)
def test_consent_is_always_a_persons(way: Way) -> None:
    asked = question("consent_phone", consent("given"), account("a", consent("refused")))
    assert answer(way, asked, ticked=frozenset(Guard)) == "asked"


@pytest.mark.parametrize("why", [ConflictKind.OVERWROTE, ConflictKind.OSCILLATION])
def test_mishaps_are_a_persons(why: ConflictKind) -> None:
    assert answer(Way.COMPUTER, question("city", "Lyon", account("a", "Nice"), why=why)) == "asked"


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (policy(Way.COMPUTER, field="consent_email"), "policy_consent"),
        (policy(Way.MAX, field="city"), "policy_unfit"),
        (policy(Way.UNION, field="city", kind=Kind.LEAD), "policy_unfit"),
        (policy(Way.FILLED, field=EXISTENCE), "policy_unfit"),
        (policy(Way.COMPUTER, field="nowhere"), "unknown_field"),
        (policy(Way.COMPUTER, field="amount", kind=Kind.LEAD), "unknown_field"),
        (policy(Way.COMPUTER, kind=Kind.USER), "kind_read_only"),
        (Policy("p", Scope(), Way.PREFER), "policy_prefers_whom"),
        (Policy("p", Scope(), Way.COMPUTER, "c-a"), "policy_prefers_whom"),
    ],
)
def test_what_could_never_answer_is_refused(made: Policy, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check(made)
    assert caught.value.key == key


def test_what_can_answer_is_taken() -> None:
    check(policy(Way.ASK, field="consent_email"))
    check(policy(Way.MAX, field="amount"))
    check(policy(Way.COMPUTER, field=EXISTENCE))
    check(policy(Way.LONGEST))
    check(policy(Way.LONGEST, field="x.text.origine"))
    check(policy(Way.PREFER))


def test_when_a_policy_is_in_force() -> None:
    made = replace(policy(Way.COMPUTER), until=LATE)
    assert made.is_in_force(EARLY)
    assert not made.is_in_force(LATE)
    assert not replace(made, on=False).is_in_force(EARLY)


@pytest.mark.parametrize("way", [Way.COMPUTER, Way.ACCOUNT, Way.MAX])
@pytest.mark.parametrize("ticked", [frozenset[Guard](), frozenset({Guard.AMOUNT})], ids=["guarded", "ticked"])
def test_a_price_that_is_words_is_a_persons(way: Way, ticked: frozenset[Guard]) -> None:
    asked = question("amount", money("9000"), account("a", money("sur demande")), kind=Kind.DEAL)
    free = bool(ticked) and way is not Way.MAX
    assert (answer(way, asked, ticked=ticked) == "asked") is not free


def test_words_are_neither_more_nor_less_than_a_number() -> None:
    asked = question("property_rooms", "4", account("a", "three"))
    assert answer(Way.MAX, asked) == "asked"
    assert answer(Way.MAX, question("property_rooms", "4", account("a", "12"))) == "12"
