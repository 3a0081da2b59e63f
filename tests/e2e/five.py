"""The whole job over five vendors' services at once, while one cannot be reached, one is slow and one fails at random.

Everything is done by commands, as a person or a schedule does it, and judged by what the vendors' own APIs say afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.e2e.accounts import ACCOUNTS, Account, Person
from tests.e2e.kit import LONG_S, Desk, Done, decide
from tests.e2e.relay import Relay
from tests.e2e.services import Controls

SLOW_S = 0.2
"""How much longer a slow vendor takes for each answer."""

MISHAPS: Sequence[tuple[str, object]] = (
    ("status", 500), ("status", 503), ("drop_before", None), ("drop_after", None), ("retry_after", 1), ("garbage", None),
    ("garbage", "<html>Bad gateway</html>"), ("duplicate_page", None), ("reorder", None), ("expire_token", None),
)  # fmt: skip
"""What goes wrong at a vendor that fails at random: all of it passes, and none of it may lose or double anything."""

MOST_RUNS = 8
"""Runs after which everything has to be everywhere: a vendor that just failed may be left alone for some of them."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who has which trouble in a round. ``well`` has none."""

    away: str
    slow: str
    failing: str
    well: tuple[str, ...]


def roles(number: int) -> Roles:
    """The roles of a round: in as many rounds as there are vendors each has each of them."""
    names = list(ACCOUNTS)
    first = number % len(names)
    away, slow, failing, *well = names[first:] + names[:first]
    return Roles(away, slow, failing, tuple(well))


