"""Commands in this process, over a profile whose key is in a real keyring, and one sandbox in a thread."""

from __future__ import annotations

import copy
import json
import logging
import shutil
import threading
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest
import structlog
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crmdesk.__main__ import main
from crmdesk.auth.keys import SERVICE
from crmdesk.desk.profile_key import about_of
from crmdesk.paths import profile_folders
from crmdesk.sandbox.serve import Sandbox, running
from crmdesk.sandbox.vendor import Vendor
from tests.desk.browser import approve
from tests.sandbox.raw import Control
from tests.services import KeptEntries, PrivateBus

RECORDS = 30


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one document on standard output."""
        (line,) = self.out.splitlines()
        found = json.loads(line)
        assert isinstance(found, dict)
        return found

    def failed(self, key: str, status: int = 1) -> dict[str, Any]:
        """The data of the error that it ended with; its words are on standard error."""
        assert self.status == status, self.out + self.err
        error = self.json["error"]
        assert error["key"] == key
        assert self.err.startswith("crmdesk: ")
        assert key not in self.err, "the words are missing"
        data = error["data"]
        assert isinstance(data, dict)
        return data


class Cli:
    """The command line over one profile."""

    def __init__(self, profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.profile = profile
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Done:
        """Run a command."""
        self._capsys.readouterr()
        try:
            status = main(["--profile", str(self.profile), *arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        captured = self._capsys.readouterr()
        return Done(status, captured.out, captured.err)

    def json(self, *arguments: str) -> Done:
        """Run a command with ``--json``."""
        return self(*arguments, "--json")

    def do(self, *arguments: str) -> dict[str, Any]:
        """The document of a command that has to go well."""
        done = self.json(*arguments)
        assert done.status == 0, done.out + done.err
        return done.json

    def new(self, kind: str, *values: str) -> str:
        """A new record's id."""
        return str(self.do("new", kind, *values)["id"])

    def fields(self, kind: str, record: str) -> dict[str, Any]:
        """A record's fields."""
        (row,) = self.do("records", kind, "--where", f"id={record}")["records"]
        assert isinstance(row["fields"], dict)
        return row["fields"]


@pytest.fixture(scope="session")
def kept_entries() -> KeptEntries:
    """What the keyring told the commands of all tests: their profiles have ids of their own."""
    return KeptEntries()


@pytest.fixture
def cli(
    profile: Path,
    secret_service: PrivateBus,
    kept_entries: KeptEntries,
    capsys: pytest.CaptureFixture[str],
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Cli]:
    """The English command line over an empty profile. There is a Qt program already, so errors are said in its language."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert secret_service.address
    kept_entries.use(monkeypatch)
    # Windows of other tests in this process may have spoken French.
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale.system())
    level, settings = logging.getLogger().level, structlog.get_config()
    yield Cli(profile, capsys)
    logging.captureWarnings(capture=False)
    logging.getLogger().setLevel(level)
    structlog.configure(**settings)


@pytest.fixture(scope="session")
def served() -> Iterator[Sandbox]:
    with running(records=RECORDS) as sandbox:
        yield sandbox


@pytest.fixture
def control(served: Sandbox) -> Iterator[Control]:
    """The control endpoint of a freshly seeded sandbox."""
    control = Control(served.control)
    control.done("POST", "/reset")
    yield control
    served.settle()


@pytest.fixture
def agreeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who agrees to whatever the browser asks."""

    def agree(url: str, *_: Any) -> bool:
        threading.Thread(target=approve, args=(url,)).start()
        return True

    monkeypatch.setattr(webbrowser, "open", agree)


class Prepared:
    """A profile with a replicated account, and that account, as they were once the first test had made them."""

    def __init__(self, served: Sandbox, folder: Path) -> None:
        self._served = served
        self._folder = folder
        self._entry: tuple[str, str] | None = None

    def connect(self, cli: Cli) -> None:
        """Sign in and pull, or take a copy of what that led to: profile, key and vendor of its own."""
        if self._entry is None:
            cli.do("connect", "hubspot", "--sandbox", self._served.control, "--token")
            cli.do("sync")
            self._keep(cli.profile)
        else:
            shutil.copytree(self._folder, cli.profile, dirs_exist_ok=True)
            if keyring.get_password(SERVICE, self._entry[0]) != self._entry[1]:
                keyring.set_password(SERVICE, *self._entry)
        vendor = self._served.world.applications["hubspot"]
        vendor.vendor = self._copy(self._vendor)
        vendor.calls.clear()

    def _keep(self, profile: Path) -> None:
        self._served.settle()
        shutil.copytree(profile, self._folder)
        self._vendor = self._copy(self._served.world.applications["hubspot"].vendor)
        name = about_of(profile_folders(profile)).id
        secret = keyring.get_password(SERVICE, name)
        assert secret is not None
        self._entry = name, secret

    def _copy(self, vendor: Vendor) -> Vendor:
        """One that lives by the same clock."""
        clock = self._served.world.clock
        return copy.deepcopy(vendor, {id(clock): clock})


@pytest.fixture(scope="session")
def prepared(served: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """What ``connected`` copies."""
    return Prepared(served, tmp_path_factory.mktemp("prepared") / "profile")


@pytest.fixture
def connected(cli: Cli, control: Control, prepared: Prepared) -> Cli:
    """The command line over a replicated account called ``hubspot``; it has to be asked for before ``control`` is used."""
    prepared.connect(cli)
    assert control.url
    return cli
