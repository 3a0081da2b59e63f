"""What an account's card counts stands in the number of the words beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.ui.sync.account_health import AccountHealth
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Label
from tests.ui.canned_rows import CONNECTIONS


@pytest.mark.parametrize(
    ("applied", "pushed", "words"),
    [(1, 2, {"nouvelle", "envoyées"}), (2, 1, {"nouvelles", "envoyée"}), (0, 0, {"nouvelle", "envoyée"})],
)
def test_one_is_told_as_one(settings: UiSettings, qtbot: QtBot, applied: int, pushed: int, words: set[str]) -> None:
    settings.language = Language.FRENCH
    card = AccountHealth(replace(CONNECTIONS[0], last_counts={"applied": applied, "pushed": pushed}), "HubSpot")
    qtbot.addWidget(card)
    assert words <= {label.text() for label in card.findChildren(Label)}
