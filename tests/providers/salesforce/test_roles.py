"""Contacts of a new opportunity: their roles take calls of their own, which may fail where the opportunity is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crmdesk.domain.errors import Unreachable
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import Create, Done
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import editing, problems, records
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, SalesforceSubject, salesforce
from tests.contract.test_made_anew import Desk

MADE_MS = 1_795_132_800_000
COLLECTIONS = "/services/data/v67.0/composite/sobjects"
LOCKED = {"statusCode": "UNABLE_TO_LOCK_ROW", "message": "unable to obtain exclusive access", "fields": []}
HELD = {"status": 200, "body": [{"success": False, "errors": [LOCKED]}]}
RULE = {"OpportunityContactRole.Role": "Rôle obligatoire"}

Mishap = Callable[[SalesforceControl, str], None]


def unreachable(org: SalesforceControl, contact: str) -> None:
    raise Unreachable("unreachable", address="example.org")


MISHAPS: dict[str, Mishap] = {
    "the contact is locked": lambda org, _: org.fault("status", path=COLLECTIONS, method="POST", value=HELD),
    "the contact is gone": lambda org, contact: org.delete("Contact", contact),
    "a rule refuses it": lambda org, _: org.traits(validation_rules=RULE),
    "the answer is lost": lambda org, _: org.fault("drop_after", path=COLLECTIONS, method="POST"),
    "the line breaks": unreachable,
}
"""What happens once an opportunity is made, before its contact has a role."""


class Untimely(HttpClient):
    """A client with which something happens once, before the roles of an opportunity are asked for."""

    def __init__(self, inner: HttpClient, happens: Callable[[], None]) -> None:
        self._inner = inner
        self._happens: Callable[[], None] | None = happens

    async def send(self, request: Request) -> Response:
        about_roles = "FROM OpportunityContactRole WHERE (OpportunityId " in dict(request.query).get("q", "")
        if about_roles and self._happens is not None:
            happens, self._happens = self._happens, None
            happens()
        return await self._inner.send(request)


def untimely(happens: Callable[[], None]) -> Callable[[HttpClient], HttpClient]:
    return lambda inner: Untimely(inner, happens)


def standing(org: SalesforceControl, name: str) -> list[dict[str, Any]]:
    return [row for row in org.dump(name) if not row["IsDeleted"]]


async def refused(desk: Desk, deal: str) -> set[str]:
    """The fields of a deal at which a refusal is told."""
    found = await desk.store.read(lambda reader: problems.refused_fields(reader, "c", [deal]))
    return {*found.get(deal, ())}


async def count(desk: Desk) -> int:
    """How many deals are here."""
    query = "SELECT count(*) FROM deal WHERE life = 'live'"
    return int(await desk.store.read(lambda reader: reader.exec_driver_sql(query).scalar_one()))


def roles(org: SalesforceControl) -> list[tuple[str, str]]:
    return [(row["OpportunityId"], row["ContactId"]) for row in standing(org, "OpportunityContactRole")]


@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("many", [False, True])
def test_an_opportunity_is_made_though_its_contact_gets_no_role(
    many: bool, mishap: str, sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        contact = org.edit("Contact", None, {"LastName": "Durand"})
        random = Random(11)

        def deal(**fields: Any) -> Create:
            return Create(new_ulid(MADE_MS, random), Kind.DEAL, {"name": "Vente", **fields}, "Vente")

        others = [deal() for _ in range(200)] if many else [deal()]
        async with salesforce(sandbox, wrap=untimely(lambda: MISHAPS[mishap](org, contact))) as (_, _, provider):
            made, *rest = await provider.create("Opportunity", [deal(contacts=[["Contact", contact]]), *others])
            assert isinstance(made, Done), made
            assert made.record is not None
            assert made.left_out == {"contacts"}
            assert made.record.fields["name"] == "Vente"
            assert made.record.fields.get("contacts") != [["Contact", contact]] or mishap == "the answer is lost"
            assert all(isinstance(each, Done) and not each.left_out for each in rest)

    run_async(story())


@pytest.mark.thorough
@pytest.mark.parametrize("mishap", MISHAPS)
def test_a_deal_whose_contact_got_no_role_is_one_deal(
    mishap: str, sandbox: Sandbox, org: SalesforceControl, run_async: RunAsync, tmp_path: Path
) -> None:
    """In an organisation without crmdesk's key, where one that is made again is another one."""

    async def story() -> None:
        org.traits(bare_org=True)
        contact = org.edit("Contact", None, {"LastName": "Durand"})
        async with salesforce(sandbox, wrap=untimely(lambda: MISHAPS[mishap](org, contact))) as (_, _, provider):
            assert not next(spec for spec in provider.objects() if spec.name == "Opportunity").keyed
            desk = Desk(SalesforceSubject(provider, org, me=""), tmp_path)
            await desk.connect()
            await desk.synced()
            person = await desk.record_of("Contact", contact)
            fields = {"name": "Vente Durand", "contacts": [person]}
            sale = (await desk.store.write(lambda unit: editing.create(unit, Kind.DEAL, fields)))[0]
            await desk.synced()
            (made,) = standing(org, "Opportunity")
            if mishap == "a rule refuses it":
                assert await refused(desk, sale) == {"contacts"}
                assert roles(org) == []
                org.traits(validation_rules={})
                desk.ahead_s += 7_200
                await desk.synced()
            assert [row["Id"] for row in standing(org, "Opportunity")] == [made["Id"]]
            assert await desk.record_of("Opportunity", made["Id"]) == sale
            held = await desk.store.read(lambda reader: records.find(reader, sale))
            assert held is not None
            if mishap == "the contact is gone":
                assert roles(org) == []
            else:
                assert held.fields["contacts"] == [person]
                assert roles(org) == [(made["Id"], contact)]
            assert await refused(desk, sale) == set()
            assert await count(desk) == 1
            desk.store.close()

    run_async(story())
