"""What the frozen program leaves out is nothing that crmdesk needs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["crmdesk"]["package"]

# Imports every module of crmdesk while the modules of the list cannot be found, as in the frozen program.
IMPORT_ALL = """
import importlib, json, pkgutil, sys

left_out = json.loads(sys.argv[1])

class Nowhere:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if any(name == module or name.startswith(module + ".") for module in left_out):
            raise ModuleNotFoundError(f"{name} is left out of the frozen program", name=name)

sys.meta_path.insert(0, Nowhere)
import crmdesk
for module in pkgutil.walk_packages(crmdesk.__path__, "crmdesk."):
    importlib.import_module(module.name)
"""


def _import_all(left_out: list[str]) -> str:
    """The last line of what Python said, empty if every module could be imported."""
    command = [sys.executable, "-c", IMPORT_ALL, json.dumps(left_out)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr.splitlines()
    return said[-1] if said else ""


def test_every_module_imports_without_what_is_left_out() -> None:
    assert _import_all(LEFT_OUT["modules"]) == ""


def test_a_needed_module_that_is_left_out_shows() -> None:
    assert "platformdirs is left out" in _import_all(["platformdirs"])


def test_no_import_anywhere_names_what_is_left_out() -> None:
    named = set()
    for path in (ROOT / "crmdesk").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not any(module.rpartition(".")[2] in text for module in LEFT_OUT["modules"]):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert not [name for name in named for module in LEFT_OUT["modules"] if f"{name}.".startswith(f"{module}.")]


@pytest.mark.parametrize(
    ("path", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qt_fr.qm", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("crmdesk/resources/translations/crmdesk_fr.qm", True),
    ],
)
def test_which_files_stay(path: str, stays: bool) -> None:
    def matches(globs: list[str]) -> bool:
        return any(fnmatch(path, glob) for glob in globs)

    assert (not matches(LEFT_OUT["files"]) or matches(LEFT_OUT["but_keep"])) is stays
