from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtSvg import QSvgRenderer

from crmdesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

WEIGHTS = (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold)


@pytest.fixture
def inter(qapp: QApplication) -> Iterator[str]:
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in sorted((resources() / "fonts").glob("*.ttf"))]
    yield "Inter"
    for number in numbers:
        QFontDatabase.removeApplicationFont(number)


def test_inter_has_a_face_of_its_own_for_every_weight(inter: str) -> None:
    found = {QFontDatabase.weight(inter, style) for style in QFontDatabase.styles(inter)}
    assert found == {weight.value for weight in WEIGHTS}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_inter_has_figures_of_equal_width(inter: str, weight: QFont.Weight) -> None:
    font = QFont(inter, weight=weight.value)
    font.setPixelSize(200)
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("weight", WEIGHTS)
def test_inter_has_every_letter_of_french(inter: str, weight: QFont.Weight) -> None:
    metrics = QFontMetricsF(QFont(inter, weight=weight.value))
    assert [
        letter
        for letter in "àâäæçéèêëîïôöœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ’«»–…€²\u00a0\u202f"
        if not metrics.inFontUcs4(ord(letter))
    ] == []


def test_every_icon_draws_in_the_colour_of_the_text(qapp: QApplication) -> None:
    icons = list((resources() / "icons").glob("*.svg"))
    assert len(icons) >= 80
    assert [path.name for path in icons if "currentColor" not in path.read_text(encoding="utf-8")] == []
    assert [path.name for path in icons if not QSvgRenderer(str(path)).isValid()] == []


@pytest.mark.parametrize("licence", ["fonts/LICENSE.txt", "icons/LICENSE"])
def test_what_others_made_comes_with_its_licence(licence: str) -> None:
    assert "Permission is hereby granted" in (resources() / licence).read_text(encoding="utf-8").replace(
        "PERMISSION", "Permission"
    )
