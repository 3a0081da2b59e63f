"""What a person typed and had not saved when the program ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.values import Value


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form or a field as it stood. ``what`` is JSON that only its maker reads: texts as they were typed, valid or not.

    ``key`` tells one place to type from another: where something is kept under it, it takes that one's place. ``record`` is
    the record that it is about, None for a new one: what is kept goes with its record.
    """

    key: str
    record: str | None
    what: Mapping[str, Value]
