"""demo: options that need --headless are refused, and its sandbox says why it did not start."""

from __future__ import annotations

import pytest

from crmdesk.demo.sandbox_process import sandbox_process
from crmdesk.domain.errors import Bug
from tests.commands.conftest import Cli


@pytest.mark.parametrize("options", [("--json",), ("--json", "--out", "pictures")])
def test_a_window_prints_no_document_and_takes_no_pictures(cli: Cli, options: tuple[str, ...]) -> None:
    done = cli("demo", *options)
    assert done.failed("headless_needed", 2) == {"option": "--json"}
    assert "The demonstration takes --json only where it shows no window: add --headless." in done.err


def test_pictures_alone_need_no_window_either(cli: Cli) -> None:
    done = cli("demo", "--out", "pictures")
    assert (done.status, done.out) == (2, "")
    assert "takes --out only where it shows no window" in done.err


def test_a_sandbox_that_answers_with_an_error_did_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    # What would make it fail for every user: an unusable number of records.
    with pytest.raises(Bug, match="sandbox_did_not_start"), sandbox_process(-1):
        pass


def test_it_touches_no_profile_that_is_named(new_cli: Cli) -> None:
    done = new_cli("demo", "--headless", "--json")
    assert done.failed("demo_without_profile", 2) == {"option": "--profile"}
    assert "--profile" in done.err
    assert new_cli("demo").status == 2
    assert "--profile" not in new_cli("demo", "--help").out
    assert not new_cli.profile.exists() or not list(new_cli.profile.iterdir())
