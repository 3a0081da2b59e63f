"""The contract of ``versions``: what fields held, of vendors that keep that."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.providers.histories import Version
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import DEALS, HISTORIES, PEOPLE, Subject, needs
from tests.contract.test_contract import change, fetched


async def overwritten(vendor: Subject) -> tuple[str, RemoteRecord]:
    """Nantes was read, then a colleague wrote Rennes, then we wrote Laval: (id, the row as it was read)."""
    id = vendor.add(PEOPLE, Kind.LEAD, {"first_name": "Mara", "last_name": "Voss", "city": "Nantes"})
    read = await fetched(vendor, PEOPLE, id)
    vendor.change(PEOPLE, id, {"city": "Rennes"})
    await change(vendor, PEOPLE, read, {"city": "Laval"})
    return id, read


@needs(HISTORIES)
def test_versions_are_told_newest_first(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            id, _ = await overwritten(vendor)
            wanted = {id: ["city", "first_name"]}
            assert vendor.provider.capabilities.histories > 0
            told = await vendor.provider.versions(vendor.objects[PEOPLE], wanted, named=True)
            versions = told[id, "city"]
            assert [each.raw for each in versions[:3]] == ["Laval", "Rennes", "Nantes"]
            assert (versions[0].ours, versions[1].ours) == (True, False)
            assert versions[1].by == vendor.me
            assert [each.at for each in versions[:3]] == sorted((str(each.at) for each in versions[:3]), reverse=True)
            assert (versions[1].at or "") > "2026"

    run_async(story())


@needs(HISTORIES)
def test_the_newest_version_is_what_the_row_holds(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            id, read = await overwritten(vendor)
            row = await fetched(vendor, PEOPLE, id)
            told = await vendor.provider.versions(vendor.objects[PEOPLE], {id: sorted(read.fields)})
            newest: dict[str, Sequence[Version]] = {field: found for (_, field), found in told.items()}
            assert "city" in newest
            for field, found in newest.items():
                assert found[0].raw == row.fields[field], field

    run_async(story())


@needs(HISTORIES)
def test_a_deal_is_told_as_its_row_has_it(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            id = vendor.add(DEALS, Kind.DEAL, {"name": "Vente Voss"})
            read = await fetched(vendor, DEALS, id)
            await change(vendor, DEALS, read, {"name": "Vente Voss (exclusif)"})
            wanted = {id: sorted(read.fields)}
            row = await fetched(vendor, DEALS, id)
            told = await vendor.provider.versions(vendor.objects[DEALS], wanted)
            assert told[id, "name"][0].raw == "Vente Voss (exclusif)"
            assert all(found[0].raw == row.fields[field] for (_, field), found in told.items())

    run_async(story())


@needs(HISTORIES)
def test_what_is_not_there_has_no_versions(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            assert (await vendor.provider.versions(vendor.objects[PEOPLE], {"424242": ["city"]})) == {}
            assert (await vendor.provider.versions(vendor.objects[PEOPLE], {})) == {}

    run_async(story())
