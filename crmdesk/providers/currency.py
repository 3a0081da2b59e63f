"""What an account counts in: as it tells, or as it is taken to (``base.Account``)."""

from __future__ import annotations

import re
from typing import Any

USUAL = "EUR"
"""What an account that does not tell is taken to count in."""

_CODE = re.compile(r"[A-Z]{3}")


def told(held: Any) -> str | None:
    """The currency in an answer (ISO 4217); None where it is none."""
    return held if isinstance(held, str) and _CODE.fullmatch(held) else None
