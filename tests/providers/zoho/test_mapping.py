"""Zoho's mapping: the codec laws for every rule, and what becomes of it in accounts that lack or lock fields."""

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
from crmdesk.providers.codecs import Choice, References, Website
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.places import Form, Line, One, Required, fitting, wire
from crmdesk.providers.rest import Sender
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.codecs import Minutes, tag_names
from crmdesk.providers.zoho.mapping import NO_DURATION, lines_of
from crmdesk.providers.zoho.places import PAIRS, About, Lookup, Owner, Parent, Stage, Status, TagList, User, stage_id
from crmdesk.providers.zoho.provider import ZohoProvider
from crmdesk.providers.zoho.rows import RowReader
from crmdesk.providers.zoho.tables import TABLES, located
from crmdesk.providers.zoho.wanted import KEY, WANTED, key_in
from tests.providers.laws import check_reading, check_writing, different, raws
from tests.providers.test_codecs import OURS
from tests.providers.zoho.schema import ACCOUNT, full_schema, without


class Nobody:
    """A client of which nothing is asked."""

    async def send(self, request: object) -> Any:
        raise AssertionError(f"asked for {request!r}")


def provider(schema: Schema) -> ZohoProvider:
    nobody: Sender = Nobody()
    return ZohoProvider(Api(nobody), ConnectionSettings(), schema, ACCOUNT)


def specs(schema: Schema | None = None) -> dict[str, ObjectSpec]:
    return {spec.name: spec for spec in provider(schema or full_schema()).objects()}


