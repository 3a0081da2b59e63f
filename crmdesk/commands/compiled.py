"""Compiled texts (``resources/translations/*.qm``) without Qt, which takes longer to load than most commands take to run.

The file is a magic number and sections: a tag, a length, bytes (Qt, ``qtranslator.cpp``; all numbers are big-endian). The
section of messages is one message after the other, each of which is parts of the same form up to an end tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MESSAGES = 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT = 1, 3, 6, 7


def compiled_texts(file: Path) -> Mapping[tuple[str, str], str]:
    """The translations of a file by context and source text; of a text with plural forms the first one.

    Raises FileNotFoundError, and ValueError for a file of another kind.
    """
    content = file.read_bytes()
    if not content.startswith(_MAGIC):
        raise ValueError(f"{file.name} holds no compiled texts")
    found: dict[tuple[str, str], str] = {}
    for tag, part in _parts(content, len(_MAGIC)):
        if tag == _MESSAGES:
            found.update(_messages(part))
    return found


def _messages(content: bytes) -> Iterator[tuple[tuple[str, str], str]]:
    parts: dict[int, bytes] = {}
    for tag, part in _parts(content, 0):
        if tag != _END:
            parts.setdefault(tag, part)
        elif parts:
            key = parts.get(_CONTEXT, b"").decode(), parts.get(_SOURCE, b"").decode()
            yield key, parts.get(_TRANSLATION, b"").decode("utf-16-be")
            parts = {}


def _parts(content: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The tagged parts from ``at`` on; an end tag has neither length nor bytes."""
    while at < len(content):
        tag = content[at]
        if tag == _END:
            yield tag, b""
            at += 1
            continue
        begin = at + 5
        end = begin + int.from_bytes(content[at + 1 : begin], "big")
        yield tag, content[begin:end]
        at = end
