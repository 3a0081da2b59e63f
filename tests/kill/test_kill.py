"""Ten deaths, and that the judge can find something; ``make kill-test`` goes through a hundred, over every stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.e2e.kit import sandbox_process
from tests.e2e.processes import Nursery
from tests.kill.__main__ import FEW, report
from tests.kill.campaign import Campaign, Ground, sequence
from tests.kill.stages import AFTER, ANSWERED, BEFORE, LEFT, POINTS, SENT, Moment
from tests.kill.vendors import Row
from tests.kill.work import Typed
from tests.services import PrivateBus

TEN = {
    "hubspot": [
        Moment("describe", AFTER),
        Moment("send", SENT),
        Moment("recover", BEFORE),
        Moment("confirm", BEFORE),
        Moment("apply", AFTER),
        Moment("close", BEFORE),
    ],
    "pipedrive": [
        Moment("send", ANSWERED),
        Moment("recover", LEFT),
        Moment("note", AFTER),
        Moment("verify", ANSWERED),
    ],
}


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery("tests.kill.victim") as nursery:
        yield nursery


@pytest.fixture(scope="module")
def ground(nursery: Nursery, _private_bus: PrivateBus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with sandbox_process(FEW) as sandbox:
        env = {"DBUS_SESSION_BUS_ADDRESS": _private_bus.address}
        yield Ground(nursery, sandbox.control, env, Path(tmp_path_factory.mktemp("kill")))


@pytest.mark.parametrize("vendor", TEN)
def test_nothing_is_lost_and_nothing_is_there_twice(ground: Ground, vendor: str) -> None:
    campaign = Campaign(ground, vendor, Random(7), records=FEW)
    campaign.begin()
    campaign.die_at(TEN[vendor])
    campaign.rest()
    campaign.judge()
    assert campaign.missed == []
    assert sum(toll.kills for toll in campaign.tolls.values()) == len(TEN[vendor])
    assert not any(toll.lost or toll.twice for toll in campaign.tolls.values()), report(campaign.tolls, [])


def test_a_hundred_moments_are_of_every_stage() -> None:
    hit = {(one.stage, one.point) for one in sequence(Random(1), "hubspot", 46)}
    assert hit == {(stage, point) for stage, points in POINTS.items() for point in points if stage != "index"}


def test_the_judge_knows_what_is_lost_and_what_is_there_twice() -> None:
    ann, bob = Row("Ann LeadK0001"), Row("Bob")
    task = Typed(2, "create task", "tasks", "TaskK0002", about="LeadK0001")

    def judged(typed: Typed, *tasks: Row) -> str | None:
        rows = {str(at): row for at, row in enumerate(tasks)}
        return typed.judge({"people": {"7": ann, "8": bob}, "tasks": rows}, "people")

    assert judged(task, Row("TaskK0002", frozenset({"7"}))) is None
    assert judged(task) == "lost"
    assert judged(task, Row("TaskK0002", frozenset({"8"}))) == "lost", "it is about somebody else"
    assert judged(task, *[Row("TaskK0002", frozenset({"7"}))] * 2) == "twice"
    assert judged(Typed(3, "delete lead", "people", row="8")) == "lost", "a deletion that did not happen"
    assert judged(Typed(3, "delete lead", "people", row="9")) is None
