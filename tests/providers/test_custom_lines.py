"""Custom fields at every vendor: a value of each type is read back as it was written, and writing never fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE, CUSTOM_TYPES
from crmdesk.domain.field_mapping import Choice, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Codec, RemoteProperty, Schema
from crmdesk.providers.google_sheets import mapping as sheets
from crmdesk.providers.hubspot import mapping as hubspot
from crmdesk.providers.pipedrive import mapping as pipedrive
from crmdesk.providers.salesforce import mapping as salesforce
from crmdesk.providers.zoho import mapping as zoho
from tests.providers.laws import check_reading, check_writing
from tests.providers.test_codecs import OURS

OPTIONS = {"41": "Bon", "42": "A_B", "43": "Très bon"}
LISTED = (FieldType.CHOICE, FieldType.TAGS)
NAMED = ((FieldType.CHOICE, FieldType.CHOICE), (FieldType.TEXT, FieldType.CHOICE), (FieldType.TAGS, FieldType.TAGS))
"""Fields that may live in an account's list of ids, by their type and that of the list."""
HELD = {
    type_.value: RemoteProperty(
        type_.value, type_.value, "own", options=OPTIONS if type_ in LISTED else {}, custom=type_, closed=True
    )
    for type_ in CUSTOM_TYPES
}
HELD |= {
    f"named {type_.value}": replace(HELD[type_.value], name=f"named {type_.value}", type="user", named=True)
    for type_ in LISTED
}
NAMES = {type_: f"x.{type_.value}.own" for type_ in CUSTOM_TYPES}
CHOICES = {name: Choice(type_.value) for type_, name in NAMES.items()}
CHOICES |= {f"x.{type_}.named": Choice(f"named {held}") for type_, held in NAMED}
CHOICES["x.choice.in_a_text"] = Choice("text")
WORDS = st.sampled_from([*OPTIONS, *OPTIONS.values(), "Notaires", "bon"])
VALUES: Mapping[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: OURS["text"],
    FieldType.LONG_TEXT: OURS["long text"],
    FieldType.INTEGER: OURS["integer"],
    FieldType.DECIMAL: OURS["number"],
    FieldType.BOOLEAN: OURS["boolean"],
    FieldType.DATE: OURS["day"],
    FieldType.DATETIME: OURS["moment"],
    FieldType.CHOICE: WORDS,
    FieldType.TAGS: OURS["tags"]
    | st.lists(WORDS, unique=True).map(CATALOGUE[Kind.LEAD][NAMES[FieldType.TAGS]].canonical),
}


def _by_kind(lines_of: Callable[..., Any], table: str) -> Mapping[str, Codec]:
    mapping = FieldMapping({table: {Kind.LEAD: CHOICES}})
    return {line.field: line.codec for line in lines_of(table, Schema({table: HELD}), "EUR", mapping)[Kind.LEAD]}


def _zoho() -> Mapping[str, Codec]:
    mapping = FieldMapping({"Leads": {Kind.LEAD: CHOICES}})
    return {line.field: line.codec for line in zoho.lines_of("Leads", Schema({"Leads": HELD}), "EUR", mapping)}


def _sheets() -> Mapping[str, Codec]:
    mapping = FieldMapping({sheets.LEADS: {Kind.LEAD: CHOICES}})
    return {name: line.codec for name, line in sheets.lines_of(HELD, "EUR", mapping).items()}


VENDORS: Mapping[str, Mapping[str, Codec]] = {
    "hubspot": _by_kind(hubspot.lines_of, "contacts"),
    "pipedrive": _by_kind(pipedrive.lines_of, "persons"),
    "salesforce": _by_kind(salesforce.lines_of, "Lead"),
    "zoho": _zoho(),
    "google_sheets": _sheets(),
}


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("type_", CUSTOM_TYPES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_value_is_read_back_as_it_was_written(vendor: str, type_: FieldType, data: st.DataObject) -> None:
    codec, value = VENDORS[vendor][NAMES[type_]], data.draw(VALUES[type_])
    written = codec.encode(value, None)
    assert _same(codec, codec.decode(written), value)
    assert codec.encode(None, written) is None
    check_writing(codec, value, written)


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_an_account_keeps_by_its_own_ids_is_held_by_name(vendor: str) -> None:
    """So that it says the same at another account, in a column of text, and to a person."""
    codecs = VENDORS[vendor]
    for name in ("x.choice.named", "x.text.named"):
        codec = codecs[name]
        assert [codec.decode(id) for id in OPTIONS] == list(OPTIONS.values())
        assert [codec.encode(label, None) for label in OPTIONS.values()] == list(OPTIONS)
        assert codec.encode("TRES BON", "41") == "43", "written otherwise, it is the same word"
        assert codec.decode("99") == "99", "whoever is not listed is no blank"
        assert codec.canon("41") == "41"
    several = codecs["x.tags.named"]
    written = several.encode(["Bon", "Très bon"], None)
    assert "41" in written
    assert "43" in written
    assert several.decode(written) == ["Bon", "Très bon"]
    mixed = ["garage", "Très bon"]
    assert several.decode(several.encode(mixed, None)) == mixed, "in the order that sets have everywhere"
    assert codecs["x.choice.in_a_text"].decode(codecs["x.choice.in_a_text"].encode("Bon", None)) == "Bon"


@pytest.mark.parametrize("vendor", VENDORS)
@settings(max_examples=40, deadline=None)
@given(word=WORDS, current=st.sampled_from([None, *OPTIONS, "Notaires"]))
def test_lists_of_ids_obey_the_laws(vendor: str, word: str, current: str | None) -> None:
    codec = VENDORS[vendor]["x.choice.named"]
    check_reading(codec, current)
    check_reading(codec, word)
    check_writing(codec, word, current)


def _same(codec: Codec, read: Any, value: Any) -> bool:
    """Whether a value came back, or in the account's word for it."""
    return bool(read == value) or codec.encode(read, None) == codec.encode(value, None)
