"""A note, a task or a call that was saved: it is said to be sent only where an account is sent it."""

from __future__ import annotations

import pytest

from crmdesk.store.queries.rows import Destination
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.quick_dialog import QuickDialog
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.ui import canned_rows
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
GOES, STAYS = (" It is sent with the next synchronisation.", " It stays on this computer for now.")


def saved(opened: Opened, what: str) -> str:
    """Save one, and give what is said then."""
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.panel.quick(what, "L01")
    opened.wait(lambda: opened.window.findChildren(QuickDialog))
    (dialog,) = opened.window.findChildren(QuickDialog)
    dialog.subject.setText("Rappeler")
    dialog.body.setPlainText("lundi")
    dialog.submit()
    opened.wait(lambda: opened.window.message_bar.text)
    return opened.window.message_bar.text


@pytest.mark.parametrize(("what", "told"), [("note", "Note saved."), ("task", "Task saved."), ("call", "Call logged.")])
@pytest.mark.parametrize(
    ("accounts", "then"),
    [
        ([Destination("Salesforce Nantes", sending=True), Destination("HubSpot", sending=False)], GOES),
        ([Destination("HubSpot", sending=False)], STAYS),
        ([], STAYS),
    ],
)
def test_it_is_said_to_be_sent_only_where_an_account_is_sent_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, what: str, told: str, accounts: list[Destination], then: str
) -> None:
    monkeypatch.setattr(canned_rows, "DESTINATIONS", accounts)
    assert saved(opened, what) == told + then


def test_it_is_said_in_french(opened: Opened, settings: UiSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canned_rows, "DESTINATIONS", [])
    settings.language = Language.FRENCH
    assert saved(opened, "task") == "Tâche enregistrée. Elle reste pour l’instant sur cet ordinateur."
