"""A note's title at the vendors that have one follows its text, and comes back as no news."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sandbox.raw import Control, Json

PLACES = {
    "salesforce": ("Note", "Id", "Title", "Body"),
    "zoho": ("Notes", "id", "Note_Title", "Note_Content"),
}
"""Where each vendor keeps its notes: the object, and in it the id, the title and the text."""


@pytest.mark.parametrize("vendor", [pytest.param("salesforce", marks=pytest.mark.thorough), "zoho"])
def test_the_title_follows_the_text_and_its_echo_is_no_news(
    vendor: str, cli: Cli, control: Control, agreeing: None, prepared: Prepared
) -> None:
    object_name, key, title, text = PLACES[vendor]

    def held() -> Json:
        rows = control.done("GET", f"/dump?vendor={vendor}&object={object_name}")["records"]
        (found,) = [row for row in rows if row[key] == id]
        return found  # type: ignore[no-any-return]

    def at_rest() -> None:
        for _ in range(2):
            (run,) = cli.do("sync")["runs"]
            assert (run["pushed"], run["applied"], run["conflicts_opened"], run["notices"]) == (0, 0, 0, 0)
        assert cli.do("status")["pending"] == 0

    prepared.bring(cli, f"connect {vendor} --create-fields", "sync")
    contact = cli.new("contact", "last_name=Voss", "emails=voss@oakline.fr")
    note = cli.new("note", "body=Rappeler mardi", f"about={contact}")
    cli.do("sync")
    (link,) = cli.do("records", "note", "--where", f"id={note}")["records"][0]["links"]
    id = link["remote_id"]
    assert held()[title] == "Rappeler mardi"
    cli.do("edit", "note", note, "body=Rappeler jeudi matin")
    cli.do("sync")
    assert (held()[title], held()[text]) == ("Rappeler jeudi matin", "Rappeler jeudi matin")
    at_rest()
    control.done("POST", "/edit", {"vendor": vendor, "object": object_name, "id": id, "fields": {title: "Horaires"}})
    at_rest()
    cli.do("edit", "note", note, "body=Ne plus rappeler")
    cli.do("sync")
    assert (held()[title], held()[text]) == ("Horaires", "Ne plus rappeler")
    at_rest()
