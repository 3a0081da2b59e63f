"""What a side of a conflict is called: an account, with its table where several of its rows hold a value."""

from __future__ import annotations

from crmdesk.store.queries.rows import AccountSide
from crmdesk.ui.field_texts import object_label


def side_name(side: AccountSide) -> str:
    """The name of a side, by which all of the same row are known in a case; the table first, for a narrow column cuts the end."""
    return side.account if side.object is None else f"{object_label(side.object)} · {side.account}"
