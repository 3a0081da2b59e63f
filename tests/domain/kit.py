"""What Hypothesis draws for the tests of the core: any JSON, values shaped like a field's, lists of items."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from crmdesk.domain.values import (
    CONSENT_CHANNELS,
    CONSENT_STATES,
    ITEM_TYPES,
    NORMALISERS,
    SET_TYPES,
    FieldType,
    Value,
)

unhurried = settings(deadline=None)
"""No example is timed: the machine may be busy."""

_KEYS = ("value", "label", "primary", "amount", "currency", "state", "at", "channel", "proof")

# Half a surrogate pair is no text, yet JSON can spell it ("\ud800").
json_text = st.text(st.characters(), max_size=20)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | json_text,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)

_parts = json_text | st.none() | st.integers()
_numbers = (
    st.integers(-(10**16), 10**16)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.decimals(places=2, min_value=-1_000_000, max_value=1_000_000).map(str)
    | st.floats().map(str)
)
_moments = st.datetimes(timezones=st.timezones() | st.none())
_addresses = st.emails() | st.from_regex(r"\+?0?[1-9][0-9 .()/-]{4,16}(x[0-9]{2})?", fullmatch=True) | _parts
_shapes: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.INTEGER: _numbers,
    FieldType.DECIMAL: _numbers,
    FieldType.MONEY: st.fixed_dictionaries(
        {"amount": _numbers}, optional={"currency": st.sampled_from(["eur", "USD", ""]) | _parts}
    ),
    FieldType.BOOLEAN: st.booleans(),
    FieldType.DATE: st.dates().map(str),
    FieldType.DATETIME: _moments | _moments.map(lambda moment: moment.isoformat()),
    FieldType.CONSENT: st.fixed_dictionaries(
        {"state": st.sampled_from(CONSENT_STATES)},
        optional={
            "channel": st.sampled_from([*CONSENT_CHANNELS, "", "pigeon"]),
            "at": _moments.map(lambda moment: moment.isoformat()),
            "proof": _parts,
        },
    ),
}
_shapes |= dict.fromkeys(SET_TYPES, st.lists(_parts, max_size=5))
_shapes |= dict.fromkeys(
    ITEM_TYPES,
    st.lists(
        st.fixed_dictionaries({"value": _addresses}, optional={"label": _parts, "primary": st.booleans()}), max_size=4
    ),
)


def shaped(field_type: FieldType) -> st.SearchStrategy[Any]:
    """Values of about the right shape for a type, usable or not."""
    return _shapes.get(field_type, json_text)


item_lists: st.SearchStrategy[Value] = st.lists(
    st.fixed_dictionaries(
        {
            "value": st.sampled_from(["100", "101", "102", "103"]),
            "label": st.sampled_from([None, "home", "work"]),
            "primary": st.booleans(),
        }
    ),
    max_size=3,
).map(NORMALISERS[FieldType.PHONES])
"""Canonical phone lists over few numbers and labels, so that they overlap often."""

tag_sets: st.SearchStrategy[Value] = st.lists(st.sampled_from(["vip", "cold", "sea view", "pool"])).map(
    NORMALISERS[FieldType.TAGS]
)
"""Canonical sets of tags over few words."""
