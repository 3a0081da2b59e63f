"""Zoho's sandbox under clients in other languages: what its pages say of rare scopes, parameters and answers."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.zoho_http import ZohoControl, ZohoHttp, code_of

URI = "http://localhost:8000/callback"
PAST = "2020-01-01T00:00:00+01:00"


def narrow(http: ZohoHttp, *scopes: str) -> ZohoHttp:
    """A client with these scopes alone."""
    token = http.redeem(http.code(URI, scope=",".join(scopes)), URI)["access_token"]
    return ZohoHttp(http.base_url, token, http.client_id, http.client_secret)


def test_scopes_of_a_part(zoho_http: ZohoHttp) -> None:
    lead = zoho_http.create("Leads", Last_Name="Riou")
    reader = narrow(zoho_http, "ZohoCRM.modules.leads.READ", "ZohoCRM.settings.fields.READ")
    assert reader.get("/Leads", fields="City").status == 200
    assert reader.get("/settings/fields", module="Leads").status == 200
    for answer in (reader.get("/Contacts", fields="City"), reader.call("DELETE", f"/Leads/{lead}"),
                   reader.get("/settings/modules"), reader.get("/settings/recycle_bin")):  # fmt: skip
        assert code_of(answer) == (401, "OAUTH_SCOPE_MISMATCH")
    writer = narrow(zoho_http, "ZohoCRM.modules.leads.WRITE", "ZohoCRM.settings.fields.ALL", "ZohoCRM.users.ALL")
    assert writer.item("PUT", f"/Leads/{lead}", {"City": "Nantes"})["status"] == "success"
    assert code_of(writer.call("DELETE", f"/Leads/{lead}")) == (401, "OAUTH_SCOPE_MISMATCH")
    assert writer.get("/settings/fields", module="Leads").status == writer.get("/users").status == 200
    binned = narrow(zoho_http, "ZohoCRM.settings.recycle_bin.READ")
    assert binned.get("/settings/recycle_bin/actions/count").status == 200
    assert code_of(binned.call("POST", "/settings/recycle_bin/actions/empty", {})) == (401, "OAUTH_SCOPE_MISMATCH")


def test_a_query_needs_the_scope_of_its_module_too(zoho_http: ZohoHttp) -> None:
    zoho_http.create("Leads", Last_Name="Riou")
    client = narrow(zoho_http, "ZohoCRM.coql.READ", "ZohoCRM.modules.leads.READ")
    assert client.query("select id from Leads where id is not null").status == 200
    assert code_of(client.query("select id from Contacts where id is not null")) == (401, "OAUTH_SCOPE_MISMATCH")


@pytest.mark.parametrize("batches", ["whole", "each"])
def test_one_record_that_was_changed_is_a_412(zoho_http: ZohoHttp, zoho_control: ZohoControl, batches: str) -> None:
    zoho_control.traits(guarded_batch=batches)
    id = zoho_http.create("Leads", Last_Name="Riou", Email="a@b.fr")
    for method, path, record in (
        ("POST", "/Leads/upsert", {"Last_Name": "Joly", "Email": "a@b.fr"}), ("PUT", "/Leads", {"id": id, "City": "Rezé"}),
        ("PUT", f"/Leads/{id}", {"City": "Rezé"}),
    ):  # fmt: skip
        answer = zoho_http.call(method, path, {"data": [record]}, if_unmodified_since=PAST)
        assert code_of(answer) == (412, "ALREADY_MODIFIED"), path
    both = {"data": [{"Last_Name": "Joly", "Email": "a@b.fr"}, {"Last_Name": "New", "Email": "c@d.fr"}]}
    answer = zoho_http.call("POST", "/Leads/upsert", both, if_unmodified_since=PAST)
    codes = [one["code"] for one in answer.json()["data"]]
    assert (answer.status, codes) == {"whole": (412, ["ALREADY_MODIFIED"]),
                                      "each": (207, ["ALREADY_MODIFIED", "SUCCESS"])}[batches]  # fmt: skip
    assert zoho_http.rows(f"/Leads/{id}")[0]["Last_Name"] == "Riou"


def test_commas_in_criteria(zoho_http: ZohoHttp) -> None:
    id = zoho_http.create("Leads", Last_Name="Riou, Joly")
    zoho_http.create("Leads", Last_Name="Riou")

    def found(criteria: str) -> list[str]:
        return [row["id"] for row in zoho_http.rows("/Leads/search", criteria=criteria, fields="City")]

    assert found(r"(Last_Name:in:Riou\, Joly,Nobody)") == [id]
    assert found(r"(Last_Name:starts_with:Riou\, J)") == found("(Last_Name:starts_with:Riou, J)") == [id]


def test_how_far_searches_and_queries_reach(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    for page in ("11", "101", "9999"):
        answer = zoho_http.get("/Leads/search", word="x", page=page)
        assert (code_of(answer), answer.json()["details"]) == ((400, "LIMIT_REACHED"), {"limit": "2000"})
    many = ",".join(f"F{number}" for number in range(51))
    assert code_of(zoho_http.get("/Leads/search", word="x", fields=many)) == (400, "LIMIT_EXCEEDED")
    far = "select id from Leads where id is not null limit {}, 2000"
    assert zoho_http.query(far.format(98_000)).status == 204
    assert code_of(zoho_http.query(far.format(98_001))) == (400, "LIMIT_EXCEEDED")
    zoho_control.traits(coql_reach=10_000)
    assert code_of(zoho_http.query(far.format(8_001))) == (400, "LIMIT_EXCEEDED")


def test_what_a_deal_needs(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    deal: dict[str, object] = {"Deal_Name": "Vente", "Stage": "Qualification"}
    wrong = zoho_http.item("POST", "/Deals", deal)
    assert (wrong["code"], wrong["details"]["api_name"]) == ("MANDATORY_NOT_FOUND", "Pipeline")
    id = zoho_http.create("Deals", **deal, Pipeline="Standard (Standard)")
    assert zoho_http.item("PUT", f"/Deals/{id}", {"Pipeline": None})["code"] == "MANDATORY_NOT_FOUND"
    for chance in (101, -1):
        wrong = zoho_http.item("PUT", f"/Deals/{id}", {"Probability": chance})
        assert (wrong["code"], wrong["message"]) == ("INVALID_DATA", "Given Probability is not valid")
    zoho_control.traits(pipelines=False)
    assert zoho_http.item("POST", "/Deals", deal)["status"] == "success"


def test_several_duplicates_at_once(zoho_http: ZohoHttp) -> None:
    field = {"field_label": "Numero", "data_type": "text", "unique": {"casesensitive": "false"}}
    zoho_http.call("POST", "/settings/fields?module=Leads", {"fields": [field]})
    first = zoho_http.create("Leads", Last_Name="A", crmdesk_uid="K1")
    second = zoho_http.create("Leads", Last_Name="B", Numero="N2")
    answer = zoho_http.item("POST", "/Leads", {"Last_Name": "C", "crmdesk_uid": "K1", "Numero": "N2"})
    assert answer["code"] == "MULTIPLE_OR_MULTI_ERRORS"
    told = {one["details"]["api_name"]: one["details"]["duplicate_record"]["id"] for one in answer["details"]["errors"]}
    assert told == {"crmdesk_uid": first, "Numero": second}
    (leads,) = (one for one in zoho_http.get("/settings/modules").json()["modules"] if one["api_name"] == "Leads")
    alone = zoho_http.item("POST", "/Leads", {"Last_Name": "C", "Numero": "N2"})["details"]["duplicate_record"]
    assert alone["module"] == {"api_name": "Leads", "id": leads["id"]}


def test_tags_that_a_conversion_carries_over(zoho_http: ZohoHttp) -> None:
    lead = zoho_http.create("Leads", Last_Name="Ode", Company="Acme", Tag=[{"name": "a"}, {"name": "b"}])
    wish = {"carry_over_tags": {"Contacts": ["a"], "Accounts": ["b"]}}
    made = zoho_http.item("POST", f"/Leads/{lead}/actions/convert", wish)["details"]
    tags = {name: [tag["name"] for tag in zoho_http.rows(f"/{name}/{made[name]['id']}")[0]["Tag"]]
            for name in ("Contacts", "Accounts")}  # fmt: skip
    assert tags == {"Contacts": ["a"], "Accounts": ["b"]}


def test_a_timeline_tells_what_is_asked_of_it(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    lead = zoho_control.edit("Leads", None, Last_Name="Riou")
    zoho_control.advance(60)
    zoho_http.item("PUT", f"/Leads/{lead}", {"City": "Nantes"})
    path = f"/Leads/{lead}/__timeline"
    entries = zoho_http.get(path).json()["__timeline"]
    assert entries[0]["field_history"][0].keys() == {"api_name", "id", "_value"}
    assert entries[0]["record"]["module"]["id"] != "0"

    def found(**raw: object) -> list[str]:
        answer = zoho_http.get(path, filters=json.dumps(raw))
        return [] if answer.status == 204 else [one["id"] for one in answer.json()["__timeline"]]

    def one(name: str, comparator: str, value: object) -> dict[str, object]:
        return {"field": {"api_name": name}, "comparator": comparator, "value": value}

    later, earlier = (entry["id"] for entry in entries)
    assert found(**one("source", "equal", "crm_api")) == [later]
    assert found(**one("source", "in", ["crm_ui", "x"])) == [earlier]
    span = [entries[1]["audited_time"], entries[1]["audited_time"]]
    both = [one("audited_time", "between", span), one("record.module.api_name", "equal", "Leads")]
    assert found(group_operator="and", group=both) == [earlier]
    assert found(**one("done_by.id", "equal", "77")) == []
    for wrong in (
        "{",
        "{}",
        json.dumps(one("colour", "equal", "x")),
        json.dumps(one("audited_time", "between", ["x", "y"])),
    ):
        assert code_of(zoho_http.get(path, filters=wrong)) == (400, "INVALID_DATA")


def test_pages_by_token_are_counted(zoho_http: ZohoHttp) -> None:
    for number in range(3):
        zoho_http.create("Leads", Last_Name=f"N{number}")
    asked = {"fields": "City", "per_page": "2"}
    token = zoho_http.get("/Leads", **asked).json()["info"]["next_page_token"]
    info = zoho_http.get("/Leads", **asked, page_token=token).json()["info"]
    assert (info["page"], info["count"], info["more_records"]) == (2, 1, False)


def test_how_long_a_job_is_kept(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    body = {"query": {"module": {"api_name": "Leads"}}}
    made = zoho_http.call("POST", "/crm/bulk/v8/read", body, content_type="application/json")
    path = f"/crm/bulk/v8/read/{made.json()['data'][0]['details']['id']}"
    query = zoho_http.get(path).json()["data"][0]["query"]
    assert (query["module"]["api_name"], query["module"].keys(), query["page"]) == ("Leads", {"api_name", "id"}, 1)
    zoho_control.advance(86_400)
    assert zoho_http.get(f"{path}/result").status == 200
    zoho_control.traits(bulk_kept_s=86_400.0)
    assert code_of(zoho_http.get(f"{path}/result")) == (404, "RESOURCE_NOT_FOUND")


def test_small_things_of_metadata(zoho_http: ZohoHttp) -> None:
    fields = {one["api_name"]: one for one in zoho_http.get("/settings/fields", module="Contacts").json()["fields"]}
    assert fields["Email"]["lookup"] is None
    assert fields["Account_Name"]["lookup"]["module"]["api_name"] == "Accounts"
    (org,) = zoho_http.get("/org").json()["org"]
    assert org["currency"] == org["iso_code"] == "EUR"
    id = zoho_http.create("Leads", Last_Name="Riou")
    assert zoho_http.rows(f"/Leads/{id}")[0]["$currency_symbol"] == "€"


def test_records_are_addressed_by_a_field_of_their_own(zoho_http: ZohoHttp) -> None:
    id = zoho_http.create("Leads", Last_Name="Riou", crmdesk_uid="K-1")
    own = {"x_external": "Leads.crmdesk_uid"}
    listed = zoho_http.call("GET", "/Leads?fields=City&ids=K-1,K-2", **own).json()["data"]
    assert [row["id"] for row in listed] == [id]
    assert zoho_http.call("GET", "/Leads/K-1", **own).json()["data"][0]["id"] == id
    for path, record in (("/Leads", {"id": "K-1", "City": "Rezé"}), ("/Leads/K-1", {"City": "Vertou"})):
        assert zoho_http.item("PUT", path, record, **own)["details"]["id"] == id
    stale = zoho_http.call("PUT", "/Leads/K-1", {"data": [{"City": "x"}]}, if_unmodified_since=PAST, **own)
    assert code_of(stale) == (412, "ALREADY_MODIFIED")
    assert code_of(zoho_http.call("GET", "/Leads/K-1")) == (400, "INVALID_DATA")
    assert code_of(zoho_http.call("GET", "/Leads/K-2", **own)) == (400, "INVALID_DATA")
    assert zoho_http.call("DELETE", "/Leads?ids=K-1", **own).json()["data"][0]["details"]["id"] == id
