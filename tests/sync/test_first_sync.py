"""The first sync of an account beside others: what is counted before anything is taken in, and what each answer brings about."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.first_sync import Fate, FieldCount, Preview, preview_of
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer
from crmdesk.providers.base import Cursor, Feed, Page
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import apart, connections, leases, removal, reviews, traits
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.store.records import MERGED
from crmdesk.store.reviews import Review
from crmdesk.sync import first_sync, reconcile, uniting
from crmdesk.sync.run import Reach
from crmdesk.sync.suggesting import possible_duplicates
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import rest
from tests.sync.test_tying import ANN, LINE, MARC, enter, row

EVE, ZOE = "eve@example.org", "zoe@example.org"


class Once(Wire):
    """A vendor that names who became part of a row with that news, and not with every later version of it."""

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        self.named: set[str] = set()

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        async for page in super().pull(feed, cursor):
            rows = [replace(each, merged_ids=tuple({*each.merged_ids} - self.named)) for each in page.records]
            self.named.update(old for each in rows for old in each.merged_ids)
            yield replace(page, records=rows)


def asked(office: Office) -> Review:
    (found,) = office.read(reviews.all_open)
    return found


def preview(office: Office) -> Preview:
    found = asked(office).preview
    assert found is not None
    return found


def answer(office: Office, choice: Answer) -> None:
    review = asked(office)
    office.write(lambda unit: reviews.decide(unit, review.id, choice, shown=review.shown))


def asking(office: Office, name: str = "b") -> bool:
    return office.read(lambda reader: connections.is_asking(reader, office.ids[name]))


def fates(office: Office, kind: Kind = Kind.LEAD) -> dict[Fate, int]:
    (found,) = [each for each in preview(office).kinds if each.kind is kind]
    return {fate: count for fate, count in found.fates.items() if count}


@pytest.fixture
def two(office: Office) -> tuple[Wire, Wire]:
    """One account that is in step, and another one, not read yet, that knows some of the same people."""
    first = office.connect("a")
    for name, email, more in (
        ("Martin", ANN, {"city": "Lyon"}),
        ("Petit", MARC, {"city": "Nantes"}),
        ("Roux", EVE, {"city": "Lille"}),
    ):
        enter(first, row(name[0], name, email, **more))
    enter(first, row("Jean", "Durand", phone=LINE, city="Brest"))
    office.synced("a")
    second = office.connect("b", asking=True)
    enter(second, row("M", "Martin", ANN, city="Lyon"))  # the same
    enter(second, row("P", "Petit", MARC, city="Rennes"))  # another town
    enter(second, row("R", "Roux", EVE, job_title="Notaire"))  # fills a blank on each side
    enter(second, row("Zoe", "Blanc", ZOE))  # nobody knows her
    enter(second, row("Jean", "Durand", city="Brest"))  # a namesake in the same town
    return first, second


class TestBefore:
    """Nothing happens before the answer."""

    def test_the_preview_tells_what_would_become_of_each_row(self, office: Office, two: tuple[Wire, Wire]) -> None:
        counts = office.synced("b")
        assert (counts["pulled"], counts["applied"], counts["reviews"]) == (5, 0, 1)
        assert fates(office) == {Fate.IDENTICAL: 1, Fate.FILLED: 1, Fate.CONTESTED: 1, Fate.NEW: 1, Fate.SUGGESTED: 1}
        assert preview(office).fields == (
            FieldCount(Kind.LEAD, "city", there=1, contested=1),
            FieldCount(Kind.LEAD, "job_title", here=1),
        )
        assert [each.fate for each in preview(office).examples] == [
            Fate.CONTESTED, Fate.FILLED, Fate.SUGGESTED, Fate.IDENTICAL, Fate.NEW,
        ]  # fmt: skip
        assert preview_of(preview(office).to_json()) == preview(office)

    def test_nothing_is_taken_in_and_nothing_is_sent(self, office: Office, two: tuple[Wire, Wire]) -> None:
        _, second = two
        typed = office.new(last_name="Leroy")
        for _ in range(3):
            assert office.synced("b")["held"] == 1
        assert asking(office)
        assert office.sql("SELECT count(*) FROM link WHERE connection = ? AND remote_id IS NOT NULL", office.ids["b"])[
            0
        ] == (0,)
        assert not any(call.split()[0] in ("create", "update", "delete") for call in second.calls)
        (lead,) = preview(office).kinds
        assert lead.there == 1
        office.synced("a")
        assert office.link(typed, name="a").remote_id is not None

    def test_who_becomes_part_of_somebody_else_there_is_nobody_of_its_own(
        self, office: Office, two: tuple[Wire, Wire]
    ) -> None:
        """The survivor looks as it did: only that it has taken somebody in is new."""
        _, second = two
        survivor, loser = (enter(second, row("Ida", "Noir", "ida@example.org")) for _ in range(2))
        office.synced("b")
        assert fates(office)[Fate.NEW] == 3
        second.account.merge(PEOPLE, survivor, loser)
        assert office.synced("b")["reviews"] == 0
        assert fates(office)[Fate.NEW] == 2
        known = asked(office)
        office.synced("b")
        assert asked(office) == known, "a merge is news once"
        answer(office, Answer.APPLY)
        office.synced("b")
        office.synced("b")
        tied = office.sql("SELECT remote_id FROM link WHERE connection = ? AND state = 'active'", office.ids["b"])
        assert {id for (id,) in tied} == set(second.account.there())

    @pytest.mark.parametrize("merges", [1, 2])
    def test_what_named_them_meanwhile_names_the_survivor(self, office: Office, merges: int) -> None:
        """The account has the note name the survivor by now, and does not say so: the note itself has not changed."""
        office.connect("a")
        office.new(last_name="Martin", emails=[{"value": ANN, "label": "work", "primary": True}])
        office.synced("a")
        second = Once(WatchedAccount(office.clock, Behaviour()))
        office.attach("b", second, asking=True)
        enter(second, row("M", "Martin", ANN, city="Lyon"))
        loser, *others = (enter(second, row("Ida", "Noir", "ida@example.org")) for _ in range(merges + 1))
        about = {"body": "Rappeler.", "about": [[PEOPLE, loser]]}
        note = second.account.edit("notes", None, about, kind=Kind.NOTE)
        office.synced("b")
        part = loser
        for survivor in others:
            second.account.merge(PEOPLE, survivor, part)
            office.synced("b")
            second.account.edit(PEOPLE, survivor, {"city": "Lens"})
            office.synced("b")
            part = survivor
        answer(office, Answer.APPLY)
        rest(office)
        record = office.record_of(note, object="notes", name="b")
        assert office.value(record, "about") == [office.record_of(survivor, name="b")]

    def test_news_of_the_account_and_of_this_computer_bring_it_up_to_date(
        self, office: Office, two: tuple[Wire, Wire]
    ) -> None:
        _, second = two
        assert office.synced("b")["reviews"] == 1
        known = asked(office)
        assert office.synced("b")["reviews"] == 0
        assert asked(office) == known
        enter(second, row("Ida", "Noir", "ida@example.org"))
        office.synced("b")
        assert (asked(office).id, fates(office)[Fate.NEW]) == (known.id, 2)
        (gone,) = [id for id in second.account.there() if second.account.value(id, "last_name") == "Blanc"]
        second.account.delete(PEOPLE, gone)
        office.synced("b")
        assert fates(office)[Fate.NEW] == 1
        office.new(last_name="Noir", emails=[{"value": "ida@example.org", "primary": True}])
        office.synced("b")
        assert Fate.NEW not in fates(office)

    def test_what_it_is_not_about_does_not_have_it_counted_anew(self, office: Office, two: tuple[Wire, Wire]) -> None:
        first, second = two
        second.hidden = {"description"}
        office.synced("b")
        known = preview(office).state
        ann = office.record_of(next(iter(first.account.there())))
        office.edit(ann, description="Rings at noon")
        office.synced("b")
        assert preview(office).state == known
        office.edit(ann, city="Tours")
        office.synced("b")
        assert preview(office).state != known
        assert fates(office)[Fate.CONTESTED] == 2

    def test_of_many_rows_it_is_not_counted_anew_for_each_word_that_is_typed(
        self, office: Office, two: tuple[Wire, Wire], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(first_sync, "FEW", 0)
        monkeypatch.setattr(first_sync, "PATIENT_S", 60.0)
        first, second = two
        office.synced("b")
        ann = office.record_of(next(iter(first.account.there())))
        states = [preview(office).state]
        office.edit(ann, city="Tours")
        office.synced("b")
        assert preview(office).state == states[0], "five rows wait: five minutes"
        thorough = office.run_of("b")
        thorough.reach = Reach.THOROUGH
        office.run(thorough.execute())
        states.append(preview(office).state)
        assert states[1] != states[0], "a person asked for it"
        office.edit(ann, city="Dijon")
        office.clock.tick(301.0)
        office.synced("b")
        states.append(preview(office).state)
        assert states[2] != states[1]
        enter(second, row("Ida", "Noir", "ida@example.org"))
        office.synced("b")
        assert fates(office)[Fate.NEW] == 2, "the account's own news are counted at once"

    def test_an_answer_that_makes_no_sense_is_refused(self, office: Office, two: tuple[Wire, Wire]) -> None:
        office.synced("b")
        with pytest.raises(InvalidInput, match="review_answer_unfit"):
            answer(office, Answer.REVERT)


class TestHousehold:
    """Several people with one address, whose rows come with others in between: they are taken in at different moments."""

    HOME = "famille.martin@example.org"

    @pytest.fixture
    def marc(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> str:
        """Marc's row in the first of two accounts."""
        monkeypatch.setattr(reconcile, "CHUNK", 1)
        id = enter(office.connect("a"), row("Marc", "Martin", self.HOME, city="Lyon"))
        office.synced("a")
        office.connect("b", asking=True)
        return id

    def test_the_one_who_was_counted_is_tied_and_not_whoever_comes_first(self, office: Office, marc: str) -> None:
        second = office.wires["b"]
        anna = enter(second, row("Anna", "Martin", self.HOME, job_title="Notaire"))
        same = enter(second, row("Marc", "Martin", self.HOME, city="Lyon"))
        office.synced("b")
        assert fates(office) == {Fate.IDENTICAL: 1, Fate.NEW: 1}
        answer(office, Answer.APPLY)
        rest(office)
        assert office.record_of(same, name="b") == office.record_of(marc)
        assert office.record_of(anna, name="b") != office.record_of(marc)
        assert office.sql("SELECT 1 FROM conflict") == office.problems() == []
        assert office.wires["a"].account.value(marc, "job_title") is None

    def test_nobody_is_tied_where_two_others_fit_as_well(self, office: Office, marc: str) -> None:
        second = office.wires["b"]
        anna = enter(second, row("Anna", "Martin", self.HOME))
        for _ in range(2):
            enter(second, row("Marc", "Martin", self.HOME))
        enter(office.wires["a"], row("Eve", "Roux", EVE))
        office.synced("a")
        enter(second, row("Eve", "Roux", EVE))
        office.synced("b")
        assert fates(office) == {Fate.AMBIGUOUS: 2, Fate.IDENTICAL: 1, Fate.NEW: 1}
        answer(office, Answer.APPLY)
        rest(office)
        assert office.record_of(anna, name="b") != office.record_of(marc)

    def test_whoever_fitted_less_is_tied_once_the_other_is_gone(self, office: Office, marc: str) -> None:
        second = office.wires["b"]
        anna = enter(second, row("Anna", "Martin", self.HOME))
        same = enter(second, row("Marc", "Martin", self.HOME))
        office.synced("b")
        second.account.delete(PEOPLE, same)
        office.synced("b")
        assert fates(office) == {Fate.CONTESTED: 1}
        answer(office, Answer.APPLY)
        office.synced("b")
        assert office.record_of(anna, name="b") == office.record_of(marc)


