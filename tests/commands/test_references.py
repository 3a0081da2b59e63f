"""Records that a field refers to, by name or by id; and where pipelines and stages belong."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest

from crmdesk.commands.assignments import typed_values
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from tests.commands.conftest import Cli
from tests.store.replica import Replica


def owners(cli: Cli) -> dict[str, str]:
    return {row["fields"]["name"]: row["id"] for row in cli.do("records", "user")["records"]}


def test_an_owner_is_given_by_name_or_by_id(connected: Cli) -> None:
    lead = connected.new("lead", "last_name=Kervadec")
    name, id = next(iter(owners(connected).items()))
    for typed in (name, name.upper(), id):
        connected.do("edit", "lead", lead, "owner=")
        connected.do("edit", "lead", lead, f"owner={typed}")
        assert connected.fields("lead", lead)["owner"] == id
        found = connected.do("records", "lead", "--where", f"owner={typed}", "--where", "last_name=Kervadec")
        assert found["total"] == 1
    made = connected.new("lead", "last_name=Le Goff", f"Negotiator={name}")
    assert connected.fields("lead", made)["owner"] == id


def test_a_name_that_nobody_has_is_told_with_those_that_come_near(connected: Cli) -> None:
    lead = connected.new("lead", "last_name=Kervadec")
    name = next(iter(owners(connected)))
    refused = connected.json("edit", "lead", lead, f"owner={name}x")
    assert name in refused.failed("reference_not_found")["closest"]
    assert f"Closest names: {name}" in refused.err
    connected.json("records", "lead", "--where", "owner=Zzz").failed("reference_not_found")


def test_several_records_are_given_by_their_names(connected: Cli) -> None:
    lead = connected.new("lead", "first_name=Maëlle", "last_name=Kervadec")
    company = connected.new("company", "name=Durand, Blin et Cie")
    task = connected.new("activity", "subject=Appeler", 'about=maelle kervadec; "Durand, Blin et Cie"')
    assert sorted(connected.fields("activity", task)["about"]) == sorted([lead, company])
    connected.do("edit", "activity", task, f"about={lead}")
    assert connected.do("records", "activity", "--where", "about=Maëlle Kervadec")["total"] == 1


def test_of_two_people_of_one_name_the_id_is_asked_for(connected: Cli) -> None:
    first, second = (
        connected.new("lead", "last_name=Kervadec", f"email={each}@a.example", f"city={each}") for each in "bc"
    )
    refused = connected.json("new", "note", "body=x", "about=Kervadec")
    data = refused.failed("reference_ambiguous")
    assert sorted(json.loads(data["records"])) == sorted(
        [[first, "b@a.example", "b", "hubspot"], [second, "c@a.example", "c", "hubspot"]]
    )
    assert f"{first} (b@a.example, b, hubspot)" in refused.err
    assert "Give the id" in refused.err


def stages(cli: Cli) -> list[dict[str, str]]:
    rows = cli.do("records", "stage", "--limit", "500")["records"]
    return [{"id": row["id"], **row["fields"]} for row in rows]


def test_stages_and_pipelines_are_listed_with_where_they_belong(connected: Cli) -> None:
    head, *lines = connected("records", "stage", "--limit", "500").out.splitlines()
    assert re.split(r" {2,}", head) == ["id", "name", "pipeline", "accounts"]
    pipelines = {row["id"]: row["fields"]["name"] for row in connected.do("records", "pipeline")["records"]}
    told = {tuple(re.split(r" {2,}", line)) for line in lines[:-1]}
    assert told == {(each["id"], each["name"], pipelines[each["pipeline"]], "hubspot") for each in stages(connected)}
    head, *lines = connected("records", "pipeline").out.splitlines()
    assert re.split(r" {2,}", head) == ["id", "name", "accounts"]
    assert all(line.endswith("hubspot") for line in lines[:-1])
    assert connected("records", "user").out.splitlines()[1].endswith("hubspot")


def test_a_stage_is_given_by_name(connected: Cli) -> None:
    of_deals = connected.do("records", "pipeline", "--where", "of=deal")["records"]
    assert of_deals
    every = [each for each in stages(connected) if each["pipeline"] in {row["id"] for row in of_deals}]
    alone = next(each for each in every if [one["name"] for one in every].count(each["name"]) == 1)
    deal = connected.new("deal", "name=Vente", f"stage={alone['name'].upper()}")
    assert connected.fields("deal", deal)["stage"] == alone["id"]
    assert connected.do("records", "deal", "--where", f"stage={alone['name']}", "--where", "name=Vente")["total"] == 1


def test_only_names_that_the_field_can_refer_to_count_as_near(profile: Path) -> None:
    with Replica(profile) as replica:
        for of, name in (("deal", "Nouveau mandat"), ("lead", "Nouveau")):
            replica.add(Kind.STAGE, name=name, pipeline=replica.add(Kind.PIPELINE, name=of, of=of))
        with pytest.raises(InvalidInput, match="reference_not_found") as caught:
            replica.read(partial(typed_values, kind=Kind.DEAL, assignments=["stage=Nouveau"], present={}))
        assert caught.value.data["closest"] == "Nouveau mandat"


def test_of_stages_of_one_name_that_of_the_deals_pipeline_is_meant(profile: Path) -> None:
    with Replica(profile) as replica:
        made = {}
        for name in ("Ventes", "Locations"):
            pipeline = replica.add(Kind.PIPELINE, name=name, of="deal")
            made[name] = pipeline, replica.add(Kind.STAGE, name="Gagné", pipeline=pipeline)

        def typed(*assignments: str, **present: Value) -> dict[str, Value]:
            return replica.read(partial(typed_values, kind=Kind.DEAL, assignments=assignments, present=present))

        for pipeline, stage in made.values():
            assert typed("stage=gagne", pipeline=pipeline) == {"stage": stage}
        sales, lettings = made["Ventes"], made["Locations"]
        both = {"stage": lettings[1], "pipeline": lettings[0]}
        assert typed("stage=Gagné", "pipeline=locations", pipeline=sales[0]) == both
        with pytest.raises(InvalidInput, match="reference_ambiguous") as caught:
            typed("stage=Gagné")
        assert sorted(json.loads(caught.value.data["records"])) == sorted(
            [[sales[1], "Ventes"], [lettings[1], "Locations"]]
        )
