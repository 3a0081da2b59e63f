"""What goes wrong is said in words that name the remedy, and nothing that was typed is lost."""

from __future__ import annotations

import json
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from crmdesk.store.migrations import newest
from tests.e2e.kit import LONG_S, Desk, Done, SandboxUnderTest, decide, sandbox_process
from tests.e2e.processes import Nursery

API = "/crm/objects/2026-03"


@pytest.fixture
def typed(desk: Desk, sandbox: SandboxUnderTest) -> dict[str, Any]:
    """A replicated account, and a lead with an edit that was not sent."""
    desk.connect_by_token(sandbox)
    desk.sync()
    (lead,) = desk.records("lead", "--limit", "1")
    desk.do("edit", "lead", lead["id"], "city=Rezé")
    return lead


def still_there(desk: Desk, lead: dict[str, Any], city: str = "Rezé", *, pending: bool = True) -> None:
    (row,) = desk.records("lead", "--where", f"id={lead['id']}")
    assert (row["fields"]["city"], row["pending"]) == (city, pending)


def test_no_network(desk: Desk) -> None:
    with sandbox_process(5) as sandbox:
        desk.connect_by_token(sandbox)
        desk.sync()
        (lead,) = desk.records("lead", "--limit", "1")
        desk.do("edit", "lead", lead["id"], "city=Rezé")
    words = desk.run("sync", "--json").failed("unreachable")
    assert "everything is kept" in words
    still_there(desk, lead)
    assert desk.do("status")["connections"][0]["failure"]["key"] == "unreachable"
    logged = [json.loads(line) for path in (desk.profile / "log").iterdir() for line in path.read_text().splitlines()]
    desk.run("sync", "--json").failed("unreachable")
    again = [json.loads(line) for path in (desk.profile / "log").iterdir() for line in path.read_text().splitlines()]
    assert [line["event"] for line in logged].count("connection failed") == 1
    assert [line["event"] for line in again].count("connection failed") == 1, "a failure is said once"


def test_the_account_breaks_off_in_the_middle_of_a_page(
    desk: Desk, sandbox: SandboxUnderTest, typed: dict[str, Any]
) -> None:
    sandbox.fault("drop_before", method="POST", path=f"{API}/contacts/search", times=None)
    ended = desk.run("sync", "--json")
    assert [run["status"] for run in ended.json["runs"]] == ["failed"]
    assert ended.status == 1
    assert ended.err.startswith("crmdesk: hubspot: ")
    assert "Traceback" not in ended.err
    still_there(desk, typed, pending=False)  # one list that cannot be read holds back nothing that was typed
    sandbox.control.done("DELETE", "/faults")
    desk.do("edit", "lead", typed["id"], "city=Orvault")
    sandbox.fault("drop_before", method="POST", path=f"{API}/contacts/batch/update", times=None)
    assert "Traceback" not in desk.run("sync", "--json").err
    still_there(desk, typed, "Orvault")
    sandbox.control.done("DELETE", "/faults")
    assert desk.sync()["pushed"] == 1


def test_a_revoked_token_asks_for_a_sign_in_that_keeps_everything(
    desk: Desk, sandbox: SandboxUnderTest, profile: Path
) -> None:
    desk.connect(sandbox)
    desk.sync()
    (lead,) = desk.records("lead", "--limit", "1")
    desk.do("edit", "lead", lead["id"], "city=Rezé")
    sandbox.fault("revoke_token", method="POST", path=f"{API}/contacts/search")
    ended = desk.run("sync", "--json")
    assert ended.status == 1
    (run,) = ended.json["runs"]
    assert run["error"]["key"] in ("refresh_refused", "access_revoked", "sign_in_needed")
    assert run["error"]["key"] not in ended.err
    assert [row["state"] for row in desk.do("status")["connections"]] == ["sign_in"]
    still_there(desk, lead)
    desk.connect(sandbox)
    assert desk.sync()["pushed"] == 1


def test_a_wrong_client_secret(desk: Desk, sandbox: SandboxUnderTest) -> None:
    known = sandbox.hubspot
    wrong = Desk(desk.nursery, desk.profile, {"CRMDESK_CLIENT_SECRET": "0000-wrong-0000"})
    process = wrong.start(
        "connect",
        "hubspot",
        "--client-id",
        known["client_id"],
        "--base-url",
        known["base_url"],
        "--no-browser",
        "--json",
    )
    opened = json.loads(process.stdout.readline())["open"]
    assert "wrong" not in opened
    decide(opened, "approve")
    ended = Done(*process.finish(LONG_S))
    assert ended.failed("code_refused")
    assert "0000-wrong-0000" not in ended.out + ended.err
    assert desk.do("status")["connections"] == []


