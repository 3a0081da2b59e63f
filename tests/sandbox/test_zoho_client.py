"""The vendor's own client library for Zoho, unchanged but for its host, for every operation crmdesk depends on."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from zohocrmsdk.src.com.zoho.api.authenticator.oauth_token import OAuthToken
from zohocrmsdk.src.com.zoho.api.authenticator.store import FileStore
from zohocrmsdk.src.com.zoho.api.logger import Logger
from zohocrmsdk.src.com.zoho.crm.api import HeaderMap, ParameterMap, bulk_read, convert_lead, coql, notes
from zohocrmsdk.src.com.zoho.crm.api.dc.data_center import DataCenter
from zohocrmsdk.src.com.zoho.crm.api.exception import SDKException
from zohocrmsdk.src.com.zoho.crm.api.fields.fields_operations import FieldsOperations, GetFieldsParam
from zohocrmsdk.src.com.zoho.crm.api.initializer import Initializer
from zohocrmsdk.src.com.zoho.crm.api.layouts.layouts_operations import GetLayoutsParam, LayoutsOperations
from zohocrmsdk.src.com.zoho.crm.api.modules.minified_module import MinifiedModule
from zohocrmsdk.src.com.zoho.crm.api.modules.modules_operations import ModulesOperations
from zohocrmsdk.src.com.zoho.crm.api.org.org_operations import OrgOperations
from zohocrmsdk.src.com.zoho.crm.api.pipeline.pipeline_operations import PipelineOperations
from zohocrmsdk.src.com.zoho.crm.api.record import BodyWrapper, Record, RecordOperations
from zohocrmsdk.src.com.zoho.crm.api.record.record_operations import (
    DeleteRecordsParam,
    GetDeletedRecordsParam,
    GetRecordsHeader,
    GetRecordsParam,
    SearchRecordsParam,
)
from zohocrmsdk.src.com.zoho.crm.api.sdk_config import SDKConfig
from zohocrmsdk.src.com.zoho.crm.api.tags import Tag
from zohocrmsdk.src.com.zoho.crm.api.timelines.timelines_operations import TimelinesOperations
from zohocrmsdk.src.com.zoho.crm.api.users import MinifiedUser
from zohocrmsdk.src.com.zoho.crm.api.users.users_operations import GetUsersParam, UsersOperations
from zohocrmsdk.src.com.zoho.crm.api.util import Choice

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.zoho_http import ZohoControl

LEADS = RecordOperations("Leads")


def start(entry: Any, folder: Path, token: OAuthToken) -> None:
    """Point the library at the sandbox."""
    base = entry["base_url"]
    environment = DataCenter.Environment(base, f"{base}/oauth/v2/token", base)
    log = Logger.get_instance(level=Logger.Levels.ERROR, file_path=str(folder / "sdk.log"))
    config = SDKConfig(auto_refresh_fields=False, pick_list_validation=False)
    Initializer.initialize(environment=environment, token=token, store=FileStore(str(folder / "tokens.csv")),
                           resource_path=str(folder), logger=log, sdk_config=config)  # fmt: skip


def quiet() -> None:
    """Close what the library's logger holds open."""
    logger = logging.getLogger("SDKLogger")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def entry(served: Sandbox, zoho_control: ZohoControl) -> Any:
    return served.directory()["vendors"]["zoho"]


@pytest.fixture
def zoho(entry: Any, tmp_path: Path) -> Iterator[ZohoControl]:
    """The library signed in with a refresh token, and the hands of a colleague."""
    token = OAuthToken(client_id=entry["client_id"], client_secret=entry["client_secret"],
                       refresh_token=entry["refresh_token"])  # fmt: skip
    start(entry, tmp_path, token)
    yield entry
    quiet()


def record(**values: Any) -> Any:
    made = Record()
    for name, value in values.items():
        made.add_key_value(name, value)
    return made


def body(*records: Any, check: tuple[str, ...] = ()) -> Any:
    wrapper = BodyWrapper()
    wrapper.set_data(list(records))
    if check:
        wrapper.set_duplicate_check_fields(list(check))
    return wrapper


def parameters(*pairs: tuple[Any, Any]) -> Any:
    found = ParameterMap()
    for name, value in pairs:
        found.add(name, value)
    return found


def answers(response: Any) -> list[Any]:
    found: list[Any] = response.get_object().get_data()
    return found


