"""records: search, conditions, limits, and the shape that scripts rely on."""

from __future__ import annotations

import pytest

from tests.commands.conftest import RECORDS, Cli


@pytest.fixture
def three(cli: Cli) -> Cli:
    cli.new("lead", "last_name=Kérdoncuff", "email=k@a.example", "city=Nantes", "tags=a,b", "consent_phone=given/phone")
    cli.new("lead", "last_name=Le Goff", "phones=06 39 98 02 36, 02 40 00 00 00", "city=Nantes", "asking_price=300000")
    cli.new("lead", "last_name=Morvan", "tags=b")
    return cli


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ((), ["Kérdoncuff", "Le Goff", "Morvan"]),
        (("--search", "kerdon"), ["Kérdoncuff"]),
        (("--search", "06 39 98"), ["Le Goff"]),
        (("--where", "city=Nantes"), ["Kérdoncuff", "Le Goff"]),
        (("--where", "city=Nantes", "--where", "tags=a"), ["Kérdoncuff"]),
        (("--where", "tags=a,b"), ["Kérdoncuff"]),
        (("--where", "city="), ["Morvan"]),
        (("--where", "consent_phone=given"), ["Kérdoncuff"]),
        (("--where", "asking_price=300 000 €"), ["Le Goff"]),
        (("--where", "phone=+33639980236"), ["Le Goff"]),
        (("--where", "phone=02 40 00 00 00"), []),
        (("--where", "phones=02 40 00 00 00"), ["Le Goff"]),
        (("--where", "email=K@A.example"), ["Kérdoncuff"]),
        (("--where", "id=01NOWHERE"), []),
    ],
)
def test_conditions(three: Cli, more: tuple[str, ...], found: list[str]) -> None:
    document = three.do("records", "lead", *more)
    assert [row["fields"]["last_name"] for row in document["records"]] == found
    assert document["total"] == len(found)


@pytest.mark.parametrize(
    ("more", "key", "status"),
    [
        (("--where", "nope=1"), "unknown_field", 2),
        (("--where", "city"), "assignment_expected", 2),
        (("--where", "asking_price=abc"), "value_not_number", 1),
        (("--where", "email=nobody"), "value_not_email", 1),
        (("--where", "status=perhaps"), "value_not_an_option", 1),
        (("--where", "lead_type=dealer"), "value_not_an_option", 1),
    ],
)
def test_conditions_that_make_no_sense(cli: Cli, more: tuple[str, ...], key: str, status: int) -> None:
    cli.json("records", "lead", *more).failed(key, status)


def test_what_cannot_be_searched_says_so(cli: Cli) -> None:
    cli.json("records", "stage", "--search", "abc").failed("kind_not_searched")


@pytest.mark.parametrize("limit", ["-1", "1.5", "many", "²", ""])
def test_a_limit_is_a_whole_number(cli: Cli, limit: str) -> None:
    done = cli.json("records", "lead", "--limit", limit)
    assert done.status == 2
    assert done.json["error"]["key"] == "wrong_usage"


def test_pages_of_a_replica(connected: Cli) -> None:
    leads = connected.do("records", "lead", "--limit", "1000")
    contacts = connected.do("records", "contact", "--limit", "1000")
    assert leads["total"] + contacts["total"] == RECORDS
    assert len(leads["records"]) == leads["total"]
    row = leads["records"][0]
    assert row.keys() >= {"id", "fields", "links", "pending", "conflict"}
    assert {link["connection"] for link in row["links"]} == {"hubspot"}
    assert "contacts" in {link["object"] for link in row["links"]}
    assert connected.do("records", "lead", "--limit", "0") == {"kind": "lead", "total": leads["total"], "records": []}
    few = connected("records", "lead", "--limit", "2")
    assert few.out.splitlines()[-1] == f"2 / {leads['total']}"


def test_what_a_vendor_wrote_cannot_move_the_cursor(cli: Cli) -> None:
    cli.new("lead", "last_name=Evil\u202eName")
    assert "\u202e" not in cli("records", "lead").out
    assert cli.do("records", "lead")["records"][0]["fields"]["last_name"] == "EvilName"
