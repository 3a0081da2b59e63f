"""One of two computers that work at one account: its replica, the person at it, its runs, and what it has had before it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import orjson
import sqlalchemy as sa

from crmdesk.desk import uniting
from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.domain.values import Value
from crmdesk.store import policies
from crmdesk.store.queries import doctor
from crmdesk.sync.run import Reach
from tests.sim.office import Computer
from tests.sim.people import Person
from tests.sim.picture import Picture
from tests.sim.replica import Crash, Replica
from tests.sim.shared_account import COINED, NAMED, Coined, SharedAccount
from tests.sim.trace import Trace
from tests.sim.violation import Violation

LATEST_CRASH = 40
MOST_PEOPLE, MOST_NOTES = 2, 1
LOSSES = (*(None,) * 4, "lost_before", "lost_after")
"""What becomes of the first request of a run that writes."""
_LIVES = (*(Keep.COMPUTER,) * 5, *(Keep.ACCOUNT,) * 4, Keep.OTHER)
"""A record is mostly kept or deleted at both ends."""
_SCOPES = (Scope(), Scope(field="city"), Scope(kind=Kind.LEAD))
_WAYS = (Way.COMPUTER, Way.ACCOUNT, Way.NEWEST, Way.FILLED)


class Desk:
    """A computer at ``accounts``; the first one is everybody's."""

    def __init__(
        self, number: int, accounts: Sequence[SharedAccount], folder: Path, random: Random, coined: Coined, trace: Trace
    ) -> None:
        self.name = f"computer {number}"
        self.random = random
        self.trace = trace
        self.picture = Picture()
        folder.mkdir()
        self.replica = Replica(folder, accounts[0].clocks.here, Random(number), self._committed)
        self.seats = [Computer(account, folder, number, store=self.replica.store) for account in accounts]
        self.accounts = {account.name: account for account in accounts}
        self.person = Person(random, self.replica, self.picture, self._say, [Kind.LEAD, Kind.NOTE])
        self.person.words = self.coined = coined
        self.person.lives = _LIVES
        self.seen: set[str] = set()
        """Every word that a record here, or an account as its base tells, ever held."""
        self.shown: set[str] = set()
        """The words that accounts held in what the person here was asked about."""
        self.named: set[str] = set()
        """The words that decisions name, chosen or turned down."""
        self.wrong: list[Violation] = []
        self.sent = self.made = 0

    def _say(self, line: str) -> None:
        self.trace(f"{self.name} {line}")

    def _committed(self, cursor: Any) -> None:
        change = self.picture.look(cursor)
        for entry in change.entries:
            about = f"{entry.record} {entry.field or entry.event}"
            self._say(f"      {about}: {entry.old!r} -> {entry.new!r} {entry.cause}")
        told: list[Any] = [value for entry in change.entries for value in (entry.old, entry.new)]
        told += [self.picture.links[id].bases for id in change.links if id in self.picture.links]
        self.wrong += [found for id in change.links if id in self.picture.links for found in self._false(id)]
        if change.conflicts:
            self.shown |= _words([row["accounts"] for row in cursor.execute("SELECT accounts FROM conflict")])
            decided = cursor.execute("SELECT chosen, rejected FROM decision").fetchall()
            self.named |= _words([text for row in decided for text in row])
        self.seen |= _words(told)

    def _false(self, id: int) -> Iterator[Violation]:
        """I6: accounts make nothing else of a coined word, so that one is never agreed on for another."""
        for name, (ours, theirs) in self.picture.links[id].bases.items():
            here, there = _words(ours), _words(theirs)
            if name in NAMED and here and there and here != there:
                yield Violation("I6", f"{self.name}: {ours} in {name} of link {id} was agreed on as {theirs}")

    def has_seen(self, word: str, *, alive: bool) -> bool:
        """Whether a word was here before it is replaced, or goes along with its row: who deletes sees what is asked, too."""
        return word in self.seen | self.named or (word in self.shown and not alive)

    # -- what a person does -------------------------------------------------------------------------------------------

    def act(self) -> None:
        """Something that the person at this computer does, at once, also while a run waits for an answer."""
        crash_at, self.replica.crash_at = self.replica.crash_at, None
        doing = self.random.choice(("edit",) * 8 + ("new", "die", "die", "undo", "decide", "decide", "unite"))
        people, notes = self.picture.live(Kind.LEAD, Kind.CONTACT), self.picture.live(Kind.NOTE)
        try:
            if doing == "new" or not people:
                self._create(people, notes)
            elif doing == "die":
                self.person.live_or_die()
            elif doing == "undo" and self.person.changes:
                self.person.undo()
            elif doing == "decide" and (self.person.review() or self.person.decide()):
                return
            elif doing == "unite" and len(people) > 1:
                first, other = self.random.sample(people, 2)
                self._say(f"here: unite {first} with {other}")
                self.replica.write(lambda unit: uniting.unite(unit, first, other))
            else:
                self.person.edit(self.random.choice([*people, *people, *notes]))
        except InvalidInput as error:
            self._say(f"here: refused, {error.key}")
        finally:
            self.replica.crash_at = crash_at

    def _create(self, people: list[str], notes: list[str]) -> None:
        if people and len(notes) < MOST_NOTES and self.random.random() < 0.4:
            self.person.create(Kind.NOTE, {"body": self.coined.plain("body"), "about": [self.random.choice(people)]})
        elif len(people) < MOST_PEOPLE:
            self.made += 1
            address = f"{self.name.replace(' ', '')}.{self.made}@pair.example"
            values: dict[str, Value] = {"last_name": self.coined.plain("last_name")}
            if self.random.random() < 0.5:
                values["emails"] = [{"value": address, "label": None, "primary": True}]
            self.person.create(Kind.LEAD, values)

    def set_a_policy(self) -> None:
        """From now on questions are answered here without asking."""
        ticked = frozenset(Guard) if self.random.random() < 0.3 else frozenset[Guard]()
        made = Policy("", self.random.choice(_SCOPES), self.random.choice(_WAYS), ticked=ticked)
        self._say(f"here: policy {made.way.value} about {made.scope.field} {made.scope.kind} {sorted(ticked)}")
        self.replica.write(lambda unit: policies.put(unit, made))

    def answer_all(self) -> bool:
        """Answer whatever is asked; whether anything was."""
        answered = False
        while self.person.review() or self.person.decide():
            answered = True
        return answered

    # -- runs ---------------------------------------------------------------------------------------------------------

    async def connect(self) -> None:
        """Sign in at every account."""
        for seat in self.seats:
            self._at(seat)
            await seat.connect()

    async def run(self, reach: Reach = Reach.THOROUGH, *, stormy: bool = False) -> None:
        """A run at each account; in calm weather it has to go well."""
        for seat in self.seats:
            account = self._at(seat)
            if stormy:
                self._say(f"run at {account.name}: {account.weather.brew()}")
                account.weather.loses_answer = self.random.choice(LOSSES)
                if self.random.random() < 0.15:
                    self.replica.crash_at = self.replica.commits + self.random.randrange(1, LATEST_CRASH)
            try:
                report = await seat.run(reach)
                self._say(f"  {report.status.value} {dict(sorted(report.counts.items()))} {report.error}")
                assert stormy or report.status is RunStatus.DONE, report.error
                self.sent += report.counts["pushed"] + report.counts["deleted"]
            except Crash:
                await self._die()
            except CrmdeskError as error:
                if not stormy:
                    raise
                self._say(f"  not opened: {error}")
            finally:
                self.replica.crash_at = None
                account.weather.calm()

    def _at(self, seat: Computer) -> SharedAccount:
        account = self.accounts[seat.office.name]
        account.user = self.name
        return account

    async def _die(self) -> None:
        """The process dies, with whatever else ran in it."""
        self._say("  the process dies")
        self.replica.die()
        self.picture.reopened()
        for seat in self.seats:
            seat.store = self.replica.store
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def refused(self) -> set[tuple[str, str, str | None]]:
        """The records of which an account refuses something, with it, and the fields where it names one: a person here is told."""
        query = "SELECT record, connection, field FROM problem WHERE verb IS NOT NULL AND record IS NOT NULL"
        return self.replica.read(lambda reader: {tuple(row) for row in reader.exec_driver_sql(query)})

    def unsound(self) -> list[str]:
        """What the replica's own invariants say."""
        return self.replica.read(_damage)


def _damage(reader: sa.Connection) -> list[str]:
    """What the doctor finds."""
    return [str(found) for rule in doctor.CHECKS if rule is not doctor.whole_file for found in rule(reader)]


def _words(told: object) -> set[str]:
    """The coined words in anything."""
    return set(COINED.findall(orjson.dumps(told, default=str).decode()))
