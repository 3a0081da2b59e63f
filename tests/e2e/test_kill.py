"""Killed at any moment, nothing is lost and nothing is there twice."""

from __future__ import annotations

import signal
from typing import Any

import pytest

from tests.e2e.kit import LONG_S, Desk, SandboxUnderTest, wait_until

API = "/crm/objects/2026-03"
LANDS_S = 0.5
"""How long after the kill a request that was on its way still lands."""

MOMENTS = (
    # (request that the process dies in, whether that request still lands)
    ("contacts/search", False),
    ("contacts/batch/upsert", False),
    ("contacts/batch/upsert", True),
    ("contacts/batch/update", False),
    ("contacts/batch/update", True),
    ("deals/batch/create", False),
    ("deals/batch/create", True),
    ("tasks/batch/create", False),
    ("tasks/batch/create", True),
    ("notes/batch/create", False),
    ("notes/batch/create", True),
    ("contacts/batch/archive", False),
    ("contacts/batch/archive", True),
)


def kill_in(desk: Desk, sandbox: SandboxUnderTest, request: str, *, lands: bool) -> None:
    """Start a run and kill it while it waits for the answer to ``request``."""
    object_name = request.partition("/")[0]
    before = sandbox.dump(object_name)
    sandbox.control.done("DELETE", "/faults")
    sandbox.control.done("DELETE", "/calls")
    sandbox.fault("hang", method="POST", path=f"{API}/{request}", value=LANDS_S if lands else None)
    process = desk.start("sync", "--json")
    assert sandbox.wait_for_call(f"POST {API}/{request}$", process), request
    process.signal(signal.SIGKILL)
    assert process.finish(LONG_S)[0] == -signal.SIGKILL
    if lands:
        # Until it has landed nobody can know of it, and a run before that would rightly send it again.
        wait_until(lambda: sandbox.dump(object_name) != before, f"{request} has landed")


def type_work(desk: Desk) -> str:
    """One new record of each kind, an edit and a deletion; the contact whose record was deleted."""
    edited, deleted = desk.records("lead", "--limit", "2")
    desk.do("edit", "lead", edited["id"], "city=Tuéville")
    desk.do("delete", "lead", deleted["id"])
    lead = desk.do("new", "lead", "first_name=Zoé", "last_name=Sauvée", "email=zoe@sauvee.example")["id"]
    deal = next(one for one in desk.records("deal") if one["fields"]["stage"])["fields"]
    places = (f"stage={deal['stage']}", f"pipeline={deal['pipeline']}", f"contacts={lead}")
    desk.do("new", "deal", "name=Affaire sauvée", *places)
    desk.do("new", "activity", "type=task", "subject=Tâche sauvée", f"about={lead}")
    desk.do("new", "note", "body=Note sauvée", f"about={lead}")
    return next(str(link["remote_id"]) for link in deleted["links"] if link["object"] == "contacts")


def names(rows: list[dict[str, Any]], name: str) -> list[str]:
    return [row["properties"].get(name) or "" for row in rows]


@pytest.mark.thorough
def test_killed_at_every_moment_of_a_run(desk: Desk, sandbox: SandboxUnderTest) -> None:
    desk.connect_by_token(sandbox)
    desk.sync()
    deleted = type_work(desk)
    for request, lands in MOMENTS:
        kill_in(desk, sandbox, request, lands=lands)
    sandbox.control.done("DELETE", "/faults")
    assert desk.sync()["problems"] == 0
    assert names(sandbox.dump("deals"), "dealname").count("Affaire sauvée") == 1
    assert names(sandbox.dump("tasks"), "hs_task_subject").count("Tâche sauvée") == 1
    assert len([body for body in names(sandbox.dump("notes"), "hs_note_body") if "Note sauvée" in body]) == 1
    contacts = sandbox.dump("contacts")
    assert names(contacts, "email").count("zoe@sauvee.example") == 1
    assert names(contacts, "city").count("Tuéville") == 1
    assert [row["archived"] for row in contacts if row["id"] == deleted] == [True]
    assert desk.do("status")["pending"] == 0
    assert desk.do("doctor")["violations"] == []
    assert desk.sync()["pushed"] == 0
