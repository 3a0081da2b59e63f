"""The kinds of record, and which of them a person works with."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a record is. The value is the word of the command line and of the database."""

    LEAD = "lead"
    CONTACT = "contact"
    COMPANY = "company"
    DEAL = "deal"
    ACTIVITY = "activity"
    NOTE = "note"
    USER = "user"
    PIPELINE = "pipeline"
    STAGE = "stage"


RECORD_KINDS = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL, Kind.ACTIVITY, Kind.NOTE)
"""Kinds that people write, in the order in which one may refer to another."""

REFERENCE_KINDS = (Kind.USER, Kind.PIPELINE, Kind.STAGE)
"""Kinds that are only read from a vendor and referred to."""

PERSON_KINDS = (Kind.LEAD, Kind.CONTACT)
"""Kinds that are a natural person."""
