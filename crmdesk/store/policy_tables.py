"""The table of policies, by version."""

from __future__ import annotations

from sqlmodel import Field

from crmdesk.store.model import Model


class Policy(Model, table=True):
    """One version of a policy: ``rule`` is JSON (``policies.py``), null where it was removed. The newest counts, and all stay."""

    __tablename__ = "policy"
    id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    made_at: str
    who: str
    rule: str | None = None
