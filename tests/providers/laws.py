"""The laws of ``base.Codec`` as functions, for every codec and for every rule of a mapping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Codec, FieldRule

NUMBERS = st.one_of(
    st.integers(), st.floats(allow_nan=False), st.decimals(allow_nan=False).map(str), st.integers().map(str)
)
WORDS = st.sampled_from(
    ["", " ", "true", "TRUE", "false", "NEW", "new", "COMPLETED", "WAITING", "NONE", "HIGH", "2026-11-20",
     "1795000000000", "99999999999999999", "2026-11-20T10:00:00.123Z", "2026-11-20T23:30:00+02:00",
     "0001-01-01T00:00:00+14:00", "1e1000000", "1500", "1500.00", "1500 USD", "+33 6 12 34 56 78", "0612345678",
     "0612345678;", "poste 12", "A@b.fr", "a@b.fr;c@d.fr", ";x;", "a;B;b", "a\\;b", "\\", "<3", "a <b", "fish & chips",
     "<p>a</p>\n<p>b &amp; c</p>", "a<br>b", '<a href="https://a.test">b</a> c', "[[", "null", '{"state":"given"}',
     '{"state":"given","at":"2026-11-20T10:00:00Z"}', '{"state":"no"}'],
)  # fmt: skip
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, WORDS, st.text(), st.text(alphabet="<>/abp&;\"' \n\\=!-1.é\x1f"))
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(), inner, max_size=3)
)
PAIRS = st.lists(st.lists(st.sampled_from(["companies", "owners", "1", "22"]), min_size=2, max_size=2), max_size=4)


def different(rules: Mapping[str, tuple[Kind, FieldRule]]) -> list[str]:
    """The first of the rules that are alike to the laws: of one codec, for fields of one type and the same options."""
    first: dict[Any, str] = {}
    for name, (kind, rule) in rules.items():
        spec = CATALOGUE[kind][rule.field]
        several = rule.remote if len(rule.remote) > 1 else ()
        first.setdefault((rule.codec, several, spec.type, spec.options), name)
    return list(first.values())


def raws(names: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    """Anything a vendor might return for a field kept in these properties."""
    slots = st.fixed_dictionaries(dict.fromkeys(names, SCALARS)) if names else st.none()
    return st.one_of(SCALARS, JSON, PAIRS, slots, slots)


def check_reading(codec: Codec, raw: Any) -> None:
    """``decode`` is total, ``canon`` idempotent and without effect on ``decode``; blank is None."""
    value, same = codec.decode(raw), codec.canon(raw)
    assert codec.canon(same) == same
    assert codec.decode(same) == value
    assert codec.decode(None) is None
    assert codec.decode("") is None
    assert codec.canon("") is None


def check_writing(codec: Codec, value: Any, current: Any) -> None:
    """``encode`` is stable: what it wrote reads back to a value that is written the same."""
    written = codec.encode(value, current)
    read = codec.decode(written)
    assert codec.encode(read, current) == written
    assert codec.canon(codec.encode(read, written)) == codec.canon(written)
    if read == codec.decode(current):
        assert written == codec.canon(current), "nothing changed, and yet something would be written"
