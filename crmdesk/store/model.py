"""The base of every table."""

from __future__ import annotations

from sqlmodel import SQLModel


class Model(SQLModel):
    """Declares a table. Only its columns are used: what would check values is not built, which took a third of the declaration."""

    model_config = {"defer_build": True}
