"""Pairing with a word that an account's closed list does not have is refused, whichever vendor it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

PLACES = [
    ("hubspot", "companies", "company", "industry", "Legal Services"),
    ("pipedrive", "organizations", "company", "industry", "Services juridiques"),
    ("salesforce", "Account", "company", "industry", "Banking"),
    ("salesforce", "Lead", "lead", "status", "Nouveau"),
    ("zoho", "Accounts", "company", "industry", "Real Estate"),
    ("zoho", "Leads", "lead", "status", "Contacted"),
]
"""Vendor, table, kind, field, and a word that the list has."""


@pytest.mark.parametrize(("vendor", "table", "kind", "field", "known"), PLACES)
@pytest.mark.usefixtures("agreeing")
def test_a_word_that_the_list_does_not_have(
    vendor: str, table: str, kind: str, field: str, known: str, cli: Cli, control: Control, tmp_path: Path
) -> None:
    cli.do("connect", vendor, "--sandbox", control.url)
    ours = "LEGAL_SERVICES" if field == "industry" else "lost"
    put = ("mapping", vendor, "set", table, kind, field, "--pair")
    told = cli.json(*put, f"WORD={ours}").failed("mapping_pair_unknown")
    assert told["word"] == "WORD"
    assert known in told["options"]
    file = tmp_path / "mapping.json"
    cli.do("mapping", vendor, "export", str(file))
    document = json.loads(file.read_text())
    document["choices"] = {table: {kind: {field: {"pairs": [["WORD", ours]]}}}}
    file.write_text(json.dumps(document))
    refused = cli.json("mapping", vendor, "import", str(file)).failed("mapping_file_wrong")
    assert "mapping_pair_unknown" in refused["faults"]
    cli.do(*put, f"{known}={ours}")