def test_the_person_refuses_in_the_browser(desk: Desk, sandbox: SandboxUnderTest) -> None:
    process = desk.start("connect", "hubspot", "--sandbox", sandbox.control.url, "--no-browser", "--json")
    opened = json.loads(process.stdout.readline())["open"]
    decide(opened, "deny")
    assert Done(*process.finish(LONG_S)).failed("consent_refused")


def test_every_port_of_the_sign_in_is_in_use(desk: Desk, sandbox: SandboxUnderTest) -> None:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        ports = [first.getsockname()[1], second.getsockname()[1]]
        registered = [f"http://127.0.0.1:{port}/callback" for port in ports]
        sandbox.control.traits(redirect_uris=registered)
        ended = desk.run("connect", "hubspot", "--sandbox", sandbox.control.url, "--no-browser", "--json")
    assert str(ports[0]) in ended.failed("loopback_ports_taken")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on file sizes to set")
def test_the_disk_is_full(desk: Desk, typed: dict[str, Any]) -> None:
    # A file cannot grow beyond this; the journal of such a note would have to.
    ended = desk.run("new", "note", f"body={'x' * 60_000}", "--json", RLIMIT_FSIZE=32_768)
    assert ended.failed("database_io")
    still_there(desk, typed)
    assert desk.do("doctor")["ok"]


def test_a_database_of_a_newer_version(desk: Desk, typed: dict[str, Any]) -> None:
    set_version(desk, newest() + 1)
    assert desk.run("status", "--json").failed("database_newer")
    set_version(desk, newest())
    still_there(desk, typed)


def set_version(desk: Desk, version: int) -> None:
    """Write the version into the file, as another release would."""
    from crmdesk.auth.keys import open_key, system_keyring
    from crmdesk.store.database import connect

    profile_id = json.loads((desk.profile / "profile.json").read_text())["id"]
    key = open_key(profile_id, desk.profile / "key.json", new=False, keyring_backend=system_keyring(), passphrase=None)
    database = connect(desk.profile / "replica.db", key, read_only=False)
    database.execute(f"PRAGMA user_version = {version}")
    database.close()


def test_a_damaged_database_is_named_and_left_alone(desk: Desk, typed: dict[str, Any], tmp_path: Path) -> None:
    database = desk.profile / "replica.db"
    whole = shutil.copy(database, tmp_path / "whole.db")
    content = database.read_bytes()
    damages = {
        "its first page": b"\x00" * 4096 + content[4096:],
        "all but its first pages": content[:8192] + b"\x00" * (len(content) - 8192),
    }
    for what, damaged in damages.items():
        database.write_bytes(damaged)
        ended = desk.run("records", "lead", "--json")
        assert ended.status == 1
        assert ended.json["error"]["key"] in ("database_unreadable", "database_damaged"), what
        assert ended.json["error"]["key"] not in ended.err
        assert database.read_bytes() == damaged
    shutil.copy(whole, database)
    still_there(desk, typed)


def test_without_a_keyring_a_passphrase_protects(nursery: Nursery, profile: Path, tmp_path: Path) -> None:
    bare = Desk(nursery, profile, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
    assert "CRMDESK_PASSPHRASE" in bare.run("status", "--json").failed("no_keyring_no_passphrase")
    assert not (profile / "replica.db").exists()
    right = Desk(nursery, profile, {**bare.env, "CRMDESK_PASSPHRASE": "douze pommes"})
    wrong = Desk(nursery, profile, {**bare.env, "CRMDESK_PASSPHRASE": "douze poires"})
    made = right.do("new", "lead", "last_name=Kervadec")["id"]
    assert wrong.run("status", "--json").failed("wrong_passphrase")
    assert "CRMDESK_PASSPHRASE" in bare.run("status", "--json").failed("passphrase_needed")
    assert [row["id"] for row in right.records("lead")] == [made]


def test_a_key_that_the_keyring_lost(desk: Desk, typed: dict[str, Any]) -> None:
    away = Desk(desk.nursery, desk.profile, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
    assert away.run("status", "--json").failed("keyring_missing")
    still_there(desk, typed)
