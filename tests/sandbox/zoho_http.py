"""Calls of one token against the sandbox's Zoho, and the control endpoint in Zoho's words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from tests.sandbox.raw import Answer, Control, request

FORM = {"content-type": "application/x-www-form-urlencoded"}
SCOPES = "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.users.READ,ZohoCRM.org.READ"


@dataclass
class ZohoHttp:
    """A bare client of one access token. Paths are those below the version, unless they begin with ``/crm`` or ``/oauth``."""

    base_url: str
    token: str | None
    client_id: str = ""
    client_secret: str = ""

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None:
            sent.setdefault("authorization", f"Zoho-oauthtoken {self.token}")
        data = None if body is None else json.dumps(body).encode()
        where = path if path.startswith(("/crm", "/oauth")) else f"/crm/v8{path}"
        return request(self.base_url, method, where, data, sent)

    def get(self, path: str, since: str = "", **query: str) -> Answer:
        headers = {"if_modified_since": since} if since else {}
        return self.call("GET", f"{path}?{urlencode(query, quote_via=quote)}" if query else path, **headers)

    def rows(self, path: str, **query: str) -> list[dict[str, Any]]:
        answer = self.get(path, **query)
        assert answer.status == 200, answer.body
        found: list[dict[str, Any]] = answer.json()["data"]
        return found

    def query(self, coql: str) -> Answer:
        return self.call("POST", "/coql", {"select_query": coql})

    def item(self, method: str, path: str, record: object, **headers: str) -> dict[str, Any]:
        """The answer for the one record that was sent."""
        (found,) = self.call(method, path, {"data": [record]}, **headers).json()["data"]
        assert isinstance(found, dict)
        return found

    def create(self, module: str, **values: object) -> str:
        """A new row's id."""
        answer = self.item("POST", f"/{module}", values)
        assert answer["status"] == "success", answer
        return str(answer["details"]["id"])

    def form(self, path: str, **fields: str) -> Answer:
        return request(self.base_url, "POST", path, urlencode(fields).encode(), FORM)

    def authorize(self, uri: str, **more: str) -> Answer:
        """The sign-in page, or where it leads when ``more`` carries the decision."""
        asked = {"response_type": "code", "client_id": self.client_id, "scope": SCOPES, "redirect_uri": uri,
                 "access_type": "offline", "prompt": "consent", "state": "s1", **more}  # fmt: skip
        return request(self.base_url, "GET", f"/oauth/v2/auth?{urlencode(asked)}")

    def redirect(self, uri: str, **more: str) -> dict[str, str]:
        """What the redirect of an approved sign-in carries."""
        answer = self.authorize(uri, sandbox_consent="approve", **more)
        assert answer.status == 302, answer.body
        return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}

    def code(self, uri: str, **more: str) -> str:
        return self.redirect(uri, **more)["code"]

    def redeem(self, code: str, uri: str, **more: str) -> dict[str, Any]:
        return self.form("/oauth/v2/token", grant_type="authorization_code", client_id=self.client_id,
                         client_secret=self.client_secret, redirect_uri=uri, code=code, **more).json()  # fmt: skip

    def refresh(self, token: str) -> dict[str, Any]:
        return self.form("/oauth/v2/token", grant_type="refresh_token", client_id=self.client_id,
                         client_secret=self.client_secret, refresh_token=token).json()  # fmt: skip


def code_of(answer: Answer) -> tuple[int, str]:
    """Status and code of a refusal, by itself or in ``data``."""
    found = answer.json()
    entry = found["data"][0] if "data" in found else found
    return answer.status, entry["code"]


@dataclass
class ZohoControl:
    """The control endpoint in Zoho's words."""

    control: Control
    entry: dict[str, Any]

    def http(self) -> ZohoHttp:
        """A client with the lasting token."""
        entry = self.entry
        return ZohoHttp(entry["base_url"], entry["access_token"], entry["client_id"], entry["client_secret"])

    def traits(self, **values: object) -> None:
        self.control.done("POST", "/traits", {"vendor": "zoho", **values})

    def fault(self, action: str, **more: object) -> None:
        self.control.done("POST", "/faults", [{"vendor": "zoho", "action": action, **more}])

    def edit(self, object_name: str, id: str | None, author: str | None = None, **fields: object) -> str:
        body = {"vendor": "zoho", "object": object_name, "id": id, "fields": fields, "author": author}
        return str(self.control.done("POST", "/edit", body)["id"])

    def delete(self, object_name: str, id: str, *, hard: bool = False) -> None:
        self.control.done("POST", "/delete", {"vendor": "zoho", "object": object_name, "id": id, "hard": hard})

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        body = {"vendor": "zoho", "object": object_name, "winner": winner, "loser": loser}
        return str(self.control.done("POST", "/merge", body)["id"])

    def dump(self, object_name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.control.done("GET", f"/dump?vendor=zoho&object={object_name}")["records"]
        return found

    def fields(self, module: str) -> set[str]:
        """The names of a module's fields."""
        listed = self.http().get("/settings/fields", module=module).json()["fields"]
        return {each["api_name"] for each in listed}

    def advance(self, seconds: float) -> None:
        self.control.advance(seconds)
