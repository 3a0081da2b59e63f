"""Lists that lead to themselves: a cursor that comes again and again would be followed for ever."""

from __future__ import annotations

from collections import Counter

from crmdesk.domain.errors import VendorNonsense

MOST_REPEATS = 3
"""How often a list may lead to a place where it has been: an answer that was repeated by somebody in between does so too."""


class Trail:
    """Where one list was said to go on, answer by answer."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def follow(self, endpoint: str, following: str) -> None:
        """Note where the list goes on. Raises VendorNonsense(``paging_stuck``) where it has led there too often."""
        self._seen[following] += 1
        if self._seen[following] > 1 + MOST_REPEATS:
            raise VendorNonsense("paging_stuck", endpoint=endpoint)
