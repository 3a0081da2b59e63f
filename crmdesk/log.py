"""The log: one JSON object a line in the profile's log folder, with nothing in it that must not be read by others.

Every package logs through the standard library (``logging.getLogger(__name__)``, details in ``extra``); stamina logs
through structlog. Both end in the one handler here. What is secret or personal is struck out at this sink, whoever
logged it: tokens, e-mail addresses, telephone numbers, and every value whose name says that it is a secret. A
``Secret`` prints as ``***`` by itself.

The window and commands may write at the same time: files are only ever appended to and never renamed. A file is named
after its day and a number; a full one is followed by the next number, and the oldest ones go.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from crmdesk.domain.errors import without_messages

MAX_FILE_BYTES = 2_000_000
MAX_FILES = 10
STRUCK_OUT = "***"

_NAME = re.compile(r"crmdesk-([0-9]{8})-([0-9]+)")
"""What our files are called; a copy that somebody made beside them ("crmdesk-20261121-1 - Copie") is not ours."""

_SECRET_NAME = re.compile(
    r"token|secret|passw|passphrase|authori[sz]ation|cookie|api_?key|verifier|^code$", re.IGNORECASE
)
_PARAMETER = r"\w*token|\w*secret|password|passphrase|code_verifier|api_?key|hapikey"

# Each pattern with what takes its place; the first ones keep the words that make a line understandable.
_STRIKES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(Bearer|Basic|Zoho-oauthtoken)\s+[^\s\"',;]+", re.IGNORECASE), rf"\1 {STRUCK_OUT}"),
    (re.compile(rf"(\b(?:{_PARAMETER})|[?&](?:code|state))=[^&\s\"'<>]+", re.IGNORECASE), rf"\1={STRUCK_OUT}"),
    (
        re.compile(rf"([\"'](?:{_PARAMETER})[\"']\s*[:=]\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE),
        rf"\1'{STRUCK_OUT}'",
    ),
    (re.compile(r"\bpat-\w[\w-]*"), STRUCK_OUT),  # HubSpot, private app tokens
    (re.compile(r"\b00D\w{9,15}!\S+"), STRUCK_OUT),  # Salesforce, session ids
    (re.compile(r"\b1000\.[0-9a-f]{16,}\.[0-9a-f]{16,}\b"), STRUCK_OUT),  # Zoho, tokens
    (re.compile(r"\bya29\.\S+|\b1//[\w-]{10,}"), STRUCK_OUT),  # Google, tokens
    # Anything long and without meaning: UUIDs, hashes, JWTs, opaque tokens.
    (re.compile(r"(?<![\w-])(?=[\w-]*[0-9])(?=[\w-]*[A-Za-z])[\w-]{32,}"), STRUCK_OUT),
    (re.compile(r"[\w.+'-]+(@|%40)[\w-]+(\.[\w-]+)+"), "***@***"),
    (re.compile(r"(?:\+|%2B)\d(?:[\s.()/-]*\d){7,14}"), STRUCK_OUT),  # international
    (re.compile(r"(?<!\d)00[1-9](?:[\s.()/-]*\d){8,13}(?!\d)"), STRUCK_OUT),  # the same with 00
    (re.compile(r"(?<![\d.])0[1-9](?:[\s./-]*\d{2}){4}(?!\d)"), STRUCK_OUT),  # French
    (re.compile(r"\(\d{3}\)\s*\d{3}[\s.-]\d{4}"), STRUCK_OUT),  # North American
)


def redacted(text: str) -> str:
    """``text`` with every token, e-mail address and telephone number struck out."""
    for pattern, replacement in _STRIKES:
        text = pattern.sub(replacement, text)
    return text


def configure(folder: Path, *, level: int = logging.INFO) -> LogFiles:
    """Send everything that is logged at ``level`` or above to files in ``folder``; ``close`` the result at the end."""
    handler = LogFiles(folder)
    named: list[structlog.typing.Processor] = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *named],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _leave_messages_out,
                _redact_event,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *named,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(handler)
    return handler


def _leave_messages_out(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its sort and its places: no pattern finds a name or a street in its message."""
    found = event.pop("exc_info", None)
    if isinstance(found, tuple):
        found = found[1]
    elif found and not isinstance(found, BaseException):
        found = sys.exc_info()[1]
    if found:
        event["exception"] = without_messages(found)
    if event.get("logger") == "asyncio":
        # Its first line says what happened; those below show tasks and handles with what they were called with.
        event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _redact_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event.pop("message", None)  # left on the record by another handler's formatter; the same as "event"
    return {redacted(name): _redact_value(name, value) for name, value in event.items()}


def _redact_value(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if _SECRET_NAME.search(name):
        return STRUCK_OUT
    if isinstance(value, BaseException):
        return without_messages(value)
    if isinstance(value, Mapping):
        return {redacted(str(key)): _redact_value(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redact_value("", inner) for inner in value]
    return redacted(value if isinstance(value, str) else repr(value))


class LogFiles(logging.Handler):
    """Appends formatted records to ``crmdesk-YYYYMMDD-N.jsonl`` in a folder.

    A line that cannot be written, because the disk is full say, is given up: a log must not stop the program.
    """

    def __init__(self, folder: Path, *, max_file_bytes: int = MAX_FILE_BYTES, max_files: int = MAX_FILES) -> None:
        super().__init__()
        self._folder = folder
        self._max_file_bytes = max_file_bytes
        self._max_files = max_files

    def emit(self, record: logging.LogRecord) -> None:
        """Append one record."""
        try:
            line = (self.format(record) + "\n").encode("utf-8", "backslashreplace")
        except Exception:  # noqa: BLE001 - a record that cannot be told is a defect of whoever logged it, and stops nobody
            self.handleError(record)
            return
        day = datetime.fromtimestamp(record.created, UTC).strftime("%Y%m%d")
        with suppress(OSError), self._file_for(day).open("ab", buffering=0) as file:
            file.write(line)  # one write of one line, so that lines of several processes do not mix

    def close(self) -> None:
        """Stop listening."""
        logging.getLogger().removeHandler(self)
        super().close()

    def files(self) -> list[Path]:
        """The log files, oldest first."""
        return sorted((path for path in self._folder.glob("crmdesk-*.jsonl") if _NAME.fullmatch(path.stem)), key=_age)

    def _file_for(self, day: str) -> Path:
        """The file to append to: the last one of the day, or the one after it when that is full."""
        of_day = [path for path in self.files() if _age(path)[0] == day]
        if of_day and of_day[-1].stat().st_size < self._max_file_bytes:
            return of_day[-1]
        self._prune()
        number = _age(of_day[-1])[1] + 1 if of_day else 1
        return self._folder / f"crmdesk-{day}-{number}.jsonl"

    def _prune(self) -> None:
        """Make room for one more file. One that another process holds open on Windows stays until next time."""
        files = self.files()
        for path in files[: max(0, len(files) - self._max_files + 1)]:
            with suppress(OSError):
                path.unlink()


def _age(path: Path) -> tuple[str, int]:
    _, day, number = path.stem.split("-")
    return day, int(number)
