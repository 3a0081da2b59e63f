"""An account that is forgotten with its records leaves nothing of them behind."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, UNLINK, Keep
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, removal
from crmdesk.store.queries.leaving import Leaving, leaving
from crmdesk.sync.run import KEPT_DAYS
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import known


def test_no_table_holds_what_was_known_of_a_forgotten_record(office: Office) -> None:
    wire = office.connect()
    id = wire.account.edit(PEOPLE, None, {"last_name": "Kerguelen", "city": "Lyon"}, kind=Kind.LEAD)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    wire.account.edit(PEOPLE, id, {"city": "Rennes"})
    office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    office.edit(record, city="Vannes")
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    office.synced()
    assert office.conflict(record).field == "city"
    office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=False))
    assert not left_of(office, record, "Kerguelen", "Lyon", "Nantes", "Rennes", "Vannes", "Brest")


def left_of(office: Office, *personal: str) -> set[tuple[str, str]]:
    """Which tables hold any of these words."""
    tables = [
        row.name for row in office.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts5%'")
    ]
    held = {table: str(office.sql(f'SELECT * FROM "{table}"')) for table in tables if "_fts" not in table}  # noqa: S608
    return {(table, word) for table, text in held.items() for word in personal if word in text}


def test_who_is_gone_in_another_account_lives_in_no_other(office: Office) -> None:
    """They were counted among those who stay, and stayed for good."""
    office.connect("a")
    other = office.connect("b")
    record = office.new(last_name="Kerguelen", city="Lyon")
    office.settle()
    other.account.delete(PEOPLE, *other.account.there())
    office.settle()
    assert office.read(lambda reader: leaving(reader, office.ids["a"])) == Leaving(alone=1, shared=0)
    office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=False))
    assert not left_of(office, record, "Kerguelen", "Lyon")
    office.synced("b")


@pytest.mark.parametrize("how", ["the account keeps", "an answer", "an answer, and deleted here"])
def test_who_was_kept_here_although_the_account_deleted_them_stays(office: Office, how: str) -> None:
    """Nobody could give them back."""
    wire = office.connect()
    record, id = known(office, wire)
    if how == "the account keeps":
        office.write(lambda unit: connections.choose_deletions(unit, office.ids["a"], Deletions.KEEP))
    else:
        office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, id)
    office.synced()
    if how != "the account keeps":
        office.resolve(office.conflicts(record)[EXISTENCE], Keep.OTHER, UNLINK)
    stays = how != "an answer, and deleted here"
    if not stays:
        office.delete(record)
    assert office.read(lambda reader: leaving(reader, office.ids["a"])) == Leaving(alone=0 if stays else 1, shared=0)
    office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=False))
    assert bool(left_of(office, record)) is stays


def test_a_send_that_came_to_its_end_is_kept_for_a_while_and_its_history_for_good(office: Office) -> None:
    wire = office.connect()
    id = wire.account.edit(PEOPLE, None, {"last_name": "Kerguelen", "city": "Lyon"}, kind=Kind.LEAD)
    office.synced()
    record = office.record_of(id)
    office.edit(record, city="Nantes")
    office.synced()
    office.clock.tick((KEPT_DAYS - 1) * 86_400)
    office.synced()
    assert [row.state for row in office.sql("SELECT state FROM intent")] == ["done"]
    office.clock.tick(2 * 86_400)
    office.synced()
    assert not office.sql("SELECT 1 FROM intent")
    assert office.history(record, "city") == [("user", '"Lyon"', '"Nantes"')]
