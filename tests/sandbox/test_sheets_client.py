"""``gspread``, unchanged but for the host, against Google's sandbox: what an agency's own scripts would do (section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gspread
import pytest
import requests
from gspread.exceptions import APIError, SpreadsheetNotFound, WorksheetNotFound
from gspread.utils import ValueInputOption, ValueRenderOption
from requests.adapters import HTTPAdapter

from crmdesk.sandbox.google_sheets.seeding import SPREADSHEET
from crmdesk.sandbox.google_sheets.tokens import METADATA, SHEETS
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control
from tests.sandbox.sheets_http import SheetsControl, SheetsHttp

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


class Redirected(HTTPAdapter):
    """Sends what is meant for Google to the sandbox: the library's addresses are constants."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def send(self, request: requests.PreparedRequest, *arguments: Any, **more: Any) -> requests.Response:
        for host in HOSTS:
            request.url = (request.url or "").replace(host, self._base_url)
        return super().send(request, *arguments, **more)


@pytest.fixture
def sheets(control: Control) -> SheetsControl:
    return SheetsControl(control)


@pytest.fixture
def client(served: Sandbox, control: Control) -> Iterator[gspread.Client]:
    http = SheetsHttp(served)
    with requests.Session() as session:
        session.mount("https://", Redirected(http.base_url))
        access = http.signed_in(scope=f"{SHEETS} {METADATA}")["access_token"]
        session.headers["Authorization"] = f"Bearer {access}"
        yield gspread.Client(auth=None, session=session)  # type: ignore[arg-type]


@pytest.fixture
def document(client: gspread.Client) -> gspread.Spreadsheet:
    return client.open_by_key(SPREADSHEET)


@pytest.fixture
def notes(document: gspread.Spreadsheet) -> gspread.Worksheet:
    return document.worksheet("Notes")


def test_opening(client: gspread.Client, document: gspread.Spreadsheet) -> None:
    assert document.title == "Prospects Talensac"
    assert [tab.title for tab in document.worksheets()] == ["Prospects", "Notes"]
    assert document.sheet1.row_count == 1000
    assert client.open("Prospects Talensac").id == SPREADSHEET
    with pytest.raises(SpreadsheetNotFound):
        client.open("Nulle part")
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key("none")
    with pytest.raises(WorksheetNotFound):
        document.worksheet("Nulle part")


def test_reading_leads(document: gspread.Spreadsheet) -> None:
    rows = document.sheet1.get_all_records()
    assert len(rows) > 20
    assert {"_crmdesk_id", "Nom", "Prénom", "E-mail", "Prix demandé", "Honoraires"} <= rows[0].keys()
    column = document.sheet1.find("Nom")
    assert column is not None
    assert document.sheet1.col_values(column.col)[1] == rows[0]["Nom"]
    raw = document.sheet1.get("V2:W4", value_render_option=ValueRenderOption.unformatted)
    assert all(isinstance(cell, int | str) for row in raw for cell in row)


def test_writing_cells(notes: gspread.Worksheet) -> None:
    notes.update([["Mara", "0612345678", "=1+1"]], "A5", raw=True)
    assert notes.get("A5:C5") == [["Mara", "0612345678", "=1+1"]]
    notes.update([["=1+1", "12/05/2026"]], "A6", value_input_option=ValueInputOption.user_entered)
    assert notes.acell("A6").value == "2"
    assert notes.acell("A6", value_render_option=ValueRenderOption.formula).value == "=1+1"
    notes.update_cell(7, 2, "x")
    notes.batch_update([{"range": "A8:B8", "values": [["a", "b"]]}, {"range": "A9", "values": [["c"]]}])
    assert notes.get("A7:B9") == [["", "x"], ["a", "b"], ["c"]]
    notes.batch_clear(["A8:B8"])
    assert notes.row_values(8) == []