RULES: dict[str, tuple[Kind, FieldRule]] = {
    f"{name}.{kind}.{field}": (kind, rule)
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


def test_people_are_one_object_of_two_kinds() -> None:
    people = specs()["People"]
    assert people.mapping.keys() == people.creates == {Kind.LEAD, Kind.CONTACT}
    assert people.keyed
    assert not specs(without(full_schema(), "Contacts", KEY))["People"].keyed
    assert not specs()["Tasks"].keyed
    assert specs()["Calls"].creates_when == ("type", "call")
    alone = Schema({name: held for name, held in full_schema().objects.items() if name != "Contacts"})
    assert specs(alone)["People"].mapping.keys() == {Kind.LEAD}
    assert "contacts" not in specs(alone)["Deals"].rules(Kind.DEAL)


def test_what_the_account_lacks_or_locks() -> None:
    schema = without(full_schema(), "Leads", "crmdesk_sector", "Rating", "Secondary_Email")
    rules = specs(schema)["People"].rules(Kind.LEAD)
    assert not {"sector", "rating"} & rules.keys()
    assert rules["emails"].remote == ("Email",)
    held = schema.objects["Leads"]
    locked = {**held, "City": replace(held["City"], writable=False)}
    assert not specs(Schema({**schema.objects, "Leads": locked}))["People"].rules(Kind.LEAD)["city"].writable
    assert not specs()["Deals"].rules(Kind.DEAL)["status"].writable


def test_a_choice_that_becomes_a_multi_select_has_no_place_any_more() -> None:
    """Its values were read as texts of JSON, which went to every other account."""
    schema = full_schema()
    row = {"id": "554023000000527003", "Last_Name": "Berg", "crmdesk_lead_type": ["seller"], "Tag": [{"name": "Salon"}]}
    leads = schema.objects["Leads"]
    read = RowReader(TABLES["Leads"], lines_of("Leads", schema, "EUR"), None, None, leads, ()).record(row)
    assert (read.fields["tags"], "lead_type" in read.fields) == ("Salon", False)
    several = replace(leads["crmdesk_lead_type"], type="multiselectpicklist", custom=FieldType.TAGS)
    after = Schema({**schema.objects, "Leads": {**leads, several.name: several}})
    before, now = (specs(each)["People"].mapping[Kind.LEAD] for each in (schema, after))
    assert before.keys() - now.keys() == {"lead_type"}


def test_own_fields_are_known_by_name_or_by_label_and_type() -> None:
    schema = full_schema()
    wanted = next(each for each in WANTED["Leads"] if each.field == "sector")
    held = dict(schema.objects["Leads"])
    made = replace(held.pop("crmdesk_sector"), name="Secteur")
    rules = specs(Schema({**schema.objects, "Leads": {**held, "Secteur": made}}))["People"].rules(Kind.LEAD)
    assert rules["sector"].remote == ("Secteur",)
    assert wanted.name_in({"Secteur": replace(made, type="double")}) is None
    assert key_in("Leads", schema.objects["Leads"]) == KEY
    assert key_in("Leads", without(schema, "Leads", "$unique").objects["Leads"]) is None
    assert key_in("Notes", schema.objects["Notes"]) is None


def test_choices_that_the_account_does_not_offer_are_refused() -> None:
    place = One("Rating", options=frozenset({"Hot"}))
    assert place.write("Hot", None) == {"Rating": "Hot"}
    with pytest.raises(RecordRefused, match="option_refused"):
        place.write("lukewarm", None)


def test_json_forms() -> None:
    assert wire("250000.50", Form.NUMBER) == 250000.5
    assert wire("3", Form.NUMBER) == 3
    assert wire("three", Form.NUMBER) == "three"
    assert wire("true", Form.TRUTH) is True
    assert wire("2026-05-04T08:11:12.345Z", Form.MOMENT) == "2026-05-04T08:11:12+00:00"
    assert wire("", Form.TEXT) is None
    required = Required("Last_Name", stand_in="—")
    assert required.write(None, "x") == {"Last_Name": "—"}
    assert required.read({"Last_Name": "—"}, PAIRS) is None
    assert required.read({}, PAIRS) is UNKNOWN


def test_the_length_of_a_call() -> None:
    codec = Minutes()
    assert codec.decode("10:30") == 630
    assert codec.encode(59, None) == "00:59"
    assert codec.encode(6000, None) == "100:00"
    assert codec.canon("3:05") == "03:05"
    assert codec.decode("ten") == "ten"
    assert codec.encode(1, None) == NO_DURATION
    assert (codec.encode(0, None), codec.encode(0, "10:00")) == (None, None), "Zoho takes no zero"


def test_a_web_site_is_a_domain() -> None:
    assert Website().decode("https://www.Oak.example/contact") == "oak.example"
    assert Website().encode("oak.example", "https://www.oak.example") == "https://www.oak.example"


def test_ids_name_their_module() -> None:
    assert located("People", "Leads/12") == ("Leads", "12")
    assert located("Deals", "12") == ("Deals", "12")
    for object_name, id in (("People", "12"), ("People", "Deals/12"), ("People", "Leads/../x"), ("Deals", "../1")):
        assert located(object_name, id) is None


def test_lookups() -> None:
    place = Lookup("Contact_Name", "Contacts")
    assert place.read({"Contact_Name": {"id": "7", "name": "Jo"}}, PAIRS) == [["People", "Contacts/7"]]
    assert place.read({"Contact_Name": None}, PAIRS) is None
    assert place.write([["People", "Contacts/7"], ["People", "Leads/8"]], None) == {"Contact_Name": {"id": "7"}}
    both = [["People", "Contacts/7"], ["People", "Contacts/9"]]
    assert place.write(both, [["People", "Contacts/9"]]) == {"Contact_Name": {"id": "9"}}, "the present one stays"
    assert place.write(None, both) == {"Contact_Name": None}
    with pytest.raises(RecordRefused, match="reference_elsewhere"):
        place.write([["People", "Leads/8"]], None)
    assert Owner().write(None, [["users", "1"]]) == {}
    with pytest.raises(RecordRefused, match="reference_elsewhere"):
        Owner().write([["teams", "1"]], None)


def test_what_an_activity_is_about() -> None:
    place = About()
    row = {"Who_Id": {"id": "7"}, "What_Id": {"id": "8"}, "$se_module": "Deals"}
    assert place.read(row, PAIRS) == [["Deals", "8"], ["People", "Contacts/7"]]
    assert place.read({**row, "$se_module": None}, PAIRS) is UNKNOWN
    assert place.read({"Who_Id": None, "What_Id": None}, PAIRS) is None
    lead = place.write([["People", "Contacts/7"], ["People", "Leads/9"]], None)
    assert lead == {"Who_Id": None, "What_Id": {"id": "9"}, "$se_module": "Leads"}, (
        "a lead leaves no room for a contact"
    )
    assert place.write([["People", "Contacts/7"]], None) == {"Who_Id": {"id": "7"}}


def test_what_an_activity_is_about_besides_stays() -> None:
    """A row of a module of the agency's own, its properties for example: nobody here sees it, and nobody takes it away."""
    place = About()
    held = place.read({"Who_Id": {"id": "7"}, "What_Id": {"id": "8"}, "$se_module": "Biens"}, PAIRS)
    assert held == [["People", "Contacts/7"]]
    assert place.write([["People", "Contacts/9"]], held) == {"Who_Id": {"id": "9"}}
    assert place.write(None, held) == {"Who_Id": None}
    deal = [*held, ["Deals", "3"]]
    assert place.write(deal, held) == {"What_Id": {"id": "3"}, "$se_module": "Deals"}, "there is room for one"
    assert place.write(held, deal) == {"What_Id": None}
    line = Line("about", place, PAIRS)
    assert fitting(line, [["Deals", "4"], *deal], deal) == [["Deals", "3"], *held]


def test_the_row_a_note_belongs_to() -> None:
    place = Parent()
    held = {"Parent_Id": {"id": "7", "module": {"api_name": "Leads"}}}
    assert place.read(held, PAIRS) == [["People", "Leads/7"]]
    assert place.read({"Parent_Id": {"id": "7", "module": {"api_name": "Cases"}}}, PAIRS) is None
    assert place.read({"Parent_Id": {"id": "7"}}, PAIRS) is UNKNOWN
    assert place.read({"Parent_Id": {"id": "7"}, "$se_module": "Deals"}, PAIRS) == [["Deals", "7"]]
    assert place.read({"Parent_Id": None}, PAIRS) is None
    assert place.write([["Deals", "3"]], None) == {"Parent_Id": {"module": {"api_name": "Deals"}, "id": "3"}}
    with pytest.raises(RecordRefused, match="note_about_nobody"):
        place.write(None, [["Deals", "3"]])


def test_stages_name_their_pipeline() -> None:
    both, alone = Stage(pipelines=True), Stage(pipelines=False)
    row = {"Stage": "Proposal/Price Quote", "Pipeline": "Standard (Standard)"}
    raw = [["stages", stage_id("Standard (Standard)", "Proposal/Price Quote")]]
    assert both.read(row, PAIRS) == raw
    assert both.write(raw, None) == row
    assert alone.write([["stages", stage_id("", "Qualification")]], None) == {"Stage": "Qualification"}
    with pytest.raises(RecordRefused, match="deal_without_stage"):
        both.write(None, raw)


def test_the_status_of_a_deal_follows_from_its_stage() -> None:
    """In a stage that was made today it was blank, here and where another account takes blanks, until the deal changed again."""
    place = Status({"Closed Won": "won"})
    assert place.read({"Stage": "Closed Won"}, PAIRS) == "won"
    assert place.read({"Stage": "Signed"}, PAIRS) is UNKNOWN
    assert place.read({}, PAIRS) is UNKNOWN
    assert (place.read({"Stage": None}, PAIRS), Status({}).read({"Stage": "Signed"}, PAIRS)) == (None, None)


def test_tags() -> None:
    place, codec = TagList(), specs()["People"].rules(Kind.LEAD)["tags"].codec
    assert tag_names([{"name": "b"}, {"name": "a"}, {"name": ""}, 3]) == ["a", "b"]
    raw = place.read({"Tag": [{"name": "b;c"}, {"name": "a"}]}, codec)
    assert codec.decode(raw) == ["a", "b;c"]
    assert place.write(raw, None) == {"Tag": [{"name": "a"}, {"name": "b;c"}]}
    assert place.write(None, raw) == {"Tag": []}


def test_what_the_vendor_requires_is_never_blank_there() -> None:
    assert sorted(name for name, (_, rule) in RULES.items() if not rule.clearable) == [
        "Accounts.company.owner",
        "Calls.activity.owner",
        "Calls.activity.starts_at",
        "Calls.activity.subject",
        "Deals.deal.owner",
        "Deals.deal.stage",
        "Events.activity.ends_at",
        "Events.activity.owner",
        "Events.activity.starts_at",
        "Events.activity.subject",
        "Notes.note.body",
        "Notes.note.owner",
        "People.contact.owner",
        "People.lead.owner",
        "Tasks.activity.owner",
        "Tasks.activity.subject",
    ]


def test_a_user_is_read_with_the_name_and_written_without() -> None:
    """A file of a first pull has the id by itself (section 4.2)."""
    place, codec, id = User("Agent"), Choice(), "554023000000235011"
    known: tuple[Any, ...] = ({"id": id, "name": "Ada Sync"}, id)
    assert [place.read({"Agent": value}, codec) for value in known] == [id, id]
    assert [place.read({"Agent": value}, codec) for value in (None, "")] == [None, None]
    unknown: tuple[dict[str, Any], ...] = ({"Agent": ["Ada"]}, {"Agent": {"name": "Ada"}}, {"Agent": 7}, {})
    assert all(place.read(row, codec) is UNKNOWN for row in unknown)
    assert place.write(id, None) == {"Agent": {"id": id}}
    assert place.write(None, id) == {"Agent": None}
