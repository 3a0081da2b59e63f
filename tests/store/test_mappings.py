"""Field mappings and custom fields in the store."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.field_mapping import USUAL, Choice, Direction, FieldMapping, mapping_json, mapping_of
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, custom_fields, mappings, removal
from tests.store.replica import Replica

TERRACE = "x.decimal.terrasse"
CHOSEN = FieldMapping(
    {
        "contacts": {
            Kind.LEAD: {
                TERRACE: Choice("terrace_m2"),
                "source": Choice(direction=Direction.IN, pairs=(("WEB", "site"),), keep_blank=True),
            }
        }
    }
)


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    return Replica(tmp_path)


def test_a_mapping_comes_back_as_it_was() -> None:
    assert mapping_of(mapping_json(CHOSEN)) == CHOSEN
    assert mapping_json(USUAL) == {}


def test_a_choice_that_changes_nothing_is_none() -> None:
    plain = CHOSEN.with_choice("contacts", Kind.LEAD, "source", Choice())
    assert list(plain.of("contacts", Kind.LEAD)) == [TERRACE]
    assert mapping_json(plain.with_choice("contacts", Kind.LEAD, TERRACE, Choice())) == {}


def test_versions_stay_and_the_newest_counts(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    (usual,) = replica.read(lambda connection: mappings.versions(connection, account))
    assert (usual.number, usual.mapping) == (0, USUAL)
    assert replica.write(lambda unit: mappings.choose(unit, account, CHOSEN)) == 1
    assert replica.write(lambda unit: mappings.choose(unit, account, CHOSEN)) == 1
    held = replica.read(lambda connection: connections.get(connection, account))
    assert held.mapping == mapping_json(CHOSEN)
    for number, next_one in [(0, 2), (1, 3)]:
        earlier = replica.read(partial(mappings.numbered, account=account, number=number))
        assert replica.write(partial(mappings.choose, account=account, mapping=earlier)) == next_one
    found = replica.read(lambda connection: mappings.versions(connection, account))
    assert [(each.number, each.mapping == CHOSEN) for each in found] == [(3, True), (2, False), (1, True), (0, False)]
    with pytest.raises(InvalidInput) as refused:
        replica.read(lambda connection: mappings.numbered(connection, account, 9))
    assert refused.value.data["versions"] == "0, 1, 2, 3"


def test_an_account_that_is_forgotten_takes_its_mapping_with_it(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    replica.write(lambda unit: mappings.choose(unit, account, CHOSEN))
    replica.write(lambda unit: removal.remove_connection(unit, account, keep_data=True))
    assert replica.sql("SELECT count(*) FROM mapping") == [(0,)]


def test_custom_fields_by_label(replica: Replica) -> None:
    terrace = CustomField(Kind.LEAD, TERRACE, "Terrasse")
    rating = CustomField(Kind.LEAD, "x.choice.dpe", "DPE", {"a": "A", "b": "B"})
    for each in (terrace, rating, CustomField(Kind.DEAL, "x.text.ref", "Référence")):
        replica.write(lambda unit, each=each: custom_fields.put(unit, each))  # type: ignore[misc]
    assert replica.read(lambda connection: custom_fields.all_of(connection, Kind.LEAD)) == [rating, terrace]
    replica.write(lambda unit: custom_fields.put(unit, CustomField(Kind.LEAD, TERRACE, "Surface de la terrasse")))
    found = replica.read(custom_fields.all_of)
    assert [each.label for each in found] == ["Référence", "DPE", "Surface de la terrasse"]
