"""The agency's own fields at every vendor: each type is told, read, made, changed and cleared, by requests of the vendor's page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Any, cast

import pytest

from crmdesk.domain.custom_fields import custom_name
from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import (
    Account,
    ConnectionSettings,
    Create,
    Done,
    Grant,
    Outcome,
    Provider,
    RemoteProperty,
    RemoteRecord,
    Update,
)
from crmdesk.providers.registry import VENDORS
from crmdesk.sandbox import french
from crmdesk.sandbox import own_fields as own
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control
from tests.contract.test_nonsense import OPENERS
from tests.providers.google_sheets import test_requests as google_sheets
from tests.providers.hubspot import test_requests as hubspot
from tests.providers.pipedrive import test_requests as pipedrive
from tests.providers.requests import Recorder
from tests.providers.salesforce import test_requests as salesforce
from tests.providers.zoho import test_requests as zoho

T = FieldType
COMMON = {
    own.NEIGHBOUR: T.TEXT, own.WORKS: T.DECIMAL, own.MANDATE_DAY: T.DATE, own.MANDATE: T.CHOICE, own.EQUIPMENT: T.TAGS,
}  # fmt: skip
CRM = {**COMMON, own.REMARKS: T.LONG_TEXT, own.SECOND_AGENT: T.CHOICE}
TIMED = {own.NEXT_VISIT: T.DATETIME, own.KEYS: T.BOOLEAN}


@dataclass(frozen=True)
class Place:
    """Where a vendor keeps a lead, the types of the agency's own fields there (None: of a type that none can be over)."""

    table: str
    object: str
    types: Mapping[str, FieldType | None]
    complaints: Callable[[Request], Iterable[str]]
    kept: frozenset[str] = frozenset()
    """Those that are never blank there."""


PLACES = {
    "hubspot": Place(
        "contacts",
        "contacts",
        {**CRM, **TIMED, own.VISITS: T.DECIMAL},
        partial(hubspot.complaints, version="2026-03"),
    ),
    "salesforce": Place(
        "Lead",
        "Lead",
        {**CRM, **TIMED, own.VISITS: T.INTEGER},
        partial(salesforce.complaints, version="67.0"),
        frozenset({own.KEYS}),
    ),
    "pipedrive": Place(
        "persons", "persons", {**CRM, own.VISITS: T.DECIMAL, "Téléphone du voisin": T.TEXT}, pipedrive.complaints
    ),
    "zoho": Place("Leads", "People", {**CRM, **TIMED, own.VISITS: T.INTEGER}, zoho.complaints),
    "google_sheets": Place("leads", "leads", {**COMMON, **TIMED, own.VISITS: T.DECIMAL}, google_sheets.complaints),
}
FIRST: Mapping[str, Value] = {
    T.TEXT: "Kermarec", T.LONG_TEXT: "Deux\nlignes", T.INTEGER: 3, T.DECIMAL: "1250.5", T.BOOLEAN: True,
    T.DATE: "2026-05-04", T.DATETIME: "2026-05-04T07:00:00.000Z", T.CHOICE: "Exclusif", T.TAGS: ["Cave", "Jardin"],
    own.SECOND_AGENT: "Julien Baudouin",
}  # fmt: skip
THEN: Mapping[str, Value] = {
    T.TEXT: "Baudouin", T.LONG_TEXT: "Trois", T.INTEGER: 0, T.DECIMAL: "-7", T.BOOLEAN: False, T.DATE: "2026-12-31",
    T.DATETIME: "2026-11-01T12:15:00.000Z", T.CHOICE: "Simple", T.TAGS: ["Balcon"],
    own.SECOND_AGENT: "Sofia Martins",
}  # fmt: skip
"""By type, but for a field that takes only values of its own: by label."""
COLLEAGUES = {f"{first} {last}" for first, last, _ in french.COLLEAGUES}


@dataclass(frozen=True)
class Mapped:
    """An account with its own fields mapped: (label, field) by property."""

    provider: Provider
    fields: Mapping[str, str]
    object: str

    def value(self, values: Mapping[str, Value], label: str) -> Value:
        return values.get(label, values.get(self.fields[label].split(".")[1]))

    def raw(self, values: Mapping[str, Value], labels: Iterable[str], now: Mapping[str, Any]) -> dict[str, Any]:
        rules = self.rules
        return {
            name: rules[name].codec.encode(self.value(values, label), now.get(name))
            for label, name in ((label, self.fields[label]) for label in labels)
        }

    @property
    def rules(self) -> Mapping[str, Any]:
        return next(spec for spec in self.provider.objects() if spec.name == self.object).rules(Kind.LEAD)

    async def read(self, id: str) -> RemoteRecord:
        return cast(RemoteRecord, (await self.provider.fetch(self.object, [id]))[id])

    async def holds(self, id: str, values: Mapping[str, Value], labels: Iterable[str]) -> None:
        found, rules = await self.read(id), self.rules
        for label in labels:
            name = self.fields[label]
            assert rules[name].codec.decode(found.fields[name]) == self.value(values, label), label


