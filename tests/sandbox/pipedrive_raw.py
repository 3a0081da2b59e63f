"""A bare HTTP client for Pipedrive's tests, and the control endpoint in its words."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlencode, urlsplit

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Answer, Control, Json, request

REDIRECT = "http://localhost:53682/callback"


class PipedriveHttp:
    """Calls with the personal API token, or with an OAuth access token."""

    def __init__(self, served: Sandbox, access: str | None = None) -> None:
        self.entry = served.vendors["pipedrive"]
        self.base_url = str(self.entry["base_url"])
        token = str(self.entry["access_token"])
        self.auth = {"x-api-token": token} if access is None else {"authorization": f"Bearer {access}"}

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        sent = {**self.auth, **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent.setdefault("content-type", "application/json")
        return request(self.base_url, method, path, data, sent)

    def get(self, path: str, **query: str) -> Answer:
        return self.call("GET", f"{path}?{urlencode(query)}" if query else path)

    def post(self, path: str, body: object) -> Answer:
        return self.call("POST", path, body)

    def data(self, path: str, **query: str) -> Json:
        """The object under ``data``."""
        answer = self.get(path, **query)
        assert answer.status == 200, answer.body
        found = answer.json()["data"]
        assert isinstance(found, dict)
        return found

    def rows(self, path: str, **query: str) -> list[Json]:
        """The list under ``data``."""
        answer = self.get(path, **query)
        assert answer.status == 200, answer.body
        found = answer.json()["data"]
        assert isinstance(found, list)
        return found

    def made(self, path: str, **values: object) -> Json:
        """A new row."""
        answer = self.post(path, values)
        assert answer.status in {200, 201}, answer.body
        found = answer.json()["data"]
        assert isinstance(found, dict)
        return found

    def changed(self, path: str, **values: object) -> Json:
        """A row after a PATCH."""
        answer = self.call("PATCH", path, values)
        assert answer.status == 200, answer.body
        found = answer.json()["data"]
        assert isinstance(found, dict)
        return found

    def codes(self, entity: str) -> dict[str, str]:
        """Field codes by name."""
        fields = self.rows(f"/api/v2/{entity}Fields", limit="500")
        return {field["field_name"]: field["field_code"] for field in fields}

    def oauth(self, path: str, **form: str) -> Answer:
        """A call of the token endpoint with the app's credentials in the body."""
        own = {"client_id": str(self.entry["client_id"]), "client_secret": str(self.entry["client_secret"])}
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return request(self.base_url, "POST", f"/oauth/{path}", urlencode({**own, **form}).encode(), headers)

    def authorize(self, **change: str) -> Answer:
        """The sign-in page's answer."""
        asked = {"client_id": str(self.entry["client_id"]), "redirect_uri": REDIRECT, "state": "s/1", **change}
        return request(self.base_url, "GET", f"/oauth/authorize?{urlencode(asked)}")

    def code(self) -> str:
        """An authorization code."""
        location = self.authorize(sandbox_consent="approve").headers["location"]
        return parse_qs(urlsplit(location).query)["code"][0]

    def signed_in(self) -> Json:
        """The tokens of a sign-in."""
        answer = self.oauth("token", grant_type="authorization_code", code=self.code(), redirect_uri=REDIRECT)
        assert answer.status == 200, answer.body
        return answer.json()


class PipedriveControl(Control):
    """The control endpoint for Pipedrive."""

    def __init__(self, control: Control) -> None:
        super().__init__(control.url)

    def traits(self, **values: object) -> None:
        self.done("POST", "/traits", {"vendor": "pipedrive", **values})

    def fault(self, action: str, **more: object) -> None:
        self.done("POST", "/faults", [{"vendor": "pipedrive", "action": action, **more}])

    def edit(self, object_name: str, record_id: str | None, author: str | None = None, **fields: object) -> str:
        body = {"vendor": "pipedrive", "object": object_name, "id": record_id, "fields": fields, "author": author}
        return str(self.done("POST", "/edit", body)["id"])

    def remove(self, object_name: str, record_id: str, *, hard: bool = False) -> None:
        body = {"vendor": "pipedrive", "object": object_name, "id": record_id, "hard": hard}
        self.done("POST", "/delete", body)

    def dump(self, object_name: str) -> list[Json]:
        found = self.done("GET", f"/dump?vendor=pipedrive&object={object_name}")["records"]
        assert isinstance(found, list)
        return found


def refused(answer: Answer, status: int, words: str) -> None:
    """The answer is a refusal that says so."""
    assert answer.status == status, answer.body
    body = answer.json()
    assert body["success"] is False
    assert words in body["error"], body["error"]
