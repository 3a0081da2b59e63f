"""What the engine may rely on, whoever the vendor is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from typing import Any

from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    Create,
    Cursor,
    Done,
    Feed,
    Gone,
    Needle,
    ObjectSpec,
    Outcome,
    Page,
    Provider,
    Raw,
    Refused,
    RemoteRecord,
    Update,
)
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import (
    AUTHORS,
    COMPANIES,
    CONTACTS,
    DEALS,
    MERGES,
    NOTES,
    PEOPLE,
    Subject,
    needs,
)


class Ids:
    """Record ids of a test."""

    def __init__(self) -> None:
        from random import Random

        self._random = Random(7)

    def __call__(self) -> str:
        return new_ulid(1_795_000_000_000, self._random)


new_id = Ids()


def feed_of(provider: Provider, name: str) -> Feed:
    """The feed of an object's changes: the first one that brings rows."""
    return next(feed for feed in provider.feeds() if feed.object == name and not feed.whole)


async def pulled(provider: Provider, name: str, cursor: Cursor | None = None) -> list[Page]:
    async with aclosing(provider.pull(feed_of(provider, name), cursor)) as pages:
        return [page async for page in pages]


def rows(pages: Sequence[Page]) -> dict[str, RemoteRecord]:
    return {record.id: record for page in pages for record in page.records}


def spec_of(subject: Subject, what: str) -> ObjectSpec:
    return next(spec for spec in subject.provider.objects() if spec.name == subject.objects[what])


def raw(subject: Subject, what: str, kind: Kind, values: Mapping[str, Any], now: Mapping[str, Raw]) -> dict[str, Raw]:
    """Canonical values in the vendor's form, as the engine writes them; references are pairs already."""
    rules = spec_of(subject, what).rules(kind)
    return {name: rules[name].codec.encode(value, now.get(name)) for name, value in values.items()}


async def make(
    subject: Subject, what: str, kind: Kind, *records: Mapping[str, Any], keys: Sequence[str] = ()
) -> Sequence[Outcome]:
    items = [
        Create(keys[number] if keys else new_id(), kind, raw(subject, what, kind, values, {}), title="Titre")
        for number, values in enumerate(records)
    ]
    return await subject.provider.create(subject.objects[what], items)


def done(outcome: Outcome) -> RemoteRecord:
    assert isinstance(outcome, Done), outcome
    assert outcome.record is not None
    return outcome.record


async def change(subject: Subject, what: str, record: RemoteRecord, values: Mapping[str, Any]) -> RemoteRecord:
    fields = raw(subject, what, record.kind, values, record.fields)
    expected = {name: record.fields[name] for name in fields}
    item = Update(record.id, record.kind, fields, expected, record.version)
    return done((await subject.provider.update(subject.objects[what], [item]))[0])


async def fetched(subject: Subject, what: str, id: str) -> RemoteRecord:
    found = (await subject.provider.fetch(subject.objects[what], [id]))[id]
    assert isinstance(found, RemoteRecord), found
    return found


