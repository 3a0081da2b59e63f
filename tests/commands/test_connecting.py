"""connect, send, disconnect: what is missing is said, and no secret stays anywhere."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path

import pytest

from crmdesk.desk.profile import open_profile
from crmdesk.desk.session import session_of
from crmdesk.desk.vendors import OFFERED
from crmdesk.paths import profile_folders
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections, leases
from tests.commands.conftest import Cli
from tests.desk.browser import approve
from tests.sandbox.raw import Control

SECRETS = ("CRMDESK_CLIENT_SECRET", "CRMDESK_TOKEN")


def test_what_is_missing_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.json("connect", "hubspot").failed("client_id_missing", 2)
    assert "--client-id" in cli("connect", "hubspot").err
    assert "--sandbox" in cli("connect", "hubspot").err
    assert cli.json("connect", "hubspot", "--client-id", "x").failed("client_secret_missing", 2)
    assert cli.json("connect", "hubspot", "--token").failed("token_missing", 2) == {"variable": "CRMDESK_TOKEN"}
    assert cli.json("connect", "pipeline").failed("unknown_vendor", 2)["vendors"].startswith(OFFERED[0].key)
    monkeypatch.setenv("CRMDESK_TOKEN", "")
    cli.json("connect", "hubspot", "--token").failed("token_missing", 2)


@pytest.mark.parametrize(
    "options", [("--sandbox", "http://127.0.0.1:1", "--ca-file", "x"), ("--token", "--client-id", "x")]
)
def test_options_that_exclude_each_other(cli: Cli, options: tuple[str, ...]) -> None:
    cli.json("connect", "hubspot", *options).failed("options_exclude", 2)


@pytest.mark.parametrize(
    ("vendor", "options", "key"),
    [
        ("hubspot", ("--host", "zoho.com"), "no_hosts"),
        ("hubspot", ("--document", "1AbCdEfGhIjKl"), "no_documents"),
        ("salesforce", ("--token",), "no_personal_tokens"),
        ("google_sheets", ("--lead-stages", "Lead"), "no_lead_stages"),
    ],
)
def test_options_that_a_vendor_has_no_use_for(cli: Cli, vendor: str, options: tuple[str, ...], key: str) -> None:
    done = cli.json("connect", vendor, *options)
    assert done.failed(key, 2)["vendor"]
    assert options[0] in done.err or key == "no_personal_tokens"


@pytest.mark.parametrize(("url", "key"), [("http://127.0.0.1:1", "sandbox_unreachable"), ("nonsense", "url_unusable")])
def test_addresses_where_no_sandbox_is(cli: Cli, url: str, key: str) -> None:
    cli.json("connect", "hubspot", "--sandbox", url).failed(key)


@pytest.mark.parametrize("shown", [True, False])
def test_a_browser_that_comes_back_once_it_is_closed(
    cli: Cli, control: Control, monkeypatch: pytest.MonkeyPatch, shown: bool
) -> None:
    def browse(url: str) -> bool:
        """A browser in the terminal: it shows the page that the sign-in ends with, and is closed then."""
        approve(url)
        return shown

    monkeypatch.setattr(webbrowser, "open", browse)
    assert cli.do("connect", "hubspot", "--sandbox", control.url)["vendor"] == "hubspot"


def test_what_an_account_lacks_is_told_with_what_makes_it(
    cli: Cli, control: Control, served: Sandbox, agreeing: None
) -> None:
    control.done("POST", "/traits", {"vendor": "google_sheets", "bare_sheet": True})
    asked = ("connect", "google_sheets", "--sandbox", control.url)
    done = cli.do(*asked)
    assert done["fields_not_created"] == ["leads.key"]
    assert "--create-fields makes there; without _crmdesk_id nothing is read and nothing is sent" in cli(*asked).out
    assert "fields_not_created" not in cli.do(*asked, "--create-fields")


def test_an_address_of_something_else(cli: Cli, control: Control, served: Sandbox) -> None:
    base = str(served.vendors["hubspot"]["base_url"])
    cli.json("connect", "hubspot", "--sandbox", base).failed("not_a_sandbox")


def test_plain_http_to_another_machine_is_refused(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMDESK_TOKEN", "pat-na1-x")
    cli.json("connect", "hubspot", "--token", "--base-url", "http://crm.example").failed("insecure_url")


def test_a_token_that_is_refused_leaves_nothing_behind(
    cli: Cli, control: Control, served: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRMDESK_TOKEN", "pat-na1-made-up-0000")
    base = str(served.vendors["hubspot"]["base_url"])
    done = cli.json("connect", "hubspot", "--token", "--base-url", base)
    done.failed("personal_token_refused")
    assert "made-up" not in done.out + done.err
    assert cli.do("status")["connections"] == []


def test_secrets_leave_the_environment(cli: Cli, control: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, "secret-of-the-agency")
    monkeypatch.setenv("CRMDESK_PASSPHRASE", "not needed here")
    done = cli.json("connect", "hubspot", "--sandbox", control.url, "--token")
    assert done.status == 0
    assert not {*SECRETS, "CRMDESK_PASSPHRASE"} & os.environ.keys()
    assert "secret-of-the-agency" not in done.out + done.err


def test_names_of_accounts(connected: Cli, control: Control) -> None:
    again = connected.do("connect", "hubspot", "--sandbox", control.url, "--token")
    assert again["connection"] == "hubspot", "the same account is the same connection"
    assert len(connected.do("status")["connections"]) == 1
    assert connected.json("send", "nobody", "on").failed("unknown_connection") == {"name": "nobody", "names": "hubspot"}
    assert connected.json("sync", "--connection", "nobody").failed("unknown_connection")
    assert connected.json("disconnect", "nobody").failed("unknown_connection")
    connected.do("send", "hubspot", "off")
    assert [row["sending"] for row in connected.do("status")["connections"]] == [False]


def test_disconnecting_without_its_data(connected: Cli) -> None:
    own = connected.new("note", "body=Only here")
    connected.do("disconnect", "hubspot", "--discard-pending")
    status = connected.do("status")
    assert (status["connections"], status["records"]["lead"]) == ([], 0)
    assert [row["id"] for row in connected.do("records", "note")["records"]] == [own]
    assert connected.do("sync") == {"runs": []}


def test_what_was_never_sent_is_not_deleted_unasked(connected: Cli, control: Control) -> None:
    one, other = connected.do("records", "lead", "--limit", "2")["records"]
    connected.do("edit", "lead", one["id"], "city=Orvault")
    connected.do("edit", "lead", other["id"], "city=Orvault", "job_title=Notary")
    done = connected.json("disconnect", "hubspot")
    assert done.failed("unsent_changes") == {"name": "hubspot", "pending": 2, "conflicts": 0}
    assert " 2;" in done.err
    assert connected.do("status")["pending"] == 2, "nothing happened: the account still syncs"
    remote = next(link["remote_id"] for link in one["links"] if link["object"] == "contacts")
    control.edit("contacts", remote, None, city="Vertou")
    connected.do("sync")
    undecided = connected.json("disconnect", "hubspot").failed("unsent_changes")
    assert undecided["conflicts"] == 1
    connected.do("disconnect", "hubspot", "--keep-data")
    assert connected.fields("lead", one["id"])["city"] == "Orvault"


def test_what_was_never_sent_is_told_where_the_records_stay(connected: Cli) -> None:
    one, other = connected.do("records", "lead", "--limit", "2")["records"]
    connected.do("edit", "lead", one["id"], "city=Orvault")
    connected.do("delete", "lead", other["id"])
    done = connected("disconnect", "hubspot", "--keep-data")
    assert done.out.splitlines()[1:] == [
        "2 changes were never sent to it and will not be",
        "1 record deleted here stays in the account",
    ]


def test_what_was_never_sent_can_be_given_up(connected: Cli) -> None:
    (one,) = connected.do("records", "lead", "--limit", "1")["records"]
    connected.do("edit", "lead", one["id"], "city=Orvault")
    connected.do("disconnect", "hubspot", "--discard-pending")
    assert connected.do("status")["records"]["lead"] == 0


def test_an_account_that_another_process_runs_is_not_disconnected(connected: Cli) -> None:
    elsewhere = session_of(open_profile(profile_folders(connected.profile)))
    try:
        (row,) = elsewhere.store.read_now(connections.all_of)
        elsewhere.store.write_now(lambda unit: leases.acquire(unit, f"run:{row.id}", elsewhere.holder, 60.0))
        connected.json("disconnect", "hubspot").failed("run_elsewhere")
        assert [each["name"] for each in connected.do("status")["connections"]] == ["hubspot"]
        elsewhere.store.write_now(lambda unit: leases.release(unit, f"run:{row.id}", elsewhere.holder))
    finally:
        elsewhere.profile.close()
    connected.do("disconnect", "hubspot")
    assert connected.do("status")["records"]["lead"] == 0


def test_an_account_is_connected_once(connected: Cli, control: Control) -> None:
    again = connected.json("connect", "hubspot", "--name", "Agence", "--sandbox", control.url, "--token")
    assert again.failed("account_connected_already")["name"] == "hubspot"
    assert "hubspot" in again.err
    assert [row["name"] for row in connected.do("status")["connections"]] == ["hubspot"]
    assert connected.do("connect", "hubspot", "--name", "hubspot", "--sandbox", control.url, "--token")
    connected.do("send", "hubspot", "off")
    base_url = connected.json("connect", "hubspot", "--name", "hubspot")
    assert base_url.failed("application_unknown") == {"vendor": "HubSpot"}, "it was a token"


def test_the_help_names_every_vendor_there_is(cli: Cli) -> None:
    words = " ".join(cli("connect", "--help").out.split())
    assert f"{{{','.join(vendor.key for vendor in OFFERED)}}} the vendor" in words


def test_sentences_begin_with_what_is_wrong_and_end_once(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "none.pem")
    place = ("--base-url", "https://localhost:1", "--ca-file", missing, "--client-id", "x", "--no-browser")
    monkeypatch.setenv("CRMDESK_CLIENT_SECRET", "x")
    unusable = cli.json("connect", "hubspot", *place)
    unusable.failed("ca_file_unusable")
    assert unusable.err.startswith("crmdesk: Certificate file not usable. ")
    asked = cli.json("policy", "set", "prefer")
    asked.failed("policy_prefers_whom")
    assert asked.err.startswith("crmdesk: Which account? “prefer” ")
