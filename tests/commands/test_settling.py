"""conflicts, resolve: against what was shown, and by the account's own clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.commands import settling
from crmdesk.commands.field_words import FieldWords
from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.options import OwnWords
from crmdesk.store.queries.rows import OpenConflict
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control

PEOPLE = {"contacts", "persons"}
"""Where HubSpot and Pipedrive keep a lead's person."""

OWN = OwnWords((), {})


class Contested:
    """A lead whose city was changed on both sides, in the account half a minute after it was changed here."""

    def __init__(self, cli: Cli, control: Control, *, clock_s: float) -> None:
        self.cli, self.control = cli, control
        (lead,) = cli.do("records", "lead", "--limit", "1")["records"]
        self.lead, self.remote_id = lead["id"], lead["links"][0]["remote_id"]
        cli.do("edit", "lead", self.lead, "city=Orvault")
        self.colleague("Vertou", clock_s=clock_s + 30)
        control.done("POST", "/clock", {"offset_s": clock_s})
        cli.do("sync")

    def colleague(self, city: str, *, clock_s: float) -> None:
        self.control.done("POST", "/clock", {"offset_s": clock_s})
        self.control.edit("contacts", self.remote_id, None, city=city)

    def shown(self) -> str:
        (row,) = self.cli.do("conflicts")["conflicts"]
        return str(row["shown"])

    def city(self) -> object:
        return self.cli.fields("lead", self.lead)["city"]


class Deleted:
    """A lead that was edited here or not (``city``), and that a colleague deleted in the account."""

    def __init__(self, cli: Cli, control: Control, *, city: str | None) -> None:
        (lead,) = cli.do("records", "lead", "--limit", "1")["records"]
        self.lead, self.before = lead["id"], lead["fields"].get("city")
        cli.do("send", "hubspot", "on")
        if city is None:
            cli.do("deletions", "hubspot", "ask")
        else:
            cli.do("edit", "lead", self.lead, f"city={city}")
        row = {"vendor": "hubspot", "object": "contacts", "id": lead["links"][0]["remote_id"]}
        control.done("POST", "/delete", row)
        cli.do("sync")


@pytest.mark.parametrize("clock_s", [-240, 240])
def test_the_newest_is_told_although_the_accounts_clock_is_wrong(
    connected: Cli, control: Control, clock_s: float
) -> None:
    contested = Contested(connected, control, clock_s=clock_s)
    connected.do("resolve", contested.lead, "--keep", "newest")
    assert contested.city() == "Vertou"


@pytest.mark.parametrize("clock_s", [-3600, 3600])
def test_where_the_clocks_are_far_apart_nobody_knows_the_newest(
    connected: Cli, control: Control, clock_s: float
) -> None:
    contested = Contested(connected, control, clock_s=clock_s)
    done = connected.json("resolve", contested.lead, "--keep", "newest")
    assert done.failed("newest_unknown") == {"field": "city"}
    assert "Nobody can say which value of “City” is newer. Choose one of the two." in done.err
    assert (contested.city(), bool(contested.shown())) == ("Orvault", True)


@pytest.mark.parametrize("field", ["city", "City", "Ville", "ville"])
def test_a_field_is_named_as_it_is_listed(connected: Cli, control: Control, field: str) -> None:
    contested = Contested(connected, control, clock_s=0)
    refused = connected.json("resolve", contested.lead, "--keep", "account", "--field", "Rue")
    assert refused.failed("conflict_of_other_fields") == {"name": "Rue", "fields": "city"}
    connected.do("resolve", contested.lead, "--keep", "account", "--field", field)
    assert contested.city() == "Vertou"


def test_a_decision_names_the_change_that_takes_it_back(connected: Cli, control: Control) -> None:
    contested = Contested(connected, control, clock_s=0)
    decided = connected.do("resolve", contested.lead, "--keep", "account")
    connected.do("undo", "--change", decided["change"])
    assert contested.city() == "Orvault"


@pytest.mark.thorough
@pytest.mark.parametrize("city", ["Orvault", None])
def test_what_was_deleted_there_is_kept_here_only_and_asked_about_again_once_taken_back(
    connected: Cli, control: Control, city: str | None
) -> None:
    deleted = Deleted(connected, control, city=city)
    (asked,) = connected.do("conflicts")["conflicts"]
    assert asked["why"] == "changed_here_deleted_there"
    decided = connected.do("resolve", deleted.lead, "--keep", "unlinked", "--shown", asked["shown"])
    assert (decided["keep"], decided["resolved"]) == ("unlinked", [asked["id"]])
    assert connected.do("conflicts")["conflicts"] == []
    (run,) = connected.do("sync")["runs"]
    assert run["pushed"] == 0
    assert connected.fields("lead", deleted.lead)["city"] == (city or deleted.before)
    connected.do("undo", "--change", decided["change"])
    assert [each["id"] for each in connected.do("conflicts")["conflicts"]] == [asked["id"]]


