"""Answers that no page of Zoho's allows end in an error with a name, never in a defect."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.ids import new_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import ConnectionSettings, Create, Grant, Needle, Provider, Update
from crmdesk.providers.zoho.account import ZohoSetup
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.provider import ZohoProvider
from tests.conftest import RunAsync
from tests.providers.answers import response
from tests.providers.zoho.schema import ACCOUNT, full_schema

ODD_ROW = {
    "id": "5", "Modified_Time": 7, "Created_Time": "yesterday", "Created_By": "x", "Owner": [], "Tag": {"name": 1},
    "Email": {"a": 1}, "Phone": 5, "Converted__s": "true", "Converted_Contact": 9, "What_Id": "x", "$se_module": 3,
    "Parent_Id": {"id": 4}, "Who_Id": {"id": {}}, "Stage": 3, "Pipeline": [], "Amount": "much", "actual_value": 3,
    "maps": [None, {"actual_value": None}, 3], "deleted_time": 3, "deleted_by": 3, "display_name": {}, "full_name": 3,
}  # fmt: skip
BODIES: dict[str, Any] = {
    "html": "<html>", "cut": '{"data":[{"id":', "empty object": {}, "list": [], "number": 3, "null": "null",
    "data is text": {"data": "x", "fields": "x", "users": "x", "modules": 3, "org": {}, "__timeline": 3},
    "rows are text": {name: ["x"] for name in ("data", "fields", "users", "modules", "org", "__timeline", "pipeline")},
    "odd rows": {
        **{name: [ODD_ROW] for name in ("data", "users", "org", "__timeline", "pipeline", "layouts")},
        "modules": [{"api_name": 3}, {"api_name": "Leads"}, {"api_name": "Deals"}], "fields": [{"api_name": "X"}],
        "info": {"more_records": "x", "next_page_token": 3},
    },
    "rows without ids": {"data": [{"Last_Name": "x"}], "info": []},
    "an error with status 200": {"code": "INVALID_TOKEN", "details": [], "message": 3, "status": "error"},
}  # fmt: skip


class Always:
    """A sender that always gives one answer."""

    def __init__(self, answer: Response) -> None:
        self.answer = answer

    async def send(self, request: Request) -> Response:
        return self.answer


async def everything(api: Api, provider: Provider) -> list[CrmdeskError]:
    """Every verb; the errors that they end in."""
    ended: list[CrmdeskError] = []
    setup = ZohoSetup(api, Grant())
    item = Create(new_ulid(1, Random(1)), Kind.LEAD, {"first_name": "x"}, "x")
    update = Update("Leads/5", Kind.LEAD, {"city": "x"}, {})
    asked: list[Any] = [setup.account(), setup.describe(), setup.create_missing(setup.missing(full_schema()))]
    asked += [provider.fetch(name, ["5", "Leads/5"]) for name in ("People", "Notes", "users", "stages")]
    needles = (Needle(emails=("a@b.fr",)), Needle(phones=("+33612345678",)), Needle(name="x"))
    asked += [provider.find("People", Kind.LEAD, needle) for needle in needles]
    asked += [
        provider.create("People", [item]),
        provider.update("People", [update]),
        provider.delete("People", ["Leads/5"]),
    ]
    asked.append(provider.authorship("People", {"Leads/5": ["first_name", "city"]}))
    for each in asked:
        try:
            await each
        except CrmdeskError as error:
            ended.append(error)
    for feed in provider.feeds():
        for cursor in (None, {"since": "2026-11-20T10:00:00.000Z"}):
            try:
                async with aclosing(provider.pull(feed, cursor)) as pages:
                    async for page in pages:
                        if page.last:
                            break
            except CrmdeskError as error:
                ended.append(error)
    return ended


@pytest.mark.parametrize("status", [200, 207, 400])
@pytest.mark.parametrize("name", BODIES)
def test_nonsense_has_a_name(run_async: RunAsync, name: str, status: int) -> None:
    answer = replace(response(status, BODIES[name]), date=datetime(2026, 11, 20, tzinfo=UTC))
    api = Api(Always(answer))
    ended = run_async(everything(api, ZohoProvider(api, ConnectionSettings(), full_schema(), ACCOUNT)))
    assert not [error for error in ended if error.ours]
    assert ended or status < 300, "an error is no answer"
