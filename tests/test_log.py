from __future__ import annotations

import asyncio
import gc
import json
import logging
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.secret import Secret
from crmdesk.log import LogFiles, configure, redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import RunAsync

SEEDED = {
    "HubSpot token": "pat-eu1-0b9d2f1c-7e1a-4c55-9a0e-3f1f2f9f1c11",
    "HubSpot refresh token": "7d5f4c1e-93a2-4f0b-8a77-5c1d2e3f4a5b",
    "Salesforce session": "00D5g00000Abcde!AQ0AQJx.yZ_1",
    "Salesforce refresh token": "5Aep861TSESvWeug_xvFHRBTTbf_YrTWgEyjBJrfFLzLyEUFsNqjGZEzA0qOxcQ6Qi5GZBs7yJQwZy8",
    "Zoho token": "1000.0123456789abcdef0123456789abcdef.fedcba9876543210fedcba9876543210",
    "Pipedrive token": "0123456789abcdef0123456789abcdef01234567",
    "Google token": "ya29.a0AfH6SMBx",
    "Google refresh token": "1//0gAbCdEfGhIjKl",
    "JWT": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6y_adQssw5c",
    "database key": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "e-mail": "elodie.lefevre+vente@agence-nantes.fr",
    "e-mail with an accent": "élodie@exemple.fr",
    "e-mail in an address": "elodie%40exemple.fr",
    "French phone": "06 11 22 33 44",
    "French phone with dots": "02.40.11.22.33",
    "French phone in one": "0611223344",
    "international phone": "+33 6 11 22 33 44",
    "international phone in one": "+33611223344",
    "phone in an address": "%2B33611223344",
    "phone with 00": "0033 6 11 22 33 44",
    "phone with (0)": "+33 (0)6 11 22 33 44",
    "American phone": "(415) 555-0100",
}


@pytest.fixture
def files(tmp_path: Path) -> Iterator[LogFiles]:
    level, settings = logging.getLogger().level, structlog.get_config()
    handler = configure(tmp_path)
    yield handler
    handler.close()
    logging.captureWarnings(capture=False)
    logging.getLogger().setLevel(level)
    structlog.configure(**settings)


def _read(files: LogFiles) -> list[dict[str, Any]]:
    return [json.loads(line) for path in files.files() for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("seed", SEEDED.values(), ids=SEEDED.keys())
def test_a_seeded_secret_is_struck_out_wherever_it_stands(files: LogFiles, seed: str) -> None:
    log = logging.getLogger("crmdesk.test")
    log.info("got %s from the vendor", seed)
    log.info("with details", extra={"detail": {"list": [seed], seed: (seed,)}, "thing": ValueError(seed)})
    structlog.get_logger("crmdesk.other").info("through structlog", seed=seed, address=f"https://x.test/a?q={seed}&n=1")
    try:
        raise ValueError(seed)
    except ValueError:
        log.info("with a traceback", exc_info=True)
    written = "".join(path.read_text(encoding="utf-8") for path in files.files())
    assert len(_read(files)) == 4
    assert seed not in written
    assert json.dumps(seed)[1:-1] not in written


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
        ("Authorization: Zoho-oauthtoken 1000.ab", "Authorization: Zoho-oauthtoken ***"),
        ("Authorization: Basic YTpi", "Authorization: Basic ***"),
        ("GET /cb?code=a1&state=b2&next=c3", "GET /cb?code=***&state=***&next=c3"),
        ("refresh_token=abc&grant_type=refresh_token", "refresh_token=***&grant_type=refresh_token"),
        ("client_secret=abc", "client_secret=***"),
        ('{"access_token": "abc", "expires_in": 1800}', '{"access_token": \'***\', "expires_in": 1800}'),
        ("{'client_secret': 'abc'}", "{'client_secret': '***'}"),
    ],
)
def test_a_named_secret_is_struck_out_and_the_line_stays_readable(line: str, left: str) -> None:
    assert redacted(line) == left


@pytest.mark.parametrize(
    "line",
    [
        "pulled 100 contacts in 1.25 s, 37 calls",
        "run 01JD3X5Q8V9Z7M4K2N6P8R0T1W done",
        "HTTP 404 for /crm/v3/objects/contacts/160237415934?limit=100",
        "at 2026-11-21T09:14:05.123456+01:00",
        "wait 0.0123456789 s",
        "code=404 state=running status_code=500",
        "crmdesk/providers/hubspot/contacts.py:120 in pull",
        "budget 110/100 per 10 s",
        "épisode à Nantes, 320 000 €",
    ],
)
def test_what_is_neither_secret_nor_personal_stays(line: str) -> None:
    assert redacted(line) == line


def test_a_value_is_struck_out_by_its_name(files: LogFiles) -> None:
    details = {"refresh_token": "abc", "Authorization": "x", "tokens": 3, "api_key": None, "passphrase": "été"}
    logging.getLogger("crmdesk.test").info("named", extra=details)
    [event] = _read(files)
    assert {name: event[name] for name in details} == {
        "refresh_token": "***",
        "Authorization": "***",
        "tokens": 3,
        "api_key": None,
        "passphrase": "***",
    }


def test_a_secret_never_prints(files: LogFiles) -> None:
    logging.getLogger("crmdesk.test").info("a %s and %r", Secret("abc"), Secret("abc"), extra={"held": [Secret("abc")]})
    [event] = _read(files)
    assert event["event"] == "a *** and ***"
    assert event["held"] == ["***"]


