"""What an account requires is shown where its fields are, and a record that lacks it waits without holding up another."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.sandbox import own_fields as own
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def place(cli: Cli) -> dict[str, Any]:
    (found,) = [each for each in cli.do("mapping", "zoho", "--kind", "lead")["places"] if each["table"] == "Leads"]
    assert isinstance(found, dict)
    return found


def required(cli: Cli) -> set[str]:
    """The fields, and the properties that none lives in."""
    found = place(cli)
    names = [each["field"] for each in found["fields"] if each["required"]]
    return {*names, *(each["name"] for each in found["left"] if each["required"])}


def made_there(cli: Cli, kind: str, record: str) -> bool:
    (row,) = cli.do("records", kind, "--where", f"id={record}")["records"]
    return any(link["remote_id"] for link in row["links"])


@pytest.mark.usefixtures("agreeing")
def test_a_field_that_the_layout_requires_is_shown_mapped_and_filled_in(cli: Cli, control: Control) -> None:
    control.done("POST", "/traits", {"vendor": "zoho", "layout_mandatory": ["Leads.Voisin"]})
    cli.do("connect", "zoho", "--sandbox", control.url, "--create-fields")
    cli.do("sync")
    cli.do("send", "zoho", "on")
    assert required(cli) == {"last_name", "Voisin"}
    shown = cli("mapping", "zoho", "--kind", "lead").out
    assert next(line for line in shown.splitlines() if "Voisin" in line).split("  ")[-1].strip().endswith("(required)")
    lead = cli.new("lead", "last_name=Terrasse")
    company = cli.new("company", "name=Oakline")
    refused = cli("sync")
    assert refused.status == 1
    assert f"“{own.NEIGHBOUR}”, which crmdesk does not fill in" in refused.out + refused.err
    assert not made_there(cli, "lead", lead)
    assert made_there(cli, "company", company), "what is complete is sent"
    field = cli.do("mapping", "zoho", "add", "Leads", "lead", "Voisin")["field"]
    assert required(cli) == {"last_name", field}
    cli.do("edit", "lead", lead, f"{field}=Mme Riou")
    cli.do("sync")
    assert made_there(cli, "lead", lead)
