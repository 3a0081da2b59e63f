"""Which Pipedrive account this is, and the account before its schema is known (sections 1 and 2.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.signin import LifeStage
from crmdesk.providers import currency
from crmdesk.providers.base import Account, Grant, MissingProperty, Schema
from crmdesk.providers.pipedrive.api import Api
from crmdesk.providers.pipedrive.metadata import Metadata
from crmdesk.providers.pipedrive.tables import LABELS, is_client
from crmdesk.providers.rest import plain_id


class PipedriveSetup:
    """The account before its schema is known (``base.Setup``)."""

    def __init__(self, api: Api, grant: Grant) -> None:
        self._api = api
        self._grant = grant
        self._metadata = Metadata(api)

    async def account(self) -> Account:
        """The company of the user who signed in, in whose name everything is done."""
        found = (await self._api.get("/v1/users/me")).content.get("data")
        held = found if isinstance(found, dict) else {}
        if held.get("company_id") is None:
            raise VendorNonsense("account_not_named")
        id = plain_id("/v1/users/me", "company_id", held["company_id"])
        counts_in = currency.told(held.get("default_currency"))
        return Account(
            id=id,
            name=_text(held.get("company_domain")) or _text(held.get("company_name")) or id,
            user=_text(held.get("email")),
            currency=counts_in or currency.USUAL,
            granted=frozenset(self._grant.scopes),
            app=None if held.get("id") is None else plain_id("/v1/users/me", "id", held["id"]),
            currency_assumed=counts_in is None,
        )

    async def describe(self) -> Schema:
        """The account's fields."""
        return await self._metadata.describe()

    def missing(self, schema: Schema) -> Sequence[MissingProperty]:
        """The fields that crmdesk would have to create."""
        return self._metadata.missing(schema)

    def stages(self, schema: Schema) -> Sequence[LifeStage]:
        """The labels of persons: who is a client is a contact, everybody else a lead, unless the person says otherwise."""
        labels = schema.objects.get("persons", {}).get(LABELS)
        options = {} if labels is None else labels.options
        return [LifeStage(id, label, not is_client(label)) for id, label in options.items()]

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Create them."""
        await self._metadata.create_missing(wanted)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
