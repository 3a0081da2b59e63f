"""A vendor that answers nonsense: its real answers, recorded once, and played again with one thing in them put wrong.

Each piece of damage is one that a careless change at a vendor, a proxy or a captive portal makes: a value of another type, a
field that is missing, a word that nobody knows, an answer cut short, a page in place of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, cast

from crmdesk.domain.errors import CrmdeskError, Unreachable
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import (
    Absence,
    Create,
    Cursor,
    Feed,
    Needle,
    ObjectSpec,
    Provider,
    RemoteRecord,
    Setup,
    Update,
)

MOST_REQUESTS = 400
"""After so many requests of one pass the vendor is gone: an answer that leads to itself would be followed for ever."""

SINCE = "2026-03-01T10:00:00.000Z"
"""The rows that were made since then are among what is asked for."""

Damage = Callable[[Response], Response]
Path = tuple[str, ...]
"""Where something stands in JSON: keys, and ``*`` for any place of a list."""

WRONG: Mapping[str, Any] = {
    "null": None, "a number": 7, "a word": "surprise", "a list": [], "a list of words": ["x"], "an object": {},
    "an odd object": {"id": {}, "value": []}, "true": True, "a huge number": 10**30, "not a number": "NaN",
    "a blank": "", "a long text": "é[" * 50_000, "deep": json.loads("[" * 300 + "]" * 300), "half a character": "\ud83c",
    "a long number": "9" * 5000, "no day": "2026-99-99T99:99:99.999Z", "the first day": "0001-01-01T00:00:00+0000",
}  # fmt: skip


def bodies() -> dict[str, Damage]:
    """Damage to a whole answer."""
    texts = {
        "nothing": b"", "a page": b"<!DOCTYPE html><html><body>Sign in to the network</body></html>", "null": b"null",
        "a list": b"[]", "a number": b"7", "an empty object": b"{}", "no text at all": b"\xff\xfe\x00",
        "deep": b"[" * 5000 + b"]" * 5000, "an object of lists": b'{"data":["x"],"results":["x"],"records":["x"],"values":"x"}',
    }  # fmt: skip
    made = {name: _instead(text) for name, text in texts.items()}
    return {"half of it": lambda answer: replace(answer, body=answer.body[: len(answer.body) // 2]), **made}


def _instead(text: bytes) -> Damage:
    return lambda answer: replace(answer, body=text)


def places(answers: Mapping[str, Sequence[Response]]) -> Iterator[tuple[str, Path]]:
    """Every place in the recorded answers, by endpoint, each once."""
    for endpoint, recorded in answers.items():
        found: dict[Path, None] = {}
        for answer in recorded:
            if answer.body[:1] in (b"{", b"["):
                found |= dict.fromkeys(_places(json.loads(answer.body), ()))
        yield from ((endpoint, path) for path in found)


def _places(node: Any, path: Path) -> Iterator[Path]:
    inner: Iterator[tuple[str, Any]] = iter(())
    if isinstance(node, dict):
        inner = iter(node.items())
    elif isinstance(node, list):
        inner = (("*", each) for each in node)
    for step, each in inner:
        yield (*path, step)
        yield from _places(each, (*path, step))


def put(path: Path, value: Any) -> Damage:
    """Put a value wherever a path leads."""
    return lambda answer: _changed(answer, path, lambda holder, key: holder.__setitem__(key, value))


def drop(path: Path) -> Damage:
    """Leave out what a path leads to."""
    return lambda answer: _changed(answer, path, lambda holder, key: holder.__delitem__(key))


def _changed(answer: Response, path: Path, change: Callable[[Any, Any], None]) -> Response:
    if answer.body[:1] not in (b"{", b"["):
        return answer
    content = json.loads(answer.body)
    _change(content, path, change)
    return replace(answer, body=json.dumps(content).encode())


def _change(node: Any, path: Path, change: Callable[[Any, Any], None]) -> None:
    step, rest = path[0], path[1:]
    if step == "*":
        keys: list[Any] = list(reversed(range(len(node)))) if isinstance(node, list) else []
    else:
        keys = [step] if isinstance(node, dict) and step in node else []
    for key in keys:
        if rest:
            _change(node[key], rest, change)
        else:
            change(node, key)


@dataclass
class Recorder:
    """Stands between a provider and its client and keeps every answer, by method and endpoint."""

    client: HttpClient
    answers: dict[str, list[Response]]

    async def send(self, request: Request) -> Response:
        """The client's answer."""
        answer = await self.client.send(request)
        self.answers.setdefault(f"{request.method} {request.endpoint}", []).append(answer)
        return answer


