"""Deals between accounts: stages are each account's own, and not every account can name everybody who has to do with one."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, Provider, Raw, Refused, RemoteRecord
from tests.conftest import RunAsync
from tests.contract.conftest import Open
from tests.contract.subjects import CONTACTS, DEALS, PEOPLE, STAGED, needs
from tests.contract.test_contract import done, fetched, new_id, spec_of


async def listed(provider: Provider, kind: Kind) -> list[RemoteRecord]:
    """The rows of a kind that the account lists, by position."""
    (spec,) = [each for each in provider.objects() if each.rules(kind)]
    feed = next(feed for feed in provider.feeds() if feed.object == spec.name)
    async with aclosing(provider.pull(feed, None)) as pages:
        rows = [row async for page in pages for row in page.records]
    position = spec.rules(kind)["position"].codec
    return sorted(rows, key=lambda row: int(str(position.decode(row.fields["position"]) or 0)))


@needs(DEALS, STAGED)
@pytest.mark.parametrize("fields", [{}, {"stage": None}], ids=["without a stage", "with that of another account"])
def test_a_deal_begins_in_the_accounts_first_open_stage(
    subject: Open, fields: dict[str, Raw], run_async: RunAsync
) -> None:
    async def story() -> None:
        async with subject() as vendor:
            provider = vendor.provider
            pipelines = [row for row in await listed(provider, Kind.PIPELINE) if row.fields["of"] == "deal"]
            pair = [[pipelines[0].object, pipelines[0].id]]
            stages = [row for row in await listed(provider, Kind.STAGE) if row.fields["pipeline"] == pair]
            first = next(row for row in stages if row.fields.get("closed") != "true")
            items = [Create(new_id(), Kind.DEAL, fields, "Maison") for _ in range(3)]
            for outcome in await provider.create(vendor.objects[DEALS], items):
                made = done(outcome)
                assert made.fields["stage"] == [[first.object, first.id]]
                read = await fetched(vendor, DEALS, made.id)
                assert (read.fields["stage"], read.fields["pipeline"]) == ([[first.object, first.id]], pair)
                assert read.fields["close_date"] is None

    run_async(story())


@needs(CONTACTS, DEALS)
def test_what_a_reference_can_name_is_declared(subject: Open, run_async: RunAsync) -> None:
    """What it cannot is refused, and alone: the engine leaves it out, and says so."""

    async def story() -> None:
        async with subject() as vendor:
            rule = spec_of(vendor, DEALS).rules(Kind.DEAL)["contacts"]
            people = [
                done((await vendor.provider.create(vendor.objects[what], [Create(new_id(), kind, {}, "Voss")]))[0])
                for what, kind in ((PEOPLE, Kind.LEAD), (CONTACTS, Kind.CONTACT))
            ]
            pairs = [[row.object, row.id] for row in people]
            items = [Create(new_id(), Kind.DEAL, {"contacts": [pair]}, "Maison") for pair in pairs]
            outcomes = await vendor.provider.create(vendor.objects[DEALS], items)
            able = [rule.can_name(*pair) for pair in pairs]
            assert able[1], "a contact has a place in a deal everywhere"
            assert [isinstance(outcome, Done) for outcome in outcomes] == able
            refused = [outcome.error.key for outcome in outcomes if isinstance(outcome, Refused)]
            assert refused == ["reference_elsewhere"] * able.count(False)

    run_async(story())