def own_of(properties: Mapping[str, RemoteProperty], labels: Iterable[str]) -> dict[str, RemoteProperty]:
    wanted = set(labels)
    return {each.label: each for each in properties.values() if each.label in wanted}


async def mapped(vendor: str, client: HttpClient, account: Account, place: Place, document: str | None) -> Mapped:
    settings = ConnectionSettings(document=document)
    schema = await VENDORS[vendor].setup(client, settings, Grant()).describe()
    held = own_of(schema.objects[place.table], place.types)
    assert {label: each.custom for label, each in held.items()} == place.types
    mapping, fields = FieldMapping(), {}
    for label, each in held.items():
        if each.custom is not None:
            fields[label] = custom_name(each.custom, label)
            mapping = mapping.with_choice(place.table, Kind.LEAD, fields[label], Choice(each.name))
    made = VENDORS[vendor].provider(client, replace(settings, mapping=mapping), schema, account)
    return Mapped(made, fields, place.object)


def done(outcome: Outcome) -> RemoteRecord:
    assert isinstance(outcome, Done), outcome
    assert outcome.record is not None
    return outcome.record


@pytest.mark.parametrize("vendor", PLACES)
def test_each_type_is_made_changed_and_cleared(vendor: str, sandbox: Sandbox, run_async: RunAsync) -> None:
    place, sent, control = PLACES[vendor], list[Request](), Control(sandbox)
    control("POST", "/reset", {"records": 12})
    document = sandbox.directory()["vendors"][vendor].get("document")

    async def story() -> None:
        async with OPENERS[vendor](sandbox, wrap=lambda http: Recorder(http, sent)) as (client, account, _):
            one = await mapped(vendor, client, account, place, document)
            fields = {"last_name": "Voss", **one.raw(FIRST, one.fields, {})}
            key = new_ulid(1_795_000_000_000, Random(7))
            item = Create(key, Kind.LEAD, fields, "Voss")
            made = done((await one.provider.create(one.object, [item]))[0])
            await one.holds(made.id, FIRST, one.fields)
            for values in (THEN, {}):
                labels = [label for label in one.fields if values or label not in place.kept]
                now = await one.read(made.id)
                raw = one.raw(values, labels, now.fields)
                update = Update(made.id, Kind.LEAD, raw, {name: now.fields[name] for name in raw}, now.version)
                done((await one.provider.update(one.object, [update]))[0])
                await one.holds(made.id, values, labels)
            assert {label for label, name in one.fields.items() if not one.rules[name].clearable} == place.kept

    run_async(story())
    assert sorted({each for request in sent for each in place.complaints(request)}) == []


BARE = {"hubspot": "bare_account", "pipedrive": "bare_account", "salesforce": "bare_org", "zoho": "bare_org"}
"""What leaves an account without fields of its own."""


def of_users(asked: str) -> bool:
    """Whether a request is for the account's users."""
    return re.search(r"/owners|/users\b(?!/me)(?!.*CurrentUser)| FROM User ORDER", asked) is not None


@pytest.mark.parametrize(("vendor", "bare"), BARE.items())
def test_users_are_asked_for_once_and_only_where_a_field_names_one(
    vendor: str, bare: str, sandbox: Sandbox, run_async: RunAsync
) -> None:
    control = Control(sandbox)

    async def asked() -> list[str]:
        """What describing the account asks for."""
        sent: list[Request] = []
        async with OPENERS[vendor](sandbox, wrap=lambda http: Recorder(http, sent)) as (client, _, _):
            setup = VENDORS[vendor].setup(client, ConnectionSettings(), Grant())
            sent.clear()
            await setup.describe()
        assert not {each for request in sent for each in PLACES[vendor].complaints(request)}
        return [f"{request.path} {dict(request.query)}" for request in sent]

    async def story() -> None:
        own_ones = await asked()
        control("POST", "/traits", {"vendor": vendor, bare: True})
        users = Counter(own_ones) - Counter(await asked())
        assert set(users.values()) == {1}
        assert len(users) == (2 if vendor == "hubspot" else 1), "those who left are a list of their own at HubSpot"
        assert all(map(of_users, users))

    run_async(story())


