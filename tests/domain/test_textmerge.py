"""Texts that are put together line by line."""

from __future__ import annotations

from itertools import product

import pytest

from crmdesk.domain.textmerge import merged_lines, united_lines

NOTE = "Maison avec jardin\nVisite le 3\nPrix à revoir"


@pytest.mark.parametrize(
    ("left", "right", "merged"),
    [
        pytest.param(NOTE + "\nClé chez le voisin", NOTE, NOTE + "\nClé chez le voisin", id="one side only"),
        pytest.param(
            "Villa avec jardin\nVisite le 3\nPrix à revoir",
            "Maison avec jardin\nVisite le 3\nPrix ferme",
            "Villa avec jardin\nVisite le 3\nPrix ferme",
            id="far apart",
        ),
        pytest.param("Villa", "Villa", "Villa", id="both the same"),
        pytest.param(
            "Maison avec jardin\nVisite le 4\nPrix à revoir",
            "Maison avec jardin\nVisite le 5\nPrix à revoir",
            None,
            id="the same line",
        ),
        pytest.param(
            "Villa avec jardin\nVisite le 3\nPrix à revoir",
            "Maison avec jardin\nVisite le 4\nPrix à revoir",
            None,
            id="neighbouring lines",
        ),
        pytest.param(
            "Visite le 3\nPrix à revoir", "Maison\nVisite le 3\nPrix à revoir", None, id="removed and changed"
        ),
        pytest.param("Début\n" + NOTE, NOTE + "\nFin", f"Début\n{NOTE}\nFin", id="before and behind"),
        pytest.param(NOTE + "\nA", NOTE + "\nB", None, id="both at the end"),
    ],
)
def test_changes_of_both_sides_are_kept_where_they_do_not_touch(left: str, right: str, merged: str | None) -> None:
    assert merged_lines(NOTE, left, right) == merged
    assert merged_lines(NOTE, right, left) == merged


def test_no_line_is_lost_and_none_is_made_up() -> None:
    texts = ["\n".join(lines) for size in (0, 1, 2) for lines in product("abc", repeat=size)]
    for before, left, right in product(texts, repeat=3):
        merged = merged_lines(before, left, right)
        if merged is None:
            continue
        known = {*before.split("\n"), *left.split("\n"), *right.split("\n")}
        assert set(merged.split("\n")) <= known
        fresh = ({*left.split("\n")} | {*right.split("\n")}) - {*before.split("\n")}
        assert fresh <= set(merged.split("\n")), (before, left, right)
        if right == before:
            assert merged == left


def test_every_line_once() -> None:
    assert united_lines(["a\n\nb", "b\nc\n", "a\nd"]) == "a\n\nb\nc\nd"
