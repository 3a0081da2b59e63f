"""An answer without its list is no empty one: nothing is gone, nobody is new, for what a vendor did not say."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Needle, Provider, RemoteRecord
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.conftest import OPENERS, Open, _hubspot
from tests.contract.subjects import PEOPLE, Control, Subject

BODIES = ("{}", '{"success":false,"status":"error","error":"not today","message":"not today","code":"NOT_TODAY"}')
REFERENCES = ("users", "owners", "User", "pipelines", "stages")
SINCE = "2026-03-01T10:00:00.000Z"
NEEDLES = (
    Needle(emails=("nobody@oak.example",)), Needle(phones=("+33639981234",)), Needle(name="Mara Voss"),
)  # fmt: skip


def opener(vendor: str, sandbox: Sandbox) -> Open:
    return _hubspot(sandbox, "v3") if vendor == "hubspot" else OPENERS[vendor](sandbox)


async def listed(provider: Provider, name: str) -> list[RemoteRecord]:
    """The rows of a feed."""
    feed = next(feed for feed in provider.feeds() if feed.name == name)
    async with aclosing(provider.pull(feed, None)) as pages:
        return [record async for page in pages for record in page.records]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("vendor", ["hubspot", *OPENERS])
def test_no_list_is_no_empty_list(vendor: str, body: str, sandbox: Sandbox, run_async: RunAsync) -> None:
    control = Control(sandbox)

    async def wrong(subject: Subject, id: str) -> list[str]:
        """What was believed of such an answer."""
        provider, name = subject.provider, subject.objects[PEOPLE]
        feeds = [feed.name for feed in provider.feeds() if feed.name in REFERENCES]
        believed = []
        for what, doing in (
            ("fetch", provider.fetch(name, [id])),
            *((f"find {needle}", provider.find(name, Kind.LEAD, needle)) for needle in NEEDLES),
            *([("made_since", provider.made_since(name, Kind.LEAD, SINCE))] if vendor != "google_sheets" else []),
            *((feed, listed(provider, feed)) for feed in feeds),
        ):
            try:
                found = await doing
            except VendorNonsense:
                continue
            if not (found and all(isinstance(row, RemoteRecord) for row in found)):
                believed.append(f"{what}: {found}")
        return believed

    async def story() -> None:
        async with opener(vendor, sandbox)() as subject:
            id = subject.add(PEOPLE, Kind.LEAD, {"first_name": "Mara", "last_name": "Voss"})
            value = {"status": 200, "body": body}
            control("POST", "/faults", [{"vendor": vendor, "action": "status", "times": None, "value": value}])
            assert await wrong(subject, id) == []

    run_async(story())
