"""Words of an account's lists: the same thing said otherwise is no difference, and what there is no word for stays here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import orjson
import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.field_mapping import Choice
from crmdesk.domain.kinds import Kind
from crmdesk.providers import codecs
from crmdesk.providers.base import FieldRule, RemoteProperty
from crmdesk.providers.codecs import Tags, Text
from crmdesk.providers.due import DueDay
from crmdesk.providers.field_mapping import Paired, apply
from crmdesk.providers.lines import Line
from crmdesk.providers.listed import listed
from crmdesk.providers.rules import Codec
from crmdesk.sync import wording
from tests.providers.test_field_mapping import Named
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest

FIRST = {"REAL_ESTATE": "Real Estate", "LEGAL": "Legal", "SHOPS": "Shops"}
SECOND = {"21": "Immobilier", "24": "Finance"}
ADDRESS = [{"value": "ann@example.org", "primary": True}]


def speak(wire: Wire, options: dict[str, str], *pairs: tuple[str, str], closed: bool = True) -> None:
    """Let an account keep job titles in a list of its own, which takes no other words where it is closed."""
    held = RemoteProperty("job_title", "", "enum", options=options, closed=closed)
    line = listed(Line("job_title", Named("job_title"), Text()), held)
    (said,) = apply([line], {"job_title": Choice(pairs=pairs)}, {}, lambda *_: None)
    wire.chosen["job_title"] = {"codec": said.codec, "words": said.words, "pairs": pairs}


def notices(office: Office) -> list[tuple[str, str]]:
    return [tuple(each) for each in office.sql("SELECT field, key FROM notice ORDER BY id")]


@pytest.fixture
def wires(office: Office) -> tuple[Wire, Wire]:
    first, second = office.connect(), office.connect("b")
    speak(first, FIRST)
    speak(second, SECOND)
    return first, second


def both(office: Office, wires: tuple[Wire, Wire], here: str, there: str | None) -> tuple[str, str, str]:
    """A person in both accounts with their words."""
    fields = {"last_name": "Durand", "emails": {"email": "ann@example.org"}}
    a = wires[0].account.edit(PEOPLE, None, {**fields, "job_title": here}, kind=Kind.LEAD)
    b = wires[1].account.edit(PEOPLE, None, {**fields, "job_title": there}, kind=Kind.LEAD)
    office.settle()
    return office.record_of(a), a, b


def test_the_same_thing_in_other_words_is_no_difference(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, a, b = both(office, wires, "REAL_ESTATE", "21")
    assert office.conflicts(record) == {}
    assert office.value(record, "job_title") == "REAL_ESTATE"
    assert (wires[0].account.value(a, "job_title"), wires[1].account.value(b, "job_title")) == ("REAL_ESTATE", "21")
    check_at_rest(office)


@pytest.mark.parametrize(
    ("codec", "raw", "spoken", "read"),
    [
        (DueDay(), "2026-12-01", "2026-12-01T09:00:00.000Z", "2026-12-01T09:00:00.000Z"),
        (DueDay(), "2026-12-02", "2026-12-01T09:00:00.000Z", "2026-12-02T00:00:00.000Z"),
        (DueDay(), "2026-12-01", None, "2026-12-01T00:00:00.000Z"),
        (DueDay(), None, "2026-12-01T09:00:00.000Z", None),
        (codecs.Text(), "Lyon", "Lyon 3e", "Lyon"),
        (codecs.Tags(), "a", ["a", "b"], ["a"]),
    ],
)
def test_an_account_that_holds_all_that_it_can_of_a_value_says_the_same(
    codec: Codec, raw: Any, spoken: Any, read: Any
) -> None:
    assert wording.read(FieldRule("due_at", ("due",), codec), raw, spoken) == read


def test_what_an_account_has_no_word_for_stays_here_and_is_told(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, a, b = both(office, wires, "LEGAL", "24")
    assert office.conflicts(record) == {}
    assert (office.value(record, "job_title"), wires[1].account.value(b, "job_title")) == ("LEGAL", "24")
    assert notices(office) == [("job_title", "word_not_there")]
    office.edit(record, job_title="SHOPS")
    office.settle()
    assert (wires[0].account.value(a, "job_title"), wires[1].account.value(b, "job_title")) == ("SHOPS", "24")
    assert (office.problems(), notices(office)) == ([], [("job_title", "word_not_there")])
    assert office.synced()["pushed"] == 0
    check_at_rest(office)


def test_news_of_the_account_is_still_taken(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, a, b = both(office, wires, "LEGAL", "24")
    wires[1].account.edit(PEOPLE, b, {"job_title": "21"})
    office.settle()
    assert office.value(record, "job_title") == "21"
    assert wires[0].account.value(a, "job_title") == "LEGAL", "there is no such word in the first account"
    check_at_rest(office)


@pytest.mark.parametrize("there", ["24", None])
def test_a_pair_made_later_is_no_decision_about_what_both_held(
    office: Office, wires: tuple[Wire, Wire], there: str | None
) -> None:
    record, _, b = both(office, wires, "LEGAL", there)
    assert notices(office) == [("job_title", "word_not_there")]
    speak(wires[1], SECOND, ("Immobilier", "LEGAL"))
    office.settle()
    assert (office.value(record, "job_title"), notices(office)) == ("LEGAL", [])
    assert set(office.conflicts(record)) == ({"job_title"} if there else set())
    assert wires[1].account.value(b, "job_title") == (there or "21")
    check_at_rest(office)


LATER = {**SECOND, "25": "legal", "26": "Shops"}
"""The second account's options once an administrator has made the two that it lacked."""


