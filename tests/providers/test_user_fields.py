"""Fields that name a user: what the users are called, and when an account is asked for them."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import CrmdeskError, PermissionLost, RecordRefused, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import RemoteProperty, RemoteRecord
from crmdesk.providers.custom import codec_of
from crmdesk.providers.user_fields import called, with_users
from tests.conftest import RunAsync

AGENT = RemoteProperty("agent", "Négociateur", "user", custom=FieldType.CHOICE, named=True)
GRADE = RemoteProperty("grade", "Note", "enum", options={"41": "Bon"}, custom=FieldType.CHOICE, named=True)
CITY = RemoteProperty("city", "Ville", "varchar", custom=FieldType.TEXT)
FIELD = "x.choice.agent"


def user(id: str, name: str | None, email: str | None = None) -> RemoteRecord:
    return RemoteRecord("users", id, Kind.USER, {"name": name, "email": email, "active": "true"})


def test_a_name_is_a_name_and_namesakes_have_their_address() -> None:
    users = [
        user("1", "Jean Martin", "jean@agence.fr"),
        user("2", "Jean  Martin"),
        user("3", " Jean Martin", "jm@agence.fr"),
        user("4", None, "inconnu@agence.fr"),
        user("5", None),
        user("6", "Jean Martin"),
    ]
    assert called(users) == {
        "1": "Jean Martin (jean@agence.fr)",
        "2": "Jean  Martin",
        "3": "Jean Martin (jm@agence.fr)",
        "4": "inconnu@agence.fr",
        "6": "Jean Martin (6)",
    }


def test_who_came_back_is_one_person_and_is_written_as_the_newer_user() -> None:
    users = [user("9", "Jean Martin", "Jean@agence.fr"), user("10", "Jean Martin", "jean@agence.fr")]
    options = called(users)
    assert options == {"9": "Jean Martin", "10": "Jean Martin"}
    for kept in (options, dict(reversed(options.items()))):
        held = RemoteProperty("agent", "A", "user", options=kept, custom=FieldType.CHOICE, closed=True, named=True)
        codec = codec_of(Kind.LEAD, FIELD, held, "EUR")
        assert codec is not None
        assert (codec.decode("9"), codec.decode("10")) == ("Jean Martin", "Jean Martin")
        assert codec.encode("Jean Martin", None) == "10"
        assert codec.encode("Jean Martin", "9") == "9", "who is written there stays"


def test_what_is_held_is_offered() -> None:
    held = RemoteProperty(
        "grade", "Note", "enum", options={"41": " Bon ", "42": ""}, custom=FieldType.CHOICE, named=True
    )
    assert held.words == {"Bon": " Bon ", "42": ""}
    codec = codec_of(Kind.LEAD, FIELD, held, "EUR")
    assert codec is not None
    assert [codec.decode(option) for option in held.options] == list(held.words)


def test_users_are_asked_for_once_and_only_for_a_field_that_names_one(run_async: RunAsync) -> None:
    asked: list[str] = []

    async def read() -> list[RemoteRecord]:
        asked.append("users")
        return [user("1", "Jean Martin")]

    async def story() -> None:
        plain = {"people": {"grade": GRADE, "city": CITY}}
        assert await with_users(plain, read) == plain
        assert asked == []
        found = await with_users(
            {"people": {"agent": AGENT, "city": CITY}, "deals": {"agent": AGENT, "grade": GRADE}}, read
        )
        assert asked == ["users"]
        for name in ("people", "deals"):
            agent = found[name]["agent"]
            assert (agent.options, agent.custom, agent.closed) == ({"1": "Jean Martin"}, FieldType.CHOICE, True)
        assert (found["people"]["city"], found["deals"]["grade"]) == (CITY, GRADE)

    run_async(story())


@pytest.mark.parametrize("error", [PermissionLost("not_allowed"), RecordRefused("record_refused"), None])
def test_without_users_nothing_can_live_in_the_field(error: CrmdeskError | None, run_async: RunAsync) -> None:
    async def read() -> list[RemoteRecord]:
        if error is not None:
            raise error
        return []

    async def story() -> None:
        found = await with_users({"people": {"agent": AGENT, "city": CITY}}, read)
        assert found["people"]["agent"].custom is None
        assert found["people"]["city"] == CITY

    run_async(story())


def test_an_answer_that_is_none_takes_no_field_its_place(run_async: RunAsync) -> None:
    async def read() -> list[RemoteRecord]:
        raise VendorNonsense("answer_malformed")

    async def story() -> None:
        with pytest.raises(VendorNonsense):
            await with_users({"people": {"agent": AGENT}}, read)

    run_async(story())
