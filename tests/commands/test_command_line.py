"""The command line as a whole: options, exit statuses, streams, secrets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.commands.output import emit, emit_error
from crmdesk.domain.errors import SignInFailed
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

PROGRAM = [sys.executable, "-m", "crmdesk"]
ROOT = Path(__file__).resolve().parent.parent.parent


def started(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments], cwd=ROOT, env=os.environ | env, capture_output=True, check=False, timeout=60
    )


@pytest.mark.parametrize("before", [True, False])
def test_the_profile_is_named_before_or_after_the_command(new_cli: Cli, tmp_path: Path, before: bool) -> None:
    from crmdesk.__main__ import main

    other = str(tmp_path / "other")
    assert main(["--profile", other, "status"] if before else ["status", "--profile", other]) == 0
    assert (tmp_path / "other" / "replica.db").exists()
    assert not (new_cli.profile / "replica.db").exists()


@pytest.mark.parametrize(
    "command", [("policy", "list"), ("policy", "try", "newest"), ("mapping", "hubspot", "versions")]
)
def test_the_profile_is_named_after_a_command_of_two_words_too(
    connected: Cli, tmp_path: Path, command: tuple[str, ...]
) -> None:
    from crmdesk.__main__ import main

    assert main([*command, "--json", "--profile", str(connected.profile)]) == 0
    assert main([*command[:-1], "--profile", str(connected.profile), *command[-1:], "--json"]) == 0
    assert connected(*command[:-1], "--json", *command[-1:]).json == connected.do(*command)


def test_the_later_profile_counts(new_cli: Cli, tmp_path: Path) -> None:
    new_cli.do("status", "--profile", str(tmp_path / "later"))
    assert (tmp_path / "later" / "replica.db").exists()
    assert not (new_cli.profile / "replica.db").exists()


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("status", "more"), ("resolve", "x", "--keep", "mine"), ("edit",)]
)
def test_wrong_usage_is_status_2_and_one_document(cli: Cli, arguments: tuple[str, ...]) -> None:
    done = cli.json(*arguments)
    assert done.status == 2
    assert done.json["error"]["key"] == "wrong_usage"
    assert cli(*arguments).out == ""


def test_a_folder_that_cannot_be_a_profile(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    data = cli.json("status", "--profile", str(file)).failed("folder_not_writable")
    assert data["folder"] == str(file)


def test_text_in_no_encoding_is_refused(cli: Cli) -> None:
    lead = cli.new("lead", "last_name=Kervadec")
    assert cli.json("edit", "lead", lead, "city=\udcff").status == 2


def test_a_terminal_that_is_not_utf_8_gets_what_it_can_show(cli: Cli) -> None:
    cli.new("lead", "last_name=Kérdoncuff")
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    shown = started("records", "lead", "--profile", str(cli.profile), **env)
    assert (shown.returncode, b"K?rdoncuff" in shown.stdout) == (0, True), shown.stderr
    document = started("records", "lead", "--json", "--profile", str(cli.profile), **env)
    assert json.loads(document.stdout)["records"][0]["fields"]["last_name"] == "Kérdoncuff"


@pytest.mark.usefixtures("cli")
def test_what_a_vendor_wrote_moves_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    """Its words in an error, and what it calls an account or a record."""
    capsys.readouterr()
    emit_error(SignInFailed("sign_in_error", vendor_words="no\x1b[2J\nway"), as_json=False)
    emit({}, as_json=False, text="signed in to Agence\x1b[2J\nnext line\n")
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert "no [2J way" in printed.err
    assert printed.out == "signed in to Agence [2J\nnext line\n"


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.skipif(sys.platform != "linux", reason="has no such device")
def test_where_its_output_cannot_be_written_a_command_says_so(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        done = cli("status", *options)
        monkeypatch.undo()
    assert done.status == 1
    assert done.err.startswith("crmdesk: Output not written. ")
    assert "the disk is full" in done.err


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        ended = subprocess.run(
            [*PROGRAM, "status", "--json", "--profile", str(tmp_path)],
            cwd=ROOT,
            env=os.environ | {"CRMDESK_PASSPHRASE": "x"},
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_a_defect_is_said_and_logged_without_a_traceback_on_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    from crmdesk.store.queries import doctor

    def broken(*_: object, **__: object) -> list[object]:
        raise ZeroDivisionError("Mme Kervadec, 06 39 98 02 36")

    monkeypatch.setattr(doctor, "examine", broken)
    expect_log("ERROR crmdesk.commands.log_files: defect")
    done = cli.json("doctor")
    data = done.failed("defect")
    assert data["reason"] == "ZeroDivisionError"
    assert "Kervadec" not in done.out + done.err
    assert "Traceback" not in done.err
    (log,) = (cli.profile / "log").iterdir()
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert "06 39 98" not in log.read_text(encoding="utf-8")


def test_a_port_that_is_taken(cli: Cli, control: Control) -> None:
    port = control.url.rpartition(":")[2]
    assert cli.json("sandbox", "--port", port, "--records", "0").failed("port_taken")["port"] == int(port)
    assert cli.json("sandbox", "--port", "99999").status == 2
