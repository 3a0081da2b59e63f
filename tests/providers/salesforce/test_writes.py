"""Writing to Salesforce: keys, conditions, collections, roles, lost answers, what each object needs of a new row."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown, SignInNeeded
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, Needle, NotNow, Outcome, Raw, Refused, RemoteRecord, Unknown, Update
from crmdesk.providers.salesforce.tables import NO_DATE
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce

MADE_MS = 1_795_132_800_000
_RANDOM = Random(11)
COLLECTIONS = "/services/data/v67.0/composite/sobjects"


def new_id() -> str:
    return new_ulid(MADE_MS, _RANDOM)


def lead(last_name: str, **fields: Raw) -> Create:
    return Create(new_id(), Kind.LEAD, {"last_name": last_name, **fields}, last_name)


def done(outcome: Outcome) -> RemoteRecord:
    assert isinstance(outcome, Done), outcome
    assert outcome.record is not None
    return outcome.record


def change(row: RemoteRecord, city: str) -> Update:
    return Update(row.id, Kind.LEAD, {"city": city}, {"city": row.fields.get("city")}, row.version)


def row(org: SalesforceControl, name: str, id: str) -> dict[str, Any]:
    return next(each for each in org.dump(name) if each["Id"] == id)


@pytest.mark.thorough
def test_calls_of_two_thousand(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            org.calls()
            made = [done(each) for each in await provider.create("Lead", [lead(f"N{at}") for at in range(2000)])]
            assert org.calls() == {f"PATCH {COLLECTIONS}/Lead/{{field}}": 10}, "fifty calls for ten thousand"
            assert {each.fields["last_name"] for each in made} == {f"N{at}" for at in range(2000)}
            await provider.create("Lead", [lead("Voss")])
            assert org.calls() == {f"PATCH {COLLECTIONS}/Lead/{{field}}": 1, f"POST {COLLECTIONS}/Lead": 1}
            await provider.fetch("Lead", [each.id for each in made])
            outcomes = await provider.update("Lead", [change(each, "Nantes") for each in made])
            assert {done(each).fields["city"] for each in outcomes} == {"Nantes"}
            assert org.calls() == {f"PATCH {COLLECTIONS}": 10, f"POST {COLLECTIONS}/Lead": 2}
            await provider.update("Lead", [change(done(each), "Rezé") for each in outcomes[:12]])
            assert org.calls() == {"POST /services/data/v67.0/composite": 1}
            await provider.delete("Lead", [each.id for each in made[:400]])
            assert org.calls() == {f"DELETE {COLLECTIONS}": 2}

    run_async(story())


def test_what_an_object_decides_is_told_of_many_new_rows_too(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            calls = [Create(new_id(), Kind.ACTIVITY, {"subject": "Appel"}, "Appel") for _ in range(201)]
            made = [done(each) for each in await provider.create("Call", calls)]
            assert {each.fields["type"] for each in made} == {"call"}, "else it would seem to wait for being sent"
            assert [each.key for each in made] == [each.key for each in calls]

    run_async(story())


@pytest.mark.parametrize("many", [True, False])
def test_what_finds_no_room_is_not_believed_to_be_there(
    many: bool, sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    """Else its absence in the next reading would seem to be a colleague's doing, and take it away here."""

    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            people = sorted(["Contact", org.edit("Contact", None, {"LastName": name})] for name in ("Voss", "Kern"))
            fields: dict[str, Raw] = {"subject": "Visite", "about": people}
            tasks = [Create(new_id(), Kind.ACTIVITY, fields, "Visite") for _ in range(201 if many else 1)]
            made = [done(each) for each in await provider.create("Task", tasks)]
            there = await provider.fetch("Task", [each.id for each in made])
            for each in made:
                held = there[each.id]
                assert isinstance(held, RemoteRecord)
                assert each.fields["about"] == held.fields["about"] == people[:1]
            changes = [
                Update(each.id, Kind.ACTIVITY, {"about": people}, {"about": people[:1]}, each.version) for each in made
            ]
            assert [done(each).fields["about"] for each in await provider.update("Task", changes)] == [
                people[:1]
            ] * len(made)

    run_async(story())


