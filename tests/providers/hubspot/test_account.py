"""Which account it is, what it has, what it lacks, and how one signs in to it."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.base import ConnectionSettings, Grant, MissingProperty, Needle, RemoteRecord
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.providers.registry import VENDORS
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot


def test_the_account_is_known_from_the_token(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (_, account, _):
            assert account.id.isdecimal()
            assert account.name == sandbox.vendors["hubspot"]["account"]
            assert account.user is not None
            assert "crm.objects.contacts.read" in account.granted
            assert account.app is not None

    run_async(story())


def test_a_key_leads_to_the_same_account_as_a_sign_in(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (http, account, _):
            found = await HubSpot().setup(http, ConnectionSettings(), Grant()).account()
            assert (found.id, found.name) == (account.id, f"HubSpot {account.id}")

    run_async(story())


def test_a_key_whose_account_has_no_number_is_known_by_its_oldest_owner(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (http, _, _):
            setup = HubSpot().setup(http, ConnectionSettings(), Grant())
            owners = control("GET", "/dump?vendor=hubspot&object=owners")["records"]
            control.fault("status", path="/account-info/", times=2, value=403)
            before = await setup.account()
            assert before.id == f"owner:{min(owner['id'] for owner in owners)}"
            control.edit("owners", min(owner["id"] for owner in owners), {"archived": True})
            assert (await setup.account()).id == before.id

    run_async(story())


@pytest.mark.parametrize("version", ["v3", "2026-03", "2026-09"])
def test_amounts_are_in_the_companys_currency(
    sandbox: Sandbox, control: Control, run_async: RunAsync, version: str
) -> None:
    async def story() -> None:
        control.traits(company_currency="CHF")
        deal = {"dealname": "Maison", "pipeline": "default", "dealstage": "contractsent", "amount": "9000"}
        plain, foreign = (control.edit("deals", None, deal | more) for more in ({}, {"deal_currency_code": "USD"}))
        async with hubspot(sandbox, version) as (_, account, provider):
            assert account.currency == "CHF"
            amount = next(spec for spec in provider.objects() if spec.name == "deals").rules(Kind.DEAL)["amount"]
            found = await provider.fetch("deals", [plain, foreign])
            held = [
                amount.codec.decode(each.fields["amount"]) for each in found.values() if isinstance(each, RemoteRecord)
            ]
            assert held == [{"amount": "9000", "currency": "CHF"}, {"amount": "9000", "currency": "USD"}]

    run_async(story())


@pytest.mark.parametrize(
    "answer", [403, 404, {"status": 200, "body": {}}, {"status": 200, "body": {"companyCurrency": 5}}]
)
def test_an_account_that_does_not_name_its_currency(
    sandbox: Sandbox, control: Control, run_async: RunAsync, answer: object
) -> None:
    async def story() -> None:
        control.fault("status", path="/account-info/", times=1, value=answer)
        async with hubspot(sandbox) as (_, account, _):
            assert account.currency == "EUR"

    run_async(story())


def test_a_chance_is_a_percentage(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        deal = {"dealname": "Maison", "pipeline": "default", "dealstage": "contractsent"}
        id = control.edit("deals", None, deal)
        async with hubspot(sandbox) as (_, _, provider):
            rules = {spec.name: spec.mapping for spec in provider.objects()}
            found = (await provider.fetch("deals", [id]))[id]
            assert isinstance(found, RemoteRecord)
            chance = rules["deals"][Kind.DEAL]["probability"].codec
            assert (found.fields["probability"], chance.decode(found.fields["probability"])) == ("0.9", "90")
            stage = (await provider.fetch("stages", ["deals:contractsent"]))["deals:contractsent"]
            assert isinstance(stage, RemoteRecord)
            assert rules["stages"][Kind.STAGE]["probability"].codec.decode(stage.fields["probability"]) == "90"

    run_async(story())


def test_a_property_that_was_made_again_is_told_from_the_one_before(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (http, _, _):
            setup = HubSpot().setup(http, ConnectionSettings(), Grant())
            before = (await setup.describe()).objects["contacts"]
            path = Paths().properties("contacts", "/crmdesk_sector")
            await http.send(Request("DELETE", path, path, effect=Effect.IDEMPOTENT))
            control("POST", "/clock", {"offset_s": 60})
            await setup.create_missing(setup.missing(await setup.describe()))
            after = (await setup.describe()).objects["contacts"]
            assert before["crmdesk_sector"].made != after["crmdesk_sector"].made
            assert [each for each in before if before[each].made != after[each].made] == ["crmdesk_sector"]
            assert (before["firstname"].made, bool(before["crmdesk_source"].made)) == ("", True)

    run_async(story())


def test_a_bare_account_lacks_our_properties_until_they_are_made(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        control.traits(bare_account=True)
        async with hubspot(sandbox) as (http, account, _):
            vendor = HubSpot()
            setup = vendor.setup(http, ConnectionSettings(), Grant())
            schema = await setup.describe()
            missing = setup.missing(schema)
            assert len(missing) == 8 + 15
            assert MissingProperty("contacts", "crmdesk_lead_type", "Type de projet") in missing
            bare = vendor.provider(http, ConnectionSettings(), schema, account).objects()
            assert not any(spec.keyed for spec in bare)
            await setup.create_missing(missing)
            await setup.create_missing(missing[:3])  # a second time, as after a lost answer
            schema = await setup.describe()
            assert not setup.missing(schema)
            spec = next(
                s
                for s in vendor.provider(http, ConnectionSettings(), schema, account).objects()
                if s.name == "contacts"
            )
            assert spec.keyed
            assert spec.rules(Kind.LEAD)["asking_price"].writable
            options = schema.objects["contacts"]["crmdesk_horizon"].options
            assert list(options) == ["under_3_months", "3_to_6", "6_to_9", "over_9", "unknown"]

    run_async(story())


def test_a_property_that_cannot_be_made_is_said(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        control.traits(bare_account=True)
        async with hubspot(sandbox) as (http, _, _):
            control.fault("status", path="/crm/properties/2026-03/contacts/groups", times=1, value=400)
            setup = HubSpot().setup(http, ConnectionSettings(), Grant())
            with pytest.raises(RecordRefused):
                await setup.create_missing([MissingProperty("contacts", "crmdesk_uid", "…")])

    run_async(story())


def test_an_account_without_leads_has_no_leads(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        control.traits(leads_enabled=False)
        async with hubspot(sandbox) as (_, _, provider):
            assert "leads" not in [spec.name for spec in provider.objects()]
            assert not await provider.find("leads", Kind.LEAD, Needle(name="Mara"))

    run_async(story())


@pytest.mark.parametrize("base_url", [None, "http://localhost:8099"])
def test_signing_in(base_url: str | None) -> None:
    settings = HubSpot().oauth(base_url)
    assert settings.authorize_url == f"{base_url or 'https://app.hubspot.com'}/oauth/authorize"
    assert settings.token_url == f"{base_url or 'https://api.hubapi.com'}/oauth/2026-03/token"
    assert settings.introspect_url == f"{base_url or 'https://api.hubapi.com'}/oauth/2026-03/token/introspect"
    assert settings.redirect_host == "localhost"
    assert len(settings.redirect_ports) == 3
    assert not settings.pkce
    assert settings.secret_required
    assert "crm.objects.leads.read" in settings.optional_scopes
    assert not set(settings.scopes) & set(settings.optional_scopes)


@pytest.mark.parametrize("version", ["v4", "2026", "../x", ""])
def test_a_version_that_is_none(version: str) -> None:
    with pytest.raises(InvalidInput):
        Paths(version)


def test_the_registry_knows_its_vendors() -> None:
    assert next(iter(VENDORS)) == "hubspot"
    assert VENDORS["hubspot"].base_url == "https://api.hubapi.com"
    assert VENDORS["hubspot"].personal_tokens


@pytest.mark.parametrize(
    "status",
    ["BAD_REFRESH_TOKEN", "BAD_CLIENT_ID", "BAD_CLIENT_SECRET", "BAD_REDIRECT_URI", "BAD_GRANT_TYPE", "invalid_grant"],
)
def test_only_a_person_can_help_after_every_bad_word(status: str) -> None:
    """Section 1.2: after invalid_grant and BAD_*, whatever follows, somebody has to sign in again."""
    assert status.startswith(HubSpot().oauth(None).sign_in_again)
