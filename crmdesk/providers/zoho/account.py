"""Which organisation this is (section 3), and the account before its schema is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.signin import LifeStage
from crmdesk.providers import currency
from crmdesk.providers.base import Account, Grant, MissingProperty, Schema
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.metadata import Metadata


class ZohoSetup:
    """The account before its schema is known (``base.Setup``)."""

    def __init__(self, api: Api, grant: Grant) -> None:
        self._api = api
        self._grant = grant
        self._metadata = Metadata(api)

    async def account(self) -> Account:
        """The organisation of the user who signed in, in whose name everything is done."""
        users = (await self._api.read("/users", (("type", "CurrentUser"),))).page("users")
        found = (await self._api.read("/org")).page("org")
        org, user = (found[0] if found else {}), (users[0] if users else {})
        id = _text(org.get("zgid", org.get("id")))
        counts_in = currency.told(org.get("iso_code"))
        if id is None:
            raise VendorNonsense("account_not_named")
        return Account(
            id=id,
            name=_text(org.get("company_name")) or id,
            user=_text(user.get("email")),
            currency=counts_in or currency.USUAL,
            granted=frozenset(self._grant.scopes),
            app=_text(user.get("id")),
            currency_assumed=counts_in is None,
        )

    async def describe(self) -> Schema:
        """The account's fields."""
        return await self._metadata.describe()

    def missing(self, schema: Schema) -> Sequence[MissingProperty]:
        """The fields that crmdesk would create."""
        return self._metadata.missing(schema)

    def stages(self, schema: Schema) -> Sequence[LifeStage]:
        """None: Zoho has leads of its own."""
        return ()

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Create them."""
        await self._metadata.create_missing(wanted)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
