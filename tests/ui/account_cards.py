"""The cards of the accounts page."""

from __future__ import annotations

from crmdesk.ui.accounts.account_controls import AccountControls
from tests.ui.conftest import Opened


def account_card(opened: Opened, connection: str = "H") -> AccountControls:
    """The card of an account, on the page that shows them all."""
    page = opened.show("accounts")
    opened.wait(lambda: page.findChildren(AccountControls))
    return next(each for each in page.findChildren(AccountControls) if each.row.id == connection)
