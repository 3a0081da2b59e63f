"""The card of a record, and what its fields can be set to."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, ConflictKind
from crmdesk.domain.errors import InvalidInput, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import editing, links, open_conflicts, problems
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.problems import Problem
from crmdesk.store.queries import records
from crmdesk.store.queries.rows import Choice, FieldState, RecordCard
from crmdesk.store.unit import Unit
from tests.store.replica import Replica


def _card(replica: Replica, record: str) -> RecordCard:
    card = replica.read(partial(records.card, record=record))
    assert card is not None
    return card


def _contested(record: str, field: str, account: str, link: int, value: Value) -> FoundConflict:
    held = AccountValue(str(link), account, value, value, "2026-11-20T10:00:00.000Z", "Marie")
    return FoundConflict(record, Kind.LEAD, field, ConflictKind.BOTH_CHANGED, "before", (held,))


def _open(unit: Unit, conflict: FoundConflict) -> None:
    open_conflicts.open_or_refresh(unit, [conflict], run=None)


def test_a_card_of_nothing(replica: Replica) -> None:
    assert replica.read(partial(records.card, record="01HNOTHING")) is None
    assert replica.read(partial(records.kind_of, record="01HNOTHING")) is None


def test_a_record_without_account_has_no_states(replica: Replica) -> None:
    card = _card(replica, replica.add(Kind.LEAD, first_name="Zoé", last_name="Petit", city="Nantes"))
    assert (card.name, card.life, card.states, card.links) == ("Zoé Petit", "live", {}, ())
    assert card.fields["city"] == "Nantes"


@pytest.mark.parametrize(("sending", "state"), [(True, FieldState.PENDING), (False, FieldState.HELD)])
def test_an_edit_waits_until_it_is_sent(replica: Replica, sending: bool, state: FieldState) -> None:
    account = replica.connect("HubSpot", sending=sending)
    record = replica.add(Kind.LEAD, last_name="Durand", city="Nantes")
    replica.link(record, account, {"last_name": "Durand", "city": "Nantes", "sector": None})
    assert _card(replica, record).states == {}
    replica.edit(record, city="Rezé")
    assert _card(replica, record).states == {"city": state}
    replica.edit(record, city="Nantes", sector="Nord")
    assert _card(replica, record).states == {"sector": state}


def test_one_account_that_sends_is_enough_to_be_pending(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand")
    for name, sending in (("A", True), ("B", False)):
        replica.link(record, replica.connect(name, sending=sending), {"last_name": "Durand"})
    replica.edit(record, last_name="Dupont")
    assert _card(replica, record).states == {"last_name": FieldState.PENDING}


def test_a_field_that_no_account_knows_is_only_here(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record = replica.add(
        Kind.LEAD, last_name="Durand", sector="Nord", horizon="3_to_6", created_at="2026-01-01T00:00:00Z"
    )
    first = replica.link(record, account, {"last_name": "Durand", "city": None})
    assert _card(replica, record).states == {"sector": FieldState.ONLY_HERE, "horizon": FieldState.ONLY_HERE}
    replica.link(record, account, {"sector": "Nord"}, object_name="leads")
    assert _card(replica, record).states == {"horizon": FieldState.ONLY_HERE}
    replica.write(partial(_set_state, link=first, state=links.GONE))
    assert set(_card(replica, record).states) == {"last_name", "horizon"}


def test_so_is_a_field_of_the_agency_s_own(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand", **{"x.text.cadastre": "AB 12", "x.text.bail": "9 ans"})
    replica.link(record, replica.connect("HubSpot"), {"last_name": "Durand", "x.text.bail": "9 ans"})
    assert _card(replica, record).states == {"x.text.cadastre": FieldState.ONLY_HERE}


def _set_state(unit: Unit, link: int, state: str) -> None:
    held = links.by_id(unit.connection, [link])[link]
    held.state = state
    links.update_many(unit, [held])


def test_a_new_record_waits_with_all_its_values(replica: Replica) -> None:
    replica.connect("HubSpot")
    record, _ = replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Durand", "sector": "Nord"}))
    card = _card(replica, record)
    assert card.states == {"last_name": FieldState.PENDING, "sector": FieldState.PENDING}
    assert [(link.account, link.object, link.remote_id, link.state) for link in card.links] == [
        ("HubSpot", "contacts", None, "new")
    ]


def test_what_asks_most_of_a_person_is_shown(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record = replica.add(Kind.LEAD, last_name="Durand", city="Nantes", source="site")
    link = replica.link(record, account, {"last_name": "Durand", "city": "Nantes", "source": "site"})
    replica.edit(record, last_name="Dupont", city="Rezé", source="pige")
    refused = RecordRefused("value_refused", vendor_words="no such city", remote_field="city")
    replica.write(lambda unit: problems.report(unit, Problem(account, refused, record, Kind.LEAD, "city", "update")))
    replica.write(partial(_open, conflict=_contested(record, "last_name", account, link, "Durant")))
    card = _card(replica, record)
    assert card.states == {
        "last_name": FieldState.CONFLICT,
        "city": FieldState.PROBLEM,
        "source": FieldState.PENDING,
    }
    (problem,) = card.problems
    assert (problem.account, problem.name, problem.field, problem.key) == ("HubSpot", "Dupont", "city", "value_refused")
    assert problem.data == {"vendor_words": "no such city", "remote_field": "city"}


def test_a_conflict_about_existence_has_a_state(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record = replica.add(Kind.LEAD, last_name="Durand")
    link = replica.link(record, account, {"last_name": "Durand"})
    replica.write(partial(_open, conflict=_contested(record, EXISTENCE, account, link, None)))
    assert _card(replica, record).states == {EXISTENCE: FieldState.CONFLICT}


def test_a_deleted_record_still_has_a_card(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    record = replica.add(Kind.LEAD, last_name="Durand")
    replica.link(record, account, {"last_name": "x"})
    replica.write(lambda unit: editing.delete(unit, record))
    card = _card(replica, record)
    assert (card.life, card.states) == ("trash", {})


def test_a_card_names_and_shows_what_belongs_to_it(replica: Replica) -> None:
    owner = replica.add(Kind.USER, name="Jean")
    company = replica.add(Kind.COMPANY, name="Océan")
    lead = replica.add(Kind.LEAD, last_name="Durand", owner=owner, company=company)
    replica.add(Kind.NOTE, body="Ancienne\nnote", about=[lead], created_at="2026-01-01T00:00:00Z")
    call = replica.add(Kind.ACTIVITY, subject="Appel", about=[lead], starts_at="2026-02-01T00:00:00Z")
    deal = replica.add(Kind.DEAL, name="Vente", contacts=[lead], close_date="2026-03-01")
    gone = replica.add(Kind.NOTE, body="Supprimée", about=[lead])
    replica.write(lambda unit: editing.delete(unit, gone))
    replica.link(call, replica.connect("HubSpot"), {"subject": "Appel"}, object_name="calls")
    replica.edit(call, subject="Appel manqué")
    card = _card(replica, lead)
    assert card.names == {owner: "Jean", company: "Océan"}
    assert [(row.kind, row.name, row.pending) for row in card.related] == [
        (Kind.DEAL, "Vente", False),
        (Kind.ACTIVITY, "Appel manqué", True),
        (Kind.NOTE, "Ancienne", False),
        (Kind.COMPANY, "Océan", False),
    ]
    of_deal = _card(replica, deal)
    assert [(row.kind, row.id) for row in of_deal.related] == [(Kind.LEAD, lead)]


def _described(**options: dict[str, str]) -> dict[str, Any]:
    return {
        "contacts": {
            name: {"name": name, "label": name, "type": "enumeration", "writable": True, "options": each}
            for name, each in options.items()
        }
    }


def test_choices_of_an_open_field(replica: Replica) -> None:
    labels = _described(hs_lead_status={"ATTEMPTED": "Tentative", "new": "Nouveau"}, city={"ATTEMPTED": "?"})
    replica.connect("HubSpot", described=labels)
    replica.add_many(Kind.LEAD, [{"status": status} for status in ("new", "ATTEMPTED", "own", "own")])
    choices = replica.read(partial(records.choices, kind=Kind.LEAD, field="status"))
    assert choices[0] == Choice("new", "new")
    assert choices[-2:] == [Choice("ATTEMPTED", "Tentative"), Choice("own", "own")]
    assert len(choices) == 11


def test_choices_of_a_closed_field_are_its_options(replica: Replica) -> None:
    choices = replica.read(partial(records.choices, kind=Kind.LEAD, field="lead_type"))
    assert [choice.value for choice in choices] == ["seller", "buyer", "landlord", "tenant"]


def test_choices_of_a_text_are_the_values_in_use(replica: Replica) -> None:
    replica.add_many(Kind.LEAD, [{"sector": sector} for sector in ("Sud", "Nord", None, "Sud", "Centre")])
    replica.add_many(Kind.LEAD, [{"sector": "Trash"}], life="trash")
    choices = replica.read(partial(records.choices, kind=Kind.LEAD, field="sector"))
    assert [choice.value for choice in choices] == ["Centre", "Nord", "Sud"]
    assert replica.read(partial(records.choices, kind=Kind.LEAD, field="first_name")) == []


def test_choices_of_a_reference_are_records_by_name(replica: Replica) -> None:
    ids = {name: replica.add(Kind.USER, name=name) for name in ("Zoé", "Élodie")}
    choices = replica.read(partial(records.choices, kind=Kind.LEAD, field="owner"))
    assert choices == [Choice(ids["Élodie"], "Élodie"), Choice(ids["Zoé"], "Zoé")]


def test_stages_are_told_in_order_with_their_pipeline(replica: Replica) -> None:
    sales = replica.add(Kind.PIPELINE, name="Vente")
    for position, name in ((2, "Signé"), (1, "Visite")):
        replica.add(Kind.STAGE, name=name, pipeline=sales, position=position)
    labels = [choice.label for choice in replica.read(partial(records.choices, kind=Kind.DEAL, field="stage"))]
    assert labels == ["Visite", "Signé"]
    replica.add(Kind.STAGE, name="Bail", pipeline=replica.add(Kind.PIPELINE, name="Location"), position=1)
    replica.add(Kind.STAGE, name="Perdu")
    labels = [choice.label for choice in replica.read(partial(records.choices, kind=Kind.DEAL, field="stage"))]
    assert labels == ["Perdu", "Location – Bail", "Vente – Visite", "Vente – Signé"]


def test_pipelines_of_one_name_are_told_with_their_account(replica: Replica) -> None:
    for account in ("hubspot", "zoho"):
        id = replica.add(Kind.PIPELINE, name="Ventes", of="deal")
        replica.link(id, replica.connect(account), {}, object_name="pipelines")
        replica.add(Kind.STAGE, name="Visite", pipeline=id, position=1)
    replica.add(Kind.PIPELINE, name="Location")
    prospects = replica.add(Kind.PIPELINE, name="Prospects", of="lead")
    replica.add(Kind.STAGE, name="Nouveau", pipeline=prospects, position=1)
    labels = [choice.label for choice in replica.read(partial(records.choices, kind=Kind.DEAL, field="pipeline"))]
    assert labels == ["Location", "Ventes (hubspot)", "Ventes (zoho)"]
    labels = [choice.label for choice in replica.read(partial(records.choices, kind=Kind.DEAL, field="stage"))]
    assert labels == ["Ventes (hubspot) – Visite", "Ventes (zoho) – Visite"]


def test_choices_of_an_unknown_field(replica: Replica) -> None:
    with pytest.raises(InvalidInput, match="unknown_field"):
        replica.read(partial(records.choices, kind=Kind.LEAD, field="nothing"))


def test_the_kind_of_a_record(replica: Replica) -> None:
    assert replica.read(partial(records.kind_of, record=replica.add(Kind.DEAL, name="Vente"))) is Kind.DEAL