def made(operations: Any, **values: Any) -> int:
    """A new row's id, which the library keeps as a number."""
    (answer,) = answers(operations.create_records(body(record(**values)), HeaderMap()))
    assert answer.get_code().get_value() == "SUCCESS", answer.get_details()
    return int(answer.get_details()["id"])


def test_a_code_is_redeemed_and_the_access_given_back(
    served: Sandbox, zoho_control: ZohoControl, tmp_path: Path
) -> None:
    entry = served.directory()["vendors"]["zoho"]
    uri = "http://localhost:53682/callback"
    token = OAuthToken(client_id=entry["client_id"], client_secret=entry["client_secret"],
                       grant_token=zoho_control.http().code(uri), redirect_url=uri)  # fmt: skip
    start(entry, tmp_path, token)
    (user,) = UsersOperations().get_users(parameters((GetUsersParam.type, "CurrentUser"))).get_object().get_users()
    assert user.get_email() == "helene.kermarec@talensac-immobilier.example"
    assert token.get_refresh_token() is not None
    tokens = f"{entry['base_url']}/oauth/v2/token"
    assert token.revoke_refresh_token(token.get_refresh_token(), f"{tokens}/revoke") is True
    with pytest.raises(SDKException):
        token.refresh_access_token(token, tokens)
    quiet()


def test_a_batch_answers_item_by_item(zoho: Any) -> None:
    lead = record(Last_Name="Berg", Email="jo.berg@oak.example", Annual="x")
    answer = LEADS.create_records(
        body(lead, record(First_Name="Jo"), record(Last_Name="Ode", Email="none")), HeaderMap()
    )
    assert answer.get_status_code() == 207
    found = answers(answer)
    assert [one.get_code().get_value() for one in found] == ["SUCCESS", "MANDATORY_NOT_FOUND", "INVALID_DATA"]
    assert found[1].get_details()["api_name"] == "Last_Name"
    assert found[2].get_details()["expected_data_type"] == "email"
    assert found[0].get_details()["Created_By"].get_name() == "Hélène Kermarec"


def test_a_lead_is_read_changed_upserted_found_and_deleted(zoho: Any, zoho_control: ZohoControl) -> None:
    tag = Tag()
    tag.set_name("salon")
    id = made(LEADS, Last_Name="Berg", Email="jo.berg@oak.example", Tag=[tag])
    (read,) = answers(LEADS.get_record(id))
    assert (read.get_id(), read.get_key_value("Full_Name"), read.get_tag()[0].get_name()) == (id, "Berg", "salon")
    (changed,) = answers(LEADS.update_record(id, body(record(City="Nantes")), HeaderMap()))
    assert changed.get_message().get_value() == "record updated"
    again = record(Last_Name="Berg", Email="JO.berg@oak.example", City="Rezé")
    (upserted,) = answers(LEADS.upsert_records(body(again, check=("Email",)), HeaderMap()))
    assert upserted.get_action().get_value() == "update"
    assert upserted.get_duplicate_field() == "Email"
    by_email = parameters((SearchRecordsParam.email, "jo.berg@oak.example"))
    assert [row.get_key_value("City") for row in answers(LEADS.search_records(by_email, HeaderMap()))] == ["Rezé"]
    criteria = "((Last_Name:starts_with:Be)and(City:equals:Rezé))"
    by_criteria = parameters((SearchRecordsParam.criteria, criteria))
    assert [row.get_id() for row in answers(LEADS.search_records(by_criteria, HeaderMap()))] == [id]
    (gone,) = answers(LEADS.delete_records(parameters((DeleteRecordsParam.ids, str(id))), HeaderMap()))
    assert gone.get_message().get_value() == "record deleted"
    listed = answers(LEADS.get_deleted_records(parameters((GetDeletedRecordsParam.type, "recycle")), HeaderMap()))
    assert [(one.get_id(), one.get_display_name(), one.get_type()) for one in listed] == [(id, "Berg", "recycle")]
    (twice,) = answers(LEADS.delete_records(parameters((DeleteRecordsParam.ids, str(id))), HeaderMap()))
    assert (twice.get_code().get_value(), twice.get_message().get_value()) == ("INVALID_DATA", "record not deleted")


