"""scripts/setup on machines that lack something, played with stand-ins for the system's own commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APT = "apt-get install --yes --no-install-recommends"


@dataclass(frozen=True, slots=True)
class Machine:
    """A checkout whose environment is finished, on a machine whose commands can be replaced."""

    checkout: Path
    commands: Path

    def replace(self, command: str, script: str) -> None:
        path = self.commands / command
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def setup(self, purpose: str = "run", **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{self.commands}:{os.environ['PATH']}", "HOME": str(self.checkout), **variables}
        command = [str(self.checkout / "scripts" / "setup"), purpose]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    checkout, commands = tmp_path / "checkout", tmp_path / "commands"
    commands.mkdir()
    for name in ("scripts/setup", "requirements.lock", "requirements-dev.lock"):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, checkout / name)
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    shutil.copy(ROOT / "requirements-dev.lock", checkout / ".venv" / "requirements-dev.lock")
    machine = Machine(checkout, commands)
    machine.replace("sudo", "exit 1")
    machine.replace("id", "echo 1000")
    machine.replace("apt-get", "echo 'nobody may install here' >&2; exit 1")
    machine.replace("uname", "echo Linux")
    return machine


def _lose_libraries(machine: Machine) -> None:
    """Let the linker know no library until apt-get has installed something."""
    machine.replace("ldconfig", f'[ ! -f {machine.checkout}/installed ] || printf "\\t%s (libc6)\\n" {_libraries()}')


def _libraries() -> str:
    lines = (ROOT / "scripts" / "setup").read_text(encoding="utf-8").splitlines()
    return " ".join(line.split()[0] for line in lines if line.startswith("lib"))


def test_nothing_to_do_says_nothing(machine: Machine) -> None:
    machine.replace("ldconfig", f'printf "\\t%s (libc6)\\n" {_libraries()}')
    done = machine.setup()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_rights_the_line_to_run_is_printed(machine: Machine) -> None:
    _lose_libraries(machine)
    done = machine.setup()
    assert done.returncode == 1
    line = done.stderr.splitlines()[1].strip()
    assert line.startswith(f"sudo {APT} ")
    assert {"libegl1", "libxcb-cursor0", "libfontconfig1"} <= set(line.split())
    assert "nobody may install here" not in done.stderr


@pytest.mark.parametrize("right", ["root", "sudo"])
def test_with_rights_it_installs_without_asking(machine: Machine, right: str) -> None:
    _lose_libraries(machine)
    record = machine.checkout / "installed"
    machine.replace("apt-get", f'[ "$1" != install ] || echo "$DEBIAN_FRONTEND $*" >>{record}')
    if right == "root":
        machine.replace("id", "echo 0")
    else:
        machine.replace("sudo", '[ "$1" = -n ] && shift && exec "$@"')
    done = machine.setup()
    assert done.returncode == 0, done.stderr
    [line] = record.read_text().splitlines()
    assert line.startswith("noninteractive install --yes --no-install-recommends ")
    assert not (machine.checkout / ".setup.log").exists()


def test_an_installation_that_fails_shows_why(machine: Machine) -> None:
    _lose_libraries(machine)
    machine.replace("id", "echo 0")
    machine.replace("apt-get", "echo 'E: Unable to locate package'; exit 100")
    done = machine.setup()
    assert done.returncode == 1
    assert "E: Unable to locate package" in done.stderr
    assert f"sudo {APT} " in done.stderr


def test_a_python_that_does_not_fit_is_named(machine: Machine) -> None:
    shutil.rmtree(machine.checkout / ".venv")
    machine.replace("python3.9", '[ "$1" = --version ] && echo "Python 3.9.2"; exit 1')
    done = machine.setup(PYTHON="python3.9")
    assert done.returncode == 1
    assert "Python 3.11, 3.12 or 3.13 is needed; python3.9 is Python 3.9.2" in done.stderr


def test_a_changed_lock_is_installed_with_its_hashes(machine: Machine) -> None:
    machine.replace("ldconfig", f'printf "\\t%s (libc6)\\n" {_libraries()}')
    python = machine.checkout / ".venv" / "bin" / "python"
    python.write_text(
        f'#!/bin/sh\n[ "$2" != pip ] || {{ echo "$*" >>{machine.checkout}/pip; exit 0; }}\nexec {sys.executable} "$@"\n'
    )
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = machine.checkout / name
        lock.write_text(lock.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert machine.setup().returncode == 0
    assert machine.setup().returncode == 0
    [line] = (machine.checkout / "pip").read_text().splitlines()
    assert line.endswith("--require-hashes --requirement requirements.lock")


def test_an_unknown_purpose_is_wrong_usage(machine: Machine) -> None:
    assert machine.setup("everything").returncode == 2
