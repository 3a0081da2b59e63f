"""What a feed of Pipedrive's brings, in a few words."""

from __future__ import annotations

from contextlib import aclosing

from crmdesk.providers.base import Absence, Cursor, Page, Provider
from tests.contract.pipedrive import PipedriveControl


async def pages(provider: Provider, name: str, cursor: Cursor | None = None) -> list[Page]:
    feed = next(feed for feed in provider.feeds() if feed.name == name)
    async with aclosing(provider.pull(feed, cursor)) as found:
        return [page async for page in found]


async def last(provider: Provider, name: str, cursor: Cursor | None = None) -> Cursor:
    return (await pages(provider, name, cursor))[-1].cursor


def ids(found: list[Page]) -> list[str]:
    return [record.id for page in found for record in page.records]


def absences(found: list[Page]) -> dict[str, Absence]:
    return {absence.id: absence for page in found for absence in page.absences}


def person(control: PipedriveControl, name: str, *emails: str, **more: object) -> str:
    return control.edit("persons", None, {"name": name, "emails": [{"value": one} for one in emails], **more})
