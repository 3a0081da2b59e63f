"""A vendor's lead about somebody who is a client already: Pipedrive's inbox, HubSpot's leads."""

from __future__ import annotations

import json

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control, request


def pipedrive_lead(control: Control, person: str) -> None:
    fields = {"title": "Nouveau projet", "person_id": int(person)}
    control.done("POST", "/edit", {"vendor": "pipedrive", "object": "leads", "fields": fields})


def hubspot_lead(control: Control, contact: str) -> None:
    entry = control.done("GET", "/vendors")["vendors"]["hubspot"]
    primary = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 578}
    body = {
        "properties": {"hs_lead_name": "Nouveau projet"},
        "associations": [{"to": {"id": contact}, "types": [primary]}],
    }
    headers = {"authorization": f"Bearer {entry['access_token']}", "content-type": "application/json"}
    made = request(entry["base_url"], "POST", "/crm/v3/objects/leads", json.dumps(body).encode(), headers)
    assert made.status == 201, made.body


@pytest.mark.parametrize("vendor", ["pipedrive", "hubspot"])
def test_it_joins_the_client(cli: Cli, control: Control, agreeing: None, prepared: Prepared, vendor: str) -> None:
    prepared.bring(cli, f"connect {vendor} --create-fields", "sync")
    client = cli.do("records", "contact")["records"][0]
    {"pipedrive": pipedrive_lead, "hubspot": hubspot_lead}[vendor](control, client["links"][0]["remote_id"])
    cli.do("sync")
    (held,) = [one for one in cli.do("records", "contact")["records"] if one["id"] == client["id"]]
    assert [one["object"] for one in held["links"]][1:] == ["leads"]
    assert cli.do("doctor")["violations"] == []
    assert [run["applied"] + run["pushed"] + run["problems"] for run in cli.do("sync")["runs"]] == [0]