def test_accounts_contacts_and_deals(zoho: Any) -> None:
    accounts, contacts, deals = (RecordOperations(name) for name in ("Accounts", "Contacts", "Deals"))
    account = made(accounts, Account_Name="Étude Oak", Phone="+33240112233")
    accounts.update_record(account, body(record(Billing_City="Nantes")), HeaderMap())
    (read,) = answers(accounts.get_record(account))
    assert (read.get_key_value("Account_Name"), read.get_key_value("Billing_City")) == ("Étude Oak", "Nantes")
    contact = made(contacts, Last_Name="Berg", Email="jo.berg@oak.example", Account_Name=record(id=account))
    contacts.update_record(contact, body(record(Mailing_City="Rezé")), HeaderMap())
    by_email = parameters((SearchRecordsParam.email, "jo.berg@oak.example"))
    (found,) = answers(contacts.search_records(by_email, HeaderMap()))
    assert (found.get_id(), found.get_key_value("Mailing_City")) == (contact, "Rezé")
    assert found.get_key_value("Account_Name").get_id() == account
    deal = made(deals, Deal_Name="Maison", Stage=Choice("Qualification"), Pipeline=Choice("Standard (Standard)"),
                Amount=250_000.0, Closing_Date=date(2026, 12, 1), Contact_Name=record(id=contact))  # fmt: skip
    later = record(Stage=Choice("Closed Won"), Amount=245_000.0, Closing_Date=date(2026, 12, 15))
    (changed,) = answers(deals.update_record(deal, body(later), HeaderMap()))
    assert changed.get_message().get_value() == "record updated"
    (read,) = answers(deals.get_record(deal))
    assert read.get_key_value("Stage").get_value() == "Closed Won"
    assert (read.get_key_value("Amount"), read.get_key_value("Closing_Date")) == (245_000.0, date(2026, 12, 15))
    assert read.get_key_value("Contact_Name").get_id() == contact
    (refused,) = answers(deals.update_record(deal, body(record(Stage=Choice("Rien"))), HeaderMap()))
    assert refused.get_details()["api_name"] == "Stage"


def test_a_hundred_a_call(zoho: Any) -> None:
    accounts = RecordOperations("Accounts")
    rows = [record(Account_Name=f"Étude {number}") for number in range(100)]
    ids = [int(one.get_details()["id"]) for one in answers(accounts.create_records(body(*rows), HeaderMap()))]
    changes = [record(id=id, Billing_City="Nantes") for id in ids]
    found = answers(accounts.update_records(body(*changes), HeaderMap()))
    assert [int(one.get_details()["id"]) for one in found] == ids
    refused = accounts.create_records(body(*rows, record(Account_Name="Une de trop")), HeaderMap()).get_object()
    assert refused.get_code().get_value() == "LIMIT_EXCEEDED"
    listed = parameters((GetRecordsParam.fields, "Billing_City"), (GetRecordsParam.per_page, 200))
    assert {row.get_key_value("Billing_City") for row in answers(accounts.get_records(listed, HeaderMap()))} == {
        "Nantes"
    }


def test_calls_and_meetings(zoho: Any) -> None:
    contact = made(RecordOperations("Contacts"), Last_Name="Berg")
    begins, ends = (datetime(2026, 12, 1, hour, tzinfo=UTC) for hour in (9, 10))
    calls, events = RecordOperations("Calls"), RecordOperations("Events")
    call = made(calls, Subject="Point", Call_Type=Choice("Outbound"), Call_Start_Time=begins, Call_Duration="10:00",
                Who_Id=record(id=contact))  # fmt: skip
    (read,) = answers(calls.get_record(call))
    assert (read.get_key_value("Call_Duration"), read.get_key_value("Who_Id").get_id()) == ("10:00", contact)
    meeting = made(events, Event_Title="Visite", Start_DateTime=begins, End_DateTime=ends, Who_Id=record(id=contact))
    events.update_record(meeting, body(record(Description="Sonner deux fois")), HeaderMap())
    (read,) = answers(events.get_record(meeting))
    assert (read.get_key_value("Start_DateTime"), read.get_key_value("End_DateTime")) == (begins, ends)
    assert read.get_key_value("Description") == "Sonner deux fois"
    none = record(Subject="Point", Call_Type=Choice("Outbound"), Call_Start_Time=begins, Call_Duration="00:00")
    (refused,) = answers(calls.create_records(body(none), HeaderMap()))
    assert refused.get_code().get_value() == "DEPENDENT_MISMATCH"


