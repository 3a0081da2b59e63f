"""Writing to Pipedrive: bodies, parts of values, outcomes under faults."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import PermissionLost, RateLimited
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Create,
    Done,
    NotNow,
    Outcome,
    Provider,
    Refused,
    RemoteRecord,
    Unknown,
    Update,
)
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.pipedrive import PipedriveControl, pipedrive
from tests.contract.test_contract import done, new_id
from tests.providers.pipedrive.reading import person

PERSONS = "/api/v2/persons"


def kinds(outcomes: list[Outcome] | Any) -> str:
    """One letter each: Done, Refused, Not now, Unknown."""
    return "".join({Done: "D", Refused: "R", NotNow: "N", Unknown: "U"}[type(outcome)] for outcome in outcomes)


def raw(
    provider: Provider, where: str, kind: Kind, now: RemoteRecord | None = None, /, **values: Any
) -> dict[str, Any]:
    spec = next(spec for spec in provider.objects() if spec.name == where)
    held = {} if now is None else now.fields
    return {field: spec.rules(kind)[field].codec.encode(value, held.get(field)) for field, value in values.items()}


async def make(provider: Provider, where: str, kind: Kind, title: str = "Titre", /, **values: Any) -> RemoteRecord:
    item = Create(new_id(), kind, raw(provider, where, kind, **values), title)
    return done((await provider.create(where, [item]))[0])


async def change(provider: Provider, record: RemoteRecord, /, **values: Any) -> RemoteRecord:
    fields = raw(provider, record.object, record.kind, record, **values)
    expected = {name: record.fields[name] for name in fields}
    return done((await provider.update(record.object, [Update(record.id, record.kind, fields, expected)]))[0])


def test_a_row_carries_crmdesks_key(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            key = new_id()
            made = done((await provider.create("persons", [Create(key, Kind.LEAD, {"city": "Rezé"}, "Mara Voss")]))[0])
            row = control.row("persons", made.id)
            assert (row["name"], row["custom_fields"]["crmdesk – identifiant"], made.key) == ("Mara Voss", key, key)
            person = ("persons", made.id)
            lead = Create(key, Kind.LEAD, {}, "Mara Voss", person)
            written = done((await provider.create("leads", [lead]))[0])
            assert (written.key, written.part_of, written.ours) == (key, person, True)

    run_async(story())


def test_contacts_get_the_label_of_clients(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            lead, contact = [
                await make(provider, "persons", kind, first_name="Mara") for kind in (Kind.LEAD, Kind.CONTACT)
            ]
            assert control.row("persons", lead.id)["label_ids"] == []
            assert control.row("persons", contact.id)["label_ids"] == [1]

    run_async(story())


def test_a_persons_values_have_their_types(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = await make(
                provider, "persons", Kind.LEAD, first_name="Mara", status="qualified", property_surface_m2="82.5",
                asking_price={"amount": "320000", "currency": "EUR"}, tags=["jardin", "neuf"], lead_type="seller",
                phones=[{"value": "+33639981234", "label": "mobile", "primary": True}],
            )  # fmt: skip
            row = control.row("persons", made.id)
            assert (row["name"], row["last_name"]) == ("Mara", ""), "without a name both parts of it are required"
            custom = row["custom_fields"]
            assert custom["Surface du bien (m²)"] == 82.5
            assert custom["Prix demandé"] == {"value": 320000, "currency": "EUR"}
            assert custom["Mots-clés"] == "jardin;neuf"
            assert isinstance(custom["Statut du projet"], int)
            assert row["phones"] == [{"value": "+33639981234", "primary": True, "label": "mobile"}]
            cleared = await change(provider, made, asking_price=None, status=None, first_name=None, last_name="Voss")
            assert (cleared.fields["asking_price"], cleared.fields["status"]) == (None, None)
            assert control.row("persons", made.id)["name"] == "Voss"

    run_async(story())


def test_one_part_of_an_address_leaves_the_others(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = await make(provider, "organizations", Kind.COMPANY, name="Oakline", street="1 rue A", city="Nantes")
            control.edit("organizations", made.id, {"address": {"value": "x", "route": "2 rue B", "locality": "Nantes",
                                                                "sublocality": "Zola"}})  # fmt: skip
            written = await change(provider, made, postal_code="44000")
            address = control.row("organizations", made.id)["address"]
            assert (address["value"], address["sublocality"]) == ("2 rue B, 44000 Nantes", "Zola")
            assert (written.fields["street"], written.fields["postal_code"]) == ("2 rue B", "44000")
            cleared = await change(provider, written, street=None, postal_code=None, city=None)
            assert control.row("organizations", made.id)["address"] is None
            assert cleared.fields["city"] is None

    run_async(story())


def test_what_stands_behind_a_street_number_is_part_of_the_street(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = await make(provider, "organizations", Kind.COMPANY, name="Oakline", city="Nantes")
            split = {"value": "2 rue B, App. 5, Nantes", "street_number": "2", "route": "rue B", "subpremise": "App. 5",
                     "locality": "Nantes"}  # fmt: skip
            control.edit("organizations", made.id, {"address": split})
            read = (await provider.fetch("organizations", [made.id]))[made.id]
            assert isinstance(read, RemoteRecord)
            assert read.fields["street"] == "2 rue B, App. 5"
            moved = await change(provider, read, city="Rezé")
            address = control.row("organizations", made.id)["address"]
            assert (address["value"], address["subpremise"]) == ("2 rue B, App. 5, Rezé", "App. 5")
            await change(provider, moved, street="2 rue Bayard, App. 5")
            address = control.row("organizations", made.id)["address"]
            assert (address["value"], address["subpremise"]) == ("2 rue Bayard, App. 5, Rezé", None)

    run_async(story())


def test_a_street_that_only_the_whole_address_names_stays_as_another_part_changes(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = await make(provider, "organizations", Kind.COMPANY, name="Oakline", city="Nantes")
            given = {"value": "ZA de la Gare, 44000 Nantes, France", "locality": "Nantes", "postal_code": "44000",
                     "country": "France"}  # fmt: skip
            control.edit("organizations", made.id, {"address": given})
            read = (await provider.fetch("organizations", [made.id]))[made.id]
            assert isinstance(read, RemoteRecord)
            assert (read.fields["street"], read.fields["city"]) == ("ZA de la Gare", "Nantes")
            moved = await change(provider, read, postal_code="44100")
            address = control.row("organizations", made.id)["address"]
            assert (address["value"], address["route"]) == ("ZA de la Gare, 44100 Nantes, France", "ZA de la Gare")
            assert moved.fields["street"] == "ZA de la Gare"

    run_async(story())


def test_a_rating_leaves_other_labels(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            main = control.edit("persons", None, {"name": "Mara"})
            hot, warm, cold = (one["id"] for one in control.rows("leadLabels"))
            id = control.edit("leads", None, {"title": "Maison", "person_id": int(main), "label_ids": [hot, warm]})
            record = (await provider.fetch("leads", [id]))[id]
            assert isinstance(record, RemoteRecord)
            await change(provider, record, rating="cold")
            assert next(row for row in control.rows("leads"))["label_ids"] == [cold]

    run_async(story())


def test_deals_move_with_their_pipeline(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = await make(provider, "deals", Kind.DEAL, "Maison", amount={"amount": "9200.5", "currency": "EUR"})
            other = control.edit("pipelines", None, {"name": "Locations"})
            stage = control.edit("stages", None, {"name": "Visite", "pipeline_id": int(other)})
            control.traits(stage_moves_pipeline=False)
            moved = await change(provider, made, stage=[["stages", stage]])
            assert (moved.fields["pipeline"], moved.fields["stage"]) == ([["pipelines", other]], [["stages", stage]])
            won = await change(provider, moved, status="won", close_date="2026-12-01")
            row = control.row("deals", made.id)
            assert (row["status"], row["value"], row["expected_close_date"]) == ("won", 9200.5, "2026-12-01")
            control.traits(date_null="refused")
            cleared = await change(provider, won, close_date=None)
            assert cleared.fields["close_date"] is None

    run_async(story())


def test_activities_and_notes(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            people = [control.edit("persons", None, {"name": name}) for name in ("Mara", "Ines")]
            deal = control.edit("deals", None, {"title": "Maison"})
            about = [["deals", deal], *(["persons", id] for id in people)]
            visit = await make(
                provider, "activities", Kind.ACTIVITY, type="meeting", subject="Visite", body="a & b", about=about,
                starts_at="2026-12-01T09:30:00.000Z", duration_s=5400,
            )  # fmt: skip
            row = next(row for row in control.rows("activities"))
            assert (row["due_date"], row["due_time"], row["duration"]) == ("2026-12-01", "09:30", "01:30")
            assert (row["note"], row["deal_id"]) == ("a &amp; b", int(deal))
            assert [one["person_id"] for one in row["participants"]] == [int(id) for id in people]
            assert visit.fields["about"] == about
            assert (visit.fields["starts_at"], visit.fields["due_at"]) == ("2026-12-01T09:30:00.000Z", None)
            task = await change(provider, visit, type="task", done=True, about=about[:1])
            assert (task.fields["due_at"], task.fields["starts_at"]) == ("2026-12-01T09:30:00.000Z", None)
            assert task.fields["about"] == about[:1]
            bare = await make(provider, "activities", Kind.ACTIVITY, "Rappeler")
            assert (bare.fields["type"], bare.fields["subject"], bare.fields["due_at"]) == ("task", "Rappeler", None)
            note = await make(provider, "notes", Kind.NOTE, body="un\ndeux", about=about[:2])
            assert (await change(provider, note, body="trois")).fields["about"] == about[:2]
            lost = Create(new_id(), Kind.NOTE, {"body": "x"}, "x")
            assert kinds(await provider.create("notes", [lost])) == "R"

    run_async(story())


def test_the_person_whom_a_meeting_is_with_first_stays_that_as_others_join(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            people = [["persons", control.edit("persons", None, {"name": name})] for name in ("Mara", "Ines", "Jo")]
            mara, ines, jo = (int(id) for _, id in people)
            visit = await make(provider, "activities", Kind.ACTIVITY, type="meeting", about=people[1:2])
            chosen = [{"person_id": jo, "primary": True}, {"person_id": ines, "primary": False}]
            control.edit("activities", visit.id, {"participants": chosen})
            read = (await provider.fetch("activities", [visit.id]))[visit.id]
            assert isinstance(read, RemoteRecord)
            joined = await change(provider, read, about=people)
            row = next(row for row in control.rows("activities"))
            assert ([one["person_id"] for one in row["participants"]], row["person_id"]) == ([mara, ines, jo], jo)
            left = await change(provider, joined, about=people[:2])
            assert next(row for row in control.rows("activities"))["person_id"] in {mara, ines}
            nobody = await change(provider, left, about=None)
            assert (nobody.fields["about"], control.rows("activities")[0]["participants"]) == (None, [])
            control.calls()
            await change(provider, nobody, subject="Visite")
            assert control.calls() == {"PATCH /api/v2/activities/{id}": 1}, (
                "nothing is read where nobody joins or leaves"
            )

    run_async(story())


def test_a_row_of_our_own_is_known_though_it_was_rewritten(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        control.traits(notes_sanitised=True)
        async with pipedrive(sandbox) as (_, _, provider):
            main = control.edit("persons", None, {"name": "Mara"})
            note = await make(provider, "notes", Kind.NOTE, body="Rappeler", about=[["persons", main]])
            assert (note.fields["body"], note.ours) == ("<p>Rappeler</p>", True)
            theirs = control.edit("notes", None, {"content": "x", "person_id": int(main), "user_id": 8020002})
            since = str(note.created_at)
            found = {record.id: record.ours for record in await provider.made_since("notes", Kind.NOTE, since)}
            assert found == {note.id: True, theirs: False}
            deal = await make(provider, "deals", Kind.DEAL, "Maison")
            activity = await make(provider, "activities", Kind.ACTIVITY, "Rappel")
            assert (deal.ours, activity.ours) == (True, True)

    run_async(story())


def test_a_lead_that_an_activity_is_about_stays(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            main = control.edit("persons", None, {"name": "Mara"})
            lead = control.edit("leads", None, {"title": "Maison", "person_id": int(main)})
            id = control.edit("activities", None, {"subject": "Rappel", "lead_id": lead})
            record = (await provider.fetch("activities", [id]))[id]
            assert isinstance(record, RemoteRecord)
            assert record.fields["about"] == [["leads", lead]]
            written = await change(provider, record, about=[["persons", main]])
            assert written.fields["about"] == [["persons", main]]
            assert next(row for row in control.rows("activities"))["lead_id"] == lead
            elsewhere = Update(id, Kind.ACTIVITY, {"about": [["users", "1"]]}, {"about": None})
            assert kinds(await provider.update("activities", [elsewhere])) == "R"

    run_async(story())


@pytest.mark.parametrize("shown", ["the lead", "the person"])
def test_what_is_about_somebody_no_more_is_not_about_their_lead_either(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, shown: str
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            main, deal = person(control, "Mara"), control.edit("deals", None, {"title": "Vente"})
            lead = control.edit("leads", None, {"title": "Maison", "person_id": int(main)})
            with_whom = {"participants": [{"person_id": int(main), "primary": True}]} if shown == "the person" else {}
            of_note = {"person_id": int(main)} if shown == "the person" else {}
            made = {
                "activities": control.edit("activities", None, {"subject": "x", "lead_id": lead, **with_whom}),
                "notes": control.edit("notes", None, {"content": "x", "lead_id": lead, **of_note}),
            }
            for name, id in made.items():
                record = (await provider.fetch(name, [id]))[id]
                assert isinstance(record, RemoteRecord)
                assert record.fields["about"] == ([["persons", main]] if with_whom else [["leads", lead]])
                written = await change(provider, record, about=[["deals", deal]])
                assert written.fields["about"] == [["deals", deal]]

    run_async(story())


def test_an_update_of_nothing_makes_no_call(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            id = control.edit("notes", None, {"content": "x"})
            control.calls()
            same = Update(id, Kind.NOTE, {"about": None}, {"about": None}, "v")
            assert done((await provider.update("notes", [same]))[0]).version == "v"
            assert control.calls() == {}

    run_async(story())


def test_each_update_is_one_call_with_changed_fields(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            made = [control.edit("persons", None, {"name": f"N{number}"}) for number in range(12)]
            control.calls()
            fields = raw(provider, "persons", Kind.LEAD, city="Rezé")
            updates = [Update(id, Kind.LEAD, fields, {"city": None}) for id in made]
            outcomes = await provider.update("persons", updates)
            assert [done(each).id for each in outcomes] == made
            assert control.calls() == {"PATCH /api/v2/persons/{id}": 12}
            await provider.fetch("persons", made)
            assert control.calls() == {"GET /api/v2/persons": 1}

    run_async(story())


@pytest.mark.parametrize(
    ("fault", "outcome", "count"),
    [
        ({"action": "status", "value": 500}, "U", 0),
        ({"action": "drop_before"}, "U", 0),
        ({"action": "drop_after"}, "U", 1),
        ({"action": "garbage"}, "U", 1),
        ({"action": "status", "value": 400}, "R", 0),
        ({"action": "retry_after", "value": 3939}, "N", 0),
    ],
)
def test_a_creation_under_a_fault(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, fault: dict[str, Any], outcome: str, count: int
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            control.fault(fault["action"], method="POST", path=PERSONS, value=fault.get("value"))
            item = Create(new_id(), Kind.LEAD, {"first_name": "Mara"}, "Mara")
            outcomes = await provider.create("persons", [item])
            assert kinds(outcomes) == outcome
            assert len(control.rows("persons")) == count
            assert control.calls().get("POST /api/v2/persons") == 1, "nothing is repeated here"
            if isinstance(outcomes[0], NotNow):
                assert outcomes[0].retry_after_s == 3939

    run_async(story())


def test_after_a_fault_nothing_more_is_begun(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            control.fault("drop_before", method="POST", path=PERSONS, times=None)
            items = [Create(new_id(), Kind.LEAD, {"first_name": f"N{n}"}, "x") for n in range(30)]
            outcomes = kinds(await provider.create("persons", items))
            assert set(outcomes) == {"U", "N"}
            assert outcomes.count("U") <= 4

    run_async(story())


def test_a_burst_is_waited_out(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            control.fault("retry_after", value=0, method="POST", path=PERSONS, times=2)
            control.fault("status", value={"status": 429, "headers": {"retry-after": "0"}}, method="POST", path=PERSONS)
            await make(provider, "persons", Kind.LEAD, first_name="Mara")

    run_async(story())


def test_a_block_and_a_lost_scope_stop_everything(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            blocked = {"status": 403, "body": "<html>blocked</html>"}
            control.fault("status", value=blocked, path=PERSONS, times=None)
            with pytest.raises(RateLimited):
                await provider.fetch("persons", ["1"])
            control("DELETE", "/faults")
            scope = {"status": 403, "body": {"success": False, "error": "Scope and URL mismatch", "errorCode": 403}}
            control.fault("status", value=scope, method="POST", path=PERSONS, times=None)
            with pytest.raises(PermissionLost):
                await provider.create("persons", [Create(new_id(), Kind.LEAD, {"first_name": "x"}, "x")])

    run_async(story())


def test_rules_of_the_account_are_the_records_problem(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            id = control.edit("deals", None, {"title": "Maison", "is_archived": True})
            control.traits(deals_limit=1, delete_forbidden=True)
            updated = await provider.update("deals", [Update(id, Kind.DEAL, {"name": "x"}, {"name": "Maison"})])
            capped = await provider.create("deals", [Create(new_ulid(1, _random()), Kind.DEAL, {"name": "y"}, "y")])
            deleted = await provider.delete("deals", [id, "4040"])
            assert (kinds(updated), kinds(capped), kinds(deleted)) == ("R", "R", "RD")
            assert isinstance(capped[0], Refused)
            assert "limit reached" in capped[0].error.data["vendor_words"]
            assert capped[0].error.data["code"] == "feature_capping_deals_limit"

    run_async(story())


def _random() -> Any:
    from random import Random

    return Random(3)


@pytest.mark.parametrize("answer", ["404", "410", "200"])
def test_deleting_twice_is_done(sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync, answer: str) -> None:
    async def story() -> None:
        control.traits(second_delete=answer)
        async with pipedrive(sandbox) as (_, _, provider):
            id = control.edit("persons", None, {"name": "Mara"})
            assert kinds(await provider.delete("persons", [id])) == "D"
            assert kinds(await provider.delete("persons", [id])) == "D"

    run_async(story())


def test_a_person_made_in_the_place_of_another_takes_their_lead_over(
    sandbox: Sandbox, control: PipedriveControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with pipedrive(sandbox) as (_, _, provider):
            old = await make(provider, "persons", Kind.LEAD, "Mara Voss", last_name="Voss")
            item = Create(new_id(), Kind.LEAD, {}, "Mara Voss", ("persons", old.id))
            part = done((await provider.create("leads", [item]))[0])
            control.remove("persons", old.id)
            parts = (("leads", "7d2f6a10-1f3b-11f1-9c55-a1b2c3d4e5f6"), ("leads", part.id))
            anew = Create(new_id(), Kind.LEAD, {}, "Mara Voss", parts=parts)
            new = done((await provider.create("persons", [anew]))[0])
            read = (await provider.fetch("leads", [part.id]))[part.id]
            assert isinstance(read, RemoteRecord)
            assert read.part_of == ("persons", new.id)

    run_async(story())
