"""Batches of records (fact sheet section 2.4)."""

from __future__ import annotations

import pytest

from tests.sandbox.raw import Control, HubSpotHttp, Json

BATCH = "/crm/v3/objects/contacts/batch"
STRICT_BATCH = "/crm/objects/2026-09/contacts/batch"


def inputs(*properties: Json, traces: bool = False) -> Json:
    rows = [{"properties": one} for one in properties]
    return {"inputs": [{**one, "objectWriteTraceId": f"row-{n}"} if traces else one for n, one in enumerate(rows)]}


def count(hubspot: HubSpotHttp) -> int:
    return len(hubspot.get("/crm/v3/objects/contacts", limit="100").json()["results"])


def test_without_trace_ids_one_bad_input_refuses_all(empty: HubSpotHttp) -> None:
    body = inputs({"email": "a@acme.example"}, {"email": "A@acme.example"}, {"email": "b@acme.example"})
    answer = empty.post(f"{BATCH}/create", body)
    assert answer.status == 409
    assert count(empty) == 0
    assert empty.contact(email="a@acme.example")


def test_or_has_written_what_came_before_it(empty: HubSpotHttp, control: Control) -> None:
    control.traits(batch_writes_prefix=True)
    assert empty.post(f"{BATCH}/create", inputs({"email": "a@acme.example"}, {"email": "x"})).status == 400
    assert count(empty) == 1


@pytest.mark.parametrize(("path", "status"), [(BATCH, 207), (STRICT_BATCH, 201)])
def test_with_trace_ids_each_input_stands_alone(empty: HubSpotHttp, path: str, status: int) -> None:
    body = inputs({"email": "a@acme.example"}, {"email": "x"}, {"email": "b@acme.example"}, traces=True)
    answer = empty.post(f"{path}/create", body)
    assert answer.status == status
    reply = answer.json()
    assert [one["objectWriteTraceId"] for one in reply["results"]] == ["row-0", "row-2"]
    assert reply["numErrors"] == 1
    assert reply["errors"][0]["context"] == {"objectWriteTraceId": ["row-1"]}
    assert reply["errors"][0]["category"] == "VALIDATION_ERROR"
    assert count(empty) == 2


def test_a_refused_update_changes_nothing(hubspot: HubSpotHttp) -> None:
    first, second = hubspot.contact(city="Rezé"), hubspot.contact(city="Vertou")
    before = hubspot.get(f"/crm/v3/objects/contacts/{first}", propertiesWithHistory="city").json()
    rows = [{"id": first, "properties": {"city": "Orvault"}}, {"id": second, "properties": {"foo": "1"}}]
    assert hubspot.post(f"{BATCH}/update", {"inputs": rows}).status == 400
    assert hubspot.get(f"/crm/v3/objects/contacts/{first}", propertiesWithHistory="city").json() == before


def test_merged_ids_drop_out_of_updates_silently(hubspot: HubSpotHttp) -> None:
    first, second, third = (hubspot.contact(lastname=name) for name in "abc")
    merge = {"primaryObjectId": first, "objectIdToMerge": second}
    survivor = hubspot.post("/crm/v3/objects/contacts/merge", merge).json()["id"]
    rows = [{"id": one, "properties": {"city": "Rezé"}} for one in (second, third, survivor)]
    answer = hubspot.post(f"{BATCH}/update", {"inputs": rows})
    assert answer.status == 200
    assert [one["id"] for one in answer.json()["results"]] == [third, survivor]
    read = hubspot.post(f"{BATCH}/read", {"inputs": [{"id": first}], "properties": ["city"]})
    assert (read.status, read.json()["errors"][0]["context"]) == (207, {"ids": [first]})


@pytest.mark.parametrize("name", ["email", "hs_object_id"])
def test_updates_by_a_non_unique_property_are_refused(hubspot: HubSpotHttp, name: str) -> None:
    row = {"id": "a@acme.example", "idProperty": name, "properties": {"city": "Rezé"}}
    answer = hubspot.post(f"{BATCH}/update", {"inputs": [row]})
    assert (answer.status, answer.json()["message"]) == (
        400,
        "Unable to perform update/upsert by non-unique 0-1 property",
    )


