"""What a person may write: a deal's place, and values that make sense. What an account wrote stays."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import connections, editing, records, undoing
from crmdesk.store.connections import Connection, Route
from tests.store.replica import Replica, phone


def create(replica: Replica, kind: Kind, **values: Value) -> str:
    return replica.write(lambda unit: editing.create(unit, kind, values))[0]


def fields(replica: Replica, record: str) -> dict[str, Value]:
    found = replica.read(lambda connection: records.find(connection, record))
    assert found is not None
    return found.fields


def refusal(replica: Replica, kind: Kind, **values: Value) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        create(replica, kind, **values)
    return caught.value


def account(replica: Replica, name: str = "office", **described: Value) -> str:
    """An account that takes deals and whose deals have a pipeline."""
    id = replica.write(lambda unit: unit.new_id())
    made = Connection(
        id,
        name,
        "hubspot",
        {"id": f"{name}-org", "name": name, "user": None, "currency": "EUR", "granted": []},
        routes=(Route(Kind.DEAL, "deals"),),
        described={"deals": {"dealstage": {"options": {}}, "pipeline": {"options": {}}} | described},
        sending=True,
    )
    replica.write(lambda unit: connections.insert(unit, made))
    return id


class Places:
    """Two pipelines of deals, of two stages each, and one of leads that comes first."""

    def __init__(self, replica: Replica) -> None:
        self.leads = replica.add(Kind.PIPELINE, name="Prospects", of="lead", position=0)
        self.rentals = replica.add(Kind.PIPELINE, name="Locations", of="deal", position=2)
        self.sales = replica.add(Kind.PIPELINE, name="Ventes", of="deal", position=1)
        self.signed = replica.add(Kind.STAGE, name="Signé", pipeline=self.sales, position=2)
        self.visit = replica.add(Kind.STAGE, name="Visite", pipeline=self.sales, position=1)
        self.let = replica.add(Kind.STAGE, name="Loué", pipeline=self.rentals, position=0)


@pytest.fixture
def places(replica: Replica) -> Places:
    return Places(replica)


def place(replica: Replica, deal: str) -> tuple[Value, Value]:
    found = fields(replica, deal)
    return found["pipeline"], found["stage"]


def test_a_new_deal_begins_in_the_first_stage_of_the_default_pipeline(replica: Replica, places: Places) -> None:
    account(replica)
    assert place(replica, create(replica, Kind.DEAL, name="Vente")) == (places.sales, places.visit)


def test_the_default_pipeline_is_one_of_the_account_that_takes_deals(replica: Replica, places: Places) -> None:
    replica.link(places.sales, account(replica, "Zoé"), {}, object_name="pipelines")
    replica.link(places.rentals, account(replica, "Anne"), {}, object_name="pipelines")
    assert place(replica, create(replica, Kind.DEAL, name="Bail")) == (places.rentals, places.let)


def test_what_is_named_is_completed_and_kept(replica: Replica, places: Places) -> None:
    assert place(replica, create(replica, Kind.DEAL, name="A", pipeline=places.rentals)) == (places.rentals, places.let)
    assert place(replica, create(replica, Kind.DEAL, name="B", stage=places.signed)) == (places.sales, places.signed)
    both = create(replica, Kind.DEAL, name="C", pipeline=places.sales, stage=places.signed)
    assert place(replica, both) == (places.sales, places.signed)


def test_a_stage_of_another_pipeline_is_refused_by_name(replica: Replica, places: Places) -> None:
    error = refusal(replica, Kind.DEAL, name="Vente", pipeline=places.sales, stage=places.let)
    assert error.key == "stage_of_another_pipeline"
    assert error.data == {"field": "stage", "value": "Loué", "pipeline": "Ventes"}


def test_a_deal_that_moves_takes_a_stage_of_where_it_goes(replica: Replica, places: Places) -> None:
    deal = create(replica, Kind.DEAL, name="Vente", stage=places.signed)
    replica.edit(deal, pipeline=places.sales)
    assert place(replica, deal) == (places.sales, places.signed)
    change = replica.edit(deal, pipeline=places.rentals)
    assert place(replica, deal) == (places.rentals, places.let)
    replica.write(lambda unit: undoing.undo(unit, change))
    assert place(replica, deal) == (places.sales, places.signed)
    replica.edit(deal, stage=places.let)
    assert place(replica, deal) == (places.rentals, places.let)
    replica.edit(deal, name="Bail")
    assert place(replica, deal) == (places.rentals, places.let)


def test_a_deal_cannot_leave_its_stage_for_none(replica: Replica, places: Places) -> None:
    deal = create(replica, Kind.DEAL, name="Vente")
    with pytest.raises(InvalidInput) as caught:
        replica.edit(deal, stage=None)
    assert (caught.value.key, caught.value.data) == ("value_missing", {"field": "stage"})


def test_before_pipelines_are_known_an_account_that_wants_one_is_named(replica: Replica) -> None:
    deal = create(replica, Kind.DEAL, name="Nobody asks")
    replica.edit(deal, stage=None)
    account(replica)
    error = refusal(replica, Kind.DEAL, name="Vente")
    assert (error.key, error.data) == ("pipelines_unknown", {"field": "pipeline", "account": "office"})


def test_stages_without_a_pipeline_are_a_place(replica: Replica) -> None:
    account(replica)
    replica.add(Kind.STAGE, name="Perdu", position=2)
    first = replica.add(Kind.STAGE, name="Estimation", position=1)
    deal = create(replica, Kind.DEAL, name="Vente")
    assert place(replica, deal) == (None, first)
    with pytest.raises(InvalidInput, match="value_missing"):
        replica.edit(deal, stage=None)


def test_a_pipeline_without_stages_stands_alone(replica: Replica) -> None:
    bare = replica.add(Kind.PIPELINE, name="Ventes")
    assert place(replica, create(replica, Kind.DEAL, name="Vente")) == (bare, None)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"phone": "abc"}, "value_not_phone"),
        ({"phones": phone("06 12 34 56 78", "abc")}, "value_not_phone"),
        ({"status": "perhaps"}, "value_not_an_option"),
        ({"consent_phone": {"state": "given", "channel": "pigeon"}}, "value_not_consent_channel"),
    ],
)
def test_a_value_that_nobody_types_on_purpose_is_refused(replica: Replica, values: dict[str, Value], key: str) -> None:
    assert refusal(replica, Kind.LEAD, last_name="Durand", **values).key == key
    lead = create(replica, Kind.LEAD, last_name="Durand")
    with pytest.raises(InvalidInput) as caught:
        replica.edit(lead, **values)
    assert caught.value.key == key
    assert fields(replica, lead)["last_name"] == "Durand"


def test_what_an_account_wrote_stays_beside_what_is_typed(replica: Replica) -> None:
    lead = replica.add(
        Kind.LEAD,
        last_name="Durand",
        phones=phone("voir notes"),
        status="ATTEMPTED",
        consent_phone={"state": "given", "channel": "Salon"},
    )
    replica.edit(lead, phones=phone("voir notes", "06 12 34 56 78"), status="ATTEMPTED", last_name="Petit")
    replica.edit(lead, consent_phone={"state": "refused", "channel": "Salon"})
    assert [item["value"] for item in fields(replica, lead)["phones"]] == ["voir notes", "+33612345678"]
    other = create(replica, Kind.LEAD, last_name="Le Goff", status="ATTEMPTED")
    assert fields(replica, other)["status"] == "ATTEMPTED"


def test_a_word_that_an_account_has_for_a_status_can_be_typed(replica: Replica) -> None:
    described = {"contacts": {"hs_lead_status": {"options": {"UNQUALIFIED": "Non qualifié"}}}}
    replica.connect("office", described=described)
    lead = create(replica, Kind.LEAD, last_name="Durand", status="UNQUALIFIED")
    assert fields(replica, lead)["status"] == "UNQUALIFIED"
