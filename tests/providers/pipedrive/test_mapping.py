"""Pipedrive's mapping: the codec laws for every rule, and what becomes of it in accounts that lack or lock fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import ConnectionSettings, FieldRule, ObjectSpec, RemoteProperty, Schema
from crmdesk.providers.codecs import Integer, Number, References, Text
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.pipedrive.api import Api
from crmdesk.providers.pipedrive.codecs import CloseDate, Due, Duration, OnePhone, PlainAmount, emails, phones
from crmdesk.providers.pipedrive.mapping import Line, lines_of
from crmdesk.providers.pipedrive.places import AddressPart, Change, Form, typed, whole_address, whole_labels
from crmdesk.providers.pipedrive.pointers import whole_people
from crmdesk.providers.pipedrive.provider import PipedriveProvider
from crmdesk.providers.pipedrive.rows import by_labels
from crmdesk.providers.pipedrive.tables import REFERENCE_OBJECTS
from tests.providers.laws import JSON, check_reading, check_writing, different, raws
from tests.providers.pipedrive.schema import ACCOUNT, full_schema, locked, wanted, without
from tests.providers.test_codecs import OURS


class Nobody:
    """A client of which nothing is asked."""

    async def send(self, request: object) -> Any:
        raise AssertionError(f"asked for {request!r}")


def provider(schema: Schema, settings: ConnectionSettings | None = None) -> PipedriveProvider:
    return PipedriveProvider(Api(Nobody()), settings or ConnectionSettings(), schema, ACCOUNT)


def specs(schema: Schema | None = None, settings: ConnectionSettings | None = None) -> dict[str, ObjectSpec]:
    return {spec.name: spec for spec in provider(schema or full_schema(), settings).objects()}


RULES: dict[str, tuple[Kind, FieldRule]] = {
    f"{name}.{kind}.{field}": (kind, rule)
    for name, spec in specs().items()
    for kind, rules in spec.mapping.items()
    for field, rule in rules.items()
    if kind is not Kind.CONTACT  # the same rules as a lead's
}
OF_TYPE = {
    FieldType.TEXT: "text", FieldType.LONG_TEXT: "long text", FieldType.INTEGER: "integer", FieldType.DECIMAL: "number",
    FieldType.MONEY: "money", FieldType.BOOLEAN: "boolean", FieldType.DATE: "day", FieldType.DATETIME: "moment",
    FieldType.TAGS: "tags", FieldType.CONSENT: "consent", FieldType.EMAILS: "emails", FieldType.PHONES: "phones",
    FieldType.REFERENCE: "references", FieldType.REFERENCES: "references",
}  # fmt: skip
EVERY = pytest.mark.parametrize("name", RULES)
ITEMS = st.lists(st.dictionaries(st.sampled_from(["value", "label", "primary"]), st.text() | st.booleans()), max_size=3)


def ours(kind: Kind, field: str) -> st.SearchStrategy[Any]:
    spec = CATALOGUE[kind][field]
    return st.sampled_from(spec.options) if spec.type is FieldType.CHOICE else OURS[OF_TYPE[spec.type]]


@pytest.mark.parametrize("name", different(RULES))
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_laws_hold_for_every_rule(name: str, data: st.DataObject) -> None:
    kind, rule = RULES[name]
    raw = data.draw(raws(rule.remote if len(rule.remote) > 1 else ()) | ITEMS)
    check_reading(rule.codec, raw)
    check_writing(rule.codec, data.draw(st.none() | ours(kind, rule.field)), raw)
    assert rule.codec.encode(rule.codec.decode(raw), raw) == rule.codec.canon(raw)


def test_every_rule_is_for_a_field_of_the_catalogue() -> None:
    for name, (kind, rule) in RULES.items():
        refers = CATALOGUE[kind][rule.field].type in {FieldType.REFERENCE, FieldType.REFERENCES}
        assert isinstance(rule.codec, References) is refers, name


@EVERY
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_what_a_row_may_hold_is_read(name: str, data: st.DataObject) -> None:
    kind, rule = RULES[name]
    reader = provider(full_schema())._readers.get(name.partition(".")[0])  # noqa: SLF001 - the reader behind the rule
    if reader is not None:
        values = {code: data.draw(JSON) for code in rule.remote}
        record = reader.record({"id": 1, **values}, kind=kind)
        raw = record.fields.get(rule.field)
        assert rule.codec.canon(raw) == raw


def test_each_field_of_a_record_is_kept_in_one_object() -> None:
    found = specs()
    persons, leads = found["persons"].rules(Kind.LEAD), found["leads"].rules(Kind.LEAD)
    assert not persons.keys() & leads.keys()
    plain = {field for field, spec in CATALOGUE[Kind.LEAD].items() if not spec.read_only}
    assert plain - (persons.keys() | leads.keys()) == {"stage"}, "leads have no stages at Pipedrive"
    assert found["persons"].rules(Kind.CONTACT).keys() <= persons.keys()
    for name, kind, lacking in (
        ("organizations", Kind.COMPANY, set()),
        ("deals", Kind.DEAL, set()),
        ("notes", Kind.NOTE, set()),
        ("activities", Kind.ACTIVITY, {"ends_at", "outcome"}),
    ):
        every = {field for field, spec in CATALOGUE[kind].items() if not spec.read_only}
        assert every - found[name].rules(kind).keys() == lacking


def test_where_new_records_go() -> None:
    found = specs()
    assert found["persons"].creates == {Kind.LEAD, Kind.CONTACT}
    assert found["leads"].creates == {Kind.LEAD}
    assert found["leads"].part_of == "persons"
    assert not any(spec.keyed for spec in found.values()), "Pipedrive keeps no key unique"
    assert not any(found[name].writable or found[name].creates for name in REFERENCE_OBJECTS)


def test_what_the_account_lacks_is_only_here() -> None:
    full = full_schema()
    city = wanted("persons", "city").code_in(full.objects["persons"]) or ""
    spec = specs(without(full, "persons", city))["persons"]
    assert "city" not in spec.rules(Kind.LEAD)
    bare = specs(without(full, "organizations", "website", "industry", "employee_count"))["organizations"]
    assert not {"domain", "industry", "employees"} & bare.rules(Kind.COMPANY).keys()
    assert not specs(without(full, "leads", "label_ids"))["leads"].rules(Kind.LEAD)
    assert "priority" not in specs(without(full, "activities", "priority"))["activities"].rules(Kind.ACTIVITY)


def test_a_field_that_was_made_again_is_another_place() -> None:
    schema, again = full_schema(), "f" * 40
    held = next(one for one in schema.objects["persons"].values() if one.label == "Secteur")
    gone = without(schema, "persons", held.name)
    made = Schema({**gone.objects, "persons": {**gone.objects["persons"], again: replace(held, name=again)}})
    before, after = (specs(each)["persons"].mapping[Kind.LEAD]["sector"].remote for each in (schema, made))
    assert (before, after) == ((held.name,), (again,))


@pytest.mark.parametrize("site", ["https://www.Oakline.fr/accueil", "oakline.fr", "http://oakline.fr"])
def test_a_domain_is_that_of_the_web_site(site: str) -> None:
    codec = specs()["organizations"].rules(Kind.COMPANY)["domain"].codec
    assert codec.decode(site) == "oakline.fr"
    assert codec.encode("oakline.fr", site) == site


def test_what_the_account_locks_is_read_only() -> None:
    full = full_schema()
    city = wanted("persons", "city").code_in(full.objects["persons"]) or ""
    rules = specs(locked(full, "persons", city))["persons"].rules(Kind.LEAD)
    assert not rules["city"].writable
    assert rules["country"].writable
    assert not specs(locked(full, "deals", "title"))["deals"].rules(Kind.DEAL)["name"].writable
    assert {name for name, rule in specs()["deals"].rules(Kind.DEAL).items() if not rule.writable} == {"probability"}


def test_objects_that_this_access_may_not_read() -> None:
    full = full_schema()
    made = provider(Schema({name: full.objects[name] for name in ("leads", "deals", "notes")}))
    names = [spec.name for spec in made.objects()]
    assert names == ["users", "pipelines", "stages", "deals", "notes"], "a lead adds to a person"
    deal, note = (spec for spec in made.objects() if spec.name in {"deals", "notes"})
    assert not {"contacts", "company"} & deal.rules(Kind.DEAL).keys()
    assert note.rules(Kind.NOTE)["about"].remote == ("deal_id",)
    assert {feed.object for feed in made.feeds()} == set(names)


@pytest.mark.parametrize(
    ("labels", "chosen", "kind"),
    [
        ([], (), Kind.LEAD),
        (None, (), Kind.LEAD),
        ([1], (), Kind.CONTACT),
        ([1, 2], (), Kind.CONTACT),
        ([2], (), Kind.LEAD),
        ([2], ("1", ""), Kind.CONTACT),
        ([1], ("1", ""), Kind.LEAD),
    ],
)
def test_which_persons_are_leads(labels: list[int] | None, chosen: tuple[str, ...], kind: Kind) -> None:
    from crmdesk.providers.pipedrive.mapping import client_labels

    clients = client_labels(full_schema().objects["persons"], chosen)
    assert by_labels(clients)({"label_ids": labels}) is kind


def test_without_a_label_for_clients_nobody_new_is_a_contact() -> None:
    bare = without(full_schema(), "persons", "label_ids")
    assert specs(bare)["persons"].creates == {Kind.LEAD}


def test_choices_are_known_by_their_labels() -> None:
    rules = specs()["persons"].rules(Kind.LEAD)
    assert rules["status"].codec.decode("502") == "qualified"
    assert rules["status"].codec.encode("visit_done", None) == "506"
    assert rules["status"].codec.decode("99") == "99", "an option that nobody knows is shown as it is"
    assert specs()["leads"].rules(Kind.LEAD)["rating"].codec.encode("warm", None).startswith("1d2f")
    types = specs()["activities"].rules(Kind.ACTIVITY)["type"].codec
    assert [types.decode(key) for key in ("call", "lunch", "deadline", "photos")] == ["call", "meeting", "task", "task"]
    assert types.encode("task", "photos") == "photos", "an agency's own type stays"
    priority = specs()["activities"].rules(Kind.ACTIVITY)["priority"].codec
    assert (priority.encode("high", None), priority.decode("43")) == ("41", "low")


def test_lists_of_addresses_and_numbers() -> None:
    raw = [
        {"value": "B@b.fr", "label": "home", "primary": False},
        {"value": "a@b.fr", "primary": True, "label": "work"},
    ]
    assert emails().decode(raw) == [
        {"value": "a@b.fr", "label": None, "primary": True},
        {"value": "b@b.fr", "label": "home", "primary": False},
    ]
    moved = [
        {"value": "b@b.fr", "label": "home", "primary": True},
        {"value": "a@b.fr", "label": None, "primary": False},
    ]
    assert emails().encode(moved, raw) == [
        {"value": "B@b.fr", "label": "home", "primary": True},
        {"value": "a@b.fr", "label": "work", "primary": False},
    ], "the vendor's spelling stays"
    number = [{"value": "06 12 34 56 78", "label": "work", "primary": True}]
    assert phones().decode(number) == [{"value": "+33612345678", "label": "phone", "primary": True}]
    assert phones().encode(phones().decode(number), number) == number
    assert emails().encode(None, raw) is None
    assert OnePhone().decode("06 12 34 56 78") == [{"value": "+33612345678", "label": None, "primary": True}]


def test_times() -> None:
    assert Due().decode("2026-03-05") == "2026-03-05T00:00:00.000Z"
    assert Due().encode("2026-03-05T00:00:00.000Z", "2026-03-05") == "2026-03-05", "all day stays all day"
    assert (Duration().decode("01:30"), Duration().encode(5400, None)) == (5400, "01:30")
    assert Duration().encode(61, None) == "00:02"
    assert Duration().canon("1:30:00") == "01:30"
    assert CloseDate().decode("0000-00-00") is None
    assert CloseDate().canon("0000-00-00") is None


def test_values_have_their_json_type() -> None:
    assert typed("41", Form.WHOLE) == 41
    assert typed("12.5", Form.NUMBER) == 12.5
    assert typed("many", Form.NUMBER) == "many", "for Pipedrive to refuse"
    assert typed("1.5", Form.WHOLE) == "1.5"
    assert (typed("true", Form.TRUTH), typed("maybe", Form.TRUTH)) == (True, "maybe")
    assert [typed(None, form) for form in (Form.TEXT, Form.NAME, Form.DAY, Form.NUMBER)] == [None, "", "", None]


def test_an_address_is_written_whole() -> None:
    held = {"value": "1 rue A, 44000 Nantes", "route": "rue A", "street_number": "1", "locality": "Nantes",
            "postal_code": "44000", "sublocality": "Zola"}  # fmt: skip
    moved = whole_address(held, {"locality": "Rezé"}) or {}
    assert (moved["value"], moved["sublocality"]) == ("1 rue A, 44000 Rezé", "Zola")
    assert (moved["street_number"], moved["route"]) == ("1", "rue A"), "the street was not touched"
    assert "formatted_address" not in (whole_address({**held, "formatted_address": "x"}, {"locality": "Rezé"}) or {})
    assert whole_address(None, {"street": "2 rue B"}) == dict.fromkeys(moved) | {"value": "2 rue B", "route": "2 rue B"}
    assert whole_address({"value": "2 rue B"}, {"street": None}) is None
    assert whole_labels(["x", "hot"], {"chosen": "cold", "known": {"hot", "cold"}}) == ["cold", "x"]
    assert whole_labels(None, {"chosen": None, "known": {"hot"}}) == []


@pytest.mark.parametrize(
    ("held", "first"),
    [
        (None, 1),
        ("Mara", 1),
        (["Mara", {"person_id": None, "primary": True}, {"person_id": "x"}], 1),
        ([{"person_id": 2, "primary": True}], 2),
        ([{"person_id": 2, "primary": False}, {"person_id": 3, "primary": True}], 3),
        ([{"person_id": 3}, {"person_id": 2}, {"person_id": 9, "primary": True}], 3),
    ],
)
def test_of_an_activity_s_persons_the_present_ones_go_first(held: Any, first: int) -> None:
    wanted = [{"person_id": id, "primary": id == first} for id in (1, 2, 3)]
    assert whole_people(held, {"people": [1, 2, 3]}) == wanted
    assert whole_people(held, {"people": []}) == []


WHERE = {"locality": "Nantes", "postal_code": "44000", "country": "France"}


@pytest.mark.parametrize(
    ("value", "parts", "street"),
    [
        ("ZA de la Gare, 44000 Nantes, France", WHERE, "ZA de la Gare"),
        ("ZA de la Gare, 44000 NANTES", WHERE, "ZA de la Gare"),
        ("12 rue de Nantes, Bât. B, 44000 Nantes, France", WHERE, "12 rue de Nantes, Bât. B"),
        ("12 rue de Nantes", {"locality": "Nantes"}, "12 rue de Nantes"),
        ("12 rue de Nantes, Nantes", {"locality": "Nantes"}, "12 rue de Nantes"),
        ("ZA de la Gare\nNantes 44000 France", WHERE, "ZA de la Gare"),
        ("ZA de la Gare 44000 Nantes", WHERE, "ZA de la Gare"),
        ("ZA de la Gare – 44000 Nantes,", WHERE, "ZA de la Gare"),
        ("Nantes, 44000 Nantes", WHERE, "Nantes"),
        ("Kungsgatan 1, Stockholm", {"country": "Sweden"}, "Kungsgatan 1, Stockholm"),
        ("44000 Nantes, France", WHERE, None),
        ("Nantes", {"locality": "Nantes"}, None),
        ("", WHERE, None),
        ("ZA de la Gare", {}, "ZA de la Gare"),
        ("x, Nantes", {"locality": "Nantes", "route": "rue B", "street_number": "2"}, "2 rue B"),
    ],
)
def test_a_street_is_what_an_address_has_before_the_parts_that_are_known(
    value: str, parts: dict[str, str], street: str | None
) -> None:
    place, held = AddressPart("street"), {"value": value, **parts}
    assert place.read({"address": held}, Text()) == street
    moved = whole_address(held, {"postal_code": "44100"})
    assert place.read({"address": moved}, Text()) == street
    assert whole_address(moved, {"postal_code": "44100"}) == moved
    cleared = whole_address(held, {"street": None})
    assert place.read({"address": cleared}, Text()) is None


def test_what_the_vendor_requires_is_never_blank_there() -> None:
    assert sorted(name for name, (_, rule) in RULES.items() if not rule.clearable) == [
        "activities.activity.done",
        "activities.activity.owner",
        "activities.activity.subject",
        "activities.activity.type",
        "deals.deal.name",
        "deals.deal.owner",
        "deals.deal.pipeline",
        "deals.deal.stage",
        "deals.deal.status",
        "notes.note.body",
        "organizations.company.name",
        "organizations.company.owner",
        "persons.lead.owner",
    ]


AMOUNTS = st.fixed_dictionaries(
    {"value": raws() | st.sampled_from([5, 5.5, "5"]), "currency": st.sampled_from([None, "EUR", "CHF", "x"])}
)


@settings(deadline=None)
@given(raw=raws() | AMOUNTS, value=st.none() | OURS["number"], whole=st.none() | OURS["integer"])
def test_a_number_over_an_amount_keeps_the_laws(raw: Any, value: Any, whole: Any) -> None:
    for codec, ours in ((PlainAmount(Number(), "EUR"), value), (PlainAmount(Integer(), "EUR"), whole)):
        check_reading(codec, raw)
        check_writing(codec, ours, raw)


def test_a_number_over_an_amount_is_in_the_account_s_currency() -> None:
    codec = PlainAmount(Number(), "EUR")
    assert codec.encode("5.5", None) == {"value": "5.5", "currency": None}, "its place knows the account's"
    assert codec.decode({"value": 5.5, "currency": "EUR"}) == "5.5"
    assert codec.decode({"value": 5.5, "currency": "CHF"}) == "5.5 CHF"
    assert codec.encode("5.5 CHF", {"value": 5.5, "currency": "CHF"}) == {"value": "5.5", "currency": "CHF"}
    assert codec.encode(None, {"value": 5.5, "currency": "CHF"}) is None


def chosen(held: RemoteProperty) -> Line:
    """The line of a custom field in one of the agency's own."""
    schema = Schema({"persons": {held.name: held}})
    mapping = FieldMapping({"persons": {Kind.LEAD: {"x.choice.own": Choice(held.name)}}})
    lines = lines_of("persons", schema, "EUR", mapping)[Kind.LEAD]
    return next(line for line in lines if line.field == "x.choice.own")


