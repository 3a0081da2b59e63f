"""The agency of the demonstration: most of its people in HubSpot, some in each of the other accounts, a few in three of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.demo.colleague import Colleague, Control
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.net.client import HttpClient

MAIN = "hubspot"
"""Where most of the work is done."""

APART = 30
"""People of their own in each of the other accounts."""

IN_COMMON = 6
"""People of the main account whom colleagues have entered into two others as well."""


@dataclass(frozen=True, slots=True)
class Agency:
    """The five accounts as they are found. ``vendors`` are their addresses, clients and tokens.

    ``in_common`` are the people that three accounts have, by the id of their lead at Salesforce.
    """

    vendors: Mapping[str, Mapping[str, Any]]
    in_common: Sequence[str]


async def furnish(sandbox: SandboxProcess, client: HttpClient) -> Agency:
    """Make the agency out of a fresh sandbox, whose five accounts all hold the same people. ``client`` is its control's."""
    control = Control(client)
    for seed, vendor in enumerate((name for name in sandbox.vendors if name != MAIN), 2):
        await control.post("/reset", {"vendor": vendor, "records": APART, "seed": seed})
    owners = {row["id"]: row["email"] for row in await control.rows(MAIN, "owners") if not row["archived"]}
    people = [row["properties"] for row in await control.rows(MAIN, "contacts")]
    found = [one for one in people if one.get("hubspot_owner_id") in owners and _is_plain(one)]
    in_common = [await _enter(client, one, owners[one["hubspot_owner_id"]]) for one in found[-IN_COMMON:]]
    return Agency((await control.get("/vendors"))["vendors"], in_common)


def _is_plain(one: Mapping[str, Any]) -> bool:
    """Whether this is a new lead like most: one person with an address and a number, who is in no company."""
    said = all(one.get(name) for name in ("firstname", "lastname", "email", "phone", "city"))
    new = one.get("lifecyclestage") == "lead" and one.get("hs_lead_status") == "NEW"
    return said and new and not one.get("company") and " et " not in one["firstname"]


async def _enter(client: HttpClient, one: Mapping[str, Any], owner: str) -> str:
    """A colleague enters a person into Salesforce and Pipedrive, as far as she knows them; the id of the lead at Salesforce."""
    first, last, email, phone = one["firstname"], one["lastname"], one["email"], one["phone"]
    person = {
        "first_name": first, "last_name": last, "name": f"{first} {last}", "Ville": one["city"],
        "emails": [{"value": email, "primary": True, "label": "work"}],
        "phones": [{"value": phone, "primary": True, "label": "work"}],
    }  # fmt: skip
    await Colleague(client, "pipedrive").enter("persons", person, owner)
    lead = {
        "FirstName": first, "LastName": last, "Company": f"{first} {last}", "Email": email, "Phone": phone,
        "City": one["city"],
    }  # fmt: skip
    return await Colleague(client, "salesforce").enter("Lead", lead, owner)
