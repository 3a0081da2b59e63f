"""Every text that a command says is listed for translation, and every listed one is said and has its French."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import crmdesk
from crmdesk.commands.compiled import compiled_texts
from crmdesk.paths import resources
from crmdesk.ui.help_words import HELP

ROOT = Path(crmdesk.__file__).resolve().parent
SOURCES = sorted([*(ROOT / "commands").rglob("*.py"), *(ROOT / "demo").glob("*.py"), ROOT / "__main__.py"])
SAYING = frozenset({"said", "counted", "Detail", "CheckFailed"})
NO_WORDS = frozenset({"InvalidInput", "add_parser", "add_argument", "Parser", "Bug", "ValueError"})
"""Calls whose texts are said elsewhere: keys of errors, and the help, which ``test_help`` looks at."""

SENTENCE = re.compile(r"[A-Za-z’']{2,}[,:;]? [A-Za-z]{2,}")
SAME = frozenset({
    "{label}: {text}", "organisation", "type", "version", "{n} lead", "{n} leads", "{n} contact", "{n} contacts", "{n} note",
    "{n} notes", "date", "ok", "{seconds} s", "conflict", "pipeline",
})  # fmt: skip
"""Texts that may be the same in both languages."""


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def _constants(node: ast.AST) -> list[str]:
    return [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def _said(tree: ast.Module) -> Iterator[str]:
    """The texts that are written where they are said; ``{found}`` stands for what has no language."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in SAYING:
            for argument in node.args[: 2 if _name(node) == "counted" else 1]:
                branches = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
                written = [each.value for each in branches if isinstance(each, ast.Constant)]
                yield from (text for text in written if isinstance(text, str) and text != "{found}")
        if isinstance(node, ast.Call) and _name(node) == "map" and getattr(node.args[0], "id", "") == "said":
            yield from _constants(node.args[1])


def _loose(tree: ast.Module) -> Iterator[str]:
    """Texts in words that do not go through ``said``: neither docstrings, nor texts of the help, nor facts of the demo."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in SAYING | NO_WORDS:
            passed |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


def _listed(*, where_said: bool = False) -> set[str]:
    """The texts that translators get; only those that stand where they are said, not those of a table of words."""
    found = set()
    for path in (ROOT / "ui").glob("*_words.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if where_said and not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)):
                continue
            calls = (
                each for each in ast.walk(node) if isinstance(each, ast.Call) and _name(each) == "QT_TRANSLATE_NOOP"
            )
            found |= {text for context, text in map(_constants, calls) if context == "Command"}
    return found


def test_every_text_that_is_said_is_listed_and_the_other_way_round() -> None:
    texts = {text for path in SOURCES for text in _said(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(texts) > 60, "the search finds nothing any more"
    assert texts - _listed() == set()
    written = {text for path in SOURCES for text in _constants(ast.parse(path.read_text(encoding="utf-8")))}
    assert _listed(where_said=True) - written == set()
    assert len(_listed(where_said=True)) > 60


def test_every_listed_text_has_its_french() -> None:
    french = compiled_texts(resources() / "translations" / "crmdesk_fr.qm")
    missing = {text for text in _listed() if french.get(("Command", text)) in (None, "", text)}
    assert missing <= SAME


def test_no_sentence_goes_past_the_one_function() -> None:
    found = {
        text
        for path in SOURCES
        if path.parent.name != "demo"
        for text in _loose(ast.parse(path.read_text(encoding="utf-8")))
        if SENTENCE.search(text)
    }
    assert found - _listed() - set(HELP) == set()


def test_the_search_for_sentences_finds_one() -> None:
    tree = ast.parse(
        '"""Doc string."""\nprint(f"nothing done: {x}")\nprint(said("all is well"))\nraise InvalidInput("a key b")'
    )
    assert [text for text in _loose(tree) if SENTENCE.search(text)] == ["nothing done: "]


def test_saying_something_loads_no_qt() -> None:
    code = (
        "import sys\nfrom crmdesk.__main__ import parser\nfrom crmdesk.commands.declared import COMMANDS\n"
        "parser(COMMANDS).format_help()\n"
        "from crmdesk.commands.texts import said\nprint(said('nothing to do'))\n"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    environ = {"LC_ALL": "fr_FR.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT.parent)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    assert ended.stdout.splitlines() == ["rien à faire", "[]"]
