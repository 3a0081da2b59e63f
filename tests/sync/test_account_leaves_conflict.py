"""An account that comes to agree while a person decides: what they chose of it is no longer there to be chosen."""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import InvalidInput
from tests.sync.kit import PEOPLE, Office


def test_the_value_of_an_account_that_left_the_conflict_cannot_be_chosen(office: Office) -> None:
    first, second = office.connect("a"), office.connect("b")
    record = office.new(last_name="Martin", city="Lille")
    office.settle()
    there, elsewhere = (office.link(record, name=name).remote_id or "" for name in ("a", "b"))
    first.account.edit(PEOPLE, there, {"city": "Lens"})
    second.account.edit(PEOPLE, elsewhere, {"city": "Arras"})
    office.edit(record, city="Douai")
    office.settle()
    shown = office.conflict(record)
    link = next(account.link for account in shown.accounts if account.value == "Arras")
    # The window still shows Arras when that account comes round.
    second.account.edit(PEOPLE, elsewhere, {"city": "Douai"})
    office.settle()
    (left,) = office.conflict(record).accounts
    assert (office.conflict(record).id, left.value) == (shown.id, "Lens")
    with pytest.raises(InvalidInput):
        office.resolve(shown, Keep.ACCOUNT, link=link)
    assert office.value(record, "city") == "Douai"
    assert office.conflict(record).accounts == (left,), "it is still asked"
    office.resolve(office.conflict(record), Keep.ACCOUNT, link=left.link)
    office.settle()
    assert {first.account.value(there, "city"), second.account.value(elsewhere, "city")} == {"Lens"}
