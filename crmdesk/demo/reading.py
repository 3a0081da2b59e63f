"""What the five accounts hold, read through the vendors' APIs by plain requests: no code of the engine's or of a provider's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import orjson

from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.messages import Effect, Request
from crmdesk.store.queries.audit import Place

Row = Mapping[str, Any]
"""The values of a row by the names that people know them by at the vendor."""

KEY = "_crmdesk_id"
"""The heading of the column of a sheet in which a row's id stands."""


class Reader:
    """Reads single rows of one account with its own token. ``known`` is what the sandbox says of the vendor."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known
        self._client: HttpClient = open_client(known["base_url"])

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def row(self, place: Place) -> Row | None:
        """The row of a place; None where there is none, or where it is in the vendor's bin."""
        raise NotImplementedError

    async def _get(self, path: str, header: str, scheme: str, **query: str) -> Any:
        """The document at a path; None where there is nothing."""
        authority = f"{scheme} {self._known['access_token']}".lstrip()
        request = Request(
            "GET", path, path, query=tuple(query.items()), headers=((header, authority),), effect=Effect.READS
        )
        response = await self._client.send(request)
        return None if response.status in (204, 404) else orjson.loads(response.body)


class HubSpot(Reader):
    """HubSpot, crm-objects: one row with the properties that are asked for."""

    names = (
        "firstname,lastname,city,address,zip,jobtitle,phone,email,crmdesk_sector,crmdesk_asking_price,crmdesk_estimate,"
        "crmdesk_description,crmdesk_tags,name,domain,dealname,amount,hs_note_body,hs_task_subject,hs_task_body,"
        "hs_call_title,hs_meeting_title"
    )

    async def row(self, place: Place) -> Row | None:
        """The row's properties."""
        path = f"/crm/v3/objects/{place.object}/{place.remote_id}"
        found = await self._get(path, "Authorization", "Bearer", properties=self.names)
        return None if found is None else found["properties"]


class Salesforce(Reader):
    """Salesforce, rest-records: one row with all its fields."""

    async def row(self, place: Place) -> Row | None:
        """The row's fields."""
        found: Row | None = await self._get(
            f"/services/data/v67.0/sobjects/{place.object}/{place.remote_id}", "Authorization", "Bearer"
        )
        return found


class Pipedrive(Reader):
    """Pipedrive, v2 entities; a note is read from v1. The agency's own fields have their names here instead of their codes."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__(known)
        self._names: dict[str, str] = {}

    async def row(self, place: Place) -> Row | None:
        """The row's values, the agency's own fields among them."""
        version = "v1" if place.object in ("notes", "leads") else "v2"
        found = await self._get(f"/api/{version}/{place.object}/{place.remote_id}", "x-api-token", "")
        if found is None or found["data"].get("is_deleted"):
            return None
        names = await self._fields()
        row: dict[str, Any] = found["data"]
        return {**row, **{names.get(code, code): value for code, value in (row.get("custom_fields") or {}).items()}}

    async def _fields(self) -> Mapping[str, str]:
        if not self._names:
            listed = (await self._get("/api/v2/personFields", "x-api-token", "", limit="500"))["data"]
            self._names = {one["field_code"]: one["field_name"] for one in listed}
        return self._names


class Zoho(Reader):
    """Zoho CRM, get-records: one row with all its fields."""

    async def row(self, place: Place) -> Row | None:
        """The row's fields."""
        path = f"/crm/v8/{place.object}/{place.remote_id}"
        found = await self._get(path, "Authorization", "Zoho-oauthtoken")
        return None if found is None else found["data"][0]


class GoogleSheets(Reader):
    """Google Sheets, values: the line of the sheet in whose column for ids the row's stands, by heading."""

    async def row(self, place: Place) -> Row | None:
        """The line's values."""
        document = self._known["document"].split("/d/")[1].split("/")[0]
        path = f"/v4/spreadsheets/{document}/values/{quote(self._known['sheet'])}"
        found = await self._get(path, "Authorization", "Bearer", valueRenderOption="UNFORMATTED_VALUE")
        headings, *lines = found["values"]
        rows = (dict(zip(headings, line, strict=False)) for line in lines)
        return next((row for row in rows if row.get(KEY) == place.remote_id), None)


READERS: Mapping[str, type[Reader]] = {
    "hubspot": HubSpot,
    "salesforce": Salesforce,
    "pipedrive": Pipedrive,
    "zoho": Zoho,
    "google_sheets": GoogleSheets,
}
"""By vendor."""
