"""recover: a restored backup is older than the account, and the next run brings both together again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


def in_account(control: Control, record: str) -> dict[str, Any]:
    rows = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
    (found,) = [row for row in rows if row["id"] == record]
    properties = found["properties"]
    assert isinstance(properties, dict)
    return properties


def remote_id(cli: Cli, record: str) -> str:
    (row,) = cli.do("records", "lead", "--where", f"id={record}")["records"]
    (link,) = [link for link in row["links"] if link["object"] == "contacts"]
    return str(link["remote_id"])


def damage(cli: Cli) -> None:
    path = cli.profile / "replica.db"
    content = path.read_bytes()
    path.write_bytes(b"\x00" * len(content))


@pytest.mark.thorough
def test_after_a_backup_is_put_back_nothing_is_lost_or_made_twice(connected: Cli, control: Control) -> None:
    ids = [row["id"] for row in connected.do("records", "lead", "--limit", "3")["records"]]
    remote = [remote_id(connected, id) for id in ids]
    for backup in (connected.profile / "backups").iterdir():
        backup.unlink()
    connected.do("edit", "lead", ids[0], "job_title=Pending at the backup")
    fresh = connected.new("lead", "first_name=Aude", "last_name=Nouvelle", "email=aude.nouvelle@example.org")
    # The backup is made behind a command: what it holds was never sent.
    for backup in (connected.profile / "backups").iterdir():
        backup.unlink()
    connected.do("status")
    assert len(list((connected.profile / "backups").iterdir())) == 1

    connected.do("sync")
    connected.do("edit", "lead", ids[1], "job_title=Sent after the backup")
    later = connected.new("lead", "first_name=Luc", "last_name=Later", "email=luc.later@example.org")
    connected.do("sync")
    control.done("POST", "/edit", {
        "vendor": "hubspot", "object": "contacts", "id": remote[2], "fields": {"jobtitle": "A colleague's"}, "author": "x",
    })  # fmt: skip
    before = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
    damage(connected)
    assert connected.json("status").failed("database_unreadable")["backup_at"]
    done = connected.do("recover")
    assert done["backup"]

    connected.do("sync")
    connected.do("sync")
    after = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
    assert len(after) == len(before), "nothing was made twice"
    assert in_account(control, remote[0])["jobtitle"] == "Pending at the backup"
    assert in_account(control, remote[1])["jobtitle"] == "Sent after the backup"
    assert in_account(control, remote[2])["jobtitle"] == "A colleague's"
    assert connected.fields("lead", ids[0])["job_title"] == "Pending at the backup"
    assert connected.fields("lead", ids[1])["job_title"] == "Sent after the backup"
    assert connected.fields("lead", ids[2])["job_title"] == "A colleague's"
    assert connected.fields("lead", fresh)["last_name"] == "Nouvelle"
    found = connected.do("records", "lead", "--search", "luc.later@example.org")
    assert found["total"] == 1, f"the record {later} came back"
    stands = connected.do("status")
    assert (stands["pending"], stands["conflicts"], stands["problems"]) == (0, 0, 0)
    assert connected.do("doctor")["ok"]


def test_what_is_done_is_told(connected: Cli) -> None:
    assert connected.json("recover").failed("nothing_to_recover")
    damage(connected)
    done = connected("recover", "--empty")
    assert done.status == 0
    assert "set-aside" in done.out
    assert connected.do("status")["connections"] == []


@pytest.mark.parametrize("options", [(), ("--empty",)])
def test_a_fresh_profile_has_nothing_to_recover(cli: Cli, options: tuple[str, ...]) -> None:
    assert cli.json("recover", *options).failed("nothing_to_recover")
