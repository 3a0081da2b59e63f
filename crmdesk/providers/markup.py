"""HTML bodies of notes, tasks and calls, read as plain text and written back as simple HTML.

HubSpot keeps the bodies of activities as HTML fragments (properties guide, field type ``html``). The text read from
one is what a browser would show, except that runs of blanks stay as they are, so that our own text comes back
unchanged. Where a text is changed, only the lines that differ lose their formatting.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_LINK = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BREAKS = re.compile(r"(?:(?<![ \t])[ \t]+)?[\r\n]+[ \t]*")
"""A line break with the blanks around it. Blanks are looked at from the first one on alone: from each of them a long row of blanks
would take the square of its length."""

_UNCLOSED = 20
"""For so many comments without an end the end of the source is looked through: for very many that would take hours."""

_NO_CHARACTER = re.compile(r"&#[0-9]{8,};?")
"""The number of no character: Python refuses to read very long ones."""

_BLOCKS = frozenset(
    ("address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul")
)  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
_UNSEEN = frozenset({"script", "style", "template"})
_SOFT = "\x1f"
"""A line break of the source, which is only white space in HTML; never part of a text (a control character)."""


def to_text(source: str) -> str:
    """The text of an HTML fragment; a source without tags keeps its line breaks. A link's address follows its words."""
    source = source.replace(_SOFT, "")
    if not _is_html(source):
        return _unescaped(source)
    return "\n".join(line.text for line in _lines(source))


def from_text(text: str) -> str:
    """HTML that shows ``text``; ``to_text`` gives it back."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def revisions(source: str, text: str) -> Iterator[str]:
    """HTML that may show ``text`` and keeps the formatting of the lines that ``source`` shows as well, best first.

    What a source looks like is the vendor's affair, so that the reader of these has to see whether they show the text.
    """
    lines = _lines(source) if _is_html(source) and _SOFT not in source else []
    shown = [unicodedata.normalize("NFC", line.text.rstrip()) for line in lines]
    while shown and not shown[-1]:
        shown.pop()
    first = next((at for at, line in enumerate(shown) if line), 0)
    old, new = shown[first:], text.split("\n")
    before = _common(old, new)
    behind = _common(old[before:][::-1], new[before:][::-1])
    words = from_text("\n".join(new[before : len(new) - behind]))
    changed = [line for line in lines[first + before : first + len(old) - behind] if line.end]
    if changed:
        start, end = changed[0].start, changed[-1].end
        kept = source[:start] + words + _unbalanced(source[start:end])
        if not words:
            yield kept.removesuffix("<br>") + source[end:]
            yield kept + source[end:].removeprefix("<br>")
        yield kept + source[end:]
    elif before and lines[first + before - 1].end:
        at = lines[first + before - 1].end
        yield f"{source[:at]}<br>{words}{source[at:]}"
    elif old:
        at = lines[first].start
        yield f"{source[:at]}{words}<br>{source[at:]}"


def _is_html(source: str) -> bool:
    return next(_tags(source), None) is not None


def _tags(source: str) -> Iterator[re.Match[str]]:
    """The tags and comments of a source."""
    last = source.rfind("-->") + 1
    if source.count("<!--", last) > _UNCLOSED:
        source = source[:last] + source[last:].replace("<!--", "<! -")
    return _TAG.finditer(source)


def _unescaped(source: str) -> str:
    """The words of a source without tags."""
    return html.unescape(_NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", source))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _unbalanced(source: str) -> str:
    """The tags of a piece that are opened or closed outside of it."""
    left: list[tuple[str, str]] = []
    for tag in _tags(source):
        name = (tag.group(2) or "").lower()
        if not name or name in _VOID:
            continue
        if tag.group(1) and left and left[-1][0] == name:
            left.pop()
        else:
            left.append((f"/{name}" if tag.group(1) else name, tag.group()))
    return "".join(tag for _, tag in left)


@dataclass(slots=True)
class _Line:
    """A line as it is shown, and where in the source its words begin and end (0: it has none)."""

    parts: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts).strip(_SOFT).replace(_SOFT, " ")


def _lines(source: str) -> list[_Line]:
    reader = _Reader()
    position = 0
    for tag in _tags(source):
        reader.words(source[position : tag.start()], position)
        if tag.group(2):
            reader.tag(tag)
        position = tag.end()
    reader.words(source[position:], position)
    return reader.lines


class _Reader:
    """Collects lines while tags and words go by."""

    def __init__(self) -> None:
        self.lines: list[_Line] = [_Line()]
        self._fresh = True  # the present line was opened by a block and may be used by the next one
        self._unseen: str | None = None
        self._link: tuple[str, int, int] | None = None

    def words(self, source: str, at: int) -> None:
        """Words that stand at ``at`` in the source."""
        if self._unseen is None and source:
            words = _unescaped(_BREAKS.sub(_SOFT, source))
            line = self.lines[-1]
            line.parts.append(words)
            if words.strip(_SOFT + " "):
                self._fresh = False
                line.start = line.start if line.end else at
                line.end = at + len(source)

    def tag(self, tag: re.Match[str]) -> None:
        """A tag."""
        name, attributes, closing = tag.group(2).lower(), tag.group(3), bool(tag.group(1))
        if self._unseen is not None or name in _UNSEEN:
            self._unseen = None if closing and name == self._unseen else self._unseen or (None if closing else name)
        elif name == "br":
            self.lines.append(_Line())
            self._fresh = False
        elif name in _BLOCKS:
            self._block()
        elif name == "a":
            self._anchor(attributes, tag, closing=closing)

    def _block(self) -> None:
        if not self._fresh:
            self.lines.append(_Line())
        self._fresh = True

    def _anchor(self, attributes: str, tag: re.Match[str], *, closing: bool) -> None:
        line = self.lines[-1]
        if not closing:
            found = _LINK.search(attributes)
            address = _unescaped(found.group(1) or found.group(2) or "").strip() if found else ""
            self._link = (address, len(line.parts), tag.start()) if address else None
        elif self._link is not None:
            address, first, start = self._link
            shown = "".join(line.parts[first:]).strip()
            self._link = None
            if shown != address and address.removeprefix("mailto:").removeprefix("tel:") != shown:
                line.parts.append(f" ({address})" if shown else address)
                self._fresh = False
            # The whole link is one piece: its address is part of what is shown.
            line.start = min(line.start, start) if line.end else start
            line.end = tag.end()
