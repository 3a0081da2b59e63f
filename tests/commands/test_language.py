"""The words of a command follow the locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crmdesk.commands.language import language_of
from crmdesk.ui.translation import Language


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, Language.ENGLISH),
        ({"LANG": "C.UTF-8"}, Language.ENGLISH),
        ({"LANG": "POSIX"}, Language.ENGLISH),
        ({"LANG": "fr_FR.UTF-8"}, Language.FRENCH),
        ({"LANG": "en_GB.UTF-8"}, Language.ENGLISH),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, Language.ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR"}, Language.FRENCH),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, Language.FRENCH),
        ({"LANG": "de_DE.UTF-8"}, Language.FRENCH),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:en"}, Language.ENGLISH),
        ({"LANG": "fr_FR@euro", "LANGUAGE": "en_GB:fr"}, Language.ENGLISH),
        ({"LANG": "C", "LANGUAGE": "fr"}, Language.ENGLISH),
    ],
)
def test_the_language_is_that_of_the_locale(environ: dict[str, str], language: Language) -> None:
    assert language_of(environ, "linux") == language


def test_other_systems_keep_it_elsewhere() -> None:
    assert language_of({}, "win32") == language_of({}, "darwin") == Language.SYSTEM
    assert language_of({"LANG": "en_GB.UTF-8"}, "darwin") == Language.ENGLISH


@pytest.mark.parametrize(("lang", "words"), [("C.UTF-8", "Nothing to recover."), ("fr_FR.UTF-8", "Rien à rétablir.")])
def test_an_error_is_said_in_it(tmp_path: Path, lang: str, words: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    line = [sys.executable, "-m", "crmdesk", "--profile", str(tmp_path), "recover"]
    ended = subprocess.run(
        line,
        env=environ | {"LANG": lang, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert words in ended.stderr
