"""A HubSpot account: the real provider and client over the sandbox's application, in process and on virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import httpx
import orjson

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import instant
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.clock_offset import ClockOffset
from crmdesk.providers.base import Account, ConnectionSettings, Create, Feed, Grant, Outcome, Provider, Schema, Update
from crmdesk.providers.hubspot.limits import HubSpotLimits
from crmdesk.providers.hubspot.provider import DENIED
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.sandbox.asgi import VendorApplication
from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.faults import Action, Fault, FaultBoard
from crmdesk.sandbox.hubspot.account import HUB_DOMAIN, PORTAL_ID
from crmdesk.sandbox.hubspot.tokens import SERVICE_APP_ID, SERVICE_KEY
from crmdesk.sandbox.hubspot.vendor import HubSpot as Sandbox
from crmdesk.sandbox.vendor import ControlRefused
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.sync import describe
from crmdesk.sync.run import OpenAccount
from tests.sim.clocks import START_S, Clocks
from tests.sim.moments import Moments
from tests.sim.oracle import US, Oracle, Row
from tests.sim.replica import Replica
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.trace import Trace
from tests.sim.transport import Wire
from tests.sim.weather import Weather

URL = "https://api.sandbox.test"
PERSON = {"first_name": "firstname", "last_name": "lastname", "city": "city", "job_title": "jobtitle"}
PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "companies": {"name": "name", "city": "city", "country": "country"},
    "contacts": {**PERSON, "tags": "crmdesk_tags"},
    "deals": {"name": "dealname"},
    "tasks": {"subject": "hs_task_subject"},
    "notes": {"body": "hs_note_body"},
}
EMAILS = ("email", "hs_additional_emails")
LINKED = {"company": ("companies",), "contacts": ("contacts",), "about": ("contacts", "companies", "deals")}
PRIMARY = {"contacts": 1, "deals": 5}
NEEDED: Mapping[str, Mapping[str, str]] = {
    "deals": {"pipeline": "default", "dealstage": "contractsent"},
    "tasks": {"hs_timestamp": "2026-11-20T10:00:00.000Z"},
    "notes": {"hs_timestamp": "2026-11-20T10:00:00.000Z"},
}
STAGES = {Kind.LEAD: "lead", Kind.CONTACT: "customer"}
OBJECTS = {
    Kind.COMPANY: "companies", Kind.LEAD: "contacts", Kind.CONTACT: "contacts", Kind.DEAL: "deals",
    Kind.ACTIVITY: "tasks", Kind.NOTE: "notes",
}  # fmt: skip
CHOICES = (
    ("contacts",), ("contacts",), ("contacts", "companies"), ("contacts", "notes"),
    ("companies", "contacts", "deals"), ("companies", "contacts", "deals", "tasks", "notes"),
)  # fmt: skip
LOOK_BACK_MS = 15 * 60 * 1000


class Key:
    """The service key, which never ends."""

    async def token(self) -> str:
        """The key."""
        return SERVICE_KEY

    async def renew(self, rejected: str) -> str:
        """The same one."""
        return rejected


class Watched:
    """The provider as it is, except that the side is told what was asked for."""

    def __init__(self, inner: Provider, side: HubSpotSide) -> None:
        self._inner = inner
        self._side = side

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def feeds(self) -> Sequence[Feed]:
        """Those of the objects that this history has: what it leaves out is not denied."""
        return [feed for feed in self._inner.feeds() if feed.name != DENIED]

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Any:
        """The rows; they were looked at after this moment."""
        tick = self._side.oracle.tick
        found = await self._inner.fetch(object_name, ids)
        self._side.oracle.look(self._side.id, object_name, list(ids), tick)
        return found

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        """New rows."""
        self._side.creates = {item.key: item for item in items}
        return await self._inner.create(object_name, items)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Changed rows."""
        self._side.updates = {item.id: item for item in items}
        return await self._inner.update(object_name, items)


_SCHEMAS: dict[bool, Mapping[str, Any]] = {}
"""What accounts look like on their first day, with and without crmdesk's properties: asked once a process."""


def _still_wire(application: VendorApplication, board: FaultBoard) -> Wire:
    """A way to an account that takes no time and no chance."""
    still = Weather(Random(0))
    still.still = True
    return Wire(application, board, still, lambda _: None, lambda *_: None)


