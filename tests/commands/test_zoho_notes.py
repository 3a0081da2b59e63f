"""A Zoho user who is no administrator: notes come and go all the same, and nothing is told that nobody could do anything about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def notes(cli: Cli) -> dict[str, dict[str, Any]]:
    """The notes by their text."""
    found = cli.do("records", "note", "--limit", "1000")["records"]
    return {each["fields"]["body"]: each for each in found}


@pytest.mark.usefixtures("agreeing")
def test_notes_travel_without_a_list_of_them(cli: Cli, control: Control) -> None:
    control.done("POST", "/traits", {"vendor": "zoho", "user_is_admin": False})

    def written(text: str, lead: str) -> None:
        parent = {"module": {"api_name": "Leads"}, "id": lead}
        fields = {"Note_Content": text, "Parent_Id": parent}
        control.done("POST", "/edit", {"vendor": "zoho", "object": "Notes", "id": None, "fields": fields})

    def there() -> dict[str, str]:
        rows = control.done("GET", "/dump?vendor=zoho&object=Notes")["records"]
        return {row["Note_Content"]: row["id"] for row in rows}

    made = {"vendor": "zoho", "object": "Leads", "id": None, "fields": {"Last_Name": "Terrasse"}}
    lead = str(control.done("POST", "/edit", made)["id"])
    written("Préfère le matin", lead)
    cli.do("connect", "zoho", "--sandbox", control.url, "--create-fields")
    cli.do("sync")
    cli.do("send", "zoho", "on")
    held = notes(cli)["Préfère le matin"]
    (record,) = cli.do("records", "lead", "--where", "last_name=Terrasse")["records"]
    assert held["fields"]["about"] == [record["id"]]
    cli.new("note", "body=Rappeler jeudi", f"about={record['id']}")
    cli.do("edit", "note", held["id"], "body=Préfère le soir")
    written("Rappelée", lead)
    cli.do("sync")
    assert {"Rappeler jeudi", "Préfère le soir", "Rappelée"} <= there().keys()
    assert {"Rappeler jeudi", "Préfère le soir", "Rappelée"} <= notes(cli).keys()
    cli.do("sync")
    assert len(notes(cli)) == len(there())
