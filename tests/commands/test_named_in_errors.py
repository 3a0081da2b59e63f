"""What a command refuses is named, with what there is instead or what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.pipedrive_raw import PipedriveControl
from tests.sandbox.raw import Control


@pytest.mark.parametrize("command", [("link", "abc", "def"), ("apart", "abc", "def"), ("adopt", "abc")])
def test_a_record_that_there_is_not(cli: Cli, command: tuple[str, ...]) -> None:
    done = cli.json(*command)
    assert done.failed("unknown_record") == {"record": "abc"}
    assert "“abc”" in done.err


def test_a_property_that_there_is_not(connected: Cli) -> None:
    done = connected.json("mapping", "hubspot", "set", "contacts", "lead", "city", "--property", "citi")
    assert "city (City)" in done.failed("mapping_property_unknown")["closest"]
    assert "Closest names: city (City)" in done.err
    done = connected.json("mapping", "hubspot", "set", "contacts", "lead", "city", "--property", "wxyz")
    assert done.failed("mapping_property_unknown")["closest"] == ""
    assert "Closest" not in done.err


def test_a_field_that_there_is_not(connected: Cli) -> None:
    lead = connected.new("lead", "last_name=Kervadec")
    done = connected.json("edit", "lead", lead, "job=Notary")
    done.failed("unknown_field", 2)
    assert "job_title (Job title)" in done.err
    done = connected.json("mapping", "hubspot", "set", "contacts", "lead", "nimporte", "--direction", "in")
    done.failed("unknown_field", 2)
    assert "“nimporte”" in done.err
    assert "Closest" not in done.err, "nothing is like it"


def test_a_mapping_that_is_no_object(connected: Cli, tmp_path: Path) -> None:
    file = tmp_path / "b3.json"
    file.write_text("[]")
    done = connected.json("mapping", "hubspot", "import", str(file))
    (fault,) = json.loads(done.failed("mapping_file_wrong")["faults"])
    assert fault["reason"] == "mapping_no_object"
    assert "crmdesk_mapping" in done.err
    file.write_text('{"crmdesk_mapping": 1, "vendor": "hubspot", "choices": {"contacts": {"lead": {"city": []}}}}')
    done = connected.json("mapping", "hubspot", "import", str(file))
    (fault,) = json.loads(done.failed("mapping_file_wrong")["faults"])
    assert (fault["place"], fault["reason"]) == ("choices.contacts.lead.city", "mapping_setting_unfit")


def test_an_address_where_nothing_answers(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMDESK_TOKEN", "pat-na1-x")
    address = "http://127.0.0.1:1"
    done = cli.json("connect", "hubspot", "--token", "--base-url", address)
    assert done.failed("sign_in_unreachable") == {"address": address}
    assert address in done.err
    assert "Work on" not in done.err


def test_what_is_no_spreadsheet_opens_no_browser(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMDESK_CLIENT_SECRET", "secret")
    done = cli.json("connect", "google_sheets", "--client-id", "id", "--document", "bonjour", "--no-browser")
    assert done.failed("document_unusable") == {"field": "document"}


@pytest.mark.parametrize(
    ("line", "usage"),
    [
        (("traffic", "--days", "5"), "crmdesk traffic"),
        (("mapping", "hubspot", "versions", "--days", "5"), "crmdesk mapping name versions"),
        (("status", "more"), "crmdesk status"),
    ],
)
def test_what_is_left_over_shows_how_the_command_is_written(cli: Cli, line: tuple[str, ...], usage: str) -> None:
    done = cli(*line)
    assert done.status == 2
    assert done.err.startswith(f"usage: {usage}"), done.err
    assert "unrecognized arguments: " in done.err
    assert cli.json(*line).json["error"]["data"]["reason"].startswith("unrecognized arguments: ")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (("policy", "set", "nonsense"), "{ask,newest,"),
        (("send", "hubspot", "maybe"), "{on,off}"),
        (("new", "nonsense"), "{lead,contact,"),
    ],
)
def test_an_argument_is_called_as_the_usage_calls_it(cli: Cli, line: tuple[str, ...], name: str) -> None:
    usage, _, complaint = " ".join(cli(*line).err.split()).partition(": error: ")
    assert complaint.startswith(f"argument {name}")
    assert name in usage


def test_an_account_is_named_in_any_case(connected: Cli) -> None:
    assert connected.do("pause", "HubSpot")["connection"] == "hubspot"
    assert connected.do("resume", "HUBSPOT")["connection"] == "hubspot"
    assert connected.do("mapping", "Hubspot")["connection"] == "hubspot"
    assert connected.do("send", "HubSpot", "off")["connection"] == "hubspot"
    assert [run["connection"] for run in connected.do("sync", "--connection", "HubSpot")["runs"]] == ["hubspot"]
    assert connected.do("disconnect", "HubSpot", "--discard-pending")["disconnected"] == "hubspot"
    connected.json("pause", "HubSpot").failed("unknown_connection")


def test_a_mapped_property_is_shown_with_its_label(cli: Cli, control: Control) -> None:
    cli.do("connect", "pipedrive", "--sandbox", control.url, "--token")
    places = cli.do("mapping", "pipedrive", "--kind", "lead")["places"]
    (key, title), *_ = [
        (name, each["titles"][at])
        for place in places
        for each in place["fields"]
        for at, name in enumerate(each["properties"])
        if len(name) == 40
    ]
    assert f"{key} ({title})" in cli("mapping", "pipedrive", "--kind", "lead").out


def test_an_owner_whom_the_account_does_not_take_is_named(cli: Cli, control: Control) -> None:
    pipedrive = PipedriveControl(control)
    cli.do("connect", "pipedrive", "--sandbox", control.url, "--token")
    cli.do("sync")
    (first, *_) = [each for each in pipedrive.dump("users") if each["active_flag"]]
    owner = next(
        each
        for each in cli.do("records", "user")["records"]
        if any(link["remote_id"] == str(first["id"]) for link in each["links"])
    )
    pipedrive.edit("users", str(first["id"]), active_flag=False)
    cli.do("new", "lead", "last_name=Kervadec", f"owner={owner['id']}")
    done = cli("sync")
    assert done.status == 1
    assert first["name"] in done.err
    assert "another negotiator" in done.err
    (problem,) = cli.do("status")["problem_list"]
    assert (problem["key"], problem["field"]) == ("value_refused", "owner")
