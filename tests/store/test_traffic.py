"""What was asked of accounts, in numbers: added up by day and endpoint, kept for a month, gone with the account."""

from __future__ import annotations

from crmdesk.domain.traffic import Figures
from crmdesk.store import removal, traffic
from crmdesk.store.queries import status
from tests.store.replica import Replica

DAY_S = 86_400.0
FEW = {"GET /a/{id}": Figures(calls=2, sent_bytes=1, received_bytes=30, refusals=1, retries=1)}
MANY = {**FEW, "POST /token": Figures(calls=1, sent_bytes=5, refreshes=1)}


def kept(replica: Replica, since: str = "2000-01-01") -> dict[str, dict[str, Figures]]:
    return {
        account: dict(found) for account, found in replica.read(lambda reader: traffic.since(reader, since)).items()
    }


def test_a_day_adds_up(replica: Replica) -> None:
    a, b = replica.connect("a"), replica.connect("b")
    for account, figures in ((a, FEW), (a, MANY), (b, FEW), (b, {})):
        replica.write(lambda unit, account=account, figures=figures: traffic.add(unit, account, figures))  # type: ignore[misc]
    assert kept(replica) == {
        a: {
            "GET /a/{id}": Figures(calls=4, sent_bytes=2, received_bytes=60, refusals=2, retries=2),
            "POST /token": Figures(calls=1, sent_bytes=5, refreshes=1),
        },
        b: FEW,
    }
    assert kept(replica, "9999-01-01") == {}
    assert replica.read(traffic.totals) == {
        a: Figures(calls=5, sent_bytes=7, received_bytes=60, refusals=2, retries=2, refreshes=1),
        b: FEW["GET /a/{id}"],
    }
    rows = {row.id: row.traffic for row in replica.read(status.connections)}
    assert rows[a]["calls"] == 5
    c = replica.connect("c")
    assert {row.id: row.traffic for row in replica.read(status.connections)}[c] == {}


def test_a_month_is_kept(replica: Replica) -> None:
    a = replica.connect("a")
    replica.write(lambda unit: traffic.add(unit, a, FEW))
    replica.clock += 29 * DAY_S
    replica.write(lambda unit: traffic.add(unit, a, MANY))
    assert kept(replica)[a]["GET /a/{id}"].calls == 4
    replica.clock += 3 * DAY_S
    replica.write(lambda unit: traffic.add(unit, a, {}))
    assert kept(replica)[a]["GET /a/{id}"].calls == 2


def test_an_account_takes_its_figures_with_it(replica: Replica) -> None:
    a, b = replica.connect("a"), replica.connect("b")
    for account in (a, b):
        replica.write(lambda unit, account=account: traffic.add(unit, account, FEW))  # type: ignore[misc]
    replica.write(lambda unit: removal.remove_connection(unit, a, keep_data=True))
    assert kept(replica).keys() == {b}
