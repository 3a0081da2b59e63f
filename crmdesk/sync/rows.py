"""Rows of a vendor as the inbox keeps them: JSON in, JSON out, with the fingerprint that tells an echo."""

from __future__ import annotations

from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Gone, RemoteRecord
from crmdesk.store.bases import fingerprint
from crmdesk.store.inbox import Arrival, Staged


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
    return fingerprint(row.kind, row.fields) if isinstance(row, RemoteRecord) else None


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