def test_a_user_is_a_number_there_and_a_name_here() -> None:
    """Old answers have an object; a lead's row has the number as v2 (section 4)."""
    held = RemoteProperty("a1", "Agent", "user", options={"8020002": "Jo", "8020003": "Ana"}, custom=FieldType.CHOICE,
                          closed=True, named=True)  # fmt: skip
    line = chosen(held)
    for value in (
        8020002,
        "8020002",
        {"id": 8020002, "name": "Jo"},
        {"value": 8020002, "name": "Jo", "active_flag": True},
    ):
        raw = line.place.read({"a1": value}, line.codec)
        assert (raw, line.codec.decode(raw)) == ("8020002", "Jo")
    assert line.place.read({"a1": None}, line.codec) is None
    rows: tuple[dict[str, Any], ...] = ({"a1": ["Jo"]}, {"a1": True}, {})
    assert all(line.place.read(row, line.codec) is UNKNOWN for row in rows)
    for name, written in (("Ana", 8020003), (None, None), ("Nobody", "Nobody")):
        change = Change()
        line.place.write(line.codec.encode(name, "8020002"), "8020002", change)
        assert change.values == {"a1": written}


def test_a_list_that_an_earlier_version_described_is_read_as_before() -> None:
    held = RemoteProperty("e1", "Mandat", "enum", options={"41": "Simple"}, custom=FieldType.CHOICE, closed=True)
    codec = chosen(held).codec
    assert (codec.decode("41"), codec.encode("Simple", None)) == ("Simple", "41")
