"""edit, new, delete, restore: what is taken, and what is refused with words that help."""

from __future__ import annotations

import os
import shutil
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from crmdesk.store import editing
from tests.commands.conftest import Cli


def test_a_record_is_made_changed_deleted_and_restored(cli: Cli) -> None:
    made = cli.json(
        "new", "lead", "last_name=Kervadec", "phone=06 39 98 02 36", "asking_price=348 000,50 €", "tags=b;a"
    )
    assert made.json.keys() == {"id", "pending", "change"}
    lead = made.json["id"]
    fields = cli.fields("lead", lead)
    assert fields["phones"] == [{"value": "+33639980236", "label": None, "primary": True}]
    assert fields["asking_price"] == {"amount": "348000.5", "currency": "EUR"}
    assert fields["tags"] == ["a", "b"]
    cli.do("edit", "lead", lead, "phone=+33 2 40 00 00 00", "tags=", "last_name=Le Goff")
    fields = cli.fields("lead", lead)
    assert [item["value"] for item in fields["phones"]] == ["+33240000000"]
    assert (fields["tags"], fields["last_name"]) == (None, "Le Goff")
    cli.do("delete", "lead", lead)
    assert cli.do("records", "lead")["total"] == 0
    assert cli.json("edit", "lead", lead, "city=x").failed("record_deleted") == {"record": lead}
    cli.do("restore", "lead", lead)
    assert cli.fields("lead", lead)["last_name"] == "Le Goff"
    cli.json("restore", "lead", lead).failed("record_not_in_trash")


@pytest.mark.parametrize(
    ("values", "key", "status"),
    [
        (("nope=1",), "unknown_field", 2),
        (("city",), "assignment_expected", 2),
        (("=x",), "assignment_expected", 2),
        (("city=a", "city=b"), "field_named_twice", 2),
        (("email=a@b.example", "emails=c@d.example"), "field_named_twice", 2),
        (("created_at=2026-01-01T00:00:00Z",), "field_read_only", 1),
        (("asking_price=abc",), "value_not_number", 1),
        (("email=nobody",), "value_not_email", 1),
        (("phone=abc",), "value_not_phone", 1),
        (("status=perhaps",), "value_not_an_option", 1),
        (("consent_phone=given/pigeon",), "value_not_consent_channel", 1),
        (("lead_type=dealer",), "value_not_an_option", 1),
        (("last_contact_at=yesterday",), "value_not_datetime", 1),
        (("owner=01ZZZZZZZZZZZZZZZZZZZZZZZZ",), "reference_unknown", 1),
        (("consent_phone=perhaps",), "value_not_consent", 1),
        (("city=" + "x" * 256,), "value_too_long", 1),
    ],
)
def test_a_value_that_cannot_be_taken_changes_nothing(cli: Cli, values: tuple[str, ...], key: str, status: int) -> None:
    lead = cli.new("lead", "last_name=Kervadec")
    before = cli.fields("lead", lead)
    cli.json("edit", "lead", lead, *values).failed(key, status)
    cli.json("edit", "lead", lead, "first_name=Zoé", *values).failed(key, status)
    assert cli.fields("lead", lead) == before
    cli.json("new", "lead", "last_name=Le Goff", *values).failed(key, status)
    assert cli.do("records", "lead")["total"] == 1


def test_records_that_are_not_what_the_command_says(cli: Cli) -> None:
    lead = cli.new("lead", "last_name=Kervadec")
    assert cli.json("edit", "lead", "01NOWHERE", "city=x").failed("unknown_record") == {"record": "01NOWHERE"}
    assert cli.json("delete", "contact", lead).failed("record_of_another_kind") == {"record": lead, "kind": "lead"}
    cli.json("new", "user", "name=x").failed("kind_read_only")
    cli.json("new", "note", "body=").failed("record_blank")
    assert cli("new", "house", "name=x").status == 2


def test_a_refusal_names_the_field_what_was_written_and_an_example(cli: Cli) -> None:
    refused = cli.json("new", "lead", "last_name=Kervadec", "phone=abc")
    assert refused.failed("value_not_phone") == {"field": "phones", "value": "abc"}
    assert refused.err.startswith("crmdesk: Phone (phones): ")
    assert "“abc”" in refused.err
    assert "06 12 34 56 78" in refused.err


def test_a_moment_is_typed_as_on_paper(cli: Cli) -> None:
    written = ("12/11/2026 9h05", "2026-11-12 09:05", "2026-11-12T09:05", "12/11/2026 à 9:05")
    made = [cli.new("activity", "subject=Appeler", f"due_at={text}") for text in written]
    here = datetime(2026, 11, 12, 9, 5).astimezone(UTC)
    expected = here.strftime("%Y-%m-%dT%H:%M:00.000Z")
    assert {cli.fields("activity", one)["due_at"] for one in made} == {expected}