def test_rows(notes: gspread.Worksheet) -> None:
    notes.update([["Nom", "Ville"], ["Voss", "Nantes"], ["Le Goff", "Rezé"]], "A10")
    notes.append_row(["Kerbrat", "Vertou"], table_range="A10:B10")
    assert notes.row_values(13) == ["Kerbrat", "Vertou"]
    notes.insert_row(["Morvan", "Orvault"], 11)
    notes.delete_rows(12)
    assert notes.get("A10:B13") == [["Nom", "Ville"], ["Morvan", "Orvault"], ["Le Goff", "Rezé"], ["Kerbrat", "Vertou"]]
    notes.sort((1, "asc"), range="A11:B13")
    assert notes.col_values(1)[10:13] == ["Kerbrat", "Le Goff", "Morvan"]
    found = notes.find("Rezé")
    assert found is not None
    assert (found.row, found.col) == (12, 2)


def test_tabs(document: gspread.Spreadsheet, notes: gspread.Worksheet) -> None:
    made = document.add_worksheet("Archives", rows=10, cols=4)
    made.update_title("Anciens")
    made.freeze(rows=1)
    made.hide_columns(0, 1)
    made.add_protected_range("A1:B2", warning_only=True)
    assert document.worksheet("Anciens").frozen_row_count == 1
    made.add_rows(5)
    assert document.worksheet("Anciens").row_count == 15
    with pytest.raises(APIError, match="already exists"):
        document.add_worksheet("Anciens", rows=1, cols=1)
    document.del_worksheet(made)
    assert [tab.title for tab in document.worksheets()] == ["Prospects", "Notes"]


def test_developer_metadata_goes_along(document: gspread.Spreadsheet, notes: gspread.Worksheet) -> None:
    span = {"sheetId": notes.id, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    tag = {
        "metadataKey": "cd.col",
        "metadataValue": "Ville",
        "visibility": "DOCUMENT",
        "location": {"dimensionRange": span},
    }
    document.batch_update({"requests": [{"createDeveloperMetadata": {"developerMetadata": tag}}]})
    notes.insert_cols([["x"]], 1)
    answer = document.client.request(
        "post", f"https://sheets.googleapis.com/v4/spreadsheets/{SPREADSHEET}/developerMetadata:search",
        json={"dataFilters": [{"developerMetadataLookup": {"metadataKey": "cd.col"}}]},
    ).json()  # fmt: skip
    (found,) = answer["matchedDeveloperMetadata"]
    assert found["developerMetadata"]["location"]["dimensionRange"]["startIndex"] == 2


def test_its_errors(client: gspread.Client, notes: gspread.Worksheet, sheets: SheetsControl) -> None:
    with pytest.raises(APIError) as caught:
        notes.update([["x"]], "ZZ9999")
    assert caught.value.code == 400
    assert "exceeds grid limits" in str(caught.value)
    sheets.traits(role="reader")
    with pytest.raises(APIError) as caught:
        notes.update([["x"]], "A1")
    assert caught.value.code == 403
    sheets.traits(rate_limits=True, user_reads=0)
    with pytest.raises(APIError) as caught:
        notes.get("A1")
    assert caught.value.code == 429
    sheets.advance(4000)
    with pytest.raises(APIError) as caught:
        notes.get("A1")
    assert caught.value.code == 401


def test_signing_in_with_googles_own_flow(served: Sandbox, control: Control) -> None:
    """The address and the token call of google-auth-oauthlib, told only where the two endpoints are."""
    from google_auth_oauthlib.flow import Flow

    http = SheetsHttp(served)
    installed = {
        "client_id": http.entry["client_id"], "client_secret": http.entry["client_secret"],
        "auth_uri": f"{http.base_url}/o/oauth2/auth", "token_uri": f"{http.base_url}/token",
        "redirect_uris": ["http://localhost"],
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
        flow = Flow.from_client_config({"installed": installed}, scopes=[SHEETS], redirect_uri="http://localhost:8765/")
        url, _ = flow.authorization_url(access_type="offline", prompt="consent")
        page = requests.get(f"{url}&sandbox_consent=approve", allow_redirects=False, timeout=20)
        flow.fetch_token(authorization_response=page.headers["location"])
        assert flow.credentials.refresh_token
        assert SheetsHttp(served, flow.credentials.token).get()["spreadsheetId"] == SPREADSHEET
