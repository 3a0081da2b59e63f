"""Field mapping: what a person's choices make of a vendor's lines."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from crmdesk.domain.field_mapping import Choice, Direction, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteProperty
from crmdesk.providers.codecs import Choice as ChoiceCodec
from crmdesk.providers.codecs import Number, Tags, Text
from crmdesk.providers.field_mapping import Paired, apply, stale
from crmdesk.providers.lines import Line


@dataclass(frozen=True, slots=True)
class Named:
    """A place that is one property."""

    name: str

    @property
    def remote(self) -> tuple[str, ...]:
        """The property."""
        return (self.name,)

    @property
    def holds(self) -> None:
        """It is no reference."""
        return None


USUAL = [Line("city", Named("City"), Text()), Line("source", Named("LeadSource"), ChoiceCodec())]
PROPERTIES = {
    name: RemoteProperty(name, name, "text", writable=name != "Locked")
    for name in ("City", "LeadSource", "Region", "Locked", "Terrace")
}


def line_to(field: str, held: RemoteProperty) -> Line[Named] | None:
    """A line to any property but one that fits nothing."""
    codec = Number() if field.startswith("x.decimal.") else Text()
    return None if held.name == "LeadSource" else Line(field, Named(held.name), codec, held.writable)


def applied(**choices: Choice) -> dict[str, Line[Named]]:
    return {line.field: line for line in apply(USUAL, choices, PROPERTIES, line_to)}


def test_without_choices_everything_is_as_usual() -> None:
    assert apply(USUAL, {}, PROPERTIES, line_to) == USUAL


def test_a_field_goes_to_another_property() -> None:
    assert applied(city=Choice("Region"))["city"].place == Named("Region")
    assert not applied(city=Choice("Locked"))["city"].writable


def test_a_custom_field_joins_the_usual_ones() -> None:
    lines = apply(USUAL, {"x.decimal.terrasse": Choice("Terrace")}, PROPERTIES, line_to)
    assert [line.field for line in lines] == ["city", "source", "x.decimal.terrasse"]
    assert isinstance(lines[-1].codec, Number)


@pytest.mark.parametrize(
    ("direction", "writable", "readable"),
    [(Direction.BOTH, True, True), (Direction.IN, False, True), (Direction.OUT, True, False)],
)
def test_directions(direction: Direction, writable: bool, readable: bool) -> None:
    rule = applied(city=Choice(direction=direction))["city"].rule
    assert (rule.writable, rule.readable) == (writable, readable)


@pytest.mark.parametrize("choice", [Choice(direction=Direction.OFF), Choice("Gone"), Choice("LeadSource")])
def test_a_field_without_a_place_is_left_out(choice: Choice) -> None:
    assert list(applied(city=choice)) == ["source"]


def test_pairs_translate_and_others_pass() -> None:
    codec = applied(source=Choice(pairs=(("Web", "site"), ("Site", "site"), ("Phone", "appel"))))["source"].codec
    assert [codec.decode(raw) for raw in ("Web", "Site", "Phone", "Panel", None)] == [
        "site",
        "site",
        "appel",
        "Panel",
        None,
    ]
    assert codec.encode("site", None) == "Web"
    assert codec.encode("site", "Site") == "Site"
    assert codec.encode("appel", "Web") == "Phone"
    assert codec.encode(None, "Web") is None


def test_pairs_translate_the_words_of_a_set() -> None:
    codec = Paired(Tags(), (("pool", "piscine"), ("garage", "garage")))
    assert codec.decode("pool;garage") == ["garage", "piscine"]
    assert codec.encode(["piscine"], None) == "pool"


def test_a_set_of_paired_words_has_the_order_that_sets_have() -> None:
    codec = Paired(Tags(), (("Pool", "ascenseur"), ("garage", "Balcon")))
    assert codec.decode("Pool;garage") == ["ascenseur", "Balcon"]
    assert codec.encode(["ascenseur", "Balcon"], None) == codec.canon("Pool;garage") == "garage;Pool"


def test_a_blank_is_kept_where_chosen() -> None:
    assert applied(city=Choice(keep_blank=True))["city"].rule.keep_blank


def test_choices_about_properties_that_are_gone_are_told() -> None:
    mapping = FieldMapping(
        {"Lead": {Kind.LEAD: {"city": Choice("Gone"), "source": Choice(), "x.text.a": Choice("Region")}}}
    )
    assert stale(mapping, {"Lead": PROPERTIES}) == [("Lead", Kind.LEAD, "city")]
    assert mapping.of("Lead", Kind.CONTACT) == {}
