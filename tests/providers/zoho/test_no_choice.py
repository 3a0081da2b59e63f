"""What Zoho calls a choice that was not made: its lists have it, and rows of its own pages may hold it."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Grant, RemoteRecord
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho

NONE = "-None-"


def test_it_is_a_blank_and_no_word_of_the_account(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(none_listed=True)
        choices = {"Lead_Source": NONE, "Lead_Status": NONE, "Rating": NONE, "Salutation": NONE}
        id = org.edit("Leads", None, {"Last_Name": "Trial", **choices})
        async with zoho(sandbox) as (http, _, provider):
            row = (await provider.fetch("People", [f"Leads/{id}"]))[f"Leads/{id}"]
            assert isinstance(row, RemoteRecord)
            assert [row.fields[name] for name in ("source", "status", "rating", "salutation")] == [None] * 4
            rules = next(spec for spec in provider.objects() if spec.name == "People").rules(Kind.LEAD)
            listed = [option.raw for rule in rules.values() if rule.words for option in rule.words.options]
            assert "Cold" in listed
            assert NONE not in listed
            schema = await Zoho().setup(http, ConnectionSettings(), Grant()).describe()
            assert not [name for held in schema.objects.values() for name, each in held.items() if NONE in each.options]

    run_async(story())


def test_a_choice_that_was_taken_out_of_use_is_not_offered(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        values = [
            {"actual_value": "Hot", "type": "unused"},
            {"actual_value": "Warm", "type": "used"},
            {"actual_value": "Cold"},
        ]
        fields = [{"api_name": "Rating", "data_type": "picklist", "pick_list_values": values}]
        async with zoho(sandbox) as (http, _, _):
            answer = {"status": 200, "body": {"fields": fields}}
            org.fault("status", path="/crm/v8/settings/fields", times=None, value=answer)
            schema = await Zoho().setup(http, ConnectionSettings(), Grant()).describe()
            assert list(schema.objects["Leads"]["Rating"].options) == ["Warm", "Cold"]

    run_async(story())
