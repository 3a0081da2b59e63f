"""What a person may have meant by a name that there is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

MOST = 3
"""How many names are told."""

_ALIKE = 0.6
"""The least likeness of two spellings, from 0 to 1 (``difflib``): “vil” and “ville” come to 0.75, “vil” and “civilité” to 0.55."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def close_names(said: str, labels: Mapping[str, str]) -> list[str]:
    """The names that are spelled much like what was said, nearest first, then those with a word that begins so; three at most.

    ``labels`` are all names that there are, each with the words that people see: what was said may be meant for either. Empty
    where no name is near.
    """
    said = said.casefold()
    spelled = {label.casefold(): name for name, label in labels.items() if label}
    spelled |= {name.casefold(): name for name in labels}
    alike = get_close_matches(said, spelled, n=2 * MOST, cutoff=_ALIKE)  # both the name and its label may be
    begun = [each for each in spelled if said and any(part.startswith(said) for part in _BETWEEN_WORDS.split(each))]
    return list(dict.fromkeys(spelled[each] for each in (*alike, *begun)))[:MOST]
