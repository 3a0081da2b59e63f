"""Connecting an account whose fields only an administrator can make: they are named, and asking for them does no harm."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.commands.conftest import Cli
from tests.desk.browser import approve
from tests.sandbox.raw import Control


@pytest.mark.parametrize("bare", [True, False])
def test_what_an_administrator_has_to_make_is_said(
    cli: Cli, control: Control, monkeypatch: pytest.MonkeyPatch, bare: bool
) -> None:
    control.done("POST", "/traits", {"vendor": "salesforce", "bare_org": bare})
    answered: list[Future[None]] = []
    with ThreadPoolExecutor(1) as person:

        def browse(address: str) -> bool:
            answered.append(person.submit(approve, address))
            return True

        monkeypatch.setattr("webbrowser.open", browse)
        done = cli.do("connect", "salesforce", "--sandbox", control.url, "--create-fields")
    answered[0].result()
    named = done.pop("fields_by_hand", [])
    assert done["vendor"] == "salesforce"
    assert ("Lead.crmdesk_uid__c" in named, "Contact.crmdesk_tags__c" in named) == (bare, bare)
    assert bool(named) is bare
