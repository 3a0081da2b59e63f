"""Killed at any moment, nothing is lost and nothing is there twice."""

from __future__ import annotations

from typing import Any

from tests.e2e.kit import Desk, SandboxUnderTest

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


def kill_in(desk: Desk, sandbox: SandboxUnderTest, request: str, *, lands: bool) -> bool:
    """Start a run and kill it while it waits for the answer to ``request``; False where it ended without asking."""
    sandbox.control.done("DELETE", "/faults")
    sandbox.control.done("DELETE", "/calls")
    sandbox.fault("hang", method="POST", path=f"{API}/{request}", value=LANDS_S if lands else None)
    process = desk.start("sync", "--json")
    met = sandbox.wait_for_call(f"POST {API}/{request}$", process)
    process.kill()
    process.communicate()
    return met


def type_work(desk: Desk) -> dict[str, str]:
    """One new record of each kind, an edit and a deletion; the names that have to be at the vendor once."""
    stage = desk.records("stage")[0]
    edited, deleted = desk.records("lead", "--limit", "2")
    desk.do("edit", "lead", edited["id"], "city=Tuéville")
    desk.do("delete", "lead", deleted["id"])
    lead = desk.do("new", "lead", "first_name=Zoé", "last_name=Sauvée", "email=zoe@sauvee.example")["id"]
    deal = next(one for one in desk.records("deal") if one["fields"]["stage"])["fields"]
    assert stage
    places = (f"stage={deal['stage']}", f"pipeline={deal['pipeline']}", f"contacts={lead}")
    desk.do("new", "deal", "name=Affaire sauvée", *places)
    desk.do("new", "activity", "type=task", "subject=Tâche sauvée", f"about={lead}")
    desk.do("new", "note", "body=Note sauvée", f"about={lead}")
    return {link["object"]: link["remote_id"] for link in [*edited["links"], *deleted["links"]]}


def names(rows: list[dict[str, Any]], name: str) -> list[str]:
    return [row["properties"].get(name) or "" for row in rows]


def test_killed_at_every_moment_of_a_run(desk: Desk, sandbox: SandboxUnderTest) -> None:
    desk.connect_by_token(sandbox)
    desk.sync()
    type_work(desk)
    import time
    met = []
    for request, lands in MOMENTS:
        t=time.time()
        met.append((request, lands, kill_in(desk, sandbox, request, lands=lands)))
        print(met[-1], time.time()-t)
    sandbox.control.done("DELETE", "/faults")
    print(desk.run("sync", "--json"))
    print(desk.run("status", "--json"))
    print(sandbox.dump("deals")[:1])
    assert names(sandbox.dump("deals"), "dealname").count("Affaire sauvée") == 1
    assert names(sandbox.dump("tasks"), "hs_task_subject").count("Tâche sauvée") == 1
    assert len([body for body in names(sandbox.dump("notes"), "hs_note_body") if "Note sauvée" in body]) == 1
    contacts = sandbox.dump("contacts")
    assert names(contacts, "email").count("zoe@sauvee.example") == 1
    assert names(contacts, "city").count("Tuéville") == 1
    assert desk.do("doctor") == {"ok": True, "violations": []}
