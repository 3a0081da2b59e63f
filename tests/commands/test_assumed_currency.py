"""Connecting an account that does not say what it counts in: what its amounts are taken for is said."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Cli
from tests.sandbox.raw import Control


@pytest.mark.usefixtures("agreeing")
@pytest.mark.parametrize(("refused", "said"), [("403", "EUR"), ("", None)])
def test_what_amounts_are_taken_for_is_said(cli: Cli, control: Control, refused: str, said: str | None) -> None:
    control.done("POST", "/traits", {"vendor": "salesforce", "organization_refused": refused, "currency": "USD"})
    done = cli.do("connect", "salesforce", "--sandbox", control.url)
    assert done.get("assumed_currency") == said
