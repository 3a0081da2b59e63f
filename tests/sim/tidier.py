"""Who puts things in order, in some of the histories: unites records and separates them, gives up what waits, takes over what
an account stored, and says what a deletion there means here. Chosen by a part of the seed of its own.
"""

from __future__ import annotations

import json
from random import Random

from crmdesk.desk import uniting
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.store import adopting, connections, discarding
from crmdesk.store.notices import STORED_OTHERWISE
from tests.sim.people import Person
from tests.sim.reading import Reading
from tests.sim.violation import Violation

SHARE = 0.35
"""How many histories know somebody who does so."""


class Tidier:
    """Puts things in order. What is chosen does not touch the rest's randomness."""

    def __init__(self, random: Random, person: Person, reading: Reading) -> None:
        self.random = random
        self.reading = reading
        self.person = person
        self.replica, self.picture, self.trace = person.replica, person.picture, person.trace
        self.tidies = random.random() < SHARE

    def act(self) -> None:
        """Now and then."""
        if not self.tidies:
            return
        doing = self.random.random()
        try:
            if doing < 0.15:
                self.choose_deletions()
            elif doing < 0.30:
                self.unite()
            elif doing < 0.40:
                self.separate()
            elif doing < 0.47:
                self.give_up()
            elif doing < 0.60:
                self.adopt()
        except InvalidInput as error:
            self.trace(f"here: refused, {error.key}")

    def choose_deletions(self) -> None:
        """Say what a deletion at an account means from now on."""
        account, chosen = self.random.choice(sorted(self.reading.sides)), self.random.choice(list(Deletions))
        self.trace(f"here: a deletion at {account} means {chosen.value}")
        self.replica.write(lambda unit: connections.choose_deletions(unit, account, chosen))

    def unite(self) -> None:
        """Make two records one, mostly of two accounts: what one account has twice is merged there."""
        live = self.picture.live()
        pairs = [(one, two) for one in live for two in live if one != two]
        fitting = [pair for pair in pairs if not self._homes(pair[0]) & self._homes(pair[1]) and self._alike(*pair)]
        if not pairs:
            return
        first, other = self.random.choice(fitting if fitting and self.random.random() < 0.9 else pairs)
        self.trace(f"here: unite {first} with {other}")
        self.replica.write(lambda unit: uniting.unite(unit, first, other))

    def _homes(self, record: str) -> set[str]:
        """The accounts that have a row of a record."""
        return {one.connection for one in self.picture.of_record(record) if one.state == "active"}

    def _alike(self, first: str, second: str) -> bool:
        kinds = {self.picture.records[first].kind, self.picture.records[second].kind}
        return kinds <= {Kind.COMPANY} or kinds <= set(PERSON_KINDS)

    def separate(self) -> None:
        """Give the rows of an account a record of their own."""
        tied = sorted({(one.record, one.connection) for one in self.picture.links.values() if one.state == "active"})
        several = [(record, account) for record, account in tied if len(self._homes(record)) > 1]
        if several:
            record, account = self.random.choice(several)
            self.trace(f"here: separate {account} from {record}")
            self.replica.write(lambda unit: uniting.separate(unit, record, account))

    def give_up(self) -> None:
        """Give up what waits for some account."""
        waiting = sorted({(one.record, one.connection) for one in self.picture.links.values() if one.dirty})
        if waiting:
            self.discard(*self.random.choice(waiting))

    def discard(self, record: str, account: str) -> None:
        """Give up what waits. I13: what another account holds as it is here stays, or it would be sent over what stands there."""
        self.trace(f"here: discard what {record} has for {account}")
        held = {name: self._agreed_elsewhere(record, account, name) for name in self.picture.records[record].fields}
        change = self.replica.write(lambda unit: discarding.discard(unit, record, account))
        self.person.changes.append((change, record, {}))
        now = self.picture.records[record].fields
        for name, value in held.items():
            if value is not None and now.get(name) != value:
                text = f"{record} {name}: {value!r}, which another account holds, was given up for {account}"
                self.person.wrong.append(Violation("I13", text))

    def _agreed_elsewhere(self, record: str, account: str, name: str) -> Value:
        """What a record and a row of it at another account hold alike in a field."""
        value = self.picture.records[record].fields[name]
        rows = [
            link for link in self.picture.of_record(record) if link.connection != account and link.state == "active"
        ]
        return value if any(name in link.bases and link.bases[name][0] == value for link in rows) else None

    def adopt(self) -> None:
        """Take over what an account stored instead of what it was sent."""
        query = "SELECT connection, record, field, data FROM notice WHERE key = ? ORDER BY id"
        told = self.replica.read(lambda reader: reader.exec_driver_sql(query, (STORED_OTHERWISE,)).all())
        if told:
            account, record, field, data = self.random.choice(told)
            stored = json.loads(data)["stored"]
            self.trace(f"here: adopt {field} of {record} from {account}: {stored!r}")
            change = self.replica.write(
                lambda unit: adopting.adopt(unit, record, field, account, stored=stored),
            )
            self.person.changes.append((change, record, {}))