def test_a_new_deal_begins_where_the_account_wants_it(connected: Cli) -> None:
    deal = connected.new("deal", "name=Vente")
    fields = connected.fields("deal", deal)
    assert fields["pipeline"]
    assert fields["stage"]
    connected.do("send", "hubspot", "on")
    (run,) = connected.do("sync")["runs"]
    assert run["pushed"] == 1
    assert run["problems"] == 0


def test_without_json_the_id_is_printed(cli: Cli) -> None:
    made = cli("new", "lead", "last_name=Kervadec")
    assert made.status == 0
    assert cli.fields("lead", made.out.strip())["last_name"] == "Kervadec"


def test_what_was_done_names_the_change_that_takes_it_back(cli: Cli) -> None:
    made = cli.do("new", "lead", "last_name=Kervadec", "city=Nantes")
    lead = made["id"]
    edited = cli.do("edit", "lead", lead, "city=Rezé")
    cli.do("undo", "--change", edited["change"])
    assert cli.fields("lead", lead)["city"] == "Nantes"
    deleted = cli.do("delete", "lead", lead)
    cli.do("undo", "--change", deleted["change"])
    cli.do("undo", "--change", made["change"])
    assert cli.do("records", "lead")["total"] == 0


@pytest.mark.parametrize("command", [("edit", "city=Rezé"), ("delete",)])
def test_a_person_reads_how_to_take_it_back(cli: Cli, command: tuple[str, ...]) -> None:
    lead = cli.new("lead", "last_name=Kervadec", "city=Nantes")
    verb, *values = command
    id, remedy = cli(verb, "lead", lead, *values).out.splitlines()
    assert id == lead
    assert remedy.startswith("To take it back: crmdesk undo --change ")
    cli.do(*remedy.partition("crmdesk ")[2].split())
    assert cli.fields("lead", lead)["city"] == "Nantes"


@pytest.mark.parametrize(
    "typed",
    ["status=À rappeler", "status=a rappeler", "status=To call back", "status=to_call_back", "Statut=À rappeler"],
)
def test_fields_and_choices_are_taken_by_the_words_of_either_language(cli: Cli, typed: str) -> None:
    lead = cli.new("lead", "last_name=Kervadec")
    cli.do("edit", "lead", lead, typed)
    assert cli.fields("lead", lead)["status"] == "to_call_back"
    assert cli.do("records", "lead", "--where", typed)["total"] == 1
    assert cli.do("records", "lead", "--where", "status=Perdu")["total"] == 0


def test_a_word_that_an_account_uses_itself_is_that_word(connected: Cli) -> None:
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    connected.do("edit", "lead", lead["id"], "status=ATTEMPTED_TO_CONTACT")
    assert connected.fields("lead", lead["id"])["status"] == "ATTEMPTED_TO_CONTACT"
    assert connected.do("records", "lead", "--where", "status=ATTEMPTED_TO_CONTACT")["total"] >= 1


def test_the_choices_of_a_field_are_those_of_its_own_kind(connected: Cli) -> None:
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    refused = connected.json("edit", "lead", lead["id"], "status=RINGING").failed("value_not_an_option")
    assert "RINGING" not in refused["options"]
    assert "COMPLETED" not in refused["options"]
    connected.do("edit", "lead", lead["id"], "status=ATTEMPTED_TO_CONTACT")


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        ("lead", "asking_price=-5", "value_negative"),
        ("lead", "estimate=-0.01", "value_negative"),
        ("lead", "property_surface_m2=-80", "value_negative"),
        ("lead", "property_rooms=3.7", "value_not_whole"),
        ("lead", "property_rooms=-3", "value_negative"),
        ("company", "employees=-1", "value_negative"),
        ("activity", "duration_s=-60", "value_negative"),
        ("deal", "probability=101", "value_not_percentage"),
        ("deal", "probability=-1", "value_not_percentage"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused(cli: Cli, kind: str, value: str, key: str) -> None:
    done = cli.json("new", kind, value)
    assert done.failed(key)["field"] == value.partition("=")[0]
    assert cli.do("records", kind)["total"] == 0


def test_who_does_not_wait_for_another_process_is_told_what_was_made(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C while the record is being stored, which may take as long as others write."""
    create = editing.create

    def slow(*arguments: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)
        return create(*arguments)

    monkeypatch.setattr(editing, "create", slow)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        made = cli.new("lead", "last_name=Kervadec")
    finally:
        signal.signal(signal.SIGINT, before)
    assert [row["id"] for row in cli.do("records", "lead")["records"]] == [made]


def test_who_does_not_wait_for_the_backup_is_told_what_was_made(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C behind the work: “Interrupted. Start it again to go on” had the record made twice."""
    backups = cli.profile / "backups"
    for each in backups.iterdir():
        each.unlink()

    def pressed(_: Path) -> NoReturn:
        os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("Python handles signals on its main thread, where the command runs")

    # A shell's background job begins with the signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(shutil, "disk_usage", pressed)
            made = cli.new("lead", "last_name=Kervadec")
    finally:
        signal.signal(signal.SIGINT, before)
    assert list(backups.iterdir()) == []
    assert cli.fields("lead", made)["last_name"] == "Kervadec"
