"""Looking somebody up at the accounts: the search that leads there, and what they say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.lookup import Found, Lookup
from crmdesk.ui.records.lookup_dialog import LookupDialog
from tests.pictures.studio import WIDE, Studio, scene, settle

ADDRESS = "mael.kerbrat@example.org"
ANSWERS = Lookup(
    (
        Found("HubSpot", "H", "contacts", "501", Kind.LEAD, "M. Mael Kerbrat", "L01"),
        Found("Salesforce", "S", "Contact", "0035", Kind.CONTACT, "Mael Kerbrat-Le Goff de la Villemarqué", None),
    ),
    {"Pipedrive": InvalidInput("paused_not_asked")},
)


@scene("address-not-found", WIDE)
async def _not_found(studio: Studio) -> QWidget:
    window = await studio.window()
    window.top_bar.search.setText(ADDRESS)
    for _ in range(4):
        await settle()
    return window


@scene("look-up")
async def _found(studio: Studio) -> QWidget:
    return await _asked(studio, ANSWERS)


@scene("look-up-nobody")
async def _nobody(studio: Studio) -> QWidget:
    return await _asked(studio, Lookup((), {}))


async def _asked(studio: Studio, answers: Lookup) -> QWidget:
    window = await studio.window()
    studio.desk.lookup = answers
    shown = await studio.dialog(LookupDialog(window, window.bench, ADDRESS))
    for _ in range(3):
        await settle()
    return shown
