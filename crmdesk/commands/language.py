"""The language of a command's words: what the locale of its process says."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

ENGLISH, FRENCH, SYSTEM = "en", "fr", "system"
"""The codes of ``crmdesk.ui.translation.Language``, which is not imported here because Qt comes with it."""

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of POSIX, Base Definitions 8.2."""


def language_of(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """The code of French or English, as the variables of the locale say; English where they say C, or where a Unix has none.

    ``LANGUAGE`` lists languages in the order of preference, for any locale but C (GNU gettext, "Locale Environment
    Variables"). A language that crmdesk does not speak is French, as in the window. Other systems keep their language elsewhere:
    ``system``.
    """
    locale = next((environ[name] for name in _LOCALE if environ.get(name)), None)
    if locale is None and platform in ("win32", "darwin"):
        return SYSTEM
    if locale is None or _code(locale) in ("c", "posix"):
        return ENGLISH
    preferred = [_code(name) for name in environ.get("LANGUAGE", "").split(":") if name]
    known = [code for code in [*preferred, _code(locale)] if code in (FRENCH, ENGLISH)]
    return known[0] if known else FRENCH


_ENGLISH_ONLY: ContextVar[bool] = ContextVar("english_only", default=False)


@contextmanager
def in_english() -> Iterator[None]:
    """Inside the block commands speak English whatever the locale says: for what a script reads."""
    before = _ENGLISH_ONLY.set(True)
    try:
        yield
    finally:
        _ENGLISH_ONLY.reset(before)


def french() -> bool:
    """Whether the commands of this process speak French."""
    if _ENGLISH_ONLY.get():
        return False
    code = language_of(os.environ)
    if code == SYSTEM:
        from crmdesk.ui.translation import Language, spoken

        return spoken(Language.SYSTEM) == FRENCH
    return code == FRENCH


def _code(locale: str) -> str:
    """The language in ``fr_FR.UTF-8@euro``."""
    return locale.partition(".")[0].partition("@")[0].partition("_")[0].lower()
