"""What Zoho's list of deletions tells: who was deleted, and who was merged since what changed was read."""

from __future__ import annotations

from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.zoho.test_feeds import gone, pulled


def test_a_merger_after_changes_were_read_is_no_deletion(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            winner, loser, other = (org.edit("Leads", None, {"Last_Name": "Ode", "First_Name": name})
                                    for name in ("Zoé", "Zoé", "Ann"))  # fmt: skip
            before = await pulled(provider, "People")
            told = await pulled(provider, "People:deleted")
            org.tick(600)
            await pulled(provider, "People", before[-1].cursor)
            org.tick(60)
            org.delete("Leads", other)
            org.tick(60)
            org.merge("Leads", winner, loser)
            found = gone(await pulled(provider, "People:deleted", told[-1].cursor))
            assert found == {f"Leads/{loser}": f"Leads/{winner}", f"Leads/{other}": None}

    run_async(story())
