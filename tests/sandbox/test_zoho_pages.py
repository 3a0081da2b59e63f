"""Zoho's sandbox under clients in other languages: what its pages say of rare scopes, parameters and answers."""

from __future__ import annotations

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
