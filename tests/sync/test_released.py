"""What a question about one account held back at the others goes there once that question ends without an answer."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, UNLINK, ConflictKind, Keep
from crmdesk.domain.reviews import Answer
from crmdesk.store import connections, editing
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest
from tests.sync.test_questions_that_end import in_two_accounts, overwritten
from tests.sync.test_reviews import MANY, answer

pytestmark = pytest.mark.thorough


def sends(office: Office, name: str, *, on: bool) -> None:
    office.write(lambda unit: connections.change(unit, office.ids[name], sending=on))


def asked(office: Office, first: Wire, record: str, there: str) -> None:
    """Nice was typed here, Lens in account a: account b hears of neither."""
    office.edit(record, city="Nice")
    first.account.edit(PEOPLE, there, {"city": "Lens"})
    office.synced("a")
    office.synced("b")
    assert office.conflict(record).kind is ConflictKind.BOTH_CHANGED


def test_a_review_keeps_the_account_apart(office: Office) -> None:
    first, second = office.connect("a"), office.connect("b")
    people = [office.new(last_name=f"Durand{at}", sector="Centre", city="Lyon") for at in range(MANY)]
    office.settle()
    rows = [office.link(each, name="a").remote_id or "" for each in people]
    asked(office, first, people[0], rows[0])
    for id in rows:
        first.account.edit(PEOPLE, id, {"sector": None})
    office.synced("a")
    answer(office, Answer.UNLINK)
    office.settle()
    held = second.account.value(office.link(people[0], name="b").remote_id or "", "city")
    assert (office.conflicts(people[0]), held) == ({}, "Nice")


def test_the_record_is_restored_while_it_is_deleted_there(office: Office) -> None:
    first, second, record, there, elsewhere = in_two_accounts(office)
    asked(office, first, record, there)
    sends(office, "b", on=False)
    office.delete(record)
    first.on("delete", lambda: office.meanwhile(lambda unit: editing.restore(unit, record)))
    office.synced("a")
    sends(office, "b", on=True)
    rest(office)
    assert (office.conflicts(record), second.account.value(elsewhere, "city")) == ({}, "Nice")


class TestAValueThatWasOverwritten:
    """What our writing replaced in a row is no question any more once nobody is left there to be asked."""

    def test_the_row_is_deleted(self, office: Office) -> None:
        first, second, record, there, elsewhere = in_two_accounts(office)
        overwritten(office, first, record, there)
        first.account.delete(PEOPLE, there)
        rest(office)
        assert (office.conflicts(record), second.account.value(elsewhere, "city")) == ({}, "Nice")

    @pytest.mark.parametrize("stays", [True, False])
    def test_a_person_decides_about_the_deletion(self, office: Office, *, stays: bool) -> None:
        wire = office.connect("a")
        record = office.new(last_name="Martin", city="Lille")
        office.settle()
        id = office.link(record).remote_id or ""
        overwritten(office, wire, record, id)
        sends(office, "a", on=False)
        office.edit(record, job_title="Clerc")
        wire.account.delete(PEOPLE, id)
        office.settle()
        question = office.conflicts(record)[EXISTENCE]
        if stays:
            office.resolve(question, Keep.OTHER, UNLINK)
        else:
            office.resolve(question, Keep.ACCOUNT)
        rest(office)
        assert (office.record(record).life, office.conflicts(record)) == ("live" if stays else "trash", {})
