"""What an account's card says first: never that all is well while something is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.values import instant
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.sync.account_state import account_state, failure_text
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings

QUIET = ConnectionRow("H", "HubSpot", "hubspot", "Nantes", True, "active", None, None, None, 0, 0)

WITHDRAWN = (
    "Access withdrawn. The access was withdrawn in the account, or it has expired. Connect the account again; your "
    "pending changes are kept. The account says: “token revoked”."
)
OTHER = (
    "Another account. You signed in to “Nantes”, but this connection belongs to “Rezé”. Sign in to the right account."
)


@pytest.fixture(autouse=True)
def english(settings: UiSettings) -> None:
    settings.language = Language.ENGLISH


@pytest.mark.parametrize(
    ("row", "title", "line"),
    [
        (
            replace(QUIET, conflicts=2, problems=1, pending=3),
            "2 conflicts to decide",
            "4 min ago · 1 problem · 3 changes pending",
        ),
        (replace(QUIET, problems=1, pending=3), "1 problem", "4 min ago · 3 changes pending"),
        (replace(QUIET, pending=1), "1 change pending", "4 min ago"),
        (replace(QUIET, pending=2, sending=False), "2 changes not sent", "4 min ago"),
    ],
)
def test_what_is_open_comes_before_all_is_well(row: ConnectionRow, title: str, line: str) -> None:
    good = instant(datetime.now(UTC) - timedelta(minutes=4))
    state = account_state(replace(row, last_success=good), running=False)
    assert (state.title, state.line) == (title, line)
    assert state.tone is not Tone.DONE


def test_all_is_well_only_when_nothing_is_open() -> None:
    state = account_state(replace(QUIET, last_success=instant(datetime.now(UTC))), running=False)
    assert (state.title, state.tone) == ("Up to date", Tone.DONE)


def test_a_first_sync_asks_and_is_nothing_that_is_wrong() -> None:
    asking = replace(QUIET, first_sync=FirstSync.ASKING, reviews=1, pending=2)
    state = account_state(asking, running=False)
    assert (state.title, state.tone) == ("Waits for your answer", Tone.ACCENT)
    assert state.line == "first synchronisation · 2 changes not sent"
    assert account_state(replace(asking, reviews=0), running=False).title == "Waiting"


def test_a_paused_account_does_not_hide_what_waits() -> None:
    state = account_state(replace(QUIET, state="paused", pending=2), running=False)
    assert (state.title, state.line) == ("Paused", "never synchronised · 2 changes not sent")


GOES_OUT = "Your changes go out with each synchronisation."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (QUIET, GOES_OUT),
        (
            replace(QUIET, state="paused"),
            "Nothing is exchanged while the account is paused. What you change waits here until you go on.",
        ),
        (
            replace(QUIET, state="sign_in", pending=2),
            "2 changes not sent. What you change waits here until you have signed in again.",
        ),
        (
            replace(QUIET, first_sync=FirstSync.ASKING, reviews=1),
            "What you change waits here until you have answered about the first synchronisation.",
        ),
        (
            replace(QUIET, first_sync=FirstSync.ASKING, sending=False),
            "What you change waits here until the first synchronisation is settled.",
        ),
    ],
)
def test_an_account_never_says_that_changes_go_out_while_they_wait(
    qtbot: QtBot, row: ConnectionRow, words: str
) -> None:
    card = AccountControls(row, "HubSpot")
    qtbot.addWidget(card)
    told = [label.text() for label in card.findChildren(QLabel)]
    assert words in told
    assert (GOES_OUT in told) == (words == GOES_OUT)


@pytest.mark.parametrize(
    ("key", "data", "words"),
    [
        (
            "refresh_refused",
            {"vendor_words": "token revoked."},
            WITHDRAWN,
        ),
        (
            "wrong_account",
            {"found": "Nantes", "expected": "Rezé"},
            OTHER,
        ),
    ],
)
def test_an_account_that_needs_signing_in_says_why_and_what_to_do(key: str, data: dict[str, str], words: str) -> None:
    assert failure_text(replace(QUIET, state="sign_in", failure=(key, data))) == words


def test_an_account_that_was_never_signed_in_here_says_so() -> None:
    told = failure_text(replace(QUIET, state="sign_in"))
    assert told.startswith("Not signed in. The account is not signed in.")


@pytest.mark.parametrize("row", [QUIET, replace(QUIET, state="paused", failure=("unreachable", {}))])
def test_an_account_that_works_or_is_paused_says_nothing_of_that(row: ConnectionRow) -> None:
    assert failure_text(row) == ""
