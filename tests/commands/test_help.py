"""The help of every command, and what is said of a command line that is wrong, in the language of the locale."""

from __future__ import annotations

import argparse
import ast
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crmdesk.__main__ import parser
from crmdesk.commands.declared import COMMANDS
from crmdesk.ui.help_words import COMPLAINTS, HELP, NAMES

ROOT = Path(__file__).resolve().parent.parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"


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
    for each in _parsers(parser(COMMANDS)):
        yield from (text for text in (each.description, each.epilog) if text)
        yield from (group.title for group in vars(each)["_action_groups"] if group.title)
        for action in _actions(each):
            yield from (choice.help for choice in vars(action).get("_choices_actions", ()) if choice.help)
            if action.help and action.help != argparse.SUPPRESS:
                yield action.help


def _names() -> Iterator[str]:
    """Every name that stands for a value; choices and vendors are written as they are typed."""
    for each in _parsers(parser(COMMANDS)):
        for action in _actions(each):
            if isinstance(action.metavar, str):
                if not action.metavar.startswith("{"):
                    yield action.metavar
            elif not action.option_strings:
                yield action.dest


@dataclass(frozen=True)
class Ended:
    """How a command line ended."""

    status: int
    out: str
    err: str


IN_TURN = """
import contextlib, io, json, sys
from crmdesk.__main__ import main

ends = []
for line in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(line)
        except SystemExit as ended:
            status = ended.code
    ends.append([status, out.getvalue(), err.getvalue()])
print(json.dumps(ends))
"""
"""Runs several command lines one after the other: a process of its own for each would spend its time on starting."""


def _ends(lang: str, lines: Sequence[Sequence[str]]) -> list[Ended]:
    """How command lines end in a process of this locale."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", IN_TURN, json.dumps(lines)],
        cwd=ROOT,
        env=environ | {"LANG": lang, "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return [Ended(*each) for each in json.loads(done.stdout)]


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


def test_the_help_is_french_under_a_french_locale() -> None:
    for ended in _ends("fr_FR.UTF-8", [["--help"], ["connect", "--help"]]):
        assert ended.status == 0
        assert ended.out.startswith("utilisation\u00a0: crmdesk ")
        assert "afficher cette aide et terminer" in ended.out
        for english in ("usage", "show this", "positional", "one JSON document", "an isolated"):
            assert english not in ended.out


def test_the_help_is_english_otherwise() -> None:
    (ended,) = _ends("C.UTF-8", [["sync", "--help"]])
    assert ended.out.startswith("usage: crmdesk sync ")
    assert "this account only (default: all)" in ended.out


WRONG = {
    "choix incorrect\u00a0: 'nonsense'": ["nonsense"],
    "il manque\u00a0: identifiant, CHAMP=VALEUR": ["edit", "lead"],
    "argument {on,off}\u00a0: choix incorrect\u00a0: 'up'": ["send", "hubspot", "up"],
    "user,pipeline,stage}\u00a0: choix incorrect\u00a0: 'house'": ["new", "house", "x=1"],
    "argument CHAMP=VALEUR\u00a0: ": ["edit", "lead", "x", "city=\udcff"],
    "utilisation\u00a0: crmdesk mapping nom set ": ["mapping", "hubspot", "set"],
    "à partir de 0": ["records", "lead", "--limit", "-1"],
}
"""Wrong command lines by what is said of each."""


@pytest.fixture(scope="module")
def wrong() -> dict[str, Ended]:
    """How the wrong command lines end, by what should be said."""
    return dict(zip(WRONG, _ends("fr_FR.UTF-8", list(WRONG.values())), strict=True))


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_line_is_explained_in_french(wrong: dict[str, Ended], words: str) -> None:
    assert wrong[words].status == 2
    assert words in wrong[words].err
    assert "crmdesk" in wrong[words].err
    assert "erreur" in wrong[words].err


def test_the_program_itself_speaks_it() -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    ended = subprocess.run(
        [sys.executable, "-m", "crmdesk", "nonsense"],
        cwd=ROOT,
        env=environ | {"LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "choix incorrect\u00a0: 'nonsense'" in ended.stderr
