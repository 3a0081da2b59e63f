"""Commands in this process, over a profile whose key is in a real keyring, and one sandbox in a thread."""

from __future__ import annotations

import io
import json
import logging
import pickle
import shutil
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crmdesk.__main__ import main
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


class Opened:
    """A profile without anything in it, as the first command of the first test left it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, cli: Cli) -> None:
        """Open the profile, or take a copy of the one that was: its key is in the keyring."""
        if self._folder.exists():
            shutil.copytree(self._folder, cli.profile, dirs_exist_ok=True)
            return
        cli.do("status")
        shutil.copytree(cli.profile, self._folder)


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """What ``cli`` copies."""
    return Opened(tmp_path_factory.mktemp("opened") / "profile")


@pytest.fixture
def cli(
    new_cli: Cli,
    opened: Opened,
) -> Cli:
    """The English command line over a profile without anything in it."""
    opened.put(new_cli)
    return new_cli


@pytest.fixture(autouse=True)
def _program(qapp: QApplication) -> None:
    """A Qt program that can have windows, before a command that says something makes one of its own that cannot."""


@pytest.fixture
def new_cli(
    profile: Path,
    secret_service: PrivateBus,
    kept_entries: KeptEntries,
    capsys: pytest.CaptureFixture[str],
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Cli]:
    """The English command line over an empty folder. There is a Qt program already, so errors are said in its language."""
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
    """Profiles with replicated accounts, and those accounts, each as they were once the first test had made them."""

    def __init__(self, served: Sandbox, folder: Path) -> None:
        self._served = served
        self._folder = folder
        self._made: dict[tuple[str, ...], tuple[Path, dict[str, bytes]]] = {}

    def bring(self, cli: Cli, *lines: str) -> None:
        """Carry out command lines over the freshly seeded sandbox, or take a copy of what they led to."""

        def work() -> None:
            for line in lines:
                command, *more = line.split()
                cli.do(command, *more, *(("--sandbox", self._served.control) if command == "connect" else ()))

        vendors = [name for name in self._served.world.applications if any(f"connect {name}" in line for line in lines)]
        self.once(cli, lines, vendors, work)

    def once(self, cli: Cli, name: tuple[str, ...], vendors: Sequence[str], work: Callable[[], None]) -> None:
        """Do ``work`` in a profile and in these vendors, or take a copy of what it led to the first time.

        Whoever asks for it has used neither yet, but for what led there the first time as well.
        """
        applications = self._served.world.applications
        if name not in self._made:
            work()
            self._served.settle()
            folder = self._folder / str(len(self._made))
            shutil.copytree(cli.profile, folder)
            self._made[name] = folder, {vendor: self._frozen(applications[vendor].vendor) for vendor in vendors}
        folder, copies = self._made[name]
        shutil.rmtree(cli.profile)
        shutil.copytree(folder, cli.profile)
        for vendor, kept in copies.items():
            applications[vendor].vendor = self._copy(kept)
            applications[vendor].calls.clear()

    def _frozen(self, vendor: Vendor) -> bytes:
        """A vendor as it is now, in a form that copies are quickly made from; all live by the one clock."""
        clock, out = self._served.world.clock, io.BytesIO()
        pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
        pickler.persistent_id = lambda each: "clock" if each is clock else None  # type: ignore[method-assign]
        pickler.dump(vendor)
        return out.getvalue()

    def _copy(self, frozen: bytes) -> Vendor:
        unpickler = pickle.Unpickler(io.BytesIO(frozen))  # noqa: S301 - made by this process
        unpickler.persistent_load = lambda _: self._served.world.clock  # type: ignore[method-assign]
        found: Vendor = unpickler.load()
        return found


@pytest.fixture(scope="session")
def prepared(served: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """What tests with the same accounts copy."""
    return Prepared(served, tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def connected(cli: Cli, control: Control, prepared: Prepared) -> Cli:
    """The command line over a replicated account called ``hubspot``; it has to be asked for before ``control`` is used."""
    prepared.bring(cli, "connect hubspot --token", "sync")
    assert control.url
    return cli
