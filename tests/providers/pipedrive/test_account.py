"""Which account it is, what it has, what it lacks, and how one signs in to it."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Create, Grant, MissingProperty, RemoteRecord
from crmdesk.providers.pipedrive.vendor import Pipedrive
from crmdesk.providers.registry import VENDORS
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, pipedrive
from tests.contract.test_contract import done, new_id
from tests.providers.answers import Script, response


def test_the_account_is_the_company(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, account, _):
            assert (account.id, account.name, account.currency) == ("7010001", "talensac-immobilier", "EUR")
            assert account.name == sandbox.vendors["pipedrive"]["account"]
            assert account.app == "8020001"
            assert "contacts:full" in account.granted

    run_async(story())


def test_an_account_that_is_not_named(run_async: RunAsync) -> None:
    from crmdesk.providers.pipedrive.account import PipedriveSetup
    from crmdesk.providers.pipedrive.api import Api

    setup = PipedriveSetup(Api(Script(response(200, {"success": True, "data": {"id": 5}}))), Grant())
    with pytest.raises(VendorNonsense):
        run_async(setup.account())


@pytest.mark.parametrize(
    ("told", "expected"), [("USD", ("USD", False)), (None, ("EUR", True)), ("surprise", ("EUR", True))]
)
def test_what_plain_amounts_are_in(run_async: RunAsync, told: str | None, expected: tuple[str, bool]) -> None:
    from crmdesk.providers.pipedrive.account import PipedriveSetup
    from crmdesk.providers.pipedrive.api import Api

    me = {"company_id": 5, "default_currency": told}
    account = run_async(PipedriveSetup(Api(Script(response(200, {"success": True, "data": me}))), Grant()).account())
    assert (account.currency, account.currency_assumed) == expected


def test_a_bare_account_lacks_our_fields_until_they_are_made(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        control.traits(bare_account=True)
        async with pipedrive(sandbox) as (http, account, provider):
            assert next(spec for spec in provider.objects() if spec.name == "persons").creates == {Kind.LEAD}
            vendor = Pipedrive()
            setup = vendor.setup(http, ConnectionSettings(), Grant())
            schema = await setup.describe()
            missing = setup.missing(schema)
            assert len(missing) == 23 + 2 + 1 + 1, "leads share the fields of deals, and nobody is labelled a client"
            assert MissingProperty("persons", "crmdesk_lead_type", "Type de projet") in missing
            assert MissingProperty("persons", "label_client", "Client") in missing
            assert not [stage for stage in setup.stages(schema) if not stage.counts]
            await setup.create_missing(missing)
            schema = await setup.describe()
            assert not setup.missing(schema)
            made = vendor.provider(http, ConnectionSettings(), schema, account)
            spec = next(spec for spec in made.objects() if spec.name == "persons")
            assert spec.creates == {Kind.LEAD, Kind.CONTACT}
            assert spec.rules(Kind.LEAD)["horizon"].codec.encode("over_9", None) is not None
            assert [(stage.label, stage.counts) for stage in setup.stages(schema)][-1] == ("Client", False)

    run_async(story())


def test_the_agencys_own_field_of_that_name_and_type_is_used(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (http, _, _):
            setup = Pipedrive().setup(http, ConnectionSettings(), Grant())
            assert not setup.missing(await setup.describe())
            control.fault("remove_field", value=_code(control, "Ville"), path="/api/v2/personFields", times=None)
            assert [each.label for each in setup.missing(await setup.describe())] == ["Ville"]

    run_async(story())


def _code(control: PipedriveControl, name: str) -> str:
    found: str = next(one["field_code"] for one in control.rows("personFields") if one["field_name"] == name)
    return found


def test_which_labels_count_is_the_agencys_choice(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        chosen = ConnectionSettings(lead_stages=("1", "2", ""))
        async with pipedrive(sandbox, settings=chosen) as (_, _, provider):
            ids = [control.edit("persons", None, {"name": "x", "label_ids": [label]}) for label in (1, 2, 3)]
            found = await provider.fetch("persons", ids)
            kinds = [each.kind for each in found.values() if isinstance(each, RemoteRecord)]
            assert kinds == [Kind.LEAD, Kind.LEAD, Kind.CONTACT]

    run_async(story())


@pytest.mark.parametrize("base_url", [None, "http://localhost:8099"])
def test_signing_in(base_url: str | None) -> None:
    settings = Pipedrive().oauth(base_url)
    host = base_url or "https://oauth.pipedrive.com"
    assert settings.authorize_url == f"{host}/oauth/authorize"
    assert (settings.token_url, settings.revoke_url) == (f"{host}/oauth/token", f"{host}/oauth/revoke")
    assert settings.scopes == (), "scopes are set on the app; naming none must not send an empty scope"
    assert (settings.redirect_host, len(settings.redirect_ports)) == ("localhost", 1)
    assert settings.secret_required
    assert not settings.pkce


def test_the_registry_knows_it() -> None:
    vendor = VENDORS["pipedrive"]
    assert (vendor.key, vendor.title, vendor.base_url) == ("pipedrive", "Pipedrive", "https://api.pipedrive.com")


def test_contact_sync_has_a_job_title_of_its_own(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        control.traits(contact_sync=True)
        async with pipedrive(sandbox) as (_, _, provider):
            spec = next(spec for spec in provider.objects() if spec.name == "persons")
            assert spec.rules(Kind.LEAD)["job_title"].remote == ("job_title",)
            item = Create(new_id(), Kind.LEAD, {"job_title": "Notaire", "first_name": "Mara"}, "Mara")
            made = done((await provider.create("persons", [item]))[0])
            assert made.fields["job_title"] == "Notaire"
            assert control.rows("persons")[0]["job_title"] == "Notaire"

    run_async(story())