def test_lists_go_on_by_token_and_tell_nothing_new(zoho: Any, zoho_control: ZohoControl) -> None:
    for number in range(5):
        zoho_control.edit("Leads", None, Last_Name=f"N{number}")
    asked = [(GetRecordsParam.fields, "Last_Name,Modified_Time"), (GetRecordsParam.per_page, 3),
             (GetRecordsParam.sort_by, "Modified_Time"), (GetRecordsParam.sort_order, "asc")]  # fmt: skip
    first = LEADS.get_records(parameters(*asked), HeaderMap()).get_object()
    assert first.get_info().get_more_records() is True
    token = first.get_info().get_next_page_token()
    second = LEADS.get_records(parameters(*asked, (GetRecordsParam.page_token, token)), HeaderMap()).get_object()
    names = [row.get_key_value("Last_Name") for part in (first, second) for row in part.get_data()]
    assert names == [f"N{number}" for number in range(5)]
    later = HeaderMap()
    later.add(GetRecordsHeader.if_modified_since, datetime(2030, 1, 1, tzinfo=UTC))
    assert LEADS.get_records(parameters(*asked), later).get_status_code() == 304
    other = [*asked[:1], (GetRecordsParam.per_page, 2), (GetRecordsParam.page_token, token)]
    refused = LEADS.get_records(parameters(*other), HeaderMap()).get_object()
    assert refused.get_code().get_value() == "TOKEN_BOUND_DATA_MISMATCH"
    assert RecordOperations("Contacts").get_records(parameters(*asked[:1]), HeaderMap()).get_status_code() == 204


def test_a_query_knows_of_a_row_at_once(zoho: Any) -> None:
    made(LEADS, Last_Name="D'Aubigné", City="Nantes")
    wrapper = coql.BodyWrapper()
    wrapper.set_select_query("select Last_Name, City, Owner from Leads where ((Last_Name = 'D''Aubigné' and City is not null)"
                             " and id is not null) order by Modified_Time asc limit 0, 10")  # fmt: skip
    found = coql.CoqlOperations().get_records(wrapper).get_object()
    assert [row.get_key_value("City") for row in found.get_data()] == ["Nantes"]
    wrapper.set_select_query("select Nothing from Leads where id is not null")
    assert coql.CoqlOperations().get_records(wrapper).get_object().get_code().get_value() == "INVALID_QUERY"


def test_a_converted_lead_leads_to_its_contact(zoho: Any) -> None:
    id = made(LEADS, Last_Name="Ode", First_Name="Zoé", Company="Acme")
    wish = convert_lead.LeadConverter()
    wish.set_deals(record(Deal_Name="Maison", Stage=Choice("Qualification"), Pipeline=Choice("Standard (Standard)")))
    wrapper = convert_lead.BodyWrapper()
    wrapper.set_data([wish])
    (answer,) = answers(convert_lead.ConvertLeadOperations(id).convert_lead(wrapper))
    assert answer.get_message().get_value() == "The record has been converted successfully"
    (lead,) = answers(LEADS.get_record(id))
    contact = lead.get_key_value("Converted_Contact")
    (read,) = answers(RecordOperations("Contacts").get_record(contact.get_id()))
    assert (read.get_key_value("First_Name"), read.get_key_value("Account_Name").get_key_value("name")) == (
        "Zoé",
        "Acme",
    )
    (refused,) = answers(LEADS.update_record(id, body(record(City="Nantes")), HeaderMap()))
    assert refused.get_code().get_value() == "CONVERTED_RECORD"


def test_activities_notes_and_who_wrote_what(zoho: Any, zoho_control: ZohoControl) -> None:
    lead = zoho_control.edit("Leads", None, Last_Name="Berg")
    task = made(RecordOperations("Tasks"), Subject="Rappeler", Due_Date=datetime(2026, 12, 1, tzinfo=UTC).date(),
                What_Id=record(id=int(lead)), **{"$se_module": "Leads"})  # fmt: skip
    (read,) = answers(RecordOperations("Tasks").get_record(task))
    assert read.get_key_value("What_Id").get_id() == int(lead)
    note, parent = notes.Note(), notes.ParentId()
    module = MinifiedModule()
    module.set_api_name("Leads")
    parent.set_id(int(lead))
    parent.set_module(module)
    note.set_parent_id(parent)
    note.set_note_content("Préfère le matin")
    wrapper = notes.BodyWrapper()
    wrapper.set_data([note])
    (answer,) = answers(notes.NotesOperations().create_notes(wrapper))
    assert answer.get_code().get_value() == "SUCCESS"
    LEADS.update_record(int(lead), body(record(Phone="+33639981234")), HeaderMap())
    entries = TimelinesOperations().get_timelines("Leads", lead).get_object().get_timeline()
    assert [(one.get_action(), one.get_source()) for one in entries] == [("updated", "crm_api"), ("added", "crm_ui")]
    (change,) = entries[0].get_field_history()
    assert (change.get_api_name(), change.get_value().get_old()) == ("Phone", "blank")


