"""An empty replica as bytes: migrating anew would take longer than most tests."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from crmdesk.store.migrations import migrate

KEY = bytes(range(32))
"""The key of every replica that is made from the template."""


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        migrate(path, KEY)
        return path.read_bytes()


def put_empty(path: Path) -> None:
    """Put an empty replica of the newest version at ``path``, where none is yet: one that was opened before goes on."""
    if not path.exists():
        path.write_bytes(_template())
