"""Which account it is, what it has, what it lacks, and how one signs in to it."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Grant, MissingProperty, Needle
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


def test_a_key_that_says_nothing_of_itself_is_known_by_its_oldest_owner(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (http, _, _):
            setup = HubSpot().setup(http, ConnectionSettings(), Grant())
            owners = control("GET", "/dump?vendor=hubspot&object=owners")["records"]
            before = await setup.account()
            assert before.id == f"owner:{min(owner['id'] for owner in owners)}"
            control.edit("owners", min(owner["id"] for owner in owners), {"archived": True})
            assert (await setup.account()).id == before.id

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
