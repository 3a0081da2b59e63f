"""The French guides are set as in print, as the window's own French is (``test_texts``)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GUIDES = sorted((Path(__file__).parents[2] / "docs" / "vendors").glob("*.fr.md"))
_NOT_PROSE = re.compile(r"^ *```.*?^ *```|`[^`]*`|\]\([^)]*\)|https?://\S+|^[\s|:-]+$", re.MULTILINE | re.DOTALL)
_WRONG = re.compile(r"(?<!\u00a0)(?:»|:(?=\W|$))|«(?!\u00a0)|(?<!\u202f)[;!?]")


def wrong(text: str) -> list[str]:
    """The places of a guide's prose where a mark stands without its own space."""
    prose = _NOT_PROSE.sub("", text)
    return [prose[max(0, found.start() - 20) : found.end()] for found in _WRONG.finditer(prose)]


def test_what_is_wrong_is_found() -> None:
    right = "Un «\u00a0b\u00a0»\u202f; a\u00a0: b `c ; d : e` [f](g?h=i;j)\n```\nk ; l : m ?\n```\n| --- | :-: |\n"
    assert wrong(right) == []
    for each in ("a : b", "a ; b", "a\u00a0; b", "« a\u00a0»", "«\u00a0a »", "a ?\n", "a: b"):
        assert wrong(each), each


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_a_guide_in_french_is_set_as_in_print(guide: Path) -> None:
    assert wrong(guide.read_text(encoding="utf-8")) == []


def test_there_is_one_for_each_vendor() -> None:
    assert len(GUIDES) == 5
