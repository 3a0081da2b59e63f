"""A meeting to which colleagues were invited (section 8.5): each of them has a child of it, and it is one meeting all the same."""

from __future__ import annotations

from contextlib import aclosing

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Needle
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce


def test_it_is_one_meeting(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        fields = {
            "Subject": "Réunion de l’agence",
            "StartDateTime": "2026-11-24T08:00:00.000+0000",
            "DurationInMinutes": 60,
        }
        meeting, *children = (org.edit("Event", None, fields) for _ in range(3))
        org.edit("Event", meeting, {"silently": True, "IsGroupEvent": True})
        for child in children:
            org.edit("Event", child, {"silently": True, "IsChild": True, "IsGroupEvent": True})
        async with salesforce(sandbox) as (_, _, provider):

            async def told(feed_name: str) -> set[str]:
                feed = next(feed for feed in provider.feeds() if feed.name == feed_name)
                async with aclosing(provider.pull(feed, None)) as pages:
                    found = [page async for page in pages]
                return {record.id for page in found for record in page.records} | {
                    id for page in found for id in page.listed
                }

            for name in ("Event", "Event:all"):
                assert await told(name) & {meeting, *children} == {meeting}
            (only,) = await provider.find("Event", Kind.ACTIVITY, Needle(name="Réunion de l’agence"))
            assert only.id == meeting

    run_async(story())