def test_only_what_was_deleted_there_is_kept_unlinked(connected: Cli, control: Control) -> None:
    contested = Contested(connected, control, clock_s=0)
    done = connected.json("resolve", contested.lead, "--keep", "unlinked")
    assert done.failed("nothing_to_unlink") == {"fields": "city"}
    assert "Only a record that was deleted in the account can be kept unlinked." in done.err
    assert (contested.city(), bool(contested.shown())) == ("Orvault", True)


@pytest.mark.thorough
def test_a_record_that_was_deleted_in_one_account_is_kept_here_only_although_another_one_contests_a_field(
    connected: Cli, control: Control, agreeing: None
) -> None:
    connected.do("connect", "pipedrive", "--sandbox", control.url, "--create-fields")
    connected.do("mapping", "hubspot", "set", "contacts", "lead", "sector", "--direction", "off")
    connected.do("sync")
    lead, people = next(
        (each["id"], {link["connection"]: link["remote_id"] for link in each["links"] if link["object"] in PEOPLE})
        for each in connected.do("records", "lead", "--limit", "500")["records"]
        if {link["object"] for link in each["links"]} >= PEOPLE
    )
    connected.do("edit", "lead", lead, "city=Orvault", "sector=Centre")
    control.edit("contacts", people["hubspot"], None, city="Vertou")
    control.done("POST", "/delete", {"vendor": "pipedrive", "object": "persons", "id": people["pipedrive"]})
    connected.do("sync")
    asked = {each["field"]: each["id"] for each in connected.do("conflicts")["conflicts"] if each["record"] == lead}
    assert set(asked) == {"city", EXISTENCE}
    done = connected.json("resolve", lead, "--keep", "unlinked", "--field", "city")
    assert done.failed("nothing_to_unlink") == {"fields": "city"}
    assert "In conflict here: City." in done.err
    assert connected.do("resolve", lead, "--keep", "unlinked")["resolved"] == [asked[EXISTENCE]]
    left = [each["field"] for each in connected.do("conflicts")["conflicts"] if each["record"] == lead]
    assert left == ["city"]


def test_of_two_accounts_that_differ_one_is_named(connected: Cli, control: Control, agreeing: None) -> None:
    connected.do("connect", "pipedrive", "--sandbox", control.url, "--create-fields")
    connected.do("sync")
    lead, people = next(
        (each["id"], {link["connection"]: link["remote_id"] for link in each["links"] if link["object"] in PEOPLE})
        for each in connected.do("records", "lead", "--limit", "500")["records"]
        if {link["object"] for link in each["links"]} >= PEOPLE
    )
    connected.do("edit", "lead", lead, "job_title=Notaire")
    control.edit("contacts", people["hubspot"], None, jobtitle="Avocate")
    body = {"vendor": "pipedrive", "object": "persons", "id": people["pipedrive"], "fields": {"Fonction": "Juge"}}
    control.done("POST", "/edit", body)
    connected.do("sync")
    decide = ("resolve", lead, "--field", "job_title", "--keep", "account")
    refused = connected.json(*decide)
    assert refused.failed("which_account") == {"field": "job_title"}
    assert "crmdesk resolve --connection" in refused.err
    connected.do("connect", "zoho", "--sandbox", control.url, "--create-fields")
    failed = connected.json(*decide, "--connection", "zoho").failed("conflict_of_other_accounts")
    assert failed == {"name": "zoho", "names": "hubspot, pipedrive"}
    connected.do(*decide, "--connection", "pipedrive")
    assert connected.fields("lead", lead)["job_title"] == "Juge"


def test_a_conflict_that_moved_since_it_was_listed_is_not_decided(connected: Cli, control: Control) -> None:
    contested = Contested(connected, control, clock_s=0)
    seen = contested.shown()
    contested.colleague("Bouguenais", clock_s=60)
    connected.do("sync")
    decide = ("resolve", contested.lead, "--keep", "account", "--shown")
    failed = connected.json(*decide, seen).failed("conflict_moved")
    assert failed == {"record": contested.lead, "field": "city"}
    assert contested.city() == "Orvault"
    connected.do(*decide, "another", contested.shown())
    assert contested.city() == "Bouguenais"
    connected.json("resolve", contested.lead, "--keep", "account").failed("conflict_unknown")


def test_a_conflict_that_there_is_not_is_named_in_the_terminals_own_words(connected: Cli, control: Control) -> None:
    contested = Contested(connected, control, clock_s=0)
    done = connected.json("resolve", "NOPE", "--keep", "account")
    assert done.failed("conflict_unknown") == {"id": "NOPE"}
    assert "NOPE" in done.err
    done = connected.json("resolve", contested.lead, "--keep", "account", "--field", "street")
    assert done.failed("conflict_of_other_fields") == {"name": "street", "fields": "city"}
    assert contested.shown()


