"""Numbers of eighteen digits, which Zoho says and takes as texts (section 2.12), and numbers that it gives by itself."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from crmdesk.domain.custom_fields import custom_name
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import ConnectionSettings, Create, Done, Grant, Refused, Update
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho

PARCEL = custom_name(FieldType.TEXT, "Parcelle")
LONGEST = "987654321012345678"


def test_a_long_number_loses_no_digit(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (client, account, _):
            made = [
                {"field_label": "Parcelle", "data_type": "bigint"},
                {"field_label": "Dossier", "data_type": "autonumber"},
            ]
            await Api(client).make_fields("Leads", made)
            settings = ConnectionSettings()
            schema = await Zoho().setup(client, settings, Grant()).describe()
            held = {each.label: each for each in schema.objects["Leads"].values()}
            assert held["Parcelle"].custom is FieldType.TEXT
            assert (held["Dossier"].custom, held["Dossier"].writable) == (FieldType.TEXT, False)
            assert schema.objects["Events"]["Participants"].custom is None, "a list, whatever its type is called"
            mapping = FieldMapping().with_choice("Leads", Kind.LEAD, PARCEL, Choice(held["Parcelle"].name))
            provider = Zoho().provider(client, replace(settings, mapping=mapping), schema, account)
            codec = next(spec for spec in provider.objects() if spec.name == "People").rules(Kind.LEAD)[PARCEL].codec
            fields = {"last_name": "Voss", PARCEL: codec.encode(LONGEST, None)}
            item = Create(new_ulid(1_795_000_000_000, Random(7)), Kind.LEAD, fields, "Voss")
            outcome = (await provider.create("People", [item]))[0]
            assert isinstance(outcome, Done)
            row = outcome.record
            assert row is not None
            assert codec.decode(row.fields[PARCEL]) == LONGEST
            plain = row.id.removeprefix("Leads/")
            assert org.row("Leads", plain)[held["Parcelle"].name] == LONGEST
            wrong = Update(row.id, Kind.LEAD, {PARCEL: "douze"}, {PARCEL: row.fields[PARCEL]}, row.version)
            (refused,) = await provider.update("People", [wrong])
            assert isinstance(refused, Refused)
            assert refused.error.key == "value_refused"
            blank = Update(row.id, Kind.LEAD, {PARCEL: None}, {PARCEL: row.fields[PARCEL]}, row.version)
            (cleared,) = await provider.update("People", [blank])
            assert isinstance(cleared, Done)
            assert org.row("Leads", plain)[held["Parcelle"].name] is None

    run_async(story())
