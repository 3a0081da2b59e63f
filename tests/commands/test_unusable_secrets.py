"""Credentials of an application that are no text at all, from the environment or a paste: said at once, and nothing is sent."""

from __future__ import annotations

import os

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


@pytest.mark.parametrize("vendor", ["hubspot", "salesforce", "zoho", "pipedrive", "google_sheets"])
def test_a_secret_with_bytes_that_are_no_text(
    vendor: str, cli: Cli, control: Control, served: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    control.done("DELETE", "/calls")
    monkeypatch.setenv("CRMDESK_CLIENT_SECRET", os.fsdecode(b"GOCSPX-\xff\xfe-secret"))
    base = str(served.vendors[vendor]["base_url"])
    done = cli.json("connect", vendor, "--client-id", "an-id", "--base-url", base)
    assert done.failed("client_secret_unusable") == {"field": "client_secret"}
    assert "GOCSPX" not in done.out + done.err
    assert "Traceback" not in done.err
    assert cli.do("status")["connections"] == []
    assert control.done("GET", "/calls").get(vendor) in ({}, None), "nothing was sent"


def test_its_words_name_the_remedy(
    cli: Cli, control: Control, served: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRMDESK_CLIENT_SECRET", "two\nlines")
    base = str(served.vendors["hubspot"]["base_url"])
    assert "Copy it again" in cli("connect", "hubspot", "--client-id", "an-id", "--base-url", base).err
