"""Who may import whom, proven over every module of crmdesk/; and the proof that this proof can fail.

The table is that of docs/architecture.md. A new package needs a row here before it can exist.
"""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent / "crmdesk"


@dataclass(frozen=True, slots=True)
class Row:
    """What one part of crmdesk may import besides itself and the standard library."""

    own: frozenset[str]
    third_party: frozenset[str]


def row(own: str, third_party: str = "") -> Row:
    return Row(frozenset(own.split()), frozenset(third_party.split()))


HTTP = "httpx stamina pyrate_limiter truststore"
SQL = "sqlmodel sqlalchemy sqlcipher3"
QT = "PySide6 shiboken6"
SERVER = "starlette uvicorn trustme python_multipart"
COMPOSING = row("*", f"{QT} cryptography keyring orjson platformdirs pydantic python_calamine structlog xlsxwriter")

TABLE = {
    "domain": row("", "pydantic phonenumbers email_validator rapidfuzz"),
    "net": row("domain", f"{HTTP} orjson"),
    "store": row("domain", f"{SQL} cryptography orjson"),
    "auth": row("domain net", "oauthlib keyring cryptography"),
    "providers": row("domain net", "pydantic orjson"),
    "sync": row("domain store providers.base"),
    "sync.plan": row("domain"),
    "automation": row("domain store"),
    "insights": row("domain store"),
    "privacy": row("domain store"),
    "desk": row("domain store net auth providers sync paths"),
    "demo": COMPOSING,
    "sandbox": row("domain", f"{SERVER} cryptography orjson"),
    "ui": row("domain store.queries", f"{QT} qasync"),
    "paths": row("", "platformdirs"),
    "log": row("domain", "structlog"),
    "app": Row(COMPOSING.own, COMPOSING.third_party | {"qasync"}),
    "commands": COMPOSING,
    "__main__": Row(COMPOSING.own, COMPOSING.third_party | {"qasync"}),
    "__init__": row(""),
}

# What the pure core cannot do with: files, sockets, threads, the clock, chance.
IMPURE = frozenset({
    "asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib",
})  # fmt: skip
# Chance that the caller hands over, and the pure half of urllib.
PURE_AFTER_ALL = ("random.Random", "urllib.parse")
CLOCKS = frozenset({"now", "today", "utcnow"})
SQL_TEXT = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s+\w+"
    r"|(CREATE|DROP|ALTER)\s+(TEMP\s+|UNIQUE\s+|VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW))\b",
    re.DOTALL,
)
# Vendors have query languages of their own (SOQL, COQL) that read like SQL.
MAY_HOLD_SQL_TEXT = frozenset({"store", "providers", "sandbox"})


def violations(module: str, source: str) -> list[str]:
    """Every rule that ``source`` breaks as the module ``module``, a dotted name below crmdesk (``sync.apply``)."""
    part = module.partition(".")[0]
    rules = TABLE.get(module) or TABLE.get(part)
    if rules is None:
        return [f"{module}: {part} has no row in the table"]
    tree = ast.parse(source)
    found = [text for target in _imports(tree) if (text := _import_broken(part, rules, target))]
    if part == "domain":
        found += [f"reads the clock: .{name}()" for name in _called_attributes(tree) if name in CLOCKS]
    if part not in MAY_HOLD_SQL_TEXT:
        found += [f"holds SQL: {text[:40]!r}" for text in _texts(tree) if SQL_TEXT.search(text)]
    return [f"{module}: {text}" for text in found]


def _import_broken(part: str, rules: Row, target: str) -> str | None:
    top, _, below = target.partition(".")
    if top == "crmdesk":
        allowed = below == "__version__" or "*" in rules.own or any(_is_in(below, name) for name in {part, *rules.own})
    elif top in sys.stdlib_module_names:
        allowed = part == "store" if top == "sqlite3" else part != "domain" or _is_pure(target)
    else:
        allowed = top in rules.third_party
    return None if allowed else f"may not import {target}"


def _is_pure(target: str) -> bool:
    return target.partition(".")[0] not in IMPURE or target.startswith(PURE_AFTER_ALL)


def _is_in(target: str, package: str) -> bool:
    return target == package or target.startswith(package + ".")


