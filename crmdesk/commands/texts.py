"""What commands say, in the language of the locale: the one way from a text to a terminal.

The texts are listed in ``crmdesk/ui/command_words.py``, from where translators get them. Nothing here loads Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from crmdesk.commands.compiled import compiled_texts
from crmdesk.commands.figures import number
from crmdesk.commands.language import french
from crmdesk.paths import resources


def said(text: str, /, **values: object) -> str:
    """A text of a command in the language of the locale, its ``{placeholders}`` filled."""
    return translated("Command", text).format_map(values) if values else translated("Command", text)


def counted(one: str, several: str, count: int, /, **values: object) -> str:
    """The one of two texts that fits a count, which stands for ``{n}``: in French nought and one are singular."""
    single = count in (0, 1) if french() else count == 1
    return said(one if single else several, n=number(count), **values)


def labelled(label: str, text: str) -> str:
    """``text`` after its label, with the colon as the language sets it."""
    return said("{label}: {text}", label=label, text=text)


def listed(parts: Iterable[str]) -> str:
    """Several things in one line; a dash for none."""
    return ", ".join(parts) or "–"


def translated(context: str, text: str) -> str:
    """A text in the language of the locale; itself where there is no other for it."""
    return _french_texts().get((context, text)) or text if french() else text


@cache
def _french_texts() -> Mapping[tuple[str, str], str]:
    """Empty where the file is missing: a program without its translations still says what is wrong, in English."""
    try:
        return compiled_texts(resources() / "translations" / "crmdesk_fr.qm")
    except FileNotFoundError:
        return {}
