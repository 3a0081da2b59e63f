"""Creations that are repeated because their answer was lost: the row of the first attempt is found, and left as it is by now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import COMPANIES, CONTACTS, PEOPLE, Subject, Words, needs
from tests.contract.test_contract import done, fetched, make, new_id, raw, spec_of


async def check_what_was_written_since_stays(
    vendor: Subject, what: str, kind: Kind, values: Mapping[str, Any], words: Words
) -> None:
    """``words`` are a colleague's, about the row that was made with ``values``."""
    key = new_id()
    first = done((await make(vendor, what, kind, values, keys=[key]))[0])
    vendor.change(what, first.id, words)
    items = [
        Create(each, kind, raw(vendor, what, kind, values, {}), title="Titre", repeated=True)
        for each in (key, new_id())
    ]
    found, made = [done(outcome) for outcome in await vendor.provider.create(first.object, items)]
    assert (found.id, found.key) == (first.id, key)
    assert made.id != first.id
    assert words.items() <= vendor.truth(what, first.id).items()
    assert found.fields == (await fetched(vendor, what, first.id)).fields


def test_what_a_colleague_wrote_since_stays(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            if spec_of(vendor, PEOPLE).keyed:
                values = {"last_name": "Voss", "city": "Nantes"}
                await check_what_was_written_since_stays(vendor, PEOPLE, Kind.LEAD, values, {"city": "Rezé"})

    run_async(story())


@needs(COMPANIES, CONTACTS)
def test_what_a_colleague_wrote_since_stays_where_the_row_refers_to_another(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            if spec_of(vendor, CONTACTS).keyed:
                company = done((await make(vendor, COMPANIES, Kind.COMPANY, {"name": "Oakline"}))[0])
                values = {"last_name": "Voss", "first_name": "Mara", "company": [[company.object, company.id]]}
                words = {"first_name": "Ines"}
                await check_what_was_written_since_stays(vendor, CONTACTS, Kind.CONTACT, values, words)

    run_async(story())
