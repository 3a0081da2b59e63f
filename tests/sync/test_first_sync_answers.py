"""The answers to a first sync: each brings about what it says, and is given to what was shown."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.first_sync import Fate
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.store import reviews
from crmdesk.store.reviews import Review
from tests.sync.kit import Office, Wire
from tests.sync.steps import rest
from tests.sync.test_first_sync import answer, asked, asking, preview, two
from tests.sync.test_tying import enter, row

__all__ = ["two"]


class TestAnswers:
    """Each answer brings about what it says."""

    @pytest.fixture(autouse=True)
    def held(self, office: Office, two: tuple[Wire, Wire]) -> None:
        office.synced("b")

    def test_tied(self, office: Office, two: tuple[Wire, Wire]) -> None:
        _, second = two
        before = preview(office)
        answer(office, Answer.APPLY)
        office.synced("b")
        shared = "SELECT record FROM link WHERE state = 'active' GROUP BY record HAVING count(*) = 2"
        assert len(office.sql(shared)) == before.count(Fate.IDENTICAL, Fate.FILLED, Fate.CONTESTED) == 3
        opened = office.sql("SELECT field FROM conflict WHERE state = 'open'")
        assert [each.field for each in opened] == ["city"]
        rest(office)
        towns = {
            second.account.value(id, "last_name"): second.account.value(id, "city") for id in second.account.there()
        }
        assert (towns["Roux"], towns["Petit"]) == ("Lille", "Rennes")

    def test_all_new(self, office: Office, two: tuple[Wire, Wire]) -> None:
        answer(office, Answer.UNLINK)
        office.synced("b")
        shared = "SELECT record FROM link WHERE state = 'active' GROUP BY record HAVING count(*) > 1"
        assert office.sql(shared) == []
        assert (len(office.sql("SELECT id FROM lead")), office.problems()) == (9, [])
        rest(office)

    def test_all_new_but_colleagues_who_are_nobody_that_it_asks_about(
        self, office: Office, two: tuple[Wire, Wire]
    ) -> None:
        claire = {"name": "Claire", "email": "claire@agence.example"}
        owned = {}
        for name, wire in zip("ab", two, strict=True):
            user = wire.account.edit("users", None, claire, kind=Kind.USER)
            owned[name] = enter(wire, row("Ida", "Noir", "ida@example.org", owner=[["users", user]]))
            office.synced(name)
        answer(office, Answer.UNLINK)
        office.synced("b")
        (user,) = office.sql("SELECT id FROM user")
        records = {office.record_of(id, name=name) for name, id in owned.items()}
        assert len(records) == 2
        assert [office.value(each, "owner") for each in records] == [user.id, user.id]

    def test_stopped(self, office: Office, two: tuple[Wire, Wire]) -> None:
        answer(office, Answer.STOP)
        office.sync("b")
        assert (len(office.sql("SELECT id FROM lead")), asking(office)) == (4, True)
        assert asked(office).preview is not None

    def test_whoever_comes_later_is_tied_as_usual(self, office: Office, two: tuple[Wire, Wire]) -> None:
        first, second = two
        answer(office, Answer.UNLINK)
        office.synced("b")
        one = enter(first, row("Ida", "Noir", "ida@example.org"))
        office.synced("a")
        other = enter(second, row("Ida", "Noir", "ida@example.org"))
        office.synced("b")
        assert office.record_of(one) == office.record_of(other, name="b")


class TestConsent:
    """An answer is given to the counts that were shown."""

    def shown(self, office: Office) -> Review:
        office.synced("b")
        return asked(office)

    def decide(self, office: Office, shown: Review, choice: Answer) -> None:
        office.write(lambda unit: reviews.decide(unit, shown.id, choice, shown=shown.shown))

    @pytest.mark.parametrize("choice", [Answer.APPLY, Answer.UNLINK])
    def test_where_more_would_be_tied_by_now_nothing_is_decided(
        self, office: Office, two: tuple[Wire, Wire], choice: Answer
    ) -> None:
        first, second = two
        shown = self.shown(office)
        for name, wire in (("a", first), ("b", second)):
            enter(wire, row("Ida", "Noir", "ida@example.org"))
            office.synced(name)
        with pytest.raises(InvalidInput, match="review_moved"):
            self.decide(office, shown, choice)
        assert asking(office)
        self.decide(office, asked(office), choice)

    def test_where_something_else_would_become_of_a_field_nothing_is_decided(
        self, office: Office, two: tuple[Wire, Wire]
    ) -> None:
        shown = self.shown(office)
        office.edit(office.record_of(next(iter(two[0].account.there()))), city="Tours")
        office.synced("b")
        with pytest.raises(InvalidInput, match="review_moved"):
            self.decide(office, shown, Answer.APPLY)

    def test_who_is_nobody_here_changes_nothing_about_it(self, office: Office, two: tuple[Wire, Wire]) -> None:
        shown = self.shown(office)
        enter(two[1], row("Ida", "Noir", "ida@example.org"))
        office.new(last_name="Leroy")
        office.synced("b")
        assert preview(office) != shown.preview
        self.decide(office, shown, Answer.APPLY)

    def test_the_account_is_paused_whatever_was_shown(self, office: Office, two: tuple[Wire, Wire]) -> None:
        shown = self.shown(office)
        office.edit(office.record_of(next(iter(two[0].account.there()))), city="Tours")
        office.synced("b")
        self.decide(office, shown, Answer.STOP)
        assert asking(office)
