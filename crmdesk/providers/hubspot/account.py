"""Which HubSpot account this is (fact sheet sections 1.2 and 4.3), and the account before its schema is known.

Amounts are in the company's currency unless a deal names another (section 6). The account's details name it, and the account's
number; they are not on the fact sheet (general knowledge, unverified), and an account that does not tell them counts in euros.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crmdesk.domain.errors import PermissionLost, VendorNonsense
from crmdesk.domain.signin import LifeStage
from crmdesk.providers import currency
from crmdesk.providers.base import Account, Grant, MissingProperty, Schema
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.metadata import Metadata
from crmdesk.providers.hubspot.references import References
from crmdesk.providers.hubspot.tables import LATER_STAGES, STAGE_OF_LIFE
from crmdesk.providers.rest import plain_id

_NUMBER = re.compile(r"[1-9]\d*")


class HubSpotSetup:
    """The account before its schema is known (``base.Setup``)."""

    def __init__(self, api: Api, grant: Grant) -> None:
        self._api = api
        self._grant = grant
        self._metadata = Metadata(api)

    async def account(self) -> Account:
        """The account by what HubSpot said about the token.

        A service key tells nothing about itself. Its account is asked for its number, which is the same that a sign-in
        tells. One that does not give it is known by the owner it has had longest: owners have ids that no other account
        shares, and stay listed after they left.
        """
        facts = self._grant.facts
        app = facts.get("app_id")
        user = facts.get("user")
        counts_in, number = await self._details()
        if facts.get("hub_id") is not None:
            id = name = plain_id("oauth token", "hub_id", facts["hub_id"])
        elif number is not None:
            id, name = number, f"HubSpot {number}"
        else:
            owners = await References(self._api, ()).owners()
            if not owners:
                raise VendorNonsense("account_not_named")
            first = min(owners, key=lambda owner: (len(owner.id), owner.id))
            id, name = f"owner:{first.id}", "HubSpot"
        return Account(
            id=id,
            name=str(facts.get("hub_domain") or name),
            user=None if user is None else str(user),
            currency=counts_in or currency.USUAL,
            granted=frozenset(self._grant.scopes),
            app=None if app is None else str(app),
            currency_assumed=counts_in is None,
        )

    async def _details(self) -> tuple[str | None, str | None]:
        """The currency and the number of the account, as far as its details tell them."""
        try:
            answer = await self._api.get(self._api.paths.account())
        except (PermissionLost, VendorNonsense):
            return None, None
        counts_in, number = currency.told(answer.part("companyCurrency")), answer.part("portalId")
        return counts_in, number if number is not None and _NUMBER.fullmatch(number) else None

    async def describe(self) -> Schema:
        """The account's properties."""
        return await self._metadata.describe()

    def missing(self, schema: Schema) -> Sequence[MissingProperty]:
        """The properties that crmdesk would have to create."""
        return self._metadata.missing(schema)

    def stages(self, schema: Schema) -> Sequence[LifeStage]:
        """The account's life-cycle stages; a customer and what comes after is a contact unless the person says otherwise."""
        stage = schema.objects.get("contacts", {}).get(STAGE_OF_LIFE)
        options = {} if stage is None else stage.options
        return [LifeStage(value, label, value not in LATER_STAGES) for value, label in options.items()]

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Create them."""
        await self._metadata.create_missing(wanted)
