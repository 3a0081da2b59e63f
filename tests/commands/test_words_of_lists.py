"""Two vendors whose lists have words of their own: what says the same is no question, and what has no word is told and paired."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control, Json

NOTARY = 22
"""Pipedrive's option “Services juridiques”."""


@pytest.fixture
def agency(cli: Cli, control: Control, agreeing: None) -> Cli:
    for name in ("hubspot", "pipedrive"):
        cli.do("connect", name, "--sandbox", control.url, "--create-fields")
        cli.do("sync")
    return cli


def company(cli: Cli) -> Json:
    rows = cli.do("records", "company", "--limit", "500")["records"]
    return next(row for row in rows if len({link["connection"] for link in row["links"]}) == 2)


def industry(control: Control, record: Json) -> Any:
    """What Pipedrive holds."""
    (id,) = [link["remote_id"] for link in record["links"] if link["connection"] == "pipedrive"]
    rows = control.done("GET", "/dump?vendor=pipedrive&object=organizations")["records"]
    return next(row["industry"] for row in rows if str(row["id"]) == id)


@pytest.mark.thorough
def test_words_for_the_same_thing_are_no_question(agency: Cli, control: Control) -> None:
    assert agency.do("conflicts")["conflicts"] == []
    record = company(agency)
    agency.do("edit", "company", record["id"], "industry=LEGAL_SERVICES")
    agency.do("sync")
    assert industry(control, record) == NOTARY, "said in Pipedrive's own word"
    agency.do("edit", "company", record["id"], "industry=INSURANCE")
    agency.do("sync")
    assert industry(control, record) == NOTARY, "Pipedrive has no word for it"
    status = agency.do("status")
    assert (status["pending"], status["problems"]) == (0, 0)
    place = ("mapping", "pipedrive", "set", "organizations", "company", "industry")
    agency.do(*place, "--pair", "Finance=INSURANCE")
    agency.do("sync")
    assert industry(control, record) == 24
    assert agency.do("conflicts")["conflicts"] == []
    assert agency.fields("company", record["id"])["industry"] == "INSURANCE"
    assert agency.do("doctor")["ok"]
