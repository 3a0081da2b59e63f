"""The rating of a lead lives in a row of its own at some vendors: it is made when somebody gives one."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli, Prepared
from tests.sampling import sample
from tests.sandbox.raw import Control


@pytest.mark.parametrize("vendor", sample(["hubspot", "pipedrive"], "pipedrive"))
def test_a_rating_makes_the_lead_row_of_a_person_and_is_changed_there(
    cli: Cli, control: Control, prepared: Prepared, vendor: str
) -> None:
    prepared.bring(cli, f"connect {vendor} --token", "sync")
    before = {row["id"] for row in control.done("GET", f"/dump?vendor={vendor}&object=leads")["records"]}
    lead = cli.new("lead", "first_name=Zoé", "last_name=Trial", "email=zoe@trial.example", "rating=hot")
    (run,) = cli.do("sync")["runs"]
    assert (run["pushed"], run["problems"]) == (2, 0)
    (made,) = [
        r for r in control.done("GET", f"/dump?vendor={vendor}&object=leads")["records"] if r["id"] not in before
    ]
    hot = str(made)
    cli.do("edit", "lead", lead, "rating=cold")
    (run,) = cli.do("sync")["runs"]
    assert (run["pushed"], run["problems"], run["conflicts_opened"]) == (1, 0, 0)
    (made,) = [
        r for r in control.done("GET", f"/dump?vendor={vendor}&object=leads")["records"] if r["id"] not in before
    ]
    assert str(made) != hot
    assert cli.fields("lead", lead)["rating"] == "cold"
    assert cli.do("sync")["runs"][0]["pushed"] == 0
    assert cli.do("doctor")["ok"]
