"""Salesforce's mapping: the codec laws for every rule, and what becomes of it in accounts that lack or lock fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import ConnectionSettings, FieldRule, ObjectSpec, Schema
from crmdesk.providers.codecs import References, Website
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.places import Form, One, Required, wire
from crmdesk.providers.rest import Sender
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.mapping import lines_of, object_spec, reference_spec
from crmdesk.providers.salesforce.paths import Paths
from crmdesk.providers.salesforce.places import PAIRS, About, Pointer, Roles
from crmdesk.providers.salesforce.provider import SalesforceProvider
from crmdesk.providers.salesforce.tables import REFERENCE_OBJECTS, TABLES
from tests.providers.laws import check_reading, check_writing, different, raws
from tests.providers.salesforce.schema import ACCOUNT, full_schema, without
from tests.providers.test_codecs import OURS


class Nobody:
    """A client of which nothing is asked."""

    async def send(self, request: object) -> Any:
        raise AssertionError(f"asked for {request!r}")


def provider(schema: Schema) -> SalesforceProvider:
    nobody: Sender = Nobody()
    return SalesforceProvider(Api(nobody, Paths()), ConnectionSettings(), schema, ACCOUNT)


def specs(schema: Schema | None = None) -> dict[str, ObjectSpec]:
    known = schema or full_schema()
    made = {name: object_spec(name, lines_of(name, known, "EUR"), known) for name in TABLES}
    return made | {name: reference_spec(name) for name in REFERENCE_OBJECTS}


RULES: dict[str, tuple[Kind, FieldRule]] = {
    f"{name}.{field}": (kind, rule)
    for name, spec in specs().items()
    for kind, rules in spec.mapping.items()
    for field, rule in rules.items()
}
OF_TYPE = {
    FieldType.TEXT: "text", FieldType.LONG_TEXT: "long text", FieldType.INTEGER: "integer", FieldType.DECIMAL: "number",
    FieldType.MONEY: "money", FieldType.BOOLEAN: "boolean", FieldType.DATE: "day", FieldType.DATETIME: "moment",
    FieldType.TAGS: "tags", FieldType.CONSENT: "consent", FieldType.EMAILS: "emails", FieldType.PHONES: "phones",
    FieldType.REFERENCE: "references", FieldType.REFERENCES: "references",
}  # fmt: skip


def ours(kind: Kind, field: str) -> st.SearchStrategy[Any]:
    spec = CATALOGUE[kind][field]
    return st.sampled_from(spec.options) if spec.type is FieldType.CHOICE else OURS[OF_TYPE[spec.type]]


@pytest.mark.parametrize("name", different(RULES))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_laws_hold_for_every_rule(name: str, data: st.DataObject) -> None:
    kind, rule = RULES[name]
    raw = data.draw(raws(rule.remote if len(rule.remote) > 1 else ()))
    check_reading(rule.codec, raw)
    check_writing(rule.codec, data.draw(st.none() | ours(kind, rule.field)), raw)
    assert rule.codec.encode(rule.codec.decode(raw), raw) == rule.codec.canon(raw)


def test_every_rule_is_for_a_field_of_the_catalogue() -> None:
    for name, (kind, rule) in RULES.items():
        refers = CATALOGUE[kind][rule.field].type in {FieldType.REFERENCE, FieldType.REFERENCES}
        assert isinstance(rule.codec, References) is refers, name


def test_what_has_no_place_in_salesforce() -> None:
    lacking = {
        name: {field for field, spec in CATALOGUE[kind].items() if not spec.read_only} - rules.keys()
        for name, one in specs().items()
        for kind, rules in one.mapping.items()
    }
    assert {name: fields for name, fields in lacking.items() if fields} == {
        "Lead": {"stage"},
        "Task": {"starts_at", "ends_at", "duration_s", "outcome"},
        "Call": {"due_at", "ends_at", "priority"},
        "Event": {"due_at", "duration_s", "done", "outcome", "priority"},
    }


def test_where_new_records_go() -> None:
    found = specs()
    assert {name: one.creates for name, one in found.items() if one.creates} == {
        "Account": {Kind.COMPANY}, "Contact": {Kind.CONTACT}, "Lead": {Kind.LEAD}, "Opportunity": {Kind.DEAL},
        "Task": {Kind.ACTIVITY}, "Call": {Kind.ACTIVITY}, "Event": {Kind.ACTIVITY}, "Note": {Kind.NOTE},
    }  # fmt: skip
    assert [found[name].creates_when for name in ("Task", "Call", "Event", "Note")] == [
        ("type", "task"), ("type", "call"), ("type", "meeting"), None,
    ]  # fmt: skip
    assert not any(found[name].writable for name in REFERENCE_OBJECTS)
    assert not found["Note"].keyed


def test_what_the_account_lacks_is_only_here() -> None:
    bare = without(full_schema(), "Lead", "crmdesk_estimate__c", "crmdesk_uid__c", "MobilePhone", "crmdesk_account__c")
    spec = specs(bare)["Lead"]
    assert not {"estimate", "company"} & spec.rules(Kind.LEAD).keys()
    assert not spec.keyed
    assert spec.rules(Kind.LEAD)["phones"].remote == ("Phone",)
    plain = without(full_schema(), "Opportunity", "CurrencyIsoCode")
    assert specs(plain)["Opportunity"].rules(Kind.DEAL)["amount"].codec.decode("5") == {
        "amount": "5",
        "currency": "EUR",
    }
    schema = full_schema()
    alone = Schema({name: found for name, found in schema.objects.items() if name != "OpportunityContactRole"})
    assert "contacts" not in specs(alone)["Opportunity"].rules(Kind.DEAL)


def test_what_the_account_locks_is_read_only() -> None:
    schema = full_schema()
    locked = replace(schema.objects["Lead"]["City"], writable=False)
    rules = specs(Schema({**schema.objects, "Lead": {**schema.objects["Lead"], "City": locked}}))["Lead"].rules(
        Kind.LEAD
    )
    assert not rules["city"].writable
    assert rules["country"].writable
    deal = specs()["Opportunity"].rules(Kind.DEAL)
    assert {name for name, rule in deal.items() if not rule.writable} == {"pipeline", "status"}


def test_objects_that_the_account_lacks() -> None:
    schema = full_schema()
    made = provider(Schema({name: schema.objects[name] for name in ("Lead", "Task")}))
    names = [spec.name for spec in made.objects()]
    assert names == ["User", "pipelines", "stages", "Lead", "Task", "Call"]
    assert [feed.name for feed in made.feeds()] == [
        *names,
        "Lead:purged",
        "Task:purged",
        "Call:purged",
        "Lead:all",
        "Task:all",
        "Call:all",
    ]


def test_only_options_of_the_account_are_written() -> None:
    lines = lines_of("Lead", full_schema(), "EUR")[Kind.LEAD]
    line = next(line for line in lines if line.field == "status")
    assert line.codec.encode("qualified", None) == "Working - Contacted"
    assert line.place.write("Working - Contacted", None) == {"Status": "Working - Contacted"}
    with pytest.raises(RecordRefused) as caught:
        line.place.write(line.codec.encode("visit_done", None), "Working - Contacted")
    assert (caught.value.key, caught.value.remote_field) == ("option_refused", "Status")
    assert line.place.write(line.codec.encode("visit_done", None), None) == {}, "Salesforce gives a new lead a status"
    assert line.words is not None
    assert (line.words.can_hold("lost"), line.words.can_hold("mandate_signed")) == (True, False)
    assert line.codec.decode("Closed - Converted") == "mandate_signed"


@pytest.mark.parametrize("site", ["https://www.Oakline.fr/accueil", "oakline.fr", "http://oakline.fr"])
def test_a_domain_is_that_of_the_web_site(site: str) -> None:
    assert Website().decode(site) == "oakline.fr"
    assert Website().encode("oakline.fr", site) == site
    assert Website().encode("northbeam.fr", site) == "northbeam.fr"


def test_json_has_numbers_and_truth_values() -> None:
    assert [wire(raw, Form.NUMBER) for raw in ("1500", "1500.5", None, "", "1500 USD")] == [
        1500, 1500.5, None, None, "1500 USD",
    ]  # fmt: skip
    assert [wire(raw, Form.TRUTH) for raw in ("true", "false", "x")] == [True, False, "x"]
    assert One("Amount", Form.NUMBER).write("12.50", None) == {"Amount": 12.5}


def test_a_required_text_has_a_stand_in() -> None:
    place, codec = Required("LastName", stand_in="—"), specs()["Lead"].rules(Kind.LEAD)["last_name"].codec
    assert place.write(None, "Voss") == {"LastName": "—"}
    assert place.read({"LastName": "—"}, codec) is None
    assert place.read({"LastName": "Voss"}, codec) == "Voss"


def test_an_owner_may_be_a_queue_and_stays_of_its_object() -> None:
    owner = Pointer("OwnerId", "User")
    assert owner.read({"OwnerId": "00Ggk0000000001AAA"}, PAIRS) == [["Group", "00Ggk0000000001AAA"]]
    with pytest.raises(RecordRefused, match="reference_elsewhere"):
        owner.write([["Group", "00Ggk0000000001AAA"]], None)
    stage = Pointer("StageName", "stages")
    assert stage.read({"StageName": "001 Prospecting"}, PAIRS) == [["stages", "001 Prospecting"]]


def test_what_an_activity_is_about_has_room_for_so_much() -> None:
    about = About({"WhoId": ("Lead", "Contact"), "WhatId": ("Account", "Opportunity")})
    lead, contact, account = ["Lead", "00Q1"], ["Contact", "0031"], ["Account", "0011"]
    assert about.write([contact, account], None) == {"WhoId": "0031", "WhatId": "0011"}
    assert about.write([lead, account], None) == {"WhoId": "00Q1", "WhatId": None}
    assert about.write([contact, ["Contact", "0030"]], [contact]) == {}
    assert about.write(None, [lead]) == {"WhoId": None}
    assert about.read({"WhoId": "0031", "WhatId": None}, PAIRS) == [contact]


def test_only_contacts_have_roles() -> None:
    with pytest.raises(RecordRefused, match="reference_elsewhere"):
        Roles().linked([["Lead", "00Q1"]])
    assert Roles().linked([["Contact", "0031"]]) == {"0031"}
    assert Roles().read({"OpportunityContactRoles": None}, PAIRS) is None
    held = {"totalSize": 1, "done": True, "records": [{"ContactId": "0031"}]}
    assert Roles().read({"OpportunityContactRoles": held}, PAIRS) == [["Contact", "0031"]]


@pytest.mark.parametrize("held", ["surprise", 7, [], {}, {"records": 7}, {"records": None}], ids=repr)
def test_roles_that_cannot_be_read_are_unknown_and_not_none(held: object) -> None:
    assert Roles().read({"OpportunityContactRoles": held}, PAIRS) is UNKNOWN


def test_what_the_vendor_requires_is_never_blank_there() -> None:
    assert sorted(name for name, (_, rule) in RULES.items() if not rule.clearable) == [
        "Account.owner",
        "Call.owner",
        "Contact.owner",
        "Event.ends_at",
        "Event.owner",
        "Event.starts_at",
        "Lead.owner",
        "Lead.status",
        "Note.owner",
        "Opportunity.close_date",
        "Opportunity.owner",
        "Opportunity.stage",
        "Task.owner",
    ]
