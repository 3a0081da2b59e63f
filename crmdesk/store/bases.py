"""Bases: what both sides of a link last agreed on, per field, as one compressed JSON text a link.

A base maps a field to the pair (ours, theirs): the canonical value here and the vendor's own form, as they were when both
were last agreed. The two need not be equal: a vendor that rewrites what it is given is then no change. Every field that the
link carries has an entry, blank or not; that is how one knows which fields live at a vendor.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any

import orjson

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value

Pair = tuple[Value, Any]
Bases = dict[str, Pair]

_BLANK: Pair = (None, None)
_COMPRESS_ABOVE = 2_048
"""Bytes: below, compressing takes longer than writing what it saves."""

_LEVEL = 1

_HASH = 16
"""Bytes of a fingerprint."""


def pack(bases: Mapping[str, Pair]) -> bytes:
    """The stored form: ``[]`` for a blank pair, ``[x]`` where both halves are equal, else ``[ours, theirs]``."""
    text = orjson.dumps(
        {
            field: (() if ours is None else (ours,)) if ours == theirs else (ours, theirs)
            for field, (ours, theirs) in bases.items()
        }
    )
    return zlib.compress(text, _LEVEL) if len(text) > _COMPRESS_ABOVE else text


def unpack(packed: bytes | None) -> Bases:
    """The base of a link; empty for one that has none yet."""
    if packed is None:
        return {}
    text = text_of(packed)
    return {field: (entry[0], entry[-1]) if entry else _BLANK for field, entry in orjson.loads(text).items()}


def text_of(packed: bytes) -> bytes:
    """The JSON text of a stored base."""
    return packed if packed[:1] == b"{" else zlib.decompress(packed)


def fingerprint(kind: Kind, raws: Mapping[str, Any], main: str | None = None) -> bytes:
    """The hash of a vendor's row as far as it is mapped: equal rows, equal hash; stamps never count.

    A blank field is not one that the row leaves out: that one may hold anything. Of a row that only adds fields, the id of the
    ``main`` row counts too, and stands behind the hash: a colleague may give it to somebody else, and change nothing in it.
    """
    text = orjson.dumps([kind.value, raws], option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(text, digest_size=_HASH).digest() + (main or "").encode()


def main_of(seen: bytes | None) -> str:
    """The id of the row that one added fields to when it was seen last, by its ``fingerprint``; empty where it named none."""
    return (seen or b"")[_HASH:].decode()


def is_echo(now: bytes | None, seen: bytes | None) -> bool:
    """Whether a row, by its ``fingerprint``, says what was seen of it last.

    One that names no main row does not say that it has another: vendors hide the link to what is in their bin.
    """
    return now == seen or (now is not None and len(now) == _HASH and seen is not None and seen.startswith(now))