@pytest.mark.parametrize(
    ("who", "at", "told"),
    [
        ("Anna", "2020-11-12T14:03:00.000Z", "Rennes (replaced: Anna, 12 Nov 2020, "),
        (None, None, "Rennes (replaced)"),
    ],
)
def test_of_an_entry_that_was_replaced_it_is_told_whose_it_was(who: str | None, at: str | None, told: str) -> None:
    replaced = OpenConflict(
        "X", Kind.LEAD, "L", "city", ConflictKind.OVERWROTE, "Nantes", "Laval", "Rennes", "HubSpot", at, who, "shown"
    )
    assert told in settling._in_words([replaced], FieldWords({"L": "Mara Voss"}, OWN))  # noqa: SLF001 - without an account
    held = replace(replaced, why=ConflictKind.BOTH_CHANGED)
    assert "replaced" not in settling._in_words([held], FieldWords({"L": "Mara Voss"}, OWN))  # noqa: SLF001


def test_numbers_that_differ_in_their_label_alone_are_told_apart() -> None:
    here, there = ([{"value": "+33240123456", "label": label, "primary": True}] for label in ("mobile", "work"))
    row = OpenConflict(
        "X", Kind.LEAD, "L", "phones", ConflictKind.BOTH_CHANGED, None, here, there, "HubSpot", None, None, "shown"
    )
    told = settling._in_words([row], FieldWords({"L": "Mara Voss"}, OWN))  # noqa: SLF001 - without an account
    assert all(label in told for label in ("(mobile)", "(work)"))


def test_what_was_chosen_is_told_from_everything_that_was_not() -> None:
    words = FieldWords({}, OWN)
    chosen, other, same = (
        [{"value": value, "label": label, "primary": True}]
        for value, label in (("+33240123456", "work"), ("+33240999999", "work"), ("+33240123456", "home"))
    )
    told = words.told_apart(Kind.LEAD, "phones", (chosen, other, same, None))
    assert (len(set(told)), told[3]) == (4, "–")
    assert words.told_apart(Kind.LEAD, "phones", (chosen,)) == [words.value(Kind.LEAD, "phones", chosen)]
    assert words.told_apart(Kind.LEAD, EXISTENCE, (True, None)) == ["present", "deleted"]


def test_of_several_fields_those_are_settled_whose_newest_is_known(connected: Cli, control: Control) -> None:
    contested = Contested(connected, control, clock_s=0)
    connected.do("edit", "lead", contested.lead, "last_name=Kervadec")
    control.done("POST", "/clock", {"offset_s": 0})
    control.edit("contacts", contested.remote_id, None, lastname="Le Goff")
    connected.do("sync")
    asked = {each["field"]: each["id"] for each in connected.do("conflicts")["conflicts"]}
    assert set(asked) == {"city", "last_name"}
    done = connected.json("resolve", contested.lead, "--keep", "newest")
    assert (done.status, done.json["resolved"], done.json["left"]) == (0, [asked["city"]], [asked["last_name"]])
    assert contested.city() == "Vertou"


@pytest.mark.thorough
def test_a_deletion_has_no_newest_and_stays_open_beside_the_fields_that_have_one(
    connected: Cli, control: Control, agreeing: None
) -> None:
    connected.do("connect", "pipedrive", "--sandbox", control.url, "--create-fields")
    connected.do("mapping", "hubspot", "set", "contacts", "lead", "sector", "--direction", "off")
    connected.do("sync")
    lead, people = next(
        (each["id"], {link["connection"]: link["remote_id"] for link in each["links"] if link["object"] in PEOPLE})
        for each in connected.do("records", "lead", "--limit", "500")["records"]
        if {link["object"] for link in each["links"]} >= PEOPLE
    )
    connected.do("edit", "lead", lead, "city=Orvault", "sector=Centre")
    control.done("POST", "/clock", {"offset_s": 30})
    control.edit("contacts", people["hubspot"], None, city="Vertou")
    control.done("POST", "/clock", {"offset_s": 0})
    control.done("POST", "/delete", {"vendor": "pipedrive", "object": "persons", "id": people["pipedrive"]})
    connected.do("sync")
    fields = {each["field"] for each in connected.do("conflicts")["conflicts"] if each["record"] == lead}
    assert fields == {"city", EXISTENCE}
    done = connected("resolve", lead, "--keep", "newest")
    assert done.out == (
        "1 conflict decided\nleft open, as nobody can say which side is the newest: Deletion. Keep computer or account there.\n"
    )
    assert connected.fields("lead", lead)["city"] == "Vertou"
    refused = connected.json("resolve", lead, "--keep", "newest")
    refused.failed("existence_choice")
    assert "Keep computer, account or unlinked." in refused.err
