"""Notes for whom Zoho lists none (section 2.11): they are read record by record, along those that have changed.

The list of the module Notes is for administrators. Everybody else may read the notes of a record (``/{module}/{id}/Notes``: Zoho,
get-notes and related_records), a call for each, so that a run asks for ``MOST`` records, and the next one goes on. Which have a
new note their Last_Activity_Time tells, where Modified_Time may not (section 5). A note that was changed or taken away later comes
with the next change of its record.

The cursor holds walks, by module and column of time: ``{"at", "skip"}``, the time that one has reached and how many rows of that
very second it is past. One goes through all records in the order in which they were made, and ends; the others follow what changes
from then on, and come first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.providers.base import Page
from crmdesk.providers.rest import nonsense
from crmdesk.providers.zoho import coql
from crmdesk.providers.zoho.api import Api, Item
from crmdesk.providers.zoho.clock import STEP, latest, moved
from crmdesk.providers.zoho.reads import Reads
from crmdesk.providers.zoho.rows import RowReader, moment
from crmdesk.providers.zoho.tables import NOTES

PARENTS = ("Leads", "Contacts", "Accounts", "Deals")
"""Modules whose records have notes here."""

MOST = 100
"""Records that one run asks for their notes: a credit each."""

ROWS = 50
"""Records that are looked up at a time."""

MADE, CHANGED, ACTIVE = "Created_Time", "Modified_Time", "Last_Activity_Time"
ENOUGH = 3
"""Where so many records in a row do not show their notes, it is not the record that is refused."""

State = Mapping[str, Any]
BEGIN: State = {"at": None, "skip": 0}


class NotesAlong:
    """Reads the notes of one account along their records; ``readers`` by module."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], reads: Reads) -> None:
        self._api = api
        self._readers = readers
        self._reads = reads

    async def pull(self, state: State) -> AsyncGenerator[Page, None]:
        """The notes of the records that are next. What is refused is raised when everything else has been read.

        Raises PermissionLost: some records, or all of them, do not show their notes.
        """
        walks = {name: dict(walk) for name, walk in state.items()}
        refused: list[PermissionLost] = []
        left, due = MOST, deque(self._walks(walks))
        while left > 0 and due:
            module, column = due.popleft()
            try:
                count, notes, more = await self._step(walks, module, column, left, refused)
            except PermissionLost as error:
                refused.append(error)
                continue
            left -= count
            if more:
                due.append((module, column))
            yield Page([self._readers[NOTES].record(row) for row in notes], dict(walks), last=False)
        yield Page((), dict(walks), last=True)
        if refused:
            raise refused[0]

    def _walks(self, walks: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The walks that are under way, the news before the old; a module that is new begins with the old."""
        modules = [module for module in PARENTS if module in self._readers]
        begun = [module for module in modules if _name(module, CHANGED) in walks]
        news = [(module, ACTIVE if ACTIVE in self._readers[module].labels else CHANGED) for module in begun]
        old = [(module, MADE) for module in modules if _name(module, MADE) in walks or module not in begun]
        return news + old

    async def _step(
        self, walks: dict[str, Any], module: str, column: str, most: int, refused: list[PermissionLost]
    ) -> tuple[int, list[Item], bool]:
        """Some records of a walk: how many, their notes, and whether there are more. The walk moves behind them.

        Raises PermissionLost where they are not shown at all: the walk stays where it is.
        """
        name = _name(module, column)
        walk = walks.get(name, BEGIN)
        answer = await self._api.queried(
            coql.following(module, column, walk["at"], skip=walk["skip"], count=min(ROWS, most))
        )
        rows, settled = answer.page("data"), latest(answer)
        notes = await self._notes(module, [self._readers[module].id_of(row) for row in rows], refused)
        reached = [moment(row.get(column)) for row in rows[-1:]]
        if None in reached:
            raise nonsense(answer.endpoint, column, "missing")
        more = answer.part("info", "more_records") == "True"
        stands, more = _moved(walk, max(filter(None, reached), default=None), len(rows), settled, more=more)
        if _name(module, CHANGED) not in walks:
            walks |= {_name(module, each): {"at": settled, "skip": 0} for each in (CHANGED, ACTIVE)}
        walks[name] = stands
        if column == MADE and not more:
            del walks[name]
        return len(rows), notes, more

    async def _notes(self, module: str, ids: Sequence[str], refused: list[PermissionLost]) -> list[Item]:
        """The notes of records, whole. One that refuses them is told, and passed over where others do not."""
        reader, found, denied = self._readers[NOTES], list[Item](), list[PermissionLost]()
        for number, id in enumerate(ids, 1):
            try:
                found += await self._api.notes_of(module, id, reader.listed)
            except PermissionLost as error:
                denied.append(error)
            except RecordRefused as error:  # the record is gone by now, or its layout does not show the list
                if error.key != "row_not_there":
                    words = error.vendor_words
                    refused.append(PermissionLost("not_allowed", vendor_words=words, status=error.data["status"]))
            if len(denied) == number and number in {ENOUGH, len(ids)}:
                raise denied[0]
        refused += denied
        return await self._reads.completed(reader, found)


def _moved(
    walk: Mapping[str, Any], reached: str | None, count: int, settled: str, *, more: bool
) -> tuple[dict[str, Any], bool]:
    """A walk behind so many rows, the last of which has the time ``reached``, and whether it goes on in this run.

    Rows leave a time for a later one when they change: what comes after a page is asked for by time. Only where a page was of one
    time alone it is asked for by number. Rows of the last seconds are read again by the next run, for others may follow in them.
    """
    if reached is None:
        return dict(walk), False
    if reached > settled:
        return {"at": max(filter(None, (walk["at"], settled))), "skip": 0}, False
    if not more:
        return {"at": moved(reached, STEP), "skip": 0}, False
    return {"at": reached, "skip": walk["skip"] + count if reached == walk["at"] else 0}, True


def _name(module: str, column: str) -> str:
    return f"{module}.{column}"
