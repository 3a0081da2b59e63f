"""HubSpot's mapping: the codec laws for every rule, and what becomes of it in accounts that lack or lock properties."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import ConnectionSettings, FieldRule, ObjectSpec, Schema
from crmdesk.providers.codecs import References
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.mapping import lines_of, object_spec, reference_spec
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.provider import HubSpotProvider
from crmdesk.providers.hubspot.tables import REFERENCE_OBJECTS
from crmdesk.providers.rest import Sender
from tests.providers.hubspot.schema import ACCOUNT, full_schema, without
from tests.providers.laws import check_reading, check_writing, different, raws
from tests.providers.test_codecs import OURS


class Nobody:
    """A client of which nothing is asked."""

    async def send(self, request: object) -> Any:
        raise AssertionError(f"asked for {request!r}")


def provider(schema: Schema, settings: ConnectionSettings | None = None) -> HubSpotProvider:
    nobody: Sender = Nobody()
    return HubSpotProvider(Api(nobody, Paths()), settings or ConnectionSettings(), schema, ACCOUNT)


def specs(schema: Schema | None = None) -> dict[str, ObjectSpec]:
    known = schema or full_schema()
    made = {name: object_spec(name, lines_of(name, known, "EUR"), known) for name in known.objects}
    return made | {name: reference_spec(name) for name in REFERENCE_OBJECTS}


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


def test_each_field_of_a_record_is_kept_in_one_object() -> None:
    found = specs()
    contacts, leads = found["contacts"].rules(Kind.LEAD), found["leads"].rules(Kind.LEAD)
    assert not contacts.keys() & leads.keys()
    plain = {field for field, spec in CATALOGUE[Kind.LEAD].items() if not spec.read_only}
    assert contacts.keys() | leads.keys() == plain
    for name, kind in (("companies", Kind.COMPANY), ("deals", Kind.DEAL), ("notes", Kind.NOTE)):
        assert found[name].rules(kind).keys() == {
            field for field, spec in CATALOGUE[kind].items() if not spec.read_only
        }


def test_where_new_records_go() -> None:
    found = specs()
    assert found["contacts"].creates == {Kind.LEAD, Kind.CONTACT}
    assert found["leads"].creates == {Kind.LEAD}
    assert found["leads"].part_of == "contacts"
    assert [found[name].creates_when for name in ("tasks", "calls", "meetings", "notes")] == [
        ("type", "task"), ("type", "call"), ("type", "meeting"), None,
    ]  # fmt: skip
    assert not any(found[name].writable or found[name].creates for name in REFERENCE_OBJECTS)


def test_what_the_account_lacks_is_only_here() -> None:
    bare = without(full_schema(), "contacts", "crmdesk_estimate", "crmdesk_uid", "mobilephone", "hs_additional_emails")
    spec = specs(bare)["contacts"]
    assert "estimate" not in spec.rules(Kind.LEAD)
    assert not spec.keyed
    assert spec.rules(Kind.LEAD)["phones"].remote == ("phone",)
    assert spec.rules(Kind.LEAD)["emails"].remote == ("email",)
    plain = without(full_schema(), "deals", "deal_currency_code")
    assert specs(plain)["deals"].rules(Kind.DEAL)["amount"].codec.decode("5") == {"amount": "5", "currency": "EUR"}


def test_what_the_account_locks_is_read_only() -> None:
    schema = full_schema()
    locked = replace(schema.objects["contacts"]["city"], writable=False)
    spec = specs(Schema({**schema.objects, "contacts": {**schema.objects["contacts"], "city": locked}}))["contacts"]
    assert not spec.rules(Kind.LEAD)["city"].writable
    assert spec.rules(Kind.LEAD)["country"].writable
    deal = specs()["deals"].rules(Kind.DEAL)
    assert {name for name, rule in deal.items() if not rule.writable} == {"probability", "status"}


def test_objects_that_the_account_lacks() -> None:
    schema = full_schema()
    some = Schema({name: schema.objects[name] for name in ("contacts", "deals", "notes")})
    made = provider(some)
    names = [spec.name for spec in made.objects()]
    assert names == ["owners", "pipelines", "stages", "contacts", "deals", "notes"]
    assert [feed.name for feed in made.feeds()] == [
        *names,
        "contacts:archived",
        "deals:archived",
        "notes:archived",
        "contacts:all",
        "deals:all",
        "notes:all",
        "denied",
    ]
    assert "company" not in made.objects()[4].rules(Kind.DEAL)
    assert "company" not in made.objects()[3].rules(Kind.LEAD)
    assert made.objects()[5].rules(Kind.NOTE)["about"].remote == ("associations.contacts", "associations.deals")


def test_lead_rows_need_contacts() -> None:
    schema = full_schema()
    made = provider(Schema({name: schema.objects[name] for name in ("leads", "notes")}))
    assert "leads" not in [spec.name for spec in made.objects()]


def test_only_options_of_the_account_are_written() -> None:
    codec = specs()["contacts"].rules(Kind.LEAD)["status"].codec
    assert codec.encode("qualified", None) == "CONNECTED"
    assert codec.encode("visit_done", None) == "visit_done", "HubSpot will say that it is no option"
    assert codec.decode("VISIT_DONE") == "VISIT_DONE"
    assert codec.decode("OPEN") == "OPEN"


@pytest.mark.parametrize(
    ("stage", "chosen", "kind"),
    [
        ("lead", (), Kind.LEAD),
        ("opportunity", (), Kind.LEAD),
        (None, (), Kind.LEAD),
        ("771234", (), Kind.LEAD),
        ("customer", (), Kind.CONTACT),
        ("other", (), Kind.CONTACT),
        ("lead", ("salesqualifiedlead",), Kind.CONTACT),
        ("salesqualifiedlead", ("salesqualifiedlead",), Kind.LEAD),
        (None, ("lead", ""), Kind.LEAD),
        (None, ("lead",), Kind.CONTACT),
    ],
)
def test_which_contacts_are_leads(stage: str | None, chosen: tuple[str, ...], kind: Kind) -> None:
    from crmdesk.providers.hubspot.provider import contact_kind

    assert contact_kind(chosen)({"lifecyclestage": stage}) is kind


def test_what_the_vendor_requires_is_never_blank_there() -> None:
    assert sorted(name for name, (_, rule) in RULES.items() if not rule.clearable) == [
        "calls.activity.starts_at",
        "deals.deal.name",
        "deals.deal.pipeline",
        "deals.deal.stage",
        "leads.lead.stage",
        "tasks.activity.due_at",
    ]
