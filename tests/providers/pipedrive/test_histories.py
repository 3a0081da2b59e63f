"""Changelogs of Pipedrive's rows: where a field lives may depend on what a row stands for."""

from __future__ import annotations

from crmdesk.domain.field_mapping import USUAL, Choice
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Grant, Update
from crmdesk.providers.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import CLIENT, PipedriveControl, pipedrive
from tests.contract.test_contract import done
from tests.providers.pipedrive.reading import person


def test_a_field_of_leads_that_lives_elsewhere_has_the_changes_of_that_place(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (http, account, _):
            schema = await Pipedrive().setup(http, ConnectionSettings(), Grant()).describe()
            codes = {held.label: name for name, held in schema.objects["persons"].items()}
            usual, other = codes["Fonction"], codes["Origine"]
            mapping = USUAL.with_choice("persons", Kind.LEAD, "job_title", Choice(other))
            provider = Pipedrive().provider(http, ConnectionSettings(mapping=mapping), schema, account)
            lead, client = person(control, "Mara"), person(control, "Ines", label_ids=[CLIENT])
            for id, kind, beside in ((lead, Kind.LEAD, usual), (client, Kind.CONTACT, other)):
                update = Update(id, kind, {"job_title": "Notaire"}, {"job_title": None})
                done((await provider.update("persons", [update]))[0])
                control.edit("persons", id, {beside: "Autre"})
                stamps = await provider.authorship("persons", {id: ["job_title"]})
                versions = await provider.versions("persons", {id: ["job_title"]})
                assert stamps[id, "job_title"].ours
                assert versions[id, "job_title"][0].raw == "Notaire"

    run_async(story())
