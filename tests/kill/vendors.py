"""What became of the work, read through each vendor's own API by a plain HTTP client: no code of the engine's or a provider's."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.sandbox.raw import Json, request

HUBSPOT_TITLES = {"contacts": "lastname", "deals": "dealname", "tasks": "hs_task_subject", "notes": "hs_note_body"}
PIPEDRIVE_TITLES = {"persons": "name", "deals": "title", "activities": "subject", "notes": "content"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not deleted: what it is called, and the people it is about."""

    title: str
    people: frozenset[str] = frozenset()


class Reader(ABC):
    """One account as whoever works there sees it. ``writes`` are the requests that change something, for faults."""

    name: str
    writes: tuple[tuple[str, str], ...]
    people: str
    """The table that leads are in."""

    def __init__(self, directory: Mapping[str, Any]) -> None:
        self._url = str(directory["base_url"])
        self._token = str(directory["access_token"])

    @abstractmethod
    def live(self) -> dict[str, dict[str, Row]]:
        """Every row that is not deleted, by table and id."""

    def _get(self, path: str, query: Mapping[str, str], headers: Mapping[str, str]) -> Json:
        answer = request(self._url, "GET", f"{path}?{urlencode(query)}", headers=headers)
        assert answer.status == 200, (path, answer.status, answer.body[:300])
        found = json.loads(answer.body)
        assert isinstance(found, dict)
        return found


class HubSpot(Reader):
    """A HubSpot account: contacts carry crmdesk's key, and so does whatever else it makes."""

    name = "hubspot"
    people = "contacts"
    writes = (
        ("POST", "/crm/objects/2026-03/contacts/batch/upsert"),
        ("POST", "/crm/objects/2026-03/contacts/batch/update"),
        ("POST", "/crm/objects/2026-03/contacts/batch/archive"),
        ("POST", "/crm/objects/2026-03/deals/batch/"),
        ("POST", "/crm/objects/2026-03/tasks/batch/"),
        ("POST", "/crm/objects/2026-03/notes/batch/"),
    )

    def live(self) -> dict[str, dict[str, Row]]:
        return {table: dict(self._rows(table, title)) for table, title in HUBSPOT_TITLES.items()}

    def _rows(self, table: str, title: str) -> Iterator[tuple[str, Row]]:
        after = ""
        while True:
            query = {"limit": "100", "properties": title, **({"after": after} if after else {})}
            query |= {} if table == self.people else {"associations": self.people}
            page = self._get(f"/crm/v3/objects/{table}", query, {"authorization": f"Bearer {self._token}"})
            for row in page["results"]:
                linked = row.get("associations", {}).get(self.people, {}).get("results", ())
                people = frozenset(str(one["id"]) for one in linked)
                yield str(row["id"]), Row(row["properties"].get(title) or "", people)
            after = page.get("paging", {}).get("next", {}).get("after", "")
            if not after:
                return


class Pipedrive(Reader):
    """A Pipedrive account: nothing but a row's own values tells who made it."""

    name = "pipedrive"
    people = "persons"
    writes = (
        ("POST", "/api/v2/persons"),
        ("PATCH", "/api/v2/persons"),
        ("DELETE", "/api/v2/persons"),
        ("POST", "/api/v2/deals"),
        ("POST", "/api/v2/activities"),
        ("POST", "/api/v1/notes"),
    )

    def live(self) -> dict[str, dict[str, Row]]:
        return {table: dict(self._rows(table, title)) for table, title in PIPEDRIVE_TITLES.items()}

    def _rows(self, table: str, title: str) -> Iterator[tuple[str, Row]]:
        version, position = ("v1", "start") if table == "notes" else ("v2", "cursor")
        query = {"limit": "500"}
        while True:
            page = self._get(f"/api/{version}/{table}", query, {"x-api-token": self._token})
            for row in page["data"] or ():
                people = [row.get("person_id"), *(one["person_id"] for one in row.get("participants") or ())]
                yield str(row["id"]), Row(row[title] or "", frozenset(str(one) for one in people if one is not None))
            extra = page.get("additional_data") or {}
            after = extra.get("next_cursor") or (extra.get("pagination") or {}).get("next_start")
            if not after:
                return
            query[position] = str(after)


READERS: Mapping[str, type[Reader]] = {"hubspot": HubSpot, "pipedrive": Pipedrive}