def met(there: str | None) -> Story:
    """LEGAL here and in the first account when the second one is seen for the first time, with what it holds."""
    return lambda office, wires: both(office, wires, "LEGAL", there)


def had_agreed(*later: str, by_colleague: bool = False) -> Story:
    """Both accounts agree, and then it is changed here or in the first account: the second one has no word for that."""

    def tell(office: Office, wires: tuple[Wire, Wire]) -> tuple[str, str, str]:
        record, a, b = both(office, wires, "REAL_ESTATE", "21")
        for word in later:
            if by_colleague:
                wires[0].account.edit(PEOPLE, a, {"job_title": word})
            else:
                office.edit(record, job_title=word)
            office.settle()
        return record, a, b

    return tell


def typed_since(there: str) -> Story:
    """They differed when they met; then something else is typed that the second account has no word for either."""

    def tell(office: Office, wires: tuple[Wire, Wire]) -> tuple[str, str, str]:
        record, a, b = both(office, wires, "LEGAL", there)
        office.edit(record, job_title="SHOPS")
        office.settle()
        return record, a, b

    return tell


def held_before(office: Office, wires: tuple[Wire, Wire]) -> tuple[str, str, str]:
    """Here stood what the second account holds, but before that account was seen."""
    fields = {"last_name": "Durand", "emails": {"email": "ann@example.org"}}
    a = wires[0].account.edit(PEOPLE, None, {**fields, "job_title": "REAL_ESTATE"}, kind=Kind.LEAD)
    office.synced("a")
    record = office.record_of(a)
    office.edit(record, job_title="LEGAL")
    office.synced("a")
    b = wires[1].account.edit(PEOPLE, None, {**fields, "job_title": "21"}, kind=Kind.LEAD)
    office.settle()
    return record, a, b


def changed_on_both_sides(office: Office, wires: tuple[Wire, Wire]) -> tuple[str, str, str]:
    """They agreed once; since then both sides have changed."""
    record, a, b = both(office, wires, "REAL_ESTATE", "21")
    office.edit(record, job_title="LEGAL")
    wires[1].account.edit(PEOPLE, b, {"job_title": "24"})
    office.settle()
    return record, a, b


Story: TypeAlias = Callable[[Office, tuple[Wire, Wire]], tuple[str, str, str]]


@pytest.mark.parametrize(
    ("story", "here", "asked", "there"),
    [
        # what had come to pass, what stands here, whether a person is asked, and what the second account holds then
        pytest.param(met("24"), "LEGAL", True, "24", id="both held something when they met"),
        pytest.param(met(None), "LEGAL", False, "25", id="blank there"),
        pytest.param(had_agreed("LEGAL"), "LEGAL", False, "25", id="typed after they had agreed"),
        pytest.param(had_agreed("LEGAL", by_colleague=True), "LEGAL", False, "25", id="written elsewhere after that"),
        pytest.param(had_agreed("LEGAL", "SHOPS"), "SHOPS", False, "26", id="typed twice after that"),
        pytest.param(typed_since("24"), "SHOPS", True, "24", id="typed after they had met and never agreed"),
        pytest.param(held_before, "LEGAL", True, "21", id="agreed in nothing, whatever stood here before"),
        pytest.param(changed_on_both_sides, "LEGAL", True, "24", id="changed on both sides"),
    ],
)
def test_an_option_made_later_sends_what_nobody_has_to_decide_about(
    office: Office, wires: tuple[Wire, Wire], story: Story, here: str, asked: bool, there: str
) -> None:
    record, _, b = story(office, wires)
    assert notices(office) == [("job_title", "word_not_there")]
    speak(wires[1], LATER)
    office.settle()
    assert (office.value(record, "job_title"), notices(office)) == (here, [])
    assert set(office.conflicts(record)) == ({"job_title"} if asked else set())
    assert wires[1].account.value(b, "job_title") == there
    check_at_rest(office)


