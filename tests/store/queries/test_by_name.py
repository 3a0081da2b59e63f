"""Records by the names that people call them by."""

from __future__ import annotations

from functools import partial

import pytest

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.by_name import Named, named, names_like
from tests.store.replica import Replica


def found(replica: Replica, kind: Kind, field: str, text: str) -> list[Named]:
    return replica.read(partial(named, kind=kind, spec=CATALOGUE[kind][field], text=text))


def like(replica: Replica, kind: Kind, field: str, text: str) -> list[str]:
    return replica.read(partial(names_like, kind=kind, spec=CATALOGUE[kind][field], text=text))


@pytest.mark.parametrize("text", ["Élodie Le Goff", "elodie le goff", "  ÉLODIE  LE GOFF "])
def test_case_and_accents_and_spaces_do_not_count(replica: Replica, text: str) -> None:
    user = replica.add(Kind.USER, name="Élodie Le Goff")
    replica.add(Kind.USER, name="Élodie Le Goffic")
    assert [each.id for each in found(replica, Kind.LEAD, "owner", text)] == [user]


@pytest.mark.parametrize(
    "text", ["Mme Maëlle Le Goff", "maelle le goff", "Le Goff Maëlle", "MME MAELLE LE GOFF", "madame maëlle le goff"]
)
def test_people_are_found_with_their_names_in_either_order(replica: Replica, text: str) -> None:
    lead = replica.add(Kind.LEAD, salutation="Mme", first_name="Maëlle", last_name="Le Goff", city="Vannes")
    replica.add(Kind.CONTACT, first_name="Goff", last_name="Maëlle Le Roux")
    wanted = [lead] if "madame" not in text else []
    assert [each.id for each in found(replica, Kind.DEAL, "contacts", text)] == wanted


def test_a_nameless_person_is_found_by_the_address_that_stands_for_the_name(replica: Replica) -> None:
    emails = [{"value": "k@a.example", "label": None, "primary": True}]
    contact = replica.add(Kind.CONTACT, emails=emails)
    replica.add(Kind.CONTACT, last_name="Kerr", emails=emails)
    assert [each.id for each in found(replica, Kind.NOTE, "about", "K@A.example")] == [contact]


def test_stages_of_one_name_are_told_with_their_pipeline_and_account(replica: Replica) -> None:
    made = {}
    for account in ("hubspot", "zoho"):
        connection = replica.connect(account)
        pipeline = replica.add(Kind.PIPELINE, name="Ventes", of="deal")
        made[account] = replica.add(Kind.STAGE, name="Gagné", pipeline=pipeline, position=1)
        for id in (pipeline, made[account]):
            replica.link(id, connection, {}, object_name="pipelines")
    prospects = replica.add(Kind.PIPELINE, name="Prospects", of="lead")
    replica.add(Kind.STAGE, name="Gagné", pipeline=prospects)
    told = {each.id: each.about for each in found(replica, Kind.DEAL, "stage", "gagne")}
    assert told == {made["hubspot"]: ("Ventes", "hubspot"), made["zoho"]: ("Ventes", "zoho")}
    assert found(replica, Kind.DEAL, "pipeline", "Prospects") == []


def test_what_is_in_the_trash_is_not_meant(replica: Replica) -> None:
    replica.add_many(Kind.COMPANY, [{"name": "Foncia"}], life="trash")
    assert found(replica, Kind.LEAD, "company", "Foncia") == []
    assert found(replica, Kind.LEAD, "company", "…") == []


def test_names_that_are_written_much_like_it(replica: Replica) -> None:
    for name in ("Visite prévue", "Visite faite", "Perdu"):
        replica.add(Kind.STAGE, name=name)
    assert like(replica, Kind.DEAL, "stage", "Visite prévu")[0] == "Visite prévue"
    assert like(replica, Kind.DEAL, "stage", "zzz") == []
    replica.add(Kind.COMPANY, name="Agence du Port")
    replica.add(Kind.COMPANY, name="Menuiserie Blin")
    assert like(replica, Kind.LEAD, "company", "Agence du Pont") == ["Agence du Port"]
