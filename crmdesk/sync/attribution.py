"""Who wrote the other value of a conflict, and when: asked of vendors that keep a history per field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict
from crmdesk.domain.errors import PermissionLost
from crmdesk.providers.base import Provider, Stamp
from crmdesk.store import links, open_conflicts
from crmdesk.store.links import LinkState
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context


@dataclass(slots=True)
class Attribution:
    """Completes the open conflicts of one connection that do not say yet who wrote the account's value."""

    store: Store
    provider: Provider
    context: Context

    async def attribute_all(self) -> None:
        """Ask once for every open conflict that lacks it, object by object."""
        if not self.provider.capabilities.authorship:
            return
        asked = await self.store.read(lambda connection: open_conflicts.unattributed(connection, self.context.id))
        named = {int(account.link) for conflict in asked for account in conflict.accounts}
        states = await self.store.read(lambda connection: links.by_id(connection, named))
        for object_name in self.context.objects:
            wanted = _wanted(object_name, asked, states)
            if wanted:
                try:
                    stamps = await self.provider.authorship(object_name, wanted)
                except PermissionLost:
                    # Whoever may not read histories decides without them.
                    continue
                await self.store.write(partial(self._note, asked=asked, states=states, stamps=stamps))

    def _note(
        self,
        unit: Unit,
        asked: Sequence[Conflict],
        states: Mapping[int, LinkState],
        stamps: Mapping[tuple[str, str], Stamp],
    ) -> None:
        current = open_conflicts.by_ids(unit.connection, [conflict.id for conflict in asked])
        for shown in asked:
            conflict = current.get(shown.id)
            if conflict is None or [each.raw for each in conflict.accounts] != [each.raw for each in shown.accounts]:
                # It moved on while the vendor was asked; the next run asks again.
                continue
            accounts = [_stamped(conflict.field, account, states, stamps) for account in conflict.accounts]
            if accounts != list(conflict.accounts):
                open_conflicts.set_accounts(unit, conflict, accounts)


def _wanted(object_name: str, found: Sequence[Conflict], states: Mapping[int, LinkState]) -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for conflict in found:
        for account in conflict.accounts:
            state = states.get(int(account.link))
            asks = account.changed_at is None and conflict.field != EXISTENCE
            if asks and state is not None and state.object == object_name and state.remote_id is not None:
                wanted.setdefault(state.remote_id, []).append(conflict.field)
    return wanted


def _stamped(
    field: str,
    account: AccountValue,
    states: Mapping[int, LinkState],
    stamps: Mapping[tuple[str, str], Stamp],
) -> AccountValue:
    state = states.get(int(account.link))
    stamp = None if state is None else stamps.get((state.remote_id or "", field))
    if stamp is None or account.changed_at is not None:
        return account
    return replace(account, changed_at=stamp.at, changed_by=stamp.by)
