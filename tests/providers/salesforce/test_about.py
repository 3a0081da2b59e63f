"""What an activity is about besides the rows that crmdesk reads: a campaign, a property in an object of the agency's own."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Done, Raw, RemoteRecord, Update
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce


def test_it_stays_until_its_room_is_needed(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        campaign = org.edit("Campaign", None, {"Name": "Portes ouvertes"})
        first, second = (org.edit("Contact", None, {"LastName": name}) for name in ("Voss", "Ode"))
        account = org.edit("Account", None, {"Name": "Oakline"})
        lead = org.edit("Lead", None, {"LastName": "Berg", "Company": "Berg"})
        task = org.edit("Task", None, {"Subject": "Visite", "WhoId": first, "WhatId": campaign})
        async with salesforce(sandbox) as (_, _, provider):

            async def about(raw: Raw) -> tuple[str | None, str | None]:
                row = (await provider.fetch("Task", [task]))[task]
                assert isinstance(row, RemoteRecord)
                item = Update(task, Kind.ACTIVITY, {"about": raw}, {"about": row.fields["about"]})
                (outcome,) = await provider.update("Task", [item])
                assert isinstance(outcome, Done)
                assert outcome.record is not None
                assert outcome.record.fields["about"] == raw
                (held,) = [held for held in org.dump("Task") if held["Id"] == task]
                return held["WhoId"], held["WhatId"]

            assert await about([["Contact", second]]) == (second, campaign)
            assert await about(None) == (None, campaign)
            assert await about([["Contact", first]]) == (first, campaign)
            assert await about([["Account", account], ["Contact", first]]) == (first, account)
            org.edit("Task", task, {"WhatId": campaign})
            assert await about([["Lead", lead]]) == (lead, None), "a lead leaves no room beside it"

    run_async(story())
