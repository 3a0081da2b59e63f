"""The table of commands: it holds what their modules declare, and a command loads what it uses and no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from crmdesk.__main__ import parser
from crmdesk.commands.declared import COMMANDS

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("PySide6", "httpx", "sqlmodel")


def _commands(line: ArgumentParser) -> dict[str, ArgumentParser]:
    (group,) = [action.choices for action in vars(line)["_actions"] if isinstance(action.choices, dict)]
    return group


def test_each_command_is_declared_by_the_module_that_the_table_names() -> None:
    assert list(_commands(parser(COMMANDS))) == list(COMMANDS)


@pytest.mark.parametrize("named", [(), ("mapping",), ("new",)])
def test_the_help_is_the_same_whatever_is_loaded(named: tuple[str, ...]) -> None:
    some, every = parser(named), parser(COMMANDS)
    assert some.format_help() == every.format_help()
    for name in named:
        assert _commands(some)[name].format_help() == _commands(every)[name].format_help()


def test_a_command_loads_what_it_uses(tmp_path: Path) -> None:
    code = (
        "import json, sys\n"
        "from crmdesk.__main__ import main\n"
        "for line in json.loads(sys.argv[1]):\n"
        "    try:\n"
        "        main(line)\n"
        "    except SystemExit:\n"
        "        pass\n"
        "    print('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    lines = [["--version"], ["--help"], ["sandbox", "--help"], ["status", "--profile", str(tmp_path)]]
    ended = subprocess.run(
        [sys.executable, "-c", code, json.dumps(lines)],
        cwd=ROOT,
        env=os.environ | {"CRMDESK_PASSPHRASE": "x"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    loaded = [set(json.loads(line)) for line in ended.stdout.splitlines() if line.startswith("[")]
    for words in loaded[:3]:
        assert not words & {*HEAVY, "crmdesk.store.store", "crmdesk.providers"}
    assert loaded[3] & {*HEAVY, "crmdesk.providers"} == {"sqlmodel"}
    assert "crmdesk.store.store" in loaded[3]
