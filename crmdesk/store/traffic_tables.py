"""The table of what was asked of accounts, in numbers."""

from __future__ import annotations

from sqlmodel import Field

from crmdesk.store.model import Model


class Traffic(Model, table=True):
    """What one endpoint of an account was asked on one day (UTC): no ids, no query, no personal data (``traffic.py``)."""

    __tablename__ = "traffic"
    connection: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    endpoint: str = Field(primary_key=True)
    calls: int
    sent_bytes: int
    received_bytes: int
    refusals: int
    retries: int
    refreshes: int
