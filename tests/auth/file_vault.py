"""A vault and a lease in a folder, shared by processes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from crmdesk.auth.tokens import StoredTokens
from crmdesk.auth.vault import SealedVault


class FileRows:
    """Sealed bytes, one file each, replaced whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str) -> bytes | None:
        path = self._folder / f"{name}.sealed"
        return path.read_bytes() if path.exists() else None

    def save(self, name: str, sealed: bytes) -> None:
        fresh = self._folder / f"{name}.{os.getpid()}"
        fresh.write_bytes(sealed)
        fresh.replace(self._folder / f"{name}.sealed")

    def delete(self, name: str) -> None:
        (self._folder / f"{name}.sealed").unlink(missing_ok=True)


class FileVault:
    """A ``TokenVault`` in a folder."""

    def __init__(self, folder: Path) -> None:
        self._vault = SealedVault(FileRows(folder), b"k" * 32)

    def load(self, connection: str) -> StoredTokens | None:
        return self._vault.load(connection)

    def save(self, connection: str, stored: StoredTokens) -> None:
        self._vault.save(connection, stored)

    def delete(self, connection: str) -> None:
        self._vault.delete(connection)


class FileLease:
    """A ``RefreshLease``: whoever creates the file has it, until the time written in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def acquire(self, name: str, for_s: float) -> bool:
        path = self._folder / f"{name}.lease"
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            print("waiting", flush=True)
            return False
        with os.fdopen(handle, "w") as file:
            file.write(str(time.time() + for_s))
        return True

    def release(self, name: str) -> None:
        (self._folder / f"{name}.lease").unlink()
