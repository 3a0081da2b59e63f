"""A process that was killed is noticed, and what it held is given back; one that lives keeps it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crmdesk.desk.keeping import RefreshLeases, give_back_leases
from crmdesk.desk.presence import Presence
from crmdesk.domain.errors import InvalidInput
from crmdesk.store import leases, runs
from crmdesk.store.queries import status
from crmdesk.store.queries.run_effects import run_effects
from crmdesk.store.store import ThreadedStore

OTHER = """
import sys, pathlib
from crmdesk.desk.presence import Presence
presence = Presence(pathlib.Path(sys.argv[1]))
print(presence.name, flush=True)
sys.stdin.read()
"""


def other_process(folder: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def end(process: subprocess.Popen[str], number: signal.Signals = signal.SIGKILL) -> None:
    process.send_signal(number)
    process.communicate()


def test_a_living_process_keeps_its_lease_and_a_killed_one_loses_it(tmp_path: Path) -> None:
    store = ThreadedStore(tmp_path / "replica.db", bytes(32))
    presence = Presence(tmp_path)
    process, name = other_process(tmp_path)
    try:
        assert RefreshLeases(store, name).acquire("a", 1000)
        give_back_leases(store, presence)
        assert not RefreshLeases(store, presence.name).acquire("a", 1000)
        end(process)
        assert presence.gone() == [name]
        give_back_leases(store, presence)
        assert RefreshLeases(store, presence.name).acquire("a", 1000)
        assert presence.gone() == []
    finally:
        end(process)
        presence.close()
        store.close()


def test_the_run_of_a_killed_process_is_over_and_can_be_taken_back(tmp_path: Path) -> None:
    """Also where its account does not run again: a person may have paused it first of all, to look at what it did."""
    store = ThreadedStore(tmp_path / "replica.db", bytes(32))
    presence = Presence(tmp_path)
    process, name = other_process(tmp_path)
    try:
        store.write_now(lambda unit: leases.acquire(unit, "run:a", name, 1000))
        run = store.write_now(lambda unit: runs.start(unit, "a"))
        give_back_leases(store, presence)
        with pytest.raises(InvalidInput, match="run_not_over"):
            store.read_now(lambda reader: run_effects(reader, run))
        end(process)
        give_back_leases(store, presence)
        assert store.read_now(lambda reader: run_effects(reader, run)).effects == ()
        assert [each.status for each in store.read_now(status.runs)] == ["interrupted"]
    finally:
        end(process)
        presence.close()
        store.close()


def test_one_that_left_in_order_is_not_gone(tmp_path: Path) -> None:
    first, second = Presence(tmp_path), Presence(tmp_path)
    first.close()
    assert second.gone() == []
    second.close()
    assert [path.name for path in (tmp_path / "open").iterdir()] == ["turnstile"]


def test_two_in_one_process_are_two(tmp_path: Path) -> None:
    first, second = Presence(tmp_path), Presence(tmp_path)
    assert first.name != second.name
    assert first.gone() == second.gone() == []
    first.close()
    second.close()
