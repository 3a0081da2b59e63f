"""Rows of a vendor as the inbox keeps them: JSON in, JSON out, with the fingerprint that tells an echo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.domain.conflicts import EXISTENCE, Conflict, ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Gone, RemoteRecord
from crmdesk.store.bases import fingerprint
from crmdesk.store.inbox import Arrival, Staged
from crmdesk.store.links import LinkState


def arrival(row: RemoteRecord | Absence) -> Arrival:
    """What goes into the inbox for a row that was read, or for the news that it is gone."""
    if isinstance(row, Absence):
        told = {"gone": row.gone.value, "merged_into": row.merged_into, "at": row.at, "became": row.became}
        return Arrival(row.object, row.id, told)
    body = {
        "kind": row.kind.value,
        "fields": dict(row.fields),
        "version": row.version,
        "created_at": row.created_at,
        "modified_at": row.modified_at,
        "key": row.key,
        "merged_ids": row.merged_ids,
        "part_of": row.part_of,
        "ours": row.ours,
    }
    return Arrival(row.object, row.id, body, hash_of(row))


def hash_of(row: RemoteRecord | Absence) -> bytes | None:
    """The hash that tells an echo; None for the news that a row is gone."""
    if isinstance(row, Absence):
        return None
    return fingerprint(row.kind, row.fields, None if row.part_of is None else row.part_of[1])


def known_raws(state: LinkState, conflicts: Mapping[str, Conflict]) -> dict[str, Any]:
    """What a link's row holds as far as we know: the base, with what open conflicts show on top.

    A conflict about a value that was overwritten shows what the row no longer holds.
    """
    raws = {name: theirs for name, (_, theirs) in state.bases.items()}
    for name, conflict in conflicts.items():
        shown = [account.raw for account in conflict.accounts if account.link == state.name]
        if shown and name != EXISTENCE and conflict.kind is not ConflictKind.OVERWROTE:
            raws[name] = shown[0]
    return raws


def refingerprint(state: LinkState, conflicts: Mapping[str, Conflict], main: str | None) -> None:
    """Bring a link's hash up to what its row now holds, so that our own write comes back as an echo.

    ``main`` is the id of the row that it adds fields to.
    """
    state.seen_hash = fingerprint(state.kind, known_raws(state, conflicts), main)


def row_of(staged: Staged) -> RemoteRecord | Absence:
    """What was read, as the inbox kept it."""
    return (_absence if staged.absent else _remote_record)(staged.object, staged.remote_id, staged.row)


def _remote_record(object_name: str, remote_id: str, row: Any) -> RemoteRecord:
    part_of = row["part_of"]
    return RemoteRecord(
        object_name,
        remote_id,
        Kind(row["kind"]),
        row["fields"],
        row["version"],
        row["created_at"],
        row["modified_at"],
        row["key"],
        tuple(row["merged_ids"]),
        None if part_of is None else (part_of[0], part_of[1]),
        row["ours"],
    )


def _absence(object_name: str, remote_id: str, row: Any) -> Absence:
    became = row["became"]
    where = None if became is None else (became[0], became[1])
    return Absence(object_name, remote_id, Gone(row["gone"]), row["merged_into"], row["at"], where)