def address(value: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": None, "primary": True}]


def test_objects_come_in_an_order_in_which_one_may_refer_to_another(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            names = [spec.name for spec in vendor.provider.objects()]
            order = [
                names.index(vendor.objects[what])
                for what in (COMPANIES, PEOPLE, DEALS, NOTES)
                if what in vendor.objects
            ]
            assert order == sorted(order)
            assert {feed.object for feed in vendor.provider.feeds()} == set(names)
            assert all(spec.writable or not spec.creates for spec in vendor.provider.objects())

    run_async(story())


def test_a_first_pull_gives_every_row_once_with_every_field(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            ids = {vendor.add(PEOPLE, Kind.LEAD, {"first_name": f"N{number}"}) for number in range(205)}
            pages = await pulled(vendor.provider, vendor.objects[PEOPLE])
            assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
            assert len(pages) > 2
            assert sum(len(page.records) for page in pages) == 205
            assert rows(pages).keys() == ids
            spec = next(spec for spec in vendor.provider.objects() if spec.name == vendor.objects[PEOPLE])
            for record in rows(pages).values():
                assert record.fields.keys() == spec.rules(Kind.LEAD).keys()
                assert record.kind is Kind.LEAD
                assert all(rule.codec.canon(record.fields[name]) == record.fields[name]
                           for name, rule in spec.rules(Kind.LEAD).items())  # fmt: skip

    run_async(story())


def test_a_pull_goes_on_from_any_page(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            ids = {vendor.add(PEOPLE, Kind.LEAD, {"first_name": f"N{number}"}) for number in range(205)}
            pages = await pulled(vendor.provider, vendor.objects[PEOPLE])
            for reached in range(len(pages)):
                cursor = json.loads(json.dumps(dict(pages[reached].cursor)))
                rest = await pulled(vendor.provider, vendor.objects[PEOPLE], cursor)
                assert rows(pages[: reached + 1]).keys() | rows(rest).keys() == ids

    run_async(story())


def test_a_pull_that_is_left_early_leaves_nothing_running(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            for number in range(150):
                vendor.add(PEOPLE, Kind.LEAD, {"first_name": f"N{number}"})
            name = vendor.objects[PEOPLE]
            async with aclosing(vendor.provider.pull(feed_of(vendor.provider, name), None)) as pages:
                assert not (await anext(pages)).last

    run_async(story())


def test_a_colleagues_edit_and_a_new_row_arrive(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            id = vendor.add(PEOPLE, Kind.LEAD, {"first_name": "Mara", "last_name": "Voss"})
            name = vendor.objects[PEOPLE]
            before = await pulled(vendor.provider, name)
            vendor.change(PEOPLE, id, {"last_name": "Kerbrat"})
            other, kind = (CONTACTS, Kind.CONTACT) if CONTACTS in vendor.objects else (PEOPLE, Kind.LEAD)
            new = vendor.add(other, kind, {"first_name": "Ines"})
            after = rows(await pulled(vendor.provider, name, before[-1].cursor))
            if vendor.objects[other] != name:
                after |= rows(await pulled(vendor.provider, vendor.objects[other]))
            assert after[id].fields["last_name"] == "Kerbrat"
            assert after[new].kind is kind
            old = rows(before)[id]
            assert {field for field in old.fields if old.fields[field] != after[id].fields[field]} == {"last_name"}
            assert after[id].version != old.version
            # Where a vendor does not tell when, that is how it is said.
            untimed = getattr(vendor, "untimed", False)
            assert after[id].modified_at is None if untimed else (after[id].modified_at or "") > "2026-11"

    run_async(story())


def test_without_changes_nothing_new_is_read(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            vendor.add(PEOPLE, Kind.LEAD, {"first_name": "Mara"})
            cursor: Cursor | None = None
            first: dict[str, RemoteRecord] = {}
            for feed in vendor.provider.feeds():
                async with aclosing(vendor.provider.pull(feed, None)) as pages:
                    async for page in pages:
                        people = [record for record in page.records if record.object == vendor.objects[PEOPLE]]
                        first |= {record.id: record for record in people}
                        cursor = page.cursor
                async with aclosing(vendor.provider.pull(feed, cursor)) as pages:
                    again = [page async for page in pages]
                assert again[-1].last
                assert not [absence for page in again for absence in page.absences]
                for record in rows(again).values():
                    assert first.get(record.id, record) == record

    run_async(story())


def test_rows_are_made_and_answer_in_their_order(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            keys = [new_id() for _ in range(5)]
            people = [{"first_name": f"N{number}", "emails": address(f"n{number}@oakline.fr")} for number in range(5)]
            made = [done(outcome) for outcome in await make(vendor, PEOPLE, Kind.LEAD, *people, keys=keys)]
            assert [record.fields["first_name"] for record in made] == [f"N{number}" for number in range(5)]
            assert [record.key for record in made] == keys
            truth = [vendor.truth(PEOPLE, record.id) for record in made]
            assert [row["email"] for row in truth] == [f"n{number}@oakline.fr" for number in range(5)]
            for record in made:
                now = await fetched(vendor, PEOPLE, record.id)
                assert now.kind is Kind.LEAD
                assert {name: now.fields[name] for name in record.fields} == record.fields
                assert now.key == record.key

    run_async(story())


async def check_making_twice(vendor: Subject, what: str, kind: Kind, values: Mapping[str, Any]) -> None:
    key, count, keyed = new_id(), vendor.count(what), spec_of(vendor, what).keyed
    first = done((await make(vendor, what, kind, values, keys=[key]))[0])
    again = done((await make(vendor, what, kind, values, keys=[key]))[0])
    assert (again.id == first.id) is keyed
    assert vendor.count(what) == count + (1 if keyed else 2)


def test_making_twice_with_one_key_makes_one_row(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            values = {"first_name": "Mara", "emails": address("mara@oakline.fr")}
            await check_making_twice(vendor, PEOPLE, Kind.LEAD, values)

    run_async(story())


@needs(COMPANIES, CONTACTS, NOTES)
def test_making_twice_with_one_key_makes_one_row_that_refers_to_another(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            company = done((await make(vendor, COMPANIES, Kind.COMPANY, {"name": "Oakline"}))[0])
            about = [[company.object, company.id]]
            values = {"first_name": "Ines", "emails": address("ines@oakline.fr"), "company": about}
            await check_making_twice(vendor, CONTACTS, Kind.CONTACT, values)
            await check_making_twice(vendor, NOTES, Kind.NOTE, {"body": "Rappeler\nle soir", "about": about})

    run_async(story())


@needs(CONTACTS, COMPANIES, DEALS)
def test_references_go_both_ways(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            one, two = [
                done(outcome)
                for outcome in await make(vendor, COMPANIES, Kind.COMPANY, {"name": "Oakline"}, {"name": "Northbeam"})
            ]
            person = done(
                (await make(vendor, CONTACTS, Kind.CONTACT, {"first_name": "Mara", "company": [[one.object, one.id]]}))[
                    0
                ]
            )
            assert person.fields["company"] == [[one.object, one.id]]
            other = done((await make(vendor, CONTACTS, Kind.CONTACT, {"first_name": "Ines"}))[0])
            now = await fetched(vendor, CONTACTS, person.id)
            assert now.fields["company"] == [[one.object, one.id]]
            await change(vendor, CONTACTS, now, {"company": [[two.object, two.id]]})
            now = await fetched(vendor, CONTACTS, person.id)
            assert now.fields["company"] == [[two.object, two.id]]
            await change(vendor, CONTACTS, now, {"company": None})
            assert (await fetched(vendor, CONTACTS, person.id)).fields["company"] is None

            deal = vendor.add(DEALS, Kind.DEAL, {"name": "Maison"})
            vendor.link(DEALS, deal, "contacts", person.id)
            vendor.link(DEALS, deal, "company", one.id)
            row = rows(await pulled(vendor.provider, vendor.objects[DEALS]))[deal]
            assert row.fields["contacts"] == [[person.object, person.id]]
            assert row.fields["company"] == [[one.object, one.id]]
            both = sorted([person.object, id] for id in (person.id, other.id))
            written = await change(vendor, DEALS, row, {"contacts": both, "company": [[two.object, two.id]]})
            # Where a deal has one person only, it keeps the one it has.
            held = [[person.object, person.id]] if getattr(vendor, "single_contact", False) else both
            assert written.fields["contacts"] == held
            row = await fetched(vendor, DEALS, deal)
            assert (row.fields["contacts"], row.fields["company"]) == (held, [[two.object, two.id]])
            await change(vendor, DEALS, row, {"contacts": [[other.object, other.id]]})
            assert (await fetched(vendor, DEALS, deal)).fields["contacts"] == [[other.object, other.id]]

    run_async(story())


def test_only_changed_fields_are_written(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            words = {"first_name": "Mara", "last_name": "Voss", "city": "Nantes"}
            record = await fetched(vendor, PEOPLE, vendor.add(PEOPLE, Kind.LEAD, words))
            if not vendor.provider.capabilities.guarded:
                vendor.change(PEOPLE, record.id, {"last_name": "Kerbrat"})
            written = await change(vendor, PEOPLE, record, {"city": "Rezé"})
            assert written.fields["city"] == "Rezé"
            guarded = vendor.provider.capabilities.guarded
            expected = words | {"city": "Rezé", "last_name": "Voss" if guarded else "Kerbrat"}
            assert vendor.truth(PEOPLE, record.id) == expected
            assert (await fetched(vendor, PEOPLE, record.id)).version == written.version

    run_async(story())


def test_a_guarded_vendor_does_not_overwrite_what_it_was_not_told_of(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            record = await fetched(vendor, PEOPLE, vendor.add(PEOPLE, Kind.LEAD, {"city": "Nantes"}))
            vendor.change(PEOPLE, record.id, {"city": "Vertou"})
            item = Update(record.id, record.kind, {"city": "Rezé"}, {"city": "Nantes"}, record.version)
            outcome = (await vendor.provider.update(vendor.objects[PEOPLE], [item]))[0]
            refused = isinstance(outcome, Refused) and outcome.error.key == "changed_meanwhile"
            assert refused is vendor.provider.capabilities.guarded
            assert vendor.truth(PEOPLE, record.id)["city"] == ("Vertou" if refused else "Rezé")

    run_async(story())


def test_a_cleared_field_reads_blank(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            words = {"first_name": "Mara", "city": "Nantes", "email": "mara@oakline.fr", "phone": "+33240112233"}
            record = await fetched(vendor, PEOPLE, vendor.add(PEOPLE, Kind.LEAD, words))
            await change(vendor, PEOPLE, record, {"city": None, "emails": None, "phones": None})
            now = await fetched(vendor, PEOPLE, record.id)
            assert (now.fields["city"], now.fields["emails"], now.fields["phones"]) == (None, None, None)
            assert vendor.truth(PEOPLE, record.id).keys() & {"city", "email", "phone"} == set() or not any(
                vendor.truth(PEOPLE, record.id).get(word) for word in ("city", "email", "phone")
            )

    run_async(story())


def test_one_refused_item_leaves_the_others_alone(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            name, (field, bad) = vendor.objects[PEOPLE], vendor.refused
            fields: list[dict[str, Raw]] = [{"city": "Nantes"}, {"city": "Rezé", field: bad}, {"city": "Vertou"}]
            items = [Create(new_id(), Kind.LEAD, each, "Titre") for each in fields]
            made = await vendor.provider.create(name, items)
            assert isinstance(made[1], Refused)
            assert made[1].error.data["vendor_words"]
            assert [done(made[at]).fields["city"] for at in (0, 2)] == ["Nantes", "Vertou"]
            assert vendor.count(PEOPLE) == 2
            targets = [done(made[0]), done(made[2])]
            updates = [
                Update(targets[0].id, Kind.LEAD, {field: bad}, {field: None}, targets[0].version),
                Update(targets[1].id, Kind.LEAD, {"city": "Orvault"}, {"city": "Vertou"}, targets[1].version),
            ]
            answers = await vendor.provider.update(name, updates)
            assert isinstance(answers[0], Refused)
            assert done(answers[1]).fields["city"] == "Orvault"
            assert vendor.truth(PEOPLE, targets[1].id)["city"] == "Orvault"

    run_async(story())


def test_deletions_both_ways(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            name = vendor.objects[PEOPLE]
            ours, theirs = (vendor.add(PEOPLE, Kind.LEAD, {"first_name": word}) for word in ("Mara", "Ines"))
            feeds = [feed for feed in vendor.provider.feeds() if feed.object == name]
            cursors: dict[str, Cursor | None] = {}
            for feed in feeds:
                async with aclosing(vendor.provider.pull(feed, None)) as pages:
                    cursors[feed.name] = [page async for page in pages][-1].cursor
            assert await vendor.provider.delete(name, [ours, "999999"]) == [Done(None), Done(None)]
            vendor.remove(PEOPLE, theirs)
            assert vendor.count(PEOPLE) == 0
            absent: set[str] = set()
            for feed in feeds:
                async with aclosing(vendor.provider.pull(feed, cursors[feed.name])) as pages:
                    absent |= {absence.id async for page in pages for absence in page.absences}
            assert absent == {ours, theirs}
            found = await vendor.provider.fetch(name, [ours, theirs, "999999"])
            assert [found[id] for id in (ours, theirs, "999999")] == [
                Absence(name, id, Gone.DELETED, None, getattr(found[id], "at", None)) for id in (ours, theirs, "999999")
            ]

    run_async(story())


@needs(MERGES)
def test_merged_rows_lead_to_the_survivor(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            name = vendor.objects[PEOPLE]
            winner = vendor.add(PEOPLE, Kind.LEAD, {"first_name": "Mara", "email": "mara@oakline.fr"})
            loser = vendor.add(PEOPLE, Kind.LEAD, {"last_name": "Voss", "email": "voss@oakline.fr"})
            cursor = (await pulled(vendor.provider, name))[-1].cursor
            survivor = vendor.merge(PEOPLE, winner, loser)
            found = await vendor.provider.fetch(name, [loser, survivor])
            assert found[loser] == Absence(name, loser, merged_into=survivor, at=getattr(found[loser], "at", None))
            row = rows(await pulled(vendor.provider, name, cursor))[survivor]
            assert loser in row.merged_ids
            assert (row.fields["first_name"], row.fields["last_name"]) == ("Mara", "Voss")
            item = Update(loser, Kind.LEAD, {"city": "Nantes"}, {"city": None})
            outcome = (await vendor.provider.update(name, [item]))[0]
            assert not isinstance(outcome, Done), "a change of a row that is no more must not look done"

    run_async(story())


def test_people_are_found_by_address_number_and_name(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            name = vendor.objects[PEOPLE]
            words = {"first_name": "Mara", "last_name": "Voss", "email": "mara@oakline.fr", "phone": "+33240112233"}
            id = vendor.add(PEOPLE, Kind.LEAD, words)
            vendor.add(PEOPLE, Kind.LEAD, {"first_name": "Ines", "email": "ines@oakline.fr"})
            for needle in (
                Needle(emails=("mara@oakline.fr",)),
                Needle(phones=("+33240112233",)),
                Needle(name="Mara Voss"),
                Needle(name="Mme Mara Voss"),
                Needle(emails=("nobody@oakline.fr",), phones=("+33240112233",)),
            ):
                found = await vendor.provider.find(name, Kind.LEAD, needle)
                assert [record.id for record in found] == [id], needle
                assert (found[0].created_at is None) is getattr(vendor, "untimed", False)
            assert not await vendor.provider.find(name, Kind.LEAD, Needle(emails=("nobody@oakline.fr",)))
            assert not await vendor.provider.find(name, Kind.LEAD, Needle())

    run_async(story())


NAMING_USERS_ONLY = frozenset({"salesforce", "zoho"})
"""Vendors whose histories name users and no access: what their user wrote is not certainly ours."""


@needs(AUTHORS)
def test_authorship_names_who_wrote(subject: Open, run_async: RunAsync) -> None:
    async def story() -> None:
        async with subject() as vendor:
            assert vendor.provider.capabilities.authorship
            id = vendor.add(PEOPLE, Kind.LEAD, {"first_name": "Mara", "city": "Nantes"})
            changes = {"city": "Rezé", "phones": address("+33240112233")}
            await change(vendor, PEOPLE, await fetched(vendor, PEOPLE, id), changes)
            wanted = {id: ["first_name", "city", "phones", "company"]}
            stamps = await vendor.provider.authorship(vendor.objects[PEOPLE], wanted)
            first = stamps[id, "first_name"]
            assert (first.by, first.ours) == (vendor.me, False)
            named = vendor.provider.vendor not in NAMING_USERS_ONLY
            assert stamps[id, "city"].ours is named
            assert stamps[id, "phones"].ours is named
            assert (stamps[id, "city"].at or "") >= (first.at or "") > "2026"
            assert (id, "company") not in stamps

    run_async(story())
