"""What was typed and not saved is kept, takes the place of what was kept before, and goes with its record."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.domain.unfinished import Unfinished
from crmdesk.store import removal
from crmdesk.store import unfinished as kept
from crmdesk.store.queries.unfinished import unfinished
from tests.store.replica import Replica

LEAD = Unfinished("new lead", None, {"fields": {"last_name": "Roux", "phones": [[True, "06 12", ""]]}})
NOTE = Unfinished("note R1", "R1", {"body": "rappeler\nle soir"})


def test_it_is_given_back_as_it_stood(replica: Replica) -> None:
    replica.write(lambda unit: kept.keep(unit, [LEAD]))
    replica.write(lambda unit: kept.keep(unit, [NOTE]))
    assert replica.read(unfinished) == [LEAD, NOTE]


def test_one_place_to_type_keeps_one_thing(replica: Replica) -> None:
    replica.write(lambda unit: kept.keep(unit, [LEAD, NOTE]))
    later = Unfinished(NOTE.key, "R1", {"body": "rappeler demain"})
    replica.write(lambda unit: kept.keep(unit, [later], over=[LEAD.key]))
    assert replica.read(unfinished) == [later]
    replica.write(lambda unit: kept.forget(unit, [NOTE.key, "what nobody kept"]))
    assert replica.read(unfinished) == []


def test_it_goes_with_the_record_that_it_is_about(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    mine, other = replica.add(Kind.LEAD, last_name="Roux"), replica.add(Kind.LEAD, last_name="Petit")
    replica.link(mine, account, {"last_name": "Roux"})
    of_other = Unfinished("note other", other, {"body": "b"})
    replica.write(lambda unit: kept.keep(unit, [LEAD, Unfinished("note mine", mine, {"body": "a"}), of_other]))
    replica.write(lambda unit: removal.remove_connection(unit, account, keep_data=False))
    assert {each.key for each in replica.read(unfinished)} == {LEAD.key, of_other.key}
