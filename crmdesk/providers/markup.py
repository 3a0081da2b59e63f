"""HTML bodies of notes, tasks and calls, read as plain text and written back as simple HTML.

HubSpot keeps the bodies of activities as HTML fragments (properties guide, field type ``html``). The text read from
one is what a browser would show, except that runs of blanks stay as they are, so that our own text comes back
unchanged.
"""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_LINK = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")

_BLOCKS = frozenset(
    ("address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul")
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "template"})
_SOFT = "\x1f"
"""A line break of the source, which is only white space in HTML; never part of a text (a control character)."""


def to_text(source: str) -> str:
    """The text of an HTML fragment; a source without tags keeps its line breaks. A link's address follows its words."""
    source = source.replace(_SOFT, "")
    if not _TAG.search(source):
        return html.unescape(source)
    reader = _Reader()
    position = 0
    for tag in _TAG.finditer(source):
        reader.words(source[position : tag.start()])
        if tag.group(2):
            reader.tag(tag.group(2).lower(), tag.group(3), closing=bool(tag.group(1)))
        position = tag.end()
    reader.words(source[position:])
    return reader.text()


def from_text(text: str) -> str:
    """HTML that shows ``text``; ``to_text`` gives it back."""
    return html.escape(text, quote=False).replace("\n", "<br>")


class _Reader:
    """Collects lines while tags and words go by."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._fresh = True  # the present line was opened by a block and may be used by the next one
        self._unseen: str | None = None
        self._link: tuple[str, int] | None = None

    def words(self, source: str) -> None:
        if self._unseen is None and source:
            words = html.unescape(_BREAKS.sub(_SOFT, source))
            self._lines[-1].append(words)
            self._fresh = self._fresh and not words.strip(_SOFT + " ")

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if self._unseen is not None or name in _UNSEEN:
            self._unseen = None if closing and name == self._unseen else self._unseen or (None if closing else name)
        elif name == "br":
            self._lines.append([])
            self._fresh = False
        elif name in _BLOCKS:
            self._block()
        elif name == "a":
            self._anchor(attributes, closing=closing)

    def text(self) -> str:
        return "\n".join(_line("".join(parts)) for parts in self._lines)

    def _block(self) -> None:
        if not self._fresh:
            self._lines.append([])
        self._fresh = True

    def _anchor(self, attributes: str, *, closing: bool) -> None:
        if not closing:
            found = _LINK.search(attributes)
            address = html.unescape(found.group(1) or found.group(2) or "").strip() if found else ""
            self._link = (address, len(self._lines[-1])) if address else None
        elif self._link is not None:
            address, start = self._link
            shown = "".join(self._lines[-1][start:]).strip()
            self._link = None
            if shown != address and address.removeprefix("mailto:").removeprefix("tel:") != shown:
                self.words(f" ({html.escape(address)})" if shown else html.escape(address))


def _line(words: str) -> str:
    return words.strip(_SOFT).replace(_SOFT, " ")
