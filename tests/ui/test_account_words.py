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
    [(1, 2, {"reçue", "envoyées"}), (2, 1, {"reçues", "envoyée"}), (0, 0, {"reçue", "envoyée"})],
)
def test_one_is_told_as_one(settings: UiSettings, qtbot: QtBot, applied: int, pushed: int, words: set[str]) -> None:
    settings.language = Language.FRENCH
    card = AccountHealth(replace(CONNECTIONS[0], last_counts={"applied": applied, "pushed": pushed}), "HubSpot")
    qtbot.addWidget(card)
    assert words <= {label.text() for label in card.findChildren(Label)}


def test_what_was_asked_is_told_where_anything_was(settings: UiSettings, qtbot: QtBot) -> None:
    figures = {"calls": 1204, "received_bytes": 3_400_000, "refusals": 2, "refreshes": 0}
    for language, calls, words in (
        (Language.ENGLISH, "1,204 calls in 30 days", "3.2 MB · 2 refused"),
        (Language.FRENCH, "1 204 appels en 30 jours", "3,2 Mo · 2 refus"),
    ):
        settings.language = language
        card = AccountHealth(replace(CONNECTIONS[0], traffic=figures), "HubSpot")
        qtbot.addWidget(card)
        shown = [" ".join(label.text().split()) for label in card.findChildren(Label)]
        assert {calls, words} <= set(shown)
    bare = AccountHealth(replace(CONNECTIONS[0], traffic={}), "HubSpot")
    qtbot.addWidget(bare)
    assert not [label for label in bare.findChildren(Label) if label.isVisibleTo(bare) and "30" in label.text()]
