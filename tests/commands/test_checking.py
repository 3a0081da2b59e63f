"""doctor, selftest: a sound database and a working program say so; what is broken is named."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
import sqlalchemy as sa

from crmdesk.auth.keys import open_key, system_keyring
from crmdesk.commands import selftest
from crmdesk.desk.profile import open_profile
from crmdesk.paths import profile_folders
from crmdesk.store.queries import doctor
from crmdesk.store.queries.doctor import Position, Step
from crmdesk.store.unit import Unit
from crmdesk.ui.check_words import WORDS
from tests.commands.conftest import Cli

CHECKS = ["keyring", "database", "search", "tls", "pictures", "languages", "sync"]


SOUND = {"ok": True, "violations": [], "feed_misses": []}


def damage(profile: Path, *statements: str, **values: str) -> None:
    """Change the database behind the program's back."""
    opened = open_profile(profile_folders(profile))

    def work(unit: Unit) -> None:
        for statement in statements:
            unit.connection.execute(sa.text(statement), values)

    try:
        opened.store.write_now(work)
    finally:
        opened.close()


def test_a_sound_database(connected: Cli) -> None:
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    connected.do("edit", "lead", lead["id"], "city=Rezé")
    connected.new("lead", "last_name=Kervadec")
    connected.do("delete", "lead", connected.new("lead", "last_name=Le Goff"))
    assert connected.do("doctor") == SOUND
    connected.do("sync")
    connected.do("edit", "lead", lead["id"], "city=Orvault")
    connected.do("edit", "lead", lead["id"], "city=Rezé")
    assert connected.do("doctor") == SOUND
    assert connected("doctor").out == "Everything is in order.\n"