def test_metadata_is_described(zoho: Any) -> None:
    modules = ModulesOperations().get_modules().get_object().get_modules()
    assert "Leads" in [module.get_api_name() for module in modules]
    fields = FieldsOperations().get_fields(parameters((GetFieldsParam.module, "Leads"))).get_object().get_fields()
    by_name = {field.get_api_name(): field for field in fields}
    assert by_name["Last_Name"].get_system_mandatory() is True
    assert by_name["crmdesk_uid"].get_unique() is not None
    assert by_name["Rating"].get_pick_list_values()[0].get_actual_value() == "Hot"
    (layout,) = (
        LayoutsOperations().get_layouts(parameters((GetLayoutsParam.module, "Deals"))).get_object().get_layouts()
    )
    (pipeline,) = PipelineOperations(layout.get_id()).get_pipelines().get_object().get_pipeline()
    assert [stage.get_actual_value() for stage in pipeline.get_maps()][-1] == "Closed Lost"
    (org,) = OrgOperations().get_organization().get_object().get_org()
    assert (org.get_company_name(), org.get_iso_code()) == ("Talensac Immobilier", "EUR")
    users = UsersOperations().get_users(parameters((GetUsersParam.type, "AllUsers"))).get_object().get_users()
    assert [user.get_status() for user in users] == ["active", "active", "active", "disabled"]


def test_a_field_of_users(zoho: Any) -> None:
    fields = FieldsOperations().get_fields(parameters((GetFieldsParam.module, "Leads"))).get_object().get_fields()
    held = next(field for field in fields if field.get_api_name() == "Second_negociateur")
    assert (held.get_data_type(), held.get_json_type(), held.get_custom_field()) == ("userlookup", "jsonobject", True)
    users = UsersOperations().get_users(parameters((GetUsersParam.type, "AllUsers"))).get_object().get_users()
    agent = MinifiedUser()
    agent.set_id(users[1].get_id())
    id = made(LEADS, Last_Name="Berg", Second_negociateur=agent)
    (read,) = answers(LEADS.get_record(id))
    named = read.get_key_value("Second_negociateur")
    assert (named.get_id(), named.get_name()) == (users[1].get_id(), "Julien Baudouin")
    agent.set_id(id)
    (refused,) = answers(LEADS.update_record(id, body(record(Second_negociateur=agent)), HeaderMap()))
    assert (refused.get_code().get_value(), refused.get_details()["api_name"]) == ("INVALID_DATA", "Second_negociateur")


def test_a_large_list_comes_as_a_file(zoho: Any, zoho_control: ZohoControl) -> None:
    zoho_control.edit("Leads", None, Last_Name="Berg", Email="jo@oak.example")
    module, query = MinifiedModule(), bulk_read.Query()
    module.set_api_name("Leads")
    query.set_module(module)
    query.set_fields(["Last_Name", "Email"])
    wrapper = bulk_read.BodyWrapper()
    wrapper.set_query(query)
    (job,) = answers(bulk_read.BulkReadOperations().create_bulk_read_job(wrapper))
    id = job.get_details()["id"]
    (state,) = answers(bulk_read.BulkReadOperations().get_bulk_read_job_details(int(id)))
    assert (state.get_state().get_value(), state.get_result().get_count()) == ("COMPLETED", 1)
    file = bulk_read.BulkReadOperations().download_result(int(id)).get_object().get_file()
    with zipfile.ZipFile(io.BytesIO(file.get_stream().content)) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    assert text.splitlines()[0] == "Id,Last_Name,Email"
    assert text.splitlines()[1].endswith(",Berg,jo@oak.example")
