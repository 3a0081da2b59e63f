"""Who wrote the other value of a conflict, and when: asked of vendors that keep a history per field.

A creation whose answer never came leaves a row in which the vendor may have made something else of what it was sent: until its
author is known, that looks like a colleague's word. Where the vendor names this very access, and the value may be what it made of
ours, nobody else has written anything. Any other value may be another computer's of the agency, which writes by the same access.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind
from crmdesk.domain.errors import PermissionLost
from crmdesk.providers.base import Provider, Stamp
from crmdesk.store import editing, intents, links, open_conflicts
from crmdesk.store.intents import CREATE, Intent
from crmdesk.store.links import LinkState
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync import needles, references
from crmdesk.sync.answers import Answers
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
        named = {
            int(each.link) for conflict in asked for each in conflict.accounts if each.connection == self.context.id
        }
        states = await self.store.read(lambda connection: links.by_id(connection, named))
        for object_name in self.context.objects:
            wanted = _wanted(object_name, asked, states)
            if wanted:
                try:
                    stamps = await self.provider.authorship(object_name, wanted)
                except PermissionLost:
                    # Whoever may not read histories decides without them.
                    continue
                rows = {id: state for id, state in states.items() if state.object == object_name}
                await self.store.write(partial(self._note, asked=asked, states=rows, stamps=stamps))

    def _note(
        self,
        unit: Unit,
        asked: Sequence[Conflict],
        states: Mapping[int, LinkState],
        stamps: Mapping[tuple[str, str], Stamp],
    ) -> None:
        """Note what an account has told about an object; ``states`` are the links of its rows, which ``stamps`` are about."""
        current = open_conflicts.by_ids(unit.connection, [conflict.id for conflict in asked])
        sent = intents.last_sent(unit.connection, states)
        landed: list[tuple[Intent, str, AccountValue]] = []
        over: list[Conflict] = []
        for shown in asked:
            conflict = current.get(shown.id)
            if conflict is None or [each.raw for each in conflict.accounts] != [each.raw for each in shown.accounts]:
                # It moved on while the vendor was asked; the next run asks again.
                continue
            accounts = []
            for account in conflict.accounts:
                state = states.get(int(account.link))
                stamp = None if state is None else stamps.get((state.remote_id or "", conflict.field))
                creation = sent.get((int(account.link), conflict.field))
                if state and stamp and stamp.ours and creation and _made_by(creation, conflict, account, state):
                    landed.append((creation, conflict.field, account))
                else:
                    accounts.append(_stamped(account, stamp))
            if not accounts:
                open_conflicts.close(unit, [conflict.id], open_conflicts.OBSOLETE)
                over.append(conflict)
            elif accounts != list(conflict.accounts):
                open_conflicts.set_accounts(unit, conflict, accounts)
        self._take_landed(unit, landed)
        for conflict in over:
            # The question held it back everywhere.
            editing.mark(unit, editing.found(unit, conflict.record), frozenset({conflict.field}))

    def _take_landed(self, unit: Unit, landed: Sequence[tuple[Intent, str, AccountValue]]) -> None:
        """Agree on what became of values that a creation sent: what was typed since goes out as after any other answer."""
        if not landed:
            return
        answers = Answers(unit, self.context, [creation for creation, _, _ in landed])
        for creation, field, account in landed:
            state = answers.states[creation.link]
            answers.landed(state, creation, field, stored=account.raw)
            answers.settled(state)
        answers.write()


def _wanted(object_name: str, found: Sequence[Conflict], states: Mapping[int, LinkState]) -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for conflict in found:
        for account in conflict.accounts:
            state = states.get(int(account.link))
            asks = account.changed_at is None and conflict.field != EXISTENCE
            if asks and state is not None and state.object == object_name and state.remote_id is not None:
                wanted.setdefault(state.remote_id, []).append(conflict.field)
    return wanted


def _made_by(creation: Intent, conflict: Conflict, account: AccountValue, state: LinkState) -> bool:
    """Whether what a field holds may be what the vendor made of a creation, the last thing that was sent of it.

    A row that was made for another record, which has become part of this one, holds what was typed for that one: who is right is
    for a person to say. References are compared anew instead: what one leaves out may have got a row since.
    """
    if creation.record != state.record or not needles.is_rewritten(creation.fields[conflict.field][1], account.raw):
        return False
    agreed = state.bases.get(conflict.field) != (None, None)
    open_question = conflict.kind is ConflictKind.BOTH_CHANGED and not agreed
    return creation.verb == CREATE and open_question and not references.is_reference(state.kind, conflict.field)


def _stamped(account: AccountValue, stamp: Stamp | None) -> AccountValue:
    if stamp is None or account.changed_at is not None:
        return account
    return replace(account, changed_at=stamp.at, changed_by=stamp.by)