class TestNobodyToAskAbout:
    """Where nothing would be tied there is no question."""

    def test_the_first_account_is_taken_in_at_once(self, office: Office) -> None:
        wire = office.connect("a", asking=True)
        enter(wire, row("Ann", "Martin", ANN))
        assert office.synced("a")["applied"] == 1
        assert not asking(office, "a")

    def test_an_account_with_other_people_is_taken_in_without_a_question(self, office: Office) -> None:
        enter(office.connect("a"), row("Ann", "Martin", ANN))
        office.synced("a")
        enter(office.connect("b", asking=True), row("Marc", "Petit", MARC))
        counts = office.synced("b")
        assert (counts["applied"], counts["reviews"], asking(office)) == (1, 0, False)
        assert office.read(reviews.all_open) == []

    def test_two_accounts_that_are_connected_together_are_read_one_after_the_other(self, office: Office) -> None:
        first, second = office.connect("a", asking=True), office.connect("b", asking=True)
        for wire in (first, second):
            enter(wire, row("Ann", "Martin", ANN))
        lease = f"{RUN_LEASE}{office.ids['a']}"
        office.write(lambda unit: connections.settle_first_sync(unit, office.ids["a"]))
        office.write(lambda unit: leases.acquire(unit, lease, "another process", 120.0))
        assert office.synced("b")["applied"] == 0
        assert office.read(reviews.all_open) == []
        office.write(lambda unit: leases.release(unit, lease, "another process"))
        office.synced("a")
        office.synced("b")
        assert fates(office) == {Fate.IDENTICAL: 1}

    def test_a_question_that_is_over_ends(self, office: Office, two: tuple[Wire, Wire]) -> None:
        _, second = two
        office.synced("b")
        for id in second.account.there():
            if second.account.value(id, "last_name") in ("Martin", "Petit", "Roux"):
                second.account.delete(PEOPLE, id)
        office.synced("b")
        assert (office.read(reviews.all_open), asking(office)) == ([], False)
        rest(office)