def test_updates_by_a_custom_unique_property(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(crmdesk_uid="01HX")
    row = {"id": "01HX", "idProperty": "crmdesk_uid", "properties": {"city": "Rezé"}}
    assert hubspot.post(f"{BATCH}/update", {"inputs": [row]}).json()["results"][0]["id"] == contact


def test_upsert_by_uid_says_what_is_new(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(crmdesk_uid="u1")
    rows = [{"id": uid, "idProperty": "crmdesk_uid", "properties": {"city": "Rezé"}} for uid in ("u1", "u2")]
    results = hubspot.post(f"{BATCH}/upsert", {"inputs": rows}).json()["results"]
    assert [one["new"] for one in results] == [False, True]
    assert results[0]["id"] == contact
    assert hubspot.get("/crm/v3/objects/contacts/u2", idProperty="crmdesk_uid").json()["id"] == results[1]["id"]


@pytest.mark.parametrize(
    "rows",
    [
        [{"id": "a", "properties": {}}],
        [
            {"id": "a", "idProperty": "crmdesk_uid", "properties": {}},
            {"id": "b", "idProperty": "email", "properties": {}},
        ],
        [
            {"id": "a", "idProperty": "crmdesk_uid", "properties": {}},
            {"id": "A", "idProperty": "crmdesk_uid", "properties": {}},
        ],
        [{"id": "a", "idProperty": "lastname", "properties": {"city": "x"}}],
    ],
)
def test_upserts_that_are_refused(hubspot: HubSpotHttp, rows: list[Json]) -> None:
    assert hubspot.post(f"{BATCH}/upsert", {"inputs": rows}).status == 400


def test_batch_sizes(hubspot: HubSpotHttp) -> None:
    many = [{"id": str(number)} for number in range(101)]
    assert hubspot.post(f"{BATCH}/read", {"inputs": many}).status == 400
    answer = hubspot.post(f"{BATCH}/read", {"inputs": many[:51], "propertiesWithHistory": ["city"]})
    assert answer.json()["message"] == (
        "The maximum number of inputs supported in a batch request for property histories is 50."
        " Please reduce the number of items and try again"
    )
    assert hubspot.post(f"{BATCH}/read", {"inputs": many[:100]}).status == 207
    assert hubspot.post(f"{BATCH}/read", {}).status == 400


def test_read_by_email_and_of_archived_records(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(email="a@acme.example")
    body: Json = {"inputs": [{"id": "A@acme.example"}], "properties": ["email"], "idProperty": "email"}
    assert [one["id"] for one in hubspot.post(f"{BATCH}/read", body).json()["results"]] == [contact]
    assert hubspot.post(f"{BATCH}/archive", {"inputs": [{"id": contact}, {"id": "99"}]}).status == 204
    by_id = {"inputs": [{"id": contact}], "idProperty": None}
    assert hubspot.post(f"{BATCH}/read", by_id).json()["results"] == []
    (archived,) = hubspot.post(f"{BATCH}/read?archived=true", by_id).json()["results"]
    assert archived["archived"] is True


def test_results_in_another_order(hubspot: HubSpotHttp, control: Control) -> None:
    ids = [one["id"] for one in hubspot.get("/crm/v3/objects/contacts", limit="40").json()["results"]]
    body = {"inputs": [{"id": one} for one in ids]}
    assert [one["id"] for one in hubspot.post(f"{BATCH}/read", body).json()["results"]] == ids
    control.traits(batch_shuffled=True)
    shuffled = [one["id"] for one in hubspot.post(f"{BATCH}/read", body).json()["results"]]
    assert shuffled != ids
    assert sorted(shuffled) == sorted(ids)


@pytest.mark.parametrize("refused", [False, True])
def test_both_readings_of_archiving_what_is_not_there(hubspot: HubSpotHttp, control: Control, refused: bool) -> None:
    control.traits(batch_archive_404=refused)
    contact = hubspot.contact(lastname="Riou")
    answer = hubspot.post(f"{BATCH}/archive", {"inputs": [{"id": contact}, {"id": "99"}]})
    assert answer.status == (404 if refused else 204)
    assert hubspot.get(f"/crm/v3/objects/contacts/{contact}").status == (200 if refused else 404)
    if refused:
        assert (answer.json()["category"], answer.json()["context"]) == ("OBJECT_NOT_FOUND", {"ids": ["99"]})
