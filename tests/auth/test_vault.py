from __future__ import annotations

import pytest

from crmdesk.auth.vault import SealedVault, seal, unseal
from crmdesk.domain.errors import StoreFault
from tests.auth.kit import stored

MASTER = bytes(range(32))


class Rows:
    """Sealed bytes in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def save(self, name: str, sealed: bytes) -> None:
        self.kept[name] = sealed

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


def test_tokens_come_back_and_are_not_readable_meanwhile() -> None:
    rows = Rows()
    vault = SealedVault(rows, MASTER)
    assert vault.load("Agence") is None
    vault.save("Agence", stored("acc-1", "ref-1"))
    assert vault.load("Agence") == stored("acc-1", "ref-1")
    for word in (b"acc-1", b"ref-1", b"shh-1", b"id-1"):
        assert word not in rows.kept["Agence"]
    vault.delete("Agence")
    vault.delete("Agence")
    assert vault.load("Agence") is None


def test_the_same_tokens_never_look_the_same() -> None:
    assert seal(MASTER, "n", b"data") != seal(MASTER, "n", b"data")


def test_tokens_of_one_connection_are_no_good_for_another() -> None:
    rows = Rows()
    vault = SealedVault(rows, MASTER)
    vault.save("Agence", stored())
    rows.kept["Autre"] = rows.kept["Agence"]
    with pytest.raises(StoreFault) as caught:
        vault.load("Autre")
    assert (caught.value.key, caught.value.data) == ("tokens_damaged", {"connection": "Autre"})


def test_another_key_opens_nothing() -> None:
    with pytest.raises(ValueError, match="cannot be unsealed"):
        unseal(bytes(32), "n", seal(MASTER, "n", b"data"))


def test_any_changed_byte_is_noticed() -> None:
    sealed = seal(MASTER, "n", b"data")
    for index in range(len(sealed)):
        changed = bytearray(sealed)
        changed[index] ^= 1
        with pytest.raises(ValueError):  # noqa: PT011 - the version or the tag
            unseal(MASTER, "n", bytes(changed))
    for length in range(len(sealed)):
        with pytest.raises(ValueError):  # noqa: PT011 - too short in one way or another
            unseal(MASTER, "n", sealed[:length])


def test_sealed_bytes_that_hold_something_else_are_damage() -> None:
    rows = Rows()
    rows.save("Agence", seal(MASTER, "Agence", b"{}"))
    with pytest.raises(StoreFault):
        SealedVault(rows, MASTER).load("Agence")
