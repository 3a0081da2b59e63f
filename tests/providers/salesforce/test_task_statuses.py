"""Whether a task is done, in an organisation whose statuses are not the English ones (section 8.5)."""

from __future__ import annotations

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Done, Provider, Raw, RemoteRecord, Update
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.salesforce import SalesforceControl, salesforce
from tests.contract.test_contract import done, new_id

STATUSES = {"Non commencée": False, "En cours": False, "Terminée": True, "Annulée": True}


@pytest.fixture
def french(org: SalesforceControl) -> SalesforceControl:
    """An organisation that was made in French, with a status of the agency's own."""
    org.traits(task_statuses=STATUSES)
    return org


def is_done(provider: Provider, name: str, raw: Raw) -> object:
    (spec,) = [spec for spec in provider.objects() if spec.name == name]
    return spec.rules(Kind.ACTIVITY)["done"].codec.decode(raw)


def test_a_task_is_done_in_each_status_that_closes_it(
    sandbox: Sandbox, french: SalesforceControl, run_async: RunAsync
) -> None:
    async def story() -> None:
        ids = {status: french.edit("Task", None, {"Subject": "Rappeler", "Status": status}) for status in STATUSES}
        async with salesforce(sandbox) as (_, _, provider):
            found = await provider.fetch("Task", list(ids.values()))
            for status, closed in STATUSES.items():
                row = found[ids[status]]
                assert isinstance(row, RemoteRecord)
                assert is_done(provider, "Task", row.fields["done"]) is closed, status

    run_async(story())


@pytest.mark.parametrize(
    ("held", "wanted", "kept"),
    [
        ("En cours", True, "Terminée"),
        ("En cours", False, "En cours"),
        ("Annulée", True, "Annulée"),
        ("Terminée", False, "Non commencée"),
    ],
)
def test_a_task_is_ended_and_begun_anew_in_the_words_of_the_organisation(
    sandbox: Sandbox, french: SalesforceControl, run_async: RunAsync, held: str, kept: str, *, wanted: bool
) -> None:
    async def story() -> None:
        id = french.edit("Task", None, {"Subject": "Rappeler", "Status": held})
        async with salesforce(sandbox) as (_, _, provider):
            (spec,) = [spec for spec in provider.objects() if spec.name == "Task"]
            raw = spec.rules(Kind.ACTIVITY)["done"].codec.encode(wanted, held)
            item = Update(id, Kind.ACTIVITY, {"done": raw}, {"done": held})
            (outcome,) = await provider.update("Task", [item])
            assert isinstance(outcome, Done)
        (row,) = [row for row in french.dump("Task") if row["Id"] == id]
        assert (row["Status"], row["IsClosed"]) == (kept, wanted)

    run_async(story())


def test_a_logged_call_is_over(sandbox: Sandbox, french: SalesforceControl, run_async: RunAsync) -> None:
    async def story() -> None:
        async with salesforce(sandbox) as (_, _, provider):
            item = Create(new_id(), Kind.ACTIVITY, {"subject": "Premier appel"}, "Premier appel")
            made = done((await provider.create("Call", [item]))[0])
            assert is_done(provider, "Call", made.fields["done"]) is True
        (row,) = [row for row in french.dump("Task") if row["Id"] == made.id]
        assert (row["Status"], row["IsClosed"], row["TaskSubtype"]) == ("Terminée", True, "Call")

    run_async(story())
