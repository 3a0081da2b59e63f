"""The agency's own fields in leads: those of deals, flat as v1 has them, and left out where they are not set (section 2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crmdesk.domain.custom_fields import custom_name
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.net.client import HttpClient
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, RemoteRecord
from crmdesk.providers.pipedrive.api import Api
from crmdesk.providers.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, pipedrive
from tests.providers.pipedrive.test_writes import change

FEES, SURFACE, MANDATE, EXTRAS = "Honoraires", "Surface", "Mandat", "Atouts"
FIRST: Mapping[str, Value] = {FEES: "9000", SURFACE: "82.5", MANDATE: "Simple", EXTRAS: ["Cave", "Jardin"]}
THEN: Mapping[str, Value] = {FEES: "0", SURFACE: "-1", MANDATE: "Exclusif", EXTRAS: ["Balcon"]}


async def opened(client: HttpClient, account: Account) -> tuple[Provider, dict[str, str]]:
    """The account with these fields mapped in its leads, and their names here by what the account calls them."""
    options = [{"label": each} for each in ("Cave", "Jardin", "Balcon")]
    await Api(client).post("/api/v2/dealFields", {"field_name": EXTRAS, "field_type": "set", "options": options})
    schema = await Pipedrive().setup(client, ConnectionSettings(), Grant()).describe()
    mapping, names = FieldMapping(), dict[str, str]()
    for held in schema.objects["leads"].values():
        if held.label in FIRST and held.custom is not None:
            names[held.label] = custom_name(held.custom, held.label)
            mapping = mapping.with_choice("leads", Kind.LEAD, names[held.label], Choice(held.name))
    assert names.keys() == FIRST.keys()
    return Pipedrive().provider(client, replace(ConnectionSettings(), mapping=mapping), schema, account), names


def lead(control: PipedriveControl) -> str:
    """A new lead's id."""
    person = control.edit("persons", None, {"name": "Mara Voss"})
    return control.edit("leads", None, {"title": "Maison", "person_id": int(person)})


def told(provider: Provider, names: Mapping[str, str], record: RemoteRecord) -> dict[str, Value]:
    """The values that a row holds, by what the account calls the fields."""
    rules = next(spec for spec in provider.objects() if spec.name == "leads").rules(Kind.LEAD)
    return {label: rules[name].codec.decode(record.fields[name]) for label, name in names.items()}


def test_each_is_read_written_and_cleared(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (client, account, _):
            provider, names = await opened(client, account)
            id = lead(control)

            async def read() -> RemoteRecord:
                found = (await provider.fetch("leads", [id]))[id]
                assert isinstance(found, RemoteRecord)
                return found

            blank = dict.fromkeys(names)
            assert told(provider, names, await read()) == blank, "what a lead leaves out is blank"
            for values in (FIRST, THEN, blank):
                made = await change(provider, await read(), **{names[label]: value for label, value in values.items()})
                assert told(provider, names, made) == values
                assert told(provider, names, await read()) == values

    run_async(story())


def test_an_amount_in_another_currency_is_told_with_it(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (client, account, _):
            provider, names = await opened(client, account)
            id = lead(control)
            control.edit("leads", id, {FEES: {"value": 500, "currency": "CHF"}})
            found = (await provider.fetch("leads", [id]))[id]
            assert isinstance(found, RemoteRecord)
            assert told(provider, names, found)[FEES] == "500 CHF"

    run_async(story())
