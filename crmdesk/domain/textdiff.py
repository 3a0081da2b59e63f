"""Differences inside a value, by word, for a side-by-side view. Text in, spans out: no HTML, no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]", re.UNICODE)

WHOLE_VALUE_SHARE = 0.7
"""Above this share of changed characters the whole value counts as changed: scattered marks would only confuse."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text, and whether it differs from the text it was compared with."""

    text: str
    changed: bool


def spans(before: str, after: str) -> tuple[Span, ...]:
    """``after`` cut into spans against ``before``; neighbouring spans of the same kind are one."""
    if not after:
        return ()
    if before == after:
        return (Span(after, changed=False),)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Span] = []
    for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if start == end:
            continue
        text, is_changed = "".join(new[start:end]), tag != "equal"
        if pieces and pieces[-1].changed == is_changed:
            # What is gone from between two equal pieces leaves no mark.
            text = pieces.pop().text + text
        pieces.append(Span(text, is_changed))
    changed = sum(len(piece.text) for piece in pieces if piece.changed)
    if changed > WHOLE_VALUE_SHARE * len(after):
        return (Span(after, changed=True),)
    return tuple(pieces)
