"""The field mapping from the command line, over an account that has properties of the agency's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control, HubSpotHttp

OPTIONS = [
    {"label": label, "value": value, "displayOrder": at}
    for at, (value, label) in enumerate([("A_B", "A ou B"), ("C", "C")])
]
OWN = {
    "terrace_m2": ("Surface terrasse", "number", "number", []),
    "dpe": ("DPE", "enumeration", "select", OPTIONS),
    "parts": (
        "Équipements",
        "enumeration",
        "checkbox",
        [{"label": "Piscine", "value": "pool"}, {"label": "Cave", "value": "cellar"}],
    ),
    "visited": (
        "Visité",
        "bool",
        "booleancheckbox",
        [{"label": "Oui", "value": "true"}, {"label": "Non", "value": "false"}],
    ),
    "free_on": ("Libre le", "date", "date", []),
    "seen_at": ("Vu le", "datetime", "date", []),
    "keys_at": ("Clés", "string", "text", []),
    "access": ("Accès", "string", "textarea", []),
}


@pytest.fixture
def vendor(connected: Cli, control: Control, served: Sandbox) -> HubSpotHttp:
    """The account, with properties of its own that crmdesk has heard of."""
    account = served.vendors["hubspot"]
    http = HubSpotHttp(str(account["base_url"]), str(account["access_token"]))
    for name, (label, type_, field_type, options) in OWN.items():
        body = {"name": name, "label": label, "type": type_, "fieldType": field_type, "groupName": "contactinformation"}
        answer = http.post("/crm/v3/properties/contacts", {**body, "options": options})
        assert answer.status == 201, answer.body
    connected.do("connect", "hubspot", "--name", "hubspot", "--sandbox", control.url, "--token")
    return http


def place(cli: Cli, kind: str = "lead") -> dict[str, Any]:
    (found,) = [each for each in cli.do("mapping", "hubspot", "--kind", kind)["places"] if each["table"] == "contacts"]
    assert isinstance(found, dict)
    return found


def lead(cli: Cli) -> tuple[str, str]:
    row = next(each for each in cli.do("records", "lead", "--limit", "1000")["records"] if each["links"])
    return row["id"], next(link["remote_id"] for link in row["links"] if link["object"] == "contacts")


def test_what_is_left_is_listed_and_nothing_is_mapped_by_itself(vendor: HubSpotHttp, connected: Cli) -> None:
    assert vendor.token
    found = place(connected)
    left = {each["name"]: each["type"] for each in found["left"]}
    assert {name: left[name] for name in OWN} == {
        "terrace_m2": "decimal",
        "dpe": "choice",
        "parts": "tags",
        "visited": "boolean",
        "free_on": "date",
        "seen_at": "datetime",
        "keys_at": "text",
        "access": "long_text",
    }
    assert not any(each["field"].startswith("x.") or each["chosen"] for each in found["fields"])
    shown = connected("mapping", "hubspot", "--kind", "lead").out
    assert "↔" in shown
    assert "Surface terrasse" in shown


def test_nothing_is_suggested_that_would_be_refused(vendor: HubSpotHttp, connected: Cli, control: Control) -> None:
    lines = connected.do("mapping", "hubspot", "add", "contacts", "lead", "access")["field"]
    connected.do("mapping", "hubspot", "set", "contacts", "lead", lines, "--direction", "off")
    one_line = {
        "name": "door",
        "label": "Accès",
        "type": "string",
        "fieldType": "text",
        "groupName": "contactinformation",
    }
    assert vendor.post("/crm/v3/properties/contacts", one_line).status == 201
    connected.do("connect", "hubspot", "--name", "hubspot", "--sandbox", control.url, "--token")
    suggested = {each["name"]: each["suggested"] for each in place(connected)["left"]}
    assert (suggested["access"], suggested["door"]) == ([lines], [])
    again = ("mapping", "hubspot", "set", "contacts", "lead", lines, "--direction", "both", "--property")
    connected.json(*again, "door").failed("mapping_loses")
    connected.do(*again, "access")


def test_a_custom_field_of_each_type_goes_both_ways(vendor: HubSpotHttp, connected: Cli) -> None:
    record, id = lead(connected)
    fields = {name: connected.do("mapping", "hubspot", "add", "contacts", "lead", name)["field"] for name in OWN}
    assert fields["terrace_m2"] == "x.decimal.surface_terrasse"
    there = {
        "terrace_m2": "12.5", "dpe": "C", "parts": "pool;cellar", "visited": "true", "free_on": "2026-05-04",
        "seen_at": "2026-05-04T07:00:00Z", "keys_at": "Voisine", "access": "Code 12\nPuis à gauche",
    }  # fmt: skip
    assert vendor.patch(f"/crm/v3/objects/contacts/{id}", {"properties": there}).status == 200
    connected.do("sync")
    held = connected.fields("lead", record)
    assert {name: held[field] for name, field in fields.items()} == {
        "terrace_m2": "12.5", "dpe": "C", "parts": ["cellar", "pool"], "visited": True, "free_on": "2026-05-04",
        "seen_at": "2026-05-04T07:00:00.000Z", "keys_at": "Voisine", "access": "Code 12\nPuis à gauche",
    }  # fmt: skip
    typed = {
        "terrace_m2": "8", "dpe": "A_B", "parts": "cellar", "visited": "non", "free_on": "05/06/2026",
        "seen_at": "2026-06-01T10:00:00Z", "keys_at": "Gardien", "access": "Sonner",
    }  # fmt: skip
    connected.do("edit", "lead", record, *(f"{fields[name]}={value}" for name, value in typed.items()))
    connected.do("sync")
    now = vendor.values(f"/crm/v3/objects/contacts/{id}", *OWN)
    assert {name: now[name] for name in ("terrace_m2", "dpe", "parts", "visited", "free_on", "keys_at", "access")} == {
        "terrace_m2": "8", "dpe": "A_B", "parts": "cellar", "visited": "false", "free_on": "2026-06-05",
        "keys_at": "Gardien", "access": "Sonner",
    }  # fmt: skip
    connected.do("edit", "lead", record, *(f"{field}=" for field in fields.values()))
    connected.do("sync")
    assert {value or None for value in vendor.values(f"/crm/v3/objects/contacts/{id}", *OWN).values()} >= {None}
    assert not any(vendor.values(f"/crm/v3/objects/contacts/{id}", *OWN)[name] for name in OWN)
    assert connected.do("doctor")["ok"]


def test_records_are_found_by_a_custom_value(vendor: HubSpotHttp, connected: Cli) -> None:
    assert vendor.token
    area = connected.do("mapping", "hubspot", "add", "contacts", "lead", "terrace_m2")["field"]
    parts = connected.do("mapping", "hubspot", "add", "contacts", "lead", "parts")["field"]
    made = connected.new("lead", "last_name=Durand", f"{area}=12,50", f"{parts}=pool, cellar")
    other = connected.new("lead", "last_name=Martin", f"{area}=7")
    found = connected.do("records", "lead", "--where", f"{area}=12.5")["records"]
    assert [each["id"] for each in found] == [made]
    assert [each["id"] for each in connected.do("records", "lead", "--where", f"{parts}=pool")["records"]] == [made]
    blank = connected.do("records", "lead", "--where", f"{area}=", "--limit", "1000")["records"]
    assert {made, other} & {each["id"] for each in blank} == set()
    assert blank


def test_words_are_paired_and_a_direction_is_kept(vendor: HubSpotHttp, connected: Cli) -> None:
    record, id = lead(connected)
    rating = connected.do("mapping", "hubspot", "add", "contacts", "lead", "dpe", "--label", "Étiquette")["field"]
    connected.do("mapping", "hubspot", "set", "contacts", "lead", rating, "--pair", "A_B=bon", "--pair", "C=moyen")
    assert vendor.patch(f"/crm/v3/objects/contacts/{id}", {"properties": {"dpe": "A_B"}}).status == 200
    connected.do("sync")
    assert connected.fields("lead", record)[rating] == "bon"
    connected.do("edit", "lead", record, f"{rating}=moyen")
    connected.do("sync")
    assert vendor.values(f"/crm/v3/objects/contacts/{id}", "dpe")["dpe"] == "C"
    connected.do("mapping", "hubspot", "set", "contacts", "lead", rating, "--direction", "in")
    connected.do("edit", "lead", record, f"{rating}=bon")
    connected.do("sync")
    assert vendor.values(f"/crm/v3/objects/contacts/{id}", "dpe")["dpe"] == "C"
    (field,) = [each for each in place(connected)["fields"] if each["field"] == rating]
    assert (field["label"], field["direction"], field["pairs"]) == ("Étiquette", "in", [["A_B", "bon"], ["C", "moyen"]])


def test_what_makes_no_sense_is_refused(vendor: HubSpotHttp, connected: Cli) -> None:
    assert vendor.token
    refused = ("mapping", "hubspot", "set", "contacts", "lead")
    connected.json(*refused, "last_name", "--direction", "in").failed("mapping_needs_field")
    connected.json(*refused, "city", "--property", "nonsense").failed("mapping_property_unknown")
    connected.json(*refused, "city", "--property", "terrace_m2").failed("mapping_type_unfit")
    connected.json(*refused, "city", "--property", "firstname").failed("mapping_property_taken")
    connected.json(*refused, "city", "--pair", "Lyon").failed("pair_expected")
    connected.json(*refused, "estimate", "--pair", "1=2").failed("mapping_pairs_unfit")
    none = connected.json(*refused, "status", "--pair", "OPEN=bogus").failed("value_not_an_option")
    assert (none["field"], none["value"]) == ("status", "bogus")
    assert "to_call_back" in none["options"]
    assert connected.json(*refused, "lead_type", "--pair", "OPEN=bogus").failed("value_not_an_option")["options"]
    twice = connected.json(*refused, "status", "--pair", "OPEN=lost", "--pair", "OPEN=new").failed("mapping_pair_twice")
    assert twice["word"] == "OPEN"
    gone = connected.json(*refused, "status", "--pair", "Opened=lost").failed("mapping_pair_unknown")
    assert gone["word"] == "Opened"
    label = gone["options"].split(", ")[0]
    connected.do(*refused, "status", "--pair", f"{label}=lost", "--pair", "OPEN=lost")
    connected.json(*refused, "x.decimal.terrasse").failed("mapping_property_needed")
    connected.json("mapping", "hubspot", "set", "people", "lead", "city").failed("mapping_place_unknown")
    connected.json("mapping", "hubspot", "restore", "7").failed("mapping_version_unknown")


def test_a_field_does_not_come_back_to_a_place_that_another_one_has_taken(
    vendor: HubSpotHttp, connected: Cli, tmp_path: Path
) -> None:
    assert vendor.token
    file = tmp_path / "mapping.json"
    city = ("mapping", "hubspot", "set", "contacts", "lead", "city", "--direction")
    connected.do(*city, "off")
    own = connected.do("mapping", "hubspot", "add", "contacts", "lead", "city", "--label", "Ville du bien")["field"]
    for direction in ("both", "in", "out"):
        taken = connected.json(*city, direction).failed("mapping_property_taken")
        assert (taken["field"], taken["property"], taken["other"]) == ("city", "city", own)
    connected.do("mapping", "hubspot", "export", str(file))
    document = json.loads(file.read_text(encoding="utf-8"))
    choices = document["choices"]["contacts"]["lead"]
    for back, places in (({"direction": "both"}, ["city", own]), (None, [own])):
        choices |= {"city": back}
        document["choices"]["contacts"]["lead"] = {name: each for name, each in choices.items() if each is not None}
        file.write_text(json.dumps(document), encoding="utf-8")
        said = connected.json("mapping", "hubspot", "import", str(file)).failed("mapping_file_wrong")["faults"]
        faults = {each["place"]: each["reason"] for each in json.loads(said)}
        assert faults == {f"contacts.lead.{name}": "mapping_property_taken" for name in places}
    connected.do("mapping", "hubspot", "set", "contacts", "lead", own, "--property", "keys_at")
    connected.do(*city, "both")


def test_a_pair_is_taken_by_the_word_that_a_person_reads(vendor: HubSpotHttp, connected: Cli) -> None:
    assert vendor.token
    paired = ("mapping", "hubspot", "set", "contacts", "lead", "status", "--pair")
    connected.do(*paired, "OPEN=À rappeler", "--pair", "NEW=lost")
    (field,) = [each for each in place(connected)["fields"] if each["field"] == "status"]
    assert field["pairs"] == [["OPEN", "to_call_back"], ["NEW", "lost"]]


def test_a_file_with_a_pair_that_is_no_choice_is_refused(vendor: HubSpotHttp, connected: Cli, tmp_path: Path) -> None:
    assert vendor.token
    file = tmp_path / "mapping.json"
    connected.do("mapping", "hubspot", "export", str(file))
    document = json.loads(file.read_text(encoding="utf-8"))
    document["choices"] = {"contacts": {"lead": {"status": {"pairs": [["OPEN", "bogus"]]}}}}
    file.write_text(json.dumps(document), encoding="utf-8")
    told = connected.json("mapping", "hubspot", "import", str(file)).failed("mapping_file_wrong")
    (fault,) = json.loads(told["faults"])
    assert (fault["place"], fault["reason"]) == ("contacts.lead.status", "value_not_an_option")


def test_a_file_that_is_no_json_is_said_in_a_sentence(vendor: HubSpotHttp, connected: Cli, tmp_path: Path) -> None:
    assert vendor.token
    file = tmp_path / "mapping.json"
    for content in (b"{", b"\xff\xfe"):
        file.write_bytes(content)
        err = connected("mapping", "hubspot", "import", str(file)).err
        assert "{}" not in err
        assert "This is no JSON, or it breaks off." in err


def test_a_text_that_says_nothing_is_no_label_and_no_word(vendor: HubSpotHttp, connected: Cli, tmp_path: Path) -> None:
    assert vendor.token
    made = connected.do("mapping", "hubspot", "add", "contacts", "lead", "dpe", "--label", "  ")
    assert (made["field"], made["label"]) == ("x.choice.dpe", "DPE")
    file = tmp_path / "mapping.json"
    connected.do("mapping", "hubspot", "export", str(file))
    document = json.loads(file.read_text(encoding="utf-8"))
    document["custom_fields"][0]["label"] = "  "
    document["choices"]["contacts"]["lead"]["x.choice.dpe"]["pairs"] = [[" ", "bon"]]
    file.write_text(json.dumps(document), encoding="utf-8")
    told = connected.json("mapping", "hubspot", "import", str(file)).failed("mapping_file_wrong")
    assert len(json.loads(told["faults"])) == 2


def test_a_second_field_of_the_same_name_is_told_with_the_first(vendor: HubSpotHttp, connected: Cli) -> None:
    assert vendor.token
    add = ("mapping", "hubspot", "add", "contacts", "lead", "dpe")
    assert connected.do(*add)["alike"] == []
    connected.do("mapping", "hubspot", "restore", "0")
    told = connected(*add)
    assert "x.choice.dpe_2" in told.out
    assert "called alike: x.choice.dpe (" in told.out


def test_a_file_takes_no_word_of_the_accounts_away(vendor: HubSpotHttp, connected: Cli, tmp_path: Path) -> None:
    name = connected.do("mapping", "hubspot", "add", "contacts", "lead", "dpe")["field"]
    file = tmp_path / "mapping.json"
    connected.do("mapping", "hubspot", "export", str(file))
    earlier = json.loads(file.read_text("utf-8"))
    earlier["custom_fields"][0]["options"] = {"A_B": "A ou B"}
    file.write_text(json.dumps(earlier), "utf-8")
    connected.do("mapping", "hubspot", "import", str(file))
    connected.do("sync")
    id, _ = lead(connected)
    connected.do("edit", "lead", id, f"{name}=C")


def test_a_field_that_moves_offers_the_words_of_where_it_lives_now(vendor: HubSpotHttp, connected: Cli) -> None:
    name = connected.do("mapping", "hubspot", "add", "contacts", "lead", "dpe")["field"]
    connected.do("mapping", "hubspot", "set", "contacts", "lead", name, "--property", "hs_language")
    connected.do("sync")
    id, _ = lead(connected)
    refused = connected.json("edit", "lead", id, f"{name}=klingon").failed("value_not_an_option")
    assert {"C", "fr"} <= set(refused["options"].split(", "))


def test_versions_and_files(vendor: HubSpotHttp, connected: Cli, tmp_path: Path) -> None:
    assert vendor.token
    file = tmp_path / "mapping.json"
    area = connected.do("mapping", "hubspot", "add", "contacts", "lead", "terrace_m2")["field"]
    assert connected.do("mapping", "hubspot", "set", "contacts", "lead", "city", "--keep-blank")["version"] == 2
    connected.do("mapping", "hubspot", "export", str(file))
    assert connected.do("mapping", "hubspot", "restore", "0")["version"] == 3
    assert [each["field"] for each in place(connected)["fields"] if each["chosen"]] == []
    assert connected.do("mapping", "hubspot", "import", str(file))["version"] == 4
    assert [each["version"] for each in connected.do("mapping", "hubspot", "versions")["versions"]] == [4, 3, 2, 1, 0]
    assert {each["field"] for each in place(connected)["fields"] if each["chosen"]} == {area, "city"}
    document = json.loads(file.read_text(encoding="utf-8"))
    document["choices"]["contacts"]["lead"] |= {
        "city": {"property": "terrace_m2"},
        "x.text.other": {"property": "keys_at"},
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    faults = json.loads(
        connected.json("mapping", "hubspot", "import", str(file)).failed("mapping_file_wrong")["faults"]
    )
    assert [(each["place"], each["reason"]) for each in faults] == [
        ("contacts.lead.city", "mapping_type_unfit"),
        (f"contacts.lead.{area}", "mapping_property_taken"),
        ("contacts.lead.x.text.other", "unknown_field"),
    ]
    document["choices"]["contacts"]["lead"] = {"city": {"direction": "sideways", "colour": "red"}}
    file.write_text(json.dumps(document), encoding="utf-8")
    faults = json.loads(
        connected.json("mapping", "hubspot", "import", str(file)).failed("mapping_file_wrong")["faults"]
    )
    assert [each["place"] for each in faults] == [
        "choices.contacts.lead.city.direction",
        "choices.contacts.lead.city.colour",
    ]
    assert [each["reason"] for each in faults] == ["mapping_setting_not_one_of", "mapping_setting_unknown"]
    said = connected("mapping", "hubspot", "import", str(file)).err
    document["choices"] = {"contacts": {"prospect": {}}}
    file.write_text(json.dumps(document), encoding="utf-8")
    (fault,) = json.loads(
        connected.json("mapping", "hubspot", "import", str(file)).failed("mapping_file_wrong")["faults"]
    )
    assert fault["place"] == "choices.contacts.prospect"
    assert "choices.contacts.lead.city.direction: Only these are possible here: 'both', 'in', 'out', 'off'" in said


FIELD = '{"kind": "lead", "name": "x.text.keys", "label": "Clés"}'
TWICE = '{"contacts": {"lead": {"city": {"direction": "off"}, "city": {"direction": "in"}}}}'
WRONG = [
    ("{", "{}", "mapping_no_json"),
    ('{"vendor": "hubspot", "choices": {}}', "crmdesk_mapping", "mapping_setting_missing"),
    ('{"crmdesk_mapping": 1, "vendor": "hubspot"}', "choices", "mapping_setting_missing"),
    ('{"crmdesk_mapping": 2, "vendor": "hubspot", "choices": {}}', "crmdesk_mapping", "mapping_file_version"),
    ('{"crmdesk_mapping": 1, "vendor": 3, "choices": {}}', "vendor", "mapping_setting_unfit"),
    ('{"crmdesk_mapping": 1, "vendor": "zoho", "choices": {}}', "vendor", "mapping_of_other_vendor"),
    (
        f'{{"crmdesk_mapping": 1, "vendor": "hubspot", "choices": {{}}, "custom_fields": [{FIELD}, {FIELD}]}}',
        "custom_fields.1",
        "mapping_setting_twice",
    ),
    (
        f'{{"crmdesk_mapping": 1, "vendor": "hubspot", "choices": {TWICE}}}',
        "choices.contacts.lead.city",
        "mapping_setting_twice",
    ),
]


@pytest.mark.parametrize(("text", "place", "reason"), WRONG)
def test_a_file_that_is_wrong_says_so_in_our_words(
    connected: Cli, tmp_path: Path, text: str, place: str, reason: str
) -> None:
    file = tmp_path / "mapping.json"
    file.write_text(text, encoding="utf-8")
    faults = json.loads(
        connected.json("mapping", "hubspot", "import", str(file)).failed("mapping_file_wrong")["faults"]
    )
    assert [(each["place"], each["reason"]) for each in faults] == [(place, reason)]


def test_a_property_that_vanishes_blanks_nothing_and_is_told(
    vendor: HubSpotHttp, connected: Cli, control: Control
) -> None:
    record, id = lead(connected)
    area = connected.do("mapping", "hubspot", "add", "contacts", "lead", "terrace_m2")["field"]
    assert vendor.patch(f"/crm/v3/objects/contacts/{id}", {"properties": {"terrace_m2": "12"}}).status == 200
    connected.do("sync")
    assert vendor.call("DELETE", "/crm/v3/properties/contacts/terrace_m2").status == 204
    connected.do("connect", "hubspot", "--name", "hubspot", "--sandbox", control.url, "--token")
    ended = connected.json("sync")
    assert connected.fields("lead", record)[area] == "12"
    assert [each["key"] for each in ended.json["runs"][0]["problem_list"]] == ["mapping_lost_place"]


def test_a_label_and_options_that_change_there_arrive_and_nothing_is_lost(
    vendor: HubSpotHttp, connected: Cli, control: Control
) -> None:
    record, id = lead(connected)
    field = connected.do("mapping", "hubspot", "add", "contacts", "lead", "dpe")["field"]
    assert vendor.patch(f"/crm/v3/objects/contacts/{id}", {"properties": {"dpe": "C"}}).status == 200
    connected.do("sync")
    options = [{"label": "A ou B", "value": "A_B", "displayOrder": 0}]
    changed = vendor.patch("/crm/v3/properties/contacts/dpe", {"label": "Diagnostic", "options": options})
    assert changed.status == 200, changed.body
    connected.do("connect", "hubspot", "--name", "hubspot", "--sandbox", control.url, "--token")
    counted = connected.do("sync")["runs"][0]
    assert counted["pushed"] == 0
    assert connected.fields("lead", record)[field] == "C"
    assert vendor.values(f"/crm/v3/objects/contacts/{id}", "dpe") == {"dpe": "C"}
    shown = next(each for each in place(connected)["fields"] if each["field"] == field)
    assert shown["label"] == "Diagnostic"
    assert connected.do("doctor")["ok"]


def test_a_file_says_choices_in_the_words_that_a_person_reads(
    vendor: HubSpotHttp, connected: Cli, tmp_path: Path
) -> None:
    """As FIELD=VALUE does: what an account calls an option, or the option itself, in whatever letters."""
    assert vendor.token
    rating = connected.do("mapping", "hubspot", "add", "contacts", "lead", "dpe")["field"]
    file = tmp_path / "leads.csv"
    file.write_text("last_name;DPE\nUn;a OU b\nDeux;A_B\nTrois;Z\n", encoding="utf-8")
    report = connected.json("import", "lead", str(file)).json
    assert report["created"] == 2
    assert [(bad["row"], bad["key"], bad["data"]["value"]) for bad in report["errors"]] == [
        (4, "value_not_an_option", "Z")
    ]
    rows = connected.do("records", "lead", "--limit", "1000")["records"]
    held = {row["fields"]["last_name"]: row["fields"].get(rating) for row in rows}
    assert (held["Un"], held["Deux"]) == ("A_B", "A_B")


def test_several_values_are_named_as_the_account_calls_them(vendor: HubSpotHttp, connected: Cli) -> None:
    connected.do("send", "hubspot", "on")
    made = connected.do("mapping", "hubspot", "add", "contacts", "lead", "parts")["field"]
    id, remote = lead(connected)
    connected.do("edit", "lead", id, "Équipements=piscine, cellar, Grenier")
    assert connected.fields("lead", id)[made] == ["cellar", "Grenier", "pool"]
    connected.do("edit", "lead", id, "Équipements=Cave; PISCINE")
    connected.do("sync")
    held = vendor.get(f"/crm/v3/objects/contacts/{remote}", properties="parts").json()["properties"]["parts"]
    assert set(held.split(";")) == {"pool", "cellar"}
    (found,) = connected.do("records", "lead", "--where", "Équipements=Piscine")["records"]
    assert found["id"] == id


def test_several_values_of_a_file_are_named_as_the_account_calls_them(
    vendor: HubSpotHttp, connected: Cli, tmp_path: Path
) -> None:
    assert vendor.token
    made = connected.do("mapping", "hubspot", "add", "contacts", "lead", "parts")["field"]
    file = tmp_path / "leads.csv"
    file.write_text("last_name;Équipements\nUn;cave, PISCINE\nDeux;pool\nTrois;Grenier\n", encoding="utf-8")
    assert connected.do("import", "lead", str(file))["created"] == 3
    rows = connected.do("records", "lead", "--limit", "1000")["records"]
    held = {row["fields"]["last_name"]: row["fields"].get(made) for row in rows}
    assert [held[name] for name in ("Un", "Deux", "Trois")] == [["cellar", "pool"], ["pool"], ["Grenier"]]
