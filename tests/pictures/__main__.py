"""Takes the pictures."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from crmdesk.paths import resources
from crmdesk.ui.services import Profile
from crmdesk.ui.theme.look import Appearance, Look
from crmdesk.ui.translation import Language, Translation
from crmdesk.ui.ui_settings import UiSettings
from tests.pictures import dialogs, failing, looking_up, pages, users
from tests.pictures.studio import SCENES, SMALL, Studio, settle
from tests.ui.canned_agency import install

MODULES = (pages, dialogs, failing, looking_up, users)
"""They register their scenes."""


class Browser(QObject):
    """Takes the addresses that would be opened in a browser."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Open nothing."""
        del url


Size = tuple[int, int]


async def take(
    out: Path, settings: UiSettings, only: str, languages: list[str], schemes: list[str], wanted: Size | None
) -> None:
    """Every scene in the asked languages and schemes; windows in another size where one is ``wanted``."""
    for language in languages:
        settings.language = Language(language)
        for scheme in schemes:
            settings.appearance = Appearance(scheme)
            for name, (make, sizes) in SCENES.items():
                if only and name not in only.split(","):
                    continue
                studio = Studio(settings)
                widget = await make(studio)
                for size in ((wanted,) if sizes and wanted else sizes) or ((0, 0),):
                    if size != (0, 0):
                        widget.resize(*size)
                    await settle()
                    suffix = f"-{size[0]}" if size in (SMALL, wanted) else ""
                    widget.grab().save(str(out / f"{name}{suffix}-{language}-{scheme}.png"))
                studio.clear()


def _size(text: str) -> Size:
    width, _, height = text.partition("x")
    return int(width), int(height)


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--language", action="append")
    parser.add_argument("--scheme", action="append")
    parser.add_argument("--size", type=_size, help="of windows, as 1920x1080")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    install(setattr)
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path("crmdesk/default"), "0.1.0")
        look, translation = Look(application, resources()), Translation(application, resources())
        settings = UiSettings(Path(folder) / "window.ini", profile, look, translation)
        with loop:
            loop.run_until_complete(
                take(
                    options.out,
                    settings,
                    options.only,
                    options.language or ["fr", "en"],
                    options.scheme or ["light", "dark"],
                    options.size,
                )
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
