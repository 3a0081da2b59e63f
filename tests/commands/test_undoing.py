"""runs, undo: a whole synchronisation is shown, taken back, and given back."""

from __future__ import annotations

from tests.commands.conftest import Cli
from tests.commands.test_checking import damage
from tests.sandbox.raw import Control


def renamed(cli: Cli, control: Control) -> tuple[str, str]:
    """A lead whose city a colleague has changed, and the run that brought it."""
    (lead,) = cli.do("records", "lead", "--limit", "1")["records"]
    control.edit("contacts", lead["links"][0]["remote_id"], None, city="Vertou")
    cli.do("sync")
    return lead["id"], cli.do("runs")["runs"][0]["id"]


def test_a_run_is_shown_taken_back_and_given_back(connected: Cli, control: Control) -> None:
    lead, run = renamed(connected, control)
    before = connected.do("undo", "--run", run, "--preview")
    (effect,) = before["taken_back"]
    assert (effect["record"], effect["field"], effect["after"], before["change"]) == (lead, "city", "Vertou", None)
    assert connected.fields("lead", lead)["city"] == "Vertou"
    done = connected.do("undo", "--run", run)
    assert done["taken_back"] == before["taken_back"]
    assert connected.fields("lead", lead)["city"] == effect["before"]
    connected.json("undo", "--run", run).failed("run_nothing_to_undo")
    connected.do("undo", "--change", done["change"])
    assert connected.fields("lead", lead)["city"] == "Vertou"


def test_a_person_reads_what_was_taken_back_and_what_stays(connected: Cli, control: Control) -> None:
    lead, run = renamed(connected, control)
    assert run in connected("runs").out
    (told,) = [each for each in connected.do("runs")["runs"] if each["id"] == run]
    assert (told["connection"], told["account"]) == ("hubspot", "hubspot")
    assert told["connection_id"] != "hubspot"
    connected.do("edit", "lead", lead, "city=Orvault")
    out = connected("undo", "--run", run, "--preview").out
    assert "Vertou" in out
    assert "City" in out
    assert connected.do("undo", "--run", run, "--preview")["left"][0]["left"] == "changed_since"
    assert connected.json("undo", "--run", "NOPE").failed("run_unknown") == {"id": "NOPE"}


def test_a_person_reads_what_each_run_did(connected: Cli, control: Control) -> None:
    """Also which one found what no feed had told, as “doctor” promises, and what stopped one that failed."""
    _, run = renamed(connected, control)

    def line_after(change: str) -> str:
        damage(connected.profile, "UPDATE run SET " + change + " WHERE id = :run", run=run)  # noqa: S608 - see below
        return next(each for each in connected("runs").out.splitlines() if each.startswith(run))

    told = line_after("counts = json_set(counts, '$.feed_misses', 2, '$.decided', 3)")
    assert "up to date (" in told
    assert "1 row taken in" in told
    assert "2 rows that no feed told" in told
    assert "3 conflicts decided by policy" in told
    assert line_after("status = 'interrupted', counts = '{}'").endswith("interrupted")
    failure = "json_object('key', 'unreachable', 'data', json('{}'))"
    assert "failed: Not reachable." in line_after(f"status = 'failed', error = {failure}")


def test_a_change_that_there_is_not_is_told_with_where_ids_are(cli: Cli) -> None:
    refused = cli.json("undo", "--change", "NOPE")
    assert refused.failed("change_unknown") == {"id": "NOPE"}
    assert "“NOPE”" in refused.err
    assert "--json" in refused.err


def test_what_was_emptied_reads_as_a_dash(connected: Cli, control: Control) -> None:
    (lead,) = connected.do("records", "lead", "--limit", "1")["records"]
    control.edit("contacts", lead["links"][0]["remote_id"], None, city="")
    connected.do("sync")
    run = connected.do("runs")["runs"][0]["id"]
    out = connected("undo", "--run", run, "--preview").out
    assert ("–" in out, "None" in out) == (True, False)


def test_a_single_change_is_not_taken_back_where_only_a_look_was_asked_for(connected: Cli, control: Control) -> None:
    lead, run = renamed(connected, control)
    done = connected.do("undo", "--run", run)
    told = connected.json("undo", "--change", done["change"], "--preview").failed("options_exclude", 2)
    assert told == {"options": "--change, --preview"}
    assert connected.fields("lead", lead)["city"] != "Vertou"


def test_a_value_that_fills_pages_makes_no_other_line_longer(connected: Cli, control: Control) -> None:
    first, second = connected.do("records", "lead", "--limit", "2")["records"]
    control.edit("contacts", first["links"][0]["remote_id"], None, crmdesk_description="word " * 1000)
    connected.do("sync")
    control.edit("contacts", first["links"][0]["remote_id"], None, crmdesk_description="short")
    control.edit("contacts", second["links"][0]["remote_id"], None, city="Vertou")
    connected.do("sync")
    run = connected.do("runs")["runs"][0]["id"]
    lines = connected("undo", "--run", run, "--preview").out.splitlines()
    assert any("word " * 900 in line for line in lines), "it stands in whole"
    assert [len(line) < 300 for line in lines if "Vertou" in line] == [True]