def test_what_no_feed_told_is_no_violation_and_is_told(connected: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    connected.do("sync")
    missed = "UPDATE run SET counts = json_set(counts, '$.feed_misses', {}) WHERE id = (SELECT {}(id) FROM run)"
    damage(connected.profile, missed.format(2, "min"), missed.format(1, "max"))
    document = connected.do("doctor")
    (told,) = document["feed_misses"]
    assert document == SOUND | {"feed_misses": [told]}
    last = max(run["started_at"] for run in connected.do("runs")["runs"])
    assert told == {"connection": "hubspot", "rows": 3, "runs": 2, "last": last}
    first, *others = connected("doctor").out.splitlines()
    assert first == "Everything is in order."
    assert "hubspot: 3 changes of the last 30 days were not announced by the vendor" in others[0]
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    french = connected("doctor").out
    assert "hubspot\u00a0: 3 modifications des 30 derniers jours" in french
    damage(connected.profile, "UPDATE run SET started_at = '2026-01-01T00:00:00.000Z'")
    assert connected.do("doctor") == SOUND, "long ago"


@pytest.mark.parametrize(
    ("statement", "invariant"),
    [
        ("DELETE FROM lead WHERE id = :record", "link_has_record"),
        ("UPDATE link SET dirty = 0 WHERE record = :record", "typed_value_is_marked"),
        ("UPDATE lead SET city = 'Elsewhere' WHERE id = :record", "ledger_tells_value"),
        (
            (
                "INSERT INTO conflict (id, record, kind, field, why, before, accounts, opened_at, state)"
                " VALUES ('c', 'nobody', 'lead', 'city', 'both', 'null', '[]', '2026-01-01', 'open')"
            ),
            "conflict_has_record",
        ),
        (
            (
                "INSERT INTO intent (connection, link, record, verb, fields, expected, state, attempts, sent_at)"
                " SELECT connection, id, record, 'update', '{}', '{}', 'sending', 1, '2026-01-01' FROM link"
                " WHERE record = :record AND object = 'contacts'"
            ),
            "intent_has_run",
        ),
    ],
)
def test_what_is_broken_is_named(connected: Cli, statement: str, invariant: str) -> None:
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    connected.do("edit", "lead", lead["id"], "city=Rezé")
    damage(connected.profile, statement, **({"record": lead["id"]} if ":record" in statement else {}))
    done = connected.json("doctor")
    assert done.status == 1
    assert not done.json["ok"]
    assert invariant in {each["invariant"] for each in done.json["violations"]}
    assert all(each.keys() == {"invariant", "record", "detail"} for each in done.json["violations"])
    assert "Rezé" not in done.out
    said = connected("doctor")
    assert said.status == 1
    assert WORDS[invariant][0] in said.out
    assert WORDS[invariant][1] in said.out
    assert invariant not in said.out, "a person reads words"


def test_a_record_is_named_as_on_the_screen(connected: Cli) -> None:
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    connected.do("edit", "lead", lead["id"], "city=Rezé", "last_name=Kervadec")
    damage(connected.profile, "UPDATE link SET dirty = 0 WHERE record = :record", record=lead["id"])
    lines = connected("doctor").out.splitlines()
    assert lines[0] == "A value that was typed here is not waiting to be sent (2)"
    assert [line.strip().rpartition(" ")[2] for line in lines[1:3]] == ["name", "City"]
    assert all("Kervadec" in line and lead["id"] not in line for line in lines[1:3])


def test_a_check_that_is_interrupted_says_so(connected: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends the read that runs, also in the middle of SQLite's own work."""

    def slow(connection: sa.Connection, position: Position) -> Step:
        del position
        os.kill(os.getpid(), signal.SIGINT)  # Python handles signals on its main thread
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        ).all()
        raise AssertionError("a read without an end")

    monkeypatch.setattr(doctor, "examine", slow)
    # A shell's background job begins with the signal ignored, and asyncio leaves it at that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        connected.json("doctor").failed("interrupted")
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_mark_without_a_reason_is_named(connected: Cli) -> None:
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    connected.do("sync")
    assert connected.do("doctor")["ok"]
    damage(connected.profile, "UPDATE link SET dirty = 1 WHERE record = :record", record=lead["id"])
    found = connected.json("doctor").json["violations"]
    assert {(each["invariant"], each["record"]) for each in found} == {("mark_has_reason", lead["id"])}


def test_a_journal_that_cannot_be_read_is_named(connected: Cli) -> None:
    """It is what “status” and “runs” end in a defect with; the check itself counts what the other runs missed."""
    damage(connected.profile, "UPDATE run SET counts = '{'")
    done = connected("doctor")
    assert done.status == 1
    assert WORDS["cell_is_readable"][0] in done.out
    assert "run, 1, counts" in done.out


def test_what_the_doctor_advises_helps(connected: Cli) -> None:
    """Also where the value is the same one: an edit that changes nothing is none, and marks nothing."""
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    (firm, other) = connected.do("records", "company", "--limit", "2")["records"]
    connected.do("sync")
    connected.do("edit", "lead", lead["id"], "city=Rezé", f"company={firm['id']}")
    record = {"record": lead["id"]}
    damage(connected.profile, "UPDATE link SET dirty = 0 WHERE record = :record", **record)
    damage(connected.profile, "DELETE FROM mention WHERE source = :record AND field = 'company'", **record)
    words = connected("doctor").out
    assert "Change it and change it back: then it is sent." in words
    assert "give it another relation and then this one again" in words
    for city, company in (("Orvault", other["id"]), ("Rezé", firm["id"])):
        connected.do("edit", "lead", lead["id"], f"city={city}", f"company={company}")
    assert connected.do("doctor") == SOUND
    (run,) = connected.do("sync")["runs"]
    assert run["pushed"] == 1


def test_an_object_or_a_kind_is_not_called_a_field(connected: Cli) -> None:
    """“contacts” and “company” are names of fields, too."""
    (firm,) = connected.do("records", "company", "--limit", "1")["records"]
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    connected.do("delete", "lead", lead["id"])
    damage(connected.profile, "UPDATE link SET dirty = 0 WHERE record = :record", record=lead["id"])
    damage(connected.profile, "DELETE FROM history WHERE record = :record", record=firm["id"])
    lines = [line.strip() for line in connected("doctor").out.splitlines()]
    assert any(line.endswith(lead["fields"]["last_name"]) for line in lines)
    assert firm["fields"]["name"] in lines


def test_this_program_works_here(new_cli: Cli) -> None:
    done = new_cli.json("selftest")
    assert [check["name"] for check in done.json["checks"]] == CHECKS
    assert [check["name"] for check in done.json["checks"] if not check["ok"]] == []
    assert (done.status, done.json["ok"]) == (0, True)
    (keyring,) = [check["detail"] for check in done.json["checks"] if check["name"] == "keyring"]
    assert keyring == "keyring.backends.SecretService"
    assert list(new_cli.profile.iterdir()) == [], "it leaves the profile alone"


def test_the_failing_check_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> selftest.Detail:
        raise selftest.CheckFailed("no such thing")

    monkeypatch.setattr(selftest, "CHECKS", [("search", selftest.search), ("tls", broken)])
    done = cli.json("selftest")
    assert done.status == 1
    assert [(check["name"], check["ok"]) for check in done.json["checks"]] == [("search", True), ("tls", False)]
    assert "tls" in done.err
    assert "FAILED  tls             no such thing" in cli("selftest").out


def test_without_a_keyring_the_passphrase_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    result = selftest.run(("keyring", selftest.keyring))
    assert result.ok
    assert "passphrase" in result.document()["detail"]


@pytest.mark.parametrize("name", ["languages", "pictures"])
def test_missing_files_are_found(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(selftest, "resources", lambda: tmp_path)
    check = dict(selftest.CHECKS)[name]
    assert not selftest.run((name, check)).ok


def test_the_key_is_in_the_keyring(cli: Cli) -> None:
    cli.new("lead", "last_name=Kervadec")
    profile_id = json.loads((cli.profile / "profile.json").read_text(encoding="utf-8"))["id"]
    key = open_key(profile_id, cli.profile / "key.json", new=False, keyring_backend=system_keyring(), passphrase=None)
    assert len(key) == 32
    assert not (cli.profile / "key.json").exists()
    for path in cli.profile.rglob("*"):
        if path.is_file():
            assert key not in path.read_bytes()
            assert key.hex().encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("typed", "harm"),
    [
        ("last_name=Kervadec", "UPDATE lead SET last_name = x'00' WHERE id = :record"),
        ("email=a@b.example", "UPDATE lead SET emails = '[1]' WHERE id = :record"),
    ],
)
def test_a_name_that_cannot_be_read_is_named_by_its_place(cli: Cli, typed: str, harm: str) -> None:
    """What is found is told with the names of records: the check ended in a defect where a name was what is damaged."""
    damaged, sound = cli.new("lead", typed), cli.new("lead", "last_name=Le Goff")
    damage(cli.profile, harm, record=damaged)
    damage(cli.profile, "UPDATE lead SET city = 'Elsewhere' WHERE id = :record", record=sound)
    done = cli("doctor")
    assert (done.status, done.err) == (1, "")
    assert "Le Goff" in done.out
    assert damaged in {each["record"] for each in cli.json("doctor").json["violations"]}


def test_an_entry_of_the_history_whose_field_cannot_be_read_is_named(cli: Cli) -> None:
    """Two of a record that cannot be read are no field with a gap between them."""
    cli.new("lead", "last_name=Kervadec", "city=Rezé")
    damage(cli.profile, "UPDATE history SET field = x'00' WHERE field IS NOT NULL")
    for options in ((), ("--json",)):
        done = cli("doctor", *options)
        assert (done.status, done.err) == (1, "")
        assert "history, " in done.out
