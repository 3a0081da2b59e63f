"""Fields that live in a list of the account's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain import values
from crmdesk.domain.field_mapping import Choice
from crmdesk.domain.words import SeveralWords
from crmdesk.providers.base import RemoteProperty
from crmdesk.providers.codecs import Choice as ChoiceCodec
from crmdesk.providers.codecs import Integer, Money, Tags, Text, Words
from crmdesk.providers.field_mapping import apply
from crmdesk.providers.lines import Line
from crmdesk.providers.listed import listed
from tests.providers import laws
from tests.providers.test_field_mapping import Named

INDUSTRY = RemoteProperty(
    "industry", "Industry", "enumeration", options={"REAL_ESTATE": "Real Estate", "RETAIL": "Retail"}, closed=True
)
NUMBERED = RemoteProperty("sector", "Secteur", "enum", options={"21": "Immobilier", "24": "Finance"}, closed=True)
TEXT = listed(Line("industry", Named("industry"), Text()), INDUSTRY)
IDS = listed(Line("industry", Named("sector"), ChoiceCodec(tuple(NUMBERED.options.items()))), NUMBERED)
VALUES = st.sampled_from(["REAL_ESTATE", "Real Estate", "Immobilier", "21", "retail", "Notaires", "", "finance"])


def test_a_value_is_said_in_the_account_s_word() -> None:
    assert TEXT.codec.encode("Immobilier", None) == "REAL_ESTATE"
    assert IDS.codec.encode("REAL_ESTATE", None) == "21"
    assert IDS.codec.encode("Notaires", None) == "Notaires"
    assert IDS.codec.decode("21") == "Immobilier"
    assert IDS.codec.encode(None, "21") is None


def test_a_trade_is_held_to_the_account_s_list_and_other_words_are_taken() -> None:
    held = RemoteProperty("Industry", "Industry", "picklist", options={"Finance": "Finance", "Other": "Autre"})
    for field, closed in (("industry", True), ("source", False)):
        words = listed(Line(field, Named("Industry"), Text()), held).words
        assert words is not None
        assert words.can_hold("LEGAL_SERVICES") is not closed
        assert words.can_hold("FINANCIAL_SERVICES")


def test_of_several_options_for_a_word_the_usual_one_is_written_or_the_one_that_a_person_chose() -> None:
    held = RemoteProperty("s", "", "enum", options={"Junk": "Junk", "Lost": "Lost", "Unqualified": "No"}, closed=True)
    codec = ChoiceCodec((("Lost", "lost"), ("Junk", "lost")))
    line = listed(Line("industry", Named("s"), codec), held)
    assert line.codec.encode("lost", None) == "Lost"
    assert line.codec.encode("lost", "Junk") == "Junk", "what it holds stays"
    chosen = paired(line, held, ("Unqualified", "lost"))
    assert (chosen.codec.encode("lost", None), chosen.codec.decode("Unqualified")) == ("Unqualified", "lost")


def test_what_says_the_same_stays() -> None:
    assert TEXT.codec.encode("real estate", "REAL_ESTATE") == "REAL_ESTATE"


def test_several_words_are_each_said_in_the_account_s_word() -> None:
    for codec, written in ((Words(), ["REAL_ESTATE", "RETAIL"]), (Tags(), "REAL_ESTATE;RETAIL")):
        line = listed(Line("tags", Named("industry"), codec), INDUSTRY)
        assert line.codec.encode(["Immobilier", "retail"], None) == written
        assert line.codec.encode(["REAL_ESTATE", "RETAIL"], written) == written, "what it holds stays"
        assert line.codec.decode(written) == ["REAL_ESTATE", "RETAIL"]
        assert line.codec.encode(None, written) is None
        assert line.words is not None
        assert line.words.can_hold(["Retail", "immobilier"])
        assert line.words.can_hold(None)
        assert not line.words.can_hold(["Retail", "Notaires"]), "one without a word holds all of them"
        assert isinstance(line.words, SeveralWords)
        assert line.words.lacking(["Retail", "Notaires"]) == ["Notaires"]
        (chosen,) = apply([line], {"tags": Choice(pairs=(("Retail", "Notaires"),))}, {}, lambda *_: None)
        assert chosen.words is not None
        assert chosen.words.can_hold(["Notaires"])
        assert chosen.codec.encode(["Notaires"], None) in (["RETAIL"], "RETAIL")
        assert chosen.codec.decode(written) == ["Notaires", "REAL_ESTATE"]
        mixed = line.codec.encode(["garage", "retail"], None)
        assert mixed == line.codec.canon(mixed), "in the order in which it is compared"
    open_ = replace(INDUSTRY, closed=False)
    line = listed(Line("tags", Named("industry"), Words()), open_)
    assert line.words is not None
    assert line.words.can_hold(["Notaires"])
    assert line.codec.encode(["Notaires", "Retail"], None) == ["Notaires", "RETAIL"]


def test_only_texts_are_said_in_words() -> None:
    assert listed(Line("done", Named("industry"), Integer()), replace(INDUSTRY, options={"1": "un"})).words is None
    assert listed(Line("city", Named("city"), Text()), RemoteProperty("city", "City", "string")).words is None


def paired(line: Line[Named], held: RemoteProperty, *pairs: tuple[str, str]) -> Line[Named]:
    (found,) = apply([line], {"industry": Choice(pairs=pairs)}, {held.name: held}, lambda *_: None)
    return found


def test_a_person_s_pair_goes_before_what_looks_alike() -> None:
    line = paired(IDS, NUMBERED, ("Finance", "REAL_ESTATE"))
    assert line.words is not None
    assert (line.codec.encode("REAL_ESTATE", None), line.words.raw_of("REAL_ESTATE")) == ("24", "24")
    assert line.codec.decode("24") == "REAL_ESTATE"
    assert line.codec.decode("21") == "Immobilier"


def test_an_option_may_be_named_by_what_is_read_there() -> None:
    line = paired(TEXT, INDUSTRY, ("Retail", "Commerces"))
    assert line.codec.decode("RETAIL") == "Commerces"
    assert line.codec.encode("Commerces", None) == "RETAIL"
    assert line.pairs == (("Retail", "Commerces"),)


PAIRED = paired(IDS, NUMBERED, ("Finance", "Notaires"))


@settings(deadline=None)
@given(st.sampled_from([TEXT, IDS, PAIRED]), laws.raws())
def test_reading_keeps_the_laws(line: Line[Named], raw: Any) -> None:
    laws.check_reading(line.codec, raw)


@settings(deadline=None)
@given(st.data())
def test_writing_keeps_the_laws(data: st.DataObject) -> None:
    line, held = data.draw(st.sampled_from([(TEXT, INDUSTRY), (IDS, NUMBERED), (PAIRED, NUMBERED)]))
    value = data.draw(VALUES.map(values.text) | st.text(max_size=3).map(values.text))
    laws.check_writing(line.codec, value, data.draw(st.sampled_from([None, *held.options])))


def test_a_plain_amount_is_held_to_the_account_s_currency() -> None:
    """Nothing is converted, and nothing is sent as so many euros that is none."""
    line = listed(Line("amount", Named("Amount"), Money("EUR")), RemoteProperty("Amount", "Amount", "currency"))
    assert line.words is not None
    assert not line.words.can_hold({"amount": "10", "currency": "USD"})
    assert line.words.can_hold({"amount": "10", "currency": "EUR"})
    assert line.words.can_hold(None)
    assert line.codec.decode("10") == {"amount": "10", "currency": "EUR"}
