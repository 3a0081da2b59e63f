"""A text area of the agency's own that holds rich text (section 2): it is read as text, and keeps what formatting it can."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain.custom_fields import custom_name
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import ConnectionSettings, Done, Grant, RemoteRecord, Update
from crmdesk.providers.salesforce.vendor import Salesforce
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce

NAME = "Descriptif__c"
HELD = "<p>Vue sur la <b>Loire</b></p><p>Deux caves</p>"


def test_it_is_read_as_text_and_keeps_its_formatting(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        id = org.edit("Lead", None, {"LastName": "Voss", "Company": "Voss", NAME: HELD})
        async with salesforce(sandbox) as (client, account, _):
            schema = await Salesforce().setup(client, ConnectionSettings(), Grant()).describe()
            field = custom_name(FieldType.LONG_TEXT, "Descriptif")
            mapping = FieldMapping().with_choice("Lead", Kind.LEAD, field, Choice(NAME))
            mapping = mapping.with_choice("Lead", Kind.LEAD, "sector", Choice(NAME))
            settings = replace(ConnectionSettings(), mapping=mapping)
            provider = Salesforce().provider(client, settings, schema, account)
            rules = next(spec for spec in provider.objects() if spec.name == "Lead").rules(Kind.LEAD)
            assert "sector" not in rules, "one line has no room for it"
            row = (await provider.fetch("Lead", [id]))[id]
            assert isinstance(row, RemoteRecord)
            assert rules[field].codec.decode(row.fields[field]) == "Vue sur la Loire\nDeux caves"
            raw = rules[field].codec.encode("Vue sur la Loire\nTrois caves", row.fields[field])
            item = Update(id, Kind.LEAD, {field: raw}, {field: row.fields[field]})
            (outcome,) = await provider.update("Lead", [item])
            assert isinstance(outcome, Done)
        (there,) = [each for each in org.dump("Lead") if each["Id"] == id]
        assert there[NAME] == "<p>Vue sur la <b>Loire</b></p><p>Trois caves</p>"

    run_async(story())
