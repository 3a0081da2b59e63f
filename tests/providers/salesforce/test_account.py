"""Which organisation this is, what it has and lacks, and how one signs in."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import ConnectionSettings, Grant
from crmdesk.providers.registry import VENDORS
from crmdesk.providers.salesforce.paths import Paths
from crmdesk.providers.salesforce.vendor import Salesforce
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce

IDENTITY = "https://login.salesforce.com/id/00Dgk0000000001EAA/005gk0000000001AAA"


def test_the_account_is_the_organisation(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (http, account, _):
            assert (account.name, account.user) == (
                "Talensac Immobilier",
                "helene.kermarec@talensac-immobilier.example",
            )
            assert account.id.startswith("00D")
            assert (account.app or "").startswith("005")
            by_token = await Salesforce().setup(http, ConnectionSettings(), Grant({"id": IDENTITY}, ("api",))).account()
            assert (by_token.id, by_token.app) == ("00Dgk0000000001EAA", "005gk0000000001AAA")
            assert by_token.granted == {"api"}
            with pytest.raises(VendorNonsense, match="account_not_named"):
                await Salesforce().setup(http, ConnectionSettings(), Grant({"id": "https://x/who"})).account()

    run_async(story())


def test_what_a_new_row_needs_is_described(sandbox: Sandbox, run_async: RunAsync) -> None:
    """As the describe call tells it: an owner and a box to tick have a value by themselves."""

    async def story() -> None:
        async with salesforce(sandbox) as (http, _, _):
            schema = await Salesforce().setup(http, ConnectionSettings(), Grant()).describe()
            required = {
                name: {each.name for each in schema.objects[name].values() if each.required}
                for name in ("Lead", "Contact", "Account", "Opportunity")
            }
            assert required == {
                "Lead": {"LastName", "Company"},
                "Contact": {"LastName"},
                "Account": {"Name"},
                "Opportunity": {"Name", "StageName", "CloseDate"},
            }

    run_async(story())


def test_what_a_bare_organisation_lacks(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(bare_org=True)
        async with salesforce(sandbox) as (http, _, provider):
            setup = Salesforce().setup(http, ConnectionSettings(), Grant())
            missing = setup.missing(await setup.describe())
            assert len(missing) == 22
            assert {each.name for each in missing if each.object == "Task"} == {"crmdesk_uid__c"}
            await setup.create_missing(missing)
            assert setup.missing(await setup.describe()) == missing, "this API cannot make fields"
            assert setup.stages(await setup.describe()) == ()
            leads = next(spec for spec in provider.objects() if spec.name == "Lead")
            assert not leads.keyed
            assert not {"estimate", "company", "tags"} & leads.rules(Kind.LEAD).keys()

    run_async(story())


def test_what_a_custom_field_over_a_property_is(sandbox: Sandbox, run_async: RunAsync) -> None:
    """A number without decimal places is rounded to a whole one when it is written: a custom field over it is whole too."""

    async def story() -> None:
        async with salesforce(sandbox) as (http, _, _):
            held = (await Salesforce().setup(http, ConnectionSettings(), Grant()).describe()).objects
            wanted = {
                ("Lead", "AnnualRevenue"): FieldType.INTEGER,
                ("Opportunity", "Amount"): FieldType.DECIMAL,
                ("Opportunity", "Probability"): FieldType.INTEGER,
                ("Lead", "City"): FieldType.TEXT,
                ("Lead", "Status"): FieldType.CHOICE,
                ("Lead", "OwnerId"): None,
            }
            assert {place: held[place[0]][place[1]].custom for place in wanted} == wanted

    run_async(story())


def test_a_status_that_only_a_conversion_sets_is_no_option(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (http, _, _):
            held = (await Salesforce().setup(http, ConnectionSettings(), Grant()).describe()).objects["Lead"]
            assert "Visit Done" in held["Status"].options
            assert "Closed - Converted" not in held["Status"].options

    run_async(story())


def test_a_status_whose_name_is_no_text_hides_no_other(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (http, _, _):
            body = {"done": True, "records": [{"ApiName": ["New"]}, {"ApiName": "Visit Done"}]}
            org.fault("status", path="/services/data/v67.0/query", value={"status": 200, "body": body})
            held = (await Salesforce().setup(http, ConnectionSettings(), Grant()).describe()).objects["Lead"]
            assert "Visit Done" not in held["Status"].options
            assert "Closed - Converted" in held["Status"].options

    run_async(story())


def test_activities_may_be_without_a_key(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(activity_external_ids=False)
        async with salesforce(sandbox) as (_, _, provider):
            keyed = {spec.name: spec.keyed for spec in provider.objects()}
            assert (keyed["Lead"], keyed["Task"], keyed["Event"]) == (True, False, False)

    run_async(story())


def test_lists_of_people_and_stages(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            found = {}
            for feed in provider.feeds()[:3]:
                async for page in provider.pull(feed, None):
                    found[feed.name] = page.records
            assert [row.fields["name"] for row in found["User"]][:2] == ["Hélène Kermarec", "Julien Baudouin"]
            assert [row.fields["active"] for row in found["User"]] == ["true", "true", "true", "false"]
            assert [row.id for row in found["pipelines"]] == ["Opportunity"]
            won = next(row for row in found["stages"] if row.id == "Closed Won")
            assert (won.fields["closed"], won.fields["probability"]) == ("true", "100")
            assert won.fields["pipeline"] == [["pipelines", "Opportunity"]]
            there = await provider.fetch("stages", ["Closed Won", "Nowhere"])
            assert there["Closed Won"] == won

    run_async(story())


def test_signing_in() -> None:
    vendor = Salesforce()
    real = vendor.oauth(None)
    assert real.authorize_url == "https://login.salesforce.com/services/oauth2/authorize"
    assert (real.pkce, real.secret_required, real.redirect_host) == (True, False, "localhost")
    assert real.redirect_ports
    mine = vendor.oauth("https://acme--test.sandbox.my.salesforce.com")
    assert mine.token_url == "https://acme--test.sandbox.my.salesforce.com/services/oauth2/token"
    assert mine.scopes == ("api", "refresh_token", "id")


def test_versions() -> None:
    assert Paths("60.0").rows("Lead") == "/services/data/v60.0/sobjects/Lead"
    for version in ("v60", "4.0", "67", "../x"):
        with pytest.raises(InvalidInput, match="api_version_unknown"):
            Paths(version)


def test_the_registry_knows_it() -> None:
    assert VENDORS["salesforce"].title == "Salesforce"
    assert not VENDORS["salesforce"].personal_tokens