def test_an_option_made_later_that_is_what_the_account_holds_is_no_question(
    office: Office, wires: tuple[Wire, Wire]
) -> None:
    record, _, b = both(office, wires, "LEGAL", "24")
    speak(wires[1], {"21": "Immobilier", "24": "Legal"})
    office.settle()
    assert (office.conflicts(record), office.value(record, "job_title")) == ({}, "LEGAL")
    assert (wires[1].account.value(b, "job_title"), notices(office)) == ("24", [])
    check_at_rest(office)


@pytest.mark.parametrize("there", ["21", None])
def test_a_list_that_takes_other_words_from_now_on_is_sent_what_it_had_none_for(
    office: Office, wires: tuple[Wire, Wire], there: str | None
) -> None:
    record, a, b = both(office, wires, "REAL_ESTATE", there)
    wires[0].account.edit(PEOPLE, a, {"job_title": "SHOPS"})
    office.settle()
    assert (wires[1].account.value(b, "job_title"), notices(office)) == ("21", [("job_title", "word_not_there")])
    speak(wires[1], SECOND, closed=False)
    office.settle()
    assert (wires[1].account.value(b, "job_title"), notices(office)) == ("SHOPS", [])
    speak(wires[1], SECOND)
    rest(office)
    assert (office.value(record, "job_title"), wires[1].account.value(b, "job_title")) == ("SHOPS", "SHOPS")


@pytest.mark.parametrize("there", ["21", None])
def test_a_list_that_becomes_a_text_is_sent_what_it_had_no_word_for(
    office: Office, wires: tuple[Wire, Wire], there: str | None
) -> None:
    """It stayed here for good, and was said to have no word there."""
    record, a, b = both(office, wires, "REAL_ESTATE", there)
    wires[0].account.edit(PEOPLE, a, {"job_title": "SHOPS"})
    office.settle()
    assert notices(office) == [("job_title", "word_not_there")]
    wires[1].chosen.clear()
    rest(office)
    assert (office.value(record, "job_title"), wires[1].account.value(b, "job_title")) == ("SHOPS", "SHOPS")
    assert notices(office) == []


@pytest.mark.parametrize(("keep", "there"), [(Keep.COMPUTER, "25"), (Keep.ACCOUNT, "24")])
def test_what_was_decided_then_is_not_asked_again(
    office: Office, wires: tuple[Wire, Wire], keep: Keep, there: str
) -> None:
    record, _, b = both(office, wires, "LEGAL", "24")
    speak(wires[1], LATER)
    office.settle()
    office.resolve(office.conflict(record), keep)
    office.settle()
    assert (office.conflicts(record), wires[1].account.value(b, "job_title")) == ({}, there)
    check_at_rest(office)


