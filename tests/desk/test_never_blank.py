"""Which fields an account never holds blank is known without asking it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crmdesk.desk.session import Session
from crmdesk.domain.events import RunReport
from crmdesk.domain.kinds import Kind
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListQuery
from tests.conftest import RunAsync
from tests.desk.test_desk import Office
from tests.sandbox.raw import Control


@pytest.fixture
def office(session: Session) -> Iterator[Office]:
    made = Office(session)
    made.loaded.set()
    yield made
    made.desk.outside().worker.stop()


def test_what_the_account_requires_is_told_while_it_cannot_be_reached(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def work() -> None:
        await office.connect(served)
        await office.until(RunReport)
        control.fault("status", path="/", times=1000, value=503)
        (deal, *_) = office.session.store.read_now(lambda reader: lists.page(reader, ListQuery(Kind.DEAL)))
        found = await office.desk.never_blank(deal.id)
        assert set(found) == {"name", "pipeline", "stage"}
        assert found["stage"] == ("hubspot",)
        alone, _ = await office.desk.create(Kind.LEAD, {"last_name": "Kervadec"})
        assert await office.desk.never_blank(alone) == {}

    run_async(work())
