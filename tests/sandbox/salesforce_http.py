"""Calls of one session against the sandbox's Salesforce, and the control endpoint in Salesforce's words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from tests.sandbox.raw import Answer, Control, request

DATA = "/services/data/v67.0"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass
class SalesforceHttp:
    """A bare client of one session."""

    base_url: str
    token: str | None

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None:
            sent.setdefault("authorization", f"Bearer {self.token}")
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent.setdefault("content-type", "application/json")
        where = path if path.startswith(("/services", "/id")) else DATA + path
        return request(self.base_url, method, where, data, sent)

    def get(self, path: str, **query: str) -> Answer:
        return self.call("GET", f"{path}?{urlencode(query, quote_via=quote)}" if query else path)

    def query(self, soql: str, *, everything: bool = False, **headers: str) -> Answer:
        path = f"/{'queryAll' if everything else 'query'}?q={quote(soql)}"
        return self.call("GET", path, **headers)

    def rows(self, soql: str, *, everything: bool = False) -> list[dict[str, Any]]:
        answer = self.query(soql, everything=everything)
        assert answer.status == 200, answer.body
        found: list[dict[str, Any]] = answer.json()["records"]
        return found

    def form(self, name: str, **fields: str) -> Answer:
        path = f"/services/oauth2/{name}"
        return request(self.base_url, "POST", path, urlencode(fields).encode(), FORM)

    def create(self, object_name: str, **fields: object) -> str:
        """A new row's id."""
        answer = self.call("POST", f"/sobjects/{object_name}", fields)
        assert answer.status == 201, answer.body
        return str(answer.json()["id"])

    def lead(self, **fields: object) -> str:
        """A new lead's id."""
        return self.create("Lead", **{"LastName": "Voss", "Company": "Oakline", **fields})

    def value(self, object_name: str, id: str, name: str) -> Any:
        """One field of a row."""
        answer = self.get(f"/sobjects/{object_name}/{id}", fields=name)
        assert answer.status == 200, answer.body
        return answer.json()[name]


def listed(answer: Answer) -> list[Any]:
    """A JSON array."""
    found = json.loads(answer.body)
    assert isinstance(found, list)
    return found


def code(answer: Answer) -> tuple[int, str]:
    """Status and errorCode of a refusal."""
    return answer.status, listed(answer)[0]["errorCode"]


@dataclass
class SalesforceControl:
    """The control endpoint in Salesforce's words."""

    control: Control

    def traits(self, **values: object) -> None:
        self.control.done("POST", "/traits", {"vendor": "salesforce", **values})

    def fault(self, action: str, **more: object) -> None:
        self.control.done("POST", "/faults", [{"vendor": "salesforce", "action": action, **more}])

    def edit(self, object_name: str, id: str | None, author: str | None = None, **fields: object) -> str:
        body = {"vendor": "salesforce", "object": object_name, "id": id, "fields": fields, "author": author}
        return str(self.control.done("POST", "/edit", body)["id"])

    def delete(self, object_name: str, id: str, *, hard: bool = False) -> None:
        body = {"vendor": "salesforce", "object": object_name, "id": id, "hard": hard}
        self.control.done("POST", "/delete", body)

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        body = {"vendor": "salesforce", "object": object_name, "winner": winner, "loser": loser}
        return str(self.control.done("POST", "/merge", body)["id"])

    def advance(self, seconds: float) -> None:
        self.control.advance(seconds)
