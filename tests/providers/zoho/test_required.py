"""What the layouts of an organisation require besides what Zoho requires everywhere (sections 2.3 and 3)."""

from __future__ import annotations

from random import Random

import pytest

from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Create, Done, Grant, Outcome, Raw, Refused, Update
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho

RANDOM = Random(15)


def lead(name: str, **fields: Raw) -> Create:
    return Create(new_ulid(1_795_000_000_000, RANDOM), Kind.LEAD, {"last_name": name, **fields}, name)


def told(outcome: Outcome) -> tuple[str, ...]:
    """A refusal: its key, the field it is about, the words, and what the account calls the field."""
    assert isinstance(outcome, Refused)
    error = outcome.error
    return error.key, *(str(error.data.get(name)) for name in ("remote_field", "vendor_words", "property"))


def test_what_layouts_require_is_described(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(layout_mandatory=["Leads.Phone", "Leads.Voisin", "Deals.Amount"])
        async with zoho(sandbox) as (http, _, _):
            schema = await Zoho().setup(http, ConnectionSettings(), Grant()).describe()
            required = {
                module: {name for name, held in properties.items() if held.required}
                for module, properties in schema.objects.items()
            }
            assert required["Leads"] == {"Last_Name", "Phone", "Voisin"}
            assert required["Contacts"] == {"Last_Name"}
            assert required["Deals"] == {"Deal_Name", "Stage", "Amount"}
            assert required["Notes"] == {"Note_Content", "Parent_Id"}, (
                "notes have no layouts: what Zoho itself requires"
            )

    run_async(story())


def test_what_is_not_in_use_requires_nothing(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    def section(name: str, type: str) -> dict[str, object]:
        return {
            "type": type,
            "fields": [{"api_name": name, "required": True}, {"api_name": "Mobile", "required": False}],
        }

    layouts = [
        {"status": "inactive", "sections": [section("City", "used")]},
        {"status": "active", "sections": [section("Phone", "unused"), section("Email", "used")]},
        {"status": 0, "sections": None},
    ]

    async def story() -> None:
        async with zoho(sandbox) as (http, _, _):
            body = {"status": 200, "body": {"layouts": layouts}}
            org.fault("status", path="/crm/v8/settings/layouts", times=None, value=body)
            org.fault("status", path="/crm/v8/settings/pipeline", times=None, value=403)
            schema = await Zoho().setup(http, ConnectionSettings(), Grant()).describe()
            assert {name for name, held in schema.objects["Leads"].items() if held.required} == {"Last_Name", "Email"}

    run_async(story())


def test_where_layouts_may_not_be_read_the_system_tells(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        org.traits(layout_mandatory=["Leads.Phone"])
        async with zoho(sandbox) as (http, _, _):
            org.fault("status", path="/crm/v8/settings/layouts", times=None, value=403)
            schema = await Zoho().setup(http, ConnectionSettings(), Grant()).describe()
            required = {name for name, held in schema.objects["Leads"].items() if held.required}
            assert required == {"Last_Name", "Company"}, "Zoho's own layout requires a company"
            assert not schema.objects["Contacts"]["Phone"].required

    run_async(story())


@pytest.mark.parametrize(("mandatory", "company"), [(["Leads.Company"], "Ode"), ([], None)])
def test_a_lead_gets_a_company_only_where_one_is_required(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, mandatory: list[str], company: str | None
) -> None:
    """A conversion would make a company of it, called as the person is."""

    async def story() -> None:
        org.traits(layout_mandatory=mandatory)
        async with zoho(sandbox) as (_, _, provider):
            (made,) = await provider.create("People", [lead("Ode")])
            assert isinstance(made, Done)
        (row,) = org.dump("Leads")
        assert row["Company"] == company

    run_async(story())


def test_a_refusal_names_the_field_and_others_go_on(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(layout_mandatory=["Leads.Phone"])
        async with zoho(sandbox) as (_, _, provider):
            phones: Raw = {"Phone": "+33 2 40 12 34 56"}
            without, with_one = await provider.create("People", [lead("Ode"), lead("Voss", phones=phones)])
            expected = ("property_required", "Phone", "required field not found – Phone", "Phone")
            assert told(without) == expected
            assert isinstance(with_one, Done)
            assert with_one.record is not None
            item = Update(with_one.record.id, Kind.LEAD, {"phones": None}, {"phones": phones}, with_one.record.version)
            (cleared,) = await provider.update("People", [item])
            assert told(cleared) == expected
            assert [row["Last_Name"] for row in org.dump("Leads")] == ["Voss"]

    run_async(story())


def test_a_refusal_for_a_field_that_is_not_mapped_says_so(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    """Nobody could enter a value here: the field has no place in crmdesk."""

    async def story() -> None:
        org.traits(layout_mandatory=["Leads.Voisin"])
        async with zoho(sandbox) as (_, _, provider):
            (refused,) = await provider.create("People", [lead("Ode")])
            expected = ("property_required_unmapped", "Voisin", f"required field not found – {own.NEIGHBOUR}")
            assert told(refused) == (*expected, own.NEIGHBOUR)

    run_async(story())
