"""Pictures of the main screens over the demonstration's profile, drawn without a display."""

from __future__ import annotations

import asyncio
from pathlib import Path

from crmdesk.app import Frame, window_over
from crmdesk.desk.profile import Profile
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.theme.look import Appearance
from crmdesk.ui.translation import Language

SETTLE_S = 0.8
"""How long a page is given to read and draw itself before it is taken, in seconds."""

PAGES = ("lead", "contact", "deal", "activity", "conflicts", "pending", "sync", "accounts", "settings")
MAIN_PAGES = ("lead", "conflicts")


async def take_pictures(around: Frame, profile: Profile, out: Path) -> list[Path]:
    """Draw every page in French and light, the main ones in the other language and scheme too; the files written."""
    looks = [
        (Language.FRENCH, Appearance.LIGHT, PAGES),
        (Language.FRENCH, Appearance.DARK, MAIN_PAGES),
        (Language.ENGLISH, Appearance.LIGHT, MAIN_PAGES),
    ]
    written: list[Path] = []
    with window_over(around, profile) as window:
        window.resize(1440, 900)
        window.show()
        window.begin()
        await asyncio.sleep(SETTLE_S)
        for language, appearance, pages in looks:
            around.settings.language, around.settings.appearance = language, appearance
            look = f"{language.value}-{appearance.value}"
            written += [await _take(window, page, out / f"{page}-{look}.png") for page in pages]
        window.hide()
    return written


async def _take(window: MainWindow, page: str, file: Path) -> Path:
    window.show_page(page)
    await asyncio.sleep(SETTLE_S)
    window.grab().save(str(file))
    return file
