"""Looking at an account anew: what a person does to it meanwhile stays done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from crmdesk.domain.errors import WrongAccount
from crmdesk.domain.field_mapping import USUAL, Choice
from crmdesk.domain.kinds import Kind
from crmdesk.domain.signin import LifeStage
from crmdesk.domain.values import instant
from crmdesk.providers.base import Account, MissingProperty, RemoteProperty, Schema
from crmdesk.store import connections, mappings
from crmdesk.sync import describe
from tests.sync.kit import Office

SCHEMA = Schema({"people": {"city": RemoteProperty("city", "Ville", "text")}})


class Answering:
    """An account that answers; ``meanwhile`` happens before its metadata arrive (``base.Setup``)."""

    def __init__(
        self, id: str, meanwhile: Callable[[], object] = lambda: None, *, currency: str = "EUR", assumed: bool = False
    ) -> None:
        self._account = Account(id, "Account", currency=currency, currency_assumed=assumed)
        self._meanwhile = meanwhile
        self.asked = 0

    async def account(self) -> Account:
        return self._account

    async def describe(self) -> Schema:
        self.asked += 1
        self._meanwhile()
        return SCHEMA

    def missing(self, schema: Schema) -> Sequence[MissingProperty]:
        return ()

    def stages(self, schema: Schema) -> Sequence[LifeStage]:
        return ()

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Nothing is missing."""


def described(office: Office, setup: Answering, at: str | None = None) -> Schema:
    return looked_at(office, setup, at)[1]


def looked_at(office: Office, setup: Answering, at: str | None = None) -> tuple[Account, Schema]:
    row = connection(office)
    return office.run(describe.described(office.store, setup, row, at or "2026-11-20T10:00:00.000Z"))


def connection(office: Office) -> connections.Connection:
    return office.read(lambda reader: connections.get(reader, office.ids["a"]))


def test_what_a_person_chooses_while_the_account_answers_stays(office: Office) -> None:
    office.connect()

    def choose() -> None:
        paused = connections.PAUSED
        office.meanwhile(lambda unit: connections.change(unit, office.ids["a"], state=paused, sending=False))

    assert described(office, Answering("a-org", choose)) == SCHEMA
    row = connection(office)
    assert (row.state, row.sending) == (connections.PAUSED, False)
    assert row.described == describe.schema_json(SCHEMA)
    assert row.described_at == "2026-11-20T10:00:00.000Z"


@pytest.mark.parametrize(("later_s", "asked"), [(86_399, 1), (86_400, 2)])
def test_a_description_holds_for_a_day(office: Office, later_s: int, asked: int) -> None:
    office.connect()
    setup = Answering("a-org")
    described(office, setup, instant("2026-11-20T10:00:00Z"))
    hours, rest = divmod(later_s, 3600)
    later = f"2026-11-{20 + (10 + hours) // 24}T{(10 + hours) % 24:02}:{rest // 60:02}:{rest % 60:02}.000Z"
    assert described(office, setup, later) == SCHEMA
    assert setup.asked == asked


def test_options_stay_in_the_accounts_order(office: Office) -> None:
    """Stages of a vendor that has nothing but a list of them, and the labels of which the first makes a client."""
    stages = dict.fromkeys(("Qualification", "Negotiation", "Closed Lost"), "")
    described_so = Schema({"deals": {"Stage": RemoteProperty("Stage", "Étape", "picklist", options=stages)}})

    class Listing(Answering):
        async def describe(self) -> Schema:
            return described_so

    office.connect()
    for _ in range(2):
        held = described(office, Listing("a-org")).objects["deals"]["Stage"]
        assert list(held.options) == list(stages)
    known = connection(office)
    office.meanwhile(lambda unit: connections.update(unit, known))
    assert list(described(office, Listing("a-org")).objects["deals"]["Stage"].options) == list(stages)


def test_another_account_is_not_looked_at(office: Office) -> None:
    office.connect()
    setup = Answering("other")
    with pytest.raises(WrongAccount, match="wrong_account"):
        described(office, setup)
    assert setup.asked == 0
    assert connection(office).described is None


@pytest.mark.parametrize(("assumed", "kept"), [(False, "USD"), (True, "EUR")])
def test_an_account_counts_in_what_it_tells(office: Office, *, assumed: bool, kept: str) -> None:
    """One that no longer tells counts in what it told before; nothing else of it changes."""
    office.connect()
    before = connection(office).account
    account, _ = looked_at(office, Answering("a-org", currency="USD", assumed=assumed))
    assert (account.currency, account.name) == (kept, "a")
    assert describe.account_of(connection(office).account) == account
    assert connection(office).account["id"] == before["id"]


def test_a_pair_of_words_follows_an_option_that_is_called_otherwise(office: Office) -> None:
    """Also one that a person has made while the account answered."""
    wire = office.connect()
    wire.chosen["job_title"] = {"remote": ("title",)}
    office.synced()

    class Listing(Answering):
        label = "Legal"

        async def describe(self) -> Schema:
            self._meanwhile()
            held = RemoteProperty("title", "Title", "enum", options={"7": self.label})
            return Schema({"people": {"title": held}})

    def pair() -> None:
        choice = Choice(pairs=(("Legal", "Notaires"),))
        office.meanwhile(
            lambda unit: mappings.choose(
                unit, office.ids["a"], USUAL.with_choice("people", Kind.LEAD, "job_title", choice)
            )
        )

    described(office, Listing("a-org"))
    later = Listing("a-org", pair)
    later.label = "Juridique"
    described(office, later, "2026-11-22T10:00:00.000Z")
    chosen = describe.settings_of(connection(office)).mapping.of("people", Kind.LEAD)["job_title"]
    assert chosen.pairs == (("Juridique", "Notaires"),)