def test_few_rows_are_changed_only_where_nobody_else_did(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            made = [done(each) for each in await provider.create("Lead", [lead(f"N{at}") for at in range(30)])]
            org.edit("Lead", made[7].id, {"Phone": "02 40 11 22 33"})
            org.delete("Lead", made[8].id)
            outcomes = await provider.update("Lead", [change(each, "Nantes") for each in made])
            refused = {at: each.error.key for at, each in enumerate(outcomes) if isinstance(each, Refused)}
            assert refused == {7: "changed_meanwhile", 8: "row_not_there"}
            assert row(org, "Lead", made[7].id)["City"] is None
            again = (await provider.fetch("Lead", [made[7].id]))[made[7].id]
            assert isinstance(again, RemoteRecord)
            assert done((await provider.update("Lead", [change(again, "Vertou")]))[0]).fields["city"] == "Vertou"

    run_async(story())


def test_what_each_object_needs_of_a_new_row(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):

            async def make(name: str, kind: Kind, title: str, **fields: Raw) -> tuple[RemoteRecord, dict[str, Any]]:
                made = done((await provider.create(name, [Create(new_id(), kind, fields, title)]))[0])
                source = "Task" if name == "Call" else name
                return made, row(org, source, made.id)

            record, held = await make("Lead", Kind.LEAD, "Mara", first_name="Mara")
            assert (record.fields["last_name"], held["LastName"], held["Company"]) == (None, "—", "Mara")
            _, held = await make("Account", Kind.COMPANY, "oakline.fr", domain="oakline.fr")
            assert (held["Name"], held["Website"]) == ("oakline.fr", "oakline.fr")
            stage = [["stages", "Qualification"]]
            record, held = await make("Opportunity", Kind.DEAL, "", stage=stage, close_date="2026-12-31", amount="9000")
            assert (held["Name"], record.fields["name"], held["Amount"]) == ("—", None, 9000.0)
            assert (record.fields["stage"], record.fields["probability"]) == (stage, "10")
            record, held = await make("Call", Kind.ACTIVITY, "Appel", subject="Appel", duration_s="180")
            assert (held["TaskSubtype"], held["Status"], held["CallDurationInSeconds"]) == ("Call", "Completed", 180)
            assert record.fields["done"] == "Completed"
            _, held = await make("Call", Kind.ACTIVITY, "Appel", subject="Appel", done="Not Started")
            assert held["Status"] == "Not Started"
            record, held = await make("Task", Kind.ACTIVITY, "T", subject="T", due_at="2026-12-01")
            assert (held["ActivityDate"], held["TaskSubtype"]) == ("2026-12-01", "Task")
            _, held = await make("Event", Kind.ACTIVITY, "Visite", subject="Visite")
            assert (held["StartDateTime"][:10], held["DurationInMinutes"]) == ("2026-11-20", 60)
            account = [["Account", org.dump("Account")[0]["Id"]]]
            record, held = await make("Note", Kind.NOTE, "Première\nSuite", body="Première\nSuite", about=account)
            assert (held["Title"], held["Body"]) == ("Première", "Première\nSuite")
            assert record.fields["about"] == account

    run_async(story())


def test_the_title_of_a_note_follows_its_text_until_a_colleague_writes_one(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            about = [["Account", org.edit("Account", None, {"Name": "SCI du Port"})]]
            text = "Préfère le matin\nAvant dix heures"
            item = Create(new_id(), Kind.NOTE, {"body": text, "about": about}, "Préfère le matin")
            note = done((await provider.create("Note", [item]))[0])

            async def retold(before: str, after: str | None) -> str:
                """The title after the text is changed, as it is now."""
                (held,) = (await provider.fetch("Note", [note.id])).values()
                assert isinstance(held, RemoteRecord)
                change = Update(note.id, Kind.NOTE, {"body": after}, {"body": before}, held.version)
                assert done((await provider.update("Note", [change]))[0]).fields["body"] == after
                return str(row(org, "Note", note.id)["Title"])

            assert await retold(text, "Préfère le soir\nAvant dix heures") == "Préfère le soir"
            org.calls()
            assert await retold("Préfère le soir\nAvant dix heures", "Préfère le soir") == "Préfère le soir"
            assert org.calls()[f"POST {COLLECTIONS}/Note"] == 1, "fetched, and nothing else is asked"
            assert await retold("Préfère le soir", "é" * 200) == "é" * 80
            assert await retold("é" * 200, None) == "—"
            org.edit("Note", note.id, {"Title": "Horaires", "Body": "Le soir"})
            assert await retold("Le soir", "N’importe quand") == "Horaires"

    run_async(story())


def test_what_an_opportunity_still_lacks_stands_in_for_it(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            item = Create(new_id(), Kind.DEAL, {}, "Maison")
            org.calls()
            made = [done(each) for each in await provider.create("Opportunity", [item, replace(item, key=new_id())])]
            asked = org.calls()
            await provider.create("Opportunity", [replace(item, key=new_id())])
            assert sum(org.calls().values()) < sum(asked.values()), "the stages are read once"
            held = row(org, "Opportunity", made[0].id)
            assert (held["StageName"], held["CloseDate"]) == ("Prospecting", NO_DATE)
            assert (made[0].fields["stage"], made[0].fields["close_date"]) == ([["stages", "Prospecting"]], None)
            org.edit("Opportunity", made[0].id, {"CloseDate": "2026-12-31"})
            fetched = (await provider.fetch("Opportunity", [made[0].id]))[made[0].id]
            assert isinstance(fetched, RemoteRecord)
            assert fetched.fields["close_date"] == "2026-12-31"

    run_async(story())


def test_a_double_names_the_row_that_is_there(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(duplicate_rule="block")
        async with salesforce(sandbox) as (_, _, provider):
            emails = {"Email": "mara@oakline.fr"}
            first, second = [(await provider.create("Lead", [lead("Voss", emails=emails)]))[0] for _ in range(2)]
            assert isinstance(first, Done)
            assert isinstance(second, Refused)
            assert (second.error.key, second.error.data["vendor_words"]) == (
                "duplicate_record", "Use one of these records?",
            )  # fmt: skip

    run_async(story())


def test_a_rule_that_only_alerts_keeps_nobody_out(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    """A couple with one address, under the rule that every new organisation has."""

    async def story() -> None:
        org.traits(duplicate_rule="alert")
        async with salesforce(sandbox) as (_, _, provider):
            emails = {"Email": "famille@oakline.fr"}
            names = ("Mara Voss", "Jan Voss")
            made = [done((await provider.create("Lead", [lead(name, emails=emails)]))[0]) for name in names]
            assert len({each.id for each in made}) == 2

    run_async(story())


@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_a_rule_that_only_alerts_stops_no_edit(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    if many:  # in collections
        monkeypatch.setattr("crmdesk.providers.salesforce.writes.MOST", 1)

    async def story() -> None:
        org.traits(duplicate_rule="alert")
        async with salesforce(sandbox) as (_, _, provider):
            made = [done((await provider.create("Lead", [lead(name)]))[0]) for name in ("Mara Voss", "Jan Voss")]
            emails = {"Email": "famille@oakline.fr"}
            items = [Update(each.id, Kind.LEAD, {"emails": emails}, {"emails": None}, each.version) for each in made]
            changed = [done(each) for each in await provider.update("Lead", items)]
            assert [each.fields["emails"] for each in changed] == [emails, emails]

    run_async(story())


def test_a_locked_row_may_come_again(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            made = done((await provider.create("Lead", [lead("Voss")]))[0])
            org.traits(locked_rows=[made.id])
            assert isinstance((await provider.update("Lead", [change(made, "Nantes")]))[0], NotNow)
            assert isinstance((await provider.delete("Lead", [made.id]))[0], NotNow)

    run_async(story())


def test_every_second_item_refused(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            org.fault("partial", path=COLLECTIONS)
            outcomes = await provider.create("Lead", [lead(f"N{at}") for at in range(4)])
            assert [isinstance(each, Done) for each in outcomes] == [True, False, True, False]

    run_async(story())


@pytest.mark.parametrize("count", [2, 100])
def test_an_answer_that_never_came_leaves_updates_unknown(
    count: int, sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            made = [done(each) for each in await provider.create("Lead", [lead(f"N{at}") for at in range(count)])]
            org.calls()
            org.fault("drop_after", path="/services/data/v67.0/composite")
            outcomes = await provider.update("Lead", [change(each, "Nantes") for each in made])
            assert all(isinstance(each, Unknown) for each in outcomes)
            assert sum(org.calls().values()) == 1, "nothing is repeated"

    run_async(story())


def test_a_creation_whose_answer_is_lost_is_not_repeated_blindly(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    """What a flow or a colleague makes of the new row meanwhile would be written over."""

    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            org.fault("drop_after", path=COLLECTIONS)
            item = lead("Voss", city="Nantes")
            assert isinstance((await provider.create("Lead", [item]))[0], Unknown)
            org.edit("Lead", org.dump("Lead")[0]["Id"], {"City": "Rezé"})
            assert done((await provider.create("Lead", [replace(item, repeated=True)]))[0]).fields["city"] == "Rezé"
            assert [each["City"] for each in org.dump("Lead")] == ["Rezé"]
            org.fault("drop_after", path=COLLECTIONS)
            about = [["Lead", org.dump("Lead")[0]["Id"]]]
            note = Create(new_id(), Kind.NOTE, {"body": "x", "about": about}, "x")
            outcome = (await provider.create("Note", [note]))[0]
            assert isinstance(outcome, Unknown)
            assert isinstance(outcome.error, OutcomeUnknown)
            assert len(org.dump("Note")) == 1

    run_async(story())


def test_a_repetition_leaves_what_colleagues_wrote_where_another_field_was_lost(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            item = lead("Voss", city="Nantes")
            made = done((await provider.create("Lead", [item]))[0])
            org.edit("Lead", made.id, {"City": "Rezé"})
            org.traits(hidden_fields=["Lead.Title"])
            found = done((await provider.create("Lead", [replace(item, repeated=True)]))[0])
            assert (found.id, found.fields["city"]) == (made.id, "Rezé")
            assert row(org, "Lead", made.id)["City"] == "Rezé"

    run_async(story())


def test_a_row_of_a_large_batch_that_is_repeated_is_left_as_it_is_by_now(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    """The keys of four thousand are more than one query can say."""

    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            item = lead("Voss")
            made = done((await provider.create("Lead", [item]))[0])
            org.edit("Lead", made.id, {"LastName": "Ode"})
            others = [
                lead("N", owner=[["Group", "00Ggk0000000001EAA"]]) for _ in range(4000)
            ]  # nothing of these is sent
            outcomes = await provider.create("Lead", [replace(each, repeated=True) for each in (*others, item)])
            assert done(outcomes[-1]).fields["last_name"] == row(org, "Lead", made.id)["LastName"] == "Ode"

    run_async(story())


def test_what_has_a_long_name_is_found_by_it(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    """As a colleague has entered it, before it is made without a key; the title of a note has eighty characters."""

    async def story() -> None:
        name = "Syndicat des copropriétaires de la résidence " + "du Port, " * 8 + "à Nantes"
        company = org.edit("Account", None, {"Name": name})
        async with salesforce(sandbox) as (_, _, provider):
            note = Create(new_id(), Kind.NOTE, {"body": name, "about": [["Account", company]]}, name)
            made = done((await provider.create("Note", [note]))[0])
            for object_name, kind, id in (("Account", Kind.COMPANY, company), ("Note", Kind.NOTE, made.id)):
                found = await provider.find(object_name, kind, Needle(name=name))
                assert [each.id for each in found] == [id]

    run_async(story())


def test_an_answered_write_counts_even_if_its_rows_cannot_be_read(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            org.fault("garbage", path=f"{COLLECTIONS}/Lead", method="POST")
            item = lead("Voss")
            made = done((await provider.create("Lead", [item]))[0])
            assert (made.key, made.fields["last_name"], made.version) == (item.key, "Voss", None)

    run_async(story())


def test_roles_that_are_refused_are_told(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        deal = org.edit("Opportunity", None, {"Name": "M", "StageName": "Prospecting", "CloseDate": "2026-12-31"})
        person = org.edit("Contact", None, {"LastName": "Voss"})
        gone = org.edit("Contact", None, {"LastName": "Weg"})
        org.delete("Contact", gone)
        async with salesforce(sandbox) as (_, _, provider):

            async def relate(new: Raw, old: Raw) -> Outcome:
                item = Update(deal, Kind.DEAL, {"contacts": new}, {"contacts": old})
                return (await provider.update("Opportunity", [item]))[0]

            assert done(await relate([["Contact", person]], None)).fields["contacts"] == [["Contact", person]]
            assert done(await relate([["Contact", person]], None)).fields["contacts"] == [["Contact", person]]
            assert len(org.dump("OpportunityContactRole")) == 1, "a role that is there is not made twice"
            assert isinstance(await relate([["Contact", gone]], None), Refused)
            refused = await relate([["Lead", "00Qgk0000000001EAA"]], None)
            assert isinstance(refused, Refused)
            assert refused.error.key == "reference_elsewhere"
            assert done(await relate(None, [["Contact", person]])).fields["contacts"] is None

    run_async(story())


def test_authors_of_untracked_fields_are_not_made_up(
    sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        id = org.edit("Lead", None, {"LastName": "Voss", "Company": "Oakline", "City": "Nantes"})
        async with salesforce(sandbox) as (_, _, provider):
            org.edit("Lead", id, {"Description": "neu"})  # long texts are not tracked
            stamps = await provider.authorship("Lead", {id: ["city", "first_name"]})
            assert (id, "first_name") not in stamps
            assert stamps[id, "city"].by == "Julien Baudouin"
            assert (stamps[id, "city"].at or "") == row(org, "Lead", id)["LastModifiedDate"][:-5] + "Z"
            org.traits(field_history=False)
            fetched = (await provider.fetch("Lead", [id]))[id]
            assert isinstance(fetched, RemoteRecord)
            done((await provider.update("Lead", [change(fetched, "Rezé")]))[0])
            stamps = await provider.authorship("Lead", {id: ["city"]})
            assert stamps[id, "city"].by == "Hélène Kermarec"
            assert not stamps[id, "city"].ours, "she may have typed it in Salesforce's own page"

    run_async(story())


def test_a_session_that_ended_asks_for_a_person(sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            org.fault("expire_token", path=COLLECTIONS)
            with pytest.raises(SignInNeeded, match="access_refused"):
                await provider.create("Lead", [lead("Voss")])

    run_async(story())
