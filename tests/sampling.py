"""Parameters of which only some are tried every time: what goes through all of something is for ``make thorough``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def sample(values: Iterable[Any], *usual: Any) -> list[Any]:
    """Those of ``usual`` as they are, the others marked ``thorough``. Raises ValueError for a usual one that is not there."""
    listed = list(values)
    for each in usual:
        listed.index(each)
    return [each if each in usual else pytest.param(each, marks=pytest.mark.thorough) for each in listed]
