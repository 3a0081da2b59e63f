"""The program as people start it: processes of their own, over one profile and one sandbox."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from hubspot import HubSpot

from tests.e2e.processes import ROOT, Command, Nursery
from tests.sandbox.raw import Control

PROGRAM = (sys.executable, "-m", "crmdesk")
LONG_S = 60.0


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        (line,) = self.out.splitlines()
        found = json.loads(line)
        assert isinstance(found, dict)
        return found

    def well(self) -> dict[str, Any]:
        """The document of a command that went well."""
        assert self.status == 0, f"{self.status}\n{self.out}\n{self.err}"
        return self.json

    def failed(self, key: str) -> str:
        """The words of a command that failed with a key: on standard error, with the facts on standard output."""
        assert self.status == 1, f"{self.status}\n{self.out}\n{self.err}"
        errors = [self.json["error"]] if "error" in self.json else [run["error"] for run in self.json["runs"]]
        assert [error["key"] for error in errors] == [key]
        assert key not in self.err, "the words are missing"
        assert "Traceback" not in self.err
        return self.err


@dataclass(frozen=True)
class Desk:
    """crmdesk over one profile folder."""

    nursery: Nursery
    profile: Path
    env: Mapping[str, str] = field(default_factory=dict)

    def start(self, *arguments: str, **limits: int) -> Command:
        """A command that is under way."""
        return self.nursery.start(["--profile", str(self.profile), *arguments], {**os.environ, **self.env}, limits)

    def run(self, *arguments: str, **limits: int) -> Done:
        """A command from start to end."""
        return Done(*self.start(*arguments, **limits).finish(LONG_S))

    def do(self, *arguments: str) -> dict[str, Any]:
        """The document of a command with ``--json`` that has to go well."""
        return self.run(*arguments, "--json").well()

    def connect(self, sandbox: SandboxUnderTest, *more: str) -> dict[str, Any]:
        """Sign in through the real loopback flow: the address is opened as a browser does, and the person agrees."""
        process = self.start("connect", "hubspot", "--sandbox", sandbox.control.url, "--no-browser", "--json", *more)
        opened = json.loads(process.stdout.readline())["open"]
        decide(opened, "approve")
        return Done(*process.finish(LONG_S)).well()

    def connect_by_token(self, sandbox: SandboxUnderTest) -> dict[str, Any]:
        """Sign in with the sandbox's personal token."""
        return self.do("connect", "hubspot", "--sandbox", sandbox.control.url, "--token")

    def sync(self) -> dict[str, Any]:
        """One run that has to go well."""
        (run,) = self.do("sync")["runs"]
        assert isinstance(run, dict)
        return run

    def records(self, kind: str, *more: str) -> list[dict[str, Any]]:
        """Records of a kind."""
        found = self.do("records", kind, *more)["records"]
        assert isinstance(found, list)
        return found


def decide(address: str, answer: str) -> None:
    """What a person does in the browser: open the consent page, decide, and follow the redirection to this computer."""
    with urlopen(f"{address}&sandbox_consent={answer}", timeout=LONG_S) as page:  # noqa: S310 - a loopback address
        assert page.status == 200


class SandboxUnderTest:
    """A sandbox in a process of its own."""

    def __init__(self, directory: dict[str, Any]) -> None:
        self.control = Control(directory["control"])
        self.hubspot: dict[str, Any] = directory["vendors"]["hubspot"]

    def fault(self, action: str, **more: object) -> None:
        """Inject a fault (architecture page, section 8)."""
        self.control.fault(action, **more)

    def edit(self, object_name: str, remote_id: str | None, **fields: object) -> str:
        """A colleague's edit."""
        return self.control.edit(object_name, remote_id, None, **fields)

    def dump(self, object_name: str) -> list[dict[str, Any]]:
        """All rows of an object, as the control endpoint tells."""
        found = self.control.done("GET", f"/dump?vendor=hubspot&object={object_name}")["records"]
        assert isinstance(found, list)
        return found

    def client(self) -> Any:
        """HubSpot's own client library, pointed here."""
        return HubSpot(access_token=self.hubspot["access_token"], host=self.hubspot["base_url"])

    def calls(self) -> int:
        """How many requests HubSpot has had."""
        return sum(self.control.done("GET", "/calls")["hubspot"].values())

    def wait_for_call(self, pattern: str, command: Command) -> bool:
        """Wait until a request that matches has come in; False where the process ended without it."""
        over = False

        def asked() -> bool:
            nonlocal over
            over = command.poll() is not None
            return any(re.search(pattern, call) for call in self.control.done("GET", "/calls")["hubspot"])

        return wait_until(lambda: asked() or over, f"a request {pattern}") and not over


def wait_until(condition: Callable[[], bool], what: str) -> bool:
    """Ask again and again until it is so; each asking takes a moment of its own, as it is a request. Returns True."""
    deadline = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
    return True


@contextmanager
def sandbox_process(records: int, *more: str) -> Iterator[SandboxUnderTest]:
    """Serve a sandbox until the block ends."""
    command: Sequence[str] = (*PROGRAM, "sandbox", "--json", "--until-input-ends", "--records", str(records), *more)
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield SandboxUnderTest(json.loads(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(timeout=20)
