"""What goes wrong in a round: answers that are lost or torn, servers that fail, rights that change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from crmdesk.sandbox.faults import Action, Fault
from crmdesk.sandbox.serve import Sandbox
from tests.rounds.colleague import Say

MISHAPS: tuple[tuple[Action, str | None], ...] = (
    (Action.DROP_AFTER, "POST"),
    (Action.DROP_AFTER, "PATCH"),
    (Action.DROP_AFTER, "PUT"),
    (Action.DROP_AFTER, "DELETE"),
    (Action.DROP_BEFORE, "POST"),
    (Action.PARTIAL, None),
    (Action.STATUS, None),
    (Action.STATUS, "POST"),
    (Action.DUPLICATE_PAGE, None),
    (Action.REORDER, None),
    (Action.GARBAGE, None),
)

FIELDS: Mapping[str, Sequence[str]] = {
    "salesforce": (
        "Lead.City",
        "Lead.Title",
        "Lead.Email",
        "Lead.Street",
        "Contact.MailingCity",
        "Contact.Phone",
        "Account.BillingCity",
        "Opportunity.Amount",
    ),
    "zoho": ("Leads.City", "Leads.Designation", "Leads.Email", "Contacts.Mailing_City", "Deals.Amount"),
}
"""What an administrator hides or protects, at vendors that do so field by field."""


class Provocation:
    """Lets things go wrong, by chance."""

    def __init__(self, sandbox: Sandbox, vendors: Sequence[str], random: Random, say: Say) -> None:
        self._sandbox = sandbox
        self._vendors = vendors
        self._random = random
        self._say = say

        if "hubspot" in vendors:
            # Known limit: where a changed association moves no modified date (apis/hubspot.md, 3.3: unverified), nobody
            # hears of it before the row changes. The simulator takes the same kind reading (tests/sim/hubspot_side.py).
            sandbox.world.applications["hubspot"].vendor.set_traits({"associations_bump_modified": True})

    def mishap(self) -> None:
        """Something that goes wrong a few times."""
        vendor, (action, method) = self._random.choice(self._vendors), self._random.choice(MISHAPS)
        times = self._random.choice([1, 1, 2, 4])
        value = 503 if action is Action.STATUS else None
        self._sandbox.world.faults.add([Fault(vendor, action, method, "", times, value)])
        self._say(f"{vendor}: {action.value}", method, "times", times)

    def change_rights(self) -> None:
        """An administrator hides fields or protects them, or shows them again; at HubSpot one is forbidden or taken away."""
        vendor = self._random.choice(self._vendors)
        if vendor in FIELDS:
            trait = self._random.choice(["hidden_fields", "read_only_fields"])
            names = self._random.sample(FIELDS[vendor], self._random.randint(0, 3))
            self._set(vendor, {trait: names})
        elif vendor == "hubspot":
            action = self._random.choice([Action.FORBID_FIELD, Action.REMOVE_FIELD])
            own = action is Action.REMOVE_FIELD  # HubSpot's own properties cannot be taken away
            name = "crmdesk_description" if own else self._random.choice(["city", "jobtitle", "phone"])
            self._sandbox.world.faults.add([Fault(vendor, action, None, "", None, name)])
            self._say(f"{vendor}: {action.value}", name)

    def rest(self) -> None:
        """From now on nothing goes wrong, and everything is allowed."""
        self._sandbox.world.faults.clear()
        for vendor in self._vendors:
            if vendor in FIELDS:
                self._set(vendor, {"hidden_fields": [], "read_only_fields": []})

    def _set(self, vendor: str, traits: Mapping[str, list[str]]) -> None:
        self._sandbox.settle()
        self._sandbox.world.applications[vendor].vendor.set_traits(traits)
        self._say(f"{vendor}: rights", traits)
