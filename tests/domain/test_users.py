"""What a user is by what the accounts say: active where any says so, called as where they are active."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest

from crmdesk.domain.users import Said, as_told
from crmdesk.domain.values import Value


def words(name: str | None, active: bool | None = True, email: str | None = None) -> dict[str, Value]:
    return {"name": name, "email": email, "active": active}


JEAN, LEFT = words("Jean"), words("JM (parti)", active=False)


def still(said: Mapping[str, Value]) -> Said:
    return Said(said, said)


@pytest.mark.parametrize(
    ("held", "said", "becomes"),
    [
        (JEAN, [Said(JEAN, words("Jean Paul"))], words("Jean Paul")),
        (JEAN, [still(JEAN), Said(JEAN, words("Jean Paul"))], words("Jean Paul")),
        (JEAN, [still(JEAN), Said(words("J."), words("J. M."))], JEAN),
        (JEAN, [still(JEAN), Said(JEAN, LEFT)], JEAN),
        (JEAN, [Said(JEAN, LEFT)], LEFT),
        (LEFT, [still(LEFT), still(JEAN)], JEAN),
        (words("JM (parti)"), [Said(words("JM (parti)"), LEFT), still(JEAN)], JEAN),
        (LEFT, [Said(LEFT, None), still(JEAN)], JEAN),
        (LEFT, [Said(LEFT, None)], LEFT),
        (words("Told"), [still(JEAN), still(LEFT)], words("Told")),
        (words("Told", None), [still(words("Jean", None))], words("Told", None)),
        (JEAN, [Said(JEAN, words("Paul")), Said(JEAN, words("Luc"))], words("Luc")),
        (words("Jean", True, "j@x"), [Said(words("Jean", True, "j@x"), None), still(JEAN)], words("Jean", True, "j@x")),
        (words(None, None), [Said(words(None, None), JEAN), Said(words(None, None), LEFT)], JEAN),
    ],
    ids=[
        "what the account that is followed says now",
        "what one of those that are followed says now",
        "another name elsewhere changes nothing",
        "whoever has left one account and not the other",
        "whoever has left the only account",
        "they were inactive here by mistake",
        "the name is where they are active",
        "the account that is left",
        "no account is left",
        "what no account ever said stays",
        "nobody tells who is active",
        "two new names: the least",
        "the account that is left tells no address",
        "two accounts that are met at once",
    ],
)
def test_a_user_is_what_the_accounts_say_in_whatever_order(
    held: dict[str, Value], said: list[Said], becomes: dict[str, Value]
) -> None:
    for ordered in permutations(said):
        assert as_told(held, ordered) == becomes
    told = [Said(each.now, each.now) for each in said if each.now is not None]
    assert as_told(becomes, told) == becomes, "once more it is the same"
