"""``python -m tests.kill``: a hundred deaths, and the table of what they did."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.e2e.kit import sandbox_process
from tests.e2e.processes import Nursery
from tests.kill.campaign import DROPS, Campaign, Ground, Toll, Tolls, sequence
from tests.kill.stages import AFTER, BEFORE, POINTS, Moment
from tests.services import PrivateBus

FEW, MANY = 120, 900
"""People in an account: enough to edit and delete; enough that a first pull sets indexes aside."""


def main() -> int:
    """Run the campaigns; 1 where something is lost, there twice, or a stage was never hit."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--moments", type=int, default=100, help="how many deaths")
    parser.add_argument("--seed", type=int, default=1, help="which moments, and what is typed")
    chosen = parser.parse_args()
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="crmdesk-kill-") as folder,
        PrivateBus(_made(Path(folder) / "bus")) as bus,
        Nursery("tests.kill.victim") as nursery,
        sandbox_process(FEW) as sandbox,
    ):
        ground = Ground(nursery, sandbox.control, {"DBUS_SESSION_BUS_ADDRESS": bus.address}, Path(folder))
        campaigns = _campaigns(ground, chosen.moments, chosen.seed)
    tolls = _summed([one.tolls for one in campaigns])
    missed = [moment for one in campaigns for moment in one.missed]
    print(report(tolls, missed))
    dropped = sum((one.dropped for one in campaigns), Counter[str]())
    print(f"connections dropped: {', '.join(f'{action} {dropped[action]}' for action in DROPS)}")
    print(f"{sum(toll.kills for toll in tolls.values())} deaths in {time.monotonic() - started:.0f} s")
    unhit = [stage for stage in POINTS if not any(place[0] == stage for place, toll in tolls.items() if toll.kills)]
    if unhit:
        print(f"stages never hit: {', '.join(unhit)}")
    return int(bool(unhit) or any(toll.lost or toll.twice for toll in tolls.values()))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _campaigns(ground: Ground, count: int, seed: int) -> list[Campaign]:
    """Of all deaths a twelfth while indexes are made, half of the rest at HubSpot, half at Pipedrive."""
    random = Random(seed)
    indexing = max(count // 12, 2)
    half = (count - indexing) // 2
    first = Campaign(ground, "hubspot", random, records=MANY)
    first.die_indexing([Moment("index", (BEFORE, AFTER)[at % 2], 1 + at % 3) for at in range(indexing)])
    first.rest()
    there, here = first.count_leads()
    assert there == here, f"{there} people there, {here} here"
    campaigns = [first]
    for vendor, deaths in (("hubspot", count - indexing - half), ("pipedrive", half)):
        campaign = Campaign(ground, vendor, random, records=FEW)
        campaign.begin()
        campaign.die_at(sequence(random, vendor, deaths))
        campaign.rest()
        campaign.judge()
        campaigns.append(campaign)
    return campaigns


def _summed(all_tolls: Sequence[Tolls]) -> Tolls:
    summed: Tolls = {}
    for place, toll in (pair for tolls in all_tolls for pair in tolls.items()):
        into = summed.setdefault(place, Toll())
        into.kills += toll.kills
        into.lost += toll.lost
        into.twice += toll.twice
    return summed


def report(tolls: Tolls, missed: Sequence[Moment]) -> str:
    """The table: each stage and point with its kills, what is lost and what is there twice."""
    lines = [f"{'stage':9}{'moment':20}{'kills':>6}{'lost':>6}{'twice':>6}"]
    for stage, points in POINTS.items():
        for point in points:
            toll = tolls.get((stage, point), Toll())
            lines.append(f"{stage:9}{point:20}{toll.kills:6}{len(toll.lost):6}{len(toll.twice):6}")
    whole = list(tolls.values())
    totals = [
        sum(counts) for counts in zip(*((one.kills, len(one.lost), len(one.twice)) for one in whole), strict=True)
    ]
    lines.append(f"{'all':29}{totals[0]:6}{totals[1]:6}{totals[2]:6}")
    for toll in whole:
        lines += [f"lost: {one.what} {one.word}{one.row} of death {one.death}" for one in toll.lost]
        lines += [f"twice: {one.what} {one.word} of death {one.death}" for one in toll.twice]
    lines += [f"not met: {moment.stage}, {moment.point}" for moment in missed]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
