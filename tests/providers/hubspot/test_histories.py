"""Histories of HubSpot's properties, put together to versions of fields."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.field_mapping import USUAL, Choice
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Done, Grant, Update
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.histories import Histories
from crmdesk.providers.hubspot.reads import Reads
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.subjects import Control, hubspot

OURS = {"sourceType": "INTEGRATION", "sourceId": "334455", "sourceLabel": "crmdesk"}
ANNA = {"sourceType": "CRM_UI", "sourceId": "userId:7700123", "updatedByUserId": 7700123}


def entry(value: str, second: float, who: dict[str, Any]) -> dict[str, Any]:
    return {"value": value, "timestamp": f"2026-11-02T16:40:{second:06.3f}Z", **who}


class _Answers(Api):
    """An account that answers with one row's histories."""

    def __init__(self, histories: dict[str, Any]) -> None:
        self.row = {"id": "7", "propertiesWithHistory": histories}

    async def histories(self, name: str, ids: Any, properties: Any, system: Any) -> list[dict[str, Any]]:
        return [self.row]


async def raws(
    sandbox: Sandbox, histories: dict[str, Any], field: str, app: str | None
) -> list[tuple[Any, bool | None]]:
    """The versions of a contact's field that these histories come to."""
    async with hubspot(sandbox, "v3") as (_, _, provider):
        readers = provider._readers  # type: ignore[attr-defined]  # noqa: SLF001 - the account's mapping
        found = await Histories(_Answers(histories), readers, provider._references, app).versions(  # type: ignore[attr-defined]  # noqa: SLF001
            "contacts", {"7": [field]}, named=False
        )
    return [(each.raw, each.ours) for each in found.get(("7", field), [])]


def test_one_request_that_writes_two_properties_is_one_version(sandbox: Sandbox, run_async: RunAsync) -> None:
    histories = {
        "email": [entry("new@oakline.fr", 11.883, OURS), entry("old@oakline.fr", 1, ANNA)],
        "hs_additional_emails": [entry("more@oakline.fr", 11.907, OURS), entry("", 1.5, ANNA)],
    }
    found = run_async(raws(sandbox, histories, "emails", "334455"))
    new = {"email": "new@oakline.fr", "hs_additional_emails": "more@oakline.fr"}
    old = {"email": "old@oakline.fr", "hs_additional_emails": None}
    assert found == [(new, True), (old, False), (None, None)]


def test_two_writers_in_one_millisecond_are_two_versions(sandbox: Sandbox, run_async: RunAsync) -> None:
    one = {"city": [entry("Laval", 11.883, OURS), entry("Rennes", 11.883, ANNA), entry("Nantes", 1, ANNA)]}
    assert [raw for raw, _ in run_async(raws(sandbox, one, "city", "334455"))] == ["Laval", "Rennes", "Nantes", None]
    two = {
        "email": [entry("us@oakline.fr", 11.883, OURS), entry("anna@oakline.fr", 11.883, ANNA)],
        "hs_additional_emails": [],
    }
    found = run_async(raws(sandbox, two, "emails", "334455"))
    assert [raw and raw["email"] for raw, _ in found] == ["us@oakline.fr", "anna@oakline.fr", None]


@pytest.mark.parametrize(("second", "ours"), [(1, True), (11.883, False), (12, False)])
def test_what_a_colleague_wrote_beside_our_own_at_once_is_not_all_ours(
    sandbox: Sandbox, run_async: RunAsync, second: float, ours: bool
) -> None:
    histories = {
        "email": [entry("us@oakline.fr", 11.883, OURS)],
        "hs_additional_emails": [entry("anna@oakline.fr", second, ANNA)],
    }

    async def authorship() -> bool:
        async with hubspot(sandbox, "v3") as (_, _, provider):
            readers, references = provider._readers, provider._references  # type: ignore[attr-defined]  # noqa: SLF001
            reads = Reads(_Answers(histories), readers, provider._feeds, references, "334455")  # type: ignore[attr-defined]  # noqa: SLF001
            return (await reads.authorship("contacts", {"7": ["emails"]}))["7", "emails"].ours

    assert run_async(authorship()) is ours


@pytest.mark.parametrize(("app", "ours"), [("334455", True), ("1", False), (None, None)])
def test_whose_version_it_is(sandbox: Sandbox, run_async: RunAsync, app: str | None, ours: bool | None) -> None:
    histories = {"city": [entry("Laval", 11, OURS)]}
    assert run_async(raws(sandbox, histories, "city", app)) == [("Laval", ours), (None, None)]


@pytest.mark.parametrize(
    "histories",
    [{}, {"city": None}, {"city": "Laval"}, {"city": [None, {"value": "x"}, {"timestamp": "soon", "value": "x"}]}],
)
def test_nonsense_is_no_history(sandbox: Sandbox, run_async: RunAsync, histories: dict[str, Any]) -> None:
    assert run_async(raws(sandbox, histories, "city", "1")) == []


def test_links_have_no_versions(sandbox: Sandbox, run_async: RunAsync) -> None:
    async def story() -> None:
        control = Control(sandbox)
        async with hubspot(sandbox, "v3") as (_, _, provider):
            body = {"vendor": "hubspot", "object": "contacts", "id": None, "fields": {"firstname": "Mara"}}
            id = control("POST", "/edit", body)["id"]
            update = Update(id, Kind.LEAD, {"city": "Laval"}, {"city": None})
            assert isinstance((await provider.update("contacts", [update]))[0], Done)
            told = await provider.versions("contacts", {id: ["company", "city"]})
            assert set(told) == {(id, "city")}
            assert await provider.versions("owners", {"1": ["name"]}) == {}

    run_async(story())


def test_a_field_of_leads_that_lives_elsewhere_has_the_history_of_that_place(
    sandbox: Sandbox, control: Control, run_async: RunAsync
) -> None:
    async def story() -> None:
        async with hubspot(sandbox) as (http, account, _):
            mapping = USUAL.with_choice("contacts", Kind.LEAD, "job_title", Choice("fax"))
            settings = ConnectionSettings(mapping=mapping)
            schema = await HubSpot().setup(http, settings, Grant()).describe()
            provider = HubSpot().provider(http, settings, schema, account)
            for kind, stage, beside in ((Kind.LEAD, "lead", "jobtitle"), (Kind.CONTACT, "customer", "fax")):
                id = control.edit("contacts", None, {"firstname": "Mara", "lifecyclestage": stage})
                update = Update(id, kind, {"job_title": "Notaire"}, {"job_title": None})
                assert isinstance((await provider.update("contacts", [update]))[0], Done)
                control.edit("contacts", id, {beside: "Autre"})
                stamps = await provider.authorship("contacts", {id: ["job_title"]})
                versions = await provider.versions("contacts", {id: ["job_title"]})
                assert stamps[id, "job_title"].ours
                assert versions[id, "job_title"][0].raw == "Notaire"

    run_async(story())
