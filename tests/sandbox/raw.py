"""A bare HTTP client for the tests: one connection per request, nothing followed, nothing hidden."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

Json = dict[str, Any]

PATIENCE_S = 60
"""How long a busy machine may take to answer: only what never answers is to end."""


@dataclass(frozen=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Json:
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


def request(
    base_url: str, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=PATIENCE_S)
    try:
        connection.request(method, path, body=body, headers=dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


class HubSpotHttp:
    """Calls of one token against the sandbox's HubSpot."""

    def __init__(self, base_url: str, token: str | None) -> None:
        self.base_url = base_url
        self.token = token

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None:
            sent.setdefault("authorization", f"Bearer {self.token}")
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent.setdefault("content-type", "application/json")
        return request(self.base_url, method, path, data, sent)

    def get(self, path: str, **query: str) -> Answer:
        return self.call("GET", f"{path}?{urlencode(query)}" if query else path)

    def post(self, path: str, body: object) -> Answer:
        return self.call("POST", path, body)

    def patch(self, path: str, body: object) -> Answer:
        return self.call("PATCH", path, body)

    def form(self, path: str, **fields: str) -> Answer:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return request(self.base_url, "POST", path, urlencode(fields).encode(), headers)

    def contact(self, **properties: str) -> str:
        """A new contact's id."""
        answer = self.post("/crm/v3/objects/contacts", {"properties": properties})
        assert answer.status == 201, answer.body
        return str(answer.json()["id"])

    def values(self, path: str, *names: str) -> Json:
        """Some properties of one record."""
        answer = self.get(path, properties=",".join(names))
        assert answer.status == 200, answer.body
        found = answer.json()["properties"]
        return {name: found[name] for name in names}


class Control:
    """The control endpoint."""

    def __init__(self, url: str) -> None:
        self.url = url

    def call(self, method: str, path: str, body: object = None) -> Answer:
        return request(self.url, method, path, None if body is None else json.dumps(body).encode())

    def done(self, method: str, path: str, body: object = None) -> Json:
        answer = self.call(method, path, body)
        assert answer.status == 200, answer.body
        return answer.json()

    def traits(self, **values: object) -> None:
        self.done("POST", "/traits", {"vendor": "hubspot", **values})

    def fault(self, action: str, **more: object) -> None:
        self.done("POST", "/faults", [{"vendor": "hubspot", "action": action, **more}])

    def advance(self, seconds: float) -> None:
        """Let the vendors' clock run ahead by that much."""
        self.done("POST", "/clock", {"offset_s": seconds})

    def edit(self, object_name: str, record_id: str | None, author: str | None = None, **fields: object) -> str:
        body = {"vendor": "hubspot", "object": object_name, "id": record_id, "fields": fields, "author": author}
        return str(self.done("POST", "/edit", body)["id"])


def invalid_values(answer: Answer) -> list[tuple[str, str]]:
    """(code, property) of a 400 for property values, checked against the JSON inside the message."""
    assert answer.status == 400, answer.body
    body = answer.json()
    outer = [(one["code"], one["context"]["propertyName"][0]) for one in body["errors"]]
    inner = json.loads(body["message"].removeprefix("Property values were not valid: "))
    assert [(one["error"], one["name"]) for one in inner] == outer
    assert body["category"] == "VALIDATION_ERROR"
    return outer
