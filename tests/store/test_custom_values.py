"""Values of custom fields in the store: beside the columns, through edits, undoing and a change of kind."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import orjson
import pytest

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.store import custom_fields, records, undoing
from crmdesk.store.queries import lists
from crmdesk.store.queries.options import own_words
from crmdesk.store.queries.records import choices
from crmdesk.store.queries.rows import Filter, ListQuery, Operator
from crmdesk.store.queries.search import SEARCHED
from crmdesk.store.records import Record
from tests.store.replica import Replica

TERRACE, RATING = "x.decimal.terrasse", "x.choice.dpe"


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    return Replica(tmp_path)


def loaded(replica: Replica, record: str, kind: Kind = Kind.LEAD) -> Record:
    return replica.read(lambda connection: records.load_many(connection, kind, [record]))[record]


def test_a_custom_value_comes_back_and_a_blank_one_is_not_there(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand", **{TERRACE: "12.50", RATING: None})
    held = loaded(replica, record)
    assert held.fields[TERRACE] == "12.5"
    assert RATING not in held.fields
    assert held.kept is None
    assert replica.sql("SELECT custom FROM lead") == [('{"x.decimal.terrasse":"12.5"}',)]


def test_an_edit_is_pending_in_the_history_and_can_be_undone(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand", **{RATING: "C"})
    account = replica.connect("HubSpot")
    replica.link(record, account, {RATING: "C", TERRACE: None})
    change = replica.edit(record, **{TERRACE: "8", RATING: None})
    assert {name: loaded(replica, record).fields.get(name) for name in (TERRACE, RATING)} == {
        TERRACE: "8",
        RATING: None,
    }
    entries = replica.sql("SELECT field, old, new FROM history WHERE field LIKE 'x.%' ORDER BY field")
    assert [(row[0], *(None if part is None else orjson.loads(part) for part in row[1:])) for row in entries] == [
        (RATING, "C", None),
        (TERRACE, None, "8"),
    ]
    assert replica.sql("SELECT dirty FROM link") == [(1,)]
    replica.write(lambda unit: undoing.undo(unit, change))
    assert {name: loaded(replica, record).fields.get(name) for name in (TERRACE, RATING)} == {
        TERRACE: None,
        RATING: "C",
    }
    assert replica.sql("SELECT dirty FROM link") == [(0,)]


def test_a_value_is_checked_by_the_type_that_the_name_carries(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand")
    with pytest.raises(InvalidInput) as refused:
        replica.edit(record, **{TERRACE: "grande"})
    assert refused.value.data["field"] == TERRACE


def test_a_change_of_kind_keeps_custom_values_and_those_without_a_place(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand", sector="Nantes", **{TERRACE: "12"})
    held = loaded(replica, record)
    contact = replica.write(lambda unit: records.convert(unit, held, Kind.CONTACT))
    again = loaded(replica, record, Kind.CONTACT)
    assert (again.fields[TERRACE], again.kept) == ("12", {"sector": "Nantes"})
    assert again == contact
    back = replica.write(lambda unit: records.convert(unit, again, Kind.LEAD))
    assert (back.fields[TERRACE], back.fields["sector"], back.kept) == ("12", "Nantes", None)


def test_how_many_hold_a_custom_value(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    for value in ("1", "2", None):
        replica.link(replica.add(Kind.LEAD, last_name="Durand", **{TERRACE: value}), account, {})
    count = replica.read(lambda connection: records.count_filled(connection, Kind.LEAD, TERRACE, account, "contacts"))
    assert count == 2


@pytest.mark.parametrize("kind", SEARCHED)
def test_search_finds_what_a_custom_field_says(replica: Replica, kind: Kind) -> None:
    record = replica.add(kind, **{"x.text.cadastre": "Kerguélen", "x.tags.atouts": ["Vue mer"], "x.boolean.vu": True})
    assert found(replica, kind, "kerguelen") == found(replica, kind, "mer vue") == [record]
    assert found(replica, kind, "cadastre") == found(replica, kind, "true") == []
    replica.edit(record, **{"x.text.cadastre": "Douarnenez"})
    assert found(replica, kind, "kerguelen") == []
    assert found(replica, kind, "douarn") == [record]


def found(replica: Replica, kind: Kind, typed: str) -> list[str]:
    """The records of a kind that a typed text finds."""
    return [row.id for row in replica.read(partial(lists.page, query=ListQuery(kind, typed)))]


def test_what_a_field_of_several_values_can_be_asked_about(replica: Replica) -> None:
    parts = CustomField(Kind.LEAD, "x.tags.annexes", "Annexes", {"pool": "Piscine", "cellar": "Cave"})
    replica.write(lambda unit: custom_fields.put(unit, parts))
    both = replica.add(Kind.LEAD, last_name="Durand", **{parts.name: ["pool", "attic"]})
    replica.add(Kind.LEAD, last_name="Petit", **{parts.name: ["cellar"]})
    replica.add(Kind.LEAD, last_name="Riou")
    asked = partial(choices, kind=Kind.LEAD, field=parts.name)
    assert {each.value: each.label for each in replica.read(asked)} == {**parts.options, "attic": "attic"}
    found = Filter(parts.name, Operator.ANY_OF, ["attic", "garage"])
    query = ListQuery(Kind.LEAD, filters=(found,))
    assert [row.id for row in replica.read(partial(lists.page, query=query))] == [both]
    assert replica.read(partial(lists.count, query=query)) == 1


def test_the_words_of_an_agency_and_of_its_accounts(replica: Replica) -> None:
    field = CustomField(Kind.LEAD, RATING, "DPE", {"A_B": "A ou B"})
    replica.write(lambda unit: custom_fields.put(unit, field))
    status = {"label": "Lead status", "type": "enumeration", "options": {"OPEN_DEAL": "Affaire ouverte"}}
    replica.connect("HubSpot", described={"contacts": {"hs_lead_status": status}})
    found = replica.read(own_words)
    assert (list(found.custom), found.options["status"]) == ([field], {"OPEN_DEAL": "Affaire ouverte"})


def test_the_fields_are_in_the_order_of_the_alphabet_whatever_accents_they_have(replica: Replica) -> None:
    for label in ("Visites", "équipements", "Honoraires", "Étage", "DPE"):
        made = CustomField(Kind.LEAD, f"x.text.{label.casefold()}", label)
        replica.write(partial(custom_fields.put, field=made))
    found = replica.read(custom_fields.all_of)
    assert [each.label for each in found] == ["DPE", "équipements", "Étage", "Honoraires", "Visites"]
