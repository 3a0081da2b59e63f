"""What a review is about can be looked at from the window, offline too, and is answered at once on this computer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crmdesk.desk.reviewing import sample
from crmdesk.desk.session import Session
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import RunReport
from crmdesk.domain.reviews import Answer
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store.queries import reviews
from crmdesk.store.queries.rows import ReviewRow
from tests.conftest import RunAsync
from tests.desk.test_desk import Office
from tests.sandbox.raw import Control

MANY = 12
_FORGET_USERS = "DELETE FROM link WHERE kind = 'user'"


@pytest.fixture
def office(session: Session) -> Iterator[Office]:
    made = Office(session)
    made.loaded.set()
    yield made
    made.desk.outside().worker.stop()


@pytest.fixture
def review(office: Office, served: Sandbox, control: Control, run_async: RunAsync) -> ReviewRow:
    """A colleague moves twelve people to Brest, gives them to one negotiator, and deletes twelve others."""

    async def work() -> None:
        connection = await office.connect(served)
        await office.until(RunReport)
        rows = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
        people = [row["id"] for row in rows if row["properties"]["lifecyclestage"] != "customer"]
        owner = rows[-1]["properties"]["hubspot_owner_id"]
        for id in people[:MANY]:
            control.edit("contacts", id, None, city="Brest", hubspot_owner_id=owner)
        for id in people[MANY : 2 * MANY]:
            control.done("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": id})
        office.desk.sync(connection)
        await office.until(RunReport)

    run_async(work())
    (found,) = [each for each in office.session.store.read_now(reviews.open_reviews) if each.object == "contacts"]
    return found


def test_its_records_are_shown_while_the_account_cannot_be_reached(
    office: Office, control: Control, review: ReviewRow, run_async: RunAsync
) -> None:
    control.fault("status", path="/", times=1000, value=503)
    found = run_async(office.desk.review_sample(review.id))
    changed = [each for each in found if not each.deleted]
    assert (len(found), len(changed)) == (2 * MANY, MANY)
    for each in changed:
        assert {field.field: field.after for field in each.fields}["city"] == "Brest"


def test_somebody_whom_nobody_has_read_yet_is_not_shown_as_blank(
    office: Office, review: ReviewRow, run_async: RunAsync
) -> None:
    run_async(office.session.store.write(lambda unit: unit.connection.exec_driver_sql(_FORGET_USERS)))
    found = run_async(sample(office.session, review.id))
    owners = [field.after for each in found for field in each.fields if field.field == "owner"]
    assert owners
    assert all(str(owner).isdecimal() for owner in owners), "by their id at the vendor"


def test_a_small_sample_shows_both_what_is_gone_and_what_changed(
    office: Office, review: ReviewRow, run_async: RunAsync
) -> None:
    found = run_async(sample(office.session, review.id, 5))
    assert [each.deleted for each in found] == [True, True, True, False, False]


def test_an_answer_is_carried_out_at_once(office: Office, review: ReviewRow, run_async: RunAsync) -> None:
    run_async(office.desk.decide_review(review.id, Answer.UNLINK, review.shown))
    assert office.session.store.read_now(reviews.open_reviews) == []
    with pytest.raises(InvalidInput, match="review_not_open"):
        run_async(office.desk.review_sample(review.id))
    held = office.session.store.read_now(lambda reader: reader.exec_driver_sql("SELECT count(*) FROM inbox").scalar())
    assert held == 0
