"""Which organisation this is (section 1.6), what it counts in, and the account before its schema is known.

The currency is not on the fact sheet. An organisation of one names it in Connect REST (Connect REST API Developer Guide, Connect
Resources: Organization, response body Features: ``defaultCurrencyIsoCode``, ``multiCurrency``); one of several has it as a row
of the object CurrencyType (Object Reference, CurrencyType: ``IsCorporate``), and each of its rows names its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from crmdesk.domain.errors import PermissionLost, RecordRefused, VendorNonsense
from crmdesk.domain.signin import LifeStage
from crmdesk.providers import currency
from crmdesk.providers.base import Account, Grant, MissingProperty, Schema
from crmdesk.providers.salesforce import soql
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.metadata import Metadata
from crmdesk.providers.salesforce.tables import is_id


class SalesforceSetup:
    """The account before its schema is known (``base.Setup``)."""

    def __init__(self, api: Api, grant: Grant) -> None:
        self._api = api
        self._grant = grant
        self._metadata = Metadata(api)

    async def account(self) -> Account:
        """The organisation and user that the identity address names; a session by itself is asked for its address."""
        address = self._grant.facts.get("id") or (await self._api.read("", "")).part("identity")
        org, user = _identity(str(address))
        named = await self._one(soql.select(("Name",), "Organization", limit=1))
        person = await self._one(soql.select(("Username",), "User", soql.one_of("Id", (user,)), limit=1))
        name = named.get("Name")
        username = person.get("Username")
        counts_in = await self._currency()
        return Account(
            id=org,
            name=name if isinstance(name, str) and name else org,
            user=username if isinstance(username, str) else None,
            currency=counts_in or currency.USUAL,
            granted=frozenset(self._grant.scopes),
            app=user,
            currency_assumed=counts_in is None,
        )

    async def describe(self) -> Schema:
        """The account's fields."""
        return await self._metadata.describe()

    def missing(self, schema: Schema) -> Sequence[MissingProperty]:
        """The fields that an administrator would have to make."""
        return self._metadata.missing(schema)

    def stages(self, schema: Schema) -> Sequence[LifeStage]:
        """None: Salesforce has leads of its own."""
        return ()

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """See ``Metadata.create_missing``."""
        await self._metadata.create_missing(wanted)

    async def _currency(self) -> str | None:
        """What plain amounts are in; None where the organisation does not tell."""
        try:
            answer = await self._api.get("/connect/organization", "/connect/organization")
            told = answer.part("features", "defaultCurrencyIsoCode")
        except (PermissionLost, RecordRefused, VendorNonsense):
            told = None
        if told is None:
            row = await self._one(soql.select(("IsoCode",), "CurrencyType", "IsCorporate = true", limit=1))
            told = row.get("IsoCode")
        return currency.told(told)

    async def _one(self, query: str) -> dict[str, Any]:
        """The row of a query; empty where this user may not read it."""
        try:
            rows = await self._api.rows(query)
        except (PermissionLost, RecordRefused):
            return {}
        return rows[0] if rows else {}


def _identity(address: str) -> tuple[str, str]:
    """Organisation and user of ``https://…/id/00D…/005…``. Raises VendorNonsense(``account_not_named``)."""
    try:
        parts = urlsplit(address).path.strip("/").split("/")
    except ValueError as error:  # the host of an address that is none
        raise VendorNonsense("account_not_named") from error
    if len(parts) != 3 or parts[0] != "id" or not all(map(is_id, parts[1:])):
        raise VendorNonsense("account_not_named")
    return parts[1], parts[2]