class Player:
    """Plays recorded answers again, in turn by method and endpoint, with damage to those of one endpoint."""

    def __init__(self, answers: Mapping[str, Sequence[Response]], endpoint: str | None, damage: Damage) -> None:
        self._answers = answers
        self._damaged = endpoint
        self._damage = damage
        self._turns: dict[str, int] = {}
        self._asked = 0

    async def send(self, request: Request) -> Response:
        """The next answer of this endpoint; Unreachable where none was recorded, or too much is asked."""
        name = f"{request.method} {request.endpoint}"
        self._asked += 1
        if self._asked > MOST_REQUESTS or name not in self._answers:
            raise Unreachable("unreachable", host=request.endpoint)
        turn = self._turns.get(name, 0)
        self._turns[name] = turn + 1
        recorded = self._answers[name]
        answer = recorded[min(turn, len(recorded) - 1)]
        return self._damage(answer) if self._damaged in (None, name) else answer

    def as_client(self) -> HttpClient:
        """In place of a client; a provider only ever sends."""
        return cast(HttpClient, self)


async def everything(setup: Setup, provider: Provider) -> list[CrmdeskError]:
    """Every verb once; the errors that they end in. Raises AssertionError for an answer that the engine could not use."""
    ended: list[CrmdeskError] = []
    for verb in (setup.account, setup.describe):
        try:
            await verb()
        except CrmdeskError as error:
            ended.append(error)
    seen: dict[str, dict[str, Kind]] = {}
    for feed in provider.feeds():
        cursor: Cursor | None = None
        for _ in range(2):  # from the start, and what has changed since
            try:
                cursor = await _pulled(provider, feed, cursor, seen)
            except CrmdeskError as error:
                ended.append(error)
    for spec in provider.objects():
        ended += [error async for error in _verbs(provider, spec, seen.get(spec.name, {}))]
    return ended


async def _pulled(provider: Provider, feed: Feed, cursor: Cursor | None, seen: dict[str, dict[str, Kind]]) -> Cursor:
    """Read a feed to its end, and enter its rows; the cursor that follows."""
    following: Cursor = {}
    async with aclosing(provider.pull(feed, cursor)) as pages:
        async for page in pages:
            for absence in page.absences:
                assert absence.id
                _reckoned_with(absence.at)
            assert all(page.listed)
            for record in page.records:
                _usable(provider, record)
                seen.setdefault(record.object, {}).setdefault(record.id, record.kind)
            following = json.loads(json.dumps(dict(page.cursor)))
            if page.last:
                break
    return following


async def _verbs(provider: Provider, spec: ObjectSpec, rows: Mapping[str, Kind]) -> Any:
    ids = list(rows)[:2]
    kinds = list(spec.mapping)
    if not kinds:
        return
    asked: list[Callable[[], Any]] = [lambda: provider.fetch(spec.name, ids)]
    if spec.creates and spec.part_of is None:
        kind = next(iter(sorted(spec.creates)))
        needle = Needle(emails=("zoe@trial.example",), phones=("+33639981234",), name="Zoé Trial")
        create = Create(new_ulid(1, Random(1)), kind, _writable(spec, kind), "Zoé Trial")
        updates = [Update(id, rows[id], _writable(spec, rows[id]), {}) for id in ids[:1]]
        wanted = {id: list(spec.rules(rows[id]))[:2] for id in ids}
        asked += [
            lambda: provider.find(spec.name, kind, needle),
            lambda: provider.made_since(spec.name, kind, SINCE),
            lambda: provider.create(spec.name, [create]),
            lambda: provider.update(spec.name, updates),
            lambda: provider.delete(spec.name, ids[:1]),
        ]
        asked += [lambda: provider.authorship(spec.name, wanted)] if provider.capabilities.authorship else []
    for each in asked:
        try:
            answered = await each()
        except CrmdeskError as error:
            yield error
        else:
            records = answered.values() if isinstance(answered, Mapping) else answered
            for one in records:
                record = getattr(one, "record", one)
                if isinstance(record, RemoteRecord):
                    _usable(provider, record)


def _writable(spec: ObjectSpec, kind: Kind) -> dict[str, Any]:
    """A text for the first plain field that can be written."""
    for field in ("last_name", "name", "subject", "body", "city"):
        rule = spec.rules(kind).get(field)
        if rule is not None and rule.writable:
            return {field: rule.codec.encode("Trial", None)}
    return {}


def _usable(provider: Provider, record: RemoteRecord | Absence) -> None:
    """What the engine takes for granted of a row: an id, times as text, and values that each field's codec can read."""
    assert isinstance(record, RemoteRecord)
    assert record.id
    assert isinstance(record.id, str)
    for told in (record.version, record.key):
        assert told is None or isinstance(told, str), record
    for moment in (record.created_at, record.modified_at):
        _reckoned_with(moment)
    spec = next(each for each in provider.objects() if each.name == record.object)
    rules = spec.rules(record.kind)
    for field, raw in record.fields.items():
        json.dumps(raw)
        rules[field].codec.decode(rules[field].codec.canon(raw))


def _reckoned_with(moment: str | None) -> None:
    """A stamp as the engine takes it: days are taken from it, and it is held against others. Raises ValueError, OverflowError."""
    if moment is not None:
        assert (datetime.fromisoformat(moment) - timedelta(days=366)).tzinfo is UTC, moment