class HubSpotSide(Side):
    """One such account."""

    hides_links = True

    def __init__(
        self, name: str, oracle: Oracle, trace: Trace, weather: Weather, random: Random, clocks: Clocks
    ) -> None:
        super().__init__(name, oracle, trace, weather, random)
        self._clocks = clocks
        self.bare = random.random() < 0.15
        self.keyed = not self.bare
        clock = VendorClock(clocks.there)
        self.sandbox = Sandbox(clock, Random(random.getrandbits(32)))
        # A die of its own: what else happens to a seed stays as it was.
        self.ties_tell = Random(str(random.getstate())).random() < 0.5
        self.sandbox.set_traits(self._traits())
        self.board = FaultBoard()
        self.only = random.choice(CHOICES)
        self.objects = {kind: object_name for kind, object_name in OBJECTS.items() if object_name in self.only}
        self.merging = tuple(one for one in ("contacts", "companies") if one in self.only)
        self.moments: Moments
        self.creates: dict[str, Create] = {}
        self.updates: dict[str, Update] = {}
        facts = {"hub_id": PORTAL_ID, "hub_domain": HUB_DOMAIN, "app_id": SERVICE_APP_ID}
        self._grant = Grant(facts if random.random() < 0.6 else {})
        self._settings = ConnectionSettings()
        self._vendor = HubSpot()
        self._offset = ClockOffset()
        loop = asyncio.get_running_loop()
        self._limiter = HubSpotLimits(clock=loop.time)
        self._application = VendorApplication(self.sandbox, clock, self.board)
        self._wire = Wire(self._application, self.board, weather, self._request, self._watch)
        self._account: Account
        self._schema: Mapping[str, Any] = {}

    def _traits(self) -> dict[str, Any]:
        choose = self.random.choice
        return {
            "bare_account": self.bare,
            "associations_bump_modified": self.ties_tell,
            "search_lag_s": choose((0.0, 0.0, 20.0, 240.0)),
            "search_out_of_order": choose((False, True)),
            "second_delete_404": choose((False, True)),
            "batch_shuffled": choose((False, True)),
            "email_conflict": choose(("409", "400")),
            "batch_writes_prefix": choose((False, True)),
            "search_429_policy_name": choose((False, True)),
        }

    async def prepare(self) -> None:
        """Ask the account who it is and what it has, as a sign-in would."""
        async with self._client(_still_wire(self._application, self.board)) as client:
            self._account = await self._vendor.setup(client, self._settings, self._grant).account()
        if self.bare not in _SCHEMAS:
            # Of an account of its own: what is asked only once a process must leave no trace in this history.
            clock = VendorClock(lambda: START_S)
            other = Sandbox(clock, Random(0))
            other.set_traits({"bare_account": self.bare})
            async with self._client(_still_wire(VendorApplication(other, clock, FaultBoard()), FaultBoard())) as client:
                described = await self._vendor.setup(client, self._settings, self._grant).describe()
            _SCHEMAS[self.bare] = describe.schema_json(described)
        self._schema = _SCHEMAS[self.bare]
        async with self._client(self._wire) as client:
            provider = self._provider(client, describe.schema_of(self._schema))
        self.specs = {spec.name: spec for spec in provider.objects()}

    def _provider(self, client: HttpClient, schema: Schema) -> Provider:
        limited = Schema({name: properties for name, properties in schema.objects.items() if name in self.only})
        return self._vendor.provider(client, self._settings, limited, self._account)

    @asynccontextmanager
    async def _client(self, wire: Wire) -> AsyncIterator[HttpClient]:
        loop = asyncio.get_running_loop()
        client = open_client(
            URL,
            tokens=Key(),
            transport=wire,
            classify=self._vendor.refusal,
            limiter=self._limiter,
            offset=self._offset,
            clock=loop.time,
            wall=self._clocks.here,
            rng=self.random.random,
        )
        try:
            yield client
        finally:
            await client.aclose()

    def connection(self) -> Connection:
        routes = describe.routes_of(list(self.specs.values()))
        account = describe.account_json(self._account)
        return Connection(
            self.id, self.name, "hubspot", account, base_url=URL, routes=routes, described=self._schema,
            described_at=self._now(), sending=True,
        )  # fmt: skip

    def _now(self) -> str:
        return instant(datetime.fromtimestamp(self._clocks.here(), UTC)) or ""

    @asynccontextmanager
    async def open(self, replica: Replica, connection: Connection) -> AsyncIterator[OpenAccount]:
        async with self._client(self._wire) as client:
            setup = self._vendor.setup(client, self._settings, self._grant)
            _, schema = await describe.described(replica.store, setup, connection, self._now())
            provider: Any = Watched(self._provider(client, schema), self)
            yield OpenAccount(provider, lambda: self.requests, lambda: self._offset.seconds)

    # -- watching requests --------------------------------------------------------------------------------------------

    def _request(self, line: str) -> None:
        self.requests += 1
        self.trace(f"  {self.name}: {line}")

    def _watch(self, request: httpx.Request, done: bool) -> None:
        if done:
            self.observe(US)
            self._note_made()
            return
        path, body = request.url.path, orjson.loads(request.content)
        if "/associations/" in path:
            self._watch_links(path, body)
            return
        object_name = path.split("/batch/", maxsplit=1)[0].rsplit("/", 1)[1]
        for one in body.get("inputs", ()):
            if path.endswith("/batch/update"):
                self._watch_update(object_name, one["id"], links=False)
            elif path.endswith("/batch/archive"):
                if self.oracle.alive((self.id, object_name, one["id"])):
                    self.moments.delete(self, object_name, one["id"])
            else:
                self._watch_create(object_name, one)

    def _watch_create(self, object_name: str, one: Mapping[str, Any]) -> None:
        key = one["properties"].get("crmdesk_uid")
        item = (
            self.creates[key] if key is not None else self.creates[list(self.creates)[int(one["objectWriteTraceId"])]]
        )
        self.moments.create(self, object_name, item)
        for place, row in self.oracle.rows.items():
            if key is not None and place[:2] == (self.id, object_name) and row.alive and self._uid(*place[1:]) == key:
                self.moments.made_again(self, place, item)

    def _watch_update(self, object_name: str, id: str, *, links: bool) -> None:
        item = self.updates[id]
        fields = {name: raw for name, raw in item.fields.items() if (name in REFERENCES) is links}
        self.moments.update(self, object_name, replace(item, fields=fields))

    def _watch_links(self, path: str, body: Mapping[str, Any]) -> None:
        object_name = path.split("/batch/", maxsplit=1)[0].rsplit("/", 2)[1]
        for id in dict.fromkeys(one["from"]["id"] for one in body.get("inputs", ())):
            if id in self.updates:
                self._watch_update(object_name, id, links=True)

    def _note_made(self) -> None:
        for place, past in self.oracle.past.items():
            if place[0] == self.id and past.maker == US and past.born == self.oracle.tick:
                uid = self._uid(*place[1:])
                if uid is not None:
                    self.moments.made(self, place[1], uid, place[2])

    def _uid(self, object_name: str, id: str) -> str | None:
        record = self.sandbox.account.tables[object_name].find(id)
        return None if record is None else record.values().get("crmdesk_uid")

    # -- the vendor's own side ----------------------------------------------------------------------------------------

    @property
    def lookback_ms(self) -> int:
        return LOOK_BACK_MS

    @property
    def prompt(self) -> bool:
        return not self.hidden and not self.sandbox.traits["search_lag_s"]

    def rows(self) -> dict[tuple[str, str], Row]:
        found: dict[tuple[str, str], Row] = {}
        for object_name in self.only:
            table = self.sandbox.account.tables[object_name]
            for number, record in table.records.items():
                values = record.values()
                kind = self._kind(object_name, values)
                fields = self._fields(object_name, kind, number, values)
                found[object_name, str(number)] = Row(kind, record.archived_ms is None, fields, record.modified_ms)
            for old, new in table.redirects.items():
                was = self.oracle.rows.get((self.id, object_name, str(old)))
                if was is not None:
                    found[object_name, str(old)] = replace(was, alive=False, merged_into=str(new))
        return found

    @staticmethod
    def _kind(object_name: str, values: Mapping[str, str]) -> Kind:
        if object_name == "contacts":
            return Kind.CONTACT if values.get("lifecyclestage") in {"customer", "evangelist", "other"} else Kind.LEAD
        return next(kind for kind, name in OBJECTS.items() if name == object_name)

    def _fields(self, object_name: str, kind: Kind, number: int, values: Mapping[str, str]) -> dict[str, Any]:
        properties = PROPERTIES[object_name]
        found: dict[str, Any] = {}
        for name in FIELDS[kind]:
            rule = self.rule(object_name, kind, name)
            if rule is None:
                continue
            if name in LINKED:
                found[name] = self._linked(object_name, number, name)
            elif name == "emails":
                found[name] = rule.codec.canon({each: values.get(each) for each in EMAILS})
            else:
                found[name] = rule.codec.canon(values.get(properties[name]))
        return found

    def _linked(self, object_name: str, number: int, name: str) -> Any:
        links = self.sandbox.account.associations
        pairs = []
        for target in LINKED[name]:
            if target not in self.only:
                continue
            types = links.targets(object_name, number, target)
            # HubSpot does not show links to what is in its recycle bin.
            alive = [one for one in types if self.sandbox.account.tables[target].records[one].archived_ms is None]
            if name == "company":
                chosen = [one for one in alive if PRIMARY[object_name] in types[one]]
                chosen = chosen or (sorted(alive)[:1] if object_name == "deals" else [])
                return [[target, str(one)] for one in chosen] or None
            pairs += [[target, str(one)] for one in alive]
        return sorted(pairs) or None

    def add(self, kind: Kind, raws: Mapping[str, Any]) -> str:
        object_name = self.objects[kind]
        stage = {"lifecyclestage": STAGES[kind]} if kind in STAGES else {}
        fields = {**NEEDED.get(object_name, {}), **stage, **self._written(object_name, raws)}
        try:
            id = self.sandbox.edit(object_name, None, fields, None)
        except ControlRefused:  # the address is taken
            fields.pop("email", None)
            fields.pop("hs_additional_emails", None)
            id = self.sandbox.edit(object_name, None, fields, None)
        self._link(object_name, id, raws)
        return id

    def change(self, object_name: str, id: str, raws: Mapping[str, Any]) -> None:
        with suppress(ControlRefused):  # the address is taken, the property is gone, the name has to stay
            self.sandbox.edit(object_name, id, self._written(object_name, raws), None)
        self._link(object_name, id, raws)

    def _written(self, object_name: str, raws: Mapping[str, Any]) -> dict[str, Any]:
        properties = PROPERTIES[object_name]
        fields: dict[str, Any] = {}
        for name, raw in raws.items():
            if name == "emails":
                fields |= {each: (raw or {}).get(each) or "" for each in EMAILS}
            elif name not in LINKED and self.sandbox.account.definition(object_name, properties[name]) is not None:
                fields[properties[name]] = raw or ""
        return fields

    def _link(self, object_name: str, id: str, raws: Mapping[str, Any]) -> None:
        for name, raw in raws.items():
            if name not in LINKED:
                continue
            wanted = {(target, other) for target, other in raw or () if target in self.only}
            held = {(target, other) for target, other in self._linked(object_name, int(id), name) or ()}
            for target, other in sorted(held - wanted):
                ends = {"from": object_name, "fromId": id, "to": target, "toId": other, "remove": True}
                self.sandbox.edit("associations", None, ends, None)
            for target, other in sorted(wanted - held):
                types = [PRIMARY[object_name]] if name == "company" else []
                ends = {"from": object_name, "fromId": id, "to": target, "toId": other, "types": types}
                self.sandbox.edit("associations", None, ends, None)

    def drop(self, object_name: str, id: str, *, hard: bool) -> None:
        self.sandbox.delete(object_name, id, hard=hard)

    def bring_back(self, object_name: str, id: str) -> None:
        with suppress(ControlRefused):
            self.sandbox.edit(object_name, id, {"archived": False}, None)

    def merge(self, object_name: str, winner: str, loser: str) -> None:
        with suppress(ControlRefused):
            self.sandbox.merge(object_name, winner, loser)

    def convert(self, id: str, kind: Kind) -> None:
        self.sandbox.edit("contacts", id, {"lifecyclestage": STAGES[kind]}, None)

    def emails_raw(self, addresses: tuple[str, ...]) -> Any:
        return {EMAILS[0]: addresses[0], EMAILS[1]: ";".join(addresses[1:]) or None} if addresses else None

    def administer(self, random: Random) -> str:
        if self.bare:
            return "an administrator looks around"
        gone = "tags" in self.hidden
        self.sandbox.edit("properties/contacts", "crmdesk_tags", {"archived": not gone}, None)
        self.hidden ^= {"tags"}
        self.once_hidden |= self.hidden
        return f"crmdesk_tags {'is back' if gone else 'is deleted'}"

    def close(self, name: str | None) -> None:
        super().close(name)
        self.board.clear()
        if name is not None:
            self.board.add([Fault(self.sandbox.name, Action.FORBID_FIELD, times=None, value=PERSON[name])])

    def calm(self) -> None:
        self.close(None)
        if "tags" in self.hidden:
            self.administer(self.random)

    def forget_description(self, replica: Replica) -> None:
        """A day has passed since the account was described."""
        replica.write(lambda unit: connections.change(unit, self.id, described_at=None))
