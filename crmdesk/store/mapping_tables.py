"""The tables of what people chose about fields: mappings by version, and the custom fields that there are."""

from __future__ import annotations

from sqlmodel import Field

from crmdesk.store.model import Model


class FieldMapping(Model, table=True):
    """One version of a connection's field mapping (JSON, ``domain/field_mapping.py``). The newest counts, and all stay."""

    __tablename__ = "mapping"
    connection: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    made_at: str
    rules: str


class CustomField(Model, table=True):
    """A custom field of a kind: its name never changes, its label may. ``options`` is JSON: value → label."""

    __tablename__ = "custom_field"
    kind: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    label: str
    options: str
