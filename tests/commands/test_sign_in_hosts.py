"""connect --host: where the account lives, by a word; no secret goes to a host that is not the vendor's."""

from __future__ import annotations

import threading
import webbrowser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.commands.conftest import Cli
from tests.desk.browser import visit


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened, by a person who agrees to none of them."""
    opened: list[str] = []

    def open_(url: str, *_: Any) -> bool:
        opened.append(url)
        asked = parse_qs(urlsplit(url).query)
        back = f"{asked['redirect_uri'][0]}?error=access_denied&state={asked['state'][0]}"
        threading.Thread(target=visit, args=(back,)).start()
        return True

    monkeypatch.setattr(webbrowser, "open", open_)
    monkeypatch.setenv("CRMDESK_CLIENT_SECRET", "secret")
    return opened


@pytest.mark.parametrize(
    ("vendor", "options", "place"),
    [
        ("zoho", (), "https://accounts.zoho.eu/oauth/v2/auth?"),
        ("zoho", ("--host", "zoho.com"), "https://accounts.zoho.com/oauth/v2/auth?"),
        ("zoho", ("--host", "https://accounts.zohocloud.ca/"), "https://accounts.zohocloud.ca/oauth/v2/auth?"),
        ("salesforce", ("--host", "test.salesforce.com"), "https://test.salesforce.com/services/oauth2/authorize?"),
        (
            "salesforce",
            ("--host", "acme.my.salesforce.com"),
            "https://acme.my.salesforce.com/services/oauth2/authorize?",
        ),
    ],
)
def test_the_browser_is_sent_there(
    cli: Cli, browser: list[str], vendor: str, options: tuple[str, ...], place: str
) -> None:
    cli.json("connect", vendor, "--client-id", "id", *options).failed("consent_refused")
    (opened,) = browser
    assert opened.startswith(place)


@pytest.mark.parametrize(
    ("vendor", "host", "key", "words"),
    [
        ("zoho", "zoho.example", "data_centre_unknown", "zoho.eu, zoho.com, zoho.in"),
        ("zoho", "acme.my.salesforce.com", "data_centre_unknown", "zoho.eu"),
        ("salesforce", "acme.lightning.force.com", "my_domain_unusable", "ends in .my.salesforce.com"),
        ("salesforce", "acme.my.salesforce.com@evil.example", "my_domain_unusable", "evil.example"),
        ("hubspot", "app-eu1.hubspot.com", "no_hosts", "--host"),
    ],
)
def test_another_host_is_refused_before_anything_is_asked(
    cli: Cli, browser: list[str], vendor: str, host: str, key: str, words: str
) -> None:
    done = cli.json("connect", vendor, "--client-id", "id", "--host", host)
    done.failed(key, 2)
    assert words in done.err
    assert browser == []


@pytest.mark.parametrize("other", ["--base-url", "--sandbox"])
def test_a_host_and_an_address_exclude_each_other(cli: Cli, other: str) -> None:
    done = cli.json("connect", "zoho", "--client-id", "id", "--host", "zoho.com", other, "http://127.0.0.1:1")
    done.failed("options_exclude", 2)
