"""The language of a command's words: what the locale of its process says."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from crmdesk.ui.translation import Language

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order of POSIX, Base Definitions 8.2."""


def language_of(environ: Mapping[str, str], platform: str = sys.platform) -> Language:
    """French or English, as the variables of the locale say; English where they say C, or where a Unix has none.

    ``LANGUAGE`` lists languages in the order of preference, for any locale but C (GNU gettext, "Locale Environment
    Variables"). A language that crmdesk does not speak is French, as in the window. Other systems keep their language elsewhere.
    """
    locale = next((environ[name] for name in _LOCALE if environ.get(name)), None)
    if locale is None and platform in ("win32", "darwin"):
        return Language.SYSTEM
    if locale is None or _code(locale) in ("c", "posix"):
        return Language.ENGLISH
    preferred = [_code(name) for name in environ.get("LANGUAGE", "").split(":") if name]
    known = [code for code in [*preferred, _code(locale)] if code in ("fr", "en")]
    return Language(known[0]) if known else Language.FRENCH


def _code(locale: str) -> str:
    """The language in ``fr_FR.UTF-8@euro``."""
    return locale.partition(".")[0].partition("@")[0].partition("_")[0].lower()
