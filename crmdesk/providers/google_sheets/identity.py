"""Which row is which record (section 3): by its key, and by its contents where keys and contents have come apart.

Keys stand in a column. People copy rows with their keys, type rows without one, and sort a part of the columns, so that
contents move and keys stay. What a row held last time tells what happened. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """One row: its place, its key (``""``: none), and a digest of its contents (None: they are blank)."""

    row: int
    key: str
    digest: str | None


def keys_of(rows: Sequence[Seen], known: Mapping[str, str], new_key: Callable[[], str]) -> dict[int, str]:
    """The key that each row with contents has to have, by its place, and ``""`` for each blank row that has to lose its key.

    ``known`` are the digests of last time by key.

    A row whose key and contents are those of last time keeps its key. Contents that moved take their key along: to a row
    whose own key stood by other contents last time, or that has none while nothing is left where the key stands. A key
    that is not known yet was given by another computer meanwhile, and stays. Any other row keeps its key; of two rows
    with one key the second one is a copy, and new. A row without a key is new. A blank row loses its key where a row with
    contents has the same one: whoever is typed into the blank row later is somebody else.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()

    def settle(each: Seen, key: str) -> None:
        found[each.row] = key
        taken.add(key)

    filled = [each for each in rows if each.digest is not None]
    for each in filled:
        if each.key and known.get(each.key) == each.digest and each.key not in taken:
            settle(each, each.key)
    counts = Counter(known.values())
    owners = {digest: key for key, digest in known.items() if counts[digest] == 1}
    standing = {each.key for each in filled}
    for each in filled:
        owner = owners.get(each.digest or "")
        moved = each.key in known or (not each.key and owner not in standing)
        if each.row not in found and owner is not None and owner not in taken and moved:
            settle(each, owner)
    for each in filled:
        if each.row not in found and each.key and each.key not in taken:
            settle(each, each.key)
    for each in filled:
        if each.row not in found:
            settle(each, new_key())
    return found | {each.row: "" for each in rows if each.digest is None and each.key in taken}


def renamed(known: Mapping[str, str], gone: Collection[str], now: Mapping[str, str]) -> dict[str, str]:
    """The keys under which rows go on whose own keys are gone, by these.

    Two computers may give one new row a key at the same moment: the later one's stays. ``known`` are the digests of last time by
    key, ``now`` those of today. A row with a key that is not known yet has taken the place of the only one that held the same.
    """
    fresh = {key: digest for key, digest in now.items() if key not in known}
    before, today = Counter(known.values()), Counter(fresh.values())
    owners = {known[key]: key for key in gone if before[known[key]] == 1}
    return {owners[digest]: key for key, digest in fresh.items() if digest in owners and today[digest] == 1}
