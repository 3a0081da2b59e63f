"""Which Zoho organisation it is, what it lacks, and making that with an administrator's consent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain.errors import PermissionLost, RecordRefused, SignInNeeded, VendorNonsense
from crmdesk.providers.base import ConnectionSettings, Grant
from crmdesk.providers.zoho.account import ZohoSetup
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.answers import Script, response


def test_the_organisation_and_its_user(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, account, _):
            me = org.dump("users")[0]
            assert (account.id, account.name, account.user) == ("20063456789", "Talensac Immobilier", me["email"])
            assert (account.app, account.currency) == (me["id"], "EUR")
            assert "ZohoCRM.coql.READ" in account.granted

    run_async(story())


def test_an_account_without_a_name(run_async: RunAsync) -> None:
    nobody = ZohoSetup(Api(Script(response(200, {"users": []}), response(200, {"org": [{}]}))), Grant())
    with pytest.raises(VendorNonsense, match="account_not_named"):
        run_async(nobody.account())


@pytest.mark.parametrize(
    ("told", "expected"), [("USD", ("USD", False)), (None, ("EUR", True)), ("surprise", ("EUR", True))]
)
def test_what_plain_amounts_are_in(run_async: RunAsync, told: str | None, expected: tuple[str, bool]) -> None:
    answers = response(200, {"users": []}), response(200, {"org": [{"zgid": "5", "iso_code": told}]})
    account = run_async(ZohoSetup(Api(Script(*answers)), Grant()).account())
    assert (account.currency, account.currency_assumed) == expected


def test_what_is_missing_is_made_with_consent(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(bare_org=True)
        async with zoho(sandbox) as (http, _, _):
            setup = Zoho().setup(http, ConnectionSettings(), Grant())
            schema = await setup.describe()
            missing = setup.missing(schema)
            assert [each.name for each in missing if each.object == "Deals"] == ["crmdesk_uid"]
            assert len(missing) == 17
            assert not setup.stages(schema)
            await setup.create_missing(missing)
            schema = await setup.describe()
            assert not setup.missing(schema)
            horizon = next(held for held in schema.objects["Leads"].values() if held.label == "Échéance du projet")
            assert (horizon.type, horizon.options["3_to_6"]) == ("picklist", "3 à 6 mois")
            assert horizon.made.isdecimal(), "made again it has the same name, and another id"
            with pytest.raises(RecordRefused, match="duplicate_value"):
                await setup.create_missing(missing[:1])
            org.traits(field_creation="forbidden")
            with pytest.raises(PermissionLost, match="not_allowed"):
                await setup.create_missing(missing[:1])
            await setup.create_missing([replace(missing[0], name="unheard of")])

    run_async(story())


def test_modules_that_this_access_may_not_use(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (http, _, _):
            org.fault("status", path="/crm/v8/settings/pipeline", times=None, value=403)
            setup = Zoho().setup(http, ConnectionSettings(), Grant())
            assert "Deals" in (await setup.describe()).objects
            org.control("DELETE", "/faults")
            org.fault("status", path="/crm/v8/settings/fields", times=1, value=403)
            assert "Accounts" not in (await setup.describe()).objects
            org.fault("expire_token", path="/crm/v8/settings/modules")
            with pytest.raises(SignInNeeded, match="access_refused"):
                await setup.describe()

    run_async(story())
