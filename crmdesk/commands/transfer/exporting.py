"""Records into a file, page by page: what is held in memory does not grow with the number of records."""

from __future__ import annotations

from pathlib import Path

from crmdesk.commands.listing import pages
from crmdesk.commands.transfer import cells
from crmdesk.commands.transfer.columns import ID
from crmdesk.commands.transfer.sheets import new_sheet
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store import custom_fields
from crmdesk.store.queries.rows import ListQuery
from crmdesk.store.store import ThreadedStore


def export_records(store: ThreadedStore, kind: Kind, path: Path) -> int:
    """Write every live record of a kind with all its fields, custom ones last; how many there were.

    Raises InvalidInput for the file.
    """
    custom = store.read_now(lambda reader: custom_fields.all_of(reader, kind))
    specs = [*CATALOGUE[kind].values(), *(CATALOGUE[kind][each.name] for each in custom)]
    count = 0
    with new_sheet(path) as sheet:
        sheet.add([ID, *(spec.name for spec in specs)])
        for page in pages(store, ListQuery(kind)):
            for row in page:
                sheet.add([row.id, *(cells.written(spec, row.fields.get(spec.name)) for spec in specs)])
            count += len(page)
    return count
