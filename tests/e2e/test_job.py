"""The whole job by commands: sign in, receive, edit, meet a conflict, settle it, send; and what the profile then holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.e2e.kit import Desk, SandboxUnderTest


def remote(record: dict[str, Any]) -> str:
    return next(str(link["remote_id"]) for link in record["links"] if link["object"] == "contacts")


def secrets_of(sandbox: SandboxUnderTest) -> list[str]:
    known = sandbox.control.done("GET", "/vendors")["vendors"]["hubspot"]
    return [known[name] for name in ("client_secret", "access_token", "refresh_token")]


def test_the_whole_job(desk: Desk, sandbox: SandboxUnderTest, profile: Path) -> None:
    connected = desk.connect(sandbox, "--name", "agence")
    assert (connected["connection"], connected["vendor"]) == ("agence", "hubspot")
    assert connected["account"]
    first = desk.sync()
    assert (first["status"], first["connection"]) == ("done", "agence")
    assert first["pulled"] >= 60

    mine, contested = desk.records("lead", "--limit", "2")
    edited = desk.do("edit", "lead", mine["id"], "city=Rezé", "phone=02 40 00 00 01")
    assert (edited["id"], edited["pending"]) == (mine["id"], True)
    desk.do("edit", "lead", contested["id"], "city=Orvault")
    sandbox.edit("contacts", remote(contested), city="Carquefou", jobtitle="Notaire")
    made = desk.do("new", "lead", "last_name=Kervadec", "email=k@kervadec.example")["id"]
    status = desk.do("status")
    assert (status["pending"], status["conflicts"]) == (3, 0)

    second = desk.sync()
    assert (second["conflicts_opened"], second["pushed"]) == (1, 2)
    (conflict,) = desk.do("conflicts")["conflicts"]
    assert conflict.keys() >= {"id", "kind", "record", "before", "connection", "changed_at", "changed_by"}
    assert (conflict["field"], conflict["computer"], conflict["account"]) == ("city", "Orvault", "Carquefou")
    assert (conflict["record"], conflict["connection"]) == (contested["id"], "agence")
    (marked,) = desk.records("lead", "--where", f"id={contested['id']}")
    assert marked["conflict"]
    assert marked["fields"]["job_title"] == "Notaire", "what does not clash merges without asking"

    desk.do("resolve", contested["id"], "--keep", "computer", "--field", "city")
    assert desk.do("conflicts") == {"conflicts": []}
    third = desk.sync()
    assert (third["pushed"], third["problems"]) == (1, 0)

    contacts = sandbox.client().crm.contacts
    read = {row.id: row.properties for row in contacts.get_all(properties=["city", "phone", "jobtitle", "lastname"])}
    assert read[remote(contested)]["city"] == "Orvault"
    assert read[remote(contested)]["jobtitle"] == "Notaire"
    assert read[remote(mine)]["city"] == "Rezé"
    (sent,) = desk.records("lead", "--where", f"id={made}")
    assert not sent["pending"]
    assert read[remote(sent)]["lastname"] == "Kervadec"
    assert desk.do("doctor")["violations"] == []
    nothing_is_in_clear(profile, [*secrets_of(sandbox), "Kervadec", "Orvault", mine["fields"]["last_name"]])

    gone = desk.do("disconnect", "agence", "--keep-data")
    assert gone == {"disconnected": "agence", "revoked": True, "never_sent": 0, "never_deleted": 0}
    assert desk.do("status")["connections"] == []
    assert made in {row["id"] for row in desk.records("lead", "--limit", "100")}


def nothing_is_in_clear(profile: Path, words: list[str]) -> None:
    """No file of the profile holds a token, a secret, a name or a value; and there is something to look at."""
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"replica.db", "profile.json"}
    logs = [path for path in files if path.suffix == ".jsonl"]
    assert logs
    for path in files:
        content = path.read_bytes()
        for word in words:
            assert word.encode() not in content, f"{path.name} holds {word!r}"
    events = [json.loads(line)["event"] for path in logs for line in path.read_text(encoding="utf-8").splitlines()]
    assert events.count("run ended") == 3


def test_held_until_sending_is_switched_on(desk: Desk, sandbox: SandboxUnderTest) -> None:
    known = sandbox.hubspot
    secret = Desk(desk.nursery, desk.profile, {"CRMDESK_TOKEN": known["access_token"]})
    secret.do("connect", "hubspot", "--base-url", known["base_url"], "--token", "--name", "a")
    desk.sync()
    (lead,) = desk.records("lead", "--limit", "1")
    desk.do("edit", "lead", lead["id"], "city=Rezé")
    held = desk.sync()
    assert (held["held"], held["pushed"]) == (1, 0)
    assert desk.do("send", "a", "on") == {"connection": "a", "sending": True}
    sent = desk.sync()
    assert (sent["held"], sent["pushed"]) == (0, 1)
