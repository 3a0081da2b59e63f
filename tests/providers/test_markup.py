"""HTML that a vendor made up of nonsense: it is read all the same, and in a time that nobody has to wait for."""

from __future__ import annotations

import time

import pytest

from crmdesk.providers.codecs import HtmlText
from crmdesk.providers.markup import revisions, to_text


def test_the_number_of_no_character_is_shown_as_one() -> None:
    assert to_text(f"&#{'1' * 5000};") == HtmlText().decode(f"<p>&#{'1' * 5000};</p>") == "\N{REPLACEMENT CHARACTER}"
    assert to_text("&#233;&#x1F600;") == "é\N{GRINNING FACE}"


@pytest.mark.parametrize(
    "source",
    [
        "<br>" + "<!--" * 16_000,
        "<!-- -->" + "<!--" * 16_000 + "<br>",
        "<p>" + " " * 65_000 + "x",
        "<p>" + " \t" * 32_000,
    ],
    ids=["comments", "comments after one", "blanks", "tabs"],
)
def test_a_long_text_takes_no_time(source: str) -> None:
    began = time.process_time()
    to_text(source)
    list(revisions(source, "x"))
    assert time.process_time() - began < 2.0


def test_blanks_and_comments_read_as_before() -> None:
    assert to_text("<p>a \t\n \n b</p>") == "a  b\n"
    assert to_text("<p>a<!-- x --></p><!-- y") == "a\n<!-- y"