def _imports(tree: ast.Module) -> Iterator[str]:
    """The dotted target of every import, wherever it stands; ``from a import b`` counts as ``a.b``."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(level=0, module=str(base), names=names):
                yield from (f"{base}.{alias.name}" for alias in names)
            case ast.ImportFrom():
                yield "a relative module"
            case ast.Call(func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__")):
                yield _constant(node.args[0]) if node.args else "a computed name"


def _constant(node: ast.expr) -> str:
    """The name of a module, or the package in which a name is looked up: ``f"a.b.{name}"`` counts as ``a.b``."""
    match node:
        case ast.Constant(value=str(name)):
            return name
        case ast.JoinedStr(values=[ast.Constant(value=str(package)), *_]) if package.endswith("."):
            return package.removesuffix(".")
    return "a computed name"


def _called_attributes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def _texts(tree: ast.Module) -> Iterator[str]:
    """Every text in the code, parts of f-strings joined by a placeholder, docstrings left out."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose | inside:
            yield node.value


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        names = path.relative_to(PACKAGE).with_suffix("").parts
        yield ".".join(names[:-1] if names[-1] == "__init__" and len(names) > 1 else names), path


def test_every_module_keeps_to_the_table() -> None:
    found = [text for name, path in _modules() for text in violations(name, path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)


def test_the_modules_are_found() -> None:
    assert {"__init__", "domain", "domain.errors"} <= {name for name, _ in _modules()}


@pytest.mark.parametrize(
    ("module", "source", "broken"),
    [
        ("domain.merge", "import crmdesk.store.schema", "may not import crmdesk.store.schema"),
        ("domain.merge", "from pathlib import Path", "may not import pathlib.Path"),
        ("domain.merge", "from datetime import datetime, UTC\nat = datetime.now(UTC)", "reads the clock: .now()"),
        ("sync.engine", "import httpx", "may not import httpx"),
        ("sync.engine", "from crmdesk.providers.hubspot import HubSpot", "crmdesk.providers.hubspot.HubSpot"),
        ("sync.plan", "from crmdesk.store import unit", "may not import crmdesk.store.unit"),
        ("ui.leads.page", "from crmdesk.store import schema", "may not import crmdesk.store.schema"),
        ("ui.leads.page", "from crmdesk.store.queries_extra import x", "may not import crmdesk.store.queries_extra.x"),
        (
            "ui.leads.page",
            "def f():\n    from crmdesk.sync.engine import run",
            "may not import crmdesk.sync.engine.run",
        ),
        ("providers.base", "if TYPE_CHECKING:\n    from PySide6.QtCore import QObject", "PySide6.QtCore.QObject"),
        ("providers.hubspot", "import importlib\nimportlib.import_module('keyring')", "may not import keyring"),
        ("providers.hubspot", "__import__(name)", "may not import a computed name"),
        ("providers.hubspot", "import_module(f'{name}')", "may not import a computed name"),
        ("providers.hubspot", "import_module(f'crmdesk.sync{name}')", "may not import a computed name"),
        ("providers.hubspot", "import_module(f'crmdesk.sync.{name}')", "may not import crmdesk.sync"),
        ("providers.hubspot", "from . import base", "may not import a relative module"),
        ("desk.desk", "import qasync", "may not import qasync"),
        ("commands.sync", "import sqlmodel", "may not import sqlmodel"),
        ("commands.sync", "import sqlite3", "may not import sqlite3"),
        ("commands.status", "q = f'SELECT {columns} FROM lead'", "holds SQL: 'SELECT x FROM lead'"),
        ("ui.leads.model", "q = 'PRAGMA data_version'", "holds SQL: 'PRAGMA data_version'"),
        ("log", "from crmdesk.paths import resources", "may not import crmdesk.paths.resources"),
        ("helpers.text", "", "helpers has no row in the table"),
    ],
)
def test_a_bad_module_is_found(module: str, source: str, broken: str) -> None:
    assert [text for text in violations(module, source) if broken in text]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("domain.merge", "from crmdesk.domain.values import text\nfrom dataclasses import dataclass"),
        ("domain.ids", "from random import Random\nfrom urllib.parse import quote"),
        ("net.client", "import httpx, asyncio"),
        ("sync.engine", "from crmdesk.providers import base\nfrom crmdesk.sync.plan import plan"),
        ("ui.leads.page", "from crmdesk.store import queries\nfrom crmdesk.store.queries import leads\nimport qasync"),
        ("ui.leads.page", "title = 'Select one from the list'"),
        ("store.unit", "q = 'SELECT id FROM lead'"),
        (
            "commands.sync",
            '"""SELECT x FROM y"""\nfrom crmdesk import __version__, log\nfrom crmdesk.sync import engine',
        ),
        ("providers.hubspot", "import_module(f'crmdesk.providers.hubspot.{name}')"),
        ("__main__", "import qasync"),
        ("app", "import qasync"),
    ],
)
def test_a_good_module_passes(module: str, source: str) -> None:
    assert violations(module, source) == []
