"""Zoho's writes beyond the contract: conditions, batches, what a new row requires, answers that are lost or odd."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown, RecordRefused, SignInNeeded
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Absence,
    ConnectionSettings,
    Create,
    Done,
    Needle,
    NotNow,
    Outcome,
    Provider,
    Raw,
    Refused,
    RemoteRecord,
    Unknown,
    Update,
)
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.provider import ZohoProvider
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho
from tests.providers.answers import Script, response
from tests.providers.zoho.schema import ACCOUNT, full_schema

CHANCE = Random(3)


def create(kind: Kind, title: str = "Titre", **fields: Raw) -> Create:
    return Create(new_ulid(1_795_000_000_000, CHANCE), kind, fields, title)


def done(outcome: Outcome) -> RemoteRecord:
    assert isinstance(outcome, Done), outcome
    assert outcome.record is not None
    return outcome.record


async def made(provider: Provider, name: str, kind: Kind, title: str = "Titre", **fields: Raw) -> RemoteRecord:
    return done((await provider.create(name, [create(kind, title, **fields)]))[0])


def test_a_note_of_many_words_is_found_by_its_title(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    """Before it is made once more by another computer; a title has eighty characters."""

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            lead = await made(provider, "People", Kind.LEAD, first_name="Mara")
            name = "Rappeler le syndic de la résidence du port, qui attend le procès-verbal de la dernière assemblée"
            note = await made(provider, "Notes", Kind.NOTE, name, body=name, about=[["People", lead.id]])
            found = await provider.find("Notes", Kind.NOTE, Needle(name=name))
            assert [each.id for each in found] == [note.id]

    run_async(story())


def test_what_zoho_requires_is_made_up(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(company_mandatory=True)
        async with zoho(sandbox) as (_, _, provider):
            lead = await made(provider, "People", Kind.LEAD, "Mara", first_name="Mara")
            assert lead.fields["last_name"] is None
            row = org.row("Leads", lead.id.rpartition("/")[2])
            assert (row["Last_Name"], row["Company"]) == ("—", "Mara")
            call = await made(provider, "Calls", Kind.ACTIVITY, "Rappel")
            row = org.row("Calls", call.id)
            assert (row["Call_Duration"], row["Call_Type"], row["Subject"]) == ("00:01", "Outbound", "Rappel")
            assert (call.fields["duration_s"], call.fields["type"]) == (None, "call")
            meeting = await made(provider, "Events", Kind.ACTIVITY, starts_at="2026-12-01T09:00:00.000Z")
            assert meeting.fields["ends_at"] == "2026-12-01T10:00:00.000Z"
            note = create(Kind.NOTE, body="x")
            (refused,) = await provider.create("Notes", [note])
            assert isinstance(refused, Refused)
            about = [["People", lead.id]]
            assert (await made(provider, "Notes", Kind.NOTE, body="x", about=about)).fields["about"] == about

    run_async(story())


def test_a_call_of_no_length_is_taken(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    """Zoho refuses a length of zero: an unanswered call has none there, and what is read is what was sent."""

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            calls = next(each for each in provider.objects() if each.name == "Calls")
            codec = calls.rules(Kind.ACTIVITY)["duration_s"].codec
            sent = codec.encode(0, None)
            call = await made(provider, "Calls", Kind.ACTIVITY, "Rappel", duration_s=sent)
            assert (org.row("Calls", call.id)["Call_Duration"], call.fields["duration_s"]) == ("00:01", sent)
            long = await made(provider, "Calls", Kind.ACTIVITY, "Rappel", duration_s="10:00")
            shorter = Update(
                long.id, Kind.ACTIVITY, {"duration_s": codec.encode(0, "10:00")}, {"duration_s": "10:00"}, long.version
            )
            done((await provider.update("Calls", [shorter]))[0])
            (row,) = (await provider.fetch("Calls", [long.id])).values()
            assert isinstance(row, RemoteRecord)
            assert (org.row("Calls", long.id)["Call_Duration"], row.fields["duration_s"]) == ("00:01", sent)

    run_async(story())


async def retold(provider: Provider, id: str, before: str, after: str) -> None:
    """Change the text of a note, as it is now."""
    (row,) = (await provider.fetch("Notes", [id])).values()
    assert isinstance(row, RemoteRecord)
    item = Update(id, Kind.NOTE, {"body": after}, {"body": before}, row.version)
    assert done((await provider.update("Notes", [item]))[0]).fields["body"] == after


def test_the_title_of_a_note_follows_its_text_until_a_colleague_writes_one(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            lead = await made(provider, "People", Kind.LEAD, "Mara", first_name="Mara")
            text, about = "Préfère le matin\nAvant dix heures", [["People", lead.id]]
            note = await made(provider, "Notes", Kind.NOTE, "Préfère le matin", body=text, about=about)

            def title() -> str:
                return str(org.row("Notes", note.id)["Note_Title"])

            await retold(provider, note.id, text, "Préfère le soir\nAvant dix heures")
            assert title() == "Préfère le soir"
            org.calls()
            await retold(provider, note.id, "Préfère le soir\nAvant dix heures", "Préfère le soir")
            assert (title(), org.calls()["GET /crm/v8/Notes"]) == ("Préfère le soir", 2), "fetched, and read back"
            await retold(provider, note.id, "Préfère le soir", "é" * 200)
            assert title() == "é" * 80
            org.edit("Notes", note.id, {"Note_Title": "Horaires"})
            await retold(provider, note.id, "é" * 200, "N’importe quand")
            assert title() == "Horaires"

    run_async(story())


def test_a_lead_and_a_contact_are_made_side_by_side(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            items = [create(Kind.LEAD, first_name="Mara"), create(Kind.CONTACT, first_name="Ines")]
            records = [done(outcome) for outcome in await provider.create("People", items)]
            assert [record.id.partition("/")[0] for record in records] == ["Leads", "Contacts"]
            assert [record.key for record in records] == [item.key for item in items]
            updates = [Update(record.id, record.kind, {"city": "Nantes"}, {"city": None}) for record in records]
            assert [done(outcome).fields["city"] for outcome in await provider.update("People", updates)] == [
                "Nantes"
            ] * 2
            assert org.row("Contacts", records[1].id.partition("/")[2])["Mailing_City"] == "Nantes"

    run_async(story())


def test_every_field_goes_there_and_back(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    fields: dict[str, Raw] = {
        "salutation": "Mme", "first_name": "Mara", "last_name": "Voss", "street": "1 quai", "postal_code": "44000",
        "city": "Nantes", "country": "France", "job_title": "Notaire", "description": "a\nb", "status": "Lost Lead",
        "rating": "Hot", "source": "Vitrine", "tags": "a;b", "sector": "Nantes", "lead_type": "seller", "horizon": "3_to_6",
        "property_type": "house", "property_address": "2 quai", "property_surface_m2": "81.5", "property_rooms": "4",
        "asking_price": "250000", "estimate": "240000.5", "consent_phone": '{"state":"given"}',
        "last_contact_at": "2026-11-20T10:00:00.000Z", "emails": {"Email": "a@b.fr", "Secondary_Email": "c@d.fr"},
        "phones": {"Phone": "+33240112233", "Mobile": None},
    }  # fmt: skip

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            owner = org.dump("users")[2]["id"]
            known = {**fields, "owner": [["users", owner]]}
            record = await made(provider, "People", Kind.LEAD, **known)
            assert {name: record.fields[name] for name in known} == known
            cleared = {name: None for name in known if name not in {"owner", "last_name"}}
            update = Update(record.id, Kind.LEAD, {**cleared, "last_name": None}, known, record.version)
            after = done((await provider.update("People", [update]))[0])
            assert not any(after.fields[name] for name in cleared)
            assert after.fields["owner"] == known["owner"]

    run_async(story())


def test_many_changes_go_in_batches(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            items = [create(Kind.LEAD, first_name=f"N{number}") for number in range(120)]
            records = [done(outcome) for outcome in await provider.create("People", items)]
            org.calls()
            bad = {"Email": "none", "Secondary_Email": None}
            updates = [
                Update(record.id, Kind.LEAD, {"emails": bad} if number == 7 else {"city": "Rezé"}, {}, record.version)
                for number, record in enumerate(records)
            ]
            outcomes = await provider.update("People", updates)
            assert [number for number, outcome in enumerate(outcomes) if not isinstance(outcome, Done)] == [7]
            assert org.calls() == {"PUT /crm/v8/Leads": 2, "GET /crm/v8/Leads": 3}
            await provider.delete("People", [record.id for record in records])
            assert org.calls() == {"DELETE /crm/v8/Leads": 2}

    run_async(story())


def test_a_change_meanwhile_is_not_overwritten(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            record = await made(provider, "People", Kind.LEAD, city="Nantes")
            org.edit("Leads", record.id.partition("/")[2], {"City": "Vertou"})
            item = Update(record.id, Kind.LEAD, {"city": "Rezé"}, {"city": "Nantes"}, record.version)
            (outcome,) = await provider.update("People", [item])
            assert isinstance(outcome, Refused)
            assert outcome.error.key == "changed_meanwhile"
            org.traits(unmodified_since="ignored")
            assert done((await provider.update("People", [item]))[0]).fields["city"] == "Rezé"

    run_async(story())


def test_a_converted_lead_takes_no_change(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            record = await made(provider, "People", Kind.LEAD, city="Nantes")
            org.edit("Leads", record.id.partition("/")[2], {"convert": {}})
            (outcome,) = await provider.update(
                "People", [Update(record.id, Kind.LEAD, {"city": "Rezé"}, {"city": "Nantes"})]
            )
            assert isinstance(outcome, Refused)
            assert outcome.error.key == "row_not_there"
            found = (await provider.fetch("People", [record.id]))[record.id]
            assert isinstance(found, Absence)
            assert (found.merged_into or "").startswith("Contacts/")

    run_async(story())


def test_without_a_unique_key_rows_are_looked_for(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(bare_org=True)
        async with zoho(sandbox) as (_, _, provider):
            spec = next(spec for spec in provider.objects() if spec.name == "People")
            assert not spec.keyed
            org.calls()
            record = await made(provider, "People", Kind.LEAD, first_name="Mara")
            assert record.key is None
            assert "POST /crm/v8/Leads" in org.calls()

    run_async(story())


def test_rows_are_found_before_a_search_knows_of_them(sandbox: Sandbox, org: ZohoControl, run_async: RunAsync) -> None:
    async def story() -> None:
        org.traits(search_lag_s=600.0)
        async with zoho(sandbox) as (_, _, provider):
            lead = await made(provider, "People", Kind.LEAD, first_name="Mara", emails={"Email": "a@b.fr"})
            task = await made(provider, "Tasks", Kind.ACTIVITY, subject="Rappeler Mara")
            about = [["People", lead.id]]
            note = await made(provider, "Notes", Kind.NOTE, "Préfère le matin", body="Préfère le matin", about=about)
            for name, kind, found in (
                ("People", Kind.LEAD, lead),
                ("Tasks", Kind.ACTIVITY, task),
                ("Notes", Kind.NOTE, note),
            ):
                rows = await provider.made_since(name, kind, str(found.created_at))
                assert [row.id for row in rows] == [found.id]
            by_mail = await provider.find("People", Kind.LEAD, Needle(emails=("A@b.fr",)))
            assert [row.id for row in by_mail] == [lead.id]
            org.fault("status", path="/crm/v8/coql", value=403)
            org.tick(700)
            by_mail = await provider.find("People", Kind.LEAD, Needle(emails=("a@b.fr",)))
            assert [row.id for row in by_mail] == [lead.id]

    run_async(story())


def test_what_finds_no_room_is_not_believed_to_be_there(
    sandbox: Sandbox, org: ZohoControl, run_async: RunAsync
) -> None:
    """Also where the row cannot be read after it was written: else the next reading would seem to take it away."""

    async def story() -> None:
        async with zoho(sandbox) as (_, _, provider):
            named = [await made(provider, "People", Kind.CONTACT, last_name=name) for name in ("Voss", "Kern")]
            people = sorted(["People", each.id] for each in named)
            org.fault("status", method="GET", path="/crm/v8/Deals", value=500, times=100)
            deal = await made(provider, "Deals", Kind.DEAL, "Maison", contacts=people)
            assert deal.fields["contacts"] == people[:1]
            item = Update(deal.id, Kind.DEAL, {"contacts": people}, {"contacts": people[1:]}, None)
            assert done((await provider.update("Deals", [item]))[0]).fields["contacts"] == people[1:]
            assert org.row("Deals", deal.id)["Contact_Name"]["id"] == people[1][1].partition("/")[2]

    run_async(story())


async def answered(method: str, items: list[Any], *answers: Any) -> Any:
    provider = ZohoProvider(Api(Script(*answers)), ConnectionSettings(), full_schema(), ACCOUNT)
    return await getattr(provider, method)("People", items)


def test_lost_and_odd_answers(run_async: RunAsync) -> None:
    lost = OutcomeUnknown("connection_lost")
    items = [create(Kind.LEAD, first_name="Mara")]
    (unknown,) = run_async(answered("create", items, lost))
    assert isinstance(unknown, Unknown)
    (odd,) = run_async(answered("create", items, response(201, "<html>")))
    assert isinstance(odd, Unknown)
    (empty,) = run_async(answered("create", items, response(201, {"data": []})))
    assert isinstance(empty, Unknown)
    update = [Update("Leads/5", Kind.LEAD, {"city": "x"}, {}, "2026-11-20T10:00:00.000Z/0")]
    (outcome,) = run_async(answered("update", update, lost))
    assert isinstance(outcome, Unknown)
    good = response(200, {"data": [{"status": "success", "code": "SUCCESS", "details": {"id": "5"}, "message": ""}]})
    (kept,) = run_async(answered("update", update, good, lost))
    assert done(kept).fields == {"city": "x"}, "the write was answered: what was sent stands"
    with pytest.raises(SignInNeeded):
        run_async(answered("create", items, SignInNeeded("refresh_refused")))
    (wrong,) = run_async(answered("update", [Update("Cases/5", Kind.LEAD, {"city": "x"}, {})]))
    assert isinstance(wrong, Refused)
    assert isinstance(wrong.error, RecordRefused)


def test_a_row_of_an_earlier_attempt_is_found_by_its_key_also_beside_another_unique_field(run_async: RunAsync) -> None:
    """An agency's own number is unique too: whoever repeats a creation meets both, and hears of them together."""
    item = create(Kind.LEAD, first_name="Mara")

    def duplicate(field: str, id: str) -> dict[str, Any]:
        details = {"api_name": field, "json_path": f"$.data[0].{field}", "duplicate_record": {"id": id}}
        return {"code": "DUPLICATE_DATA", "details": details, "message": "duplicate data", "status": "error"}

    def refusal(*errors: dict[str, Any]) -> Any:
        entry = {
            "code": "MULTIPLE_OR_MULTI_ERRORS",
            "details": {"errors": [*errors]},
            "message": "x",
            "status": "error",
        }
        return response(400, {"data": [entry]})

    lost = OutcomeUnknown("connection_lost")
    both = refusal(duplicate("Numero", "7"), duplicate("crmdesk_uid", "7"))
    (found,) = run_async(answered("create", [item], both, lost))
    assert done(found).id == "Leads/7"
    (other,) = run_async(answered("create", [item], refusal(duplicate("Numero", "8"), duplicate("Email", "9")), lost))
    assert isinstance(other, Refused)
    assert (other.error.key, other.error.data["remote_field"]) == ("duplicate_value", "Numero")


def test_what_was_not_sent_may_be_sent_later(run_async: RunAsync) -> None:
    update = [Update(f"Leads/{number}", Kind.LEAD, {"city": "x"}, {}) for number in range(8)]
    outcomes = run_async(answered("update", update, OutcomeUnknown("connection_lost")))
    assert [type(each) for each in outcomes] == [Unknown, *[NotNow] * 7]
