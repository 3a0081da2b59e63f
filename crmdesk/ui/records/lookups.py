"""Finding what a field can be set to: the records that a reference can point to, as one types; the options of a choice."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import REFERENCE_KINDS, Kind
from crmdesk.store.queries import lists, records
from crmdesk.store.queries.rows import Choice, ListQuery
from crmdesk.ui.about import told_apart
from crmdesk.ui.records.editors.base import Find
from crmdesk.ui.services import Desk

_MOST = 20


def finder(desk: Desk, kind: Kind) -> Find:
    """A ``find(field, text)`` for the references and choices of ``kind``: short lists whole, long ones by search."""

    async def find(field: str, text: str) -> Sequence[Choice]:
        targets = CATALOGUE[kind][field].targets
        if set(targets) <= set(REFERENCE_KINDS):
            options = await desk.read(lambda connection: records.choices(connection, kind, field))
            wanted = text.casefold()
            return [option for option in options if wanted in option.label.casefold()]
        found: list[Choice] = []
        for target in targets:
            query = ListQuery(target, search=text)
            rows = await desk.read(lambda connection, query=query: lists.page(connection, query, None, _MOST))  # type: ignore[misc]
            found += told_apart(rows, target)
        return found[:_MOST]

    return find
