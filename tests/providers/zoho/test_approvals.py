"""Records that wait for an approval, which Zoho's lists leave out unless they are asked for."""

from __future__ import annotations

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.zoho.test_feeds import pulled, rows


@pytest.mark.parametrize("module", ["Leads", "Deals"])
def test_what_waits_for_an_approval_is_there(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, module: str
) -> None:
    """It would go to the trash because somebody has to approve it."""

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            fields = {"Last_Name": "Ode"} if module == "Leads" else {"Deal_Name": "Ode", "Stage": "Qualification"}
            named, kind = ("People", Kind.LEAD) if module == "Leads" else (module, Kind.DEAL)
            id = org.edit(module, None, fields)
            org.traits(awaiting_approval=[id])
            row = f"{module}/{id}" if module == "Leads" else id
            assert row in rows(await pulled(provider, named))
            assert isinstance((await provider.fetch(named, [row]))[row], RemoteRecord)
            assert row in {each for page in await pulled(provider, f"{named}:all") for each in page.listed}
            assert row in [each.id for each in await provider.made_since(named, kind, "2020-01-01T00:00:00.000Z")]

    run_async(story())
