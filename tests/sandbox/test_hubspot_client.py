"""HubSpot's own client library, unchanged but for its host, for every operation crmdesk depends on."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hubspot import HubSpot, oauth
from hubspot.crm import contacts, objects, owners, pipelines, properties
from hubspot.crm.associations import v4
from hubspot.crm.objects import leads

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, HubSpotHttp

ACTIVITIES: dict[str, tuple[str, dict[str, str]]] = {
    "tasks": ("hs_task_subject", {"hs_task_status": "NOT_STARTED", "hs_task_type": "CALL"}),
    "calls": ("hs_call_title", {"hs_call_duration": "60000", "hs_call_direction": "OUTBOUND"}),
    "meetings": ("hs_meeting_title", {"hs_meeting_outcome": "SCHEDULED"}),
    "notes": ("hs_note_body", {}),
}


@pytest.fixture
def client(hubspot: HubSpotHttp) -> Any:
    return HubSpot(access_token=hubspot.token, host=hubspot.base_url)


@pytest.fixture
def new_contact(client: Any) -> Callable[..., str]:
    def create(**values: str) -> str:
        made = client.crm.contacts.basic_api.create(contacts.SimplePublicObjectInputForCreate(properties=values))
        return str(made.id)

    return create


def test_contacts_are_created_read_changed_and_archived(client: Any) -> None:
    api = client.crm.contacts.basic_api
    made = api.create(
        contacts.SimplePublicObjectInputForCreate(properties={"email": "Jo+x@Acme.example", "firstname": "Zoé"})
    )
    assert made.properties["email"] == "jo+x@acme.example"
    read = api.get_by_id("jo+x@acme.example", id_property="email", properties=["firstname", "phone"])
    assert (read.id, read.properties["firstname"], read.properties["phone"]) == (made.id, "Zoé", None)
    changed = api.update(made.id, contacts.SimplePublicObjectInput(properties={"phone": "06 39 98 12 34"}))
    assert changed.properties["phone"] == "06 39 98 12 34"
    assert changed.updated_at >= made.updated_at
    history = api.get_by_id(made.id, properties_with_history=["phone"]).properties_with_history["phone"]
    assert [(entry.value, entry.source_type) for entry in history] == [("06 39 98 12 34", "INTEGRATION")]
    api.archive(made.id)
    with pytest.raises(contacts.ApiException) as caught:
        api.get_by_id(made.id)
    assert caught.value.status == 404
    archived = api.get_page(archived=True, limit=100)
    assert [(row.id, row.archived) for row in archived.results] == [(made.id, True)]
    assert archived.results[0].archived_at is not None


def test_get_all_follows_the_pages(client: Any, control: Control) -> None:
    control.done("POST", "/reset", {"vendor": "hubspot", "records": 230})
    everyone = client.crm.contacts.get_all(properties=["email"])
    ids = [int(contact.id) for contact in everyone]
    assert len(ids) == 230
    assert ids == sorted(set(ids))
    with_history = client.crm.contacts.get_all(properties_with_history=["email"])
    assert len(with_history) == 230


def test_list_carries_associations(client: Any, new_contact: Callable[..., str]) -> None:
    company = client.crm.companies.basic_api.create(
        contacts.SimplePublicObjectInputForCreate(properties={"name": "SCI Talensac"})
    )
    contact = new_contact(lastname="Morvan")
    client.crm.associations.v4.basic_api.create_default("contacts", contact, "companies", company.id)
    read = client.crm.contacts.basic_api.get_by_id(contact, associations=["companies"])
    assert [(row.id, row.type) for row in read.associations["companies"].results] == [
        (company.id, "contact_to_company_unlabeled")
    ]


def test_contact_batches(client: Any) -> None:
    api = client.crm.contacts.batch_api
    inputs = [
        contacts.SimplePublicObjectBatchInputForCreate(
            properties={"email": f"lot{number}@acme.example"}, associations=[]
        )
        for number in range(3)
    ]
    made = api.create(contacts.BatchInputSimplePublicObjectBatchInputForCreate(inputs=inputs))
    ids = [row.id for row in made.results]
    assert made.status == "COMPLETE"
    assert len(ids) == 3
    wanted = [contacts.SimplePublicObjectId(id=one) for one in [*ids, "99"]]
    read = api.read(
        contacts.BatchReadInputSimplePublicObjectId(
            inputs=wanted, properties=["email"], properties_with_history=["email"]
        )
    )
    assert {row.id for row in read.results} == set(ids)
    assert read.num_errors == 1
    assert read.errors[0].context == {"ids": ["99"]}
    changes = [contacts.SimplePublicObjectBatchInput(id=one, properties={"city": "Rezé"}) for one in ids]
    updated = api.update(contacts.BatchInputSimplePublicObjectBatchInput(inputs=changes))
    assert {row.properties["city"] for row in updated.results} == {"Rezé"}
    upserts = [
        contacts.SimplePublicObjectBatchInputUpsert(id=email, id_property="email", properties={"city": "Vertou"})
        for email in ("lot0@acme.example", "neuf@acme.example")
    ]
    upserted = api.upsert(contacts.BatchInputSimplePublicObjectBatchInputUpsert(inputs=upserts))
    assert sorted(row.new for row in upserted.results) == [False, True]
    api.archive(contacts.BatchInputSimplePublicObjectId(inputs=[contacts.SimplePublicObjectId(id=one) for one in ids]))
    left = api.read(
        contacts.BatchReadInputSimplePublicObjectId(inputs=wanted, properties=[], properties_with_history=[])
    )
    assert left.results == []


def test_search_by_email(client: Any, new_contact: Callable[..., str]) -> None:
    contact = new_contact(email="elodie@acme.example")
    condition = contacts.Filter(property_name="email", operator="EQ", value="Elodie@acme.example")
    body = contacts.PublicObjectSearchRequest(
        filter_groups=[contacts.FilterGroup(filters=[condition])], properties=["email"], limit=10
    )
    found = client.crm.contacts.search_api.do_search(body)
    assert (found.total, [row.id for row in found.results]) == (1, [contact])


def test_merge_gives_a_new_record(client: Any, new_contact: Callable[..., str]) -> None:
    first, second = new_contact(email="a@acme.example"), new_contact(email="b@acme.example", city="Rezé")
    merged = client.crm.contacts.basic_api.merge(
        contacts.PublicMergeInput(primary_object_id=first, object_id_to_merge=second)
    )
    assert merged.id not in {first, second}
    assert merged.properties["hs_merged_object_ids"] == f"{second};{first}"
    assert merged.properties["city"] == "Rezé"
    assert client.crm.contacts.basic_api.get_by_id(second).id == merged.id


def test_gdpr_delete_leaves_nothing(client: Any, new_contact: Callable[..., str]) -> None:
    contact = new_contact(email="oubli@acme.example")
    client.crm.contacts.basic_api.purge(
        contacts.PublicGdprDeleteInput(object_id="oubli@acme.example", id_property="email")
    )
    for archived in (False, True):
        with pytest.raises(contacts.ApiException) as caught:
            client.crm.contacts.basic_api.get_by_id(contact, archived=archived)
        assert caught.value.status == 404


@pytest.mark.parametrize(
    ("name", "values", "change"),
    [
        ("companies", {"name": "Étude Héraud", "domain": "heraud.example"}, {"city": "Orvault"}),
        (
            "deals",
            {"dealname": "Maison Rezé", "dealstage": "qualifiedtobuy", "amount": "9200"},
            {"dealstage": "closedwon"},
        ),
    ],
)
def test_companies_and_deals(client: Any, name: str, values: dict[str, str], change: dict[str, str]) -> None:
    api = getattr(client.crm, name)
    made = api.basic_api.create(contacts.SimplePublicObjectInputForCreate(properties=values, associations=[]))
    updated = api.basic_api.update(made.id, contacts.SimplePublicObjectInput(properties=change))
    assert change.items() <= updated.properties.items()
    assert made.id in {row.id for row in api.get_all()}
    condition = contacts.Filter(property_name="hs_object_id", operator="EQ", value=made.id)
    body = contacts.PublicObjectSearchRequest(filter_groups=[contacts.FilterGroup(filters=[condition])])
    assert api.search_api.do_search(body).total == 1
    other = api.basic_api.create(contacts.SimplePublicObjectInputForCreate(properties=values, associations=[]))
    merged = api.basic_api.merge(contacts.PublicMergeInput(primary_object_id=made.id, object_id_to_merge=other.id))
    assert api.basic_api.get_by_id(other.id).id == merged.id
    api.basic_api.archive(merged.id)


def test_leads_need_their_contact(client: Any, new_contact: Callable[..., str]) -> None:
    api = client.crm.objects.leads
    contact = new_contact(lastname="Praud", firstname="Léa")
    with pytest.raises(leads.ApiException) as caught:
        api.basic_api.create(
            objects.SimplePublicObjectInputForCreate(properties={"hs_lead_name": "Seul"}, associations=[])
        )
    assert caught.value.status == 400
    primary = objects.AssociationSpec(association_category="HUBSPOT_DEFINED", association_type_id=578)
    tie = objects.PublicAssociationsForObject(to=objects.PublicObjectId(id=contact), types=[primary])
    made = api.basic_api.create(
        objects.SimplePublicObjectInputForCreate(properties={"hs_lead_name": "Praud"}, associations=[tie])
    )
    read = api.basic_api.get_by_id(made.id, properties=["hs_pipeline_stage", "hs_associated_contact_firstname"])
    assert read.properties["hs_pipeline_stage"] == "new-stage-id"
    assert read.properties["hs_associated_contact_firstname"] == "Léa"
    changed = api.basic_api.update(made.id, objects.SimplePublicObjectInput(properties={"hs_lead_label": "HOT"}))
    assert changed.properties["hs_lead_label"] == "HOT"
    api.basic_api.archive(made.id)


@pytest.mark.parametrize("name", sorted(ACTIVITIES))
def test_activities(client: Any, new_contact: Callable[..., str], name: str) -> None:
    title, more = ACTIVITIES[name]
    api = getattr(client.crm.objects, name)
    values = {"hs_timestamp": "2026-11-24T09:00:00.000Z", title: "Rappeler Mme Guérin", **more}
    made = api.basic_api.create(objects.SimplePublicObjectInputForCreate(properties=values, associations=[]))
    client.crm.associations.v4.basic_api.create_default(name, made.id, "contacts", new_contact(lastname="Guérin"))
    read = api.basic_api.get_by_id(made.id, properties=[*values], associations=["contacts"])
    assert read.properties["hs_timestamp"] == values["hs_timestamp"]
    assert read.properties[title] == "Rappeler Mme Guérin"
    assert len(read.associations["contacts"].results) == 1
    api.basic_api.update(made.id, objects.SimplePublicObjectInput(properties={title: "Fait"}))
    wanted = objects.BatchReadInputSimplePublicObjectId(
        inputs=[objects.SimplePublicObjectId(id=made.id)], properties=[title], properties_with_history=[title]
    )
    (again,) = api.batch_api.read(wanted).results
    assert [entry.value for entry in again.properties_with_history[title]] == ["Fait", "Rappeler Mme Guérin"]
    assert made.id in {row.id for row in api.basic_api.get_page(limit=100).results}
    api.basic_api.archive(made.id)
    refused = import_module(f"hubspot.crm.objects.{name}").ApiException
    with pytest.raises(refused) as caught:
        api.basic_api.create(objects.SimplePublicObjectInputForCreate(properties={title: "sans date"}, associations=[]))
    assert "Some required properties were not set" in caught.value.body


def test_associations_v4(client: Any, new_contact: Callable[..., str]) -> None:
    api = client.crm.associations.v4
    contact = new_contact(lastname="Riou")
    company = client.crm.companies.basic_api.create(
        contacts.SimplePublicObjectInputForCreate(properties={"name": "Riou"})
    )
    simple = api.basic_api.create_default("contacts", contact, "companies", company.id)
    assert simple.status == "COMPLETE"
    primary = v4.AssociationSpec(association_category="HUBSPOT_DEFINED", association_type_id=1)
    labelled = api.basic_api.create("contacts", contact, "companies", company.id, [primary])
    assert labelled.labels == ["Primary"]
    page = api.basic_api.get_page("contacts", contact, "companies")
    (row,) = page.results
    assert str(row.to_object_id) == company.id
    assert {(one.type_id, one.label) for one in row.association_types} == {(279, None), (1, "Primary")}
    lonely = new_contact(lastname="Seul")
    asked = v4.BatchInputPublicFetchAssociationsBatchRequest(inputs=[{"id": contact}, {"id": lonely}])
    batch = api.batch_api.get_page("contacts", "companies", asked)
    assert [one.to_dict()["_from"]["id"] for one in batch.results] == [contact]
    assert batch.errors[0].sub_category == "crm.associations.NO_ASSOCIATIONS_FOUND"
    api.basic_api.archive("contacts", contact, "companies", company.id)
    assert api.basic_api.get_page("contacts", contact, "companies").results == []


def test_association_batches(client: Any, new_contact: Callable[..., str]) -> None:
    api = client.crm.associations.v4.batch_api
    contact = new_contact(lastname="Baudry")
    deal = client.crm.deals.basic_api.create(
        contacts.SimplePublicObjectInputForCreate(properties={"dealname": "Baudry", "dealstage": "contractsent"})
    )
    pair = {"_from": v4.PublicObjectId(id=deal.id), "to": v4.PublicObjectId(id=contact)}
    kind = v4.AssociationSpec(association_category="HUBSPOT_DEFINED", association_type_id=3)
    made = api.create(
        "deals",
        "contacts",
        v4.BatchInputPublicAssociationMultiPost(inputs=[v4.PublicAssociationMultiPost(types=[kind], **pair)]),
    )
    assert made.status == "COMPLETE"
    default = v4.BatchInputPublicDefaultAssociationMultiPost(inputs=[v4.PublicDefaultAssociationMultiPost(**pair)])
    assert api.create_default("deals", "contacts", default).status == "COMPLETE"
    gone = v4.PublicAssociationMultiArchive(_from=pair["_from"], to=[pair["to"]])
    api.archive("deals", "contacts", v4.BatchInputPublicAssociationMultiArchive(inputs=[gone]))
    assert client.crm.associations.v4.basic_api.get_page("deals", deal.id, "contacts").results == []


def test_owners(client: Any) -> None:
    active = client.crm.owners.owners_api.get_page(limit=100)
    left = client.crm.owners.owners_api.get_page(archived=True)
    assert len(active.results) == 3
    assert [(one.user_id, one.archived) for one in left.results] == [(None, True)]
    assert left.results[0].user_id_including_inactive is not None
    assert client.crm.owners.get_all()[0].email == active.results[0].email
    one = client.crm.owners.owners_api.get_by_id(active.results[0].user_id, id_property="userId")
    assert one.id == active.results[0].id


def test_pipelines(client: Any) -> None:
    api = client.crm.pipelines
    (sales,) = api.pipelines_api.get_all("deals").results
    assert [stage.label for stage in sales.stages] == [
        "Estimation", "Mandat", "Visite", "Offre", "Compromis", "Acte signé", "Perdu",
    ]  # fmt: skip
    assert sales.stages[5].metadata == {"isClosed": "true", "probability": "1.0"}
    assert api.pipelines_api.get_all("leads").results[0].id == "lead-pipeline-id"
    stage = pipelines.PipelineStageInput(label="Notaire", display_order=5, metadata={"probability": "0.9"})
    made = api.pipeline_stages_api.create("deals", "default", stage)
    assert made.id.isdigit()
    api.pipeline_stages_api.archive("deals", "default", made.id)
    again = api.pipelines_api.create(
        "deals", pipelines.PipelineInput(label="Locations", display_order=1, stages=[stage])
    )
    assert api.pipelines_api.get_by_id("deals", again.id).label == "Locations"


def test_properties(client: Any) -> None:
    api = client.crm.properties
    names = {one.name: one for one in api.core_api.get_all("contacts").results}
    assert names["hs_lead_status"].options[1].label == "À rappeler"
    assert names["hubspot_owner_id"].external_options
    assert names["createdate"].modification_metadata.read_only_value
    assert names["crmdesk_uid"].has_unique_value
    group = api.groups_api.create("contacts", properties.PropertyGroupCreate(name="essai", label="Essai"))
    made = api.core_api.create(
        "contacts",
        properties.PropertyCreate(
            name="essai_date", label="Essai", type="date", field_type="date", group_name=group.name
        ),
    )
    assert api.core_api.get_by_name("contacts", made.name).type == "date"
    read = properties.BatchReadInputPropertyName(inputs=[{"name": "essai_date"}], archived=False)
    assert [one.name for one in api.batch_api.read("contacts", read).results] == ["essai_date"]
    changed = api.core_api.update("contacts", made.name, properties.PropertyUpdate(label="Autre"))
    assert changed.label == "Autre"
    api.core_api.archive("contacts", made.name)
    with pytest.raises(properties.ApiException) as caught:
        api.core_api.get_by_name("contacts", made.name)
    assert caught.value.status == 404


def test_a_property_of_owners(client: Any, new_contact: Callable[..., str]) -> None:
    """Its options are elsewhere, its values the ids of owners."""
    api, name = client.crm.properties.core_api, "second_negociateur"
    held = api.get_by_name("contacts", name)
    assert (held.external_options, held.referenced_object_type, held.options) == (True, "OWNER", [])
    assert held.hubspot_defined is False
    owner = client.crm.owners.owners_api.get_page(limit=100).results[1]
    contact = new_contact(lastname="Morvan", second_negociateur=owner.id)
    read = client.crm.contacts.basic_api.get_by_id(contact, properties=[name])
    assert read.properties[name] == owner.id
    with pytest.raises(contacts.ApiException) as caught:
        new_contact(lastname="Morvan", second_negociateur=str(owner.user_id))
    assert caught.value.status == 400
    made = properties.PropertyCreate(
        name="temoin", label="Témoin", type="enumeration", field_type="select", group_name="contactinformation",
        external_options=True, referenced_object_type="OWNER",
    )  # fmt: skip
    assert api.create("contacts", made).referenced_object_type == "OWNER"
    assert new_contact(lastname="Morvan", temoin=owner.id)


def test_sign_in(client: Any, served: Sandbox, hubspot: HubSpotHttp) -> None:
    entry = served.vendors["hubspot"]
    redirect = "http://127.0.0.1:53682/callback"
    answer = hubspot.get(
        "/oauth/authorize", client_id=str(entry["client_id"]), redirect_uri=redirect, state="s",
        scope="oauth crm.objects.contacts.read", sandbox_consent="approve",
    )  # fmt: skip
    code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    app = {"client_id": entry["client_id"], "client_secret": entry["client_secret"]}
    api = client.oauth
    first = api.tokens_api.create(grant_type="authorization_code", code=code, redirect_uri=redirect, **app)
    assert (first.token_type, first.expires_in) == ("bearer", 1800)
    second = api.tokens_api.create(grant_type="refresh_token", refresh_token=first.refresh_token, **app)
    assert second.refresh_token == first.refresh_token
    info = api.access_tokens_api.get(second.access_token)
    assert (info.hub_id, info.hub_domain, info.token_type) == (24681012, entry["account"], "access")
    assert api.refresh_tokens_api.get(first.refresh_token).client_id == entry["client_id"]
    mine = HubSpot(access_token=second.access_token, host=hubspot.base_url)
    assert mine.crm.contacts.basic_api.get_page(limit=1).results
    with pytest.raises(owners.ApiException) as forbidden:
        mine.crm.owners.owners_api.get_page()
    assert forbidden.value.status == 403
    api.refresh_tokens_api.archive(first.refresh_token)
    with pytest.raises(contacts.ApiException) as ended:
        mine.crm.contacts.basic_api.get_page(limit=1)
    assert ended.value.status == 401
    with pytest.raises(oauth.ApiException) as caught:
        api.tokens_api.create(grant_type="refresh_token", refresh_token=first.refresh_token, **app)
    assert caught.value.status == 400
    assert '"BAD_REFRESH_TOKEN"' in caught.value.body
