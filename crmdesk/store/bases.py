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


def fingerprint(kind: Kind, raws: Mapping[str, Any]) -> bytes:
    """The hash of a vendor's row as far as it is mapped: equal rows, equal hash; stamps never count.

    A blank field is not one that the row leaves out: that one may hold anything.
    """
    text = orjson.dumps([kind.value, raws], option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(text, digest_size=16).digest()
