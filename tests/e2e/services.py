"""The five services of ``compose.yaml``: as containers that somebody started, or their command lines as processes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import yaml

from tests.e2e.processes import ROOT

COMPOSE = ROOT / "compose.yaml"
STOP_S = 20.0
Controls = Mapping[str, str]
"""The control address of each vendor's service."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service as the compose file has it."""

    name: str
    options: Mapping[str, Any]

    @property
    def command(self) -> list[str]:
        """What comes behind the image's entry point."""
        return [str(part) for part in self.options["command"]]

    @property
    def port(self) -> int:
        """The port of its control endpoint."""
        return int(self.command[self.command.index("--port") + 1])


def services() -> list[Service]:
    """All services of the compose file."""
    read = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return [Service(name, options) for name, options in read["services"].items()]


def as_published() -> Controls:
    """The addresses at which the compose file publishes the services."""
    return {one.name: f"http://127.0.0.1:{one.port}" for one in services()}


@contextmanager
def as_processes(*more: str) -> Iterator[Controls]:
    """Each service's command line as a process of its own on free ports, until the block ends."""
    with ExitStack() as stack:
        started = {one.name: stack.enter_context(_process(one, more)) for one in services()}
        yield {name: json.loads(_line(process))["control"] for name, process in started.items()}


@contextmanager
def _process(service: Service, more: tuple[str, ...]) -> Iterator[subprocess.Popen[str]]:
    free = ["0" if part == str(service.port) else part for part in service.command]
    command = [sys.executable, "-m", "crmdesk.sandbox", *free, "--json", *more]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(STOP_S)
        if process.stdout is not None:
            process.stdout.close()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()
