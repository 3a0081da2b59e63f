"""The synchronisation where accounts do not work."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tests.pictures.studio import SMALL, WIDE, Studio, scene
from tests.ui.canned_agency import Agency


@scene("sync-failing", WIDE, SMALL)
async def _sync_failing(studio: Studio) -> QWidget:
    """Two accounts that do not work, and a value that one of them finds too long."""
    agency = Agency.full()
    agency.connections = [
        replace(row, state="active", failure=("server_error", {}) if row.id in ("H", "S") else None)
        for row in agency.connections
    ]
    refused = next(row for row in agency.problems if row.key == "value_refused")
    agency.problems = [replace(refused, key="too_long_there", data={"limit": 40}, next_try=refused.last_at)]
    return await studio.window("sync", agency)


@scene("sync-not-shown", WIDE, SMALL)
async def _sync_not_shown(studio: Studio) -> QWidget:
    """An account that does not show its deals and companies any more, and one whose feed missed some changes."""
    agency = Agency.full()
    first = next(row for row in agency.problems if row.record is None)
    data = {"objects": "companies, deals"}
    agency.problems = [replace(first, connection="H", account="HubSpot", key="objects_not_shown", data=data)]
    agency.runs = [replace(row, counts={**row.counts, "feed_misses": 3}) for row in agency.runs]
    return await studio.window("sync", agency)
