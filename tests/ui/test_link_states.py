"""What the accounts tab says of a record's rows: a word for every state that the store knows."""

from __future__ import annotations

import pytest

from crmdesk.store import links
from crmdesk.store.queries.rows import LinkRow
from crmdesk.ui.records.accounts_tab import link_state_text


@pytest.mark.parametrize(
    ("state", "remote_id", "word"),
    [
        (links.NEW, None, "Not there yet"),
        (links.ACTIVE, "7", "Linked"),
        (links.GONE, "7", "Deleted there"),
        (links.KEPT, "7", "Deleted there, kept here"),
        (links.NO_ACCESS, "7", "No access"),
        (links.LOOSE, "7", "On its own there"),
        (links.UNLINKED, "7", "No longer linked"),
    ],
)
def test_every_state_has_its_word(state: str, remote_id: str | None, word: str) -> None:
    assert link_state_text(LinkRow("c", "HubSpot", "hubspot", "leads", remote_id, state))[0] == word
