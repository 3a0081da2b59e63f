"""What a sweep may rely on, whoever the vendor is: the list of all ids."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import aclosing

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Cursor, Feed, Page, Provider, RemoteRecord
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import COMPANIES, CONTACTS, DEALS, PEOPLE, SWEEP, needs
from tests.contract.test_contract import fetched, pulled, rows


def whole_feed(provider: Provider, name: str) -> Feed:
    (found,) = [feed for feed in provider.feeds() if feed.whole and feed.object == name]
    return found


async def swept(provider: Provider, name: str, cursor: Cursor | None = None) -> list[Page]:
    async with aclosing(provider.pull(whole_feed(provider, name), cursor)) as pages:
        return [page async for page in pages]


def listed(pages: Sequence[Page]) -> Mapping[str, str | None]:
    return {id: version for page in pages for id, version in page.listed.items()}


@needs(SWEEP)
def test_every_object_that_is_written_has_one_list_of_all_ids(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            names = [spec.name for spec in vendor.provider.objects() if spec.writable]
            assert sorted(feed.object for feed in vendor.provider.feeds() if feed.whole) == sorted(names)

    run_async(story())


@needs(SWEEP)
def test_all_ids_are_listed_with_what_tells_a_change(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            name = vendor.objects[PEOPLE]
            ids = [vendor.add(PEOPLE, Kind.LEAD, {"first_name": f"N{number}"}) for number in range(5)]
            pages = await swept(vendor.provider, name)
            assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
            assert not any(page.records or page.absences for page in pages)
            assert not pages[-1].cursor
            found, present = listed(pages), await vendor.provider.fetch(name, ids)
            assert found.keys() == set(ids)
            for row in present.values():
                assert isinstance(row, RemoteRecord)
                assert (row.version or "").startswith(found[row.id] or "")

    run_async(story())


@needs(SWEEP, COMPANIES, CONTACTS, DEALS)
def test_whom_a_row_is_tied_to_comes_with_the_changes_or_is_listed(subject: Open, run_async: RunAsync) -> None:
    """Not every vendor gives a row another date when somebody ties it to another one."""

    async def story() -> None:
        async with subject() as vendor:
            company = vendor.add(COMPANIES, Kind.COMPANY, {"name": "Agence"})
            person = vendor.add(CONTACTS, Kind.CONTACT, {"last_name": "Voss"})
            deal = vendor.add(DEALS, Kind.DEAL, {"name": "Maison"})
            for what, id, field, other in (
                (CONTACTS, person, "company", company),
                (DEALS, deal, "company", company),
                (DEALS, deal, "contacts", person),
            ):
                name, before = vendor.objects[what], await fetched(vendor, what, id)
                reached = (await pulled(vendor.provider, name))[-1].cursor
                vendor.link(what, id, field, other)
                now = await fetched(vendor, what, id)
                assert now.fields[field] != before.fields[field]
                came = rows(await pulled(vendor.provider, name, reached)).get(id, before)
                pages = await swept(vendor.provider, name)
                told = {name: raw for page in pages for name, raw in page.unversioned.get(id, {}).items()}
                assert told == {name: now.fields[name] for name in told}
                assert now.fields[field] in (came.fields[field], told.get(field, before.fields[field]))

    run_async(story())


@needs(SWEEP)
def test_a_list_of_ids_goes_on_from_any_page_and_begins_anew_at_its_end(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            name = vendor.objects[PEOPLE]
            ids = {vendor.add(PEOPLE, Kind.LEAD, {"first_name": f"N{number}"}) for number in range(205)}
            pages = await swept(vendor.provider, name)
            assert sum(len(page.listed) for page in pages) == 205
            for reached in range(len(pages)):
                cursor = json.loads(json.dumps(dict(pages[reached].cursor)))
                rest = await swept(vendor.provider, name, cursor)
                assert listed(pages[: reached + 1]).keys() | listed(rest).keys() == ids
            assert listed(await swept(vendor.provider, name, pages[-1].cursor)).keys() == ids

    run_async(story())


@needs(SWEEP)
def test_what_is_deleted_is_listed_no_more(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            name = vendor.objects[PEOPLE]
            gone, kept = (vendor.add(PEOPLE, Kind.LEAD, {"first_name": word}) for word in ("Mara", "Ines"))
            vendor.remove(PEOPLE, gone)
            assert listed(await swept(vendor.provider, name)).keys() == {kept}
            found = await vendor.provider.fetch(name, [gone, kept])
            assert isinstance(found[gone], Absence)
            assert isinstance(found[kept], RemoteRecord)

    run_async(story())
