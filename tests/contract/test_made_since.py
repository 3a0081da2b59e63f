"""What was made since a moment: among these is whatever a creation without an answer may have made, where rows carry no key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import instant
from crmdesk.providers.pipedrive import api as pipedrive_api
from crmdesk.providers.zoho import api as zoho_api
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import COMPANIES, NOTES, PEOPLE, needs
from tests.contract.test_contract import done, fetched, make


@needs(COMPANIES, NOTES)
def test_every_row_is_among_them_however_many_of_the_like_there_are(
    subject: Open, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipedrive_api, "LIST_PAGE", 2)
    monkeypatch.setattr(zoho_api, "PAGE", 2)

    async def story() -> None:
        async with subject() as vendor:
            company = done((await make(vendor, COMPANIES, Kind.COMPANY, {"name": "Oakline"}))[0])
            note = {"body": "Pas de réponse", "about": [[company.object, company.id]]}
            for what, kind, values in ((NOTES, Kind.NOTE, note), (PEOPLE, Kind.LEAD, {"last_name": "Martin"})):
                rows = [done(outcome) for outcome in await make(vendor, what, kind, *[values] * 5)]
                held = {row.id: await fetched(vendor, what, row.id) for row in rows}
                since = min(str(row.created_at) for row in held.values())
                found = {row.id: row for row in await vendor.provider.made_since(rows[0].object, kind, since)}
                assert found.keys() >= held.keys()
                for id, row in held.items():
                    told = found[id]
                    assert (told.kind, told.fields, told.created_at) == (kind, row.fields, row.created_at)

    run_async(story())


@needs(NOTES)
def test_what_was_made_before_is_not_looked_through(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            row = done((await make(vendor, PEOPLE, Kind.LEAD, {"last_name": "Martin"}))[0])
            later = str(instant(datetime.now(UTC) + timedelta(hours=1)))
            assert not await vendor.provider.made_since(row.object, Kind.LEAD, later)

    run_async(story())
