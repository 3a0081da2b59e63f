"""One person's Google account: the spreadsheets, and the clock and chance it lives by."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.google_sheets.document import Document
from crmdesk.sandbox.traits import Traits

EMAIL = "helene.kermarec@talensac-immobilier.example"
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(slots=True)
class Account:
    """The state behind the API. ``rng`` is the only source of chance, ``clock`` the only one of time."""

    clock: VendorClock
    rng: random.Random
    traits: Traits
    documents: dict[str, Document] = field(default_factory=dict)

    def word(self, length: int) -> str:
        """A random-looking word out of ``rng``."""
        return "".join(self.rng.choice(_ALPHABET) for _ in range(length))

    def new_document(self, title: str, *, id: str | None = None) -> Document:
        """An empty spreadsheet, without tabs."""
        now = self.clock.ms()
        made = Document(id or f"1{self.word(43)}", title, now, now)
        self.documents[made.id] = made
        return made

    @property
    def main(self) -> Document:
        """The agency's own spreadsheet."""
        return next(iter(self.documents.values()))
