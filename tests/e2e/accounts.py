"""The five accounts as those see them who work there: read through the vendors' APIs by a plain HTTP client, edited as a colleague.

No code of the engine's or of a provider's, so that a mistake of theirs cannot hide here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from tests.sandbox.raw import Control, request


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a person that is not deleted. ``id`` is what the control endpoint knows it by."""

    id: str
    email: str
    last_name: str
    city: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a vendor calls a lead's table and fields, for a colleague's edits."""

    table: str
    last_name: str
    city: str


class Account:
    """One vendor's account. ``writes`` are the words of a colleague there."""

    name: str
    words: Words

    def __init__(self, control: str) -> None:
        self.control = Control(control)

    def told(self) -> dict[str, Any]:
        """What its directory tells: addresses, client, tokens."""
        found = self.control.done("GET", "/vendors")["vendors"][self.name]
        assert isinstance(found, dict)
        return found

    def edit(self, id: str, **values: str) -> None:
        """A colleague's edit of ``city`` or ``last_name``."""
        fields = {getattr(self.words, name): value for name, value in values.items()}
        body = {"vendor": self.name, "object": self.words.table, "id": id, "fields": fields}
        self.control.done("POST", "/edit", body)

    def fault(self, action: str, **more: object) -> None:
        """Let something go wrong from here on."""
        self.control.done("POST", "/faults", {"vendor": self.name, "action": action, **more})

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self.control.done("DELETE", "/faults")

    def people(self) -> list[Person]:
        """Everybody in the table that leads are in."""
        return list(self._people(self.told()))

    def _people(self, told: Mapping[str, Any]) -> Iterator[Person]:
        raise NotImplementedError

    def _get(self, told: Mapping[str, Any], path: str, query: Mapping[str, str], header: tuple[str, str]) -> Any:
        answer = request(told["base_url"], "GET", f"{path}?{urlencode(query)}", headers=dict([header]))
        assert answer.status in (200, 204), (self.name, path, answer.status, answer.body[:300])
        return json.loads(answer.body or b"{}")


def _bearer(told: Mapping[str, Any]) -> tuple[str, str]:
    return "authorization", f"Bearer {told['access_token']}"


class HubSpot(Account):
    """HubSpot: leads are contacts."""

    name = "hubspot"
    words = Words("contacts", "lastname", "city")

    def _people(self, told: Mapping[str, Any]) -> Iterator[Person]:
        query = {"limit": "100", "properties": "email,lastname,city"}
        for row in self._get(told, "/crm/v3/objects/contacts", query, _bearer(told))["results"]:
            held = row["properties"]
            yield Person(row["id"], held["email"] or "", held["lastname"] or "", held["city"] or "")


class Salesforce(Account):
    """Salesforce: leads, and contacts apart."""

    name = "salesforce"
    words = Words("Lead", "LastName", "City")

    def _people(self, told: Mapping[str, Any]) -> Iterator[Person]:
        query = {"q": "SELECT Id, Email, LastName, City FROM Lead"}
        for row in self._get(told, "/services/data/v67.0/query", query, _bearer(told))["records"]:
            yield Person(row["Id"], row["Email"] or "", row["LastName"] or "", row["City"] or "")


class Pipedrive(Account):
    """Pipedrive: persons, whose city is a field of the agency's."""

    name = "pipedrive"
    words = Words("persons", "last_name", "Ville")

    def _people(self, told: Mapping[str, Any]) -> Iterator[Person]:
        token = ("x-api-token", told["access_token"])
        fields = self._get(told, "/api/v2/personFields", {"limit": "500"}, token)["data"]
        city = next(one["field_code"] for one in fields if one["field_name"] == self.words.city)
        for row in self._get(told, "/api/v2/persons", {"limit": "500"}, token)["data"]:
            email = next((one["value"] for one in row["emails"] or ()), "")
            yield Person(str(row["id"]), email, row["last_name"] or "", row["custom_fields"].get(city) or "")


class Zoho(Account):
    """Zoho CRM: leads, and contacts apart."""

    name = "zoho"
    words = Words("Leads", "Last_Name", "City")

    def _people(self, told: Mapping[str, Any]) -> Iterator[Person]:
        token = ("authorization", f"Zoho-oauthtoken {told['access_token']}")
        query = {"fields": "Email,Last_Name,City", "per_page": "200"}
        for row in self._get(told, "/crm/v8/Leads", query, token).get("data", ()):
            yield Person(row["id"], row["Email"] or "", row["Last_Name"] or "", row["City"] or "")


class GoogleSheets(Account):
    """A sheet: one row a lead, below its headings."""

    name = "google_sheets"
    words = Words("Prospects", "Nom", "Ville")

    def _people(self, told: Mapping[str, Any]) -> Iterator[Person]:
        document = told["document"].split("/d/")[1].split("/")[0]
        path = f"/v4/spreadsheets/{document}/values/{quote(told['sheet'])}"
        headings, *rows = self._get(told, path, {}, _bearer(told))["values"]
        at = {heading: number for number, heading in enumerate(headings)}
        for number, row in enumerate(rows, 2):
            held = {name: str(row[place]) if place < len(row) else "" for name, place in at.items()}
            if any(held.values()):
                yield Person(f"#{number}", held["E-mail"], held["Nom"], held["Ville"])


ACCOUNTS: Mapping[str, type[Account]] = {one.name: one for one in (HubSpot, Salesforce, Pipedrive, Zoho, GoogleSheets)}
"""All five by name."""
