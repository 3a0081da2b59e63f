"""Figures of traffic."""

from __future__ import annotations

from crmdesk.domain.traffic import Figures


def test_figures_are_added_each_to_its_own() -> None:
    assert Figures(1, 2, 3, 4, 5, 6) + Figures(10, 20, 30, 40, 50, 60) == Figures(11, 22, 33, 44, 55, 66)
