"""The table of what has still to be looked at in the histories of accounts."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field

from crmdesk.store.model import Model


class Look(Model, table=True):
    """A field that was sent without a condition. Its history at the account is still to be read (``looks.py``); JSON, raw forms."""

    __tablename__ = "look"
    __table_args__ = (sa.Index("ix_look_connection", "connection", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    connection: str
    link: int
    field: str
    sent: str
    stored: str
    expected: str