class Job:
    """One profile that is signed in to five services."""

    def __init__(self, desk: Desk, controls: Controls, random: Random) -> None:
        self._desk = desk
        self._random = random
        self._accounts: Mapping[str, Account] = {name: ACCOUNTS[name](url) for name, url in controls.items()}
        self._relays: dict[str, Relay] = {}
        self.typed: dict[str, Person] = {}
        """What everybody has to hold in the end, by e-mail address."""

    @contextmanager
    def signed_in(self, records: int) -> Iterator[None]:
        """Five accounts with as many people, signed in to through relays, and in step."""
        with ExitStack() as stack:
            for name, account in self._accounts.items():
                account.control.done("POST", "/reset", {"records": records})
                told = account.told()
                self._relays[name] = stack.enter_context(Relay(told["base_url"]))
                self._connect(name, told)
            assert [run["status"] for run in self._sync()] == ["done"] * len(self._accounts)
            self._settle("computer")
            for number in range(3):
                self._new(f"Partout{number}")
            self._until_quiet()
            yield

    def _connect(self, name: str, told: Mapping[str, Any]) -> None:
        secret = Desk(
            self._desk.nursery, self._desk.profile, {**self._desk.env, "CRMDESK_CLIENT_SECRET": told["client_secret"]}
        )
        options = ["--client-id", told["client_id"], "--base-url", self._relays[name].url, "--send", "--no-browser"]
        options += ["--document", told["document"]] if "document" in told else []
        process = secret.start("connect", name, *options, "--json")
        decide(json.loads(process.stdout.readline())["open"], "approve")
        assert Done(*process.finish(LONG_S)).well()["connection"] == name

    def round(self, number: int) -> None:
        """One round: type, let colleagues type, sync through the troubles, heal, decide, and find everything everywhere."""
        part = roles(number)
        mine, contested, late = self._everywhere()[:3]
        made = self._type(number, mine, contested)
        self._colleagues(number, part, mine, contested)
        self._spoil(part)
        self._sync_in_trouble(part, made, mine)
        late_name = f"Tardif{number}"
        self._desk.do("edit", "lead", late["id"], f"last_name={late_name}")
        assert self._desk.do("status")["pending"] > 0, "the account that is away cannot have had it"
        self._heal(part)
        self._until_quiet()
        listed = self._desk.do("conflicts")["conflicts"]
        found = [each for each in listed if (each["record"], each["field"]) == (contested["id"], "city")]
        assert f"Là{number}" in {each["account"] for each in found}
        keep = "account" if number % 2 and len(found) == 1 else "computer"
        self._desk.do("resolve", contested["id"], "--keep", keep, "--field", "city")
        self._until_quiet()
        self._expect(mine, last_name=f"Ici{number}", city=f"Ailleurs{number}")
        self._expect(contested, city=f"Ici{number}" if keep == "computer" else f"Là{number}")
        self._expect(late, last_name=late_name)
        self.judge()

    def _type(self, number: int, mine: Mapping[str, Any], contested: Mapping[str, Any]) -> str:
        """A new lead and two edits on this computer; the new lead's address."""
        email = self._new(f"Neuf{number}")
        self._desk.do("edit", "lead", mine["id"], f"last_name=Ici{number}")
        self._desk.do("edit", "lead", contested["id"], f"city=Ici{number}")
        return email

    def _new(self, name: str) -> str:
        """A new lead on this computer; its address."""
        email = f"{name.lower()}@e2e.example"
        self._desk.do("new", "lead", "first_name=Zoé", f"last_name={name}", f"email={email}", "city=Rezé")
        self.typed[email] = Person("", email, name, "Rezé")
        return email

    def _colleagues(self, number: int, part: Roles, mine: Mapping[str, Any], contested: Mapping[str, Any]) -> None:
        """Another field of the first record, and the same field of the second, each at a vendor that is well."""
        for name, record, city in ((part.well[0], mine, f"Ailleurs{number}"), (part.well[1], contested, f"Là{number}")):
            account = self._accounts[name]
            account.edit(self._found(account, _email(record)).id, city=city)

    def _spoil(self, part: Roles) -> None:
        self._relays[part.away].close()
        self._accounts[part.slow].fault("hang", value=SLOW_S, times=None)
        failing = self._accounts[part.failing]
        asked = [call.split(" ", 1) for call in failing.control.done("GET", "/calls")[part.failing]]
        for method, path in self._random.sample(asked, min(5, len(asked))):
            action, value = self._random.choice(MISHAPS)
            failing.fault(action, method=method, path=path.split("{")[0], value=value)

    def _sync_in_trouble(self, part: Roles, made: str, mine: Mapping[str, Any]) -> None:
        """A run while the troubles last: the account that is away is named, and holds up no other."""
        ended = self._desk.run("sync", "--json")
        runs = {run["connection"]: run for run in ended.json["runs"]}
        assert ended.status == 1
        assert "Traceback" not in ended.err
        assert runs[part.away]["error"]["key"] == "unreachable"
        assert [runs[name]["status"] for name in (*part.well, part.slow)] == ["done"] * (len(part.well) + 1)
        states = {row["name"]: row for row in self._desk.do("status")["connections"]}
        assert states[part.away]["failure"]["key"] == "unreachable"
        assert [states[name]["failure"] for name in part.well] == [None] * len(part.well)
        for name in (*part.well, part.slow):
            account = self._accounts[name]
            assert self._found(account, made).city == "Rezé"
            assert self._found(account, _email(mine)).last_name.startswith("Ici")
        assert all(one.email != made for one in self._accounts[part.away].people())

    def _heal(self, part: Roles) -> None:
        self._relays[part.away].open()
        for account in self._accounts.values():
            account.heal()

    def _until_quiet(self) -> None:
        """Sync until nothing is pending but what a conflict holds back, and one whole run found nothing to do."""
        runs: list[dict[str, Any]] = []
        status: dict[str, Any] = {}
        for _ in range(MOST_RUNS):
            runs = self._sync()
            status = self._desk.do("status")
            waits = status["pending"] + status["problems"] + sum(run["pushed"] + run["applied"] for run in runs)
            if all(run["status"] == "done" for run in runs) and (waits == 0 or waits == self._contested()):
                return
        raise AssertionError(f"not quiet after {MOST_RUNS} runs: {status} {runs}")

    def _contested(self) -> int:
        """How many records a conflict holds back: they count as pending for as long as it is open."""
        return len({each["record"] for each in self._desk.do("conflicts")["conflicts"]})

    def _sync(self) -> list[dict[str, Any]]:
        runs = self._desk.run("sync", "--json").json["runs"]
        assert isinstance(runs, list)
        return runs

    def _settle(self, keep: str) -> None:
        """Decide every conflict alike: the five sandboxes' people differ where their vendors' fields do.

        Owners stay open: each account has given its own, and not every account has the owner of another.
        """
        listed = self._desk.do("conflicts")["conflicts"]
        for record, field in {(each["record"], each["field"]) for each in listed} - {
            (each["record"], "owner") for each in listed
        }:
            self._desk.do("resolve", record, "--keep", keep, "--field", field)

    def _everywhere(self) -> list[dict[str, Any]]:
        """Three of the leads that were typed here and live in all five accounts."""
        found = [row for row in self._desk.records("lead", "--limit", "200") if _email(row) in self.typed]
        assert all(len({link["connection"] for link in row["links"]}) == 5 for row in found)
        return self._random.sample(sorted(found, key=lambda row: str(row["id"])), 3)

    def _found(self, account: Account, email: str) -> Person:
        (one,) = [each for each in account.people() if each.email == email]
        return one

    def _expect(self, record: Mapping[str, Any], **values: str) -> None:
        email = _email(record)
        before = self.typed.get(email) or Person("", email, record["fields"]["last_name"], record["fields"]["city"])
        self.typed[email] = Person(
            "", email, values.get("last_name", before.last_name), values.get("city", before.city)
        )

    def judge(self) -> None:
        """Every vendor has each of them exactly once, with what was typed; the replica agrees with itself."""
        for name, account in self._accounts.items():
            people = account.people()
            for email, wanted in self.typed.items():
                held = [(one.last_name, one.city) for one in people if one.email == email]
                assert held == [(wanted.last_name, wanted.city)], (name, email)
        found = self._desk.do("doctor")
        assert found["ok"], found


def _email(record: Mapping[str, Any]) -> str:
    return next((str(one["value"]) for one in record["fields"]["emails"] or () if one["primary"]), "")