@pytest.mark.parametrize("vendor", BARE)
def test_of_the_fields_that_name_a_user_only_the_agencys_own_is_a_choice(
    vendor: str, sandbox: Sandbox, run_async: RunAsync
) -> None:
    """Whom a record belongs to, who made it and who changed it are no choices: those are users of crmdesk's own."""

    async def story() -> None:
        async with OPENERS[vendor](sandbox) as (client, _, _):
            schema = await VENDORS[vendor].setup(client, ConnectionSettings(), Grant()).describe()
            held = [each for properties in schema.objects.values() for each in properties.values()]
            among = {each.label: each for each in held if COLLEAGUES & set(each.options.values())}
            assert among.keys() == {own.SECOND_AGENT}
            agent = among[own.SECOND_AGENT]
            assert set(agent.options.values()) == set(agent.words) == COLLEAGUES
            assert (agent.closed, agent.writable) == (True, True)

    run_async(story())


class Hidden(Recorder):
    """Lets a vendor answer otherwise wherever it is asked for its users."""

    def __init__(self, inner: HttpClient, vendor: str, answer: Any, control: Control) -> None:
        super().__init__(inner, [])
        self._fault = {"vendor": vendor, "action": "status", "times": None, "value": answer}
        self._control = control

    async def send(self, request: Request) -> Response:
        if of_users(f"{request.path} {dict(request.query)}"):
            self._control("POST", "/faults", [{**self._fault, "path": request.path}])
        try:
            return await super().send(request)
        finally:
            self._control("DELETE", "/faults")


@pytest.mark.parametrize("vendor", BARE)
def test_an_account_that_does_not_tell_its_users_is_described_all_the_same(
    vendor: str, sandbox: Sandbox, run_async: RunAsync
) -> None:
    place, control = PLACES[vendor], Control(sandbox)

    async def story() -> None:
        async with OPENERS[vendor](sandbox, wrap=lambda http: Hidden(http, vendor, 403, control)) as (client, _, _):
            found = await VENDORS[vendor].setup(client, ConnectionSettings(), Grant()).describe()
            told = own_of(found.objects[place.table], place.types)
            assert {label: each.custom for label, each in told.items()} == {**place.types, own.SECOND_AGENT: None}

    run_async(story())


@pytest.mark.parametrize("vendor", BARE)
@pytest.mark.parametrize("body", ["{}", "[]", "<html>", '{"results": [{"id": ""}]}'])
def test_users_that_are_none_end_the_description(vendor: str, body: str, sandbox: Sandbox, run_async: RunAsync) -> None:
    """Nothing is known of the users then, and the field has its place still: what was described before goes on to hold."""
    answer, control = {"status": 200, "body": body}, Control(sandbox)

    async def story() -> None:
        with pytest.raises(VendorNonsense):
            async with OPENERS[vendor](sandbox, wrap=lambda http: Hidden(http, vendor, answer, control)) as (
                client,
                _,
                _,
            ):
                await VENDORS[vendor].setup(client, ConnectionSettings(), Grant()).describe()

    run_async(story())


@pytest.mark.parametrize("vendor", PLACES)
def test_seeds_have_every_type(vendor: str, sandbox: Sandbox, run_async: RunAsync) -> None:
    """Some of the agency's people hold something in each field, in a form that is of its type."""
    place, control = PLACES[vendor], Control(sandbox)
    control("POST", "/reset", {"records": 12})
    document = sandbox.directory()["vendors"][vendor].get("document")

    async def story() -> None:
        async with OPENERS[vendor](sandbox) as (client, account, _):
            one = await mapped(vendor, client, account, place, document)
            found: dict[str, list[Value]] = {label: [] for label in one.fields}
            for feed in one.provider.feeds():
                if feed.object != one.object or feed.whole:
                    continue
                async for page in one.provider.pull(feed, None):
                    rows = [row for row in page.records if row.kind is Kind.LEAD]
                    for label, name in one.fields.items():
                        decode = one.rules[name].codec.decode
                        found[label] += [decode(row.fields[name]) for row in rows if row.fields.get(name) is not None]
            for label, values in found.items():
                usual = type(FIRST[T(one.fields[label].split(".")[1])])
                assert values, label
                assert {type(value) for value in values} == {usual}, label
            agents = found.get(own.SECOND_AGENT, [])
            assert set(agents) <= COLLEAGUES, "an id says nothing to another account"

    run_async(story())
