"""Who knows somebody: accounts are asked for an address or a number, whatever this computer already has of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from crmdesk.desk.session import Session
from crmdesk.domain.catalogue import display_name
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.kinds import PERSON_KINDS
from crmdesk.domain.lookup import Found, Lookup, address_of
from crmdesk.providers.base import Needle, ObjectSpec, Provider, RemoteRecord
from crmdesk.store import connections, links, traffic
from crmdesk.store.columns import NAME_FIELDS
from crmdesk.store.connections import Connection
from crmdesk.store.store import Reader


async def look_up(session: Session, address: str, accounts: Sequence[Connection]) -> Lookup:
    """Ask accounts, all at once, for the people with an e-mail address or a phone number.

    Raises InvalidInput(``address_unusable``) for a text that is neither. An account that fails is told of, and stops no other.
    """
    asked = address_of(address)
    needle = Needle(emails=(asked.email,)) if asked.email else Needle(phones=(asked.phone,))
    answers = await asyncio.gather(*(_answer(session, each, needle) for each in accounts))
    failed = {
        each.name: answer for each, answer in zip(accounts, answers, strict=True) if isinstance(answer, CrmdeskError)
    }
    return Lookup([row for answer in answers if not isinstance(answer, CrmdeskError) for row in answer], failed)


async def _answer(session: Session, account: Connection, needle: Needle) -> Sequence[Found] | CrmdeskError:
    if account.state == connections.PAUSED:
        return InvalidInput("paused_not_asked")
    try:
        async with session.accounts.open(account, interactive=True) as opened:
            try:
                rows = await _rows(opened.provider, needle)
            finally:
                asked = opened.traffic()
                await session.store.write(lambda unit: traffic.add(unit, account.id, asked))
    except CrmdeskError as error:
        return error
    return await session.store.read(lambda reader: _known(reader, account, opened.provider, rows))


async def _rows(provider: Provider, needle: Needle) -> list[RemoteRecord]:
    """The rows of people that hold what is looked for: a vendor's search may find more."""
    found: dict[tuple[str, str], RemoteRecord] = {}
    for spec in provider.objects():
        for kind in PERSON_KINDS:
            for row in await provider.find(spec.name, kind, needle) if spec.rules(kind) else ():
                if _holds(spec, row, needle):
                    found[row.object, row.id] = row
    return list(found.values())


def _holds(spec: ObjectSpec, row: RemoteRecord, needle: Needle) -> bool:
    for name, wanted in (("emails", needle.emails), ("phones", needle.phones)):
        rule = spec.rules(row.kind).get(name)
        items = [] if rule is None else rule.codec.decode(row.fields.get(name)) or []
        if any(item["value"] in wanted for item in items):
            return True
    return False


def _known(reader: Reader, account: Connection, provider: Provider, rows: Sequence[RemoteRecord]) -> list[Found]:
    """The rows as they are told, each with the record that it stands for."""
    specs = {spec.name: spec for spec in provider.objects()}
    found = []
    for row in rows:
        rules = specs[row.object].rules(row.kind)
        values = {
            name: rules[name].codec.decode(raw)
            for name, raw in row.fields.items()
            if name in NAME_FIELDS & rules.keys()
        }
        state = links.by_remote(reader, account.id, row.object, [row.id]).get(row.id)
        record = None if state is None or state.is_gone else state.record
        found.append(
            Found(account.name, account.id, row.object, row.id, row.kind, display_name(row.kind, values), record)
        )
    return found
