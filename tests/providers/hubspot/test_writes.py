"""Writing to HubSpot: keys, doubles, links, lost answers, and what each object needs of a new row."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Create,
    Done,
    NotNow,
    Outcome,
    Provider,
    Raw,
    Refused,
    RemoteRecord,
    Unknown,
    Update,
)
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot
from tests.sandbox.raw import HubSpotHttp

MADE_MS = 1_795_132_800_000
_RANDOM = Random(11)


def new_id() -> str:
    return new_ulid(MADE_MS, _RANDOM)


def lead(first_name: str, email: str | None = None, **fields: Raw) -> Create:
    emails = {"email": email, "hs_additional_emails": None} if email else None
    return Create(new_id(), Kind.LEAD, {"first_name": first_name, "emails": emails, **fields}, first_name)


def done(outcome: Outcome) -> RemoteRecord:
    assert isinstance(outcome, Done), outcome
    assert outcome.record is not None
    return outcome.record


def rows(control: Control, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = control("GET", f"/dump?vendor=hubspot&object={name}")["records"]
    return found


def properties(control: Control, name: str, id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row["properties"] for row in rows(control, name) if str(row["id"]) == id)
    return found


@asynccontextmanager
async def signed_in(sandbox: Sandbox, version: str | None = None) -> AsyncIterator[Provider]:
    async with hubspot(sandbox, version) as (_, _, provider):
        yield provider


def kinds(outcomes: Sequence[Outcome]) -> str:
    return "".join(type(outcome).__name__[0] for outcome in outcomes)


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("shuffled", [False, True])
def test_a_lost_answer_is_made_good_by_the_key(
    sandbox: Sandbox, control: Control, run_async: RunAsync, linked: bool, shuffled: bool
) -> None:
    """Only what can write over nothing is repeated at once: what a workflow makes of a new row is there within seconds."""

    async def story() -> None:
        async with signed_in(sandbox) as provider:
            company = done(
                (await provider.create("companies", [Create(new_id(), Kind.COMPANY, {"name": "Oak"}, "Oak")]))[0]
            )
            pairs = [["companies", company.id]] if linked else None
            people = [lead(f"N{number}", f"n{number}@oakline.fr", company=pairs) for number in range(4)]
            control.traits(batch_shuffled=shuffled)
            control.fault("drop_after", path="/crm/objects/2026-03/contacts/batch", times=1)
            control.calls()
            outcomes = await provider.create("contacts", people)
            if not linked:
                assert kinds(outcomes) == "UUUU"
                assert control.calls() == {"POST /crm/objects/2026-03/contacts/batch/upsert": 1}
                people = [replace(item, repeated=True) for item in people]
                outcomes = await provider.create("contacts", people)
            made = [done(outcome) for outcome in outcomes]
            assert [record.fields["first_name"] for record in made] == ["N0", "N1", "N2", "N3"]
            assert [record.key for record in made] == [item.key for item in people]
            assert all(record.fields["company"] == pairs for record in made)
            assert len(rows(control, "contacts")) == 4

    run_async(story())


def test_a_lost_answer_of_an_update_is_unknown_and_not_repeated(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            made = done((await provider.create("contacts", [lead("Mara")]))[0])
            control.fault("drop_after", path="/crm/objects/2026-03/contacts/batch/update", times=1)
            control.calls()
            update = Update(made.id, Kind.LEAD, {"city": "Nantes"}, {"city": None})
            assert kinds(await provider.update("contacts", [update])) == "U"
            assert control.calls() == {"POST /crm/objects/2026-03/contacts/batch/update": 1}
            assert properties(control, "contacts", made.id)["city"] == "Nantes"
            control.fault("status", path="/crm/objects/2026-03/contacts/batch/update", times=1, value=502)
            assert kinds(await provider.update("contacts", [update])) == "U"

    run_async(story())


def test_refusals_before_processing_can_be_sent_again(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            made = done((await provider.create("contacts", [lead("Mara")]))[0])
            control.fault("retry_after", path="/crm/objects/2026-03/contacts/batch/update", times=1, value=600)
            update = Update(made.id, Kind.LEAD, {"city": "Nantes"}, {"city": None})
            outcome = (await provider.update("contacts", [update]))[0]
            assert isinstance(outcome, NotNow)
            assert outcome.retry_after_s == 600
            assert properties(control, "contacts", made.id).get("city") is None

    run_async(story())


def test_a_taken_address_is_refused_and_names_its_row(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            id = control.edit("contacts", None, {"email": "mara@oakline.fr"})
            first, taken, last = await provider.create(
                "contacts", [lead("A", "a@oakline.fr"), lead("B", "mara@oakline.fr"), lead("C", "c@oakline.fr")]
            )
            assert (type(first), type(last)) == (Done, Done)
            assert isinstance(taken, Refused)
            assert taken.error.key == "duplicate_email"
            assert taken.error.data["remote_id"] == id

    run_async(story())


@pytest.mark.parametrize("version", ["v3", "2026-03", "2026-09"])
def test_items_that_fail_there_are_unknown(
    sandbox: Sandbox, control: Control, run_async: RunAsync, version: str
) -> None:
    async def story() -> None:
        async with signed_in(sandbox, version) as provider:
            made = [done(outcome) for outcome in await provider.create("contacts", [lead(f"N{n}") for n in range(4)])]
            control.fault("partial", times=1)
            updates = [Update(record.id, Kind.LEAD, {"city": "Nantes"}, {"city": None}) for record in made]
            outcomes = await provider.update("contacts", updates)
            assert kinds(outcomes) == "DUDU"

    run_async(story())


def test_a_batch_that_is_refused_as_a_whole_is_cut_down_to_the_bad_item(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            made = [done(outcome) for outcome in await provider.create("contacts", [lead(f"N{n}") for n in range(5)])]
            control.fault("status", path="/crm/objects/2026-03/contacts/batch/update", times=1, value=400)
            updates = [Update(record.id, Kind.LEAD, {"city": "Nantes"}, {"city": None}) for record in made]
            assert kinds(await provider.update("contacts", updates)) == "DDDDD"

    run_async(story())


def test_a_row_without_a_key_is_told_by_what_was_sent(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        control.traits(bare_account=True, batch_shuffled=True)
        async with signed_in(sandbox) as provider:
            assert not any(spec.keyed for spec in provider.objects())
            people = [lead(f"N{number}", f"n{number}@oakline.fr") for number in range(20)]
            made = [done(outcome) for outcome in await provider.create("contacts", people)]
            found = [properties(control, "contacts", record.id)["email"] for record in made]
            assert found == [f"n{number}@oakline.fr" for number in range(20)]
            control.fault("drop_after", path="/crm/objects/2026-03/contacts/batch", times=1)
            assert kinds(await provider.create("contacts", [lead("X"), lead("Y")])) == "UU"
            assert len(rows(control, "contacts")) == 22

    run_async(story())


def test_a_lead_row_belongs_to_its_contact(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            person = done((await provider.create("contacts", [lead("Mara")]))[0])
            stage = [["stages", "leads:new-stage-id"]]
            item = Create(new_id(), Kind.LEAD, {"rating": "HOT", "stage": stage}, "Mara Voss", ("contacts", person.id))
            made = done((await provider.create("leads", [item]))[0])
            assert made.part_of == ("contacts", person.id)
            again = done((await provider.create("leads", [item]))[0])
            assert (again.id, again.part_of) == (made.id, made.part_of)
            held = properties(control, "leads", made.id)
            assert (held["hs_lead_name"], held["hs_lead_label"]) == ("Mara Voss", "HOT")
            orphan = Create(new_id(), Kind.LEAD, {"rating": "HOT"}, "Nobody")
            assert kinds(await provider.create("leads", [orphan])) == "R"

    run_async(story())


def test_a_lead_moves_between_the_pipelines_of_leads(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    """Where sellers and buyers have a pipeline each, every stage of the other one was refused as no option."""
    entry = sandbox.directory()["vendors"]["hubspot"]
    stages = [{"label": "Reçu", "displayOrder": 0, "metadata": {"leadState": "NEW"}}]
    answer = HubSpotHttp(entry["base_url"], entry["access_token"]).post(
        "/crm/v3/pipelines/leads", {"label": "Acquéreurs", "displayOrder": 1, "stages": stages}
    )
    other, there = answer.json()["id"], answer.json()["stages"][0]["id"]
    first, second = [["stages", "leads:new-stage-id"]], [["stages", f"leads:{there}"]]

    async def story() -> None:
        async with signed_in(sandbox) as provider:
            mara, ines = (done(each).id for each in await provider.create("contacts", [lead("Mara"), lead("Ines")]))
            items = [
                Create(new_id(), Kind.LEAD, {"stage": stage}, "Voss", ("contacts", id))
                for id, stage in ((mara, first), (ines, second))
            ]
            moved, made = map(done, await provider.create("leads", items))
            assert properties(control, "leads", made.id)["hs_pipeline"] == other
            change = Update(moved.id, Kind.LEAD, {"stage": second}, {"stage": first})
            assert kinds(await provider.update("leads", [change])) == "D"
            held = properties(control, "leads", moved.id)
            assert (held["hs_pipeline"], held["hs_pipeline_stage"]) == (other, there)

    run_async(story())


def test_a_contact_made_in_the_place_of_another_takes_its_lead_over(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            old = done((await provider.create("contacts", [lead("Mara")]))[0])
            item = Create(new_id(), Kind.LEAD, {"rating": "HOT"}, "Mara Voss", ("contacts", old.id))
            part = done((await provider.create("leads", [item]))[0])
            control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": old.id})
            anew = replace(lead("Mara"), parts=(("leads", "999999"), ("leads", part.id)))
            new = done((await provider.create("contacts", [anew]))[0])
            read = (await provider.fetch("leads", [part.id]))[part.id]
            assert isinstance(read, RemoteRecord)
            assert (read.part_of, read.fields["rating"]) == (("contacts", new.id), "HOT")
            control.fault("drop_after", path="/crm/associations/2026-03/leads", times=9)
            assert kinds(await provider.create("contacts", [replace(anew, key=new_id())])) == "U"

    run_async(story())


def test_activities_go_to_the_object_of_their_type(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            person = done((await provider.create("contacts", [lead("Mara")]))[0])
            about = [["contacts", person.id]]
            starts = "2026-11-24T09:00:00.000Z"
            for name, fields, made_at in (
                ("tasks", {"subject": "Rappeler", "done": "NOT_STARTED", "about": about}, "2026-11-20T00:00:00.000Z"),
                ("tasks", {"subject": "Rappeler", "due_at": starts, "about": about}, starts),
                ("calls", {"subject": "Appel", "duration_s": "61000"}, "2026-11-20T00:00:00.000Z"),
                ("meetings", {"subject": "Visite", "starts_at": starts}, starts),
            ):
                item = Create(new_id(), Kind.ACTIVITY, fields, "Titre")
                made = done((await provider.create(name, [item]))[0])
                assert properties(control, name, made.id)["hs_timestamp"] == made_at
                fetched = (await provider.fetch(name, [made.id]))[made.id]
                assert isinstance(fetched, RemoteRecord)
                assert fetched.fields["type"] == name.removesuffix("s")
                assert {field: fetched.fields[field] for field in fields} == fields

    run_async(story())


def test_what_hubspot_requires_and_the_record_lacks_is_its_title(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            company = Create(new_id(), Kind.COMPANY, {"city": "Nantes"}, "Oakline")
            domain = Create(new_id(), Kind.COMPANY, {"domain": "oakline.fr"}, "Oakline")
            made = [done(outcome) for outcome in await provider.create("companies", [company, domain])]
            assert properties(control, "companies", made[0].id)["name"] == "Oakline"
            assert properties(control, "companies", made[1].id).get("name") is None
            deal = Create(new_id(), Kind.DEAL, {}, "Maison")
            held = properties(control, "deals", done((await provider.create("deals", [deal]))[0]).id)
            assert (held["dealname"], held["dealstage"]) == ("Maison", "appointmentscheduled")

    run_async(story())


def test_only_the_slot_that_changed_is_written(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            id = control.edit("contacts", None, {"phone": "02 40 11 22 33", "mobilephone": "06 12 34 56 78"})
            old = {"phone": "02 40 11 22 33", "mobilephone": "06 12 34 56 78"}
            control.edit("contacts", id, {"phone": "02 40 99 99 99"})
            new = {"phone": "02 40 11 22 33", "mobilephone": "06 87 65 43 21"}
            written = done(
                (await provider.update("contacts", [Update(id, Kind.LEAD, {"phones": new}, {"phones": old})]))[0]
            )
            held = properties(control, "contacts", id)
            assert (held["phone"], held["mobilephone"]) == ("02 40 99 99 99", "06 87 65 43 21")
            assert written.fields["phones"] == new, (
                "believed until the next read, which the engine makes before it writes"
            )

    run_async(story())


def test_an_update_of_nothing_makes_no_call(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            id = control.edit("contacts", None, {"phone": "02 40 11 22 33"})
            same = {"phone": "02 40 11 22 33", "mobilephone": None}
            control.calls()
            outcomes = await provider.update("contacts", [Update(id, Kind.LEAD, {"phones": same}, {"phones": same})])
            assert done(outcomes[0]).fields == {"phones": same}
            assert control.calls() == {}

    run_async(story())


def test_a_reference_that_hubspot_cannot_hold_is_refused_alone(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            stage = [["stages", "leads:new-stage-id"]]
            id = control.edit("deals", None, {"dealname": "A", "pipeline": "default", "dealstage": "contractsent"})
            good = Update(id, Kind.DEAL, {"name": "B"}, {"name": "A"})
            bad = Update(id, Kind.DEAL, {"stage": stage}, {"stage": None})
            far = Update(id, Kind.DEAL, {"contacts": [["notes", "1"]]}, {"contacts": None})
            gone = Update(id, Kind.DEAL, {"contacts": [["contacts", "4040"]]}, {"contacts": None})
            outcomes = await provider.update("deals", [bad, good, far, gone])
            assert kinds(outcomes) == "RDRR"
            assert isinstance(outcomes[0], Refused)
            assert outcomes[0].error.key == "reference_elsewhere"

    run_async(story())


def test_links_of_one_item_do_not_depend_on_anothers(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            company = control.edit("companies", None, {"name": "Oakline"})
            ids = [control.edit("contacts", None, {"firstname": f"N{number}"}) for number in range(3)]
            targets = [company, "4040", company]
            updates = [
                Update(
                    id,
                    Kind.LEAD,
                    {"city": "Nantes", "company": [["companies", target]]},
                    {"city": None, "company": None},
                )
                for id, target in zip(ids, targets, strict=True)
            ]
            outcomes = await provider.update("contacts", updates)
            assert kinds(outcomes) == "DDD"
            assert [isinstance(each, Done) and each.left_out for each in outcomes] == [
                frozenset(),
                frozenset({"company"}),
                frozenset(),
            ]
            assert isinstance(outcomes[1], Done)
            assert outcomes[1].record is not None
            assert outcomes[1].record.fields == {"city": "Nantes"}
            fetched = await provider.fetch("contacts", ids)
            held = [record.fields["company"] for record in fetched.values() if isinstance(record, RemoteRecord)]
            assert held == [[["companies", company]], None, [["companies", company]]]

    run_async(story())


@pytest.mark.parametrize("version", ["v3", "2026-03", "2026-09"])
@pytest.mark.parametrize("linking", [True, False])
def test_links_of_which_half_fail_are_told_apart(
    sandbox: Sandbox, control: Control, run_async: RunAsync, version: str, linking: bool
) -> None:
    async def story() -> None:
        async with signed_in(sandbox, version) as provider:
            company = control.edit("companies", None, {"name": "Oakline"})
            ids = [control.edit("contacts", None, {"firstname": f"N{number}"}) for number in range(4)]
            pairs = [["companies", company]]
            linked = [Update(id, Kind.LEAD, {"company": pairs}, {"company": None}) for id in ids]
            updates = linked
            if not linking:
                assert kinds(await provider.update("contacts", linked)) == "DDDD"
                updates = [Update(id, Kind.LEAD, {"company": None}, {"company": pairs}) for id in ids]
            control.fault("partial", path="/crm/", times=None)
            assert kinds(await provider.update("contacts", updates)) == "DUDU"
            control("DELETE", "/faults")
            fetched = await provider.fetch("contacts", ids)
            held = [record.fields["company"] for record in fetched.values() if isinstance(record, RemoteRecord)]
            assert held == ([pairs, None] * 2 if linking else [None, pairs] * 2)

    run_async(story())


def test_a_merged_away_row_is_not_written_and_says_so(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            one, two, three = (control.edit("contacts", None, {"firstname": name}) for name in "ABC")
            control("POST", "/merge", {"vendor": "hubspot", "object": "contacts", "winner": one, "loser": two})
            updates = [Update(id, Kind.LEAD, {"city": "Nantes"}, {"city": None}) for id in (two, three)]
            outcomes = await provider.update("contacts", updates)
            assert kinds(outcomes) == "UD"
            assert isinstance(outcomes[0], Unknown)
            assert outcomes[0].error.key == "item_not_answered"

    run_async(story())


def test_links_that_are_not_allowed_do_not_hide_what_was_written(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with signed_in(sandbox, "2026-09") as provider:
            company = control.edit("companies", None, {"name": "Oakline"})
            id, other = (control.edit("contacts", None, {"firstname": name}) for name in "AB")
            control.traits(associations_forbidden=True)
            pairs = [["companies", company]]
            both = Update(id, Kind.LEAD, {"city": "Nantes", "company": pairs}, {"city": None, "company": None})
            city = Update(other, Kind.LEAD, {"city": "Nantes"}, {"city": None})
            outcomes = await provider.update("contacts", [both, city])
            assert [isinstance(each, Done) and each.left_out for each in outcomes] == [
                frozenset({"company"}),
                frozenset(),
            ]
            assert properties(control, "contacts", id)["city"] == "Nantes"
            link = replace(both, fields={"company": pairs}, expected={"company": None})
            with pytest.raises(PermissionLost):
                await provider.update("contacts", [link])

    run_async(story())


def test_doubles_that_cannot_be_read_back_are_unknown(sandbox: Sandbox, control: Control, run_async: RunAsync) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            control.edit("contacts", None, {"email": "mara@oakline.fr"})
            control.fault("garbage", path="/crm/objects/2026-03/contacts/batch/read", times=1)
            people = [lead("A", "a@oakline.fr"), lead("B", "mara@oakline.fr")]
            assert kinds(await provider.create("contacts", people)) == "DU"

    run_async(story())


@pytest.mark.parametrize("kept", [True, False])
def test_who_takes_the_place_of_somebody_merged_into_them_stays_linked(
    sandbox: Sandbox, control: Control, run_async: RunAsync, kept: bool
) -> None:
    async def story() -> None:
        async with signed_in(sandbox) as provider:
            old, new = (control.edit("contacts", None, {"firstname": name}) for name in "AB")
            note = control.edit("notes", None, {"hs_note_body": "Called", "hs_timestamp": "1795132800000"})
            before = [["contacts", old], ["contacts", new]] if kept else [["contacts", old]]
            first = Update(note, Kind.NOTE, {"about": before}, {"about": None})
            assert kinds(await provider.update("notes", [first])) == "D"
            merge = {"vendor": "hubspot", "object": "contacts", "winner": new, "loser": old}
            became = str(control("POST", "/merge", merge)["id"])
            second = Update(note, Kind.NOTE, {"about": [["contacts", new]]}, {"about": before})
            assert kinds(await provider.update("notes", [second])) == "D"
            fetched = (await provider.fetch("notes", [note]))[note]
            assert isinstance(fetched, RemoteRecord)
            assert fetched.fields["about"] == [["contacts", became]]

    run_async(story())


@pytest.mark.parametrize("refused", [False, True])
def test_who_is_gone_already_is_deleted(sandbox: Sandbox, control: Control, run_async: RunAsync, refused: bool) -> None:
    """By both readings of what HubSpot does about ids that are not there."""

    async def story() -> None:
        async with signed_in(sandbox) as provider:
            control.traits(batch_archive_404=refused)
            ids = [control.edit("contacts", None, {"firstname": name}) for name in "ABC"]
            control("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": ids[1], "hard": True})
            assert kinds(await provider.delete("contacts", ids)) == "DDD"
            assert not [row for row in rows(control, "contacts") if row["id"] in ids and not row["archived"]]

    run_async(story())
