"""An account's objects and their rules as they were last described: asked without going to the account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from crmdesk.desk.session import Session
from crmdesk.net.client import open_client
from crmdesk.providers.base import ObjectSpec
from crmdesk.store.connections import Connection
from crmdesk.sync import describe

Objects: TypeAlias = Mapping[str, ObjectSpec]
"""Objects by name."""


async def objects_of(session: Session, connection: Connection) -> Objects:
    """An account's objects by name, as it was last described; none where it never was."""
    if connection.described is None:
        return {}
    vendor = session.accounts.vendor(connection.vendor)
    schema, account = describe.schema_of(connection.described), describe.account_of(connection.account)
    # A provider cannot be made without a client; this one is never asked.
    client = open_client(vendor.base_url)
    try:
        provider = vendor.provider(client, describe.settings_of(connection), schema, account)
        return {spec.name: spec for spec in provider.objects()}
    finally:
        await client.aclose()
