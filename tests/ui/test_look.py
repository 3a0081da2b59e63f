"""The look: contrast of every text on its ground, icons that exist, geometry that survives."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from crmdesk.paths import resources
from crmdesk.ui.actions import ACTIONS
from crmdesk.ui.field_texts import KIND_TEXTS
from crmdesk.ui.option_texts import ACTIVITY_ICONS
from crmdesk.ui.shell.navigation import PAGES
from crmdesk.ui.theme import icons, tokens
from crmdesk.ui.theme.look import body_font, font
from crmdesk.ui.theme.tokens import DARK, LIGHT, Scheme, Tone
from crmdesk.ui.ui_settings import UiSettings

UI = sorted((Path(__file__).resolve().parent.parent.parent / "crmdesk" / "ui").rglob("*.py"))
LEAST = 4.5


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    parts = [float(each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4) for each in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(scheme: Scheme) -> None:
    pairs = [
        (QColor(text), QColor(ground))
        for text in (scheme.text, scheme.muted, scheme.accent)
        for ground in (scheme.surface, scheme.ground, scheme.accent_tint)
    ]
    pairs += [(scheme.tone(tone), scheme.tint(tone)) for tone in Tone]
    pairs += [(scheme.tone(tone), QColor(scheme.surface)) for tone in Tone]
    pairs += [(QColor(scheme.text), scheme.tint(tone)) for tone in Tone]
    pairs.append((QColor(scheme.on_accent), QColor(scheme.accent)))
    weak = [
        (one.name(), other.name(), round(contrast(one, other), 2))
        for one, other in pairs
        if contrast(one, other) < LEAST
    ]
    assert not weak


def test_vendors_initials_can_be_read() -> None:
    white = QColor(tokens.VENDOR_TILE_TEXT)
    assert [name for name, tile in tokens.VENDOR_TILES.items() if contrast(white, QColor(tile)) < LEAST] == []


def test_every_icon_that_is_named_is_shipped() -> None:
    named = {spec.icon for spec in ACTIONS} | {page.icon for page in PAGES} | set(ACTIVITY_ICONS.values())
    named |= {text.icon for text in KIND_TEXTS.values()}
    for path in UI:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in {
                "Icon",
                "IconButton",
                "Button",
                "EmptyState",
                "draw_icon",
                "icon",
            }:
                place = {"Button": 1, "draw_icon": 1}.get(name, 0)
                part = node.args[place] if len(node.args) > place else None
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    named.add(part.value)
    missing = {name for name in named - {""} if not (resources() / "icons" / f"{name}.svg").is_file()}
    assert not missing
    assert len(named) > 40


@pytest.mark.usefixtures("settings")
def test_an_icon_is_drawn_in_the_colour_and_sharpness_asked_for() -> None:
    drawn = icons.pixmap("plus", QColor(LIGHT.accent), 16, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)
    assert drawn.toImage().pixelColor(16, 16).name() == QColor(LIGHT.accent).name()
    with pytest.raises(FileNotFoundError, match="no icon nowhere"):
        icons.pixmap("nowhere", QColor(LIGHT.accent))


@pytest.mark.usefixtures("settings")
def test_the_shipped_typeface_is_used(qapp: QApplication) -> None:
    assert qapp.font().family() == tokens.FAMILY
    assert font(20, tokens.STRONG).pixelSize() == 20
    assert body_font().pixelSize() == tokens.BODY_PX


def test_what_the_window_remembers_survives_and_can_be_forgotten(settings: UiSettings) -> None:
    settings.compact = True
    settings.hide_columns("lead", frozenset({"source", "owner"}))
    assert settings.compact
    assert settings.hidden_columns("lead") == {"source", "owner"}
    settings.forget_layouts()
    assert settings.hidden_columns("lead") == frozenset()
    assert settings.layout("window") is None