class TestDoubts:
    """Rows of which nobody can know whose they are: told, and never silently left."""

    @pytest.fixture
    def doubts(self, office: Office) -> tuple[str, list[str]]:
        """Two rows of one account that fit one record of another; and somebody with a desk's address and the same name."""
        first = office.connect("a")
        ann = enter(first, row("Ann", "Martin", ANN))
        enter(first, row("Luc", "Roy", "info@example.org"))
        enter(first, row("Marc", "Petit", MARC))
        office.synced("a")
        second = office.connect("b", asking=True)
        rows = [enter(second, row("Ann", "Martin", ANN)) for _ in range(2)]
        rows.append(enter(second, row("Luc", "Roy", "info@example.org")))
        enter(second, row("Marc", "Petit", MARC))
        office.synced("b")
        return office.record_of(ann), rows

    def told(self, office: Office) -> list[Any]:
        query = "SELECT record, json_extract(data, '$.other') AS other FROM problem WHERE key = 'perhaps_the_same'"
        return [tuple(each) for each in office.sql(query)]

    def row_of(self, office: Office, record: str) -> str:
        return office.link(record).remote_id or ""

    def test_they_are_counted_and_told(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        ann, rows = doubts
        assert fates(office) == {Fate.AMBIGUOUS: 3, Fate.IDENTICAL: 1}
        answer(office, Answer.APPLY)
        assert office.synced("b")["problems"] == 3
        made = [office.record_of(id, name="b") for id in rows]
        assert len({ann, *made}) == 4
        assert [each[0] for each in self.told(office)] == made
        assert [each[1] for each in self.told(office)[:2]] == [ann, ann]
        rest(office)
        assert len(self.told(office)) == 3

    def test_each_is_listed_where_the_problem_sends_people(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        """Also where only a desk's address and the name agree, which is no reason to list anybody else."""
        answer(office, Answer.APPLY)
        office.synced("b")
        while office.write(traits.follow):
            pass
        listed = [{each.first.record, each.second.record} for each in office.read(possible_duplicates)]
        assert all(set(pair) in listed for pair in self.told(office))
        luc, other = self.told(office)[2]
        (alone,) = office.read(lambda reader: possible_duplicates(reader, luc))
        assert ({alone.first.record, alone.second.record}, alone.because) == ({luc, other}, "address")
        office.write(lambda unit: uniting.not_same(unit, luc, other))
        assert office.read(lambda reader: possible_duplicates(reader, luc)) == []
        assert len(self.told(office)) == 2

    def test_a_person_who_says_that_they_are_two_ends_it(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        answer(office, Answer.APPLY)
        office.synced("b")
        record, other = self.told(office)[0]
        office.write(lambda unit: apart.keep_apart(unit, record, other))
        assert len(self.told(office)) == 2

    def test_whoever_is_no_longer_here_is_not_named(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        answer(office, Answer.APPLY)
        office.delete(doubts[0])
        office.synced("b")
        assert len(self.told(office)) == 1

    def test_deleting_one_of_them_ends_it(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        answer(office, Answer.APPLY)
        office.synced("b")
        office.delete(doubts[0])
        assert len(self.told(office)) == 1

    def test_deleting_one_of_them_in_its_account_ends_it(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        answer(office, Answer.APPLY)
        office.synced("b")
        office.wires["a"].account.delete(PEOPLE, self.row_of(office, doubts[0]))
        office.synced("a")
        assert len(self.told(office)) == 1

    def test_merging_one_of_them_into_another_in_its_account_ends_it(
        self, office: Office, doubts: tuple[str, list[str]]
    ) -> None:
        answer(office, Answer.APPLY)
        office.synced("b")
        first = office.wires["a"]
        winner = enter(first, row("Anna", "Martin", "anna@example.org"))
        office.synced("a")
        first.account.merge(PEOPLE, winner, self.row_of(office, doubts[0]))
        office.synced("a")
        assert (office.record(doubts[0]).life, len(self.told(office))) == (MERGED, 1)

    def test_deciding_that_one_of_them_is_deleted_ends_it(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        answer(office, Answer.APPLY)
        office.synced("b")
        office.edit(doubts[0], city="Lyon")
        office.wires["a"].account.delete(PEOPLE, self.row_of(office, doubts[0]))
        office.synced("a")
        assert len(self.told(office)) == 3, "it is still here until that is decided"
        office.resolve(office.conflicts(doubts[0])[EXISTENCE], Keep.ACCOUNT)
        assert len(self.told(office)) == 1

    def test_forgetting_one_of_them_with_its_account_ends_it(
        self, office: Office, doubts: tuple[str, list[str]]
    ) -> None:
        answer(office, Answer.APPLY)
        office.synced("b")
        office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=False))
        assert self.told(office) == []

    def test_uniting_them_ends_it(self, office: Office, doubts: tuple[str, list[str]]) -> None:
        answer(office, Answer.APPLY)
        office.synced("b")
        record, other = self.told(office)[0]
        office.write(lambda unit: uniting.unite(unit, other, record))
        (ann, _) = self.told(office)
        listed = [{each.first.record, each.second.record} for each in office.read(possible_duplicates)]
        assert set(ann) in listed, "both have a row there by now, and the question is still open"

    def test_they_are_told_without_a_question_too(self, office: Office) -> None:
        ann = enter(office.connect("a"), row("Ann", "Martin", ANN))
        office.synced("a")
        second = office.connect("b")
        rows = [enter(second, row("Ann", "Martin", ANN)) for _ in range(2)]
        office.synced("b")
        made = [office.record_of(id, name="b") for id in rows]
        assert self.told(office) == [(record, office.record_of(ann)) for record in made]
