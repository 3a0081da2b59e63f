"""Two people label one person at once, one here and one at an account: a word that only one of them knows, which has to stay.

It has dice of its own, so that everything else happens as it would without it.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sim.history import History

_SHARE = 0.12
"""How often it happens before a step."""


def label(history: History, random: Random) -> None:
    """Perhaps two people add a word each, mostly to what the record and the row have, at times instead of it."""
    if random.random() >= _SHARE:
        return
    picture = history.picture
    labelled = [
        link
        for link in picture.links.values()
        if link.state == "active" and "tags" in link.bases and picture.records[link.record].life == "live"
    ]
    there = sorted((link for link in labelled if history.oracle.alive(link.place)), key=lambda link: link.id)
    if not there:
        return
    link = random.choice(there)
    side = history.sides[link.connection]
    held = history.oracle.rows[link.place].fields.get("tags")
    kept = [held] if held and random.random() < 0.8 else []
    theirs = ";".join([*kept, f"là {random.randrange(100)}"])
    history.trace(f"{side.name}: label {link.place} {theirs}")
    side.change(link.object, link.remote_id or "", {"tags": theirs})
    side.observe()
    if random.random() < 0.8:
        mine = [] if random.random() < 0.2 else picture.records[link.record].fields["tags"] or []
        history.person.edit(link.record, {"tags": sorted({*mine, f"ici {random.randrange(100)}"})})
