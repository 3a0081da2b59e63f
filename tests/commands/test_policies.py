"""policy: the scopes on the command line, trying one, and what a run then decides."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli
from tests.commands.test_settling import Contested
from tests.sandbox.raw import Control


def test_a_policy_is_set_listed_replaced_and_removed(connected: Cli) -> None:
    made = connected.do("policy", "set", "prefer", "--prefer", "hubspot", "--field", "city", "--kind", "lead")["policy"]
    again = connected.do(
        "policy", "set", "newest", "--field", "city", "--kind", "lead", "--also", "owner", "--until", "2030-01-31"
    )
    assert again["policy"] == made
    (row,) = connected.do("policy", "list")["policies"]
    assert row | {"made_at": ""} == {
        "id": made,
        "record": None,
        "field": "city",
        "kind": "lead",
        "connection": None,
        "policy": "newest",
        "prefer": None,
        "also": ["owner"],
        "on": True,
        "until": "2030-01-31T00:00:00.000Z",
        "version": 2,
        "who": "user",
        "made_at": "",
        "ended": False,
    }
    assert "newest" in connected("policy", "list").out
    connected.json("policy", "remove", "--field", "city").failed("policy_unknown")
    assert connected.do("policy", "remove", "--field", "city", "--kind", "lead") == {"removed": made}
    assert connected.do("policy", "list")["policies"] == []


def test_a_policy_about_a_record_that_was_united_says_that_it_covers_nobody(connected: Cli) -> None:
    first, other = (connected.new("lead", f"last_name={name}") for name in ("Martin", "Martin-Roux"))
    for record in (first, other):
        connected.do("policy", "set", "computer", "--record", record)
    connected.do("link", first, other)
    ended = {each["record"]: each["ended"] for each in connected.do("policy", "list")["policies"]}
    assert ended == {first: False, other: True}
    assert connected("policy", "list").out.count("covers nobody any more") == 1


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("computer", "--field", "consent_email"), "policy_consent"),
        (("max", "--field", "city"), "policy_unfit"),
        (("prefer",), "policy_prefers_whom"),
        (("ask", "--record", "NOPE"), "unknown_record"),
        (("ask", "--connection", "NOPE"), "unknown_connection"),
        (("ask", "--until", "soon"), "value_not_date"),
        (("computer", "--until", "2020-01-31"), "policy_until_past"),
    ],
)
def test_what_cannot_be_is_said_in_words(connected: Cli, arguments: tuple[str, ...], key: str) -> None:
    for verb in ("set", "try"):
        if key != "unknown_record" or verb == "set":
            connected.json("policy", verb, *arguments).failed(key)
    assert connected.do("policy", "list")["policies"] == []


def test_the_last_day_is_typed_as_everywhere(connected: Cli) -> None:
    connected.do("policy", "set", "newest", "--field", "city", "--until", "31/01/2030")
    (made,) = connected.do("policy", "list")["policies"]
    assert made["until"] == "2030-01-31T00:00:00.000Z"


def test_what_it_would_decide_is_shown_and_then_decided_and_taken_back(connected: Cli, control: Control) -> None:
    contested = Contested(connected, control, clock_s=0)
    tried = connected.do("policy", "try", "account")
    assert [(each["field"], each["before"], each["now"]) for each in tried["settles"]] == [
        ("city", "Orvault", "Vertou")
    ]
    assert tried["would_have_changed"] == []
    out = connected("policy", "try", "account").out
    assert ("Vertou" in out, "City" in out) == (True, True)
    assert connected.do("policy", "try", "ask")["settles"] == []
    connected.do("policy", "set", "account")
    connected.do("sync")
    assert contested.city() == "Vertou"
    assert connected.do("conflicts")["conflicts"] == []
    (decided,) = connected.do("policy", "decided")["decided"]
    assert (decided["field"], decided["chosen"], decided["rejected"]) == ("city", "Vertou", ["Orvault"])
    out = connected("policy", "decided").out
    assert ("Orvault" in out, "City" in out) == (True, True)
    connected.do("undo", "--change", decided["change"])
    connected.do("sync")
    assert contested.city() == "Orvault"
    assert contested.shown()


def test_what_it_would_have_changed(connected: Cli, control: Control) -> None:
    contested = Contested(connected, control, clock_s=0)
    connected.do("resolve", contested.lead, "--keep", "computer")
    tried = connected.do("policy", "try", "account", "--field", "city")
    assert [(each["before"], each["now"]) for each in tried["would_have_changed"]] == [("Orvault", "Vertou")]
