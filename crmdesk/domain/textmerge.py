"""Long texts put together line by line: every side's lines once, or both sides' changes where they do not touch. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def united_lines(texts: Sequence[str]) -> str:
    """Every line of every text once, in the order of the texts; blank lines stay those of the first one."""
    united = texts[0].split("\n")
    known = set(united)
    for text in texts[1:]:
        for line in text.split("\n"):
            if line and line not in known:
                known.add(line)
                united.append(line)
    return "\n".join(united)


def merged_lines(before: str, left: str, right: str) -> str | None:
    """Both sides' changes to ``before``; None where they touch the same or neighbouring lines. Either side may be named first."""
    base = before.split("\n")
    changes = sorted({*_changes(base, left.split("\n")), *_changes(base, right.split("\n"))})
    merged: list[str] = []
    at = -1
    for start, end, lines in changes:
        if start <= at:
            return None
        merged += [*base[max(at, 0) : start], *lines]
        at = end
    return "\n".join([*merged, *base[max(at, 0) :]])


def _changes(base: Sequence[str], lines: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """What became of the lines from … up to …, as what they read now."""
    codes = SequenceMatcher(None, base, lines, autojunk=False).get_opcodes()
    return [(start, end, tuple(lines[low:high])) for tag, start, end, low, high in codes if tag != "equal"]
