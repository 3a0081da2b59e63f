"""The help of every command, and what is said of a command line that is wrong, in the language of the locale."""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.__main__ import parser
from crmdesk.ui.help_words import COMPLAINTS, HELP, NAMES

TRANSLATIONS = Path(__file__).resolve().parent.parent.parent / "resources" / "translations"


def _actions(one: ArgumentParser) -> list[Any]:
    """The arguments of a parser, which argparse tells nowhere else."""
    return list(vars(one)["_actions"])


def _parsers(whole: ArgumentParser) -> Iterator[ArgumentParser]:
    """A parser and those of its commands."""
    yield whole
    for action in _actions(whole):
        if isinstance(action.choices, dict):
            for each in action.choices.values():
                yield from _parsers(each)


def _texts() -> Iterator[str]:
    """Everything that any help says."""
    for each in _parsers(parser()):
        yield from (text for text in (each.description, each.epilog) if text)
        yield from (group.title for group in vars(each)["_action_groups"] if group.title)
        for action in _actions(each):
            yield from (choice.help for choice in vars(action).get("_choices_actions", ()) if choice.help)
            if action.help and action.help != argparse.SUPPRESS:
                yield action.help


def _names() -> Iterator[str]:
    """Every name that stands for a value; choices and vendors are written as they are typed."""
    for each in _parsers(parser()):
        for action in _actions(each):
            if isinstance(action.metavar, str) and not action.metavar.startswith("{"):
                yield action.metavar
            elif not action.option_strings:
                yield action.dest


def _french(lang: str, *line: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "crmdesk", *line],
        env=environ | {"LANG": lang, "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_no_text_of_any_help_lacks_french() -> None:
    said = set(_texts())
    assert len(said) > 60, "the search finds nothing any more"
    assert sorted(said - set(HELP)) == []
    assert sorted(set(_names()) - set(NAMES)) == []
    tree = ET.parse(TRANSLATIONS / "crmdesk_fr.ts")  # noqa: S314 - a file of ours
    (context,) = [each for each in tree.iter("context") if each.findtext("name") == "Help"]
    french = {each.findtext("source"): each.findtext("translation") for each in context.iter("message")}
    same = {"N", "ID", "URL", "DATE", "argument %(argument_name)s: %(message)s"}
    missing = [text for text in (*HELP, *NAMES, *COMPLAINTS) if french.get(text) in (None, "", text)]
    assert set(missing) <= same


def test_no_text_is_kept_that_no_help_says() -> None:
    assert set(HELP) - set(_texts()) == {"usage: "}
    assert set(NAMES) == set(_names())


def test_argparse_still_says_what_is_translated() -> None:
    known = {
        node.value.rstrip("\n")
        for node in ast.walk(ast.parse(Path(argparse.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(COMPLAINTS) - known == set()


@pytest.mark.parametrize("command", [[], ["connect"]])
def test_the_help_is_french_under_a_french_locale(command: list[str]) -> None:
    ended = _french("fr_FR.UTF-8", *command, "--help")
    assert ended.returncode == 0
    assert ended.stdout.startswith("utilisation\u00a0: crmdesk ")
    assert "afficher cette aide et terminer" in ended.stdout
    for english in ("usage", "show this", "positional", "one JSON document", "an isolated"):
        assert english not in ended.stdout


def test_the_help_is_english_otherwise() -> None:
    ended = _french("C.UTF-8", "sync", "--help")
    assert ended.stdout.startswith("usage: crmdesk sync ")
    assert "this account only (default: all)" in ended.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["nonsense"], "choix incorrect\u00a0: 'nonsense'"),
        (["edit", "lead"], "il manque\u00a0: identifiant, CHAMP=VALEUR"),
        (["send", "hubspot", "up"], "argument interrupteur\u00a0: choix incorrect\u00a0: 'up'"),
        (["new", "house", "x=1"], "argument type\u00a0: choix incorrect\u00a0: 'house'"),
        (["edit", "lead", "x", "city=\udcff"], "argument CHAMP=VALEUR\u00a0: "),
        (["mapping", "hubspot", "set"], "utilisation\u00a0: crmdesk mapping nom set "),
        (["records", "lead", "--limit", "-1"], "à partir de 0"),
    ],
)
def test_a_wrong_line_is_explained_in_french(line: list[str], words: str) -> None:
    ended = _french("fr_FR.UTF-8", *line)
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "crmdesk" in ended.stderr
    assert "erreur" in ended.stderr
