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
from crmdesk.store import adopting, connections, discarding
from crmdesk.store.notices import STORED_OTHERWISE
from tests.sim.people import Person
from tests.sim.reading import Reading

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
                self.discard()
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

    def discard(self) -> None:
        """Give up what waits."""
        waiting = sorted({(one.record, one.connection) for one in self.picture.links.values() if one.dirty})
        if waiting:
            record, account = self.random.choice(waiting)
            self.trace(f"here: discard what {record} has for {account}")
            change = self.replica.write(lambda unit: discarding.discard(unit, record, account))
            self.person.changes.append((change, record, {}))

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