def test_an_option_that_is_gone_does_not_decide_what_nobody_decided(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, _, b = both(office, wires, "LEGAL", "24")
    speak(wires[1], {"21": "Immobilier"})
    office.settle()
    speak(wires[1], {"21": "Immobilier", "25": "legal"})
    office.settle()
    assert (set(office.conflicts(record)), wires[1].account.value(b, "job_title")) == ({"job_title"}, "24")


def test_a_pair_answers_an_open_conflict(office: Office, wires: tuple[Wire, Wire]) -> None:
    record, _, b = both(office, wires, "REAL_ESTATE", "24")
    assert office.conflict(record).field == "job_title"
    speak(wires[1], SECOND, ("Finance", "REAL_ESTATE"))
    office.settle()
    assert office.conflicts(record) == {}
    assert wires[1].account.value(b, "job_title") == "24"
    check_at_rest(office)


def test_an_option_that_the_account_no_longer_has_loses_nothing(office: Office) -> None:
    wire = office.connect()
    speak(wire, FIRST, ("Legal", "Notaires"))
    record, id = known(office, wire, job_title="LEGAL")
    assert office.value(record, "job_title") == "Notaires"
    speak(wire, {"REAL_ESTATE": "Real Estate"}, ("Legal", "Notaires"))
    rest(office)
    assert (office.value(record, "job_title"), wire.account.value(id, "job_title")) == ("Notaires", "LEGAL")
    assert notices(office) == [("job_title", "word_not_there")]


def offer(wire: Wire, options: dict[str, str], *pairs: tuple[str, str]) -> None:
    """Let an account keep the types of leads by ids; ``pairs`` are those whose label says one of ours."""
    held = RemoteProperty("lead_type", "", "enum", options=options, closed=True)
    line = listed(Line("lead_type", Named("lead_type"), codecs.Choice(pairs)), held)
    wire.chosen["lead_type"] = {"codec": line.codec, "words": line.words}


def test_an_option_of_ours_that_is_called_by_no_word_of_ours_means_what_it_meant(office: Office) -> None:
    """Its id at the account came into every record, and went to every other account."""
    wire = office.connect()
    offer(wire, {"500": "Vendeur", "501": "Acquéreur"}, ("500", "seller"), ("501", "buyer"))
    record, id = known(office, wire, lead_type="500")
    offer(wire, {"500": "Client vendeur", "501": "Acquéreur"}, ("501", "buyer"))
    rest(office)
    wire.account.edit(PEOPLE, id, {"city": "Brest"})
    rest(office)
    assert (office.value(record, "lead_type"), notices(office)) == ("seller", [("lead_type", "word_not_there")])
    office.edit(record, lead_type="buyer")
    rest(office)
    assert (wire.account.value(id, "lead_type"), notices(office)) == ("501", [])
    offer(wire, {"500": "Client vendeur", "501": "Vendeuse"}, ("501", "seller"))
    rest(office)
    assert (office.value(record, "lead_type"), wire.account.value(id, "lead_type")) == ("seller", "501")


def test_an_option_of_ours_that_is_called_as_before_again_is_no_question(office: Office) -> None:
    wire = office.connect()
    offer(wire, {"500": "Vendeur"}, ("500", "seller"))
    record, id = known(office, wire, lead_type="500")
    offer(wire, {"500": "Client vendeur"})
    rest(office)
    offer(wire, {"500": "Vendeur"}, ("500", "seller"))
    rest(office)
    assert (office.value(record, "lead_type"), wire.account.value(id, "lead_type")) == ("seller", "500")
    assert (office.conflicts(record), notices(office)) == ({}, [])


def test_a_new_row_goes_without_what_there_is_no_word_for(office: Office) -> None:
    wire = office.connect()
    speak(wire, FIRST)
    office.settle()
    record = office.new(last_name="Martin", job_title="Notaires", emails=ADDRESS)
    office.settle()
    (row,) = [id for id, each in wire.account.rows[PEOPLE].items() if each.fields.get("last_name") == "Martin"]
    assert wire.account.value(row, "job_title") is None
    assert office.value(record, "job_title") == "Notaires"
    assert (office.problems(), notices(office)) == ([], [("job_title", "word_not_there")])
    check_at_rest(office)


def speak_sets(wire: Wire, options: dict[str, str], *pairs: tuple[str, str]) -> None:
    """Let an account keep tags by the ids of a list of its own."""
    held = RemoteProperty("tags", "", "set", options=options, closed=True)
    line = listed(Line("tags", Named("tags"), Paired(Tags(), tuple(held.options.items()))), held)
    (said,) = apply([line], {"tags": Choice(pairs=pairs)} if pairs else {}, {}, lambda *_: None)
    wire.chosen["tags"] = {"codec": said.codec, "words": said.words, "pairs": pairs}


def test_a_set_with_a_word_that_an_account_lacks_stays_here_and_tells_that_word(office: Office) -> None:
    wire = office.connect()
    speak_sets(wire, {"41": "Cave", "42": "Jardin"})
    record, id = known(office, wire, tags="41")
    assert office.value(record, "tags") == ["Cave"]
    office.edit(record, tags=["Cave", "Garage"])
    office.settle()
    assert wire.account.value(id, "tags") == "41"
    assert (office.problems(), notices(office)) == ([], [("tags", "word_not_there")])
    assert orjson.loads(office.sql("SELECT data FROM notice")[0][0])["value"] == ["Garage"]
    office.edit(record, tags=["cave", "Jardin"])
    office.settle()
    assert wire.account.value(id, "tags") == "41;42"
    assert (office.problems(), notices(office)) == ([], [])
    check_at_rest(office)


def test_a_set_that_becomes_a_text_is_sent_the_words_it_lacked(office: Office) -> None:
    wire = office.connect()
    speak_sets(wire, {"41": "Cave", "42": "Jardin"})
    record, id = known(office, wire, tags="41")
    office.edit(record, tags=["Cave", "Garage"])
    office.settle()
    wire.chosen.clear()
    wire.account.edit(PEOPLE, id, {"tags": "Cave"})
    rest(office)
    assert (office.value(record, "tags"), wire.account.value(id, "tags")) == (["Cave", "Garage"], "Cave;Garage")
    assert notices(office) == []


ROOMS = {"41": "Cave", "42": "Jardin", "43": "Piscine"}
RENAMED = {**ROOMS, "41": "Sous-sol"}


class TestSets:
    """What both sides agreed on in a set is said in the new words, each word for itself."""

    @pytest.fixture
    def wire(self, office: Office) -> Wire:
        wire = office.connect()
        speak_sets(wire, ROOMS)
        return wire

    def test_an_option_that_is_called_otherwise_is_so_in_every_set(self, office: Office, wire: Wire) -> None:
        record, id = known(office, wire, tags="41;42")
        speak_sets(wire, RENAMED)
        rest(office)
        assert (office.value(record, "tags"), wire.account.value(id, "tags")) == (["Jardin", "Sous-sol"], "41;42")
        office.edit(record, tags=["Jardin", "Piscine", "Sous-sol"])
        rest(office)
        assert (wire.account.value(id, "tags"), notices(office)) == ("41;42;43", [])
        wire.account.edit(PEOPLE, id, {"tags": "42;43"})
        rest(office)
        assert office.value(record, "tags") == ["Jardin", "Piscine"]
        check_at_rest(office)

    def test_two_options_that_change_names_stay_what_they_are(self, office: Office, wire: Wire) -> None:
        record, id = known(office, wire, tags="41;43")
        speak_sets(wire, {**ROOMS, "41": "Jardin", "42": "Cave"})
        rest(office)
        assert (office.value(record, "tags"), wire.account.value(id, "tags")) == (["Jardin", "Piscine"], "41;43")

    def test_what_was_typed_since_is_sent_beside_it(self, office: Office, wire: Wire) -> None:
        record, id = known(office, wire, tags="41;42")
        office.edit(record, tags=["Cave", "Piscine"])
        speak_sets(wire, RENAMED)
        rest(office)
        assert (office.value(record, "tags"), wire.account.value(id, "tags")) == (["Piscine", "Sous-sol"], "41;43")
        assert notices(office) == []

    def test_another_pair_is_said_in_the_word_that_was_chosen(self, office: Office, wire: Wire) -> None:
        """The account's own word still says the same, as in a list of which one is chosen."""
        record, id = known(office, wire, tags="41;42")
        for pairs in ([("Cave", "Keller")], []):
            speak_sets(wire, ROOMS, *pairs)
            rest(office)
            assert office.value(record, "tags") == ["Cave", "Jardin"]
        speak_sets(wire, ROOMS, ("Cave", "Keller"))
        fresh, id = known(office, wire, tags="41;42")
        speak_sets(wire, ROOMS, ("Cave", "Souterrain"))
        rest(office)
        assert (office.value(fresh, "tags"), wire.account.value(id, "tags")) == (["Jardin", "Souterrain"], "41;42")

    def test_what_the_account_never_had_stays_as_it_was_typed(self, office: Office, wire: Wire) -> None:
        record, id = known(office, wire, tags="42")
        office.edit(record, tags=["Cave", "Garage", "Jardin"])
        office.settle()
        speak_sets(wire, RENAMED)
        office.settle()
        assert office.value(record, "tags") == ["Cave", "Garage", "Jardin"]
        speak_sets(wire, {**ROOMS, "44": "Garage"})
        rest(office)
        assert (wire.account.value(id, "tags"), notices(office)) == ("41;42;44", [])

    def test_of_several_words_that_lack_an_option_each_stays_told(self, office: Office, wire: Wire) -> None:
        record, id = known(office, wire, tags="41")
        office.edit(record, tags=["Cave", "Garage"])
        office.settle()
        speak_sets(wire, RENAMED)
        rest(office)
        assert (office.value(record, "tags"), notices(office)) == (["Garage", "Sous-sol"], [("tags", "word_not_there")])
        speak_sets(wire, {**RENAMED, "44": "Garage"})
        rest(office)
        assert (wire.account.value(id, "tags"), notices(office)) == ("41;44", [])

    def test_an_option_that_is_gone_is_told_and_the_others_are_said_anew(self, office: Office, wire: Wire) -> None:
        record, id = known(office, wire, tags="41;42")
        speak_sets(wire, {"41": "Sous-sol", "43": "Piscine"})
        rest(office)
        assert (office.value(record, "tags"), wire.account.value(id, "tags")) == (["Jardin", "Sous-sol"], "41;42")
        assert orjson.loads(office.sql("SELECT data FROM notice")[0][0])["value"] == ["Jardin"]
