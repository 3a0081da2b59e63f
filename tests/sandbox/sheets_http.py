"""A bare HTTP client for the tests of Google Sheets, and the control endpoint in its words."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET
from crmdesk.sandbox.google_sheets.tokens import FILE, SHEETS
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Answer, Control, Json, request

REDIRECT = "http://127.0.0.1:51833/"
FORM = {"content-type": "application/x-www-form-urlencoded"}
SHEET = f"/v4/spreadsheets/{SPREADSHEET}"


class SheetsHttp:
    """Calls with an access token."""

    def __init__(self, served: Sandbox, access: str | None = None) -> None:
        self.entry = served.directory()["vendors"]["google_sheets"]
        self.base_url = str(self.entry["base_url"])
        self.access = access or str(self.entry["access_token"])

    def call(self, method: str, path: str, body: object = None, **query: object) -> Answer:
        sent = {"authorization": f"Bearer {self.access}"}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent["content-type"] = "application/json"
        words = urlencode(query, doseq=True)
        return request(self.base_url, method, f"{path}?{words}" if words else path, data, sent)

    def get(self, rest: str = "", **query: object) -> Json:
        """Something of the agency's spreadsheet."""
        answer = self.call("GET", SHEET + rest, **query)
        assert answer.status == 200, answer.body
        return answer.json()

    def values(self, area: str, **query: object) -> list[list[object]]:
        found: list[list[object]] = self.get(f"/values/{quote(area, safe='')}", **query).get("values", [])
        return found

    def post(self, rest: str, body: object, **query: object) -> Json:
        answer = self.call("POST", SHEET + rest, body, **query)
        assert answer.status == 200, answer.body
        return answer.json()

    def batch(self, *requests: Json) -> list[Json]:
        """The replies to a batch."""
        replies: list[Json] = self.post(":batchUpdate", {"requests": list(requests)})["replies"]
        return replies

    def refused(self, *requests: Json) -> str:
        """What a batch is refused with."""
        return refusal(self.call("POST", f"{SHEET}:batchUpdate", {"requests": list(requests)}))[2]

    # -- sign-in ------------------------------------------------------------------------------------------------------

    def authorize(self, **more: str) -> Answer:
        """The consent page's address, with changes; an empty text takes a parameter away."""
        query = {"client_id": self.entry["client_id"], "redirect_uri": REDIRECT, "response_type": "code",
                 "scope": f"{SHEETS} {FILE}", "state": "s/1", **more}  # fmt: skip
        query = {name: value for name, value in query.items() if value}
        return request(self.base_url, "GET", f"/o/oauth2/v2/auth?{urlencode(query)}")

    def code(self, **more: str) -> str:
        location = self.authorize(sandbox_consent="approve", **more).headers["location"]
        return parse_qs(urlsplit(location).query)["code"][0]

    def oauth(self, path: str, **form: str) -> Answer:
        """A call of the token endpoint with the client; an empty text takes a parameter away."""
        known = {name: str(self.entry[name]) for name in ("client_id", "client_secret")}
        sent = {name: value for name, value in (known | form).items() if value}
        return request(self.base_url, "POST", path, urlencode(sent).encode(), FORM)

    def signed_in(self, **more: str) -> Json:
        code = self.code(**more)
        return self.oauth("/token", grant_type="authorization_code", code=code, redirect_uri=REDIRECT).json()

    def renewed(self, refresh_token: str) -> Answer:
        return self.oauth("/token", grant_type="refresh_token", refresh_token=refresh_token)


class SheetsControl:
    """The control endpoint in the words of Google Sheets."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def traits(self, **values: object) -> None:
        self._control.done("POST", "/traits", {"vendor": "google_sheets", **values})

    def edit(self, name: str, id: str | None, fields: Json) -> str:
        body = {"vendor": "google_sheets", "object": name, "id": id, "fields": fields}
        return str(self._control.done("POST", "/edit", body)["id"])

    def advance(self, seconds: float) -> None:
        self._control.done("POST", "/clock", {"offset_s": seconds})


def refusal(answer: Answer) -> tuple[int, str, str]:
    """Status, status word and message of a refusal."""
    error = answer.json()["error"]
    assert error["code"] == answer.status
    return answer.status, error["status"], error["message"]
