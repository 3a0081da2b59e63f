"""The one place that names a colour, a size of type or a measure; everything else asks for a role (design page "the look")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QGuiApplication, QPalette


class Tone(StrEnum):
    """What a colour means. State is never colour alone: its icon and its word stand beside it."""

    PLAIN = "plain"
    MUTED = "muted"
    ACCENT = "accent"
    PENDING = "pending"
    CONFLICT = "conflict"
    DONE = "done"
    COMPUTER = "computer"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One colour scheme. ``*_tint`` is the quiet ground that its colour is read on; texts keep at least 4.5:1 there."""

    dark: bool
    ground: str
    surface: str
    text: str
    muted: str
    line: str
    hover: str
    neutral: str
    accent: str
    accent_hover: str
    accent_off: str
    on_accent: str
    accent_tint: str
    pending: str
    pending_tint: str
    conflict: str
    conflict_tint: str
    done: str
    done_tint: str
    computer: str
    computer_tint: str
    account: str
    account_tint: str

    def tone(self, tone: Tone) -> QColor:
        """The text colour of a tone."""
        return QColor({Tone.PLAIN: self.text}.get(tone) or getattr(self, tone.value))

    def tint(self, tone: Tone) -> QColor:
        """The ground colour of a tone."""
        plain = tone in (Tone.PLAIN, Tone.MUTED)
        return QColor(self.neutral if plain else getattr(self, f"{tone.value}_tint"))


LIGHT: Final = Scheme(
    dark=False,
    ground="#F6F7F8",
    surface="#FFFFFF",
    text="#1B2127",
    muted="#5C6670",
    line="#E2E5E9",
    hover="#EEF0F2",
    neutral="#ECEEF1",
    accent="#0F6E6A",
    accent_hover="#0C5C58",
    accent_off="#7AACA9",
    on_accent="#FFFFFF",
    accent_tint="#E3F1F0",
    pending="#9A5800",
    pending_tint="#FDF1DD",
    conflict="#B3261E",
    conflict_tint="#FBE9E7",
    done="#2B7A3D",
    done_tint="#E5F3E8",
    computer="#1C62A8",
    computer_tint="#E6F0FA",
    account="#6B45B0",
    account_tint="#F0EAFB",
)

DARK: Final = Scheme(
    dark=True,
    ground="#17191C",
    surface="#1F2226",
    text="#E7EAED",
    muted="#9AA4AE",
    line="#33383E",
    hover="#262A2F",
    neutral="#2A2E33",
    accent="#4DB8B0",
    accent_hover="#66C7C0",
    accent_off="#35736F",
    on_accent="#0C2422",
    accent_tint="#1E3634",
    pending="#E5A23C",
    pending_tint="#3A2E17",
    conflict="#EF7B72",
    conflict_tint="#3F2321",
    done="#6CC07F",
    done_tint="#1E3424",
    computer="#6AAEF0",
    computer_tint="#1B2D40",
    account="#B596F2",
    account_tint="#2C2440",
)

VENDOR_TILES: Final = {
    "hubspot": "#C9472B",
    "salesforce": "#1B76B5",
    "pipedrive": "#237A3A",
    "zoho": "#B3201C",
    "google_sheets": "#2B7D4F",
}
"""The ground of the square with a vendor's initial; its letter is white in both schemes."""

VENDOR_TILE_TEXT: Final = "#FFFFFF"
VENDOR_TILE_OTHER: Final = "#5C6670"

FAMILY: Final = "Inter"
TITLE_PX: Final = 20
NAME_PX: Final = 16
FIGURE_PX: Final = 18
BODY_PX: Final = 13
CAPTION_PX: Final = 12
KEY_PX: Final = 11
REGULAR: Final = 400
MEDIUM: Final = 500
STRONG: Final = 650

UNIT: Final = 4
GAP: Final = 8
GROUP_GAP: Final = 16
PAGE_EDGE: Final = 20
WINDOW: Final = (1440, 900)
TITLE_BAR: Final = 40
"""What the system's frame takes of a screen's height, about."""
LEAST_WINDOW: Final = (960, 500)
"""A screen of 1920×1080 at 200 % has 960×540."""
TOP_BAR: Final = 48
NAVIGATION: Final = 216
STATUS_BAR: Final = 30
ROW: Final = 34
ROW_COMPACT: Final = 28
FIELD_ROW: Final = 32
CONTROL: Final = 32
CHIP: Final = 28
RADIUS: Final = 6
CARD_RADIUS: Final = 8
RING: Final = 2
ICON: Final = 16
CHEVRON: Final = 14
NAVIGATION_ICON: Final = 18
PANEL: Final = 400
LABEL_COLUMN: Final = 120


def current() -> Scheme:
    """The scheme that the application's palette was made from."""
    return _scheme_of(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=16)
def _scheme_of(_key: int) -> Scheme:
    """Delegates ask for every cell: the colour is looked at once for each palette."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground) else LIGHT
