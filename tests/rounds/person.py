"""What the person here does: edit, delete, restore, decide, unite and separate, take back, answer, and set policies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import TypeVar

import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE, Keep, Resolution
from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.domain.reviews import Answer
from crmdesk.domain.values import Value
from crmdesk.store import answering, deciding, editing, policies, reviews, run_undoing, undoing
from crmdesk.store.queries.conflicts import contested_fields
from crmdesk.store.queries.reviews import open_reviews
from crmdesk.store.tables import Run, core
from crmdesk.store.unit import Unit
from crmdesk.sync import separating, uniting
from tests.rounds.colleague import Say
from tests.rounds.desk import Desk
from tests.rounds.vendors import NOT_BLANK

T = TypeVar("T")

_RUN = core(Run)

PERSON = ("first_name", "last_name", "city", "job_title", "description", "tags", "emails", "phones", "owner", "company")
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEAD: (*PERSON, "street", "lead_type", "asking_price", "status", "rating", "horizon", "property_rooms"),
    Kind.CONTACT: PERSON,
    Kind.COMPANY: ("name", "city", "phones", "owner", "employees", "domain"),
    Kind.DEAL: ("name", "amount", "close_date", "contacts", "company", "owner"),
    Kind.ACTIVITY: ("subject", "body", "about", "due_at", "done", "priority", "owner"),
    Kind.NOTE: ("body", "about"),
}
"""What is typed, by kind."""
OFTEN = (6, 3, 2, 3, 2, 2)
"""How often a kind is worked on, in the order of ``FIELDS``."""

CHOICES: Mapping[str, tuple[Value, ...]] = {
    "lead_type": ("seller", "buyer", "tenant"),
    "status": ("new", "to_call_back", "qualified", "lost"),
    "rating": ("hot", "warm", "cold"),
    "horizon": ("3_to_6", "unknown"),
    "property_rooms": ("3", "4.5"),
    "close_date": ("2026-12-01", "2027-01-15"),
    "due_at": ("2026-12-01T09:00:00Z", "2027-01-15T12:30:00Z"),
    "done": (True, False),
    "priority": ("low", "medium", "high"),
    "type": ("task", "call", "meeting"),
}

REFERENCES: Mapping[str, tuple[tuple[Kind, ...], int]] = {
    "owner": ((Kind.USER,), 1),
    "company": ((Kind.COMPANY,), 1),
    "contacts": ((Kind.CONTACT, Kind.LEAD), 2),
    "about": ((Kind.CONTACT, Kind.LEAD, Kind.DEAL, Kind.COMPANY), 2),
}
"""Fields that refer to records: of which kinds, and to how many."""


class Person:
    """Works at one desk. What crmdesk refuses is not done."""

    def __init__(self, desk: Desk, random: Random, say: Say) -> None:
        self.desk = desk
        self._random = random
        self._say = say
        self._words = 0

    async def edit(self) -> None:
        """Create, delete, restore or edit a record, and perhaps take that back at once."""
        kind = self._random.choices(list(FIELDS), OFTEN)[0]
        ids, chance = await self.desk.records(kind), self._random.random()
        if chance < 0.12 or not ids:
            await self._create(kind)
        elif chance < 0.20:
            id = self._random.choice(ids)
            await self._try(f"delete {kind.value} {id}", partial(editing.delete, record=id))
        elif chance < 0.24:
            trash = await self.desk.records(kind, life="trash")
            if trash:
                id = self._random.choice(trash)
                await self._try(f"restore {kind.value} {id}", partial(editing.restore, record=id))
        else:
            await self._change(kind, self._random.choice(ids))

    async def decide(self, share: float) -> None:
        """Decide some of the open conflicts, now and then taking a decision back."""
        shown = {row.id: row for row in await self.desk.store.read(contested_fields)}
        for row in shown.values():
            if self._random.random() >= share:
                continue
            keep = self._random.choice([Keep.ACCOUNT, Keep.COMPUTER])
            resolution = Resolution(row.id, keep, row.shown)
            told = f"decide {row.record} {row.field} ({row.why.value}): {keep.value}"
            change = await self._try(told, partial(deciding.resolve, resolutions=[resolution]))
            if isinstance(change, str) and self._random.random() < 0.1:
                await self._try("take the decision back", partial(undoing.undo, change=change))

    async def unite(self) -> None:
        """Make two records one, or give an account's rows a record of their own."""
        kind = self._random.choice([Kind.LEAD, Kind.LEAD, Kind.CONTACT, Kind.COMPANY])
        ids = await self.desk.records(kind)
        if len(ids) < 2:
            return
        one, other = self._random.sample(ids, 2)
        if self._random.random() < 0.7:
            await self._try(f"unite {one} {other}", partial(uniting.unite, survivor=one, other=other))
        else:
            account = self._random.choice([row.id for row in await self.desk.connections()])
            await self._try(
                f"separate {one} from {account}", partial(separating.separate, record=one, connection=account)
            )

    async def undo_run(self) -> None:
        """Take one of the last runs back."""
        query = sa.select(_RUN.c.id).where(_RUN.c.status == "done").order_by(_RUN.c.id.desc()).limit(6)
        ids = [row.id for row in await self.desk.rows(query)]
        if ids:
            id = self._random.choice(ids)
            await self._try(f"take run {id} back", partial(run_undoing.undo_run, run=id))

    async def answer(self) -> None:
        """Answer every open review."""
        for row in await self.desk.store.read(open_reviews):
            usual = [Answer.APPLY, Answer.APPLY, Answer.UNLINK]
            answer = self._random.choice(usual if row.preview is not None else [*usual, Answer.REVERT])
            told = f"review {row.id} {[alarm.what.value for alarm in row.alarms]}: {answer.value}"
            if await self._try(told, partial(reviews.decide, review=row.id, answer=answer, shown=row.shown)):
                await answering.carry_out_all(self.desk.store, row.id)

    async def set_policy(self) -> None:
        """Put a policy in force."""
        scope = Scope(
            field=self._random.choice(["city", "job_title", "description", EXISTENCE, None]),
            kind=self._random.choice([Kind.LEAD, Kind.CONTACT]),
        )
        ways = [Way.COMPUTER, Way.ACCOUNT, Way.NEWEST, Way.LONGEST, Way.FILLED, Way.ASK]
        way = self._random.choice(ways)
        guards = frozenset(self._random.sample([Guard.EXISTENCE, Guard.OWNER], self._random.randint(0, 2)))
        policy = Policy("", scope, way, ticked=guards)
        await self._try(f"policy {scope.kind} {scope.field}: {way.value}", partial(policies.put, policy=policy))

    async def _create(self, kind: Kind) -> None:
        required = next(name for name in FIELDS[kind] if name in NOT_BLANK)
        names = sorted({required, *self._random.sample(FIELDS[kind], 2)})
        values = {name: await self._value(name) for name in names}
        if kind is Kind.ACTIVITY:
            values["type"] = await self._value("type")
        await self._try(f"new {kind.value} {values}", partial(editing.create, kind=kind, values=values))

    async def _change(self, kind: Kind, id: str) -> None:
        names = self._random.sample(FIELDS[kind], self._random.randint(1, 2))
        values = {name: await self._value(name) for name in names}
        change = await self._try(f"edit {kind.value} {id} {values}", partial(editing.edit, record=id, values=values))
        if isinstance(change, str) and change and self._random.random() < 0.05:
            await self._try("take the edit back", partial(undoing.undo, change=change))

    async def _value(self, name: str) -> Value:
        if self._random.random() < 0.12 and name not in NOT_BLANK:
            return None
        return await self._reference(name) if name in REFERENCES else self._typed(name)

    async def _reference(self, name: str) -> Value:
        kinds, most = REFERENCES[name]
        found = await self.desk.records(*kinds)
        if most == 1:
            return self._random.choice(found or [None])
        return self._random.sample(found, min(len(found), self._random.randint(0, most)))

    def _typed(self, name: str) -> Value:
        random = self._random
        if name in CHOICES:
            return random.choice(CHOICES[name])
        if name == "tags":
            return random.sample(["a", "b", "c", "vip", "été"], random.randint(0, 3))
        if name in ("emails", "phones"):
            many = range(random.randint(1, 2))
            new = {
                "emails": lambda: f"{self._word('m')}@ex.org",
                "phones": lambda: f"+3361234{random.randint(0, 9999):04}",
            }
            return [
                {"value": new[name](), "label": random.choice(["work", "other"]), "primary": at == 0} for at in many
            ]
        if name in ("asking_price", "amount"):
            currency = random.choice(["EUR", "EUR", "EUR", "CHF"])
            return {"amount": str(random.randint(1000, 999_999)), "currency": currency}
        if name == "employees":
            return random.randint(1, 500)
        return f"{self._word('d')}.example" if name == "domain" else self._word("L")

    async def _try(self, told: str, work: Callable[[Unit], T]) -> T | None:
        self._say("here:", told)
        try:
            return await self.desk.write(work)
        except CrmdeskError as error:
            self._say("  refused", error, error.data)
            return None

    def _word(self, letter: str) -> str:
        self._words += 1
        return f"{letter}{self._words}q"