def test_a_line_tells_what_when_where_and_how_grave(files: LogFiles, expect_log: Callable[[str], None]) -> None:
    expect_log("WARNING crmdesk.net: slow")
    logging.getLogger("crmdesk.net").warning("slow: %d s", 9, extra={"path": "/crm/v3", "élan": "à"})
    [event] = _read(files)
    at = event.pop("at")
    assert at.endswith("Z")
    assert event == {"event": "slow: 9 s", "level": "warning", "logger": "crmdesk.net", "path": "/crm/v3", "élan": "à"}


def test_python_s_warnings_are_logged(files: LogFiles, expect_log: Callable[[str], None]) -> None:
    expect_log("py.warnings")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)  # pytest catches warnings itself meanwhile: take them over anew
        logging.captureWarnings(capture=True)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    assert "DeprecationWarning: old" in _read(files)[0]["event"]


def test_what_is_below_the_level_is_not_written(files: LogFiles) -> None:
    logging.getLogger("crmdesk.test").debug("detail")
    structlog.get_logger("crmdesk.test").debug("detail")
    assert _read(files) == []


def _record(text: str, day: int = 21) -> logging.LogRecord:
    record = logging.makeLogRecord({"msg": text})
    record.created = 1_795_219_200.0 + 86_400 * (day - 21)  # noon of a day of November 2026, in seconds since 1970
    return record


def test_a_full_file_is_followed_and_the_oldest_goes(tmp_path: Path) -> None:
    handler = LogFiles(tmp_path, max_file_bytes=10, max_files=3)
    for day, text in [(21, "first line"), (21, "second line"), (22, "a"), (22, "b"), (22, "c" * 10), (22, "last")]:
        handler.emit(_record(text, day))
    assert [(path.name, path.read_text()) for path in handler.files()] == [
        ("crmdesk-20261121-2.jsonl", "second line\n"),
        ("crmdesk-20261122-1.jsonl", "a\nb\ncccccccccc\n"),
        ("crmdesk-20261122-2.jsonl", "last\n"),
    ]


def test_numbers_go_on_after_the_first_files_of_a_day_are_gone(tmp_path: Path) -> None:
    handler = LogFiles(tmp_path, max_file_bytes=1, max_files=2)
    for number in range(1, 13):
        handler.emit(_record(f"line {number}"))
    assert [path.name for path in handler.files()] == ["crmdesk-20261121-11.jsonl", "crmdesk-20261121-12.jsonl"]


def test_two_processes_share_a_file_without_mixing_lines(tmp_path: Path) -> None:
    program = (
        "import logging, pathlib, sys; from crmdesk.log import configure\n"
        "configure(pathlib.Path(sys.argv[1]))\n"
        "for n in range(300): logging.getLogger(sys.argv[2]).info('x' * 200, extra={'n': n})\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name]) for name in "ab"]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    events = _read(LogFiles(tmp_path))
    assert sorted((event["logger"], event["n"]) for event in events) == [(name, n) for name in "ab" for n in range(300)]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    LogFiles(tmp_path / "log").emit(_record("lost"))
    LogFiles(tmp_path / "gone").emit(_record("lost"))


def test_a_copy_that_somebody_made_stops_nothing(files: LogFiles, tmp_path: Path) -> None:
    logging.getLogger("crmdesk.test").info("first")
    (own,) = files.files()
    for name in (f"{own.stem} - Copie.jsonl", f"{own.stem}-2.jsonl", "crmdesk-old.jsonl", "crmdesk--1.jsonl"):
        (tmp_path / name).write_text("")
    logging.getLogger("crmdesk.test").info("second")
    assert files.files() == [own]
    assert [event["event"] for event in _read(files)] == ["first", "second"]


PERSON = "Claire Kervadec-Durand, 12 rue des Lilas"


def _stumble() -> None:
    try:
        dict[str, str]()[PERSON]
    except KeyError as error:
        raise CrmdeskError("disk_full", name=PERSON) from error


def test_an_exception_is_told_by_its_sort_and_places_only(files: LogFiles, expect_log: Callable[[str], None]) -> None:
    expect_log("defect")
    log = logging.getLogger("crmdesk.test")
    try:
        _stumble()
    except CrmdeskError as error:
        log.exception("defect")
        log.info("held", extra={"fault": error, "list": [KeyError(PERSON)]})
        structlog.get_logger("crmdesk.other").info("through structlog", exc_info=True)
        structlog.get_logger("crmdesk.other").info("through structlog", exc_info=error)
    told = _read(files)
    assert "Kervadec" not in "".join(path.read_text(encoding="utf-8") for path in files.files())
    for text in (told[0]["exception"], told[1]["fault"], told[2]["exception"], told[3]["exception"]):
        first, *places = text.splitlines()
        assert first == "CrmdeskError disk_full"
        assert any(place.startswith("  test_log.py:") and place.endswith(" _stumble") for place in places)
        assert places[-2] == "KeyError"
    assert told[1]["list"] == ["KeyError"]


def test_a_task_whose_end_nobody_saw_is_told_without_what_it_held(
    files: LogFiles, run_async: RunAsync, expect_log: Callable[[str], None]
) -> None:
    expect_log("ERROR asyncio: Task exception was never retrieved")

    async def fail() -> None:
        raise KeyError(PERSON)

    async def forget() -> None:
        task = asyncio.ensure_future(fail())
        await asyncio.sleep(0)
        del task
        gc.collect()

    run_async(forget())
    (event,) = _read(files)
    assert event["event"] == "Task exception was never retrieved"
    assert "Kervadec" not in json.dumps(event)


def test_a_record_that_cannot_be_told_stops_nothing(files: LogFiles, capsys: pytest.CaptureFixture[str]) -> None:
    files.emit(logging.makeLogRecord({"msg": "%d people", "args": ("many",)}))
    files.emit(_record("next"))
    assert [event["event"] for event in _read(files)] == ["next"]
    assert "--- Logging error ---" in capsys.readouterr().err
